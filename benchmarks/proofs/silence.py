"""P4: how long a silent network keeps a person waiting, at the usual settings of the program."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.materials import pilot_building
from benchmarks.network import Network, Weather
from benchmarks.proofs import Proved
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Unreachable

MANY = 1
PROMISED_S = 10.0
USABLE_MS = 1000.0
"""Longer than that between two turns a window is not usable."""
WORK_S = 20
"""Seconds of a statement on a server that works."""
Make = Callable[[str], Database]


class _Endless:
    """Rows that never end."""

    def read(self, _size: int) -> str:
        return "x\n" * 50_000


def _at_rest(session: Session) -> None:
    session.execute(text("SELECT 1"))


def _in_copy(session: Session) -> None:
    session.connection().connection.cursor().copy_expert("COPY words FROM STDIN", _Endless())


JOBS: dict[str, Callable[[Session], None]] = {
    "statement": _at_rest,
    "long statement": lambda session: session.execute(text("SELECT pg_sleep(60)")) and None,
    "COPY": _in_copy,
    "COMMIT": lambda _session: None,
}


def silent_for(url: str, job: Callable[[Session], None], make: Make = Database) -> float:
    """Seconds until a job is told that the network fell silent before it."""
    with Network(url) as network:
        database = make(network.url)

        def work(session: Session) -> None:
            session.execute(text("CREATE TEMPORARY TABLE words (word text)"))
            network.turn(Weather.SILENT)
            job(session)

        return _until_told(database, work)


def silent_at_rest(url: str, make: Make = Database) -> float:
    """The same where the network falls silent between two jobs: the kept connection, then a new one."""
    with Network(url) as network:
        database = make(network.url)
        database.run(_at_rest)
        network.turn(Weather.SILENT)
        return _until_told(database, _at_rest)


def _until_told(database: Database, job: Callable[[Session], None]) -> float:
    began = time.monotonic()
    try:
        database.run(job)
    except Unreachable:
        return time.monotonic() - began
    finally:
        database.close()
    raise AssertionError("it went through a silent network")


def works_on(url: str, seconds: float, make: Make = Database) -> bool:
    """Whether a statement that takes so long, on a server that works, gets to its end."""
    with Network(url) as network:
        database = make(network.url)
        try:
            database.run(lambda session: session.execute(text(f"SELECT pg_sleep({seconds})")))
        except Unreachable:
            return False
        finally:
            database.close()
    return True


def stood_still(server: Scratch) -> float:
    """The longest time (ms) between two turns of the window while its work waits in a silent network."""
    from benchmarks.gaps import Shown, worked  # Qt, for this alone

    database = server.database()
    pilot_building(database)
    database.close()
    with Network(database.url) as network, TemporaryDirectory() as folder:
        through = Database(network.url)
        with Shown(through, Path(folder), "eve") as window:
            network.turn(Weather.SILENT)
            longest = worked(window, lambda work: work.run(_at_rest), Unreachable)
            network.turn(Weather.FAIR)
        through.close()
    return longest


def prove(server: Scratch, many: int = MANY, _minutes: float = 3) -> Proved:
    """Every kind of statement, so many times, and a long one that must survive."""
    database = server.database()
    database.close()
    waits = {name: max(silent_for(database.url, job) for _ in range(many)) for name, job in JOBS.items()}
    waits["between two jobs"] = max(silent_at_rest(database.url) for _ in range(many))
    lives = works_on(database.url, WORK_S)
    broken = [f"{name}: {wait:.1f} s of silence" for name, wait in waits.items() if wait > PROMISED_S]
    still_ms = stood_still(server)
    if still_ms > USABLE_MS:
        broken.append(f"the window stood still for {still_ms:.0f} ms while the network was silent")
    if not lives:
        broken.append(f"a statement of {WORK_S} s on a server that works was ended")
    return Proved(
        "P4",
        f"a TCP proxy that takes everything and passes nothing on, {many} time(s) each",
        ", ".join(f"{name} {wait:.1f} s" for name, wait in waits.items())
        + f"; a statement of {WORK_S} s through the same proxy {'survives' if lives else 'was ended'}; "
        f"the window stood still for {still_ms:.0f} ms at most while its work waited",
        tuple(broken),
        about="The longest wait of each is given. A statement that has been without a word for 3 s is asked for by "
        "another connection on the same way (`database/liveness.py`); after 8 s without an answer, or while the "
        "server holds it for done, its connection is shut. Nothing is asked on a socket of the same computer. A server "
        "so busy that it does not greet a new connection within 5 s counts as silent.",
    )
