"""P12: a backup comes back without a difference, and one that is damaged is refused before anything is replaced."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.materials import pilot_building
from benchmarks.proofs import Proved
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.services import auditing, backups
from firemode_desktop.services.backups import content

MANY = 200
Restore = Callable[[Database, Path], object]


def damaged(held: bytes, many: int) -> Iterator[tuple[str, bytes]]:
    """One bit another one, every fourth time cut off instead; always the same for the same file."""
    chance = random.Random("firemode backups")
    for at in range(many):
        place = chance.randrange(len(held))
        if at % 4 == 3:
            yield f"cut off after {place} bytes", held[:place]
        else:
            bit = chance.randrange(8)
            yield f"bit {bit} of byte {place}", held[:place] + bytes([held[place] ^ 1 << bit]) + held[place + 1 :]


def attempts(database: Database, held: bytes, many: int, until: float, restore: Restore) -> Iterator[str]:
    """What was wrong with each damaged backup that was handed to ``restore``; nothing where it was refused."""
    before = _content(database)
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder) / "sent.fmbackup"
        for what, spoilt in damaged(held, many):
            if time.monotonic() > until:
                break
            sent.write_bytes(spoilt)
            try:
                restore(database, sent)
            except Invalid:
                yield ""
            except Exception as error:
                yield f"{what}: no sentence but {type(error).__name__}: {error}"
            else:
                yield f"{what}: was taken"
    if content.differences(before, _content(database)):
        yield "something was replaced by a damaged backup"


def _content(database: Database) -> content.Content:
    return database.run(lambda session: content.read(session, lambda _: None))


def prove(server: Scratch, many: int = MANY, minutes: float = 3) -> Proved:
    """A whole one, then so many damaged ones."""
    until = time.monotonic() + 60 * minutes
    database = server.database()
    pilot_building(database)
    before, broken = _content(database), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "one.fmbackup"
        backups.backup(database, file)
        held = file.read_bytes()
        backups.restore(database, file)
    differences = content.differences(before, _content(database))
    proof = database.read(lambda session: auditing.verify(session, lambda *_: None))
    broken += [*differences, *(one.sentence for one in proof.findings)]
    found = list(attempts(database, held, many, until, backups.restore))
    broken += [words for words in found if words]
    database.close()
    return Proved(
        "P12",
        f"{before.rows:,} rows of {len(before.tables)} tables backed up, restored and verified; "
        f"{len(found)} backups with a bit flipped or cut off",
        f"{len(differences)} differences, {len(proof.findings)} breaks of the chain; "
        f"{sum(not words for words in found)} of {len(found)} damaged ones refused, nothing replaced",
        tuple(broken),
        about="After the restore every table is compared by the hash of every value, and the chain is followed. A "
        "damaged backup is handed to `restore` itself, at a place by chance.",
    )
