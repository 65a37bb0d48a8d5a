"""What the panel says of a fault: its facts as names and words, what asks for something, and its life so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.conditions import CONDITIONS
from firemode_desktop.domain.dates import show_date, show_time
from firemode_desktop.domain.fault_steps import FaultStep
from firemode_desktop.domain.standing import Measure, Standing, figure, signed
from firemode_desktop.domain.words import DefectClassification, FaultDeed
from firemode_desktop.services.faults import ShownFault, period_of
from firemode_desktop.ui.faults.columns import class_words
from firemode_desktop.ui.parts import column, label, row
from firemode_desktop.ui.status import StatusMark

STEPS = {
    FaultDeed.DETECTED: Standing.FAIL,
    FaultDeed.DEFERRED: Standing.NEAR,
    FaultDeed.RESOLVED: Standing.PASS,
    FaultDeed.VOIDED: Standing.SKIPPED,
}


def facts(fault: ShownFault) -> Iterator[tuple[str, str]]:
    """Each fact as its name and its words; blank words where there is nothing to say."""
    yield "Class", _class(fault)
    yield "Why", fault.class_reason or ""
    yield "What", fault.description
    yield "To be done", fault.action_required or ""
    yield "Meanwhile", fault.interim or ""
    yield "Limits", "" if fault.limits.open else str(fault.limits)
    yield "Baseline", _baseline(fault)
    yield "Design setpoint", _setpoint(fault)
    yield "Rule", f"{fault.rule_applied}, version {fault.rule_version}" if fault.rule_applied else ""
    yield "Instrument", fault.instrument or ""
    yield "Conditions", _conditions(fault)
    yield "Evidence", _evidence(fault.evidence_count)
    session = f" in {fault.session_name}" if fault.session_name else ""
    yield "Detected", f"{moment(fault.detected_at, fault)}{session}"
    by = f" by {fault.resolved_by}" if fault.resolved_by else ""
    yield "Resolved", f"{moment(fault.resolved_at, fault)}{by}" if fault.resolved_at else ""
    yield "Note", fault.resolution_note or ""


def retest_words(fault: ShownFault) -> Iterator[tuple[Standing, str]]:
    """What a correction of the reading, and the retests, of a fault that waits ask for."""
    if not fault.waits:
        return
    if fault.corrected and fault.corrected_complies:
        yield Standing.PASS, f"Its reading was corrected to {fault.corrected} and complies. Resolve it?"
    elif fault.corrected:
        yield Standing.FAIL, f"Its reading was corrected to {fault.corrected} and does not comply."
    latest, waiting = fault.judged_retest, fault.waiting_retest
    if waiting is not None:
        yield Standing.NOT_TESTED, f"Its retest {waiting.identifier} is still to be done."
    elif latest is not None and latest.is_compliant:
        yield Standing.PASS, f"Its retest {latest.identifier} complies. Resolve it?"
    elif latest is not None:
        yield Standing.FAIL, f"Its retest {latest.identifier} failed again."


def notice_words(fault: ShownFault) -> Iterator[tuple[Standing, str]]:
    """Whether the owner of the building was told, or is to be."""
    if fault.notified:
        day = f" on {show_date(fault.notified_on)}" if fault.notified_on else ""
        yield Standing.PASS, f"A notice was sent to {fault.notified}{day}."
    elif fault.waits and fault.defect_classification:
        period = period_of(fault.defect_classification, fault.state)
        until = period.notice_by(fault.detected_at)
        if until is not None:
            yield Standing.NEAR, f"The owner is to be told by {moment(until, fault)} ({period.source})."


def moment(at: datetime, fault: ShownFault) -> str:
    """``5 May 2026, 12:00`` by the building's clock."""
    return show_time(at, ZoneInfo(fault.timezone))


class Timeline(QWidget):
    """The life of a fault, step by step: what, when, by whom and why."""

    def __init__(self, fault: ShownFault, steps: Sequence[FaultStep]) -> None:
        super().__init__()
        self.setAccessibleName("History")
        self.setLayout(column(*(self._step(fault, step) for step in steps), gap=8))

    @staticmethod
    def _step(fault: ShownFault, step: FaultStep) -> QWidget:
        shape = StatusMark(STEPS.get(step.deed, Standing.NOT_TESTED), 9)
        who = " · ".join(part for part in (moment(step.at, fault), step.by) if part)
        said = [label(step.head, "strong", wrap=True), label(who, "small", wrap=True)]
        said += [label(text, "", wrap=True) for text in (step.note, *step.more) if text]
        made = QWidget()
        beside = row(column(3, shape, None, gap=0), column(*said, gap=1), gap=7)
        beside.setStretch(1, 1)
        made.setLayout(beside)
        return made


def _class(fault: ShownFault) -> str:
    """``1A, critical defect – proposed by the rule, not confirmed yet``."""
    if not fault.defect_classification:
        return "not classified yet"
    words = f"{DefectClassification(fault.defect_classification).value}, {class_words(fault)}"
    proposer = "the rule" if fault.rule_applied else "whoever found it"
    if fault.class_confirmed_by and fault.class_confirmed_at:
        day = show_date(fault.day(fault.class_confirmed_at))
        changed = fault.proposed_classification not in (None, fault.defect_classification)
        instead = f" ({proposer} proposed {fault.proposed_classification})" if changed else ""
        return f"{words}{instead} – decided by {fault.class_confirmed_by}, {day}"
    return f"{words} – proposed by {proposer}, not confirmed yet"


def _baseline(fault: ShownFault) -> str:
    if fault.baseline_value is None:
        return ""
    text = _in_unit(fault, fault.baseline_value)
    away = fault.deviation_from_baseline_pct
    return text if away is None else f"{text} · {signed(away)} %"


def _setpoint(fault: ShownFault) -> str:
    return "" if fault.design_setpoint is None else _in_unit(fault, fault.design_setpoint)


def _in_unit(fault: ShownFault, value: Decimal) -> str:
    measure = Measure.of(fault.measurement_type or "")
    return f"{figure(value, measure.decimals if measure else 1)} {fault.unit or ''}".rstrip()


def _conditions(fault: ShownFault) -> str:
    known = {each.key: each for each in CONDITIONS}
    told = []
    for key, value in fault.environment.items():
        try:
            told.append(f"{known[key].label} {known[key].shown(Decimal(str(value)))}")
        except (KeyError, InvalidOperation):
            continue  # a condition of another program, or words: it is with the reading
    return " · ".join(told)


def _evidence(count: int) -> str:
    return "" if not count else "1 file with the reading" if count == 1 else f"{count} files with the reading"
