"""The page a supervisor decides from: what is in the way, what the report will say, what asks for a second look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from firemode_desktop.domain.compliance import Outcome
from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.sequence import parse
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.models import Instrument, TestInstance
from firemode_desktop.services import faults, generating, people, testing
from firemode_desktop.services.testing import Result
from firemode_desktop.services.testing.review_lines import Group
from firemode_desktop.services.testing.reviewing import Review, review
from tests.services.conftest import NOW, Piloted

DAY = NOW.date()
L8 = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
SERIALS = {"manometer": "SN-12345", "anemometer": "AN-07", "force_gauge": "FG-21"}
PASSING = {"pressure_differential": "45", "door_opening_force": "80"}
Fill = Callable[..., None]


@pytest.fixture
def session_id(six_monthly: Piloted) -> UUID:
    """A six-monthly session: pressures, forces, sequences and interfaces."""
    return six_monthly.session_id


@pytest.fixture
def fill(session: Session, session_id: UUID, engineer: UUID) -> Fill:
    """Record every test that is still to do; ``values`` by identifier, all others pass well inside their limits."""
    tools = {str(row.serial_number): row.id for row in session.scalars(select(Instrument))}

    def result(one: TestInstance, value: str | None, evidence: bool) -> Result:
        given: dict[str, Any] = {"instrument_id": tools.get(SERIALS.get(one.required_instrument_type or "", ""))}
        if one.expected_sequence:
            steps = parse(one.expected_sequence)
            given["observed"] = tuple(
                ObservedEffect(s.component_id, s.expected_action, s.expected_delay_seconds, s.step_order) for s in steps
            )
        elif one.measurement_type == "interface_test":
            given |= {"result_observed": True, "value": Decimal(1) if one.response_time_s else None}
        else:
            given["value"] = Decimal(value or PASSING[one.measurement_type])
        return Result(one.scoped_identifier, **given)

    def record(values: dict[str, str] | None = None, by: UUID = engineer, only: str = "") -> None:
        todo = select(TestInstance).where(
            TestInstance.session_id == session_id,
            TestInstance.status == "pending",
            TestInstance.scoped_identifier.startswith(only),
        )
        results = [result(one, (values or {}).get(one.scoped_identifier), True) for one in session.scalars(todo)]
        testing.record(session, session_id, results, by=by, at=NOW)

    return record


@pytest.fixture
def waived(session: Session, session_id: UUID, supervisor: UUID) -> Callable[[], None]:
    """Let all mandatory evidence be missing."""

    def waive() -> None:
        for one in session.scalars(select(TestInstance).where(TestInstance.session_id == session_id)):
            for index, prompt in enumerate(one.evidence_prompts or []):
                if prompt.get("mandatory"):
                    testing.waive(session, session_id, one.scoped_identifier, index, "no camera", by=supervisor)

    return waive


def group(found: Review, key: str) -> Group:
    return next(one for one in (*found.in_the_way, *found.looks) if one.key == key)


def test_that_a_session_nobody_has_begun_shows_nothing_and_says_what_is_left(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    found = review(session, session_id, engineer)
    assert found.outcome is Outcome.NOT_DEMONSTRATED
    assert [(stair.stair, stair.outcome) for stair in found.stairs] == [
        ("Stair-A", Outcome.NOT_DEMONSTRATED),
        ("Stair-B", Outcome.NOT_DEMONSTRATED),
    ]
    assert (found.stopped, len(group(found, "pending").lines), len(found.not_shown)) == (74, 74, 74)
    assert group(found, "pending").lines[0].identifier
    assert (found.may_submit, found.may_review) == (False, False), "a draft has nothing to hand in"
    assert group(found, "pending").lines[0].words == "Stair-A, Ground, all doors closed · pressure differential"


def test_that_every_cause_that_keeps_it_from_being_handed_in_is_a_group(
    session: Session, session_id: UUID, engineer: UUID, fill: Fill
) -> None:
    fill(only="FORCE_STAIR-A")
    skipped = Result("FORCE_STAIR-B_L3_D-LEVEL-3-STAIR-B_ACTIVE", status="skipped", notes="locked")
    without = Result(L8, value=Decimal(45))
    testing.record(session, session_id, [skipped, without], by=engineer, at=NOW)
    found = review(session, session_id, engineer)
    assert {one.key for one in found.in_the_way} >= {"pending", "instrument"}
    assert [line.identifier for line in group(found, "instrument").lines] == [L8]
    assert any("locked" in line.about for line in found.not_shown)


def test_that_a_failing_reading_stands_with_its_fault_and_whether_its_class_was_decided(
    session: Session, session_id: UUID, engineer: UUID, supervisor: UUID, fill: Fill
) -> None:
    fill({L8: "18.2"})
    found = review(session, session_id, supervisor)
    (line,) = found.not_compliant
    assert line.words == "Stair-A, Level-8, all doors closed: 18.2 Pa (20 to 80 Pa)"
    assert line.about.endswith("class 1A, not confirmed yet · open")
    assert len(group(found, "classes").lines) == 1
    (fault,) = faults.shown_faults(session, session_id=session_id)
    faults.confirm(session, fault.id, by=supervisor, reason="It cannot hold smoke back.", makes_inoperable=True)
    again = review(session, session_id, supervisor)
    assert again.not_compliant[0].about.endswith("class 1A · open")
    assert "classes" not in {one.key for one in again.looks}


def test_that_readings_that_do_not_fit_each_other_are_pointed_out(
    session: Session, session_id: UUID, engineer: UUID, fill: Fill
) -> None:
    fill({L8: "31"})
    assert any(
        "Level-8 reads 31 Pa" in line.words for line in group(review(session, session_id, engineer), "physics").lines
    )


@pytest.mark.parametrize(("pa", "near"), [("20", True), ("22", True), ("22.1", False)])
def test_that_readings_near_a_limit_are_listed(
    session: Session, session_id: UUID, engineer: UUID, fill: Fill, pa: str, near: bool
) -> None:
    fill({L8: pa})
    lines = [line for one in review(session, session_id, engineer).looks if one.key == "near" for line in one.lines]
    assert (L8 in {line.identifier for line in lines}) is near


def test_that_whoever_recorded_is_told_why_somebody_else_has_to_approve(
    session: Session, session_id: UUID, engineer: UUID, supervisor: UUID, fill: Fill, waived: Callable[[], None]
) -> None:
    other = people.add_user(session, "second", "Second Supervisor", "supervisor")
    fill(by=supervisor, only="PRESSURE_STAIR-A")
    fill()
    waived()
    testing.submit(session, session_id, by=engineer)
    own = review(session, session_id, supervisor)
    assert (own.may_review, own.why_not) == (
        False,
        "You recorded 15 readings of this session; somebody else has to approve it.",
    )
    with pytest.raises(Refused, match="somebody else has to approve it"):
        testing.approve(session, session_id, by=supervisor)
    assert review(session, session_id, engineer).why_not == "A supervisor reviews it."
    theirs = review(session, session_id, other)
    assert (theirs.may_review, theirs.why_not) == (True, "")
    testing.approve(session, session_id, by=other, note="seen")
    done = review(session, session_id, other)
    assert (done.status, done.may_review, len(done.content_sha256 or "")) == (SessionStatus.APPROVED, False, 64)
    deeds = {(step.deed, step.note) for step in done.history}
    assert deeds == {("created", None), ("submitted", None), ("approved", "seen")}, "all at one moment, in a test"


def test_that_the_only_person_may_review_their_own_readings_and_is_told_so(
    session: Session, session_id: UUID, supervisor: UUID, fill: Fill, waived: Callable[[], None]
) -> None:
    fill(by=supervisor)
    waived()
    testing.submit(session, session_id, by=supervisor)
    session.execute(text("UPDATE users SET active = (id = :me)"), {"me": supervisor})
    session.expire_all()
    found = review(session, session_id, supervisor)
    assert (found.may_review, found.self_review) == (True, True)


def test_that_a_returned_session_keeps_both_rounds(
    session: Session, session_id: UUID, engineer: UUID, supervisor: UUID, fill: Fill, waived: Callable[[], None]
) -> None:
    fill()
    waived()
    testing.submit(session, session_id, by=engineer)
    testing.return_to_tester(session, session_id, "Measure Level-8 again.", by=supervisor)
    found = review(session, session_id, engineer)
    assert (found.status, found.may_submit) == (SessionStatus.RETURNED, True)
    testing.submit(session, session_id, by=engineer)
    deeds = Counter((step.deed, step.note) for step in review(session, session_id, engineer).history)
    assert deeds == Counter(
        [
            ("created", None),
            ("submitted", None),
            ("returned", "Measure Level-8 again."),
            ("submitted", None),
        ]
    )
    waivers = group(found, "waived").lines
    assert waivers
    assert "Supervisor One: no camera" in waivers[0].about


def test_that_the_number_of_statements_does_not_grow_with_the_tests(
    session: Session, session_id: UUID, building_id: UUID, engineer: UUID, fill: Fill
) -> None:
    generating.generate(session, building_id, "monthly", today=DAY, at=NOW)
    small = testing.create_session(session, building_id, "monthly", scheduled_for=DAY, by=engineer)
    fill()
    counts = []
    for each in (small, session_id):
        said: list[str] = []
        session.expire_all()

        def note(_c: Any, _cursor: Any, statement: str, *_: Any, said: list[str] = said) -> None:
            said.append(statement)

        event.listen(session.get_bind(), "before_cursor_execute", note)
        review(session, each, engineer)
        event.remove(session.get_bind(), "before_cursor_execute", note)
        counts.append(len(said))
    # A session with floors, doors and doorways asks for the names of each; no test asks for itself.
    assert counts[1] <= counts[0] + 5, counts
