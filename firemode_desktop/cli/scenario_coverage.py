"""``firemode scenario coverage``: which causes and effects were proven, and which were not."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.arguments import day
from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.proving import Proof

if TYPE_CHECKING:
    from firemode_desktop.domain.proving import Cause, Coverage


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``scenario coverage``."""
    made = verbs.add_parser("coverage", parents=[common], help="which causes and effects were proven in twelve months")
    made.add_argument("--building", required=True, metavar="NAME")
    made.add_argument("--on", type=day, metavar="DAY", help="the last day that counts; today without it")
    made.add_argument("--since", type=day, metavar="DAY", help="the first day; twelve months before without it")
    made.set_defaults(command=show_coverage)


def show_coverage(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Show it."""
    from firemode_desktop.services import catalogue, proving

    def job(session: Any) -> Coverage:
        building = catalogue.building_named(session, chosen.building)
        last = chosen.on or desk.now().astimezone(catalogue.zone_of(building)).date()
        if chosen.since is not None and chosen.since > last:
            raise Invalid(f"--since {chosen.since} is after the last day, {last}.")
        return proving.proven(session, building.id, last, chosen.since)

    found = desk.run(job)
    document = {
        "first": found.first,
        "last": found.last,
        "effects": found.cells,
        **{proof.name.lower(): found.count(proof) for proof in Proof},
        "causes": [_of_cause(one) for one in found.causes],
    }
    rows = [(one.scenario.place, one.scenario.name, one.scenario.trigger, one.words) for one in found.causes]
    listed = table(rows, ("Stair · zone", "Scenario", "Trigger", "Proven"))
    return Answer(document, f"{found.sentence}\n{listed}" if rows else found.sentence)


def _of_cause(one: Cause) -> dict[str, Any]:
    scenario = one.scenario
    return {
        "scenario_id": scenario.key,
        "stair": scenario.stair,
        "zone": scenario.zone,
        "scenario": scenario.name,
        "version": scenario.version,
        "proof": one.proof.value,
        "effects": [
            {
                "step_order": cell.step.step_order,
                "component_id": cell.step.component_id,
                "expected_action": cell.step.expected_action,
                "must_not": cell.step.must_not,
                "proof": cell.proof.value,
                "day": cell.test.day if cell.test is not None else None,
                "instance_id": cell.test.instance_id if cell.test is not None else None,
                "message": cell.words,
            }
            for cell in one.cells
        ],
    }
