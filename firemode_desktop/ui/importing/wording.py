"""What an import says: causes of problems, counts, and what a button is about to do."""

from __future__ import annotations

from firemode_desktop.imports.plan import Plan, RowStatus

CAUSES = {
    "ambiguous_location": "fits more than one place",
    "boolean": "yes or no where a number belongs",
    "decommissioned": "out of service on that day",
    "duplicate": "the same location more than once",
    "duplicate_cell": "a cell that stands twice",
    "duplicate_column": "a column that stands twice",
    "error_cell": "an error of the spreadsheet",
    "formula": "a formula’s last result was taken",
    "formula_without_value": "a formula that was never calculated",
    "future_date": "a date in the future",
    "hidden_column": "a hidden column was read",
    "hidden_row": "a hidden row was read",
    "hidden_sheet": "a hidden sheet was read",
    "ignored_column": "a column that was not read",
    "ignored_sheet": "a sheet that was not read",
    "incomplete_grid": "a point is missing",
    "location_disagrees": "two different places are named",
    "mean_differs": "not the mean of the nine points",
    "missing": "nothing is written here",
    "missing_column": "a column is missing",
    "no_table": "no table of baselines was found",
    "not_a_choice": "not one of the words that are meant",
    "not_a_date": "not a date",
    "not_a_number": "not a number",
    "not_filled_in": "rows that nobody filled in",
    "not_finite": "not a finite number",
    "not_yes_no": "neither yes nor no",
    "out_of_range": "a value that cannot be",
    "outside_rule": "outside the rule in force",
    "setpoint_disagrees": "two setpoints for one stair",
    "text_date": "a date written as text",
    "text_number": "a number written as text",
    "too_long": "too long",
    "unit": "another unit than the column’s",
    "unknown_door": "no such door",
    "unknown_doorway": "no such doorway",
    "unknown_floor": "no such floor",
    "unknown_scenario": "no such door scenario",
    "unknown_stair": "no such stair",
}
STATUS_WORDS = {
    RowStatus.NEW: "new",
    RowStatus.CHANGED: "changed",
    RowStatus.UNCHANGED: "unchanged",
    RowStatus.ERROR: "error",
}


def cause(code: str) -> str:
    """A problem's cause in a few words."""
    return CAUSES.get(code, code.replace("_", " "))


def many(number: int, one: str, more: str = "") -> str:
    """``1 row``, ``150 rows``."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def writes(plan: Plan) -> int:
    """Rows that an import would write."""
    return plan.count(RowStatus.NEW) + plan.count(RowStatus.CHANGED)


def verdict(plan: Plan) -> str:
    """What would happen now, in one or two sentences."""
    good, bad = writes(plan), plan.count(RowStatus.ERROR)
    if plan.whole_file_errors:
        return f"{plan.whole_file_errors[0].message} Nothing can be imported until the file is right."
    if plan.errors:
        rest = f" {many(good, 'row')} would be good." if good else ""
        stand = "as it stands" if bad == 1 else "as they stand"
        return f"{many(bad, 'row')} cannot be imported {stand}.{rest}"
    if plan.writes_nothing:
        return nothing_to_write(plan)
    parts = [f"{plan.count(status):,} {word}" for status, word in STATUS_WORDS.items() if plan.count(status)]
    return f"{', '.join(parts)}. What is replaced stays on record."


def nothing_to_write(plan: Plan) -> str:
    """Why there is nothing to confirm."""
    rows = len(plan.rows)
    if not rows:
        return "Nothing to write: no row of this file is filled in."
    which = "the one row is" if rows == 1 else f"all {rows:,} rows are"
    return f"Nothing to write: {which} on record already."


def imported(plan: Plan, *, skipped: bool) -> str:
    """What an import has done: ``150 baselines imported, 0 changed, 0 unchanged.``"""
    new, changed, same = (plan.count(status) for status in (RowStatus.NEW, RowStatus.CHANGED, RowStatus.UNCHANGED))
    left = f", {many(plan.count(RowStatus.ERROR), 'row')} left out" if skipped else ""
    return f"{many(new + changed, 'baseline')} imported, {changed:,} changed, {same:,} unchanged{left}."
