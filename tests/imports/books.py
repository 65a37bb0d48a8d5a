"""Workbooks for tests: honest ones through openpyxl, and hostile ones made by changing the parts of an honest one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from firemode_desktop.exports.book import to_bytes

SHEET = "xl/worksheets/sheet1.xml"


def book(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """An honest workbook: sheet name → rows of values. The same rows give the same bytes."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return to_bytes(workbook)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook in which ``old`` stands as ``new`` in one part; the test is wrong when ``old`` is not there."""
    files = parts(data)
    assert old in files[part], f"{old!r} is not in {part}"
    files[part] = files[part].replace(old, new, 1)
    return packed(files)


def with_rows(xml: bytes, before: bytes = b"") -> bytes:
    """A workbook whose one sheet, ``Pressure``, holds exactly this XML inside ``<sheetData>``."""
    files = parts(book({"Pressure": [["x"]]}))
    head, _, rest = files[SHEET].partition(b"<sheetData>")
    tail = rest.partition(b"</sheetData>")[2]
    files[SHEET] = before + head + b"<sheetData>" + xml + b"</sheetData>" + tail
    return packed(files)
