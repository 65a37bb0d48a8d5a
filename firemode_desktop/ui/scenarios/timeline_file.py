"""The timeline of the chosen scenario saved as a picture."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.services.timelines import timeline_file
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.workspace import Tools

FILTERS = tr("Document (*.pdf);;Picture (*.png);;Drawing (*.svg)")


def save_timeline(page: QWidget, tools: Tools, studio: Studio) -> None:
    """Ask where to, and write it as pdf, png or svg: planned against observed where the scenario was tested."""
    one = studio.scenario
    if one is None:
        return
    folder = Path(str(tools.settings.value("scenarios/folder") or Path.home()))
    name = "".join(letter if letter.isalnum() else "-" for letter in one.name.lower())
    chosen, _ = QFileDialog.getSaveFileName(page, tr("Save timeline as"), str(folder / f"{name}.pdf"), FILTERS)
    if not chosen:
        return
    path = Path(chosen)
    tools.settings.setValue("scenarios/folder", str(path.parent))
    content = partial(timeline_file, one, studio.effects, path.suffix.lstrip(".").lower())
    tools.background.work(
        page,
        lambda _work: write_whole(path, content()),
        lambda _done: tools.notices.say(tr("Saved {path}.", path=path.name)),
        tools.notices.show_error,
        text=tr("Writing {path}", path=path.name),
    )
