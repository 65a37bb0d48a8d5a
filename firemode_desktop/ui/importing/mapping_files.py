"""Mappings that are kept: as a file, told of one workbook and of the next one like it, and as what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.imports.mappings.files import read_mapping
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.importing.checking import forget
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.workspace import Tools

if TYPE_CHECKING:
    from firemode_desktop.services.importing.mappings import Remembered

FILES = tr("Mapping of columns (*.json);;All files (*)")
FOLDER = "folders/mapping"


class KeptMappings:
    """Loads and saves beside the window; ``take(name, mapping)`` is called with what was loaded."""

    def __init__(self, tools: Tools, owner: QWidget, take: Callable[[str, FileMapping], object]) -> None:
        self._tools, self._owner, self._take = tools, owner, take

    def _folder(self) -> Path:
        return Path(str(self._tools.settings.value(FOLDER) or Path.home()))

    def ask_load(self) -> None:
        """Ask for the file of a mapping, and read it."""
        name, _ = QFileDialog.getOpenFileName(self._owner, tr("Load a mapping"), str(self._folder()), FILES)
        if name:
            self.load(Path(name))

    def load(self, file: Path) -> None:
        """Read the mapping in a file; a bad one is said."""
        self._tools.settings.setValue(FOLDER, str(file.parent))
        self._tools.background.work(
            self._owner,
            lambda work: load_mapping(work, file),
            partial(self._take, file.name),
            text=tr("Reading {file}", file=file.name),
        )

    def ask_save(self, mapping: FileMapping, stem: str) -> None:
        """Ask where a mapping goes, and write it."""
        start = self._folder() / f"{stem}-mapping.json"
        name, _ = QFileDialog.getSaveFileName(self._owner, tr("Save this mapping"), str(start), FILES)
        if name:
            self.save(mapping, Path(name))

    def save(self, mapping: FileMapping, file: Path) -> None:
        """Write a mapping."""
        self._tools.settings.setValue(FOLDER, str(file.parent))
        self._tools.background.work(
            self._owner,
            lambda work: save_mapping(work, mapping, file),
            lambda saved: self._tools.notices.say(tr("The mapping is in {saved}.", saved=saved.name)),
            text=tr("Writing {file}", file=file.name),
        )

    def forget(self, fingerprints: tuple[str, ...], then: Callable[[], object]) -> None:
        """Forget how headings were read before."""
        job = partial(forget, fingerprints, self._tools.person.id, self._tools.clock())
        self._tools.background.do(self._owner, job, lambda _answer: then(), text=tr("Forgetting how headings are read"))


def said_before(one: Remembered) -> str:
    """From which file a reading of headings comes, who made it, and when."""
    return tr(
        "{name}, by {made_by} on {recorded_at}",
        name=one.name,
        made_by=one.made_by or tr("somebody"),
        recorded_at=show_date(one.recorded_at.astimezone().date()),
    )


def load_mapping(work: Work, file: Path) -> FileMapping:
    """The mapping in a file. Raises ``Missing`` where there is none, ``Invalid`` saying what is wrong with it."""
    work.tell(0, 1, tr("reading the mapping"))
    mapping = read_mapping(file)
    work.tell(1, 1, "done")
    return mapping


def save_mapping(work: Work, mapping: FileMapping, file: Path) -> Path:
    """Write a mapping; the file is there whole or not at all."""
    work.tell(0, 1, tr("writing the mapping"))
    write_whole(file, mapping.to_json().encode())
    work.tell(1, 1, "done")
    return file
