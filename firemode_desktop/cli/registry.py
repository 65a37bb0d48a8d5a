"""``firemode registry``: the registers of a building as a workbook, both ways, COBie in, and rows out of service."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.arguments import day
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside
from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from uuid import UUID

    from firemode_desktop.imports.registers.plan import RegisterPlan

FORMATS = ("workbook", "cobie")


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``registry import / export / decommission``."""
    verbs = groups.add_parser("registry", parents=[common], help="registers as a workbook").add_subparsers(
        metavar="VERB", required=True
    )
    imported = verbs.add_parser("import", parents=[common], help="import a workbook of registers, or a COBie one")
    imported.add_argument("file", type=Path)
    imported.add_argument("--format", choices=FORMATS, help="what the file is (found out from its sheets)")
    imported.add_argument(
        "--stair",
        action="append",
        default=[],
        type=stair_pattern,
        metavar="NAME=PATTERN",
        help="COBie: which spaces form a stair, e.g. 'Stair-A=ST-A*'; once for each stair",
    )
    imported.add_argument("--ground", metavar="FLOOR", help="COBie: the ground floor, where no floor is called so")
    imported.add_argument(
        "--no-doorways", dest="doorways", action="store_false", help="COBie: no doorway of its size at each door"
    )
    imported.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    imported.set_defaults(command=import_file)
    exported = verbs.add_parser("export", parents=[common], help="all registers as a workbook")
    exported.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    exported.set_defaults(command=export_file)
    retired = verbs.add_parser("decommission", parents=[common], help="take a row out of service; its history stays")
    retired.add_argument("name", metavar="NAME", help="what the row is called, e.g. 'Level-8, Stair-A'")
    retired.add_argument("--register", required=True, metavar="REGISTER", help="stairs, floors, doors, doorways …")
    when = retired.add_mutually_exclusive_group()
    when.add_argument("--on", type=day, metavar="DATE", help="the first day out of service (today)")
    when.add_argument("--back", action="store_true", help="put it back into service")
    retired.set_defaults(command=decommission)
    for parser in (imported, exported, retired):
        parser.add_argument("--building", required=True, metavar="NAME")


def stair_pattern(text: str) -> tuple[str, str]:
    """``Stair-A=ST-A*`` as name and pattern."""
    name, sign, pattern = (part.strip() for part in text.partition("="))
    if not (name and sign and pattern):
        raise argparse.ArgumentTypeError(f"“{text}” must be the stair's name, =, and a pattern of its spaces' names")
    return name, pattern


def export_file(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write all registers of a building."""
    from firemode_desktop.services import catalogue, registry_files

    if chosen.output.suffix.casefold() not in ("", ".xlsx"):
        raise Invalid(f"Registers are written as a workbook; end {chosen.output.name} with .xlsx.")

    def job(session: Any) -> bytes:
        return registry_files.export(session, catalogue.building_named(session, chosen.building).id)

    write_beside(chosen.output, desk.run(job, deadline_s=LONG_S))
    return Answer({"file": str(chosen.output)}, f"Wrote {chosen.output}.")


def import_file(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Read, hold against the building, and – unless it is a rehearsal or there are errors – write: one transaction."""
    from firemode_desktop.imports.files.workbook import read_file
    from firemode_desktop.services import catalogue, cobie, registry_files

    workbook = read_file(chosen.file)
    kind = chosen.format or registry_files.format_of(workbook)
    said = {"--stair": chosen.stair, "--ground": chosen.ground, "--no-doorways": not chosen.doorways}
    word = next((word for word, given in said.items() if given), None)
    if word is not None and kind != registry_files.Format.COBIE:
        raise Invalid(f"{word} belongs to a COBie workbook; {chosen.file.name} is a workbook of registers.")
    stairs = _stairs(chosen.stair)
    planned: list[RegisterPlan] = []

    def job(session: Any, by: UUID) -> int:
        building_id = catalogue.building_named(session, chosen.building).id
        if kind == registry_files.Format.COBIE:
            more = {"ground": chosen.ground, "doorways": chosen.doorways}
            plan = cobie.plan(session, building_id, workbook, stairs, desk.now(), **more)
        else:
            plan = registry_files.plan(session, building_id, workbook, by)
        planned.append(plan)
        if not chosen.dry_run:
            return registry_files.apply(session, building_id, plan, by)
        registry_files.rehearse(session, building_id, plan, by)
        return 0

    try:
        written = desk.act(job, deadline_s=LONG_S)
    except Invalid as error:
        if not planned:
            raise
        plan = planned[-1] if planned[-1].errors else registry_files.refused(planned[-1], error)
        return _failed(plan, chosen.dry_run)
    return _done(planned[-1], chosen.dry_run, written)


def _stairs(said: list[tuple[str, str]]) -> dict[str, str]:
    """Name → patterns; a stair that was named twice has the spaces of both."""
    found: dict[str, list[str]] = {}
    for name, pattern in said:
        found.setdefault(name, []).append(pattern)
    return {name: ", ".join(patterns) for name, patterns in found.items()}


def _lines(plan: RegisterPlan) -> list[str]:
    found = [f"{problem.where}: {problem.message}" for problem in (*plan.errors, *plan.warnings)]
    return found + [f"{problem.where}: left out: {problem.message}" for problem in plan.left_out]


def _failed(plan: RegisterPlan, dry_run: bool) -> Answer:
    document = plan.to_dict(dry_run=dry_run, imported=0)
    errors = "1 error" if len(plan.errors) == 1 else f"{len(plan.errors)} errors"
    message = f"{errors} in {plan.file}; nothing was written."
    document["error"] = {"code": "invalid", "message": message, "details": document["errors"]}
    return Answer(document, "\n".join([message, *_lines(plan)]), 3)


def _done(plan: RegisterPlan, dry_run: bool, written: int) -> Answer:
    document = plan.to_dict(dry_run=dry_run, imported=written)
    counts = ", ".join(f"{document[name]} {name}" for name in ("new", "changed", "unchanged"))
    said = "Nothing was written (rehearsal)" if dry_run else f"{written} {'row' if written == 1 else 'rows'} written"
    return Answer(document, "\n".join([*_lines(plan), f"{said}: {counts}."]))


def decommission(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Take a row out of service from a day on, or put it back."""
    from firemode_desktop.domain.dates import show_date
    from firemode_desktop.services import catalogue, registry

    register = registry.register_named(chosen.register)

    def job(session: Any, by: UUID) -> tuple[str, date | None]:
        building = catalogue.building_named(session, chosen.building)
        today = desk.now().astimezone(catalogue.zone_of(building)).date()
        on = None if chosen.back else chosen.on or today
        return registry.decommission(session, building.id, register, chosen.name, on, by), on

    title, on = desk.act(job)
    said = f"{title} is out of service from {show_date(on)} on." if on else f"{title} is back in service."
    return Answer({"register": register, "row": title, "decommissioned_on": on}, said)
