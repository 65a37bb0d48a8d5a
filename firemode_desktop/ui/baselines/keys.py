"""The actions of the page that show, filter, lead somewhere or put out; and the list of completeness as a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from firemode_desktop.domain.completeness import ADVISED, Baselines, Mark
from firemode_desktop.services.people import TESTERS
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import inline, tr
from firemode_desktop.ui.parts import Segments

if TYPE_CHECKING:
    from firemode_desktop.ui.baselines.page import BaselinesPage

FILTERS = {
    Mark.MISSING.value: (tr("Only what is missing"), "Ctrl+Shift+M"),
    Mark.STALE.value: (tr("Only what is stale"), "Ctrl+Shift+T"),
    Mark.OUTSIDE.value: (tr("Only what is outside the rule"), "Ctrl+Shift+U"),
    ADVISED: (tr("Only what is advised on"), "Ctrl+Shift+A"),
}
"""Chosen once more, everything is shown again."""
FOLDER = "folders/completeness"


def add_commands(page: BaselinesPage, tabs: Sequence[str]) -> None:
    """Give the page its ways to bring baselines in and to look at them; ``tabs`` are the names of what it shows."""
    add = partial(page.tools.commands.add, page, menu=tr("Baselines"))
    add(tr("Import baselines…"), page.start_import, shortcut="Ctrl+I", words=tr("workbook csv xlsx"), who=TESTERS)
    add(tr("Baseline template…"), page.ask_template, words=tr("workbook download empty form"))
    add(tr("Take an import back…"), page.ask_take_back, words=tr("undo batch withdraw"), who=TESTERS)
    for index, name in enumerate(tabs):
        run = partial(page.go_to_tab, index)
        page.tools.commands.add(
            page,
            tr("Show {name}", name=inline(name)),
            run,
            menu=tr("View"),
            shortcut=f"Alt+{index + 1}",
            words="baselines",
        )
    view = partial(page.tools.commands.add, page, menu=tr("View"))
    view(
        tr("Matrix or section"), partial(_toggle, page.views), shortcut="Alt+5", words=tr("completeness drawing shaft")
    )
    view(
        tr("This kind or all kinds"),
        partial(_toggle, page.canvas.scope),
        shortcut="Alt+6",
        words=tr("completeness section"),
    )
    for only, (name, key) in FILTERS.items():
        view(name, partial(page.legend.choose, only), shortcut=key, words=tr("filter only completeness"))
    view(tr("Next advice"), page.advice.list.step, shortcut="F9", words=tr("physics suspect swapped doubt"))
    page.tools.commands.add(
        page,
        tr("Copy the history"),
        partial(copy_history, page),
        menu=tr("Edit"),
        shortcut="Ctrl+Shift+C",
        words=tr("location clipboard"),
    )
    add(tr("Completeness list…"), partial(ask_list, page), words=tr("export missing stale csv xlsx"))


def copy_history(page: BaselinesPage) -> None:
    """Put everything that was ever recorded of the location on the clipboard."""
    if page.side.copy():
        page.tools.notices.say(tr("The history of the location is on the clipboard."))


def ask_list(page: BaselinesPage) -> None:
    """Ask where the list goes, and write it."""
    if page.baselines is None:
        return
    folder = Path(str(page.tools.settings.value(FOLDER) or Path.home()))
    name, _ = QFileDialog.getSaveFileName(
        page, tr("Write the completeness list"), str(folder / "completeness.xlsx"), tr("Workbook (*.xlsx);;CSV (*.csv)")
    )
    if name:
        page.tools.settings.setValue(FOLDER, str(Path(name).parent))
        write_list(page, Path(name))


def write_list(page: BaselinesPage, target: Path) -> None:
    """Write how every location stands: a workbook, or CSV where the name ends so."""
    found = page.baselines
    if found is None:
        return
    page.tools.background.work(
        page,
        lambda _work: _written(found, target),
        lambda file: page.tools.notices.say(tr("The completeness list is in {file}.", file=file.name)),
        text=tr("Writing the completeness list"),
    )


def _written(found: Baselines, target: Path) -> Path:
    from firemode_desktop.exports.completeness import completeness_csv, completeness_workbook

    write = completeness_csv if target.suffix.lower() == ".csv" else completeness_workbook
    return write_whole(target, write(found))


def _toggle(segments: Segments) -> None:
    segments.choose(1 - segments.index)
