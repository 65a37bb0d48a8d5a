"""What a report states for the state its building stands in. Data of ``resources/statements.toml``.

The file holds facts and blanks; what is claimed is chosen by what the record shows, and days are counted here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from firemode_desktop.domain.compliance import Outcome
from firemode_desktop.domain.due import months_after
from firemode_desktop.domain.tables import Table
from firemode_desktop.domain.words import AustralianState

STATEMENTS_FILE = "statements.toml"
_KEYS = ("state", "title", "facts", "since", "keep_years", "report_days", "notice", "blanks")


@dataclass(frozen=True, slots=True)
class Statement:
    """The block of one state; without ``state`` that of every other. ``declared`` are the words of each outcome."""

    state: str | None
    title: str
    facts: tuple[str, ...] = ()
    since: date | None = None
    keep_years: int | None = None
    report_days: int | None = None
    notice: bool = False
    blanks: tuple[str, ...] = ()
    declared: Mapping[str, str] = field(default_factory=dict)

    def declaration(self, outcome: Outcome) -> str:
        """What the record shows of the stairs, and nothing beyond it."""
        return self.declared[outcome.name.lower()]

    def too_early(self, tested: date) -> bool:
        """Whether a session was tested before the facts held."""
        return self.since is not None and tested < self.since

    def kept_until(self, tested: date) -> date | None:
        """The day until which the records of a session are to be kept; None where no period is known."""
        return None if self.keep_years is None else months_after(tested, 12 * self.keep_years)


def anniversary(anchor: date, day: date) -> date:
    """The first anniversary of ``anchor`` on or after ``day``; 29 February falls on the 28th of other years."""
    years = max(day.year - anchor.year, 0)
    found = months_after(anchor, 12 * years)
    return found if found >= day else months_after(anchor, 12 * (years + 1))


def sent_in_time(sent: Sequence[date], due: datetime) -> bool:
    """Whether a notice is on record for the day on which it was due, in the zone of ``due``, or before it.

    The record knows the day of a notice and not its hour, so that day itself counts.
    """
    return any(day <= due.date() for day in sent)


@dataclass(frozen=True, slots=True)
class Statements:
    """All blocks of the file."""

    blocks: tuple[Statement, ...]

    def of(self, state: str | None) -> Statement:
        """The block of a state, else the neutral one."""
        neutral = next(one for one in self.blocks if one.state is None)
        return next((one for one in self.blocks if state and one.state == state), neutral)


def load_statements(folder: Path) -> Statements:
    """What ``statements.toml`` in ``folder`` holds. Raises ``Invalid`` that names the key and what is right."""
    return parse_statements((folder / STATEMENTS_FILE).read_text(encoding="utf-8"))


def parse_statements(text: str) -> Statements:
    """The same from the text of the file."""
    root = Table.parse(text, STATEMENTS_FILE)
    root.only("declaration", "statement")
    words = root.table("declaration")
    declared = {outcome.name.lower(): words.text(outcome.name.lower()) for outcome in Outcome}
    words.only(*declared)
    found = tuple(_statement(table, declared) for table in root.tables("statement"))
    states = [one.state for one in found]
    if states.count(None) != 1 or len(set(states)) != len(states):
        raise root.wrong("statement", "must stand once for each state, and once without one")
    return Statements(found)


def _statement(table: Table, declared: Mapping[str, str]) -> Statement:
    table.only(*_KEYS)
    return Statement(
        state=table.one_of("state", AustralianState.values(), required=False),
        title=table.text("title"),
        facts=tuple(table.texts("facts")),
        since=_day(table, "since"),
        keep_years=_whole(table, "keep_years"),
        report_days=_whole(table, "report_days"),
        notice="notice" in table and table.yes_no("notice"),
        blanks=tuple(table.texts("blanks")),
        declared=declared,
    )


def _day(table: Table, key: str) -> date | None:
    if key not in table:
        return None
    value = table.plain_value(key)
    if type(value) is not date:
        raise table.wrong(key, "must be a day such as 2026-02-13")
    return value


def _whole(table: Table, key: str) -> int | None:
    return table.whole(key) if key in table else None
