"""A rule as the list and the panel beside it show it, and the fields of its successor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QLineEdit

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import convert, parse_number
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import DefectClassification, MeasurementType, Severity
from firemode_desktop.services.rules import RuleVersion
from firemode_desktop.ui.language import inline, plain, show_date, tr
from firemode_desktop.ui.listing import Column, Mark
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import Card, column, label, link, primary, rule
from firemode_desktop.ui.theme import GRID

Act = Callable[[], object]


def _kind(one: RuleVersion) -> str:
    known = one.measurement_type in MeasurementType.values()
    return MeasurementType(one.measurement_type).label if known else one.measurement_type


def _day(value: date | None) -> str:
    return show_date(value) if value is not None else ""


def _limits(one: RuleVersion) -> str:
    return "" if one.limits.open else str(one.limits)


def columns(today: date) -> tuple[Column[RuleVersion], ...]:
    """The columns; whether a version holds depends on the day."""

    def tone(one: RuleVersion) -> str:
        return "" if one.holds(today) else "quiet"

    def mark(one: RuleVersion) -> Mark:
        to_come = one.active and one.effective_date is not None and one.effective_date > today
        return Mark(Standing.PASS if one.holds(today) else Standing.NOT_TESTED if to_come else Standing.SKIPPED)

    return (
        Column("code", tr("Rule"), lambda one: one.code, 80, strong=True, mark=mark, tone=tone),
        Column("version", tr("Version"), lambda one: one.version, 134, tone=tone),
        Column("kind", tr("Measurement"), _kind, 142, tone=tone),
        Column("limits", tr("Limits"), _limits, 116, tone=tone),
        Column(
            "from",
            tr("From"),
            lambda one: _day(one.effective_date),
            92,
            tone=tone,
            order=lambda one: one.effective_date,
        ),
        Column(
            "until",
            tr("Until"),
            lambda one: _day(one.superseded_date),
            92,
            tone=tone,
            order=lambda one: one.superseded_date,
        ),
        Column("source", tr("Source"), lambda one: one.source or "", 150, stretch=True, tone=tone),
    )


class RulePanel(Card):
    """The chosen version in full."""

    def __init__(self, supersede: Act, usage: Act) -> None:
        super().__init__()
        self.title = label("", "title")
        self.version = label("", "quiet", wrap=True)
        self.limits = label("", "heading")
        self.state = label("", "strong")
        self.days = label("", "small", wrap=True)
        self.what = label("", "", wrap=True)
        self.fails = label("", "", wrap=True)
        self.source = label("", "", wrap=True)
        self.go = primary(tr("Supersede…"), supersede)
        self.note = label(tr("Earlier readings stay judged by the version of their day."), "small", wrap=True)
        self.usage = link(tr("Which sessions did it judge?"), usage)
        lines = (self.title, self.version, GRID - 2, self.limits, self.state, self.days, 4, rule(), 4)
        named = (label(tr("What it says"), "small"), self.what, 4, label(tr("When it fails"), "small"), self.fails)
        source = (4, label(tr("Source"), "small"), self.source, GRID, self.usage)
        self.body.addLayout(column(*lines, *named, *source, None, self.note, self.go, gap=3))

    def show_rule(self, one: RuleVersion, today: date) -> None:
        """Show this version."""
        state = one.state(today)
        self.title.setText(one.code)
        self.version.setText(f"{one.version} · {_kind(one).lower()}")
        self.limits.setText(_limits(one) or tr("No numeric limit"))
        self.state.setText(state[:1].upper() + state[1:])
        until = (
            tr(", superseded on {superseded_date}", superseded_date=show_date(one.superseded_date))
            if one.superseded_date
            else ""
        )
        begun = (
            tr("since {effective_date}", effective_date=show_date(one.effective_date))
            if one.effective_date
            else tr("since ever")
        )
        self.days.setText(f"{begun}{until}")
        self.what.setText(one.description or "–")
        severity = Severity(one.severity).label if one.severity in Severity.values() else one.severity
        self.fails.setText(
            tr(
                "{severity} · class {defect_classification}{as1851}",
                severity=severity,
                defect_classification=one.defect_classification,
                as1851=_as1851(one.defect_classification),
            )
        )
        self.source.setText(one.source or "–")
        self.go.setVisible(one.active and one.superseded_date is None)
        self.note.setVisible(self.go.isVisibleTo(self))


def _as1851(code: str) -> str:
    known = code in DefectClassification.values()
    return (
        tr(", proposed as {as1851_class}", as1851_class=inline(DefectClassification(code).as1851_class.label))
        if known
        else ""
    )


class SuccessorPanel(EntryPanel):
    """A new version of a rule: the fields begin with what the version before says."""

    def __init__(self, put_in_force: Act) -> None:
        super().__init__("", tr("Put in force"), put_in_force)
        self.before: RuleVersion | None = None
        self.version = self.add(tr("Version"), QLineEdit())
        self.begins = self.add(tr("In force from"), QLineEdit())
        self.low, self.high = self.pair((tr("Lower limit"), QLineEdit()), (tr("Upper limit"), QLineEdit()))
        self.source = self.add(tr("Source: standard and clause"), QLineEdit())
        self.description = self.add(tr("What it says"), QLineEdit())

    def begin(self, one: RuleVersion) -> None:
        """Start from this version."""
        self.before = one
        self.title.setText(tr("Successor of {code}", code=one.code))
        unit = tr(" Limits are in {unit}.", unit=one.limits.unit) if one.limits.unit else ""
        self.say(tr("{version} ends on the day this one begins.{unit}", version=one.version, unit=unit))
        self.version.clear()
        self.version.setPlaceholderText(tr("the last one is {version}", version=one.version))
        self.begins.clear()
        self.begins.setPlaceholderText(tr("1 Jul 2026"))
        self.low.setText(_number(one.limits.minimum))
        self.high.setText(_number(one.limits.maximum))
        for field in (self.low, self.high):
            field.setEnabled(not one.limits.open)
        self.source.setText(one.source or "")
        self.description.setText(one.description or "")
        for field in (self.source, self.description):
            field.setCursorPosition(0)
        self.show_for_entry(self.version)

    @property
    def typed(self) -> bool:
        """Whether anything would be lost."""
        return bool(self.version.text().strip() or self.begins.text().strip())

    def read(self) -> tuple[str, date, Mapping[str, Any]] | None:
        """Version, first day and what differs; None where something cannot be read, which is then said."""
        one, version = self.before, self.version.text().strip()
        if one is None:
            return None
        if not version:
            self.complain(tr("Enter a name for the new version."), self.version)
            return None
        try:
            begins = parse_date(self.begins.text())
        except Invalid as error:
            self.complain(error.message, self.begins)
            return None
        changes: dict[str, Any] = {}
        for field, name, old in (
            (self.low, "min_threshold", one.limits.minimum),
            (self.high, "max_threshold", one.limits.maximum),
        ):
            try:
                new = _limit(field.text(), one.limits.unit)
            except Invalid as error:
                self.complain(error.message, field)
                return None
            if new is None and old is not None:
                self.complain(tr("A limit can be changed, not left out."), field)
                return None
            if new != old:
                changes[name] = new
        for field, name, said in (
            (self.source, "reference_standard", one.source),
            (self.description, "description", one.description),
        ):
            if field.text().strip() and field.text().strip() != said:
                changes[name] = field.text().strip()
        return version, begins, changes


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def _limit(text: str, unit: str) -> Decimal | None:
    """A limit in the unit of the rule; blank is none. Raises Invalid."""
    if not text.strip():
        return None
    number = parse_number(text)
    if number.unit is None or number.unit == unit:
        return number.value
    return convert(number.value, number.unit, unit)
