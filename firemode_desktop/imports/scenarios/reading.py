"""Sheets → scenarios: which sheet is a step list and which a matrix; a file that has both must say one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.forms import ASIDE
from firemode_desktop.domain.scenario_forms import ABOUT, STEPS
from firemode_desktop.domain.sequence import Step
from firemode_desktop.imports.files.cells import Sheet, Workbook, letters
from firemode_desktop.imports.scenarios.causes import Causes
from firemode_desktop.imports.scenarios.mapping import ScenarioMapping, SheetMapping
from firemode_desktop.imports.scenarios.matrix import Matrix
from firemode_desktop.imports.scenarios.recognising import Known, recognise
from firemode_desktop.imports.scenarios.remembering import in_words, recall
from firemode_desktop.imports.scenarios.rows import Reading, ReadScenario, Survey
from firemode_desktop.imports.scenarios.steps import StepList
from firemode_desktop.imports.tables.layout import find_tables
from firemode_desktop.imports.tables.problems import Problem, of_sheet

REMEMBERED = "remembered"
"""The code of the warning that a sheet was read with answers given before."""
_NEEDED = {"component_id", "expected_action"}
"""A list of steps names these columns; a matrix has them as rows."""


def read_scenarios(workbook: Workbook, survey: Survey, mapping: ScenarioMapping | None = None) -> Reading:
    """The scenarios of a file. Where it has a step list, that is read, and its matrices are held against it."""
    known = known_of(survey)
    mapped = {one.sheet for one in mapping.sheets} if mapping else set[str]()
    lists = [sheet for sheet in workbook.sheets if sheet.name not in mapped and is_step_list(workbook, sheet)]
    others = [sheet for sheet in workbook.sheets if sheet not in lists]
    read = read_lists(replace(workbook, sheets=tuple(lists)), survey, known) if lists else Reading()
    matrices = read_matrices(others, survey, known, mapping)
    if not lists:
        return matrices if matrices.used else _nothing(workbook, matrices)
    return replace(
        read,
        errors=(*read.errors, *_disagreeing(read.scenarios, matrices)),
        warnings=(*read.warnings, *matrices.warnings),
        mapping=matrices.mapping,
    )


def known_of(survey: Survey) -> Known:
    """What helps to recognise a matrix."""
    around = survey.around
    equipment = {name.strip().upper(): kind for name, kind in around.equipment.items()}
    return Known(equipment, Causes.of(around.zones), tuple(dict.fromkeys(zone.stair for zone in around.zones)))


def is_step_list(workbook: Workbook, sheet: Sheet) -> bool:
    """Whether the heading of a sheet names the columns of a step."""
    tables = find_tables(replace(workbook, sheets=(sheet,)), (STEPS,)).tables
    return bool(tables) and tables[0].values.keys() >= _NEEDED


def read_lists(workbook: Workbook, survey: Survey, known: Known) -> Reading:
    """The scenarios of the step lists of a file."""
    layout = find_tables(workbook, (STEPS,))
    lists = [StepList(table, known.causes, survey.today, delimited=workbook.delimited) for table in layout.tables]
    return Reading(
        tuple(one for each in lists for one in each.scenarios),
        (*layout.errors, *(problem for each in lists for problem in each.columns.errors)),
        (*layout.warnings, *(problem for each in lists for problem in each.columns.warnings)),
        sum(len(table.rows) for table in layout.tables),
        {table.sheet.name: table.rows for table in layout.tables},
    )


def read_matrices(
    sheets: Sequence[Sheet], survey: Survey, known: Known, mapping: ScenarioMapping | None = None
) -> Reading:
    """The scenarios of the matrices among these sheets; others are named in a warning."""
    found: list[Matrix] = []
    warnings: list[Problem] = []
    for sheet in sheets:
        how = mapping.of(sheet.name) if mapping else _recognised(sheet, known, survey)
        if how is not None:
            found.append(Matrix(sheet, how, known, survey.around.zones))
            warnings += (*_hidden(sheet, found[-1]), *_told_before(how))
        elif sheet.rows and sheet.name != ABOUT and sheet.at(0, 0) != ASIDE:
            warnings.append(of_sheet(sheet.name, "ignored_sheet", f"The sheet “{sheet.name}” was not read."))
    return Reading(
        tuple(one for each in found for one in each.scenarios),
        tuple(problem for each in found for problem in each.errors),
        (*warnings, *(problem for each in found for problem in each.warnings)),
        sum(len(each.rows) for each in found),
        {each.mapping.sheet: each.file_rows for each in found},
        ScenarioMapping(tuple(each.mapping for each in found)),
        tuple(doubt for each in found for doubt in each.doubts),
    )


def _recognised(sheet: Sheet, known: Known, survey: Survey) -> SheetMapping | None:
    proposed = recognise(sheet, known)
    return None if proposed is None else recall(proposed, survey.recalled)


def _told_before(how: SheetMapping) -> Iterator[Problem]:
    """Answers that were not given to this file are never used without a word."""
    if "answers" in how.why:
        said = f"Read with the answers to {how.why['answers']}: {in_words(how)}."
        yield of_sheet(how.sheet, REMEMBERED, said)


def _hidden(sheet: Sheet, matrix: Matrix) -> Iterator[Problem]:
    """What of a matrix a spreadsheet does not show: it is read like the rest, and said."""
    if sheet.hidden:
        yield of_sheet(sheet.name, "hidden_sheet", f"The sheet “{sheet.name}” is hidden; it was read.")
    if rows := sorted(sheet.hidden_rows.intersection(matrix.file_rows)):
        said = f"Hidden rows were read: {', '.join(str(row + 1) for row in rows[:10])}{' …' if len(rows) > 10 else ''}."
        yield of_sheet(sheet.name, "hidden_row", said)
    across = matrix.file_columns
    if columns := sorted(sheet.hidden_columns.intersection(across)):
        said = f"Hidden columns were read: {', '.join(map(letters, columns[:10]))}{' …' if len(columns) > 10 else ''}."
        yield of_sheet(sheet.name, "hidden_column", said)


def _nothing(workbook: Workbook, reading: Reading) -> Reading:
    said = (
        "Neither a step list nor a matrix was found. A step list has a heading with stair, zone, scenario, "
        "component_id, expected_action …; a matrix has its causes in rows under headings such as Zone, Description and "
        "Device."
    )
    return replace(reading, errors=(*reading.errors, of_sheet(workbook.file_name, "no_table", said)))


def _disagreeing(listed: Sequence[ReadScenario], matrices: Reading) -> Iterator[Problem]:
    """Where a matrix says something else than the step list beside it: nobody can tell which was edited."""
    by_key = {one.key: one for one in listed}
    for one in matrices.scenarios:
        other = by_key.get(one.key)
        if other is None:
            said = f"“{one.name}” stands in this matrix, but not in the step list of the same file."
            yield one.problem("scenario", "scenario", "disagrees", said)
        elif not (one.bad or other.bad):
            yield from _differing(one, other)


def _differing(one: ReadScenario, other: ReadScenario) -> Iterator[Problem]:
    steps = {step.step_order: step for step in other.steps}
    for step in one.steps:
        beside = steps.pop(step.step_order, None)
        if beside != step:
            said = f"This cell says {_said(step)}; the step list says {_said(beside)}. Keep one of the two sheets."
            yield one.problem(step.step_order, "component_id", "disagrees", said)
    for step in steps.values():
        said = f"The step list says {_said(step)} for “{one.name}”, this matrix does not. Keep one of the two sheets."
        yield one.problem("scenario", "scenario", "disagrees", said)


def _said(step: Step | None) -> str:
    if step is None:
        return "nothing"
    return f"{step.words} at {plain(step.expected_delay_seconds)} ± {plain(step.tolerance_seconds)} s"
