"""The main job from end to end, on the pilot building: what ``firemode demo`` does.

Every step is a transaction of its own and looks first at what is there already, so that a demonstration that was
killed goes on where it stopped, and one that was finished writes its papers again and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.domain.words import BaselineKind, Role, SessionStatus
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.imports.baselines.plan import plan_import
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.models import Building, TestSession, User
from firemode_desktop.queries import baseline
from firemode_desktop.services import faults, generating, importing, people, pilot, results, testing
from firemode_desktop.services.demo import visit
from firemode_desktop.services.demo.pictures import picture
from firemode_desktop.services.demo.readings import WRONG_INSTRUMENT_ON, readings

Answer = TypeVar("Answer")
Run = Callable[[Callable[[Session], Answer]], Answer]
FREQUENCIES = ("annual", "six_monthly", "monthly")
ENGINEER, SUPERVISOR = "engineer", "supervisor"
ACCEPTED_BECAUSE = "Compared with SN-12345 at the same place on the same day: within 0.3 Pa."
INOPERABLE = "Smoke can enter the stair, or a person cannot open the door, at this place."
OPERABLE = "The stair still holds smoke back; the air speed at this doorway is below its limit."
EARLIER_SESSIONS = 5
"""Six-monthly sessions before the annual one, so that there is something to see a trend in."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Where the demonstration came to."""

    building_id: UUID
    building: str
    templates: dict[str, int]
    baselines: dict[str, int]
    summary: testing.SessionSummary
    faults: int


class Demo:
    """One run of the demonstration. ``run`` is one transaction; ``at`` is now; ``tell`` says what is being done.

    ``earlier`` sessions, half a year apart, come before the annual one.
    """

    def __init__(
        self,
        run: Run[Any],
        store: EvidenceFolder,
        visit_folder: Path,
        at: datetime,
        tell: Callable[[str], None],
        earlier: int = EARLIER_SESSIONS,
    ) -> None:
        self.earlier = earlier
        self.run, self.store, self.visit_folder, self.at, self.tell = run, store, visit_folder, at, tell
        self.zone = ZoneInfo("Australia/Sydney")
        self.today = at.astimezone(self.zone).date()

    def whole(self) -> Demonstration:
        """All of it, from an empty database to the approved session."""
        self.tell("People and the pilot building …")
        self.engineer = self._person(ENGINEER, "Demonstration Engineer", Role.ENGINEER)
        self.supervisor = self._person(SUPERVISOR, "Demonstration Supervisor", Role.SUPERVISOR)
        self.building_id = self.run(self._building)
        self.tell("Baselines from the workbook …")
        self._import_baselines()
        self.tell("Expected tests …")
        templates = {frequency: self.run(self._generator(frequency)) for frequency in FREQUENCIES}
        for number in range(self.earlier, 0, -1):
            self.tell(f"Earlier session {self.earlier - number + 1} of {self.earlier} …")
            self._earlier_session(number)
        session_id = self._annual_session()
        shown: Demonstration = self.run(lambda session: self._came_to(session, templates, session_id))
        return shown

    def _came_to(self, session: Session, templates: dict[str, int], session_id: UUID) -> Demonstration:
        (summary,) = testing.summaries(session, session_id=session_id)
        counts = baseline.current_counts(session, self.building_id)
        found = faults.shown_faults(session, session_id=session_id)
        return Demonstration(
            self.building_id,
            pilot.NAME,
            templates,
            {kind.value: counts.get(kind, 0) for kind in BaselineKind},
            summary,
            len(found),
        )

    def _person(self, username: str, name: str, role: Role) -> UUID:
        def job(session: Session) -> UUID:
            known = session.scalar(select(User.id).where(User.username == username))
            return known or people.add_user(session, username, name, role.value)

        return UUID(str(self.run(job)))

    def _building(self, session: Session) -> UUID:
        known = session.scalar(select(Building.id).where(Building.name == pilot.NAME))
        return known or pilot.seed_pilot(session, self.engineer, self.at)

    def _import_baselines(self) -> None:
        """Through the importer everybody uses; a second time it writes nothing."""
        workbook = read_file(paths.resources() / "pilot-baseline.xlsx")
        survey = self.run(lambda session: importing.survey(session, self.building_id, self.today))
        plan = plan_import(workbook, survey)
        batch_id = uuid4()
        self.run(lambda session: importing.apply(session, plan, batch_id=batch_id, by=self.engineer))

    def _generator(self, frequency: str) -> Callable[[Session], int]:
        def job(session: Session) -> int:
            people.acts(session, self.engineer)
            made = generating.generate(session, self.building_id, frequency, today=self.today, at=self.at)
            return made.count.total

        return job

    def _session(self, name: str, frequency: str, day: date) -> UUID:
        """The session of that name, begun if it is not there."""

        def job(session: Session) -> UUID:
            known = session.scalar(
                select(TestSession.id).where(
                    TestSession.building_id == self.building_id, TestSession.session_name == name
                )
            )
            return known or testing.create_session(
                session, self.building_id, frequency, scheduled_for=day, by=self.engineer, name=name
            )

        return UUID(str(self.run(job)))

    def _annual_session(self) -> UUID:
        """The session that the report is about, its readings taken from a workbook."""
        day = self.today - timedelta(days=1)
        session_id = self._session(f"Annual session {day.year}", "annual", day)
        if self._status(session_id) in (SessionStatus.DRAFT, SessionStatus.IN_PROGRESS):
            self.tell("Readings and evidence from the site visit …")
            workbook = self.run(lambda session: visit.seen(session, session_id)).write(self.visit_folder, self.zone)
            outcome = results.import_workbook(self._as_engineer, self.store, session_id, workbook, at=self.at)
            if outcome.errors:
                raise RuntimeError(f"the demonstration's own workbook is wrong: {outcome.errors[0].message}")
            self.run(self._accept(session_id))
        self.run(lambda session: self._decide_classes(session, session_id))
        self._review(session_id)
        return session_id

    def _earlier_session(self, number: int) -> None:
        """A six-monthly session ``number`` half-years ago, in which nothing failed."""
        day = self.today - timedelta(days=183 * number)
        session_id = self._session(f"Six-monthly session {day:%Y-%m}", "six_monthly", day)
        if self._status(session_id) in (SessionStatus.DRAFT, SessionStatus.IN_PROGRESS):
            file = self._sheet_of_photographs(day)
            self.run(lambda session: self._record_earlier(session, session_id, number, file))
        self._review(session_id)

    def _record_earlier(self, session: Session, session_id: UUID, number: int, file: testing.EvidenceFile) -> None:
        shown = testing.show(session, session_id)
        day = shown.summary.scheduled_for
        assert day is not None
        serials = {i.serial_number: key for key, i in testing.instruments(session).items()}
        seen = visit.seen(session, session_id)
        taken = readings(shown.tests, seen.sequences, day, self.zone, number)
        given = [
            testing.Result(
                identifier=reading.identifier,
                value=reading.value,
                points=reading.points,
                observed=reading.observed,
                result_observed=reading.result_observed,
                measured_at=reading.measured_at,
                instrument_id=serials.get(reading.instrument_serial or ""),
                environment=reading.environment,
                evidence=(file,) * len(seen.asked[reading.identifier]),
            )
            for reading in taken
        ]
        testing.record(session, session_id, given, by=self.engineer, at=self.at)

    def _sheet_of_photographs(self, day: date) -> testing.EvidenceFile:
        name = f"photographs-{day:%Y-%m}.png"
        path = visit.put(
            self.visit_folder / name, picture(f"Session of {day:%B %Y}", "Sheet of photographs", f"{day:%Y-%m}")
        )
        return testing.EvidenceFile(self.store.add(path), name, datetime.combine(day, time(16), self.zone))

    def _as_engineer(self, job: Callable[[Session, UUID], Answer]) -> Answer:
        answer: Answer = self.run(lambda session: job(session, self.engineer))
        return answer

    def _accept(self, session_id: UUID) -> Callable[[Session], None]:
        """The supervisor accepts the reading whose instrument was out of calibration, unless that is done."""

        def job(session: Session) -> None:
            blocked = {blocker["identifier"] for blocker in testing.blockers(session, session_id)}
            if WRONG_INSTRUMENT_ON in blocked:
                testing.accept(session, session_id, WRONG_INSTRUMENT_ON, ACCEPTED_BECAUSE, by=self.supervisor)

        return job

    def _decide_classes(self, session: Session, session_id: UUID) -> None:
        """The supervisor confirms the class that each rule proposed, unless that is done."""
        for fault in faults.shown_faults(session, session_id=session_id):
            if fault.class_confirmed_at is None:
                critical = fault.severity == "critical"
                faults.confirm(
                    session,
                    fault.id,
                    by=self.supervisor,
                    reason=INOPERABLE if critical else OPERABLE,
                    makes_inoperable=critical,
                    likely_to_harm=critical,
                )

    def _status(self, session_id: UUID) -> str:
        (summary,) = self.run(lambda session: testing.summaries(session, session_id=session_id))
        status: str = summary.status
        return status

    def _review(self, session_id: UUID) -> None:
        """Submit and approve what is not."""
        if self._status(session_id) == SessionStatus.IN_PROGRESS:
            self.run(lambda session: testing.submit(session, session_id, by=self.engineer))
        if self._status(session_id) == SessionStatus.SUBMITTED:
            self.run(lambda session: testing.approve(session, session_id, by=self.supervisor, note="Reviewed."))
