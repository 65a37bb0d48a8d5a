"""A session from the register to an approved record, on a real database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import faults, generating, people, pilot, rules, testing
from tests.services.conftest import NOW, Piloted

DAY = NOW.date()
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
FORCE = "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_ACTIVE"
VELOCITY = "VELOCITY_STAIR-A_L8_DW-LEVEL-8-STAIR-A_WORST-CASE-3-DOORS-OPEN"
CE = "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8"
INTERFACE = "INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01"
AT = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)


@pytest.fixture
def session_id(annual: Piloted) -> UUID:
    """An annual session of the pilot building, not yet begun."""
    return annual.session_id


@pytest.fixture
def instruments(session: Session, building_id: UUID) -> dict[str, UUID]:
    """Instruments by serial number."""
    return {str(row.serial_number): row.id for row in session.scalars(select(models.Instrument))}


@pytest.fixture
def take(session: Session, session_id: UUID, engineer: UUID, instruments: dict[str, UUID]) -> Any:
    """Record one result the short way."""

    def record(identifier: str, value: str | None = None, **given: Any) -> testing.Recorded:
        serial = {"PRESSURE": "SN-12345", "FORCE": "FG-21", "VELOCITY": "AN-07"}.get(identifier.split("_")[0], "")
        given.setdefault("instrument_id", instruments.get(serial))
        given.setdefault("measured_at", AT)
        result = testing.Result(identifier, value=None if value is None else Decimal(value), **given)
        return testing.record(session, session_id, [result], by=engineer, at=NOW)

    return record


def shown(session: Session, session_id: UUID, identifier: str) -> testing.ShownTest:
    return next(t for t in testing.show(session, session_id).tests if t.identifier == identifier)


def test_that_starting_a_session_clones_every_template_in_one_insert(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    inserts: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith("INSERT INTO test_instances"):
            inserts.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    session_id = testing.create_session(session, building_id, "annual", scheduled_for=DAY, by=engineer)
    assert len(inserts) == 1
    summary = testing.show(session, session_id).summary
    assert (summary.progress.total, summary.progress.pending, summary.status) == (178, 178, "draft")


def test_that_a_session_without_generated_tests_is_refused_with_what_to_do(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    with pytest.raises(Missing, match="have been generated") as problem:
        testing.create_session(session, building_id, "annual", scheduled_for=DAY, by=engineer)
    assert "firemode generate" in problem.value.details[0]


def test_that_limits_are_those_of_the_sessions_date_and_stay(
    session: Session, building_id: UUID, engineer: UUID, supervisor: UUID, session_id: UUID
) -> None:
    tomorrow = DAY + timedelta(days=1)
    rules.supersede(session, "SP-01", "AS1851-2026-v2", tomorrow, {"min_threshold": Decimal(25)}, by=supervisor)
    later = testing.create_session(session, building_id, "annual", scheduled_for=tomorrow, by=engineer, name="later")
    on_the_day = testing.create_session(session, building_id, "annual", scheduled_for=DAY, by=engineer, name="day")
    assert shown(session, later, PRESSURE).min_threshold == 25
    assert shown(session, on_the_day, PRESSURE).min_threshold == 20
    assert shown(session, session_id, PRESSURE).min_threshold == 20


@pytest.mark.parametrize(
    ("identifier", "value", "compliant"),
    [
        (PRESSURE, "19.99", False),
        (PRESSURE, "19.9996", False),
        (PRESSURE, "20", True),
        (PRESSURE, "80", True),
        (PRESSURE, "80.01", False),
        (PRESSURE, "4", False),
        (FORCE, "110", True),
        (FORCE, "110.01", False),
        (FORCE, "240", False),
    ],
)
def test_that_a_reading_is_stored_as_read_and_judged_at_its_limit(
    session: Session, session_id: UUID, take: Any, identifier: str, value: str, compliant: bool
) -> None:
    take(identifier, value)
    test = shown(session, session_id, identifier)
    assert (test.status, test.measured_value, test.is_compliant) == ("completed", Decimal(value), compliant)
    assert (test.fault_id is not None) is (not compliant)


def test_that_a_failing_pressure_opens_a_class_1a_fault_in_the_words_of_the_document(
    session: Session, building_id: UUID, take: Any
) -> None:
    take(PRESSURE, "18.2")
    (fault,) = faults.shown_faults(session, building_id=building_id)
    assert fault.description == "Pressure 18.2 Pa BELOW minimum 20 Pa on Stair-A Level-8 (all_closed)"
    assert fault.location == "Stair-A, Level-8, All Doors Closed"
    assert (fault.severity, fault.defect_classification, fault.as1851_class) == ("critical", "1A", "critical_defect")
    assert (fault.rule_applied, fault.rule_version, fault.status) == ("SP-01", "AS1851-2024-v1.3", "open")


@pytest.mark.parametrize(("mean", "compliant"), [("1.0", True), ("0.999", False)])
def test_that_the_mean_of_nine_points_is_judged(
    session: Session, session_id: UUID, take: Any, mean: str, compliant: bool
) -> None:
    take(VELOCITY, points=(Decimal(mean),) * 9)
    assert shown(session, session_id, VELOCITY).is_compliant is compliant


def test_that_a_doorway_with_a_missing_point_is_not_completed(session: Session, session_id: UUID, take: Any) -> None:
    with pytest.raises(Invalid, match="missing: 5"):
        take(VELOCITY, points=(*(Decimal("1.2"),) * 4, None, *(Decimal("1.2"),) * 4))
    assert shown(session, session_id, VELOCITY).status == "pending"


def effects(late_damper: str = "5") -> Sequence[ObservedEffect]:
    seen = (
        ("ALARM-PANEL", "activate", "0.8"),
        ("FAN-01-A", "start", "3.9"),
        ("DAMPER-RELIEF-Z3", "open", late_damper),
        ("PRESSURE-SENSOR-L8", "reach_setpoint", "17.2"),
    )
    return tuple(ObservedEffect(c, a, Decimal(s)) for c, a, s in seen)


@pytest.mark.parametrize(("delay", "compliant"), [("7", True), ("7.1", False), ("3", True), ("2.9", False)])
def test_that_an_effect_on_the_edge_of_its_tolerance_passes_and_one_beyond_it_fails(
    session: Session, session_id: UUID, take: Any, delay: str, compliant: bool
) -> None:
    take(CE, observed=effects(delay))
    assert shown(session, session_id, CE).is_compliant is compliant


@pytest.mark.parametrize(
    ("observed", "seconds", "compliant"), [(True, "5", True), (True, "5.1", False), (False, None, False)]
)
def test_that_an_interface_answers_as_expected_and_in_time(
    session: Session, session_id: UUID, take: Any, observed: bool, seconds: str | None, compliant: bool
) -> None:
    take(INTERFACE, seconds, result_observed=observed)
    assert shown(session, session_id, INTERFACE).is_compliant is compliant


def test_that_the_same_result_again_is_no_change_and_another_is_refused(
    session: Session, session_id: UUID, take: Any
) -> None:
    take(PRESSURE, "44.1")
    assert take(PRESSURE, "44.1").unchanged == (PRESSURE,)
    with pytest.raises(Refused, match=r"recorded 44\.1, now 44\.2"):
        take(PRESSURE, "44.2")
    assert shown(session, session_id, PRESSURE).measured_value == Decimal("44.1")


def test_that_a_retry_after_a_failure_keeps_the_first_attempt(session: Session, session_id: UUID, take: Any) -> None:
    take(PRESSURE, status="failed", notes="The tube was blocked.")
    take(PRESSURE, "44.0")
    (attempt,) = session.scalars(select(models.InstanceAttempt)).all()
    assert (attempt.attempt, attempt.outcome, attempt.reason) == (1, "failed", "The tube was blocked.")
    test = shown(session, session_id, PRESSURE)
    assert (test.status, test.attempt, test.measured_value) == ("completed", 2, Decimal("44.0"))


def test_that_skipping_needs_a_reason_and_is_final(session: Session, session_id: UUID, take: Any) -> None:
    with pytest.raises(Refused, match="reason"):
        take(PRESSURE, status="skipped")
    take(PRESSURE, status="skipped", notes="No access to the floor.")
    with pytest.raises(Refused, match="skipped"):
        take(PRESSURE, "44.0")


def test_that_an_instrument_out_of_calibration_keeps_the_reading_raises_no_fault_and_blocks(
    session: Session, session_id: UUID, take: Any, instruments: dict[str, UUID], building_id: UUID
) -> None:
    take(PRESSURE, "18.2", instrument_id=instruments[pilot.OUT_OF_CALIBRATION])
    test = shown(session, session_id, PRESSURE)
    assert (test.is_compliant, test.fault_id) == (False, None)
    assert faults.shown_faults(session, building_id=building_id) == ()
    assert "instrument" in {b["code"] for b in testing.blockers(session, session_id) if b["identifier"] == PRESSURE}


def test_that_a_supervisor_accepts_such_a_reading_with_a_reason_and_its_fault_opens(
    session: Session,
    session_id: UUID,
    take: Any,
    instruments: dict[str, UUID],
    engineer: UUID,
    supervisor: UUID,
) -> None:
    take(PRESSURE, "18.2", instrument_id=instruments[pilot.OUT_OF_CALIBRATION])
    with pytest.raises(Refused, match="supervisor"):
        testing.accept(session, session_id, PRESSURE, "Checked against a second manometer.", by=engineer)
    with pytest.raises(Invalid, match="reason"):
        testing.accept(session, session_id, PRESSURE, "  ", by=supervisor)
    fault_id = testing.accept(session, session_id, PRESSURE, "Checked against a second manometer.", by=supervisor)
    assert fault_id is not None
    blocked = {b["code"] for b in testing.blockers(session, session_id) if b["identifier"] == PRESSURE}
    assert "instrument" not in blocked


def test_that_results_are_taken_all_or_none(session: Session, session_id: UUID, engineer: UUID) -> None:
    good = testing.Result(PRESSURE, value=Decimal("44"), measured_at=AT)
    bad = testing.Result(FORCE, measured_at=AT)
    with pytest.raises(Invalid, match="1 of 2 results"), session.begin_nested():
        testing.record(session, session_id, [good, bad], by=engineer, at=NOW)
    session.expire_all()
    assert shown(session, session_id, PRESSURE).status == "pending"


def finish(
    session: Session, session_id: UUID, engineer: UUID, tmp_path: Path, besides: tuple[str, ...] = (PRESSURE,)
) -> None:
    """Skip everything besides what is read already and one pressure, which is read and proven."""
    (tmp_path / "display.jpg").write_bytes(b"\xff\xd8\xff\xe0 a manometer")
    file = testing.EvidenceFile(EvidenceFolder(tmp_path / "store").add(tmp_path / "display.jpg"), "display.jpg", AT)
    manometer = session.scalars(select(models.Instrument.id).where(models.Instrument.serial_number == "SN-12345")).one()
    results = [
        testing.Result(test.identifier, status="skipped", notes="Not this time.", measured_at=AT)
        for test in testing.show(session, session_id).tests
        if test.identifier not in besides
    ]
    read = testing.Result(
        PRESSURE, value=Decimal("44.1"), measured_at=AT, instrument_id=manometer, evidence=(file, file)
    )
    testing.record(session, session_id, [*results, read], by=engineer, at=NOW)


def test_that_submitting_an_unfinished_session_lists_what_is_missing(
    session: Session, session_id: UUID, take: Any, engineer: UUID
) -> None:
    take(PRESSURE, "44.1")
    with pytest.raises(Refused, match="keep this session from being submitted") as problem:
        testing.submit(session, session_id, by=engineer)
    assert len(problem.value.details) > 177


def test_that_four_eyes_approve_and_the_record_is_frozen(
    session: Session, session_id: UUID, engineer: UUID, supervisor: UUID, tmp_path: Path
) -> None:
    finish(session, session_id, engineer, tmp_path)
    testing.submit(session, session_id, by=engineer)
    with pytest.raises(Refused, match="supervisor"):
        testing.approve(session, session_id, by=engineer)
    digest = testing.approve(session, session_id, by=supervisor)
    summary = testing.show(session, session_id).summary
    assert (summary.status, len(digest)) == ("approved", 64)
    for statement in (
        "UPDATE test_instances SET measured_value_numeric = 50 WHERE session_id = :id AND status = 'completed'",
        "DELETE FROM test_instances WHERE session_id = :id",
        "UPDATE test_sessions SET status = 'draft' WHERE id = :id",
    ):
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text(statement), {"id": session_id})


def test_that_a_supervisor_who_recorded_does_not_approve_while_others_could(
    session: Session, session_id: UUID, engineer: UUID, supervisor: UUID, tmp_path: Path
) -> None:
    finish(session, session_id, supervisor, tmp_path)
    testing.submit(session, session_id, by=engineer)
    with pytest.raises(Refused, match="somebody else"):
        testing.approve(session, session_id, by=supervisor)


def test_that_the_only_active_person_may_review_their_own_work_and_it_is_noted(
    session: Session, session_id: UUID, engineer: UUID, supervisor: UUID, tmp_path: Path
) -> None:
    finish(session, session_id, supervisor, tmp_path)
    testing.submit(session, session_id, by=supervisor)
    session.get_one(models.User, engineer).active = False
    session.flush()
    assert people.only_one_active(session)
    testing.approve(session, session_id, by=supervisor)
    assert session.get_one(models.TestSession, session_id).self_reviewed


def test_that_a_returned_session_takes_a_retest_and_can_be_submitted_again(
    session: Session, session_id: UUID, engineer: UUID, supervisor: UUID, tmp_path: Path
) -> None:
    finish(session, session_id, engineer, tmp_path)
    testing.submit(session, session_id, by=engineer)
    testing.return_to_tester(session, session_id, "Read Level-8 once more.", by=supervisor)
    assert testing.retest(session, session_id, PRESSURE, by=engineer) == f"{PRESSURE}_R2"
    with pytest.raises(Refused, match="still to be done"):
        testing.retest(session, session_id, PRESSURE, by=engineer)
    again = testing.Result(f"{PRESSURE}_R2", status="skipped", notes="Fan under repair.", measured_at=AT)
    testing.record(session, session_id, [again], by=engineer, at=NOW)
    assert testing.retest(session, session_id, PRESSURE, by=engineer) == f"{PRESSURE}_R3"


def test_that_an_amendment_stands_beside_the_recorded_result(
    session: Session, session_id: UUID, take: Any, engineer: UUID
) -> None:
    take(PRESSURE, "44.1")
    amendment = testing.amend(
        session, session_id, PRESSURE, testing.Correction(Decimal("14.4")), "Digits swapped.", by=engineer
    )
    assert amendment["is_compliant"] is False
    test = shown(session, session_id, PRESSURE)
    assert (test.measured_value, test.is_compliant) == (Decimal("44.1"), True)


def test_that_validating_again_gives_the_same_verdicts(session: Session, session_id: UUID, take: Any) -> None:
    take(PRESSURE, "19.9996")
    take(
        VELOCITY,
        points=tuple(Decimal(p) for p in ["1.2", "1.3", "1.1", "1.15", "1.25", "1.18", "1.08", "1.12", "1.05"]),
    )
    take(CE, observed=effects("8.4"))
    take(INTERFACE, "4", result_observed=True)
    checks = testing.validate_session(session, session_id)
    assert len(checks) == 4
    assert all(check.same for check in checks)


def test_that_a_waiver_lets_mandatory_evidence_be_missing(
    session: Session, session_id: UUID, take: Any, supervisor: UUID
) -> None:
    take(PRESSURE, "44.1")
    before = [b for b in testing.blockers(session, session_id) if b["identifier"] == PRESSURE]
    assert {b["code"] for b in before} == {"evidence"}
    for prompt in range(len(before)):
        testing.waive(session, session_id, PRESSURE, prompt, "The camera broke.", by=supervisor)
    assert not [b for b in testing.blockers(session, session_id) if b["identifier"] == PRESSURE]


def test_that_what_is_settled_at_once_stands_alone_for_each(
    session: Session,
    session_id: UUID,
    take: Any,
    instruments: dict[str, UUID],
    engineer: UUID,
    supervisor: UUID,
    building_id: UUID,
) -> None:
    take(PRESSURE, "18.2", instrument_id=instruments[pilot.OUT_OF_CALIBRATION])
    take(FORCE, "80")
    before = testing.blockers(session, session_id)
    missing = [b for b in before if b["identifier"] in (PRESSURE, FORCE) and b["code"] == "evidence"]
    with pytest.raises(Refused, match="supervisor"):
        testing.settle(session, session_id, "The camera broke.", by=engineer)
    with pytest.raises(Invalid, match="reason"):
        testing.settle(session, session_id, "  ", by=supervisor)
    assert testing.blockers(session, session_id) == before

    settled = testing.settle(session, session_id, "The camera broke; checked against another.", by=supervisor)
    assert (settled.accepted, settled.waived) == (1, len(missing))
    waivers = session.scalars(select(models.EvidenceWaiver)).all()
    assert len(waivers) == len(missing)
    assert {(one.reason, one.waived_by) for one in waivers} == {
        ("The camera broke; checked against another.", supervisor)
    }
    assert len({(one.instance_id, one.prompt_index) for one in waivers}) == len(missing)
    assert [fault.number for fault in faults.shown_faults(session, building_id=building_id)] != []  # 18.2 Pa counts now
    after = testing.blockers(session, session_id)
    assert {b["identifier"] for b in after} == {b["identifier"] for b in before} - {PRESSURE, FORCE}
    assert shown(session, session_id, VELOCITY).status == "pending"  # what was not carried out stays so
    with pytest.raises(Refused, match="no evidence is missing"):
        testing.settle(session, session_id, "Once more.", by=supervisor)


def test_that_what_happens_after_approval_makes_a_new_revision_of_the_report(
    session: Session, session_id: UUID, take: Any, engineer: UUID, supervisor: UUID, building_id: UUID, tmp_path: Path
) -> None:
    take(FORCE, "118.5")
    for prompt in range(len([b for b in testing.blockers(session, session_id) if b["identifier"] == FORCE])):
        testing.waive(session, session_id, FORCE, prompt, "The camera broke.", by=supervisor)
    finish(session, session_id, engineer, tmp_path, besides=(PRESSURE, FORCE))
    testing.submit(session, session_id, by=engineer)
    digest = testing.approve(session, session_id, by=supervisor)
    visit = session.get_one(models.TestSession, session_id)
    assert visit.report_revision == 1
    (fault,) = faults.shown_faults(session, building_id=building_id)
    faults.confirm(session, fault.id, by=supervisor, reason="A person cannot open this door.")
    session.refresh(visit)
    assert (visit.report_revision, visit.content_sha256) == (2, digest)
    testing.amend(session, session_id, PRESSURE, testing.Correction(Decimal("41.4")), "Digits swapped.", by=supervisor)
    session.refresh(visit)
    assert (visit.report_revision, visit.content_sha256) == (3, digest)
