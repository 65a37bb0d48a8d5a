"""``firemode baseline status``: how complete the baselines of a building are, and what does not agree."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.desk import Answer, Desk, table, write_beside
from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from firemode_desktop.domain.completeness import Baselines


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``baseline status``."""
    parser = verbs.add_parser("status", parents=[common], help="what is missing, stale, outside the rule or in doubt")
    parser.add_argument("--building", required=True, metavar="NAME")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the list to an .xlsx or .csv file")
    parser.set_defaults(command=status)


def status(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Tell, or write, how every location stands."""
    from firemode_desktop.domain.completeness_list import status_document
    from firemode_desktop.services import baselines, catalogue

    write = None if chosen.output is None else _writer(chosen.output)
    at = desk.now()

    def job(session: Any) -> Baselines:
        return baselines.baselines(session, catalogue.building_named(session, chosen.building).id, at)

    found = desk.run(job)
    document = status_document(found)
    if write is None:
        return Answer(document, _in_words(found))
    write_beside(chosen.output, write(found))
    return Answer({**document, "file": str(chosen.output)}, f"{_counts(found)}\n\nWrote {chosen.output}.")


def _writer(path: Path) -> Any:
    """What writes a file of that ending; said before the database is asked."""
    from firemode_desktop.exports.completeness import completeness_csv, completeness_workbook

    writers = {".xlsx": completeness_workbook, ".csv": completeness_csv}
    if path.suffix.lower() not in writers:
        raise Invalid(f"{path} names no format; end it with .xlsx or .csv.")
    return writers[path.suffix.lower()]


def _counts(found: Baselines) -> str:
    from firemode_desktop.domain.completeness_list import counts

    rows = [(kind.label, *map(str, counts(matrix).values())) for kind, matrix in found.matrices.items()]
    return table(rows, ("kind", "expected", "present", "missing", "stale", "outside"))


def _in_words(found: Baselines) -> str:
    from firemode_desktop.domain.completeness import said_of

    rows = [
        (found.where(cell.location), said_of(kind, cell))
        for kind, matrix in found.matrices.items()
        for cell in matrix.cells
        if cell.mark.value != "not needed"
    ]
    advice = [f"{found.where(one.locations[0])}: {one.message}" for one in found.advice]
    parts = [_counts(found), *([table(rows, ("location", "baseline"))] if rows else [])]
    return "\n\n".join([*parts, "\n".join(advice) or "No reading is in doubt."])
