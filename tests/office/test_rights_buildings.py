"""Whose building it is: a person who does not see all buildings sees, writes and finds in the log only their own."""

from __future__ import annotations

import io
import uuid
from typing import Any

import psycopg2
import pytest

from firemode_desktop.domain.words import Role
from firemode_desktop.services import histories
from tests.office.conftest import Office, Worked

OURS = "building_id = %s"


@pytest.fixture(scope="module")
def limited(worked: Worked) -> tuple[Office, uuid.UUID, uuid.UUID]:
    """An engineer with rights to a second, nearly empty building alone: the office, that building, and the person."""
    office = worked.office
    ((other,),) = office.admin("INSERT INTO buildings (name) VALUES ('Second Building 9') RETURNING id")
    office.admin("INSERT INTO stairs (building_id, stair_name) VALUES (%s, 'S')", other)
    person = office.add("limited", Role.ENGINEER)
    office.admin("INSERT INTO building_limits (user_id) VALUES (%s)", str(person))
    office.admin("INSERT INTO building_rights (user_id, building_id) VALUES (%s, %s)", str(person), other)
    return office, other, person


def _ask(office: Office, who: str, statement: str, *values: Any) -> list[Any]:
    client = office.client(who)
    try:
        cursor = client.cursor()
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]
    finally:
        client.rollback()
        client.close()


def _tables_of_buildings(office: Office) -> list[str]:
    found = office.admin(
        "SELECT table_name FROM information_schema.columns JOIN information_schema.tables USING (table_name) "
        "WHERE columns.table_schema = 'public' AND column_name = 'building_id' ORDER BY 1"
    )
    return [table for (table,) in found]


def test_that_no_row_of_another_building_is_seen_in_any_table(limited: tuple[Office, uuid.UUID, uuid.UUID]) -> None:
    office, other, _ = limited
    tables = _tables_of_buildings(office)
    assert len(tables) > 35
    for table in tables:
        foreign = f"SELECT count(*) FROM {table} WHERE building_id <> %s"
        assert _ask(office, "limited", foreign, other) == [(0,)], table
        assert _ask(office, "engineer", foreign, other) == office.admin(foreign, other), table
    assert _ask(office, "limited", "SELECT name FROM buildings") == [("Second Building 9",)]
    assert _ask(office, "limited", "SELECT count(*) FROM stairs") == [(1,)]


def test_that_every_table_with_a_building_is_under_row_security(limited: tuple[Office, uuid.UUID, uuid.UUID]) -> None:
    office, *_ = limited
    open_ones = office.admin(
        "SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'building_id'"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity"
    )
    assert open_ones == []


def test_that_a_foreign_building_is_not_written_to(limited: tuple[Office, uuid.UUID, uuid.UUID]) -> None:
    office, other, _ = limited
    ((theirs,),) = office.admin("SELECT id FROM buildings WHERE id <> %s", other)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="row-level security"):
        _ask(office, "limited", "INSERT INTO stairs (building_id, stair_name) VALUES (%s, 'T')", theirs)
    assert _ask(office, "limited", "UPDATE floors SET height_m = 9") == [(0,)]
    ((stair,),) = office.admin("SELECT stair_id FROM stairs WHERE building_id = %s LIMIT 1", theirs)
    with pytest.raises(psycopg2.Error, match="no rights to"):
        _ask(office, "limited", "SELECT delete_rows('stairs', ARRAY[%s]::uuid[])", stair)


def test_that_what_cannot_be_seen_is_still_guarded(limited: tuple[Office, uuid.UUID, uuid.UUID]) -> None:
    """A row of one's own that names a row of another building is refused although that row is invisible."""
    office, other, _ = limited
    ((test,),) = office.admin("SELECT instance_id FROM test_instances LIMIT 1")
    with pytest.raises(psycopg2.Error, match="another building"):
        _ask(
            office, "limited",
            "INSERT INTO instance_attempts (building_id, instance_id, attempt, outcome) VALUES (%s, %s, 9, 'skipped')",
            other, test,
        )  # fmt: skip


def test_that_instruments_without_a_building_are_everybodys(limited: tuple[Office, uuid.UUID, uuid.UUID]) -> None:
    office, *_ = limited
    office.admin("INSERT INTO instruments (serial_number, instrument_type) VALUES ('SHARED-1', 'manometer')")
    assert _ask(office, "limited", "SELECT count(*) FROM instruments WHERE serial_number = 'SHARED-1'") == [(1,)]
    office.admin("UPDATE instruments SET building_id = (SELECT id FROM buildings WHERE name LIKE 'Pilot%') "
                 "WHERE serial_number = 'SHARED-1'")  # fmt: skip
    assert _ask(office, "limited", "SELECT count(*) FROM instruments WHERE serial_number = 'SHARED-1'") == [(0,)]


def test_that_the_log_obeys_too(limited: tuple[Office, uuid.UUID, uuid.UUID]) -> None:
    """Entries of other buildings, and those that are of no building (people, rules), are not shown."""
    office, other, _ = limited
    seen = _ask(office, "limited", "SELECT DISTINCT building_id FROM audit_entries")
    assert seen == [(other,)]
    assert _ask(office, "supervisor", "SELECT count(*) FROM audit_entries") == office.admin(
        "SELECT count(*) FROM audit_entries"
    )


def test_that_the_history_in_words_tells_of_ones_own_building_alone(
    limited: tuple[Office, uuid.UUID, uuid.UUID],
) -> None:
    office, other, _ = limited
    ((theirs,),) = office.admin("SELECT id FROM buildings WHERE id <> %s LIMIT 1", other)
    ((level,),) = office.admin("SELECT floor_id FROM floors WHERE building_id = %s LIMIT 1", theirs)
    asked, everyone = office.database("limited"), office.database("supervisor")
    everywhere = asked.run(lambda session: histories.of_building(session, None)).lines
    assert everywhere == asked.run(lambda session: histories.of_building(session, uuid.UUID(str(other)))).lines
    assert any("stair S" in line.what for line in everywhere)
    assert asked.run(lambda session: histories.of_building(session, uuid.UUID(theirs))).lines == ()
    assert asked.run(lambda session: histories.of_record(session, "floors", uuid.UUID(level))).lines == ()
    assert everyone.run(lambda session: histories.of_record(session, "floors", uuid.UUID(level))).lines


def test_that_a_right_that_ended_shows_nothing_any_more(limited: tuple[Office, uuid.UUID, uuid.UUID]) -> None:
    office, other, person = limited
    ended = "UPDATE building_rights SET ended_at = {} WHERE user_id = %s"
    office.admin(ended.format("now()"), str(person))
    assert _ask(office, "limited", "SELECT count(*) FROM stairs") == [(0,)]
    office.admin("INSERT INTO building_rights (user_id, building_id) VALUES (%s, %s)", str(person), other)
    assert _ask(office, "limited", "SELECT count(*) FROM stairs") == [(1,)]


def test_that_somebody_put_out_of_use_sees_nothing(worked: Worked) -> None:
    office = worked.office
    gone = office.add("gone", Role.ENGINEER)
    assert _ask(office, "gone", "SELECT count(*) > 0 FROM stairs") == [(True,)]
    office.admin("UPDATE users SET active = false WHERE id = %s", str(gone))
    assert _ask(office, "gone", "SELECT count(*) FROM stairs") == [(0,)]
    with pytest.raises(psycopg2.Error, match="nobody's any more"):
        _ask(office, "gone", "INSERT INTO instruments (serial_number, instrument_type) VALUES ('X', 'manometer')")


#: What somebody who sees one building tries with keys of another: of a stair, its building, and one's own.
PROBES: list[tuple[str, str | None]] = [
    ("INSERT INTO stairs (stair_id, building_id, stair_name) VALUES ('{stair}', '{own}', 'q') "
     "ON CONFLICT (stair_id) DO UPDATE SET stair_name = 'q' RETURNING *", "row-level security"),
    ("INSERT INTO stairs (stair_id, building_id, stair_name) VALUES ('{stair}', '{own}', 'q')", "duplicate key"),
    ("MERGE INTO stairs AS s USING (SELECT '{stair}'::uuid AS k) AS x ON s.stair_id = x.k "
     "WHEN MATCHED THEN UPDATE SET stair_name = 'q' WHEN NOT MATCHED THEN DO NOTHING", None),
    ("WITH w AS (UPDATE stairs SET stair_name = 'q' WHERE stair_id = '{stair}' RETURNING *) SELECT * FROM w", None),
    ("UPDATE floors AS f SET height_m = 9 FROM stairs AS s WHERE s.stair_id = '{stair}'", None),
    ("SELECT * FROM stairs WHERE stair_id = '{stair}' FOR UPDATE", None),
    ("COPY (SELECT * FROM stairs WHERE stair_id = '{stair}') TO STDOUT", None),
    ("INSERT INTO floors (building_id, stair_id, floor_level, floor_number) VALUES ('{own}', '{stair}', 'L1', 1)",
     "not present|another building"),
    ("INSERT INTO import_mappings (building_id, name, mapping) VALUES ('{theirs}', 'x', '{{}}')", "row-level"),
    ("UPDATE instruments SET building_id = '{theirs}'", "row-level"),
    ("SELECT delete_rows('stairs', ARRAY['{stair}', NULL]::uuid[])", "no rights to"),
    ("SELECT stair_name FROM stairs WHERE (CASE WHEN stair_id = '{stair}' THEN 1 / length(left(stair_name, 0)) "
     "ELSE 0 END) = 1", None),
    ("SELECT most_common_vals FROM pg_stats WHERE tablename = 'stairs' AND attname = 'stair_name'", None),
    ("SELECT 1 FROM pg_stats_ext WHERE tablename = 'stairs'", None),
    ("SELECT audit_payload(e) FROM audit_entries AS e WHERE e.building_id = '{theirs}'", None),
    ("SELECT 1 FROM counted_readings WHERE building_id = '{theirs}'", None),
    ("INSERT INTO building_rights (user_id, building_id) SELECT signed_in(), '{theirs}'", "permission denied"),
    ("UPDATE building_limits SET limited = false", "permission denied"),
    ("SET row_security = off; SELECT * FROM stairs", "row-level security"),
]  # fmt: skip


@pytest.mark.parametrize(("probe", "refused"), PROBES, ids=range(len(PROBES)))
def test_that_another_building_is_neither_seen_nor_reached_round_a_corner(
    limited: tuple[Office, uuid.UUID, uuid.UUID], probe: str, refused: str | None
) -> None:
    """What is not refused finds nothing; what is refused tells no value of the other building."""
    office, own, _ = limited
    ((stair, name, theirs),) = office.admin(
        "SELECT stair_id, stair_name, building_id FROM stairs WHERE building_id <> %s ORDER BY 1 LIMIT 1", own
    )
    asked = probe.format(stair=stair, own=own, theirs=theirs)
    client = office.client("limited")
    try:
        cursor, heard = client.cursor(), io.StringIO()
        if refused is None:
            (cursor.copy_expert(asked, heard) if asked.startswith("COPY") else cursor.execute(asked))
            assert (cursor.rowcount, heard.getvalue()) == (0, "")
        else:
            with pytest.raises(psycopg2.Error, match=refused) as told:
                cursor.execute(asked)
            assert name not in str(told.value).replace(asked, "")
    finally:
        client.rollback()
        client.close()
