"""What is entered with keys in the window, as it stands on record afterwards: read, converted, stamped, added."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.services import generating, testing
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.testing.sequence_field import StepsField
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import DAY, NOW, Open, open_named, session_named, user_named, window_of
from tests.ui_testing.keys import CTRL, KEY, press, type_
from tests.ui_testing.test_run import CE, at, stored

Calm = Callable[[Window], None]
FORCE = "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_ACTIVE"
OTHER = "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_INACTIVE"


def environment(database: Database, identifier: str) -> Any:
    """The conditions that a test of the annual session keeps."""

    def job(session: Any) -> Any:
        return session.scalar(
            select(models.TestInstance.environmental_conditions).where(
                models.TestInstance.session_id == session_named(session, "Annual"),
                models.TestInstance.scoped_identifier == identifier,
            )
        )

    return database.run(job)


def test_that_a_slip_is_recorded_as_typed_only_by_a_second_enter_and_converted_by_control_u(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, FORCE, "FG-21")
    type_("21")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert stored(database, FORCE).status == "pending"
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert (stored(database, FORCE).measured_value, environment(database, FORCE)) == (Decimal(21), None)
    at(annual.run, OTHER, "FG-21")
    type_("19")
    press(KEY.Key_U, CTRL)
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert stored(database, OTHER).measured_value == Decimal("84.516211")
    assert environment(database, OTHER) == {"as_read": "19 lbf"}
    annual.run.show_test(OTHER)
    calm(window_of(annual))
    assert "Read as 19 lbf." in [each.text() for each in annual.run.findChildren(QLabel)]


def test_that_a_sequence_is_stamped_with_keys_and_recorded_with_what_was_seen_beyond_it(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, CE)
    field = annual.run.side.field
    assert isinstance(field, StepsField)
    now = [50.0]
    field.dial.clock = lambda: now[0]
    press(KEY.Key_Space)
    for key, at_s in (("1", 0.6), ("2", 3.2), ("3", 8.44), ("+", 9.0), ("4", 14.0)):
        now[0] = 50.0 + at_s
        type_(key)
    type_("2")
    assert field.texts()[1] == "14.0"
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Space)
    field.extras[0].component.setCurrentText("LIFT-2")
    field.extras[0].action.setCurrentText("stop")
    field.dial.setFocus()
    press(KEY.Key_Return)
    calm(window_of(annual))
    checks = {check["code"]: check["message"] for check in stored(database, CE).checks}
    assert "DAMPER-RELIEF-Z3 open at 8.4 s is 1.4 s late" in checks["step_late"]
    assert checks["effect_unexpected"] == "LIFT-2 stop at 9 s was not expected."
    assert stored(database, CE).is_compliant is False
    annual.run.show_test(CE)
    assert field.texts() == ("0.6", "3.2", "8.4", "14")
    assert [made.extra().component for made in field.extras] == ["LIFT-2"]
    assert field.dial.isHidden()


def test_that_a_fans_checklist_is_keyed_in_and_shown_item_by_item_again(
    open_window: Open, database: Database, calm: Calm
) -> None:
    def begin(session: Any) -> None:
        building_id = session.scalar(select(models.Building.id))
        session.add(models.ArchetypeSetting(building_id=building_id, archetype_id="ARCH-FAN-001", active=True))
        session.flush()
        generating.generate(session, building_id, "three_monthly", today=DAY, at=NOW)
        by = user_named(session, "engineer")
        testing.create_session(session, building_id, "three_monthly", scheduled_for=DAY, by=by)

    database.run(begin)
    page = open_window().page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Three-monthly")
    calm(window_of(page))
    run = page.run
    assert run.sheet is not None
    fan = next(one for one in run.sheet.tests if one.test.measurement_type == "fan_operation")
    at(run, fan.identifier)
    type_("yynyy")
    press(KEY.Key_Return)
    assert run.side.one is not None
    assert run.side.one.identifier == fan.identifier
    type_("y")
    press(KEY.Key_Return)
    calm(window_of(page))
    done = run.sheet.find(fan.identifier)
    assert done is not None
    assert done.reading == "5 of 6 in order"
    assert done.recorded.taken is not None
    answers = [(item.text, item.in_order) for item in done.recorded.taken.checklist]
    assert answers == list(zip(fan.test.checklist, (True, True, False, True, True, True), strict=True))
