"""A session on one page: how its stairs stand, what is in the way, what asks for a second look, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from firemode_desktop.domain.lifecycle import RESULTS_ALLOWED
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.reports.verdicts import StairVerdict
from firemode_desktop.services.testing.reviewing import Review
from firemode_desktop.ui.language import show_date, show_time, term, tr
from firemode_desktop.ui.parts import Card, button, column, empty, focused_in, label, primary, row, rule, set_tone
from firemode_desktop.ui.status import COLOUR_NAMES, StatusMark
from firemode_desktop.ui.testing.review_list import ReviewList
from firemode_desktop.ui.theme import GRID

WIDTH, STAIRS_BESIDE = 320, 3
Act = Callable[[], object]


@dataclass(frozen=True)
class Decisions:
    """What can be done from here."""

    submit: Act
    approve: Act
    give_back: Act
    report: Act


class StairBand(Card):
    """One stair and its verdict."""

    def __init__(self, one: StairVerdict) -> None:
        super().__init__(margin=GRID + 4)
        words = label(f"{one.stair}: {one.outcome.value}", "strong")
        set_tone(words, _TONES[one.outcome.standing])
        self.body.addLayout(row(StatusMark(one.outcome.standing, 14), words, None))
        self.body.addWidget(label(one.sentence, "small", wrap=True))
        self.setAccessibleName(f"{one.stair}: {one.outcome.value}. {one.sentence}")


_TONES = {Standing.PASS: "good", Standing.FAIL: "bad", Standing.NOT_TESTED: ""}
assert set(_TONES) <= set(COLOUR_NAMES)


class Decision(Card):
    """What may be decided here, by whom, and why not; or what was decided."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.heading = label("", "heading", wrap=True)
        self.words = label("", "", wrap=True)
        self.small = label("", "small", wrap=True)
        self.small.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.submit = primary(tr("Submit"), decisions.submit)
        self.approve = primary(tr("Approve…"), decisions.approve)
        self.give_back = button(tr("Return…"), decisions.give_back)
        self.report = button(tr("Report"), decisions.report)
        self.buttons = (self.give_back, self.report, self.approve, self.submit)
        self.body.addLayout(
            column(self.heading, self.words, self.small, row(None, *self.buttons, gap=GRID), gap=GRID - 2)
        )

    def show_review(self, found: Review) -> None:
        """Say how it stands; only what this person may do is offered."""
        heading, words = _said(found)
        self.heading.setText(heading)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        digest = found.content_sha256 or ""
        seal = f"{found.report_number}\nSHA-256\n{digest[:32]}\n{digest[32:]}" if digest else ""
        self.small.setText(seal)
        self.small.setVisible(bool(seal))
        self.submit.setVisible(found.may_submit)
        for each in (self.approve, self.give_back):
            each.setVisible(found.may_review)
        self.report.setVisible(found.status in (SessionStatus.SUBMITTED, SessionStatus.APPROVED))


def _said(found: Review) -> tuple[str, str]:
    """The heading and the sentence of the decision."""
    if found.status in RESULTS_ALLOWED:
        back = _returned(found)
        if found.stopped:
            count = tr("One thing keeps") if found.stopped == 1 else tr("{stopped} things keep", stopped=found.stopped)
            return tr("{count} it from being handed in", count=count), back
        return tr("Nothing stands in the way"), back or tr("It can be handed in to a supervisor.")
    if found.status is SessionStatus.SUBMITTED:
        if found.self_review and found.may_review:
            words = tr(
                "You recorded readings of it yourself. As the only person here you may approve it; the report says so."
            )
            return tr("Waiting for your decision"), words
        return (
            (tr("Waiting for your decision"), "")
            if found.may_review
            else (tr("Waiting for its reviewer"), found.why_not)
        )
    last = found.history[-1] if found.history else None
    when = tr("by {by} on {at}", by=last.by, at=show_date(last.at.astimezone(found.zone).date())) if last else ""
    frozen = tr("Nothing in it changes any more; a correction is an amendment beside the record.")
    approved = found.status is SessionStatus.APPROVED
    return f"{term(found.status.label)} {when}".rstrip(), frozen if approved else ""


def _returned(found: Review) -> str:
    """The note it was returned with."""
    if found.status is not SessionStatus.RETURNED:
        return ""
    note = next((step for step in reversed(found.history) if step.deed == "returned"), None)
    return tr("{by} returned it: {note}", by=note.by, note=note.note) if note is not None else ""


class ReviewPane(QWidget):
    """``test_wanted(identifier)`` where a line leads to a test."""

    test_wanted = Signal(str)

    def __init__(self, decisions: Decisions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Review"))
        self.stairs = QGridLayout()
        self.stairs.setSpacing(GRID)
        self.list = ReviewList()
        self.list.wanted.connect(self.test_wanted)
        self.setFocusProxy(self.list)
        self.calm = label(tr("Nothing asks for a second look."), "quiet", wrap=True)
        self.decision = Decision(decisions)
        self.basis, self.history = QVBoxLayout(), QVBoxLayout()
        left = column(self.stairs, self.calm, Card(self.list, margin=1), gap=GRID)
        left.setStretch(2, 1)
        whole = row(gap=GRID + 4)
        whole.addLayout(left, 1)
        whole.addWidget(self._beside())
        self.setLayout(whole)

    def _beside(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "canvas")
        for lines in (self.basis, self.history):
            lines.setSpacing(GRID - 2)
        basis, history = label(tr("What it rests on"), "heading"), label(tr("What happened to it"), "heading")
        inside.setLayout(column(basis, self.basis, GRID, rule(), GRID, history, self.history, None, gap=GRID - 2))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(tr("What the session rests on and what happened to it"))
        beside = QWidget()
        beside.setFixedWidth(WIDTH)
        beside.setLayout(column(self.decision, Card(scroll), gap=GRID))
        return beside

    def show_review(self, found: Review) -> None:
        """Show a session; the cursor stays where it was."""
        empty(self.stairs)
        for number, one in enumerate(found.stairs):
            self.stairs.addWidget(StairBand(one), number // STAIRS_BESIDE, number % STAIRS_BESIDE)
        self.list.show_groups(found.groups)
        self.calm.setVisible(not found.groups)
        before = focused_in(self.decision)
        self.decision.show_review(found)
        if before is not None and focused_in(self.decision) is not before:  # the deed is done; no other one is begun
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        empty(self.basis)
        for name, words in found.basis:
            self.basis.addLayout(column(label(name, "small"), label(words, "", wrap=True), gap=1))
        empty(self.history)
        for step in found.history:
            self.history.addLayout(_step(step.deed, step.by, step.at.astimezone(found.zone), step.note))


def _step(deed: str, by: str, at: datetime, note: str | None) -> QVBoxLayout:
    said = label(tr("{at} · {deed} by {by}", at=show_time(at), deed=deed, by=by), "small", wrap=True)
    return column(said, *([label(f"“{note}”", "", wrap=True)] if note else []), gap=1)
