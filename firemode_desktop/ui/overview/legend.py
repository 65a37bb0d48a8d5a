"""What the shapes, lines and colours of the section mean; always below it, on paper too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.overview.kit import Kit
from firemode_desktop.ui.theme import SMALL, Colours, colours

GAP = 22
HEIGHT = 20
Entry = tuple[str, str]
"""What is drawn (a standing, ``baseline``, ``limits``, ``assumed``) and its words."""


def entries(limits: Limits | None, *, assumed: bool = False) -> tuple[Entry, ...]:
    """The five shapes; with ``limits`` (of a measurement) also the baseline and the limits."""
    found: list[Entry] = [(standing.value, term(standing.label)) for standing in Standing]
    if limits is not None:
        found.append(("baseline", "baseline"))
        found.append(("limits", tr("limits, {limits}", limits=limits) if not limits.open else tr("no limit in force")))
    if assumed:
        found.append(("assumed", tr("height not in the register")))
    return tuple(found)


def paint_legend(painter: QPainter, palette: Colours, found: Sequence[Entry], box: QRectF) -> None:
    """One line, centred in ``box``; closer together where it would not fit."""
    kit = Kit(painter, palette)
    painter.setFont(kit.face(SMALL))
    widths = [painter.fontMetrics().horizontalAdvance(word) + 18 for _, word in found]
    spare = (box.width() - sum(widths)) / max(1, len(widths) - 1)
    gap = max(4.0, min(GAP, spare))
    x = box.left() + max(0.0, (box.width() - sum(widths) - gap * (len(widths) - 1)) / 2)
    for (name, word), width in zip(found, widths, strict=True):
        _sample(kit, name, x + 5, box.center().y())
        painter.setPen(kit.colour("quiet"))
        painter.drawText(QRectF(x + 16, box.top(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, word)
        x += width + gap


def _sample(kit: Kit, name: str, x: float, y: float) -> None:
    if name == "baseline":
        kit.pen("ink", 2)
        kit.line(x, y - 7, x, y + 7)
    elif name == "limits":
        kit.pen("accent", 1, dashes=3)
        kit.line(x, y - 7, x, y + 7)
    elif name == "assumed":
        kit.pen("faint", 1, dashes=3)
        kit.line(x - 6, y, x + 7, y)
    else:
        shape = Standing(name)
        status.paint(kit.painter, QRectF(x, y, 0, 0).center(), 9, shape, kit.colour(status.COLOUR_NAMES[shape]))


class Legend(QWidget):
    """One line, centred."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entries(self, found: tuple[Entry, ...]) -> None:
        """Explain these."""
        self.entries = found
        self.setAccessibleName("Legend: " + ", ".join(word for _, word in found))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_legend(painter, colours(self), self.entries, QRectF(self.rect()))
        painter.end()
