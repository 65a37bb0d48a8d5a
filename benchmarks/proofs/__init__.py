"""The promises of trust (specification, page 4), each with the way it is tried, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.scratch import Scratch

PROMISES = {
    "P1": "A client, a backend or the server is killed during an import: no partial import, none lost that was "
    "reported as written",
    "P2": "A connection is reset at any byte, around the COMMIT too: nothing partial, lost or doubled; an import in "
    "doubt is settled by its number",
    "P3": "The server ends a connection before or after any statement: rolled back, in words, and it can be done again",
    "P4": "A silent network: an error within 10 s, the window usable throughout, drafts kept; "
    "work on a server that answers is left alone",
    "P5": "The disk is full: nothing lost that was reported as written, a clear sentence, and it goes on afterwards",
    "P6": "Fifty writers on one row: no change lost, bulk UPDATEs included",
    "P7": "Every write by any client is in the audit chain, at a bounded price, without deadlocks",
    "P8": "An altered entry, an edited row, a cut tail of the chain is found",
    "P9": "What a role may not do, PostgreSQL refuses",
    "P10": "What is on record is never overwritten, and what was acknowledged while keying in is there, once",
    "P11": "Malformed files: no crash, no hang, no row that was not announced",
    "P12": "Backup, restore, verify: no difference; a damaged backup is refused before anything is replaced",
    "P13": "The schema goes down and up, killed at any statement: no row or value lost",
    "P14": "The application is killed: its server goes too; after a power cut the next start recovers",
}


@dataclass(frozen=True)
class Proved:
    """What came of one promise. ``tried`` and ``figure`` in words, ``broken`` each breach, ``skipped`` why not."""

    promise: str
    tried: str
    figure: str
    broken: tuple[str, ...] = ()
    skipped: str = ""
    about: str = ""
    """A paragraph for the page."""
    minutes: float = 0.0


Prove = Callable[[Scratch, int, float], Proved]
"""A proof: on this server, so many attempts, in about so many minutes at most."""
