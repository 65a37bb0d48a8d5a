"""How the columns of a file are read, as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firemode_desktop.cli.desk import table

if TYPE_CHECKING:
    from firemode_desktop.imports.mappings.mapping import FileMapping, ReadingColumn, Source, TableMapping
    from firemode_desktop.imports.mappings.proposing import Proposal


def described(mapping: FileMapping, proposal: Proposal | None = None) -> list[str]:
    """The tables of a mapping, a line for each column; with the reasons where the proposal gives them."""
    lines = []
    for number, one in enumerate(mapping.tables):
        first, last = one.heading[0] + 1, one.heading[1] + 1
        below = f"headings in row {first}" if first == last else f"headings in rows {first} to {last}"
        end = "" if one.end is None else f", down to row {one.end}"
        lines += [f"Sheet {one.sheet}, {below}{end}", *_columns(one, number, proposal)]
    lines += [f"Sheet {sheet} is not read." for sheet in sorted(mapping.left_out)]
    if mapping.dates:
        lines.append(f"Dates are written with the {mapping.dates.removesuffix('_first')} first.")
    if mapping.decimal:
        lines.append(f"The decimal mark is the {mapping.decimal}.")
    for column, words in mapping.words.items():
        lines += [f"“{read}” in {column} means {meant}." for read, meant in words.items()]
    return lines


def _columns(mapping: TableMapping, number: int, proposal: Proposal | None) -> list[str]:
    sources = [(_place(source), name, name) for name, source in mapping.columns.items()]
    readings = [(_letters(one), _reading(one), _letters(one)) for one in mapping.readings]
    heads = ("column", "holds", *(() if proposal is None else ("because",)))
    rows = [
        (place, holds, *(() if proposal is None else (proposal.reason(number, what),)))
        for place, holds, what in (*sources, *readings)
    ]
    return [f"  {line}" for line in table(rows, heads).splitlines()]


def _place(source: Source) -> str:
    from firemode_desktop.imports.files.cells import a1, letters
    from firemode_desktop.imports.mappings.mapping import InCell, InColumn, OfSheet

    if isinstance(source, InColumn):
        return letters(source.place)
    if isinstance(source, InCell):
        return f"cell {a1(source.row, source.column)}"
    return "the sheet’s name" if isinstance(source, OfSheet) else f"“{source.text}”"


def _letters(reading: ReadingColumn) -> str:
    from firemode_desktop.imports.files.cells import letters

    return letters(reading.place)


def _reading(reading: ReadingColumn) -> str:
    said = ", ".join(f"{name} {value}" for name, value in reading.says.items())
    return " ".join(part for part in (reading.name, said, f"in {reading.unit}" if reading.unit else "") if part)
