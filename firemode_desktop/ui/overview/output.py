"""The section leaves the program: on paper, as an SVG file, as a picture on the clipboard. Always in light colours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.section import Section
from firemode_desktop.domain.section_layout import lay_out
from firemode_desktop.domain.section_marks import marked
from firemode_desktop.domain.section_words import what_is_shown
from firemode_desktop.domain.standing import Measure
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.overview.kit import Kit
from firemode_desktop.ui.overview.legend import HEIGHT, entries, paint_legend
from firemode_desktop.ui.overview.shafts import paint_section
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.theme import LARGE, LIGHT, SMALL

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS = 96.0
"""Logical pixels an inch: what the sizes of our typefaces are meant for."""
TITLE = 44.0
SHEET = QSize(1123, 794)
"""A4 across, in logical pixels."""
MANY_FLOORS = 30
"""With more floors a sheet stands upright."""


@dataclass(frozen=True)
class Picture:
    """What is put out: a section in one measure, and the day on which that is done."""

    section: Section
    measure: Measure | None
    case: str
    day: date

    @property
    def upright(self) -> bool:
        """Whether it fits better on a sheet that stands."""
        floors = max((len(shaft.cells) for shaft in self.section.shafts), default=0)
        return floors > MANY_FLOORS and len(self.section.shafts) <= floors / 6

    @property
    def limits(self) -> Limits | None:
        """The limits of what is shown; None where nothing is measured."""
        if self.measure is None or not self.measure.unit:
            return None
        return self.section.limits_of(self.measure, self.case)


def paint_sheet(painter: QPainter, room: QRectF, picture: Picture) -> None:
    """A whole sheet: title, what is shown and when it was read, the drawing, the legend, the day."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    kit = Kit(painter, LIGHT)
    kit.words(LARGE, "text", strong=True)
    elided(painter, QRectF(room.left(), room.top(), room.width(), 22), picture.section.name, Qt.AlignmentFlag.AlignLeft)
    kit.words(SMALL, "quiet")
    second = QRectF(room.left(), room.top() + 22, room.width(), 18)
    elided(painter, second, what_is_shown(picture.section, picture.measure, picture.case), Qt.AlignmentFlag.AlignLeft)
    _paint_drawing(painter, room.adjusted(0, TITLE, 0, -2 * HEIGHT - 8), picture)
    foot = QRectF(room.left(), room.bottom() - 2 * HEIGHT, room.width(), HEIGHT)
    if picture.measure is not None:
        assumed = any(cell.assumed for cell in picture.section.cells())
        paint_legend(painter, LIGHT, entries(picture.limits, assumed=assumed), foot)
    kit.words(SMALL - 1, "faint")
    day = f"FireMode · {show_date(picture.day)}"
    painter.drawText(foot.translated(0, HEIGHT), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, day)


def _paint_drawing(painter: QPainter, room: QRectF, picture: Picture) -> None:
    """The section in the room, made smaller as a whole where it does not fit."""
    plan = lay_out(picture.section, room.width(), room.height())
    share = min(1.0, room.width() / plan.width, room.height() / plan.height)
    painter.save()
    painter.translate(room.left() + (room.width() - plan.width * share) / 2, room.top())
    painter.scale(share, share)
    paint_section(painter, LIGHT, plan, marked(picture.section, picture.measure, picture.case))
    painter.restore()


def printer_for(picture: Picture) -> QPrinter:
    """A printer set to A4, upright or across as the building wants it, with margins of 12 mm."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    way = QPageLayout.Orientation.Portrait if picture.upright else QPageLayout.Orientation.Landscape
    size, margins = QPageSize(QPageSize.PageSizeId.A4), QMarginsF(12, 12, 12, 12)
    printer.setPageLayout(QPageLayout(size, way, margins, QPageLayout.Unit.Millimeter))
    printer.setDocName(tr("Section of {section}", section=picture.section.name))
    return printer


def print_section(printer: QPrinter, picture: Picture) -> None:
    """Print on the sheet that the printer is set to, whatever its size and orientation.

    Raises:
        Refused: the printer does not begin, or the file it prints to has no folder.
    """
    file = Path(printer.outputFileName())
    if printer.outputFileName() and not file.parent.is_dir():
        raise Refused(
            tr(
                "“{file}” was not made and nothing was printed: there is no folder {parent}.",
                file=file.name,
                parent=file.parent,
            )
        )
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused(
            tr("The printer does not answer; nothing was printed. Is it switched on, or the file open elsewhere?")
        )
    scale = printer.resolution() / DOTS
    sheet = printer.pageLayout().paintRectPixels(printer.resolution())
    painter.scale(scale, scale)
    paint_sheet(painter, QRectF(0, 0, sheet.width() / scale, sheet.height() / scale), picture)
    painter.end()


def as_svg(picture: Picture) -> bytes:
    """The sheet as a drawing that scales, text as text."""
    from PySide6.QtSvg import QSvgGenerator

    size = SHEET.transposed() if picture.upright else SHEET
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(int(DOTS))
    generator.setTitle(tr("Section of {section}", section=picture.section.name))
    generator.setDescription(what_is_shown(picture.section, picture.measure, picture.case))
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(LIGHT.surface))
    paint_sheet(painter, QRectF(24, 20, size.width() - 48, size.height() - 36), picture)
    painter.end()
    buffer.close()
    return bytes(content.data())


def as_image(picture: Picture, fineness: int = 2) -> QImage:
    """The sheet as a picture of ``fineness`` dots for each logical pixel."""
    size = SHEET.transposed() if picture.upright else SHEET
    image = QImage(size * fineness, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    painter.scale(fineness, fineness)
    paint_sheet(painter, QRectF(24, 20, size.width() - 48, size.height() - 36), picture)
    painter.end()
    return image
