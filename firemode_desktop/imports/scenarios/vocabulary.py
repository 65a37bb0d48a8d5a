"""The words of other people's matrices, from ``resources/scenario_headings.toml``, and times as they write them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from firemode_desktop.domain.checks import plain
from firemode_desktop.imports.tables.layout import key
from firemode_desktop.paths import resources

_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_SECONDS = r"(?:\s*(?:s|sec|secs|second|seconds)\.?)?"
_SPREAD = r"(?:±|\+\s*/?\s*-|\+\\-)"
_TIME = re.compile(rf"(?:t\s*\+\s*|after\s+|delay\s+)?(?P<time>{_NUMBER}){_SECONDS}", re.IGNORECASE)
_BOTH = re.compile(
    rf"(?:t\s*\+\s*)?(?P<time>{_NUMBER}){_SECONDS}\s*\(?\s*{_SPREAD}\s*(?P<spread>{_NUMBER}){_SECONDS}\s*\)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:t\s*\+\s*)?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9])", re.IGNORECASE)
_OF_DAY = re.compile(r"(?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9])")
_WITHIN = re.compile(rf"(?:<=?|≤|within|max\.?|in)\s*(?P<time>{_NUMBER}){_SECONDS}", re.IGNORECASE)

CLOCKS = ("minutes:seconds", "hours:minutes")
"""What 0:30 can mean where a spreadsheet has stored it as half past midnight."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Headings → what a column or a head row is; words of cells."""

    columns: Mapping[str, str]
    heads: Mapping[str, str]
    nothing: frozenset[str]
    forbids: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words of the resource, ready to be looked for."""
    told = tomllib.loads((resources() / "scenario_headings.toml").read_text("utf-8"))
    columns, heads = (
        {key(word): role for role, words in told[part].items() for word in words} for part in ("columns", "heads")
    )
    nothing, forbids = (frozenset(folded(word) for word in told["cells"][part]) for part in ("nothing", "forbids"))
    return Vocabulary(columns, heads, nothing, forbids)


def folded(text: str) -> str:
    """A word of a cell as it is compared."""
    return " ".join(text.split()).casefold()


def as_grammar(text: str) -> str | None:
    """A time as others write it, in the grammar of our own cells: ``T+5``, ``3 sec ±2``, ``0:30``, ``≤ 10 s``.

    ``None`` for what is no time.
    """
    said = text.strip()
    if match := _BOTH.fullmatch(said):
        return f"{match['time']}±{match['spread']}"
    if match := _CLOCK.fullmatch(said):
        return str(int(match["minutes"]) * 60 + int(match["seconds"]))
    if match := _WITHIN.fullmatch(said):
        half = plain(Decimal(match["time"].replace(",", ".")) / 2)
        return f"{half}±{half}"
    match = _TIME.fullmatch(said)
    return match["time"] if match else None


def of_day(text: str, clock: str = "") -> str | None:
    """Seconds of what a spreadsheet has made a time of the day: ``00:01:30`` → ``90``; ``None`` for what is none.

    ``00:30:00`` may have been typed as 0:30; ``clock``, one of ``CLOCKS``, says what was meant. Blank without it.
    """
    match = _OF_DAY.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(match[name]) for name in ("hours", "minutes", "seconds"))
    if seconds or clock == CLOCKS[1]:
        return str((hours * 60 + minutes) * 60 + seconds)
    return str(hours * 60 + minutes) if clock == CLOCKS[0] else ""


def is_bare(grammar: str) -> bool:
    """Whether a time is written without a tolerance."""
    return re.fullmatch(_NUMBER, grammar) is not None
