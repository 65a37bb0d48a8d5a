"""A fire panel's event log as an observed sequence: which row is the trigger, what each row becomes, and why.

Pure: rows and words in, effects and reasons out. A name is only taken where it stands in the log exactly; what is
nearly a name is suggested, what cannot be told is a doubt. Rows before the trigger are told and never counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.event_rows import LEFT_OUT, ZERO, Answers, Becomes, Expected, Key, LogEvent, Naming, named
from firemode_desktop.domain.event_words import EventWords, Tells
from firemode_desktop.domain.observed import Comparison, Finding, ObservedEffect, Outcome, compare, noted
from firemode_desktop.domain.sequence import same_component

__all__ = [
    "LEFT_OUT",
    "ZERO",
    "Answers",
    "Becomes",
    "Expected",
    "Key",
    "LogEvent",
    "LogReading",
    "LogRow",
    "observed",
    "read_log",
]


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
    return named(component).sub(" ", text).strip(" :-–,") or text


def _unnamed(event: LogEvent, naming: Naming, words: EventWords, why: str) -> _Meaning:
    near = naming.near(event)
    if why:
        return _Meaning(None, why, doubt=True, near=near)
    if not near:
        return _Meaning(None, "names no component of the scenario or the register")
    if words.tells(event.event) in (Tells.NOISE, Tells.REST):
        return _Meaning(None, f"no effect, whatever {event.label} is", near=near)
    return _Meaning(None, f"{event.label} is no component; is {' or '.join(near)} meant?", doubt=True, near=near)
