"""A PDF on screen, page below page, rendered off the GUI thread as it comes into view."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from firemode_desktop.ui.background import Background
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.theme import GRID, colours

WIDEST = 860
_PDFIUM = threading.Lock()
"""PDFium keeps its state in one place for the whole process: one thread at a time."""


class Page(QWidget):
    """One page: its picture once there is one, paper before that."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.image: QImage | None = None
        self.setAccessibleName(tr("Page {number}", number=number + 1))

    def show_image(self, image: QImage) -> None:
        """Show the picture of this page."""
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self.image)
        painter.setPen(colours(self).colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Sheets(QWidget):
    """All pages, one below the other."""


class Preview(QScrollArea):
    """Shows the bytes of a PDF. Pages are drawn when they are scrolled to; Page Up and Page Down walk through them."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._content = b""
        self._pages: list[Page] = []
        self._sizes: list[tuple[float, float]] = []
        self._asked: set[int] = set()
        self.setAccessibleName(tr("Preview of the report"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheets = Sheets()
        self.setWidget(self.sheets)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._draw_what_shows())

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def show_pdf(self, content: bytes, sizes: list[tuple[float, float]]) -> None:
        """Show this PDF; ``sizes`` are width and height of its pages in points (see ``page_sizes``)."""
        for page in self._pages:
            page.deleteLater()
        self._content, self._sizes, self._asked = content, sizes, set()
        self._pages = [Page(number) for number in range(len(sizes))]
        for page in self._pages:
            page.setParent(self.sheets)
            page.show()
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def _arrange(self) -> None:
        """Pages as wide as there is room, in their own proportions."""
        room = self.viewport().width()
        wide = min(WIDEST, room - 2 * GRID)
        at = GRID
        for page, (width, height) in zip(self._pages, self._sizes, strict=True):
            tall = round(wide * height / width)
            page.setGeometry(QRect(QPoint((room - wide) // 2, at), QSize(wide, tall)))
            at += tall + 2 * GRID
        self.sheets.resize(room, max(at, self.viewport().height()))
        self._draw_what_shows()

    def _draw_what_shows(self) -> None:
        top = self.verticalScrollBar().value()
        seen = QRect(0, top - 400, self.viewport().width(), self.viewport().height() + 800)
        for page in self._pages:
            if page.geometry().intersects(seen) and page.number not in self._asked:
                self._asked.add(page.number)
                wide = round(page.width() * max(1.0, self.devicePixelRatioF()) * 1.5)
                self._background.work(
                    page,
                    partial(_render, self._content, page.number, wide),
                    page.show_image,
                    text=tr("Drawing the page"),
                    cancellable=False,
                )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home.value:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End.value:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            return [document.get_page_size(number) for number in range(len(document))]
        finally:
            document.close()


def _render(content: bytes, number: int, wide: int, _work: object) -> QImage:
    """One page as a picture ``wide`` pixels wide."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            page = document[number]
            bitmap = page.render(scale=wide / page.get_width(), rev_byteorder=True, prefer_bgrx=True)
            size = bitmap.width, bitmap.height, bitmap.stride
            return QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_RGBX8888).copy()
        finally:
            document.close()
