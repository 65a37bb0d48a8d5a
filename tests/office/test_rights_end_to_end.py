"""The whole job on an office server: each person at their own login, with the rights of that login and no others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.words import Role
from firemode_desktop.models import ApprovedReading, AuditEntry, Floor, IssuedReport, Stair, TestSession, User
from firemode_desktop.services import auditing, faults, gathering, issuing, people, testing
from firemode_desktop.services.removing import remove
from firemode_desktop.services.trends import exclusions, working
from tests.office.conftest import NOW, Worked


def test_that_the_whole_job_is_done_by_an_engineer_and_a_supervisor(worked: Worked) -> None:
    office, desks = worked.office, worked.desks
    assert worked.came_to.summary.status == "approved"
    assert desks.deeds["supervisor"] >= 3, "accepting, confirming and approving"
    logins = {user.id: user.username for user in desks.engineer.read(lambda s: s.scalars(select(User)).all())}
    visit = desks.supervisor.read(lambda s: s.scalars(select(TestSession)).one())
    assert logins[visit.submitted_by] == office.username("engineer")
    assert logins[visit.reviewed_by] == office.username("supervisor")
    logged = select(AuditEntry.by_login, AuditEntry.by_user, func.count()).group_by(
        AuditEntry.by_login, AuditEntry.by_user
    )
    found = desks.supervisor.read(lambda s: s.execute(logged).all())
    assert {login for login, *_ in found} >= {office.username("engineer"), office.username("supervisor")}
    for login, by, _ in found:
        if login.startswith(("engineer_", "supervisor_")):
            assert logins[by] == login


def test_that_the_chain_is_whole_afterwards(worked: Worked) -> None:
    found = worked.desks.supervisor.read(lambda session: auditing.verify(session, lambda *_: None))
    assert found.whole, found.findings


def test_that_a_viewer_reads_the_report_and_writes_nothing(worked: Worked) -> None:
    viewer = worked.office.database("viewer")
    session_id = worked.came_to.summary.session_id
    data = viewer.read(lambda session: gathering.gather(session, session_id))
    assert data is not None
    with pytest.raises(Refused, match="does not allow"):
        viewer.run(lambda session: session.add(Stair(building_id=worked.came_to.building_id, stair_name="C")))
    assert viewer.run(working.work_out) == 0
    with pytest.raises(Refused, match="not issued yet"):
        issuing.issue(viewer.read, lambda _: pytest.fail("written"), session_id, lambda *_: pytest.fail("drawn"))


def test_that_nobody_works_as_somebody_else(worked: Worked) -> None:
    engineer = worked.office.database("engineer")
    other = engineer.read(
        lambda s: s.scalar(select(User.id).where(User.username == worked.office.username("supervisor")))
    )
    with pytest.raises(Refused, match="signed in as"):
        engineer.run(lambda session: _renamed(session, other))


def _renamed(session: Session, by: UUID) -> None:
    people.acts(session, by)
    session.scalars(select(Floor).limit(1)).one().height_m = 4
    session.flush()


def test_that_two_engineers_and_a_supervisor_work_at_once(worked: Worked) -> None:
    office = worked.office
    second = office.add("second", Role.ENGINEER)
    first = worked.desks.engineer.read(lambda s: s.scalar(_person(office.username("engineer"))))
    third = worked.desks.engineer.read(lambda s: s.scalar(_person(office.username("supervisor"))))

    def work(who: str, by: UUID) -> list[UUID]:
        database: Database = office.database(who)
        return [
            database.run(
                lambda session, n=n: testing.create_session(
                    session, worked.came_to.building_id, "monthly", by=by, scheduled_for=(NOW + timedelta(n)).date()
                )
            )
            for n in range(4)
        ]

    with ThreadPoolExecutor(3) as at_once:
        made = list(at_once.map(work, ("engineer", "second", "supervisor"), (first, second, third)))
    assert sum(map(len, made)) == 12
    by_whom = select(TestSession.created_by, func.count()).where(
        TestSession.id.in_([key for keys in made for key in keys])
    )
    counts = worked.desks.supervisor.read(lambda s: s.execute(by_whom.group_by(TestSession.created_by)).all())
    assert dict(map(tuple, counts)) == {first: 4, second: 4, third: 4}


def _person(username: str):  # type: ignore[no-untyped-def]
    return select(User.id).where(User.username == username)


def test_that_an_engineer_issues_the_report_and_a_viewer_gets_the_same_file(worked: Worked) -> None:
    engineer, viewer = worked.desks.engineer, worked.office.database("viewer")
    session_id = worked.came_to.summary.session_id
    by = engineer.read(lambda s: s.scalar(_person(worked.office.username("engineer"))))
    issued = issuing.issue(engineer.read, lambda job: engineer.run(lambda s: job(s, by)), session_id)
    assert issued.seal
    nothing_written = pytest.fail
    again = issuing.issue(viewer.read, lambda _: nothing_written("kept twice"), session_id)
    assert again.file == issued.file
    kept = worked.desks.supervisor.read(lambda s: s.execute(select(IssuedReport.issued_by)).scalars().all())
    assert by in kept


def test_that_an_engineer_resolves_a_fault_of_an_approved_session(worked: Worked) -> None:
    engineer = worked.desks.engineer
    by = engineer.read(lambda s: s.scalar(_person(worked.office.username("engineer"))))
    session_id = worked.came_to.summary.session_id
    fault = engineer.read(lambda s: faults.shown_faults(s, session_id=session_id)[0])
    engineer.run(lambda s: faults.remark(s, fault.id, "The closer was ordered.", by=by))


def test_that_a_supervisor_leaves_a_reading_out_and_an_engineer_does_not(worked: Worked) -> None:
    reading = worked.desks.supervisor.read(lambda s: s.scalar(select(ApprovedReading.instance_id).limit(1)))
    for who, database in (("engineer", worked.desks.engineer), ("supervisor", worked.desks.supervisor)):
        by = database.read(lambda s, who=who: s.scalar(_person(worked.office.username(who))))
        if who == "engineer":
            with pytest.raises(Refused):
                database.run(lambda s, by=by: exclusions.exclude(s, reading, "The gauge stood on the stair.", by=by))
        else:
            database.run(lambda s, by=by: exclusions.exclude(s, reading, "The gauge stood on the stair.", by=by))
    assert worked.desks.engineer.run(working.work_out) > 0


def test_that_a_row_nothing_refers_to_is_deleted_and_one_in_use_is_not(worked: Worked) -> None:
    engineer = worked.desks.engineer

    def made(session: Session) -> UUID:
        stair = Stair(building_id=worked.came_to.building_id, stair_name="Stair-Z")
        session.add(stair)
        session.flush()
        return stair.stair_id

    unused = engineer.run(made)
    assert engineer.run(lambda s: remove(s, Stair, [unused])) == 1
    used = engineer.read(lambda s: s.scalar(select(Floor.floor_id).limit(1)))
    with pytest.raises(Refused, match="still used"):
        engineer.run(lambda s: remove(s, Floor, [used]))
