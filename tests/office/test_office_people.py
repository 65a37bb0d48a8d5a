"""Roles, limits and logins on an office server: what is taken away holds at once, what is given waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg2
import pytest

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Refused, Unreachable
from firemode_desktop.domain.words import Role
from firemode_desktop.services import logins, people
from firemode_desktop.services import office as setting_up
from firemode_desktop.services.people import PersonLine
from tests.office.conftest import Office, an_office

BUILDING = "INSERT INTO buildings (name) VALUES (%s) RETURNING id"
WRITE = "INSERT INTO instruments (serial_number, instrument_type) VALUES ('X', 'manometer')"
WAIVE = "UPDATE as1851_rules SET superseded_date = current_date WHERE false"


@pytest.fixture(scope="module")
def team(server_url: str, office_template: str) -> Iterator[Office]:
    """An office with two buildings, a second supervisor, and an engineer whom the tests change."""
    with an_office(server_url, office_template) as office:
        office.add("second", Role.SUPERVISOR)
        office.add("kim", Role.ENGINEER)
        for name in ("Building One", "Building Two"):
            office.admin(BUILDING, name)
        yield office


@pytest.fixture
def boss(team: Office) -> Iterator[Database]:
    """The supervisor's desk; whoever was changed is an engineer who sees all buildings again afterwards."""
    database = team.database("supervisor")
    yield database
    kim = team.username("kim")
    team.admin("UPDATE users SET role = 'engineer', active = true WHERE username = %s", kim)
    team.admin("UPDATE building_limits SET limited = false")
    team.admin(f"ALTER ROLE {kim} LOGIN PASSWORD 'correct horse battery'")
    for group in ("firemode_supervisor", "firemode_reader"):
        team.admin(f"REVOKE {group} FROM {kim}")
    team.admin(f"GRANT firemode_engineer TO {kim}; COMMENT ON ROLE {kim} IS NULL")


def line(database: Database, username: str) -> PersonLine:
    return database.read(lambda session: people.line(session, username))


def change(team: Office, database: Database, who: str, by: str = "supervisor", **wanted: Any) -> None:
    """Change a person through the service, at the desk of ``by``."""
    before = line(database, team.username(who))
    acting = line(database, team.username(by)).id
    database.run(lambda session: people.change(session, before, replace(before, **wanted), by=acting))


def raw(team: Office, who: str, statement: str, *values: Any) -> Any:
    """What PostgreSQL answers to a client of this person; rolled back."""
    client = team.client(who)
    try:
        cursor = client.cursor()
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount
    finally:
        client.rollback()
        client.close()


def buildings(team: Office) -> list[UUID]:
    return [UUID(row[0]) for row in team.admin("SELECT id::text FROM buildings ORDER BY name")]


def test_that_a_role_that_is_taken_away_holds_in_a_connection_that_is_open(team: Office, boss: Database) -> None:
    client = team.client("kim")
    client.autocommit = True
    cursor = client.cursor()
    cursor.execute("SELECT count(*) FROM buildings")
    change(team, boss, "kim", role=Role.VIEWER.value)
    with pytest.raises(psycopg2.Error, match="looks at the records and writes nothing"):
        cursor.execute(WRITE)
    client.close()
    said = boss.read(logins.logins)[team.username("kim")]
    assert said.words == "the login has the rights of engineer"
    assert said.run == f"firemode db login follow {team.username('kim')}"


def test_that_what_is_a_supervisors_is_refused_to_whoever_is_one_no_more(team: Office, boss: Database) -> None:
    change(team, boss, "second", role=Role.ENGINEER.value)
    for statement in (WAIVE, "UPDATE users SET full_name = full_name", "UPDATE building_limits SET limited = limited"):
        with pytest.raises(psycopg2.Error, match="for a supervisor or an administrator"):
            raw(team, "second", statement)
    assert raw(team, "second", WRITE) == 1
    change(team, boss, "second", role=Role.SUPERVISOR.value)
    assert raw(team, "second", "UPDATE users SET email = NULL WHERE username <> session_user") > 0


def test_that_a_role_that_is_given_waits_for_the_server_and_is_said(team: Office, boss: Database) -> None:
    change(team, boss, "kim", role=Role.SUPERVISOR.value)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        raw(team, "kim", WAIVE)
    kim = team.username("kim")
    assert boss.read(logins.logins)[kim].words == "the login has the rights of engineer"
    team.admin(f"COMMENT ON ROLE {kim} IS '{setting_up.MARK}'")
    assert setting_up.follow(team.admin_url) == ((kim, "firemode_supervisor"),)
    assert setting_up.follow(team.admin_url) == ()
    assert raw(team, "kim", WAIVE) == 0
    assert boss.read(logins.logins)[kim].words == ""


def test_that_a_login_out_of_use_sees_and_writes_nothing_and_is_revoked_by_following(
    team: Office, boss: Database
) -> None:
    change(team, boss, "kim", active=False)
    assert raw(team, "kim", "SELECT count(*) FROM buildings") == [(0,)]
    kim = team.username("kim")
    assert "still lets this login in" in boss.read(logins.logins)[kim].words
    team.admin(f"COMMENT ON ROLE {kim} IS '{setting_up.MARK}'")
    assert setting_up.follow(team.admin_url, kim) == ((kim, "revoked"),)
    gone = team.url("kim")
    with pytest.raises(Unreachable, match="This login was revoked; ask an administrator"):
        Database(gone).schema_state()
    with pytest.raises(Unreachable, match="does not accept this user and password"):
        Database(gone.replace("correct", "wrong")).schema_state()


def test_that_a_limit_holds_at_once_and_is_lifted_again(team: Office, boss: Database) -> None:
    one, two = buildings(team)
    change(team, boss, "kim", buildings=(one,))
    assert raw(team, "kim", "SELECT id::text FROM buildings") == [(str(one),)]
    change(team, boss, "kim", buildings=tuple(sorted((one, two))))
    assert raw(team, "kim", "SELECT count(*) FROM buildings") == [(2,)]
    change(team, boss, "kim", buildings=(two,))
    assert raw(team, "kim", "SELECT id::text FROM buildings") == [(str(two),)]
    change(team, boss, "kim", buildings=())
    assert raw(team, "kim", "SELECT count(*) FROM buildings") == [(0,)]
    change(team, boss, "kim", buildings=None)
    assert raw(team, "kim", "SELECT count(*) FROM buildings") == [(2,)]
    ended = team.admin("SELECT count(*) FROM building_rights WHERE ended_at IS NOT NULL AND ended_by IS NOT NULL")
    assert ended[0][0] == 2


def test_that_a_limited_supervisor_frees_nobody(team: Office, boss: Database) -> None:
    """Otherwise two limited people would lift each other's limits."""
    one, _ = buildings(team)
    change(team, boss, "kim", buildings=(one,))
    change(team, boss, "second", buildings=(one,))
    for statement in (
        "UPDATE building_limits SET limited = false WHERE user_id <> (SELECT signed_in())",
        "INSERT INTO users (username, full_name, role) VALUES ('new', 'New', 'supervisor')",
        f"INSERT INTO building_rights (user_id, building_id) SELECT id, '{one}' FROM users WHERE username LIKE 'eng%'",
    ):
        with pytest.raises(psycopg2.Error, match="Only somebody who sees all buildings"):
            raw(team, "second", statement)
    theirs = team.database("second")
    with pytest.raises(Refused, match="Only somebody who sees all buildings"):
        change(team, theirs, "kim", by="second", buildings=None)


def test_that_somebody_always_remains_who_may_give_logins(team: Office, boss: Database) -> None:
    one, _ = buildings(team)
    others = "username <> session_user AND role = 'supervisor'"
    change(team, boss, "second", buildings=(one,))
    change(team, boss, "second", buildings=None)
    for statement in ("active = false", "role = 'engineer'"):
        assert raw(team, "supervisor", f"UPDATE users SET {statement} WHERE {others}") == 1
    # Each takes the other's role away at the same moment: one waits for the other, and is refused.
    take = f"UPDATE users SET role = 'engineer' WHERE {others}"
    first, second = team.client("supervisor"), team.client("second")
    first.cursor().execute(take)
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(second.cursor().execute, take)
        first.commit()
        with pytest.raises(psycopg2.Error, match=r"Somebody must remain|for a supervisor"):
            waiting.result()
    first.close()
    second.close()
    team.admin("UPDATE users SET role = 'supervisor' WHERE username = %s", team.username("second"))
    with pytest.raises(Refused, match="own"):
        change(team, boss, "supervisor", role=Role.ENGINEER.value)
    with pytest.raises(Refused, match="see themselves"):
        change(team, boss, "supervisor", buildings=(one,))
