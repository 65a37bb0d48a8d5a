"""The keeper: a process of its own that starts the server, watches over it, and stops it after the last one out.

It learns of the others through ``users.lock`` alone, so it does not matter how they end. When it is killed itself,
the kernel stops the server on Linux; elsewhere the next keeper does.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from firemode_desktop.domain.errors import FiremodeError, Unreachable
from firemode_desktop.embedded import account, binaries, cluster, renewal
from firemode_desktop.embedded.home import Home, Status
from firemode_desktop.embedded.locks import FileLock
from firemode_desktop.embedded.process import Run, remove_socket_folder
from firemode_desktop.paths import is_bundle

ARGUMENT = "--keep-server"  # how the bundle, whose executable is the program itself, is asked to be the keeper
LOOK_EVERY_S = 0.1
RESTARTS = 3  # in a row; a server that keeps dying is left for a person to look at
STEADY_S = 60.0
LONGEST_LOG = 5_000_000  # bytes


def spawn(home: Home, run: str, options: Mapping[str, str]) -> None:
    """Start a keeper, detached from this process; it leaves its status in the home."""
    order = json.dumps({"data_dir": str(home.data_dir), "run": run, "options": dict(options)})
    module = [sys.executable, "-P", "-m", "firemode_desktop.embedded", order]
    command = [sys.executable, ARGUMENT, order] if is_bundle() else module
    path = [str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))}
    with home.log.open("ab") as log:
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
            _CHILDREN.append(subprocess.Popen(command, stderr=log, env=environ, creationflags=flags))
            return
        nothing = subprocess.DEVNULL
        # it forks once more and so is nobody's child: no zombie, no waiting
        subprocess.run(command, stdin=nothing, stdout=nothing, stderr=log, env=environ, start_new_session=True)


def main(arguments: list[str]) -> int:
    """Be the keeper for ``arguments[0]``, the order that ``spawn`` wrote."""
    if sys.platform != "win32" and os.fork():
        os._exit(0)
    order = json.loads(arguments[0])
    for ignored in (signal.SIGINT, getattr(signal, "SIGHUP", None)):
        if ignored is not None:
            signal.signal(ignored, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    os.chdir("/")
    home = Home(Path(order["data_dir"]))
    lock = FileLock(home.keeper_lock)
    if not lock.acquire(shared=False, wait_s=2):
        return 0  # another keeper is at work
    keeper = Keeper(home, order["run"], order["options"])
    try:
        return keeper.keep()
    finally:
        lock.release()


class Keeper:
    """One watch over one server."""

    def __init__(self, home: Home, run: str, options: Mapping[str, str]) -> None:
        self._home, self._run, self._options = home, run, options
        self._users = FileLock(home.users_lock)
        self._doing = ""

    def keep(self) -> int:
        """Start, watch, stop. What goes wrong is left in the status, in words."""
        try:
            self._say("starting")
            _rotate(self._home.log)
            server = self._prepare()
            self._watch(server)
        except FiremodeError as error:
            self._say("failed", error.message, error=error.code)
            return 1
        except Exception as error:
            traceback.print_exc()  # into the server's log
            words = f"The database server could not be started: {error}. Particulars are in {self._home.log}."
            self._say("failed", words, error=Unreachable.code)
            return 1
        finally:
            remove_socket_folder(self._home)
        self._home.status_file.unlink(missing_ok=True)
        return 0

    def _prepare(self) -> Run:
        found = binaries.find()
        major = found.major()
        needed = self._home.folder, found.folder, found.path("postgres")
        who = account.for_server(*needed)
        making = cluster.Making(found, who, sync=self._options.get("fsync") != "off")
        renewal.finish(self._home, lambda text: self._say("starting", text))
        cluster.ensure(self._home, major, making, lambda text: self._say("starting", text))
        return Run(self._home, found, who, self._options)

    def _watch(self, server: Run) -> None:
        """Keep the server up until nobody uses it; a server that is killed is started again."""
        deaths = 0
        try:
            while True:
                server.start(lambda text: self._say("starting", text))
                started = time.monotonic()
                self._say("ready", host=server.host, port=server.port, pid=server.pid)
                if self._until_unused(server):
                    return
                deaths = 1 if time.monotonic() - started > STEADY_S else deaths + 1
                if deaths > RESTARTS:
                    raise Unreachable(f"The database server stopped {deaths} times in a row; see {self._home.log}.")
        finally:
            server.stop()
            self._users.release()

    def _until_unused(self, server: Run) -> bool:
        """Wait: True when the last user is gone (and no new one can come in), False when the server died."""
        while server.running():
            if not self._is_held() and self._users.acquire(shared=False):
                return True
            time.sleep(LOOK_EVERY_S)
        return False

    def _is_held(self) -> bool:
        """Whether ``db start`` asked for this very run to stay; a note from before a power cut means nothing."""
        with contextlib.suppress(FileNotFoundError):
            return self._home.held.read_text(encoding="ascii") == self._run
        return False

    def _say(self, state: str, text: str = "", error: str = "", host: str = "", port: int = 0, pid: int = 0) -> None:
        text = self._doing = text or self._doing  # what was done last stays to be read by those who look seldom
        Status(self._run, os.getpid(), state, text, error, host, port, pid).write(self._home)


def _rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_suffix(".log.1"))


def _leave(number: int, frame: FrameType | None) -> None:
    """The machine is going down: stop the server in order."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(0)


_CHILDREN: list[subprocess.Popen[bytes]] = []  # on Windows, so that none is collected while it runs
