"""``firemode building``: list, create, and the pilot building."""

from __future__ import annotations

import argparse
from typing import Any
from uuid import UUID

from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.words import AustralianState

FIELDS = ("name", "address", "suburb", "state", "postcode", "building_class", "timezone", "owner_name", "owner_contact")


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``building list / create / seed-pilot``."""
    verbs = groups.add_parser("building", parents=[common], help="buildings").add_subparsers(
        metavar="VERB", required=True
    )
    verbs.add_parser("list", parents=[common], help="all buildings").set_defaults(command=list_buildings)
    new = verbs.add_parser("create", parents=[common], help="a new building")
    for name in FIELDS:
        choices = AustralianState.values() if name == "state" else None
        new.add_argument(f"--{name.replace('_', '-')}", required=name == "name", choices=choices)
    new.add_argument("--storeys", type=int)
    new.add_argument("--notes")
    new.set_defaults(command=create)
    pilot = verbs.add_parser("seed-pilot", parents=[common], help="the registers of the pilot building")
    pilot.set_defaults(command=seed_pilot)


def list_buildings(desk: Desk, _: argparse.Namespace) -> Answer:
    """List buildings."""
    from firemode_desktop.services import catalogue

    found = desk.run(lambda session: catalogue.buildings(session, desk.now()))
    document = [
        {"id": b.building_id, "name": b.name, "suburb": b.suburb, "state": b.state, "stairs": b.stairs} for b in found
    ]
    rows = [(b.name, b.suburb or "", b.state or "", str(b.stairs)) for b in found]
    heads = ("building", "suburb", "state", "stairs")
    return Answer({"buildings": document}, table(rows, heads) if rows else "No buildings yet.")


def create(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Create a building."""
    from firemode_desktop.services import catalogue, people

    values = {name: getattr(chosen, name) for name in (*FIELDS, "storeys", "notes")}

    def job(session: Any) -> UUID:
        people.require_named(session, desk.settings.user, people.BUILDERS, "create a building")
        return catalogue.create_building(session, values)

    building_id = desk.run(job)
    return Answer({"id": building_id, "name": chosen.name}, f"Created “{chosen.name}”.")


def seed_pilot(desk: Desk, _: argparse.Namespace) -> Answer:
    """Write the pilot building."""
    from firemode_desktop.services import pilot

    building_id = desk.act(lambda session, by: pilot.seed_pilot(session, by, desk.now()))
    return Answer({"id": building_id, "name": pilot.NAME}, f"Created “{pilot.NAME}”.")
