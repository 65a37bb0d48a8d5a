"""How complete the baselines are, on the section of the building: each floor stands as its gravest location does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from uuid import UUID

from firemode_desktop.domain.advice import Advice
from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.completeness import (
    BaselineCell,
    Baselines,
    Mark,
    PlaceRow,
    belongs,
    said_of,
)
from firemode_desktop.domain.section_marks import Mark as FloorMark
from firemode_desktop.domain.section_marks import Marks
from firemode_desktop.domain.words import BaselineKind, case_words

Found = tuple[PlaceRow, BaselineCell]
"""A place of a floor and one of its locations."""
ByFloor = Mapping[UUID, Sequence[Found]]
Advised = Mapping[Location, tuple[Advice, ...]]


def by_floor(baselines: Baselines, kinds: Collection[BaselineKind]) -> ByFloor:
    """The locations of each floor that need or have a baseline of these kinds, kind by kind."""
    found: dict[UUID, list[Found]] = {cell.floor_id: [] for cell in baselines.section.cells()}
    for kind in (kind for kind in BaselineKind if kind in kinds):
        for stair in baselines.matrices[kind].stairs:
            for row in stair.rows:
                found[row.floor_id] += [(row, cell) for cell in row.cells if cell.mark is not Mark.NOT_NEEDED]
    return found


def gravest(found: Sequence[Found], advised: Container[Location], kind: BaselineKind) -> Location | None:
    """The location of a floor to look at first: by its mark, then what is advised on, then those of ``kind``."""

    def rank(cell: BaselineCell) -> tuple[int, bool, bool]:
        return -cell.mark.gravity, cell.location not in advised, cell.location[0] is not kind

    return min((cell for _, cell in found), key=rank).location if found else None


def completeness_marks(baselines: Baselines, floors: ByFloor, only: str | None = None) -> Marks:
    """What stands in each of ``floors``: how many of its locations have a baseline, and a block for each of them.

    ``only`` leaves all but a mark, or what is advised on, out of the drawing (``completeness.belongs``).
    """
    advised = baselines.advised
    shown = {key: [one for one in found if belongs(one[1], only, advised)] for key, found in floors.items()}
    drawn = {key: _floor(found, advised) for key, found in shown.items() if found or only is None}
    marks = [one.mark for found in floors.values() for _, one in found]
    names = {cell.floor_id: f"{shaft.name}, {cell.level}" for shaft in baselines.section.shafts for cell in shaft.cells}
    return Marks(
        drawn,
        sentence=lambda floor_id: _sentence(names[floor_id], floors[floor_id], advised),
        summary=_summary(baselines, marks),
    )


def _floor(found: Sequence[Found], advised: Container[Location]) -> FloorMark:
    if not found:
        return FloorMark(Mark.NOT_NEEDED.standing, words="no such places here")
    marks = [cell.mark for _, cell in found]
    present = sum(mark is not Mark.MISSING for mark in marks)
    return FloorMark(
        max(marks, key=lambda mark: mark.gravity).standing,
        figure=f"{present}/{len(marks)}",
        doubted=any(cell.location in advised for _, cell in found),
        blocks=tuple(mark.standing for mark in marks),
    )


def _sentence(name: str, found: Sequence[Found], advised: Advised) -> str:
    """A floor with all its locations, and the advice on them once each."""
    parts = []
    for row, cell in found:
        kind, _, _, case = cell.location
        place = f"{row.place}, " if row.place else ""
        parts.append(f"{place}{case_words(case)}: {said_of(kind, cell)}")
    advice = {one.message: None for _, cell in found for one in advised.get(cell.location, ())}
    return " ".join([f"{name}: {'; '.join(parts) or 'no such places'}.", *advice])


def _summary(baselines: Baselines, marks: Sequence[Mark]) -> str:
    counted = Counter(marks)
    parts = [f"{counted[mark]} {mark.value}" for mark in Mark if counted[mark]]
    return f"Baselines of {baselines.section.name} by floor: {', '.join(parts) or 'no locations'}."
