"""What is wrong with the chosen scenario, as one types: each with its place, and what mends it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.sequence import Level, Mend, Problem
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.parts import button, column, empty, label, row
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID

MARKS = {Level.ERROR: Standing.FAIL, Level.WARNING: Standing.NEAR}
SHOWN = 8
"""So many are told; the rest is counted."""


class ChecksPanel(QWidget):
    """A list that says it is in order, or what is not; ``wanted(field)`` after a problem was chosen."""

    wanted = Signal(object)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self._told: tuple[object, tuple[Problem, ...]] | None = None
        self.summary_mark, self.summary = StatusMark(Standing.PASS, 10), label("", "small", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(GRID - 2)
        head = row(gap=6)
        head.addWidget(self.summary_mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.summary, 1)
        self.setLayout(column(label(tr("Checks"), "heading"), head, self.lines, None, gap=6))
        self.setAccessibleName(tr("Checks"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        studio.changed.connect(self._show)
        studio.chosen.connect(self._show)
        self._show()

    @property
    def errors(self) -> int:
        """How many keep the scenario from being published."""
        return sum(one.level is Level.ERROR for one in self.studio.problems)

    def _show(self) -> None:
        one = self.studio.scenario
        self.setVisible(one is not None)
        if one is None:
            return
        found = (one.key, self.studio.problems)
        if found == self._told:
            return
        self._told = found
        self._summarise(self.studio.problems, len(one.sequence))
        empty(self.lines)
        worst_first = sorted(self.studio.problems, key=lambda each: each.level is not Level.ERROR)
        for problem in worst_first[:SHOWN]:
            self.lines.addWidget(self._line(problem))
        if len(worst_first) > SHOWN:
            self.lines.addWidget(label(tr("and {worst_first} more", worst_first=len(worst_first) - SHOWN), "small"))

    def _summarise(self, found: tuple[Problem, ...], steps: int) -> None:
        errors = sum(one.level is Level.ERROR for one in found)
        warnings = len(found) - errors
        whole = many(steps, tr("step"), tr("steps"))
        if errors:
            words = tr(
                "{steps}; {errors} in the way of publishing",
                steps=whole,
                errors=many(errors, tr("error"), tr("errors")),
            )
            words += tr(", {counted}", counted=many(warnings, tr("warning"), tr("warnings"))) if warnings else ""
        else:
            words = (
                tr("{steps}, {warnings}", steps=whole, warnings=many(warnings, tr("warning"), tr("warnings")))
                if warnings
                else tr("{steps}, all in order", steps=whole)
            )
        standing = Standing.FAIL if errors else Standing.NEAR if warnings else Standing.PASS
        self.summary_mark.show_standing(standing)
        self.summary.setText(words)
        self.setAccessibleDescription(words)

    def _line(self, problem: Problem) -> QWidget:
        said = _Sentence(problem)
        said.clicked.connect(partial(self._go, problem))
        mends = [self._mend(each, problem) for each in problem.mends]
        made = QWidget()
        made.setLayout(column(said, *mends, gap=1))
        return made

    def _mend(self, mend: Mend, problem: Problem) -> QWidget:
        do = button(f"→ {mend.text}", partial(self._apply, mend, problem), role="link")
        do.setAccessibleDescription(problem.message)
        do.setEnabled(not self.studio.read_only)
        held = QWidget()
        laid = row(16, do, None, gap=0)
        held.setLayout(laid)
        return held

    def _go(self, problem: Problem) -> None:
        if problem.step_order is not None:
            self.studio.choose_steps(problem.step_order)
        self.wanted.emit(problem.field)

    def _apply(self, mend: Mend, problem: Problem) -> None:
        then = () if problem.step_order is None else (problem.step_order,)
        text = f"{mend.text[0].lower()}{mend.text[1:]}"
        self.studio.edit(Sequence(mend.steps), text, then=then)
        (self.findChild(_Sentence) or self).setFocus(Qt.FocusReason.OtherFocusReason)


class _Sentence(QWidget):
    """A mark and a sentence; click or Enter goes to the step."""

    clicked = Signal()

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(gap=6)
        line.addWidget(StatusMark(MARKS[problem.level], 9), 0, Qt.AlignmentFlag.AlignTop)
        self.words = label(problem.message, "small", wrap=True)
        line.addWidget(self.words, 1)
        self.setLayout(line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{problem.level.value}: {problem.message}")

    def mousePressEvent(self, event: object) -> None:
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value, Qt.Key.Key_Space.value):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
