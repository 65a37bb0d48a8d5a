"""What a file wants in the registers: one ``Wanted`` a row, parents first, its cells as if somebody had typed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firemode_desktop.imports.cobie.sheets import Line

ORDER = ("buildings", "stairs", "floors", "doors", "doorways", "zones", "control_equipment")
"""Registers that are filled, parents before children."""


@dataclass(frozen=True, slots=True)
class Given:
    """One cell and where it stands. What is ``derived`` – not said, but concluded – only fills what is blank."""

    value: object
    line: Line | None = None
    cell: str | None = None
    derived: bool = False


@dataclass(eq=False)
class Wanted:
    """One row of a register that ``line`` asks for, with the rows it belongs to; a doorway has the ``door`` in it."""

    register: str
    line: Line
    cells: Mapping[str, Given]
    external_id: str | None = None
    stair: Wanted | None = None
    floor: Wanted | None = None
    floors: tuple[Wanted, ...] = ()
    door: Wanted | None = None
