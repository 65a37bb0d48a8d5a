"""All registers of one building as one value: what is typed in one is understood through the names of the others.

``Book`` is the draft a person edits. Nothing here writes; ``Changes.between(saved, draft)`` is what a save sends and,
turned round, what undo applies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from firemode_desktop.domain.blocks import rows_needed, spread
from firemode_desktop.domain.fields import Cell, Field, Problem
from firemode_desktop.domain.names import NOBODY, Names
from firemode_desktop.domain.sheet import Row, Sheet, SheetChanges

Entry = tuple[UUID, int, object]
"""Row, column, and what was typed there (text, or a value of the field's kind)."""


@dataclass(frozen=True)
class Book:
    """The sheets of one building by register name."""

    sheets: Mapping[str, Sheet]

    def __getitem__(self, register: str) -> Sheet:
        return self.sheets[register]

    def put(self, sheet: Sheet) -> Book:
        """The book with one sheet replaced; itself when it is the same one."""
        name = sheet.register.name
        return self if self.sheets.get(name) is sheet else replace(self, sheets={**self.sheets, name: sheet})

    def names(self, field: Field) -> Names:
        """The names of the register that ``field`` refers to."""
        sheet = self.sheets.get(field.refers) if field.refers else None
        return NOBODY if sheet is None else sheet.names

    def show(self, register: str, row: Row, column: int) -> str:
        """What stands in a cell."""
        field = self.sheets[register].register.fields[column]
        return field.show(row.cells[column], self.names(field))

    def title(self, register: str, row: Row) -> str:
        """What a row is called in a sentence: ``Level-8, Stair-A``."""
        what = self.sheets[register].register
        words = [self.show(register, row, what.columns[name]) for name in what.called]
        return ", ".join(word for word in words if word) or f"a new {what.one}"

    def prepared(self) -> Book:
        """Itself, after working out what the first edit would ask for; registers of 100,000 rows take a moment."""
        referred = {field.refers for sheet in self.sheets.values() for field in sheet.register.fields}
        for name, sheet in self.sheets.items():
            _ = sheet.places, sheet.doubtful, sheet.names if name in referred else None
        return self

    # What a person does. Each returns a new book.

    def enter(self, register: str, entries: Iterable[Entry]) -> Book:
        """The book after something was typed into cells. Fields that only the program writes are left alone."""
        typed: dict[UUID, dict[int, object]] = {}
        for key, column, entered in entries:
            typed.setdefault(key, {})[column] = entered
        sheet = self.sheets[register]
        return self.put(sheet.put({key: self._read(sheet, sheet.row(key), cells) for key, cells in typed.items()}))

    def paste(
        self,
        register: str,
        rows: Sequence[UUID],
        columns: Sequence[int],
        block: Sequence[Sequence[str]],
        new_key: Callable[[], UUID] = uuid4,
    ) -> Book:
        """``block`` put down from the first of ``rows`` and ``columns`` on (both as they stand on the screen).

        What does not fit below makes new rows, if the register grows; what does not fit to the right is left off.
        """
        sheet = self.sheets[register]
        missing = rows_needed(block) - len(rows) if sheet.register.grows else 0
        added = [new_key() for _ in range(missing)]
        book = self.put(sheet.add(sheet.blank(key) for key in added))
        keys = [*rows, *added]
        return book.enter(
            register,
            (
                (keys[down], columns[across], text)
                for down, line in enumerate(block[: len(keys)])
                for across, text in enumerate(line[: len(columns)])
            ),
        )

    def fill(self, register: str, rows: Sequence[UUID], columns: Sequence[int], block: Sequence[Sequence[str]]) -> Book:
        """``block`` repeated over a selection: one value into many cells, or a pattern that fits some whole times."""
        return self.paste(register, rows, columns, spread(block, len(rows), len(columns)))

    def fill_down(self, register: str, rows: Sequence[UUID], columns: Sequence[int]) -> Book:
        """The first row's cells copied into the rows below it."""
        sheet = self.sheets[register]
        first = [self.show(register, sheet.row(rows[0]), column) for column in columns]
        return self.paste(register, rows[1:], columns, [first] * (len(rows) - 1))

    def clear(self, register: str, rows: Iterable[UUID], columns: Sequence[int]) -> Book:
        """The cells made blank; the rows stay."""
        return self.enter(register, ((key, column, "") for key in rows for column in columns))

    def add(self, register: str, key: UUID, entered: Mapping[int, object] | None = None) -> Book:
        """A new row at the end with some cells already typed."""
        sheet = self.sheets[register]
        book = self.put(sheet.add([sheet.blank(key)]))
        return book.enter(register, ((key, column, value) for column, value in (entered or {}).items()))

    def retire(self, register: str, keys: Iterable[UUID], day: date | None) -> Book:
        """Rows out of service from ``day`` on, or back in service (``None``)."""
        sheet = self.sheets[register]
        column = sheet.register.column(sheet.register.retires)
        if column is None:
            return self
        return self.put(sheet.put({key: {column: day} for key in keys}))

    def remove(self, register: str, keys: Iterable[UUID], saved: Sheet | None = None) -> Book:
        """Rows marked for removal; those that were never saved (not in ``saved``) simply go."""
        sheet, gone = self.sheets[register], set(keys)
        new = {key for key in gone if saved is not None and key not in saved}
        return self.put(sheet.drop(new).mark_removed(gone - new))

    def restore(self, register: str, keys: Iterable[UUID]) -> Book:
        """Rows no longer marked for removal."""
        return self.put(self.sheets[register].mark_removed(keys, False))

    def settle(self) -> Book:
        """Typed references read again: a name that meant nothing may have been added to its register since."""
        book = self
        for name, sheet in self.sheets.items():
            columns = [place for place, field in enumerate(sheet.register.fields) if field.refers]
            waiting = [
                (key, column, cell.text)
                for key in (sheet.doubtful if columns else ())
                for column in columns
                if isinstance(cell := sheet.row(key).cells[column], Problem)
            ]
            book = book.enter(name, waiting)
        return book

    # What is wrong with it.

    def troubles(self, register: str, keys: Iterable[UUID] | None = None) -> dict[tuple[UUID, int], str]:
        """Every reason why rows (those of ``keys``, else all) cannot be saved: (row, column) → sentence."""
        sheet = self.sheets[register]
        rows = [row for row in (sheet.rows if keys is None else map(sheet.row, keys)) if not row.removed]
        found = {
            (row.key, column): reason
            for row in rows
            for column, field in enumerate(sheet.register.fields)
            if (reason := self._reason(field, row.cells[column])) is not None
        }
        return self._doubles(sheet, {row.key for row in rows}) | found

    def _reason(self, field: Field, cell: Cell) -> str | None:
        if isinstance(cell, Problem):
            return cell.reason
        if cell is None:
            return f"{field.label} is needed." if field.required and not field.read_only else None
        if field.refers is None:
            return None
        names = self.names(field)
        gone = [key for key in (cell if isinstance(cell, tuple) else (cell,)) if key not in names]
        return f"{field.label} refers to a {names.one} that is no longer there." if gone else None

    def _doubles(self, sheet: Sheet, keys: set[UUID]) -> dict[tuple[UUID, int], str]:
        """Rows among ``keys`` that share with another row what no two rows may share."""
        found: dict[tuple[UUID, int], str] = {}
        for fields in sheet.register.unique if keys else ():
            columns = [sheet.register.columns[name] for name in fields]
            needed = [column for column in columns if sheet.register.fields[column].required]
            wanted = {_compared(sheet.row(key).cells[columns[-1]]) for key in keys}
            alike: dict[tuple[object, ...], list[Row]] = {}
            last = columns[-1]
            for row in [row for row in sheet.rows if row.cells[last] in wanted and not row.removed]:
                if not _incomplete(row, needed):
                    alike.setdefault(tuple(_compared(row.cells[column]) for column in columns), []).append(row)
            doubled = [row for rows in alike.values() if len(rows) > 1 for row in rows if row.key in keys]
            found |= {(row.key, columns[-1]): self._double(sheet, fields, row) for row in doubled}
        return found

    def _double(self, sheet: Sheet, fields: Sequence[str], row: Row) -> str:
        register = sheet.register
        words = [self.show(register.name, row, register.columns[name]) for name in reversed(fields)]
        return f"There is another {register.one} “{', '.join(word for word in words if word)}”."

    # How typed text becomes cells.

    def _read(self, sheet: Sheet, row: Row, typed: Mapping[int, object]) -> dict[int, Cell]:
        """The cells of one row after ``typed``: parents first, then what they narrow is looked up again by name."""
        register, cells = sheet.register, dict(enumerate(row.cells))
        for column, field in enumerate(register.fields):
            if column in typed and not field.read_only:
                entered = typed[column]
            elif self._moved(register.column(field.within), row, cells):
                entered = field.show(row.cells[column], self.names(field))
            else:
                continue
            parent = cells[place] if (place := register.column(field.within)) is not None else None
            kind = cells[place] if (place := register.column(field.variant)) is not None else None
            within, variant = parent if isinstance(parent, UUID) else None, kind if isinstance(kind, str) else ""
            cells[column] = field.check(entered, self.names(field), within, variant)
        return cells

    @staticmethod
    def _moved(parent: int | None, row: Row, cells: Mapping[int, Cell]) -> bool:
        return parent is not None and cells[parent] != row.cells[parent]


def _compared(cell: Cell) -> object:
    """Cells that the database would hold to be the same."""
    return cell.text if isinstance(cell, Problem) else cell


def _incomplete(row: Row, columns: Sequence[int]) -> bool:
    return any(row.cells[column] is None or isinstance(row.cells[column], Problem) for column in columns)


@dataclass(frozen=True)
class Changes:
    """The difference of two books, register by register; only those that differ are there."""

    sheets: Mapping[str, SheetChanges]

    @classmethod
    def between(cls, before: Book, after: Book) -> Changes:
        """What turns ``before`` into ``after``."""
        pairs = {name: (before[name], sheet) for name, sheet in after.sheets.items() if before[name] is not sheet}
        changed = {name: SheetChanges.between(*pair) for name, pair in pairs.items()}
        return cls({name: changes for name, changes in changed.items() if changes})

    def __bool__(self) -> bool:
        return bool(self.sheets)

    @property
    def rows(self) -> int:
        """How many rows are concerned."""
        return sum(changes.rows for changes in self.sheets.values())

    def inverse(self) -> Changes:
        """What turns ``after`` back into ``before``."""
        return Changes({name: changes.inverse() for name, changes in self.sheets.items()})

    def apply(self, book: Book) -> Book:
        """``book`` with these changes."""
        for name, changes in self.sheets.items():
            book = book.put(changes.apply(book[name]))
        return book
