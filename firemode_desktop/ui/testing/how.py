"""How a test is done: warnings first, then numbered instructions with a countdown of the one under way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from firemode_desktop.domain.countdown import Countdown, Instruction
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, column, empty, label, row, set_tone
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID, colours

TICK_MS = 200
FLASH_MS, FLASHES = 220, 4


class Warnings(QWidget):
    """What has to be minded first; it stays in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self._lines = column(gap=4, margin=GRID)
        self.setLayout(self._lines)
        self.setAccessibleName(tr("Warnings"))
        self.hide()

    def show_warnings(self, warnings: Iterable[str]) -> None:
        """Show these, one a line."""
        many = tuple(warnings)
        self.setVisible(bool(many))
        if many == self._shown:
            return
        self._shown = many
        empty(self._lines)
        for text in many:
            line = row(gap=6)
            line.addWidget(StatusMark(Standing.NEAR, 9), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(text, wrap=True), 1)
            self._lines.addLayout(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours(self).colour("near_wash"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.end()


class Line(QWidget):
    """One instruction: a box to tick it, its words, the seconds it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.text = label("", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.seconds = label("", "small")
        line = row(gap=6)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        line.addWidget(self.seconds, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_instruction(self, number: int, instruction: Instruction) -> None:
        """Say this."""
        text = f"{number}. {instruction.text}"
        self.box.setAccessibleName(text)
        self.text.setText(text)
        self.seconds.setText(_time(instruction.seconds))

    def show_state(self, *, current: bool, ticked: bool) -> None:
        """Ticked lines step back, the one under way stands out."""
        self.box.setChecked(ticked)
        role = "quiet" if ticked else "strong" if current else ""
        if self.text.property("role") != role:
            self.text.setProperty("role", role)
            self.text.style().unpolish(self.text)
            self.text.style().polish(self.text)


class How(QWidget):
    """The instructions of a test and their countdown; it goes on while one types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.countdown = Countdown()
        self.lines: list[Line] = []
        self._clock = QElapsedTimer()
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._on_tick)
        self._flash = QTimer(self, interval=FLASH_MS)
        self._flash.timeout.connect(self._on_flash)
        self._flashes = 0
        self._make()

    def _make(self) -> None:
        self.title = label(tr("How it is done"), "strong")
        self.figure = label("", "figure")
        self.figure.setAccessibleName(tr("Time left of this instruction"))
        self.go = button(tr("Start"), self.toggle)
        self.go.setToolTip("Ctrl+T")
        self.again = button(tr("Reset"), self.reset, role="flat")
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(7)
        self.clock = QWidget()
        self.clock.setLayout(row(self.figure, None, self.again, self.go))
        self.setLayout(column(self.title, self.clock, self._list, gap=GRID))
        self.hide()

    def show_instructions(self, instructions: tuple[Instruction, ...]) -> None:
        """Begin anew with these; the same ones go on as they stand."""
        if instructions == self.countdown.instructions and not self.countdown.finished:
            return
        self._stop()
        self.countdown = Countdown.of(instructions)
        for place in range(len(self.lines), len(instructions)):
            line = Line()
            line.box.clicked.connect(partial(self._on_ticked, place))
            self._list.addWidget(line)
            self.lines.append(line)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(instructions))
            if place < len(instructions):
                line.show_instruction(place + 1, instructions[place])
        self.setVisible(bool(instructions))
        self._show()

    def clear(self) -> None:
        """Another test is shown; its instructions are asked for."""
        self._stop()
        self.countdown = self.countdown.reset()
        self._show()

    def toggle(self) -> None:
        """Start the countdown, or hold it."""
        if self.countdown.running:
            self._catch_up()
            self.countdown = self.countdown.paused()
            self._ticks.stop()
        else:
            self.countdown = self.countdown.started()
            self._clock.restart()
            if self.countdown.running:
                self._ticks.start()
        self._show()

    def reset(self) -> None:
        """Back to the first instruction."""
        self.clear()

    def _on_ticked(self, place: int, _checked: bool = False) -> None:
        self._catch_up()
        self.countdown = self.countdown.tick(place)
        self._after_change()

    def _on_tick(self) -> None:
        self._catch_up()
        self._after_change()

    def _catch_up(self) -> None:
        if self.countdown.running:
            self.countdown = self.countdown.passed(self._clock.restart() / 1000)

    def _after_change(self) -> None:
        if self._ticks.isActive() and not self.countdown.running:
            self._ticks.stop()
            self._flashes = FLASHES
            self._flash.start()
        self._show()

    def _on_flash(self) -> None:
        self._flashes -= 1
        set_tone(self.figure, "near" if self._flashes % 2 else "")
        if self._flashes <= 0:
            self._flash.stop()

    def _stop(self) -> None:
        self._ticks.stop()
        self._flash.stop()
        set_tone(self.figure, "")

    def _show(self) -> None:
        now = self.countdown
        self.figure.setText("done" if now.finished else now.figure)
        self.go.setText(tr("Pause") if now.running else tr("Again") if now.finished else tr("Start"))
        self.again.setVisible(bool(now.ticked) or now.running)
        for place, line in enumerate(self.lines):
            line.show_state(current=place == now.at, ticked=place in now.ticked)


def _time(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}" if seconds else ""
