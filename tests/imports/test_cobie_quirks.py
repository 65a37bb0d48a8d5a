"""COBie files as they are found: whatever is done to one, it is read or refused in words, and no row goes missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.sheet import Row, Sheet
from firemode_desktop.imports.cobie import plan_cobie, propose_stairs
from firemode_desktop.imports.cobie.sheets import READ, SUPPORT, Ledger, read_tables
from firemode_desktop.imports.files.cells import Logical, Mark, Marked, Workbook
from firemode_desktop.imports.files.cells import Sheet as CellSheet
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.registers.plan import RegisterPlan
from firemode_desktop.services import registry
from tests.imports.books import book
from tests.imports.cobies import Sheets, Tower, british

TODAY = date(2026, 11, 22)


def empty(name: str = "Cobie House") -> Book:
    """The registers of a building of which nothing is known but its name."""
    made = Book({each.name: Sheet(each) for each in registry.registers()})
    buildings = made["buildings"]
    row = buildings.blank(UUID(int=1))
    cells = tuple(
        name if field.name == "name" else cell for field, cell in zip(buildings.register.fields, row.cells, strict=True)
    )
    return made.put(Sheet(buildings.register, (Row(row.key, cells, "1"),)))


def workbook(sheets: Sheets) -> Workbook:
    """The sheets as they are read from a file."""
    return read(book(sheets), "model.xlsx")


def planned(sheets: Sheets, stairs: dict[str, str] | None = None, **options: Any) -> RegisterPlan:
    """What an import of the sheets into an empty building would do."""
    return plan_cobie(as_cells(sheets), empty(), stairs or {}, TODAY, **options)


def as_cells(sheets: Sheets) -> Workbook:
    """The sheets as cells, without the way through a file: for laws that are tried many times."""
    return Workbook(
        "model.xlsx",
        "0" * 64,
        tuple(CellSheet(name, tuple(tuple(map(_cell, row)) for row in rows)) for name, rows in sheets.items()),
    )


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return Logical(value)
    if isinstance(value, (int, float)):
        return Decimal(str(value))
    return value if value != "" else None


def missing(book_: Workbook, plan: RegisterPlan) -> set[tuple[str, int]]:
    """Rows of components and facilities that are neither planned, nor left out, nor spoken of.

    Spaces, types, floors, systems and zones are of use to other rows; those of no use have to be listed where nothing
    at all was planned.
    """
    tables = read_tables(book_, Ledger())
    told = {(row.sheet, row.row) for row in plan.rows}
    told |= {(problem.sheet, problem.row or 0) for problem in (*plan.left_out, *plan.warnings)}
    shared = () if not plan.rows else ("space", "type", "floor", "system", "zone")
    strict = [table for table in READ if table not in (*SUPPORT, *shared)]
    return {(line.sheet, line.row + 1) for table in strict for line in tables[table]} - told


garbage = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "n/a",
            "N/A",
            "-",
            "",
            " ",
            "Stair 1 - Ground",
            "Level 1",
            "1,2",
            "=1+1",
            "Door",
            "3'-0\"",
            "n/a,n/a",
            ",",
            "[*",
            "(((",
        ]
    ),
    st.integers(-(10**6), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.just(Marked(Mark.ERROR, "#REF!")),
    st.just(Marked(Mark.FORMULA, "=A1", "Level 1")),
    st.dates(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
)


@st.composite
def spoilt(draw: st.DrawFn) -> Sheets:
    """A tower whose sheets have lost sheets, rows and headings, have other columns' order, and garbage in cells."""
    sheets = Tower({"Ground": 0, "Level 1": 4000, "B1": -3000}, stairs=("Stair 1", "Stair 2")).sheets()
    if draw(st.booleans()):
        sheets = british(sheets)
    for name in draw(st.lists(st.sampled_from(sorted(sheets)), max_size=3, unique=True)):
        del sheets[name]
    for rows in sheets.values():
        width = max(map(len, rows), default=0)
        if draw(st.integers(0, 3)) == 0 and width:
            order = draw(st.permutations(range(width)))
            rows[:] = [[row[at] if at < len(row) else None for at in order] for row in rows]
        for _ in range(draw(st.integers(0, 4))):
            row = draw(st.integers(0, len(rows) - 1))
            if rows[row]:
                rows[row][draw(st.integers(0, len(rows[row]) - 1))] = draw(garbage)
        if draw(st.integers(0, 5)) == 0:
            del rows[draw(st.integers(0, len(rows) - 1)) :]
        if draw(st.integers(0, 5)) == 0 and rows:
            rows.append(list(rows[-1]))
    return sheets if sheets else {"Space": []}


said = st.sampled_from([{}, {}, {"Stair-A": "Stair 1*"}, {"A": "*1 -*", "B": "Stair*"}, {"A": "["}])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    sheets=spoilt(),
    stairs=st.sampled_from([{}, {}, {"Stair-A": "Stair 1*"}, {"A": "*1 -*", "B": "Stair*"}, {"A": "["}]),
)
def test_that_no_file_crashes_and_no_row_goes_missing(sheets: Sheets, stairs: dict[str, str]) -> None:
    cells = as_cells(sheets)
    try:
        plan = plan_cobie(cells, empty(), stairs, TODAY)
    except Invalid:
        event("refused")
        return
    propose_stairs(cells)
    assert plan.errors or missing(cells, plan) == set()
    for changes in plan.changes.sheets.values():
        assert not changes.problems
    event("errors" if plan.errors else "planned")
    if not plan.errors:
        keys = [row.key for row in plan.rows]
        assert len(keys) == len(set(keys))
        again = plan_cobie(cells, plan.draft, stairs, TODAY)
        assert not again.changes, [(row.register, row.title, row.changes) for row in again.rows if row.changes]


def test_that_stairs_are_not_given_names_that_no_register_takes() -> None:
    plan = planned(Tower().sheets(), {"A" * 101: "Stair 1*", "east": "Stair 2*", " East": "Stair 2 - Ground"})
    assert [problem.message for problem in plan.errors if problem.code == "not_valid"] == [
        f"No stair can be called “{'A' * 40}”: Stair may have 100 characters; this has 101.",
        "2 stairs cannot all be called “east”.",
    ]
    assert not plan.changes
    assert not planned(Tower().sheets(), {"A" * 100: "Stair 1*"}).errors
