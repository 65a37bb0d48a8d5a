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
from firemode_desktop.models import AuditEntry, Floor, Stair, TestSession, User
from firemode_desktop.services import auditing, gathering, people, testing
from firemode_desktop.services.trends import working
from tests.trust.conftest import NOW, Worked


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
    with pytest.raises(Refused, match="does not allow"):
        viewer.run(working.work_out)


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
