"""Coverage: which causes and effects were proven by tests of a period, and which were not.

A cell – one effect of one cause – is decided by the latest completed test of its scenario whose expected steps held the
same step: a retest overrides what came before it, and a test of an older version proves only what is the same today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.due import months_after
from firemode_desktop.domain.observed import Finding, ObservedEffect, Outcome, compare
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.timing import planned
from firemode_desktop.domain.words import CheckResult

MONTHS = 12


class Proof(StrEnum):
    """What the tests of the period say of a cell or of a cause."""

    PROVEN = "proven"
    FAILED = "failed"
    NOT_TESTED = "not tested"


@dataclass(frozen=True, slots=True)
class DoneTest:
    """A completed cause-and-effect test: which scenario (zone and name), when, its steps as copied, what was seen."""

    instance_id: UUID
    session_id: UUID
    session: str
    zone_id: UUID
    scenario: str
    at: datetime
    day: date
    steps: tuple[Step, ...]
    observed: tuple[ObservedEffect, ...]
    approved: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One step in force and what became of it; ``test`` decided, ``words`` say so."""

    step: Step
    proof: Proof
    words: str
    test: DoneTest | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """A scenario in force with its cells in the order of its steps, and its latest test of the period."""

    scenario: Scenario
    cells: tuple[Cell, ...]
    test: DoneTest | None = None

    @property
    def proof(self) -> Proof:
        """Failed where a cell failed, proven where every cell is."""
        found = {cell.proof for cell in self.cells}
        if Proof.FAILED in found:
            return Proof.FAILED
        return Proof.PROVEN if found == {Proof.PROVEN} else Proof.NOT_TESTED

    @property
    def proven(self) -> int:
        """How many of its effects are proven."""
        return sum(cell.proof is Proof.PROVEN for cell in self.cells)

    @property
    def words(self) -> str:
        """``4 of 4 proven``, ``2 of 4 proven, 1 failed``, ``not tested``."""
        if self.test is None:
            return Proof.NOT_TESTED.value
        failed = sum(cell.proof is Proof.FAILED for cell in self.cells)
        return f"{self.proven} of {len(self.cells)} proven" + (f", {failed} failed" if failed else "")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The causes of a building, and the days the tests were done on: ``first`` to ``last``, both among them."""

    causes: tuple[Cause, ...]
    first: date
    last: date

    def count(self, proof: Proof) -> int:
        """How many cells came out so."""
        return sum(cell.proof is proof for cause in self.causes for cell in cause.cells)

    @property
    def cells(self) -> int:
        """How many effects there are in all causes."""
        return sum(len(cause.cells) for cause in self.causes)

    @property
    def sentence(self) -> str:
        """``184 of 212 effects and 8 of 10 causes proven from 5 May 2025 to 4 May 2026; 3 failed, 25 not tested.``"""
        whole = sum(cause.proof is Proof.PROVEN for cause in self.causes)
        period = f"from {show_date(self.first)} to {show_date(self.last)}"
        effects = f"{self.count(Proof.PROVEN)} of {self.cells} effects"
        said = f"{effects} and {whole} of {len(self.causes)} causes proven {period}"
        rest = [
            f"{many} {proof.value}" for proof in (Proof.FAILED, Proof.NOT_TESTED) if (many := self.count(proof)) > 0
        ]
        return f"{said}; {', '.join(rest)}." if rest else f"{said}."


def first_day(last: date, months: int = MONTHS) -> date:
    """The first day of the ``months`` that end with ``last``: of the year to 4 May 2026 the 5 May 2025.

    A test on the same day a year before is a year old: it does not count any more.
    """
    before = months_after(last, -months)
    return date.fromordinal(before.toordinal() + 1)


def coverage(scenarios: Iterable[Scenario], tests: Iterable[DoneTest], first: date, last: date) -> Coverage:
    """What ``tests`` done from ``first`` to ``last`` prove of the scenarios, in the order of the scenarios."""
    by_scenario: dict[tuple[UUID, str], list[DoneTest]] = {}
    for test in sorted(tests, key=lambda one: (one.at, one.instance_id), reverse=True):
        if first <= test.day <= last:
            by_scenario.setdefault((test.zone_id, test.scenario), []).append(test)
    causes = tuple(
        _cause(one, [_Read(test) for test in by_scenario.get((one.zone_id, one.name), [])]) for one in scenarios
    )
    return Coverage(causes, first, last)


class _Read:
    """A test that is asked step by step; what it held and how it came out is worked out once, when it is asked."""

    def __init__(self, test: DoneTest) -> None:
        self.test = test

    @cached_property
    def held(self) -> Mapping[object, int]:
        """What its steps asked for → their numbers."""
        return {asked: step.step_order for step, asked in reversed(list(_asked(self.test.steps)))}

    @cached_property
    def _findings(self) -> Sequence[Finding]:
        return compare(self.test.steps, self.test.observed).findings

    @cached_property
    def failed(self) -> frozenset[int | None]:
        """The numbers of the steps that failed."""
        return frozenset(finding.step_order for finding in self._findings if finding.result is CheckResult.FAIL)

    @cached_property
    def _unseen(self) -> Mapping[int | None, Step]:
        """The steps that did not come, by number."""
        gone = (Outcome.MISSING, Outcome.WRONG_ACTION)
        return {one.step_order: one.step for one in self._findings if one.outcome in gone and one.step is not None}

    def missed_before(self, order: int) -> Step | None:
        """A step that this one waits for and that was never seen: then its coming in time proves nothing."""
        waits = next((step.depends_on for step in self.test.steps if step.step_order == order), ())
        return next((self._unseen[number] for number in waits if number in self._unseen), None)


def _cause(one: Scenario, tests: Sequence[_Read]) -> Cause:
    cells = tuple(_cell(step, asked, tests) for step, asked in _asked(one.sequence.steps))
    return Cause(one, cells, tests[0].test if tests else None)


def _cell(step: Step, asked: object, tests: Sequence[_Read]) -> Cell:
    """Decided by the latest test that held the same step; where it was another one, that is told."""
    for read in tests:
        order = read.held.get(asked)
        if order is not None:
            missed = read.missed_before(order)
            if missed is not None and order not in read.failed:
                words = f"not proven on {show_date(read.test.day)}: {missed.words}, which it waits for, was not seen"
                return Cell(step, Proof.NOT_TESTED, words, read.test)
            proof = Proof.FAILED if order in read.failed else Proof.PROVEN
            return Cell(step, proof, f"{proof.value} on {show_date(read.test.day)}, {read.test.session}", read.test)
    if not tests:
        return Cell(step, Proof.NOT_TESTED, "not tested in this time")
    latest = tests[0].test
    before = next((each for each in latest.steps if each.key == step.key), None)
    how = f"tested as {planned(before)}" if before is not None else "not a step yet when it was tested"
    return Cell(step, Proof.NOT_TESTED, f"changed since {show_date(latest.day)}: {how}", None)


def _asked(steps: Sequence[Step]) -> Iterator[tuple[Step, object]]:
    """What each step asks for: component, action, window, whether it must be, on which supply, after which effects."""
    keys: dict[int, set[tuple[str, str]]] = {}
    for step in steps:
        keys.setdefault(step.step_order, set()).add(step.key)
    for step in steps:
        before = frozenset(key for number in step.depends_on for key in keys.get(number, ()))
        yield step, (*step.key, step.earliest, step.latest, step.must_not, step.power, before)
