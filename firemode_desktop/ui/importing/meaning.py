"""How a table was read, in words: what each column was taken for, and what is said once for all of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from firemode_desktop.domain.forms import BASELINE_FORMS, Holds
from firemode_desktop.imports.files.cells import Sheet, a1
from firemode_desktop.imports.mappings.mapping import Fixed, InCell, InColumn, OfSheet, TableMapping
from firemode_desktop.imports.tables.layout import key
from firemode_desktop.ui.importing.mapping_words import BESIDE, read_as
from firemode_desktop.ui.importing.wording import shown
from firemode_desktop.ui.language import tr


def meaning_of(table: TableMapping) -> dict[int, str]:
    """What each column (counted from 0) that is read was taken for."""
    places = [source.place for source in table.columns.values() if isinstance(source, InColumn)]
    units = {reading.place: tr(" in {unit}", unit=reading.unit) for reading in table.readings if reading.unit}
    return {place: read_as(table, place).label + units.get(place, "")
            for place in (*places, *(reading.place for reading in table.readings))}  # fmt: skip


def figures_of(table: TableMapping) -> Iterator[int]:
    """The columns (counted from 0) that hold numbers, whatever they are written as."""
    yield from (reading.place for reading in table.readings)
    for name, source in table.columns.items():
        if isinstance(source, InColumn) and name in _FIGURES:
            yield source.place


def sources_of(table: TableMapping, sheet: Sheet) -> Iterator[str]:
    """What stands once for all rows, and where: ``stair Stair-A (B2)``."""
    for name, source in table.columns.items():
        what = BESIDE.get(name, name)
        if isinstance(source, InCell):
            value = shown(sheet.at(source.row, source.column))
            yield f"{what}: {value.removeprefix(source.after).strip()} ({a1(source.row, source.column)})"
        elif isinstance(source, OfSheet):
            yield tr("{what}: {sheet} (the sheet’s name)", what=what, sheet=sheet.name)
        elif isinstance(source, Fixed):
            yield tr("{what}: {source} (said by hand)", what=what, source=source.text)


def says_itself(title: str, meaning: str) -> bool:
    """Whether a heading is one of our own, or the very words of what it was taken for."""
    return not meaning or key(title) in _OURS or key(title) == key(meaning)


_OURS = frozenset(key(column.name) for form in BASELINE_FORMS.values() for column in form.every)
_FIGURES = frozenset(
    column.name for form in BASELINE_FORMS.values() for column in form.every if column.holds is Holds.NUMBER
)
