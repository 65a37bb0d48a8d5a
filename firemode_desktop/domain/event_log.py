"""A fire panel's event log as an observed sequence: which row is the trigger, what each row becomes, and why.

Pure: rows and words in, effects and reasons out. A name is only taken where it stands in the log exactly; what is
nearly a name is suggested, what cannot be told is a doubt. Rows before the trigger are told and never counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.event_words import EventWords, Tells, spaced
from firemode_desktop.domain.observed import Comparison, Finding, ObservedEffect, Outcome, compare, noted
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


@dataclass(frozen=True, slots=True)
class LogRow:
    """What became of one row: an effect, or the reason why it is none; ``doubt`` where a person has to say.

    ``seconds`` after the trigger, None while no trigger is chosen; ``near`` are components the row may mean.
    """

    event: LogEvent
    seconds: Decimal | None
    effect: ObservedEffect | None
    reason: str
    component: str = ""
    doubt: bool = False
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class LogReading:
    """A log held against a scenario. ``candidates`` are the activations of the trigger's device; ``why`` says what was
    chosen, or what has to be said before anything can be recorded."""

    expected: Expected
    rows: tuple[LogRow, ...]
    trigger: LogEvent | None
    zero: bool
    candidates: tuple[LogEvent, ...]
    why: str

    @property
    def started(self) -> bool:
        """Whether it is known when the trigger was."""
        return self.trigger is not None or self.zero

    @cached_property
    def observed(self) -> tuple[ObservedEffect, ...]:
        """The effects, in the order of time."""
        return tuple(row.effect for row in self.rows if row.effect is not None)

    @cached_property
    def comparison(self) -> Comparison:
        """How they stand against the steps."""
        return compare(self.expected.steps, self.observed)

    @property
    def recorded(self) -> tuple[ObservedEffect, ...]:
        """The effects as they are recorded: each noted against the step it answers."""
        return noted(self.expected.steps, self.observed)

    def finding(self, row: LogRow) -> Finding | None:
        """What was found about a row's effect."""
        found = [each for each in self.comparison.findings if row.effect is not None and each.observed is row.effect]
        return next((each for each in found if each.outcome is not Outcome.WRONG_ORDER), None)

    @property
    def doubts(self) -> tuple[LogRow, ...]:
        """Rows that a person has to decide: they may be the effect that a step still lacks."""
        missing = {f.step.key[0] for f in self.comparison.findings if f.step and f.outcome is Outcome.MISSING}
        return tuple(
            row
            for row in self.rows
            if row.doubt and missing & {same_component(each) for each in (row.component, *row.near)}
        )

    @property
    def questions(self) -> tuple[str, ...]:
        """What has to be answered before it can be recorded, one sentence each."""
        asked = () if self.started and len(self.candidates) < 2 else (self.why,)
        return (*asked, *(_asked(row) for row in self.doubts))


def _asked(row: LogRow) -> str:
    end = "" if row.reason.endswith("?") else "."
    return f"Row {row.event.row}: {row.reason}{end}"


def observed(
    events: Iterable[LogEvent], trigger: LogEvent | None, points: Mapping[Key, Becomes]
) -> tuple[ObservedEffect, ...]:
    """The effects of the rows after the trigger (None: after the log's zero) that ``points`` knows, in time order."""
    zero = trigger.seconds if trigger is not None else Decimal(0)
    found = [
        ObservedEffect(*becomes, Decimal(plain(event.seconds - zero)))
        for event in events
        if event is not trigger and event.seconds >= zero and (becomes := points.get(event.key)) and becomes[0]
    ]
    return tuple(sorted(found, key=lambda effect: effect.delay_seconds))


def read_log(
    events: Sequence[LogEvent],
    expected: Expected,
    words: EventWords,
    answers: Answers | None = None,
    *,
    zero: bool = False,
) -> LogReading:
    """What a log says of a scenario; ``zero``: its heading says that it counts from the trigger.

    Raises:
        Invalid: an answer names a row that the log does not have.
    """
    answers = answers or Answers()
    naming = Naming(expected)
    ordered = sorted(events, key=lambda event: (event.seconds, event.row))
    candidates = _activations(ordered, naming, words)
    chosen, from_zero, why = _trigger(ordered, expected, candidates, answers, zero)
    start = chosen.seconds if chosen is not None else Decimal(0) if from_zero else None
    rows, seen = [], set[tuple[Decimal, Key, str]]()
    for event in ordered:
        same = (event.seconds, event.key, event.description)
        rows.append(_row(event, start, chosen, naming, words, answers, repeated=same in seen))
        seen.add(same)
    settled = answers.trigger is not None or (zero and not candidates)
    return LogReading(expected, tuple(rows), chosen, from_zero, () if settled else candidates, why)


def _activations(events: Sequence[LogEvent], naming: Naming, words: EventWords) -> tuple[LogEvent, ...]:
    """The rows in which the trigger's device is activated; where none is, those that name it at all."""
    named = [event for event in events if naming.is_trigger(event)]
    for kinds in ((Tells.ACTION,), (Tells.ACTION, Tells.UNKNOWN), (Tells.ACTION, Tells.UNKNOWN, Tells.NOISE)):
        found = [event for event in named if words.tells(event.event) in kinds]
        if found:
            return tuple({(event.seconds, event.key): event for event in reversed(found)}.values())[::-1]
    return ()


def _trigger(
    events: Sequence[LogEvent],
    expected: Expected,
    candidates: Sequence[LogEvent],
    answers: Answers,
    zero: bool,
) -> tuple[LogEvent | None, bool, str]:
    device = expected.trigger or "the trigger’s device"
    if answers.trigger == ZERO and answers.trigger is not None:
        return None, True, "The log counts its seconds from the trigger."
    if answers.trigger is not None:
        chosen = next((event for event in events if event.row == answers.trigger), None)
        if chosen is None:
            raise Invalid(f"Row {answers.trigger} of the log is no event, so it cannot be the trigger.")
        return chosen, False, f"{chosen.words[0].upper()}{chosen.words[1:]} was chosen as the trigger."
    if not candidates and zero:
        return None, True, "No row names the trigger; by its heading the log counts from it."
    if not candidates:
        return None, False, f"No row of the log activates {device}; say which row is the trigger."
    first = candidates[0]
    if len(candidates) == 1:
        return first, False, f"{first.words[0].upper()}{first.words[1:]} is the only activation of {device}."
    rows = ", ".join(str(each.row) for each in candidates)
    return (
        first,
        False,
        f"{device} is activated in rows {rows}; row {first.row}, the first, is proposed as the trigger.",
    )


def _row(
    event: LogEvent,
    start: Decimal | None,
    trigger: LogEvent | None,
    naming: Naming,
    words: EventWords,
    answers: Answers,
    *,
    repeated: bool,
) -> LogRow:
    seconds = None if start is None else event.seconds - start
    if trigger is event:
        return LogRow(event, seconds, None, "the trigger", naming.expected.trigger)
    if repeated:
        return LogRow(event, seconds, None, "the same row again, counted once")
    told = _meaning(event, naming, words, answers)
    if seconds is not None and seconds < 0:
        return LogRow(event, seconds, None, f"{plain(-seconds)} s before the trigger, not counted", told.component)
    if seconds is None or told.becomes is None:
        return LogRow(event, seconds, None, told.why, told.component, told.doubt, told.near)
    (effect,) = observed([event], trigger, {event.key: told.becomes})
    return LogRow(event, seconds, effect, told.why, told.component)


@dataclass(frozen=True, slots=True)
class _Meaning:
    becomes: Becomes | None
    why: str
    component: str = ""
    doubt: bool = False
    near: tuple[str, ...] = ()


def _meaning(event: LogEvent, naming: Naming, words: EventWords, answers: Answers) -> _Meaning:
    said = answers.of(event)
    if said == LEFT_OUT:
        return _Meaning(None, "left out by choice")
    if said is not None and said[1] and _acts(event, answers, words):
        return _Meaning(said, "as was said", said[0])
    component, why = (said[0], "as was said") if said is not None else naming.component(event)
    if not component:
        return _unnamed(event, naming, words, why)
    actions = naming.expected.actions(component)
    if not actions and said is None and same_component(component) == same_component(naming.expected.trigger):
        return _Meaning(None, "the trigger’s device itself", component)
    done = words.done(_without(event, component), actions)
    if done.action is None:
        return _Meaning(None, f"{component}: {done.why}", component, doubt=done.tells is Tells.UNKNOWN)
    return _Meaning((component, done.action), f"{why}; {done.why}", component)


def _acts(event: LogEvent, answers: Answers, words: EventWords) -> bool:
    """Whether what was said of a whole point holds for this event: a return to rest or a fault is no action."""
    return event.key in answers.points or words.tells(event.event) in (Tells.ACTION, Tells.UNKNOWN)


def _without(event: LogEvent, component: str) -> str:
    """What a row says beside the name of its component."""
    text = event.event or event.description
    return _named(component).sub(" ", text).strip(" :-–,") or text


def _unnamed(event: LogEvent, naming: Naming, words: EventWords, why: str) -> _Meaning:
    near = naming.near(event)
    if why:
        return _Meaning(None, why, doubt=True, near=near)
    if not near:
        return _Meaning(None, "names no component of the scenario or the register")
    if words.tells(event.event) in (Tells.NOISE, Tells.REST):
        return _Meaning(None, f"no effect, whatever {event.label} is", near=near)
    return _Meaning(None, f"{event.label} is no component; is {' or '.join(near)} meant?", doubt=True, near=near)


class Naming:
    """Which component a row is about: a whole field, or an exact identifier inside one."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        self.names = expected.names
        self._inside = [(name, _named(name)) for name in sorted(self.names, key=lambda each: (-len(each), each))]
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
        return tuple(self.names[name] for name in dict.fromkeys((*same, *alike)))[:3]

    def _found(self, text: str) -> list[str]:
        """Identifiers that stand in a text, longer ones first; none inside another."""
        found, upper = [], text.upper()
        for name, pattern in self._inside:
            if name in upper and pattern.search(text):
                found.append(self.names[name])
                text = pattern.sub(" ", text)
        return found


def _named(name: str) -> re.Pattern[str]:
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
