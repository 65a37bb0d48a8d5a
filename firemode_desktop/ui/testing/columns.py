"""The columns of the two lists: sessions of a building, tests of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from firemode_desktop.domain.entry import Entry
from firemode_desktop.domain.running import RunTest, Tool
from firemode_desktop.domain.standing import Standing, signed
from firemode_desktop.domain.words import Frequency, SessionStatus
from firemode_desktop.services.testing import SessionSummary
from firemode_desktop.ui.language import show_date, show_time, tr
from firemode_desktop.ui.listing import Column, Mark

STATUS_MARKS: Mapping[str, Mark] = {
    SessionStatus.DRAFT: Mark(Standing.NOT_TESTED),
    SessionStatus.IN_PROGRESS: Mark(Standing.NOT_TESTED, "accent_text"),
    SessionStatus.SUBMITTED: Mark(Standing.NEAR),
    SessionStatus.RETURNED: Mark(Standing.FAIL),
    SessionStatus.APPROVED: Mark(Standing.PASS),
    SessionStatus.CANCELLED: Mark(Standing.SKIPPED),
}


def frequency_words(frequency: str | None) -> str:
    """``Annual``."""
    return Frequency(frequency).label if frequency else ""


def status_words(status: str) -> str:
    """``in progress``."""
    return SessionStatus(status).label.lower()


def _done(one: SessionSummary) -> int:
    return one.progress.completed + one.progress.skipped + one.progress.failed


SESSIONS: tuple[Column[SessionSummary], ...] = (
    Column("name", tr("Session"), lambda one: one.name, stretch=True, strong=True),
    Column("frequency", tr("Frequency"), lambda one: frequency_words(one.frequency), width=98),
    Column(
        "status",
        tr("Status"),
        lambda one: status_words(one.status),
        width=108,
        mark=lambda one: STATUS_MARKS[one.status],
    ),
    Column(
        "planned",
        tr("Planned"),
        lambda one: show_date(one.scheduled_for) if one.scheduled_for else "",
        width=100,
        order=lambda one: one.scheduled_for,
    ),
    Column(
        "progress",
        tr("Progress"),
        lambda one: f"{_done(one)} / {one.progress.total}",
        width=156,
        share=lambda one: (_done(one), one.progress.total),
        order=lambda one: _done(one) / max(1, one.progress.total),
        tip=lambda one: tr(
            "{completed} completed, {skipped} skipped, {failed} not possible",
            completed=one.progress.completed,
            skipped=one.progress.skipped,
            failed=one.progress.failed,
        ),
    ),
    Column(
        "compliant",
        tr("Compliant"),
        lambda one: str(one.compliant),
        width=92,
        numeric=True,
        order=lambda one: one.compliant,
    ),
    Column(
        "not_compliant",
        tr("Not compliant"),
        lambda one: str(one.non_compliant),
        width=112,
        numeric=True,
        mark=lambda one: Mark(Standing.FAIL) if one.non_compliant else None,
        order=lambda one: one.non_compliant,
        tone=lambda one: "bad" if one.non_compliant else "",
    ),
    Column("reviewer", tr("Reviewer"), lambda one: one.reviewed_by or "", width=174),
)


def tests(
    tool: Callable[[UUID | None], Tool | None], zone: Callable[[], ZoneInfo], drafts: Mapping[UUID, Entry]
) -> tuple[Column[RunTest], ...]:
    """The columns of a session's tests. ``tool`` names an instrument, ``zone`` is the site's, ``drafts`` are typed."""

    def reading(one: RunTest) -> str:
        draft = drafts.get(one.instance_id)
        if draft is None:
            return one.reading
        return f"{draft.words.split(', ')[0]}…"

    def measured(one: RunTest) -> str:
        at = one.recorded.at
        if at is None or one.recorded.taken is None:
            return ""
        return show_time(at, zone())

    def instrument(one: RunTest) -> str:
        used = tool(one.recorded.instrument_id)
        return used.instrument.serial_number if used is not None else ""

    return (
        Column("where", tr("Where"), lambda one: one.where, width=122),
        Column("what", tr("What"), lambda one: one.short, stretch=True, tip=_whole),
        Column("door", tr("Door"), lambda one: one.door, width=170, roomy=True),
        Column("limits", tr("Limits"), lambda one: one.limits, width=78, numeric=True, order=_limit, tone=_quiet),
        Column(
            "baseline",
            tr("Baseline"),
            lambda one: one.baseline_figure,
            width=64,
            numeric=True,
            order=lambda one: one.test.baseline_value,
            tone=_quiet,
        ),
        Column(
            "reading",
            tr("Reading"),
            reading,
            width=74,
            numeric=True,
            order=_measured,
            tone=lambda one: "accent_text" if one.instance_id in drafts else "",
        ),
        Column(
            "deviation",
            tr("Dev."),
            lambda one: "" if one.recorded.deviation_pct is None else signed(one.recorded.deviation_pct),
            width=58,
            unit="%",
            numeric=True,
            order=lambda one: one.recorded.deviation_pct,
        ),
        Column(
            "verdict",
            tr("Verdict"),
            lambda one: one.word,
            width=104,
            mark=lambda one: Mark(one.standing),
            order=_concern,
        ),
        Column(
            "instrument",
            tr("Instrument"),
            instrument,
            width=96,
            mark=lambda one: Mark(Standing.FAIL) if one.recorded.instrument_unfit and one.recorded.taken else None,
            tip=lambda one: _instrument_tip(one, instrument(one)),
        ),
        Column("evidence", tr("Evidence"), _evidence, width=84, numeric=True, roomy=True),
        Column("measured", tr("Measured"), measured, width=140, roomy=True, order=lambda one: one.recorded.at),
        Column("identifier", tr("Identifier"), lambda one: one.identifier, width=260, hidden=True, tone=_quiet),
    )


def _quiet(_one: RunTest) -> str:
    return "quiet"


def _whole(one: RunTest) -> str:
    return "\n".join(part for part in (one.title, one.door, one.identifier) if part)


def _limit(one: RunTest) -> object:
    low = one.test.min_threshold
    return low if low is not None else one.test.max_threshold


def _measured(one: RunTest) -> object:
    return one.recorded.taken.measured if one.recorded.taken is not None else None


def _concern(one: RunTest) -> int:
    return -one.standing.concern


def _evidence(one: RunTest) -> str:
    return f"{one.evidence} / {one.evidence + one.evidence_wanting}" if one.evidence or one.evidence_wanting else ""


def _instrument_tip(one: RunTest, serial: str) -> str:
    if one.recorded.accepted_because:
        return tr(
            "{serial}, accepted: {accepted_because}", serial=serial, accepted_because=one.recorded.accepted_because
        )
    wrong = [check.message for check in one.recorded.checks if check.code.startswith("instrument")]
    return "\n".join(wrong) if one.recorded.instrument_unfit and wrong else serial
