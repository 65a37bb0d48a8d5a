"""What stands in one cell of a cause-and-effect matrix, as people write it: ``3±2``, ``!``, ``!15±15``, ``3±2; 60±5``.

::

    cell    =  effect { ";" effect }
    effect  =  [ "!" ] time { word }
    time    =  seconds "±" seconds  |  seconds "–" seconds (a window)  |  seconds (with the usual tolerance)
    word    =  "after" number { "," number }  |  "standby"  |  "#" number  |  '"' note '"'

``!`` is an effect that must not happen; alone it means the whole time from the trigger to ``until``. Seconds are
written with a point or a comma, with or without ``s``. The numbers are those of the scenario's steps. What
``cell_text`` writes, ``parse_cell`` reads back without loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import Flag, parse_number
from firemode_desktop.domain.sequence import A_DAY, Step

EXAMPLES = "Write 3±2 (seconds ± tolerance), or !0–30 for what must not happen within the first 30 s"

_NOTE = re.compile(r'"((?:[^"]|"")*)"|“([^”]*)”')
_NUMBER = re.compile(r"#\s*([0-9]+)")
_AFTER = re.compile(r"\bafter\s+(?:steps?\s+)?([0-9]+(?:\s*(?:,|&|\band\b)\s*[0-9]+)*)", re.IGNORECASE)
_POWER = re.compile(r"\b(?:on\s+)?(standby|normal)(?:\s+power)?\b", re.IGNORECASE)
_MUST_NOT = re.compile(r"^(?:!|must\s+not\b)\s*", re.IGNORECASE)
_AROUND = re.compile(r"^(.+?)\s*(?:±|\+\s*/?\s*[-−–])\s*(.+)$")
_WINDOW = re.compile(r"^(.+?)\s*(?:[-−–—…]|\bto\b)\s*(.+)$")


@dataclass(frozen=True, slots=True)
class CellEffect:
    """One effect as a cell tells it; ``order`` is None where the number follows from the time."""

    delay: Decimal
    tolerance: Decimal
    must_not: bool = False
    after: tuple[int, ...] = ()
    power: str = "normal"
    order: int | None = None
    note: str = ""
    flags: tuple[Flag, ...] = field(default=(), compare=False)
    """What was unusual about the numbers read, such as a decimal comma."""

    @classmethod
    def of(cls, step: Step, order: int | None = None) -> CellEffect:
        """What a cell says of a step."""
        times = step.expected_delay_seconds, step.tolerance_seconds
        return cls(*times, step.must_not, step.depends_on, step.power, order, step.note)

    @property
    def is_bare(self) -> bool:
        """Whether it tells nothing but times."""
        return not self.after and self.power == "normal" and self.order is None and not self.note

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a step that it sets."""
        return {
            "expected_delay_seconds": self.delay,
            "tolerance_seconds": self.tolerance,
            "must_not": self.must_not,
            "depends_on": self.after,
            "power": self.power,
            "note": self.note,
        }


def parse_cell(
    text: str, *, usual_tolerance: Decimal | None = None, until: Decimal | None = None
) -> tuple[CellEffect, ...]:
    """The effects that a cell tells, none where it is blank.

    ``usual_tolerance`` is taken for a time without one, ``until`` (seconds after the trigger) for a bare ``!``.

    Raises:
        Invalid: what was read, and what would be right, in one sentence; nothing is guessed.
    """
    if not text.strip():
        return ()
    return tuple(_effect(part, usual_tolerance, until) for part in _parts(text))


def cell_text(
    steps: Iterable[Step], *, order_as_derived: Mapping[int, int] | None = None, until: Decimal | None = None
) -> str:
    """The text that ``parse_cell`` reads as these steps.

    ``order_as_derived`` maps the number of each step to the one that its time gives: a step whose number is another
    is written with ``#``. Without it no numbers are written. With ``until``, what must not happen from the trigger
    until then is a bare ``!``.
    """
    return "; ".join(_words(step, order_as_derived, until) for step in steps)


def times_text(step: Step) -> str:
    """``3±2``, without what must not, dependencies or notes."""
    return f"{plain(step.expected_delay_seconds)}±{plain(step.tolerance_seconds)}"


def _words(step: Step, derived: Mapping[int, int] | None, until: Decimal | None) -> str:
    words = [_time_words(step, until)]
    if step.depends_on:
        words.append(f"after {', '.join(map(str, step.depends_on))}")
    if step.power != "normal":
        words.append(step.power)
    if derived is not None and derived.get(step.step_order) != step.step_order:
        words.append(f"#{step.step_order}")
    if step.note:
        words.append('"' + step.note.replace('"', '""') + '"')
    return " ".join(words)


def _time_words(step: Step, until: Decimal | None) -> str:
    if not step.must_not:
        return times_text(step)
    half = None if until is None else until / 2
    whole = step.expected_delay_seconds == half and step.tolerance_seconds == half
    return "!" if whole else f"!{times_text(step)}"


def _parts(text: str) -> Iterator[str]:
    """The effects of a cell; a semicolon inside a note divides nothing."""
    start = 0
    notes = [match.span() for match in _NOTE.finditer(text)]
    for at, character in enumerate(text):
        if character == ";" and not any(first <= at < last for first, last in notes):
            yield _not_blank(text[start:at], text)
            start = at + 1
    yield _not_blank(text[start:], text)


def _not_blank(part: str, text: str) -> str:
    if not part.strip():
        raise Invalid(f"“{_short(text)}”: a semicolon stands between two effects of one component, such as 3±2; 60±5.")
    return part.strip()


def _effect(text: str, usual: Decimal | None, until: Decimal | None) -> CellEffect:
    rest, note = _taken(_NOTE, text)
    rest, order = _taken(_NUMBER, rest)
    rest, after = _taken(_AFTER, rest)
    rest, power = _taken(_POWER, rest)
    sign = _MUST_NOT.match(rest.strip())
    rest = _MUST_NOT.sub("", rest.strip()).strip()
    delay, tolerance, flags = _times(rest, text, usual, until, must_not=sign is not None)
    _within_a_day(delay, tolerance, text)
    return CellEffect(
        delay,
        tolerance,
        sign is not None,
        _step_numbers(after.group(1), text) if after else (),
        power.group(1).casefold() if power else "normal",
        _step_numbers(order.group(1), text)[0] if order else None,
        _note(note),
        flags,
    )


def _within_a_day(delay: Decimal, tolerance: Decimal, whole: str) -> None:
    longest = max(delay, tolerance)
    if longest > A_DAY:
        raise Invalid(f"“{_short(whole)}”: {longest:f} s is more than a day after the trigger. {EXAMPLES}.")


def _taken(what: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """The text without the first place that fits, and that place."""
    found = what.search(text)
    return (text, None) if found is None else (f"{text[: found.start()]} {text[found.end() :]}", found)


def _note(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    return match.group(1).replace('""', '"') if match.group(1) is not None else match.group(2)


def _step_numbers(text: str, whole: str) -> tuple[int, ...]:
    numbers = tuple(int(each) for each in re.findall(r"[0-9]+", text))
    if 0 in numbers:
        raise Invalid(f"“{_short(whole)}”: steps are numbered from 1.")
    return numbers


def _times(
    text: str, whole: str, usual: Decimal | None, until: Decimal | None, *, must_not: bool
) -> tuple[Decimal, Decimal, tuple[Flag, ...]]:
    """Planned time and tolerance in seconds, and what was unusual about the numbers."""
    if not text:
        return (*_always(whole, until, must_not=must_not), ())
    around = _AROUND.match(text)
    if around is not None:
        (delay, first), (tolerance, second) = (_seconds(part, whole) for part in around.groups())
        return delay, tolerance, (*first, *second)
    window = _WINDOW.match(text)
    if window is not None:
        (start, first), (end, second) = (_seconds(part, whole) for part in window.groups())
        if end < start:
            raise Invalid(f"“{_short(whole)}” is a window that ends before it begins. {EXAMPLES}.")
        return (start + end) / 2, (end - start) / 2, (*first, *second)
    delay, flags = _seconds(text, whole)
    if must_not:
        raise Invalid(f"“{_short(whole)}” has no window: write !0–{plain(delay)} for the time from the trigger on.")
    if usual is None:
        raise Invalid(f"“{_short(whole)}” has no tolerance: write {plain(delay)}±2 for {plain(delay)} s ± 2 s.")
    return delay, usual, flags


def _always(whole: str, until: Decimal | None, *, must_not: bool) -> tuple[Decimal, Decimal]:
    if not must_not:
        raise Invalid(f"“{_short(whole)}” has no time. {EXAMPLES}.")
    if until is None:
        raise Invalid(f"“{_short(whole)}” does not say until when: write !0–30 for the first 30 s.")
    return until / 2, until / 2


def _seconds(text: str, whole: str) -> tuple[Decimal, tuple[Flag, ...]]:
    try:
        number = parse_number(text)
    except Invalid as error:
        raise Invalid(f"“{_short(whole)}” cannot be read: {error.message} {EXAMPLES}.", error.details) from error
    if number.unit not in (None, "s"):
        raise Invalid(f"“{_short(whole)}”: times are written in seconds, not in {number.unit}. {EXAMPLES}.")
    if number.value < 0:
        raise Invalid(f"“{_short(whole)}”: a time or a tolerance is not negative; nothing happens before the trigger.")
    return number.value, tuple(flag for flag in number.flags if flag is not Flag.UNIT)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
