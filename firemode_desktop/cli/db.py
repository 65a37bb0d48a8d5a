"""``firemode db``: the database itself."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli import office
from firemode_desktop.cli.desk import Answer, Desk
from firemode_desktop.domain.errors import Missing, Refused

if TYPE_CHECKING:
    from firemode_desktop.database import Database
    from firemode_desktop.services.backups.plan import Plan


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``db status / upgrade / downgrade / backup / prove / keep / restore / start / stop / url``."""
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
    up.add_argument("--without-backup", action="store_true", help="where one was made and proved elsewhere just now")
    up.set_defaults(command=upgrade)
    down = verbs.add_parser("downgrade", parents=[common], help="take the schema back; every row is archived")
    down.add_argument("revision")
    down.add_argument("--yes-downgrade", action="store_true", help="needed: this is not done by accident")
    down.set_defaults(command=downgrade)
    for verb, deed, words in (
        ("backup", backup, "write a backup"),
        ("prove", prove, "restore a backup beside the database, compare it, and let it go"),
        ("restore", restore, "bring a backup back, also where the database is of another major version"),
    ):
        parser = verbs.add_parser(verb, parents=[common], help=words)
        parser.add_argument("file", type=Path)
        parser.set_defaults(command=deed)
    keeping = verbs.add_parser("keep", parents=[common], help="a series of proved backups, for a schedule",
                               description=KEEP)  # fmt: skip
    keeping.add_argument("--now", action="store_true", help="make one although none is due")
    keeping.add_argument("--folder", type=Path, help="where to; best on another disk")
    keeping.add_argument("--every", type=int, metavar="DAYS", help="how often (1)")
    for name, words in (("days", "7"), ("weeks", "5"), ("months", "12"), ("years", "7")):
        keeping.add_argument(
            f"--{name}", type=int, metavar="N", help=f"keep the newest of each of the last N ({words})"
        )
    keeping.add_argument("--evidence", action=argparse.BooleanOptionalAction, help="copy evidence files as well (yes)")
    keeping.add_argument("--off", action="store_true", help="make no backups by itself any more")
    keeping.set_defaults(command=keep)
    office.add(verbs, common)


def _opened(desk: Desk) -> Database:
    """The database as it stands, whatever its schema; as its owner for the login that changes the schema."""
    opened = desk.open_unchecked()
    database = opened.owners()
    if database is not opened:
        desk.on_close(database.close)
    return database


def status(desk: Desk, _: argparse.Namespace) -> Answer:
    """Show the state."""
    from firemode_desktop.queries import audit_chain
    from firemode_desktop.services import guards
    from firemode_desktop.services.changes import logged
    from firemode_desktop.services.logins import PROVISION, logins, provision_again

    database = _opened(desk)
    state, replica = database.schema_state(), database.replica_standing()
    head = database.run(audit_chain.head) if state.is_current else None
    guarded = database.run(guards.look) if state.is_current else guards.Guards()
    people = list(database.run(logins).values()) if state.is_current else []
    differing = database.run(provision_again) if state.is_current else ()
    document = {
        "url": database.masked,
        "server_version": state.server_version,
        "revision": state.revision,
        "head": state.head,
        "current": state.is_current,
        "embedded": desk.settings.embedded,
        "audit": {"rows": database.run(logged), "head": head.hash.hex()} if head else None,
        "guards_off": list(guarded.off),
        "foreign": list(guarded.foreign),
        "rights_differ": list(differing),
        "logins": [
            {"login": one.username, "groups": list(one.groups), "differs": one.words, "run": one.run} for one in people
        ],
        "read": replica and {"url": replica.url, "lag_s": replica.lag_s, "state": replica.state},
    }
    schema = "up to date" if state.is_current else f"at {state.revision or 'none'}, the program needs {state.head}"
    lines = [database.masked, f"PostgreSQL {state.server_version}, schema {schema}", replica.words if replica else ""]
    lines += [f"{one.username}: {one.words}" + (f" – run: {one.run}" if one.run else "") for one in people if one.words]
    lines += [f"The server's rights differ: {one}" for one in differing]
    lines += [f"An administrator of the server runs: {PROVISION} DATABASE"] if differing else []
    lines += [f"Not on guard: {sentence}" for sentence in guarded.off]
    lines += list(guarded.foreign)
    return Answer(document, "\n".join(filter(None, lines)), 3 if guarded.off or differing else 0)


def upgrade(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Upgrade."""
    from firemode_desktop.services.opening import back_up_before

    database = _opened(desk)
    before, kept = database.schema_state().revision, None
    if before not in (None, database.schema_state().head) and not chosen.without_backup:
        try:
            kept = str(back_up_before(database, desk.settings, chosen.revision, desk.tell if desk.verbose else None))
        except Refused as error:
            raise Refused(error.message, [*error.details, ELSEWHERE]) from error
    database.upgrade(desk.tell if desk.verbose else None, chosen.revision)
    after = database.schema_state().revision
    words = f" A backup of before is kept as {kept}." if kept else ""
    return Answer({"from": before, "revision": after, "backup": kept}, f"The schema is at {after}.{words}")


def downgrade(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Downgrade, when it is really meant."""
    if not chosen.yes_downgrade:
        raise Refused(
            "A downgrade takes columns and tables away (archived, and brought back by the next upgrade).",
            ["Say --yes-downgrade to go on."],
        )
    from firemode_desktop.services.opening import back_up_before

    database = _opened(desk)
    before, tell = database.schema_state().revision, desk.tell if desk.verbose else None
    kept = str(back_up_before(database, desk.settings, f"downgrade to {chosen.revision}", tell))
    database.downgrade(chosen.revision, tell)
    after = database.schema_state().revision
    words = f"The schema is at {after or 'none'}. A backup of before is kept as {kept}."
    return Answer({"from": before, "revision": after, "backup": kept}, words)


def backup(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Back up."""
    from firemode_desktop.services import backups

    chosen.file.absolute().parent.mkdir(parents=True, exist_ok=True)
    written = backups.backup(_opened(desk), chosen.file, desk.tell if desk.verbose else None)
    return Answer(written.to_dict(), f"Wrote {chosen.file} ({written.rows:,} rows in {written.tables} tables).")


def prove(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Prove a backup."""
    from firemode_desktop.services import backups

    if not chosen.file.exists():
        raise Missing(f"There is no file {chosen.file}.")
    manifest = backups.prove(_opened(desk), chosen.file, desk.tell if desk.verbose else None)
    held = manifest.content
    words = f"{chosen.file} is whole: {held.rows:,} rows in {len(held.tables)} tables came back as they were written."
    return Answer({"file": str(chosen.file), "rows": held.rows, "tables": len(held.tables), "proved": True}, words)


ELSEWHERE = "Where a backup was made and proved elsewhere just now: firemode db upgrade --without-backup"
KEEP = (
    "Makes a backup when one is due, proves it by restoring it beside the database, copies new evidence files, and "
    "lets older backups go. Any of the choices is remembered. Run it from cron or the Task Scheduler, or leave it to "
    "the window, which follows the same plan while it is open."
)


def keep(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Follow the plan of backups, or change it."""
    from firemode_desktop.services.backups import plan, series
    from firemode_desktop.services.backups.tools import address

    if chosen.off:
        plan.save(desk.settings.data_dir, None)
        return Answer({"plan": None}, "No backups are made by themselves any more; those that are there stay.")
    before = plan.load(desk.settings.data_dir)
    wanted = _wanted(chosen, before)
    if wanted != before:
        plan.save(desk.settings.data_dir, wanted)
    database = _opened(desk)
    name = address(database.url).database
    if not chosen.now and not series.due(wanted, name, desk.now()):
        last = series.kept(wanted.folder, name)[0]
        words = f"Nothing is due: the last backup is {last.path}. Another one is made every {_days(wanted.every_days)}."
        return Answer({"plan": wanted.to_dict(), "made": None, "last": str(last.path)}, words)
    made = series.carry_out(database, wanted, desk.settings.evidence_dir, desk.tell if desk.verbose else None)
    lines = [f"Wrote and proved {made.written.file} ({made.written.rows:,} rows in {made.written.tables} tables)."]
    if made.evidence_copied:
        lines.append(f"Copied {made.evidence_copied:,} evidence files.")
    lines += [f"Evidence {one} is damaged in the store and was not copied." for one in made.evidence_damaged]
    lines += [f"Let go: {path}" for path in made.let_go]
    document = {"plan": wanted.to_dict(), "made": made.written.to_dict(), "let_go": [str(one) for one in made.let_go],
                "evidence_copied": made.evidence_copied, "evidence_damaged": list(made.evidence_damaged)}  # fmt: skip
    return Answer(document, "\n".join(lines), 3 if made.evidence_damaged else 0)


def _wanted(chosen: argparse.Namespace, before: Plan | None) -> Plan:
    """The plan that is asked for, over the one that is followed already."""
    from firemode_desktop.domain.retention import Retention
    from firemode_desktop.services.backups.plan import Plan

    if before is None and chosen.folder is None:
        raise Refused("There is no plan of backups yet.", ["Say where to: firemode db keep --folder FOLDER"])
    kept = before or Plan(chosen.folder)
    said = {name: many for name in ("days", "weeks", "months", "years") if (many := getattr(chosen, name)) is not None}
    return Plan(
        (chosen.folder or kept.folder).absolute(),
        kept.every_days if chosen.every is None else chosen.every,
        Retention(**{**asdict(kept.keep), **said}),
        kept.evidence if chosen.evidence is None else chosen.evidence,
    )


def _days(many: int) -> str:
    return "day" if many == 1 else f"{many} days"


def restore(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Restore."""
    from firemode_desktop.embedded import renewal
    from firemode_desktop.services import audit_heads, backups
    from firemode_desktop.services.backups import anew

    if not chosen.file.exists():
        raise Missing(f"There is no file {chosen.file}.")
    tell = desk.tell if desk.verbose else None
    server = desk.embedded_server() if desk.settings.embedded else None
    if server is not None and renewal.needed(server.home):
        restored = anew.restore(server.home, chosen.file, tell)
        database = _opened(desk)
    else:
        database = _opened(desk)
        restored = backups.restore(database, chosen.file, tell)
    database.run(lambda session: audit_heads.accept(session, desk.settings.data_dir, desk.now()))
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
