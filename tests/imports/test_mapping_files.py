"""A mapping as a file: what is written is read again, and what is wrong in one is named."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.files.cells import Sheet
from firemode_desktop.imports.mappings.mapping import (
    Block,
    FileMapping,
    Fixed,
    InCell,
    InColumn,
    OfSheet,
    ReadingColumn,
    TableMapping,
    fingerprint,
)
from firemode_desktop.imports.tables.values import DateOrder, DecimalMark

CLOSED = ReadingColumn(2, BaselineKind.PRESSURE, "pressure_pa", {"door_configuration": "all_closed"}, "kPa")
TABLE = TableMapping(
    "North",
    (4, 5),
    {"floor": InColumn(0, fill=True), "stair": OfSheet(), "commissioned_date": InCell(2, 1, "Date:")},
    (CLOSED,),
    end=40,
    fingerprint="0123456789abcdef",
)
FILE = FileMapping(
    (TABLE, TABLE.with_source("commissioned_by", Fixed("A. Firm"))),
    frozenset({"Notes"}),
    DateOrder.DAY_FIRST,
    DecimalMark.COMMA,
    {"door_configuration": {"shut": "all_closed"}},
)


def test_that_a_mapping_that_was_written_is_read_as_it_was() -> None:
    assert FileMapping.from_json(FILE.to_json()) == FILE
    assert FileMapping.from_json(FileMapping().to_json()) == FileMapping()


sources = st.one_of(
    st.builds(InColumn, st.integers(0, 700), st.booleans()),
    st.builds(InCell, st.integers(0, 9_999), st.integers(0, 700), st.text(max_size=9)),
    st.just(OfSheet()),
    st.builds(Fixed, st.text()),
)
tables = st.builds(
    TableMapping,
    st.text(),
    st.integers(0, 50).map(lambda row: (row, row + 1)),
    st.dictionaries(st.sampled_from(["floor", "stair", "commissioned_date", "temp_c"]), sources),
    st.lists(st.just(CLOSED) | st.just(ReadingColumn(3, BaselineKind.VELOCITY, "p1"))).map(tuple),
    st.none() | st.integers(60, 99),
    st.none() | st.sampled_from(Block),
)
words = st.dictionaries(st.just("floor"), st.dictionaries(st.text(), st.text()))
files = st.builds(
    FileMapping, st.lists(tables, max_size=3).map(tuple), st.frozensets(st.text()), st.none(), st.none(), words
)


@given(files)
def test_that_any_mapping_survives_its_file(mapping: FileMapping) -> None:
    assert FileMapping.from_json(mapping.to_json()) == mapping


def _with(path: str, value: Any) -> str:
    """The document of ``FILE`` with one value exchanged; ``...`` takes the key out."""
    document = FILE.to_dict()
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place: Any = document
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(document)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("firemode_mapping", ..., "This is not a mapping of columns"),
        ("firemode_mapping", 2, "of a later version of the program (form 2; 1 is known here)"),
        ("firemode_mapping", 0, "firemode_mapping: 1 is meant, not 0"),
        ("tabels", [], "“tabels” is unknown; did you mean “tables”?"),
        ("tables", ..., "“tables” is missing; a list belongs there"),
        ("tables", {}, "tables: a list is meant, not {}"),
        ("tables/1", 7, "tables[1]: an object is meant, not 7"),
        ("tables/0/sheet", ..., "tables[0]: “sheet” is missing; a text belongs there"),
        ("tables/0/sheet", 3, "tables[0].sheet: a text is meant, not 3"),
        ("tables/0/heading_rows", [5], "tables[0].heading_rows: the heading’s first and last line, such as [5, 6],"),
        ("tables/0/heading_rows", [6, 5], "tables[0].heading_rows"),
        ("tables/0/heading_rows", [0, 1], "tables[0].heading_rows"),
        ("tables/0/heading_rows", [1, 99_999_999], "tables[0].heading_rows"),
        ("tables/0/heading_rows", [True, 2], "tables[0].heading_rows"),
        ("tables/0/last_row", 5, "last_row: a row from 6 on is meant, not 5"),
        ("tables/0/last_row", "40", "last_row: a whole number is meant, not \"40\""),
        ("tables/0/block", "diagonal", "block: one of beside, below is meant, not \"diagonal\""),
        ("tables/0/fingerprint", "North", "tables[0].fingerprint: 16 hexadecimal digits, or nothing, is meant"),
        ("tables/0/columns/flor", {"column": "A"}, "“flor” is unknown; did you mean “floor”?"),
        ("tables/0/columns/floor", {"column": "3"}, "the letters of a column, such as C, is meant, not \"3\""),
        ("tables/0/columns/floor", {"column": "AAAA"}, "tables[0].columns.floor.column: the letters"),
        ("tables/0/columns/floor", {"cell": "R1C1"}, "tables[0].columns.floor.cell: a cell such as B3 is meant"),
        ("tables/0/columns/floor", {}, "tables[0].columns.floor: one of column, cell, sheet_name or value is meant"),
        ("tables/0/columns/floor", {"column": "A", "value": "x"}, "one of column, cell, sheet_name or value"),
        ("tables/0/columns/floor", {"sheet_name": False}, "sheet_name: true is meant"),
        ("tables/0/columns/floor", {"column": "A", "filled": True}, "did you mean “fill”?"),
        ("tables/0/readings/0/kind", "noise", "readings[0].kind: one of pressure, velocity, door_force is meant"),
        ("tables/0/readings/0/name", "p1", "readings[0].name: pressure_pa is meant, not \"p1\""),
        ("tables/0/readings/0/says/door_configuration", None, "“door_configuration” is missing; a text"),
        ("dates", "american", "dates: one of day_first, month_first is meant, not \"american\""),
        ("decimal", "dot", "decimal: one of comma, point is meant"),
        ("left_out", [1], "left_out: a list of texts is meant"),
        ("words/floor", {"Roof": 14}, "words.floor: an object of texts is meant"),
        ("words/flor", {"Roof": "Level-14"}, "“flor” is unknown; did you mean “floor”?"),
    ],
)  # fmt: skip
def test_that_what_is_wrong_in_a_mapping_is_named_with_what_would_be_right(path: str, value: Any, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        FileMapping.from_json(_with(path, value))
    assert said in refusal.value.message


@pytest.mark.parametrize("text", ["", "[]", "7", "{", "[" * 100_000, '{"firemode_mapping": 1e999}', "null"])
def test_that_what_is_no_mapping_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Invalid, match="mapping"):
        FileMapping.from_json(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from([*FILE.to_dict(), *FILE.to_dict()["tables"][0]]), inner)
        ),
    )
)
def test_that_any_document_is_a_mapping_or_invalid(document: Any) -> None:  # fmt: skip
    given_as = {**document, "firemode_mapping": 1} if isinstance(document, dict) else document
    with suppress(Invalid):
        found = FileMapping.from_dict(given_as)
        assert FileMapping.from_dict(found.to_dict()) == found


def test_that_headings_are_recognised_whatever_their_case_and_spacing_and_not_by_a_blank_line() -> None:
    sheet = Sheet("S", (("Level", " Doors  closed"), ("level ", "DOORS CLOSED", None), (None, None), ("Level",)))
    assert fingerprint(sheet, (0, 0)) == fingerprint(sheet, (1, 1)) != ""
    assert fingerprint(sheet, (0, 1)) != fingerprint(sheet, (0, 0))
    assert fingerprint(sheet, (2, 2)) == fingerprint(sheet, (3, 3)) == ""
