"""``firemode scenario import / export / template``: cause and effect as workbooks, both ways."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from firemode_desktop.cli.baseline_mapping import forget_mapping
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside, written_after
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.services.settling import settled

if TYPE_CHECKING:
    from firemode_desktop.imports.scenarios.mapping import ScenarioMapping
    from firemode_desktop.services.scenario_files import FileForm, ScenarioOutcome

FORMS = ("matrix", "steps")
_LARGEST_MAPPING = 1 << 20


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``scenario import / export / template`` and ``scenario mappings list / forget``."""
    imported = verbs.add_parser("import", parents=[common], help="import a matrix or a list of steps, as drafts")
    imported.add_argument("file", type=Path)
    imported.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    imported.add_argument("--skip-invalid", action="store_true", help="import the good scenarios, leave the others out")
    imported.add_argument("--rejected", type=Path, metavar="FILE", help="where the rows left out go (beside the file)")
    imported.add_argument("--mapping", type=Path, metavar="FILE", help="how a matrix of somebody else is read (JSON)")
    imported.add_argument(
        "--save-mapping", type=Path, metavar="FILE", help="keep how the matrix was read, to correct it"
    )
    imported.add_argument("--ask-again", action="store_true", help="without the answers given before to such headings")
    imported.set_defaults(command=import_file)
    _add_mappings(verbs, common)
    exported = verbs.add_parser("export", parents=[common], help="scenarios as a matrix or a list of steps")
    exported.add_argument("--stair", default="", metavar="NAME", help="this stair alone")
    exported.set_defaults(command=export_file)
    template = verbs.add_parser("template", parents=[common], help="a workbook of scenarios to fill in")
    template.set_defaults(command=write_template)
    for parser in (exported, template):
        parser.add_argument("--form", choices=FORMS, help="matrix (usual), or steps: a row a step; CSV is always steps")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=".xlsx or .csv")
    for parser in (imported, exported, template):
        parser.add_argument("--building", required=True, metavar="NAME")


def _add_mappings(verbs: Any, common: argparse.ArgumentParser) -> None:
    kept = verbs.add_parser("mappings", parents=[common], help="how matrices of others were read before")
    under = kept.add_subparsers(metavar="VERB", required=True)
    listing = under.add_parser("list", parents=[common], help="the answers that are remembered, the latest first")
    listing.add_argument("--building", required=True, metavar="NAME")
    listing.set_defaults(command=list_mappings)
    forget = under.add_parser("forget", parents=[common], help="ask again of such headings")
    forget.add_argument("fingerprint", metavar="FINGERPRINT", help="of the headings, as the list shows it")
    forget.set_defaults(command=forget_mapping)


def list_mappings(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List the answers that are remembered for matrices of others."""
    from firemode_desktop.services import catalogue, scenario_mappings

    def job(session: Any) -> Any:
        return scenario_mappings.holding(session, catalogue.building_named(session, chosen.building).id)

    found = desk.run(job)
    lines = [f"{one.fingerprint}  {one.sentence}: {one.to_dict()['says']}" for one in found]
    text = "\n".join(lines) or "Nothing is remembered yet."
    return Answer({"mappings": [one.to_dict() for one in found]}, text)


def _form(chosen: argparse.Namespace) -> FileForm:
    """By the file's name and what was asked for."""
    from firemode_desktop.services.scenario_files import FileForm

    suffix = chosen.output.suffix.casefold()
    if suffix == ".csv":
        if chosen.form == "matrix":
            raise Invalid("A matrix is written as a workbook; end the file with .xlsx, or leave --form out.")
        return FileForm.CSV
    if suffix not in ("", ".xlsx"):
        raise Invalid(f"Scenarios are written as .xlsx or .csv, not {suffix}.")
    return FileForm(chosen.form or "matrix")


def export_file(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the scenarios of a building, each in its latest version."""
    from firemode_desktop.services import catalogue, scenario_files

    form = _form(chosen)

    def job(session: Any) -> bytes:
        building = catalogue.building_named(session, chosen.building)
        return scenario_files.export(session, building.id, form, stair=chosen.stair)

    write_beside(chosen.output, desk.run(job, deadline_s=LONG_S))
    return Answer({"file": str(chosen.output), "form": form.value}, f"Wrote {chosen.output}.")


def write_template(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write a workbook of scenarios to fill in."""
    from firemode_desktop.services import catalogue, scenario_files

    form = _form(chosen)

    def job(session: Any) -> bytes:
        return scenario_files.template(session, catalogue.building_named(session, chosen.building).id, form)

    write_beside(chosen.output, desk.run(job, deadline_s=LONG_S))
    return Answer({"file": str(chosen.output), "form": form.value}, f"Wrote {chosen.output}.")


def import_file(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Read, hold against the record, and – unless it is a rehearsal or there are errors – save drafts."""
    from firemode_desktop.imports.files.workbook import read_file
    from firemode_desktop.services import catalogue, scenario_files

    workbook = read_file(chosen.file)
    mapping = _mapping(chosen.mapping)

    def look(session: Any) -> tuple[UUID, Any]:
        building = catalogue.building_named(session, chosen.building)
        afresh = bool(chosen.ask_again)
        return building.id, scenario_files.plan(session, building.id, workbook, desk.now(), mapping, afresh=afresh)

    building_id, plan = desk.run(look, deadline_s=LONG_S)
    if chosen.save_mapping is not None:
        write_beside(chosen.save_mapping, plan.mapping.to_json().encode())
    outcome = scenario_files.ScenarioOutcome(plan, chosen.dry_run, chosen.skip_invalid)
    if chosen.dry_run or not outcome.success or not plan.drafts:
        return _answer(outcome)
    batch_id = uuid4()

    def write(session: Any, by: UUID) -> ScenarioOutcome:
        return scenario_files.apply(
            session, building_id, plan, batch_id=batch_id, by=by, at=desk.now(), skip_invalid=chosen.skip_invalid
        )

    def patiently() -> ScenarioOutcome:
        return settled(lambda: desk.act(write, deadline_s=LONG_S), batch_id, desk.tell)

    if not plan.errors:
        return _answer(patiently())
    target = _rejected_name(chosen)
    with written_after(target, scenario_files.rejected(plan)):
        outcome = patiently()
    return _answer(outcome, target)


def _mapping(file: Path | None) -> ScenarioMapping | None:
    from firemode_desktop.imports.files.opening import bytes_of
    from firemode_desktop.imports.scenarios.mapping import ScenarioMapping

    if file is None:
        return None
    data = bytes_of(file, _LARGEST_MAPPING)
    if len(data) > _LARGEST_MAPPING:
        raise Invalid(f"{file.name} is too large to be a mapping.")
    try:
        return ScenarioMapping.from_json(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Invalid(f"{file.name} is not a mapping: it is not a text in UTF-8.") from error


def _rejected_name(chosen: argparse.Namespace) -> Path:
    from firemode_desktop.services.files import free_name, keep_apart

    if chosen.rejected is not None:
        keep_apart(chosen.rejected, chosen.file)
        return Path(chosen.rejected)
    return free_name(chosen.file.with_name(f"{chosen.file.stem[:100]}-rejected.xlsx"))


def _answer(outcome: ScenarioOutcome, rejected: Path | None = None) -> Answer:
    document = outcome.to_dict()
    lines = [f"{problem.where}: {problem.message}" for problem in (*outcome.plan.errors, *outcome.plan.warnings)]
    for one in outcome.plan.scenarios:
        lines += [f"{one.place} · {one.name}: {change}" for change in one.changes]
    if rejected is not None:
        document["rejected_file"] = str(rejected)
        lines.append(f"The rows left out are in {rejected}.")
    counts = ", ".join(f"{document[name]} {name}" for name in ("new", "changed", "unchanged", "skipped"))
    return Answer(document, "\n".join([*lines, outcome.message, f"({counts})"]), 0 if outcome.success else 3)
