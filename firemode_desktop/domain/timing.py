"""Times after a trigger as they are written and read, and the edits of a sequence that are edits of its times.

``parse_seconds("1:30")`` is 90; ``said(Decimal(90))`` is ``90 s``, ``clock(90)`` is ``1:30``. The edits take a
``design.Sequence`` and give another one; they never move anything before the trigger.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.matrix import watched_until
from firemode_desktop.domain.numbers import parse_number, unit_named
from firemode_desktop.domain.sequence import A_DAY, Step, same_component

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d(?:[.,]\d{1,3})?)(?:\s*(?:min|h))?")

_SAID = re.compile(r"(?<=s) \(\d+(?::\d\d)+\)$")


def parse_seconds(text: str) -> Decimal:
    """Seconds from ``15,5``, ``90 s``, ``± 5 s``, ``1.5 min``, ``1:30``, ``1:02:03``, and what ``said`` says.

    Raises ``Invalid`` in a sentence for anything else, for less than 0 and for more than a day.
    """
    written = _SAID.sub("", text.strip().removeprefix("±").strip())
    match = _CLOCK.fullmatch(written)
    seconds = _from_clock(*match.groups()) if match else _from_number(written)
    if seconds < 0:
        raise Invalid(f"{plain(seconds)} s is before the trigger; the earliest is 0 s.", [{"code": "negative"}])
    if seconds > A_DAY:
        raise Invalid(f"{plain(seconds)} s is more than a day after the trigger.", [{"code": "too_long"}])
    return seconds


def _from_clock(hours: str | None, minutes: str, seconds: str) -> Decimal:
    return 3600 * Decimal(hours or 0) + 60 * Decimal(minutes) + Decimal(seconds.replace(",", "."))


def _from_number(written: str) -> Decimal:
    if not written:
        raise Invalid("A time is needed, for example 20 s or 1:30.", [{"code": "blank"}])
    number = parse_number(written)
    if number.unit is None:
        return number.value
    unit = unit_named(number.unit)
    if unit is None or unit.si != "s":
        raise Invalid(f"“{written}” is not a time; write seconds, for example 20 s or 1:30.", [{"code": "unit"}])
    return number.value * unit.factor


def said(seconds: Decimal) -> str:
    """``15.5 s``; from two minutes on with what the clock shows: ``150 s (2:30)``."""
    return f"{plain(seconds)} s" + (f" ({clock(seconds)})" if seconds >= 120 else "")


def planned(step: Step) -> str:
    """``20 ± 10 s``; of what must not happen, its window: ``0–30 s``."""
    if step.must_not:
        return f"{plain(step.earliest)}–{plain(step.latest)} s"
    return f"{plain(step.expected_delay_seconds)} ± {plain(step.tolerance_seconds)} s"


def clock(seconds: Decimal | float) -> str:
    """``1:30``, ``1:02:03``; whole seconds."""
    whole = int(Decimal(str(seconds)).to_integral_value(ROUND_HALF_UP))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def snapped(seconds: Decimal | float, grid: Decimal) -> Decimal:
    """The nearest multiple of ``grid`` seconds, not before the trigger."""
    steps = (Decimal(str(seconds)) / grid).to_integral_value(ROUND_HALF_UP)
    return max(Decimal(0), steps * grid)


def widened(sequence: Sequence, orders: Collection[int], seconds: Decimal) -> Sequence:
    """With more (or less) tolerance in some steps; never less than none."""
    for order in orders:
        step = sequence.step(order)
        sequence = sequence.changed(order, tolerance_seconds=step.tolerance_seconds + seconds)
    return sequence


def ended(sequence: Sequence, order: int, *, at: Decimal, late: bool) -> Sequence:
    """With the last (``late``) or the first moment of a window at so many seconds after the trigger.

    What must happen keeps its planned time and gets another tolerance; of what must not happen the other end stays.
    """
    step = sequence.step(order)
    if not step.must_not:
        slack = at - step.expected_delay_seconds if late else step.expected_delay_seconds - at
        return sequence.changed(order, tolerance_seconds=max(Decimal(0), slack))
    first, last = (step.earliest, max(at, step.earliest)) if late else (min(at, step.latest), step.latest)
    half = (last - first) / 2
    return sequence.changed(order, expected_delay_seconds=first + half, tolerance_seconds=half)


def forbidden(sequence: Sequence, orders: Collection[int]) -> Sequence:
    """With some effects as such that must not be seen, for as long as a bare ``!`` in the matrix says."""
    rest = Sequence(tuple(step for step in sequence if step.step_order not in orders))
    half = watched_until(rest) / 2
    for order in orders:
        if not sequence.step(order).must_not:
            sequence = sequence.changed(
                order, must_not=True, expected_delay_seconds=half, tolerance_seconds=half, depends_on=()
            )
    return sequence


def waiting(sequence: Sequence, order: int, before: int) -> Sequence:
    """With one step waiting for another; unchanged where it does already.

    Raises:
        Refused: it would wait for itself, or each for the other.
        Missing: there is no such step.
    """
    step, first = sequence.step(order), sequence.step(before)
    if order == before:
        raise Refused(f"{step.words} cannot wait for itself.", [{"code": "circle"}])
    if order in _behind(sequence, before):
        raise Refused(f"{first.words} waits for {step.words} already; each would wait for the other.")
    return sequence.changed(order, depends_on=tuple(sorted({*step.depends_on, before})))


def free(sequence: Sequence, order: int, before: int) -> Sequence:
    """With one step no longer waiting for another."""
    step = sequence.step(order)
    return sequence.changed(order, depends_on=tuple(each for each in step.depends_on if each != before))


def _behind(sequence: Sequence, order: int) -> set[int]:
    """The steps that must have happened before one does."""
    known = {step.step_order: step for step in sequence}
    found: set[int] = set()
    ahead = [order]
    while ahead:
        step = known.get(ahead.pop())
        new = set(step.depends_on) - found if step is not None else set()
        found |= new
        ahead.extend(new)
    return found


def dependency_words(step: Step, sequence: Sequence) -> str:
    """``2 FAN-01-A, 3 DAMPER-01``: what a step waits for, as ``read_dependencies`` reads it."""
    names = {each.step_order: each.component_id for each in sequence}
    return ", ".join(f"{each} {names.get(each, 'is gone')}" for each in step.depends_on)


def read_dependencies(sequence: Sequence, order: int, text: str) -> Sequence:
    """With what one step waits for as written: ``2, 3``, ``FAN-01-A``, ``2 FAN-01-A``; blank for nothing.

    Raises:
        Invalid: there is no such step, or more than one of that component.
        Refused: it would wait for itself, or each for the other.
    """
    after = sequence.changed(order, depends_on=())
    for word in (each.strip() for each in re.split(r"[,;]", text)):
        if word:
            after = waiting(after, order, _named(sequence, word))
    return after


def _named(sequence: Sequence, word: str) -> int:
    number = word.split()[0].lstrip("#").rstrip(".")
    if number.isdecimal():
        if any(step.step_order == int(number) for step in sequence):
            return int(number)
        raise Invalid(f"There is no step {number}; the steps are 1 to {len(sequence)}.", [{"code": "no_step"}])
    found = [step.step_order for step in sequence if same_component(word) in (*step.key[:1], step.words.upper())]
    if len(found) == 1:
        return found[0]
    if found:
        raise Invalid(f"{word} has steps {', '.join(map(str, found))}; write which number.", [{"code": "several"}])
    raise Invalid(f"No step is of “{word}”; write a step’s number or its component.", [{"code": "no_step"}])
