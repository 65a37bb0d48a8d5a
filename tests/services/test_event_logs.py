"""A panel's log becomes a result through the ordinary path, and what was said of its points is remembered."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.event_log import Answers
from firemode_desktop.domain.sequence import parse
from firemode_desktop.models import CEScenario, ImportMapping, TestInstance
from firemode_desktop.services import event_logs, generating, testing
from firemode_desktop.services.importing import mappings
from tests.services.conftest import NOW

LOG = """time,point,event
2026-05-04 11:30:00,{trigger},ALARM
2026-05-04 11:30:01,{panel},ON
2026-05-04 11:30:03.2,SUPPLY FAN,RUN
2026-05-04 11:30:05,{damper},OPEN
"""
SAID = Answers(points={("supply fan", ""): ("FAN-01-A", "start")})


@pytest.fixture
def one(session: Session, engineer: UUID, building_id: UUID) -> TestInstance:
    """A test of four steps in an annual session."""
    generating.generate(session, building_id, "annual", today=NOW.date(), at=NOW)
    testing.create_session(session, building_id, "annual", scheduled_for=NOW.date(), by=engineer)
    found = session.scalars(
        select(TestInstance)
        .where(TestInstance.measurement_type == "cause_and_effect_logic")
        .order_by(TestInstance.scoped_identifier)
    )
    return next(
        each for each in found if len(each.expected_sequence or []) == 4 and "STAIR-A" in each.scoped_identifier
    )


def written(session: Session, one: TestInstance) -> bytes:
    scenario = session.get_one(CEScenario, one.scenario_id)
    steps = parse(one.expected_sequence or [])
    names = {"panel": steps[0].component_id, "damper": steps[2].component_id}
    return LOG.format(trigger=scenario.trigger_device_id, **names).encode()


def test_that_a_log_is_recorded_with_its_own_time_and_says_where_it_comes_from(
    session: Session, engineer: UUID, one: TestInstance
) -> None:
    plan = event_logs.survey_log(session, one.instance_id, written(session, one), "panel.csv", SAID)
    done = event_logs.observe(session, plan, None, by=engineer, at=NOW)
    assert done.completed == (one.scoped_identifier,)
    assert one.completed_at == NOW - timedelta(minutes=30)
    assert one.notes is not None
    assert plan.log.sha256 in one.notes
    assert one.is_compliant is False  # the sensor was not seen
    assert event_logs.observe(session, plan, None, by=engineer, at=NOW).unchanged == (one.scoped_identifier,)


def test_that_what_was_said_of_a_point_is_remembered_once_for_the_building(
    session: Session, engineer: UUID, one: TestInstance, building_id: UUID
) -> None:
    content = written(session, one)
    before = event_logs.survey_log(session, one.instance_id, content, "panel.csv")
    assert "FAN-01-A" not in {effect.component_id for effect in before.reading.observed}
    for _ in range(2):
        event_logs.remember(session, building_id, SAID.points, "panel.csv", by=engineer)
    assert session.scalar(select(func.count()).select_from(ImportMapping)) == 1
    after = event_logs.survey_log(session, one.instance_id, content, "panel.csv")
    assert "FAN-01-A" in {effect.component_id for effect in after.reading.observed}
    assert mappings.holding(session, building_id) == ()  # it is no mapping of a site sheet
    mappings.forget(session, event_logs.FINGERPRINT, by=engineer, at=NOW)
    assert event_logs.remembered(session, building_id) == {}


def test_that_nothing_is_recorded_while_a_question_is_open(session: Session, engineer: UUID, one: TestInstance) -> None:
    near = written(session, one).replace(b"SUPPLY FAN", b"FAN 1 A")
    plan = event_logs.survey_log(session, one.instance_id, near, "panel.csv")
    with pytest.raises(Invalid, match="is FAN-01-A meant"):
        event_logs.observe(session, plan, None, by=engineer, at=NOW)
    assert (one.status, one.completed_at) == ("pending", None)


def test_that_a_panel_whose_clock_is_ahead_is_told_and_its_day_is_not_taken(
    session: Session, engineer: UUID, one: TestInstance
) -> None:
    ahead = written(session, one).replace(b"2026-05-04", b"2031-05-04")
    plan = event_logs.survey_log(session, one.instance_id, ahead, "panel.csv", SAID)
    assert any("panel’s clock says 4 May 2031" in note for note in plan.notes)
    event_logs.observe(session, plan, None, by=engineer, at=NOW)
    assert one.completed_at == NOW
