"""The evidence files that a row names: they lie beside the workbook, or are on record already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from firemode_desktop.imports.results.survey import KnownFile
from firemode_desktop.imports.tables.columns import Columns


class Beside:
    """The folder of a workbook; ``known`` are the files on record, by identifier of their test."""

    def __init__(self, folder: Path | None, known: Mapping[str, tuple[KnownFile, ...]]) -> None:
        self._folder, self._known = folder, known

    def files(self, columns: Columns, index: int, identifier: str, told: str | None) -> tuple[Path, ...]:
        """The files that are to be kept; errors of the row for those that cannot be."""
        on_record = {one.name: one for one in self._known.get(identifier, ())}
        found = []
        for name in dict.fromkeys(part.strip() for part in (told or "").split(";")):
            if not name:
                continue
            wrong = self._wrong(name, on_record.get(name))
            if wrong is not None:
                columns.refuse(index, "evidence", *wrong)
            elif name not in on_record and self._folder is not None:
                found.append(self._folder / name)
        return tuple(found)

    def _wrong(self, name: str, known: KnownFile | None) -> tuple[str, str] | None:
        """Code and sentence of what is wrong with a name."""
        if known is not None:
            return self._altered(name, known)
        if name != Path(name).name or "\\" in name or self._folder is None:
            return "evidence_name", f"“{name}” must be the name of a file in the folder of the workbook."
        if not _is_file(self._folder / name):
            return "evidence_missing", f"There is no file “{name}” beside the workbook."
        return None

    def _altered(self, name: str, known: KnownFile) -> tuple[str, str] | None:
        """A file on record need not come again; where it does, it has to be the same one."""
        path = None if self._folder is None else self._folder / name
        if path is None or known.sha256 is None or not path.is_file():
            return None
        try:
            with path.open("rb") as stream:
                same = hashlib.file_digest(stream, "sha256").hexdigest() == known.sha256
        except OSError as error:
            return "evidence_missing", f"“{name}” cannot be read: {error.strerror}."
        said = f"“{name}” is another file than the one on record for this test. Give the new one another name."
        return None if same else ("evidence_altered", said)


def _is_file(path: Path) -> bool:
    """Whether that is a file; a name that no disk takes is none."""
    try:
        return path.is_file()
    except OSError:
        return False
