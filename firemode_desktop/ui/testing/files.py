"""Which files: the system's own dialogs, opened where the last file was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.ui.language import tr

KEPT = "sessions/folder"
EVIDENCE = tr("Evidence (*.jpg *.jpeg *.png *.webp *.heic *.mp4 *.mov *.pdf *.txt *.csv *.log);;All files (*)")

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
PANEL_LOG = tr("Event logs (*.csv *.txt *.log *.tsv *.xlsx *.xlsm *.xls *.ods);;All files (*)")


def panel_log_in(carried: QMimeData) -> Path | None:
    """The one table among what is carried, which may be a panel's event log."""
    paths = [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.casefold() in TABLES else None


class Files:
    """Asks the person; None and nothing mean that the dialog was closed."""

    def __init__(self, owner: QWidget, settings: QSettings) -> None:
        self._owner, self._settings = owner, settings

    def template(self, session: str) -> Path | None:
        """Where the results template of a session is to be written; always with its ending."""
        proposed = str(Path(self._folder()) / f"{session}.xlsx".replace("/", "-"))
        path, _ = QFileDialog.getSaveFileName(
            self._owner, tr("Write the results template"), proposed, tr("Workbook (*.xlsx)")
        )
        chosen = self._remembered(path)
        if chosen is None or chosen.suffix.lower() == ".xlsx":
            return chosen
        return chosen.with_name(f"{chosen.name}.xlsx")

    def evidence(self) -> list[Path]:
        """Files to be kept as evidence."""
        paths, _ = QFileDialog.getOpenFileNames(self._owner, tr("Add evidence"), self._folder(), EVIDENCE)
        return [chosen for path in paths if (chosen := self._remembered(path)) is not None]

    def panel_log(self) -> Path | None:
        """The event log of a fire panel."""
        path, _ = QFileDialog.getOpenFileName(self._owner, tr("Open the panel’s event log"), self._folder(), PANEL_LOG)
        return self._remembered(path)

    def _folder(self) -> str:
        return str(self._settings.value(KEPT) or Path.home())

    def _remembered(self, path: str) -> Path | None:
        if not path:
            return None
        self._settings.setValue(KEPT, str(Path(path).parent))
        return Path(path)
