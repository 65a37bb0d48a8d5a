"""``firemode faults``: list, history, confirm the class, work on, resolve, defer, void, tell the owner, export, add."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from firemode_desktop.cli.arguments import day, fault_name, identity
from firemode_desktop.cli.desk import Answer, Desk, table, write_beside
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import DefectClassification, FaultStatus, Severity

LISTED = [
    "id",
    "number",
    "version",
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
    "interim",
    "notified",
    "notified_on",
    "resolution_note",
    "measurement_type",
    "measured_value",
    "min_threshold",
    "max_threshold",
    "unit",
    "deviation_from_baseline_pct",
    "retest",
    "history_count",
    "evidence_count",
]
NOTED = {
    "start": "somebody works on it",
    "resolve": "it is put right; how",
    "reopen": "it waits again; why",
    "defer": "it is left for later; why",
    "void": "it is no fault after all; why",
    "remark": "something to keep with it",
}
DATED = ("defer", "remark")
NAMED = "id, or number as F-0012"


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``faults list / history / confirm / start / … / notice / notified / retest / export / add``."""
    verbs = groups.add_parser("faults", parents=[common], help="faults").add_subparsers(metavar="VERB", required=True)
    _reading(verbs, common)
    _deciding(verbs, common)
    _telling(verbs, common)
    _finding(verbs, common)


def _reading(verbs: Any, common: argparse.ArgumentParser) -> None:
    listing = verbs.add_parser("list", parents=[common], help="faults, the worst first")
    _which(listing)
    listing.set_defaults(command=list_faults)
    export = verbs.add_parser("export", parents=[common], help="the same as a workbook (.xlsx) or list (.csv)")
    _which(export)
    export.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    export.set_defaults(command=export_faults)
    history = verbs.add_parser("history", parents=[common], help="what happened to a fault: who, why and when")
    history.add_argument("fault", metavar="ID", type=fault_name, help=NAMED)
    history.set_defaults(command=_named(show_history))


def _which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--building", metavar="NAME")
    parser.add_argument("--session", metavar="ID", type=identity)
    parser.add_argument("--status", action="append", choices=FaultStatus.values(), default=[])
    parser.add_argument("--overdue", action="store_true", help="only what waits after the day it was due")


def _deciding(verbs: Any, common: argparse.ArgumentParser) -> None:
    confirm = verbs.add_parser("confirm", parents=[common], help="confirm the proposed class, or decide another")
    confirm.add_argument("--class", dest="classification", choices=DefectClassification.values())
    confirm.add_argument("--reason", required=True)
    confirm.add_argument("--makes-inoperable", choices=("yes", "no"))
    confirm.add_argument("--likely-to-harm", choices=("yes", "no"))
    confirm.add_argument("--due", type=day, metavar="DATE", help="without it what a law sets, where one does")
    confirm.set_defaults(command=_named(confirm_class))
    _one(confirm)
    for verb, help_text in NOTED.items():
        deed = verbs.add_parser(verb, parents=[common], help=help_text)
        _one(deed)
        deed.add_argument("--note", required=verb != "start")
        if verb in DATED:
            deed.add_argument("--due", type=day, metavar="DATE")
            deed.add_argument("--interim", metavar="TEXT", help="what protects people meanwhile")
        deed.set_defaults(command=_named(move), verb=verb)
    retest = verbs.add_parser("retest", parents=[common], help="add a retest of what failed to its session")
    retest.add_argument("fault", metavar="ID", type=fault_name, help=NAMED)
    retest.set_defaults(command=_named(add_retest))


def _one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("fault", metavar="ID", type=fault_name, help=NAMED)
    parser.add_argument("--seen", metavar="VERSION", help="its version in the list: changed since, it is a conflict")


def _telling(verbs: Any, common: argparse.ArgumentParser) -> None:
    notice = verbs.add_parser("notice", parents=[common], help="the notice to the owner, ready to send")
    notice.add_argument("faults", metavar="ID", type=fault_name, nargs="*", help=NAMED)
    notice.add_argument("--session", metavar="ID", type=identity, help="of all its open critical defects instead")
    notice.add_argument("-o", "--output", metavar="FILE", type=Path)
    notice.set_defaults(command=_named(write_notice))
    sent = verbs.add_parser("notified", parents=[common], help="note that a person has sent the notice")
    sent.add_argument("faults", metavar="ID", type=fault_name, nargs="+", help=NAMED)
    sent.add_argument("--to", required=True, metavar="WHOM")
    sent.add_argument("--on", type=day, metavar="DATE", help="today, if left out")
    sent.set_defaults(command=_named(note_sent))


def _finding(verbs: Any, common: argparse.ArgumentParser) -> None:
    found = verbs.add_parser("add", parents=[common], help="a fault that was found otherwise than by a test")
    found.add_argument("--building", metavar="NAME", required=True)
    found.add_argument("--severity", required=True, choices=Severity.values())
    found.add_argument("--class", dest="classification", choices=DefectClassification.values())
    found.add_argument("--description", required=True)
    found.add_argument("--action", metavar="TEXT", help="what is to be done")
    found.add_argument("--stair", metavar="NAME")
    found.add_argument("--floor", metavar="NAME", help="a floor of that stair")
    found.add_argument("--due", type=day, metavar="DATE")
    found.set_defaults(command=add_fault)


def _named(command: Callable[[Desk, argparse.Namespace], Answer]) -> Callable[[Desk, argparse.Namespace], Answer]:
    """The command with the numbers of faults exchanged for their ids."""

    def run(desk: Desk, chosen: argparse.Namespace) -> Answer:
        from firemode_desktop.services import faults

        several = hasattr(chosen, "faults")
        names = chosen.faults if several else [chosen.fault]
        if any(isinstance(name, int) for name in names):
            ids = desk.run(lambda session: faults.ids_of(session, names))
            setattr(chosen, "faults" if several else "fault", ids if several else ids[0])
        return command(desk, chosen)

    return run


# Reading.


def _found(chosen: argparse.Namespace, now: datetime) -> Callable[[Any], Any]:
    from firemode_desktop.services import catalogue, faults

    def job(session: Any) -> tuple[faults.ShownFault, ...]:
        building_id = None if chosen.building is None else catalogue.building_named(session, chosen.building).id
        found = faults.shown_faults(session, building_id=building_id, session_id=chosen.session, statuses=chosen.status)
        return tuple(fault for fault in found if not chosen.overdue or fault.overdue(now))

    return job


def list_faults(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List faults."""
    now = desk.now()
    found = desk.run(_found(chosen, now))
    rows = [
        (f.name, f.defect_classification or "", f.status, _due(f, now), f.location, f.description, str(f.id))
        for f in found
    ]
    text = table(rows, ("fault", "class", "status", "due", "where", "what", "id")) if rows else "No faults."
    listed = [
        {**{name: getattr(f, name) for name in LISTED}, "overdue": f.overdue(now), "age_days": f.age_days(now)}
        for f in found
    ]
    return Answer({"faults": listed}, text)


def _due(fault: Any, now: datetime) -> str:
    day_words = show_date(fault.due_date) if fault.due_date else ""
    return f"{day_words} OVERDUE" if fault.overdue(now) else day_words


def export_faults(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the faults into a file."""
    from firemode_desktop.services.faults.listing import exported

    now = desk.now()
    find = _found(chosen, now)

    def job(session: Any) -> tuple[int, bytes]:
        found = find(session)
        return len(found), exported(session, found, chosen.output, at=now)

    count, content = desk.run(job)
    write_beside(chosen.output, content)
    return Answer({"file": str(chosen.output), "faults": count}, f"{count} faults are in {chosen.output}.")


def show_history(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """The life of one fault."""
    from firemode_desktop.services import faults

    steps = desk.run(lambda session: faults.history(session, chosen.fault))
    rows = [
        (f"{step.at:%Y-%m-%d %H:%M}", step.by or "", step.head, " ".join(filter(None, (step.note, *step.more))))
        for step in steps
    ]
    document = {"id": chosen.fault, "history": [step.to_dict() for step in steps]}
    return Answer(document, table(rows, ("at", "by", "what", "note")))


# Deciding.


def confirm_class(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Confirm or decide the class."""
    from firemode_desktop.services import faults

    def job(session: Any, by: UUID) -> faults.ShownFault:
        faults.confirm(
            session,
            chosen.fault,
            by=by,
            reason=chosen.reason,
            classification=chosen.classification,
            makes_inoperable=_yes(chosen.makes_inoperable),
            likely_to_harm=_yes(chosen.likely_to_harm),
            due_date=chosen.due,
            seen=chosen.seen,
        )
        return faults.shown_faults(session, ids=[chosen.fault])[0]

    decided = desk.act(job)
    assert decided.defect_classification is not None
    period = faults.period_of(decided.defect_classification, decided.state)
    due = f" It is due on {show_date(decided.due_date)}." if decided.due_date else ""
    document = {
        "id": chosen.fault,
        "defect_classification": decided.defect_classification,
        "as1851_class": decided.as1851_class,
        "due_date": decided.due_date,
        "period": period.in_words,
    }
    return Answer(document, f"{decided.name} is class {decided.defect_classification}.{due}\n{period.in_words}")


def move(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Start, resolve, reopen, defer, void or remark."""
    from firemode_desktop.services import faults

    given = {"due_date": chosen.due, "interim": chosen.interim} if chosen.verb in DATED else {}

    def job(session: Any, by: UUID) -> faults.ShownFault:
        getattr(faults, chosen.verb)(session, chosen.fault, note=chosen.note, by=by, seen=chosen.seen, **given)
        return faults.shown_faults(session, ids=[chosen.fault])[0]

    now = desk.act(job)
    status = FaultStatus(now.status)
    return Answer({"id": chosen.fault, "status": now.status}, f"{now.name} is {status.label.lower()}.")


def add_retest(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Add a retest."""
    from firemode_desktop.services import faults

    identifier = desk.act(lambda session, by: faults.retest(session, chosen.fault, by=by))
    return Answer({"id": chosen.fault, "identifier": identifier}, f"{identifier} is to be done.")


# Telling.


def write_notice(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """The notice to the owner: printed, or in a file. The program sends nothing."""
    from firemode_desktop.services import faults

    if bool(chosen.faults) == (chosen.session is not None):
        raise Invalid("Name the faults of the notice, or a session with --session; one of the two.")
    now = desk.now()
    if chosen.session is not None:
        told = desk.act(lambda session, by: faults.notice_of_session(session, chosen.session, by=by, at=now))
    else:
        told = desk.act(lambda session, by: faults.notice_of(session, chosen.faults, by=by, at=now))
    document = {"to": told.to, "subject": told.subject, "text": told.text}
    if chosen.output is None:
        return Answer(document, told.whole)
    write_beside(chosen.output, told.whole.encode())
    return Answer({**document, "file": str(chosen.output)}, f"The notice is in {chosen.output}.")


def note_sent(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """File that the notice was sent."""
    from firemode_desktop.services import faults

    now = desk.now()

    def job(session: Any, by: UUID) -> None:
        found = faults.shown_faults(session, ids=chosen.faults)
        on = chosen.on or (found[0].day(now) if found else now.date())
        faults.notified(session, chosen.faults, to=chosen.to, on=on, by=by, at=now)

    desk.act(job)
    return Answer({"ids": chosen.faults}, "It is kept with the faults.")


# Finding.


def add_fault(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """File a fault that no test found."""
    from firemode_desktop.services import catalogue, faults

    now = desk.now()

    def job(session: Any, by: UUID) -> UUID:
        building_id = catalogue.building_named(session, chosen.building).id
        stair_id, floor_id = faults.place_named(session, building_id, chosen.stair, chosen.floor)
        found = faults.FoundFault(
            chosen.severity,
            chosen.description,
            chosen.classification,
            chosen.action,
            stair_id=stair_id,
            floor_id=floor_id,
            due_date=chosen.due,
        )
        return faults.add(session, building_id, found, by=by, at=now)

    made = desk.act(job)
    return Answer({"id": made}, f"The fault is filed: {made}")


def _yes(word: str | None) -> bool | None:
    return None if word is None else word == "yes"
