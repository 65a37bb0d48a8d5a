"""The rows of a fire panel's log, what they are held against, and which component a row is about.

A name is only taken where it stands in the log exactly; what is nearly a name is suggested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from difflib import SequenceMatcher

from firemode_desktop.domain.event_words import spaced
from firemode_desktop.domain.sequence import Step, same_component

Key = tuple[str, str]
"""A point and an event as the log writes them, as they are compared; a blank event stands for every one of a point."""
Becomes = tuple[str, str]
"""A component and its action."""
ZERO = 0
"""Answer to which row is the trigger: none, the log counts its seconds from it."""
LEFT_OUT: Becomes = ("", "")
_NEAR = 0.8
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class LogEvent:
    """One row of a log: its number in the file (from 1), seconds since a zero that all rows share, and what it says.

    ``moment`` is the panel's clock where the log has dates; ``written`` the time as it stands in the log.
    """

    row: int
    seconds: Decimal
    point: str
    event: str
    description: str = ""
    written: str = ""
    moment: datetime | None = None

    @property
    def name(self) -> str:
        """What the row is about: its point, or what is written in its place."""
        return self.point or self.description or self.event

    @property
    def key(self) -> Key:
        """What decides what the row becomes."""
        return spaced(self.name), spaced(self.event)

    @property
    def label(self) -> str:
        """``1.023 · SD-L8-01 lobby``: the point and what is written beside it."""
        return " · ".join(dict.fromkeys(text for text in (self.point, self.description) if text)) or self.event

    @property
    def words(self) -> str:
        """``row 7, SD-L8-01 ALARM``."""
        return f"row {self.row}, {' '.join(dict.fromkeys((self.label, self.event)))}".rstrip()


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said: the trigger's row (``ZERO``: the log counts from it), and what rows become.

    ``points`` by (point, event), or by (point, "") for every event of a point that is an action; an action left blank
    is read from the event; ``LEFT_OUT`` is no effect.
    """

    trigger: int | None = None
    points: Mapping[Key, Becomes] = field(default_factory=dict)

    def of(self, event: LogEvent) -> Becomes | None:
        """What was said of this row."""
        name, said = event.key
        return self.points.get((name, said), self.points.get((name, "")))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a log is held against: the steps, the trigger's device, and the other components of the building."""

    steps: tuple[Step, ...]
    trigger: str
    components: tuple[str, ...] = ()

    def actions(self, component: str) -> tuple[str, ...]:
        """What the steps name for a component, wanted ones first, in their order."""
        ours = [step for step in self.steps if step.key[0] == same_component(component)]
        return tuple(dict.fromkeys(s.expected_action for s in sorted(ours, key=lambda s: (s.must_not, s.step_order))))

    @property
    def names(self) -> dict[str, str]:
        """Every component by its name as it is compared, spelled as the steps do where they name it."""
        spelled = (*self.components, self.trigger, *(step.component_id for step in self.steps))
        return {same_component(each): each.strip() for each in spelled if each.strip()}


class Naming:
    """Which component a row is about: a whole field, or an exact identifier inside one."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        self.names = expected.names
        self._inside = [(name, named(name)) for name in sorted(self.names, key=lambda each: (-len(each), each))]
        self._known: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._squeezed: dict[str, list[str]] = {}
        self._numbered: dict[tuple[str, ...], list[str]] = {}
        for name in self.names:
            self._squeezed.setdefault(_squeezed(_parts(name)), []).append(name)
            self._numbered.setdefault(_numbers(_parts(name)), []).append(name)

    def is_trigger(self, event: LogEvent) -> bool:
        """Whether a row is about the trigger's device."""
        trigger = same_component(self.expected.trigger)
        return bool(trigger) and same_component(self.component(event)[0]) == trigger

    def component(self, event: LogEvent) -> tuple[str, str]:
        """The component and why; a blank component where none is named, with the reason where that is a doubt."""
        texts = event.point, event.description, event.event
        if texts not in self._known:
            self._known[texts] = self._component(event)
        return self._known[texts]

    def _component(self, event: LogEvent) -> tuple[str, str]:
        for field_, text in (("point", event.point), ("description", event.description), ("event", event.event)):
            whole = self.names.get(same_component(text))
            if whole is not None:
                return whole, f"its {field_} is {whole}"
            inside = self._found(text)
            if len(inside) > 1:
                return "", f"its {field_} names {' and '.join(inside)}; say which of them it is"
            if inside:
                return inside[0], f"its {field_} names {inside[0]}"
        return "", ""

    def near(self, event: LogEvent) -> tuple[str, ...]:
        """Components of the steps, and others, that a row nearly names: never taken, only suggested."""
        parts = [_parts(text) for text in dict.fromkeys((event.point, event.description)) if text]
        same = [name for each in parts for run in _runs(each) for name in self._squeezed.get(_squeezed(run), ())]
        alike = [name for each in parts for name in self._numbered.get(_numbers(each), ()) if _alike(name, each)]
        return tuple(self.names[name] for name in dict.fromkeys(same or alike))[:3]

    def _found(self, text: str) -> list[str]:
        """Identifiers that stand in a text, longer ones first; none inside another."""
        found, upper = [], text.upper()
        for name, pattern in self._inside:
            if name in upper and pattern.search(text):
                found.append(self.names[name])
                text = pattern.sub(" ", text)
        return found


def named(name: str) -> re.Pattern[str]:
    """An identifier as it stands in a text: not inside a longer one."""
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)


def _parts(text: str) -> list[str]:
    """Words and numbers of a text, numbers without leading zeros: ``Fan 01`` and ``FAN-1`` have the same."""
    found = re.findall(r"[A-Z]+|[0-9]+", text.upper())
    return [part.lstrip("0") or "0" if part.isdigit() else part for part in found]


def _squeezed(parts: Sequence[str]) -> str:
    return "/".join(parts)


def _numbers(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for part in parts if part.isdigit())


def _runs(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts that follow one another, as many as an identifier may have."""
    for begin in range(len(parts)):
        for end in range(begin + 1, min(len(parts), begin + _LONGEST) + 1):
            yield parts[begin:end]


def _alike(name: str, parts: Sequence[str]) -> bool:
    """A slip of the pen: the same numbers, and nearly the same letters."""
    return SequenceMatcher(None, _squeezed(_parts(name)), _squeezed(parts)).ratio() >= _NEAR
