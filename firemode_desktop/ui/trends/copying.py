"""A chart and its numbers on the clipboard: the picture in light colours, the numbers as a spreadsheet takes them."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QMimeData, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageLayout, QPageSize, QPainter

from firemode_desktop.charts.data import Cell, ChartTable
from firemode_desktop.charts.scene import Scene
from firemode_desktop.charts.tables import written
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scene import PIXELS_A_POINT, paint_scene

FINENESS = 2
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TEXT = " style=\"mso-number-format:'\\@'\""
"""So that a floor called 1-2 does not become a day in January."""


def as_image(scene: Scene, fineness: int = FINENESS) -> QImage:
    """The chart as a picture of ``fineness`` dots for each pixel of the window, on its paper."""
    scale = PIXELS_A_POINT * fineness
    image = QImage(QSizeF(scene.width * scale, scene.height * scale).toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(scene.paper))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_scene(painter, scene)
    painter.end()
    return image


def as_svg(scene: Scene, words: str) -> bytes:
    """The chart as a drawing that scales, text as text; ``words`` are its description."""
    from PySide6.QtSvg import QSvgGenerator

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(72)
    generator.setSize(QSize(round(scene.width), round(scene.height)))
    generator.setViewBox(QRectF(0, 0, scene.width, scene.height))
    generator.setTitle(tr("FireMode chart"))
    generator.setDescription(words)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, scene.width, scene.height), QColor(scene.paper))
    paint_scene(painter, scene)
    painter.end()
    buffer.close()
    return bytes(content.data())


def as_pdf(scene: Scene) -> bytes:
    """The chart as a document of one page of its size."""
    from PySide6.QtGui import QPdfWriter

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    page = QPageSize(QSizeF(scene.width, scene.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setCreator("FireMode Desktop")
    painter = QPainter(writer)
    painter.scale(writer.resolution() / 72, writer.resolution() / 72)
    paint_scene(painter, scene)
    painter.end()
    buffer.close()
    return bytes(content.data())


def copy_picture(scene: Scene, words: str) -> None:
    """The chart to the clipboard as a picture, and as drawing and document for programs that take these."""
    data = QMimeData()
    data.setImageData(as_image(scene))
    data.setData("image/svg+xml", QByteArray(as_svg(scene, words)))
    data.setData("application/pdf", QByteArray(as_pdf(scene)))
    QGuiApplication.clipboard().setMimeData(data)


def as_text(table: ChartTable) -> str:
    """Heads and rows, tabs between cells: what every spreadsheet takes."""
    lines = [[_line(cell) for cell in row] for row in (table.heads, *table.rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def as_html(table: ChartTable) -> str:
    """The same as a table, in which text stays text and numbers are numbers."""
    heads = "".join(f"<th{_TEXT}>{escape(_line(head))}</th>" for head in table.heads)
    rows = "".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in table.rows)
    return f'<html><head><meta charset="utf-8"></head><body><table><tr>{heads}</tr>{rows}</table></body></html>'


def copy_data(table: ChartTable) -> None:
    """The numbers of a chart to the clipboard."""
    data = QMimeData()
    data.setText(as_text(table))
    data.setHtml(as_html(table))
    QGuiApplication.clipboard().setMimeData(data)


def _cell(cell: Cell) -> str:
    text = isinstance(cell, str) and not _DAY.fullmatch(cell)
    return f"<td{_TEXT if text else ''}>{escape(_line(cell))}</td>"


def _line(cell: Cell) -> str:
    """A cell on one line and in one cell, whatever it holds."""
    return " ".join(written(cell).split()) if isinstance(cell, str) else written(cell)
