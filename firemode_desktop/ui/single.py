"""One window for a data directory. A second start raises the first window, hands it its file, and ends.

A lock file in the directory says who has the window; a local socket, which only this person can open, carries what a
second start asks for. A lock that its process left behind tells that the program ended unexpectedly.
"""

from __future__ import annotations

import faulthandler
import getpass
import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from firemode_desktop.domain.errors import Refused
from firemode_desktop.ui.language import tr

LOCK, FATAL = "window.lock", "fatal.log"
FATAL_BYTES = 1 << 18
PATIENCE_MS = 5_000
"""So long a window that is just being opened, or is busy, is waited for."""
LINE_MS = 500
RAISED = b"raised\n"


class OneWindow(QObject):
    """Whether this process has the window of a data directory, and what later starts ask of it."""

    asked = Signal(str)
    """Another start wants the window in front; with the path of a file to open, or an empty text."""

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = data_dir
        self.ended_badly: datetime | None = None
        """When the window of this directory was opened that ended without being closed; None where none was."""
        self._name = _name_of(data_dir)
        self._server: QLocalServer | None = None
        self._fatal: TextIO | None = None
        self._lock: QLockFile | None = None

    def begin(self, file: Path | None = None) -> bool:
        """Take the window of this directory; False where another process has it and has been asked to show it.

        Raises:
            Refused: another process has it and does not answer, or runs on another computer.
        """
        left = self.folder / LOCK
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            opened = datetime.fromtimestamp(left.stat().st_mtime, UTC) if left.exists() else None
        except OSError:
            return True  # opening the database says what is wrong with the directory
        lock = QLockFile(str(left))
        lock.setStaleLockTime(0)  # only the end of its process frees it
        until = QDeadlineTimer(PATIENCE_MS)
        while not lock.tryLock(50):
            if lock.error() != QLockFile.LockError.LockFailedError:
                return True
            if self._hand_over(file):
                return False
            if until.hasExpired():
                pid, computer, _ = lock.getLockInfo()
                raise Refused(
                    tr("FireMode is open already, on {computer}, but its window does not answer.", computer=computer),
                    [
                        tr("It is process {pid} there, and works in {folder}.", pid=pid, folder=str(self.folder)),
                        tr("Close it, or work in another directory: firemode --data-dir DIR app."),
                        tr(
                            "Where the directory was copied from another computer, and no window is open on it, "
                            "remove {lock}.",
                            lock=str(left),
                        ),
                    ],
                )
        self._lock, self.ended_badly = lock, opened
        self._listen()
        self._keep_watch()
        return True

    def _hand_over(self, file: Path | None) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(500):
            return False
        socket.write(json.dumps({"file": str(file.absolute()) if file else ""}).encode() + b"\n")
        socket.flush()
        return bool(socket.waitForReadyRead(PATIENCE_MS)) and bytes(socket.readAll().data()) == RAISED

    def _listen(self) -> None:
        QLocalServer.removeServer(self._name)  # what a process left that ended without closing it
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        self._server.listen(self._name)

    def _on_connected(self) -> None:
        """Read one line, answer it, and let go: a second start waits for nothing else."""
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        if not socket.canReadLine():
            socket.waitForReadyRead(LINE_MS)
        try:
            file = str(json.loads(bytes(socket.readLine().data()))["file"])
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.write(RAISED)
        socket.waitForBytesWritten(LINE_MS)
        socket.disconnectFromServer()
        self.asked.emit(file)

    def _keep_watch(self) -> None:
        """Where the interpreter itself dies, its last lines go into a file of the directory."""
        try:
            path = self.folder / FATAL
            anew = path.exists() and path.stat().st_size > FATAL_BYTES
            self._fatal = path.open("w" if anew else "a", encoding="utf-8")
            self._fatal.write(f"window opened {datetime.now(UTC).isoformat(timespec='seconds')}\n")
            self._fatal.flush()
        except OSError:
            return
        faulthandler.enable(self._fatal)

    def end(self) -> None:
        """Give the window back: it was closed as it should be."""
        if self._fatal is not None:
            faulthandler.disable()
            self._fatal.close()
            self._fatal = None
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None


def _name_of(data_dir: Path) -> str:
    """The socket's name: of this person and this directory, short enough for every system."""
    person = str(os.getuid()) if hasattr(os, "getuid") else getpass.getuser()
    place = os.path.realpath(data_dir)
    return f"firemode-{hashlib.sha256(f'{person} {place}'.encode()).hexdigest()[:20]}"
