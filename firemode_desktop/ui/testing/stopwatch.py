"""A stopwatch beside the fields: a dial, a button and a key. Each test has its own, whatever is looked at meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.stopwatch import Stopwatch, on_the_dial
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, label, paint_surface, row
from firemode_desktop.ui.testing.edits import ENTER
from firemode_desktop.ui.theme import GRID, colours

TICK_MS = 50
Clock = Callable[[], float]


class Dial(QWidget):
    """Space or the button starts and stops it. What else is pressed on it is told by ``pressed``.

    ``clock`` gives seconds that only go forward; a computer's time of day may be set meanwhile.
    """

    started = Signal()
    stopped = Signal()
    ticked = Signal()
    pressed = Signal(object)
    """A key, the QKeyEvent; what is not wanted is to be ignored."""

    def __init__(self, begin: str = tr("Start"), clock: Clock = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self._begin = begin
        self._watches: dict[UUID | None, Stopwatch] = {}
        self._key: UUID | None = None
        self.face = label("", "title")
        self.button = button(begin, self.toggle)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hint = label(tr("Space"), "small")
        laid = row(self.face, None, self.hint, self.button, gap=GRID - 2)
        laid.setContentsMargins(GRID, 3, 3, 3)
        self.setLayout(laid)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._show()

    @property
    def watch(self) -> Stopwatch:
        """The stopwatch of the test that is shown."""
        return self._watches.get(self._key, Stopwatch())

    @property
    def seconds(self) -> Decimal:
        """What it shows now."""
        return self.watch.seconds(self.clock())

    @property
    def running(self) -> int:
        """How many run, whatever is shown."""
        return sum(watch.running for watch in self._watches.values())

    def show_test(self, key: UUID | None) -> None:
        """Show the stopwatch of this test."""
        self._key = key
        self._show()

    def set(self, watch: Stopwatch) -> None:
        """Exchange the stopwatch of the test that is shown."""
        self._watches[self._key] = watch
        self._show()

    def reset(self) -> None:
        """As if it had never been started."""
        self._watches.pop(self._key, None)
        self._show()

    def start(self) -> None:
        """Start it, or let it go on."""
        self.set(self.watch.start(self.clock()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.started.emit()

    def stop(self) -> None:
        """Stop it."""
        self.set(self.watch.stop(self.clock()))
        self.stopped.emit()

    def toggle(self) -> None:
        """Space."""
        if self.watch.running:
            self.stop()
        else:
            self.start()

    def _on_tick(self) -> None:
        self._show_face()
        self.ticked.emit()

    def _show(self) -> None:
        watch = self.watch
        self.button.setText(tr("Stop") if watch.running else self._begin if watch.fresh else tr("Go on"))
        self.button.setAccessibleName(tr("{button} the stopwatch (Space)", button=self.button.text()))
        elsewhere = self.running - watch.running
        also = tr("{elsewhere} running for another test · ", elsewhere=elsewhere) if elsewhere else ""
        self.hint.setText(tr("{also}running · Space", also=also) if watch.running else f"{also}Space")
        self._tick.start() if watch.running else self._tick.stop()
        self._show_face()

    def _show_face(self) -> None:
        self.face.setText(f"{on_the_dial(self.seconds)} s")
        self.setAccessibleName(tr("Stopwatch, {face}", face=self.face.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame in the accent while it takes the keys."""
        if self.hasFocus():
            painter = QPainter(self)
            accent = colours(self).colour("accent")
            paint_surface(
                painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), colours(self).colour("surface"), accent
            )
            painter.end()

    def event(self, event: QEvent) -> bool:
        """While it runs every plain key is its own, and Undo always: no shortcut of the window takes them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            typed = self.watch.running and plain and bool(event.text().strip())
            if typed or event.matches(QKeySequence.StandardKey.Undo):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space.value and not event.isAutoRepeat():
            self.toggle()
        elif event.key() in ENTER and self.watch.running:
            self.stop()
        else:
            event.ignore()
            self.pressed.emit(event)
            if not event.isAccepted():
                super().keyPressEvent(event)
