"""Taking imports back, whatever came before: what held then holds again, to the row (page 4; C9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Refused
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.services import importing
from tests.conftest import _database, _url_of
from tests.imports.test_importing import FIRST, NOW, SECOND, SHIPPED, THIRD, TODAY, Site

LEVELS = ("Level-1", "Level-2", "Level-3")
DAYS = (FIRST, SECOND, THIRD, date(2024, 5, 2))
Reading = tuple[str, date, int, int | None]
"""A level, a day, Pa, and the design setpoint stated beside it."""


@pytest.fixture
def site(database_url: str) -> Iterator[Site]:
    database = Database(database_url)
    yield Site(database)
    database.close()


@pytest.fixture(scope="module")
def lasting(server_url: str, template_database: str) -> Iterator[Site]:
    """A building whose past grows from example to example: the law holds whatever is there already."""
    with _database(server_url, "undone", template_database) as name:
        database = Database(_url_of(server_url, name))
        yield Site(database)
        database.close()


def readings() -> st.SearchStrategy[list[Reading]]:
    """A file of pressures: each level once at most; a file has one setpoint or none."""
    row = st.tuples(st.sampled_from(LEVELS), st.sampled_from(DAYS), st.integers(20, 80))
    rows = st.lists(row, min_size=1, max_size=3, unique_by=lambda one: one[0])
    return st.tuples(rows, st.none() | st.integers(40, 50)).map(lambda told: [(*one, told[1]) for one in told[0]])


def plan_of(site: Site, rows: list[Reading]) -> Plan:
    heading = "stair,floor,door_configuration,pressure_pa,commissioned_date,design_setpoint_pa"
    lines = [f"Stair-A,{level},all_closed,{pa},{day},{setpoint or ''}" for level, day, pa, setpoint in rows]
    survey = site.database.run(lambda session: importing.survey(session, site.building, TODAY))
    return plan_import(read("\n".join([heading, *lines]).encode(), "pressure.csv"), survey)


def standing(site: Site) -> tuple[object, ...]:
    """What holds: every baseline that is not withdrawn, with its end, and the setpoints."""
    rows = site.ask(
        """SELECT baseline_id, pressure_pa, commissioned_date, superseded_date
           FROM baseline_pressure_differentials WHERE withdrawn_at IS NULL ORDER BY baseline_id"""
    )
    return rows, site.ask("SELECT stair_id, door_configuration, setpoint FROM design_setpoints ORDER BY 1, 2")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(readings(), min_size=1, max_size=3), last=readings())
def test_that_undoing_the_last_import_leaves_what_held_before_it(
    lasting: Site, files: list[list[Reading]], last: list[Reading]
) -> None:
    for rows in files:
        lasting.write(plan_of(lasting, rows))
    before = standing(lasting)
    plan = plan_of(lasting, last)
    batch = lasting.write(plan).batch_id
    if batch is None:
        assert plan.writes_nothing
        return
    lasting.undo(batch)
    assert standing(lasting) == before
    with pytest.raises(Refused, match="taken back already"):
        lasting.undo(batch)
    again = plan_of(lasting, last)
    assert [(row.status, row.changes) for row in again.rows] == [(row.status, row.changes) for row in plan.rows]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(readings(), min_size=2, max_size=4))
def test_that_imports_undone_from_the_last_to_the_first_leave_what_held_before_all(
    lasting: Site, files: list[list[Reading]]
) -> None:
    before = standing(lasting)
    batches = [lasting.write(plan_of(lasting, rows)).batch_id for rows in files]
    for batch in reversed(batches):
        if batch is not None:
            lasting.undo(batch)
    assert standing(lasting) == before


def entered_by_hand(site: Site, value: int, day: date) -> UUID:
    """A baseline that was typed in the window: an import without a file."""
    plan = plan_of(site, [("Level-8", day, value, None)])
    batch = site.write(plan).batch_id
    assert batch is not None
    site.database.run(
        lambda session: session.execute(
            text("UPDATE import_batches SET file_name = NULL WHERE batch_id = :batch"), {"batch": batch}
        )
    )
    return batch


def test_that_a_baseline_entered_by_hand_stands_in_the_way_and_is_named(site: Site) -> None:
    first = site.take((44.2, FIRST))
    typed = entered_by_hand(site, 43, SECOND)
    with pytest.raises(Refused) as caught:
        site.undo(first)
    assert caught.value.details == ("a pressure baseline of 1 May 2022 (entered by hand) came after it",)
    site.undo(typed)
    site.undo(first)
    assert site.periods() == []


def test_that_a_predecessor_that_was_withdrawn_meanwhile_does_not_come_back(site: Site) -> None:
    site.take((44.2, FIRST))
    later = site.take((43.1, SECOND))
    site.database.run(
        lambda session: session.execute(
            text(
                """UPDATE baseline_pressure_differentials SET withdrawn_at = now(), withdrawn_reason = 'Wrong gauge'
                   WHERE commissioned_date = :day"""
            ),
            {"day": FIRST},
        )
    )
    undone = site.undo(later)
    assert (undone.withdrawn, undone.restated) == (1, 0)
    assert site.periods() == []


def test_that_taking_back_is_no_import_that_could_be_taken_back(site: Site) -> None:
    site.take((44.2, FIRST))
    batch = site.take((43.1, SECOND))
    site.undo(batch)
    assert len(site.ask("SELECT 1 FROM import_batches")) == 2
    with pytest.raises(Refused, match="taken back already"):
        site.undo(batch)
    assert site.periods() == [("44.20", "2020-05-01", None)]


def test_that_everything_that_stands_in_the_way_is_listed_at_once(site: Site) -> None:
    """Counted together: later baselines of two files, and a setpoint that was changed."""
    whole = site.write(site.plan(SHIPPED.read_bytes())).batch_id
    assert whole is not None
    site.write(plan_of(site, [(level, date(2025, 3, 1), 41, 60) for level in LEVELS]))
    site.write(plan_of(site, [("Level-5", date(2025, 4, 1), 41, None)]))
    with pytest.raises(Refused) as caught:
        site.undo(whole)
    assert caught.value.details == (
        "3 pressure baselines of 1 Mar 2025 (pressure.csv) came after it",
        "a pressure baseline of 1 Apr 2025 (pressure.csv) came after it",
        "the design setpoint for all_closed has been changed since",
    )
    assert "and 2 more" in caught.value.message


def test_that_statements_do_not_grow_with_the_rows_that_are_taken_back(site: Site) -> None:
    """Counted, not timed: 60 rows take as many statements as one."""
    seen: list[str] = []

    def statements(batch: UUID) -> int:
        before = len(seen)
        site.undo(batch)
        return len(seen) - before

    one = site.take((44.2, FIRST))
    event.listen(site.database.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    few = statements(one)
    plan = site.plan(SHIPPED.read_bytes())
    batch = site.write(Plan(**{**vars(plan), "setpoints": ()}), batch_id=uuid4()).batch_id
    assert batch is not None
    assert statements(batch) == few <= 20
    assert site.counts()[0] == 61
    assert site.ask("SELECT min(undone_at) FROM import_batches") == [(NOW,)]
