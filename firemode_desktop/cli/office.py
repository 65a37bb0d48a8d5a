"""``firemode db provision`` and ``firemode db login``: an office server, and who signs in there."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from firemode_desktop.cli.desk import Answer, Desk
from firemode_desktop.domain.errors import Invalid, Refused

PROVISION = (
    "Sets up a database for an office on a PostgreSQL server (15 or later): roles, owner, the login that changes the "
    "schema, the schema, all rights, and the first administrator. The URL is that of a superuser, who is needed for "
    "nothing else afterwards. Run again it changes nothing. Passwords are asked for, or read from standard input, one "
    "a line; they are never an argument, and the server is told only what proves them."
)


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``db provision`` and ``db login add / follow / password / revoke``."""
    setup = verbs.add_parser("provision", parents=[common], help="set up an office server", description=PROVISION)
    setup.add_argument("name", nargs="?", default="firemode", help="the database (firemode)")
    setup.add_argument("--admin", metavar="USERNAME", help="login of the first administrator")
    setup.add_argument("--admin-name", metavar="NAME", help="full name of the first administrator")
    setup.add_argument("--print", action="store_true", dest="print_only", help="print the SQL and do nothing")
    setup.set_defaults(command=provision)
    deeds = verbs.add_parser("login", parents=[common], help="who signs in on an office server").add_subparsers(
        metavar="DEED", required=True
    )
    for deed, command, words in (
        ("add", add_login, "let a person sign in, with the rights of their role"),
        ("password", new_password, "give a login another password"),
        ("revoke", revoke, "take a login away at once"),
    ):
        parser = deeds.add_parser(deed, parents=[common], help=words)
        parser.add_argument("login", metavar="USERNAME")
        if command is not revoke:
            parser.add_argument("--random", action="store_true", help="make up a password and print it, this once")
        parser.set_defaults(command=command)
    moved = deeds.add_parser("follow", parents=[common], help="give logins the rights that the list of people says")
    moved.add_argument("login", metavar="USERNAME", nargs="?", help="of one person; otherwise everybody's")
    moved.set_defaults(command=follow)


def provision(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Set up an office database."""
    from firemode_desktop.services import office

    if chosen.print_only:
        lines = list(office.script(chosen.name))
        return Answer({"sql": lines}, "\n".join(lines))
    if not chosen.admin or not chosen.admin_name:
        raise Invalid("Say who the first administrator is: --admin USERNAME --admin-name NAME.")
    url = _server_url(desk)
    administrator = office.Person(chosen.admin, chosen.admin_name, _password(f"Password of {chosen.admin}"))
    done = office.provision(url, chosen.name, administrator, _password(f"Password of {office.MIGRATOR}"))
    words = "\n".join(done.steps) or f"{done.database} was set up before; its rights are as they should be."
    return Answer({"database": done.database, "steps": list(done.steps)}, words)


def add_login(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Let a person sign in."""
    from firemode_desktop.services import office

    url, password = _server_url(desk), _chosen_password(chosen)
    group = office.add_login(url, chosen.login, password)
    shown = {"password": password} if chosen.random else {}
    words = f"{chosen.login} can sign in, with the rights of {group}."
    return Answer({"login": chosen.login, "group": group, **shown}, words + _told(shown))


def new_password(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Change a password."""
    from firemode_desktop.services import office

    url, password = _server_url(desk), _chosen_password(chosen)
    office.new_password(url, chosen.login, password)
    shown = {"password": password} if chosen.random else {}
    return Answer({"login": chosen.login, **shown}, f"{chosen.login} has a new password." + _told(shown))


def follow(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Let logins follow the list."""
    from firemode_desktop.services import office

    done = office.follow(_server_url(desk), chosen.login)
    lines = [f"{name}: {now.removeprefix('firemode_')}" for name, now in done]
    words = "\n".join(lines) or "Every login has the rights that the list of people says."
    return Answer({"moved": dict(done)}, words)


def revoke(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Take a login away."""
    from firemode_desktop.services import office

    ended = office.revoke(_server_url(desk), chosen.login)
    words = f"{chosen.login} cannot sign in any more; {ended} open connections were ended."
    return Answer({"login": chosen.login, "ended": ended}, words)


def _server_url(desk: Desk) -> str:
    if not desk.settings.database_url:
        raise Refused(
            "The embedded database is for this computer alone.",
            ["Name the office server with --database or FIREMODE_DATABASE_URL: postgresql://postgres@SERVER/postgres"],
        )
    return desk.settings.database_url


def _chosen_password(chosen: argparse.Namespace) -> str:
    from firemode_desktop.services import office

    return office.random_password() if chosen.random else _password(f"New password of {chosen.login}")


def _told(shown: dict[str, str]) -> str:
    return f"\nThe password is {shown['password']} – it is not kept anywhere." if shown else ""


def _password(of: str) -> str:
    """From the keyboard without an echo, twice, or a line of standard input; never an argument."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(f"{of}: ")
    if getpass.getpass("Once more: ") != first:
        raise Invalid("The two are not the same; nothing was done.")
    return first
