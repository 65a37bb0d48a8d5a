"""Colours that can be read, shapes that can be told apart, a typeface that is there on a machine without fonts."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import firemode_desktop.domain
import firemode_desktop.ui
from firemode_desktop.charts.style import style
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import icons, status, theme
from firemode_desktop.ui.theme import CONTRAST, DARK, LIGHT, Colours, Scheme, Theme

ALL = pytest.mark.parametrize("palette", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
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


GROUNDS = ("ground", "surface", "raised", "hover")
WORDS = {
    "text": (*GROUNDS, "good_wash", "near_wash", "bad_wash"),
    "quiet": (*GROUNDS, "good_wash", "near_wash", "bad_wash"),
    "faint": GROUNDS,
    "accent_text": (*GROUNDS, "bad_wash"),
    "good": (*GROUNDS, "good_wash"),
    "near": (*GROUNDS, "near_wash"),
    "bad": (*GROUNDS, "bad_wash"),
    "rail_text": ("rail", "rail_active"),
    "rail_quiet": ("rail", "rail_active"),
    "on_accent": ("fill", "fill_over"),
    "surface": ("text",),
}
"""Words in a colour, and what they are written on."""
STROKES = {
    "accent": (*GROUNDS, "rail", "rail_active"),
    "ink": ("surface", "ground"),
    "frame": ("surface", "ground"),
    "faint": ("surface",),
}


@ALL
@pytest.mark.parametrize("name", WORDS)
def test_that_words_stand_out_from_whatever_they_are_written_on(palette: Colours, name: str) -> None:
    least = 7.0 if palette is CONTRAST else 4.5  # WCAG 2.1, AAA and AA
    for under in WORDS[name]:
        assert contrast(getattr(palette, name), getattr(palette, under)) >= least, under


@ALL
@pytest.mark.parametrize("name", STROKES)
def test_that_marks_and_the_frames_of_fields_stand_out(palette: Colours, name: str) -> None:
    for under in STROKES[name]:
        assert contrast(getattr(palette, name), getattr(palette, under)) >= 3.0, under


def test_that_high_contrast_draws_its_bars_and_lines_in_full_strength() -> None:
    assert contrast(CONTRAST.bar, CONTRAST.surface) >= 7.0
    assert contrast(CONTRAST.line, CONTRAST.surface) >= 7.0
    assert CONTRAST.edge >= 2
    assert CONTRAST.ring >= 3


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", ["ink", "quiet", "accent", "pass_", "fail", "near", "not_tested", "skipped"])
def test_that_what_a_chart_says_stands_out_from_its_paper(look: str, name: str) -> None:
    drawn_in, least = style(look), 7.0 if look == "contrast" else 4.5
    for paper in (drawn_in.paper, drawn_in.panel):
        assert contrast(getattr(drawn_in, name), paper) >= least


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_that_a_heat_map_grows_steadily_lighter_or_darker_without_colour(look: str) -> None:
    shades = [luminance(getattr(style(look), name)) for name in ("under", "middle", "over")]
    assert shades == sorted(shades, reverse=True)
    assert (
        min(
            contrast(getattr(style(look), a), getattr(style(look), b))
            for a, b in (("under", "middle"), ("middle", "over"))
        )
        > 1.5
    )


@ALL
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


def tellings() -> Iterator[tuple[str, dict[object, Standing]]]:
    """Every table of the program that says by which shape something is told."""
    for package in (firemode_desktop.domain, firemode_desktop.ui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                for name, value in vars(importlib.import_module(module.name)).items():
                    if isinstance(value, dict) and value and all(isinstance(one, Standing) for one in value.values()):
                        yield f"{module.name}.{name}", value


def test_that_no_two_states_are_told_by_one_shape() -> None:
    """In greyscale they would be one; those that have their word right beside them may."""
    found = dict(tellings())
    assert len(found) > 10
    for name, told in found.items():
        alone = [shape for state, shape in told.items() if str(state) not in ("not proven", "not checked")]
        assert len(set(alone)) == len(alone), name


@ALL
def test_that_a_shape_stands_out_from_what_it_is_drawn_on_in_greyscale(palette: Colours) -> None:
    for standing in Standing:
        name = status.COLOUR_NAMES[standing]
        for under in (*GROUNDS, *(f"{wash}_wash" for wash in ("good", "near", "bad") if wash == name)):
            assert contrast(getattr(palette, name), getattr(palette, under)) >= 3.0, (standing, under)


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
    theme.choose(Scheme.CONTRAST)
    assert colours(widget) is CONTRAST
    theme.choose(Scheme.LIGHT)
    assert colours(widget) is LIGHT


def test_that_no_colour_of_the_style_sheet_was_left_unnamed() -> None:
    for palette in (LIGHT, DARK, CONTRAST):
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
