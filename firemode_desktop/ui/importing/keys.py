"""What the keyboard does in an import, wherever in its panel it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.language import tr

if TYPE_CHECKING:
    from firemode_desktop.ui.importing.panel import ImportPanel


def add_commands(panel: ImportPanel, page: QWidget) -> None:
    """What the page offers while the panel is open, by the keyboard and in the palette."""
    add = partial(panel.tools.commands.add, page, menu=tr("Baselines"))
    forth, back = (partial(_step_problem, panel, by) for by in (1, -1))
    add(tr("Next problem of the file"), forth, shortcut="F8", words=tr("error warning import"))
    add(tr("Previous problem of the file"), back, shortcut="Shift+F8", words=tr("error import"))
    add(tr("Columns of the file…"), panel.show_columns, shortcut="Ctrl+M", words=tr("mapping headings import map"))
    add(
        tr("Carry out the first repair"),
        panel.repair_first,
        shortcut="Alt+R",
        words=tr("mend import words dates units"),
    )


def _step_problem(panel: ImportPanel, by: int) -> None:
    if panel.isVisible() and panel.step is Step.PREVIEW:
        panel.preview.step_problem(by)


def next_part(panel: ImportPanel) -> None:
    """The keyboard goes from the rows to the problems, to the buttons, and round again."""
    if panel.step is not Step.PREVIEW:
        return
    buttons = (panel.confirm, panel.good_only, panel.close_button)
    parts = [panel.preview.grid, panel.preview.list, next(one for one in buttons if one.isVisible())]
    shown = [part for part in parts if part.isVisible()]
    at = next((at for at, part in enumerate(shown) if part.hasFocus()), -1)
    shown[(at + 1) % len(shown)].setFocus(Qt.FocusReason.ShortcutFocusReason)
