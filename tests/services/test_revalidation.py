"""Judged again from the record alone, a session comes out the same, whatever became of the registers since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.reading import ChecklistItem
from firemode_desktop.services import generating, rules, testing
from tests.services.conftest import NOW

DAY = NOW.date()
AT = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
SERIALS = {"PRESSURE": "SN-12345", "FORCE": "FG-21", "VELOCITY": "AN-07"}
CONDITIONS = {"temp_out_c": Decimal("14.50"), "temp_stair_c": Decimal("21"), "wind_ms": Decimal("2.10")}


def read(test: testing.ShownTest, instruments: dict[str, UUID], **given: Any) -> testing.Result:
    """A reading that passes, as each kind of test wants it."""
    kind = test.identifier.split("_")[0]
    given = {"measured_at": AT, "instrument_id": instruments.get(SERIALS.get(kind, "")), **given}
    if kind == "VELOCITY":
        return testing.Result(test.identifier, points=tuple(map(Decimal, ["0.9", *["1.20"] * 8])), **given)
    if kind == "CE":
        return testing.Result(test.identifier, observed=(ObservedEffect("ALARM-PANEL", "activate", Decimal("0.50")),))
    if kind == "INTERFACE":
        return testing.Result(test.identifier, value=Decimal("3.20"), result_observed=True, **given)
    value = {"PRESSURE": "19.9996" if "L8" in test.identifier else "44.20", "FORCE": "80"}[kind]
    return testing.Result(test.identifier, value=Decimal(value), **given)


@pytest.fixture
def instruments(session: Session, building_id: UUID) -> dict[str, UUID]:
    """Instruments by serial number."""
    return {str(row.serial_number): row.id for row in session.scalars(select(models.Instrument))}


@pytest.fixture
def session_id(session: Session, building_id: UUID, engineer: UUID, instruments: dict[str, UUID]) -> UUID:
    """An annual session with a reading for every test, some failing, judged with guard bands."""
    floor = session.scalars(select(models.Floor).where(models.Floor.floor_level == "Level-8")).first()
    assert floor is not None
    a_baseline = models.BaselinePressureDifferential(
        building_id=building_id, stair_id=floor.stair_id, floor_id=floor.floor_id, door_configuration="all_closed",
        pressure_pa=Decimal("44.2"), commissioned_date=DAY - timedelta(days=800), commissioned_by="Acme",
        environmental_conditions={"temp_c": 30, "wind_ms": Decimal("3.4")},
    )  # fmt: skip
    session.add(a_baseline)
    session.flush()
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    visit = testing.create_session(
        session, building_id, "annual", scheduled_for=DAY, by=engineer, decision_rule="guard_banded"
    )
    testing.set_conditions(session, visit, CONDITIONS, by=engineer)
    results = [read(test, instruments) for test in testing.show(session, visit).tests]
    testing.record(session, visit, results, by=engineer, at=NOW)
    session.expire_all()
    return visit


def checked(session: Session, session_id: UUID) -> tuple[testing.Recheck, ...]:
    session.flush()
    session.expire_all()
    return testing.validate_session(session, session_id)


def test_that_a_whole_session_comes_out_the_same_twice_in_one_pass(session: Session, session_id: UUID) -> None:
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    session.expire_all()
    event.listen(session.get_bind(), "before_cursor_execute", note)
    first = testing.validate_session(session, session_id)
    event.remove(session.get_bind(), "before_cursor_execute", note)
    assert len(first) == 178
    assert [one for one in first if not one.same] == []
    assert [one.since for one in first if one.since] == []
    assert {one.is_compliant for one in first} == {True, False}
    assert checked(session, session_id) == first
    assert len(statements) <= 16
    assert not any(statement.startswith(("INSERT", "UPDATE", "DELETE")) for statement in statements)


def test_that_what_happens_to_the_registers_later_changes_no_verdict(
    session: Session, session_id: UUID, building_id: UUID, supervisor: UUID, instruments: dict[str, UUID]
) -> None:
    rules.supersede(session, "SP-01", "AS1851-2026-v2", DAY, {"min_threshold": Decimal(25)}, by=supervisor)
    session.execute(update(models.Building).values(drift_limit_pct=Decimal(90), timezone="Pacific/Auckland"))
    session.execute(text("UPDATE doors SET door_identifier = 'RENAMED-' || door_identifier"))
    session.execute(text("UPDATE stairs SET stair_name = 'North'  WHERE stair_name = 'Stair-A'"))
    session.execute(
        update(models.CalibrationCertificate)
        .where(models.CalibrationCertificate.instrument_id == instruments["SN-12345"])
        .values(expanded_uncertainty=Decimal("9"))
    )
    again = checked(session, session_id)
    assert [one for one in again if not one.same] == []
    told = [sentence for one in again for sentence in one.since if one.identifier.endswith("_L8_ALL-CLOSED")]
    assert any(sentence.startswith("drift: ") for sentence in told), told
    assert any(sentence.startswith("limit: ") for sentence in told)


def test_that_a_certificate_found_later_is_told_and_the_record_stands(
    session: Session, building_id: UUID, engineer: UUID, instruments: dict[str, UUID]
) -> None:
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    visit = testing.create_session(session, building_id, "annual", scheduled_for=DAY, by=engineer)
    expired = next(
        key for key in instruments.values() if key not in {instruments[serial] for serial in SERIALS.values()}
        and session.get_one(models.Instrument, key).instrument_type == "manometer"
    )  # fmt: skip
    result = testing.Result(PRESSURE, value=Decimal(45), instrument_id=expired, measured_at=AT)
    testing.record(session, visit, [result], by=engineer, at=NOW)
    (before,) = checked(session, visit)
    assert before.same
    assert before.since == ()
    session.add(
        models.CalibrationCertificate(
            instrument_id=expired,
            cert_number="FOUND-1",
            calibration_date=DAY - timedelta(days=1),
            expiry_date=DAY + timedelta(days=1),
            calibration_authority="NATA accredited laboratory",
        )
    )
    (after,) = checked(session, visit)
    assert after.same
    assert "FOUND-1 is valid" in after.since[0]
    assert any(blocker["code"] == "instrument" for blocker in testing.blockers(session, visit))


def test_that_a_changed_record_is_found_with_what_differs(session: Session, session_id: UUID) -> None:
    session.execute(text("ALTER TABLE test_instances DISABLE TRIGGER guard_instance"))
    where = "WHERE scoped_identifier = :name"
    names = {"value": PRESSURE, "json": "PRESSURE_STAIR-A_L9_ALL-CLOSED", "flag": "PRESSURE_STAIR-A_L7_ALL-CLOSED"}
    session.execute(text(f"UPDATE test_instances SET measured_value_numeric = 20 {where}"), {"name": names["value"]})
    path = "'{checks,1,numbers,min}'"
    changed = f"UPDATE test_instances SET validation_result = jsonb_set(validation_result, {path}, '\"19\"') {where}"
    session.execute(text(changed), {"name": names["json"]})
    session.execute(text(f"UPDATE test_instances SET is_compliant = false {where}"), {"name": names["flag"]})
    different = {one.identifier: one.differences for one in checked(session, session_id) if not one.same}
    assert set(different) == set(names.values())
    assert any("measured value: recorded 19.9996, judged again 20" in each for each in different[names["value"]])
    assert len(different[names["json"]]) == 1
    assert different[names["flag"]] == ("is compliant: recorded False, judged again True",)


def test_that_a_result_of_an_older_version_is_held_to_its_verdict_alone(session: Session, session_id: UUID) -> None:
    older = """UPDATE test_instances SET validation_result = jsonb_set(
        validation_result - 'basis', '{checks}', (validation_result -> 'checks') - 1) WHERE session_id = :visit"""
    session.execute(text("ALTER TABLE test_instances DISABLE TRIGGER guard_instance"))
    session.execute(text(older), {"visit": session_id})
    assert all(one.same for one in checked(session, session_id)), "it kept other checks, and not what they rested on"
    other = "UPDATE test_instances SET verdict = 'fail' WHERE session_id = :visit AND verdict = 'pass'"
    session.execute(text(other), {"visit": session_id})
    assert any(not one.same for one in checked(session, session_id))


def test_that_a_reading_keeps_the_conditions_it_was_recorded_with(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    testing.set_conditions(session, session_id, {"temp_out_c": Decimal(35)}, by=engineer)
    assert all(one.same for one in checked(session, session_id))
    instance = session.scalar(select(models.TestInstance).where(models.TestInstance.scoped_identifier == PRESSURE))
    assert instance is not None
    assert instance.environmental_conditions == {
        "temp_out_c": Decimal("14.5"),
        "temp_stair_c": 21,
        "wind_ms": Decimal("2.1"),
    }
    visit = session.get_one(models.TestSession, session_id)
    assert visit.environmental_conditions == {"temp_out_c": 35}


def test_that_the_conditions_of_the_baseline_are_told_beside_those_of_the_day(
    session: Session, session_id: UUID
) -> None:
    told = [check["message"] for test in testing.show(session, session_id).tests for check in test.checks
            if check["code"] == "baseline_conditions"]  # fmt: skip
    assert told == [
        "Another day than the baseline's: the temperature outside was 30 °C for the baseline and is 14.5 °C."
    ]


def test_that_a_readings_own_condition_counts_before_that_of_the_visit(
    session: Session, building_id: UUID, engineer: UUID, instruments: dict[str, UUID]
) -> None:
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    visit = testing.create_session(session, building_id, "annual", scheduled_for=DAY, by=engineer)
    testing.set_conditions(session, visit, CONDITIONS, by=engineer)
    own = testing.Result(PRESSURE, value=Decimal(45), measured_at=AT, environment={"temp_out_c": Decimal(61)})
    testing.record(session, visit, [own], by=engineer, at=NOW)
    checks = next(test.checks for test in testing.show(session, visit).tests if test.identifier == PRESSURE)
    (odd,) = [check["message"] for check in checks if check["code"] == "conditions"]
    assert odd == "Hardly possible here: Temperature outside 61 °C (usual: -10 to 48 °C). Is that what was read?"


def test_that_conditions_that_cannot_be_are_refused(session: Session, session_id: UUID, engineer: UUID) -> None:
    with pytest.raises(Invalid, match="Humidity is 0 to 100 %; this is 101"):
        testing.set_conditions(session, session_id, {"humidity_pct": Decimal(101)}, by=engineer)
    with pytest.raises(Invalid, match="is no condition"):
        testing.set_conditions(session, session_id, {"mood": Decimal(1)}, by=engineer)


def test_that_a_closed_session_takes_no_conditions(
    session: Session, building_id: UUID, engineer: UUID, session_id: UUID
) -> None:
    testing.cancel(session, session_id, by=engineer)
    with pytest.raises(Refused):
        testing.set_conditions(session, session_id, CONDITIONS, by=engineer)


def test_that_a_checklist_is_kept_item_by_item_and_judged_from_the_record(
    session: Session, session_id: UUID, engineer: UUID, building_id: UUID
) -> None:
    stair = session.scalar(select(models.Stair.stair_id).where(models.Stair.stair_name == "Stair-A"))
    rule = models.AS1851Rule(
        rule_code="FAN-01", version="v1", measurement_type="fan_operation",
        severity_if_fail="high", defect_classification="1B", reference_standard="AS 1851-2012", effective_date=DAY,
    )  # fmt: skip
    session.add(rule)
    session.flush()
    fan = models.TestInstance(
        building_id=building_id, session_id=session_id, stair_id=stair, archetype_id="ARCH-FAN-001",
        measurement_type="fan_operation", frequency="annual", scoped_identifier="FAN_STAIR-A_FAN-01-A",
        location_id="FAN-01-A", sequence_order=999, status="pending", attempt=1, rule_id=rule.rule_id,
        descriptive_instructions=[
            {"step": 1, "instruction": "Look at the fan.", "estimated_time_s": 60},
            {"step": 2, "instruction": "Belts tight", "check": True},
            {"step": 3, "instruction": "Bearings quiet", "check": True},
        ],
    )  # fmt: skip
    session.add(fan)
    session.flush()
    items = (ChecklistItem("Belts tight", True), ChecklistItem("Bearings quiet", False))
    testing.record(session, session_id, [testing.Result(fan.scoped_identifier, checklist=items)], by=engineer, at=NOW)
    again = next(one for one in checked(session, session_id) if one.identifier == fan.scoped_identifier)
    assert (again.same, again.is_compliant) == (True, False)
    shown = next(t for t in testing.show(session, session_id).tests if t.identifier == fan.scoped_identifier)
    assert "Bearings quiet: not in order." in [check["message"] for check in shown.checks]
