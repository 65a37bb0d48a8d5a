"""How complete the baselines are, location by location, as a list: for a workbook, a CSV file and a script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.baselines import UNITS
from firemode_desktop.domain.completeness import Baselines, KindMatrix, Mark, case_title
from firemode_desktop.domain.words import BaselineKind


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One location that needs or has a baseline; ``value`` in ``unit``, ``anew`` where it is stale."""

    kind: BaselineKind
    stair: str
    floor: str
    place: str
    case: str
    mark: Mark
    value: Decimal | None
    unit: str
    commissioned_date: date | None
    anew: date | None
    provenance: str
    advice: tuple[str, ...]


def status_lines(baselines: Baselines) -> tuple[StatusLine, ...]:
    """Every location, kind by kind and stair by stair, from the highest floor down."""
    advised = baselines.advised
    return tuple(
        StatusLine(
            kind, stair.name, row.level, row.place, case_title(cell.location[3]), cell.mark, cell.value, UNITS[kind],
            cell.commissioned_date, cell.anew, cell.provenance,
            tuple(one.message for one in advised.get(cell.location, ())),
        )
        for kind, matrix in baselines.matrices.items()
        for stair in matrix.stairs
        for row in stair.rows
        for cell in row.cells
        if cell.mark is not Mark.NOT_NEEDED
    )  # fmt: skip


def counts(matrix: KindMatrix) -> dict[str, int]:
    """How many locations need a baseline, have one, and what is not in order."""
    return {
        "expected": matrix.expected,
        "present": matrix.present,
        "missing": matrix.count(Mark.MISSING),
        "stale": sum(cell.anew is not None for cell in matrix.cells),
        "outside": matrix.count(Mark.OUTSIDE),
    }


def status_document(baselines: Baselines) -> dict[str, Any]:
    """The whole for a script; ``numbers`` of the advice are SI."""
    return {
        "building": baselines.section.name,
        "counts": {kind.value: counts(matrix) for kind, matrix in baselines.matrices.items()},
        "advice": [
            {
                "code": one.code.value,
                "verdict": one.verdict.value,
                "message": one.message,
                "locations": [baselines.where(location) for location in one.locations],
                "numbers": dict(one.numbers),
            }
            for one in baselines.advice
        ],
        "locations": [_line(line) for line in status_lines(baselines)],
    }


def _line(line: StatusLine) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "stair": line.stair,
        "floor": line.floor,
        "place": line.place or None,
        "case": line.case,
        "mark": line.mark.value,
        "value": line.value,
        "unit": line.unit,
        "commissioned_date": line.commissioned_date,
        "commissioned_anew": line.anew,
        "provenance": line.provenance or None,
        "advice": list(line.advice),
    }
