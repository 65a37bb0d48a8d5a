"""What an import says: causes of problems, counts, and what a button is about to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from firemode_desktop.domain.dates import show_date
from firemode_desktop.imports.baselines.plan import Plan
from firemode_desktop.imports.files.cells import Marked, Value, as_read
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.ui.language import many, tr

TOLD = 2
"""So many days, or files, are told one by one."""

CAUSES = {
    "ambiguous": tr("a number that can mean two things"),
    "ambiguous_date": tr("a date that can mean two days"),
    "ambiguous_instrument": tr("more than one instrument is meant"),
    "ambiguous_location": tr("fits more than one place"),
    "ambiguous_scenario": tr("more than one door scenario is meant"),
    "ambiguous_test": tr("more than one test is meant"),
    "asked": tr("not said in the file"),
    "boolean": tr("yes or no where a number belongs"),
    "cell": tr("not a time that can be read"),
    "converted": tr("converted into our unit"),
    "corrected": tr("put right by hand"),
    "currency_format": tr("formatted as money"),
    "date": tr("a date in place of a time"),
    "decommissioned": tr("out of service on that day"),
    "decimal_comma": tr("perhaps one number in two cells"),
    "differs": tr("on record with something else"),
    "disagrees": tr("the matrix and the list of steps differ"),
    "door_force_disagrees": tr("force and pressure disagree"),
    "duplicate": tr("the same location more than once"),
    "duplicate_cell": tr("a cell that stands twice"),
    "duplicate_column": tr("a column that stands twice"),
    "duplicate_step": tr("a step twice"),
    "effects_wrong": tr("an effect that cannot be read"),
    "error_cell": tr("an error of the spreadsheet"),
    "evidence_altered": tr("another file than the one on record"),
    "evidence_missing": tr("a file that is not there"),
    "evidence_name": tr("a file in another folder"),
    "formula": tr("a formula’s last result was taken"),
    "formula_without_value": tr("a formula that was never calculated"),
    "future_date": tr("a date in the future"),
    "hidden_column": tr("a hidden column was read"),
    "hidden_row": tr("a hidden row was read"),
    "hidden_sheet": tr("a hidden sheet was read"),
    "ignored_column": tr("a column that was not read"),
    "ignored_row": tr("a row that was not read"),
    "ignored_sheet": tr("a sheet that was not read"),
    "incomplete_grid": tr("a point is missing"),
    "left_out_row": tr("a row without a reading"),
    "location_disagrees": tr("two different places are named"),
    "mean_differs": tr("not the mean of the nine points"),
    "merged_reading": tr("one reading merged over several rows"),
    "misplaced_floor": tr("perhaps another floor"),
    "missing": tr("nothing is written here"),
    "missing_column": tr("a column is missing"),
    "no_cause": tr("times in a row without a cause"),
    "no_head": tr("times below no component"),
    "no_readings": tr("no readings were found"),
    "no_steps": tr("a scenario without steps"),
    "no_such_time": tr("a time that the clocks left out"),
    "no_table": tr("no table that can be read"),
    "not_a_choice": tr("not one of the words that are meant"),
    "not_a_date": tr("not a date"),
    "not_a_number": tr("not a number"),
    "not_a_sequence": tr("effects of a test that has none"),
    "not_filled_in": tr("rows that nobody filled in"),
    "not_finite": tr("not a finite number"),
    "not_measured": tr("nothing was measured here"),
    "not_step_numbers": tr("not a list of steps"),
    "not_told": tr("still to be told"),
    "not_whole": tr("not a whole number"),
    "not_yes_no": tr("neither yes nor no"),
    "open_close_to_closed": tr("doors open and closed read alike"),
    "other_part": tr("a row that begins a part about something else"),
    "other_format": tr("shown as something else"),
    "out_of_place": tr("an answer that is not asked for"),
    "out_of_range": tr("a value that cannot be"),
    "outside_rule": tr("outside the rule in force"),
    "percent": tr("a percentage where none belongs"),
    "percent_format": tr("read as the percentage it shows"),
    "points": tr("points where none are measured"),
    "reason_missing": tr("no reason is given"),
    "remembered": tr("answers that were given before"),
    "rounded": tr("kept with fewer decimals"),
    "rows_above_heading": tr("rows above the heading were not read"),
    "rows_disagree": tr("rows of one scenario that differ"),
    "said_in_vain": tr("said of the file, but not used"),
    "second_table": tr("a second table on the sheet"),
    "setpoint_disagrees": tr("two setpoints for one stair"),
    "sheet_twice": tr("a sheet that stands twice"),
    "status_and_value": tr("not carried out, and with a reading"),
    "summary_row": tr("a row that sums up others"),
    "text_date": tr("a date written as text"),
    "text_number": tr("a number written as text"),
    "tolerance_clipped": tr("a tolerance that reaches before the trigger"),
    "too_long": tr("too long"),
    "unit": tr("another unit than the column’s"),
    "unit_slip": tr("perhaps another unit"),
    "unknown_door": tr("no such door"),
    "unknown_door_configuration": tr("no test in this door configuration"),
    "unknown_doorway": tr("no such doorway"),
    "unknown_floor": tr("no such floor"),
    "unknown_identifier": tr("no test of this session"),
    "unknown_instrument": tr("no such instrument"),
    "unknown_location": tr("no such place"),
    "unknown_measurement_type": tr("no such kind of test"),
    "unknown_scenario": tr("no such door scenario"),
    "unknown_stair": tr("no such stair"),
    "unknown_test": tr("no test of this session"),
    "unknown_zone": tr("no such zone"),
    "which_test": tr("which test is not said"),
    "width": tr("a row of another width"),
}
IMPORTED = tr("an import")
"""What the notice of an import just made is about: it goes when the next one begins, or when one is taken back."""
STATUS_WORDS = {
    RowStatus.NEW: "new",
    RowStatus.CHANGED: "changed",
    RowStatus.UNCHANGED: "unchanged",
    RowStatus.SKIPPED: "skipped",
    RowStatus.DIFFERS: "differs",
    RowStatus.ERROR: "error",
}


def standing_word(status: StrEnum) -> str:
    """The word beside a row: ``new``, or ``not read`` for one that is no reading."""
    return STATUS_WORDS[status] if isinstance(status, RowStatus) else str(status)


def cause(code: str) -> str:
    """A problem's cause in a few words."""
    return CAUSES.get(code, code.replace("_", " "))


def writes(plan: Plan) -> int:
    """Rows that an import would write."""
    return plan.count(RowStatus.NEW) + plan.count(RowStatus.CHANGED)


def one_of(plan: Plan) -> tuple[str, str]:
    """What one planned row is called, and several: rows of the file, or readings where a row of it holds several."""
    places = {(row.sheet, row.row) for row in plan.rows}
    return ("row", "rows") if len(places) == len(plan.rows) else ("reading", "readings")


def nothing_to_write(plan: Plan) -> str:
    """Why there is nothing to confirm."""
    rows, (one, more) = len(plan.rows), one_of(plan)
    if not rows:
        return tr("Nothing to write: no row of this file is filled in.")
    which = tr("the one {one} is", one=one) if rows == 1 else tr("all {rows:,} {more} are", rows=rows, more=more)
    return tr("Nothing to write: {which} on record already.", which=which)


def one_at_a_time(files: Sequence[Path]) -> str:
    """Why several files that were dropped together are not read."""
    names = ", ".join(file.name for file in files[:TOLD])
    more = tr(" and {files:,} more", files=len(files) - TOLD) if len(files) > TOLD else ""
    return tr(
        "One file is imported at a time: drop {names}{more} one after the other. Nothing was read.",
        names=names,
        more=more,
    )


def imported(plan: Plan, *, skipped: bool) -> str:
    """What an import has done: ``150 baselines imported, 0 changed, 0 unchanged.``"""
    new, changed, same = (plan.count(status) for status in (RowStatus.NEW, RowStatus.CHANGED, RowStatus.UNCHANGED))
    left = tr(", {count} left out", count=many(plan.count(RowStatus.ERROR), *one_of(plan))) if skipped else ""
    return tr(
        "{baselines} imported, {changed:,} changed, {same:,} unchanged{left}.",
        baselines=many(new + changed, tr("baseline"), tr("baselines")),
        changed=changed,
        same=same,
        left=left,
    )


def plain_value(value: Value) -> Any:
    """What a cell holds, whatever was found at it."""
    return value.value if isinstance(value, Marked) else value


def shown(value: Value) -> str:
    """A cell as read; days as days, so that nobody takes the month for the day."""
    bare = plain_value(value) if isinstance(value, Marked) and value.value is not None else value
    if isinstance(bare, datetime) and bare.time() == datetime.min.time():
        return show_date(bare.date())
    if isinstance(bare, date) and not isinstance(bare, datetime):
        return show_date(bare)
    return as_read(bare)
