"""``firemode user``: every person has a login."""

from __future__ import annotations

import argparse
from typing import Any
from uuid import UUID

from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.words import Role


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``user add`` and ``user list``."""
    verbs = groups.add_parser("user", parents=[common], help="people and their roles").add_subparsers(
        metavar="VERB", required=True
    )
    new = verbs.add_parser("add", parents=[common], help="give a person a login")
    new.add_argument("new_username", metavar="USERNAME")
    new.add_argument("--name", required=True, help="full name")
    new.add_argument("--role", required=True, choices=Role.values())
    new.add_argument("--licence", help="licence number, printed on reports")
    new.set_defaults(command=add_user)
    verbs.add_parser("list", parents=[common], help="everybody with a login").set_defaults(command=list_users)


def add_user(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Add a person."""
    from firemode_desktop.services import people

    username = chosen.new_username.strip()

    def job(session: Any) -> UUID:
        if not people.nobody_manages(session):
            people.require_named(session, desk.settings.user, people.MANAGERS, "give people a login")
        return people.add_user(session, username, chosen.name, chosen.role, chosen.licence)

    return Answer({"id": desk.run(job), "username": username}, f"{username} can sign in.")


def list_users(desk: Desk, _: argparse.Namespace) -> Answer:
    """List people."""
    from firemode_desktop.services import people

    found = desk.run(
        lambda session: [
            {"id": user.id, "username": user.username, "name": user.full_name, "role": user.role, "active": user.active}
            for user in people.people(session)
        ]
    )
    rows = [
        (str(u["username"]), str(u["name"] or ""), str(u["role"]), "" if u["active"] else "inactive") for u in found
    ]
    return Answer({"users": found}, table(rows, ("login", "name", "role", "")) if rows else "Nobody has a login yet.")
