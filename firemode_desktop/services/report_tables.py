"""The data of a report as a workbook: what the PDF says, in rows that can be filtered and summed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from firemode_desktop.domain.dates import show_time
from firemode_desktop.exports.book import Content
from firemode_desktop.exports.lists import Heading, Row, lists_workbook
from firemode_desktop.reports.data import Person, ReportData, TestFacts
from firemode_desktop.reports.verdicts import Findings, unit, why_missing, word_of

POINTS = range(9)


def data_workbook(data: ReportData, seal: str | None) -> bytes:
    """Sheets *Report*, *Verdicts*, *Tests*, *Steps*, *Faults*, *Instruments*, *Rules*, *Corrections* as xlsx.

    Readings with every digit, times in the building's zone; ``seal`` is that of the report as it was issued, None of a
    draft. The same report gives the same bytes.
    """
    findings = Findings(data)
    sheets = (
        ("Report", (("What", 26), ("Says", 80)), _report(data, seal)),
        ("Verdicts", (("Stair", 24), ("Verdict", 20), ("Why", 70)), _verdicts(findings)),
        ("Tests", TESTS, (_test(test, data, findings) for test in data.tests)),
        ("Steps", STEPS, _steps(data)),
        ("Faults", FAULTS, _faults(data)),
        ("Instruments", INSTRUMENTS, _instruments(data)),
        ("Rules", RULES, _rules(data)),
        ("Corrections", CORRECTIONS, _corrections(data)),
    )
    return lists_workbook(data.number, sheets)


def _report(data: ReportData, seal: str | None) -> Iterator[Row]:
    visit = data.visit
    yield "Report", data.number
    yield "Revision", data.revision
    yield "Standing", "approved" if visit.approved else f"draft, {visit.status.label.lower()}"
    yield "Building", data.building.name
    yield "Session", visit.name
    yield "Frequency", visit.frequency
    yield "Due on", visit.scheduled_for
    yield "Decision rule", visit.decision_rule.label
    yield "Reviewed", _at(visit.reviewed_at, data)
    yield "Reviewed by", _who(visit.reviewed_by)
    yield from data.conditions.items()
    yield "Content SHA-256", visit.content_sha256
    yield "Seal", seal or "none: a draft is not sealed"


def _verdicts(findings: Findings) -> Iterator[Row]:
    for stair in findings.stairs:
        yield stair.stair, stair.outcome.value, stair.sentence


TESTS: Heading = (
    ("Test", 44), ("Stair", 14), ("Floor", 12), ("Door", 18), ("Doorway", 18), ("Zone", 12), ("Scenario", 24),
    ("Measurement", 22), ("Case", 24), ("Pressurised", 12), ("Status", 12), ("Verdict", 20), ("Reading", 12),
    ("Unit", 8), ("Minimum", 10), ("Maximum", 10), ("Baseline", 10), ("Deviation %", 12),
    *((f"p{point + 1}", 8) for point in POINTS),
    ("Measured", 18), ("By", 24), ("Instrument", 16), ("Rule", 10), ("Rule version", 20), ("Fault", 10),
    ("Evidence files", 10), ("Repeats", 30), ("Why it shows nothing", 50), ("Notes", 50),
)  # fmt: skip


def _test(test: TestFacts, data: ReportData, findings: Findings) -> Row:
    missing = any(test is each for each in findings.missing)
    return (
        test.identifier, test.stair, test.floor.level if test.floor else None, test.door, test.doorway, test.zone,
        test.scenario, test.measurement.label, test.door_configuration or test.door_scenario,
        _yes_no(test.pressurization_active), test.status.label, word_of(test),
        test.value, unit(test), test.limits.minimum, test.limits.maximum, test.baseline, test.deviation_pct,
        *_points(test),
        _at(test.measured_at, data), _who(test.technician), test.instrument, test.rule, test.rule_version, test.fault,
        test.evidence, test.retest_of, why_missing(test) if missing else None, test.notes,
    )  # fmt: skip


def _points(test: TestFacts) -> tuple[Decimal | None, ...]:
    return tuple(test.grid.values[point] for point in POINTS) if test.grid else (None,) * len(POINTS)


STEPS: Heading = (
    ("Test", 44), ("Step", 8), ("Component", 24), ("Action", 18), ("Planned s", 12), ("Tolerance s", 12),
    ("Seen", 24), ("Seen after s", 14),
)  # fmt: skip


def _steps(data: ReportData) -> Iterator[Row]:
    for test in data.tests:
        for step in test.expected_sequence:
            action = f"must not: {step.expected_action}" if step.must_not else step.expected_action
            planned = (step.component_id, action, step.expected_delay_seconds, step.tolerance_seconds)
            yield test.identifier, step.step_order, *planned, None, None
        for effect in test.observed or ():
            seen = (effect.component_id, None, None, None, effect.action, effect.delay_seconds)
            yield test.identifier, effect.step_order, *seen


FAULTS: Heading = (
    ("Fault", 10), ("Test", 44), ("Where", 40), ("Class", 10), ("AS 1851", 22), ("Severity", 12), ("What", 60),
    ("Action", 50), ("Found", 18), ("Due", 12), ("Status", 14), ("Class confirmed by", 24), ("Confirmed", 18),
    ("Why", 40), ("Resolved", 18), ("How", 40), ("Rule", 26),
)  # fmt: skip


def _faults(data: ReportData) -> Iterator[Row]:
    for fault in data.faults:
        yield (
            fault.number, fault.identifier, fault.location, fault.classification, fault.as1851_class, fault.severity,
            fault.description, fault.action, _at(fault.detected_at, data), fault.due, fault.status.label,
            _who(fault.confirmed_by), _at(fault.confirmed_at, data), fault.confirmed_why, _at(fault.resolved_at, data),
            fault.resolution, fault.rule,
        )  # fmt: skip


INSTRUMENTS: Heading = (
    ("Instrument", 16), ("Kind", 20), ("Make and model", 30), ("Certificate", 24), ("Calibrated", 12),
    ("Valid before", 12), ("Laboratory", 26), ("Uncertainty", 12), ("Unit", 8), ("Tests", 8), ("Days not covered", 24),
)  # fmt: skip


def _instruments(data: ReportData) -> Iterator[Row]:
    for one in data.instruments:
        make = " ".join(filter(None, (one.manufacturer, one.model)))
        bare = ", ".join(day.isoformat() for day in one.uncovered)
        for sheet in one.certificates or (None,):
            held: tuple[Content, ...] = (None,) * 6
            if sheet is not None:
                held = (
                    sheet.number, sheet.calibrated, sheet.expires, sheet.authority, sheet.uncertainty, sheet.unit
                )  # fmt: skip
            yield one.serial_number, one.kind, make, *held, one.tests, bare


RULES: Heading = (
    ("Rule", 10), ("Version", 22), ("Measurement", 24), ("Minimum", 10), ("Maximum", 10), ("Class", 10),
    ("Severity", 12), ("Source", 50), ("In force from", 14), ("Tests judged", 12),
)  # fmt: skip


def _rules(data: ReportData) -> Iterator[Row]:
    for rule in data.rules:
        yield (
            rule.code, rule.version, rule.measurement.label, rule.limits.minimum, rule.limits.maximum,
            rule.classification, rule.severity, rule.source, rule.effective, rule.tests,
        )  # fmt: skip


CORRECTIONS: Heading = (
    ("Test", 44), ("Field", 22), ("Recorded", 20), ("Corrected to", 20), ("Why", 50), ("By", 24), ("When", 18)
)  # fmt: skip


def _corrections(data: ReportData) -> Iterator[Row]:
    for test in data.tests:
        for change in test.amendments:
            by, at = _who(change.by), _at(change.at, data)
            yield test.identifier, change.field, change.old, change.new, change.reason, by, at


def _who(person: Person | None) -> str | None:
    return person.name if person else None


def _at(value: datetime | None, data: ReportData) -> str | None:
    return show_time(value, data.zone) if value else None


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else ("yes" if value else "no")
