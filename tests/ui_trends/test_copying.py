"""A chart and its numbers on the clipboard, for the programs that take them from there."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from firemode_desktop.charts.scene import Words
from firemode_desktop.charts.style import style
from firemode_desktop.ui.chart_view import ChartView
from firemode_desktop.ui.theme import Scheme, Theme
from firemode_desktop.ui.trends.copying import as_html, as_text, copy_data
from tests.ui_trends.drawn import readings, table

WORDS = "Level-8 loses 3 Pa a year."


@pytest.fixture
def chart(qtbot: QtBot) -> ChartView:
    def named(look: object, size_mm: tuple[float, float], view: object) -> object:
        scene = readings(look, size_mm, view)  # type: ignore[arg-type]
        return replace(scene, strokes=(*scene.strokes, Words(40, 100, "Stair-A · Level-8", 9, "#1B2430")))

    made = ChartView()
    qtbot.addWidget(made)
    made.resize(800, 420)
    made.show_chart(named, WORDS)  # type: ignore[arg-type]
    made.show()
    return made


class _Cells(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.rows[-1][-1] += data


def test_that_ctrl_c_copies_the_chart_as_picture_drawing_and_document(
    qtbot: QtBot, chart: ChartView, theme: Theme
) -> None:
    theme.choose(Scheme.DARK)
    with qtbot.waitSignal(chart.copied):
        QTest.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    image = QImage(data.imageData())
    assert (image.width(), image.height()) == (1600, 840)
    assert image.pixelColor(2, 2) == QColor(style("light").paper)
    svg = bytes(data.data("image/svg+xml").data())
    said = "".join(ElementTree.fromstring(svg).itertext())
    assert "Stair-A · Level-8" in said
    assert WORDS in said
    page = PdfReader(BytesIO(bytes(data.data("application/pdf").data()))).pages[0]
    assert "Level-8" in page.extract_text()
    assert float(page.mediabox.width) / float(page.mediabox.height) == pytest.approx(800 / 420, rel=0.01)


def test_that_the_copy_shows_the_days_in_sight(chart: ChartView) -> None:
    chart.copy_picture()
    whole = QGuiApplication.clipboard().image()
    chart.zoom(3)
    chart.copy_picture()
    assert QGuiApplication.clipboard().image() != whole


def test_that_nothing_is_copied_without_a_chart(qtbot: QtBot, chart: ChartView) -> None:
    chart.show_chart(None, "Nothing read yet.")
    with qtbot.assertNotEmitted(chart.copied):
        chart.copy_picture()


def test_that_numbers_are_copied_as_lines_and_as_a_table_with_the_same_cells() -> None:
    numbers = table(5)
    lines = [line.split("\t") for line in as_text(numbers).splitlines()]
    assert _Cells(as_html(numbers)).rows == lines
    assert lines[1][:4] == ["2016-02-01", "60.12345", "50", "pass"]
    assert len(lines) == 6


def test_that_a_text_stays_a_text_in_a_spreadsheet() -> None:
    numbers = table(3)
    assert as_text(numbers).splitlines()[1].endswith("\t'=1+1")
    assert "<td style=\"mso-number-format:'\\@'\">1-2</td>" in as_html(numbers)
    assert "<td>60.12345</td>" in as_html(numbers)


def test_that_a_cell_of_several_lines_stays_one_cell() -> None:
    numbers = replace(table(1), rows=(("2016-02-01", None, None, "pass", "door\tstuck\r\n<b>again</b>"),))
    assert as_text(numbers).splitlines()[1] == "2016-02-01\t\t\tpass\tdoor stuck <b>again</b>"
    assert _Cells(as_html(numbers)).rows[1][-1] == "door stuck <b>again</b>"


def test_that_the_clipboard_holds_both(qtbot: QtBot) -> None:
    copy_data(table(2))
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == as_text(table(2))
    assert data.html() == as_html(table(2))
