"""Backups and changes of the schema on an office server: by the login that is there for them, proved, and complete."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg2
import pytest
from sqlalchemy import make_url

from firemode_desktop.domain.rights import OWNER
from firemode_desktop.services import office as setting_up
from tests.office.conftest import Office
from tests.office.test_office_provision import _STATE, SECRET, Run, _provision, run, stock

__all__ = ["run", "stock"]
OWNED = (
    "SELECT DISTINCT pg_get_userbyid(relowner)::text FROM pg_class WHERE relkind = 'r' AND relnamespace = "
    "'public'::regnamespace"
)


@pytest.fixture
def migrator(run: Run, stock: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The URL of the login that changes the schema, of an office that was just set up."""
    monkeypatch.setenv("FIREMODE_DATA_DIR", str(tmp_path / "data"))
    code, _, said = _provision(run, stock)
    assert code == 0, said
    return _url(stock, setting_up.MIGRATOR)


def _done(answer: tuple[int, dict[str, Any], str]) -> dict[str, Any]:
    """The document of a command that did what it was told."""
    code, document, said = answer
    assert code == 0, said
    return document


def _url(stock: Office, user: str) -> str:
    return make_url(stock.admin_url).set(username=user, password=SECRET).render_as_string(hide_password=False)


def test_that_the_migrator_moves_the_schema_after_a_proved_backup(run: Run, stock: Office, migrator: str) -> None:
    code, status, said = run("db", "status", database=stock.name, url=migrator)
    assert (code, status["current"]) == (0, True), said
    code, document, said = run("db", "downgrade", "024_rights", "--yes-downgrade", database=stock.name, url=migrator)
    assert code == 0, said
    code, document, said = run("db", "upgrade", database=stock.name, url=migrator)
    assert (code, document["revision"]) == (0, status["head"]), said
    kept = Path(document["backup"])
    assert "before" in kept.name
    _done(run("db", "prove", str(kept), database=stock.name, url=migrator))
    assert stock.admin(OWNED) == [(OWNER,)]


def test_that_where_no_backup_can_be_proved_it_is_said_how_to_go_on(run: Run, stock: Office, migrator: str) -> None:
    _done(run("db", "downgrade", "024_rights", "--yes-downgrade", database=stock.name, url=migrator))
    with _without_scratch(stock):
        code, document, _ = run("db", "upgrade", database=stock.name, url=migrator)
    assert code == 5
    assert document["error"]["message"].startswith("There is no proved backup of before")
    assert "--without-backup" in document["error"]["details"][-1]
    code, document, said = run("db", "upgrade", "--without-backup", database=stock.name, url=migrator)
    assert (code, document["backup"]) == (0, None), said


def _without_scratch(stock: Office):  # type: ignore[no-untyped-def]
    """A place of backups that cannot be written: the same refusal as of a server that lets nobody make databases."""
    import contextlib
    import os

    @contextlib.contextmanager
    def blocked():  # type: ignore[no-untyped-def]
        place = Path(os.environ["FIREMODE_DATA_DIR"]) / "backups"
        aside = place.with_name("aside")
        place.rename(aside)
        place.write_text("")
        yield
        place.unlink()
        aside.rename(place)

    return blocked()


def test_that_people_of_the_office_do_not_move_the_schema(run: Run, stock: Office, migrator: str) -> None:
    boss = _url(stock, stock.username("boss"))
    _done(run("db", "downgrade", "024_rights", "--yes-downgrade", database=stock.name, url=migrator))
    code, _, said = run("db", "upgrade", "--without-backup", database=stock.name, url=boss)
    assert code != 0
    assert "changes the schema" in said
    assert stock.admin("SELECT version_num FROM alembic_version") == [("024_rights",)]


def test_that_the_backup_login_takes_every_row_and_a_limited_one_does_not(
    run: Run, stock: Office, migrator: str, tmp_path: Path
) -> None:
    """With BYPASSRLS: instruments of a building and of nobody, and their certificates; without it, none is left out
    in silence: pg_dump refuses."""
    backup = stock.username("taken")
    stock.admin(f"CREATE ROLE {backup} LOGIN BYPASSRLS PASSWORD '{SECRET}' IN ROLE firemode_audit")
    stock.admin("INSERT INTO buildings (name) VALUES ('B')")
    for serial, building in (("SHARED", "NULL"), ("OURS", "(SELECT id FROM buildings)")):
        stock.admin(
            "INSERT INTO instruments (serial_number, instrument_type, building_id) "
            f"VALUES (%s, 'manometer', {building})",
            serial,
        )
    stock.admin("INSERT INTO calibration_certificates (instrument_id, cert_number, calibration_date, expiry_date) "
                "SELECT id, serial_number, '2026-01-01', '2027-01-01' FROM instruments")  # fmt: skip
    file = tmp_path / "office.fmbackup"
    code, written, said = run("db", "backup", str(file), database=stock.name, url=_url(stock, backup))
    assert code == 0, said
    code, again, _ = run("db", "backup", str(tmp_path / "owner.fmbackup"), database=stock.name, url=migrator)
    assert (written["rows"], written["tables"]) == (again["rows"], again["tables"])
    _done(run("db", "prove", str(file), database=stock.name, url=migrator))
    stock.admin(f"ALTER ROLE {backup} NOBYPASSRLS")
    code, _, said = run("db", "backup", str(file), database=stock.name, url=_url(stock, backup))
    assert code == 5
    assert "row-level security" in said
    client = psycopg2.connect(_url(stock, backup).replace("+psycopg2", ""))
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        client.cursor().execute("UPDATE instruments SET serial_number = 'x'")
    client.close()


def test_that_a_restore_leaves_everything_to_the_owner_and_the_rights_as_they_were(
    run: Run, stock: Office, migrator: str, tmp_path: Path
) -> None:
    def granted() -> list[tuple[str, str, list[str]]]:
        """What the owner granted; the functions of an extension are not its own."""
        rows = [row for row in stock.admin(_STATE) if OWNER in (row[2] or "")]
        return [(kind, name, sorted(rights.strip("{}").split(","))) for kind, name, rights in rows]

    before = granted()
    file = tmp_path / "office.fmbackup"
    _done(run("db", "backup", str(file), database=stock.name, url=migrator))
    code, document, said = run("db", "restore", str(file), database=stock.name)
    assert code == 0, said
    Office(stock.server_url, "postgres").admin(f'DROP DATABASE "{document["kept"]}" WITH (FORCE)')
    assert stock.admin(OWNED) == [(OWNER,)]
    assert granted() == before
    _done(run("db", "status", database=stock.name, url=migrator))
