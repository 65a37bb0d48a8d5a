"""Units as they stand in headings and titles of a foreign sheet: ``Pressure, mm H2O``, ``All readings in kPa``.

A number below a title that names another unit than ours is a value of that unit, whatever its column is called.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from firemode_desktop.domain.numbers import Unit, unit_named
from firemode_desktop.imports.files.cells import Sheet, a1

FOREIGN = (
    r"[kK][pP][aA]|daPa|hPa|mbar|psi|psf|in\.?[\s_]?(?:w\.?[\s_]?[cg]\.?|[Hh]2[Oo]|H₂O)"
    r"|[cm]m[\s_]?(?:w\.?[cg]|W\.?[CG]|[Hh]2[Oo]|H₂O)|m/min|ft/min|ft/s|fpm|FPM|km/h|knots?|kN|lbf|kgf"
)
"""Other units of pressures, velocities and forces than those the readings are kept in, as people write them."""
_WRITTEN = re.compile(rf"(?<![A-Za-z0-9/.])({FOREIGN}|Pa|m/s|Newtons?|Pascals?)(?![\w/.²³])")
_COUNTED = re.compile(r"[0-9][\s_]*$")
_TITLES = 12


class Titled(NamedTuple):
    """A unit that a title names, and where: ``A2 says “All readings in kPa”``."""

    unit: str
    why: str


def unit_written(text: str) -> Unit | None:
    """The unit a text names, however it is spaced: ``mm WG``, ``in_wg``."""
    return unit_named(text.replace("_", " "))


def unit_above(sheet: Sheet, heading: int, own: str) -> Titled | None:
    """The other unit of what ``own`` measures that the sheet's name or the titles above row ``heading`` speak of.

    A quantity (``wind 12 km/h``) speaks of no column, and a text that names ``own`` as well may mean that.
    """
    for text, where in _titles(sheet, heading):
        named = [
            found
            for match in _WRITTEN.finditer(text)
            if not _COUNTED.search(text[: match.start()]) and (found := unit_written(match[1])) is not None
        ]
        units = [found for found in named if found.si == own]
        if units and all(found.symbol != own for found in units):
            return Titled(units[0].symbol, f"{where} “{text.strip()[:80]}”")
    return None


def _titles(sheet: Sheet, heading: int) -> list[tuple[str, str]]:
    """The texts above a heading, from below, up to the last row of another table; and the sheet's own name."""
    found: list[tuple[str, str]] = []
    for row in range(heading - 1, max(heading - 1 - _TITLES, -1), -1):
        cells = [cell for cell in sheet.rows[row] if cell is not None]
        if sum(not isinstance(cell, str) for cell in cells) > 1:
            break
        found += [
            (cell, f"{a1(row, place)} says") for place, cell in enumerate(sheet.rows[row]) if isinstance(cell, str)
        ]
    return [*found, (sheet.name, "the sheet is named")]
