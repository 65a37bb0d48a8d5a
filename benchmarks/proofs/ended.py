"""P3: connections that the server ends, before and after every statement of the jobs that write."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.materials import NOW, pilot_building, pilot_workbook
from benchmarks.proofs import Proved
from benchmarks.proofs.moments import Moment, ended_by
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.imports.baselines.plan import plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.services import generating, importing, testing

MANY = 400
NEVER = 1_000_000
"""A statement that no job reaches: the job gets to its end, and the next one finds what it needs."""
Job = Callable[[Session], Any]
Run = Callable[[Database, Job], Any]


@dataclass(frozen=True)
class Ended:
    """One job whose connection was ended."""

    where: str
    said: str
    struck: bool
    changed: bool
    """Whether anything on record is another one afterwards."""
    unreachable: bool

    @property
    def broken(self) -> tuple[str, ...]:
        """Every promise broken, in words."""
        found = []
        if self.struck and not self.unreachable:
            found.append(f"not said in words: {self.said or 'nothing'}")
        if self.struck and self.changed:
            found.append("not rolled back")
        if not self.struck and self.said:
            found.append(f"cannot be done again: {self.said}")
        return tuple(f"{self.where}: {words}" for words in found)


def jobs(database: Database) -> Iterator[tuple[str, Job]]:
    """The jobs, each prepared by those before it."""
    building, by = pilot_building(database)
    survey = database.run(lambda session: importing.survey(session, building, NOW.date()))
    plan = plan_import(read(pilot_workbook(1), "pilot.xlsx"), survey)
    yield "import", partial(importing.apply, plan=plan, batch_id=uuid4(), by=by)
    yield "generate", partial(_generate, building)
    started: list[UUID] = []
    yield "start a session", partial(_start, started, building, by)
    shown = database.run(lambda session: testing.show(session, started[-1]))
    one = next(each for each in shown.tests if each.identifier.startswith("PRESSURE"))
    result = testing.Result(one.identifier, Decimal("44.1"), measured_at=NOW)
    yield "record", lambda session: testing.record(session, started[-1], [result], by=by, at=NOW)


def _generate(building: UUID, session: Session) -> None:
    generating.generate(session, building, "annual", today=NOW.date(), at=NOW)


def _start(started: list[UUID], building: UUID, by: UUID, session: Session) -> None:
    started.append(testing.create_session(session, building, "annual", scheduled_for=NOW.date(), by=by))


def as_the_program_does(database: Database, job: Job) -> Any:
    """One transaction."""
    return database.run(job)


def attempts(url: str, many: int, until: float, run: Run = as_the_program_does) -> Iterator[Ended]:
    """Each job again and again, ended one statement later each time, until it gets to its end."""
    judge = Database(url)
    for name, job in jobs(judge):
        for at in (*range(many), NEVER):
            over = False
            for how in ("before", "after"):
                if time.monotonic() > until:
                    at = NEVER
                one = _attempt(judge, f"{name}, {how} statement {at}", Moment(f"{how}:{at}", ended_by(url)), job, run)
                yield one
                over = not one.struck
                if over:
                    break
            if over:
                break
    judge.close()


def _attempt(judge: Database, where: str, moment: Moment, job: Job, run: Run) -> Ended:
    before, said, unreachable = on_record(judge), "", False
    database = moment.watch(Database(judge.url))
    try:
        run(database, job)
    except Unreachable as error:
        said, unreachable = error.message, True
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
    database.close()
    return Ended(where, said, moment.struck, on_record(judge) != before, unreachable)


def on_record(database: Database) -> Mapping[str, Any]:
    """A fingerprint of every table."""

    def job(session: Session) -> dict[str, Any]:
        names = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        one = "(SELECT sum(hashtextextended(t::text, 0)) FROM {0} t)"
        found = session.execute(text(f"SELECT {', '.join(one.format(name) for name in names)}")).one()
        return dict(zip(names, found, strict=True))

    return database.run(job)


def prove(server: Scratch, many: int = MANY, minutes: float = 5) -> Proved:
    """Every statement of the jobs, both sides."""
    database = server.database()
    database.close()
    found = list(attempts(database.url, many, time.monotonic() + 60 * minutes))
    struck = sum(one.struck for one in found)
    broken = tuple(words for one in found for words in one.broken)
    return Proved(
        "P3",
        f"pg_terminate_backend at {struck} points, before and after every statement of import, generation, the start "
        "of a session and the recording of a reading",
        f"{struck} rolled back and said in words, the job done afterwards by itself again; {len(broken)} not",
        broken,
        about="An import and the results of a file are tried a second time by the command line, entries by the outbox "
        "of the window until they arrive; everything else says that nothing was written and is done again by hand.",
    )
