"""The line at the foot of the window: where the data lies, what was said last, what is running."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from firemode_desktop.domain.replica import ReplicaStanding
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.background import Background, Task
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import Notice, Notices
from firemode_desktop.ui.parts import label, link, row
from firemode_desktop.ui.theme import GRID, colours, font

SHOW_AFTER_MS = 300
SAY_FOR_MS = 15_000
REPLICA = "replica"
"""What the notice that a replica does not answer is about."""
SAID = 130
"""So many letters of what was said have room beside the connection and a bar."""


class Strip(QFrame):
    """A surface the width of the window with a hairline on one side."""

    def __init__(self, *, line_below: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line_below = line_below

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = colours(self)
        painter.fillRect(self.rect(), palette.colour("surface"))
        painter.setPen(palette.colour("line"))
        y = self.height() - 1 if self._line_below else 0
        painter.drawLine(0, y, self.width(), y)
        painter.end()


class Connection(QWidget):
    """Where the data lies, with a dot: filled while it answers, hollow while it does not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._replica, self._alive = "", "", False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.show_state(tr("Opening the database…"), False)

    def show_state(self, text: str, alive: bool) -> None:
        """E.g. ``This computer``, alive."""
        self._text, self._alive = text, alive
        self._renew()

    def show_replica(self, standing: ReplicaStanding | None) -> None:
        """What stands of the replica beside it; nothing where there is none."""
        self._replica = standing.short if standing else ""
        self.setToolTip(standing.words if standing else "")
        self._renew()

    @property
    def text(self) -> str:
        """What is shown."""
        return " · ".join(filter(None, (self._text, self._replica)))

    def _renew(self) -> None:
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text) + 26, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = colours(self)
        shape = Standing.PASS if self._alive else Standing.NOT_TESTED
        fill = palette.colour("good" if self._alive else "near")
        status.paint(painter, QPointF(8, self.height() / 2), 9, shape, fill)
        painter.setPen(palette.colour("quiet"))
        painter.setFont(font(12))
        painter.drawText(QRectF(20, 0, self.width() - 20, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text)
        painter.end()


class StatusLine(Strip):
    """Connection, what was said last, and what is running: its bar after 300 ms, with *Cancel*."""

    history_wanted = Signal()

    def __init__(self, background: Background, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(line_below=False, parent=parent)
        self.setFixedHeight(28)
        self.connection = Connection()
        self._said = link("", self.history_wanted.emit)
        self._said.setToolTip(tr("Everything that was said (Ctrl+Shift+H)"))
        self._said.setProperty("role", "said")
        self._said.setMinimumWidth(64)
        self._doing: QLabel = label("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._cancel: QPushButton = link(tr("Cancel"), self._stop)
        self._task: Task | None = None
        self._later = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._later.timeout.connect(self._show_task)
        self._quiet = QTimer(self, singleShot=True, interval=SAY_FOR_MS)
        self._quiet.timeout.connect(self._fall_silent)
        layout = row(self.connection, 2 * GRID, self._said, None, self._doing, self._bar, self._cancel)
        layout.setContentsMargins(2 * GRID, 1, 2 * GRID, 0)
        self.setLayout(layout)
        self._background, self._notices = background, notices
        self._replica: ReplicaStanding | None = None
        background.replica.connect(self._on_replica)
        background.started.connect(self._on_started)
        background.progressed.connect(self._on_progressed)
        background.finished.connect(self._on_finished)
        notices.said.connect(self._on_said)
        self._hide_task()
        self._said.hide()

    @property
    def task(self) -> Task | None:
        """What the bar shows."""
        return self._task

    @property
    def said(self) -> str:
        """The last message."""
        return self._said.text().replace("&&", "&")

    def _on_said(self, notice: Notice) -> None:
        time = f"{notice.at:%H:%M}  " if notice.at else ""
        said = time + notice.text.splitlines()[0][:SAID]
        self._said.setText(said.replace("&", "&&"))  # a button's own sign for the letter that presses it
        self._said.show()
        self._quiet.start()

    def _fall_silent(self) -> None:
        self._said.setText("")
        self._said.hide()

    def _on_replica(self, standing: ReplicaStanding | None) -> None:
        """Show how the replica stands; that it is in trouble is said once, and that it answers again."""
        before, self._replica = self._replica, standing
        self.connection.show_replica(standing)
        was, now = (one is not None and one.trouble for one in (before, standing))
        if was and not now:
            self._notices.settle(REPLICA)
        if standing is not None and now and (before is None or before.state is not standing.state):
            self._notices.warn(standing.words, about=REPLICA)
        elif standing is not None and was and not now:
            self._notices.say(standing.words)

    def _on_started(self, task: Task) -> None:
        if task.text and self._task is None:
            self._task = task
            self._later.start()

    def _on_progressed(self, task: Task) -> None:
        if task is self._task and not self._bar.isHidden():
            self._show_task()

    def _on_finished(self, task: Task) -> None:
        if task is self._task:
            named = [other for other in self._background.running if other.text]
            self._task = named[0] if named else None
            if self._task is None:
                self._later.stop()
                self._hide_task()
            else:
                self._show_task()

    def _show_task(self) -> None:
        task = self._task
        if task is None:
            return
        self._doing.setText(f"{task.text}, {task.step}" if task.step else f"{task.text}…")
        self._bar.setRange(0, task.of)
        self._bar.setValue(task.done)
        self._bar.setAccessibleName(task.text)
        for part, shown in ((self._doing, True), (self._bar, True), (self._cancel, task.cancellable)):
            part.setVisible(shown)

    def _hide_task(self) -> None:
        for part in (self._doing, self._bar, self._cancel):
            part.hide()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._doing.setText(tr("Cancelling…"))
            self._cancel.hide()


class Backdrop(QWidget):
    """The ground behind the pages, in the palette's colour."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours(self).colour("ground"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
