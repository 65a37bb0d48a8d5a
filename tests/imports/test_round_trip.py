"""A session's results out as a workbook and in again: nothing changes, nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Conflict
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.imports.baselines.plan import plan_import
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.services import generating, importing, people, results, testing, workbooks
from firemode_desktop.services.pilot import seed_pilot

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
VELOCITY = "VELOCITY_STAIR-A_L8_DW-LEVEL-8-STAIR-A_WORST-CASE-3-DOORS-OPEN"
FORCE = "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_ACTIVE"
INTERFACE = "INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01"
SKIPPED, FAILED = "PRESSURE_STAIR-A_L9_ALL-CLOSED", "PRESSURE_STAIR-A_L10_ALL-CLOSED"
NINE = (1.2, 1.3, 1.1, 1.15, 1.25, 1.18, 1.08, 1.12, 1.05)


class Visit:
    """An annual session of the pilot building, with a folder for workbooks and evidence."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.store = EvidenceFolder(folder / "store")
        self.by = database.run(lambda session: people.add_user(session, "eve", "Engineer", "engineer"))
        building = database.run(lambda session: seed_pilot(session, self.by, NOW))
        survey = database.run(lambda session: importing.survey(session, building, TODAY))
        plan = plan_import(read_file(paths.resources() / "pilot-baseline.xlsx"), survey)
        database.run(lambda session: importing.apply(session, plan, batch_id=uuid4(), by=self.by))
        database.run(lambda session: generating.generate(session, building, "annual", today=TODAY, at=NOW))
        self.id: UUID = database.run(
            lambda session: testing.create_session(session, building, "annual", scheduled_for=TODAY, by=self.by)
        )

    def template(self) -> openpyxl.Workbook:
        data = self.database.run(lambda session: workbooks.results_template(session, self.id))
        return openpyxl.load_workbook(io.BytesIO(data))

    def workbook(self) -> Path:
        """What is on record, as a file."""
        file = self.folder / "out.xlsx"
        file.write_bytes(self.database.run(lambda session: workbooks.results_workbook(session, self.id)))
        return file

    def act(self, job: Callable[[Session, UUID], Any]) -> Any:
        return self.database.run(lambda session: job(session, self.by))

    def take(self, file: Path, tell: importing.Tell | None = None) -> results.ResultsOutcome:
        return results.import_workbook(self.act, self.store, self.id, file, at=NOW, tell=tell)

    def state(self) -> list[tuple[Any, ...]]:
        """Everything that is recorded of the tests."""
        question = """
            SELECT scoped_identifier, status, measured_value_numeric, measured_value_text, completed_at, notes,
                   status_reason, environmental_conditions::text, required_instrument_id, is_compliant, attempt,
                   evidence_ids FROM test_instances ORDER BY scoped_identifier"""
        return self.database.run(lambda session: [tuple(row) for row in session.execute(text(question))])


@pytest.fixture
def visit(database_url: str, tmp_path: Path) -> Iterator[Visit]:
    database = Database(database_url)
    yield Visit(database, tmp_path)
    database.close()


def fill(template: openpyxl.Workbook, told: dict[str, dict[str, Any]]) -> None:
    """Write cells into the row of each identifier."""
    sheet = template["Results"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=3)}
    for identifier, cells in told.items():
        for name, value in cells.items():
            sheet.cell(rows[identifier], columns[name], value)


def test_that_results_go_out_and_come_back_as_no_change(visit: Visit) -> None:
    (visit.folder / "a.txt").write_text("what the gauge showed")
    template = visit.template()
    fill(
        template,
        {
            PRESSURE: {
                "measured_value": 18.2,
                "measured_at": datetime(2026, 11, 20, 9, 30),  # noqa: DTZ001 - time of the site
                "instrument_serial": "SN-12345",
                "temp_out_c": 14,
                "evidence": "a.txt",
                "notes": "- windy",
            },
            VELOCITY: {f"p{n}": value for n, value in enumerate(NINE, start=1)} | {"instrument_serial": "AN-07"},
            FORCE: {
                "measured_value": 110,
                "measured_at": "2026-11-20T09:31:00.123456+11:00",
                "instrument_serial": "FG-21",
            },
            INTERFACE: {"measured_value": 4, "result_observed": "yes"},
            SKIPPED: {"status": "skipped", "notes": "floor locked"},
            FAILED: {"status": "failed", "notes": "tube torn"},
        },
    )
    sheet = template["C&E"]
    sequence = sheet["A3"].value
    steps = [row for row in sheet.iter_rows(min_row=3) if row[0].value == sequence]
    for number, row in enumerate(steps, start=1):
        row[4].value = number * 2.5
    file = visit.folder / "in.xlsx"
    template.save(file)

    first = visit.take(file)
    assert first.errors == ()
    assert (first.new, len(first.recorded.unchanged)) == (7, 0)
    recorded = visit.state()
    assert sum(row[1] != "pending" for row in recorded) == 7

    for again in (file, visit.workbook()):
        outcome = visit.take(again)
        assert outcome.errors == ()
        assert (outcome.new, outcome.batch_id) == (0, None)
        assert visit.state() == recorded


def cells(visit: Visit, identifier: str) -> dict[str, Any]:
    """The row of a test in the template, by heading."""
    sheet = visit.template()["Results"]
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == identifier)
    return {str(head.value): cell for head, cell in zip(sheet[1], row, strict=True)}


def test_that_a_template_has_every_test_and_what_is_on_record_in_locked_rows(visit: Visit) -> None:
    everything = [row[0].value for row in visit.template()["Results"].iter_rows(min_row=3)]
    assert len(everything) == 178
    template = visit.template()
    fill(template, {PRESSURE: {"measured_value": 44.2}, FAILED: {"status": "failed", "notes": "tube torn"}})
    template.save(visit.folder / "in.xlsx")
    assert visit.take(visit.folder / "in.xlsx").errors == ()
    assert [row[0].value for row in visit.template()["Results"].iter_rows(min_row=3)] == everything
    done, failed = cells(visit, PRESSURE), cells(visit, FAILED)
    assert (done["measured_value"].value, done["measured_value"].protection.locked) == (44.2, True)
    assert (failed["status"].value, failed["notes"].value) == ("failed", "tube torn")
    assert not failed["measured_value"].protection.locked


def test_that_a_template_says_where_and_what_and_between_which_limits(visit: Visit) -> None:
    told = {name: cell.value for name, cell in cells(visit, PRESSURE).items()}
    assert told["where"] == "Stair-A · Level-8"
    assert told["what"] == "Pressure, all doors closed"
    assert (told["limits"], told["unit"]) == ("20–80 Pa", "Pa")
    assert told["baseline"].endswith(" Pa")
    assert told["last_reading"] is None
    assert all(cells(visit, PRESSURE)[name].protection.locked for name in ("identifier", "where", "limits", "unit"))


def test_that_an_import_that_differs_from_a_completed_result_is_an_error(visit: Visit) -> None:
    template = visit.template()
    file = visit.folder / "in.xlsx"
    for value in (44.2, 44.3):
        fill(template, {PRESSURE: {"measured_value": value}})
        template.save(file)
        outcome = visit.take(file)
    assert [(problem.sheet, problem.code, problem.value) for problem in outcome.errors] == [
        ("Results", "differs", "44.3")
    ]


class _Stopped(Exception):  # noqa: N818  a decision of the person
    """Raised while results are recorded."""


@pytest.mark.parametrize("step", [0, 1, 2])
def test_that_an_import_that_is_stopped_records_nothing_and_the_next_one_all(visit: Visit, step: int) -> None:
    template = visit.template()
    fill(template, {PRESSURE: {"measured_value": 18.2}, FORCE: {"measured_value": 88}})
    file = visit.folder / "in.xlsx"
    template.save(file)
    before = visit.state()

    def tell(done: int, of: int, text: str) -> None:
        if done == step:
            raise _Stopped

    with pytest.raises(_Stopped):
        visit.take(file, tell)
    assert visit.state() == before
    assert visit.take(file).new == 2


def test_that_a_reply_that_was_lost_is_settled_by_the_number_of_the_import(visit: Visit) -> None:
    template = visit.template()
    fill(template, {PRESSURE: {"measured_value": 18.2}})
    file = visit.folder / "in.xlsx"
    template.save(file)
    looked, number = results.check_workbook(visit.act, visit.id, file, at=NOW), uuid4()
    first, again = (
        results.record_looked(visit.act, visit.store, looked, at=NOW, batch_id=number) for _attempt in range(2)
    )
    assert (first.batch_id, again.batch_id, again.new) == (number, number, 1)
    assert len(again.recorded.faults) == 0
    assert sum(row[1] == "completed" for row in visit.state()) == 1


def test_that_what_somebody_else_recorded_meanwhile_is_a_conflict(visit: Visit) -> None:
    template = visit.template()
    fill(template, {PRESSURE: {"measured_value": 18.2}, FORCE: {"measured_value": 88}})
    file = visit.folder / "in.xlsx"
    template.save(file)
    looked = results.check_workbook(visit.act, visit.id, file, at=NOW)
    other = testing.Result(PRESSURE, value=Decimal(44))
    visit.act(lambda session, by: testing.record(session, visit.id, [other], by=by, at=NOW))
    before = visit.state()
    with pytest.raises(Conflict, match="look at the file again"):
        results.record_looked(visit.act, visit.store, looked, at=NOW)
    assert visit.state() == before


def test_that_looking_at_a_file_leaves_no_trace(visit: Visit) -> None:
    template = visit.template()
    fill(template, {PRESSURE: {"measured_value": 18.2}, FAILED: {"status": "failed", "notes": "tube torn"}})
    file = visit.folder / "in.xlsx"
    template.save(file)
    assert visit.take(file).new == 2
    fill(template, {FAILED: {"status": "", "notes": "", "measured_value": 12}})
    template.save(file)
    before = visit.state()
    looked = results.check_workbook(visit.act, visit.id, file, at=NOW)
    assert {name: one.outcome for name, one in looked.rehearsed.items()} == {
        PRESSURE: "unchanged",
        FAILED: "completed",
    }
    assert visit.state() == before
    counted = "SELECT (SELECT count(*) FROM faults), (SELECT count(*) FROM instance_attempts)"
    assert visit.database.run(lambda session: tuple(session.execute(text(counted)).one())) == (1, 0)
