"""A foreign file → cells. Hostile until it is read: pre-check, then the reader in a limited process of its own.

    read_file("baseline.xlsx")  →  Workbook(sheets=(Sheet(name="Pressure", rows=…), …))

Accepted: ``.xlsx``, ``.xlsm`` and CSV, told apart by content and not by name. Everything else, and everything that is
damaged or a trap, ends as one ``Invalid`` with one sentence.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.imports import reader
from firemode_desktop.imports.cells import Logical, Mark, Marked, Plain, Sheet, Value, Workbook
from firemode_desktop.imports.delimited import read_delimited
from firemode_desktop.imports.precheck import CheckedSheet, check

MAX_FILE = 32 * 1024 * 1024
READER_FLAG = "--read-workbook"
"""In a bundle the program itself is started with this as its first argument, and runs ``reader.main`` with the rest."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_SECONDS = 2
_BYTES_A_SECOND = 8 * 1024 * 1024


def read_file(path: str | Path) -> Workbook:
    """Read a file; ``Missing`` when there is none, ``Invalid`` when it cannot be trusted."""
    file = Path(path)
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise Missing(f"There is no file {file}.") from error
    except OSError as error:
        raise Invalid(f"{file.name} cannot be read: {error.strerror}.") from error
    return read(data, file.name)


def read(data: bytes, file_name: str, *, separator: str | None = None) -> Workbook:
    """Read the bytes of a file; ``separator`` overrides what is found in a CSV file."""
    if len(data) > MAX_FILE:
        raise Invalid(f"{file_name} is larger than {MAX_FILE // 1024 // 1024} MB.")
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(_OLE):
        raise Invalid(
            f"{file_name} is in the old .xls format or protected by a password; save it as .xlsx without one."
        )
    if not data.startswith(_ZIP):
        sheet, chosen, encoding = read_delimited(data, file_name, separator)
        return Workbook(file_name, digest, (sheet,), chosen, encoding)
    with _Reader() as process:
        checked = check(data)
        answers = {answer["name"]: answer for answer in process.read(checked.data)}
    sheets = tuple(_sheet(sheet, answers.get(sheet.name, {})) for sheet in checked.sheets)
    return Workbook(file_name, digest, sheets)


class _Reader:
    """The reader's process, started before the pre-check so that both begin at once; ended with the block."""

    def __enter__(self) -> _Reader:
        pipe, window = subprocess.PIPE, getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(
            _command(), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=window
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()

    def read(self, data: bytes) -> list[dict[str, Any]]:
        """The reader's sheets; ``Invalid`` when it fails, hangs or asks for too much."""
        seconds = _SECONDS + len(data) // _BYTES_A_SECOND
        try:
            # The deadline is far beyond the limit on processor time: a busy machine must not refuse an honest file.
            answer, _ = self._process.communicate(b"%d\n%b" % (seconds, data), timeout=15 * seconds)
        except subprocess.TimeoutExpired as error:
            raise Invalid("This workbook takes too long to read; save it again in a spreadsheet program.") from error
        if self._process.returncode == 4:
            raise Invalid("This workbook holds more text than can be read.")
        if self._process.returncode != 0:
            raise Invalid("This workbook is damaged and cannot be read; save it again in a spreadsheet program.")
        return _decoded(answer)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READER_FLAG]
    spec = find_spec("python_calamine")
    folder = Path(spec.origin).parent.parent if spec and spec.origin else Path()
    return [sys.executable, "-I", "-S", str(reader.__file__), str(folder)]


def _decoded(answer: bytes) -> list[dict[str, Any]]:
    decoded = json.loads(
        answer,
        parse_float=Decimal,
        parse_int=Decimal,
        parse_constant=lambda text: Marked(Mark.NOT_FINITE, text),
        object_hook=_untagged,
    )
    return list(decoded["sheets"])


def _untagged(tagged: dict[str, Any]) -> Any:
    if "day" in tagged:
        return date.fromisoformat(tagged["day"])
    if "moment" in tagged:
        return datetime.fromisoformat(tagged["moment"])
    return Logical(tagged["logical"]) if "logical" in tagged else tagged


def _sheet(checked: CheckedSheet, answer: dict[str, Any]) -> Sheet:
    """The reader's cells, moved to where they stand, with what the pre-check knows better in their place."""
    facts = checked.facts
    if facts.rows and not answer:
        raise Invalid(f"The sheet “{checked.name}” cannot be read; save the workbook again in a spreadsheet program.")
    rows = _placed(answer)
    for (row, column), value in facts.instead.items():
        _put(rows, row, column, value)
    for (row, column), formula in facts.formulas.items():
        cached = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        _put(rows, row, column, _with_formula(formula, cached))
    return Sheet(
        checked.name,
        tuple(map(tuple, rows)),
        hidden=checked.hidden,
        hidden_rows=frozenset(facts.hidden_rows),
        hidden_columns=frozenset(facts.hidden_columns),
        merged=tuple(((int(r), int(c)), (int(s), int(d))) for (r, c), (s, d) in answer.get("merged", ())),
    )


def _with_formula(formula: str, cached: Value) -> Value:
    if isinstance(cached, Marked):
        return cached
    plain: Plain = cached
    return Marked(Mark.FORMULA, f"={formula}", plain)


def _placed(answer: dict[str, Any]) -> list[list[Value]]:
    down, right = (int(number) for number in answer.get("start", (0, 0)))
    margin: list[Value] = [None] * right
    return [*([] for _ in range(down)), *(margin + row if right else row for row in answer.get("rows", ()))]


def _put(rows: list[list[Value]], row: int, column: int, value: Value) -> None:
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = value
