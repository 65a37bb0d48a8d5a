"""Which columns of a log are its time, point, description and event: by their headings, or by their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.event_words import EventWords, spaced
from firemode_desktop.imports.event_logs.clocks import read_clock
from firemode_desktop.imports.files.cells import Sheet, as_read

_LOOK_FOR = 60
"""Rows among which the heading is looked for."""
_UNIT = re.compile(r"\b(ms|msec|millis|milliseconds|min|minutes)\b")
_FACTORS = {"min": Decimal(60), "minutes": Decimal(60)}


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions (from 0) by name, the row below the heading, what a bare number of the time counts in seconds.

    ``elapsed``: the heading says that the log counts from its trigger; ``guessed``: there is no heading.
    """

    at: dict[str, int]
    first: int
    factor: Decimal = Decimal(1)
    elapsed: bool = False
    guessed: bool = False
    width: int = 0

    @property
    def needed(self) -> int:
        """Columns that a row must have for its event to be read."""
        return 1 + max(self.at[name] for name in ("time", "point", "event") if name in self.at)


def find_columns(sheet: Sheet, words: EventWords) -> Columns:
    """The columns of a log; raises ``Invalid`` saying which headings were looked for."""
    for number in range(min(len(sheet.rows), _LOOK_FOR)):
        found = _headed(sheet, number, words)
        if found is not None:
            return found
    for number in range(min(len(sheet.rows), _LOOK_FOR)):
        if _three(sheet, number):
            return Columns({"time": 0, "point": 1, "event": 2}, number, guessed=True, width=3)
    raise Invalid(
        f"“{sheet.name}” has no heading with a time, a point and an event; a log needs these three columns "
        "(Time, Point, Event), or stands in this order without a heading."
    )


def _headed(sheet: Sheet, number: int, words: EventWords) -> Columns | None:
    texts = [spaced(re.sub(r"[\[(].*?[\])]", " ", as_read(cell))) for cell in sheet.rows[number]]
    at: dict[str, int] = {}
    for name in ("time", "date", "milliseconds", "point", "event", "description"):
        place = _best(texts, words.columns[name], set(at.values()))
        if place is not None:
            at[name] = place
    if "time" not in at and "date" in at:
        at["time"] = at.pop("date")
    if "time" not in at or not {"point", "event", "description"} & set(at) or _timed(sheet, number, at["time"]):
        return None
    if not {"event", "description"} & set(at):
        return None
    heading = spaced(as_read(sheet.at(number, at["time"])))
    return Columns(at, number + 1, _factor(heading), _elapsed(heading, words), width=len(texts))


def _best(texts: Sequence[str], known: Sequence[str], taken: set[int]) -> int | None:
    ranked = [(known.index(text), place) for place, text in enumerate(texts) if text in known and place not in taken]
    return min(ranked)[1] if ranked else None


def _timed(sheet: Sheet, number: int, place: int) -> bool:
    try:
        read_clock(as_read(sheet.at(number, place)))
    except Invalid:
        return False
    return True


def _factor(heading: str) -> Decimal:
    unit = _UNIT.search(heading)
    return _FACTORS.get(unit[1], Decimal("0.001")) if unit else Decimal(1)


def _elapsed(heading: str, words: EventWords) -> bool:
    return any(f" {word} " in f" {heading} " for word in words.elapsed)


def _three(sheet: Sheet, number: int) -> bool:
    """A time of day or a moment, and two more; a bare number could be anything."""
    clocked = _timed(sheet, number, 0) and ":" in as_read(sheet.at(number, 0))
    return clocked and all(as_read(sheet.at(number, place)) for place in (1, 2))
