"""Where the workbook of scenarios is to go, and in which form."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.services import scenario_files
from firemode_desktop.services.scenario_files import FileForm
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.workspace import Tools

FOLDER = "scenarios/folder"
FORMS = {
    "Matrix, a sheet a stair (*.xlsx)": (FileForm.MATRIX, ".xlsx"),
    "Steps, a row each (*.xlsx)": (FileForm.STEPS, ".xlsx"),
    "Steps, a row each (*.csv)": (FileForm.CSV, ".csv"),
}
UNSAVED = tr(" What is not saved is not in it.")


def ask(page: QWidget, tools: Tools, building_id: UUID, *, unsaved: bool) -> None:
    """Ask for the file, then write it beside the window."""
    folder = str(tools.settings.value(FOLDER) or Path.home())
    proposed = str(Path(folder) / "cause-and-effect.xlsx")
    chosen, form = QFileDialog.getSaveFileName(page, tr("Export scenarios"), proposed, ";;".join(FORMS))
    if chosen:
        wanted, suffix = FORMS.get(form, next(iter(FORMS.values())))
        path = Path(chosen) if Path(chosen).suffix else Path(chosen + suffix)
        if path.suffix.lower() == ".csv":
            wanted = FileForm.CSV
        tools.settings.setValue(FOLDER, str(path.parent))
        said = tr("Saved {path}.{UNSAVED}", path=path.name, UNSAVED=UNSAVED if unsaved else "")
        tools.background.work(
            page,
            partial(_write, building_id, wanted, path),
            lambda _path: tools.notices.say(said),
            text=tr("Writing {path}", path=path.name),
        )


def _write(building_id: UUID, form: FileForm, path: Path, work: Work) -> Path:
    return write_whole(path, work.run(partial(_content, building_id, form)))


def _content(building_id: UUID, form: FileForm, session: Any) -> bytes:
    return scenario_files.export(session, building_id, form)
