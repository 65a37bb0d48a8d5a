"""``firemode baseline``: the workbook to fill in, and its import."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from firemode_desktop.cli import baseline_status
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside
from firemode_desktop.cli.patience import until_stopped
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.domain.words import BaselineKind, Provenance

if TYPE_CHECKING:
    from firemode_desktop.exports.templates import Template
    from firemode_desktop.imports.plan import Plan
    from firemode_desktop.services.importing import ImportOutcome


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``baseline template / import / status``."""
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
    imported = verbs.add_parser("import", parents=[common], help="import a workbook or CSV")
    imported.add_argument("file", type=Path)
    imported.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    imported.add_argument("--skip-invalid", action="store_true", help="import the good rows, set the others aside")
    imported.add_argument("--rejected", type=Path, metavar="FILE", help="where the rows left out go (beside the file)")
    imported.add_argument(
        "--kind", choices=BaselineKind.values(), help="what a CSV holds, where its headings leave a doubt"
    )
    imported.add_argument("--provenance", choices=Provenance.values(), help="where these baselines come from")
    imported.set_defaults(command=import_file)
    for parser in (template, imported):
        parser.add_argument("--building", required=True, metavar="NAME")
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


def import_file(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Read, plan, and – unless it is a rehearsal or there are errors – write."""
    from firemode_desktop.imports.plan import plan_import
    from firemode_desktop.imports.workbook import read_file
    from firemode_desktop.services import catalogue, importing

    workbook = read_file(chosen.file)

    def job(session: Any) -> Any:
        building = catalogue.building_named(session, chosen.building)
        return importing.survey(session, building.id, desk.now().astimezone(catalogue.zone_of(building)).date())

    plan = plan_import(workbook, desk.run(job, deadline_s=LONG_S), kind=chosen.kind, provenance=chosen.provenance)
    unusable = plan.whole_file_errors if chosen.skip_invalid else plan.errors
    if chosen.dry_run or unusable:
        return _answer(plan, plan.to_dict(dry_run=chosen.dry_run, skip_invalid=chosen.skip_invalid), bool(unusable))
    outcome = _write(desk, plan, chosen.skip_invalid)
    document = outcome.to_dict()
    if chosen.skip_invalid and plan.errors:
        document["rejected_file"] = str(_write_rejected(plan, workbook, chosen))
    return _answer(plan, document, False)


def _write(desk: Desk, plan: Plan, skip_invalid: bool) -> ImportOutcome:
    """Write the plan. Ctrl+C stops it; a connection that was lost is tried once more, with the import's own number.

    Whether the first attempt was written, although its answer never came, that number tells the second one.
    """
    from firemode_desktop.services import importing

    batch_id = uuid4()

    def attempt(tell: importing.Tell) -> ImportOutcome:
        def job(session: Any, by: UUID) -> ImportOutcome:
            return importing.apply(session, plan, batch_id=batch_id, by=by, skip_invalid=skip_invalid, tell=tell)

        return desk.act(job, deadline_s=LONG_S)

    def patiently(tell: importing.Tell) -> ImportOutcome:
        try:
            return attempt(tell)
        except Unreachable as error:
            desk.tell(f"{error.message} Trying once more.")
            return attempt(tell)

    return until_stopped(patiently, "Cancelled. Nothing was written.", desk.tell if desk.verbose else None)


def _write_rejected(plan: Plan, workbook: Any, chosen: argparse.Namespace) -> Path:
    from firemode_desktop.services.workbooks import rejected_rows

    target: Path = chosen.rejected or chosen.file.with_name(f"{chosen.file.stem}-rejected.xlsx")
    write_beside(target, rejected_rows(workbook, plan))
    return target


def _answer(plan: Plan, document: dict[str, Any], failed: bool) -> Answer:
    lines = [f"{problem.where}: {problem.message}" for problem in (*plan.errors, *plan.warnings)]
    counts = ", ".join(f"{document[name]} {name}" for name in ("new", "changed", "unchanged", "skipped"))
    if failed:
        errors = "1 error" if len(plan.errors) == 1 else f"{len(plan.errors)} errors"
        message = f"{errors} in {plan.file_name}; nothing was written."
        document = {**document, "error": {"code": "invalid", "message": message, "details": document["errors"]}}
        return Answer(document, "\n".join([message, *lines]), 3)
    written = "Nothing was written (rehearsal)" if document["dry_run"] else f"{document['rows_imported']} rows written"
    return Answer(document, "\n".join([*lines, f"{written}: {counts}."]))
