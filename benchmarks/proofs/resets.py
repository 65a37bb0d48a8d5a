"""P2: a connection that is reset after any byte, in either direction, around the COMMIT and its answer too."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator

from benchmarks.materials import pilot_building
from benchmarks.network import Network
from benchmarks.proofs import Proved
from benchmarks.proofs.imports import Imports, Tried, Write, as_the_program_does
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database

MANY = 200
END = 30
"""Bytes before the end of an import that hold the COMMIT, or the answer to it."""


def points(forth: int, back: int, many: int) -> Iterator[tuple[bool, int]]:
    """Direction and byte: every third around the COMMIT, every third around its answer, the others anywhere."""
    chance = random.Random("firemode resets")
    for at in range(many):
        if at % 3 == 0:
            yield True, forth - at // 3 % END
        elif at % 3 == 1:
            yield False, back - at // 3 % END
        else:
            whole = chance.random() < 0.5
            yield whole, chance.randrange(forth if whole else back)


def attempts(url: str, many: int, until: float, write: Write = as_the_program_does) -> Iterator[Tried]:
    """Imports, each through a connection of its own that is reset once."""
    judge = Database(url)
    building, by = pilot_building(judge)
    imports = Imports(judge, building, by)
    with Network(judge.url) as network:
        for _ in range(2):  # the second replaces what the first wrote, as all others do
            network.reset_after(True, None)
            imports.attempt("whole", Database(network.url))
        for forth, byte in points(network.passed[True], network.passed[False], many):
            if time.monotonic() > until:
                break
            network.reset_after(forth, max(byte, 0))
            where = f"{'to' if forth else 'from'} the server, byte {byte}"
            yield imports.attempt(where, Database(network.url), write)
    judge.close()


def prove(server: Scratch, many: int = MANY, minutes: float = 5) -> Proved:
    """So many resets."""
    database = server.database()
    database.close()
    found = list(attempts(database.url, many, time.monotonic() + 60 * minutes))
    words = Counter("written" if one.said == "written" else "refused" for one in found)
    broken = tuple(words for one in found for words in one.broken)
    doubted = sum(one.doubted for one in found)
    settled = sum(one.doubted and one.known for one in found)
    return Proved(
        "P2",
        f"{len(found)} imports through a TCP proxy that resets the connection (RST) after a byte",
        f"{words['written']} written, {words['refused']} not written; {doubted} in doubt, {settled} of them settled; "
        f"{len(broken)} partial, lost, doubled or misreported",
        broken,
        about="A third of the points lies within 30 bytes of the COMMIT, a third within 30 bytes of its answer, the "
        "others anywhere in either direction, the greeting of the server included. An import whose answer got lost is "
        "asked for by its own number (`services/settling.py`), in the window and on the command line.",
    )
