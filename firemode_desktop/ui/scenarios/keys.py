"""The commands of the page of cause and effect, with their names, menu places and keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from firemode_desktop.services.people import TESTERS
from firemode_desktop.ui.scenarios.timeline_file import save_timeline

if TYPE_CHECKING:
    from firemode_desktop.ui.scenarios.page import ScenariosPage

MODE_NAMES = ("Matrix", "Timeline", "Matrix and timeline", "Steps as a table", "Coverage")
SIDE_NAMES = ("The step", "The scenario", "Versions")


def add_commands(page: ScenariosPage) -> None:
    """Add them to the menu *Cause & effect*."""
    add = partial(page.tools.commands.add, page, menu="Cause & effect")
    add("Save scenarios", page.save, shortcut="Ctrl+S", words="store write drafts", who=TESTERS)
    add("New scenario…", page.start, shortcut="Ctrl+Shift+N", words="template common sequence copy clone", who=TESTERS)
    add("Publish the scenario…", page.publish, shortcut="Ctrl+Return", words="sign freeze version", who=TESTERS)
    add("Remove the draft", page.remove, words="delete discard scenario", who=TESTERS)
    for index, name in enumerate(MODE_NAMES):
        add(name, partial(page.modes.choose, index), shortcut=f"Alt+{index + 1}", words="view show")
    for index, name in enumerate(SIDE_NAMES):
        add(f"Beside: {name.lower()}", partial(page.show_side, index), shortcut=f"Alt+Shift+{index + 1}", words="panel")
    add("Components of the register", page.toggle_shelf, shortcut="Ctrl+Shift+C", words="shelf equipment add step")
    add("Compare versions…", page.show_compare, shortcut="Ctrl+Shift+D", words="diff difference changes")
    add("Import scenarios…", page.import_file, shortcut="Ctrl+I", words="workbook matrix steps xlsx csv", who=TESTERS)
    add("Export scenarios…", page.export, shortcut="Ctrl+Shift+E", words="workbook matrix steps xlsx csv save")
    add("Site sheet…", page.show_sheet, shortcut="Ctrl+P", words="print pdf paper panel qr")
    picture = partial(save_timeline, page, page.tools, page.studio)
    add("Save the timeline as a picture…", picture, words="pdf png svg print export")
    add("Open the test", page.open_reading, shortcut="Ctrl+R", words="session observed reading seen")
