"""The floors of a stair under other names and numbers, and the doors and doorways that carry them.

``renumber`` works out what a ``Renumbering`` comes to and why it cannot be. A floor that is put in gets the doors, the
doorways and the zone of the one below. Everything refers to floors and doors by id, so nothing else changes but a
stair's lowest and highest floor, which are texts and follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID, uuid4

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fields import Cell, Problem
from firemode_desktop.domain.floor_series import NUMBER, Floor, Renumbering, floors_of, numbered, series_of
from firemode_desktop.domain.identifiers import unique_identifiers
from firemode_desktop.domain.level_line import read_numbers
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.sheet import Row
from firemode_desktop.domain.stair_copy import OWN, renamed
from firemode_desktop.domain.stair_rule import marks, named

_MARK = re.compile(r"{([^}]*)}")
IDENTIFIERS: Mapping[str, str] = {"doors": "door_identifier", "doorways": "doorway_identifier"}


@dataclass(frozen=True, slots=True)
class Renamed:
    """One line of the preview: ``floor``, ``door`` or ``doorway``, its name before (blank: it is new) and after."""

    one: str
    before: str
    after: str
    number: int | None = None
    """A floor's new number, where it changes."""

    @property
    def same(self) -> bool:
        """Whether it stays as it is."""
        return self.before == self.after and self.number is None


@dataclass(frozen=True)
class Renumbered:
    """What a renumbering comes to. ``problems`` is empty where it can be done; its keys are fields of the rule."""

    rule: Renumbering
    lines: tuple[Renamed, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def changed(self) -> tuple[Renamed, ...]:
        """The lines that are not as they were."""
        return tuple(line for line in self.lines if not line.same)

    def into(self, book: Book, new_key: Callable[[], UUID] = uuid4) -> Book:
        """``book`` with the other names; a floor put in stands at the end of its register until it is saved."""
        return _into(book, self.rule, new_key)


def renumber(book: Book, rule: Renumbering) -> Renumbered:
    """What ``rule`` would make of the registers in ``book``, with every reason why it cannot."""
    problems = dict(_problems(book, rule))
    return Renumbered(rule, () if problems else tuple(_lines(book, _into(book, rule, uuid4), rule.stair)), problems)


# Why it cannot be.


def _problems(book: Book, rule: Renumbering) -> Iterator[tuple[str, str]]:
    field_of = book["floors"].register.field
    if not floors_of(book, rule.stair):
        yield "stair", "This stair has no floors in service."
        return
    if rule.height_m.strip() and isinstance(cell := field_of("height_m").check(rule.height_m), Problem):
        yield "height_m", cell.reason
        return
    try:
        read_numbers(rule.skipped)
    except Invalid as error:
        yield "skipped", error.message
        return
    try:
        series = series_of(book, rule)
    except Invalid as error:
        yield "above", error.message
        return
    yield from _name_problems(book, rule, series)
    yield from _between(series)
    for register in IDENTIFIERS:
        yield from _identifier_problems(book, rule, register, series)


def _name_problems(book: Book, rule: Renumbering, series: Sequence[Floor]) -> Iterator[tuple[str, str]]:
    """Names that say no number, that are too long, or that two floors would have; numbers out of range."""
    register = book["floors"].register
    for where, side in (("upper", 1), ("lower", -1)):
        counted = [floor for floor in series if floor.number * side > 0 and numbered(floor)]
        if len(counted) > 1 and "{n}" not in getattr(rule, where):
            yield where, "Write {n} where the number of the level belongs."
            return
    taken = {floor.key for floor in series}
    names = [folded(name) for name in _others(book, rule.stair, taken)]
    for floor in series:
        where = "insert" if floor.key is None else "ground" if floor.number == 0 else "upper"
        for cell in (
            register.field("floor_level").check(floor.after),
            register.field("floor_number").check(floor.renumbered),
        ):
            if isinstance(cell, Problem):
                yield where, cell.reason
        if folded(floor.after) in names:
            yield where, f"Two floors would be called “{floor.after}”."
        names.append(folded(floor.after))


def _others(book: Book, stair: UUID, but: set[UUID | None]) -> list[str]:
    """Names of the stair's floors that are out of service: they keep them."""
    sheet = book["floors"]
    name, parent = sheet.register.columns["floor_level"], sheet.register.columns["stair_id"]
    rows = [row for row in sheet.rows if row.cells[parent] == stair and row.key not in but and not row.removed]
    return [str(row.cells[name]) for row in rows]


def _between(series: Sequence[Floor]) -> Iterator[tuple[str, str]]:
    """A floor that is put in lies between its neighbours."""
    for place, floor in enumerate(series):
        if floor.key is not None or floor.height_m is None:
            continue
        below, above = series[place - 1], series[place + 1] if place + 1 < len(series) else None
        if below.height_m is not None and floor.height_m <= below.height_m:
            yield "height_m", f"{below.before} lies at {below.height_m} m; {floor.after} must lie above it."
        elif above is not None and above.height_m is not None and floor.height_m >= above.height_m:
            yield "height_m", f"{above.before} lies at {above.height_m} m; {floor.after} must lie below it."


def _identifier_problems(
    book: Book, rule: Renumbering, register: str, series: Sequence[Floor]
) -> Iterator[tuple[str, str]]:
    pattern, known = getattr(rule, register), ("stair", "letter", "level", "n")
    if (odd := next((mark for mark in _MARK.findall(pattern) if mark not in known), None)) is not None:
        yield register, f"“{{{odd}}}” means nothing here; there are {', '.join(f'{{{mark}}}' for mark in known)}."
        return
    check = book[register].register.field(IDENTIFIERS[register]).check
    made = _identifiers(book, rule, register, series)
    wrong = next((cell for name in made.values() if isinstance(cell := check(name), Problem)), None)
    if wrong is not None:
        yield register, wrong.reason


# Doing it.


def _into(book: Book, rule: Renumbering, new_key: Callable[[], UUID]) -> Book:
    series = series_of(book, rule)
    for register in IDENTIFIERS:
        column = book[register].register.columns[IDENTIFIERS[register]]
        made = _identifiers(book, rule, register, series)
        book = book.put(book[register].put({key: {column: name} for key, name in made.items()}))
    columns = book["floors"].register.columns
    cells: dict[UUID, dict[int, Cell]] = {
        floor.key: {columns["floor_level"]: floor.after, columns["floor_number"]: floor.renumbered}
        for floor in series
        if floor.key is not None
    }
    return _put_in(_ends(book.put(book["floors"].put(cells)), rule.stair, series), rule, series, new_key)


def _ends(book: Book, stair: UUID, series: Sequence[Floor]) -> Book:
    """The stair's lowest and highest floor under their new names."""
    sheet, after = book["stairs"], {floor.before: floor.after for floor in series if floor.key is not None}
    row = sheet.row(stair)
    columns = [sheet.register.columns[name] for name in ("floor_range_bottom", "floor_range_top")]
    cells = {column: after.get(str(row.cells[column]), row.cells[column]) for column in columns}
    return book.put(sheet.put({stair: cells}))


def _on(book: Book, register: str, floor: UUID) -> list[Row]:
    """Doors or doorways on a floor, in the order of their register."""
    sheet = book[register]
    column = sheet.register.columns["floor_id"]
    return [row for row in sheet.rows if row.cells[column] == floor and not row.removed]


def _identifiers(book: Book, rule: Renumbering, register: str, series: Sequence[Floor]) -> dict[UUID, str]:
    """Each door or doorway of the stair with its identifier as it will be."""
    column = book[register].register.columns[IDENTIFIERS[register]]
    on: dict[Cell, list[Row]] = {}
    for row in book[register].rows:
        on.setdefault(row.cells[book[register].register.columns["floor_id"]], []).append(row)
    made: dict[UUID, str] = {}
    for floor in series:
        rows = [row for row in on.get(floor.key, ()) if not row.removed]
        names = [_identified(book, rule, register, str(row.cells[column]), floor) for row in rows]
        made |= dict(zip((row.key for row in rows), unique_identifiers(names), strict=True))
    return made


def _identified(book: Book, rule: Renumbering, register: str, before: str, floor: Floor, at: str = "") -> str:
    """One identifier by the pattern, or with the new name of its floor (``at``: the floor it is copied from)."""
    stair = book["stairs"].names.name(rule.stair)
    pattern = getattr(rule, register).strip()
    if not pattern:
        return renamed(before, at or floor.before, floor.after)
    number = NUMBER.search(floor.after)
    short = number[0] if number and floor.renumbered > 0 else f"B{number[0]}" if number else floor.after
    return named(pattern, **marks(stair), level=floor.after, n="G" if floor.renumbered == 0 else short)


def _put_in(book: Book, rule: Renumbering, series: Sequence[Floor], new_key: Callable[[], UUID]) -> Book:
    """The new floor, if there is one, with doors, doorways and the zone of the one below."""
    place = next((place for place, floor in enumerate(series) if floor.key is None), None)
    if place is None:
        return book
    floor, below, key = series[place], series[place - 1], new_key()
    assert below.key is not None
    columns = book["floors"].register.columns
    cells: dict[str, Cell] = {
        "stair_id": rule.stair,
        "floor_level": floor.after,
        "floor_number": floor.renumbered,
        "height_m": floor.height_m,
    }
    sheet = book["floors"].add([book["floors"].blank(key)])
    book = book.put(sheet.put({key: {columns[name]: cell for name, cell in cells.items()}}))
    for register in IDENTIFIERS:
        book = _doubled(book, rule, register, below, floor, key, new_key)
    return _zoned(book, below.key, key)


def _doubled(
    book: Book, rule: Renumbering, register: str, below: Floor, floor: Floor, key: UUID, new_key: Callable[[], UUID]
) -> Book:
    """The doors or doorways of the floor below once more, on the new floor."""
    sheet = book[register]
    what, column = sheet.register, sheet.register.columns[IDENTIFIERS[register]]
    assert below.key is not None
    rows = [row for row in _on(book, register, below.key) if row.cells[what.columns["decommissioned_on"]] is None]
    names = [_identified(book, rule, register, str(row.cells[column]), floor, below.after) for row in rows]
    own = {place: None for place, each in enumerate(what.fields) if each.name in OWN}
    made = [
        Row(new_key(), row.cells).put({**own, what.columns["floor_id"]: key, column: name})
        for row, name in zip(rows, unique_identifiers(names), strict=True)
    ]
    return book.put(sheet.add(made))


def _zoned(book: Book, below: UUID, key: UUID) -> Book:
    """The new floor right above the one below it in every zone that covers that one."""
    sheet = book["zones"]
    column = sheet.register.columns["floor_ids_covered"]
    cells: dict[UUID, dict[int, Cell]] = {}
    for row in sheet.rows:
        covered = row.cells[column]
        if isinstance(covered, tuple) and below in covered:
            at = covered.index(below) + 1
            cells[row.key] = {column: (*covered[:at], key, *covered[at:])}
    return book.put(sheet.put(cells))


def _lines(before: Book, after: Book, stair: UUID) -> Iterator[Renamed]:
    """What stands in the registers of floors, doors and doorways before and after, the highest floor first."""
    floors, old = after["floors"], before["floors"]
    number = floors.register.columns["floor_number"]
    for floor in reversed(floors_of(after, stair)):
        assert floor.key is not None
        was = old.row(floor.key) if floor.key in old else None
        moved = floor.number if was is None or was.cells[number] != floor.number else None
        yield Renamed("floor", before.show("floors", was, 1) if was else "", floor.before, moved)
        for register, name in IDENTIFIERS.items():
            sheet = after[register]
            column = sheet.register.columns[name]
            for row in _on(after, register, floor.key):
                there = before[register]
                earlier = before.show(register, there.row(row.key), column) if row.key in there else ""
                yield Renamed(sheet.register.one, earlier, after.show(register, row, column))
