"""``firemode baseline enter``: one baseline by hand, through the same plan as a file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from firemode_desktop.cli.arguments import day
from firemode_desktop.cli.desk import Answer, Desk
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import BaselineKind, MeasurementPosition, Provenance
from firemode_desktop.services.settling import settled

if TYPE_CHECKING:
    from firemode_desktop.domain.baselines import Survey
    from firemode_desktop.imports.baselines.plan import Plan


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``baseline enter``."""
    enter = verbs.add_parser("enter", parents=[common], help="type one baseline in by hand")
    enter.add_argument("--building", required=True, metavar="NAME")
    enter.add_argument("--stair", required=True, metavar="NAME")
    enter.add_argument("--floor", metavar="LEVEL", help="of a pressure; of a door or doorway where its name needs it")
    place = enter.add_mutually_exclusive_group()
    place.add_argument("--doorway", metavar="NAME", help="a velocity is entered")
    place.add_argument("--door", metavar="NAME", help="a door force is entered")
    enter.add_argument("--case", required=True, help="door configuration, door scenario, or active / inactive")
    what = enter.add_mutually_exclusive_group(required=True)
    what.add_argument("--value", metavar="NUMBER", help="in Pa, m/s or N")
    what.add_argument("--points", nargs=9, metavar="NUMBER", help="nine velocities, left to right from the top")
    enter.add_argument("--date", required=True, type=day, help="when it was commissioned, as 2026-11-22")
    enter.add_argument("--by", metavar="NAME", help="who commissioned it")
    enter.add_argument("--report", metavar="REFERENCE", help="the commissioning report")
    enter.add_argument("--provenance", choices=Provenance.values(), help="where it comes from")
    enter.add_argument("--position", choices=MeasurementPosition.values(), help="where a force was measured")
    enter.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    enter.set_defaults(command=enter_one)


def enter_one(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Plan the entry, and – unless it is a rehearsal or cannot stand – write it."""
    from firemode_desktop.services import catalogue, importing
    from firemode_desktop.services.baselines import survey_at

    def job(session: Any) -> Survey:
        return survey_at(session, catalogue.building_named(session, chosen.building).id, desk.now())

    plan = _plan(chosen, desk.run(job))
    if plan.errors or chosen.dry_run or plan.writes_nothing:
        return _answer(plan, plan.to_dict(dry_run=chosen.dry_run))
    batch_id = uuid4()

    def write() -> importing.ImportOutcome:
        return desk.act(lambda session, by: importing.apply(session, plan, batch_id=batch_id, by=by))

    outcome = settled(write, batch_id, desk.tell)
    return _answer(plan, outcome.to_dict())


def _plan(chosen: argparse.Namespace, survey: Survey) -> Plan:
    """What the options come to. Raises ``Invalid`` where they do not name a place."""
    from firemode_desktop.domain.baseline_draft import Typed
    from firemode_desktop.domain.forms import BASELINE_COLUMNS
    from firemode_desktop.imports.baselines.entered import plan_named

    kind = (
        BaselineKind.VELOCITY if chosen.doorway else BaselineKind.DOOR_FORCE if chosen.door else BaselineKind.PRESSURE
    )
    if kind is BaselineKind.PRESSURE and not chosen.floor:
        raise Invalid("A floor, a doorway or a door is needed: where was it measured?")
    if chosen.points and kind is not BaselineKind.VELOCITY:
        raise Invalid("Nine points are measured at doorways; give --doorway, or a single --value.")
    names = {"stair": chosen.stair, "floor": chosen.floor, "doorway": chosen.doorway, "door": chosen.door}
    told = {
        "commissioned_date": chosen.date.isoformat(),
        "commissioned_by": chosen.by,
        "commissioning_report_ref": chosen.report,
        "provenance": chosen.provenance,
        "measurement_position": chosen.position,
    }
    return plan_named(
        kind,
        {**{name: text for name, text in names.items() if text}, BASELINE_COLUMNS[kind].case: chosen.case},
        Typed(tuple(chosen.points or (chosen.value,))),
        {name: text for name, text in told.items() if text},
        survey,
    )


def _answer(plan: Plan, document: dict[str, Any]) -> Answer:
    """Every problem with its column; no cells, since there is no file."""
    lines = [f"{problem.column}: {problem.message}" for problem in (*plan.errors, *plan.warnings)]
    if plan.errors:
        error = {"code": "invalid", "message": plan.errors[0].message, "details": document["errors"]}
        return Answer({**document, "error": error}, "\n".join([*lines, "Nothing was written."]), 3)
    counts = ", ".join(f"{document[name]} {name}" for name in ("new", "changed", "unchanged"))
    done = "Written" if document["batch_id"] else "Nothing was written"
    return Answer(document, "\n".join([*lines, f"{done}: {counts}."]))
