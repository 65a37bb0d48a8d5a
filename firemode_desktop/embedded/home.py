"""The files of the embedded server in a data directory, and the status that its keeper leaves for everybody else."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

RECOVERING = "Recovering after an unclean stop"
"""How the keeper's word begins when the server was not stopped in order the last time."""


@dataclass(frozen=True)
class Home:
    """Where things lie. ``marker`` is beside the folder, so that a folder deleted whole is still remembered."""

    data_dir: Path

    @property
    def folder(self) -> Path:
        """Everything of the server."""
        return self.data_dir / "postgres"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data directory, owned by the account that the server runs as."""
        return self.folder / "cluster"

    @property
    def marker(self) -> Path:
        """Says which cluster belongs here; without it a missing cluster could be mistaken for a first start."""
        return self.data_dir / "embedded-database.json"

    @property
    def password_file(self) -> Path:
        """The server's password, 0600."""
        return self.folder / "password"

    @property
    def log(self) -> Path:
        """What the server and its keeper say."""
        return self.folder / "server.log"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the server."""
        return self.folder / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the keeper for as long as it lives."""
        return self.folder / "keeper.lock"

    @property
    def held(self) -> Path:
        """Names the run of the server that is to stay up without users (``firemode db start``)."""
        return self.folder / "held"

    @property
    def status_file(self) -> Path:
        """What the keeper is doing."""
        return self.folder / "status.json"

    def make(self) -> None:
        """Make the folders that are not there yet, for this person alone; existing ones stay as they are.

        Root's may be passed through (not listed), since root's server runs as another account.
        """
        mode = 0o711 if sys.platform != "win32" and os.geteuid() == 0 else 0o700
        self.data_dir.mkdir(mode=mode, parents=True, exist_ok=True)
        self.folder.mkdir(mode=mode, exist_ok=True)
        os.close(os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))


@dataclass(frozen=True)
class Status:
    """What the keeper says: ``state`` is ``starting``, ``ready`` or ``failed``; ``host`` a socket folder or address.

    ``keeper`` and ``pid`` (the server's) are for people and logs; no decision rests on them.
    """

    run: str
    keeper: int
    state: str
    text: str = ""
    error: str = ""
    host: str = ""
    port: int = 0
    pid: int = 0

    def write(self, home: Home) -> None:
        """Leave it for the others, whole or not at all."""
        write_whole(home.status_file, json.dumps(asdict(self)), lasting=False)

    @classmethod
    def read(cls, home: Home) -> Status | None:
        """What the last keeper said; None where none ever did or it went in peace."""
        try:
            return cls(**json.loads(home.status_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def write_whole(path: Path, text: str, *, lasting: bool = True) -> None:
    """Write a file of 0600 so that it is there whole or as it was; ``lasting`` through a power cut."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        if lasting:
            file.flush()
            os.fsync(file.fileno())
    beside.replace(path)
