"""Honest files to begin with, before anything goes wrong with them, and the building they are for."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from benchmarks.grids import Cell, CellGrid, as_csv, as_workbook
from benchmarks.mutations import Material
from firemode_desktop import paths
from firemode_desktop.database import Database
from firemode_desktop.imports.baselines.plan import plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.services import importing, people, workbooks
from firemode_desktop.services.pilot import seed_pilot

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FILES = Path(__file__).resolve().parent.parent / "tests" / "imports" / "files"
LEVELS = ("Ground", "Level-1", "Level-2", "Level-3", "Level-4")
SHIPPED_HEADINGS = 2
"""Rows above the values in the shipped workbook: names, then units."""
_STEPS = {"pressure_pa": "0.1", "velocity_ms": "0.01", "force_newtons": "0.5", "design_setpoint_pa": "0.5"}


def pilot_workbook(number: int) -> bytes:
    """The workbook of the pilot building with every measured value another one for each ``number`` (0 to 40)."""
    import openpyxl

    book = openpyxl.load_workbook(paths.resources() / "pilot-baseline.xlsx")
    for sheet in book:
        headings = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=SHIPPED_HEADINGS + 1):
            for heading, cell in zip(headings, row, strict=True):
                cell.value = _varied(str(heading), cell.value, number)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _varied(heading: str, value: Any, number: int) -> Any:
    step = _STEPS.get("velocity_ms" if heading[0] == "p" and heading[1:].isdigit() else heading)
    return value if step is None or value is None else round(value + float(step) * number, 2)


def pilot_building(database: Database) -> tuple[UUID, UUID]:
    """The pilot building with a past: baselines of two years on some levels. Returns it, and who imported them."""

    def people_and_places(session: Session) -> tuple[UUID, UUID]:
        by = people.add_user(session, "eve", "Engineer", "engineer")
        return seed_pilot(session, by, NOW), by

    building, by = database.run(people_and_places)
    for day, levels in (("2020-05-01", LEVELS[:3]), ("2022-05-01", LEVELS[:1])):
        for name, grid in _canonical(levels, day, less=2.0):
            _take(database, building, by, name, as_csv(grid))
    return building, by


def _take(database: Database, building: UUID, by: UUID, name: str, data: bytes) -> None:
    survey = database.run(lambda session: importing.survey(session, building, NOW.date()))
    plan = plan_import(read(data, name), survey)
    database.run(lambda session: importing.apply(session, plan, batch_id=uuid4(), by=by))


def honest_files(database: Database, building: UUID) -> tuple[Material, ...]:
    """What mutants are made of; each is taken without an error by the building."""
    template: Any = database.run(lambda session: workbooks.baseline_template(session, building, NOW.date()))
    canonical = dict(_canonical(LEVELS, "2024-01-15"))
    site = tuple(_site_sheet(stair) for stair in ("Stair-A", "Stair-B"))
    return (
        Material("template.xlsx", getattr(template, "content", template)),
        Material("pilot-baseline.xlsx", (paths.resources() / "pilot-baseline.xlsx").read_bytes()),
        Material("record.xlsx", as_workbook(tuple(canonical.values())), tuple(canonical.values())),
        Material("stairs.xlsx", as_workbook(site), site),
        *(Material(name, as_csv(grid), (grid,)) for name, grid in canonical.items()),
        *(Material(file.name, file.read_bytes()) for file in sorted(FILES.glob("*.*"))),
    )


def _canonical(levels: Sequence[str], day: str, less: float = 0.0) -> Iterator[tuple[str, CellGrid]]:
    """The three kinds of baseline of Stair-A, a row a location."""
    yield (
        "pressure.csv",
        _grid(
            "Pressure",
            "stair floor door_configuration pressure_pa commissioned_date commissioned_by",
            [
                ["Stair-A", level, case, high - less - at / 4, day, "ABC Fire Engineering"]
                for at, level in enumerate(levels)
                for case, high in (("all_closed", 45.0), ("evac_doors_open", 25.0))
            ],
        ),
    )
    yield (
        "velocity.csv",
        _grid(
            "Velocity",
            "stair floor doorway door_scenario p1 p2 p3 p4 p5 p6 p7 p8 p9 commissioned_date commissioned_by",
            [
                ["Stair-A", level, f"DW-{level}-Stair-A", "worst_case_3_doors_open", *_nine(at, less), day, "ABC"]
                for at, level in enumerate(levels)
            ],
        ),
    )
    yield (
        "force.csv",
        _grid(
            "Door force",
            "stair floor door pressurization_active force_newtons measurement_position commissioned_date",
            [
                ["Stair-A", level, f"D-{level}-Stair-A", running, force - less - at / 2, "at_handle", day]
                for at, level in enumerate(levels)
                for running, force in (("yes", 80.0), ("no", 30.0))
            ],
        ),
    )


def _nine(at: int, less: float) -> list[Cell]:
    return [round(1.3 - less / 10 + point / 50 + at / 100, 2) for point in range(9)]


def _grid(name: str, headings: str, rows: Sequence[Sequence[Cell]]) -> CellGrid:
    return CellGrid(name, (tuple(headings.split()), *map(tuple, rows)))


def _site_sheet(stair: str) -> CellGrid:
    """Levels down, configurations across, a sheet a stair, as it is written on site."""
    rows: list[tuple[Cell, ...]] = [
        ("Stair pressurisation – commissioning record",),
        (f"Stair: {stair}",),
        ("Date: 15 Jan 2024",),
        (),
        ("Level", "All doors closed (Pa)", "Evacuation doors open (Pa)"),
        *((f"L{at}" if at else "Ground", 45.5 - at / 2, 24.5 - at / 4) for at in range(10)),
    ]
    return CellGrid(stair, tuple(rows), ("A1:C1",))
