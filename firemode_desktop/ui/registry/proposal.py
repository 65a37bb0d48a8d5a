"""A panel in the registers' place where a rule is written at the left and what it would make is shown at the right.

Nothing is changed before *Add*: then it is one step of the draft, and *Add and save* saves it as well. Enter adds,
Ctrl+Enter (or Ctrl+S) adds and saves, Esc leaves and asks only where something was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from firemode_desktop.ui.keys import takes_key
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, Content, button, column, label, primary, row
from firemode_desktop.ui.registry.answers import ENTER, Answer
from firemode_desktop.ui.registry.editors import LineEditor
from firemode_desktop.ui.theme import GRID

FORM = 392


class Proposal(QWidget):
    """``wanted(save)`` when it shall be done, ``left`` when not. Subclasses lay out questions and show the preview."""

    wanted = Signal(bool)
    left = Signal()

    def __init__(self, title: str, verb: str, preview: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.touched = False
        self.answers: list[Answer] = []
        self.setAccessibleName(title)
        self.questions = QVBoxLayout()
        self.questions.setSpacing(GRID)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.back = button(tr("Back"), self.leave)
        self.back.setToolTip(tr("Back without adding anything (Esc)"))
        self.add = button(verb, lambda: self.submit(False))
        self.add.setToolTip(tr("One step of the draft, which Ctrl+Z takes back (Enter)"))
        self.save = primary(tr("{verb} and save", verb=verb), lambda: self.submit(True))
        self.save.setToolTip(tr("Save it with everything else that is not saved yet (Ctrl+Enter)"))
        self.leaving = self._question()
        self._lay_out(preview)

    def _question(self) -> QWidget:
        """What Esc asks once something was typed."""
        asked = QWidget()
        self.stay = button(tr("Go on"), self._stay)
        self.discard = button(tr("Discard"), self.left.emit)
        asked.setLayout(row(label(tr("What you typed here is lost."), "strong"), None, self.stay, self.discard))
        asked.hide()
        return asked

    def _lay_out(self, preview: QWidget) -> None:
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self.questions, None))
        inside.layout().setContentsMargins(0, 0, GRID + 2, 0)  # type: ignore[union-attr]
        self.scroller = QScrollArea()
        self.scroller.setWidget(inside)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons = QWidget()
        self.buttons.setLayout(row(self.back, None, self.add, self.save))
        form = Card(self.scroller, self.problem, self.leaving, self.buttons)
        form.setFixedWidth(FORM)
        beside = row(form, preview, gap=GRID + 4)
        beside.setStretch(1, 1)
        self.setLayout(beside)

    # Questions.

    def ask(self, *answers: Answer) -> None:
        """Questions side by side in one line."""
        self.add_line(*answers)
        for answer in answers:
            self.answers.append(answer)
            answer.editor.installEventFilter(self)

    def add_line(self, *contents: QWidget) -> None:
        """Widgets of the same width in one line."""
        line = QGridLayout()
        line.setHorizontalSpacing(GRID + 4)
        for place, content in enumerate(contents):
            line.addWidget(content, 0, place, Qt.AlignmentFlag.AlignTop)
            line.setColumnStretch(place, 1)
        self.questions.addLayout(line)

    def head(self, words: str, *beside: Content) -> None:
        """A heading between questions."""
        self.questions.addSpacing(GRID // 2)
        self.questions.addLayout(row(label(words, "strong"), *beside, None))

    # What it says of itself; subclasses fill these in.

    def start(self) -> None:
        """Begin anew."""
        raise NotImplementedError

    def refresh(self) -> None:
        """The draft is another one now: what is proposed is worked out again."""
        raise NotImplementedError

    def problems(self) -> Sequence[tuple[Answer | None, str]]:
        """Why it cannot be done yet: the question and the reason."""
        raise NotImplementedError

    def open_(self) -> None:
        """Begin anew, the keyboard in the first question with its answer selected."""
        self.touched = False
        self.leaving.hide()
        self.buttons.show()
        self._order()
        self.start()
        self.scroller.verticalScrollBar().setValue(0)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def _order(self) -> None:
        """Tab goes from the last question to the buttons; they were made before the questions."""
        chain = (self.answers[-1].editor, self.back, self.add, self.save)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    @property
    def first(self) -> LineEditor:
        """Where one begins to type."""
        return self.answers[0].editor

    def come_back(self) -> None:
        """As it was left, the keyboard in the first question."""
        self._stay()

    def show_problems(self) -> None:
        """Mark the questions that cannot stand; what concerns none of them is said above the buttons."""
        found = self.problems()
        for answer in self.answers:
            answer.complain(next((why for each, why in found if each is answer), ""))
        whole = next((why for each, why in found if each is None), "")
        self.problem.setText(whole)
        self.problem.setVisible(bool(whole))
        for each in (self.add, self.save):
            each.setEnabled(not found)

    def submit(self, save: bool) -> None:
        """Do it, unless something stands in the way; then the keyboard goes there."""
        for answer in self.answers:
            if answer.choosing():
                answer.settle()
        found = self.problems()
        if not found:
            self.wanted.emit(save)
        elif (wrong := found[0][0]) is not None:
            wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go back; asks first where something was typed."""
        if not self.touched:
            self.left.emit()
            return
        self.buttons.hide()
        self.leaving.show()
        self.discard.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stay(self) -> None:
        self.leaving.hide()
        self.buttons.show()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+S in a field is this panel's, not the page's; a field that gets the keyboard is brought into view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.scroller.ensureWidgetVisible(watched, 0, 5 * GRID)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        return takes_key(event, _saves) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self._stay() if self.leaving.isVisible() else self.leave()
        elif _saves(event):
            self.submit(True)
        elif event.key() in ENTER and not self.leaving.isVisible():
            self.submit(False)
        else:
            super().keyPressEvent(event)


def _saves(event: QKeyEvent) -> bool:
    """Ctrl+Enter or Ctrl+S."""
    held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return held and event.key() in (*ENTER, Qt.Key.Key_S.value)
