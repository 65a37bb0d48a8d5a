"""The columns of the lists: frequencies, what changes test by test, the expected tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from firemode_desktop.domain.difference_list import Fate, Line
from firemode_desktop.domain.due import DueState
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.services.generating import ShownTemplate
from firemode_desktop.services.schedules import Expected
from firemode_desktop.ui.language import plain, show_date, term, tr
from firemode_desktop.ui.listing import Column, Mark

DUE_MARKS = {
    DueState.NOT_YET: Mark(Standing.PASS),
    DueState.OPEN: Mark(Standing.NEAR),
    DueState.OVERDUE: Mark(Standing.FAIL),
    DueState.NEVER: Mark(Standing.NOT_TESTED),
}
FATE_MARKS = {
    Fate.ADDED: Mark(Standing.NOT_TESTED, "accent_text"),
    Fate.CHANGED: Mark(Standing.NEAR),
    Fate.RETIRED: Mark(Standing.SKIPPED),
}


def behind(one: Expected) -> str:
    """``up to date``, or ``3 to add, 1 changed``."""
    found = one.generation.difference
    parts = [
        f"{len(rows)} {word}"
        for rows, word in ((found.added, tr("to add")), (found.changed, "changed"), (found.retired, tr("to retire")))
        if rows
    ]
    if not parts and found.moved:
        return tr("{moved} in another order", moved=len(found.moved))
    if parts:
        return ", ".join(parts)
    return tr("up to date") if one.generation.count.total else tr("nothing tested")


def _behind_mark(one: Expected) -> Mark | None:
    if not one.generation.difference.empty:
        return Mark(Standing.NEAR)
    return Mark(Standing.PASS) if one.generation.count.total else None


def frequencies(today: date) -> tuple[Column[Expected], ...]:
    """How each frequency stands; that depends on the day."""

    def mark(one: Expected) -> Mark | None:
        return DUE_MARKS.get(one.state(today)) if one.generation.count.total else None

    def due(one: Expected) -> str:
        if one.due is not None:
            return show_date(one.due.day)
        return one.state(today).value if one.generation.count.total else ""

    def state(one: Expected) -> str:
        return one.due.words(today) if one.due is not None else one.state(today).value

    return (
        Column("frequency", tr("Frequency"), lambda one: term(one.frequency.label), 120, strong=True, tone=_tone),
        Column("tests", tr("Tests"), lambda one: str(one.generation.count.total), 52, numeric=True, tone=_tone),
        Column("state", tr("Templates"), behind, 120, stretch=True, mark=_behind_mark, tone=_tone, tip=behind),
        Column("due", tr("Due"), due, 142, mark=mark, tone=_tone, tip=state),
    )


def _tone(one: Expected) -> str:
    return "" if one.generation.count.total or one.generation.existing else "quiet"


LINES: tuple[Column[Line], ...] = (
    Column("fate", tr("What"), lambda one: one.fate.value, 92, mark=lambda one: FATE_MARKS[one.fate]),
    Column("test", tr("Test"), lambda one: one.identifier, 310, strong=True),
    Column(
        "columns", tr("From → to"), lambda one: one.text or one.measurement, 160, stretch=True, tone=lambda one: "quiet"
    ),
)


def _figure(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


TEMPLATES: tuple[Column[ShownTemplate], ...] = (
    Column(
        "order", tr("No"), lambda one: str(one.sequence_order), 42, numeric=True, order=lambda one: one.sequence_order
    ),
    Column("test", tr("Test"), lambda one: one.identifier, 260, stretch=True, strong=True),
    Column("kind", tr("Measurement"), lambda one: MeasurementType(one.measurement_type).label, 150, roomy=True),
    Column(
        "limits", tr("Limits"), lambda one: "" if one.limits.open else str(one.limits), 110, tone=lambda one: "quiet"
    ),
    Column("baseline", tr("Baseline"), lambda one: _figure(one.baseline_value), 74, numeric=True),
    Column("of", "of", lambda one: show_date(one.baseline_date) if one.baseline_date else "", 96, roomy=True),
    Column("setpoint", tr("Setpoint"), lambda one: _figure(one.design_setpoint), 72, numeric=True, roomy=True),
    Column(
        "rule", tr("Rule"), lambda one: one.rule_code or "none", 62, tip=lambda one: one.rule_version or tr("no rule")
    ),
)
