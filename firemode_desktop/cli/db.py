"""``firemode db``: the database itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.desk import Answer, Desk
from firemode_desktop.domain.errors import Missing, Refused

if TYPE_CHECKING:
    from firemode_desktop.database import Database


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``db status / upgrade / downgrade / backup / restore / start / stop / url``."""
    verbs = groups.add_parser("db", parents=[common], help="the database").add_subparsers(metavar="VERB", required=True)
    for verb, command, words in (
        ("status", status, "where it is, its version and its schema"),
        ("start", start, "keep the embedded server up after this command"),
        ("stop", stop, "let the embedded server go"),
        ("url", url, "the whole URL, password included"),
    ):
        verbs.add_parser(verb, parents=[common], help=words).set_defaults(command=command)
    up = verbs.add_parser("upgrade", parents=[common], help="bring the schema up to date")
    up.add_argument("revision", nargs="?", default="head")
    up.set_defaults(command=upgrade)
    down = verbs.add_parser("downgrade", parents=[common], help="take the schema back; every row is archived")
    down.add_argument("revision")
    down.add_argument("--yes-downgrade", action="store_true", help="needed: this is not done by accident")
    down.set_defaults(command=downgrade)
    for verb, deed, words in (("backup", backup, "write a backup"), ("restore", restore, "bring a backup back")):
        parser = verbs.add_parser(verb, parents=[common], help=words)
        parser.add_argument("file", type=Path)
        parser.set_defaults(command=deed)


def _opened(desk: Desk) -> Database:
    """The database as it stands, whatever its schema."""
    return desk.open_unchecked()


def status(desk: Desk, _: argparse.Namespace) -> Answer:
    """Show the state."""
    from firemode_desktop.services.changes import logged

    database = _opened(desk)
    state, replica = database.schema_state(), database.replica_standing()
    document = {
        "url": database.masked,
        "server_version": state.server_version,
        "revision": state.revision,
        "head": state.head,
        "current": state.is_current,
        "embedded": desk.settings.embedded,
        "audit": {"rows": database.run(logged) if state.is_current else 0, "head": None},  # there is no chain yet
        "read": replica and {"url": replica.url, "lag_s": replica.lag_s, "state": replica.state},
    }
    schema = "up to date" if state.is_current else f"at {state.revision or 'none'}, the program needs {state.head}"
    lines = [database.masked, f"PostgreSQL {state.server_version}, schema {schema}", replica.words if replica else ""]
    return Answer(document, "\n".join(filter(None, lines)))


def upgrade(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Upgrade."""
    database = _opened(desk)
    before = database.schema_state().revision
    database.upgrade(desk.tell if desk.verbose else None, chosen.revision)
    after = database.schema_state().revision
    return Answer({"from": before, "revision": after}, f"The schema is at {after}.")


def downgrade(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Downgrade, when it is really meant."""
    if not chosen.yes_downgrade:
        raise Refused(
            "A downgrade takes columns and tables away (archived, and brought back by the next upgrade).",
            ["Say --yes-downgrade to go on."],
        )
    database = _opened(desk)
    before = database.schema_state().revision
    database.downgrade(chosen.revision, desk.tell if desk.verbose else None)
    after = database.schema_state().revision
    return Answer({"from": before, "revision": after}, f"The schema is at {after or 'none'}.")


def backup(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Back up."""
    from firemode_desktop.services import backups

    chosen.file.absolute().parent.mkdir(parents=True, exist_ok=True)
    written = backups.backup(_opened(desk), chosen.file, desk.tell if desk.verbose else None)
    return Answer(written.to_dict(), f"Wrote {chosen.file} ({written.rows:,} rows in {written.tables} tables).")


def restore(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Restore."""
    from firemode_desktop.services import backups

    if not chosen.file.exists():
        raise Missing(f"There is no file {chosen.file}.")
    restored = backups.restore(_opened(desk), chosen.file, desk.tell if desk.verbose else None)
    words = f"Restored {restored.rows:,} rows in {restored.tables} tables; what was there is kept as {restored.kept}."
    return Answer(restored.to_dict(), words)


def start(desk: Desk, _: argparse.Namespace) -> Answer:
    """Keep the server up."""
    server = desk.embedded_server()
    server.start(desk.tell_start)
    server.hold()
    desk.on_close(server.stop)
    return Answer({"running": True}, "The embedded server stays up until: firemode db stop")


def stop(desk: Desk, _: argparse.Namespace) -> Answer:
    """Let the server go, and wait until it has stopped where nobody else uses it."""
    server = desk.embedded_server()
    server.settle()
    server.release()
    server.stop()
    running = server.status().running
    still = "The embedded server stops when nobody uses it any more."
    return Answer({"running": running}, still if running else "The embedded server has stopped.")


def url(desk: Desk, _: argparse.Namespace) -> Answer:
    """Print the URL."""
    whole = _opened(desk).url.replace("postgresql+psycopg2://", "postgresql://", 1)  # as every other program takes it
    return Answer({"url": whole}, whole)
