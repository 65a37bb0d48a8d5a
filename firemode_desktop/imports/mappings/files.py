"""A mapping in a file of its own: what was told of one workbook, to be told of the next one like it."""

from __future__ import annotations

from pathlib import Path

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.opening import bytes_of
from firemode_desktop.imports.mappings.mapping import FileMapping

LARGEST = 1 << 20


def read_mapping(file: Path) -> FileMapping:
    """The mapping in a file. Raises ``Missing`` where there is none, ``Invalid`` saying what is wrong with it."""
    data = bytes_of(file, LARGEST)
    if len(data) > LARGEST:
        raise Invalid(f"{file.name} is too large to be a mapping.")
    try:
        return FileMapping.from_json(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Invalid(f"{file.name} is not a mapping: it is not a text in UTF-8.") from error
    except Invalid as error:
        raise Invalid(f"{file.name}: {error.message}", error.details) from error
