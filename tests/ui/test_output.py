"""The section on paper, as a drawing and as a picture."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPageSize
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.section import Level, Section, drafted
from firemode_desktop.domain.section_words import what_is_shown
from firemode_desktop.domain.standing import Measure
from firemode_desktop.ui.overview.output import Picture, as_image, as_svg, print_section, printer_for
from firemode_desktop.ui.overview.page import OverviewPage
from firemode_desktop.ui.theme import LIGHT, Scheme, Theme
from firemode_desktop.ui.window import Window
from tests.ui import sample

DAY = date(2026, 11, 22)
PILOT = Picture(sample.section(), Measure.PRESSURE, "all_closed", DAY)


def tower(stairs: int, floors: int) -> Picture:
    levels = [Level(f"L{number}", number, Decimal("3.5") * number) for number in range(floors)]
    section = drafted("Tower", [(f"Stair-{place}", levels) for place in range(stairs)])
    return Picture(section, None, "", DAY)


def words(svg: bytes) -> str:
    return " ".join(
        "".join(each.itertext()) for each in ElementTree.fromstring(svg).iter() if each.tag.endswith("text")
    )


def test_that_the_sheet_says_what_is_shown_when_it_was_read_and_what_the_marks_mean(theme: Theme) -> None:
    text = words(as_svg(PILOT))
    for part in (
        "Pilot Building 123",
        "Pressure with all doors closed, Pa · read 4 May 2026",
        "Stair-A",
        "FAN-01-B",
        "Level-14",
        "18.2",
        "near a limit",
        "limits, 20 to 80 Pa",
        "22 Nov 2026",
    ):
        assert part in text


def test_that_a_drawing_is_light_on_paper_whatever_the_window_looks_like(theme: Theme) -> None:
    light = as_svg(PILOT)
    theme.choose(Scheme.DARK)
    assert as_svg(PILOT) == light
    assert as_image(PILOT).pixelColor(4, 4) == QColor(LIGHT.surface)


@pytest.mark.parametrize(
    ("stairs", "floors", "upright"), [(1, 3, False), (2, 15, False), (3, 43, True), (12, 80, True), (12, 20, False)]
)
def test_that_a_tall_building_stands_on_its_sheet_and_a_wide_one_lies(
    theme: Theme, tmp_path: Path, stairs: int, floors: int, upright: bool
) -> None:
    picture = tower(stairs, floors)
    assert picture.upright is upright
    printer = printer_for(picture)
    printer.setOutputFormat(printer.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "section.pdf"))
    print_section(printer, picture)
    pdf = (tmp_path / "section.pdf").read_bytes()
    assert pdf.count(b"/Type /Page\n") == 1
    box = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert box is not None
    assert (float(box.group(2)) > float(box.group(1))) is upright


def test_that_a_sheet_of_another_size_is_filled_as_well(theme: Theme, tmp_path: Path) -> None:
    printer = printer_for(PILOT)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    printer.setOutputFormat(printer.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "section.pdf"))
    print_section(printer, PILOT)
    assert b"/MediaBox [0 0 1191" in (tmp_path / "section.pdf").read_bytes()


def test_that_a_file_that_cannot_be_printed_to_is_said_and_not_swallowed(theme: Theme, tmp_path: Path) -> None:
    printer = printer_for(PILOT)
    printer.setOutputFormat(printer.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "section.pdf"))
    with pytest.raises(Refused, match="nothing was printed: there is no folder"):
        print_section(printer, PILOT)


def test_that_the_days_of_the_readings_are_told_from_the_first_to_the_last() -> None:
    section = sample.section()
    case = (Measure.PRESSURE, "all_closed")
    assert what_is_shown(section, *case).endswith("read 4 May 2026")
    shaft = section.shafts[0]
    early = shaft.cells[0].readings[0]
    assert early.at is not None
    cells = (replace(shaft.cells[0], readings=(replace(early, at=early.at.replace(month=3)),)), *shaft.cells[1:])
    other = replace(section, shafts=(replace(shaft, cells=cells),))
    assert what_is_shown(other, *case).endswith("read 4 March to 4 May 2026")
    assert what_is_shown(Section(section.building_id, "New"), *case).endswith("nothing read yet")


def test_that_the_section_is_saved_and_copied_by_a_command(
    window: Window, overview: OverviewPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page = overview
    picture = page.picture()
    assert picture is not None
    page.out.save_to(tmp_path / "pilot.svg", picture)
    assert "Pilot Building 123" in words((tmp_path / "pilot.svg").read_bytes())
    page.drawing.setFocus()
    qtbot.keyClick(page.drawing, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    image = QGuiApplication.clipboard().image()
    assert image.width() > 2000
    assert {action.text() for action in window.actions_now()} >= {"Print section…", "Save section as SVG…"}
