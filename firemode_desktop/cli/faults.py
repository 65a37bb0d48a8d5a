"""``firemode faults``: list, confirm the class, work on, resolve, defer, void."""

from __future__ import annotations

import argparse
from typing import Any
from uuid import UUID

from firemode_desktop.cli.arguments import day, identity
from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.words import DefectClassification, FaultStatus

LISTED = [
    "id",
    "number",
    "building",
    "session_id",
    "identifier",
    "severity",
    "defect_classification",
    "as1851_class",
    "proposed_classification",
    "class_confirmed_by",
    "class_reason",
    "location",
    "description",
    "action_required",
    "rule_applied",
    "rule_version",
    "status",
    "detected_at",
    "due_date",
    "resolution_note",
    "measurement_type",
    "measured_value",
    "min_threshold",
    "max_threshold",
    "unit",
    "deviation_from_baseline_pct",
]


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``faults list / confirm / start / resolve / defer / void``."""
    verbs = groups.add_parser("faults", parents=[common], help="faults").add_subparsers(metavar="VERB", required=True)
    listing = verbs.add_parser("list", parents=[common], help="faults, the worst first")
    listing.add_argument("--building", metavar="NAME")
    listing.add_argument("--session", metavar="ID", type=identity)
    listing.add_argument("--status", action="append", choices=FaultStatus.values(), default=[])
    listing.set_defaults(command=list_faults)
    confirm = verbs.add_parser("confirm", parents=[common], help="confirm the proposed class, or decide another")
    confirm.add_argument("fault", metavar="ID", type=identity)
    confirm.add_argument("--class", dest="classification", choices=DefectClassification.values())
    confirm.add_argument("--reason", required=True)
    confirm.add_argument("--makes-inoperable", choices=("yes", "no"))
    confirm.add_argument("--likely-to-harm", choices=("yes", "no"))
    confirm.add_argument("--due", type=day, metavar="DATE")
    confirm.set_defaults(command=confirm_class)
    for verb, help_text in (("start", "work on it"), ("resolve", "put right"), ("defer", "leave for later"),
                            ("void", "no fault after all")):  # fmt: skip
        deed = verbs.add_parser(verb, parents=[common], help=help_text)
        deed.add_argument("fault", metavar="ID", type=identity)
        if verb != "start":
            deed.add_argument("--note", required=True)
        if verb == "defer":
            deed.add_argument("--due", type=day, metavar="DATE")
        deed.set_defaults(command=move, verb=verb)


def list_faults(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List faults."""
    from firemode_desktop.services import catalogue, faults

    def job(session: Any) -> tuple[faults.ShownFault, ...]:
        building_id = catalogue.building_named(session, chosen.building).id if chosen.building else None
        return faults.shown_faults(session, building_id=building_id, session_id=chosen.session, statuses=chosen.status)

    found = desk.run(job)
    rows = [
        (f"F-{f.number:04}", f.defect_classification or "", f.status, f.location, f.description, str(f.id))
        for f in found
    ]
    text = table(rows, ("fault", "class", "status", "where", "what", "id")) if rows else "No faults."
    return Answer({"faults": [{name: getattr(f, name) for name in LISTED} for f in found]}, text)


def confirm_class(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Confirm or decide the class."""
    from firemode_desktop.services import faults

    desk.act(
        lambda session, by: faults.confirm(
            session,
            chosen.fault,
            by=by,
            reason=chosen.reason,
            classification=chosen.classification,
            makes_inoperable=_yes(chosen.makes_inoperable),
            likely_to_harm=_yes(chosen.likely_to_harm),
            due_date=chosen.due,
        )
    )
    return Answer({"id": chosen.fault}, "The class is confirmed.")


def move(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Start, resolve, defer or void."""
    from firemode_desktop.services import faults

    def job(session: Any, by: UUID) -> None:
        if chosen.verb == "start":
            faults.start(session, chosen.fault, by=by)
        elif chosen.verb == "defer":
            faults.defer(session, chosen.fault, chosen.note, by=by, due_date=chosen.due)
        else:
            getattr(faults, chosen.verb)(session, chosen.fault, chosen.note, by=by)

    desk.act(job)
    return Answer({"id": chosen.fault}, f"Done: {chosen.verb}.")


def _yes(word: str | None) -> bool | None:
    return None if word is None else word == "yes"
