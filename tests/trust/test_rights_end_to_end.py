"""The whole job on an office server: each person at their own login, with the rights of that login and no others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Refused
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.models import AuditEntry, TestSession, User
from firemode_desktop.services import demo
from tests.trust.conftest import Office

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


class Desks:
    """Two computers: a job is done at the engineer's, and at the supervisor's where it is the supervisor's deed.

    Nobody says beforehand whose deed it is: the database does, by refusing what the role may not or what is signed by
    somebody else. So neither desk can do the work of the other.
    """

    def __init__(self, engineer: Database, supervisor: Database) -> None:
        self.engineer, self.supervisor = engineer, supervisor
        self.deeds = {"engineer": 0, "supervisor": 0}

    def __call__(self, job: Callable[[Session], Any]) -> Any:
        try:
            done = self.engineer.run(job)
        except Refused:
            self.deeds["supervisor"] += 1
            return self.supervisor.run(job)
        self.deeds["engineer"] += 1
        return done


def demonstration(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Desks, demo.Demonstration]:
    monkeypatch.setattr(demo, "ENGINEER", office.username("engineer"))
    monkeypatch.setattr(demo, "SUPERVISOR", office.username("supervisor"))
    desks = Desks(office.database("engineer"), office.database("supervisor"))
    store = EvidenceFolder(tmp_path / "evidence")
    whole = demo.Demo(desks, store, tmp_path / "visit", NOW, lambda _: None, earlier=0).whole()
    return desks, whole


def test_that_the_whole_job_is_done_by_an_engineer_and_a_supervisor(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks, whole = demonstration(office, tmp_path, monkeypatch)
    assert whole.summary.status == "approved"
    assert desks.deeds["supervisor"] >= 1
    people = {user.id: user.username for user in desks.engineer.read(lambda s: s.scalars(select(User)).all())}
    visit = desks.supervisor.read(lambda s: s.scalars(select(TestSession)).one())
    assert people[visit.submitted_by] == office.username("engineer")
    assert people[visit.reviewed_by] == office.username("supervisor")
    logged = select(AuditEntry.by_login, AuditEntry.by_user, func.count()).group_by(
        AuditEntry.by_login, AuditEntry.by_user
    )
    for login, by, _ in desks.supervisor.read(lambda s: s.execute(logged).all()):
        if login.startswith(("engineer_", "supervisor_")):
            assert people[by] == login
