"""A new cluster in the place of one that another major version of PostgreSQL made.

The new one is made and filled in a home of its own, ``renewal`` in the data directory. Once it is proved, ``settle``
says so on disk; from then on every start goes on with ``finish`` until the two have changed places, however often it
is killed. Before that word the old cluster is the one, and what lies in ``renewal`` means nothing. The old cluster
and its password stay as ``cluster-15`` and ``password-15``.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from firemode_desktop.domain.errors import Refused
from firemode_desktop.embedded import binaries, cluster
from firemode_desktop.embedded.home import Home, Status, write_whole
from firemode_desktop.embedded.locks import FileLock
from firemode_desktop.embedded.process import stop_orphan

RENEWING = "A backup is being brought back into a new database"


def needed(home: Home) -> bool:
    """Whether the cluster was made by another major version than the server of this program, and still stands."""
    made_by = cluster.made_by(home)
    return made_by is not None and made_by != str(binaries.find().major()) and not _proved(home).exists()


@contextmanager
def alone(home: Home) -> Iterator[Path]:
    """Keep every other process from starting the server of ``home``; yields the data directory for the new one.

    Raises Refused where a server of ``home`` still runs.
    """
    lock = FileLock(home.keeper_lock)
    if not lock.acquire(shared=False, wait_s=2):
        raise Refused(f"The database in {home.folder} is in use; end the programs that use it first.")
    try:
        Status(secrets.token_hex(8), os.getpid(), "starting", f"{RENEWING} …").write(home)
        stop_orphan(home.cluster)
        yield _aside(home)
    finally:
        home.status_file.unlink(missing_ok=True)
        lock.release()


def settle(home: Home) -> None:
    """Say that what lies beside is proved: the next start of ``home`` puts it in its place."""
    write_whole(_proved(home), cluster.made_by(home) or "before")
    cluster.sync_folder(_aside(home))


def kept(home: Home, made_by: str) -> Path:
    """Where the old cluster goes: ``cluster-15``, or the first of ``cluster-15-2`` and so on that is free."""
    places = (home.folder / f"cluster-{made_by}{more}" for more in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(place for place in places if not place.exists())


def finish(home: Home, tell: Callable[[str], None]) -> None:
    """Put a proved new cluster in its place; called under the keeper's lock. One that is not proved goes.

    Each step may be the last one before a crash: the next call finds what is done already and goes on.
    """
    if not _proved(home).exists():
        shutil.rmtree(_aside(home), ignore_errors=True)  # an attempt that was killed
        return
    tell("Putting the new database in its place …")
    new = Home(_aside(home))
    if new.cluster.exists():
        if home.cluster.exists():  # the old one
            place = kept(home, _proved(home).read_text(encoding="utf-8"))
            if home.password_file.exists():
                write_whole(place.with_name(place.name.replace("cluster", "password", 1)), cluster.read_password(home))
            home.cluster.rename(place)
            cluster.sync_folder(home.folder)
        if new.password_file.exists():
            new.password_file.replace(home.password_file)
        new.cluster.rename(home.cluster)
        cluster.sync_folder(home.folder)
    cluster.remember(home)
    _proved(home).unlink()
    shutil.rmtree(new.data_dir, ignore_errors=True)


def _aside(home: Home) -> Path:
    return home.data_dir / "renewal"


def _proved(home: Home) -> Path:
    return _aside(home) / "proved"
