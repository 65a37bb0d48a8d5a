"""P3: connections that the server ends, before and after the statements of every job of the demonstration."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.materials import NOW
from benchmarks.proofs import Proved
from benchmarks.proofs.moments import Moment, ended_by
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services.demo import Demo

MANY = 60
CLOSE = 12
"""The first statements of a job are taken one by one, later ones further apart."""
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


def as_the_program_does(database: Database, job: Job) -> Any:
    """One transaction."""
    return database.run(job)


def attempts(url: str, many: int, until: float, run: Run = as_the_program_does) -> list[Ended]:
    """Every job of the demonstration, ended at one statement after the other until it gets to its end.

    Of a long job the later statements are taken further apart; ``many`` ends of a job at most on each side. Each job is
    done in the end, so that the next one finds what it needs: registers, baselines, expected tests, the session with
    its results and photographs, handed in, reviewed, approved.
    """
    judge, found = Database(url), list[Ended]()

    def struck(job: Job) -> Any:
        name = job_name(job)
        at = 0
        for number in range(many + 1):
            if number == many or time.monotonic() > until:
                at = NEVER
            for how in ("before", "after"):
                one, answer = _attempt(judge, f"{name}, {how} statement {at}", _moment(how, at, url), job, run)
                found.append(one)
                if not one.struck:
                    return answer
            at += 1 + at // CLOSE
        raise AssertionError("A moment that never comes has come.")

    with TemporaryDirectory() as folder:
        Demo(struck, EvidenceFolder(Path(folder) / "evidence"), Path(folder) / "visit", NOW, _silent, earlier=0).whole()
    judge.close()
    return found


def job_name(job: Job) -> str:
    """What a job of the demonstration is called: its step."""
    while isinstance(job, partial):
        job = job.func
    return job.__qualname__.removeprefix("Demo.").partition(".")[0].strip("_").replace("_", " ")


def _moment(how: str, at: int, url: str) -> Moment:
    return Moment(f"{how}:{at}", ended_by(url))


def _silent(_: str) -> None:
    """Nobody listens."""


def _attempt(judge: Database, where: str, moment: Moment, job: Job, run: Run) -> tuple[Ended, Any]:
    """What became of a job, and what it answered where it got to its end."""
    before, said, unreachable, answer = on_record(judge), "", False, None
    database = moment.watch(Database(judge.url))
    try:
        answer = run(database, job)
    except Unreachable as error:
        said, unreachable = error.message, True
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
    database.close()
    return Ended(where, said, moment.struck, on_record(judge) != before, unreachable), answer


def on_record(database: Database) -> Mapping[str, Any]:
    """A fingerprint of every table."""

    def job(session: Session) -> dict[str, Any]:
        names = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        one = "(SELECT sum(hashtextextended(t::text, 0)) FROM {0} t)"
        found = session.execute(text(f"SELECT {', '.join(one.format(name) for name in names)}")).one()
        return dict(zip(names, found, strict=True))

    return database.run(job)


def prove(server: Scratch, many: int = MANY, minutes: float = 5) -> Proved:
    """Statements of every job, both sides."""
    database = server.database()
    database.close()
    found = attempts(database.url, many, time.monotonic() + 60 * minutes)
    struck = sum(one.struck for one in found)
    jobs = dict.fromkeys(one.where.partition(",")[0] for one in found)
    broken = tuple(words for one in found for words in one.broken)
    return Proved(
        "P3",
        f"pg_terminate_backend at {struck} points, before and after statements of every job of the demonstration: "
        f"{', '.join(jobs)}",
        f"{struck} rolled back and said in words, the job done afterwards by itself again; {len(broken)} not",
        broken,
        about="An import and the results of a file are tried a second time by the command line, entries by the outbox "
        "of the window until they arrive; everything else says that nothing was written and is done again by hand.",
    )
