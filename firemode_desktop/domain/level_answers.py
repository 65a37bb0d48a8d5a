"""The levels of a stair, one answer a field: the same rule as its one line, for who would rather not write it.

``FIELDS`` are the questions, ``shown`` what stands in each, ``answered`` the rule after something was typed into one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fields import Field, Kind, Problem
from firemode_desktop.domain.level_line import EXAMPLE, read_heights, read_levels, read_numbers, read_zones
from firemode_desktop.domain.levels import DEEPEST, HIGHEST_M, LOWEST_M, MOST, Levels, heights_text, zones_text

LINE = "line"
FIELDS: tuple[Field, ...] = (
    Field(
        LINE, "Levels", Kind.TEXT, help=f"In one line, e.g. {EXAMPLE}, ground 4.5 m, basements 3 m, skip 4 13, roof."
    ),
    Field("above", "Highest level", Kind.WHOLE, required=True, minimum=Decimal(0), maximum=Decimal(MOST)),
    Field("below", "Basements", Kind.WHOLE, required=True, minimum=Decimal(0), maximum=Decimal(DEEPEST)),
    Field("storey_m", "Storey", Kind.DECIMAL, True, 2, minimum=LOWEST_M, maximum=HIGHEST_M, unit="m"),
    Field("heights", "Other storeys", Kind.TEXT, help="E.g. ground 4.5, basements 3, 5 to 7 4.2."),
    Field("skipped", "Numbers left out", Kind.TEXT, help="E.g. 4, 13, 14."),
    Field("zones", "Zones", Kind.TEXT, help="Floors a zone, or the floors where zones begin: G, 4, 8. Blank: none."),
    Field("roof", "Roof on top", Kind.FLAG),
    Field("ground", "Ground is called", Kind.TEXT, required=True, length=50),
    Field("upper", "Levels are called", Kind.TEXT, required=True, length=50, help="{n} is the number."),
    Field("lower", "Basements are called", Kind.TEXT, required=True, length=50, help="{n} is the number."),
)

_READ: Mapping[str, Callable[[str], object]] = {
    "heights": read_heights,
    "skipped": read_numbers,
    "zones": read_zones,
}


def shown(levels: Levels, name: str) -> str:
    """What stands in the field called ``name``."""
    if name == LINE:
        return levels.text()
    if name == "heights":
        return heights_text(levels.heights)
    if name == "zones":
        return zones_text(levels.zones)
    if name == "skipped":
        return ", ".join(map(str, levels.skipped))
    value = getattr(levels, name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return plain(value) if isinstance(value, Decimal) else str(value)


def answered(levels: Levels, name: str, text: str) -> Levels:
    """The rule after ``text`` was typed into the field called ``name``; raises ``Invalid`` with the reason."""
    if name == LINE:
        return read_levels(text, levels)
    if name in _READ:
        return replace(levels, **{name: _READ[name](text)})  # type: ignore[arg-type]
    value = next(field for field in FIELDS if field.name == name).check(text)
    if isinstance(value, Problem):
        raise Invalid(value.reason)
    return replace(levels, **{name: bool(value) if name == "roof" else value})  # type: ignore[arg-type]
