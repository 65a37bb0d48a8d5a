"""One run of PostgreSQL over a cluster: clear the way, start, wait until it answers, stop."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

import psycopg2

from firemode_desktop.domain.errors import Refused, Unreachable
from firemode_desktop.embedded import cluster as on_disk
from firemode_desktop.embedded.account import Account
from firemode_desktop.embedded.binaries import Binaries
from firemode_desktop.embedded.home import RECOVERING, Home

PORT = 5432  # names the socket file; nothing listens on TCP on POSIX
LONGEST_SOCKET_FOLDER = 80  # sun_path holds 104 bytes on macOS, 108 on Linux; '/.s.PGSQL.5432.lock' takes 19
PATIENCE_S = 3.5  # for an orderly stop; after that the next start recovers
RETRY_S = 30.0  # how long a dying predecessor may stand in the way
_IN_THE_WAY = ("pre-existing shared memory block", "lock file", "could not create any Unix-domain sockets")
_PAUSE_S = 0.03


class Answer(Enum):
    """What comes back from where the server should be."""

    OURS = "our server"
    STARTING = "our server is starting or stopping"
    NOBODY = "nobody, or a stranger"


def ask(home: Home, host: str, port: int) -> Answer:
    """Who answers there? A pid proves nothing (it may be reused), so the server is asked for its cluster's identifier.

    Raises Refused where the server does not take the password that was kept for it.
    """
    try:
        connection = psycopg2.connect(
            host=host,
            port=port,
            user=on_disk.SUPERUSER,
            password=on_disk.read_password(home),
            dbname="postgres",
            connect_timeout=5,
        )
    except psycopg2.OperationalError as error:
        if "password authentication failed" in str(error):
            raise Refused(f"The database server does not take the password in {home.password_file}.") from error
        busy = re.search("starting up|not yet accepting|in recovery mode|shutting down", str(error))
        return Answer.STARTING if busy else Answer.NOBODY
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT system_identifier FROM pg_control_system()")
            ours = cursor.fetchone() == (on_disk.system_identifier(home.cluster),)
    except psycopg2.Error:
        ours = False
    finally:
        connection.close()
    return Answer.OURS if ours else Answer.NOBODY


class Run:
    """A PostgreSQL server that this process started, its parent: ``start``, then ``running``, then ``stop``."""

    def __init__(self, home: Home, binaries: Binaries, account: Account | None, options: Mapping[str, str]) -> None:
        self._home, self._binaries, self._account, self._options = home, binaries, account, options
        self._process: subprocess.Popen[bytes] | None = None
        self.host, self.port = "", PORT

    @property
    def pid(self) -> int:
        """The postmaster's pid; 0 where none is known."""
        return _pid_in_file(self._home.cluster) or 0

    def start(self, tell: Callable[[str], None]) -> None:
        """Start the server and wait until it answers, for as long as it recovers.

        Raises Unreachable, with the end of its log, where it gives up.
        """
        stop_orphan(self._home.cluster)
        clean = on_disk.was_shut_down(self._home.cluster)
        doing = "Starting the database" if clean else RECOVERING
        self.host, self.port = self._address()
        deadline = time.monotonic() + RETRY_S
        while True:
            tell(f"{doing} …")
            log_before = self._home.log.stat().st_size if self._home.log.exists() else 0
            self._launch()
            if self._wait_until_it_answers(lambda seconds: tell(f"{doing} … ({seconds} s)")):
                return
            said = self._log_since(log_before)
            if not any(words in said for words in _IN_THE_WAY) or time.monotonic() > deadline:
                raise Unreachable(f"The database server did not start. Its last words: {said}")
            time.sleep(0.3)

    def running(self) -> bool:
        """Whether the server still runs."""
        if sys.platform == "win32":
            return ask(self._home, self.host, self.port) is not Answer.NOBODY
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop the server: in order within PATIENCE_S, else at once (the next start then recovers)."""
        if sys.platform == "win32":
            for mode in ("fast", "immediate"):
                arguments = ["stop", "-D", self._home.cluster, "-m", mode, "-t", str(round(PATIENCE_S))]
                if _quietly([self._binaries.path("pg_ctl"), *arguments]) == 0:
                    return
        elif self._process is not None:
            _end(self._process)

    def _wait_until_it_answers(self, tell: Callable[[int], None]) -> bool:
        """Wait for the server's answer; False when it ended, or ran RETRY_S without a word."""
        started = last_word = time.monotonic()
        seconds = 1
        while self.running() if sys.platform != "win32" else True:
            answer = ask(self._home, self.host, self.port)
            now = time.monotonic()
            if answer is Answer.OURS:
                return True
            if answer is Answer.STARTING:
                last_word = now
            elif now - last_word > RETRY_S:
                self.stop()
                return False
            if now - started > seconds + 1:
                seconds = int(now - started)
                tell(seconds)
            time.sleep(_PAUSE_S)
        return False

    def _log_since(self, position: int) -> str:
        with self._home.log.open("rb") as log:
            log.seek(position)
            return log.read().decode("utf-8", "replace").strip()[-600:]

    def _launch(self) -> None:
        options = {**self._listening(), **self._options}
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self._home.log.open("ab") as log:
            if sys.platform == "win32":  # pg_ctl gives up administrator's rights, as the server demands
                quoted = subprocess.list2cmdline(arguments)
                start = ["start", "-D", self._home.cluster, "-W", "-l", self._home.log, "-o", quoted]
                _quietly([self._binaries.path("pg_ctl"), *start])
                return
            self._process = subprocess.Popen(
                [self._binaries.path("postgres"), "-D", self._home.cluster, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=on_disk.environment(),
                cwd="/",
                preexec_fn=on_disk.as_account(self._account, signal.SIGINT),
            )

    def _listening(self) -> dict[str, str]:
        if sys.platform == "win32":
            return {"listen_addresses": self.host, "port": str(self.port), "unix_socket_directories": ""}
        return {
            "listen_addresses": "",
            "port": str(self.port),
            "unix_socket_directories": self.host,
            "unix_socket_permissions": "0700",
        }

    def _address(self) -> tuple[str, int]:
        if sys.platform == "win32":
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                return "127.0.0.1", int(probe.getsockname()[1])
        folder = socket_folder(self._home, self._account)
        for left_over in folder.glob(".s.PGSQL.*"):  # its lock file may name a pid that is somebody else's by now
            left_over.unlink()
        return str(folder), PORT


def socket_folder(home: Home, account: Account | None) -> Path:
    """A folder for the socket that only this account can enter, short enough for a socket's address.

    In the data directory where its path is short and plain; else one of its own under /tmp, remembered.
    """
    inside = home.folder / "socket"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER and re.fullmatch(r"[A-Za-z0-9/._-]+", str(inside)):
        if not inside.is_dir():
            inside.mkdir(mode=0o700)
            if account:
                account.own(inside)
        return inside
    noted = home.folder / "socket-folder"
    if noted.is_file() and _is_ours(Path(noted.read_text(encoding="utf-8")), account):
        return Path(noted.read_text(encoding="utf-8"))
    made = Path(tempfile.mkdtemp(prefix="firemode-", dir="/tmp" if os.path.isdir("/tmp") else None))
    if account:
        account.own(made)
    noted.write_text(str(made), encoding="utf-8")
    return made


def remove_socket_folder(home: Home) -> None:
    """Remove the folder under /tmp, if there is one, after the server has stopped."""
    noted = home.folder / "socket-folder"
    if noted.is_file():
        shutil.rmtree(noted.read_text(encoding="utf-8"), ignore_errors=True)
        noted.unlink()


def stop_orphan(cluster: Path) -> None:
    """Stop a server whose keeper was killed, and remove a pid file whose pid belongs to somebody else by now.

    A pid that is dead is left to PostgreSQL, which knows what to do with it; so is, by its shared memory, what a
    killed server's children still do in the cluster.
    """
    pid = _pid_in_file(cluster)
    if sys.platform == "win32" or pid is None or not _exists(pid):
        return
    if not _serves(pid, cluster):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        return
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if not _exists(pid) or not _serves(pid, cluster):
            return
        os.kill(pid, how)
        deadline = time.monotonic() + PATIENCE_S
        while _exists(pid) and time.monotonic() < deadline:
            time.sleep(_PAUSE_S)


def _pid_in_file(cluster: Path) -> int | None:
    try:
        return int((cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").split("\n")[0])
    except (FileNotFoundError, ValueError):
        return None


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _serves(pid: int, cluster: Path) -> bool:
    """Whether the process is a postgres at work in this very cluster."""
    if sys.platform == "linux":
        try:
            name = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8", errors="replace").strip()
            return name == "postgres" and os.path.samefile(f"/proc/{pid}/cwd", cluster)
        except OSError:
            return False
    told = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, errors="replace")
    return "postgres" in told.stdout and str(cluster) in told.stdout


def _end(process: subprocess.Popen[bytes]) -> None:
    for how, patience_s in ((signal.SIGINT, PATIENCE_S), (signal.SIGQUIT, PATIENCE_S), (signal.SIGKILL, None)):
        if process.poll() is None:
            process.send_signal(how)
        try:
            process.wait(patience_s)
            return
        except subprocess.TimeoutExpired:
            continue


def _quietly(command: list[Path | str]) -> int:
    return subprocess.run(command, capture_output=True, env=on_disk.environment()).returncode


def _is_ours(folder: Path, account: Account | None) -> bool:
    """Whether this is still the folder that was made: a real one, of the right owner, closed to everybody else."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    owner = account.uid if account else os.geteuid()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == owner and stat.S_IMODE(found.st_mode) == 0o700
