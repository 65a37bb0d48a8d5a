"""The rows of a sequence: a step with what it did and when, planned against seen; an effect that belongs to none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from firemode_desktop.domain.entry import Extra
from firemode_desktop.domain.observed import Finding
from firemode_desktop.domain.scenarios import SeenStep
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult
from firemode_desktop.ui.language import plain, tr
from firemode_desktop.ui.parts import button, column, label, paint_surface, row, set_tone
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.edits import NumberEdit
from firemode_desktop.ui.testing.sequence_head import KEYS
from firemode_desktop.ui.testing.step_bar import Bar, Marked
from firemode_desktop.ui.theme import GRID, colours

SMALL_FIELD = 78
BESIDE = SMALL_FIELD + 14
"""What stands to the right of the bars."""
SPACING = 6
TAP = 44
"""The side of a key that a thumb finds, in pixels."""
_RESULTS = {CheckResult.FAIL: Standing.FAIL, CheckResult.WARN: Standing.NEAR, CheckResult.PASS: Standing.PASS}


def gravest(findings: Sequence[Finding]) -> Standing:
    """How a step stands by what was found about it."""
    found = {_RESULTS.get(each.result, Standing.NOT_TESTED) for each in findings}
    return next((each for each in (Standing.FAIL, Standing.NEAR, Standing.PASS) if each in found), Standing.NOT_TESTED)


@dataclass(frozen=True)
class Stood:
    """How a step stands: its mark on the bar, a few words, the tone of these, and whether it is waited for now."""

    marked: Marked
    words: str = ""
    tone: str = ""
    awaited: bool = False
    overdue: bool = False
    why: str = ""
    """The same in sentences."""


class StepRow(QWidget):
    """One step. ``done`` when what it did was chosen, ``tapped`` when its key was, ``moved`` when its mark was dragged.

    ``moved(before)`` gives the seconds that stood there when the drag began; None where it was given up.
    """

    done = Signal()
    tapped = Signal()
    dragged = Signal()
    moved = Signal(object)

    def __init__(self, place: int, step: Step, actions: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step, self._actions = step, actions
        self.action = ""
        self.stood = Stood(Marked())
        self.mark = StatusMark(Standing.NOT_TESTED, 10)
        self.stamp = self._key(KEYS[place].upper() if place < len(KEYS) else "·")
        self.name = label(step.component_id, "strong")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.plan = label(_plan(step), "small")
        self.plan.setFixedWidth(BESIDE)
        self.did = button("", self._choose, role="choice")
        self.did.setToolTip(tr("It did something else…"))
        self.told = label("", "small")
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.edit = NumberEdit(tr("Seconds until {step}", step=step.words))
        self.edit.setFixedWidth(SMALL_FIELD)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setPlaceholderText(tr("not seen"))
        self.edit.clocked = True
        self.bar = Bar(step)
        self.bar.dragged.connect(self._on_dragged)
        self.bar.dropped.connect(self.moved)
        self._lay()
        self.show_action("")

    def _key(self, key: str) -> QPushButton:
        made = button(key, self.tapped.emit)
        made.setFixedSize(TAP, TAP)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(tr("Stamp {step} now", step=self.step.words))
        seen = tr("Seen although it must not · now") if self.step.must_not else tr("Seen now")
        made.setToolTip(tr("{seen} · key {key}", seen=seen, key=key) if key != "·" else seen)
        return made

    def _lay(self) -> None:
        lines = QGridLayout()
        lines.setContentsMargins(4, 4, 4, 4)
        lines.setHorizontalSpacing(SPACING)
        lines.setVerticalSpacing(1)
        lines.setColumnStretch(2, 1)
        said = row(self.did, self.told, gap=3)
        said.setStretch(1, 1)
        lines.addWidget(self.stamp, 0, 0, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        lines.addWidget(self.mark, 0, 1)
        lines.addWidget(self.name, 0, 2)
        lines.addLayout(said, 1, 1, 1, 2)
        lines.addLayout(row(self.edit, label("s", "quiet"), gap=6), 0, 3, 2, 1)
        lines.addWidget(self.bar, 2, 1, 1, 2)
        lines.addWidget(self.plan, 2, 3)
        self.setLayout(lines)

    def show_action(self, action: str) -> None:
        """What it did; blank is what was expected."""
        self.action = action
        expected = SeenStep(self.step).action
        did = action.replace("_", " ")
        self.did.setText(tr("{did}, not {expected}", did=did, expected=expected) if action else expected)
        self.did.setAccessibleName(
            tr("{component_id}: {did}; choose what it did", component_id=self.step.component_id, did=self.did.text())
        )
        set_tone(self.did, "bad" if action else "")

    def show_stood(self, stood: Stood, end: Decimal) -> None:
        """How it stands, on a scale that ends after ``end`` seconds."""
        self.bar.show_marked(stood.marked, end)
        if stood != self.stood:
            self.stood = stood
            self.mark.show_standing(stood.marked.standing)
            self.told.setText(f"· {stood.words}" if stood.words else "")
            self.setToolTip(stood.why)
            set_tone(self.told, stood.tone)
            self.update()

    def _on_dragged(self, seconds: Decimal) -> None:
        self.edit.setText(str(seconds))
        self.dragged.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lit up while it is waited for, more so when its window is closed; and where the stopwatch is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, stood = colours(self), self.stood
        if stood.awaited or stood.overdue:
            fill = palette.colour("near_wash" if stood.overdue else "hover")
            paint_surface(painter, QRectF(self.rect()), fill, None)
        if stood.awaited:
            painter.fillRect(QRectF(0, 6, 3, self.height() - 12), palette.colour("accent"))
        if stood.marked.now is not None:
            at = self.bar.x() + self.bar.x_of(stood.marked.now)
            painter.setPen(QPen(palette.colour("accent"), 1.4))
            painter.drawLine(QPointF(at, self.bar.y() - 1), QPointF(at, self.height()))
        painter.end()

    def choices(self) -> QMenu:
        """What it may have done: as expected, or one of the other actions."""
        menu = QMenu(self)
        expected = self.step.expected_action
        first = menu.addAction(
            tr("{expected}, as expected", expected=expected.replace("_", " ")), partial(self._on_chosen, "")
        )
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
        self.stamp.setVisible(not read_only)
        self.bar.movable = not read_only


def _plan(step: Step) -> str:
    if step.must_not:
        return tr("{earliest} to {latest} s", earliest=plain(step.earliest), latest=plain(step.latest))
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
            (self.component, components, extra.component, tr("Component")),
            (self.action, [word.replace("_", " ") for word in actions], extra.action.replace("_", " "), tr("Action")),
        ):
            _fill(box, words, text, name, self.changed.emit)
        self._actions = {word.replace("_", " "): word for word in actions}
        self.edit = NumberEdit(tr("Seconds until the unexpected effect"))
        self.edit.setFixedWidth(SMALL_FIELD)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setPlaceholderText(tr("seconds"))
        self.edit.setText(extra.seconds)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.remove = button("✕", self.removed.emit, role="flat")
        self.remove.setFixedSize(24, 24)
        self.remove.setAccessibleName(tr("It was not seen after all"))
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
    box.setAccessibleName(tr("{name} of the unexpected effect", name=name))
    box.setMinimumContentsLength(8)
    line = box.lineEdit()
    assert isinstance(line, QLineEdit)
    line.setPlaceholderText(name)
    box.currentTextChanged.connect(lambda _text: changed())


GAP = GRID - 2
