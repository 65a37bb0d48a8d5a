"""The cells of a results sheet as values: first which test each row is of, then its cells in that test's own unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from firemode_desktop.domain.forms import IDENTIFYING, RESULTS, Column, Form
from firemode_desktop.domain.numbers import unit_named
from firemode_desktop.imports.results.finding import Finder, kind_named
from firemode_desktop.imports.results.said import Said
from firemode_desktop.imports.results.survey import ResultsSurvey
from firemode_desktop.imports.tables.columns import Columns, read_columns
from firemode_desktop.imports.tables.layout import Table
from firemode_desktop.imports.tables.problems import foreign_unit
from firemode_desktop.imports.tables.values import Bad

AS_TESTED = RESULTS.column("measured_value").measure
_WHICH = Form(RESULTS.title, tuple(column for column in RESULTS.every if column.name in IDENTIFYING))
_SAYS = tuple(column for column in RESULTS.columns if column.name not in IDENTIFYING and not column.aside)


def read_told(
    table: Table, survey: ResultsSurvey, finder: Finder, said: Said, *, delimited: bool
) -> tuple[Columns, list[str | None]]:
    """Every column of a table, and of which test each of its rows is (``None``: of none; that is an error)."""
    ways, every = said.ways(delimited=delimited), range(len(table.rows))
    whole = Columns(table, {})
    which = read_columns(table.of_columns(_WHICH), survey.today, ways)
    whole.take(which, every)
    names = [_named(whole, index, finder) for index in every]
    units = [survey.tests[name].unit or AS_TESTED if name is not None else AS_TESTED for name in names]
    for unit in dict.fromkeys(units):
        rows = [index for index in every if units[index] == unit]
        part = table.without(set(every) - set(rows)).of_columns(_in(unit))
        if unit != AS_TESTED:
            part = replace(part, units=_converted(table, unit, said))
        whole.take(read_columns(part, survey.today, ways), rows)
    _check_heading(whole, units, said)
    return whole, names


def _in(unit: str) -> Form:
    """The columns that say what was read, readings in ``unit``."""
    return Form(RESULTS.title, tuple(_measured_in(column, unit) for column in _SAYS))


def _measured_in(column: Column, unit: str) -> Column:
    return replace(column, measure=unit) if column.name == "measured_value" else column


def _named(whole: Columns, index: int, finder: Finder) -> str | None:
    """The test that a row is of; an error of the row when it is of none, or may be of several."""
    told = {name: cells[index] for name, cells in whole.values.items() if cells[index] is not None}
    text = str(told.pop("identifier", "") or "")
    if text and (known := finder.by_identifier(text)) is not None:
        return known
    if text and kind_named(text) and told:
        told["measurement_type"] = text
        text = ""
    found = _found(whole, index, finder, text, told)
    if isinstance(found, Bad):
        at = _at_fault(whole, found.code, told)
        if index not in whole.bad:
            whole.refuse(index, at, found.code, found.message, found.meant)
        return None
    return found


def _found(whole: Columns, index: int, finder: Finder, text: str, told: dict[str, Any]) -> str | Bad:
    if text:
        return finder.unknown(text)
    if not told:
        said = "Which test is this? Write its identifier, or the stair, the floor and the door configuration."
        return Bad("which_test", said)
    return finder.by_place(told, whole.table.headed_in("measured_value"))


def _at_fault(whole: Columns, code: str, told: dict[str, Any]) -> str:
    """The column at which an error about the test is told."""
    named = code.removeprefix("unknown_")
    if named in told:
        return named
    return next((name for name in ("identifier", *told) if name in whole.table.values), "identifier")


def _converted(table: Table, unit: str, said: Said) -> dict[str, str]:
    """The unit from which readings are converted, where a person said so."""
    headed = table.headed_in("measured_value")
    return {"measured_value": headed} if headed in said.converted and _convertible(headed, unit) else {}


def _convertible(headed: str, unit: str) -> bool:
    written, own = unit_named(headed), unit_named(unit)
    return written is not None and own is not None and written is not own and written.si == own.si


def _check_heading(whole: Columns, units: Sequence[str], said: Said) -> None:
    """A heading such as ``Reading (kPa)`` above tests in Pa: every number below it would be wrong."""
    table = whole.table
    headed = table.headed_in("measured_value")
    if not headed:
        return
    filled = [index for index, cell in enumerate(table.values["measured_value"]) if cell is not None]
    if headed not in said.converted and (foreign := {units[i] for i in filled if _convertible(headed, units[i])}):
        spot = (table.heading, table.places["measured_value"])
        text = table.sheet.at(*spot)
        whole.errors += [foreign_unit(table.sheet.name, spot, "measured_value", text, headed, own) for own in foreign]
    for index in filled:
        own = unit_named(units[index])
        if own is not None and own.symbol != headed and not _convertible(headed, units[index]):
            words = f"This column is headed in {headed}, and this test is measured in {own.symbol}."
            whole.refuse(index, "measured_value", "unit", words)
