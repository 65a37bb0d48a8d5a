"""A foreign file → cells. Hostile until it is read: workbooks are read in a limited process of their own.

    read_file("baseline.xlsx")  →  Workbook(sheets=(Sheet(name="Pressure", rows=…), …))

Accepted: ``.xlsx``, ``.xlsm``, ``.xls``, ``.ods`` and CSV, told apart by content and not by name. Everything else, and
everything that is damaged or a trap, ends as one ``Invalid`` with one sentence.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.visible import one_line
from firemode_desktop.imports.apart import Reader, Words
from firemode_desktop.imports.files import reader
from firemode_desktop.imports.files.cells import Sheet, Workbook
from firemode_desktop.imports.files.delimited import read_delimited
from firemode_desktop.imports.files.found import decoded
from firemode_desktop.imports.files.opening import bytes_of
from firemode_desktop.imports.files.strangers import refuse_strangers

MAX_FILE = 32 * 1024 * 1024
READER_FLAG = "--read-workbook"
"""In a bundle the program itself is started with this as its first argument, and runs ``reader.main`` with the rest."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
READER = Reader(
    str(reader.__file__),
    READER_FLAG,
    ("xlrd",),
    Words(
        "workbook",
        "This workbook takes too long to read; save it again in a spreadsheet program.",
        "This workbook holds more than can be read; leave out what is not needed, or split it.",
        "This workbook is damaged and cannot be read; save it again in a spreadsheet program.",
    ),
)


def read_file(path: str | Path) -> Workbook:
    """Read a file; ``Missing`` when there is none, ``Invalid`` when it cannot be trusted."""
    file = Path(path)
    return read(bytes_of(file, MAX_FILE), file.name)


def read(data: bytes, file_name: str, *, separator: str | None = None) -> Workbook:
    """Read the bytes of a file; ``separator`` overrides what is found in a CSV file."""
    file_name = one_line(file_name)
    if len(data) > MAX_FILE:
        raise Invalid(f"{file_name} is larger than {MAX_FILE // 1024 // 1024} MB.")
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith((_ZIP, _OLE)):
        return Workbook(file_name, digest, _read_apart(data))
    refuse_strangers(data)
    sheet, chosen, encoding = read_delimited(data, file_name, separator)
    return Workbook(file_name, digest, (sheet,), chosen, encoding)


def _read_apart(data: bytes) -> tuple[Sheet, ...]:
    """The sheets as the reader's process finds them; ``Invalid`` when it refuses, fails, or takes too much."""
    said = READER.answer(data, reader.seconds_for(data))
    try:
        return decoded(said)
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise Invalid(READER.words.damaged) from error
