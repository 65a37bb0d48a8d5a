"""``firemode baseline``: the workbook to fill in; its other verbs are in modules of their own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli import baseline_enter, baseline_import, baseline_mapping, baseline_status
from firemode_desktop.cli.desk import Answer, Desk, write_beside
from firemode_desktop.domain.words import BaselineKind

if TYPE_CHECKING:
    from firemode_desktop.exports.templates import Template


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``baseline template / enter / import / mapping / mappings / status``."""
    verbs = groups.add_parser("baseline", parents=[common], help="commissioned baselines").add_subparsers(
        metavar="VERB", required=True
    )
    template = verbs.add_parser("template", parents=[common], help="the workbook to fill in, one row a location")
    template.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    template.add_argument(
        "--kind", choices=BaselineKind.values(), action="append", help="only this sheet (may be given again)"
    )
    template.add_argument("--blank", action="store_true", help="the names alone, without what is on record")
    template.set_defaults(command=write_template)
    template.add_argument("--building", required=True, metavar="NAME")
    baseline_enter.add(verbs, common)
    baseline_import.add(verbs, common)
    baseline_mapping.add(verbs, common)
    baseline_status.add(verbs, common)


def write_template(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the template; the answer says how many rows each sheet has."""
    from firemode_desktop.services import catalogue, workbooks

    def job(session: Any) -> Template:
        building = catalogue.building_named(session, chosen.building)
        today = desk.now().astimezone(catalogue.zone_of(building)).date()
        return workbooks.baseline_template(session, building.id, today, kinds=chosen.kind or (), blank=chosen.blank)

    template = desk.run(job)
    write_beside(chosen.output, template.content)
    rows = ", ".join(f"{sheet}: {count}" for sheet, count in template.rows.items())
    return Answer({"file": str(chosen.output), "rows": dict(template.rows)}, f"Wrote {chosen.output} (rows: {rows}).")
