"""What of a matrix is not read, said aloud: rows that name no cause, columns that are neither cause nor effect.

A row or column with times in it that belongs to nothing is an error: an effect would be lost without anybody noticing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firemode_desktop.domain.cells import parse_cell
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.cells import Marked, Sheet, as_read, letters
from firemode_desktop.imports.scenarios.mapping import SheetMapping
from firemode_desktop.imports.scenarios.vocabulary import as_grammar, vocabulary
from firemode_desktop.imports.tables.layout import key
from firemode_desktop.imports.tables.problems import Problem, of_sheet

_SHOWN = 60


class Unread:
    """``errors`` and ``warnings`` about what is left of a sheet beside its heads, ``causes`` and ``effects``.

    ``sheet`` is turned over already where causes stand across; what is said names rows and columns as the file has
    them.
    """

    def __init__(self, sheet: Sheet, mapping: SheetMapping, causes: Iterable[int], effects: Iterable[int]) -> None:
        self._sheet, self._mapping = sheet, mapping
        self._causes, self._effects = frozenset(causes), tuple(effects)
        self._heads = frozenset((*mapping.heads.values(), *self._headings()))
        self._last_head = max(self._heads, default=-1)
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        for row in range(len(sheet.rows)):
            if row not in self._causes:
                self._row(row)
        for column in self._unread_columns():
            self._column(column)

    def _headings(self) -> list[int]:
        """The rows above the first cause in which the headings of causes stand."""
        above, columns = range(min(self._causes, default=0)), self._mapping.columns.values()
        return [row for row in above if is_heading_row(self._sheet, row, columns)]

    # Rows.

    def _row(self, row: int) -> None:
        texts = [text for cell in self._sheet.rows[row] if (text := as_read(cell).strip())]
        if not texts or row in self._heads:
            return
        if row > self._last_head and is_heading_row(self._sheet, row, range(len(self._sheet.rows[row]))):
            self._heading_again(row)
        elif row > self._last_head and self._names_cause(row):
            said = f"{self._line(row)} (“{_short(texts[0])}”) is outside the causes that were told; it was not read."
            self.warnings.append(of_sheet(self._sheet.name, "ignored_row", said))
        elif any(self._tells_time(row, column) for column in self._effects) and row > self._last_head:
            said = f"{self._line(row)} has times, but names no cause; write its device or what happens there."
            self.errors.append(of_sheet(self._sheet.name, "no_cause", said))
        elif row > self._last_head or self._heads_effects(row):
            said = f"{self._line(row)} (“{_short(texts[0])}”) names no cause; it was not read."
            self.warnings.append(of_sheet(self._sheet.name, "ignored_row", said))

    def _heading_again(self, row: int) -> None:
        """Repeated for print, headings say nothing new; other ones begin a table that would be read wrongly."""
        same = any(self._sheet.rows[row] == self._sheet.rows[above] for above in range(self._last_head + 1))
        where = self._line(row)
        if same:
            said = f"{where} repeats the headings; it was not read."
            self.warnings.append(of_sheet(self._sheet.name, "ignored_row", said))
            return
        said = f"{where} begins a second table under headings of its own; put each table on a sheet of its own."
        self.errors.append(of_sheet(self._sheet.name, "second_table", said))

    def _names_cause(self, row: int) -> bool:
        telling = (self._mapping.columns.get(name) for name in ("trigger_device_id", "scenario"))
        return any(column is not None and self._sheet.at(row, column) is not None for column in telling)

    def _heads_effects(self, row: int) -> bool:
        return any(as_read(self._sheet.at(row, column)).strip() for column in self._effects)

    # Columns.

    def _unread_columns(self) -> Iterator[int]:
        taken = {*self._mapping.columns.values(), *self._effects}
        width = max((len(cells) for cells in self._sheet.rows), default=0)
        for column in range(width):
            if column not in taken and any(self._sheet.at(row, column) is not None for row in self._causes):
                yield column

    def _column(self, column: int) -> None:
        heads = (as_read(self._sheet.at(row, column)).strip() for row in range(min(self._causes, default=0)))
        head = next((text for text in heads if text), "")
        if not head and any(self._tells_time(row, column) for row in self._causes):
            said = f"{self._line(column, across=True)} has times, but no component above them; write it, or clear them."
            self.errors.append(of_sheet(self._sheet.name, "no_head", said))
            return
        called = f" (“{_short(head)}”)" if head else ""
        said = f"{self._line(column, across=True)}{called} is neither cause nor effect; it was not read."
        self.warnings.append(of_sheet(self._sheet.name, "ignored_column", said))

    def _tells_time(self, row: int, column: int) -> bool:
        cell = self._sheet.at(row, column)
        text = as_read(cell.value if isinstance(cell, Marked) else cell).strip()
        return bool(text) and (as_grammar(text) is not None or _is_cell(text))

    def _line(self, at: int, *, across: bool = False) -> str:
        """``Row 7`` or ``Column D``, as the file has it."""
        if across != self._mapping.transposed:
            return f"Column {letters(at)}"
        return f"Row {at + 1}"


def is_heading_row(sheet: Sheet, row: int, columns: Iterable[int]) -> bool:
    """Whether the columns of a cause hold words of headings in that row, so that it is no cause."""
    words = [key(cell) for column in columns if isinstance(cell := sheet.at(row, column), str)]
    return sum(word in vocabulary().columns for word in words) > 1


def heading_of(sheet: Sheet, mapping: SheetMapping) -> int | None:
    """The row above the causes that names the columns of a cause, where there is one."""
    above = range(min(mapping.first_row, len(sheet.rows)) - 1, -1, -1)
    return next((row for row in above if is_heading_row(sheet, row, mapping.columns.values())), None)


def _is_cell(text: str) -> bool:
    try:
        return bool(parse_cell(text)) and any(character.isdigit() for character in text)
    except Invalid:
        return False


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
