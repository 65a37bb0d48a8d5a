"""The physics of a session of the pilot building, from its register and its record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.plausibility import Agreement, PhysicsCheck
from firemode_desktop.services import testing
from firemode_desktop.services.testing.running import run_sheet
from tests.services.conftest import NOW, Piloted

AT = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
DAY = NOW.date()


@pytest.fixture
def session_id(annual: Piloted) -> UUID:
    """An annual session of the pilot building, not yet begun."""
    return annual.session_id


def take_stair(session: Session, session_id: UUID, by: UUID, odd: dict[str, str] | None = None) -> None:
    """Readings for all pressures and velocities of Stair-A."""
    results = []
    for test in testing.show(session, session_id).tests:
        if test.stair != "Stair-A":
            continue
        if test.measurement_type == "air_velocity":
            results.append(testing.Result(test.identifier, points=(Decimal(1),) * 9, measured_at=AT))
        elif test.measurement_type == "pressure_differential":
            usual = "45" if test.door_configuration == "all_closed" else "22"
            value = Decimal((odd or {}).get(test.identifier, usual))
            results.append(testing.Result(test.identifier, value=value, measured_at=AT))
    testing.record(session, session_id, results, by=by, at=NOW)


def of(checks: tuple[PhysicsCheck, ...], code: str) -> list[PhysicsCheck]:
    return [check for check in checks if check.code == code]


def test_that_the_pilots_fan_fails_the_flow_balance_and_an_odd_floor_is_called_out(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    take_stair(session, session_id, engineer, {"PRESSURE_STAIR-A_L9_ALL-CLOSED": "31"})
    checks = testing.session_physics(session, session_id)
    (balance,) = of(checks, "flow_balance")
    assert balance.verdict is Agreement.SUSPECT
    assert balance.message == "Stair-A: 3 open doorways need 8.64 m³/s; the fan gives 5.2 m³/s."
    odd = [check.place for check in of(checks, "profile") if check.verdict is Agreement.SUSPECT]
    assert odd == ["Stair-A · Level-9"]


def test_that_a_correction_counts_and_not_what_it_corrects(session: Session, session_id: UUID, engineer: UUID) -> None:
    odd = "PRESSURE_STAIR-A_L9_ALL-CLOSED"
    take_stair(session, session_id, engineer, {odd: "31"})
    testing.amend(session, session_id, odd, testing.Correction(Decimal("45")), "A slip.", by=engineer)
    profile = of(testing.session_physics(session, session_id), "profile")
    assert [check.verdict for check in profile] == [Agreement.CONSISTENT] * 2


def test_that_the_stack_effect_is_told_by_the_conditions_of_the_visit(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    temperatures = {"temp_out_c": Decimal("10.05"), "temp_stair_c": Decimal("23.05")}
    testing.set_conditions(session, session_id, temperatures, by=engineer)
    take_stair(session, session_id, engineer)
    (stack,) = of(testing.session_physics(session, session_id), "stack_effect")
    assert round(stack.numbers["expected_pa_per_m"], 2) == Decimal("0.54")
    assert run_sheet(session, session_id).conditions == temperatures


def test_that_the_leakage_area_is_held_against_the_approved_session_before(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    take_stair(session, session_id, engineer)
    (alone,) = of(testing.session_physics(session, session_id), "leakage_area")
    assert alone.verdict is Agreement.NOT_ENOUGH_DATA
    session.execute(update(models.TestSession).values(status="approved", scheduled_for=DAY - timedelta(days=365)))
    later = testing.create_session(session, building_id, "annual", scheduled_for=DAY, by=engineer, name="later")
    take_stair(session, later, engineer)
    (same,) = of(testing.session_physics(session, later), "leakage_area")
    assert (same.verdict, same.numbers["change_pct"]) == (Agreement.CONSISTENT, 0)


def test_that_what_is_typed_in_the_run_view_is_held_against_the_register(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    take_stair(session, session_id, engineer)
    sheet = run_sheet(session, session_id)
    one = sheet.find("PRESSURE_STAIR-A_L9_ALL-CLOSED")
    assert one is not None
    assert sheet.fits(one, Decimal(45)) == ()
    assert sheet.fits(one, Decimal(31))[0].startswith("Level-9 reads 31 Pa where its neighbours say 45")
    assert session.scalars(select(models.Fault)).all() == []
