"""A workbook of registers → one frozen ``RegisterPlan``: what its import would do to a building.

    plan = plan_registers(read_file("registers.xlsx"), book)

A row is known by its ``id``, else by the name that no other row of its register has; a row with neither an id nor a
known name is new. A cell that says what was written there when the file went out is left as it is, even if the row it
names is called otherwise now. Rows that are not in the file stay. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.fields import Cell, Field
from firemode_desktop.domain.fields import Problem as Bad
from firemode_desktop.domain.register_forms import ID, form_of, written
from firemode_desktop.domain.sheet import Register, Row, SheetChanges
from firemode_desktop.imports.files.cells import Value, Workbook, as_read
from firemode_desktop.imports.registers.cells import blank, code_of, says, typed
from firemode_desktop.imports.registers.plan import CellChange, PlannedRow, RegisterPlan
from firemode_desktop.imports.registers.rows import OF_ID, Matcher, name_field
from firemode_desktop.imports.tables import values
from firemode_desktop.imports.tables.layout import Layout, Table, find_tables, key
from firemode_desktop.imports.tables.problems import Problem, RowStatus, of_sheet

NOT_READ = ("ignored_sheet", "ignored_column")


def plan_registers(
    workbook: Workbook, saved: Book, *, closed: Collection[str] = (), new_key: Callable[[], UUID] = uuid4
) -> RegisterPlan:
    """What an import of ``workbook`` into ``saved`` would do; ``closed`` are registers that this person may not change.

    Whatever is wrong with the file is in the plan, all of it at once.
    """
    layout = _layout(workbook, saved)
    reading = _Reading(saved, frozenset(closed), new_key, workbook.delimited)
    for name in saved.sheets:
        title = saved[name].register.title
        reading.take(name, [table for table in layout.tables if table.form.title == title])
    left_out = [problem for problem in layout.warnings if problem.code in NOT_READ]
    warnings = [problem for problem in layout.warnings if problem.code not in NOT_READ]
    return RegisterPlan(
        workbook.file_name,
        workbook.sha256,
        saved,
        reading.draft,
        tuple(reading.rows),
        (*layout.errors, *reading.errors),
        (*warnings, *reading.warnings),
        (*left_out, *reading.left_out),
    )


def _layout(workbook: Workbook, saved: Book) -> Layout:
    """The tables of the registers; where a sheet is titled as one, the sheets titled otherwise are left out."""
    forms = [form_of(sheet.register) for sheet in saved.sheets.values()]
    titles = {key(title) for form in forms for title in (form.title, *form.also)}
    strange = [sheet for sheet in workbook.sheets if key(sheet.name) not in titles]
    if len(strange) == len(workbook.sheets):
        return find_tables(workbook, forms)
    layout = find_tables(workbook, forms, other=[sheet.name for sheet in strange])
    said = [of_sheet(one.name, "ignored_sheet", f"The sheet “{one.name}” was not read.") for one in strange if one.rows]
    return Layout(layout.tables, layout.errors, (*layout.warnings, *said))


@dataclass
class _Line:
    """One row of a table. ``before`` is the row on record, ``cells`` what the file would change of it by place.

    ``codes`` say of cells that cannot stand what kind of error they are.
    """

    index: int
    key: UUID
    before: Row | None
    cells: dict[int, Cell] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)


class _Reading:
    """Reads one table after the other, parents before children, into a draft."""

    def __init__(self, saved: Book, closed: frozenset[str], new_key: Callable[[], UUID], delimited: bool) -> None:
        self.saved = self.draft = saved
        self.rows: list[PlannedRow] = []
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self.left_out: list[Problem] = []
        self._closed, self._new_key, self._delimited = closed, new_key, delimited

    def take(self, name: str, tables: Sequence[Table]) -> None:
        """Read the rows of one register, whichever sheets they stand in."""
        register = self.saved[name].register
        shut = name in self._closed or all(one.read_only for one in register.fields)
        seen: dict[UUID, str] = {}
        for table in tables:
            rows, errors = len(self.rows), len(self.errors)
            matcher = Matcher(self.draft[name], table, self._key_cells)
            read = (self._line(register, table, index, matcher, seen, shut) for index in range(len(table.rows)))
            lines = [line for line in read if line is not None]
            self._enter(name, lines)
            self._conclude(name, table, lines)
            self.rows[rows:] = sorted(self.rows[rows:], key=lambda row: row.row)
            self.errors[errors:] = sorted(self.errors[errors:], key=lambda problem: problem.row or 0)
        if tables:
            self._say_missing(name, tables[-1], seen)

    # Which row is meant.

    def _line(
        self, register: Register, table: Table, index: int, matcher: Matcher, seen: dict[UUID, str], shut: bool
    ) -> _Line | None:
        """The row as it would be entered; ``None`` where it cannot be told which one is meant, which has been said."""
        if all(blank(cells[index]) for cells in table.values.values()):
            return None
        found = matcher.find(index)
        if found is None and (shut or not register.grows):
            found = _not_added(register)
        if isinstance(found, Row) and found.key in seen:
            said = f"This is the same {register.one} as {seen[found.key]}; leave one of them out."
            found = values.Bad("duplicate", said)
        if isinstance(found, values.Bad):
            self._refuse(register, table, index, found, shut)
            return None
        line = _Line(index, found.key if found else self._new_key(), found)
        seen[line.key] = f"row {table.rows[index] + 1} of “{table.sheet.name}”"
        for place, column in enumerate(register.fields):
            if column.name in table.values:
                self._cell(line, register, table, place, column, shut)
        return line

    def _refuse(self, register: Register, table: Table, index: int, bad: values.Bad, shut: bool) -> None:
        """A row that is not taken: an error, or in a register that is closed to this person something left out."""
        where = ID if bad.code in OF_ID else name_field(register)
        problem = table.problem(index, where, bad.code, bad.message)
        (self.left_out if shut else self.errors).append(problem)
        if not shut:
            words = [as_read(table.values[each][index]) for each in register.called if each in table.values]
            title = ", ".join(word for word in words if word) or f"a {register.one}"
            at = (register.name, self._new_key(), table.sheet.name, table.rows[index] + 1)
            self.rows.append(PlannedRow(*at, RowStatus.ERROR, title))

    def _key_cells(self, register: Register, table: Table, index: int, fields: Iterable[str]) -> tuple[Cell, ...]:
        """What identifies a row without an id, references resolved."""
        line = _Line(index, UUID(int=0), None)
        for name in fields:
            self._read(line, register, table, register.columns[name])
        return tuple(line.cells[register.columns[name]] for name in fields)

    # What is in its cells.

    def _cell(self, line: _Line, register: Register, table: Table, place: int, column: Field, shut: bool) -> None:
        """Take one cell: left as it is where it says what is on record, or nothing in a new row."""
        value = table.values[column.name][line.index]
        if line.before is None:
            if blank(value):
                return
        elif says(value, written(column, line.before.cells[place], self.saved.names(column))):
            self._say_taken(line, register, table, place)
            return
        elif column.refers and says(value, written(column, line.before.cells[place], self.draft.names(column))):
            return  # the same rows by the names they have now
        if shut or column.read_only:
            self._leave_out(line, table, place, column, shut)
        else:
            self.warnings += self._read(line, register, table, place)
            if line.before is not None and _same_rows(line.before.cells[place], line.cells[place]):
                del line.cells[place]

    def _say_taken(self, line: _Line, register: Register, table: Table, place: int) -> None:
        """A reference that was not touched stays; where the name it is written with is another row's now, say so."""
        column, cell = register.fields[place], line.before.cells[place] if line.before else None
        names = self.draft.names(column)
        if not isinstance(cell, UUID) or names is self.saved.names(column):
            return
        now = names.find(self.saved.names(column).name(cell), self._parent(line, register, column))
        if not isinstance(now, str) and now.key != cell:
            said = (
                f"“{now.name}” is the name of another {names.one} now; this row stays with the one it was with, "
                f"now called “{names.name(cell)}”."
            )
            self.warnings.append(table.problem(line.index, column.name, "renamed", said))

    def _leave_out(self, line: _Line, table: Table, place: int, column: Field, shut: bool) -> None:
        stands = column.show(line.before.cells[place], self.saved.names(column)) if line.before else ""
        why = "is written by the program alone" if column.read_only else "is not yours to change"
        said = f"{column.label} {why}; it stays {f'“{stands}”' if stands else 'blank'}."
        self.left_out.append(table.problem(line.index, column.name, "not_permitted" if shut else "read_only", said))

    def _read(self, line: _Line, register: Register, table: Table, place: int) -> list[Problem]:
        """Read a cell into ``line``; what there is to say about it."""
        column = register.fields[place]
        value = table.values[column.name][line.index]
        entered = typed(column, value, delimited=self._delimited)
        if isinstance(entered, values.Bad):
            line.cells[place], line.codes[place] = Bad(as_read(value), entered.message), entered.code
            return []
        notes = []
        if isinstance(entered, values.Noted):
            notes.append(table.problem(line.index, column.name, entered.code, entered.message))
            entered = entered.value
        cell = self._check(line, register, column, entered)
        if isinstance(cell, Bad):
            line.codes[place] = code_of(column, value, self.draft.names(column))
            notes = []
        line.cells[place] = cell
        return notes

    def _check(self, line: _Line, register: Register, column: Field, entered: object) -> Cell:
        """As the field judges it; a name that is no longer in use is still understood."""
        parent = self._parent(line, register, column)
        names = self.draft.names(column)
        cell = column.check(entered, names, parent)
        if isinstance(cell, Bad) and column.refers and self.saved.names(column) is not names:
            earlier = column.check(entered, self.saved.names(column), parent)
            keys = earlier if isinstance(earlier, tuple) else (earlier,)
            if not isinstance(earlier, Bad) and all(each in names for each in keys):
                return column.check(earlier, names, parent)
        return cell

    def _parent(self, line: _Line, register: Register, column: Field) -> UUID | None:
        place = register.column(column.within)
        if place is None:
            return None
        cell = line.cells.get(place, line.before.cells[place] if line.before else None)
        return cell if isinstance(cell, UUID) else None

    # What becomes of it.

    def _enter(self, name: str, lines: list[_Line]) -> None:
        """Put the lines into the draft, as typed; what cannot stand keeps its text and its reason."""
        sheet = self.draft[name]
        book = self.draft.put(sheet.add(sheet.blank(line.key) for line in lines if line.before is None))
        good = (
            (line.key, place, cell) for line in lines for place, cell in line.cells.items() if not isinstance(cell, Bad)
        )
        book = book.enter(name, good)
        bad = {line.key: {at: cell for at, cell in line.cells.items() if isinstance(cell, Bad)} for line in lines}
        self.draft = book.put(book[name].put({each: cells for each, cells in bad.items() if cells}))

    def _conclude(self, name: str, table: Table, lines: list[_Line]) -> None:
        """The status of every line, with what changes and what is wrong."""
        changes = SheetChanges.between(self.saved[name], self.draft[name])
        edits = {edit.key: edit.cells for edit in changes.edited}
        new = {row.key for _, row in changes.added}
        troubles: dict[UUID, dict[int, str]] = {}
        for (row, place), reason in self.draft.troubles(name, [*edits, *new]).items():
            troubles.setdefault(row, {})[place] = reason
        for line in lines:
            wrong = self._wrong(name, table, line, troubles.get(line.key, {}))
            self.errors += wrong
            status = RowStatus.ERROR if wrong else _status(line, edits, new)
            self.rows.append(self._planned(name, table, line, status))

    def _wrong(self, name: str, table: Table, line: _Line, reasons: Mapping[int, str]) -> list[Problem]:
        register, row = self.draft[name].register, self.draft[name].row(line.key)
        found = []
        for place, reason in sorted(reasons.items()):
            column = register.fields[place]
            above = register.column(column.within)
            if above is not None and isinstance(row.cells[above], Bad) and isinstance(row.cells[place], Bad):
                continue  # it follows from what is wrong with its parent
            value: Value = table.values[column.name][line.index] if column.name in table.values else None
            judged = isinstance(row.cells[place], Bad) or blank(value)
            code = code_of(column, value, self.draft.names(column)) if judged else "duplicate"
            found.append(table.problem(line.index, column.name, line.codes.get(place, code), reason))
        return found

    def _planned(self, name: str, table: Table, line: _Line, status: RowStatus) -> PlannedRow:
        row, register = self.draft[name].row(line.key), self.draft[name].register
        before = line.before.cells if line.before else (None,) * len(row.cells)
        changes = tuple(
            CellChange(
                register.fields[place].label,
                self.saved.show(name, line.before, place) if line.before else "",
                self.draft.show(name, row, place),
            )
            for place, (old, cell) in enumerate(zip(before, row.cells, strict=True))
            if old != cell
        )
        at = (name, line.key, table.sheet.name, table.rows[line.index] + 1)
        return PlannedRow(*at, status, self.draft.title(name, row), changes)

    def _say_missing(self, name: str, table: Table, seen: Collection[UUID]) -> None:
        """Rows that the file does not have stay, and that is said."""
        register = self.saved[name].register
        count = sum(row.key not in seen and not row.removed for row in self.saved[name].rows)
        if count:
            what = f"1 {register.one} is" if count == 1 else f"{count:,} rows of {register.title} are"
            stay = "it stays as it is" if count == 1 else "they stay as they are"
            self.warnings.append(of_sheet(table.sheet.name, "not_in_file", f"{what} not in this file; {stay}."))


def _same_rows(old: Cell, new: Cell) -> bool:
    """Whether two cells name the same rows; their order follows from the register they stand in."""
    return isinstance(old, tuple) and isinstance(new, tuple) and set(old) == set(new)


def _status(line: _Line, edits: Collection[UUID], new: Collection[UUID]) -> RowStatus:
    if line.key in new:
        return RowStatus.NEW
    return RowStatus.CHANGED if line.key in edits else RowStatus.UNCHANGED


def _not_added(register: Register) -> values.Bad:
    said = f"There is no {register.one} of this name here, and none can be added by a file."
    return values.Bad(f"unknown_{register.one.split()[-1]}", said)
