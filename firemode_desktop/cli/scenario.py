"""``firemode scenario``: cause and effect from the command line."""

from __future__ import annotations

import argparse
from typing import Any

from firemode_desktop.cli import scenario_coverage, scenario_files, scenario_observed, scenario_sheet, scenario_versions
from firemode_desktop.cli.desk import Answer, Desk, table


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``scenario list`` and what the other files of this group bring along."""
    group = groups.add_parser("scenario", parents=[common], help="cause and effect: design, versions, files")
    verbs = group.add_subparsers(metavar="VERB", required=True)
    listing = verbs.add_parser("list", parents=[common], help="every version of every scenario of a building")
    listing.add_argument("--building", metavar="NAME", required=True)
    listing.set_defaults(command=list_scenarios)
    scenario_versions.add(verbs, common)
    scenario_sheet.add(verbs, common)
    scenario_observed.add(verbs, common)
    scenario_coverage.add(verbs, common)
    scenario_files.add(verbs, common)


def list_scenarios(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Every version of every scenario of a building."""
    from firemode_desktop.services import catalogue, scenarios

    found = desk.run(
        lambda session: scenarios.scenarios(session, catalogue.building_named(session, chosen.building).id)
    )
    rows = [(one.place, one.name, str(one.version), one.state.value, str(one.key)) for one in found]
    text = table(rows, ("place", "scenario", "version", "state", "id")) if rows else "No scenarios."
    listed = [{**scenario_versions.described(one), "step_count": len(one.sequence)} for one in found]
    return Answer({"scenarios": listed}, text)
