"""Above the tests of a session: its name and state, how far it is, what is done with it, which tests are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from firemode_desktop.domain.lifecycle import SESSION_TRANSITIONS
from firemode_desktop.domain.running import RunSheet, Wanted
from firemode_desktop.domain.walk import about, seconds_left
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.ui.language import show_date, term, tr
from firemode_desktop.ui.parts import Segments, ShareBar, button, column, label, link, primary, row, set_tone
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.columns import STATUS_MARKS, status_words
from firemode_desktop.ui.testing.visit import Conditions
from firemode_desktop.ui.theme import GRID

TONES = {SessionStatus.APPROVED: "good", SessionStatus.RETURNED: "bad", SessionStatus.SUBMITTED: "near"}


@dataclass(frozen=True)
class Acts:
    """What the buttons of a session do."""

    back: Callable[[], object]
    submit: Callable[[], object]
    approve: Callable[[], object]
    give_back: Callable[[], object]
    take_workbook: Callable[[], object]
    write_template: Callable[[], object]
    validate: Callable[[], object]
    cancel: Callable[[], object]
    conditions: Callable[[], object]


class RunHead(QWidget):
    """The head of one session. ``filtered(words)``, ``shown(Wanted)``, ``moded(key)`` of a mode of the view."""

    filtered = Signal(str)
    shown = Signal(object)
    moded = Signal(str)

    def __init__(self, acts: Acts, supervisor: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts, self._supervisor, self._reviewed = acts, supervisor, False
        self.sheet: RunSheet | None = None
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.back = link(tr("‹ Sessions"), self._acts.back)
        self.back.setAccessibleName(tr("Back to the sessions"))
        self.name = label("", "title")
        self.mark = StatusMark(STATUS_MARKS[SessionStatus.DRAFT].standing, 11)
        self.state = label("")
        self.meta = label("", "quiet")
        self.note = label("", "quiet", wrap=True)
        self.more = button(tr("More"), self.show_more, icon="chevron-down")
        self.submit = button(tr("Submit"), self._acts.submit)
        self.give_back = button(tr("Return…"), self._acts.give_back)
        self.approve = primary(tr("Approve…"), self._acts.approve)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter: level-8 force, near, sn-12345…"))
        self.filter.setAccessibleName(tr("Filter the tests"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.filtered)
        self.modes: list[tuple[str, str]] = []
        self.mode = Segments([], tr("How the session is shown"))
        self.mode.chosen.connect(lambda index: self.moded.emit(self.modes[index][0]))
        self.which = Segments([term(which.label) for which in Wanted], tr("Which tests"))
        self.which.chosen.connect(lambda index: self.shown.emit(tuple(Wanted)[index]))
        self.bar = ShareBar()
        self.bar.setFixedWidth(120)
        self.count = label("", "strong")
        self.rest = label("", "quiet")
        self.left = label("", "quiet")
        self.left.setToolTip(tr("What the instructions of the tests to do allow for, without the way between them."))

    def _lay_out(self) -> None:
        state = row(self.mark, self.state, gap=5)
        titles = row(self.name, 6, state, 6, self.meta, None, gap=GRID)
        buttons = row(self.more, self.submit, self.give_back, self.approve)
        top = row(column(row(self.back, None), titles, gap=0), buttons)
        top.setStretch(0, 1)
        self.filter.setMinimumWidth(150)
        self.filter.setMaximumWidth(320)
        progress = row(self.left, self.bar, self.count, self.rest, gap=GRID)
        self.listing = QWidget()
        self.listing.setLayout(row(self.filter, self.which))
        self.conditions = Conditions(self._acts.conditions)
        self.tools = row(self.mode, self.listing, self.conditions, None, progress)
        self.setLayout(column(top, self.note, self.tools, gap=GRID))

    def add_mode(self, key: str, title: str) -> None:
        """One more way to look at the session."""
        self.modes.append((key, title))
        self.mode.set_names([name for _, name in self.modes])

    def show_mode(self, key: str) -> None:
        """Mark the mode that is shown; the filter belongs to the list."""
        self.mode.blockSignals(True)
        self.choose_mode(key)
        self.mode.blockSignals(False)
        self._reviewed = key == "review"
        self._show_buttons()
        self.listing.setVisible(key == "list")
        self.conditions.setVisible(key != "list")

    def choose_mode(self, key: str) -> None:
        """Choose a mode, as a click on it does; one that is not there is passed over."""
        self.mode.choose(next((at for at, (each, _) in enumerate(self.modes) if each == key), -1))

    def show_sheet(self, sheet: RunSheet) -> None:
        """Show how the session stands."""
        self.sheet = sheet
        status = SessionStatus(sheet.status)
        self.name.setText(sheet.name)
        self.mark.show_standing(STATUS_MARKS[status].standing)
        self.state.setText(status_words(status))
        set_tone(self.state, TONES.get(status, ""))
        day = show_date(sheet.scheduled_for) if sheet.scheduled_for else ""
        self.meta.setText(" · ".join(part for part in (day, sheet.rule_words) if part))
        note = (
            tr(
                "{reviewed_by}: {review_note}",
                reviewed_by=sheet.reviewed_by or tr("The reviewer"),
                review_note=sheet.review_note,
            )
            if sheet.review_note
            else ""
        )
        self.note.setText(note)
        self.note.setVisible(bool(note) and status is SessionStatus.RETURNED)
        self.conditions.show_conditions(sheet.conditions, editable=sheet.takes_results)
        self._show_progress(sheet)
        self._show_buttons()

    def _show_progress(self, sheet: RunSheet) -> None:
        of = len(sheet.tests)
        done = of - sheet.left
        failing = sum(one.wanted(Wanted.NOT_COMPLIANT) for one in sheet.tests)
        self.bar.show_share(done, of)
        self.bar.setAccessibleName(tr("{done} of {of} tests done", done=done, of=of))
        self.count.setText(f"{done} / {of}")
        seconds = seconds_left(sheet.tests) if sheet.takes_results else 0
        self.left.setText(tr("{about} left", about=about(seconds)) if seconds else "")
        self.rest.setText(tr("{failing} not compliant", failing=failing) if failing else "")
        set_tone(self.rest, "bad" if failing else "")

    def _show_buttons(self) -> None:
        """What can be done with the session as a whole; the review has these buttons itself."""
        status = SessionStatus(self.sheet.status) if self.sheet is not None and not self._reviewed else None
        submits = status is not None and SessionStatus.SUBMITTED in SESSION_TRANSITIONS[status]
        reviews = status is SessionStatus.SUBMITTED and self._supervisor
        self.submit.setVisible(submits)
        self.give_back.setVisible(reviews)
        self.approve.setVisible(reviews)

    def show_more(self) -> None:
        """Everything that is done once or twice a session."""
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def menu(self) -> QMenu:
        """The menu under *More*."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet = self.sheet
        open_ = sheet is not None and sheet.takes_results
        made.addAction(tr("Take results from a workbook…"), self._acts.take_workbook).setEnabled(open_)
        made.addAction(tr("Write the results template…"), self._acts.write_template).setEnabled(open_)
        made.addAction(tr("Validate again"), self._acts.validate)
        made.addSeparator()
        cancels = sheet is not None and SessionStatus.CANCELLED in SESSION_TRANSITIONS[SessionStatus(sheet.status)]
        made.addAction(tr("Cancel the session…"), self._acts.cancel).setEnabled(cancels)
        return made
