"""Charts as files: the same chart gives the same bytes, and what a person wrote cannot break or run anything."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdf import PdfReader

from firemode_desktop.charts.doorways import doorway_grids
from firemode_desktop.charts.export import pages_to_bytes, to_bytes
from firemode_desktop.charts.history import history_chart
from firemode_desktop.charts.profile import pressure_profile
from firemode_desktop.charts.style import style
from firemode_desktop.charts.summary import summary_chart
from firemode_desktop.charts.tables import csv_bytes, rows
from firemode_desktop.charts.timeline import timeline_chart
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.standing import Standing
from tests.charts.drawings import DOORWAYS, SUMMARY, TIMELINE, floor, history, profile

if TYPE_CHECKING:
    from matplotlib.figure import Figure


ROOT = Path(__file__).resolve().parents[2]


def figures() -> dict[str, Figure]:
    return {
        "profile": pressure_profile(profile()),
        "history": history_chart(history()),
        "summary": summary_chart(SUMMARY),
        "doorways": doorway_grids(DOORWAYS),
        "timeline": timeline_chart(TIMELINE),
    }


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_that_the_same_chart_gives_the_same_file(format: str) -> None:
    first, second = figures(), figures()
    for name in first:
        assert to_bytes(first[name], format, name) == to_bytes(second[name], format, name), name


def test_that_another_process_writes_the_same_svg() -> None:
    program = (
        "import sys; from tests.charts.drawings import profile; from firemode_desktop.charts.export import to_bytes;"
        "from firemode_desktop.charts.profile import pressure_profile;"
        "sys.stdout.buffer.write(to_bytes(pressure_profile(profile()), 'svg'))"
    )
    other = {"PYTHONHASHSEED": "7"}
    found = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env=other, cwd=ROOT)
    assert found.stdout == to_bytes(pressure_profile(profile()), "svg")


def test_that_a_figure_that_is_used_again_shows_only_the_new_chart() -> None:
    reused = history_chart(history())
    again = pressure_profile(profile(), figure=reused)
    assert again is reused
    assert to_bytes(again, "svg") == to_bytes(pressure_profile(profile()), "svg")


def test_that_a_figure_has_the_size_and_the_paper_that_were_asked_for() -> None:
    figure = pressure_profile(profile(), style("dark"), (150, 90))
    assert [round(side * 25.4, 6) for side in figure.get_size_inches()] == [150, 90]
    picture = Image.open(io.BytesIO(to_bytes(figure, "png")))
    assert picture.convert("RGB").getpixel((3, 3)) == (0x16, 0x1C, 0x24)


def test_that_a_pdf_keeps_its_words_as_text_and_an_svg_beside_the_outlines() -> None:
    text = PdfReader(io.BytesIO(to_bytes(pressure_profile(profile()), "pdf", "Stair-A"))).pages[0].extract_text()
    assert "18.2" in text
    assert "Evacuation doors open" in text
    svg = to_bytes(pressure_profile(profile()), "svg", "Stair-A").decode()
    assert "<!-- 18.2 -->" in svg
    assert "<!-- Level-3 -->" in svg


def test_that_pages_become_one_file() -> None:
    pages = pages_to_bytes([history_chart(history()), summary_chart(SUMMARY)], "Readings")
    assert len(PdfReader(io.BytesIO(pages)).pages) == 2
    assert pages == pages_to_bytes([history_chart(history()), summary_chart(SUMMARY)], "Readings")


@pytest.mark.parametrize("name", ["$100 $x^2$ \\alpha", "消防楼梯", "מדרגות", "L" * 255, "a\nb\tc", "\u202eevil", "😀"])
def test_that_any_name_can_be_drawn(name: str) -> None:
    figure = pressure_profile(profile(floor(0, name=name), floor(1, "18.2", Standing.FAIL, name=name)))
    assert to_bytes(figure, "png").startswith(b"\x89PNG")
    assert to_bytes(history_chart(history(words=name)), "svg")


def test_that_another_format_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="png, svg, pdf"):
        to_bytes(summary_chart(SUMMARY), "bmp")


def test_that_a_table_has_the_numbers_whole_and_no_formula() -> None:
    table = rows(profile(floor(0, "19.9996", Standing.FAIL, name="=HYPERLINK(1)")))
    text = csv_bytes(table).decode("utf-8-sig")
    assert "19.9996" in text
    assert "'=HYPERLINK(1)" in text
    assert text.splitlines()[0].startswith("stair,door_case,floor,height_m,value")


@pytest.mark.parametrize("chart", [profile(), history(), SUMMARY, DOORWAYS, TIMELINE])
def test_that_every_chart_has_its_table(chart: object) -> None:
    table = rows(chart)
    assert len(table) > 1
    assert {len(row) for row in table} == {len(table[0])}
