"""The section as a widget: where floors are, choosing them by mouse and keys, what a screen reader is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.section import Level, Section, Shaft, drafted
from firemode_desktop.domain.section_layout import NAMES, WALL
from firemode_desktop.domain.standing import Measure
from firemode_desktop.ui.overview.drawing import SectionDrawing
from firemode_desktop.ui.overview.kit import rectangle
from firemode_desktop.ui.overview.view import SectionView
from firemode_desktop.ui.theme import LIGHT, Theme
from tests.ui import sample

ROOM = QSize(800, 600)
A, B = sample.one_id("Stair-A"), sample.one_id("Stair-B")


def floor(name: str) -> object:
    return sample.one_id(name)


@pytest.fixture
def drawing(qtbot: QtBot, theme: Theme) -> SectionDrawing:
    made = SectionDrawing()
    qtbot.addWidget(made)
    made.resize(ROOM)
    made.fit(ROOM)
    made.show_section(sample.section())
    made.show_measure(Measure.PRESSURE, "all_closed")
    made.show()
    return made


def test_that_floors_fill_their_shaft_without_gap_or_overlap(drawing: SectionDrawing) -> None:
    for shaft in sample.section().shafts:
        boxes = [drawing.slot(shaft.stair_id, cell.floor_id).box for cell in shaft.cells]  # type: ignore[union-attr]
        for below, above in pairwise(boxes):
            assert above.bottom == below.top
        assert boxes[0].bottom <= ROOM.height()
        assert boxes[-1].top > 0


def test_that_a_storey_twice_as_high_is_drawn_twice_as_high(drawing: SectionDrawing) -> None:
    shaft = sample.section().shafts[0]
    ground = replace(shaft.cells[0], top_m=Decimal(7))
    above = [
        replace(cell, bottom_m=cell.bottom_m + Decimal("3.5"), top_m=cell.top_m + Decimal("3.5"))
        for cell in shaft.cells[1:]
    ]
    drawing.show_section(replace(sample.section(), shafts=(replace(shaft, cells=(ground, *above)),)))
    tall = drawing.slot(A, ground.floor_id)
    usual = drawing.slot(A, above[3].floor_id)
    assert tall is not None
    assert usual is not None
    assert tall.box.height == pytest.approx(2 * usual.box.height, abs=3)  # edges lie on whole pixels


@pytest.mark.parametrize(
    ("dx", "dy", "hit"),
    [
        ("middle", "middle", True),
        ("label", "middle", True),
        ("door", "middle", True),
        ("beyond the door", "middle", False),
    ],
)
def test_that_a_floor_its_name_and_its_door_are_where_it_is_clicked(
    drawing: SectionDrawing, dx: str, dy: str, hit: bool
) -> None:
    shaft = sample.section().shafts[1]
    cell = shaft.cells[8]
    box = drawing.slot(B, cell.floor_id).box  # type: ignore[union-attr]
    x = {
        "middle": box.centre[0],
        "label": box.left - NAMES / 2,
        "door": box.right + 8,
        "beyond the door": box.right + WALL + 2,
    }[dx]
    found = drawing.at(QPointF(x, box.centre[1]))
    assert (found is not None and found.cell.floor_id == cell.floor_id) is hit


def test_that_every_floor_is_hit_at_its_middle(drawing: SectionDrawing) -> None:
    for shaft in sample.section().shafts:
        for cell in shaft.cells:
            centre = rectangle(drawing.slot(shaft.stair_id, cell.floor_id).box).center()  # type: ignore[union-attr]
            found = drawing.at(centre)
            assert found is not None
            assert (found.shaft.name, found.cell.level) == (shaft.name, cell.level)


def test_that_a_click_chooses_and_a_double_click_enters(qtbot: QtBot, drawing: SectionDrawing) -> None:
    target = drawing.slot(B, sample.one_id("Stair-B/Level-3"))
    assert target is not None
    where = rectangle(target.box).center().toPoint()
    with qtbot.waitSignal(drawing.chosen) as chosen:
        qtbot.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == [B, sample.one_id("Stair-B/Level-3")]
    with qtbot.waitSignal(drawing.entered):
        qtbot.mouseDClick(drawing, Qt.MouseButton.LeftButton, pos=where)


def test_that_the_arrow_keys_walk_through_the_building(qtbot: QtBot, drawing: SectionDrawing) -> None:
    drawing.select(A, sample.one_id("Stair-A/Level-8"))
    walk = [
        (Qt.Key.Key_Up, "Stair-A/Level-9"),
        (Qt.Key.Key_Right, "Stair-B/Level-9"),
        (Qt.Key.Key_Right, "Stair-B/Level-9"),
        (Qt.Key.Key_Down, "Stair-B/Level-8"),
        (Qt.Key.Key_Left, "Stair-A/Level-8"),
        (Qt.Key.Key_Home, "Stair-A/Level-14"),
        (Qt.Key.Key_Up, "Stair-A/Level-14"),
        (Qt.Key.Key_End, "Stair-A/Ground"),
        (Qt.Key.Key_Down, "Stair-A/Ground"),
    ]
    for key, name in walk:
        qtbot.keyClick(drawing, key)
        assert drawing.selected is not None
        assert drawing.selected[1] == sample.one_id(name)
    with qtbot.waitSignal(drawing.entered):
        qtbot.keyClick(drawing, Qt.Key.Key_Return)


def test_that_the_first_key_chooses_a_floor_where_none_is(qtbot: QtBot, drawing: SectionDrawing) -> None:
    assert drawing.selected is None
    qtbot.keyClick(drawing, Qt.Key.Key_Up)
    assert drawing.selected == (A, sample.one_id("Stair-A/Ground"))


def test_that_zoom_makes_it_larger_and_nought_shows_the_whole_again(qtbot: QtBot, drawing: SectionDrawing) -> None:
    whole = drawing.minimumHeight()
    qtbot.keyClick(drawing, Qt.Key.Key_Plus)
    qtbot.keyClick(drawing, Qt.Key.Key_Plus)
    assert drawing.minimumHeight() > 1.4 * whole
    qtbot.keyClick(drawing, Qt.Key.Key_Minus)
    qtbot.keyClick(drawing, Qt.Key.Key_0)
    assert drawing.minimumHeight() == whole
    for _ in range(20):
        qtbot.keyClick(drawing, Qt.Key.Key_Plus)
    assert drawing.zoom == 6.0
    for _ in range(20):
        qtbot.keyClick(drawing, Qt.Key.Key_Minus)
    assert drawing.zoom == 1.0


def test_that_the_wheel_zooms_only_with_control(drawing: SectionDrawing) -> None:
    def wheel(modifiers: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            QPointF(100, 100),
            QPointF(100, 100),
            QPoint(),
            QPoint(0, 240),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(drawing, event)

    wheel(Qt.KeyboardModifier.NoModifier)
    assert drawing.zoom == 1.0
    wheel(Qt.KeyboardModifier.ControlModifier)
    assert drawing.zoom > 1.2


def test_that_what_is_chosen_is_told_in_words_to_a_screen_reader(drawing: SectionDrawing) -> None:
    drawing.select(A, sample.one_id("Stair-A/Level-8"))
    assert drawing.accessibleDescription().startswith("Stair-A, Level-8: 18.2 Pa with all doors closed, fail: 1.8 Pa")
    drawing.show_measure(Measure.TESTED, "")
    assert drawing.accessibleDescription() == "Stair-A, Level-8: 5 of 5 tests done, 1 not compliant."


def test_that_hovering_tells_the_floor_in_words(qtbot: QtBot, drawing: SectionDrawing) -> None:
    centre = rectangle(drawing.slot(B, sample.one_id("Stair-B/Level-14")).box).center().toPoint()  # type: ignore[union-attr]
    QApplication.sendEvent(drawing, QHelpEvent(QHelpEvent.Type.ToolTip, centre, drawing.mapToGlobal(centre)))
    assert QToolTip.text() == "Stair-B, Level-14: pressure not tested."
    QToolTip.hideText()


def test_that_a_floor_that_is_gone_is_no_longer_chosen(drawing: SectionDrawing) -> None:
    drawing.select(B, sample.one_id("Stair-B/Level-3"))
    kept = sample.section().shafts[0]
    drawing.show_section(replace(sample.section(), shafts=(kept,)))
    assert drawing.selected is None


def test_that_a_building_without_floors_is_drawn_as_nothing(drawing: SectionDrawing) -> None:
    drawing.show_section(Section(sample.one_id("building"), "Empty", (Shaft(A, "Stair-A", ()),)))
    assert drawing.at(QPointF(100, 100)) is None
    drawing.grab()


def test_that_two_hundred_floors_are_seen_whole_as_far_as_a_floor_can_still_be_told_from_the_next(
    drawing: SectionDrawing,
) -> None:
    def tower(floors: int) -> Section:
        cells = tuple(sample.cell("Stair-A", number, "45") for number in range(floors))
        return Section(sample.one_id("building"), "Tower", (Shaft(A, "Stair-A", cells),))

    drawing.show_section(tower(80))
    assert drawing.minimumHeight() == ROOM.height()
    drawing.show_section(tower(200))
    assert drawing.minimumHeight() >= 200 * 4
    lowest = min(slot.box.height for slot in drawing.plan.slots)
    assert lowest >= 4


def test_that_a_failing_reading_is_drawn_in_the_colour_of_failing_and_a_passing_one_is_not(
    drawing: SectionDrawing,
) -> None:
    image = drawing.grab().toImage()

    def reds(name: str) -> int:
        box = rectangle(drawing.slot(A, sample.one_id(f"Stair-A/{name}")).box).toRect()  # type: ignore[union-attr]
        return sum(
            image.pixelColor(x, y) == QColor(LIGHT.bad)
            for x in range(box.left(), box.right())
            for y in range(box.top() + 2, box.bottom() - 2)
        )

    assert reds("Level-8") > 100
    assert reds("Level-7") == 0


# In its view: zoom, pull, follow.


@pytest.fixture
def view(qtbot: QtBot, drawing: SectionDrawing) -> SectionView:
    made = SectionView(drawing)
    qtbot.addWidget(made)
    made.resize(ROOM)
    made.show()
    qtbot.waitExposed(made)
    return made


def on_screen(view: SectionView, name: str) -> QPoint:
    """Where the middle of a floor of Stair-A is seen in the view."""
    slot = view.drawing.slot(A, sample.one_id(f"Stair-A/{name}"))
    assert slot is not None
    return view.drawing.mapTo(view, rectangle(slot.box).center().toPoint())


def turn_wheel(drawing: SectionDrawing, at: QPoint, by: int) -> None:
    """The wheel with Ctrl at a place of the drawing."""
    place = QPointF(at)
    control, none = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase
    button = Qt.MouseButton.NoButton
    event = QWheelEvent(place, QPointF(drawing.mapToGlobal(at)), QPoint(), QPoint(0, by), button, control, none, False)
    QApplication.sendEvent(drawing, event)


@pytest.mark.parametrize("level", ["Level-13", "Level-7", "Level-1"])
def test_that_the_floor_under_the_pointer_stays_under_it_while_the_wheel_zooms(view: SectionView, level: str) -> None:
    for by in (240, 240, 240, -120):
        before = on_screen(view, level)
        turn_wheel(view.drawing, view.drawing.mapFrom(view, before), by)
        bars = view.verticalScrollBar(), view.horizontalScrollBar()
        free = [bar.minimum() < bar.value() < bar.maximum() for bar in bars]
        after = on_screen(view, level)
        assert abs(after.y() - before.y()) <= 2 or not free[0]
        assert abs(after.x() - before.x()) <= 2 or not free[1]
    assert view.drawing.zoom > 1.5


def test_that_control_with_nought_shows_the_whole_building_again(qtbot: QtBot, view: SectionView) -> None:
    view.drawing.setFocus()
    view.drawing.set_zoom(4)
    assert view.verticalScrollBar().maximum() > 0
    qtbot.keyClick(view.drawing, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.drawing.zoom == 1.0
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)


def test_that_the_chosen_floor_is_brought_into_view(qtbot: QtBot, view: SectionView) -> None:
    view.drawing.select(A, sample.one_id("Stair-A/Level-14"))
    view.drawing.set_zoom(4)
    for key, name in ((Qt.Key.Key_End, "Ground"), (Qt.Key.Key_Home, "Level-14"), (Qt.Key.Key_PageDown, "Level-9")):
        qtbot.keyClick(view.drawing, key)
        assert view.drawing.selected == (A, sample.one_id(f"Stair-A/{name}"))
        assert 0 < on_screen(view, name).y() < view.height()


def test_that_control_with_home_and_end_goes_to_the_corners_of_the_building(qtbot: QtBot, view: SectionView) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    view.drawing.select(A, sample.one_id("Stair-A/Level-8"))
    qtbot.keyClick(view.drawing, Qt.Key.Key_End, control)
    assert view.drawing.selected == (B, sample.one_id("Stair-B/Ground"))
    qtbot.keyClick(view.drawing, Qt.Key.Key_Home, control)
    assert view.drawing.selected == (A, sample.one_id("Stair-A/Level-14"))


def test_that_the_drawing_is_pulled_with_the_mouse_and_with_control_and_the_arrows(
    qtbot: QtBot, view: SectionView
) -> None:
    view.drawing.set_zoom(4)
    bar = view.verticalScrollBar()
    bar.setValue(600)
    at = view.drawing.mapFrom(view, QPoint(300, 300))
    qtbot.mousePress(view.drawing, Qt.MouseButton.MiddleButton, pos=at)
    qtbot.mouseMove(view.drawing, at - QPoint(0, 80))
    qtbot.mouseRelease(view.drawing, Qt.MouseButton.MiddleButton, pos=at)
    assert bar.value() == 680
    assert view.drawing.selected is None, "pulling chooses nothing"
    qtbot.keyClick(view.drawing, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 620


def test_that_the_menu_key_asks_for_the_menu_at_the_chosen_floor(qtbot: QtBot, view: SectionView) -> None:
    view.drawing.select(A, sample.one_id("Stair-A/Level-3"))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    with qtbot.waitSignal(view.drawing.menu_wanted) as wanted:
        QApplication.sendEvent(view.drawing, event)
    place = view.drawing.mapFromGlobal(wanted.args[0])
    found = view.drawing.at(QPointF(place))
    assert found is not None
    assert found.cell.level == "Level-3"


def test_that_the_whole_building_is_summed_up_for_a_screen_reader(drawing: SectionDrawing) -> None:
    assert drawing.accessibleName() == (
        "Section of Pilot Building 123: 2 stairs, 30 floors; 26 pass, 1 fail, 1 near a limit, 1 not tested, 1 skipped."
    )
    drawing.show_floors()
    assert drawing.accessibleName() == "Section of Pilot Building 123: 2 stairs, 30 floors."


def test_that_a_floor_whose_height_nobody_knows_is_marked(drawing: SectionDrawing) -> None:
    levels = [Level("Ground", 0, Decimal(0)), Level("Level-1", 1), Level("Level-2", 2, Decimal(7))]
    drawing.show_section(drafted("House", [("Stair-A", levels)]))
    drawing.show_floors()
    slot = next(slot for slot in drawing.plan.slots if slot.cell.level == "Level-1")
    assert drawing.sentence(slot) == "Stair-A, Level-1: 3.5 m above ground, assumed; no doors."
    image = drawing.grab().toImage()

    def dashes(level: str) -> int:
        box = next(slot.box for slot in drawing.plan.slots if slot.cell.level == level)
        colours = [image.pixelColor(x, int(box.bottom) - 1) for x in range(int(box.left) + 4, int(box.right) - 4)]
        return sum(left != right for left, right in pairwise(colours))

    assert dashes("Level-1") > 20
    assert dashes("Level-2") == 0


def test_that_twelve_stairs_of_eighty_floors_are_drawn_once_and_then_kept(drawing: SectionDrawing) -> None:
    names = [f"Stair-{letter}" for letter in "ABCDEFGHIJKL"]
    shafts = tuple(
        Shaft(sample.one_id(name), name, tuple(sample.cell(name, number, "45") for number in range(80)))
        for name in names
    )
    drawing.show_section(replace(sample.section(), shafts=shafts))
    drawing.grab()
    assert drawing._base is not None
    kept = drawing._base[1].cacheKey()
    for number in range(30):
        drawing.select(shafts[0].stair_id, shafts[0].cells[number].floor_id)
        drawing.grab()
        assert drawing._base[1].cacheKey() == kept, "another floor is chosen without drawing all of them again"
    assert len(drawing.plan.slots) == 960
