"""The commands of the page of cause and effect, with their names, menu places and keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from firemode_desktop.services.people import TESTERS
from firemode_desktop.ui.language import inline, tr
from firemode_desktop.ui.scenarios.rooms import IMPORTING
from firemode_desktop.ui.scenarios.timeline_file import save_timeline

if TYPE_CHECKING:
    from firemode_desktop.ui.scenarios.page import ScenariosPage

MODE_NAMES = (tr("Matrix"), tr("Timeline"), tr("Matrix and timeline"), tr("Steps as a table"), tr("Coverage"))
SIDE_NAMES = (tr("The step"), tr("The scenario"), tr("Versions"))


def add_commands(page: ScenariosPage) -> None:
    """Add them to the menu *Cause & effect*."""
    add = partial(page.tools.commands.add, page, menu=tr("Cause & effect"))
    add(tr("Save scenarios"), page.save, shortcut="Ctrl+S", words=tr("store write drafts"), who=TESTERS)
    add(
        tr("New scenario…"),
        page.start,
        shortcut="Ctrl+Shift+N",
        words=tr("template common sequence copy clone"),
        who=TESTERS,
    )
    publish = add(
        tr("Publish the scenario…"), page.publish, shortcut="Ctrl+Return", words=tr("sign freeze version"), who=TESTERS
    )
    may = publish.isEnabled()
    page.pages.currentChanged.connect(lambda room: publish.setEnabled(may and room != IMPORTING))
    add(tr("Remove the draft"), page.remove, words=tr("delete discard scenario"), who=TESTERS)
    for index, name in enumerate(MODE_NAMES):
        add(name, partial(page.modes.choose, index), shortcut=f"Alt+{index + 1}", words=tr("view show"))
    for index, name in enumerate(SIDE_NAMES):
        add(
            tr("Beside: {name}", name=inline(name)),
            partial(page.show_side, index),
            shortcut=f"Alt+Shift+{index + 1}",
            words="panel",
        )
    add(
        tr("Components of the register"),
        page.toggle_shelf,
        shortcut="Ctrl+Shift+C",
        words=tr("shelf equipment add step"),
    )
    add(tr("Compare versions…"), page.show_compare, shortcut="Ctrl+Shift+D", words=tr("diff difference changes"))
    add(
        tr("Import scenarios…"),
        page.import_file,
        shortcut="Ctrl+I",
        words=tr("workbook matrix steps xlsx csv"),
        who=TESTERS,
    )
    add(tr("Export scenarios…"), page.export, shortcut="Ctrl+Shift+E", words=tr("workbook matrix steps xlsx csv save"))
    add(tr("Site sheet…"), page.show_sheet, shortcut="Ctrl+P", words=tr("print pdf paper panel qr"))
    picture = partial(save_timeline, page, page.tools, page.studio)
    add(tr("Save the timeline as a picture…"), picture, words=tr("pdf png svg print export"))
    add(tr("Open the test"), page.open_reading, shortcut="Ctrl+R", words=tr("session observed reading seen"))
