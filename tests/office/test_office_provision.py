"""``firemode db provision`` and ``db login`` on a stock server, through the program's own commands."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import psycopg2
import pytest
from sqlalchemy import make_url

from firemode_desktop.cli import main
from firemode_desktop.domain.rights import GROUPS, OWNER
from firemode_desktop.services import connecting, office
from tests.office.conftest import Office

SECRET = "a long enough secret"
Run = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def stock(server_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A server with no office database of this name yet; what was made there is taken away again."""
    mark = uuid.uuid4().hex[:8]
    monkeypatch.setattr(office, "MIGRATOR", f"firemode_migrator_{mark}")
    stock = Office(server_url, f"fm_provisioned_{mark}", mark)
    root = Office(server_url, "postgres")
    yield stock
    root.admin(f'DROP DATABASE IF EXISTS "{stock.name}" WITH (FORCE)')
    for role in (office.MIGRATOR, *(stock.username(who) for who in ("boss", "eng", "taken"))):
        root.admin(f"DROP ROLE IF EXISTS {role}")


@pytest.fixture
def run(server_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command with standard input: its exit code, its document, and all that it said."""

    def command(
        *words: str, given: str = "", database: str = "postgres", url: str | None = None
    ) -> tuple[int, dict[str, Any], str]:
        url = url or make_url(server_url).set(database=database).render_as_string(hide_password=False)
        monkeypatch.setenv("FIREMODE_DATABASE_URL", url)
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        code = main([*words, "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out or "{}"), said.out + said.err

    return command


def _provision(run: Run, stock: Office) -> tuple[int, dict[str, Any], str]:
    words = ("db", "provision", stock.name, "--admin", stock.username("boss"), "--admin-name", "Boss One")
    return run(*words, given=f"{SECRET}\n{SECRET}\n")


_STATE = """SELECT 'table', relname::text, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT 'column', attrelid::regclass::text || attname, attacl::text FROM pg_attribute WHERE attacl IS NOT NULL
    AND attrelid > 16384
UNION ALL SELECT 'function', oid::regprocedure::text, proacl::text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'database', datname, datacl::text FROM pg_database WHERE datname = current_database()
ORDER BY 1, 2"""


def test_that_a_stock_server_is_set_up_and_the_second_time_nothing_changes(run: Run, stock: Office) -> None:
    code, document, said = _provision(run, stock)
    assert code == 0, said
    assert len(document["steps"]) >= 4
    assert SECRET not in said
    before, login = stock.admin(_STATE), stock.admin("SELECT rolname, rolpassword FROM pg_authid ORDER BY 1")
    code, document, said = _provision(run, stock)
    assert (code, document["steps"]) == (0, [])
    assert stock.admin(_STATE) == before
    mine = [row for row in login if stock.mark in row[0]]
    now = stock.admin("SELECT rolname, rolpassword FROM pg_authid ORDER BY 1")
    assert [row for row in now if stock.mark in row[0]] == mine
    assert all(proof.startswith("SCRAM-SHA-256$") for _, proof in mine)
    assert stock.admin("SELECT DISTINCT pg_get_userbyid(relowner)::text FROM pg_class WHERE relkind = 'r' AND "
                       "relnamespace = 'public'::regnamespace") == [(OWNER,)]  # fmt: skip


LOOSENED = {
    "GRANT DELETE ON stairs TO firemode_engineer": "rows may be deleted from stairs",
    "GRANT UPDATE (recorded_at) ON test_instances TO firemode_engineer": "more than is declared may be done with test_",
    "REVOKE SELECT ON floors FROM firemode_reader": "less than is declared may be done with floors",
    "GRANT EXECUTE ON FUNCTION readings_rebuild() TO firemode_engineer": "others than declared: readings_rebuild()",
    "GRANT SELECT ON doors TO PUBLIC": "everybody has rights in doors, large objects",
    "ALTER TABLE zones DISABLE ROW LEVEL SECURITY": "rows of all buildings are open in zones",
}


def test_that_rights_which_differ_from_the_declared_ones_are_told_and_put_right(run: Run, stock: Office) -> None:
    """As on a server that was set up by an older version, or changed by somebody."""
    assert _provision(run, stock)[0] == 0
    code, status, said = run("db", "status", database=stock.name)
    assert (code, status["rights_differ"]) == (0, []), said
    stock.admin("GRANT EXECUTE ON FUNCTION pg_catalog.lo_create(oid) TO PUBLIC")
    for statement in LOOSENED:
        stock.admin(statement)
    code, status, _ = run("db", "status", database=stock.name)
    assert code == 3
    for words in LOOSENED.values():
        assert any(words in one for one in status["rights_differ"]), (words, status["rights_differ"])
    assert "firemode db provision" in connecting.test(stock.admin_url).words
    assert _provision(run, stock)[0] == 0
    code, status, said = run("db", "status", database=stock.name)
    assert (code, status["rights_differ"]) == (0, []), said


def test_that_the_migrator_is_nobody_until_it_takes_the_owners_role(run: Run, stock: Office) -> None:
    assert _provision(run, stock)[0] == 0
    url = make_url(stock.admin_url).set(username=office.MIGRATOR, password=SECRET, drivername="postgresql")
    client = psycopg2.connect(url.render_as_string(hide_password=False))
    cursor = client.cursor()
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute("SELECT * FROM public.users")
    client.rollback()
    cursor.execute(f"SET ROLE {OWNER}; SELECT count(*) FROM public.users")
    assert cursor.fetchone() == (1,)
    client.close()


def test_that_the_printed_sql_grants_the_same(run: Run, stock: Office) -> None:
    assert _provision(run, stock)[0] == 0
    before = stock.admin(_STATE)
    code, document, _ = run("db", "provision", stock.name, "--print")
    assert code == 0
    lines = [line for line in document["sql"] if not line.startswith(("--", "\\", "CREATE DATABASE", "CREATE ROLE"))]
    stock.admin("\n".join(line for line in lines if f"TO {office.MIGRATOR}" not in line))
    assert stock.admin(_STATE) == before


def test_a_login_from_its_making_to_its_end(run: Run, stock: Office) -> None:
    assert _provision(run, stock)[0] == 0
    eng = stock.username("eng")
    code, _, said = run("db", "login", "add", eng, given=f"{SECRET}\n", database=stock.name)
    assert (code, "Add the person first" in said) == (5, True) or "Nobody active" in said
    assert run("user", "add", eng, "--name", "Eng One", "--role", "engineer", "--as", stock.username("boss"),
               database=stock.name)[0] == 0  # fmt: skip
    assert run("db", "login", "add", eng, given="short\n", database=stock.name)[0] != 0
    code, document, said = run("db", "login", "add", eng, given=f"{SECRET}\n", database=stock.name)
    assert (code, document["group"]) == (0, "firemode_engineer"), said
    assert SECRET not in said
    url = make_url(stock.admin_url).set(username=eng, password=SECRET, drivername="postgresql")
    client = psycopg2.connect(url.render_as_string(hide_password=False))
    client.cursor().execute("SELECT count(*) FROM stairs")
    code, document, _ = run("db", "login", "password", eng, "--random", database=stock.name)
    assert len(document["password"]) >= 20
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(url.render_as_string(hide_password=False))
    code, document, _ = run("db", "login", "revoke", eng, database=stock.name)
    assert (code, document["ended"]) == (0, 1)
    with pytest.raises(psycopg2.OperationalError):
        client.cursor().execute("SELECT 1")
    groups = stock.admin("SELECT 1 FROM pg_auth_members WHERE member = %s::regrole", eng)
    assert groups == []
    assert stock.admin("SELECT active FROM users WHERE username = %s", eng) == [(False,)]


def test_that_a_login_of_somebody_else_is_left_alone(run: Run, stock: Office) -> None:
    assert _provision(run, stock)[0] == 0
    taken = stock.username("taken")
    stock.admin(f"CREATE ROLE {taken} CREATEDB")
    stock.admin("INSERT INTO users (username, full_name, role) VALUES (%s, 'T', 'engineer')", taken)
    code, _, said = run("db", "login", "add", taken, given=f"{SECRET}\n", database=stock.name)
    assert code != 0
    assert "left alone" in said
    assert stock.admin("SELECT rolcanlogin, rolcreatedb FROM pg_roles WHERE rolname = %s", taken) == [(False, True)]


def test_that_a_foreign_database_is_not_taken_over(run: Run, stock: Office) -> None:
    Office(stock.server_url, "postgres").admin(f"CREATE DATABASE {stock.name}")
    code, _, said = _provision(run, stock)
    assert code != 0
    assert "belongs to" in said
    code, _, said = run("db", "login", "add", "x", given=f"{SECRET}\n", database=stock.name)
    assert "not set up for an office" in said


def test_that_only_a_superuser_sets_up(office: Office) -> None:
    from firemode_desktop.domain.errors import Refused
    from firemode_desktop.services import office as setting_up

    with pytest.raises(Refused, match="superuser"):
        setting_up.provision(office.url("engineer"), "x", setting_up.Person("b", "B", SECRET), SECRET)
    assert set(GROUPS) == {row[0] for row in office.admin("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)",
                                                          list(GROUPS))}  # fmt: skip
