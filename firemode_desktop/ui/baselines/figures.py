"""What the cards above the baselines say: how complete each kind is, and how many imports are in force."""

from __future__ import annotations

from firemode_desktop.domain.completeness import KindMatrix, Mark
from firemode_desktop.domain.words import BaselineKind, BatchKind
from firemode_desktop.services.importing import BatchSummary
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.overview.cards import Figure


def figure_of(matrix: KindMatrix) -> Figure:
    """A kind in one card: present of expected, and what is not in order."""
    name = {BaselineKind.PRESSURE: tr("Pressure"), BaselineKind.VELOCITY: tr("Velocity")}.get(
        matrix.kind, tr("Door force")
    )
    counted = {mark: matrix.count(mark) for mark in (Mark.MISSING, Mark.STALE, Mark.OUTSIDE)}
    parts = [f"{count} {mark.value}" for mark, count in counted.items() if count]
    gravest = max((mark for mark in Mark if counted.get(mark)), key=lambda mark: mark.gravity, default=Mark.PRESENT)
    standing = gravest.standing
    if not matrix.expected:
        return Figure(name, "–", tr("no such places yet"), matrix.kind.value)
    return Figure(
        name, f"{matrix.present} / {matrix.expected}", ", ".join(parts) or "complete", matrix.kind.value, standing
    )


def imports_figure(batches: tuple[BatchSummary, ...]) -> Figure:
    """How many imports are in force, and the latest."""
    mine = [one for one in batches if one.kind == BatchKind.BASELINE and one.undone_at is None]
    return Figure(
        tr("Imports"), str(len(mine)) if mine else "–", mine[0].file_name or "" if mine else tr("none yet"), "imports"
    )
