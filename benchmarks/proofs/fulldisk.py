"""P5: a disk that is full, under the database and under every file that the program writes.

The disk is a real one of a few megabytes, in memory (tmpfs); mounting it takes root on Linux.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from benchmarks.materials import NOW, pilot_building
from benchmarks.proofs import Proved
from benchmarks.proofs.imports import Imports, Tell, Tried, Write, as_the_program_does
from benchmarks.proofs.kills import until_it_answers
from benchmarks.scratch import Scratch, scratch
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import FiremodeError, InDoubt
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.imports.baselines.plan import Plan
from firemode_desktop.services import backups, generating, testing
from firemode_desktop.services.log_desk import LogDesk

MANY = 100
OF_DATABASE_MB, OF_FILES_MB = 320, 4
MOST_LEFT_KB = 600
"""About what one import takes; a disk is filled up to a size by chance below it."""
FILES = 12
Record = Callable[[Database, UUID, testing.Result, UUID], object]


class Disk:
    """A mounted disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, left_kb: int) -> None:
        """Leave this much free."""
        self.empty()
        found = os.statvfs(self.folder)
        size = found.f_bavail * found.f_frsize - left_kb * 1024
        with self._ballast.open("wb") as file, suppress(OSError):
            os.posix_fallocate(file.fileno(), 0, max(size, 1))

    def empty(self) -> None:
        """Make room."""
        self._ballast.unlink(missing_ok=True)


def why_not() -> str:
    """Why no disk can be mounted here, or nothing."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "a disk of its own can be mounted by root on Linux alone"
    try:
        with mounted(1):
            return ""
    except (OSError, subprocess.CalledProcessError):
        return "no disk may be mounted here"


@contextmanager
def mounted(size_mb: int) -> Iterator[Disk]:
    """A disk of this size, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="firemode-disk-"))
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size_mb}m,mode=755", "tmpfs", str(folder)],
            check=True,
            capture_output=True,
        )
        try:
            yield Disk(folder)
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def lefts(many: int) -> Iterator[int]:
    """Kilobytes that are left: nothing every fourth time, otherwise by chance."""
    chance = random.Random("firemode full disk")
    for at in range(many):
        yield 0 if at % 4 == 0 else chance.randrange(MOST_LEFT_KB)


# --- the disk of the database -------------------------------------------------------------------------------------


def imports(
    server: Scratch, disk: Disk, many: int, until: float, write: Write = as_the_program_does
) -> Iterator[Tried]:
    """Imports, each on a disk that fills up; room is made behind each."""
    judge = server.database()
    building, by = pilot_building(judge)
    files = Imports(judge, building, by)
    for at, left in enumerate(lefts(many)):
        if time.monotonic() > until:
            break

        def when_full(
            through: Database, plan: Plan, batch_id: UUID, by: UUID, tell: Tell, at: int = at, left: int = left
        ) -> object:
            if at % 2:
                _new_journal(through)
            disk.fill(left)
            return write(through, plan, batch_id, by, tell)

        through = Database(judge.url)
        yield files.attempt(f"{left} kB left", through, when_full, partial(_make_room, server, disk, judge))
    judge.close()


def _new_journal(database: Database) -> None:
    """Let the database need a new file of its journal soon: that one is lacking then, not the place for rows."""
    with suppress(FiremodeError):
        database.run(lambda session: session.execute(text("SELECT pg_switch_wal()")))


def _make_room(server: Scratch, disk: Disk, judge: Database) -> None:
    disk.empty()
    server.again()
    until_it_answers(judge)


@dataclass(frozen=True)
class Reading:
    """One reading that was recorded while the disk was full. ``there``: whether it is on record afterwards."""

    said: str
    known: bool
    there: bool
    defect: str = ""

    @property
    def broken(self) -> tuple[str, ...]:
        """Every promise broken, in words."""
        found = []
        if self.said == "written" and not self.there:
            found.append("a reading reported as written is not there")
        if self.said != "written" and self.known and self.there:
            found.append(f"a reading is there and was reported otherwise: {self.said}")
        if self.defect:
            found.append(f"a reading: no sentence but {self.defect}")
        return tuple(found)


def as_the_window_does(database: Database, session_id: UUID, result: testing.Result, by: UUID) -> object:
    """One reading, one transaction."""
    return database.run(lambda session: testing.record(session, session_id, [result], by=by, at=NOW))


def readings(
    server: Scratch, disk: Disk, many: int, until: float, record: Record = as_the_window_does
) -> Iterator[Reading]:
    """The pressures of a session, each recorded while the disk is full."""
    judge = server.database()
    building, by = pilot_building(judge)
    judge.run(lambda session: generating.generate(session, building, "annual", today=NOW.date(), at=NOW))
    today = NOW.date()
    own = judge.run(lambda session: testing.create_session(session, building, "annual", scheduled_for=today, by=by))
    shown = judge.run(lambda session: testing.show(session, own))
    names = [each.identifier for each in shown.tests if each.identifier.startswith("PRESSURE")]
    recorded = text("SELECT count(*) FROM test_instances WHERE measured_value_numeric IS NOT NULL")
    for at, (name, left) in enumerate(zip(names, lefts(many), strict=False)):
        if time.monotonic() > until:
            break
        before = judge.run(lambda session: session.scalar(recorded)) or 0
        if at % 2:
            _new_journal(judge)
        disk.fill(min(left, 16))
        said, known, defect, through = "written", True, "", Database(judge.url)
        try:
            record(through, own, testing.Result(name, Decimal("44.1"), measured_at=NOW), by)
        except FiremodeError as error:
            said, known = error.message, not isinstance(error, InDoubt)
        except Exception as error:
            said = defect = f"{type(error).__name__}: {error}"
        through.close()
        _make_room(server, disk, judge)
        after = judge.run(lambda session: session.scalar(recorded)) or 0
        yield Reading(said, known, after > before, defect)
    judge.close()


# --- the disk of files --------------------------------------------------------------------------------------------


def files(server: Scratch, many: int) -> Iterator[str]:
    """What was wrong with evidence, a backup or an export that had no room; nothing where all was right."""
    database = server.database()
    pilot_building(database)
    with mounted(OF_FILES_MB) as disk, tempfile.TemporaryDirectory() as elsewhere:
        photo = Path(elsewhere) / "notes.txt"
        photo.write_text("The door of level 3 closes by itself. " * 6_000)
        store, backup, log = disk.folder / "evidence", disk.folder / "one.fmbackup", disk.folder / "log.jsonl"
        jobs: dict[str, Callable[[], object]] = {
            "evidence": lambda: EvidenceFolder(store).add(photo),
            "backup": lambda: backups.backup(database, backup),
            "export": lambda: LogDesk(Path(elsewhere), lambda: database).export(log, lambda *_: None),
        }
        for name, job in jobs.items():
            for at in range(many):
                disk.fill(at * 4)
                yield _left_by(name, job, disk)
        disk.empty()
        for name, job in jobs.items():
            try:
                job()
            except Exception as error:
                yield f"{name}: does not go on when there is room: {type(error).__name__}: {error}"
    database.close()


def _left_by(name: str, job: Callable[[], object], disk: Disk) -> str:
    wrong = ""
    try:
        job()
        wrong = f"{name}: was reported as written on a full disk"
    except FiremodeError:
        pass
    except Exception as error:
        wrong = f"{name}: no sentence but {type(error).__name__}: {error}"
    left = [file.name for file in disk.folder.rglob("*") if file.is_file() and file.name != "ballast"]
    return wrong or (f"{name}: left {', '.join(left)}" if left else "")


# --- all of it ----------------------------------------------------------------------------------------------------


def prove(server: Scratch, many: int = MANY, minutes: float = 3) -> Proved:
    """Imports and readings, then files."""
    if reason := why_not():
        return Proved("P5", "–", "–", skipped=reason)
    began = time.monotonic()
    with mounted(OF_DATABASE_MB) as disk, scratch(within=disk.folder) as small:
        written = list(imports(small, disk, many, began + 35 * minutes))
        recorded = list(readings(small, disk, many, began + 50 * minutes))
    beside = list(files(server, FILES))
    broken = [words for one in (*written, *recorded) for words in one.broken] + [words for words in beside if words]
    said = Counter("written" if one.said == "written" else "said" for one in (*written, *recorded))
    full = sum("disk of the database is full" in one.said for one in (*written, *recorded))
    return Proved(
        "P5",
        f"{len(written)} imports and {len(recorded)} readings on a real disk of {OF_DATABASE_MB} MB with nothing to "
        f"{MOST_LEFT_KB} kB left, the database's journal on it too; {len(beside)} times evidence, a backup and an "
        f"export on one of {OF_FILES_MB} MB",
        f"{said['written']} acknowledged, 0 lost" if not broken else f"{len(broken)} broken",
        tuple(broken),
        about=f"Of {said['said']} that were not written {full} were told that the disk of the database is full. The "
        "others lacked room for a file of the journal: PostgreSQL ends every connection then, and the sentence is that "
        "the connection was lost. After room was made everything went on, the server started again by the program "
        "where it had stopped. Of a file that had no room nothing is left, neither under its name nor beside it.",
    )
