"""Colours that can be read, shapes that can be told apart, a typeface that is there on a machine without fonts."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import icons, status, theme
from firemode_desktop.ui.theme import DARK, LIGHT, Colours, Scheme, Theme

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
DEUTERANOPIA = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))
PROTANOPIA = ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052))
"""Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB."""


def linear(colour: str) -> tuple[float, float, float]:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.1."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
@pytest.mark.parametrize("name", ["text", "quiet", "good", "near", "bad", "accent_text"])
def test_that_words_stand_out_from_the_surface_they_are_written_on(palette: Colours, name: str) -> None:
    assert contrast(getattr(palette, name), palette.surface) >= 4.5
    assert contrast(getattr(palette, name), palette.ground) >= 4.4


@BOTH
def test_that_a_status_stands_out_from_its_own_wash(palette: Colours) -> None:
    for name in ("near", "bad", "good"):
        assert contrast(getattr(palette, name), getattr(palette, f"{name}_wash")) >= 4.3


@BOTH
@pytest.mark.parametrize("eye", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
def test_that_pass_and_fail_differ_for_an_eye_without_red_or_green(palette: Colours, eye: tuple[object, ...]) -> None:
    def seen(colour: str) -> list[float]:
        return [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in eye]  # type: ignore[call-overload]

    good, bad = seen(palette.good), seen(palette.bad)
    assert sum(abs(a - b) for a, b in zip(good, bad, strict=True)) > 0.08


def drawn(standing: Standing) -> frozenset[tuple[int, int]]:
    """The pixels of a shape, in black alone."""
    image = QImage(20, 20, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    status.paint(painter, QPointF(10, 10), 12, standing, QColor("black"))
    painter.end()
    return frozenset((x, y) for x in range(20) for y in range(20) if QColor(image.pixel(x, y)).lightness() < 128)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Standing, 2)))
def test_that_every_two_shapes_differ_without_colour(qapp: QApplication, one: Standing, other: Standing) -> None:
    mine, theirs = drawn(one), drawn(other)
    assert mine
    assert len(mine ^ theirs) / len(mine | theirs) > 0.15


def test_that_our_typeface_is_there_without_fonts_of_the_system(theme: Theme) -> None:
    assert {"IBM Plex Sans", "DejaVu Sans"} <= set(QFontDatabase.families())


def test_that_figures_are_as_wide_as_one_another(theme: Theme) -> None:
    from firemode_desktop.ui.theme import font

    metrics = QFontMetricsF(font(13))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_that_choosing_dark_reaches_a_widget_and_its_style_sheet(
    qtbot: QtBot, theme: Theme, qapp: QApplication
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    theme.choose(Scheme.DARK)
    from firemode_desktop.ui.theme import colours

    assert colours(widget) is DARK
    assert DARK.surface in qapp.styleSheet()
    theme.choose(Scheme.LIGHT)
    assert colours(widget) is LIGHT


def test_that_no_colour_of_the_style_sheet_was_left_unnamed() -> None:
    for palette in (LIGHT, DARK):
        assert "$" not in theme.sheet(palette)


def test_that_the_style_sheet_is_read_from_a_folder_with_a_space_and_an_accent(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "Fire Böhm's" / "resources"
    shutil.copytree(theme.resources(), there, ignore=shutil.ignore_patterns("*.ttc"))
    monkeypatch.setattr(theme, "resources", lambda: there)
    Theme(qapp, Scheme.LIGHT)  # what Qt cannot read it says, and that fails the test
    assert f'url("{there.as_posix()}/icons/tick.svg")' in qapp.styleSheet()


def test_that_an_icon_takes_the_colour_of_the_palette(theme: Theme) -> None:
    def ink() -> QColor:
        image = icons.icon("close").pixmap(24, 24).toImage()
        return max((image.pixelColor(x, x) for x in range(24)), key=lambda colour: colour.alpha())

    theme.choose(Scheme.LIGHT)
    assert ink().lightness() < 100
    theme.choose(Scheme.DARK)
    assert ink().lightness() > 150
    theme.choose(Scheme.LIGHT)


def test_that_every_page_and_every_kind_of_hit_has_its_icon() -> None:
    from firemode_desktop.paths import resources
    from firemode_desktop.ui.finding import ICONS
    from firemode_desktop.ui.workspaces import WORKSPACES

    drawn = {file.stem for file in (resources() / "icons").glob("*.svg")}
    assert {entry.icon for entry in WORKSPACES} | set(ICONS.values()) <= drawn
