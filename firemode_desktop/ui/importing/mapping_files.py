"""A mapping as a file: what was told of one workbook is kept, and told of the next one like it."""

from __future__ import annotations

from pathlib import Path

from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.imports.mapping import FileMapping
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole

LARGEST = 1 << 20


def load_mapping(work: Work, file: Path) -> FileMapping:
    """The mapping in a file. Raises ``Missing`` where there is none, ``Invalid`` saying what is wrong with it."""
    work.tell(0, 1, "reading the mapping")
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Invalid(f"{file.name} is too large to be a mapping.")
        mapping = FileMapping.from_json(data.decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise Missing(f"There is no file {file.name}.") from error
    except OSError as error:
        raise Invalid(f"{file.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Invalid(f"{file.name} is not a mapping: it is not a text in UTF-8.") from error
    work.tell(1, 1, "done")
    return mapping


def save_mapping(work: Work, mapping: FileMapping, file: Path) -> Path:
    """Write a mapping; the file is there whole or not at all."""
    work.tell(0, 1, "writing the mapping")
    write_whole(file, mapping.to_json().encode())
    work.tell(1, 1, "done")
    return file
