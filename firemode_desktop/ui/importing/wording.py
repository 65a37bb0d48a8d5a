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
from firemode_desktop.ui.language import many

TOLD = 2
"""So many days, or files, are told one by one."""

CAUSES = {
    "ambiguous": "a number that can mean two things",
    "ambiguous_date": "a date that can mean two days",
    "ambiguous_instrument": "more than one instrument is meant",
    "ambiguous_location": "fits more than one place",
    "ambiguous_scenario": "more than one door scenario is meant",
    "ambiguous_test": "more than one test is meant",
    "asked": "not said in the file",
    "boolean": "yes or no where a number belongs",
    "cell": "not a time that can be read",
    "converted": "converted into our unit",
    "corrected": "put right by hand",
    "currency_format": "formatted as money",
    "date": "a date in place of a time",
    "decommissioned": "out of service on that day",
    "decimal_comma": "perhaps one number in two cells",
    "differs": "on record with something else",
    "disagrees": "the matrix and the list of steps differ",
    "door_force_disagrees": "force and pressure disagree",
    "duplicate": "the same location more than once",
    "duplicate_cell": "a cell that stands twice",
    "duplicate_column": "a column that stands twice",
    "duplicate_step": "a step twice",
    "effects_wrong": "an effect that cannot be read",
    "error_cell": "an error of the spreadsheet",
    "evidence_altered": "another file than the one on record",
    "evidence_missing": "a file that is not there",
    "evidence_name": "a file in another folder",
    "formula": "a formula’s last result was taken",
    "formula_without_value": "a formula that was never calculated",
    "future_date": "a date in the future",
    "hidden_column": "a hidden column was read",
    "hidden_row": "a hidden row was read",
    "hidden_sheet": "a hidden sheet was read",
    "ignored_column": "a column that was not read",
    "ignored_row": "a row that was not read",
    "ignored_sheet": "a sheet that was not read",
    "incomplete_grid": "a point is missing",
    "left_out_row": "a row without a reading",
    "location_disagrees": "two different places are named",
    "mean_differs": "not the mean of the nine points",
    "merged_reading": "one reading merged over several rows",
    "misplaced_floor": "perhaps another floor",
    "missing": "nothing is written here",
    "missing_column": "a column is missing",
    "no_cause": "times in a row without a cause",
    "no_head": "times below no component",
    "no_readings": "no readings were found",
    "no_steps": "a scenario without steps",
    "no_such_time": "a time that the clocks left out",
    "no_table": "no table that can be read",
    "not_a_choice": "not one of the words that are meant",
    "not_a_date": "not a date",
    "not_a_number": "not a number",
    "not_a_sequence": "effects of a test that has none",
    "not_filled_in": "rows that nobody filled in",
    "not_finite": "not a finite number",
    "not_measured": "nothing was measured here",
    "not_step_numbers": "not a list of steps",
    "not_told": "still to be told",
    "not_whole": "not a whole number",
    "not_yes_no": "neither yes nor no",
    "open_close_to_closed": "doors open and closed read alike",
    "other_part": "a row that begins a part about something else",
    "other_format": "shown as something else",
    "out_of_place": "an answer that is not asked for",
    "out_of_range": "a value that cannot be",
    "outside_rule": "outside the rule in force",
    "percent": "a percentage where none belongs",
    "percent_format": "read as the percentage it shows",
    "points": "points where none are measured",
    "reason_missing": "no reason is given",
    "remembered": "answers that were given before",
    "rounded": "kept with fewer decimals",
    "rows_above_heading": "rows above the heading were not read",
    "rows_disagree": "rows of one scenario that differ",
    "said_in_vain": "said of the file, but not used",
    "second_table": "a second table on the sheet",
    "setpoint_disagrees": "two setpoints for one stair",
    "sheet_twice": "a sheet that stands twice",
    "status_and_value": "not carried out, and with a reading",
    "summary_row": "a row that sums up others",
    "text_date": "a date written as text",
    "text_number": "a number written as text",
    "tolerance_clipped": "a tolerance that reaches before the trigger",
    "too_long": "too long",
    "unit": "another unit than the column’s",
    "unit_slip": "perhaps another unit",
    "unknown_door": "no such door",
    "unknown_door_configuration": "no test in this door configuration",
    "unknown_doorway": "no such doorway",
    "unknown_floor": "no such floor",
    "unknown_identifier": "no test of this session",
    "unknown_instrument": "no such instrument",
    "unknown_location": "no such place",
    "unknown_measurement_type": "no such kind of test",
    "unknown_scenario": "no such door scenario",
    "unknown_stair": "no such stair",
    "unknown_test": "no test of this session",
    "unknown_zone": "no such zone",
    "which_test": "which test is not said",
    "width": "a row of another width",
}
IMPORTED = "an import"
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
        return "Nothing to write: no row of this file is filled in."
    which = f"the one {one} is" if rows == 1 else f"all {rows:,} {more} are"
    return f"Nothing to write: {which} on record already."


def one_at_a_time(files: Sequence[Path]) -> str:
    """Why several files that were dropped together are not read."""
    names = ", ".join(file.name for file in files[:TOLD])
    more = f" and {len(files) - TOLD:,} more" if len(files) > TOLD else ""
    return f"One file is imported at a time: drop {names}{more} one after the other. Nothing was read."


def imported(plan: Plan, *, skipped: bool) -> str:
    """What an import has done: ``150 baselines imported, 0 changed, 0 unchanged.``"""
    new, changed, same = (plan.count(status) for status in (RowStatus.NEW, RowStatus.CHANGED, RowStatus.UNCHANGED))
    left = f", {many(plan.count(RowStatus.ERROR), *one_of(plan))} left out" if skipped else ""
    return f"{many(new + changed, 'baseline', 'baselines')} imported, {changed:,} changed, {same:,} unchanged{left}."


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
