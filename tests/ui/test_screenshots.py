"""The pictures: nothing that is registered is missing in them, and what is written names them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

import firemode_desktop.ui
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.screenshots import sheet
from firemode_desktop.ui.screenshots.drawing import draw
from firemode_desktop.ui.screenshots.looks import PLAN, SMALL, Look, chosen, told
from firemode_desktop.ui.screenshots.scenes import AROUND, scenes, settle
from firemode_desktop.ui.shell import SidePane
from firemode_desktop.ui.testing.create import TestsPanel
from firemode_desktop.ui.window import Window
from firemode_desktop.ui.workspaces import WORKSPACES


def test_that_pictures_of_a_part_are_drawn_in_the_look_and_size_that_were_asked_for(
    window: Window, qapp: QApplication, tmp_path: Path
) -> None:
    files = []
    for look in (Look("light", SMALL), Look("contrast", QSize(1400, 900)), Look("dark", SMALL, grey=True)):
        files += draw(qapp, window, look, scenes(window, only=("overview",), whole=look.scheme == "light"), tmp_path)
    assert {"overview-light-1280x800.png", "overview-velocity-light-1280x800.png"} <= {file.name for file in files}
    light = QImage(str(tmp_path / "overview-light-1280x800.png"))
    contrast = QImage(str(tmp_path / "overview-contrast-1400x900.png"))
    assert (light.size(), contrast.size()) == (QSize(1280, 800), QSize(1400, 900))
    assert light.pixelColor(600, 780).lightness() > 200
    assert contrast.pixelColor(600, 880).lightness() == 0
    assert QImage(str(tmp_path / "overview-dark-grey-1280x800.png")).isGrayscale()
    page = sheet.write(tmp_path).read_text(encoding="utf-8")
    assert all(f'href="{file.name}"' in page for file in files)


def panels() -> Iterator[type[QWidget]]:
    """Every panel and side pane that the program has, whoever opens it."""
    for module in pkgutil.walk_packages(firemode_desktop.ui.__path__, "firemode_desktop.ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    left: list[type[QWidget]] = [EntryPanel, SidePane, TestsPanel]
    while left:
        one = left.pop()
        below = one.__subclasses__()
        left += below
        if not below:
            yield one


def test_that_every_page_and_every_panel_is_in_the_pictures(window: Window, qapp: QApplication) -> None:
    shown: set[type] = set()
    names = []
    for name in scenes(window):
        settle(qapp, window)
        names.append(name)
        shown |= {type(each) for each in window.findChildren(QWidget) if each.isVisible()}
    assert {entry.key for entry in WORKSPACES} | {f"{AROUND}-start"} <= set(names)
    assert {panel.__name__ for panel in set(panels()) - shown} == set()
    assert len(names) == len(set(names))


def test_that_a_part_of_the_plan_is_one_look() -> None:
    assert chosen(None, None, None, grey=False) == PLAN
    assert chosen("dark", None, None, grey=False) == (Look("dark", SMALL),)
    assert chosen(None, "1920x1080", 150, grey=True) == (Look("light", QSize(1920, 1080), 150, grey=True),)
    with pytest.raises(Invalid, match="1280x800"):
        chosen(None, "large", None, grey=False)


@pytest.mark.parametrize("look", PLAN, ids=lambda look: look.words)
def test_that_the_name_of_a_picture_tells_its_scene_and_look(look: Look) -> None:
    found = told(Path(look.file("registers-import-preview")))
    assert found is not None
    scene, again = found
    assert scene == "registers-import-preview"
    assert (again.scheme, again.size, again.scale, again.grey) == (look.scheme, look.size, look.scale, look.grey)
    assert look.logical * look.scale / 100 == look.size
