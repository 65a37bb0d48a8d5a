"""A checklist, gone through item by item: yes is in order, no is not; all of them have to be looked at."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from firemode_desktop.domain.entry import Entry
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import column, empty, label
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.edits import ENTER, AnswerButtons
from firemode_desktop.ui.testing.field import Field, bring_into_view
from firemode_desktop.ui.theme import GRID

ANSWER = 58
_MOVES = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}
_STANDINGS = {True: Standing.PASS, False: Standing.FAIL, None: Standing.NOT_TESTED}


class ChecklistField(Field):
    """Y or N answers and goes to the next item that waits; the arrows move; Enter at the end records."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[str, ...] = ()
        self._read_only = False
        self.answers: list[AnswerButtons] = []
        self._marks: list[StatusMark] = []
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(GRID)
        self._rows.setVerticalSpacing(GRID)
        self._rows.setColumnStretch(1, 1)
        self.count = label("", "small")
        self.setLayout(column(self._rows, self.count, gap=6))

    def show_entry(self, entry: Entry, test: Test) -> None:
        super().show_entry(entry, test)
        if test.checklist != self._items:
            self._make(test.checklist)
        for answer, value in zip(self.answers, entry.checklist, strict=False):
            answer.show_value(value)
        self._show_marks()

    def _make(self, items: tuple[str, ...]) -> None:
        empty(self._rows)
        self.answers, self._marks, self._items = [], [], items
        for place, text in enumerate(items):
            mark, answer = StatusMark(Standing.NOT_TESTED, 10), AnswerButtons(f"{text}:")
            for each in answer.buttons:
                each.setFixedWidth(ANSWER)
            answer.answered.connect(partial(self._on_answered, place))
            self._marks.append(mark)
            self.answers.append(answer)
            self._rows.addWidget(mark, place, 0)
            self._rows.addWidget(label(text, "small", wrap=True), place, 1)
            self._rows.addWidget(answer, place, 2)

    def entry(self, instrument_id: UUID | None = None) -> Entry:
        told = tuple(answer.value for answer in self.answers)
        return replace(self._shown, checklist=told, instrument_id=instrument_id)

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        for answer in self.answers:
            answer.setVisible(not read_only)
        self._show_marks()

    def begin(self, text: str = "") -> None:
        """To the first item that was not looked at; Y or N answers it."""
        if not self.answers:
            return
        place = self._waiting(0)
        self._go(0 if place is None else place)
        if text.casefold() in ("y", "n"):
            self.answers[0 if place is None else place].answer(text.casefold() == "y")

    def _waiting(self, start: int) -> int | None:
        order = (*range(start, len(self.answers)), *range(start))
        return next((place for place in order if self.answers[place].value is None), None)

    def _go(self, place: int) -> None:
        self.answers[place].buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_view(self.answers[place])

    @property
    def _here(self) -> int | None:
        return next((place for place, each in enumerate(self.answers) if each.isAncestorOf(self.focusWidget())), None)

    def _on_answered(self, place: int, _value: object) -> None:
        self._show_marks()
        waiting = self._waiting(place)
        self._go(place if waiting is None else waiting)
        self.changed()

    def _show_marks(self) -> None:
        told = [answer.value for answer in self.answers]
        for mark, value in zip(self._marks, told, strict=True):
            mark.show_standing(_STANDINGS[value])
        left = told.count(None)
        self.count.setText(
            tr("{left} of {told} still to be looked at · Y or N, arrows move", left=left, told=len(told))
            if left
            else ""
        )
        self.count.setVisible(bool(left) and not self._read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self._here
        if event.key() in _MOVES and here is not None:
            self._go(max(0, min(len(self.answers) - 1, here + _MOVES[event.key()])))
        elif event.key() in ENTER:
            waiting = self._waiting(0)
            if waiting is None:
                self.entered.emit()
            else:
                self._go(waiting)
        else:
            super().keyPressEvent(event)
