"""The file of a journal: written behind, flushed, taken over from a window that died, never without what counts."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from firemode_desktop.domain.errors import Refused
from firemode_desktop.embedded.locks import FileLock
from firemode_desktop.services.journal.events import Entered, Event, Kept, Owner, Read, line, many, read

COMPACT_BYTES = 256 * 1024
_BINARY = getattr(os, "O_BINARY", 0)


class Journal:
    """The journal of one window; used by one thread at a time. ``told`` is what was found out of order, in words."""

    def __init__(self, path: Path, lock: FileLock, owner: Owner) -> None:
        self.path, self._lock, self._owner = path, lock, owner
        self.kept = Kept()
        self.told: tuple[str, ...] = ()
        self._handle: int | None = None
        self._ends = True
        self._compact_at = COMPACT_BYTES

    @classmethod
    def open(cls, folder: Path, owner: Owner) -> Journal:
        """The journal for a window: what other windows left behind when they died is in it.

        Raises:
            Refused: the folder cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            free, told = _free(folder, owner)
            journal = cls(*(free[0] if free else _fresh(folder)), owner)
            journal.told = told
            for path, lock in free:
                journal._take_over(path, lock)
        except OSError as error:
            raise _cannot(error) from error
        return journal

    def write(self, *events: Event) -> Kept:
        """Put events behind the others, on the disk when this returns; what all of them come to.

        Raises:
            Refused: they could not be written (the disk is full, say); none of them is kept.
        """
        start = None
        try:
            handle = self._opened()
            start = os.fstat(handle).st_size
            _write(handle, (b"" if self._ends else b"\n") + b"".join(map(line, events)))
        except OSError as error:
            self._take_back(start)
            raise _cannot(error) from error
        self._ends = True
        self.kept = self.kept.after(*events)
        self._compact_when_due()
        return self.kept

    def close(self) -> None:
        """Leave it to the next window; a journal with nothing in it goes."""
        self._shut()
        if self.kept.idle:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
        self._lock.release()

    def _opened(self) -> int:
        if self._handle is None:
            new = not self.path.exists() or not self.path.stat().st_size
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o600)
            if new:
                _write(self._handle, line(self._owner))
                _flush_folder(self.path.parent)
        return self._handle

    def _shut(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _take_back(self, start: int | None) -> None:
        """Nothing half-written stays; where even that fails, the next event begins a line of its own."""
        self._ends = False
        if self._handle is not None and start is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, start)

    def _take_over(self, path: Path, lock: FileLock) -> None:
        """Go on with a file that nobody writes any more: our own, or that of a window that died."""
        if not path.exists():
            return
        found = read(path.read_bytes())
        self.told += _words(found, path)
        if found.unread:
            _put_aside(path)
        if path == self.path:
            self.kept, self._ends = found.kept, found.ends
            return
        if not found.kept.idle:
            self.write(*found.kept.events())
        path.unlink()
        lock.release()

    def _compact_when_due(self) -> None:
        if self._handle is None or os.fstat(self._handle).st_size < self._compact_at:
            return
        with suppress(OSError):  # the long file is as good
            self._compact()

    def _compact(self) -> None:
        """Only what still counts: written beside, then renamed."""
        beside = self.path.with_suffix(".part")
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o600)
        try:
            _write(handle, b"".join(map(line, (self._owner, *self.kept.events()))))
            self._compact_at = max(COMPACT_BYTES, 4 * os.fstat(handle).st_size)
        finally:
            os.close(handle)
        self._shut()
        os.replace(beside, self.path)
        _flush_folder(self.path.parent)


def folder_for(data_dir: Path, database: str) -> Path:
    """Where the journals for a database lie; ``database`` names it without a password."""
    name = re.sub(r"[^a-z0-9]+", "-", database.lower()).strip("-")[:60]
    return data_dir / "journal" / f"{name}-{hashlib.sha256(database.encode()).hexdigest()[:8]}"


def elsewhere(folder: Path) -> tuple[str, ...]:
    """In words: what is kept on this computer for other databases than that of ``folder``."""
    waiting: dict[str, list[Entered]] = {}
    for path in _files(folder.parent, "*/*.jsonl"):
        if path.parent == folder:
            continue
        with suppress(OSError):
            found = read(path.read_bytes())
            if found.owner is not None and found.kept.waiting:
                waiting.setdefault(found.owner.database, []).extend(found.kept.waiting)
    return tuple(
        f"{many(entries)} for {database} {'is' if len(entries) == 1 else 'are'} kept on this computer as well; "
        "open that database to have them saved."
        for database, entries in waiting.items()
    )


def _files(folder: Path, pattern: str) -> list[Path]:
    """The journals of a folder; a folder or a link that leads nowhere is none, and keeps nobody from writing one."""
    return [path for path in sorted(folder.glob(pattern)) if path.is_file()]


Free = list[tuple[Path, FileLock]]


def _free(folder: Path, owner: Owner) -> tuple[Free, tuple[str, ...]]:
    """The journals in a folder that no living window writes, locked by us; about the others in words."""
    free: Free = []
    told: list[str] = []
    for path in _files(folder, "*.jsonl"):
        lock = _lock_of(path)
        if not lock.acquire(shared=False):
            told += _of_another_window(path)
        elif _database_of(path) not in (None, owner.database):
            lock.release()
            told.append(f"{path.name} is of another database ({_database_of(path)}); it is left as it is.")
        else:
            free.append((path, lock))
    return free, tuple(told)


def _fresh(folder: Path) -> tuple[Path, FileLock]:
    number = 0
    while True:
        number += 1
        path = folder / f"{number}.jsonl"
        lock = _lock_of(path)
        if not os.path.lexists(path) and lock.acquire(shared=False):
            return path, lock


def _lock_of(path: Path) -> FileLock:
    return FileLock(path.with_suffix(".lock"))


def _database_of(path: Path) -> str | None:
    found = read(path.read_bytes())
    return found.owner.database if found.owner is not None else None


def _of_another_window(path: Path) -> tuple[str, ...]:
    found = read(path.read_bytes())
    if found.owner is None or not found.kept.waiting:
        return ()
    whose, entries = found.owner, found.kept.waiting
    verb = "waits" if len(entries) == 1 else "wait"
    return (
        f"{many(entries)} {verb} in another window ({whose.person} on {whose.computer}, process {whose.pid}); "
        "that window saves them.",
    )


def _words(found: Read, path: Path) -> tuple[str, ...]:
    """In words: what of a journal could not be read."""
    said: tuple[str, ...] = ()
    if found.torn:
        said = ("One entry was still being written when the program ended; that one is not there.",)
    if found.unread:
        which = ", ".join(map(str, found.unread))
        lines = f"Line {which}" if len(found.unread) == 1 else f"Lines {which}"
        said += (f"{lines} of {path.name} cannot be read; the rest was, and a copy of the file is kept beside it.",)
    return said


def _put_aside(path: Path) -> None:
    number = 1
    while (copy := path.with_suffix(f".damaged-{number}")).exists():
        number += 1
    copy.write_bytes(path.read_bytes())
    copy.chmod(0o600)


def _cannot(error: OSError) -> Refused:
    why = (error.strerror or str(error)).lower()
    return Refused(f"This computer could not keep what was entered ({why}); make room and try again.", [str(error)])


def _write(handle: int, data: bytes) -> None:
    """All of it, on the disk when this returns."""
    while data:
        data = data[os.write(handle, data) :]
    _flush(handle)


def _flush(handle: int) -> None:
    """To the disk itself: macOS keeps what fsync wrote in the drive's memory unless it is asked more firmly."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined,unused-ignore]
        return
    os.fsync(handle)


def _flush_folder(folder: Path) -> None:
    """A new name is on the disk too; Windows has no such thing, and needs none."""
    with suppress(PermissionError, OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
