"""Files that are neither a workbook nor CSV, known by their first bytes: one sentence each that says what to do."""

from __future__ import annotations

from firemode_desktop.domain.errors import Invalid

_LOOKED_AT = 4096
_SAVE = "open it in a spreadsheet program and save it as .xlsx."
_BEGINNINGS = (
    ((b"%PDF",), "This is a PDF; a table is needed as a workbook (.xlsx, .xls, .ods) or CSV file."),
    ((b"{\\rtf",), "This is a text document (RTF); put its table into a workbook and save it as .xlsx."),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM\0"), "This is a picture, not a table."),
    ((b"ID;", b"TABLE\r\n0,1", b"TABLE\n0,1"), f"This is a table in an old form of exchange (SYLK, DIF); {_SAVE}"),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"PK\x05\x06", b"BZh"), "This is a packed file; unpack it first."),
    (
        (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08"),
        f"This is a workbook of Excel 4 or older; {_SAVE}",
    ),
)
_MARKUP = (
    ("urn:schemas-microsoft-com:office:spreadsheet", f"This is a workbook in XML of 2003 (SpreadsheetML); {_SAVE}"),
    ("urn:oasis:names:tc:opendocument", f"This is a flat OpenDocument file (.fods); {_SAVE}"),
    ("<pkg:package", "This is a Word document in XML; put its table into a workbook and save it as .xlsx."),
    ("<html", f"This is a web page under the name of a workbook; {_SAVE}"),
    ("<!doctype html", f"This is a web page under the name of a workbook; {_SAVE}"),
    ("<table", f"This is a web page under the name of a workbook; {_SAVE}"),
    ("mime-version:", f"This is a web page under the name of a workbook; {_SAVE}"),
    ("<?xml", f"This is an XML file, not a table; {_SAVE}"),
)


def refuse_strangers(data: bytes) -> None:
    """``Invalid`` with what to do, when the file is known to be something else."""
    for beginnings, sentence in _BEGINNINGS:
        if data.startswith(beginnings):
            raise Invalid(sentence)
    text = _beginning(data)
    if text.startswith(("<", "mime-version:")):
        for word, sentence in _MARKUP:
            if word in text:
                raise Invalid(sentence)


def _beginning(data: bytes) -> str:
    """The first characters, in whatever encoding, without case and without what stands before them."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data[:_LOOKED_AT].decode(encoding, "replace").lstrip().lower()
