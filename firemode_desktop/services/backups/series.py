"""Backups that are made by themselves: one file each in a folder, proved before it counts, older ones let go.

    FireMode firemode 2026-11-23 081500Z.fmbackup     the records; under this name only once it was proved
    evidence/ab/abcdef….jpg                           each evidence file once; never changed and never let go

A backup that could not be proved stays beside them under ``….unproved``, for somebody to look at.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import FiremodeError, Refused
from firemode_desktop.domain.retention import is_due
from firemode_desktop.embedded.locks import FileLock
from firemode_desktop.services import backups
from firemode_desktop.services.backups.plan import Plan
from firemode_desktop.services.backups.tools import address
from firemode_desktop.services.files import beside

Tell = Callable[[str], None]
SUFFIX, UNPROVED, EVIDENCE, LOCK = ".fmbackup", ".unproved", "evidence", ".backup.lock"
_STAMP = "%Y-%m-%d %H%M%SZ"
_HASHED = re.compile(r"[0-9a-f]{2}/([0-9a-f]{64})(?:\.[A-Za-z0-9]+)?")
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup of the series that was proved."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """One round: the backup that was written and proved, the older ones that were let go, evidence that was copied."""

    written: backups.Written
    let_go: tuple[Path, ...]
    evidence_copied: int
    evidence_damaged: tuple[str, ...]


def kept(folder: Path, database: str) -> tuple[Kept, ...]:
    """The proved backups of a database in a folder, the newest first; none where the folder is not there."""
    pattern = re.compile(
        rf"FireMode {re.escape(_named(database))} (\d{{4}}-\d{{2}}-\d{{2}} \d{{6}}Z){re.escape(SUFFIX)}"
    )
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = pattern.fullmatch(path.name)
        if match and path.is_file():
            found.append(Kept(path, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)))
    return tuple(sorted(found, key=lambda one: one.made_at, reverse=True))


def due(plan: Plan, database: str, now: datetime) -> bool:
    """Whether the plan asks for a backup now; ``now`` with its zone."""
    found = kept(plan.folder, database)
    return is_due(found[0].made_at if found else None, plan.every_days, now)


def carry_out(database: Database, plan: Plan, evidence: Path, tell: Tell | None = None) -> Made:
    """Write a backup, prove it by restoring it beside the database, copy new evidence, let go what is kept no longer.

    ``tell`` is told what is being done; what it raises stops the work, and nothing half-done stays. Nothing is let go
    before the new backup was proved.

    Raises:
        Refused: the folder cannot be written, no tool here fits the server, a round is under way already, or what came
            back was not what went in; such a file stays, marked as unproved.
        Unreachable: the server does not answer.
    """
    say = tell or _say_nothing
    with _alone(plan.folder):
        written = _written(database, plan.folder, say)
        copied, damaged = _copy_evidence(evidence, plan.folder / EVIDENCE, say) if plan.evidence else (0, ())
        stands = plan.keep.kept(one.made_at for one in kept(plan.folder, address(database.url).database))
        let_go = tuple(
            one.path for one in kept(plan.folder, address(database.url).database) if one.made_at not in stands
        )
        for path in let_go:
            path.unlink(missing_ok=True)
    return Made(written, let_go, copied, damaged)


def before(database: Database, folder: Path, what: str, tell: Tell | None = None) -> Path:
    """A proved backup of a database before something is done to it: ``before WHAT …``. It is never let go by itself.

    Raises:
        Refused: it cannot be written or proved; then the deed is not to be begun.
    """
    say = tell or _say_nothing
    with _alone(folder):
        return Path(_written(database, folder, say, f" before {what}").file)


def _written(database: Database, folder: Path, say: Tell, what: str = "") -> backups.Written:
    """A proved backup under its name in the folder; the time in the name is that of the manifest."""
    name = f"FireMode {_named(address(database.url).database)}"
    place = folder / f"{name} {os.getpid()}{UNPROVED}"
    try:
        written = backups.backup(database, place, say)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    path = folder / f"{name}{what} {written.made_at.astimezone(UTC):{_STAMP}}{SUFFIX}"
    try:
        backups.prove(database, place, say)
    except FiremodeError as error:
        unproved = path.with_name(path.name + UNPROVED)
        os.replace(place, unproved)
        raise type(error)(
            f"The backup could not be proved: {error.message} It is kept as {unproved}.", error.details
        ) from error
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    os.replace(place, path)
    return backups.Written(**{**written.to_dict(), "file": str(path)})


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One round at a time in a folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        ours = lock.acquire(shared=False)
    except OSError as error:
        raise Refused(f"Backups cannot be written to {folder}: {error.strerror}.") from error
    if not ours:
        raise Refused(f"A backup to {folder} is being made already.")
    try:
        yield
    finally:
        lock.release()


def _copy_evidence(store: Path, folder: Path, say: Tell) -> tuple[int, tuple[str, ...]]:
    """Copy each evidence file that is not there yet, and check it by its name; how many, and which were damaged."""
    copied, damaged = 0, []
    for path in sorted(store.rglob("*")) if store.is_dir() else ():
        name = path.relative_to(store).as_posix()
        match = _HASHED.fullmatch(name)
        target = folder / name
        if match is None or not path.is_file() or target.exists():
            continue
        say(f"Copying evidence … {copied:,}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with beside(target) as place:
                if _copied(path, place) != match[1]:
                    raise ValueError(name)
        except ValueError:
            damaged.append(name)
            continue
        except OSError as error:
            raise Refused(f"Evidence cannot be copied to {folder}: {error.strerror}.") from error
        copied += 1
    return copied, tuple(damaged)


def _copied(source: Path, place: Path) -> str:
    """Copy a file to the disk; the SHA-256 (hex) of what was copied."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, place.open("xb") as writing:
        while chunk := reading.read(CHUNK):
            digest.update(chunk)
            writing.write(chunk)
        writing.flush()
        os.fsync(writing.fileno())
    shutil.copystat(source, place)
    return digest.hexdigest()


def _named(database: str) -> str:
    """The name of a database as part of a file name."""
    return re.sub(r"[^\w.-]+", "_", database)


def _say_nothing(text: str) -> None:
    """For callers who do not listen."""
