"""Where everything of a section lies: the same for the window, for paper and for a picture.

Lengths are in the unit of the room that is given (pixels on screen), x to the right and y downwards. All stairs share
one scale of height, so that what is equally high lies side by side, and ground is one line through all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median
from uuid import UUID

from firemode_desktop.domain.section import Cell, Section, Shaft

NAMES = 76.0
"""Room at the left of a stair for the names of its levels."""
WALL, NARROW_WALL = 30.0, 12.0
"""Room at the right of a stair for its doors."""
HEAD, FOOT = 52.0, 8.0
WIDEST, ROOMY, NARROWEST = 640.0, 130.0, 26.0
"""A stair is never wider; from ROOMY on it has names of its own; never narrower (then the drawing scrolls)."""
HIGHEST, LOWEST = 104.0, 4.0
"""A usual storey is never higher at zoom 1, and never lower (then the drawing scrolls)."""
LETTER = 13.0
"""What a line of small letters needs; where storeys are lower, only every second, fifth … name is written."""
SAME_M = Decimal(1)
"""Floors of two stairs that have one name and differ by no more in height, in metres, share what is written."""
_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A floor where it lies; ``named`` says whether there is room to write its name beside it."""

    shaft: Shaft
    cell: Cell
    box: Box
    named: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A stair where it lies, its floors from the bottom up; ``names`` is the room at its left for names (0: none)."""

    shaft: Shaft
    box: Box
    slots: tuple[Slot, ...]
    names: float
    wall: float


@dataclass(frozen=True)
class Layout:
    """The finished arrangement. ``ground`` is the height of the ground line, None where no floor meets it."""

    width: float
    height: float
    columns: tuple[Column, ...] = ()
    ground: float | None = None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All floors, stair by stair from the left, each from the bottom up."""
        return tuple(slot for column in self.columns for slot in column.slots)

    @cached_property
    def _places(self) -> dict[tuple[UUID, UUID], Slot]:
        return {(slot.shaft.stair_id, slot.cell.floor_id): slot for slot in self.slots}

    def slot(self, stair_id: UUID, floor_id: UUID) -> Slot | None:
        """Where a floor lies."""
        return self._places.get((stair_id, floor_id))

    def at(self, x: float, y: float) -> Slot | None:
        """The floor at a point; the room for its name and its doors belong to it."""
        for column in self.columns:
            if column.box.left - column.names <= x <= column.box.right + column.wall:
                return next((slot for slot in column.slots if slot.box.top <= y < slot.box.bottom), None)
        return None


def lay_out(
    section: Section, width: float, height: float, zoom: float = 1.0, highest: float = HIGHEST, head: float = HEAD
) -> Layout:
    """``section`` in a room of this size; at ``zoom`` 1 all of it is to be seen, if it can be made that small.

    The layout is as large as the room, or larger where the zoom or many floors need it. ``highest`` is the most that a
    usual storey may measure at zoom 1, ``head`` the room above the stairs for their names.
    """
    shafts = [shaft for shaft in section.shafts if shaft.cells]
    if not shafts:
        return Layout(width, height)
    bottom = float(min(shaft.cells[0].bottom_m for shaft in shafts))
    top = float(max(shaft.cells[-1].top_m for shaft in shafts))
    scale = _scale(shafts, height - head - FOOT, top - bottom, highest) * zoom
    wide, names, wall = _widths(shafts, width, zoom)
    needed = sum(names) + len(shafts) * (wide + wall)
    x = max(0.0, (width - needed) / 2)
    lift = head + max(0.0, (height - head - FOOT - (top - bottom) * scale) / 2)
    columns: list[Column] = []

    def y(metres: float) -> int:
        return round(lift + (top - metres) * scale)

    for shaft, own in zip(shafts, names, strict=True):
        x += own
        columns.append(_column(shaft, x, wide, own, wall, y))
        x += wide + wall
    ground = float(y(0.0)) if bottom <= 0 < top else None
    tall = head + FOOT + (top - bottom) * scale
    return Layout(max(width, needed), max(height, tall), tuple(columns), ground)


def _scale(shafts: Sequence[Shaft], room: float, metres: float, highest: float) -> float:
    usual = median(float(cell.top_m - cell.bottom_m) for shaft in shafts for cell in shaft.cells)
    return max(LOWEST / usual, min(highest / usual, room / metres))


def _widths(shafts: Sequence[Shaft], width: float, zoom: float) -> tuple[float, list[float], float]:
    """How wide a stair is, the room for names at the left of each, and the room for doors."""
    count, shared = len(shafts), _shared_names(shafts)
    fit = width / count - NAMES - WALL
    roomy = fit >= ROOMY
    if not roomy:
        fit = max(NARROWEST, min(WIDEST, (width - sum(shared)) / count - NARROW_WALL))
    wide = min(fit * zoom, max(fit * 1.5, 2 * ROOMY)) if zoom > 1 else min(fit, WIDEST)
    if roomy or (wide >= 1.5 * ROOMY and zoom > 1):
        return float(int(wide)), [NAMES] * count, WALL
    return float(int(wide)), shared, NARROW_WALL


def _shared_names(shafts: Sequence[Shaft]) -> list[float]:
    """Names are written once, at the left, and again only before a stair whose levels are called otherwise there."""
    known: dict[str, Decimal] = {}
    rooms = []
    for shaft in shafts:
        agrees = bool(known) and all(
            cell.level in known and abs(known[cell.level] - cell.bottom_m) <= SAME_M for cell in shaft.cells
        )
        rooms.append(0.0 if agrees else NAMES)
        known |= {} if agrees else {cell.level: cell.bottom_m for cell in shaft.cells}
    return rooms


def _column(shaft: Shaft, x: float, wide: float, names: float, wall: float, y: Callable[[float], int]) -> Column:
    left = float(round(x))
    boxes = []
    for cell in shaft.cells:
        upper, lower = y(float(cell.top_m)), y(float(cell.bottom_m))
        boxes.append(Box(left, upper, wide, lower - upper))
    named = _named(shaft.cells, boxes)
    slots = tuple(Slot(shaft, cell, box, cell.floor_id in named) for cell, box in zip(shaft.cells, boxes, strict=True))
    whole = Box(left, boxes[-1].top, wide, boxes[0].bottom - boxes[-1].top)
    return Column(shaft, whole, slots, names, wall)


def _named(cells: Sequence[Cell], boxes: Sequence[Box]) -> set[UUID]:
    """The floors whose names find room: all of them, else every second, fifth, tenth … by their numbers."""
    usual = median(box.height for box in boxes)
    step = _STEPS[min(len(_STEPS) - 1, bisect_left([each * usual for each in _STEPS], LETTER))]
    found: set[UUID] = set()
    last = float("inf")
    for cell, box in zip(cells, boxes, strict=True):
        if cell.number % step == 0 and last - box.centre[1] >= LETTER - 1:
            found.add(cell.floor_id)
            last = box.centre[1]
    return found
