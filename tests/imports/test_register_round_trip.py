"""Any draft of the real registers, written as a workbook and read back, is the same draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.facts import Facts
from firemode_desktop.domain.fields import Field, Kind, Problem
from firemode_desktop.domain.register_forms import ID
from firemode_desktop.domain.sheet import Sheet
from firemode_desktop.exports.registers import registers_workbook
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.registers.book import plan_registers
from firemode_desktop.services.registry import registers

SPACE = UUID("0d5f2c8e-6a3e-4f5d-9d0e-0a5f4a3c2b10")
AWKWARD = (
    "=1+1",
    "+61 2 9999",
    "-",
    "@x",
    "'x",
    "_x0041_",
    "0012",
    "1-2",
    "TRUE",
    "#REF!",
    "1e5",
    "a;b: c",
    "“é” 消防",
    "\ufffe \uffff",
    "Ω ‮",
)
TEXTS = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
PARTICULARS = st.dictionaries(
    st.sampled_from(("note", "tag no", "a:b")), st.one_of(TEXTS, st.integers(-9, 9), st.booleans()), max_size=3
)


def key(name: str) -> UUID:
    return uuid5(SPACE, name)


def base() -> Book:
    """A small building in the real registers: every register has a row or two."""
    book = Book({register.name: Sheet(register) for register in registers()})

    def add(register: str, called: str, /, **values: Any) -> None:
        nonlocal book
        columns = book[register].register.columns
        sheet = book[register].register
        made = book.add(register, key(called), {columns[each]: value for each, value in values.items()})
        closed = {columns[each]: value for each, value in values.items() if sheet.field(each).read_only}
        book = made.put(made[register].put({key(called): closed}))

    add("buildings", "B", name="House", state="NSW", timezone="Australia/Sydney", drift_limit_pct=Decimal(20))
    for stair in ("Stair-A", "Stair-B"):
        add("stairs", stair, stair_name=stair)
        for number in range(4):
            floor = f"Level-{number}"
            add("floors", stair + floor, stair_id=key(stair), floor_level=floor, floor_number=number)
        add("doors", f"D {stair}", stair_id=key(stair), floor_id=key(f"{stair}Level-1"), door_identifier="D-1")
        add("doorways", f"W {stair}", stair_id=key(stair), floor_id=key(f"{stair}Level-1"), doorway_identifier="W-1")
        floors = tuple(key(f"{stair}Level-{number}") for number in (0, 1, 2))
        add("zones", f"Z {stair}", stair_id=key(stair), zone_name="Zone", floor_ids_covered=floors)
        where = {"stair_id": key(stair), "zone_id": key(f"Z {stair}")}
        add("control_equipment", f"E {stair}", **where, equipment_type="damper", equipment_identifier="E-1")
    add("interface_test_definitions", "I", stair_id=key("Stair-A"), interface_type="manual_override", location_id="P")
    add(
        "design_setpoints",
        "S",
        stair_id=key("Stair-A"),
        measurement_type="pressure_differential",
        setpoint=45,
        unit="Pa",
    )
    add("instruments", "N", serial_number="N-1", instrument_type="manometer", building_id=key("B"))
    days = {"calibration_date": date(2026, 1, 1), "expiry_date": date(2027, 1, 1)}
    add("calibration_certificates", "C", instrument_id=key("N"), cert_number="C", calibration_authority="Lab", **days)
    rule = {"rule_code": "SP-01", "version": "v1", "measurement_type": "pressure_differential", "active": True}
    add("as1851_rules", "R", **rule, min_threshold=Decimal(20), max_threshold=Decimal(80), unit="Pa")
    add("users", "U", username="u", full_name="U", role="engineer", active=True)
    return book


BASE = base()


def typed(field: Field) -> st.SearchStrategy[Any]:
    """What somebody might type into a cell of this field."""
    if field.kind is Kind.CHOICE:
        return st.sampled_from(["", *(label for _, label in field.choices)])
    if field.kind is Kind.FLAG:
        return st.sampled_from(["yes", "No", ""])
    if field.kind in (Kind.WHOLE, Kind.DECIMAL):
        return st.decimals(-10, 1000, places=field.decimals).map(str)
    if field.kind is Kind.DATE:
        return st.dates(date(1900, 1, 1), date(2200, 12, 31))
    if field.kind is Kind.REFERENCES:
        return st.sampled_from(["Level-1", "Level-0 to Level-3", "Level-3, Level-0"])
    if field.kind is Kind.REFERENCE:
        return st.sampled_from(["Stair-A", "Stair-B", "Level-2", ""])
    return PARTICULARS.map(_as_typed) if field.kind is Kind.FACTS else TEXTS


def _as_typed(facts: dict[str, Any]) -> str:
    return str(Facts.of(facts))


@st.composite
def drafts(draw: st.DrawFn) -> Book:
    """``BASE`` after some cells were typed into; what cannot be saved was put right again."""
    book = BASE
    for _ in range(draw(st.integers(1, 12))):
        sheet = book[draw(st.sampled_from(list(book.sheets)))]
        row = draw(st.sampled_from(sheet.rows))
        place, field = draw(st.sampled_from(list(enumerate(sheet.register.fields))))
        after = book.enter(sheet.register.name, [(row.key, place, draw(typed(field)))])
        if not any(after.troubles(name) for name in after.sheets):
            book = after
    return book


def exported(draft: Book) -> Workbook:
    """``draft`` written and read."""
    return read(registers_workbook(draft), "draft.xlsx")


def without_ids(file: Workbook) -> Workbook:
    """The same file after somebody emptied the column of ids, below its headings."""
    assert file.sheets[0]["A1"] == ID
    sheets = (
        replace(sheet, rows=(*sheet.rows[:2], *((None, *row[1:]) for row in sheet.rows[2:]))) for sheet in file.sheets
    )
    return replace(file, sheets=tuple(sheets))


def contents(book: Book) -> dict[str, dict[UUID, tuple[Any, ...]]]:
    """The cells of every row; rows that a cell names are a set, for their order is that of their own register."""

    def plain(cell: Any) -> Any:
        return frozenset(cell) if isinstance(cell, tuple) else cell

    return {name: {row.key: tuple(map(plain, row.cells)) for row in sheet.rows} for name, sheet in book.sheets.items()}


PATIENT = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    print_blob=True,
)
"""Drafts are large: one that fails is reported as it is, not made smaller for minutes."""


def test_that_the_building_of_these_tests_can_be_saved() -> None:
    assert [BASE.troubles(name) for name in BASE.sheets if BASE.troubles(name)] == []
    cells = [cell for sheet in BASE.sheets.values() for row in sheet.rows for cell in row.cells]
    assert not any(isinstance(cell, Problem) for cell in cells)


@PATIENT
@given(draft=drafts())
def test_that_any_draft_read_back_changes_nothing_upon_itself_and_is_that_draft_upon_what_it_grew_out_of(
    draft: Book,
) -> None:
    file = exported(draft)
    found = plan_registers(file, draft)
    assert not found.changes
    assert found.errors == found.warnings == found.left_out == ()
    found = plan_registers(file, BASE)
    assert found.errors == found.left_out == ()
    assert contents(found.draft) == contents(draft)
    assert found.changes.rows == sum(
        row.cells != BASE[name].row(row.key).cells for name, sheet in draft.sheets.items() for row in sheet.rows
    )


@PATIENT
@given(draft=drafts())
def test_that_rows_are_known_by_name_where_the_ids_were_taken_out(draft: Book) -> None:
    found = plan_registers(without_ids(exported(draft)), draft)
    assert found.errors == ()
    assert not found.changes


def test_that_a_zone_stays_as_it_is_where_only_its_floors_changed_places() -> None:
    number = BASE["floors"].register.columns["floor_number"]
    draft = BASE.enter("floors", [(key("Stair-ALevel-0"), number, "9")])
    assert plan_registers(exported(draft), BASE).changes.rows == 1
