"""``firemode baseline mapping``: how a file would be read, and why; ``mappings``: how such files were read before."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.baseline_reading import add_saying, read_and_plan
from firemode_desktop.cli.desk import Answer, Desk, table, write_beside
from firemode_desktop.services.files import keep_apart

if TYPE_CHECKING:
    from firemode_desktop.imports.baselines.plan import Plan
    from firemode_desktop.imports.baselines.planning import ReadAs

HOW = {
    "mapping": "as the mapping says",
    "remembered": "as such headings were read before",
    "proposed": "as its headings are understood",
    "canonical": "by the headings of our own form",
}
"""How a file was read, in words."""


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``baseline mapping`` and ``baseline mappings list / forget``."""
    show = verbs.add_parser("mapping", parents=[common], help="how a file would be read, and why")
    add_saying(show)
    show.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it to a file, to be mended and replayed")
    show.set_defaults(command=show_mapping)
    kept = verbs.add_parser("mappings", parents=[common], help="how files were read before").add_subparsers(
        metavar="VERB", required=True
    )
    listing = kept.add_parser("list", parents=[common], help="what is remembered, the latest first")
    listing.add_argument("--building", metavar="NAME", help="with the names of this building")
    listing.set_defaults(command=list_mappings)
    forget = kept.add_parser("forget", parents=[common], help="read such files as the program proposes again")
    forget.add_argument("fingerprint", metavar="FINGERPRINT", help="of the headings, as the list shows it")
    forget.set_defaults(command=forget_mapping)


def show_mapping(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Show how a file would be read, with the reasons and what is in doubt; nothing is imported."""
    from firemode_desktop.imports.mappings.fitting import CODE

    if chosen.output is not None:
        keep_apart(chosen.output, chosen.file)
    _, plan, read_as = read_and_plan(desk, chosen)
    misfits = [problem for problem in plan.errors if problem.code == CODE]
    document = _document(plan, read_as)
    if misfits:
        message = f"The mapping does not fit {plan.file_name}."
        document["error"] = {"code": "invalid", "message": message, "details": [one.to_dict() for one in misfits]}
        return Answer(document, "\n".join([message, *(f"{one.where}: {one.message}" for one in misfits)]), 3)
    lines = _told(plan, read_as)
    if chosen.output is not None:
        write_beside(chosen.output, plan.mapping.to_json().encode())
        document["mapping_file"] = str(chosen.output)
        lines.append(f"Wrote {chosen.output}.")
    return Answer(document, "\n".join(lines))


def list_mappings(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List what is remembered."""
    from firemode_desktop.services import catalogue
    from firemode_desktop.services.importing import mappings

    def job(session: Any) -> Any:
        building = catalogue.building_named(session, chosen.building) if chosen.building else None
        return mappings.holding(session, building.id if building else None)

    found = desk.run(job)
    rows = [
        (one.fingerprint, one.name, one.made_by or "", f"{one.recorded_at.astimezone():%Y-%m-%d}", one.building or "")
        for one in found
    ]
    text = table(rows, ("headings", "made for", "by", "on", "for")) if rows else "Nothing is remembered yet."
    return Answer({"mappings": [one.to_dict() for one in found]}, text)


def forget_mapping(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Forget how headings were read."""
    from firemode_desktop.services.importing import mappings

    gone = desk.act(lambda session, by: mappings.forget(session, chosen.fingerprint, by=by, at=desk.now()))
    return Answer(
        {"fingerprint": chosen.fingerprint, "forgotten": gone},
        f"Forgotten. Headings {chosen.fingerprint} are read as the program proposes again.",
    )


def _document(plan: Plan, read_as: ReadAs) -> dict[str, Any]:
    proposal, tables = plan.proposal, plan.mapping.tables
    return {
        "file": plan.file_name,
        "file_sha256": plan.sha256,
        "building": plan.building,
        "read_as": read_as.value,
        "certain": proposal.certain and bool(tables),
        "mapping": plan.mapping.to_dict(),
        "reasons": [
            {"table": one.table, "sheet": tables[one.table].sheet, "what": one.what, "reason": one.text}
            for one in proposal.reasons
            if tables == proposal.mapping.tables
        ],
        "doubts": [doubt.to_dict() for doubt in proposal.doubts],
        "rows": {kind.value: sum(row.kind is kind for row in plan.rows) for kind in dict.fromkeys(_kinds(plan))},
        "errors": [problem.to_dict() for problem in plan.errors],
    }


def _kinds(plan: Plan) -> list[Any]:
    return [kind for one in plan.mapping.tables for kind in one.kinds]


def _told(plan: Plan, read_as: ReadAs) -> list[str]:
    from firemode_desktop.cli.mapping_words import described

    proposed = plan.mapping.tables == plan.proposal.mapping.tables
    lines = [f"{plan.file_name} is read {HOW[read_as]}.", *described(plan.mapping, plan.proposal if proposed else None)]
    whole = [problem for problem in plan.whole_file_errors if problem not in plan.proposal.doubts]
    lines += [f"In doubt: {doubt.where}: {doubt.message}" for doubt in plan.proposal.doubts if proposed]
    lines += [f"{problem.where}: {problem.message}" for problem in whole]
    errors = len(plan.errors)
    lines.append(f"{len(plan.rows)} rows would be read, with {errors} {'error' if errors == 1 else 'errors'}.")
    return lines
