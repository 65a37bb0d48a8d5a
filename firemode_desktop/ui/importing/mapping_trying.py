"""What a mapping would come to, found beside the window while a person is still at it. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.doubts import open_doubts
from firemode_desktop.imports.mapping import FileMapping
from firemode_desktop.imports.plan import Plan, RowStatus, plan_import
from firemode_desktop.imports.problems import Problem
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.importing.checking import Checked
from firemode_desktop.ui.importing.mapping_words import MEASURED
from firemode_desktop.ui.importing.wording import many

PLURALS: Mapping[BaselineKind, str] = {
    BaselineKind.PRESSURE: "pressures",
    BaselineKind.VELOCITY: "velocities",
    BaselineKind.DOOR_FORCE: "door forces",
}


@dataclass(frozen=True)
class Tried:
    """``counts`` are readings that are found, ``bad`` those of them that have errors. ``doubts`` have to be settled
    before the file can be checked row by row; ``codes`` are those of all errors."""

    mapping: FileMapping
    counts: Mapping[BaselineKind, int]
    bad: int
    doubts: tuple[Problem, ...]
    codes: frozenset[str]

    @property
    def ready(self) -> bool:
        """Whether the file can be checked row by row."""
        return not self.doubts and any(self.counts.values())

    @property
    def sentence(self) -> str:
        """``Would read 30 pressures and 30 velocities; 2 of them have errors.``"""
        found = [many(count, MEASURED[kind], PLURALS[kind]) for kind, count in self.counts.items() if count]
        if not found:
            return "Would read nothing yet."
        some = f"; {self.bad:,} of them {'has' if self.bad == 1 else 'have'} errors" if self.bad else ""
        some = ", once the rest is told" if self.doubts else some
        return f"Would read {' and '.join((', '.join(found[:-1]), found[-1]) if found[1:] else found)}{some}."


def try_out(work: Work, checked: Checked, mapping: FileMapping) -> Tried:
    """Plan the import with a mapping, and tell what matters while columns are told."""
    work.tell(0, 1, "trying the columns")
    choices = checked.choices
    plan = plan_import(
        checked.workbook, checked.survey, kind=choices.kind, provenance=choices.provenance, mapping=mapping
    )
    tried = tried_of(plan)
    work.tell(1, 1, "done")
    return tried


def tried_of(plan: Plan) -> Tried:
    """What of a plan is told in the map step: the doubts of its proposal that are still open, and what is missing."""
    counts = {kind: sum(row.kind is kind for row in plan.rows) for kind in BaselineKind}
    codes = frozenset(problem.code for problem in plan.errors)
    still = open_doubts(plan.proposal, plan.mapping)
    doubts = tuple(dict.fromkeys((*still, *plan.whole_file_errors)))
    return Tried(plan.mapping, counts, plan.count(RowStatus.ERROR), doubts, codes)


def has_to_be_told(checked: Checked) -> bool:
    """Whether something is to be told of the columns before rows can be looked at; of a blank file nothing can be."""
    cells = (cell for sheet in checked.workbook.sheets for row in sheet.rows for cell in row)
    return bool(tried_of(checked.plan).doubts) and any(cell is not None for cell in cells)
