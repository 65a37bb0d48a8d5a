"""What the panel says of a fault: its facts as names and words, what asks for something, and its life so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.conditions import CONDITIONS
from firemode_desktop.domain.fault_steps import FaultStep
from firemode_desktop.domain.standing import Measure, Standing, figure, signed
from firemode_desktop.domain.words import DefectClassification, FaultDeed
from firemode_desktop.services.faults import ShownFault, period_of
from firemode_desktop.ui.faults.columns import class_words
from firemode_desktop.ui.language import show_date, show_time, tr
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
    yield tr("Class"), _class(fault)
    yield tr("Why"), fault.class_reason or ""
    yield tr("What"), fault.description
    yield tr("To be done"), fault.action_required or ""
    yield tr("Meanwhile"), fault.interim or ""
    yield tr("Limits"), "" if fault.limits.open else str(fault.limits)
    yield tr("Baseline"), _baseline(fault)
    yield tr("Design setpoint"), _setpoint(fault)
    yield (
        tr("Rule"),
        tr("{rule_applied}, version {rule_version}", rule_applied=fault.rule_applied, rule_version=fault.rule_version)
        if fault.rule_applied
        else "",
    )
    yield tr("Instrument"), fault.instrument or ""
    yield tr("Conditions"), _conditions(fault)
    yield tr("Evidence"), _evidence(fault.evidence_count)
    session = tr(" in {session_name}", session_name=fault.session_name) if fault.session_name else ""
    yield tr("Detected"), f"{moment(fault.detected_at, fault)}{session}"
    by = tr(" by {resolved_by}", resolved_by=fault.resolved_by) if fault.resolved_by else ""
    yield tr("Resolved"), f"{moment(fault.resolved_at, fault)}{by}" if fault.resolved_at else ""
    yield tr("Note"), fault.resolution_note or ""


def retest_words(fault: ShownFault) -> Iterator[tuple[Standing, str]]:
    """What a correction of the reading, and the retests, of a fault that waits ask for."""
    if not fault.waits:
        return
    if fault.corrected and fault.corrected_complies:
        yield (
            Standing.PASS,
            tr("Its reading was corrected to {corrected} and complies. Resolve it?", corrected=fault.corrected),
        )
    elif fault.corrected:
        yield (
            Standing.FAIL,
            tr("Its reading was corrected to {corrected} and does not comply.", corrected=fault.corrected),
        )
    latest, waiting = fault.judged_retest, fault.waiting_retest
    if waiting is not None:
        yield Standing.NOT_TESTED, tr("Its retest {waiting} is still to be done.", waiting=waiting.identifier)
    elif latest is not None and latest.is_compliant:
        yield Standing.PASS, tr("Its retest {latest} complies. Resolve it?", latest=latest.identifier)
    elif latest is not None:
        yield Standing.FAIL, tr("Its retest {latest} failed again.", latest=latest.identifier)


def notice_words(fault: ShownFault) -> Iterator[tuple[Standing, str]]:
    """Whether the owner of the building was told, or is to be."""
    if fault.notified:
        day = tr(" on {notified_on}", notified_on=show_date(fault.notified_on)) if fault.notified_on else ""
        yield Standing.PASS, tr("A notice was sent to {notified}{day}.", notified=fault.notified, day=day)
    elif fault.waits and fault.defect_classification:
        period = period_of(fault.defect_classification, fault.state)
        until = period.notice_by(fault.detected_at)
        if until is not None:
            yield (
                Standing.NEAR,
                tr(
                    "The owner is to be told by {moment} ({source}).", moment=moment(until, fault), source=period.source
                ),
            )


def moment(at: datetime, fault: ShownFault) -> str:
    """``5 May 2026, 12:00`` by the building's clock."""
    return show_time(at, ZoneInfo(fault.timezone))


class Timeline(QWidget):
    """The life of a fault, step by step: what, when, by whom and why."""

    def __init__(self, fault: ShownFault, steps: Sequence[FaultStep]) -> None:
        super().__init__()
        self.setAccessibleName(tr("History"))
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
        return tr("not classified yet")
    words = f"{DefectClassification(fault.defect_classification).value}, {class_words(fault)}"
    proposer = tr("the rule") if fault.rule_applied else tr("whoever found it")
    if fault.class_confirmed_by and fault.class_confirmed_at:
        day = show_date(fault.day(fault.class_confirmed_at))
        changed = fault.proposed_classification not in (None, fault.defect_classification)
        instead = (
            tr(
                " ({proposer} proposed {proposed_classification})",
                proposer=proposer,
                proposed_classification=fault.proposed_classification,
            )
            if changed
            else ""
        )
        return tr(
            "{words}{instead} – decided by {class_confirmed_by}, {day}",
            words=words,
            instead=instead,
            class_confirmed_by=fault.class_confirmed_by,
            day=day,
        )
    return tr("{words} – proposed by {proposer}, not confirmed yet", words=words, proposer=proposer)


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
    return (
        ""
        if not count
        else tr("1 file with the reading")
        if count == 1
        else tr("{count} files with the reading", count=count)
    )
