"""What of a mapping is true of its headings, and what belongs to the one file."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.mappings.mapping import (
    Block,
    FileMapping,
    Fixed,
    InCell,
    InColumn,
    OfSheet,
    ReadingColumn,
    TableMapping,
)
from firemode_desktop.imports.mappings.remembering import OF_A_BUILDING, alike, anywhere, to_remember
from firemode_desktop.imports.tables.values import DateOrder, DecimalMark

SEEN = "0123456789abcdef"
CLOSED = ReadingColumn(2, BaselineKind.PRESSURE, "pressure_pa", {"door_configuration": "all_closed"}, "kPa")
OF_STAIR = ReadingColumn(3, BaselineKind.PRESSURE, "pressure_pa", {"stair": "Stair-B", "door_configuration": "closed"})
TABLE = TableMapping(
    "North",
    (5, 6),
    {
        "floor": InColumn(0, fill=True),
        "stair": OfSheet(),
        "commissioned_date": InCell(2, 1, "Date:"),
        "commissioned_by": Fixed("A. Firm"),
        "door_scenario": Fixed("worst_case"),
    },
    (CLOSED, OF_STAIR),
    end=40,
    block=Block.BESIDE,
    fingerprint=SEEN,
)
FILE = FileMapping(
    (TABLE,),
    frozenset({"Notes"}),
    DateOrder.DAY_FIRST,
    DecimalMark.COMMA,
    {"door_configuration": {"shut": "all_closed"}, "floor": {"Roof": "Level-14"}},
)


def test_that_columns_readings_units_words_and_orders_are_remembered() -> None:
    kept = to_remember(FILE)[SEEN]
    (table,) = kept.tables
    assert (kept.dates, kept.decimal, kept.words) == (DateOrder.DAY_FIRST, DecimalMark.COMMA, FILE.words)
    assert table.columns == {name: TABLE.columns[name] for name in ("floor", "stair", "commissioned_date")}
    assert (table.readings, table.block, table.heading) == (TABLE.readings, Block.BESIDE, (5, 6))


def test_that_what_was_typed_for_one_file_is_not_remembered() -> None:
    kept = to_remember(FILE)[SEEN]
    assert not any(isinstance(source, Fixed) for source in kept.tables[0].columns.values())
    assert (kept.tables[0].end, kept.left_out) == (None, frozenset())


def test_that_names_of_a_building_do_not_hold_in_another() -> None:
    general = anywhere(to_remember(FILE)[SEEN])
    assert general.words == {"door_configuration": {"shut": "all_closed"}}
    assert [reading.says for reading in general.tables[0].readings] == [CLOSED.says, {"door_configuration": "closed"}]
    assert general.tables[0].readings[0].unit == "kPa"


def test_that_headings_read_alike_on_two_sheets_are_remembered_once() -> None:
    second = replace(TABLE, sheet="South", heading=(7, 8), end=60)
    assert set(to_remember(replace(FILE, tables=(TABLE, second)))) == {SEEN}


def test_that_headings_read_in_two_ways_in_one_file_are_not_remembered() -> None:
    other = replace(TABLE, sheet="South", readings=(replace(CLOSED, says={"door_configuration": "all_open"}),))
    third = replace(TABLE, sheet="East", fingerprint="f" * 16)
    assert set(to_remember(replace(FILE, tables=(TABLE, other, TABLE, third)))) == {"f" * 16}


def test_that_a_table_without_known_headings_is_not_remembered() -> None:
    assert to_remember(replace(FILE, tables=(replace(TABLE, fingerprint=""),))) == {}


words = st.dictionaries(st.sampled_from(["floor", "stair", "door_configuration", "provenance"]), st.just({"a": "b"}))
sources = st.one_of(
    st.builds(InColumn, st.integers(0, 20), st.booleans()),
    st.builds(InCell, st.integers(0, 9), st.integers(0, 9)),
    st.just(OfSheet()),
    st.builds(Fixed, st.text()),
)
tables = st.builds(
    TableMapping,
    st.text(max_size=5),
    st.just((0, 0)),
    st.dictionaries(st.sampled_from(["floor", "stair", "commissioned_date"]), sources),
    st.just((CLOSED, OF_STAIR)),
    st.none() | st.integers(1, 99),
    st.none(),
    st.sampled_from(["", "a" * 16, "b" * 16]),
)
files = st.builds(
    FileMapping, st.lists(tables, max_size=4).map(tuple), st.just(frozenset({"x"})), st.none(), st.none(), words
)


@given(files)
def test_that_what_is_remembered_is_remembered_the_same_again_and_survives_json(mapping: FileMapping) -> None:
    for fingerprint, kept in to_remember(mapping).items():
        assert to_remember(kept) == {fingerprint: kept}
        assert alike(kept, kept)
        assert FileMapping.from_json(kept.to_json()) == kept
        assert anywhere(anywhere(kept)) == anywhere(kept)
        assert not OF_A_BUILDING & set(anywhere(kept).words)
