"""Coverage and observation read from the record: what counts, on which day, and how many statements that takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.proving import Cause
from firemode_desktop.services import generating, people, pilot, proving, scenarios, testing
from firemode_desktop.services.testing import Correction

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
DAY = date(2026, 5, 4)
SYDNEY = ZoneInfo("Australia/Sydney")
CE = "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8"
IN_TIME = ("0.5", "3.1", "5", "16")
LATE = ("0.5", "3.1", "8.4", "16")


@pytest.fixture
def building(session: Session) -> tuple[UUID, UUID]:
    """The pilot building with its expected tests, and an engineer."""
    by = people.add_user(session, "engineer", "Engineer One", "engineer")
    building_id = pilot.seed_pilot(session, by, NOW)
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    return building_id, by


def run(session: Session, building: tuple[UUID, UUID], seen: Sequence[str], at: datetime = NOW) -> UUID:
    """A session whose fire on level 8 was seen like this."""
    visit = testing.create_session(
        session, building[0], "annual", scheduled_for=at.astimezone(SYDNEY).date(), by=building[1]
    )
    testing.record(session, visit, [testing.Result(CE, observed=effects(seen))], by=building[1], at=at)
    return visit


def effects(seen: Sequence[str]) -> tuple[ObservedEffect, ...]:
    told = (("ALARM-PANEL", "activate"), ("FAN-01-A", "start"), ("DAMPER-RELIEF-Z3", "open"))
    told += (("PRESSURE-SENSOR-L8", "reach_setpoint"),)  # type: ignore[assignment]
    return tuple(ObservedEffect(*what, Decimal(at)) for what, at in zip(told, seen, strict=True))


def level_8(session: Session, building: tuple[UUID, UUID], last: date = DAY) -> Cause:
    found = proving.proven(session, building[0], last)
    return next(one for one in found.causes if (one.scenario.stair, one.scenario.name) == ("Stair-A", "Fire Floor 8"))


def proofs(cause: Cause) -> list[str]:
    return [cell.proof.value for cell in cause.cells]


def test_that_the_record_says_what_was_proven(session: Session, building: tuple[UUID, UUID]) -> None:
    run(session, building, LATE)
    assert proofs(level_8(session, building)) == ["proven", "proven", "failed", "proven"]
    assert proving.proven(session, building[0], DAY).cells == 70


def test_that_a_day_is_one_of_the_building(session: Session, building: tuple[UUID, UUID]) -> None:
    """22:30 UTC on 3 May is 8:30 on 4 May in Sydney."""
    run(session, building, IN_TIME, datetime(2026, 5, 3, 22, 30, tzinfo=UTC))
    assert proofs(level_8(session, building, date(2026, 5, 3))) == ["not tested"] * 4
    assert proofs(level_8(session, building, DAY)) == ["proven"] * 4


def test_that_a_cancelled_session_proves_nothing(session: Session, building: tuple[UUID, UUID]) -> None:
    visit = run(session, building, IN_TIME)
    session.get_one(models.TestSession, visit).status = "cancelled"
    session.flush()
    assert proofs(level_8(session, building)) == ["not tested"] * 4


def test_that_a_correction_counts_in_coverage_and_observation(session: Session, building: tuple[UUID, UUID]) -> None:
    visit = run(session, building, LATE)
    testing.amend(session, visit, CE, Correction(observed=effects(IN_TIME)), "read off wrongly", by=building[1])
    cause = level_8(session, building)
    assert proofs(cause) == ["proven"] * 4
    seen = scenarios.observation(session, cause.scenario.key)
    assert seen is not None
    assert [str(one.delay_seconds) for one in seen.effects] == list(IN_TIME)


def test_that_a_new_version_keeps_what_is_the_same_proven(session: Session, building: tuple[UUID, UUID]) -> None:
    run(session, building, IN_TIME)
    one = level_8(session, building).scenario
    slower = one.sequence.changed(3, expected_delay_seconds=Decimal(9))
    (draft,) = scenarios.save(session, [replace(one.draft(), sequence=slower)], by=building[1], at=NOW)
    assert proofs(level_8(session, building)) == ["proven"] * 4, "a draft is not in force"
    scenarios.publish(session, draft.key, signed="Engineer One", by=building[1], at=NOW)
    assert proofs(level_8(session, building)) == ["proven", "proven", "not tested", "proven"]


def test_that_it_takes_the_same_few_statements_whatever_there_is(session: Session, building: tuple[UUID, UUID]) -> None:
    run(session, building, IN_TIME)
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    proving.proven(session, building[0], DAY)
    event.remove(engine, "before_cursor_execute", note)
    assert len(seen) <= 8
    assert session.scalar(select(models.Building.id)) == building[0]


def test_that_an_unknown_building_is_told(session: Session) -> None:
    with pytest.raises(Missing, match="There is no such building"):
        proving.proven(session, UUID(int=5), DAY)
