"""What a file wants → the registers as they would be: matched with what is on record, entered as if typed.

A row is the one of the same external id, else the one of the same name in the same place that no other row of the file
is. A cell the file has a value for becomes that value; a blank one clears nothing; what is only concluded fills blanks.
A cell that cannot stand is left out with its reason, and with it the row where the row cannot be without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from firemode_desktop.domain.book import Book, Entry
from firemode_desktop.domain.fields import Problem as Bad
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.sheet import Register, Row
from firemode_desktop.imports.cobie.sheets import Ledger, Line
from firemode_desktop.imports.cobie.wanted import ORDER, Given, Wanted
from firemode_desktop.imports.registers.plan import CellChange, PlannedRow
from firemode_desktop.imports.tables.problems import Problem, RowStatus

Place = tuple[object, ...]


@dataclass
class Drafting:
    """The draft so far, and which row each wanted one became."""

    saved: Book
    ledger: Ledger
    new_key: Callable[[], UUID]
    draft: Book = field(init=False)
    keys: dict[int, UUID] = field(default_factory=dict)
    rows: list[PlannedRow] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draft = self.saved

    def take(self, wanted: Sequence[Wanted]) -> None:
        """Everything a file wants, register by register, parents before children."""
        for register in ORDER:
            self._take(register, [each for each in wanted if each.register == register], wanted)

    def _take(self, name: str, every: Sequence[Wanted], all_of_them: Sequence[Wanted]) -> None:
        register = self.saved[name].register
        placed = [each for each in every if self._has_parents(each) and self._stands(register, each)]
        ids = self._external_ids(placed) if "external_id" in register.columns else {}
        matches = _Matches(self, name, ids)
        found = matches.find(placed, all_of_them)
        taken = [each for each in placed if id(each) in found or self._may_be_added(each)]
        for each in taken:
            self.keys[id(each)] = found.get(id(each)) or self.new_key()
        numbers = self._numbers(taken) if name == "floors" else {}
        entries = [entry for each in taken for entry in self._entries(register, each, ids.get(id(each)), numbers)]
        sheet = self.draft[name]
        new = [sheet.blank(self.keys[id(each)]) for each in taken if id(each) not in found]
        self.draft = self.draft.put(sheet.add(new)).enter(name, entries)
        self._conclude(name, taken)

    # Which rows are taken.

    def _has_parents(self, each: Wanted) -> bool:
        parents = [parent for parent in (each.stair, each.floor, each.door, *each.floors) if parent is not None]
        if all(id(parent) in self.keys for parent in parents):
            return True
        self.ledger.leave(each.line, "no_parent", "The stair, floor or door that this belongs to was left out.")
        return False

    def _stands(self, register: Register, each: Wanted) -> bool:
        """Whether the cells a row cannot be without can stand."""
        for name, given in each.cells.items():
            cell = register.field(name).check(given.value)
            if register.field(name).required and isinstance(cell, Bad):
                self.ledger.left_out.append(_at(each, given).problem(given.cell, "not_valid", cell.reason))
                return False
        return True

    def _external_ids(self, every: Iterable[Wanted]) -> dict[int, str]:
        """The external ids; one that several rows of the file share names none of them but the first."""
        first: dict[str, Wanted] = {}
        for each in every:
            said = each.external_id
            if said and first.setdefault(said, each) is not each and each.register != "doorways":
                twin = f"Row {first[said].line.row + 1} has this external id as well; here it is left out."
                self.ledger.left_out.append(each.line.problem("external_id", "duplicate_id", twin))
        return {id(each): said for said, each in first.items()}

    def _may_be_added(self, each: Wanted) -> bool:
        """A doorway is made for a new door, or where its floor has none: the doorways of a register stay its own."""
        if each.door is None:
            return True
        doorways = self.saved["doorways"]
        floor = doorways.register.columns["floor_id"]
        here = self.keys[id(each.floor)]
        is_new = self.keys[id(each.door)] not in self.saved["doors"]
        return is_new or all(row.cells[floor] != here for row in doorways.rows)

    # What is entered.

    def _entries(
        self, register: Register, each: Wanted, external_id: str | None, numbers: Mapping[int, int]
    ) -> Iterable[Entry]:
        key = self.keys[id(each)]
        before = self.saved[register.name].row(key) if key in self.saved[register.name] else None
        for name, parent in (("stair_id", each.stair), ("floor_id", each.floor)):
            if parent is not None and name in register.columns:
                yield key, register.columns[name], self.keys[id(parent)]
        if each.floors:
            yield key, register.columns["floor_ids_covered"], tuple(self.keys[id(floor)] for floor in each.floors)
        if external_id is not None:
            yield key, register.columns["external_id"], external_id
        for name, given in each.cells.items():
            value = numbers.get(id(each), given.value) if name == "floor_number" else given.value
            place = register.columns[name]
            if name != "floor_number" and given.derived and before is not None and before.cells[place] is not None:
                continue
            if isinstance(cell := register.field(name).check(value), Bad):
                problem = _at(each, given).problem(given.cell, "not_valid", cell.reason)
                if problem not in self.ledger.left_out:
                    self.ledger.left_out.append(problem)
            else:
                yield key, place, value

    def _numbers(self, floors: Sequence[Wanted]) -> dict[int, int]:
        """Floor numbers: those on record as long as they count upwards with the file, else counted anew."""
        found: dict[int, int] = {}
        for stair in {id(each.stair): each.stair for each in floors}.values():
            its = sorted((each for each in floors if each.stair is stair), key=_counted)
            kept = [self._recorded(each) for each in its]
            numbers = kept if _upwards(its, kept) else [_counted(each) for each in its]
            found |= {id(each): number for each, number in zip(its, numbers, strict=True)}
        return found

    def _recorded(self, floor: Wanted) -> int:
        sheet, key = self.saved["floors"], self.keys[id(floor)]
        number = sheet.row(key).cells[sheet.register.columns["floor_number"]] if key in sheet else None
        return number if isinstance(number, int) else _counted(floor)

    # What became of it.

    def _conclude(self, name: str, taken: Sequence[Wanted]) -> None:
        for each in taken:
            key = self.keys[id(each)]
            before = self.saved[name].row(key) if key in self.saved[name] else None
            changes = self._changes(name, before, self.draft[name].row(key))
            status = RowStatus.NEW if before is None else RowStatus.CHANGED if changes else RowStatus.UNCHANGED
            title = self.draft.title(name, self.draft[name].row(key))
            self.rows.append(PlannedRow(name, key, each.line.sheet, each.line.row + 1, status, title, changes))
            self.ledger.use(each.line)
        lines = {self.keys[id(each)]: each for each in taken}
        for (key, column), reason in self.draft.troubles(name, lines).items():
            cell = self.saved[name].register.fields[column]
            given = lines[key].cells.get(cell.name)
            at = _at(lines[key], given) if given else lines[key].line
            self.errors.append(at.problem(given.cell if given else None, "not_valid", reason))

    def _changes(self, name: str, before: Row | None, after: Row) -> tuple[CellChange, ...]:
        fields = self.saved[name].register.fields
        differing = [
            place for place, cell in enumerate(after.cells) if cell != (before.cells[place] if before else None)
        ]
        return tuple(
            CellChange(
                fields[place].label,
                self.saved.show(name, before, place) if before else "",
                self.draft.show(name, after, place),
            )
            for place in differing
        )


def _at(each: Wanted, given: Given) -> Line:
    return given.line or each.line


def _counted(floor: Wanted) -> int:
    number = floor.cells["floor_number"].value
    assert isinstance(number, int)
    return number


def _upwards(floors: Sequence[Wanted], numbers: Sequence[int]) -> bool:
    """Whether numbers rise with the floors, and none at or above the ground lies below it."""
    heights = [given.value if (given := floor.cells.get("height_m")) else None for floor in floors]
    sunken = any(
        isinstance(height, Decimal) and height < 0 <= number for height, number in zip(heights, numbers, strict=True)
    )
    return not sunken and all(low < high for low, high in pairwise(numbers))


class _Matches:
    """Which rows on record the wanted ones are: by external id, then by name where they stand."""

    def __init__(self, drafting: Drafting, name: str, ids: Mapping[int, str]) -> None:
        self._drafting, self._name, self._ids = drafting, name, ids
        self._sheet = drafting.saved[name]
        self._columns = self._sheet.register.columns
        self._claimed: set[UUID] = set()

    def find(self, every: Sequence[Wanted], all_of_them: Sequence[Wanted]) -> dict[int, UUID]:
        """The keys on record by the wanted row's identity."""
        if self._name == "buildings":
            return {id(each): self._sheet.rows[0].key for each in every}
        found: dict[int, UUID] = {}
        by_id = self._by_external_id()
        self._claim(found, every, lambda each: by_id.get(self._ids.get(id(each), "")))
        if self._name == "stairs":
            self._claim(found, every, lambda each: self._by_floors(each, all_of_them))
        by_name = {self._place_of(row): row.key for row in reversed(self._sheet.rows)}
        self._claim(found, every, lambda each: by_name.get(self._place(each)))
        return found

    def _claim(self, found: dict[int, UUID], every: Sequence[Wanted], look_up: Callable[[Wanted], UUID | None]) -> None:
        for each in every:
            key = look_up(each) if id(each) not in found else None
            if key is not None and key not in self._claimed:
                found[id(each)] = key
                self._claimed.add(key)

    def _by_external_id(self) -> dict[str, UUID]:
        column = self._columns.get("external_id")
        if column is None:
            return {}
        return {cell: row.key for row in self._sheet.rows if isinstance(cell := row.cells[column], str) and cell}

    def _by_floors(self, stair: Wanted, all_of_them: Sequence[Wanted]) -> UUID | None:
        """The stair on record that most of the file's floors of this stair are on, by their external ids."""
        floors = self._drafting.saved["floors"]
        column, owner = floors.register.columns["external_id"], floors.register.columns["stair_id"]
        owners = {row.cells[column]: row.cells[owner] for row in floors.rows if row.cells[column] is not None}
        its = [each.external_id for each in all_of_them if each.register == "floors" and each.stair is stair]
        found = Counter(owners[each] for each in its if each in owners)
        most = found.most_common(1)
        return most[0][0] if most and isinstance(most[0][0], UUID) else None

    def _place(self, each: Wanted) -> Place:
        parents = [self._drafting.keys[id(parent)] for parent in (each.stair, each.floor) if parent is not None]
        return (*parents, folded(str(each.cells[self._sheet.register.called[0]].value)))

    def _place_of(self, row: Row) -> Place:
        parents = [row.cells[self._columns[name]] for name in self._parents()]
        name = row.cells[self._columns[self._sheet.register.called[0]]]
        return (*parents, folded(str(name)))

    def _parents(self) -> list[str]:
        return [name for name in ("stair_id", "floor_id") if name in self._columns]
