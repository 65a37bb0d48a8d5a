"""Writing a plan into a real PostgreSQL, and taking it back (pages 1 C9, 3 and 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Conflict, Invalid, Missing, Refused
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.models import BaselineAirVelocity
from firemode_desktop.queries import baseline
from firemode_desktop.services import importing, people
from firemode_desktop.services.importing import ImportOutcome, Undone
from firemode_desktop.services.pilot import seed_pilot
from firemode_desktop.services.workbooks import baseline_template, rejected_rows
from tests.imports.books import book

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
HEADING = ("stair", "floor", "door_configuration", "pressure_pa", "commissioned_date", "commissioned_by")
SHIPPED = paths.resources() / "pilot-baseline.xlsx"
BASELINES = ("baseline_pressure_differentials", "baseline_air_velocities", "baseline_door_forces")


class Site:
    """The pilot building in a database of its own; each call is one transaction, as the program makes it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.by = database.run(lambda session: people.add_user(session, "eve", "Engineer", "engineer"))
        self.building = database.run(lambda session: seed_pilot(session, self.by, NOW))

    def plan(self, data: bytes, name: str = "baseline.xlsx", **how: Any) -> Plan:
        survey = self.database.run(lambda session: importing.survey(session, self.building, TODAY))
        return plan_import(read(data, name), survey, **how)

    def write(self, plan: Plan, **how: Any) -> ImportOutcome:
        how = {"batch_id": uuid4(), "by": self.by} | how
        return self.database.run(lambda session: importing.apply(session, plan, **how))

    def take(self, *rows: Sequence[Any]) -> UUID:
        """Import these pressures; returns the batch."""
        outcome = self.write(self.plan(pressures(*rows)))
        assert outcome.batch_id is not None
        return outcome.batch_id

    def undo(self, batch_id: UUID, reason: str = "Wrong building") -> Undone:
        return self.database.run(lambda session: importing.undo(session, batch_id, by=self.by, reason=reason, at=NOW))

    def ask(self, question: str, **given: Any) -> list[tuple[Any, ...]]:
        return self.database.run(lambda session: [tuple(row) for row in session.execute(text(question), given)])

    def periods(self, withdrawn: bool = False) -> list[tuple[str, str, str | None]]:
        """Value and period of each pressure on record, in the order of their beginning."""
        rows = self.ask(
            """SELECT pressure_pa::text, commissioned_date::text, superseded_date::text
               FROM baseline_pressure_differentials WHERE (withdrawn_at IS NOT NULL) = :withdrawn
               ORDER BY commissioned_date, superseded_date NULLS LAST, recorded_at""",
            withdrawn=withdrawn,
        )
        return [(value, begin, end) for value, begin, end in rows]

    def counts(self) -> tuple[int, ...]:
        """Rows of every table an import may touch."""
        tables = (*BASELINES, "import_batches", "design_setpoints")
        return tuple(int(self.ask(f"SELECT count(*) FROM {table}")[0][0]) for table in tables)


@pytest.fixture
def site(database_url: str) -> Iterator[Site]:
    database = Database(database_url)
    yield Site(database)
    database.close()


def pressures(*rows: Sequence[Any]) -> bytes:
    """A workbook of pressures at Stair-A, Level-8, all doors closed: (value, day) each, or whole rows."""
    full = [["Stair-A", "Level-8", "all_closed", *row, None][:6] if len(row) == 2 else list(row) for row in rows]
    return book({"Pressure": [HEADING, *full]})


FIRST, SECOND, THIRD = date(2020, 5, 1), date(2022, 5, 1), date(2024, 5, 1)


def test_that_the_shipped_workbook_is_written_whole(site: Site) -> None:
    outcome = site.write(site.plan(SHIPPED.read_bytes()))
    document = outcome.to_dict()
    assert (document["rows_imported"], document["new"], document["errors"]) == (150, 150, [])
    assert document["batch_id"] == str(outcome.batch_id)
    assert site.counts() == (60, 30, 60, 1, 2)
    assert site.database.run(lambda session: baseline.current_counts(session, site.building)) == {
        "pressure": 60,
        "velocity": 30,
        "door_force": 60,
    }


def test_that_every_column_arrives_as_it_stood_in_the_file(site: Site) -> None:
    site.write(site.plan(SHIPPED.read_bytes(), "pilot-baseline.xlsx"))
    (pressure,) = site.ask(
        """SELECT pressure_pa::text, commissioned_by, commissioning_report_ref, environmental_conditions, provenance,
                  source_ref, recorded_by FROM baseline_pressure_differentials b JOIN floors USING (floor_id)
           JOIN stairs s ON s.stair_id = b.stair_id
           WHERE stair_name = 'Stair-A' AND floor_level = 'Level-8' AND door_configuration = 'all_closed'"""
    )
    assert pressure == (
        "44.20",
        "ABC Fire Engineering",
        "REP-2024-001",
        {"temp_c": 22, "wind_ms": 2.1, "humidity_pct": 55},
        "commissioned",
        "pilot-baseline.xlsx · Pressure!D19",
        site.by,
    )
    (force,) = site.ask(
        """SELECT force_newtons::text, measurement_position FROM baseline_door_forces JOIN doors USING (door_id)
           WHERE door_identifier = 'D-Ground-Stair-A' AND pressurization_active"""
    )
    assert force == ("80.50", "at_handle")


def test_that_a_grid_arrives_with_every_digit_and_its_mean(site: Site) -> None:
    site.write(site.plan(SHIPPED.read_bytes()))

    def stored(session: Session) -> BaselineAirVelocity:
        rows = baseline.current_baselines(session, BaselineAirVelocity, site.building)
        ((doorway,),) = session.execute(
            text("SELECT doorway_id FROM doorways WHERE doorway_identifier = 'DW-Level-8-Stair-A'")
        )
        return next(row for row in rows if row.doorway_id == doorway)

    found = site.database.run(stored)
    grid = Grid.from_points(found.measurement_points or [])
    assert grid.values == tuple(map(Decimal, ("1.2", "1.3", "1.1", "1.15", "1.25", "1.18", "1.08", "1.12", "1.05")))
    assert (found.velocity_ms, found.average_velocity_ms) == (Decimal("1.159"), Decimal("1.159"))


def test_that_the_same_file_again_writes_nothing(site: Site) -> None:
    site.write(site.plan(SHIPPED.read_bytes()))
    before = site.counts()
    again = site.write(site.plan(SHIPPED.read_bytes()))
    assert again.batch_id is None
    assert again.to_dict()["rows_imported"] == 0
    assert again.to_dict()["unchanged"] == 150
    assert site.counts() == before


def test_that_one_bad_cell_changes_nothing_and_names_that_cell(site: Site) -> None:
    data = pressures(
        ["Stair-A", "Level-7", "all_closed", 44.6, FIRST, None],
        ["Stair-A", "Level-8", "all_closed", "#DIV/0!", FIRST, None],
    )
    before = site.counts()
    with pytest.raises(Invalid) as caught:
        site.write(site.plan(data))
    assert "Pressure!D3" in caught.value.message
    assert [detail["cell"] for detail in caught.value.details] == ["D3"]
    assert site.counts() == before


def test_that_good_rows_may_be_imported_alone_and_the_others_get_their_error_beside_them(site: Site) -> None:
    data = pressures(
        ["Stair-A", "Level-7", "all_closed", 44.6, FIRST, "ABC"],
        ["Stair-A", "Levle-8", "all_closed", 444, FIRST, "=ABC"],
    )
    plan = site.plan(data)
    outcome = site.write(plan, skip_invalid=True)
    document = outcome.to_dict()
    assert (document["success"], document["rows_imported"], document["skipped"]) == (True, 1, 1)
    assert site.ask("SELECT rows_read, rows_new, rows_skipped FROM import_batches") == [(2, 1, 1)]
    (sheet,) = read(rejected_rows(plan), "rejected.xlsx").sheets
    assert sheet.rows[0] == (*HEADING, "read from", "error")
    assert sheet.rows[1][:6] == ("Stair-A", "Levle-8", "all_closed", 444, FIRST, "=ABC")
    assert sheet.rows[1][6] == "Pressure!D3"
    assert "floor: There is no floor “Levle-8”" in str(sheet.rows[1][7])
    assert "pressure_pa: 444 Pa cannot be" in str(sheet.rows[1][7])


def test_that_leaving_rows_out_does_not_mend_a_missing_column(site: Site) -> None:
    data = book({"Pressure": [["stair", "floor", "pressure_pa"], ["Stair-A", "Level-8", 44.2]]})
    with pytest.raises(Invalid, match="missing"):
        site.write(site.plan(data), skip_invalid=True)
    assert site.counts() == (0, 0, 0, 0, 0)


def test_that_a_later_baseline_ends_the_one_before(site: Site) -> None:
    site.take((44.2, FIRST))
    site.take((43.1, SECOND))
    assert site.periods() == [("44.20", "2020-05-01", "2022-05-01"), ("43.10", "2022-05-01", None)]


def test_that_an_older_baseline_is_filed_as_history(site: Site) -> None:
    site.take((44.2, SECOND))
    site.take((47.0, FIRST))
    assert site.periods() == [("47.00", "2020-05-01", "2022-05-01"), ("44.20", "2022-05-01", None)]


def test_that_history_between_two_ends_the_first_and_stops_at_the_second(site: Site) -> None:
    site.take((47.0, FIRST))
    site.take((44.2, THIRD))
    site.take((46.0, SECOND))
    assert site.periods() == [
        ("47.00", "2020-05-01", "2022-05-01"),
        ("46.00", "2022-05-01", "2024-05-01"),
        ("44.20", "2024-05-01", None),
    ]


def test_that_a_correction_of_the_same_day_leaves_the_first_value_on_record_for_no_day(site: Site) -> None:
    site.take((44.2, FIRST))
    site.take((43.1, FIRST))
    assert site.periods() == [("44.20", "2020-05-01", "2020-05-01"), ("43.10", "2020-05-01", None)]


def test_that_a_correction_of_history_stays_history(site: Site) -> None:
    site.take((47.0, FIRST))
    site.take((44.2, SECOND))
    site.take((46.0, FIRST))
    assert site.periods() == [
        ("47.00", "2020-05-01", "2020-05-01"),
        ("46.00", "2020-05-01", "2022-05-01"),
        ("44.20", "2022-05-01", None),
    ]


def test_that_a_correction_keeps_conditions_the_file_does_not_know(site: Site) -> None:
    site.take((44.2, FIRST))
    site.ask("SELECT 1")
    noted = '{"doors_open_list": ["D-1"], "temp_c": 22}'
    site.database.run(
        lambda session: session.execute(
            text("""INSERT INTO baseline_pressure_differentials (building_id, stair_id, floor_id, door_configuration,
                        pressure_pa, commissioned_date, environmental_conditions)
                    SELECT building_id, stair_id, floor_id, 'evac_doors_open', 31, :day, CAST(:noted AS jsonb)
                    FROM floors WHERE floor_level = 'Level-8'"""),
            {"day": FIRST, "noted": noted},
        )
    )
    site.take(["Stair-A", "Level-8", "evac_doors_open", 32, FIRST, None])
    assert site.ask(
        """SELECT environmental_conditions FROM baseline_pressure_differentials
           WHERE pressure_pa = 32 AND superseded_date IS NULL"""
    ) == [({"temp_c": 22, "doors_open_list": ["D-1"]},)]


def test_that_a_change_under_the_plan_s_feet_is_a_conflict(site: Site) -> None:
    site.take((44.2, FIRST))
    late = site.plan(pressures((43.1, SECOND)))
    site.take((42.0, date(2021, 1, 1)))
    before = site.periods()
    with pytest.raises(Conflict) as caught:
        site.write(late)
    assert caught.value.details == ("Pressure, row 2",)
    assert site.periods() == before


def test_that_a_first_baseline_written_meanwhile_is_a_conflict_too(site: Site) -> None:
    new = site.plan(pressures((43.1, FIRST)))
    site.take((44.2, SECOND))
    with pytest.raises(Conflict):
        site.write(new)


def test_that_two_imports_at_once_wait_for_each_other(site: Site, database_url: str) -> None:
    """The second sees what the first wrote, and says so; nothing is lost or doubled."""
    other = Database(database_url)
    first, second = site.plan(pressures((44.2, FIRST))), site.plan(pressures((43.1, FIRST)))

    def write_both(session: Session) -> None:
        importing.apply(session, first, batch_id=uuid4(), by=site.by)
        session.execute(text("SET LOCAL lock_timeout = '300ms'"))
        with pytest.raises(Exception) as caught:  # noqa: PT011 - whichever of the five a lock that is not given ends in
            other.run(
                lambda late: (
                    late.execute(text("SET LOCAL lock_timeout = '300ms'")),
                    importing.apply(late, second, batch_id=uuid4(), by=site.by),
                )
            )
        assert isinstance(caught.value, Conflict | Refused), caught.value

    site.database.run(write_both)
    with pytest.raises(Conflict):
        other.run(lambda session: importing.apply(session, second, batch_id=uuid4(), by=site.by))
    other.close()
    assert site.periods() == [("44.20", "2020-05-01", None)]


def test_that_an_import_in_doubt_is_settled_by_its_number(site: Site) -> None:
    plan, batch = site.plan(pressures((44.2, FIRST))), uuid4()
    first = site.write(plan, batch_id=batch)
    again = site.write(plan, batch_id=batch)
    assert first.to_dict() == again.to_dict()
    assert site.counts() == (1, 0, 0, 1, 0)
    with pytest.raises(Conflict):
        site.write(site.plan(pressures((43.1, SECOND))), batch_id=batch)


def test_that_undoing_withdraws_and_restates(site: Site) -> None:
    site.take((44.2, FIRST))
    batch = site.take((43.1, SECOND))
    assert site.undo(batch) == Undone(batch, withdrawn=1, restated=1, setpoints=0)
    assert site.periods() == [("44.20", "2020-05-01", None)]
    assert site.periods(withdrawn=True) == [("43.10", "2022-05-01", None)]
    assert site.ask(
        "SELECT withdrawn_reason, withdrawn_by FROM baseline_pressure_differentials WHERE pressure_pa = 43.1"
    ) == [("Wrong building", site.by)]


@pytest.mark.parametrize(
    ("days", "taken_back", "left"),
    [
        ([(47.0, FIRST), (44.2, THIRD), (46.0, SECOND)], 2, [("47.00", FIRST, THIRD), ("44.20", THIRD, None)]),
        ([(44.2, SECOND), (47.0, FIRST)], 1, [("44.20", SECOND, None)]),
        ([(44.2, FIRST), (43.1, FIRST)], 1, [("44.20", FIRST, None)]),
        ([(44.2, FIRST), (43.1, FIRST), (42.0, FIRST)], 2, [("44.20", FIRST, FIRST), ("43.10", FIRST, None)]),
        ([(44.2, SECOND), (43.1, SECOND), (47.0, FIRST)], 1, None),
    ],
)
def test_that_undoing_brings_back_exactly_what_was(
    site: Site, days: list[tuple[float, date]], taken_back: int, left: list[tuple[str, date, date | None]] | None
) -> None:
    batches = [site.take(row) for row in days]
    if left is None:
        # History filed later does not depend on a correction of what came after it.
        site.undo(batches[taken_back])
        assert site.periods() == [("47.00", str(FIRST), str(SECOND)), ("44.20", str(SECOND), None)]
        return
    site.undo(batches[taken_back])
    assert site.periods() == [(value, str(begin), end and str(end)) for value, begin, end in left]


def test_that_an_import_can_be_made_again_after_it_was_undone(site: Site) -> None:
    first = site.take((44.2, FIRST))
    site.undo(first)
    assert site.take((44.2, FIRST)) != first
    assert site.periods() == [("44.20", "2020-05-01", None)]


def test_that_undoing_is_refused_while_a_later_baseline_stands_on_it(site: Site) -> None:
    batch = site.take((44.2, FIRST))
    later = site.take((43.1, SECOND))
    with pytest.raises(Refused) as caught:
        site.undo(batch)
    assert caught.value.details == ("a pressure baseline of 1 May 2022 (baseline.xlsx) came after it",)
    site.undo(later)
    site.undo(batch)
    assert site.periods() == []


EXPECTED_TEST = """
    INSERT INTO test_instance_templates (building_id, archetype_id, measurement_type, frequency, stair_id, floor_id,
        door_configuration, baseline_value, baseline_date, sequence_order, scoped_identifier, retired_at)
    SELECT building_id, 'ARCH-PRESSURE-001', 'pressure_differential', 'annual', stair_id, floor_id, 'all_closed',
        44.2, :day, 1, 'PRESSURE_STAIR-A_L8_ALL-CLOSED', NULL
    FROM floors JOIN stairs USING (building_id, stair_id)
    WHERE floor_level = 'Level-8' AND stair_name = 'Stair-A'"""


def test_that_an_expected_test_does_not_hold_an_import_but_is_to_be_generated_again(site: Site) -> None:
    batch = site.take((44.2, FIRST))
    site.database.run(lambda session: session.execute(text(EXPECTED_TEST), {"day": FIRST}))
    undone = site.undo(batch)
    assert undone.expected_tests == 1
    assert undone.sentence == (
        "1 baseline withdrawn, 0 hold again. 1 expected test still shows it: generate the expected tests again."
    )
    assert site.periods() == []


def test_that_a_retired_expected_test_is_not_counted(site: Site) -> None:
    batch = site.take((44.2, FIRST))
    site.database.run(lambda session: session.execute(text(EXPECTED_TEST), {"day": FIRST}))
    site.database.run(lambda session: session.execute(text("UPDATE test_instance_templates SET retired_at = now()")))
    assert site.undo(batch).sentence == "1 baseline withdrawn, 0 hold again."


def test_that_undoing_is_refused_while_a_test_of_a_session_was_given_its_value(site: Site) -> None:
    batch = site.take((44.2, FIRST))
    session_of = """
        INSERT INTO test_sessions (building_id, session_name, frequency, status)
        SELECT id, 'Annual', 'annual', 'in_progress' FROM buildings RETURNING id"""
    instance = """
        INSERT INTO test_instances (session_id, building_id, archetype_id, measurement_type, frequency, stair_id,
            floor_id, door_configuration, baseline_value, baseline_date, sequence_order, scoped_identifier, status)
        SELECT :visit, building_id, 'ARCH-PRESSURE-001', 'pressure_differential', 'annual', stair_id, floor_id,
            'all_closed', 44.2, :day, 1, 'PRESSURE_STAIR-A_L8_ALL-CLOSED', 'pending'
        FROM floors JOIN stairs USING (building_id, stair_id)
        WHERE floor_level = 'Level-8' AND stair_name = 'Stair-A'"""
    [(visit,)] = site.database.run(lambda session: session.execute(text(session_of)).all())
    site.database.run(lambda session: session.execute(text(instance), {"visit": visit, "day": FIRST}))
    with pytest.raises(Refused) as caught:
        site.undo(batch)
    assert caught.value.details == ("the test PRESSURE_STAIR-A_L8_ALL-CLOSED of “Annual” was given its value",)
    site.database.run(lambda session: session.execute(text("UPDATE test_sessions SET status = 'cancelled'")))
    site.undo(batch)


def test_that_undoing_twice_or_without_a_reason_is_refused(site: Site) -> None:
    batch = site.take((44.2, FIRST))
    with pytest.raises(Invalid):
        site.undo(batch, reason="  ")
    site.undo(batch)
    with pytest.raises(Refused):
        site.undo(batch)
    with pytest.raises(Missing):
        site.undo(uuid4())


def test_that_design_setpoints_are_written_once_and_put_back(site: Site) -> None:
    def setpoints() -> list[tuple[Any, ...]]:
        return site.ask("SELECT DISTINCT door_configuration, setpoint::text, unit FROM design_setpoints")

    batch = site.write(site.plan(SHIPPED.read_bytes())).batch_id
    assert setpoints() == [("all_closed", "45.000", "Pa")]
    heading = (*HEADING, "design_setpoint_pa")
    row = ["Stair-A", "Level-8", "all_closed", 44.2, date(2024, 1, 15), "ABC Fire Engineering", 50]
    outcome = site.write(site.plan(book({"Pressure": [heading, row]})))
    assert outcome.to_dict()["changed"] == 1
    assert site.ask("SELECT count(*) FROM baseline_pressure_differentials") == [(60,)]
    assert outcome.batch_id is not None
    assert batch is not None
    with pytest.raises(Refused, match="design setpoint"):
        site.undo(batch)
    site.undo(outcome.batch_id)
    assert setpoints() == [("all_closed", "45.000", "Pa")]
    site.undo(batch)
    assert setpoints() == []


def test_that_a_setpoint_changed_meanwhile_is_a_conflict(site: Site) -> None:
    plan = site.plan(SHIPPED.read_bytes())
    site.write(replace(plan, rows=()))
    with pytest.raises(Conflict, match="setpoint"):
        site.write(plan)


def test_that_batches_are_listed_with_who_and_whether_undone(site: Site) -> None:
    first = site.take((44.2, FIRST))
    site.take((43.1, FIRST))
    with pytest.raises(Refused):
        site.undo(first)
    latest, oldest = site.database.run(lambda session: importing.batches(session, site.building))
    assert (oldest.batch_id, oldest.rows_new, oldest.rows_changed, oldest.imported_by) == (first, 1, 0, "Engineer")
    assert (latest.rows_new, latest.rows_changed) == (0, 1)
    site.undo(latest.batch_id)
    latest = site.database.run(lambda session: importing.batches(session, site.building))[0]
    assert (latest.undone_by, latest.undo_reason) == ("Engineer", "Wrong building")
    assert latest.to_dict()["id"] == str(latest.batch_id)
    assert latest.file_sha256 is not None
    assert len(latest.file_sha256) == 64


def test_that_csv_by_uuid_is_imported_as_the_document_has_it(site: Site) -> None:
    """Step 5 of the customer's document: four rows by uuid, and the query it verifies them with."""
    ids = site.ask(
        """SELECT stair_id, floor_id FROM floors JOIN stairs s USING (stair_id)
           WHERE s.stair_name = 'Stair-A' AND floor_number IN (0, 1) ORDER BY floor_number"""
    )
    values = iter(("44.5", "43.2", "45.1", "43.8"))
    lines = [
        f"{stair},{floor},{configuration},{next(values)},2024-01-15"
        for stair, floor in ids
        for configuration in ("all_closed", "evac_doors_open")
    ]
    text_of_file = "\n".join(["stair_id,floor_id,door_configuration,pressure_pa,commissioned_date", *lines])
    outcome = site.write(site.plan(text_of_file.encode(), "baseline_pressure_test.csv"))
    document = outcome.to_dict()
    assert (document["success"], document["rows_imported"]) == (True, 4)
    assert site.ask(
        """SELECT s.stair_name, f.floor_level, b.door_configuration, b.pressure_pa, b.commissioned_date
           FROM baseline_pressure_differentials b
           JOIN stairs s ON b.stair_id = s.stair_id JOIN floors f ON b.floor_id = f.floor_id
           ORDER BY s.stair_name, f.floor_number, b.door_configuration"""
    ) == [
        ("Stair-A", "Ground", "all_closed", Decimal("44.50"), date(2024, 1, 15)),
        ("Stair-A", "Ground", "evac_doors_open", Decimal("43.20"), date(2024, 1, 15)),
        ("Stair-A", "Level-1", "all_closed", Decimal("45.10"), date(2024, 1, 15)),
        ("Stair-A", "Level-1", "evac_doors_open", Decimal("43.80"), date(2024, 1, 15)),
    ]


def test_that_the_template_of_an_imported_building_changes_nothing(site: Site) -> None:
    site.write(site.plan(SHIPPED.read_bytes()))
    data = site.database.run(lambda session: baseline_template(session, site.building, TODAY).content)
    plan = site.plan(data)
    assert plan.errors == plan.warnings == ()
    assert plan.writes_nothing
    assert len(plan.rows) == 150


def test_that_names_from_a_file_are_data_to_the_database(site: Site) -> None:
    nasty = '\'); DROP TABLE users; -- \\N \\. "x"\n,\t'
    site.take(["Stair-A", "Level-8", "all_closed", 44.2, FIRST, nasty])
    assert site.ask("SELECT commissioned_by FROM baseline_pressure_differentials") == [(nasty.strip(),)]


def test_that_statements_do_not_grow_with_the_rows(site: Site) -> None:
    """Counted, not timed: 150 rows take as many statements as three."""
    whole = site.plan(SHIPPED.read_bytes())
    three = replace(whole, rows=tuple(next(row for row in whole.rows if row.kind is kind) for kind in BaselineKind))
    seen: list[str] = []
    event.listen(site.database.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))

    def statements(plan: Plan) -> int:
        def write_and_take_back(session: Session) -> None:
            importing.apply(session, plan, batch_id=uuid4(), by=site.by)
            raise Refused("Counted; nothing of it stays.")

        before = len(seen)
        with pytest.raises(Refused):
            site.database.run(write_and_take_back)
        return len(seen) - before

    assert statements(whole) == statements(three) <= 30


def test_that_a_building_that_is_not_there_is_missing(site: Site) -> None:
    plan = replace(site.plan(pressures((44.2, FIRST))), building_id=uuid4())
    with pytest.raises(Missing):
        site.write(plan)
    with pytest.raises(Missing):
        site.database.run(lambda session: importing.survey(session, uuid4(), TODAY))


def test_that_the_survey_shows_the_rules_of_the_day(site: Site) -> None:
    survey = site.database.run(lambda session: importing.survey(session, site.building, TODAY))
    assert {str(kind): str(rule.limits) for kind, rule in survey.rules.items() if not rule.limits.open} == {
        "pressure_differential": "20 to 80 Pa",
        "air_velocity": "at least 1 m/s",
        "door_opening_force": "at most 110 N",
    }
    plan = site.plan(pressures((19.99, FIRST)))
    assert [(problem.cell, problem.code) for problem in plan.warnings] == [("D2", "outside_rule")]
