"""Whatever stands in the cells: a plan that agrees with itself, or a refusal in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.grids import ODD_CELLS, Cell, CellGrid, as_csv
from benchmarks.judging import unsound
from benchmarks.materials import LEVELS, NOW, pilot_building
from firemode_desktop.database import Database
from firemode_desktop.domain.baselines import ALLOWED, Survey
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.services import importing
from tests.conftest import _database, _url_of

HEADINGS = (
    "stair", "floor", "door", "doorway", "door_configuration", "door_scenario", "pressurization_active", "pressure_pa",
    "force_newtons", "velocity_ms", "p1", "p5", "p9", "commissioned_date", "commissioned_by", "provenance",
    "design_setpoint_pa", "temp_c", "Level", "Pressure (Pa)", "All doors closed", "Remarks", "",
)  # fmt: skip
LIKELY: tuple[Cell, ...] = (
    "Stair-A", "Stair-B", *LEVELS, "L3", "D-Level-1-Stair-A", "DW-Level-1-Stair-A", "all_closed", "evac_doors_open",
    "yes", "no", 44.5, 1.25, 80.0, "45.0", "2024-01-15", "15/01/2024", "commissioned",
)  # fmt: skip
LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Known:
    """What files are held against; too much to be repeated beside each counter-example."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey


@pytest.fixture(scope="module")
def known(server_url: str, template_database: str) -> Iterator[Known]:
    with _database(server_url, "laws", template_database) as name:
        database = Database(_url_of(server_url, name))
        building, _ = pilot_building(database)
        yield Known(database.run(lambda session: importing.survey(session, building, NOW.date())))
        database.close()


def cells() -> st.SearchStrategy[Cell]:
    """What people type, what they mistype, and what nobody would."""
    anything = st.text(max_size=12) | st.floats(allow_nan=True) | st.dates().map(str) | st.none()
    return st.sampled_from(LIKELY) | st.sampled_from(LIKELY) | st.sampled_from(ODD_CELLS) | anything


@st.composite
def grids(draw: st.DrawFn) -> CellGrid:
    """A heading of known and unknown names, and rows of any cells below it."""
    heading = draw(st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=9))
    rows = draw(st.lists(st.lists(cells(), min_size=len(heading), max_size=len(heading)), max_size=8))
    return CellGrid("any", (tuple(heading), *map(tuple, rows)))


PRESSURES = ("stair", "floor", "door_configuration", "pressure_pa", "commissioned_date")


@st.composite
def pressures(draw: st.DrawFn) -> CellGrid:
    """A sheet of pressures in which most is right."""
    row = st.tuples(
        st.sampled_from(["Stair-A", "Stair-A", "stair a", "Stair-Z"]),
        st.sampled_from([*LEVELS, "L2", "Level-99"]),
        st.sampled_from(["all_closed", "evac_doors_open", "closed", "ajar"]),
        st.floats(5, 105) | st.integers(20, 80).map(float) | st.sampled_from(["44,5", "n/a", None]),
        st.dates(date(2019, 1, 1), date(2027, 1, 1)).map(str) | st.sampled_from(["15 Jan 2024", "31/02/2024", None]),
    )
    return CellGrid("pressures", (PRESSURES, *draw(st.lists(row, max_size=12))))


def planned(grid: CellGrid, known: Known) -> Plan | None:
    """The plan; ``None`` where the file is refused as a whole, which takes a sentence."""
    try:
        return plan_import(read(as_csv(grid), "any.csv"), known.survey)
    except Invalid as error:
        refusal = error.message
    assert refusal.endswith((".", "?"))
    return None


@LAWS
@given(grid=grids())
def test_that_any_cells_make_a_plan_that_agrees_with_itself_or_are_refused_in_words(
    known: Known, grid: CellGrid
) -> None:
    plan = planned(grid, known)
    assert plan is None or list(unsound(plan)) == []


@LAWS
@given(grid=pressures())
def test_that_no_row_is_lost_and_none_is_both_planned_and_refused(known: Known, grid: CellGrid) -> None:
    plan = planned(grid, known)
    assert plan is not None
    assert list(unsound(plan)) == []
    filled = [(number, row) for number, row in enumerate(grid.rows[1:], start=2) if row[3:] != (None, None)]
    assert {number for number, _ in filled} == {row.row for row in plan.rows}
    named_only = len(grid.rows) - 1 - len(filled)
    assert any(problem.code == "not_filled_in" for problem in plan.warnings) == (named_only > 0)
    for row in plan.rows:
        wrong = [problem for problem in plan.errors if problem.row == row.row]
        assert bool(wrong) == (row.status is RowStatus.ERROR)
        if row.facts is not None:
            limits = ALLOWED[row.kind]
            assert limits.minimum is not None
            assert limits.maximum is not None
            assert limits.minimum <= row.facts.value <= limits.maximum
            assert row.facts.commissioned_date <= NOW.date()


@LAWS
@given(grid=pressures())
def test_that_the_same_cells_make_the_same_plan(known: Known, grid: CellGrid) -> None:
    assert planned(grid, known) == planned(grid, known)
