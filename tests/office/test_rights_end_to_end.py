"""The whole job on an office server: each person at their own login, with the rights of that login and no others."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from uuid import UUID

import psycopg2
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.words import Role
from firemode_desktop.models import ApprovedReading, AuditEntry, Floor, IssuedReport, Stair, TestSession, User
from firemode_desktop.services import auditing, faults, gathering, issuing, people
from firemode_desktop.services.removing import remove
from firemode_desktop.services.trends import exclusions, working
from tests.office.conftest import Worked


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


AT_WORK = """
import sys
from datetime import date, timedelta
from uuid import UUID

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Conflict, Refused
from firemode_desktop.models import Floor
from firemode_desktop.services import people, testing

url, by, building, floor, seen = sys.argv[1:]
database, by = Database(url), UUID(by)
print("ready", flush=True)
sys.stdin.readline()
for n in range(4):
    database.run(lambda s: testing.create_session(
        s, UUID(building), "monthly", by=by, scheduled_for=date(2027, 1, 4) + timedelta(n)))


def own_change(session):
    people.acts(session, by)
    found = session.get(Floor, UUID(floor), with_for_update=True, populate_existing=True)
    if str(found.height_m) != seen:
        raise Conflict("Somebody else has changed this floor in the meantime.")
    found.height_m = found.height_m + 1


try:
    database.run(own_change)
    print("changed", flush=True)
except (Conflict, Refused) as told:
    print(told.message, flush=True)
database.close()
"""


def test_that_two_engineers_and_a_supervisor_work_at_once(worked: Worked) -> None:
    """Three processes at three logins: each plans its visits, and one of three edits of the same floor is taken."""
    office, building = worked.office, worked.came_to.building_id
    office.add("second", Role.ENGINEER)
    team = ("engineer", "second", "supervisor")
    asked = worked.desks.engineer
    ids = {who: asked.read(lambda s, who=who: s.scalar(_person(office.username(who)))) for who in team}
    floor, height = asked.read(lambda s: s.execute(select(Floor.floor_id, Floor.height_m).limit(1)).one())
    before = asked.read(lambda s: s.scalar(select(func.count()).select_from(TestSession)))
    at_work = [
        subprocess.Popen(
            [sys.executable, "-c", AT_WORK, office.url(who), str(ids[who]), str(building), str(floor), str(height)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for who in team
    ]  # fmt: skip
    assert [one.stdout.readline() for one in at_work if one.stdout] == ["ready\n"] * 3
    said = [one.communicate("go\n", timeout=120)[0].strip() for one in _let_go(at_work)]
    assert [one.returncode for one in at_work] == [0, 0, 0]
    assert sorted(said) == ["Somebody else has changed this floor in the meantime."] * 2 + ["changed"]
    by_whom = select(TestSession.created_by, func.count()).where(TestSession.scheduled_for >= date(2027, 1, 4))
    counts = worked.desks.supervisor.read(lambda s: s.execute(by_whom.group_by(TestSession.created_by)).all())
    assert dict(map(tuple, counts)) == dict.fromkeys(ids.values(), 4)
    assert asked.read(lambda s: s.scalar(select(func.count()).select_from(TestSession))) == before + 12
    logged = select(AuditEntry.by_login).where(AuditEntry.table_name == "floors", AuditEntry.verb == "UPDATE")
    last = asked.read(lambda s: s.scalars(logged.order_by(AuditEntry.entry_id.desc()).limit(1)).one())
    assert last == office.username(team[said.index("changed")])


def _let_go(at_work: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    """All begin before the first is waited for."""
    for one in at_work:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    return at_work


def test_that_neither_of_two_engineers_approves_what_they_tested(worked: Worked) -> None:
    """Four eyes is the database's: a supervisor who recorded a reading is refused at their own login."""
    office = worked.office
    supervisor = worked.desks.supervisor
    by = supervisor.read(lambda s: s.scalar(_person(office.username("supervisor"))))
    for who, words in (("engineer", "permission denied"), ("supervisor", "does not approve it")):
        client = office.client(who)
        cursor = client.cursor()
        cursor.execute(
            "INSERT INTO test_sessions (building_id, session_name, session_type, frequency, status) "
            "VALUES (%s, 'Ours', 'monthly', 'monthly', 'in_progress') RETURNING id",
            [str(worked.came_to.building_id)],
        )
        (session_id,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO test_instances (building_id, stair_id, session_id, floor_id, archetype_id, measurement_type, "
            "frequency, door_configuration, status, sequence_order, scoped_identifier, technician_id) "
            "SELECT building_id, stair_id, %s, floor_id, 'A', 'pressure_differential', 'monthly', 'all_closed', "
            "'pending', 1, 'OURS-1', %s FROM floors LIMIT 1",
            [session_id, str(by)],
        )
        cursor.execute("UPDATE test_instances SET status = 'completed', completed_at = now(), "
                       "measured_value_numeric = 40 WHERE session_id = %s", [session_id])  # fmt: skip
        cursor.execute("UPDATE test_sessions SET status = 'submitted' WHERE id = %s", [session_id])
        with pytest.raises(psycopg2.Error, match=words):
            cursor.execute("UPDATE test_sessions SET status = 'approved', reviewed_by = %s WHERE id = %s",
                           [str(by), session_id])  # fmt: skip
        client.rollback()
        client.close()


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
