"""The PostgreSQL that comes along: one server a data directory, shared by every window and command that uses it.

    server.py    what the program calls: ``EmbeddedServer(data_dir)``
    keeper.py    the process that starts the server, watches over it, and stops it after the last one out
    process.py   one run of PostgreSQL: start, wait, stop; stale pid files
    cluster.py   the cluster on disk: made once, known for ever, never replaced
    renewal.py   a new cluster in the place of one that another major version made
    account.py   the unprivileged account for root
    binaries.py  where ``postgres`` and ``initdb`` are
    home.py      the names of the files, the status one process leaves for the others
    locks.py     file locks that die with their holder

Every process that uses the server holds a shared lock on ``users.lock``; the keeper holds ``keeper.lock``. Both
vanish with their holder, however it dies, so that nothing needs repair after a crash.
"""

from __future__ import annotations

from firemode_desktop.embedded.home import RECOVERING
from firemode_desktop.embedded.server import EmbeddedServer, ServerStatus

__all__ = ["RECOVERING", "EmbeddedServer", "ServerStatus"]
