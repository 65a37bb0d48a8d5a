"""The floors of a model: which one is the ground, how they are numbered from it, how high they lie above it.

Elevations count from any datum; heights count from the ground floor. Floors are numbered by counting, as the registers
do: the ground is 0, what lies above 1, 2, …, what lies below −1, −2, …; only levels with spaces on them count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.names import folded
from firemode_desktop.imports.cobie.lengths import STOREY, likely_unit, read_length, unit_named
from firemode_desktop.imports.cobie.sheets import Ledger, Line, Tables
from firemode_desktop.imports.files.cells import Plain
from firemode_desktop.imports.tables.problems import of_sheet

_GROUND = re.compile(r"(?:g|gf|gl|gr|grd|ground|eg|erdgeschoss|(?:l|lvl|level|floor|fl)?0+|0+ ?(?:ground))")
_STOREY = re.compile(r"(?:floor|level|storey|story|lvl|fl)")
_BELOW = re.compile(r"(b|ug|basement|lower ground|lg|sub ?basement|cellar|car ?park b)[ ._-]*0*(\d*)")
_ABOVE = re.compile(
    r"(?:l|lvl|level|floor|fl|f|storey|story)?[ ._-]*0*(\d{1,3})(?:st|nd|rd|th)?(?: (?:floor|level|storey))?"
)


@dataclass(frozen=True)
class Level:
    """One floor of the building; ``line`` is where the file tells of it (a space's, where there is no sheet Floor)."""

    name: str
    line: Line
    number: int
    height_m: Decimal | None


def level_number(name: str) -> int | None:
    """What a floor's name says of its place: ``Ground`` 0, ``L03`` 3, ``Basement 2`` −2; ``None``: nothing."""
    words = folded(name)
    short = _STOREY.sub("", words).strip(" ._-")
    if _GROUND.fullmatch(words) or _GROUND.fullmatch(short):
        return 0
    below = _BELOW.fullmatch(words) or _BELOW.fullmatch(short)
    if below is not None:
        return -int(below[2] or 1)
    above = _ABOVE.fullmatch(words)
    return int(above[1]) if above is not None else None


def read_levels(tables: Tables, ledger: Ledger, ground: str | None = None) -> Mapping[str, Level]:
    """The levels by folded name, in ascending order. ``ground`` names the ground floor where somebody said which.

    Raises:
        Invalid: there is no floor called ``ground``.
    """
    every = _lines(tables, ledger)
    lines = _storeys(tables, every) or every
    if not lines:
        return {}
    elevations = _elevations(tables, lines, ledger)
    order = _ascending(lines, elevations)
    base = _ground(order, elevations, ground)
    start = order.index(base)
    numbers = {folded(line.name): place - start for place, line in enumerate(order)}
    _tell(tables, base, elevations, ledger, named=ground is not None)
    zero = elevations.get(folded(base.name))
    return {
        key: Level(line.name, line, numbers[key], _above(elevations.get(key), zero))
        for line in order
        for key in (folded(line.name),)
    }


def _above(elevation: Decimal | None, zero: Decimal | None) -> Decimal | None:
    return None if elevation is None or zero is None else elevation - zero


def _lines(tables: Tables, ledger: Ledger) -> list[Line]:
    """One line a floor: of the sheet Floor, and for floors it does not have, of the first space on them."""
    found = dict(tables.floors)
    for line in tables["floor"]:
        if not line.name:
            ledger.leave(line, "no_name", "This floor has no name.")
        elif found[folded(line.name)] is not line:
            first = found[folded(line.name)].row + 1
            ledger.leave(line, "duplicate", f"This floor stands in row {first} already; that row was taken.")
    for space in tables["space"]:
        floor = space.text("floor")
        if floor and folded(floor) not in found:
            cells = {"name": space.cells["floor"]}
            found[folded(floor)] = Line("floor", space.sheet, space.row, cells)
    return list(found.values())


def _storeys(tables: Tables, lines: Sequence[Line]) -> list[Line]:
    """The floors that count: no site, and with a space on them where spaces are known."""
    floors = [line for line in lines if folded(line.text("category") or "") != "site"]
    on = {folded(space.text("floor") or "") for space in tables["space"]}
    return [line for line in floors if folded(line.name) in on] if on else floors


def _elevations(tables: Tables, lines: Sequence[Line], ledger: Ledger) -> dict[str, Decimal]:
    """Metres above the file's datum by folded name; where only heights of storeys are given, these added up."""
    declared = next((unit_named(line.text("linear_units")) for line in tables["facility"]), None)
    figures = sorted(value for line in lines if isinstance(value := line.value("elevation"), Decimal))
    steps = [step for low, high in pairwise(figures) if (step := high - low)]
    unit = likely_unit(declared, steps, STOREY)
    if declared and unit != declared:
        said = f"The facility says {declared}, but these elevations are {unit}; they were read so."
        ledger.warnings.append(of_sheet(lines[0].sheet, "other_unit", said))
    found = {
        folded(line.name): metres for line in lines if (metres := _metres(line, "elevation", unit, ledger)) is not None
    }
    return found or _added_up(lines, declared, ledger)


def _metres(line: Line, name: str, unit: str | None, ledger: Ledger) -> Decimal | None:
    value: Plain = line.value(name)
    if value is None:
        return None
    try:
        return read_length(value, unit)
    except Invalid as error:
        ledger.left_out.append(line.problem(name, "no_length", error.message))
        return None


def _added_up(lines: Sequence[Line], declared: str | None, ledger: Ledger) -> dict[str, Decimal]:
    heights = [value for line in lines if isinstance(value := line.value("height"), Decimal)]
    unit = likely_unit(declared, heights, STOREY)
    found: dict[str, Decimal] = {}
    at = Decimal(0)
    for line in _ascending(lines, {}):
        found[folded(line.name)] = at
        height = _metres(line, "height", unit, ledger)
        if height is None:
            break
        at += height
    return found if len(found) > 1 else {}


def _ascending(lines: Sequence[Line], elevations: Mapping[str, Decimal]) -> list[Line]:
    """From the lowest up: by elevation, else by what the names say, else as the file has them."""
    if elevations and all(folded(line.name) in elevations for line in lines):
        return sorted(lines, key=lambda line: elevations[folded(line.name)])
    numbers = [level_number(line.name) for line in lines]
    if all(number is not None for number in numbers):
        return [line for _, line in sorted(zip(numbers, lines, strict=True), key=lambda pair: pair[0] or 0)]
    return list(lines)


def _ground(order: Sequence[Line], elevations: Mapping[str, Decimal], ground: str | None) -> Line:
    """The floor that was named, the one that is called ground, else the lowest that lies at or above the datum."""
    if ground is not None:
        named = next((line for line in order if folded(line.name) == folded(ground)), None)
        if named is None:
            names = ", ".join(line.name for line in order)
            raise Invalid(f"There is no floor called “{ground}”; the floors are {names}.")
        return named
    called = next((line for line in order if level_number(line.name) == 0), None)
    if called is not None:
        return called
    above = [line for line in order if (level_number(line.name) or 0) >= 0]
    at_datum = [line for line in above if elevations.get(folded(line.name), Decimal(0)) >= 0]
    return (at_datum or above or list(order))[0]


def _tell(tables: Tables, base: Line, elevations: Mapping[str, Decimal], ledger: Ledger, *, named: bool) -> None:
    """Say which floor is the ground where the file left a doubt, and what the datum is."""
    at = elevations.get(folded(base.name))
    if not named and level_number(base.name) != 0:
        ledger.warn(base, "ground_assumed", f"{base.name} is taken as the ground floor: no floor is called so.")
    if at:
        said = f"{base.name} lies at {plain(at)} m in the model; heights count from there."
        ledger.warn(base, "datum", said, cell="elevation")
