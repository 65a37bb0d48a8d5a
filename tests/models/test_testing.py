"""The life of a test in a session, move by move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.models import EvidenceRecord, EvidenceWaiver, InstanceAttempt, TestInstance, TestSession

from .conftest import Site

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MOVES = {
    "pending": {"in_progress", "skipped"},
    "in_progress": {"completed", "failed", "skipped"},
    "completed": set(),
    "skipped": set(),
    "failed": {"pending"},
}
"""The state machine of the customer's document."""


def test_with(status: str) -> TestInstance:
    return TestInstance(
        instance_id=uuid4(), building_id=uuid4(), status=status, completed_at=NOON, scoped_identifier="X", attempt=1
    )


test_with.__test__ = False  # type: ignore[attr-defined]  # a maker, not a test


def move(test: TestInstance, to: str) -> None:
    {
        "in_progress": lambda: test.start(NOON),
        "completed": lambda: test.complete(NOON, Decimal("43.2"), True),
        "skipped": lambda: test.skip("door locked"),
        "failed": lambda: test.fail("manometer broken", NOON),
        "pending": lambda: test.retry(),
    }[to]()


@pytest.mark.parametrize("to", MOVES)
@pytest.mark.parametrize("before", MOVES)
def test_that_every_move_of_the_state_machine_is_made_and_every_other_writes_nothing(before: str, to: str) -> None:
    test = test_with(before)
    if to in MOVES[before]:
        move(test, to)
        assert test.status == to
        return
    as_it_was = {name: value for name, value in vars(test).items() if name != "_sa_instance_state"}
    with pytest.raises(Refused):
        move(test, to)
    assert {name: value for name, value in vars(test).items() if name != "_sa_instance_state"} == as_it_was


@pytest.mark.parametrize("to", MOVES)
@pytest.mark.parametrize("before", MOVES)
def test_that_a_status_set_by_hand_obeys_the_same_machine(before: str, to: str) -> None:
    test = test_with(before)
    if to == before or to in MOVES[before]:
        test.status = to
        assert test.status == to
    else:
        with pytest.raises(Refused):
            test.status = to
        assert test.status == before


def test_that_a_status_outside_the_vocabulary_is_refused() -> None:
    with pytest.raises(Invalid, match="Status must be one of pending"):
        TestInstance(status="done")


def test_that_a_result_is_kept_whole() -> None:
    test = test_with("pending")
    test.start(NOON)
    test.complete(
        NOON + timedelta(minutes=2),
        "19.9996",
        False,
        {"checks": []},
        verdict="fail",
        deviation_pct=Decimal("-54.75"),
    )
    assert test.measured_value_numeric == Decimal("19.9996")
    assert test.is_compliant is False
    assert test.verdict == "fail"
    assert test.deviation_from_baseline_pct == Decimal("-54.75")
    assert test.validation_result == {"checks": []}
    assert test.completed_at == NOON + timedelta(minutes=2)
    assert test.get_duration_seconds() == 120


def test_that_a_test_without_any_result_is_not_completed() -> None:
    test = test_with("in_progress")
    with pytest.raises(Invalid, match="completed by its result"):
        test.complete(NOON, None, None)
    test.complete(NOON, None, None, measured_text="[]")
    assert test.status == "completed"


def test_that_where_no_rule_is_in_force_a_reading_is_neither_compliant_nor_not() -> None:
    test = test_with("in_progress")
    test.complete(NOON, 12, None, verdict="not_checked")
    assert test.is_compliant is None
    assert test.measured_value_numeric == 12


def test_that_a_number_that_is_none_completes_nothing() -> None:
    test = test_with("in_progress")
    with pytest.raises(Invalid):
        test.complete(NOON, float("nan"), False)
    assert test.status == "in_progress"
    assert test.measured_value_numeric is None


def test_that_nothing_is_completed_before_it_was_started() -> None:
    test = TestInstance(status="pending", attempt=1)
    test.start(NOON)
    with pytest.raises(Invalid, match="before it was started"):
        test.complete(NOON - timedelta(seconds=1), 45, True)
    assert test.status == "in_progress"
    test.complete(NOON, 45, True)
    assert test.get_duration_seconds() == 0


@pytest.mark.parametrize("model", [TestInstance, TestSession])
def test_that_times_given_in_any_order_must_follow_each_other(model: type[Any]) -> None:
    with pytest.raises(Invalid, match="before it was started"):
        model(completed_at=NOON, started_at=NOON + timedelta(seconds=1))
    with pytest.raises(Invalid, match="before it was started"):
        model(started_at=NOON, completed_at=NOON - timedelta(seconds=1))
    assert model(completed_at=NOON, started_at=NOON).started_at == NOON


def test_that_a_completed_row_carries_its_time() -> None:
    with pytest.raises(Invalid, match="needs the time when it was completed"):
        TestInstance(status="completed")


@pytest.mark.parametrize("reason", ["", "   "])
def test_that_skipping_and_failing_need_a_reason(reason: str) -> None:
    test = test_with("in_progress")
    with pytest.raises(Refused, match="reason"):
        test.skip(reason)
    with pytest.raises(Refused, match="reason"):
        test.fail(reason)
    assert test.status == "in_progress"


def test_that_the_reason_stands_beside_the_status_and_in_the_notes() -> None:
    test = test_with("pending")
    test.notes = "Lift out of order."
    test.skip(" door locked ")
    assert test.status_reason == "door locked"
    assert test.notes == "Lift out of order.\nSkipped: door locked"
    assert test.measured_value_numeric is None


def test_that_a_retry_keeps_the_attempt_that_failed(site: Site) -> None:
    visit = site.visit()
    test = site.add(site.test(visit, "X", technician_id=site.user.id))
    test.start(NOON)
    test.fail("manometer broken", NOON + timedelta(minutes=1))
    site.session.flush()
    kept = test.retry()
    site.add(kept)
    assert (test.status, test.attempt, test.started_at, test.completed_at, test.status_reason) == (
        "pending",
        2,
        None,
        None,
        None,
    )
    first = site.session.scalars(select(InstanceAttempt)).one()
    assert (first.attempt, first.outcome, first.reason) == (1, "failed", "manometer broken")
    assert (first.started_at, first.ended_at) == (NOON, NOON + timedelta(minutes=1))
    assert first.technician_id == site.user.id
    assert first.recorded_at is not None
    assert "manometer broken" in (test.notes or "")


def test_that_the_server_says_when_a_result_was_recorded(site: Site) -> None:
    test = site.add(site.test(site.visit(), "X"))
    assert test.recorded_at is None
    test.start(NOON)
    test.complete(NOON, 45, True)
    site.session.flush()
    assert test.recorded_at is not None
    assert test.recorded_at.year > 2000
    done = site.add(
        site.test(site.visit(session_name="other"), "Y", status="completed", completed_at=NOON, is_compliant=True)
    )
    assert done.recorded_at is not None


def test_that_a_retest_is_another_test_of_the_same(site: Site) -> None:
    visit = site.visit()
    first = site.add(site.test(visit, "PRESSURE_STAIR-A_GF_ALL-CLOSED", min_threshold=20, max_threshold=80))
    first.start(NOON)
    first.complete(NOON, 18, False)
    site.session.flush()
    second = site.add(first.retest(2))
    assert second.scoped_identifier == "PRESSURE_STAIR-A_GF_ALL-CLOSED_R2"
    assert second.retest_of == first.instance_id
    assert (second.status, second.measured_value_numeric, second.min_threshold) == ("pending", None, 20)
    assert second.floor_id == first.floor_id
    assert second.retest(3).scoped_identifier == "PRESSURE_STAIR-A_GF_ALL-CLOSED_R3"


def test_that_a_result_may_be_left_out_of_what_is_shown() -> None:
    test = test_with("in_progress")
    test.complete(NOON, 45, True)
    assert test.to_dict()["measured_value_numeric"] == 45
    hidden = test.to_dict(include_results=False)
    assert "measured_value_numeric" not in hidden
    assert "verdict" not in hidden
    assert hidden["status"] == "completed"
    assert "safety_warnings" not in hidden
    assert "safety_warnings" in test.to_dict(include_ux=True)


def test_that_what_is_missing_is_listed_until_it_is_there_or_waived(site: Site) -> None:
    visit = site.visit()
    prompts = [
        {"type": "photo", "description": "Manometer display", "mandatory": True},
        {"type": "photo", "description": "Floor sign", "mandatory": True},
        {"type": "video", "description": "Door swinging", "mandatory": False},
    ]
    key = site.add(site.test(visit, "X", evidence_prompts=prompts)).instance_id
    assert again(site, key).validate_before_completion() == (
        "No result was recorded.",
        "Evidence is missing: Manometer display.",
        "Evidence is missing: Floor sign.",
    )
    site.add(
        EvidenceRecord(
            building_id=site.building.id,
            instance_id=key,
            session_id=visit.id,
            prompt_index=0,
            evidence_type="photo",
            captured_at=NOON,
        )
    )
    site.add(EvidenceWaiver(building_id=site.building.id, instance_id=key, prompt_index=1, reason="Sign was removed"))
    test = again(site, key)
    assert test.validate_before_completion() == ("No result was recorded.",)
    test.start(NOON)
    test.complete(NOON, 45, True)
    assert test.validate_before_completion() == ()


def again(site: Site, key: Any) -> TestInstance:
    """The test as it is in the database, with its evidence and waivers."""
    site.session.flush()
    site.session.expunge_all()
    query = select(TestInstance).where(TestInstance.instance_id == key)
    return site.session.scalars(
        query.options(selectinload(TestInstance.evidence_records), selectinload(TestInstance.waivers))
    ).one()


def test_that_a_session_takes_results_until_it_is_submitted() -> None:
    takes = {status: TestSession(status=status).takes_results() for status in ("draft", "in_progress", "returned")}
    assert all(takes.values())
    assert not any(TestSession(status=s).takes_results() for s in ("submitted", "approved", "cancelled"))


def test_that_the_seal_of_a_session_is_a_sha_256() -> None:
    assert TestSession(content_sha256="ab" * 32).content_sha256 == "ab" * 32
    with pytest.raises(Invalid, match="64"):
        TestSession(audit_head="xyz")


def test_that_a_waiver_and_an_amendment_need_their_reason() -> None:
    from firemode_desktop.models import ResultAmendment

    for model in (EvidenceWaiver, ResultAmendment):
        with pytest.raises(Invalid, match="Reason is needed"):
            model(reason="  ", instance_id=uuid4())
