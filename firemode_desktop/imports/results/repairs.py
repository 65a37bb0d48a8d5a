"""What would mend many cells of a results file at once: offered with its words, chosen by a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from firemode_desktop.domain.forms import RESULTS
from firemode_desktop.imports.results.plan import ResultsPlan
from firemode_desktop.imports.results.said import Said
from firemode_desktop.imports.tables.problems import Mend, Problem
from firemode_desktop.imports.tables.values import DateOrder, DecimalMark

_ORDERS = {DateOrder.DAY_FIRST: "the day comes first", DateOrder.MONTH_FIRST: "the month comes first"}
_MARKS = {DecimalMark.COMMA: "the comma is the decimal mark", DecimalMark.POINT: "the comma parts the thousands"}
_CHOSEN = ("not_a_choice", "not_yes_no")
_NAMED = ("unknown_instrument", "unknown_stair", "unknown_floor", "unknown_door", "unknown_doorway")


@dataclass(frozen=True)
class ResultsRepair(Mend):
    """Planning again with ``said`` is what mends them."""

    said: Said


def repairs(plan: ResultsPlan) -> tuple[ResultsRepair, ...]:
    """The repairs that a plan's errors allow, those that mend most first."""
    found = [*_dates(plan), *_numbers(plan), *_units(plan), *_words(plan)]
    return tuple(sorted(found, key=lambda one: -one.count))


def _of(plan: ResultsPlan, code: str) -> list[Problem]:
    return [problem for problem in plan.errors if problem.code == code]


def _dates(plan: ResultsPlan) -> Iterator[ResultsRepair]:
    if same := _of(plan, "ambiguous_date"):
        for order, words in _ORDERS.items():
            said = replace(plan.said, dates=order)
            yield ResultsRepair("ambiguous_date", same[0].column, len(same), f"{_dated(len(same))}: {words}", said)


def _dated(number: int) -> str:
    return "This date" if number == 1 else f"{number} dates"


def _numbers(plan: ResultsPlan) -> Iterator[ResultsRepair]:
    if same := _of(plan, "ambiguous"):
        many = "This number" if len(same) == 1 else f"{len(same)} numbers"
        for mark, words in _MARKS.items():
            yield ResultsRepair("ambiguous", None, len(same), f"{many}: {words}", replace(plan.said, decimal=mark))


def _units(plan: ResultsPlan) -> Iterator[ResultsRepair]:
    """A column that is headed in another unit is converted from it."""
    for columns in plan.read:
        headed = columns.table.headed_in("measured_value")
        same = [one for one in _of(plan, "unit") if one.row == columns.table.heading + 1]
        if columns.table.form is RESULTS and headed and same:
            said = replace(plan.said, converted=plan.said.converted | {headed})
            yield ResultsRepair("unit", "measured_value", len(same), f"Convert this column from {headed}", said)


def _words(plan: ResultsPlan) -> Iterator[ResultsRepair]:
    """A word that is none of ours stands for the one that comes near in every place."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in plan.errors:
        if problem.code in (*_CHOSEN, *_NAMED) and problem.column and problem.value and problem.meant:
            groups.setdefault((problem.code, problem.column, problem.value), []).append(problem)
    for (code, column, read), same in groups.items():
        if len({problem.meant for problem in same}) == 1:
            many = "" if len(same) == 1 else f"{len(same)} × "
            said = plan.said.with_word(column, read.strip(), same[0].meant)
            yield ResultsRepair(code, column, len(same), f"{many}“{read}”: read as {same[0].meant}", said)
