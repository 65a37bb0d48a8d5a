"""The bytes of a workbook → the answer of the reader's process; what a file is, is told by its content."""

from __future__ import annotations

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.archive import Archive
from firemode_desktop.imports.files.found import FoundSheet, Values, encoded
from firemode_desktop.imports.files.xlsx import is_xlsx, read_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MIMETYPE = "mimetype"
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_AS = "save it as .xlsx in a spreadsheet program."
_PACKED = (
    ("xl/workbook.bin", f"This is a binary Excel workbook (.xlsb); {_AS}"),
    ("word/document.xml", "This is a Word document; put its table into a workbook and save it as .xlsx."),
    ("ppt/presentation.xml", "This is a presentation; put its table into a workbook and save it as .xlsx."),
    ("Index/Document.iwa", "This is an Apple Numbers document; export it from Numbers as Excel (.xlsx)."),
    ("Index.zip", "This is an Apple Numbers document; export it from Numbers as Excel (.xlsx)."),
)


def answer(data: bytes) -> bytes:
    """The sheets of a workbook, encoded; ``Invalid`` in one sentence when it is none, damaged or a trap."""
    values = Values()
    return encoded(_sheets(data, values), values)


def _sheets(data: bytes, values: Values) -> list[FoundSheet]:
    if data.startswith(OLE):
        from firemode_desktop.imports.files.xls import read_xls

        return read_xls(data, values)
    archive = Archive(data)
    if MIMETYPE in archive:
        return _open_document(archive, values)
    for part, sentence in _PACKED:
        if part in archive:
            raise Invalid(sentence)
    if not is_xlsx(archive):
        raise Invalid("This file is not an Excel workbook (.xlsx) nor an OpenDocument spreadsheet (.ods).")
    return read_xlsx(archive, values)


def _open_document(archive: Archive, values: Values) -> list[FoundSheet]:
    kind = archive.read(MIMETYPE).decode("ascii", "replace").strip()
    if kind not in (_SPREADSHEET, f"{_SPREADSHEET}-template"):
        raise Invalid("This is a document but not a spreadsheet; put its table into a workbook and save it as .xlsx.")
    from firemode_desktop.imports.files.ods import read_ods

    return read_ods(archive, values)
