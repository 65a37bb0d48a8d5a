"""A piece of evidence as a line: its small picture, its name, when it was captured, its size, what is doubtful."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.services.testing.filing import ShownFile
from firemode_desktop.ui import icons, status
from firemode_desktop.ui.language import show_time, tr
from firemode_desktop.ui.parts import elided, paint_surface
from firemode_desktop.ui.theme import colours, font

ICONS = {EvidenceType.PHOTO: "camera", EvidenceType.VIDEO: "camera", EvidenceType.STRUCTURED_DATA: "registers"}
PICTURE = QSize(60, 45)
MB = 1 << 20


def size_in_words(size_bytes: int | None) -> str:
    """``2.1 MB``, ``340 kB``; blank where it is not known."""
    if size_bytes is None:
        return ""
    return f"{size_bytes / MB:.1f} MB" if size_bytes >= MB else f"{max(1, round(size_bytes / 1024))} kB"


def when_in_words(file: ShownFile, zone: ZoneInfo) -> str:
    """``4 May 2026, 11:30``, in the building's time."""
    return show_time(file.captured_at, zone)


class FileTile(QWidget):
    """Space looks at it here, Enter opens it in its own program, the arrows go to the next."""

    looked = Signal(object)
    opened = Signal(object)
    stepped = Signal(int)

    def __init__(self, file: ShownFile, zone: ZoneInfo, *, on_its_way: bool = False) -> None:
        super().__init__()
        self.file, self._zone, self.on_its_way = file, zone, on_its_way
        self.picture: QPixmap | None = None
        self.state = ""
        """What reading it again found: ``unchanged``, ``altered``, ``missing``; blank before."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._describe()

    def show_picture(self, picture: QPixmap) -> None:
        """The small picture is there."""
        self.picture = picture
        self.update()

    def show_state(self, state: str) -> None:
        """What reading the file again found."""
        self.state = state
        self._describe()
        self.update()

    @property
    def said(self) -> tuple[Standing | None, str]:
        """The second line where there is something to say, with its shape; else when and how large."""
        when = " · ".join(
            part for part in (when_in_words(self.file, self._zone), size_in_words(self.file.size_bytes)) if part
        )
        if self.state in ("altered", "missing"):
            words = tr("not what was recorded") if self.state == "altered" else tr("not on this computer")
            return Standing.FAIL if self.state == "altered" else Standing.NEAR, words
        if self.state == "unchanged":
            return Standing.PASS, tr("unchanged · {when}", when=when)
        if self.on_its_way:
            return Standing.NOT_TESTED, tr("kept here, not saved yet")
        if self.file.remarks:
            return Standing.NEAR, self.file.remarks[0]
        return None, when if self.file.synced else tr("{when} · not sent yet", when=when)

    def _describe(self) -> None:
        place = self.file.position or {}
        parts = [self.file.name, when_in_words(self.file, self._zone), size_in_words(self.file.size_bytes)]
        parts += [
            self.file.camera or "",
            f"{place['lat']}, {place['lng']}" if "lat" in place and "lng" in place else "",
        ]
        parts += [*self.file.remarks, tr("SHA-256 {sha256}", sha256=self.file.sha256) if self.file.sha256 else ""]
        self.setToolTip("\n".join(part for part in parts if part))
        self.setAccessibleName(f"{self.file.name}, {self.said[1]}")

    def sizeHint(self) -> QSize:
        return QSize(200, PICTURE.height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, PICTURE.height() + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.looked.emit(self.file)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.file)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.looked.emit(self.file)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = colours(self)
        if self.hasFocus() or self.underMouse():
            edge = palette.colour("accent") if self.hasFocus() else None
            paint_surface(painter, QRectF(self.rect()), palette.colour("hover"), edge, 5)
        self._paint_picture(painter, QRectF(4, 4, PICTURE.width(), PICTURE.height()))
        self._paint_words(painter, QRectF(PICTURE.width() + 14, 6, self.width() - PICTURE.width() - 20, 20))
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        palette = colours(self)
        if self.picture is None:
            paint_surface(painter, box, palette.colour("raised"), palette.colour("line"), 4)
            name = ICONS.get(EvidenceType(self.file.evidence_type), "reports")
            icons.paint(painter, QRectF(box.center() - QPointF(9, 9), QSize(18, 18)), name, palette.colour("faint"))
            return
        shown = self.picture.size().scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        clip = QPainterPath()
        clip.addRoundedRect(box, 4, 4)
        painter.save()
        painter.setClipPath(clip)
        target = QRectF(0, 0, shown.width(), shown.height())
        target.moveCenter(box.center())
        painter.drawPixmap(target, self.picture, QRectF(self.picture.rect()))
        painter.restore()
        painter.setPen(QPen(palette.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        palette = colours(self)
        painter.setFont(font(12))
        painter.setPen(palette.colour("text"))
        elided(painter, box, self.file.name, Qt.AlignmentFlag.AlignLeft)
        found, words = self.said
        below = box.translated(0, 20)
        if found is not None:
            status.paint(painter, below.topLeft() + QPointF(5, 10), 8, found, status.colour(found, palette))
            below = below.adjusted(15, 0, 0, 0)
        painter.setFont(font(11))
        loud = found in (Standing.FAIL, Standing.NEAR)
        painter.setPen(status.colour(found, palette) if found is not None and loud else palette.colour("quiet"))
        elided(painter, below, words, Qt.AlignmentFlag.AlignLeft)
