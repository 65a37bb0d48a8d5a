"""What these views ask and do, each the body of one transaction on a worker thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from firemode_desktop.domain.agenda import Agenda
from firemode_desktop.domain.calendar import Calendar
from firemode_desktop.domain.schedule import Schedule
from firemode_desktop.exports.icalendar import icalendar
from firemode_desktop.services import calendars, schedules
from firemode_desktop.services.generating import Generation
from firemode_desktop.services.schedules import Effect, Outlook
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole


def outlook(building_id: UUID, at: datetime, session: Any) -> Outlook:
    """The expected tests of a building, by frequency."""
    return schedules.outlook(session, building_id, at)


def bring_up_to_date(
    building_id: UUID, shown: Sequence[Generation], at: datetime, by: UUID, session: Any
) -> tuple[Generation, ...]:
    """Write the differences that are shown."""
    return schedules.bring_up_to_date(session, building_id, shown, at, by=by)


def effect(building_id: UUID, wanted: Schedule, at: datetime, session: Any) -> tuple[Effect, ...]:
    """What another schedule would make of the counts."""
    return schedules.effect(session, building_id, wanted, at)


def save(building_id: UUID, before: Schedule, after: Schedule, by: UUID, session: Any) -> None:
    """Save another schedule."""
    schedules.save(session, building_id, before, after, by=by)


def agenda(building_id: UUID, at: datetime, session: Any) -> Agenda:
    """Everything of a building that has a day."""
    return calendars.agenda(session, building_id, at)


def write_calendar(building_id: UUID, path: Path, at: datetime, work: Work) -> Calendar:
    """Write what falls due as a file that other calendars take in; what is in it."""
    found = work.run(lambda session: calendars.due_calendar(session, building_id, at))
    write_whole(path, icalendar(found))
    return found
