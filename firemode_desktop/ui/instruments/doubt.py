"""How readings in doubt, and the sessions they belong to, are written in their lists."""

from __future__ import annotations

from firemode_desktop.domain.faults import shown
from firemode_desktop.domain.recall import Counts, InDoubt, Judgement, Touched
from firemode_desktop.domain.standing import Measure, Standing, figure
from firemode_desktop.ui.language import inline, show_date, show_time, term, tr
from firemode_desktop.ui.listing import Column, Mark

STANDINGS = {
    Counts.PASS: Standing.PASS,
    Counts.FAIL: Standing.FAIL,
    Counts.NOT_PROVEN: Standing.NOT_TESTED,
    Counts.NOT_CHECKED: Standing.NOT_TESTED,
}


def value(judged: Judgement | None, one: InDoubt) -> str:
    """``45.2 Pa``; nothing where there is no number."""
    if judged is None or judged.value is None:
        return ""
    return f"{shown(judged.value, one.limits)} {one.unit or ''}".rstrip().replace("-", "−")


def corrected(one: InDoubt) -> str:
    """``43.2 Pa, pass``; with more decimals where a limit is close."""
    after, measure = one.corrected, Measure.of(one.measurement_type)
    if after is None or after.value is None:
        return ""
    read = figure(after.value, measure.decimals if measure else 1, one.limits)
    return f"{read} {one.unit or ''}".rstrip() + f", {after.counts}"


def brief(one: InDoubt) -> str:
    """What else there is to know, in a word each."""
    words = (("retested", one.retest), ("accepted", one.accepted_by), ("amended", one.amended))
    return ", ".join(word for word, is_so in words if is_so)


def note(one: InDoubt) -> str:
    """The same in full: taken again as what, accepted by whom."""
    parts = [
        tr("taken again as {retest}", retest=one.retest) if one.retest else "",
        tr("accepted by {accepted_by}", accepted_by=one.accepted_by) if one.accepted_by else "",
        "amended" if one.amended else "",
    ]
    return ", ".join(part for part in parts if part)


def _mark(counts: Counts) -> Mark:
    return Mark(STANDINGS[counts])


def _tone(one: InDoubt) -> str:
    return "" if one.in_force else "faint"


def _tip(one: InDoubt) -> str:
    return f"{one.building}\n{one.location}\n{one.session}, {inline(term(one.session_status.label))}\n{one.identifier}"


READINGS: tuple[Column[InDoubt], ...] = (
    Column(
        "when",
        tr("When"),
        lambda one: show_date(one.measured_at.date()),
        100,
        order=lambda one: one.measured_at,
        tip=lambda one: show_time(one.measured_at),
        tone=_tone,
    ),
    Column("building", tr("Building"), lambda one: one.building, 132, tone=_tone, tip=_tip),
    Column("session", tr("Session"), lambda one: one.session, 150, tone=_tone, tip=_tip, hidden=True),
    Column("where", tr("Where"), lambda one: one.location, 200, stretch=True, tone=_tone, tip=_tip),
    Column(
        "read",
        tr("Read"),
        lambda one: value(one.stood, one),
        78,
        numeric=True,
        strong=True,
        order=lambda one: one.stood.value,
        tone=_tone,
    ),
    Column("limits", tr("Limits"), lambda one: str(one.limits), 102, tone=lambda _one: "quiet"),
    Column(
        "stands", tr("Stands"), lambda one: one.stood.counts, 84, mark=lambda one: _mark(one.stood.counts), tone=_tone
    ),
    Column(
        "without",
        tr("Without calibration"),
        lambda one: one.without.counts,
        134,
        mark=lambda one: _mark(one.without.counts),
        tone=lambda one: "near" if one.loses_its_proof else _tone(one),
    ),
    Column(
        "corrected",
        tr("Corrected"),
        corrected,
        122,
        order=lambda one: one.corrected.value if one.corrected else None,
        mark=lambda one: _mark(one.corrected.counts) if one.corrected else None,
        tone=lambda one: "bad" if one.would_fail else "good" if one.would_pass else _tone(one),
    ),
    Column("note", tr("Note"), brief, 84, tone=_tone, tip=note),
)

SESSIONS: tuple[Column[Touched], ...] = (
    Column("name", tr("Session"), lambda one: one.name, 260, strong=True, stretch=True),
    Column("building", tr("Building"), lambda one: one.building, 240),
    Column(
        "status",
        tr("Status"),
        lambda one: inline(term(one.status.label)),
        130,
        mark=lambda one: Mark(Standing.PASS if one.reported else Standing.NOT_TESTED),
    ),
    Column(
        "readings", tr("Readings"), lambda one: f"{one.readings:,}", 90, numeric=True, order=lambda one: one.readings
    ),
    Column(
        "changed",
        tr("Change"),
        lambda one: f"{one.changed:,}",
        90,
        numeric=True,
        order=lambda one: one.changed,
        tone=lambda one: "bad" if one.changed else "",
    ),
    Column(
        "report",
        tr("What can be done"),
        lambda one: "" if not one.changed else tr("retest it there") if one.takes_retests else _instead(one),
        250,
    ),
)


def _instead(one: Touched) -> str:
    return tr("its report stands; begin a new session") if one.reported else tr("return it, or begin a new session")
