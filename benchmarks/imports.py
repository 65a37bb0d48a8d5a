"""What an import costs: reading a workbook of 10,000 rows, writing it, and writing it again (page 5)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4
from xml.parsers import expat

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.frame import Bound, Result, compare, in_turn, seconds
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.imports.baselines.plan import Plan, PlannedRow, plan_import
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.models import BaselinePressureDifferential
from firemode_desktop.services import importing, people

STAIRS, LEVELS = 100, 50
ROWS = STAIRS * LEVELS * 2
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
ROUNDS = 5
WRITING_ROUNDS = 3
"""The ORM alone takes as long as all the rest."""
TABLE = "baseline_pressure_differentials"
HEADINGS = (
    "stair", "floor", "door_configuration", "pressure_pa", "commissioned_date", "commissioned_by",
    "commissioning_report_ref", "temp_c",
)  # fmt: skip


# --- the file and the building ---------------------------------------------------------------------------------------


def workbook() -> bytes:
    """10,000 pressures, written by openpyxl as a customer's own script would."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Pressure")
    sheet.append(HEADINGS)
    for stair in range(STAIRS):
        for level in range(LEVELS):
            for case, high in (("all_closed", 48.0), ("evac_doors_open", 28.0)):
                value = round(high - (stair * 7 + level * 3) % 40 / 10, 1)
                sheet.append(
                    [f"Stair-{stair + 1}", f"Level-{level + 1}", case, value, datetime(2024, 1, 15), "ABC", "R-1", 21.5]  # noqa: DTZ001  a day in a cell
                )
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


_BUILDING = """
    WITH building AS (INSERT INTO buildings (name) VALUES ('Hundred stairs') RETURNING id),
    stair AS (INSERT INTO stairs (building_id, stair_name)
        SELECT id, 'Stair-' || n FROM building, generate_series(1, :stairs) n RETURNING building_id, stair_id)
    INSERT INTO floors (building_id, stair_id, floor_level, floor_number, height_m)
    SELECT building_id, stair_id, 'Level-' || n, n, n * 3 FROM stair, generate_series(1, :levels) n
    RETURNING building_id"""


def large_building(session: Session) -> UUID:
    """A building of 5,000 floors."""
    building = session.execute(text(_BUILDING), {"stairs": STAIRS, "levels": LEVELS}).scalars().first()
    assert building is not None
    return UUID(str(building))


def _furnish(session: Session) -> tuple[UUID, UUID]:
    """That building, and somebody to import for it."""
    return large_building(session), people.add_user(session, "eve", "Engineer", "engineer")


# --- reading ---------------------------------------------------------------------------------------------------------


def reading(_: Scratch) -> Iterator[Result]:
    """Reading safely, against the least that any reader does, and against the usual one."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "baseline.xlsx"
        file.write_bytes(workbook())
        parts: dict[str, Callable[[], object]] = {
            "ours": lambda: read_file(file),
            "expat": lambda: _inflate_and_parse(file),
            "openpyxl": lambda: _by_openpyxl(file),
        }
        times = in_turn(parts, ROUNDS)
        rows = len(read_file(file).sheets[0].rows) - 1
    counted = {"rows": rows}
    yield compare("read 10,000 rows safely", "inflate + expat", times["ours"], times["expat"], Bound(6, 4), counted)
    yield compare(
        "read 10,000 rows safely", "openpyxl, normal mode", times["ours"], times["openpyxl"], Bound(4, above=True)
    )


def _inflate_and_parse(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                expat.ParserCreate().Parse(archive.read(name), True)


def _by_openpyxl(file: Path) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(file, data_only=True):
        for _ in sheet.iter_rows(values_only=True):
            pass


# --- writing ---------------------------------------------------------------------------------------------------------


class Imports:
    """One file and one building, in a new database each time."""

    def __init__(self, server: Scratch) -> None:
        self._server = server
        self._empty = server.database()
        self.building, self.by = self._empty.run(_furnish)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "baseline.xlsx"
            file.write_bytes(workbook())
            self.workbook = read_file(file)
        with self.fresh() as database:
            self.plan = self.planned(database)

    @contextmanager
    def fresh(self) -> Iterator[Database]:
        """A database with the building and no baselines, warmed up by one question."""
        database = self._server.database(self._empty)
        database.run(lambda session: session.scalar(text(f"SELECT count(*) FROM {TABLE}")))
        yield database
        database.close()

    def planned(self, database: Database) -> Plan:
        """Names resolved, every cell checked, held against what is on record."""
        survey = database.run(lambda session: importing.survey(session, self.building, TODAY))
        return plan_import(self.workbook, survey)

    def whole(self, database: Database) -> importing.ImportOutcome:
        """The import of the file that was read."""
        plan = self.planned(database)
        return database.run(lambda session: importing.apply(session, plan, batch_id=uuid4(), by=self.by))

    def undo(self, database: Database) -> None:
        """Take the one import back."""

        def job(session: Session) -> None:
            batch = session.scalar(text("SELECT batch_id FROM import_batches"))
            importing.undo(session, batch, by=self.by, reason="Measured", at=NOW)

        database.run(job)

    def copied(self, database: Database) -> None:
        """The same resolved rows, by COPY alone."""
        lines = io.StringIO("".join(_line(self.building, row) for row in self.plan.rows))
        database.run(lambda session: _copy(session, lines))

    def added(self, database: Database) -> None:
        """The same resolved rows, by the ORM."""
        rows = [_model(self.building, row) for row in self.plan.rows]
        database.run(lambda session: session.add_all(rows))


def writing(server: Scratch) -> Iterator[Result]:
    """An import against COPY and the ORM; the same file again against the first time."""
    imports, again, undone, counted = Imports(server), list[float](), list[float](), list[int]()

    def first() -> float:
        with imports.fresh() as database:
            spent = seconds(lambda: imports.whole(database))
            counted.append(_rows(database))
            again.append(seconds(lambda: imports.whole(database)))
            counted.append(_rows(database) - counted[-1])
            undone.append(seconds(lambda: imports.undo(database)))
        return spent

    def alone(part: Callable[[Database], None]) -> float:
        with imports.fresh() as database:
            return seconds(lambda: part(database))

    parts: dict[str, Callable[[], object]] = {
        "ours": first,
        "copy": lambda: alone(imports.copied),
        "orm": lambda: alone(imports.added),
    }
    times = in_turn(parts, WRITING_ROUNDS)
    ours, written = times["ours"], {"rows written": counted[0]}
    yield compare("import 10,000 rows", "COPY of the resolved rows", ours, times["copy"], Bound(3, 2.2), written)
    yield compare("import 10,000 rows", "ORM add_all", ours, times["orm"], Bound(3, above=True))
    yield compare("the same file again", "the first import", again, ours, Bound(0.55), {"rows written": counted[1]})
    yield compare("take 10,000 rows back", "the import", undone, ours, Bound(1))


def _rows(database: Database) -> int:
    return int(database.run(lambda session: session.scalar(text(f"SELECT count(*) FROM {TABLE}"))) or 0)


def _line(building: UUID, row: PlannedRow) -> str:
    assert row.location is not None
    assert row.facts is not None
    _, stair, floor, case = row.location
    facts = row.facts
    return (
        f"{building},{stair},{floor},{case},{facts.value},{facts.commissioned_date},{facts.commissioned_by},"
        f'{facts.provenance},{row.source_ref},{facts.commissioning_report_ref},"{{""temp_c"": {facts.temp_c}}}"\n'
    )


def _copy(session: Session, lines: io.StringIO) -> None:
    driver: Any = session.connection().connection.dbapi_connection
    columns = """building_id, stair_id, floor_id, door_configuration, pressure_pa, commissioned_date, commissioned_by,
        provenance, source_ref, commissioning_report_ref, environmental_conditions"""
    with driver.cursor() as cursor:
        cursor.copy_expert(f"COPY {TABLE} ({columns}) FROM STDIN (FORMAT csv)", lines)


def _model(building: UUID, row: PlannedRow) -> BaselinePressureDifferential:
    assert row.location is not None
    assert row.facts is not None
    facts = row.facts
    return BaselinePressureDifferential(
        building_id=building,
        stair_id=row.location[1],
        floor_id=row.location[2],
        door_configuration=row.location[3],
        pressure_pa=facts.value,
        commissioned_date=facts.commissioned_date,
        commissioned_by=facts.commissioned_by,
        provenance=facts.provenance,
        source_ref=row.source_ref,
        commissioning_report_ref=facts.commissioning_report_ref,
        environmental_conditions={"temp_c": float(facts.temp_c or 0)},
    )
