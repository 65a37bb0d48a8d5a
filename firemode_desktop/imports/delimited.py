"""CSV: one table of text. The separator and the encoding are decided once for the whole file, and shown.

Strict: a quote that is not closed, a stray quote, a NUL, or a byte that fits no encoding refuses the file. A row of
another width than the header is kept, and marked broken: its values may stand in the wrong columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.cells import Sheet

SEPARATORS: Mapping[str, str] = {",": "comma", ";": "semicolon", "\t": "tab"}
MAX_ROWS = 100_000
MAX_COLUMNS = 1_000


def read_delimited(data: bytes, name: str, separator: str | None = None) -> tuple[Sheet, str, str]:
    """The table, its separator and its encoding; ``Invalid`` in one sentence when it is not a CSV file."""
    text, encoding = _decoded(data)
    chosen = separator or _separator(text)
    records = _records(text, chosen)
    filled = [number for number, record in enumerate(records) if any(cell.strip() for cell in record)]
    if not filled:
        raise Invalid("This file is empty.")
    width = len(records[filled[0]])
    broken = {
        number: f"This row has {len(records[number])} values where the header has {width}."
        for number in filled
        if len(records[number]) != width
    }
    rows = tuple(tuple(cell.strip() or None for cell in record) for record in records)
    return Sheet(name, rows, broken=broken), chosen, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Invalid("This file is in UTF-16; save it as “CSV UTF-8”.")
    for encoding, words in (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, words
    raise Invalid("This file is neither a workbook nor a CSV file in UTF-8 or Windows-1252.")


def _separator(text: str) -> str:
    """The separator that splits the header into most columns; two that do equally well are refused."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    if not header:
        raise Invalid("This file is empty.")
    widths = {separator: len(_first(header, separator)) for separator in SEPARATORS}
    best = max(widths.values())
    if best == 1:
        raise Invalid(
            "The first line of this file has one column only; a comma, semicolon or tab must part the columns."
        )
    fitting = [separator for separator, width in widths.items() if width == best]
    if len(fitting) > 1:
        words = " or ".join(SEPARATORS[separator] for separator in fitting)
        raise Invalid(f"It cannot be told whether {words} parts the columns of this file.")
    return fitting[0]


def _first(header: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=separator, strict=True), [])
    except csv.Error:
        return [header]


def _records(text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[list[str]] = []
    try:
        for record in reader:
            records.append(record)
            if len(records) > MAX_ROWS or len(record) > MAX_COLUMNS:
                raise Invalid(f"This file is larger than {MAX_ROWS:,} rows or {MAX_COLUMNS:,} columns.")
    except csv.Error as error:
        raise Invalid(f"Line {reader.line_num} of this file is not CSV: {error}.") from error
    return records
