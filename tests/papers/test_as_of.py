"""A paper of a past day tells what was so on that day, and what it cannot know of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.fault_steps import FaultStep
from firemode_desktop.domain.scenario_code import ScenarioCode
from firemode_desktop.domain.words import FaultDeed
from firemode_desktop.reports.papers.baseline import BaselinePaper
from firemode_desktop.reports.papers.condition import ConditionPaper, Turn
from firemode_desktop.reports.papers.notice import NoticePaper
from firemode_desktop.reports.papers.worksheet import Entry, WorkPaper
from firemode_desktop.services import faults, testing
from firemode_desktop.services.papers.condition import told
from tests.papers.test_papers import AT, DAY, PRESSURE, gathered, printed, session_id, take
from tests.services.conftest import NOW

__all__ = ["session_id"]


def the_fault(session: Session) -> models.Fault:
    return session.scalars(select(models.Fault)).one()


def unguarded(session: Session) -> None:
    """A fault as it may have been filed before revision 026."""
    session.execute(text("ALTER TABLE faults DISABLE TRIGGER guard_kept_facts"))


def today(session: Session) -> date:
    """The day of the server, by which deeds are filed."""
    return session.scalars(select(func.now())).one().date()


def test_that_a_class_confirmed_and_a_fault_closed_afterwards_do_not_count_on_the_day(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    take(session, session_id, engineer, "11.6")
    fault = the_fault(session)
    faults.resolve(session, fault.id, "Damper reset.", by=engineer)
    paper: ConditionPaper = gathered(session, "condition", building_id=building_id, day=DAY)
    (then,) = paper.faults
    assert (then.closed, then.age, then.classed) == (None, 0, "critical defect as proposed")
    late: ConditionPaper = gathered(session, "condition", building_id=building_id, day=today(session) + timedelta(2))
    (now,) = late.faults
    assert now.closed is not None
    assert abs((now.closed - today(session)).days) <= 1
    assert "1 opened, 1 closed in these months; 0 open at the end." in printed("condition", late)


def test_that_each_closing_and_each_opening_again_is_told_up_to_the_day() -> None:
    days = {FaultDeed.DETECTED: 1, FaultDeed.RESOLVED: 5, FaultDeed.REOPENED: 9}
    at = datetime(2026, 3, 1, tzinfo=UTC)
    steps = [(FaultStep(deed, at), date(2026, 3, on)) for deed, on in days.items()]
    steps.append((FaultStep(FaultDeed.RESOLVED, at), date(2026, 3, 20)))
    found = {on: told(steps, date(2026, 3, on)) for on in (4, 5, 8, 9, 19, 20)}
    closed, turn = date(2026, 3, 5), (Turn(date(2026, 3, 5), date(2026, 3, 9)),)
    assert {on: (one.closed, one.turns) for on, one in found.items()} == {
        4: (None, ()),
        5: (closed, ()),
        8: (closed, ()),
        9: (None, turn),
        19: (None, turn),
        20: (date(2026, 3, 20), turn),
    }


def test_that_closings_and_openings_are_counted_and_named_on_the_paper(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    take(session, session_id, engineer, "11.6")
    paper: ConditionPaper = gathered(session, "condition", building_id=building_id, day=DAY)
    turned = replace(paper.faults[0], turns=(Turn(DAY - timedelta(3), DAY - timedelta(1)),))
    text = printed("condition", replace(paper, faults=(turned,)))
    assert "1 opened, 1 closed, 1 opened again in these months; 1 open at the end." in text
    assert "closed 1 May 2026, open again 3 May 2026" in text


def test_that_what_was_read_or_corrected_after_the_day_does_not_count_on_it(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    session.get_one(models.TestSession, session_id).scheduled_for = DAY - timedelta(days=10)
    take(session, session_id, engineer, "11.6")
    before: ConditionPaper = gathered(session, "condition", building_id=building_id, day=DAY - timedelta(days=1))
    after: ConditionPaper = gathered(session, "condition", building_id=building_id, day=DAY)
    assert [(one.tests, one.fail, one.open) for one in before.sessions] == [(178, 0, 178)]
    assert [(one.tests, one.fail, one.open) for one in after.sessions] == [(178, 1, 177)]


def test_that_a_session_without_a_day_is_listed_with_the_reason_why_it_is_not_counted(
    session: Session, building_id: UUID
) -> None:
    session.add(models.TestSession(building_id=building_id, session_name="Undated visit", frequency="annual"))
    session.flush()
    paper: ConditionPaper = gathered(session, "condition", building_id=building_id, day=today(session) + timedelta(2))
    assert [one.name for one in paper.left_out] == ["Undated visit"]
    text = printed("condition", paper)
    assert "Undated visit no day is set and none is on record on which it began" in text
    assert paper.written is None
    assert "How far the record goes back" not in text


def test_that_a_paper_of_the_past_says_what_is_not_kept_for_past_days(session: Session, building_id: UUID) -> None:
    paper: ConditionPaper = gathered(session, "condition", building_id=building_id, day=DAY - timedelta(days=1))
    assert paper.written == DAY
    assert "Written on 4 May 2026." in printed("condition", paper)


def test_that_tests_without_an_instrument_are_counted_by_session(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    result = testing.Result(PRESSURE, measured_at=AT, value=Decimal("44.7"))
    testing.record(session, session_id, [result], by=engineer, at=NOW)
    paper: ConditionPaper = gathered(session, "condition", building_id=building_id, day=DAY)
    assert [(on, many) for _, on, many in paper.kept.unnamed] == [(DAY, 1)]
    text = printed("condition", paper)
    assert "1 test that calls for an instrument names none" in text
    assert "whose calibration held on the day" not in text


def test_that_a_worksheet_names_the_short_code_of_each_site_sheet(session: Session, session_id: UUID) -> None:
    paper: WorkPaper = gathered(session, "worksheet", session_id=session_id)
    rows = session.scalars(select(models.TestInstance).where(models.TestInstance.session_id == session_id))
    codes = {row.scoped_identifier: ScenarioCode(row.scenario_id).short for row in rows if row.scenario_id}
    assert codes
    assert {one.identifier: one.sheet for one in paper.lines if one.sheet} == codes
    assert {one.identifier for one in paper.lines if one.entry is Entry.SITE_SHEET} == set(codes)
    text = printed("worksheet", paper)
    assert all(code in text for code in codes.values())


def test_that_a_baseline_withdrawn_after_the_day_was_in_force_on_it_and_is_marked(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    floor = session.scalars(select(models.Floor).join(models.Stair, models.Stair.stair_id == models.Floor.stair_id))
    first = next(iter(floor))
    row = models.BaselinePressureDifferential(
        building_id=building_id, stair_id=first.stair_id, floor_id=first.floor_id, door_configuration="all_closed",
        commissioned_date=date(2025, 3, 1), pressure_pa=Decimal("43.21"), commissioned_by="ABC Fire",
        withdrawn_at=NOW, withdrawn_by=engineer, withdrawn_reason="Wrong building.",
    )  # fmt: skip
    session.add(row)
    session.flush()
    paper: BaselinePaper = gathered(session, "baseline", building_id=building_id, day=DAY - timedelta(days=1))
    (line,) = [one for one in paper.lines if one.value is not None]
    assert (line.value, paper.withdrawn) == ("43.21", 0)
    assert "withdrawn since, on 4 May 2026" in line.conditions
    assert "43.21" in printed("baseline", paper)
    standing = models.BaselinePressureDifferential(
        building_id=building_id, stair_id=first.stair_id, floor_id=first.floor_id, door_configuration="all_closed",
        commissioned_date=date(2025, 3, 1), pressure_pa=Decimal("40.00"), commissioned_by="ABC Fire",
    )  # fmt: skip
    session.add(standing)
    session.flush()
    for on, withdrawn in ((DAY - timedelta(days=1), 0), (DAY, 1)):
        now: BaselinePaper = gathered(session, "baseline", building_id=building_id, day=on)
        assert [one.value for one in now.lines if one.value] == ["40.0"]
        assert now.withdrawn == withdrawn


@pytest.mark.parametrize(("state", "asked"), [("NSW", False), ("VIC", False), ("QLD", True), (None, False)])
def test_that_a_notice_says_when_it_was_written_and_by_when_the_law_asks_for_it(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID, state: str | None, asked: bool
) -> None:
    session.get_one(models.Building, building_id).state = state
    take(session, session_id, engineer, "11.6")
    paper: NoticePaper = gathered(session, "notice", fault_ids=(the_fault(session).id,), by=engineer)
    text = printed("notice", paper)
    assert f"Written {paper.written}" in text
    assert ("to be given by 5 May 2026" in text) is asked
    assert paper.late == ()
    assert "was written after the time" not in text
    unguarded(session)
    the_fault(session).detected_at = NOW - timedelta(hours=24, minutes=1)
    session.flush()
    late: NoticePaper = gathered(session, "notice", fault_ids=(the_fault(session).id,), by=engineer)
    assert late.late == ((paper.facts.defects[0].name,) if asked else ())
    assert ("was written after the time by which it was to be given" in printed("notice", late)) is asked


def test_that_a_notice_is_written_of_a_closed_fault_and_of_one_without_a_class(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    take(session, session_id, engineer, "11.6")
    fault = the_fault(session)
    faults.resolve(session, fault.id, "Damper reset. " * 60, by=engineer)
    text = printed("notice", gathered(session, "notice", fault_ids=(fault.id,), by=engineer))
    assert "Status resolved" in text
    unguarded(session)
    fault.as1851_class = fault.defect_classification = fault.proposed_classification = None
    fault.description = "Leakage at the head of the door. " * 300
    session.flush()
    bare = printed("notice", gathered(session, "notice", fault_ids=(fault.id,), by=engineer))
    assert "Class not classified yet" in bare
    assert bare.count("Leakage at the head of the door.") == 300
