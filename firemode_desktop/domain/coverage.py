"""Which floors of a stair a zone covers, beside those that the other zones of the stair cover."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.fields import Field, Kind
from firemode_desktop.domain.section import Level, Shaft, risen
from firemode_desktop.domain.sheet import Register, Row


@dataclass(frozen=True)
class Coverage:
    """The floors of one stair to choose from, and by name what other rows have chosen of them."""

    shaft: Shaft
    others: tuple[tuple[str, frozenset[UUID]], ...] = ()

    def taken_by(self, floor_id: UUID) -> tuple[str, ...]:
        """The other rows that have this floor."""
        return tuple(name for name, floors in self.others if floor_id in floors)

    def between(self, first: UUID, last: UUID) -> tuple[UUID, ...]:
        """The floors from one to another, both included, whichever is higher."""
        keys = [cell.floor_id for cell in self.shaft.cells]
        low, high = sorted((keys.index(first), keys.index(last)))
        return tuple(keys[low : high + 1])

    def overlap(self, chosen: Collection[UUID]) -> str:
        """``Level-3 and Level-4 are also in Zone-2.`` for every row that shares floors with ``chosen``; else empty."""
        sentences = []
        for name, floors in self.others:
            shared = [cell.level for cell in self.shaft.cells if cell.floor_id in floors and cell.floor_id in chosen]
            if shared:
                sentences.append(f"{_listed(shared)} {'is' if len(shared) == 1 else 'are'} also in {name}.")
        return " ".join(sentences)


def _listed(words: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; of many the first and the last."""
    if len(words) > 4:
        return f"{words[0]} to {words[-1]} ({len(words)} floors)"
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def coverage(book: Book, register: Register, row: Row, column: int) -> Coverage | None:
    """What there is to choose from in that cell; None where it is no choice of floors or the stair is missing."""
    field = register.fields[column]
    parent = register.column(field.within)
    stair = row.cells[parent] if parent is not None else None
    several = field.kind is Kind.REFERENCES and field.refers == "floors"
    if not several or not isinstance(stair, UUID) or "floors" not in book.sheets:
        return None
    levels = _levels(book, field, stair)
    shaft = Shaft(stair, "", risen("", sorted(levels, key=lambda level: level.number)))
    siblings = (other for other in book[register.name].rows if other.key != row.key and not other.removed)
    return Coverage(shaft, tuple(_chosen(book, register, siblings, (parent, stair), column)))


def _levels(book: Book, field: Field, stair: UUID) -> Iterable[Level]:
    floors = book["floors"]
    number, height = floors.register.column("floor_number"), floors.register.column("height_m")
    for place, entry in enumerate(book.names(field).offered(stair)):
        cells = floors.row(entry.key).cells
        counted = cells[number] if number is not None else None
        high = cells[height] if height is not None else None
        yield Level(
            entry.name,
            counted if isinstance(counted, int) else place,
            high if isinstance(high, Decimal) else None,
            floor_id=entry.key,
        )


def _chosen(
    book: Book, register: Register, rows: Iterable[Row], within: tuple[int | None, UUID], column: int
) -> Iterable[tuple[str, frozenset[UUID]]]:
    parent, stair = within
    for other in rows:
        floors = other.cells[column]
        if parent is not None and other.cells[parent] == stair and isinstance(floors, tuple):
            called = register.columns[register.called[0]]
            yield book.show(register.name, other, called) or f"a {register.one} without a name", frozenset(floors)
