"""What a plan comes to while columns are told: how many readings, and what is still to be told. Without Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.baselines.plan import Plan
from firemode_desktop.imports.mappings.doubts import open_doubts
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.imports.tables.problems import Problem, RowStatus
from firemode_desktop.ui.importing.mapping_words import BESIDE, MEASURED
from firemode_desktop.ui.language import many, tr

PLURALS: Mapping[BaselineKind, str] = {
    BaselineKind.PRESSURE: "pressures",
    BaselineKind.VELOCITY: "velocities",
    BaselineKind.DOOR_FORCE: tr("door forces"),
}

TELLABLE = frozenset({"not_told", "missing_column", "duplicate_column", "no_table", "unit"})


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
            return tr("Would read nothing yet.")
        some = (
            tr("; {bad:,} of them {has} errors", bad=self.bad, has=tr("has") if self.bad == 1 else tr("have"))
            if self.bad
            else ""
        )
        some = tr(", once the rest is told") if self.doubts else some
        return tr(
            "Would read {value}{some}.",
            value=tr(" and ").join((", ".join(found[:-1]), found[-1]) if found[1:] else found),
            some=some,
        )


def tried_of(plan: Plan) -> Tried:
    """What of a plan is told in the map step: the doubts of its proposal that are still open, and what is missing."""
    counts = {kind: sum(row.kind is kind for row in plan.rows) for kind in BaselineKind}
    codes = frozenset(problem.code for problem in plan.errors)
    still = open_doubts(plan.proposal, plan.mapping)
    known = {(doubt.sheet, part) for doubt in still for part in (doubt.column, doubt.cell) if part}
    more = (one for one in plan.whole_file_errors if not {(one.sheet, one.column), (one.sheet, one.cell)} & known)
    doubts = tuple(dict.fromkeys((*still, *filter(_can_be_told, more))))
    return Tried(plan.mapping, counts, plan.count(RowStatus.ERROR), doubts, codes)


def _can_be_told(problem: Problem) -> bool:
    """Whether saying what columns and cells are settles it; anything else is seen in the preview."""
    return problem.code in TELLABLE or problem.column in BESIDE


def to_be_told(doubts: Sequence[Problem]) -> str:
    """How much is still to be told, in one sentence."""
    if not doubts:
        return tr("Everything that is needed is told. Look at the columns once, then check the file.")
    return tr(
        "{thing_iss} to be told before this file can be checked.",
        thing_iss=many(len(doubts), tr("thing is"), tr("things are")),
    )


def told_beside_lines(doubts: Sequence[Problem], sheet: str) -> str:
    """What is to be told of a sheet that no line of its own says, and of which other sheets something is."""
    mine = [_said(problem) for problem in doubts if problem.sheet == sheet and problem.column not in BESIDE]
    elsewhere = sorted({problem.sheet for problem in doubts if problem.sheet != sheet})
    also = [tr("Something is also to be told of: {elsewhere}.", elsewhere=", ".join(elsewhere))] if elsewhere else []
    return "\n".join([*dict.fromkeys(mine), *also])


def _said(problem: Problem) -> str:
    return f"{problem.cell}: {problem.message}" if problem.cell else problem.message
