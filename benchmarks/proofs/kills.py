"""P1: clients, backends and servers that are killed while a workbook of baselines is imported."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from benchmarks.materials import pilot_building
from benchmarks.proofs import Proved
from benchmarks.proofs.imports import Imports, Tried, Write, as_the_program_does
from benchmarks.proofs.moments import Fault, Moment
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Unreachable

MANY = 200
LATEST_MS = 300
STATEMENTS = 26
"""More than an import has."""
PATIENCE_S = 120.0


def moments(many: int) -> Iterator[str]:
    """Both sides of statements, and milliseconds by chance."""
    chance = random.Random("firemode kills")
    for at in range(many):
        side = ("before", "after")[at // 2 % 2]
        yield f"ms:{chance.randrange(LATEST_MS)}" if at % 2 else f"{side}:{chance.randrange(STATEMENTS)}"


def kill(pid: int) -> None:
    """SIGKILL, of a process that may have gone by itself."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def attempts(
    url: str, many: int, until: float, fault: Fault, back: Callable[[], object], write: Write = as_the_program_does
) -> Iterator[Tried]:
    """Imports, during each of which ``fault`` strikes; ``back`` brings the server back."""
    judge = Database(url)
    building, by = pilot_building(judge)
    imports = Imports(judge, building, by)
    for said in moments(many):
        if time.monotonic() > until:
            break
        moment = Moment(said, fault)
        through = moment.watch(Database(url))
        yield imports.attempt(said, through, write, partial(_afterwards, moment, back, judge))
    judge.close()


def _afterwards(moment: Moment, back: Callable[[], object], judge: Database) -> None:
    moment.over()
    back()
    until_it_answers(judge)


def until_it_answers(database: Database) -> None:
    """Wait until a server that was lost is back."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            database.schema_state()
        except Unreachable:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def prove(server: Scratch, many: int = MANY, minutes: float = 10) -> Proved:
    """Kills of the backend and of the server; those of the client are ``clients.py``'s."""
    first, second = server.database(), server.database()
    first.close()
    second.close()
    began = time.monotonic()
    backends = list(attempts(first.url, many, began + 30 * minutes, kill, lambda: None))
    servers = list(attempts(second.url, many, began + 60 * minutes, lambda _pid: kill(server.process()), server.again))
    broken = tuple(words for one in (*backends, *servers) for words in one.broken)
    return Proved(
        "P1",
        f"imports of the pilot workbook, SIGKILL of the backend {len(backends)} times and of the server "
        f"{len(servers)} times, before and after statements and at moments by chance",
        f"{_words(backends)} after the backend's; {_words(servers)} after the server's; {len(broken)} partial or lost",
        broken,
        about="The server is killed at its first process, its others end with it, and it is started again as the "
        "program starts it; the next start recovers from the journal of the database by itself.",
    )


def _words(found: list[Tried]) -> str:
    written = sum(one.said == "written" for one in found)
    return f"{written} written, {len(found) - written} not ({sum(one.doubted for one in found)} in doubt)"
