"""A file → how its columns are probably meant, each with its reason; what cannot be told is a doubt, never a guess."""

from __future__ import annotations

from dataclasses import dataclass

from firemode_desktop.imports.mapping import FileMapping
from firemode_desktop.imports.problems import Problem


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a part of table number ``table`` is read as it is. ``what`` is a canonical column, or the letters of one of
    readings (``C``)."""

    table: int
    what: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """How a file is probably meant. ``doubts`` are what a person has to tell before it can be read."""

    mapping: FileMapping
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Problem, ...] = ()
    remembered: bool = False
    """Whether a person has read headings like these before, and this is what was said then."""

    @property
    def certain(self) -> bool:
        """Whether nothing has to be asked."""
        return not self.doubts

    def reason(self, table: int, what: str) -> str:
        """Why; blank where it was said by a person."""
        return next((one.text for one in self.reasons if (one.table, one.what) == (table, what)), "")
