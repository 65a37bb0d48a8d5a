"""A piece of evidence large, over the run view: Space or Escape closes it, the arrows go on, Enter opens the file."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.services.testing.filing import ShownFile
from firemode_desktop.ui import icons
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, column, label, row
from firemode_desktop.ui.testing.evidence_tile import ICONS, size_in_words, when_in_words
from firemode_desktop.ui.theme import GRID, colours

NO_PICTURE = tr("There is no picture of this file here. Enter opens it in its own program.")
READING = tr("Reading the file…")


class FileView(QWidget):
    """Covers the widget it is put over. ``stepped(−1 or 1)``, ``opened(file)``."""

    stepped = Signal(int)
    opened = Signal(object)
    closed = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.file: ShownFile | None = None
        self.picture: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name, self.facts = label("", "heading"), label("", "quiet")
        self.remarks, self.sha = label("", "near", wrap=True), label("", "small", wrap=True)
        self.words = label("", "quiet")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        previous = button("‹", lambda: self.stepped.emit(-1), role="flat")
        previous.setAccessibleName(tr("File before this"))
        following = button("›", lambda: self.stepped.emit(1), role="flat")
        following.setAccessibleName(tr("File after this"))
        buttons = (previous, following, button(tr("Open", "verb"), self._open), button(tr("Close"), self.close_))
        for each in buttons:
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = row(column(self.name, self.facts, gap=2), None, *buttons)
        self.setLayout(column(head, None, self.words, None, self.remarks, self.sha, margin=2 * GRID))
        over.installEventFilter(self)
        self.hide()

    def show_file(self, file: ShownFile, zone: ZoneInfo) -> None:
        """Show what is known of a file; its picture follows."""
        self.file, self.picture = file, None
        place = file.position or {}
        where = f"{place['lat']}, {place['lng']}" if "lat" in place and "lng" in place else ""
        facts = (when_in_words(file, zone), size_in_words(file.size_bytes), file.camera or "", where)
        self.name.setText(file.name)
        self.facts.setText(" · ".join(part for part in facts if part))
        self.remarks.setText("\n".join(file.remarks))
        self.remarks.setVisible(bool(file.remarks))
        self.sha.setText(tr("SHA-256 {sha256}", sha256=file.sha256) if file.sha256 else "")
        self.words.setText(READING)
        self.setAccessibleName(tr("Evidence: {file}", file=file.name))
        self._cover()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def show_picture(self, file: ShownFile, picture: QImage | None) -> None:
        """The picture of a file has been read; None where it has none."""
        if file == self.file:
            self.picture = picture
            self.words.setText(NO_PICTURE if picture is None else "")
            self.update()

    def close_(self) -> None:
        """Take it away again."""
        if self.isVisible():
            file, self.file, self.picture = self.file, None, None
            self.hide()
            self.closed.emit(file)

    def _open(self) -> None:
        if self.file is not None:
            self.opened.emit(self.file)

    def _cover(self) -> None:
        self.setGeometry(self._over.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            self.close_()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key in (Qt.Key.Key_Left, Qt.Key.Key_Up) else 1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.close_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = colours(self)
        painter.fillRect(self.rect(), palette.colour("ground"))
        box = self._box()
        if self.picture is not None and not self.picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self.picture.size()
            if size.width() > box.width() or size.height() > box.height():
                size = size.scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(box.center())
            painter.drawImage(target, self.picture)
        elif self.file is not None and self.words.text() == NO_PICTURE:
            mark = QRectF(0, 0, 48, 48)
            mark.moveCenter(box.center())
            mark.translate(0, -40)
            name = ICONS.get(EvidenceType(self.file.evidence_type), "reports")
            icons.paint(painter, mark, name, palette.colour("faint"))
        painter.end()

    def _box(self) -> QRectF:
        """Where the picture goes: between the head and what is said below."""
        top = max(self.name.geometry().bottom(), self.facts.geometry().bottom()) + 2 * GRID
        below = self.remarks if self.remarks.isVisible() else self.sha
        return QRectF(2 * GRID, top, self.width() - 4 * GRID, max(1, below.geometry().top() - top - GRID))
