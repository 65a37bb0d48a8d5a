"""Registers loaded from and saved to a real PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.changes import show_moment
from firemode_desktop.domain.errors import Conflict, Invalid, Missing, Refused
from firemode_desktop.domain.facts import Facts
from firemode_desktop.domain.fields import Kind, Problem
from firemode_desktop.models import Door, Floor, Instrument, User, Zone
from firemode_desktop.services import registry
from tests.registry.buildings import add_baseline, build, engineer

SYDNEY = ZoneInfo("Australia/Sydney")


@pytest.fixture
def building(session: Session) -> UUID:
    return build(session)


@pytest.fixture
def book(session: Session, building: UUID) -> Book:
    return registry.load_book(session, building)


def find(book: Book, register: str, title: str) -> UUID:
    return next(row.key for row in book[register].rows if book.title(register, row) == title)


def column(book: Book, register: str, name: str) -> int:
    return book[register].register.columns[name]


def typed(book: Book, register: str, title: str, **texts: object) -> Book:
    key = find(book, register, title)
    return book.enter(register, [(key, column(book, register, name), value) for name, value in texts.items()])


def save(session: Session, building: UUID, saved: Book, draft: Book, by: UUID | None = None) -> Book:
    return registry.save_book(session, building, Changes.between(saved, draft), by)


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield sent
    event.remove(session.get_bind(), "before_cursor_execute", note)


def test_that_all_registers_are_loaded_with_one_statement_each(session: Session, building: UUID) -> None:
    with statements(session) as sent:
        book = registry.load_book(session, building)
    assert len(sent) == len(book.sheets) == 13
    counts = {name: len(sheet.rows) for name, sheet in book.sheets.items()}
    assert counts["stairs"] == 2
    assert counts["floors"] == counts["doors"] == counts["doorways"] == 8
    assert counts["instruments"] == 2
    assert counts["as1851_rules"] == 5


def test_that_a_register_shows_rows_in_their_order_and_references_by_name(book: Book) -> None:
    shown = [[book.show("doors", row, place) for place in range(3)] for row in book["doors"].rows]
    assert shown == [
        [stair, level, f"D-{number}"]
        for stair in ("Stair-A", "Stair-B")
        for number, level in enumerate(("Ground", "Level-1", "Level-2", "Level-10"))
    ]


def test_that_what_may_be_typed_is_read_from_the_columns(book: Book) -> None:
    width = book["doors"].register.field("width_m")
    assert (width.kind, width.decimals, width.above, width.maximum, width.unit) == (Kind.DECIMAL, 2, 0, 3, "m")
    assert book["doors"].register.field("floor_id").within == "stair_id"
    assert book["zones"].register.field("floor_ids_covered").kind is Kind.REFERENCES
    assert book["control_equipment"].register.field("specifications").kind is Kind.FACTS
    assert book["stairs"].register.field("stair_type").choices[0] == ("fire_isolated", "Fire-isolated")
    assert book["doors"].register.unique == (("stair_id", "floor_id", "door_identifier"),)
    assert book["users"].register.field("active").default is True
    assert book["buildings"].register.field("drift_limit_pct").default == 20


def test_that_one_register_is_loaded_without_the_others(session: Session, building: UUID) -> None:
    with statements(session) as sent:
        sheet = registry.load(session, "floors", building)
    assert len(sent) == 2, "the floors, and the stairs they refer to"
    assert len(sheet.rows) == 8


def test_that_an_unknown_register_or_building_is_missing(session: Session) -> None:
    with pytest.raises(Missing):
        registry.load(session, "wall_colours", uuid4())
    with pytest.raises(Missing):
        registry.load_book(session, uuid4())


def test_that_registers_of_another_building_are_not_shown(session: Session, building: UUID) -> None:
    other = build(session, "Other House")
    book = registry.load_book(session, building)
    assert len(book["floors"].rows) == 8
    serials = {book.show("instruments", row, 0) for row in book["instruments"].rows}
    assert serials == {"AN-Test House", "MN-Test House", "MN-Other House"}, "those that travel are everybody's"
    assert len(registry.load_book(session, other)["calibration_certificates"].rows) == 2


TYPED: dict[str, tuple[str, dict[str, str]]] = {
    "buildings": ("Test House", {"suburb": "Parramatta", "drift_limit_pct": "12,5", "storeys": "4", "notes": "a\nb"}),
    "stairs": ("Stair-A", {"orientation": "north-east", "design_standard": "AS/NZS 1668.1:2015"}),
    "floors": ("Level-2, Stair-A", {"floor_level": "Mezzanine", "height_m": "7,25 m"}),
    "doors": ("D-1, Stair-A", {"width_m": "0,915", "fire_rating_minutes": "60 min", "door_type": "Fire-rated"}),
    "doorways": ("DW-2, Stair-B", {"height_m": "2.4", "adjacent_space": "Lobby"}),
    "zones": ("Zone-1, Stair-A", {"floor_ids_covered": "Level-1 to Level-10", "zone_name": "Zone-X"}),
    "control_equipment": (
        "FAN-01, Stair-A",
        {"zone_id": "", "installation_date": "15/1/2024", "specifications": "a: 1"},
    ),
    "interface_test_definitions": (
        "PANEL-01, Manual override, Stair-A",
        {"response_time_s": "5 s", "test_action": "x"},
    ),
    "design_setpoints": (
        "Pressure differential, Stair-A",
        {"setpoint": "45,2", "door_configuration": "All doors closed"},
    ),
    "instruments": ("MN-Test House, Dwyer", {"range_max": "250", "building_id": "test house", "accuracy": "±1 Pa"}),
    "calibration_certificates": (
        "C-TEST HOUSE, MN-Test House",
        {"expiry_date": "1 Jun 2026", "standard": "ISO/IEC 17025"},
    ),
    "users": ("engineer", {"full_name": "An Engineer", "active": "no", "email": "a@b.example"}),
}


@pytest.mark.parametrize("register", TYPED)
def test_that_what_is_typed_into_a_register_is_saved_and_read_back(
    session: Session, building: UUID, register: str
) -> None:
    engineer(session)
    book = registry.load_book(session, building)
    title, texts = TYPED[register]
    draft = typed(book, register, title, **texts)
    assert draft.troubles(register) == {}
    fresh = save(session, building, book, draft)
    key = find(book, register, title)
    assert fresh[register].row(key).cells == draft[register].row(key).cells
    again = registry.load_book(session, building)
    assert [row.cells for row in again[register].rows] == [row.cells for row in fresh[register].rows]


def test_that_a_save_of_nothing_writes_nothing(session: Session, building: UUID, book: Book) -> None:
    with statements(session) as sent:
        fresh = save(session, building, book, book)
    assert fresh == book
    assert all(statement.lstrip().upper().startswith("SELECT") for statement in sent)


def test_that_45_comma_2_is_accepted_and_stored_as_a_decimal(session: Session, building: UUID, book: Book) -> None:
    draft = typed(book, "design_setpoints", "Pressure differential, Stair-A", setpoint="45,2 Pa")
    assert isinstance(draft["design_setpoints"].rows[0].cells[3], Problem), "the unit has a column of its own"
    draft = typed(book, "design_setpoints", "Pressure differential, Stair-A", setpoint="45,2")
    save(session, building, book, draft)
    assert session.scalar(text("SELECT setpoint FROM design_setpoints ORDER BY setpoint DESC LIMIT 1")) == Decimal(
        "45.200"
    )


def test_that_a_stair_with_everything_on_it_is_added_in_one_save(session: Session, building: UUID, book: Book) -> None:
    draft = book.add("stairs", uuid4(), {0: "Stair-C"})
    draft = draft.paste("floors", [], range(4), [["Stair-C", "Ground", "0", "0"], ["Stair-C", "Level-1", "1", "3,5"]])
    draft = draft.paste("doors", [], range(3), [["Stair-C", "Ground", "D-G-C"], ["Stair-C", "Level-1", "D-1-C"]])
    draft = draft.paste("zones", [], range(3), [["Stair-C", "Zone-1", "Ground to Level-1"]])
    draft = draft.paste("control_equipment", [], range(4), [["Stair-C", "Zone-1", "Fan", "fan-01-c"]])
    fresh = save(session, building, book, draft)
    assert (
        fresh.show(
            "control_equipment",
            fresh["control_equipment"].row(find(fresh, "control_equipment", "FAN-01-C, Stair-C")),
            1,
        )
        == "Zone-1"
    )
    zone = session.get_one(Zone, find(fresh, "zones", "Zone-1, Stair-C"))
    assert zone.floors_covered == ["Ground", "Level-1"]


def test_that_defaults_of_the_database_are_those_of_a_new_row(session: Session, building: UUID, book: Book) -> None:
    fresh = save(session, building, book, book.add("users", uuid4(), {0: "new", 2: "Viewer"}))
    user = session.get_one(User, find(fresh, "users", "new"))
    assert (user.active, user.role) == (True, "viewer")


def test_that_two_floors_may_swap_their_names(session: Session, building: UUID, book: Book) -> None:
    draft = typed(book, "floors", "Level-1, Stair-A", floor_level="Level-2")
    key = find(book, "floors", "Level-2, Stair-A")
    draft = draft.enter("floors", [(key, 1, "Level-1")])
    fresh = save(session, building, book, draft)
    assert fresh["floors"].row(key).cells[1] == "Level-1"
    zone = session.get_one(Zone, find(book, "zones", "Zone-1, Stair-A"), populate_existing=True)
    assert zone.floors_covered == ["Ground", "Level-2"], "a zone follows the names of its floors"


def test_that_names_shifted_by_one_row_are_saved(session: Session, building: UUID, book: Book) -> None:
    doors = [row.key for row in book["doors"].rows[:4]]
    draft = book.paste("doors", doors, [1], [["Level-1"], ["Level-2"], ["Level-10"], ["Ground"]])
    draft = draft.enter("doors", [(key, 2, "D") for key in doors])
    draft = draft.paste("doors", doors, [2], [["D-1"], ["D-2"], ["D-3"], ["D-0"]])
    fresh = save(session, building, book, draft)
    assert sorted(fresh.show("doors", fresh["doors"].row(key), 2) for key in doors) == ["D-0", "D-1", "D-2", "D-3"]


def test_that_the_name_of_a_removed_row_may_be_taken_by_a_new_one(session: Session, building: UUID, book: Book) -> None:
    draft = book.remove("doors", [find(book, "doors", "D-0, Stair-A")], book["doors"])
    new = uuid4()
    draft = draft.add("doors", new, {0: "Stair-A", 1: "Ground", 2: "D-0"})
    fresh = save(session, building, book, draft)
    assert find(fresh, "doors", "D-0, Stair-A") == new


def test_that_a_floor_and_all_that_stands_on_it_is_removed_in_one_save(
    session: Session, building: UUID, book: Book
) -> None:
    draft = book.remove("floors", [find(book, "floors", "Level-10, Stair-A")], book["floors"])
    draft = draft.remove("doors", [find(book, "doors", "D-3, Stair-A")], book["doors"])
    draft = draft.remove("doorways", [find(book, "doorways", "DW-3, Stair-A")], book["doorways"])
    fresh = save(session, building, book, draft)
    assert len(fresh["floors"].rows) == 7


def test_that_a_refused_removal_says_what_depends_on_the_row(session: Session, building: UUID, book: Book) -> None:
    floor = find(book, "floors", "Ground, Stair-A")
    add_baseline(session, floor)
    book = registry.load_book(session, building)
    with pytest.raises(Refused) as refused:
        save(session, building, book, book.remove("floors", [floor], book["floors"]))
    assert refused.value.message == (
        "Ground, Stair-A cannot be removed: 1 door, 1 doorway, 1 pressure baseline and 1 zone depend on it."
        " It can be taken out of service instead."
    )
    assert refused.value.details[0]["depends"] == {"door": 1, "doorway": 1, "pressure baseline": 1, "zone": 1}
    assert session.get(Floor, floor) is not None


def test_that_a_floor_with_something_on_it_stays_with_its_stair(session: Session, building: UUID, book: Book) -> None:
    draft = typed(book, "floors", "Level-10, Stair-A", stair_id="Stair-B", floor_level="Roof", floor_number="20")
    draft = typed(draft, "doors", "D-3, Stair-A", stair_id="Stair-B", floor_id="Roof", door_identifier="D-9")
    with pytest.raises(Invalid) as invalid:
        save(session, building, book, draft)
    assert invalid.value.message == (
        "Level-10, Stair-A: It cannot move from Stair-A to Stair-B: 1 door and 1 doorway depend on it."
        " Add it anew there, and take this one out of service."
    )
    assert invalid.value.details[0]["key"] == str(find(book, "floors", "Level-10, Stair-A"))
    assert registry.load_book(session, building) == book


def test_that_a_row_with_nothing_on_it_moves_to_another_stair(session: Session, building: UUID, book: Book) -> None:
    door = find(book, "doors", "D-3, Stair-A")
    draft = typed(book, "doors", "D-3, Stair-A", stair_id="Stair-B", floor_id="Level-2", door_identifier="D-9")
    fresh = save(session, building, book, draft)
    assert fresh.title("doors", fresh["doors"].row(door)) == "D-9, Stair-B"


def test_that_a_stair_in_use_is_not_removed_but_taken_out_of_service(
    session: Session, building: UUID, book: Book
) -> None:
    stair = find(book, "stairs", "Stair-B")
    with pytest.raises(
        Refused, match="4 floors, 4 doors, 4 doorways, 1 zone, 1 piece of equipment, 1 interface and 1 design"
    ):
        save(session, building, book, book.remove("stairs", [stair], book["stairs"]))
    fresh = save(session, building, book, book.retire("stairs", [stair], date(2026, 1, 5)))
    assert fresh["stairs"].row(stair).cells[-1] == date(2026, 1, 5)


def test_that_one_bad_cell_stops_the_whole_save_and_every_bad_cell_is_named(
    session: Session, building: UUID, book: Book
) -> None:
    draft = typed(book, "doors", "D-0, Stair-A", width_m="wide", door_type="Fire-rated")
    draft = typed(draft, "floors", "Level-1, Stair-A", floor_number="1000")
    with pytest.raises(Invalid) as invalid:
        save(session, building, book, draft)
    assert [(each["row"], each["field"], each["value"]) for each in invalid.value.details] == [
        ("Level-1, Stair-A", "Number", "1000"),
        ("D-0, Stair-A", "Width", "wide"),
    ]
    json.dumps(invalid.value.details)
    assert registry.load_book(session, building) == book


def test_that_what_a_model_refuses_names_the_row(session: Session, building: UUID, book: Book) -> None:
    draft = typed(book, "floors", "Level-1, Stair-A", height_m="-3,5")
    with pytest.raises(Invalid, match=r"^Level-1, Stair-A: .*negative"):
        save(session, building, book, draft)


def test_that_a_floor_becomes_a_basement_in_one_save(session: Session, building: UUID, book: Book) -> None:
    draft = typed(book, "floors", "Level-10, Stair-A", floor_level="Basement-1", floor_number="-1", height_m="-3,5")
    fresh = save(session, building, book, draft)
    assert book["floors"].rows[0].cells[1] == "Ground"
    assert fresh["floors"].rows[0].cells[1:4] == ("Basement-1", -1, Decimal("-3.50"))


def test_that_the_rules_cannot_be_changed_here(session: Session, building: UUID, book: Book) -> None:
    rule = book["as1851_rules"].rows[0]
    assert book.enter("as1851_rules", [(rule.key, 3, "10")]) == book
    with pytest.raises(Refused):
        save(session, building, book, book.put(book["as1851_rules"].put({rule.key: {3: Decimal(10)}})))
    with pytest.raises(Refused):
        save(session, building, book, book.add("as1851_rules", uuid4()))


def test_that_a_viewer_changes_nothing_and_an_engineer_no_logins(session: Session, building: UUID) -> None:
    viewer = User(username="viewer", full_name="Viewer", role="viewer")
    session.add(viewer)
    by = engineer(session)
    book = registry.load_book(session, building)
    draft = typed(book, "stairs", "Stair-A", orientation="South")
    with pytest.raises(Refused):
        save(session, building, book, draft, viewer.id)
    save(session, building, book, draft, by)
    book = registry.load_book(session, building)
    with pytest.raises(Refused, match="People"):
        save(session, building, book, typed(book, "users", "viewer", role="Administrator"), by)


def test_that_the_latest_certificate_decides_the_calibration_of_its_instrument(
    session: Session, building: UUID, book: Book
) -> None:
    gauge = find(book, "instruments", "MN-Test House, Dwyer")
    draft = book.add("calibration_certificates", uuid4(), {0: "MN-Test House", 1: "c-2", 3: "1/3/2026", 4: "1/3/2027"})
    fresh = save(session, building, book, draft)
    instrument = session.get_one(Instrument, gauge, populate_existing=True)
    assert (instrument.calibration_cert_id, instrument.calibration_expiry) == ("C-2", date(2027, 3, 1))
    newest = find(fresh, "calibration_certificates", "C-2, MN-Test House")
    gone = fresh.remove("calibration_certificates", [newest], fresh["calibration_certificates"])
    save(session, building, fresh, gone)
    session.refresh(instrument)
    assert (instrument.calibration_cert_id, instrument.calibration_expiry) == ("C-TEST HOUSE", date(2026, 3, 1))


def test_that_equipment_facts_keep_their_numbers(session: Session, building: UUID, book: Book) -> None:
    draft = typed(
        book, "control_equipment", "FAN-01, Stair-A", specifications='capacity_m3_s: 5,25; vfd: yes; tag: "007"'
    )
    fresh = save(session, building, book, draft)
    assert fresh["control_equipment"].rows[0].cells[8] == Facts.of(
        {"capacity_m3_s": Decimal("5.25"), "vfd": True, "tag": "007"}
    )


# Two people.


@pytest.fixture
def office(database_url: str) -> Iterator[tuple[Callable[[], Database], UUID]]:
    """Two windows on one database, and its building."""
    opened: list[Database] = []

    def window() -> Database:
        opened.append(Database(database_url))
        return opened[-1]

    yield window, window().run(build)
    for database in opened:
        database.close()


def test_that_a_row_somebody_else_changed_is_a_conflict_that_names_both_values_and_writes_nothing(
    office: tuple[Callable[[], Database], UUID],
) -> None:
    window, building = office
    mine, theirs = window(), window()
    book = mine.run(lambda session: registry.load_book(session, building))
    other = typed(book, "floors", "Level-1, Stair-A", height_m="3,7", floor_level="Mezzanine")
    by = mine.run(engineer)
    theirs.run(lambda session: save(session, building, book, other, by))
    draft = typed(book, "floors", "Level-1, Stair-A", height_m="3,6")
    draft = typed(draft, "doors", "D-0, Stair-A", width_m="1")
    with pytest.raises(Conflict) as conflict:
        mine.run(lambda session: save(session, building, book, draft))
    at = mine.run(lambda session: session.scalar(text("SELECT max(at) FROM audit_entries"))).astimezone(SYDNEY)
    assert conflict.value.message == (
        f"Mezzanine, Stair-A, height above ground: Engineer wrote 3.70 m on {show_moment(at)}; you typed 3.60 m."
    )
    assert [
        (each["field"], each["theirs"], each["mine"], each["by"], each["at"]) for each in conflict.value.details
    ] == [("Height above ground", "3.70 m", "3.60 m", "Engineer", at.isoformat())]
    json.dumps(conflict.value.details)
    widths = mine.run(lambda session: session.scalars(select(Door.width_m).distinct()).all())
    assert widths == [Decimal("0.90")]


def test_that_a_row_changed_elsewhere_in_another_field_is_a_conflict_too_and_says_so(
    office: tuple[Callable[[], Database], UUID],
) -> None:
    window, building = office
    mine = window()
    book = mine.run(lambda session: registry.load_book(session, building))
    mine.run(lambda session: session.execute(text("UPDATE doors SET height_m = 2.2 WHERE door_identifier = 'D-0'")))
    said = r"^D-0, Stair-A was also changed by another program \(database login “\w+”\) on \d+ \w+ \d+ at \d\d:\d\d\.$"
    with pytest.raises(Conflict, match=said):
        mine.run(lambda session: save(session, building, book, typed(book, "doors", "D-0, Stair-A", width_m="1")))


def test_that_a_row_somebody_else_removed_is_a_conflict(office: tuple[Callable[[], Database], UUID]) -> None:
    window, building = office
    mine = window()
    book = mine.run(lambda session: registry.load_book(session, building))
    gone = book.remove("doors", [find(book, "doors", "D-0, Stair-A")], book["doors"])
    by = mine.run(engineer)
    mine.run(lambda session: save(session, building, book, gone, by))
    for draft in (typed(book, "doors", "D-0, Stair-A", door_identifier="D-X"), gone):
        with pytest.raises(Conflict, match=r"^D-0, Stair-A was removed by Engineer on "):
            mine.run(lambda session, draft=draft: save(session, building, book, draft))


def test_that_a_save_waits_for_another_one_of_the_same_row_and_then_sees_it(
    office: tuple[Callable[[], Database], UUID],
) -> None:
    window, building = office
    mine = window()
    book = mine.run(lambda session: registry.load_book(session, building))
    from concurrent.futures import ThreadPoolExecutor

    def saved(number: int) -> str:
        draft = typed(book, "floors", "Level-1, Stair-A", height_m=f"4.{number}")
        try:
            window().run(lambda session: save(session, building, book, draft))
        except Conflict:
            return "conflict"
        return "saved"

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(saved, range(6)))
    assert outcomes == ["conflict"] * 5 + ["saved"]


def test_that_a_name_taken_meanwhile_is_refused_in_words(office: tuple[Callable[[], Database], UUID]) -> None:
    window, building = office
    mine = window()
    book = mine.run(lambda session: registry.load_book(session, building))
    draft = book.add("stairs", uuid4(), {0: "Stair-C"})
    mine.run(lambda session: save(session, building, book, draft))
    again = book.add("stairs", uuid4(), {0: "Stair-C"})
    with pytest.raises((Invalid, Refused, Conflict), match="already"):
        mine.run(lambda session: save(session, building, book, again))
