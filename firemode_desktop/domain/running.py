"""A session as the run view holds it: its tests in walking order, each with what it is judged by and what was read.

Frozen values without a database or a screen. ``RunTest`` puts a test into the words of the trade: where, what, against
which limits, how it stands; ``RunSheet`` knows which test is next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from firemode_desktop.domain.calibration import unfit
from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.entry import when_measured
from firemode_desktop.domain.faults import fault_name
from firemode_desktop.domain.faults import shown as shown_value
from firemode_desktop.domain.lifecycle import RESULTS_ALLOWED
from firemode_desktop.domain.observed import compare
from firemode_desktop.domain.reading import Context, Instrument, Reading, Rule, Test
from firemode_desktop.domain.session_physics import Measured, Site, alike, fits
from firemode_desktop.domain.standing import Measure, Standing, case_label, case_name, case_of, figure, standing
from firemode_desktop.domain.verdict import ValidationResult
from firemode_desktop.domain.words import CheckResult, DecisionRule, InstanceStatus, MeasurementType, Verdict

TO_DO = (InstanceStatus.PENDING, InstanceStatus.IN_PROGRESS)
_STATUS_WORDS: Mapping[str, str] = {
    InstanceStatus.PENDING: "to do",
    InstanceStatus.IN_PROGRESS: "begun",
    InstanceStatus.SKIPPED: "skipped",
    InstanceStatus.FAILED: "not possible",
}
_VERDICT_WORDS: Mapping[str, str] = {
    Verdict.CONDITIONAL_PASS: "conditional pass",
    Verdict.CONDITIONAL_FAIL: "conditional fail",
    Verdict.NOT_CHECKED: "not judged",
}


class Wanted(StrEnum):
    """Which tests of a session are shown."""

    ALL = "all"
    TO_DO = "to_do"
    NOT_COMPLIANT = "not_compliant"
    NOT_DEMONSTRATED = "not_demonstrated"

    @property
    def label(self) -> str:
        """The word on the switch."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check of a recorded result, as it was stored."""

    code: str
    result: CheckResult
    message: str


@dataclass(frozen=True, slots=True)
class FaultLink:
    """The fault a test opened, or the one that a retest is about."""

    fault_id: UUID
    number: int
    status: str
    of_retest: bool = False

    @property
    def name(self) -> str:
        """``F-0012``."""
        return fault_name(self.number)

    @property
    def words(self) -> str:
        """``Fault F-0012 · in progress``, ``Retest for F-0012 · open``."""
        return f"{'Retest for' if self.of_retest else 'Fault'} {self.name} · {self.status.replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The result of a test that is finished; ``taken`` is the reading as it was recorded, None where there is none."""

    taken: Reading | None = None
    is_compliant: bool | None = None
    verdict: str | None = None
    deviation_pct: Decimal | None = None
    checks: tuple[ShownCheck, ...] = ()
    at: datetime | None = None
    instrument_id: UUID | None = None
    accepted_because: str | None = None
    reason: str | None = None
    notes: str | None = None
    fault: FaultLink | None = None
    amended: bool = False
    """Whether this is a correction that stands for what was recorded."""

    @property
    def instrument_unfit(self) -> bool:
        """Whether a check of the instrument failed and nobody has accepted the reading yet."""
        return self.accepted_because is None and any(unfit(check.code, check.result) for check in self.checks)


@dataclass(frozen=True, slots=True)
class RunTest:
    """One test of a session."""

    instance_id: UUID
    test: Test
    status: InstanceStatus
    rule_id: UUID | None = None
    retest_of: UUID | None = None
    superseded: bool = False
    """A retest of it is completed."""
    evidence: int = 0
    evidence_wanting: int = 0
    """Mandatory prompts that are neither answered nor waived."""
    seconds: int = 0
    """What its instructions allow for."""
    recorded: Recorded = field(default_factory=Recorded)
    unsaved: bool = False
    """It was entered here and is not on record yet."""

    @property
    def identifier(self) -> str:
        """The scoped identifier."""
        return self.test.identifier

    @property
    def to_do(self) -> bool:
        """Whether it still waits to be carried out."""
        return self.status in TO_DO

    @property
    def where(self) -> str:
        """``Stair-A · Level-8``, ``Stair-A · Zone-3``."""
        return " · ".join(part for part in (self.test.stair, self.test.floor or self.test.zone) if part)

    @property
    def what(self) -> str:
        """``Pressure, all doors closed``, ``Door force, fan running``, ``Fire Floor 8``; with the retest's number."""
        return _what(self.test) + self._again

    @property
    def short(self) -> str:
        """The same for a narrow column: ``Pressure, doors closed``, ``Door force, fan on``."""
        measure = Measure.of(self.test.measurement_type)
        case = _case(self.test)
        if measure is None or not case:
            return self.what
        return f"{_name(measure)}, {case_name(measure, case).lower()}{self._again}"

    @property
    def _again(self) -> str:
        """`` · retest 2`` of the third time, which is called ``…_R3``."""
        number = re.search(r"_R([0-9]+)$", self.identifier) if self.retest_of is not None else None
        return f" · retest {int(number[1]) - 1}" if number is not None else ""

    @property
    def door(self) -> str:
        """Identifier of the door or doorway, empty where there is none."""
        return self.test.door or self.test.doorway or ""

    @property
    def title(self) -> str:
        """Where and what in one line."""
        return f"{self.where} · {self.what[:1].lower() + self.what[1:] if self._measured else self.what}"

    @property
    def _measured(self) -> bool:
        return Measure.of(self.test.measurement_type) is not None

    @property
    def limits(self) -> str:
        """``20–80 Pa``, ``≥ 1 m/s``, ``≤ 110 N``, ``4 steps``; empty where there is no limit."""
        if self.test.expected_sequence:
            many = len(self.test.expected_sequence)
            return f"{many} {'step' if many == 1 else 'steps'}"
        if self.test.response_time_s is not None:
            return f"≤ {self.test.response_time_s} s"
        return brief(self.test.limits)

    @property
    def baseline(self) -> str:
        """The baseline with its unit."""
        return "" if self.test.baseline_value is None else self._figure(self.test.baseline_value, Limits())

    @property
    def baseline_figure(self) -> str:
        """The baseline without its unit, for a column beside the limits."""
        return self.baseline.removesuffix(f" {self.test.unit}") if self.test.unit else self.baseline

    @property
    def value(self) -> Decimal | None:
        """The number that was measured; seconds of a response are none of them."""
        taken = self.recorded.taken
        return None if taken is None or taken.result_observed is not None else taken.measured

    @property
    def reading(self) -> str:
        """What was read, with its unit: ``18.2 Pa``, ``yes, 3 s``, ``3 of 4`` steps as planned."""
        taken = self.recorded.taken
        if taken is None:
            return ""
        if taken.observed is not None:
            return self._in_time(taken)
        if taken.checklist:
            return f"{sum(item.in_order is True for item in taken.checklist)} of {len(taken.checklist)} in order"
        if taken.result_observed is not None:
            seconds = "" if taken.value is None else f", {plain(taken.value)} s"
            return f"{'yes' if taken.result_observed else 'no'}{seconds}"
        return "" if taken.measured is None else self._figure(taken.measured, self.test.limits)

    def _in_time(self, taken: Reading) -> str:
        steps = self.test.expected_sequence
        findings = compare(steps, taken.observed or ())
        good = sum(not any(f.result is CheckResult.FAIL for f in findings.of_step(step.step_order)) for step in steps)
        return f"{good} of {len(steps)}"

    def _figure(self, value: Decimal, limits: Limits) -> str:
        measure = Measure.of(self.test.measurement_type)
        text = figure(value, measure.decimals, limits) if measure else shown_value(value, limits)
        return f"{text} {self.test.unit}" if self.test.unit else text

    @property
    def standing(self) -> Standing:
        """How it stands, for shape and colour."""
        done = self.recorded
        return standing(self.status, done.is_compliant, done.verdict, self.value, self.test.limits)

    @property
    def word(self) -> str:
        """How it stands, in a word or two; ``pass, not saved yet`` while it is on its way to the record."""
        return f"{self._word}, not saved yet" if self.unsaved else self._word

    @property
    def _word(self) -> str:
        if self.status is not InstanceStatus.COMPLETED:
            return _STATUS_WORDS[self.status]
        word = _VERDICT_WORDS.get(self.recorded.verdict or "", self.standing.label)
        since = "retested" if self.superseded else "amended" if self.recorded.amended else ""
        return f"{word}, {since}" if since else word

    def with_result(
        self, taken: Reading, result: ValidationResult, at: datetime, instrument_id: UUID | None
    ) -> RunTest:
        """As it is once this has been recorded; its fault, if it opens one, is known when it is asked for again."""
        checks = tuple(ShownCheck(check.code, check.result, check.message) for check in result.checks)
        done = Recorded(
            taken=taken,
            is_compliant=result.is_compliant,
            verdict=result.verdict,
            deviation_pct=result.deviation_from_baseline_pct,
            checks=checks,
            at=at,
            instrument_id=instrument_id,
        )
        return replace(self, status=InstanceStatus.COMPLETED, recorded=done)

    def wanted(self, which: Wanted) -> bool:
        """Whether it is one of ``which``; not demonstrated is all without a verdict: untested, skipped, not judged."""
        if which is Wanted.TO_DO:
            return self.to_do
        if which is Wanted.NOT_COMPLIANT:
            return self.recorded.is_compliant is False
        if which is Wanted.NOT_DEMONSTRATED:
            return self.status is not InstanceStatus.COMPLETED or self.recorded.is_compliant is None
        return True

    def matches(self, words: str) -> bool:
        """Whether every word typed stands somewhere in what is said about it."""
        has = f"{self.identifier} {self.where} {self.what} {self.door} {self.word} {self.reading}".casefold()
        return all(word in has for word in words.casefold().split())


def _what(test: Test) -> str:
    kind = MeasurementType(test.measurement_type)
    measure = Measure.of(kind)
    if measure is not None:
        case = _case(test)
        return f"{_name(measure)}, {case_label(measure, case)}" if case else _name(measure)
    if kind is MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        return test.scenario or kind.label
    if kind is MeasurementType.INTERFACE_TEST and test.interface_type:
        return " at ".join(
            part for part in (test.interface_type.replace("_", " ").capitalize(), test.location_id) if part
        )
    return f"{kind.label} {test.location_id}" if test.location_id else kind.label


def _case(test: Test) -> str:
    return case_of(test.door_configuration, test.door_scenario, test.pressurization_active)


def _name(measure: Measure) -> str:
    return "Door force" if measure is Measure.FORCE else measure.label


def brief(limits: Limits) -> str:
    """``20–80 Pa``, ``≥ 1 m/s``, ``≤ 110 N``; empty where there is no limit."""
    unit = f" {limits.unit}" if limits.unit else ""
    low, high = limits.minimum, limits.maximum
    if low is not None and high is not None:
        return f"{plain(low)}–{plain(high)}{unit}"
    if low is not None:
        return f"≥ {plain(low)}{unit}"
    return f"≤ {plain(high)}{unit}" if high is not None else ""


@dataclass(frozen=True, slots=True)
class Tool:
    """An instrument that can be chosen."""

    instrument_id: UUID
    instrument: Instrument
    name: str = ""
    """Maker and model."""


@dataclass(frozen=True, slots=True)
class RunSheet:
    """A session with its tests in walking order, and everything a verdict needs."""

    session_id: UUID
    name: str
    status: str
    frequency: str | None
    scheduled_for: date | None
    decision_rule: str
    drift_limit_pct: Decimal
    timezone: str
    tests: tuple[RunTest, ...]
    rules: Mapping[UUID, Rule] = field(default_factory=dict)
    tools: tuple[Tool, ...] = ()
    review_note: str | None = None
    reviewed_by: str | None = None
    conditions: Mapping[str, Decimal] = field(default_factory=dict)
    """The conditions of the visit, by the keys of ``domain.conditions``."""
    site: Site = field(default_factory=Site)

    @property
    def takes_results(self) -> bool:
        """Whether readings may still be recorded."""
        return self.status in RESULTS_ALLOWED

    @property
    def zone(self) -> ZoneInfo:
        """The building's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def rule_words(self) -> str:
        """``simple decision rule``."""
        return f"{DecisionRule(self.decision_rule).label.lower()} decision rule"

    def measured_at(self, now: datetime) -> datetime:
        """When a reading that is entered now counts as taken."""
        return when_measured(self.scheduled_for, self.zone, now)

    def day(self, now: datetime) -> date:
        """The day of that on site; the instrument's certificate has to be valid then."""
        return self.measured_at(now).astimezone(self.zone).date()

    def tool(self, instrument_id: UUID | None) -> Tool | None:
        """The instrument of that id."""
        return next((tool for tool in self.tools if tool.instrument_id == instrument_id), None)

    def context(self, one: RunTest, instrument_id: UUID | None) -> Context:
        """What a reading of this test is judged by."""
        tool = self.tool(instrument_id)
        return Context(
            rule=self.rules.get(one.rule_id) if one.rule_id else None,
            instrument=tool.instrument if tool else None,
            decision_rule=self.decision_rule,
            drift_limit_pct=self.drift_limit_pct,
        )

    def find(self, key: UUID | str | None) -> RunTest | None:
        """The test of that id or identifier."""
        return next((one for one in self.tests if key in (one.instance_id, one.identifier)), None)

    def last_used(self, instrument_type: str | None) -> UUID | None:
        """The instrument of this type that was used last in this session."""
        used = [
            (one.recorded.at, one.recorded.instrument_id)
            for one in self.tests
            if one.recorded.at is not None
            and one.recorded.instrument_id is not None
            and one.test.required_instrument_type == instrument_type
        ]
        return max(used, key=lambda pair: pair[0])[1] if used else None

    def measured(self, leaving_out: UUID | None = None) -> tuple[Measured, ...]:
        """The numbers that stand in this session, those with a completed retest left out."""
        return tuple(
            Measured(one.test, value)
            for one in self.tests
            if one.instance_id != leaving_out and not one.superseded and (value := one.value) is not None
        )

    def neighbours(self, one: RunTest) -> tuple[Decimal, ...]:
        """What was read of the same kind in the same condition in this stair; while nothing was, its baselines."""
        read = alike(self.measured(leaving_out=one.instance_id), one.test)
        return read or alike(self._baselines, one.test)

    @property
    def _baselines(self) -> Iterable[Measured]:
        return (
            Measured(one.test, one.test.baseline_value) for one in self.tests if one.test.baseline_value is not None
        )

    def fits(self, one: RunTest, value: Decimal) -> tuple[str, ...]:
        """In words, what would not fit the other readings of the session if ``value`` was read for this test."""
        others = self.measured(leaving_out=one.instance_id)
        return fits(others, Measured(one.test, value), self.site)

    @property
    def left(self) -> int:
        """How many tests are still to do."""
        return sum(one.to_do for one in self.tests)


def next_to_do(tests: Sequence[RunTest], after: UUID | None, leaving_out: Iterable[UUID] = ()) -> RunTest | None:
    """The next test to do behind ``after`` in walking order, beginning again at the top; None when all are done."""
    left_out = {*leaving_out, *((after,) if after else ())}
    place = next((index for index, one in enumerate(tests) if one.instance_id == after), -1)
    around = (*tests[place + 1 :], *tests[: place + 1])
    return next((one for one in around if one.to_do and one.instance_id not in left_out), None)
