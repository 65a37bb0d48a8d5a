"""What follows from the record for whoever owns the building: what to do, where, until when, and why.

Nothing is advised that the record does not show. The most urgent comes first: open faults by class, what failed without
a fault, what shows nothing, instruments, drift, evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import AS1851Class
from firemode_desktop.reports.data import FaultFacts, Keeping, ReportData, TestFacts
from firemode_desktop.reports.shown import count, day
from firemode_desktop.reports.verdicts import Findings, said, standing_of, unproven, why_missing

NAMED = 8
"""How many faults are named one by one in a recommendation; the rest is counted and stands in its section."""
_CLASSES = (*(code.value for code in AS1851Class), None)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One thing to do: ``due`` is the day on record, ``section`` the title of the section that tells more."""

    what: str
    where: str
    why: str
    section: str
    due: date | None = None


def recommendations(data: ReportData, findings: Findings) -> tuple[Recommendation, ...]:
    """Everything the record asks for, the most urgent first; empty where it asks for nothing."""
    return (
        *_faults(data),
        *_unfiled(findings),
        *_missing(findings),
        *_calibrations(data),
        *_drift(data, findings),
        *_evidence(data),
    )


def _faults(data: ReportData) -> Iterator[Recommendation]:
    """Open faults: those of one class, one action and one day together."""
    still = [fault for fault in data.faults if fault.status in OPEN_FAULTS]
    still.sort(key=lambda fault: (_CLASSES.index(fault.as1851_class), fault.due or date.max, fault.action or ""))
    for (code, due, action), group in groupby(still, lambda fault: (fault.as1851_class, fault.due, fault.action)):
        found = list(group)
        name = AS1851Class(code).label if code else "not classed"
        why = f"{count(len(found), 'open fault')}: {name.lower()}" + ("" if due else "; no day is set, agree one")
        what = action or "Decide what is to be done; no action is recorded."
        yield Recommendation(what, _named(found), why, "Faults", due)


def _named(faults: Sequence[FaultFacts]) -> str:
    told = [f"{fault.number} {fault.location}" for fault in faults[:NAMED]]
    more = [f"and {len(faults) - NAMED} more"] if len(faults) > NAMED else []
    return "; ".join(told + more)


def _unfiled(findings: Findings) -> Iterator[Recommendation]:
    failing = [test for test in findings.tests if standing_of(test) is Standing.FAIL and test.fault is None]
    if failing:
        yield Recommendation(
            "Raise the fault, or take the reading again.", said(failing), "Fails, and no fault is on record", "Verdict"
        )


def _missing(findings: Findings) -> Iterator[Recommendation]:
    """What shows nothing, those together that have one reason."""
    found: dict[str, list[TestFacts]] = {}
    for test in findings.missing:
        found.setdefault(why_missing(test), []).append(test)
    for why, tests in found.items():
        what = "Take these readings again." if unproven(tests[0]) else "Complete these tests."
        yield Recommendation(what, said(tests), why, "Verdict")


def _calibrations(data: ReportData) -> Iterator[Recommendation]:
    """Certificates that do not hold, or will not any more at the next visit, the earliest first.

    An expiry on a day counts for that day: it is the first on which the certificate no longer holds.
    """
    today = data.dated.astimezone(data.zone).date()
    ends = {tool.serial_number: max((paper.expires for paper in tool.certificates), default=None)
            for tool in data.instruments}  # fmt: skip
    for serial, last in sorted(ends.items(), key=lambda item: item[1] or date.min):
        if last is None:
            why = "No certificate is on record"
        elif last <= today:
            why = f"Its certificate expired {day(last)}"
        elif data.next_visit is not None and last <= data.next_visit:
            why = f"Its certificate expires {day(last)}; the next visit is due {day(data.next_visit)}"
        else:
            continue
        yield Recommendation("Have it calibrated.", serial, why, "Instruments and calibration", last)


def _drift(data: ReportData, findings: Findings) -> Iterator[Recommendation]:
    """Passing readings beyond the building's drift limit; what fails is a fault already."""
    limit = data.drift_limit_pct
    drifted = [
        test
        for test in findings.tests
        if standing_of(test) in (Standing.PASS, Standing.NEAR)
        and test.deviation_pct is not None
        and abs(test.deviation_pct) > limit
    ]
    if drifted:
        why = f"They pass, but lie more than {limit.normalize():f} % from their baseline"
        yield Recommendation("Find out why they moved before they fail.", said(drifted), why, "Trends")


def _evidence(data: ReportData) -> Iterator[Recommendation]:
    """Files that are gone or changed, and evidence that was waived."""
    lost = [one for one in data.evidence if one.file.keeping in (Keeping.ALTERED, Keeping.MISSING)]
    if lost:
        where = f"{count(len(lost), 'file')} of {count(len({one.test for one in lost}), 'test')}"
        why = "The evidence store does not hold them as they were recorded"
        yield Recommendation("Bring back the files.", where, why, "Evidence")
    waived = [test for test in data.tests if test.waivers]
    if waived:
        why = "Mandatory evidence is missing and was waived"
        yield Recommendation("Take the evidence at the next visit.", said(waived), why, "Verdict")
