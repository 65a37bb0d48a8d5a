"""What can be said of a file of baselines on the command line, and the plan that comes of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.arguments import day
from firemode_desktop.cli.desk import LONG_S, Desk
from firemode_desktop.domain.words import BaselineKind, Provenance

if TYPE_CHECKING:
    from firemode_desktop.imports.baselines.plan import Plan
    from firemode_desktop.imports.baselines.planning import ReadAs, Said
    from firemode_desktop.imports.files.cells import Workbook

GIVEN = {
    "stair": "stair",
    "scenario": "door_scenario",
    "date": "commissioned_date",
    "by": "commissioned_by",
    "report": "commissioning_report_ref",
}
"""Option → the canonical column that it fills in where the file has none."""


def add_saying(parser: argparse.ArgumentParser) -> None:
    """The file, its building, and how it is to be read."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--building", required=True, metavar="NAME")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="how the columns are meant, as it was saved")
    parser.add_argument(
        "--kind", choices=BaselineKind.values(), help="what is in the file, where its headings leave a doubt"
    )
    parser.add_argument("--provenance", choices=Provenance.values(), help="where these baselines come from")
    parser.add_argument("--date", type=day, metavar="DATE", help="commissioned on, where the file has no date")
    parser.add_argument("--by", metavar="NAME", help="commissioned by, where the file does not say")
    parser.add_argument("--report", metavar="REF", help="the commissioning report, where the file does not say")
    parser.add_argument("--stair", metavar="NAME", help="the stair, where the file does not say")
    parser.add_argument("--scenario", metavar="NAME", help="the door scenario, where the file does not say")
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", help="3/4/2024 is the 3rd of April")
    order.add_argument("--month-first", action="store_true", help="3/4/2024 is the 4th of March")
    parser.add_argument("--decimal", choices=("comma", "point"), help="what 1,234 or 1.234 means")


def read_and_plan(desk: Desk, chosen: argparse.Namespace) -> tuple[Workbook, Plan, ReadAs]:
    """The file, what an import of it would do, and by whose word it was read.

    Raises:
        Missing: there is no such file or building.
        Invalid: the file cannot be read, or the mapping is none.
    """
    from firemode_desktop.imports.baselines.planning import plan_as_said
    from firemode_desktop.imports.files.workbook import read_file
    from firemode_desktop.services import catalogue, importing
    from firemode_desktop.services.baselines import survey_at

    said = _said(chosen)
    workbook = read_file(chosen.file)

    def job(session: Any) -> Any:
        building = catalogue.building_named(session, chosen.building)
        return survey_at(session, building.id, desk.now()), importing.mappings.remembered(session, building.id)

    survey, remembered = desk.run(job, deadline_s=LONG_S)
    return workbook, *plan_as_said(workbook, survey, said, remembered)


def _said(chosen: argparse.Namespace) -> Said:
    from firemode_desktop.imports.baselines.planning import Said
    from firemode_desktop.imports.mappings.files import read_mapping
    from firemode_desktop.imports.tables.values import DateOrder, DecimalMark

    order = DateOrder.DAY_FIRST if chosen.day_first else DateOrder.MONTH_FIRST if chosen.month_first else None
    given = {column: getattr(chosen, option) for option, column in GIVEN.items()}
    return Said(
        None if chosen.mapping is None else read_mapping(chosen.mapping),
        chosen.kind,
        chosen.provenance,
        order,
        DecimalMark(chosen.decimal) if chosen.decimal else None,
        {column: str(value) for column, value in given.items() if value is not None},
    )
