"""The life of a fault: each deed on record, the class decided by a person, due by law or by a person's word."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Conflict, Invalid, Missing, Refused
from firemode_desktop.domain.words import FaultDeed, FaultStatus
from firemode_desktop.services import faults, people, testing
from firemode_desktop.services.testing import running
from tests.services.conftest import NOW, Piloted

PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
FOUND = faults.FoundFault("high", "The stair door is wedged open.", "1B", "Take the wedge away")


@pytest.fixture
def viewer(session: Session) -> UUID:
    """Somebody who only reads."""
    return people.add_user(session, "viewer", "Viewer One", "viewer")


@pytest.fixture
def fault_id(session: Session, building_id: UUID, engineer: UUID) -> UUID:
    """A fault that was found otherwise than by a test."""
    return faults.add(session, building_id, FOUND, by=engineer, at=NOW)


@pytest.fixture
def session_id(session: Session, six_monthly: Piloted, engineer: UUID) -> UUID:
    """A six-monthly session in which a pressure of 18.2 Pa was read."""
    _read(session, six_monthly.session_id, PRESSURE, "18.2", engineer)
    return six_monthly.session_id


def _read(session: Session, session_id: UUID, identifier: str, value: str, by: UUID) -> None:
    testing.record(session, session_id, [testing.Result(identifier, value=Decimal(value))], by=by, at=NOW)


def _only(session: Session) -> faults.ShownFault:
    (fault,) = faults.shown_faults(session)
    return fault


def _heads(session: Session, fault_id: UUID) -> list[str]:
    return [step.head for step in faults.history(session, fault_id)]


def _move_to(session: Session, building_id: UUID, state: str) -> None:
    session.execute(update(models.Building).where(models.Building.id == building_id).values(state=state))
    session.expire_all()


# The history.


def test_that_every_deed_is_kept_in_the_order_it_was_done(
    session: Session, fault_id: UUID, engineer: UUID, supervisor: UUID
) -> None:
    faults.confirm(session, fault_id, by=engineer, reason="A door stands open.", makes_inoperable=False)
    faults.start(session, fault_id, by=engineer)
    faults.defer(
        session,
        fault_id,
        "The closer is ordered.",
        by=engineer,
        due_date=date(2026, 6, 1),
        interim="A guard is posted.",
    )
    faults.reopen(session, fault_id, "It came early.", by=engineer)
    faults.remark(session, fault_id, "The tenant was told.", by=engineer)
    faults.notified(session, [fault_id], to="the owner", on=date(2026, 5, 4), by=engineer, at=NOW)
    faults.resolve(session, fault_id, "New closer.", by=supervisor)
    steps = faults.history(session, fault_id)
    assert [step.deed.value for step in steps] == [
        *("detected", "confirmed", "started", "deferred", "reopened", "remarked", "notified", "resolved"),
    ]
    assert [step.note for step in steps][1:6] == [
        *("A door stands open.", None, "The closer is ordered.", "It came early.", "The tenant was told."),
    ]
    assert [step.by for step in steps][-2:] == ["Engineer One", "Supervisor One"]
    assert steps[1].more == ("Makes the system inoperable: no.",)
    assert steps[3].more == ("Due 1 Jun 2026.", "Meanwhile: A guard is posted.")
    assert steps[6].head == "Notice sent to the owner on 4 May 2026"
    shown = _only(session)
    assert (shown.history_count, shown.interim, shown.notified) == (8, "A guard is posted.", "the owner")


def test_that_a_reading_that_fails_files_its_fault_as_found_by_whoever_recorded_it(
    session: Session, session_id: UUID
) -> None:
    fault = _only(session)
    (found,) = faults.history(session, fault.id)
    assert (found.deed, found.head, found.by) == (FaultDeed.DETECTED, "Found, proposed class 1A", "Engineer One")
    assert found.at == fault.detected_at


def test_that_a_fault_from_before_has_what_its_row_says_and_loses_none_of_it(
    session: Session, building_id: UUID, supervisor: UUID
) -> None:
    old = models.Fault(
        building_id=building_id, severity="high", defect_classification="1B", proposed_classification="1A",
        as1851_class="non_critical_defect", description="The fan hums.", status="deferred",
        detected_at=datetime(2025, 3, 1, tzinfo=UTC), class_confirmed_by=supervisor,
        class_confirmed_at=datetime(2025, 3, 2, tzinfo=UTC), class_reason="It still runs.",
        resolution_note="Parts are ordered.",
    )  # fmt: skip
    session.add(old)
    session.flush()
    before = faults.history(session, old.id)
    assert [step.head for step in before] == ["Found, proposed class 1A", "Class changed from 1A to 1B", "Deferred"]
    assert [(step.at.date().isoformat(), step.note) for step in before[:2]] == [
        ("2025-03-01", None),
        ("2025-03-02", "It still runs."),
    ]
    assert _only(session).history_count == 3
    faults.confirm(session, old.id, by=supervisor, reason="It is louder.", classification="1A")
    after = faults.history(session, old.id)
    assert after[:3] == before
    assert (after[3].head, after[3].note) == ("Class changed from 1B to 1A", "It is louder.")


def test_that_a_deed_that_is_refused_leaves_nothing_in_the_history(
    session: Session, fault_id: UUID, engineer: UUID
) -> None:
    with pytest.raises(Invalid, match="A note is needed to resolve"):
        faults.resolve(session, fault_id, "  ", by=engineer)
    session.expire_all()
    assert _heads(session, fault_id) == ["Found, proposed class 1B"]


def test_that_there_is_no_history_of_a_fault_that_does_not_exist(session: Session) -> None:
    with pytest.raises(Missing):
        faults.history(session, UUID(int=1))


# The class.


def test_that_changing_a_confirmed_class_is_a_decision_of_its_own(
    session: Session, fault_id: UUID, engineer: UUID, supervisor: UUID
) -> None:
    faults.confirm(session, fault_id, by=engineer, reason="As proposed.")
    faults.confirm(session, fault_id, by=supervisor, reason="Nobody uses it.", classification="2")
    assert _heads(session, fault_id)[1:] == ["Class 1B confirmed", "Class changed from 1B to 2"]
    shown = _only(session)
    assert (shown.class_confirmed_by, shown.class_reason) == ("Supervisor One", "Nobody uses it.")


@pytest.mark.parametrize(("inoperable", "harm"), [(True, False), (False, True), (True, None), (True, True)])
def test_that_a_class_below_what_the_answers_say_is_refused_and_changes_nothing(
    session: Session, fault_id: UUID, engineer: UUID, inoperable: bool, harm: bool | None
) -> None:
    with pytest.raises(Invalid, match="that is a critical defect, 1A, and not 1B"):
        faults.confirm(
            session, fault_id, by=engineer, reason="Small.", makes_inoperable=inoperable, likely_to_harm=harm
        )
    assert (_only(session).class_confirmed_at, _only(session).history_count) == (None, 1)


def test_that_an_answer_that_was_given_still_counts_when_the_class_is_changed_without_asking_again(
    session: Session, fault_id: UUID, engineer: UUID
) -> None:
    faults.confirm(session, fault_id, by=engineer, reason="It blocks.", classification="1A", likely_to_harm=True)
    with pytest.raises(Invalid, match="somebody is likely to be harmed"):
        faults.confirm(session, fault_id, by=engineer, reason="Not so bad.", classification="2")
    faults.confirm(session, fault_id, by=engineer, reason="No.", classification="2", likely_to_harm=False)
    assert _only(session).defect_classification == "2"


# Due.


def test_that_a_critical_defect_in_queensland_is_due_a_month_after_it_was_found_by_law(
    session: Session, building_id: UUID, fault_id: UUID, engineer: UUID
) -> None:
    _move_to(session, building_id, "QLD")
    faults.confirm(session, fault_id, by=engineer, reason="Smoke gets in.", classification="1A", likely_to_harm=True)
    assert _only(session).due_date == date(2026, 6, 4)
    decided = faults.history(session, fault_id)[-1]
    assert "Due 4 Jun 2026 (Building Fire Safety Regulation 2008 (Qld))." in decided.more


@pytest.mark.parametrize(("state", "classification"), [("NSW", "1A"), ("QLD", "1B"), ("QLD", "3")])
def test_that_no_day_is_set_where_no_law_is_on_file(
    session: Session, building_id: UUID, fault_id: UUID, engineer: UUID, state: str, classification: str
) -> None:
    _move_to(session, building_id, state)
    faults.confirm(session, fault_id, by=engineer, reason="So.", classification=classification)
    assert _only(session).due_date is None
    assert not faults.period_of(classification, state).by_law


def test_that_a_day_a_person_sets_stands_and_is_not_ascribed_to_the_law(
    session: Session, building_id: UUID, fault_id: UUID, engineer: UUID
) -> None:
    _move_to(session, building_id, "QLD")
    faults.confirm(
        session, fault_id, by=engineer, reason="So.", classification="1A", due_date=date(2026, 5, 20), seen=None
    )
    assert _only(session).due_date == date(2026, 5, 20)
    assert faults.history(session, fault_id)[-1].more == ("Due 20 May 2026.",)
    with pytest.raises(Invalid, match="It was found on 4 May 2026"):
        faults.confirm(session, fault_id, by=engineer, reason="So.", due_date=date(2026, 5, 3))


def test_that_a_fault_is_overdue_the_day_after_by_the_buildings_own_calendar(
    session: Session, building_id: UUID, fault_id: UUID, engineer: UUID
) -> None:
    faults.remark(session, fault_id, "Agreed with the owner.", by=engineer, due_date=date(2026, 5, 20))
    shown = _only(session)
    assert shown.timezone == "Australia/Sydney"
    assert not shown.overdue(datetime(2026, 5, 20, 13, 59, tzinfo=UTC))
    assert shown.overdue(datetime(2026, 5, 20, 14, 0, tzinfo=UTC))
    assert shown.age_days(datetime(2026, 5, 20, 14, 0, tzinfo=UTC)) == 17
    faults.resolve(session, fault_id, "Done.", by=engineer)
    assert not _only(session).overdue(datetime(2026, 6, 20, tzinfo=UTC))
    with pytest.raises(Refused, match="it is due no more"):
        faults.remark(session, fault_id, "Later.", by=engineer, due_date=date(2026, 7, 1))


# Who, and at the same time as whom.


def test_that_a_viewer_does_nothing_and_only_a_supervisor_voids(
    session: Session, building_id: UUID, fault_id: UUID, engineer: UUID, viewer: UUID, supervisor: UUID
) -> None:
    for deed in (
        lambda: faults.confirm(session, fault_id, by=viewer, reason="x"),
        lambda: faults.start(session, fault_id, by=viewer),
        lambda: faults.remark(session, fault_id, "x", by=viewer),
        lambda: faults.notified(session, [fault_id], to="x", on=NOW.date(), by=viewer, at=NOW),
        lambda: faults.add(session, building_id, FOUND, by=viewer, at=NOW),
        lambda: faults.void(session, fault_id, "x", by=engineer),
    ):
        with pytest.raises(Refused, match="Only a"):
            deed()
    assert _only(session).history_count == 1
    faults.void(session, fault_id, "Wrong stair.", by=supervisor)
    assert _only(session).status == FaultStatus.VOID


def test_that_a_deed_on_a_fault_that_somebody_changed_meanwhile_is_a_conflict(
    session: Session, fault_id: UUID, engineer: UUID
) -> None:
    seen = _only(session).version
    faults.start(session, fault_id, by=engineer, seen=seen)  # one transaction, so the version is still the same
    with pytest.raises(Conflict, match="Somebody else has changed F-"):
        faults.resolve(session, fault_id, "Done.", by=engineer, seen=f"{seen}0")
    assert _only(session).status == "in_progress"


# Retests.


def test_that_a_retest_is_added_where_the_fault_was_found_and_proposes_by_its_outcome(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    fault = _only(session)
    again = faults.retest(session, fault.id, by=engineer)
    assert again == f"{PRESSURE}_R2"
    waiting = _only(session).waiting_retest
    assert waiting is not None
    assert (waiting.identifier, _only(session).retest) == (again, None)
    with pytest.raises(Refused, match="is still to be done"):
        faults.retest(session, fault.id, by=engineer)
    _read(session, session_id, again, "19", engineer)
    first = next(one for one in faults.shown_faults(session) if one.id == fault.id)
    assert first.retest is None
    assert first.judged_retest is not None
    assert (first.judged_retest.is_compliant, first.judged_retest.fault_id is not None) == (False, True)
    third = faults.retest(session, fault.id, by=engineer)
    _read(session, session_id, third, "44", engineer)
    both = faults.shown_faults(session)
    assert [one.retest for one in both] == [third, third]
    assert {one.status for one in both} == {"open"}


def test_that_a_retest_is_left_to_the_next_session_when_this_one_takes_no_more_results(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    testing.cancel(session, session_id, by=engineer)
    with pytest.raises(Refused, match=f"is cancelled; test {PRESSURE} in the next session"):
        faults.retest(session, _only(session).id, by=engineer)


def test_that_what_no_test_found_cannot_be_retested(session: Session, fault_id: UUID, engineer: UUID) -> None:
    with pytest.raises(Refused, match="No test opened this fault"):
        faults.retest(session, fault_id, by=engineer)


def test_that_a_retest_leads_to_the_fault_it_is_about(session: Session, session_id: UUID, engineer: UUID) -> None:
    fault = _only(session)
    again = faults.retest(session, fault.id, by=engineer)
    _read(session, session_id, again, "44", engineer)
    links = {test.identifier: test.recorded.fault for test in running.run_sheet(session, session_id).tests}
    first, second = links[PRESSURE], links[again]
    assert first is not None
    assert second is not None
    assert (first.words, second.words) == (f"Fault {fault.name} · open", f"Retest for {fault.name} · open")
    assert first.fault_id == second.fault_id == fault.id


def test_that_a_correction_that_complies_is_told_and_resolves_nothing(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    testing.amend(session, session_id, PRESSURE, testing.Correction(Decimal("28.2")), "Digits swapped.", by=engineer)
    fault = _only(session)
    assert (fault.corrected, fault.corrected_complies) == ("28.2", True)
    assert (fault.measured_value, fault.status) == (Decimal("18.2"), "open")
    assert fault.history_count == 2
    told = faults.notice_of(session, [fault.id], by=engineer, at=NOW)
    assert "Corrected since: 28.2, which complies" in told.text


# Found otherwise.


def test_that_a_fault_found_otherwise_has_a_place_and_a_proposed_class(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    floor = session.scalars(select(models.Floor).where(models.Floor.floor_level == "Level-8")).first()
    assert floor is not None
    where = faults.FoundFault("low", " Sign missing ", "3", stair_id=floor.stair_id, floor_id=floor.floor_id)
    faults.add(session, building_id, where, by=engineer, at=NOW)
    shown = _only(session)
    assert (shown.place, shown.description, shown.as1851_class) == (
        shown.stair + " · Level-8" if shown.stair else "",
        "Sign missing",
        "non_conformance",
    )
    assert (shown.proposed_classification, shown.class_confirmed_by, shown.instance_id) == ("3", None, None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (faults.FoundFault("awful", "x"), "“awful” is no severity; choose one of critical, high, medium, low."),
        (faults.FoundFault("low", "x", "1C"), "“1C” is no class; choose one of 1A, 1B, 2, 3."),
        (faults.FoundFault("low", "  "), "Say what is wrong."),
    ],
)
def test_that_a_fault_that_says_nothing_is_refused(
    session: Session, building_id: UUID, engineer: UUID, wrong: faults.FoundFault, said: str
) -> None:
    with pytest.raises(Invalid) as problem:
        faults.add(session, building_id, wrong, by=engineer, at=NOW)
    assert problem.value.message == said
    assert session.scalar(select(func.count()).select_from(models.Fault)) == 0


def test_that_a_floor_of_another_stair_is_refused(session: Session, building_id: UUID, engineer: UUID) -> None:
    stairs = session.scalars(select(models.Stair)).all()
    floor = session.scalars(select(models.Floor).where(models.Floor.stair_id == stairs[0].stair_id)).first()
    assert floor is not None
    wrong = faults.FoundFault("low", "x", stair_id=stairs[1].stair_id, floor_id=floor.floor_id)
    with pytest.raises(Invalid, match="does not belong to that stair"):
        faults.add(session, building_id, wrong, by=engineer, at=NOW)


# The notice.


def test_that_the_notice_says_what_is_on_record_and_nothing_else(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    fault = _only(session)
    plain = faults.notice_of(session, [fault.id], by=engineer, at=NOW)
    assert plain.subject.startswith("Notice of a defect: Pilot Building 123, Stair-A, Level-8")
    assert "Class: critical defect (1A), proposed; nobody has confirmed it yet" in plain.text
    assert "Meanwhile: no interim measures are on record" in plain.text
    assert "Due: no day is set" in plain.text
    assert "Notice: " not in plain.text
    _move_to(session, building_id, "QLD")
    faults.confirm(session, fault.id, by=engineer, reason="Smoke.", makes_inoperable=True, likely_to_harm=True)
    faults.remark(session, fault.id, "Agreed.", by=engineer, interim="Level 8 is kept empty.")
    told = faults.notice_of_session(session, session_id, by=engineer, at=NOW)
    assert told.subject.startswith("Notice of a critical defect: Pilot Building 123")
    for line in (
        "What: Pressure 18.2 Pa BELOW minimum 20 Pa on Stair-A Level-8 (all_closed)",
        "Meanwhile: Level 8 is kept empty.",
        "Due: 4 Jun 2026. By law it is to be put right within 1 month (Building Fire Safety Regulation 2008 (Qld)).",
        "Notice: to be given by 5 May 2026, 12:00 (Building Fire Safety Regulation 2008 (Qld))",
        "Contact: Engineer One",
    ):
        assert line in told.text


def test_that_a_notice_of_no_critical_defect_is_refused(session: Session, session_id: UUID, engineer: UUID) -> None:
    faults.resolve(session, _only(session).id, "Fan repaired.", by=engineer)
    with pytest.raises(Refused, match="has no critical defect that is open"):
        faults.notice_of_session(session, session_id, by=engineer, at=NOW)


@pytest.mark.parametrize(("day", "right"), [("2026-05-03", False), ("2026-05-04", True), ("2026-05-05", False)])
def test_that_a_notice_was_sent_between_the_day_it_was_found_and_today(
    session: Session, fault_id: UUID, engineer: UUID, day: str, right: bool
) -> None:
    sent = date.fromisoformat(day)
    if right:
        faults.notified(session, [fault_id], to="the owner", on=sent, by=engineer, at=NOW)
        assert _only(session).notified_on == sent
    else:
        with pytest.raises(Invalid, match="4 May 2026"):
            faults.notified(session, [fault_id], to="the owner", on=sent, by=engineer, at=NOW)
