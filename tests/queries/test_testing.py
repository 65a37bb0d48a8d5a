"""Templates, sessions, progress, evidence and faults."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from firemode_desktop.domain.words import Frequency, InstanceStatus
from firemode_desktop.models import EvidenceRecord, Fault
from firemode_desktop.queries import testing

from .conftest import Town

NOON = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def test_that_current_templates_come_in_walking_order(town: Town) -> None:
    for name, order in (("C", 3), ("A", 1), ("B", 2)):
        town.template(name, order)
    town.template("OLD", 4, retired_at=NOON)
    town.template("OTHER", 5, frequency="monthly")
    elsewhere = town.template("ELSEWHERE", 6, **town.place("Stair-10"))
    found = testing.templates_for_building(town.session, town.building.id, Frequency.ANNUAL)
    assert [row.scoped_identifier for row in found] == ["A", "B", "C", "ELSEWHERE"]
    assert testing.count_templates(town.session, town.building.id, "annual") == 4
    assert testing.count_templates_for_stair(town.session, elsewhere.stair_id, "annual") == 1
    assert testing.count_templates_for_stair(town.session, town.stairs["Stair-2"].stair_id, "annual") == 3
    assert testing.count_templates(town.session, town.building.id, "six_monthly") == 0


def test_that_sessions_are_listed_the_latest_first(town: Town) -> None:
    town.visit("old", date(2025, 3, 2))
    town.visit("new", date(2026, 3, 2))
    found = testing.sessions_for_building(town.session, town.building.id)
    assert [row.session_name for row in found] == ["new", "old"]


def test_that_tests_are_listed_in_walking_order_and_by_status(town: Town) -> None:
    visit = town.visit()
    town.test(visit, "B", 2, status="skipped", status_reason="locked")
    town.test(visit, "A", 1)
    first = testing.instances_for_session(town.session, visit.id)
    assert [row.scoped_identifier for row in first] == ["A", "B"]
    skipped = testing.instances_for_session(town.session, visit.id, InstanceStatus.SKIPPED)
    assert [row.scoped_identifier for row in skipped] == ["B"]


def test_that_a_test_is_found_by_what_was_typed(town: Town) -> None:
    visit = town.visit()
    test = town.test(visit, "NOISE_STAIR-2")
    assert testing.instance_by_identifier(town.session, visit.id, " noise_stair-2 ") is test
    assert testing.instance_by_identifier(town.session, visit.id, "NOISE_STAIR-3") is None
    assert testing.instance_by_identifier(town.session, uuid4(), "NOISE_STAIR-2") is None


def test_that_progress_counts_every_status(town: Town) -> None:
    visit = town.visit()
    assert testing.completion_percentage(town.session, visit.id) == 0
    for number, status in enumerate(("pending", "pending", "completed", "skipped", "failed", "in_progress"), start=1):
        done = {"completed_at": NOON, "is_compliant": True} if status == "completed" else {}
        town.test(visit, f"T{number}", number, status=status, **done)
    assert testing.progress(town.session, visit.id) == {
        InstanceStatus.PENDING: 2,
        InstanceStatus.IN_PROGRESS: 1,
        InstanceStatus.COMPLETED: 1,
        InstanceStatus.SKIPPED: 1,
        InstanceStatus.FAILED: 1,
    }
    assert testing.pending_count(town.session, visit.id) == 2
    assert testing.completion_percentage(town.session, visit.id) == Decimal("16.7")


def test_that_retests_are_found_from_their_original(town: Town) -> None:
    visit = town.visit()
    first = town.test(visit, "X", status="completed", completed_at=NOON, is_compliant=False)
    second = town.add(first.retest(2))
    assert testing.retests(town.session, first.instance_id) == [second]
    assert testing.retests(town.session, second.instance_id) == []


def evidence(town: Town, test: Any, minute: int, **values: Any) -> EvidenceRecord:
    return town.add(
        EvidenceRecord(
            building_id=town.building.id,
            instance_id=test.instance_id,
            session_id=test.session_id,
            evidence_type="photo",
            captured_at=NOON.replace(minute=minute),
            **values,
        )
    )


def test_that_evidence_comes_as_it_was_captured_and_waits_to_be_stored(town: Town) -> None:
    visit = town.visit()
    test, other = town.test(visit, "X", 1), town.test(visit, "Y", 2)
    late, early = evidence(town, test, 5), evidence(town, test, 1, uploaded_at=NOON)
    evidence(town, other, 3)
    assert testing.evidence_for_instance(town.session, test.instance_id) == [early, late]
    assert testing.unsynced_count(town.session, visit.id) == 2
    assert testing.unsynced_count(town.session, uuid4()) == 0


def test_that_faults_are_found_by_session_building_and_test(town: Town) -> None:
    visit = town.visit()
    test, other = town.test(visit, "X", 1), town.test(visit, "Y", 2)
    own = {"building_id": town.building.id, "severity": "high", "description": "low pressure"}
    old = town.add(Fault(**own, instance_id=test.instance_id, test_session_id=visit.id, status="resolved"))
    new = town.add(Fault(**own, instance_id=test.instance_id, test_session_id=visit.id, status="deferred"))
    seen = town.add(Fault(**own))
    assert testing.faults_for_session(town.session, visit.id) == [old, new]
    assert testing.open_faults(town.session, town.building.id) == [new, seen]
    assert testing.open_fault_of(town.session, test.instance_id) is new
    assert testing.open_fault_of(town.session, other.instance_id) is None
