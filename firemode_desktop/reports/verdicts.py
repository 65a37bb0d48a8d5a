"""What follows from the records: how each test stands, each stair, and what has not been shown.

When a stair is compliant is decided in ``domain.compliance``; a reading whose instrument could not be believed, and
that nobody accepted, proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from firemode_desktop.domain.calibration import CODES
from firemode_desktop.domain.compliance import Outcome, outcome_of, worst
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.standing import Standing, standing
from firemode_desktop.domain.words import (
    CheckResult,
    DoorConfiguration,
    InstanceStatus,
    InterfaceType,
    MeasurementType,
    Verdict,
)
from firemode_desktop.reports.data import ReportData, TestFacts


def standing_of(test: TestFacts) -> Standing:
    """How a test stands; what no rule judged, and what no believable instrument read, is never a pass."""
    found = standing(test.status, test.is_compliant, test.verdict, test.value, test.limits)
    return Standing.NOT_TESTED if found in (Standing.PASS, Standing.NEAR) and unproven(test) else found


def instrument_problems(test: TestFacts) -> tuple[str, ...]:
    """The sentences of the instrument checks that failed."""
    return tuple(check.message for check in test.checks if check.code in CODES and check.result is CheckResult.FAIL)


def together(tests: Iterable[TestFacts]) -> list[tuple[str, list[TestFacts]]]:
    """Tests by what is wrong with their instrument, in words."""
    found: dict[str, list[TestFacts]] = {}
    for test in tests:
        found.setdefault(" ".join(instrument_problems(test)), []).append(test)
    return list(found.items())


def accepted(tests: Sequence[TestFacts]) -> list[tuple[str, list[TestFacts]]]:
    """Accepted readings whose instrument failed a check: those with one problem, one person and one reason together."""
    reasons = dict.fromkeys(test.acceptance for test in tests if test.acceptance and instrument_problems(test))
    return [pair for reason in reasons for pair in together(test for test in tests if test.acceptance == reason)]


def said(tests: Sequence[TestFacts]) -> str:
    """Where a set of tests was done: ``Stair-A, Level-8, …``, or ``29 tests of air velocity (Stair-A: Ground, …)``."""
    if len(tests) == 1:
        return f"{place(tests[0], with_stair=True)}."
    kinds = " and ".join(dict.fromkeys(test.measurement.label.lower() for test in tests))
    stairs = [f"{stair}: {_places(tests, stair)}" for stair in dict.fromkeys(test.stair for test in tests)]
    return f"{len(tests)} tests of {kinds} ({'; '.join(stairs)})."


def _places(tests: Sequence[TestFacts], stair: str) -> str:
    """The floors of some tests, three or more in a row as a span: ``Ground to Level-10, Level-12``."""
    here = [test for test in tests if test.stair == stair]
    floors = {test.floor.number: test.floor.level for test in here if test.floor}
    spans: list[list[int]] = []
    for number in sorted(floors):
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    words = [_span([floors[number] for number in span]) for span in spans]
    return ", ".join(words + [place(test) for test in here if test.floor is None])


def _span(levels: Sequence[str]) -> str:
    return f"{levels[0]} to {levels[-1]}" if len(levels) > 2 else ", ".join(levels)


def unproven(test: TestFacts) -> bool:
    """Whether the instrument failed a check and nobody has accepted the reading."""
    return test.acceptance is None and bool(instrument_problems(test))


def word_of(test: TestFacts) -> str:
    """The word beside the shape."""
    if test.status is InstanceStatus.FAILED:
        return "not carried out"
    if test.status is InstanceStatus.COMPLETED and test.is_compliant is None:
        return "not checked"
    if standing_of(test) is Standing.NOT_TESTED and test.status is InstanceStatus.COMPLETED:
        return "not proven"
    if test.verdict in (Verdict.CONDITIONAL_PASS, Verdict.CONDITIONAL_FAIL):
        return Verdict(test.verdict).value.replace("_", " ")
    found = standing_of(test)
    return "pass, near limit" if found is Standing.NEAR else found.label


def why_missing(test: TestFacts) -> str:
    """Why a test shows nothing, in plain words; blank for one that was carried out and judged."""
    if test.status is InstanceStatus.SKIPPED:
        return f"Skipped: {_sentence(test.reason) or 'no reason was given.'}"
    if test.status is InstanceStatus.FAILED:
        return f"Could not be carried out: {_sentence(test.reason) or 'no reason was given.'}"
    if test.status is not InstanceStatus.COMPLETED:
        return "Not tested: no reading was taken."
    if test.is_compliant is None:
        return f"Read but not judged: {_unchecked(test)}"
    if unproven(test):
        return f"The reading is not accepted as proof: {' '.join(instrument_problems(test))}"
    return ""


def _sentence(reason: str | None) -> str:
    text = " ".join((reason or "").split())
    return text if not text or text[-1] in ".!?" else f"{text}."


def _unchecked(test: TestFacts) -> str:
    found = [
        check.message for check in test.checks if check.result is CheckResult.NOT_CHECKED and check.code not in CODES
    ]
    found += [check.message for check in test.checks if check.code == "grid" and check.result is CheckResult.FAIL]
    return found[0] if found else "no rule was in force."


def place(test: TestFacts, with_stair: bool = False) -> str:
    """Where and in what condition, as a person says it: ``Level-8, all doors closed``."""
    floor = test.floor.level if test.floor else None
    parts = [test.stair if with_stair else None, floor, *_condition(test)]
    return ", ".join(part for part in parts if part)


def _condition(test: TestFacts) -> list[str | None]:
    kind = test.measurement
    if kind is MeasurementType.PRESSURE_DIFFERENTIAL and test.door_configuration:
        return [DoorConfiguration(test.door_configuration).label.lower()]
    if kind is MeasurementType.AIR_VELOCITY:
        return [test.doorway, words(test.door_scenario)]
    if kind is MeasurementType.DOOR_OPENING_FORCE:
        return [test.door, fan_words(test)]
    if kind is MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        return [test.zone, test.scenario]
    if kind is MeasurementType.INTERFACE_TEST:
        return [InterfaceType(test.interface_type).label if test.interface_type else None, test.location_id]
    return [test.door, test.location_id]


def words(code: str | None) -> str:
    """``worst_case_3_doors_open`` → ``worst case 3 doors open``."""
    return (code or "").replace("_", " ")


def unit(test: TestFacts) -> str:
    """The unit of a reading; a response is timed in seconds although no limit of its rule says so."""
    return test.limits.unit or ("s" if test.measurement is MeasurementType.INTERFACE_TEST else "")


def fan_words(test: TestFacts) -> str:
    """The state of the fan during a force test."""
    return "fan running" if test.pressurization_active else "fan stopped"


@dataclass(frozen=True, slots=True)
class StairVerdict:
    """How a stair stands: its outcome and how many of its tests stand how."""

    stair: str
    outcome: Outcome
    counts: tuple[tuple[Standing, int], ...]

    @property
    def total(self) -> int:
        """All tests that were expected."""
        return sum(count for _, count in self.counts)

    def count(self, *standings: Standing) -> int:
        """How many tests stand like that."""
        return sum(count for standing, count in self.counts if standing in standings)

    @property
    def sentence(self) -> str:
        """``2 of 89 tests fail, 1 was not tested.``"""
        if self.outcome is Outcome.COMPLIANT:
            if self.total == 1:
                return "Its one test was carried out and passes."
            return f"All {self.total} tests were carried out and pass."
        failed, absent = self.count(Standing.FAIL), self.count(Standing.NOT_TESTED, Standing.SKIPPED)
        parts = [f"{failed} {'fails' if failed == 1 else 'fail'}"] if failed else []
        parts += [f"{absent} {'shows' if absent == 1 else 'show'} nothing"] if absent else []
        if self.total == 1 and parts:
            return f"Its one test {'fails' if failed else 'shows nothing'}."
        return f"Of {self.total} tests {' and '.join(parts)}." if parts else "No test was expected of this stair."


class Findings:
    """The verdicts of a report, worked out once."""

    def __init__(self, data: ReportData) -> None:
        self.data = data

    @cached_property
    def tests(self) -> tuple[TestFacts, ...]:
        """One test a place: where one was repeated, the one that counts."""
        return standing_tests(self.data.tests)

    @cached_property
    def stairs(self) -> tuple[StairVerdict, ...]:
        """One verdict for each stair that was tested, in the order of the report."""
        names = dict.fromkeys([stair.name for stair in self.data.stairs] + [test.stair for test in self.tests])
        return tuple(verdict(name, [test for test in self.tests if test.stair == name]) for name in names)

    @cached_property
    def missing(self) -> tuple[TestFacts, ...]:
        """What shows nothing, in the order of the tests."""
        return tuple(test for test in self.tests if why_missing(test))

    @property
    def outcome(self) -> Outcome:
        """The building as a whole: as its worst stair."""
        return worst([stair.outcome for stair in self.stairs])

    def of(self, stair: str, measurement: MeasurementType) -> tuple[TestFacts, ...]:
        """The tests that count, of one stair and one measurement."""
        return tuple(test for test in self.tests if test.stair == stair and test.measurement is measurement)


def verdict(stair: str, tests: Sequence[TestFacts]) -> StairVerdict:
    """The verdict of a stair from the tests of it that count."""
    standings = [standing_of(test) for test in tests]
    counts = tuple((each, standings.count(each)) for each in Standing if each in standings)
    return StairVerdict(stair, outcome_of(standings), counts)


def standing_tests(tests: Sequence[TestFacts]) -> tuple[TestFacts, ...]:
    """Of a test and its repeats, the one that counts: the last, but a failure stands until a repeat has judged it."""
    repeats = {test.identifier: test.retest_of for test in tests}
    chains: dict[str, list[TestFacts]] = {}
    for test in tests:
        chains.setdefault(_first(test.identifier, repeats), []).append(test)
    chosen = {id(_standing_one(chain)) for chain in chains.values()}
    return tuple(test for test in tests if id(test) in chosen)


def _first(identifier: str, repeats: Mapping[str, str | None]) -> str:
    """The test that was repeated first, whichever repeat names whichever before it."""
    for _ in repeats:
        before = repeats.get(identifier)
        if before is None or before not in repeats:
            break
        identifier = before
    return identifier


def _standing_one(chain: Sequence[TestFacts]) -> TestFacts:
    in_order = sorted(chain, key=lambda test: (test.retest_of is not None, natural_key(test.identifier)))
    judged = [test for test in in_order if standing_of(test) in (Standing.PASS, Standing.NEAR, Standing.FAIL)]
    return judged[-1] if judged and standing_of(judged[-1]) is Standing.FAIL else in_order[-1]
