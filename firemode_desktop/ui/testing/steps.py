"""The rows of a sequence: a step with what it did and when, planned against seen; an effect that belongs to none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QMenu, QWidget

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.entry import Extra
from firemode_desktop.domain.observed import Finding
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult
from firemode_desktop.ui import status
from firemode_desktop.ui.parts import button, column, label, row, set_tone
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.edits import NumberEdit
from firemode_desktop.ui.theme import GRID, SMALL, colours, font

SMALL_FIELD = 74
BESIDE = SMALL_FIELD + 14
"""What stands to the right of the bars."""
KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"
"""The keys of the first steps: digits, then letters. What has none is stamped by its button, or in its turn by NEXT."""
NEXT = ".,"
"""Stamps the step that is planned next."""
_RESULTS = {CheckResult.FAIL: Standing.FAIL, CheckResult.WARN: Standing.NEAR, CheckResult.PASS: Standing.PASS}


def gravest(findings: Sequence[Finding]) -> Standing:
    """How a step stands by what was found about it."""
    found = {_RESULTS.get(each.result, Standing.NOT_TESTED) for each in findings}
    return next((each for each in (Standing.FAIL, Standing.NEAR, Standing.PASS) if each in found), Standing.NOT_TESTED)


@dataclass(frozen=True)
class Marked:
    """What a bar shows: when it was seen, how that stands, and where the stopwatch is (seconds)."""

    seen: Decimal | None = None
    standing: Standing = Standing.NOT_TESTED
    now: Decimal | None = None


class Bar(QWidget):
    """Seconds from the trigger to the right: the window a step has, its planned moment, and when it was seen."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._end = Decimal(1)
        self._marked = Marked()
        self.setFixedHeight(12)

    def show_marked(self, marked: Marked, end: Decimal) -> None:
        """Show it on a scale that ends after ``end`` seconds."""
        if (marked, end) != (self._marked, self._end):
            self._marked, self._end = marked, end
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 12)

    def _x(self, seconds: Decimal) -> float:
        return 4 + (self.width() - 8) * min(1.0, float(seconds / self._end))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, middle = colours(self), self.height() / 2
        painter.setPen(QPen(palette.colour("line"), 1))
        painter.drawLine(QPointF(4, middle), QPointF(self.width() - 4, middle))
        self._whiskers(painter, middle)
        if self._marked.now is not None:
            painter.setPen(QPen(palette.colour("accent"), 1.4))
            at = self._x(self._marked.now)
            painter.drawLine(QPointF(at, 0), QPointF(at, self.height()))
        if self._marked.seen is not None:
            tone = status.colour(self._marked.standing, palette)
            status.paint(painter, QPointF(self._x(self._marked.seen), middle), 8, self._marked.standing, tone)
        painter.end()

    def _whiskers(self, painter: QPainter, middle: float) -> None:
        """The tolerance as a band with ends, the planned moment as a tick; what must not happen in red outline."""
        palette, step = colours(self), self._step
        box = QRectF(QPointF(self._x(step.earliest), middle - 3), QPointF(self._x(step.latest), middle + 3))
        tone = palette.colour("bad" if step.must_not else "bar")
        painter.setPen(QPen(tone, 1.2))
        painter.setBrush(Qt.BrushStyle.BDiagPattern if step.must_not else Qt.BrushStyle.NoBrush)
        if not step.must_not:
            painter.fillRect(box, tone)
        painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not step.must_not:
            at = self._x(step.expected_delay_seconds)
            painter.setPen(QPen(palette.colour("ink"), 1.4))
            painter.drawLine(QPointF(at, middle - 4), QPointF(at, middle + 4))


class StepRow(QWidget):
    """One step. ``done`` when what it did was chosen, ``tapped`` when its number was."""

    done = Signal()
    tapped = Signal()

    def __init__(self, place: int, step: Step, actions: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step, self._actions = step, actions
        self.action = ""
        self.mark = StatusMark(Standing.NOT_TESTED, 10)
        key = KEYS[place] if place < len(KEYS) else "·"
        self.stamp = button(key, self.tapped.emit, role="flat")
        self.stamp.setFixedSize(24, 24)
        self.stamp.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stamp.setAccessibleName(f"Stamp {step.words} now")
        self.stamp.setToolTip(f"Seen now · key {key}" if key != "·" else "Seen now")
        self.name = label(step.component_id, "strong")
        self.plan = label(_plan(step), "small")
        self.plan.setFixedWidth(BESIDE)
        self.did = button("", self._choose, role="choice")
        self.did.setToolTip("It did something else…")
        self.edit = NumberEdit(f"Seconds until {step.words}")
        self.edit.setFixedWidth(SMALL_FIELD)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setPlaceholderText("not seen")
        self.edit.clocked = True
        self.bar = Bar(step)
        self._lay()
        self.show_action("")

    def _lay(self) -> None:
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(6)
        lines.setVerticalSpacing(1)
        lines.setColumnStretch(2, 1)
        lines.addWidget(self.stamp, 0, 0, 2, 1)
        lines.addWidget(self.mark, 0, 1)
        lines.addWidget(self.name, 0, 2)
        lines.addLayout(row(self.did, None), 1, 2)
        lines.addLayout(row(self.edit, label("s", "quiet"), gap=6), 0, 3, 2, 1)
        lines.addWidget(self.bar, 2, 1, 1, 2)
        lines.addWidget(self.plan, 2, 3)
        self.setLayout(lines)

    def show_action(self, action: str) -> None:
        """What it did; blank is what was expected."""
        self.action = action
        expected = self.step.expected_action.replace("_", " ")
        did = action.replace("_", " ")
        self.did.setText(f"{did}, not {expected}" if action else expected)
        must = "must not " if self.step.must_not else ""
        self.did.setAccessibleName(f"{self.step.component_id}: {must}{self.did.text()}; choose what it did")
        set_tone(self.did, "bad" if action else "")

    def show_found(self, findings: Sequence[Finding], marked: Marked, end: Decimal) -> None:
        """How it stands, and when it was seen."""
        self.mark.show_standing(marked.standing)
        self.setToolTip("\n".join(each.message for each in findings))
        self.bar.show_marked(marked, end)

    def choices(self) -> QMenu:
        """What it may have done: as expected, or one of the other actions."""
        menu = QMenu(self)
        expected = self.step.expected_action
        first = menu.addAction(f"{expected.replace('_', ' ')}, as expected", partial(self._on_chosen, ""))
        first.setEnabled(bool(self.action))
        menu.addSeparator()
        for action in self._actions:
            if action != expected:
                menu.addAction(action.replace("_", " "), partial(self._on_chosen, action))
        return menu

    def _choose(self) -> None:
        menu = self.choices()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.did.mapToGlobal(QPoint(0, self.did.height())))

    def _on_chosen(self, action: str) -> None:
        self.show_action(action)
        self.done.emit()

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.edit.setReadOnly(read_only)
        self.edit.setFocusPolicy(Qt.FocusPolicy.NoFocus if read_only else Qt.FocusPolicy.StrongFocus)
        self.did.setEnabled(not read_only)
        self.stamp.setEnabled(not read_only)


def _plan(step: Step) -> str:
    if step.must_not:
        return f"{plain(step.earliest)} to {plain(step.latest)} s"
    return f"{plain(step.expected_delay_seconds)} ± {plain(step.tolerance_seconds)} s"


class ExtraRow(QWidget):
    """An effect that belongs to no step: which component, what it did, after how many seconds."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self, components: Sequence[str], actions: Sequence[str], extra: Extra, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.component, self.action = QComboBox(), QComboBox()
        for box, words, text, name in (
            (self.component, components, extra.component, "Component"),
            (self.action, [word.replace("_", " ") for word in actions], extra.action.replace("_", " "), "Action"),
        ):
            _fill(box, words, text, name, self.changed.emit)
        self._actions = {word.replace("_", " "): word for word in actions}
        self.edit = NumberEdit("Seconds until the unexpected effect")
        self.edit.setFixedWidth(SMALL_FIELD)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setPlaceholderText("seconds")
        self.edit.setText(extra.seconds)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.remove = button("✕", self.removed.emit, role="flat")
        self.remove.setFixedSize(24, 24)
        self.remove.setAccessibleName("It was not seen after all")
        self.setLayout(column(row(self.component, self.action, gap=6), row(None, self.edit, self.remove, gap=6), gap=3))

    def extra(self) -> Extra:
        """What stands here."""
        action = self.action.currentText().strip()
        return Extra(self.component.currentText().strip(), self._actions.get(action, action), self.edit.text())

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.setEnabled(not read_only)


def _fill(box: QComboBox, words: Sequence[str], text: str, name: str, changed: Callable[[], object]) -> None:
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(list(words))
    box.setCurrentText(text)
    box.setAccessibleName(f"{name} of the unexpected effect")
    box.setMinimumContentsLength(8)
    line = box.lineEdit()
    assert isinstance(line, QLineEdit)
    line.setPlaceholderText(name)
    box.currentTextChanged.connect(lambda _text: changed())


class Scale(QWidget):
    """The ends of the bars in seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._end = Decimal(1)
        self.setFixedHeight(14)

    def show_end(self, end: Decimal) -> None:
        """The bars end after so many seconds."""
        self._end = end
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        painter.setPen(colours(self).colour("faint"))
        box = QRectF(self.rect()).adjusted(30 + 4, 0, -(BESIDE + 6 + 4), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"{plain(self._end)} s")
        painter.end()


GAP = GRID - 2
