"""The set a building is judged by: what is in it, adopting it, choosing it; and which sessions a version judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.rulesets import LimitChange, RuleSet, said
from firemode_desktop.domain.words import MeasurementType, SessionStatus
from firemode_desktop.services.rulesets import SetState, Usage
from firemode_desktop.ui.language import show_date, term, tr
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import Card, button, column, empty, label, link, row
from firemode_desktop.ui.theme import GRID

Act = Callable[[], object]


class SetPanel(EntryPanel):
    """One set: its source and rules; a day to adopt it from, or what choosing it for the building would change."""

    def __init__(self, submit: Act) -> None:
        super().__init__("", "", submit)
        self.state: SetState | None = None
        self.words = label("", "", wrap=True)
        self.limits = label("", "", wrap=True)
        self.change = label("", "", wrap=True)
        self.form.addWidget(self.words)
        self.form.addWidget(self.limits)
        self.begins = QLineEdit()
        self.begins.setPlaceholderText(tr("1 Jul 2026"))
        self.day = QWidget()
        self.day.setLayout(self._labelled(tr("Adopt it from"), self.begins, tr("Its versions hold from that day on.")))
        self.form.addWidget(self.day)
        self.form.addWidget(self.change)

    def show_set(self, state: SetState, in_use: bool) -> None:
        """Show this set; what choosing it changes follows with ``show_changes``."""
        self.quiet()
        self.state = state
        self.title.setText(state.title)
        self.words.setText(_about(state.shipped))
        self.words.setVisible(state.shipped is not None)
        self.limits.setText(_contents(state.shipped))
        self.day.setVisible(not state.adopted)
        self.change.hide()
        self.go.setVisible(not in_use)
        self.go.setText(tr("Judge this building by it") if state.adopted else tr("Adopt"))
        self.go.setEnabled(not state.adopted)
        self.say(tr("This building is judged by it.") if in_use else "")

    def show_changes(self, found: Sequence[LimitChange]) -> None:
        """Say what choosing the set would change; from then on it can be chosen."""
        lines = "\n".join(f"• {one.sentence}" for one in found) or tr("• No limit differs today.")
        self.change.setText(tr("For tests and sessions of this building that follow:\n{lines}", lines=lines))
        self.change.show()
        self.go.setEnabled(True)

    def first_day(self) -> date | None:
        """The day it is to be adopted from; None where it cannot be read, which is then said."""
        try:
            return parse_date(self.begins.text())
        except Invalid as error:
            self.complain(error.message, self.begins)
            return None


def _about(one: RuleSet | None) -> str:
    return "" if one is None else f"{term(one.system.label)} · {one.source}\n{one.note}".rstrip()


def _contents(one: RuleSet | None) -> str:
    if one is None:
        return tr("Adopted from a file; its rules are in the list.")
    kinds = [kind for kind in MeasurementType if one.rule_for(kind) is not None]
    lines = []
    for kind in kinds:
        rule = one.rule_for(kind)
        lines.append(f"{term(kind.label)}: {said(rule.limits if rule else None)}")
    others = tr("Everything else is not judged.")
    return "\n".join([*lines, others])


class UsagePanel(Card):
    """Which sessions a version of a rule judged."""

    def __init__(self, back: Act, opened: Callable[[UUID], object]) -> None:
        super().__init__()
        self._opened = opened
        self.title = label("", "heading", wrap=True)
        self.note = label("", "small", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(GRID)
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self.lines, None))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(tr("Sessions that were judged by it"))
        self.back = button(tr("Back"), back)
        self.body.addLayout(column(self.title, self.note, 2, scroll, row(self.back, None), gap=GRID))

    def show_usage(self, name: str, found: Sequence[Usage], building_id: UUID | None) -> None:
        """List the sessions; those of the building that is shown can be opened."""
        self.title.setText(tr("Judged by {name}", name=name))
        judged = sum(one.completed for one in found)
        self.note.setText(
            tr(
                "{judged} results in {found} {session}",
                judged=judged,
                found=len(found),
                session=tr("session") if len(found) == 1 else tr("sessions"),
            )
            if found
            else tr("No session carries this version.")
        )
        empty(self.lines)
        for one in found:
            self.lines.addLayout(self._line(one, one.building_id == building_id))

    def _line(self, one: Usage, here: bool) -> QVBoxLayout:
        name = link(one.session_name, lambda: self._opened(one.session_id)) if here else label(one.session_name)
        day = show_date(one.day) if one.day else tr("no day")
        bad = tr(", {not_compliant} not compliant", not_compliant=one.not_compliant) if one.not_compliant else ""
        about = f"{'' if here else f'{one.building} · '}{day} · {SessionStatus(one.status).label.lower()}"
        return column(
            row(name, None),
            label(
                tr(
                    "{about}\n{completed} of {tests} judged{bad}",
                    about=about,
                    completed=one.completed,
                    tests=one.tests,
                    bad=bad,
                ),
                "small",
            ),
            gap=1,
        )
