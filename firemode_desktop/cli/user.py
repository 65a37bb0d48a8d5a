"""``firemode user``: every person has a login, a role, and the buildings they see."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import Role

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from firemode_desktop.services.logins import Login
    from firemode_desktop.services.people import PersonLine


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``user add / list / change / limit``."""
    verbs = groups.add_parser("user", parents=[common], help="people, their roles and buildings").add_subparsers(
        metavar="VERB", required=True
    )
    new = verbs.add_parser("add", parents=[common], help="give a person a login")
    new.add_argument("new_username", metavar="USERNAME")
    new.add_argument("--name", required=True, help="full name")
    new.add_argument("--role", required=True, choices=Role.values())
    new.add_argument("--licence", help="licence number, printed on reports")
    new.set_defaults(command=add_user)
    verbs.add_parser("list", parents=[common], help="everybody with a login").set_defaults(command=list_users)
    other = verbs.add_parser("change", parents=[common], help="role, name, licence, e-mail, or whether they sign in")
    other.add_argument("login", metavar="USERNAME")
    other.add_argument("--role", choices=Role.values())
    other.add_argument("--name", help="full name")
    other.add_argument("--licence", help="licence number, printed on reports")
    other.add_argument("--email")
    other.add_argument("--active", action=argparse.BooleanOptionalAction, help="whether the person signs in")
    other.set_defaults(command=change_user)
    limit = verbs.add_parser("limit", parents=[common], help="which buildings a person sees")
    limit.add_argument("login", metavar="USERNAME")
    which = limit.add_mutually_exclusive_group(required=True)
    which.add_argument("--building", action="append", metavar="NAME", help="only this one; again for another one")
    which.add_argument("--none", action="store_true", help="no building")
    which.add_argument("--all", action="store_true", help="every building, later ones too")
    limit.set_defaults(command=limit_user)


def add_user(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Add a person."""
    from firemode_desktop.services import people

    username = chosen.new_username.strip()

    def job(session: Any) -> UUID:
        if not people.nobody_manages(session):
            people.require_named(session, desk.settings.user, people.MANAGERS, "give people a login")
        return people.add_user(session, username, chosen.name, chosen.role, chosen.licence)

    made = desk.run(job)
    behind = desk.run(lambda session: people.line(session, username)).login
    if behind is None or not behind.words:
        return Answer({"id": made, "username": username}, f"{username} can sign in.")
    return Answer({"id": made, "username": username, "run": behind.run}, _told(f"{username} is on the list.", behind))


def change_user(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Change a person; what is not named stays."""
    said = {
        "role": chosen.role,
        "full_name": chosen.name,
        "licence_number": chosen.licence,
        "email": chosen.email,
        "active": chosen.active,
    }
    wanted = {name: value for name, value in said.items() if value is not None}
    if not wanted:
        raise Invalid("Say what to change: --role, --name, --licence, --email, --active or --no-active.")
    return _changed(desk, chosen.login, lambda _, one: replace(one, **wanted))


def limit_user(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Say which buildings a person sees."""
    from firemode_desktop.services import catalogue

    def after(session: Session, one: PersonLine) -> PersonLine:
        if chosen.all:
            return replace(one, buildings=None)
        named = {catalogue.building_named(session, name).id for name in chosen.building or ()}
        return replace(one, buildings=tuple(sorted(named)))

    return _changed(desk, chosen.login, after)


def _changed(desk: Desk, username: str, after: Any) -> Answer:
    """Change the person as ``after(session, line)`` says; the answer is what they may do from now on."""
    from firemode_desktop.domain.rights import MAY
    from firemode_desktop.services import people

    def job(session: Session, by: UUID) -> tuple[PersonLine, list[str] | None]:
        before = people.line(session, username)
        people.change(session, before, after(session, before), by=by)
        now = people.line(session, username)
        return now, _names(session, now)

    now, names = desk.act(job)
    role = Role(now.role)
    if now.active:
        words = f"{now.full_name}, {role.label.lower()}: {MAY[role]} Sees {_sees(names)}."
    else:
        words = f"{now.full_name} does not sign in any more; what {now.username} recorded stays."
    document = {
        "username": now.username,
        "role": now.role,
        "active": now.active,
        "buildings": names,
        "run": now.login.run if now.login else "",
    }
    return Answer(document, _told(words, now.login))


def list_users(desk: Desk, _: argparse.Namespace) -> Answer:
    """List people."""
    from firemode_desktop.services import people

    def job(session: Session) -> list[dict[str, Any]]:
        return [
            {
                "id": one.id,
                "username": one.username,
                "name": one.full_name,
                "role": one.role,
                "active": one.active,
                "buildings": _names(session, one),
                "server": one.login.words if one.login else "",
            }
            for one in people.lines(session)
        ]

    found = desk.run(job)
    rows = [
        (
            str(u["username"]),
            str(u["name"] or ""),
            str(u["role"]),
            _sees(u["buildings"]),
            "; ".join(filter(None, ("" if u["active"] else "inactive", str(u["server"])))),
        )
        for u in found
    ]
    return Answer(
        {"users": found}, table(rows, ("login", "name", "role", "sees", "")) if rows else "Nobody has a login yet."
    )


def _names(session: Session, one: PersonLine) -> list[str] | None:
    """The buildings a person sees, by name; None where all."""
    from firemode_desktop.services import catalogue

    return None if one.buildings is None else list(catalogue.names(session, one.buildings))


def _sees(names: list[str] | None) -> str:
    return "all buildings" if names is None else ", ".join(names) or "no building"


def _told(words: str, behind: Login | None) -> str:
    """The words, and what the server says otherwise."""
    if behind is None or not behind.words:
        return words
    run = f" An administrator of the server runs: {behind.run}" if behind.run else ""
    return f"{words}\nThe server: {behind.words}.{run}"
