"""A correction stands beside the record: its own reading, its own verdict, its reason – and the record as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.services import fault_events, people, testing
from firemode_desktop.services.gathering.whole import gather
from firemode_desktop.services.testing import bench
from firemode_desktop.services.testing.content import content_text
from firemode_desktop.services.testing.running import detail, run_sheet
from tests.services.conftest import NOW, Piloted

AT = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
VELOCITY = "VELOCITY_STAIR-A_L8_DW-LEVEL-8-STAIR-A_WORST-CASE-3-DOORS-OPEN"
CE = "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8"
INTERFACE = "INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01"
SERIALS = {"PRESSURE": "SN-12345", "VELOCITY": "AN-07"}
WHY = "A slip of the pen."


@pytest.fixture
def instruments(session: Session, building_id: UUID) -> dict[str, UUID]:
    """Instruments by serial number."""
    return {str(row.serial_number): row.id for row in session.scalars(select(models.Instrument))}


@pytest.fixture
def session_id(annual: Piloted) -> UUID:
    """An annual session of the pilot building, not yet begun."""
    return annual.session_id


@pytest.fixture
def take(session: Session, session_id: UUID, engineer: UUID, instruments: dict[str, UUID]) -> Callable[..., Any]:
    """Record one result."""

    def record(identifier: str, value: str | None = None, **given: Any) -> testing.Recorded:
        given.setdefault("instrument_id", instruments.get(SERIALS.get(identifier.split("_")[0], "")))
        number = None if value is None else Decimal(value)
        result = testing.Result(identifier, value=number, measured_at=AT, **given)
        return testing.record(session, session_id, [result], by=engineer, at=NOW)

    return record


@pytest.fixture
def amend(session: Session, session_id: UUID, engineer: UUID) -> Callable[..., dict[str, Any]]:
    """Correct one result."""

    def correct(identifier: str, value: str | None = None, *, by: UUID = engineer, **given: Any) -> dict[str, Any]:
        correction = testing.Correction(None if value is None else Decimal(value), **given)
        return testing.amend(session, session_id, identifier, correction, WHY, by=by)

    return correct


def shown(session: Session, session_id: UUID, identifier: str) -> testing.ShownTest:
    session.expire_all()
    return next(test for test in testing.show(session, session_id).tests if test.identifier == identifier)


def points(first: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, [first, *["1.2"] * 8]))


def effects(damper: str) -> tuple[ObservedEffect, ...]:
    seen = (("ALARM-PANEL", "activate", "0"), ("FAN-01-A", "start", "3"), ("DAMPER-RELIEF-Z3", "open", damper),
            ("PRESSURE-SENSOR-L8", "reach_setpoint", "15"))  # fmt: skip
    return tuple(ObservedEffect(*part[:2], Decimal(part[2])) for part in seen)


@pytest.mark.parametrize(
    ("identifier", "recorded", "corrected", "passed", "passes"),
    [
        (PRESSURE, {"value": "19.99"}, {"value": "20"}, False, True),
        (PRESSURE, {"value": "80"}, {"value": "80.01"}, True, False),
        (VELOCITY, {"points": points("1.2")}, {"points": points("-0.7")}, True, False),
        (CE, {"observed": effects("8.4")}, {"observed": effects("5")}, False, True),
        (CE, {"observed": effects("5")}, {"observed": ()}, True, False),
        (INTERFACE, {"result_observed": False}, {"result_observed": True, "value": "5"}, False, True),
        (INTERFACE, {"result_observed": True, "value": "5"}, {"result_observed": True, "value": "5.01"}, True, False),
    ],
)  # fmt: skip
def test_that_every_kind_of_result_is_corrected_beside_the_record(
    session: Session, session_id: UUID, take: Any, amend: Any, identifier: str, recorded: dict[str, Any],
    corrected: dict[str, Any], passed: bool, passes: bool,
) -> None:  # fmt: skip
    take(identifier, **recorded)
    told = amend(identifier, **corrected)
    assert told["is_compliant"] is passes
    test = shown(session, session_id, identifier)
    assert test.is_compliant is passed
    (amendment,) = test.amendments
    assert (amendment.is_compliant, amendment.reason) == (passes, WHY)
    one = run_sheet(session, session_id).find(identifier)
    assert one is not None
    assert (one.recorded.is_compliant, one.recorded.amended) == (passes, True)
    assert one.word.endswith(", amended")
    summary = testing.show(session, session_id).summary
    assert (summary.compliant, summary.non_compliant) == (int(passes), int(not passes))
    assert [check.same for check in testing.validate_session(session, session_id)] == [True, True]
    facts = next(facts for facts in gather(session, session_id).tests if facts.identifier == identifier)
    assert (facts.is_compliant, facts.amendments[0].reason) == (passes, WHY)


def test_that_a_correction_keeps_every_digit_and_the_original_is_printed_beside_it(
    session: Session, session_id: UUID, take: Any, amend: Any
) -> None:
    take(PRESSURE, "19.9996")
    amend(PRESSURE, "20.0004")
    facts = next(facts for facts in gather(session, session_id).tests if facts.identifier == PRESSURE)
    assert facts.value == Decimal("20.0004")
    assert (facts.amendments[0].old, facts.amendments[0].new) == ("19.9996", "20.0004")
    instance = session.scalars(
        select(models.TestInstance).where(models.TestInstance.scoped_identifier == PRESSURE)
    ).one()
    (line,) = detail(session, instance.instance_id).amendments
    assert line == f"Amended from 19.9996 Pa to 20.0004 Pa (pass) by Engineer One: {WHY}"


@pytest.mark.parametrize(("recorded", "corrected", "how"), [("44.1", "14.4", "fail"), ("14.4", "44.1", "pass")])
def test_that_what_was_read_before_is_the_reading_that_stands(
    session: Session, session_id: UUID, engineer: UUID, take: Any, amend: Any, recorded: str, corrected: str, how: str
) -> None:
    take(PRESSURE, recorded)
    amend(PRESSURE, corrected)
    again = testing.retest(session, session_id, PRESSURE, by=engineer)
    one = run_sheet(session, session_id).find(again)
    assert one is not None
    (before,) = detail(session, one.instance_id).before
    assert (before.reading, before.standing.value) == (f"{corrected} Pa", how)


def test_that_the_correction_made_last_stands(session: Session, session_id: UUID, take: Any, amend: Any) -> None:
    take(PRESSURE, "44.1")
    amend(PRESSURE, "14.4")
    amend(PRESSURE, "41.4")
    test = shown(session, session_id, PRESSURE)
    assert [one.measured_value for one in test.amendments] == [Decimal("14.4"), Decimal("41.4")]
    assert [(one.old, one.new) for one in test.amendments] == [("44.1", "14.4"), ("14.4", "41.4")]
    assert test.stands == (Decimal("41.4"), "pass")
    of_building = models.ResultAmendment.building_id.is_not(None)
    (stands,) = last_corrections(session, of_building).values()
    assert stands["measured_value"] == "41.4"


def test_that_a_correction_that_fails_opens_a_fault_and_one_that_passes_proposes_to_resolve_it(
    session: Session, session_id: UUID, take: Any, amend: Any
) -> None:
    take(PRESSURE, "44.1")
    fault_id = amend(PRESSURE, "14.4")["fault_id"]
    fault = session.get_one(models.Fault, fault_id)
    assert (fault.status, fault.measured_value, fault.defect_classification) == ("open", Decimal("14.4"), "1A")
    assert amend(PRESSURE, "15.1")["fault_id"] == fault_id
    amend(PRESSURE, "44.4")
    notes = [step.note for step in fault_events.history(session, fault_id)][1:]
    assert notes == [
        "The reading was amended to 15.1, which does not pass.",
        "The reading was amended to 44.4, which passes: it is proposed to resolve this fault.",
    ]
    assert session.get_one(models.Fault, fault_id).status == "open"


def test_that_an_instrument_and_notes_are_corrected_too(
    session: Session, session_id: UUID, take: Any, amend: Any, instruments: dict[str, UUID]
) -> None:
    take(PRESSURE, "44.1", instrument_id=instruments["AN-07"])
    assert testing.blockers(session, session_id)[0]["code"] in ("pending", "instrument")
    amend(PRESSURE, instrument_id=instruments["SN-12345"])
    amend(PRESSURE, notes="Read twice.")
    session.expire_all()
    codes = [b["code"] for b in testing.blockers(session, session_id) if b["identifier"] == PRESSURE]
    assert "instrument" not in codes
    one = run_sheet(session, session_id).find(PRESSURE)
    assert one is not None
    assert (one.recorded.instrument_id, one.recorded.notes) == (instruments["SN-12345"], "Read twice.")
    assert one.recorded.taken is not None
    assert one.recorded.taken.measured == Decimal("44.1")


@pytest.mark.parametrize("given", [{}, {"value": "44.10"}, {"points": points("1")}, {"result_observed": True}])
def test_that_a_correction_that_corrects_nothing_or_is_of_another_kind_is_refused(
    session: Session, session_id: UUID, take: Any, amend: Any, given: dict[str, Any]
) -> None:
    take(PRESSURE, "44.1")
    with pytest.raises(Invalid):
        amend(PRESSURE, **given)
    assert session.scalar(text("SELECT count(*) FROM result_amendments")) == 0


def test_that_a_test_without_a_result_has_nothing_to_amend(take: Any, amend: Any) -> None:
    with pytest.raises(Refused, match="no result yet"):
        amend(PRESSURE, "44")
    take(PRESSURE, status="skipped", notes="No key.")
    with pytest.raises(Refused, match="no result yet"):
        amend(PRESSURE, "44")


def test_that_a_reason_is_needed_and_a_cancelled_session_is_only_read(
    session: Session, session_id: UUID, engineer: UUID, take: Any, amend: Any
) -> None:
    take(PRESSURE, "44.1")
    with pytest.raises(Invalid, match="reason"):
        testing.amend(session, session_id, PRESSURE, testing.Correction(Decimal(45)), "  ", by=engineer)
    testing.cancel(session, session_id, by=engineer)
    with pytest.raises(Refused, match="cancelled"):
        amend(PRESSURE, "45")


def test_that_who_corrected_a_reading_does_not_approve_it_and_the_content_holds_the_correction(
    session: Session, session_id: UUID, engineer: UUID, supervisor: UUID, take: Any, amend: Any
) -> None:
    take(PRESSURE, "44.1")
    before = content_text(session, bench.load(session, session_id))
    amend(PRESSURE, "44.2", by=supervisor)
    assert content_text(session, bench.load(session, session_id)) != before
    visit = session.get_one(models.TestSession, session_id)
    visit.status = "submitted"
    session.flush()
    with pytest.raises(Refused, match="somebody else has to approve"):
        testing.approve(session, session_id, by=supervisor)
    other = people.add_user(session, "second", "Supervisor Two", "supervisor")
    testing.approve(session, session_id, by=other)
    with pytest.raises(Refused):
        amend(PRESSURE, "44.3")
    amend(PRESSURE, "44.3", by=other)
    assert session.get_one(models.TestSession, session_id, populate_existing=True).report_revision == 2
