"""``firemode building``: list, create, the pilot building; a building's file, and archiving one with it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.cli.patience import until_stopped
from firemode_desktop.domain.words import AustralianState

if TYPE_CHECKING:
    from firemode_desktop.services.archiving import Standing
    from firemode_desktop.services.building_checks import Checked
    from firemode_desktop.services.building_desk import BuildingDesk
    from firemode_desktop.services.building_files import Manifest
    from firemode_desktop.services.catalogue import BuildingSummary

FIELDS = ("name", "address", "suburb", "state", "postcode", "building_class", "timezone", "owner_name", "owner_contact")


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``building list / create / seed-pilot / export / check / archive / reopen``."""
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
    written = verbs.add_parser("export", parents=[common], help="all records of a building in one file, with its proof")
    written.set_defaults(command=export)
    archived = verbs.add_parser(
        "archive", parents=[common], help="export a building that is out of service; nothing in it changes any more"
    )
    archived.add_argument("--reason", required=True, metavar="TEXT")
    archived.add_argument("--without-missing", action="store_true", help="also where files of evidence are missing")
    archived.set_defaults(command=archive)
    for parser in (written, archived):
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.zip")
    held = verbs.add_parser("check", parents=[common], help="hold a building's file against itself; needs no database")
    held.add_argument("file", type=Path, metavar="FILE.zip")
    held.set_defaults(command=check)
    again = verbs.add_parser("reopen", parents=[common], help="take an archived building up again")
    again.add_argument("name", metavar="NAME")
    again.add_argument("--reason", required=True, metavar="TEXT")
    again.set_defaults(command=reopen)


def list_buildings(desk: Desk, _: argparse.Namespace) -> Answer:
    """List buildings."""
    from firemode_desktop.services import archiving, catalogue

    def job(session: Any) -> tuple[tuple[BuildingSummary, ...], dict[UUID, Standing]]:
        standings = {one.building_id: one for one in archiving.standings(session)}
        return catalogue.buildings(session, desk.now()), standings

    found, standings = desk.run(job)
    document = [
        {
            "id": b.building_id,
            "name": b.name,
            "suburb": b.suburb,
            "state": b.state,
            "stairs": b.stairs,
            "decommissioned_on": standings[b.building_id].out_since,
            "archived_on": standings[b.building_id].archived_on,
        }
        for b in found
    ]
    rows = [(b.name, b.suburb or "", b.state or "", str(b.stairs), standings[b.building_id].words) for b in found]
    heads = ("building", "suburb", "state", "stairs", "")
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


def export(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write all records of a building."""
    building = _building(desk, chosen.name)
    made = until_stopped(
        lambda tell: _buildings(desk).export(building, _target(chosen.output), tell),
        "The file was not written.",
        desk.tell if desk.verbose else None,
    )
    return Answer(_said(made, chosen.output), "\n".join([f"Wrote {chosen.output}: {_words(made)}.", *_missing(made)]))


def check(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Check the file of a building."""
    from firemode_desktop.services import building_checks

    checked: Checked = until_stopped(
        lambda tell: building_checks.check(chosen.file, tell),
        "The file was not checked.",
        desk.tell if desk.verbose else None,
    )
    made = checked.manifest
    findings = [{"wrong": one.wrong.value, "sentence": one.sentence} for one in checked.findings]
    document = {"success": checked.whole, **_said(made, chosen.file), "sha256": checked.sha256, "findings": findings}
    if checked.whole:
        lines = [f"{chosen.file} is whole: {made.building}, {_words(made)}.", *_missing(made)]
    else:
        lines = [f"{chosen.file} is not whole:", *(f"  {one.sentence}" for one in checked.findings)]
    return Answer(document, "\n".join(lines), 0 if checked.whole else 3)


def archive(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Export a building that is out of service, and archive it."""
    from firemode_desktop.services.building_desk import Archiving

    building = _building(desk, chosen.name)
    by = desk.act(lambda _, by: by)
    asked = Archiving(building, _target(chosen.output), chosen.reason, by, incomplete=chosen.without_missing)
    checked = until_stopped(
        lambda tell: _buildings(desk).archive(asked, tell),
        "The building was not archived.",
        desk.tell if desk.verbose else None,
    )
    made = checked.manifest
    lines = [f"{made.building} is archived with {chosen.output}: {_words(made)}.", *_missing(made),
             f"SHA-256 of the file: {checked.sha256}"]  # fmt: skip
    return Answer({"success": True, **_said(made, chosen.output), "sha256": checked.sha256}, "\n".join(lines))


def reopen(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Take an archived building up again."""
    from firemode_desktop.services import archiving, catalogue

    def job(session: Any, by: UUID) -> str:
        building = catalogue.building_named(session, chosen.name)
        archiving.reopen(session, building.id, chosen.reason, by=by)
        return building.name

    name = desk.act(job)
    return Answer({"building": name}, f"{name} is taken up again. It is still out of service.")


def _building(desk: Desk, name: str) -> UUID:
    from firemode_desktop.services import catalogue

    return desk.run(lambda session: catalogue.building_named(session, name).id)


def _buildings(desk: Desk) -> BuildingDesk:
    from firemode_desktop.services.building_desk import BuildingDesk

    database = desk.database
    return BuildingDesk(lambda: database, desk.settings.evidence_dir)


def _target(path: Path) -> Path:
    from firemode_desktop.domain.errors import Refused

    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error
    return path


def _said(made: Manifest, path: Path) -> dict[str, Any]:
    return {
        "file": str(path),
        "building": made.building,
        "records": made.records,
        "evidence_files": made.files,
        "missing": list(made.missing),
        "hash": made.head.hash.hex(),
    }


def _words(made: Manifest) -> str:
    files = "1 file of evidence" if made.files == 1 else f"{made.files:,} files of evidence"
    return f"{made.records:,} records, {files}, the log of {made.head.seq:,} entries"


def _missing(made: Manifest) -> list[str]:
    return [f"Missing: {one}" for one in made.missing]
