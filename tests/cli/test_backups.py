"""``firemode db backup`` and ``restore``, as a script calls them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import create_engine, make_url

from tests.cli.conftest import Firemode


def _drop(url: str, name: str) -> None:
    admin = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


def _buildings(firemode: Firemode) -> list[str]:
    return [one["name"] for one in firemode("building", "list").document["buildings"]]


def test_that_a_backup_comes_back_and_what_was_there_is_kept_and_named(
    pilot: Firemode, tmp_path: Path, database_url: str
) -> None:
    file = tmp_path / "one.fmbackup"
    written = pilot("db", "backup", file)
    assert written.exit_code == 0
    assert written.document["success"] is True
    assert written.document["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert written.document["revision"] == pilot("db", "status").document["revision"]
    pilot("building", "create", "--name", "Tower", "--state", "NSW", "--as", "sup")
    assert _buildings(pilot) == ["Pilot Building 123", "Tower"]
    restored = pilot("db", "restore", file)
    assert restored.exit_code == 0
    assert restored.document["rows"] == written.document["rows"]
    kept = restored.document["kept"]
    try:
        assert _buildings(pilot) == ["Pilot Building 123"]
        aside = make_url(database_url).set(database=kept).render_as_string(hide_password=False)
        listed = pilot("building", "list", "--database", aside).document["buildings"]
        assert [one["name"] for one in listed] == ["Pilot Building 123", "Tower"]
    finally:
        _drop(database_url, kept)


def test_that_a_damaged_backup_exits_3_and_changes_nothing(pilot: Firemode, tmp_path: Path) -> None:
    file = tmp_path / "one.fmbackup"
    pilot("db", "backup", file)
    held = bytearray(file.read_bytes())
    held[len(held) // 3] ^= 4
    file.write_bytes(held)
    said = pilot("db", "restore", file)
    assert said.exit_code == 3
    assert said.document["error"]["code"] == "invalid"
    assert "one.fmbackup is no backup of this program, or it is damaged" in said.document["error"]["message"]
    assert _buildings(pilot) == ["Pilot Building 123"]


def test_that_a_person_reads_how_much_was_written_and_hears_what_is_done_with_verbose(
    pilot: Firemode, tmp_path: Path, database_url: str
) -> None:
    file = tmp_path / "one.fmbackup"
    said = pilot("db", "backup", file, "-v", as_json=False)
    assert said.out.startswith(f"Wrote {file} (")
    assert "Reading buildings …" in said.err
    assert "Reading" not in said.out
    again = pilot("db", "restore", file, as_json=False)
    assert "what was there is kept as " in again.out
    _drop(database_url, again.out.strip().rstrip(".").rpartition(" ")[2])


def test_that_a_place_that_cannot_be_written_exits_5_in_words_and_leaves_nothing(
    pilot: Firemode, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    said = pilot("db", "backup", tmp_path / "folder")
    assert said.exit_code == 5
    assert "cannot be written: a folder has that name." in said.document["error"]["message"]
    assert [one.name for one in tmp_path.iterdir() if "folder" in one.name] == ["folder"]


def test_that_nothing_is_said_of_the_password(pilot: Firemode, tmp_path: Path, database_url: str) -> None:
    password = make_url(database_url).password or "no password here"
    said = pilot("db", "backup", tmp_path / "one.fmbackup", "-v")
    assert str(password) not in said.out + said.err
    assert str(password).encode() not in (tmp_path / "one.fmbackup").read_bytes()


def test_that_a_series_is_planned_followed_and_given_up(pilot: Firemode, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    none = pilot("db", "keep")
    assert none.exit_code == 5
    assert "There is no plan of backups yet." in none.document["error"]["message"]
    first = pilot("db", "keep", "--folder", folder, "--every", "2", "--days", "1", "--weeks", "0", "--months", "0",
                  "--years", "0")  # fmt: skip
    assert first.exit_code == 0
    written = first.document["made"]["file"]
    assert first.document["plan"]["every_days"] == 2
    assert pilot("db", "keep").document == {
        "success": True, "plan": first.document["plan"], "made": None, "last": written
    }  # fmt: skip
    proved = pilot("db", "prove", written)
    assert proved.document["proved"] is True
    assert proved.document["rows"] == first.document["made"]["rows"]
    assert pilot("db", "keep", "--off").document["plan"] is None
    assert pilot("db", "keep").exit_code == 5
    assert Path(written).exists()


def test_that_a_number_that_makes_no_sense_changes_no_plan(pilot: Firemode, tmp_path: Path) -> None:
    said = pilot("db", "keep", "--folder", tmp_path / "kept", "--days", "0")
    assert said.exit_code == 3
    assert "1 to 1,000 days" in said.document["error"]["message"]
    assert pilot("db", "keep").exit_code == 5


def test_that_a_downgrade_leaves_a_proved_backup_of_before(pilot: Firemode) -> None:
    before = pilot("db", "status").document["revision"]
    down = pilot("db", "downgrade", "021_readings_in_time", "--yes-downgrade")
    assert down.exit_code == 0
    assert pilot("db", "prove", down.document["backup"]).exit_code == 0
    assert "before downgrade to 021_readings_in_time" in down.document["backup"]
    up = pilot("db", "upgrade")
    assert up.document["revision"] == before
    assert Path(up.document["backup"]).exists()
    assert pilot("db", "upgrade").document["backup"] is None
