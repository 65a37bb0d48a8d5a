"""What the pages of sessions ask and do, each the body of one transaction on a worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from firemode_desktop.domain.counting import CountLine
from firemode_desktop.domain.running import RunSheet
from firemode_desktop.domain.section import Section
from firemode_desktop.services import catalogue, generating, testing, workbooks
from firemode_desktop.services.testing import ground, reviewing, running
from firemode_desktop.ui.background import Work


@dataclass(frozen=True)
class Outlook:
    """The tests of a frequency: how many there must be, how that adds up, and what generating would change."""

    frequency: str
    total: int
    lines: tuple[CountLine, ...]
    existing: int
    added: int
    changed: int
    retired: int

    @property
    def current(self) -> bool:
        """Whether what was generated is what the registers come to."""
        return not (self.added or self.changed or self.retired)


def sessions(building_id: UUID, session: Any) -> tuple[testing.SessionSummary, ...]:
    """The sessions of a building, the latest first."""
    return testing.summaries(session, building_id)


def sheet(session_id: UUID, session: Any) -> RunSheet:
    """One session with its tests."""
    return running.run_sheet(session, session_id)


def plan(session_id: UUID, session: Any) -> Section:
    """The building of a session, to be drawn under its tests."""
    return ground.session_plan(session, session_id)


def detail(instance_id: UUID, session: Any) -> running.Detail:
    """One test, how it is done and what was before."""
    return running.detail(session, instance_id)


def review(session_id: UUID, by: UUID, session: Any) -> reviewing.Review:
    """The page a session is reviewed on."""
    return reviewing.review(session, session_id, by)


def outlook(building_id: UUID, frequency: str, at: datetime, session: Any) -> Outlook:
    """What the tests of a frequency come to today; nothing is written."""
    today = _today(session, building_id, at)
    return _outlook(generating.generate(session, building_id, frequency, today=today, at=at, dry_run=True))


def generate(building_id: UUID, frequency: str, at: datetime, session: Any) -> Outlook:
    """Generate the tests of a frequency; what it changed."""
    today = _today(session, building_id, at)
    return _outlook(generating.generate(session, building_id, frequency, today=today, at=at))


@dataclass(frozen=True)
class Wish:
    """A session that is to be made."""

    building_id: UUID
    frequency: str
    day: date
    decision_rule: str
    name: str = ""


@dataclass(frozen=True)
class Created:
    """A session that was made, and what was changed in the expected tests for it."""

    session_id: UUID
    outlook: Outlook


def create(wish: Wish, by: UUID, at: datetime, session: Any) -> Created:
    """Bring the expected tests up to date and begin a session with them."""
    found = generate(wish.building_id, wish.frequency, at, session)
    made = testing.create_session(
        session,
        wish.building_id,
        wish.frequency,
        scheduled_for=wish.day,
        by=by,
        name=wish.name or None,
        decision_rule=wish.decision_rule,
    )
    return Created(made, found)


def _today(session: Any, building_id: UUID, at: datetime) -> date:
    return at.astimezone(catalogue.zone_of(catalogue.building_named(session, str(building_id)))).date()


def _outlook(made: generating.Generation) -> Outlook:
    found = made.difference
    return Outlook(
        made.frequency,
        made.count.total,
        made.count.lines,
        made.existing,
        len(found.added),
        len(found.changed),
        len(found.retired),
    )


def write_template(session_id: UUID, path: Path, work: Work) -> Path:
    """Write the workbook to take on site: beside its place first, then renamed."""
    content = work.run(lambda session: workbooks.results_template(session, session_id))
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
