"""Every version of a scenario with what became of it, and what was made from one: expected tests, sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.words import InstanceStatus, SessionStatus
from firemode_desktop.models import CEScenario, TestInstance, TestInstanceTemplate, TestSession, User
from firemode_desktop.services.scenarios.desk import scenario_of, shown, standing

_Creator, _Ender = aliased(User), aliased(User)
OPEN = (SessionStatus.DRAFT, SessionStatus.IN_PROGRESS, SessionStatus.RETURNED)
WAITING = (InstanceStatus.PENDING, InstanceStatus.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Version:
    """One version with who made it and when, and when, by whom and why it was taken out of force."""

    scenario: Scenario
    created_at: datetime
    created_by: str | None
    superseded_at: datetime | None = None
    superseded_by: str | None = None
    superseded_reason: str | None = None


@dataclass(frozen=True, slots=True)
class TouchedSession:
    """A session with tests of a version: how many still wait to be done by its steps, how many are done."""

    session_id: UUID
    name: str
    status: str
    waiting: int
    done: int

    @property
    def open(self) -> bool:
        """Whether tests of it can still be recorded."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Touched:
    """What was made from a version and follows another one only when it is made anew.

    ``templates``: expected tests in force by frequency (generate them again). ``sessions``: their tests keep the steps
    they were begun with; the ones still waiting are held against superseded steps.
    """

    templates: tuple[tuple[str, int], ...] = ()
    sessions: tuple[TouchedSession, ...] = ()

    @property
    def expected_tests(self) -> int:
        """Expected tests that still follow this version."""
        return sum(many for _, many in self.templates)

    @property
    def waiting(self) -> int:
        """Tests of open sessions that are still to be done by its steps."""
        return sum(one.waiting for one in self.sessions if one.open)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is to be done about it, one sentence each; none where nothing is."""
        said = [
            f"{many} {frequency.replace('_', '-')} expected {_tests(many)} still "
            f"{'follows' if many == 1 else 'follow'} this version: generate them again."
            for frequency, many in self.templates
        ]
        said += [
            f"{one.name} has {one.waiting} {_tests(one.waiting)} still to be done by the steps of this version."
            for one in self.sessions
            if one.open and one.waiting
        ]
        return tuple(said)


def history(session: Session, scenario_id: UUID) -> tuple[Version, ...]:
    """Every version of a scenario, the latest first; raises ``Missing`` where there is none."""
    one = session.get(CEScenario, scenario_id)
    if one is None:
        raise Missing("There is no such scenario.", [str(scenario_id)])
    rows = session.execute(
        _lives()
        .where(CEScenario.zone_id == one.zone_id, CEScenario.scenario_name == one.scenario_name)
        .order_by(CEScenario.version.desc())
    )
    return tuple(Version(scenario_of(row[:6]), *row[6:]) for row in rows)


def withdrawn(session: Session, stair_id: UUID) -> tuple[Version, ...]:
    """The scenarios of a stair that are neither in force nor being made, each in its last version, by zone and name."""
    rows = session.execute(_lives().where(CEScenario.stair_id == stair_id).order_by(CEScenario.version.desc()))
    by_name: dict[tuple[UUID, str], list[Version]] = {}
    for each in (Version(scenario_of(row[:6]), *row[6:]) for row in rows):
        by_name.setdefault((each.scenario.zone_id, each.scenario.name), []).append(each)
    ended = [found[0] for found in by_name.values() if not standing(one.scenario for one in found)]
    return tuple(sorted(ended, key=lambda one: (natural_key(one.scenario.zone), natural_key(one.scenario.name))))


def _lives() -> Select[Any]:
    """Rows for ``Version``: those of ``shown()``, then who made it when, and who ended it when and why."""
    return (
        shown()
        .add_columns(
            CEScenario.created_at,
            func.coalesce(_Creator.full_name, _Creator.username),
            CEScenario.superseded_at,
            func.coalesce(_Ender.full_name, _Ender.username),
            CEScenario.superseded_reason,
        )
        .outerjoin(_Creator, _Creator.id == CEScenario.created_by)
        .outerjoin(_Ender, _Ender.id == CEScenario.superseded_by)
    )


def touched(session: Session, *scenario_ids: UUID) -> Touched:
    """What was made from these versions."""
    templates = session.execute(
        select(TestInstanceTemplate.frequency, func.count())
        .where(TestInstanceTemplate.scenario_id.in_(scenario_ids), TestInstanceTemplate.retired_at.is_(None))
        .group_by(TestInstanceTemplate.frequency)
        .order_by(TestInstanceTemplate.frequency)
    )
    waiting = func.count().filter(TestInstance.status.in_([each.value for each in WAITING]))
    sessions = session.execute(
        select(
            TestSession.id,
            func.coalesce(TestSession.session_name, "Session"),
            TestSession.status,
            waiting,
            func.count() - waiting,
        )
        .join(TestInstance, TestInstance.session_id == TestSession.id)
        .where(TestInstance.scenario_id.in_(scenario_ids), TestSession.status != SessionStatus.CANCELLED.value)
        .group_by(TestSession.id)
        .order_by(TestSession.scheduled_for.desc(), TestSession.id)
    )
    return Touched(tuple((row[0], row[1]) for row in templates), tuple(TouchedSession(*row) for row in sessions))


def _tests(many: int) -> str:
    return "test" if many == 1 else "tests"
