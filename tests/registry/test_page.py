"""The page of registers in a real window on a real database, with the keyboard."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton
from sqlalchemy import create_engine, select, text

from firemode_desktop.domain.fields import Kind as FieldKind
from firemode_desktop.models import Building, Door, Floor, Stair
from firemode_desktop.ui.workspace import Place
from tests.registry.buildings import build, height
from tests.registry.sitting import Sitting
from tests.registry.typing_ import ALT, CTRL, KEY, clipboard, focus, press, type_

STAIR, FLOOR, DOOR = 0, 1, 2


def test_that_the_page_opens_on_the_stairs_with_every_register_and_its_rows_listed(sitting: Sitting) -> None:
    assert sitting.page.heading.text() == "Stairs"
    assert {entry.title: entry.rows for entry in sitting.page.list.entries} == {
        "Building": 1,
        "Stairs": 2,
        "Floors": 8,
        "Doors": 8,
        "Doorways": 8,
        "Zones": 2,
        "Control equipment": 2,
        "Interfaces": 2,
        "Design setpoints": 2,
        "Instruments": 2,
        "Certificates": 1,
        "Rules": 5,
        "People": 1,
    }
    assert focus() is sitting.page.panes["stairs"].grid


def test_that_every_register_opens_with_an_editor_for_each_of_its_fields(sitting: Sitting) -> None:
    kinds = set()
    for entry in sitting.page.list.entries:
        sitting.page.show_register(entry.name)
        pane = sitting.page.panes[entry.name]
        kinds |= {each.kind for each in pane.register.fields}
        for box, cell in zip(pane.form.boxes, sitting.page.desk.draft[entry.name].rows[0].cells, strict=True):
            assert box.editor is not None
            names = sitting.page.desk.draft.names(box.field)
            assert box.field.check(box.editor.entry(), names, box.editor.setting.within) == cell, box.field.name
    assert kinds == set(FieldKind)
    assert sitting.page.stack.count() == 0


def test_that_a_cell_is_typed_and_saved_with_the_keyboard_alone(sitting: Sitting) -> None:
    sitting.show("floors", 1, "height_m")
    type_("3,75")
    press(KEY.Key_Return)
    assert sitting.page.save_button.text() == "Save 1 row"
    sitting.save()
    assert height(sitting.other) == Decimal("3.75")
    assert sitting.last() == "Saved 1 row."
    assert sitting.page.unsaved() is None
    assert not sitting.page.save_button.isEnabled()


def test_that_what_is_still_in_an_editor_is_saved_too(sitting: Sitting) -> None:
    sitting.show("floors", 1, "height_m")
    type_("3,8")
    press(KEY.Key_S, CTRL)
    sitting.rest()
    assert height(sitting.other) == Decimal("3.80")


def test_that_undo_reaches_across_a_save_and_the_next_save_writes_it_back(sitting: Sitting) -> None:
    sitting.show("floors", 1, "height_m")
    type_("3,75")
    press(KEY.Key_Return)
    sitting.save()
    press(KEY.Key_Z, CTRL)
    assert sitting.text("floors", 1, "height_m") == "3.50"
    assert sitting.page.unsaved() == "One row of the registers is not saved."
    sitting.save()
    assert height(sitting.other) == Decimal("3.50")


def test_that_undo_goes_back_to_the_register_it_was_done_in(sitting: Sitting) -> None:
    sitting.show("floors", 1, "height_m")
    type_("3,75")
    press(KEY.Key_Return)
    sitting.show("doors", 2, "width_m")
    type_("1")
    press(KEY.Key_Return)
    press(KEY.Key_Z, CTRL)
    assert (sitting.page.current, sitting.page.stack.index()) == ("doors", 1)
    press(KEY.Key_Z, CTRL)
    assert sitting.page.current == "floors"
    assert sitting.page.panes["floors"].grid.place == (1, 3)


def test_that_rows_pasted_from_a_spreadsheet_are_saved(sitting: Sitting) -> None:
    sitting.page.show_register("doors")
    sitting.page.panes["doors"].begin()
    lines = [f"Stair-B\tLevel-{level}\tD-X{level}\tFire-rated\t60 min\tleft\t0,92" for level in (1, 2, 10)]
    clipboard("\r\n".join(lines) + "\r\n")
    press(KEY.Key_V, CTRL)
    assert sitting.last() == "Pasted 3 rows, 3 of them new."
    assert sitting.page.note.text() == "11 rows"
    sitting.save()
    widths = sitting.other.run(
        lambda session: session.scalars(select(Door.width_m).where(Door.door_identifier.like("D-X%"))).all()
    )
    assert widths == [Decimal("0.92")] * 3


def test_that_a_whole_stair_is_described_with_the_keyboard_and_saved_at_once(sitting: Sitting) -> None:
    sitting.page.show_register("stairs")
    sitting.page.panes["stairs"].begin()
    type_("Stair-C")
    press(KEY.Key_Tab)
    type_("press")
    press(KEY.Key_Return)
    sitting.page.show_register("floors")
    sitting.page.panes["floors"].begin()
    for number, level in enumerate(("Ground", "Level-1")):
        type_("stair-c")
        press(KEY.Key_Tab)
        type_(level)
        press(KEY.Key_Tab)
        type_(str(number))
        press(KEY.Key_Tab)
        type_(f"{number * 3},5")
        press(KEY.Key_Return)
    sitting.save()
    assert sitting.last() == "Saved 3 rows."
    levels = sitting.other.run(
        lambda session: session.execute(
            select(Floor.floor_level, Floor.height_m, Stair.stair_type)
            .join(Stair, Stair.stair_id == Floor.stair_id)
            .where(Stair.stair_name == "Stair-C")
            .order_by(Floor.floor_number)
        ).all()
    )
    assert [tuple(each) for each in levels] == [
        ("Ground", Decimal("0.50"), "pressurized"),
        ("Level-1", Decimal("3.50"), "pressurized"),
    ]


def test_that_nothing_is_saved_while_a_cell_cannot_be_and_f8_leads_there(sitting: Sitting) -> None:
    sitting.show("floors", 1, "height_m")
    type_("3,75")
    press(KEY.Key_Return)
    sitting.show("doors", 2, "width_m")
    type_("wide")
    press(KEY.Key_Return)
    sitting.page.show_register("stairs")
    sitting.save()
    assert sitting.last() == "One cell cannot be saved yet. D-2, Stair-A: “wide” is not a number."
    assert height(sitting.other) == Decimal("3.50")
    press(KEY.Key_F8)
    assert (sitting.page.current, sitting.page.panes["doors"].grid.place) == ("doors", (2, 6))
    assert [entry.title for entry in sitting.page.list.entries if entry.trouble] == ["Doors"]


def test_that_what_others_change_elsewhere_comes_in_and_what_is_typed_stays(sitting: Sitting) -> None:
    sitting.show("floors", 1, "height_m")
    type_("3,6")
    press(KEY.Key_Return)
    sitting.other.run(lambda session: session.execute(text("UPDATE stairs SET orientation = 'North'")))
    sitting.page.load()
    sitting.rest()
    assert sitting.text("stairs", 0, "orientation") == "North"
    assert sitting.text("floors", 1, "height_m") == "3.60"
    sitting.save()
    assert height(sitting.other) == Decimal("3.60")


def test_that_an_unused_row_is_removed_when_one_saves(sitting: Sitting) -> None:
    sitting.show("doors", 0)
    press(KEY.Key_Minus, CTRL)
    assert sitting.page.panes["doors"].sheet.rows == 8
    sitting.save()
    assert sitting.page.panes["doors"].sheet.rows == 7


def test_that_the_rules_are_shown_but_cannot_be_typed_into(sitting: Sitting) -> None:
    sitting.show("as1851_rules", 0, "min_threshold")
    type_("10")
    assert sitting.page.stack.count() == 0
    assert not sitting.page.add.isVisible()


def test_that_the_building_is_one_form(sitting: Sitting) -> None:
    sitting.page.show_register("buildings")
    pane = sitting.page.panes["buildings"]
    assert not pane.grid.isVisible()
    press(KEY.Key_F6)
    editor = pane.form.boxes[pane.register.columns["suburb"]].editor
    assert editor is not None
    editor.setFocus()
    type_("Parramatta")
    sitting.save()
    assert focus() is editor, "one goes on where one was"
    assert sitting.other.run(lambda session: session.scalar(select(Building.suburb))) == "Parramatta"


def test_that_an_empty_building_is_led_from_its_stairs_to_its_doors(sitting: Sitting) -> None:
    def bare(session: object) -> UUID:
        building = Building(name="Bare House")
        session.add(building)  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]
        return building.id

    building = sitting.database.run(bare)
    sitting.page.open(building)
    sitting.rest()
    sitting.page.show_register("doors")
    assert button(sitting, "Go to stairs").isVisible()
    button(sitting, "Go to stairs").click()
    assert sitting.page.current == "stairs"
    button(sitting, "Add a stair").click()
    type_("Stair-A")
    press(KEY.Key_Return)
    assert sitting.page.panes["stairs"].sheet.rows == 1
    sitting.page.show_register("doors")
    assert button(sitting, "Go to floors").isVisible()


def button(sitting: Sitting, name: str) -> QPushButton:
    pane = sitting.page.pane
    assert pane is not None
    return next(each for each in pane.findChildren(QPushButton) if each.text() == name and each.isVisible())


def test_that_a_draft_waits_while_another_building_is_looked_at(sitting: Sitting) -> None:
    other = sitting.database.run(lambda session: build(session, "Other House"))
    sitting.rest()
    sitting.show("floors", 1, "height_m")
    type_("3,6")
    press(KEY.Key_Return)
    sitting.page.open(other)
    sitting.rest()
    assert sitting.page.save_button.text() == "Saved"
    assert sitting.page.unsaved() == "One row of the registers is not saved."
    sitting.page.open(sitting.building)
    sitting.rest()
    assert sitting.text("floors", 1, "height_m") == "3.60"
    sitting.page.show_register("floors")
    sitting.save()
    assert height(sitting.other) == Decimal("3.60")
    assert sitting.page.unsaved() is None


def cut_off(sitting: Sitting, server_url: str, allowed: bool) -> None:
    """The server lets nobody into the database and ends who is in it; or lets everybody in again."""
    name = sitting.other.engine.url.database
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}"))
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"))
    engine.dispose()


def test_that_a_lost_connection_keeps_the_draft_until_it_is_saved_over_the_next(
    sitting: Sitting, server_url: str
) -> None:
    sitting.show("floors", 1, "height_m")
    type_("3,6")
    press(KEY.Key_Return)
    cut_off(sitting, server_url, allowed=False)
    sitting.save()
    assert sitting.last().endswith("What you typed is kept.")
    assert sitting.page.unsaved() == "One row of the registers is not saved.", "closing the window asks"
    assert sitting.text("floors", 1, "height_m") == "3.60"
    cut_off(sitting, server_url, allowed=True)
    sitting.save()
    assert height(sitting.other) == Decimal("3.60"), "the next save reaches the server again, with all that was typed"
    assert sitting.page.unsaved() is None
    press(KEY.Key_Z, CTRL)
    assert sitting.text("floors", 1, "height_m") == "3.50", "what was done before can still be undone"


def test_that_a_place_leads_to_its_row(sitting: Sitting) -> None:
    floor = sitting.page.desk.draft["floors"].rows[3]
    sitting.page.show_location(Place(stair_id=floor.cells[0], floor_id=floor.key))  # type: ignore[arg-type]
    assert (sitting.page.current, sitting.page.panes["floors"].grid.place[0]) == ("floors", 3)
    sitting.page.show_location(Place(register="zones"))
    assert sitting.page.current == "zones"


def test_that_every_action_has_a_menu_place_and_the_usual_shortcuts(sitting: Sitting) -> None:
    actions: list[QAction] = sitting.page.tools.commands.within([sitting.page])
    keys = {action.text(): action.shortcut().toString() for action in actions}
    assert {action.property("menu") for action in actions} == {"Registers"}
    for name, wanted in (
        ("Save registers", "Ctrl+S"),
        ("Fill down", "Ctrl+D"),
        ("Filter row", "Ctrl+F"),
        ("Clear cells", "Del"),
    ):
        assert keys[name] == wanted


def test_that_delete_in_the_form_is_the_editors_own(sitting: Sitting) -> None:
    sitting.show("stairs", 0, "stair_name")
    editor = sitting.page.panes["stairs"].form.boxes[0].editor
    assert editor is not None
    editor.setFocus()
    press(KEY.Key_Home)
    press(KEY.Key_Delete)
    assert editor.entry() == "tair-A"
    assert sitting.text("stairs", 0, "stair_name") == "Stair-A"
    press(KEY.Key_Escape)
    assert editor.entry() == "Stair-A"


def test_that_what_is_being_typed_stays_while_somebody_elses_changes_come_in(sitting: Sitting) -> None:
    sitting.show("floors", 1, "height_m")
    type_("3,")
    sitting.other.run(lambda session: session.execute(text("UPDATE floors SET height_m = 3.55 WHERE floor_number = 1")))
    sitting.page.load()
    sitting.rest()
    type_("6")
    press(KEY.Key_Return)
    assert sitting.text("floors", 1, "height_m") == "3.60"
    editor = sitting.page.panes["floors"].form.boxes[1].editor
    assert editor is not None
    sitting.show("floors", 2, "height_m")
    editor = sitting.page.panes["floors"].form.boxes[3].editor
    assert editor is not None
    editor.setFocus()
    type_("1")
    sitting.page.load()
    sitting.rest()
    assert "1" in str(editor.entry())


def test_that_a_long_text_is_replaced_by_typing_and_takes_new_lines_with_alt_enter(sitting: Sitting) -> None:
    sitting.show("interface_test_definitions", 0, "test_action")
    type_("first")
    press(KEY.Key_Return)
    sitting.show("interface_test_definitions", 0, "test_action")
    type_("Press")
    press(KEY.Key_Return, ALT)
    type_("hold")
    press(KEY.Key_Return)
    assert sitting.text("interface_test_definitions", 0, "test_action") == "Press\nhold"
    sitting.show("interface_test_definitions", 0, "test_action")
    press(KEY.Key_F2)
    type_("!")
    press(KEY.Key_Return)
    assert sitting.text("interface_test_definitions", 0, "test_action") == "Press\nhold!"
