"""The floors of a stair counted anew: how each will be called and numbered, before anything is changed.

Numbered floors are counted up and down from the ground, with numbers left out; a floor whose name ends in no number
(Mezzanine, Roof) keeps its name. A floor may be put in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.level_line import read_numbers
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.section import STOREY_M

NUMBER = re.compile(r"\d+$")
"""The number in which a floor's name ends."""


@dataclass(frozen=True)
class Renumbering:
    """What is asked of the floors of ``stair``.

    ``ground``, ``upper`` and ``lower`` are what floors are called (``{n}``: the number), ``skipped`` the numbers that
    none has; ``insert`` is a floor to put in above the one called ``above``, at ``height_m`` (blank: half way).
    ``doors`` and ``doorways`` are patterns for their identifiers; blank, those that carry the floor's name follow it.
    """

    stair: UUID
    ground: str = "Ground"
    upper: str = "Level-{n}"
    lower: str = "Basement-{n}"
    skipped: str = ""
    insert: str = ""
    above: str = ""
    height_m: str = ""
    doors: str = ""
    doorways: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor as it is and as it will be; ``key`` None: it is put in. ``number`` as the register has it."""

    key: UUID | None
    before: str
    number: int
    height_m: Decimal | None
    after: str = ""
    renumbered: int = 0


def usual_renumbering(book: Book, stair: UUID) -> Renumbering:
    """The rule under which everything stays as it is, as far as the floors are named by one."""
    floors = floors_of(book, stair)
    upper, lower = ([f for f in floors if NUMBER.search(f.before) and f.number * side > 0] for side in (1, -1))
    ground = next((f.before for f in floors if f.number == 0), "Ground")
    return Renumbering(
        stair,
        ground,
        NUMBER.sub("{n}", upper[0].before) if upper else "Level-{n}",
        NUMBER.sub("{n}", lower[-1].before) if lower else "Basement-{n}",
        ", ".join(map(str, _gaps([numbered(floor) for floor in upper]))),
    )


def floors_of(book: Book, stair: UUID) -> list[Floor]:
    """The floors of a stair that are in service, from the lowest up."""
    sheet = book["floors"]
    columns = sheet.register.columns
    found = []
    for row in sheet.rows:
        name, number, height = (row.cells[columns[each]] for each in ("floor_level", "floor_number", "height_m"))
        serving = row.cells[columns["decommissioned_on"]] is None and not row.removed
        if row.cells[columns["stair_id"]] == stair and serving and isinstance(name, str) and isinstance(number, int):
            found.append(Floor(row.key, name, number, height if isinstance(height, Decimal) else None))
    return sorted(found, key=lambda floor: (floor.number, floor.height_m or 0))


def numbered(floor: Floor) -> int:
    """The number at the end of a floor's name; 0 where there is none."""
    match = NUMBER.search(floor.before)
    return int(match[0]) if match else 0


def _gaps(numbers: Sequence[int]) -> list[int]:
    """Numbers left out in a run that rises."""
    return [n for low, high in pairwise(numbers) for n in range(low + 1, high) if high - low < 10]


def series_of(book: Book, rule: Renumbering) -> list[Floor]:
    """The floors as they will be, from the lowest up, with the one that is put in."""
    floors = floors_of(book, rule.stair)
    if rule.insert.strip():
        at = _place_above(floors, rule.above)
        number = floors[at].number + (1 if floors[at].number >= 0 else 0)
        floors.insert(at + 1, Floor(None, "", number, _height(floors, at, rule.height_m), rule.insert.strip()))
    at = next((place for place, floor in enumerate(floors) if floor.number >= 0 and floor.key), len(floors))
    skipped = set(read_numbers(rule.skipped))
    under = _named(reversed(floors[:at]), rule, rule.lower, set(), -1)
    return [*reversed(under), *_named(floors[at:], rule, rule.upper, skipped, 1)]


def _named(floors: Iterable[Floor], rule: Renumbering, pattern: str, skipped: set[int], side: int) -> list[Floor]:
    """Floors away from the ground, each with its new name and number.

    A number changes by as much as the number in the name does, and by one for every floor put in before; but no floor
    has the number of one nearer to the ground, whatever the names were.
    """
    made: list[Floor] = []
    n, renamed_by, put_in, away = 0, 0, 0, -1 if side > 0 else 0
    for floor in floors:
        after, old = floor.after or floor.before, numbered(floor)
        if floor.key is None:
            put_in += 1
        elif floor.number == 0 and side > 0:
            after = rule.ground.strip()
        elif old:
            n = _following(n or old - 1, skipped)
            after, renamed_by = pattern.replace("{n}", str(n)), n - old
        moved = floor.number * side + renamed_by + put_in
        away = away + 1 if floor.key is None else max(away + 1, moved)
        made.append(Floor(floor.key, floor.before, floor.number, floor.height_m, after, side * away))
    return made


def _following(n: int, skipped: set[int]) -> int:
    """The next number that is not left out."""
    return next(m for m in range(n + 1, n + 2 + len(skipped)) if m not in skipped)


def _place_above(floors: Sequence[Floor], name: str) -> int:
    """Where the floor of that name stands; raises ``Invalid``."""
    found = next((at for at, floor in enumerate(floors) if folded(floor.before) == folded(name)), None)
    if found is None:
        raise Invalid(f"There is no floor called “{name.strip()}” here." if name.strip() else "Say above which floor.")
    return found


def _height(floors: Sequence[Floor], at: int, text: str) -> Decimal | None:
    """Where a floor that is put in lies: as typed, else half way to the next one."""
    if text.strip():
        return Decimal(text.strip().removesuffix("m").strip().replace(",", "."))
    below = floors[at].height_m
    above = floors[at + 1].height_m if at + 1 < len(floors) else below + 2 * STOREY_M if below is not None else None
    return None if below is None or above is None else (below + above) / 2
