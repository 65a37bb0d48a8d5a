"""``firemode baseline import``: a file of baselines, read, checked and written as a whole."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from firemode_desktop.cli.baseline_reading import add_saying, read_and_plan
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside, written_after
from firemode_desktop.cli.patience import until_stopped
from firemode_desktop.domain.errors import FiremodeError, InDoubt, Invalid, Missing, Unreachable
from firemode_desktop.services.files import free_name, keep_apart
from firemode_desktop.services.settling import settled

if TYPE_CHECKING:
    from firemode_desktop.imports.baselines.plan import Plan
    from firemode_desktop.services.importing import ImportOutcome


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``baseline import``."""
    imported = verbs.add_parser("import", parents=[common], help="import a workbook or CSV")
    add_saying(imported)
    imported.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    imported.add_argument("--skip-invalid", action="store_true", help="import the good rows, set the others aside")
    imported.add_argument("--rejected", type=Path, metavar="FILE", help="where the rows left out go (beside the file)")
    imported.add_argument("--save-mapping", type=Path, metavar="FILE", help="keep how the columns were read")
    imported.set_defaults(command=import_file)


def import_file(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Read, plan, and – unless it is a rehearsal or there are errors – write."""
    for target in (chosen.rejected, chosen.save_mapping):
        if target is not None:
            keep_apart(target, chosen.file)
    try:
        _workbook, plan, read_as = read_and_plan(desk, chosen)
    except (Invalid, Missing) as error:
        desk.tell("\n".join([error.message, *(f"  {detail}" for detail in error.details)]))
        return _not_read(error, chosen)
    more: dict[str, Any] = {"read_as": read_as.value}
    if chosen.save_mapping is not None:
        write_beside(chosen.save_mapping, plan.mapping.to_json().encode())
        more["mapping_file"] = str(chosen.save_mapping)
    unusable = plan.whole_file_errors if chosen.skip_invalid else plan.errors
    if chosen.dry_run or unusable:
        document = plan.to_dict(dry_run=chosen.dry_run, skip_invalid=chosen.skip_invalid)
        return _answer(plan, {**document, **more}, bool(unusable))
    with ExitStack() as stack:
        if chosen.skip_invalid and plan.errors:
            more["rejected_file"] = str(stack.enter_context(_set_aside(plan, chosen)))
        document = _write(desk, plan, chosen.skip_invalid).to_dict()
    return _answer(plan, {**document, **more}, False)


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
            return settled(lambda: attempt(tell), batch_id, desk.tell)
        except InDoubt:
            raise
        except Unreachable as error:
            desk.tell(f"{error.message} Trying once more.")
            return settled(lambda: attempt(tell), batch_id, desk.tell)

    return until_stopped(patiently, "Cancelled. Nothing was written.", desk.tell if desk.verbose else None)


@contextmanager
def _set_aside(plan: Plan, chosen: argparse.Namespace) -> Iterator[Path]:
    """The workbook of the rows left out: ready before the others are written, and there only if they are.

    Unless its name was said it takes a free one: an earlier one may be half mended.
    """
    from firemode_desktop.services.workbooks import rejected_rows

    target: Path = chosen.rejected or free_name(chosen.file.with_name(f"{chosen.file.stem[:100]}-rejected.xlsx"))
    with written_after(target, rejected_rows(plan)):
        yield target


def _not_read(error: FiremodeError, chosen: argparse.Namespace) -> Answer:
    """The shape of a failed import for a file that has no rows, because it could not be read at all."""
    counts = dict.fromkeys(("rows_read", "rows_imported", "new", "changed", "unchanged", "skipped"), 0)
    nowhere = dict.fromkeys(("row", "column", "cell", "value"))
    problem = {"sheet": chosen.file.name, **nowhere, "code": error.code, "message": error.message}
    document = {
        "success": False,
        "dry_run": chosen.dry_run,
        "batch_id": None,
        **counts,
        "errors": [problem],
        "warnings": [],
        "error": {"code": error.code, "message": error.message, "details": list(error.details)},
    }
    return Answer(document, exit_code=3)


def _answer(plan: Plan, document: dict[str, Any], failed: bool) -> Answer:
    lines = [f"{problem.where}: {problem.message}" for problem in (*plan.errors, *plan.warnings)]
    counts = ", ".join(f"{document[name]} {name}" for name in ("new", "changed", "unchanged", "skipped"))
    if failed:
        errors = "1 error" if len(plan.errors) == 1 else f"{len(plan.errors)} errors"
        message = f"{errors} in {plan.file_name}; nothing was written."
        document = {**document, "error": {"code": "invalid", "message": message, "details": document["errors"]}}
        return Answer(document, "\n".join([message, *lines]), 3)
    written = "Nothing was written (rehearsal)" if document["dry_run"] else f"{document['rows_imported']} rows written"
    aside = [f"The rows left out are in {document['rejected_file']}."] if "rejected_file" in document else []
    return Answer(document, "\n".join([*lines, f"{written}: {counts}.", *aside]))
