"""``firemode session results``: the workbook to take on site, and the results it brings back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside, written_after
from firemode_desktop.cli.patience import until_stopped
from firemode_desktop.domain.errors import InDoubt, Unreachable
from firemode_desktop.services.files import free_name, keep_apart
from firemode_desktop.services.settling import settled

if TYPE_CHECKING:
    from firemode_desktop.imports.results import ResultsPlan, Said
    from firemode_desktop.services.results import Looked, ResultsOutcome


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``session results template / import``."""
    results = verbs.add_parser("results", parents=[common], help="results workbook").add_subparsers(
        metavar="VERB", required=True
    )
    _import(results, common)
    template = results.add_parser("template", parents=[common], help="the workbook to take on site, one row a test")
    template.add_argument("session", metavar="ID", type=identity)
    template.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    template.set_defaults(command=results_template)


def _import(results: Any, common: argparse.ArgumentParser) -> None:
    imported = results.add_parser("import", parents=[common], help="take the results of a workbook or CSV")
    imported.add_argument("session", metavar="ID", type=identity)
    imported.add_argument("file", type=Path)
    imported.add_argument("--dry-run", action="store_true", help="show what would be recorded, record nothing")
    imported.add_argument("--skip-invalid", action="store_true", help="record the good rows, set the others aside")
    imported.add_argument("--rejected", type=Path, metavar="FILE", help="where the rows left out go (beside the file)")
    order = imported.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", help="3/4/2026 is the 3rd of April")
    order.add_argument("--month-first", action="store_true", help="3/4/2026 is the 4th of March")
    imported.add_argument("--decimal", choices=("comma", "point"), help="what 1,234 or 1.234 means")
    imported.add_argument(
        "--convert", action="append", default=[], metavar="UNIT", help="readings headed in this unit are converted"
    )
    imported.set_defaults(command=import_results)


def import_results(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Read, look what recording would make of each row, and – unless it is a rehearsal – record."""
    from firemode_desktop.services import results

    if chosen.rejected is not None:
        keep_apart(chosen.rejected, chosen.file)
    act = partial(desk.act, deadline_s=LONG_S)
    looked = results.check_workbook(act, chosen.session, chosen.file, at=desk.now(), said=_said(chosen))
    more: dict[str, Any] = {}
    with ExitStack() as stack:
        writes = not chosen.dry_run and looked.new and not looked.plan.whole_file_errors
        if chosen.skip_invalid and looked.plan.errors and writes:
            more["rejected_file"] = str(stack.enter_context(_set_aside(looked.plan, chosen)))
        outcome = _record(desk, looked, chosen)
    return _answer(outcome, more)


def _record(desk: Desk, looked: Looked, chosen: argparse.Namespace) -> ResultsOutcome:
    """Record what was looked at. Ctrl+C stops it; a connection that was lost is tried once more, with the import's own
    number: that tells whether the first attempt was written although its answer never came."""
    from firemode_desktop.services import results

    batch_id = uuid4()

    def attempt(tell: Any) -> ResultsOutcome:
        return results.record_looked(
            partial(desk.act, deadline_s=LONG_S),
            desk.evidence,
            looked,
            at=desk.now(),
            dry_run=chosen.dry_run,
            skip_invalid=chosen.skip_invalid,
            batch_id=batch_id,
            tell=tell,
        )

    def patiently(tell: Any) -> ResultsOutcome:
        try:
            return settled(lambda: attempt(tell), batch_id, desk.tell)
        except InDoubt:
            raise
        except Unreachable as error:
            desk.tell(f"{error.message} Trying once more.")
            return settled(lambda: attempt(tell), batch_id, desk.tell)

    return until_stopped(patiently, "Cancelled. Nothing was recorded.", desk.tell if desk.verbose else None)


def _said(chosen: argparse.Namespace) -> Said:
    from firemode_desktop.domain.errors import Invalid
    from firemode_desktop.domain.numbers import unit_named
    from firemode_desktop.imports.results import Said
    from firemode_desktop.imports.tables.values import DateOrder, DecimalMark

    units = {text: unit_named(text) for text in chosen.convert}
    if unknown := [text for text, unit in units.items() if unit is None]:
        raise Invalid(f"“{unknown[0]}” is no unit that can be converted; write it as it stands in the heading.")
    order = DateOrder.DAY_FIRST if chosen.day_first else DateOrder.MONTH_FIRST if chosen.month_first else None
    return Said(
        dates=order,
        decimal=DecimalMark(chosen.decimal) if chosen.decimal else None,
        converted=frozenset(unit.symbol for unit in units.values() if unit is not None),
    )


@contextmanager
def _set_aside(plan: ResultsPlan, chosen: argparse.Namespace) -> Iterator[Path]:
    """The workbook of the rows left out: ready before the others are recorded, and there only if they are."""
    from firemode_desktop.services.workbooks import rejected_results

    target: Path = chosen.rejected or free_name(chosen.file.with_name(f"{chosen.file.stem[:100]}-rejected.xlsx"))
    with written_after(target, rejected_results(plan)):
        yield target


def _answer(outcome: ResultsOutcome, more: dict[str, Any]) -> Answer:
    aside = [f"The rows left out are in {more['rejected_file']}."] if more else []
    text = "\n".join([outcome.sentence, *aside])
    return Answer({**outcome.to_dict(), **more}, text, 0 if outcome.success else 3)


def results_template(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the results workbook of a session."""
    from firemode_desktop.services import workbooks

    content = desk.run(lambda session: workbooks.results_template(session, chosen.session))
    write_beside(chosen.output, content)
    return Answer({"file": str(chosen.output)}, f"Wrote {chosen.output}.")
