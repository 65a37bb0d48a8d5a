"""A file that the program was started with, or that a second start hands over: which page takes it.

Nothing is done to the records before a person says so: a workbook is offered to the import, a backup asked about.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from firemode_desktop.ui.language import tr

if TYPE_CHECKING:
    from firemode_desktop.ui.window import Window

BACKUPS = frozenset({".fmbackup", ".backup"})
PAGES = {
    ".pdf": "reports",
    ".xlsx": "baselines",
    ".xlsm": "baselines",
    ".xls": "baselines",
    ".ods": "baselines",
    ".csv": "baselines",
    ".zip": "admin",
}


def open_file(window: Window, path: Path) -> None:
    """Lead to the page that takes such a file; what cannot be opened is said. The database is open."""
    suffix = path.suffix.lower()
    if not path.is_file():
        window.notices.warn(tr("There is no file {path}.", path=str(path)))
    elif suffix in BACKUPS:
        window.unless_unsaved(tr("Look at the backup without saving"), lambda: _offer_backup(window, path))
    elif suffix not in PAGES:
        window.notices.warn(
            tr("FireMode does not open files such as {name}.", name=path.name),
            tr("It opens backups (.fmbackup), reports to verify (.pdf), workbooks of baselines (.xlsx, .xls, .ods, "
               ".csv) and files of whole buildings (.zip)."),
        )  # fmt: skip
    elif window.building_id is None:
        window.notices.warn(tr("{name} is opened once there is a building: make or open one first.", name=path.name))
    else:
        window.visit(PAGES[suffix])
        window.page(PAGES[suffix]).open_file(path)


def _offer_backup(window: Window, path: Path) -> None:
    window.show_start()
    window.start.show_backup(path)
