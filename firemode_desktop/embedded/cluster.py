"""The cluster on disk: made once under a random password, known from then on, never replaced by an empty one."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from firemode_desktop.domain.errors import Refused
from firemode_desktop.embedded.account import Account, die_with_parent
from firemode_desktop.embedded.binaries import Binaries
from firemode_desktop.embedded.home import Home, write_whole

SUPERUSER = "firemode"
_SHUT_DOWN = (1, 2)  # DBState in catalog/pg_control.h: DB_SHUTDOWNED, DB_SHUTDOWNED_IN_RECOVERY
_INITDB = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--auth-local=scram-sha-256",
    "--auth-host=scram-sha-256",
    "--data-checksums",
    "-c",
    "timezone=UTC",
    "-c",
    "log_timezone=UTC",
    "-c",
    "max_connections=100",
    "-c",
    "jit=off",
)


@dataclass(frozen=True)
class Making:
    """How a cluster is made: by which binaries, for which account, and whether it is to outlast a power cut."""

    binaries: Binaries
    account: Account | None
    sync: bool


def ensure(home: Home, major: int, making: Making, tell: Callable[[str], None]) -> None:
    """See that the cluster is there and is the one that belongs here; make it on the very first start.

    ``major`` is the version of the binaries. Raises Refused where a known cluster is missing or replaced, or was made
    by another major version.
    """
    try:
        known = _known(home)
        if (home.cluster / "global" / "pg_control").is_file():
            _check(home, major, known)
        elif known is not None or home.cluster.exists():
            raise Refused(_MISSING.format(cluster=home.cluster, marker=home.marker))
        else:
            tell("Creating the database for the first time …")
            _make(home, making)
        if known is None:
            remember(home)
    except PermissionError as error:
        raise Refused(
            f"The database in {home.folder} belongs to another account of this machine; "
            "start the program as the person who made it, or choose another folder with --data-dir."
        ) from error


def system_identifier(cluster: Path) -> int:
    """The number PostgreSQL gave this cluster when it was made (the first eight bytes of ``pg_control``)."""
    return int.from_bytes(_control(cluster)[:8], sys.byteorder)


def was_shut_down(cluster: Path) -> bool:
    """Whether the server was stopped in peace; otherwise the next start recovers first."""
    return int.from_bytes(_control(cluster)[16:20], sys.byteorder) in _SHUT_DOWN


def read_password(home: Home) -> str:
    """The superuser's password."""
    return home.password_file.read_text(encoding="ascii").strip()


def made_by(home: Home) -> str | None:
    """The major version of PostgreSQL that made the cluster, e.g. ``15``; None where there is no cluster."""
    try:
        return (home.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


_OTHER = "The database in {cluster} was made by PostgreSQL {made}; this program comes with PostgreSQL {major}. "
_OF_A_NEWER = "A newer version of the program made it: install that one here."
_OF_AN_OLDER = (
    "Write a backup with the program that made it (firemode db backup FILE), or take the last one there is, and bring "
    "it back with this program: firemode db restore FILE. The old database is kept beside the new one; what was "
    "written after the backup is not brought over."
)
_MISSING = (
    "The database that was kept in {cluster} is not there any more; an empty one is not put in its place. "
    "Bring the folder back from a backup. If the records are given up on purpose, remove {marker} first."
)


def _control(cluster: Path) -> bytes:
    with (cluster / "global" / "pg_control").open("rb") as file:
        return file.read(20)


def _known(home: Home) -> int | None:
    """The identifier of the cluster that belongs here; None before the first start."""
    try:
        return int(json.loads(home.marker.read_text(encoding="utf-8"))["system_identifier"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"{home.marker} is damaged; bring it back from a backup.") from error


def remember(home: Home) -> None:
    """Note which cluster belongs here."""
    # as text: JSON readers elsewhere would round a 64-bit number
    write_whole(home.marker, json.dumps({"system_identifier": str(system_identifier(home.cluster))}))


def _check(home: Home, major: int, known: int | None) -> None:
    made = made_by(home)
    if made != str(major):
        newer = made is not None and made.isdigit() and int(made) > major
        words = _OTHER + (_OF_A_NEWER if newer else _OF_AN_OLDER)
        raise Refused(words.format(cluster=home.cluster, made=made, major=major))
    if known not in (None, system_identifier(home.cluster)):
        raise Refused(
            f"The database in {home.cluster} is not the one that was kept here. Bring the right one back; if the "
            f"exchange is intended, remove {home.marker} first."
        )
    if not home.password_file.is_file():
        raise Refused(f"The password of the database is missing: {home.password_file}. Bring it back from a backup.")


def _make(home: Home, how: Making) -> None:
    """Make the cluster beside its place, then move it there: a killed start leaves no half cluster behind."""
    for left_over in home.folder.glob("making-*"):
        shutil.rmtree(left_over)
    making = home.folder / f"making-{secrets.token_hex(4)}"
    making.mkdir(mode=0o700)
    password = secrets.token_urlsafe(32)
    write_whole(making / "password", password)
    if how.account:
        how.account.own(making)
        how.account.own(making / "password")
    _initdb(making, how)
    write_whole(home.password_file, password)
    (making / "cluster").rename(home.cluster)
    shutil.rmtree(making)
    sync_folder(home.folder)


def _initdb(making: Path, how: Making) -> None:
    done = subprocess.run(
        [
            *(how.binaries.path("initdb"), "-D", making / "cluster", f"--pwfile={making / 'password'}", *_INITDB),
            *([] if how.sync else ["--no-sync"]),
        ],
        capture_output=True,
        text=True,
        errors="replace",
        env=environment(),
        cwd=making,
        preexec_fn=as_account(how.account),
    )
    if done.returncode != 0:
        raise Refused(f"The database could not be created in {making.parent}: {done.stderr.strip()[-600:]}")


def as_account(account: Account | None, parent_death_signal: int | None = None) -> Callable[[], None] | None:
    """The ``preexec_fn`` that runs a program as ``account``. Only for a process without threads, as the keeper is."""
    if account is None and parent_death_signal is None:
        return None

    def prepare() -> None:
        if account:
            account.become()
        if parent_death_signal is not None:
            die_with_parent(parent_death_signal)  # after the change of account, which forgets it

    return prepare


def environment() -> dict[str, str]:
    """The environment for PostgreSQL's programs: English messages, nothing of ``PG…`` that a person may have set."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    original = kept.pop("LD_LIBRARY_PATH_ORIG", None)  # a bundle's loader path is not meant for the server
    if original is not None:
        kept["LD_LIBRARY_PATH"] = original
    return {**kept, "LC_ALL": "C"}


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` outlast a power cut."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
