"""The lines of the page of a session: each thing a supervisor has to see, with the test it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.faults import shown
from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.plausibility import PhysicsCheck, suspects
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult, Verdict
from firemode_desktop.reports.data import FaultFacts, ReportData, TestFacts
from firemode_desktop.reports.verdicts import Findings, accepted, place, said, standing_of, unit, why_missing
from firemode_desktop.services.testing.rechecking import Recheck

_STOPPERS = {
    "pending": "Not carried out",
    "in_progress": "Not finished",
    "reason": "Without a reason",
    "instrument": "Instrument not fit",
    "evidence": "Evidence missing",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page. ``identifier`` is the test it leads to, blank where it leads nowhere."""

    standing: Standing
    words: str
    about: str = ""
    identifier: str = ""

    def to_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {
            "standing": self.standing.value,
            "message": self.words,
            "about": self.about,
            "identifier": self.identifier,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind under their heading."""

    key: str
    title: str
    lines: tuple[Line, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"key": self.key, "title": self.title, "lines": [line.to_dict() for line in self.lines]}


def in_the_way(found: Sequence[dict[str, str]], tests: Iterable[TestFacts]) -> tuple[Group, ...]:
    """By cause, in the order of the tests; the rank of the causes is that of ``_STOPPERS``."""
    known = {one.identifier: one for one in tests}
    return tuple(
        Group(code, title, tuple(_stopper(one, known.get(one["identifier"])) for one in found if one["code"] == code))
        for code, title in _STOPPERS.items()
        if any(one["code"] == code for one in found)
    )


def _stopper(blocker: dict[str, str], one: TestFacts | None) -> Line:
    """Where and what; the sentence says why, unless the heading has said it already."""
    identifier, message = blocker["identifier"], blocker["message"]
    if one is None:
        return Line(Standing.NOT_TESTED, message, "", identifier)
    why = message.removeprefix(f"{identifier}: ").removeprefix(f"{identifier} ")
    about = "" if blocker["code"] in ("pending", "in_progress") else why[:1].upper() + why[1:]
    return Line(
        Standing.NOT_TESTED, f"{place(one, with_stair=True)} · {one.measurement.label.lower()}", about, identifier
    )


def not_shown(findings: Findings) -> Iterator[Line]:
    """What shows nothing, each with why."""
    for one in findings.missing:
        yield Line(Standing.NOT_TESTED, place(one, with_stair=True), why_missing(one), one.identifier)


def failing(findings: Findings) -> Iterator[Line]:
    """What does not comply, each with its fault."""
    faults = {fault.number: fault for fault in findings.data.faults}
    for one in findings.tests:
        if standing_of(one) is not Standing.FAIL:
            continue
        fault = faults.get(one.fault or "")
        words = f"{place(one, with_stair=True)}: {_reading(one)}"
        yield Line(Standing.FAIL, words, "no fault" if fault is None else _of_fault(fault), one.identifier)


def _of_fault(fault: FaultFacts) -> str:
    """``F-0002 · class 1A, not confirmed yet · open``."""
    decided = f"class {fault.classification or 'open'}{'' if fault.confirmed_by else ', not confirmed yet'}"
    return f"{fault.number} · {decided} · {fault.status.label.lower()}"


def _reading(one: TestFacts) -> str:
    """``18.2 Pa (20 to 80 Pa)``; for what has no number, the first check that failed."""
    if one.value is not None and not one.limits.open:
        return f"{shown(one.value, one.limits)} {unit(one)} ({one.limits})".replace("  ", " ")
    failed = [check.message for check in one.checks if check.result is CheckResult.FAIL]
    return failed[0] if failed else "not as expected"


def looks(findings: Findings, again: Sequence[Recheck]) -> Iterator[Group]:
    """What asks for a second look, by kind; a kind of which there is none is left out."""
    data = findings.data
    groups = (
        Group("again", "Judged again, it comes out otherwise", tuple(_changed(again, findings.tests))),
        Group("physics", "Readings that do not fit each other", tuple(_suspects(data.physics))),
        Group("conditional", "Within the uncertainty of a limit", tuple(_conditional(findings.tests))),
        Group("near", "Near a limit", tuple(_near(findings.tests))),
        Group("warned", "Warnings", tuple(_warned(findings.tests))),
        Group("accepted", "Accepted although the instrument was not fit", tuple(_accepted(findings.tests))),
        Group("waived", "Evidence that may be missing", tuple(_waived(findings.tests))),
        Group("amended", "Amended", tuple(_amended(data.tests))),
        Group("repeated", "Tried or tested again", tuple(_repeated(data.tests))),
        Group("classes", "Faults whose class nobody has confirmed", tuple(_unconfirmed(data))),
    )
    return (group for group in groups if group.lines)


def _look(one: TestFacts, words: str, about: str = "") -> Line:
    """Something of a test that asks for a second look."""
    return Line(Standing.NEAR, f"{place(one, with_stair=True)}: {words}", about, one.identifier)


def _changed(again: Sequence[Recheck], tests: Iterable[TestFacts]) -> Iterator[Line]:
    places = {one.identifier: place(one, with_stair=True) for one in tests}
    for one in again:
        if not one.same:
            where = places.get(one.identifier, one.identifier)
            yield Line(Standing.NEAR, where, " ".join(one.differences), one.identifier)


def _suspects(physics: Sequence[PhysicsCheck]) -> Iterator[Line]:
    for check in suspects(physics):
        yield Line(Standing.NEAR, check.message)


def _conditional(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        if one.verdict in (Verdict.CONDITIONAL_PASS, Verdict.CONDITIONAL_FAIL):
            yield _look(one, _reading(one), Verdict(one.verdict).value.replace("_", " "))


def _near(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        if standing_of(one) is Standing.NEAR and one.verdict != Verdict.CONDITIONAL_PASS:
            yield _look(one, _reading(one))


def _warned(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        for check in one.checks:
            if check.result is CheckResult.WARN:
                yield _look(one, check.message)


def _accepted(tests: Sequence[TestFacts]) -> Iterator[Line]:
    for problem, touched in accepted(tests):
        word = touched[0].acceptance
        assert word is not None
        who = f"{word.by.name}: " if word.by else ""
        yield Line(Standing.NEAR, f"{said(touched)} {problem}", f"{who}{word.reason}", touched[0].identifier)


def _waived(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        for waiver in one.waivers:
            who = f"{waiver.by.name}: " if waiver.by else ""
            yield _look(one, waiver.prompt, f"{who}{waiver.reason}")


def _amended(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        for change in one.amendments:
            who = f"{change.by.name}: " if change.by else ""
            yield _look(one, f"{change.old or 'nothing'} → {change.new}", f"{who}{change.reason}")


def _repeated(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        for attempt in one.attempts:
            yield _look(one, f"attempt {attempt.number} failed", attempt.reason or "no reason was given")
        if one.retest_of is not None:
            yield Line(
                Standing.NEAR, f"{one.identifier} repeats {one.retest_of}", _reading_or_none(one), one.identifier
            )


def _reading_or_none(one: TestFacts) -> str:
    return "" if one.value is None else f"{plain(one.value)} {unit(one)}".rstrip()


def _unconfirmed(data: ReportData) -> Iterator[Line]:
    for fault in data.faults:
        if fault.confirmed_by is None and fault.status in OPEN_FAULTS:
            words = f"{fault.number} {fault.location}: {fault.description}"
            yield Line(Standing.NEAR, words, f"proposed: {fault.classification or 'none'}", fault.identifier or "")
