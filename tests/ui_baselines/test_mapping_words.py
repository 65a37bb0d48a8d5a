"""What a column can be read as."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.files.cells import Sheet
from firemode_desktop.imports.mappings.mapping import Block, FileMapping, InColumn, ReadingColumn, TableMapping
from firemode_desktop.ui.importing.mapping_words import (
    NOT_READ,
    ReadAs,
    bare_table,
    in_shape,
    in_units,
    offered,
    read_as,
    rest_of_points,
    taken_for,
)

SURVEY = Survey(UUID(int=1), "B", date(2026, 5, 4), door_scenarios=("worst_case_3_doors_open", "two open"))
OFFERED = offered(SURVEY)
ONE_COLUMN = [role for role in OFFERED if not role.points]
BARE = TableMapping("S", (0, 0), {}, ())
TOLD = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(ONE_COLUMN)), max_size=8)


def told(steps: list[tuple[int, ReadAs]]) -> TableMapping:
    table = BARE
    for place, role in steps:
        table = taken_for(table, place, role)
    return table


@given(TOLD, st.integers(0, 11), st.sampled_from(ONE_COLUMN))
def test_that_a_column_is_read_as_what_it_was_taken_for_last(
    before: list[tuple[int, ReadAs]], place: int, role: ReadAs
) -> None:
    table = taken_for(told(before), place, role)
    assert read_as(table, place) == role
    assert read_as(taken_for(table, place, NOT_READ), place) == NOT_READ
    assert FileMapping.from_json(FileMapping((table,)).to_json()) == FileMapping((table,))


@given(TOLD)
def test_that_no_column_is_two_things_and_no_place_or_date_stands_in_two_columns(
    steps: list[tuple[int, ReadAs]],
) -> None:
    table = told(steps)
    places = [source.place for source in table.columns.values() if isinstance(source, InColumn)]
    places += [reading.place for reading in table.readings]
    assert len(places) == len(set(places))


def test_that_everything_offered_is_named_differently() -> None:
    listed = [role.listed for role in OFFERED]
    assert len(listed) == len(set(listed))
    assert {"floor", "pressure, all doors closed", "velocity, two open", "door force, fan running"} <= set(listed)
    assert "point 9, worst case 3 doors open" in listed


def test_that_a_heading_that_names_the_stair_keeps_it_when_the_case_is_told() -> None:
    column = ReadingColumn(1, BaselineKind.PRESSURE, "pressure_pa", {"stair": "Stair-B"})
    table = taken_for(BARE.with_reading(1, column), 1, ReadAs("pressure_pa", BaselineKind.PRESSURE, "all_closed"))
    assert dict(table.readings[0].says) == {"stair": "Stair-B", "door_configuration": "all_closed"}
    other = taken_for(table, 1, ReadAs("force_newtons", BaselineKind.DOOR_FORCE, "yes"))
    assert dict(other.readings[0].says) == {"pressurization_active": "yes"}


@pytest.mark.parametrize(
    ("kind", "units", "ours"), [("pressure", "kPa", "Pa"), ("velocity", "ft/min", "m/s"), ("door_force", "lbf", "N")]
)
def test_that_readings_can_be_said_to_be_written_in_another_unit(kind: str, units: str, ours: str) -> None:
    role = next(role for role in OFFERED if role.kind == kind and role.case)
    written = next(one for one in in_units(role) if one.unit == units)
    assert written.listed.endswith(f", in {units}, convert to {ours}")
    assert read_as(taken_for(BARE, 2, written), 2).unit == units
    assert in_units(ReadAs("floor")) == ()


def test_that_the_rest_of_nine_points_is_offered_where_nine_columns_are_free() -> None:
    first = taken_for(BARE, 1, ReadAs("p1", BaselineKind.VELOCITY, "two open"))
    assert rest_of_points(first, 1, 10) == ReadAs("p1", BaselineKind.VELOCITY, "two open", points=True)
    assert rest_of_points(first, 1, 9) is None
    assert rest_of_points(taken_for(first, 9, ReadAs("floor")), 1, 10) is None
    assert rest_of_points(in_shape(first, Block.BESIDE), 1, 4) is not None
    assert rest_of_points(in_shape(first, Block.BESIDE), 1, 3) is None


def test_that_a_block_holds_three_points_and_no_mean() -> None:
    table = taken_for(BARE, 1, ReadAs("p1", BaselineKind.VELOCITY, "two open", points=True))
    table = taken_for(table, 10, ReadAs("velocity_ms", BaselineKind.VELOCITY, "two open"))
    assert [reading.name for reading in in_shape(table, Block.BELOW).readings] == ["p1", "p2", "p3"]
    assert in_shape(table, None).readings == table.readings


def test_that_the_heading_of_an_unknown_sheet_stands_above_its_numbers() -> None:
    rows = (("Tower",), ("By", "Airflow"), (), ("Where", "A"), ("Level-1", Decimal(45)))
    assert bare_table(Sheet("S", rows)).heading == (3, 3)
    assert bare_table(Sheet("S", rows[:2])).heading == (1, 1)
    assert bare_table(Sheet("S", ())).heading == (0, 0)
