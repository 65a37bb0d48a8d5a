"""What would mend many cells at once: offered with its words, chosen by a person, kept in the mapping.

14 × “shut”: read as all_closed        3 dates: the day comes first        column C: convert from kPa
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from firemode_desktop.domain.baselines import MEASURES, UNITS
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.forms import BASELINE_COLUMNS, BASELINE_FORMS, Column, Holds
from firemode_desktop.domain.numbers import parse_number
from firemode_desktop.domain.physics import unit_slip
from firemode_desktop.domain.words import DoorConfiguration, case_words
from firemode_desktop.imports.baselines.plan import Plan
from firemode_desktop.imports.files.cells import letters, position
from firemode_desktop.imports.mappings.headings import readings_of
from firemode_desktop.imports.mappings.mapping import FileMapping, ReadingColumn, TableMapping
from firemode_desktop.imports.tables.problems import Mend, Problem
from firemode_desktop.imports.tables.values import DateOrder, DecimalMark

_COLUMNS: dict[str, Column] = {column.name: column for form in BASELINE_FORMS.values() for column in form.every}
_ORDERS = {DateOrder.DAY_FIRST: "the day comes first", DateOrder.MONTH_FIRST: "the month comes first"}
_MARKS = {DecimalMark.COMMA: "the comma is the decimal mark", DecimalMark.POINT: "the comma parts the thousands"}
_ANSWERS: dict[str, dict[str, str]] = {
    "door_configuration": {
        DoorConfiguration.ALL_CLOSED.value: case_words(DoorConfiguration.ALL_CLOSED),
        DoorConfiguration.EVAC_DOORS_OPEN.value: case_words(DoorConfiguration.EVAC_DOORS_OPEN),
    },
    "pressurization_active": {"yes": "the fan was running", "no": "the fan was stopped"},
}
_NAMED = ("not_a_choice", "not_yes_no", "unknown_")


@dataclass(frozen=True)
class Repair(Mend):
    """Planning again with ``mapping`` is what mends them."""

    mapping: FileMapping


def repairs(plan: Plan) -> tuple[Repair, ...]:
    """The repairs that a plan's errors allow, those that mend most first."""
    found = [*_words(plan), *_dates(plan), *_numbers(plan), *_units(plan), *_slips(plan), *_cases(plan)]
    return tuple(sorted(found, key=lambda one: -one.count))


def _words(plan: Plan) -> Iterator[Repair]:
    """A word that is none of ours stands for one that is: the nearest, or each where there are two or three."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in plan.errors:
        if problem.column in _COLUMNS and problem.value and problem.code.startswith(_NAMED):
            groups.setdefault((problem.code, problem.column, problem.value), []).append(problem)
    for (code, column, read), same in groups.items():
        for meant in _meant(_COLUMNS[column], same):
            title = f"{_times(same)}“{read}”: read as {meant}"
            yield Repair(code, column, len(same), title, plan.mapping.with_word(column, read, meant))


def _meant(column: Column, same: Iterable[Problem]) -> tuple[str, ...]:
    """The words to choose from; one alone where it comes near in every place."""
    near = {problem.meant for problem in same}
    if len(near) == 1 and (only := near.pop()):
        return (only,)
    return ("yes", "no") if column.holds is Holds.YES_NO else column.choices


def _dates(plan: Plan) -> Iterator[Repair]:
    same = [problem for problem in plan.errors if problem.code == "ambiguous_date"]
    for order, words in _ORDERS.items() if same else ():
        title = f"{_times(same)}“{same[0].value}”: {words}"
        yield Repair("ambiguous_date", same[0].column, len(same), title, replace(plan.mapping, dates=order))


def _numbers(plan: Plan) -> Iterator[Repair]:
    same = [problem for problem in plan.errors if problem.code == "ambiguous"]
    for mark, words in _MARKS.items() if same else ():
        title = f"{_times(same)}“{same[0].value}”: {words}"
        yield Repair("ambiguous", same[0].column, len(same), title, replace(plan.mapping, decimal=mark))


def _units(plan: Plan) -> Iterator[Repair]:
    """A column headed in another unit: its numbers are converted, or are in ours whatever the heading says."""
    for problem in plan.errors:
        if problem.code != "unit" or problem.cell is None or not problem.value:
            continue
        for index, table, one in _columns_at(plan.mapping, problem):
            unit, own = readings_of(problem.value).foreign_unit, UNITS[one.kind]
            for chosen, words in ((unit, f"convert from {unit}"), (own, f"the numbers are in {own}")) if unit else ():
                told = table.with_reading(one.place, replace(one, unit=chosen))
                title = f"Column {letters(one.place)}: {words}"
                yield Repair("unit", problem.column, 1, title, plan.mapping.with_table(index, told))


def _slips(plan: Plan) -> Iterator[Repair]:
    """A column whose numbers cannot be, and would be usual in another unit: all of it was read in that one."""
    groups: dict[tuple[str, int, str], list[Problem]] = {}
    for problem in plan.errors:
        if problem.code == "out_of_range" and problem.cell and (unit := _slipped(problem)):
            groups.setdefault((problem.sheet, position(problem.cell)[1], unit), []).append(problem)
    for (sheet, place, unit), same in groups.items():
        for index, table in enumerate(plan.mapping.tables):
            one = next((one for one in table.readings if one.place == place), None)
            if table.sheet == sheet and one is not None and not one.unit:
                told = table.with_reading(place, replace(one, unit=unit))
                title = f"{_times(same)}column {letters(place)}: convert all of it from {unit}"
                yield Repair("out_of_range", same[0].column, len(same), title, plan.mapping.with_table(index, told))


def _slipped(problem: Problem) -> str:
    """The unit in which an impossible value would be usual; blank where there is none."""
    kind = next((kind for kind, named in BASELINE_COLUMNS.items() if named.value == problem.column), None)
    try:
        slip = unit_slip(parse_number(problem.value or "").value, MEASURES[kind]) if kind else None
    except Invalid:
        return ""
    return slip.unit if slip else ""


def _cases(plan: Plan) -> Iterator[Repair]:
    """A heading that does not say which case was measured."""
    for problem in plan.errors:
        answers = _ANSWERS.get(problem.column or "") if problem.code == "not_told" and problem.cell else None
        for index, table, one in _columns_at(plan.mapping, problem) if answers else ():
            for case, words in (answers or {}).items():
                told = table.with_reading(one.place, replace(one, says={**one.says, str(problem.column): case}))
                title = f"Column {letters(one.place)}: {words}"
                yield Repair("not_told", problem.column, 1, title, plan.mapping.with_table(index, told))


def _columns_at(mapping: FileMapping, problem: Problem) -> Iterator[tuple[int, TableMapping, ReadingColumn]]:
    """The column of readings whose heading a problem is about, with its table."""
    row, place = position(problem.cell or "")
    for index, table in enumerate(mapping.tables):
        if table.sheet == problem.sheet and table.heading[0] <= row <= table.heading[1]:
            yield from ((index, table, one) for one in table.readings if one.place == place)


def _times(same: list[Problem]) -> str:
    return f"{len(same)} × " if len(same) > 1 else ""
