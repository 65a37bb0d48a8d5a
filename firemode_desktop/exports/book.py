"""Workbooks as bytes, and cells that carry no formula.

Text goes out as text whatever it begins with (``=``, ``+``, ``-``, ``@``): a name from a register never becomes a
formula in somebody's spreadsheet. The same content gives the same bytes: no clock is asked.
"""

from __future__ import annotations

import io
import re
import zipfile
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from firemode_desktop.domain.register_forms import EARLIEST

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell

Content = str | Decimal | int | bool | date | datetime | None
NO_DAY = date(2000, 1, 1)
"""The day a workbook is of when it does not matter."""
_DAYS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]+")
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_DAWN = (1980, 1, 1, 0, 0, 0)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def new_book(title: str = "", made_by: str = "FireMode Desktop") -> Workbook:
    """An empty workbook without sheets; ``title`` stands in its properties and above each printed page of a form."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = _UNPRINTABLE.sub(" ", title) or None, made_by
    return book


def to_bytes(book: Workbook, day: date = NO_DAY) -> bytes:
    """The workbook as bytes that depend on nothing but its content and the ``day`` it is of."""
    written = io.BytesIO()
    book.save(written)
    settled = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _DAYS.sub(rf"\g<1>{day.isoformat()}T00:00:00Z".encode(), content)
            target.writestr(zipfile.ZipInfo(name, _DAWN), content, zipfile.ZIP_DEFLATED)
    return settled.getvalue()


def put(cell: Cell | MergedCell, content: Content) -> None:
    """Write one cell; text stays text, also after somebody edits it. A day no spreadsheet counts right is text."""
    if isinstance(content, date) and not isinstance(content, datetime) and content < EARLIEST:
        content = content.isoformat()
    if not isinstance(content, str):
        cell.value = content
        return
    cell.value = escaped(content)
    cell.data_type = "s"
    if content.startswith(_FORMULA):
        cell._style = copy(cell._style)  # type: ignore[union-attr]  # cells of a column share theirs
        cell.quotePrefix = True


def escaped(text: str) -> str:
    """``text`` as a workbook holds it (ECMA-376, ST_Xstring): control characters, and what would be read as one.

    ``_x0041_`` would come back as ``A``.
    """
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def for_csv(text: str) -> str:
    """Text for a CSV file that a spreadsheet will open: what would be a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
