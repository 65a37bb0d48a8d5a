"""A fire panel's log in the run view: looked at, corrected by keyboard, taken into the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.domain.entry import Shape, shape
from firemode_desktop.domain.observed import Outcome, from_text
from firemode_desktop.ui.testing.event_log import LogPanel
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import window_of
from tests.ui_testing.keys import CTRL, KEY, press, type_

LOG = """Date;Time;Address;Description;State
04/05/2026;10:31:02.4;1.023;{trigger} lobby;FIRE ALARM
04/05/2026;10:31:03.0;0.001;{panel};ACTIVATED
04/05/2026;10:31:05.9;3.001;{wrong};RUNNING
04/05/2026;10:31:07.5;3.002;{damper};CLOSED -> OPEN
04/05/2026;10:31:16.0;3.003;{sensor};SETPOINT REACHED
04/05/2026;10:31:20.0;9.001;Lift machine room light;ON
04/05/2026;10:40:00.0;1.023;{trigger} lobby;NORMAL
"""


@pytest.fixture
def panel(annual: SessionsPage, calm: Callable[[Window], None], tmp_path: Path, database: Database) -> LogPanel:
    """The panel on a log in which the fan is written another way than in the register."""
    run = annual.run
    assert run.sheet is not None
    one = next(
        each for each in run.sheet.tests if shape(each.test) is Shape.EFFECTS and len(each.test.expected_sequence) == 4
    )
    run.show_test(one.instance_id)
    calm(window_of(annual))
    steps = one.test.expected_sequence
    trigger = database.run(lambda session: trigger_of(session, one.instance_id))
    names = {"panel": steps[0].component_id, "damper": steps[2].component_id, "sensor": steps[3].component_id}
    text = LOG.format(trigger=trigger, wrong=steps[1].component_id.replace("-", " "), **names)
    (tmp_path / "panel.csv").write_text(text, "utf-8")
    run.logs.open(tmp_path / "panel.csv")
    calm(window_of(annual))
    return run.logs.panel


def trigger_of(session: object, instance_id: object) -> str:
    found = session.get_one(models.TestInstance, instance_id)  # type: ignore[attr-defined]
    scenario = session.get_one(models.CEScenario, found.scenario_id)  # type: ignore[attr-defined]
    return str(scenario.trigger_device_id)


def test_that_a_near_name_is_asked_about_first_and_taken_by_keyboard(
    panel: LogPanel, annual: SessionsPage, calm: Callable[[Window], None], database: Database
) -> None:
    assert panel.isVisible()
    assert panel.plan is not None
    assert [each.event.row for each in panel.plan.reading.doubts] == [4]
    assert panel.list.current.event.row == 4
    assert panel.list.hasFocus()
    assert "fail" in panel.verdict.text()
    press(KEY.Key_Return)
    assert panel.component.hasFocus()
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert panel.verdict.text() == "As planned"
    assert panel.plan.ready
    press(KEY.Key_Return, CTRL)
    calm(window_of(annual))
    run = annual.run
    assert not panel.isVisible()
    assert run.side.entry().texts == ("0.6", "3.5", "5.1", "13.6")
    run.side.record()
    calm(window_of(annual))
    record, files, kept = database.run(written)
    assert from_text(record) == panel.plan.reading.recorded
    assert files == ["panel.csv"]
    assert [one["component"] for one in kept] == [panel.plan.reading.expected.steps[1].component_id]


def written(session: object) -> tuple[str, list[str | None], list[dict[str, str]]]:
    one = session.scalars(  # type: ignore[attr-defined]
        select(models.TestInstance).where(
            models.TestInstance.measurement_type == "cause_and_effect_logic", models.TestInstance.status == "completed"
        )
    ).one()
    files = session.scalars(select(models.EvidenceRecord.original_name)).all()  # type: ignore[attr-defined]
    kept = session.scalars(select(models.ImportMapping)).one()  # type: ignore[attr-defined]
    return one.measured_value_text, list(files), kept.mapping["points"]


def test_that_another_trigger_can_be_chosen_and_undone(
    panel: LogPanel, annual: SessionsPage, calm: Callable[[Window], None]
) -> None:
    panel.list.choose(3)
    type_("t")
    calm(window_of(annual))
    assert panel.plan is not None
    assert panel.plan.reading.trigger is not None
    assert panel.plan.reading.trigger.row == 3
    assert panel.plan.reading.rows[0].reason == "0.6 s before the trigger, not counted"
    press(KEY.Key_Z, CTRL)
    calm(window_of(annual))
    assert panel.plan.reading.trigger.row == 2
    panel.list.choose(5)
    type_("x")
    calm(window_of(annual))
    assert Outcome.MISSING in [each.outcome for each in panel.plan.reading.comparison.findings if each.step_order == 3]
    press(KEY.Key_Escape)
    assert not panel.isVisible()
    assert annual.run.side.entry().blank


def test_that_rows_without_an_effect_say_why(panel: LogPanel) -> None:
    model = panel.model
    said = {row.event.row: model.text(place, 5) for place, row in enumerate(model.rows)}
    assert said[2] == "TRIGGER"
    assert said[4] == "?"
    assert said[7] == "–"
    why = {row.event.row: row.reason for row in model.rows}
    assert why[7] == "names no component of the scenario or the register"
    assert why[8] == "the trigger’s device itself"


def test_that_a_table_dropped_on_the_steps_is_their_log_unless_it_is_none(
    panel: LogPanel, annual: SessionsPage, calm: Callable[[Window], None], tmp_path: Path
) -> None:
    press(KEY.Key_Escape)
    assert not panel.isVisible()
    field = annual.run.side.field
    assert field is not None
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(tmp_path / "panel.csv"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, carried, left, none)
    QApplication.sendEvent(field, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(field, QDropEvent(QPointF(5, 5), copy, carried, left, none))
    calm(window_of(annual))
    assert panel.isVisible()
    press(KEY.Key_Escape)
    (tmp_path / "panel.csv").write_text("a,b,c\n1,2,3\n", "utf-8")
    QApplication.sendEvent(field, QDragEnterEvent(QPoint(5, 5), copy, carried, left, none))
    QApplication.sendEvent(field, QDropEvent(QPointF(5, 5), copy, carried, left, none))
    calm(window_of(annual))
    assert not panel.isVisible()
    assert "a log needs these three columns" in annual.run.tools.notices.history[-1].text
