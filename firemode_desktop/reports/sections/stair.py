"""One stair: pressure over height and by floor, velocities through its doorways, forces on its doors."""

from __future__ import annotations

from collections.abc import Sequence

from firemode_desktop.charts.digits import shown, signed
from firemode_desktop.charts.doorways import doorways_scene
from firemode_desktop.charts.profile import height_mm, profile_scene
from firemode_desktop.charts.style import style
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult, DoorConfiguration, MeasurementType
from firemode_desktop.reports.charted import doorways_of, from_the_top, profile_of
from firemode_desktop.reports.data import ReportData, StairFacts, TestFacts
from firemode_desktop.reports.figures import chart
from firemode_desktop.reports.pages import MM, WIDTH, Flow, heading, paragraph, subheading
from firemode_desktop.reports.shown import BLANK, limits
from firemode_desktop.reports.tables import Cell, Column, Row, status, table
from firemode_desktop.reports.typography import Face
from firemode_desktop.reports.verdicts import Findings, standing_of, unit, word_of, words

HEAD_MM, LEAST_MM = 20.0, 120.0  # the profile makes itself lower rather than leave a page half empty, down to this
OTHERS = (
    MeasurementType.SOUND_PRESSURE_LEVEL,
    MeasurementType.PRESSURE_RESTORATION_TIME,
    MeasurementType.DOOR_LATCHING,
    MeasurementType.FAN_OPERATION,
)


def stair(flow: Flow, number: str, data: ReportData, findings: Findings, facts: StairFacts) -> None:
    """Put the section of one stair into the flow, beginning on a new page."""
    flow.page()
    heading(flow, number, facts.name)
    found = next((each for each in findings.stairs if each.stair == facts.name), None)
    if found is not None:
        paragraph(flow, f"{found.outcome.value.capitalize()}. {found.sentence}", colour="", face=Face.BOLD)
    pressure(flow, findings, facts)
    velocity(flow, findings, facts)
    force(flow, findings.of(facts.name, MeasurementType.DOOR_OPENING_FORCE), facts)
    others(flow, [test for kind in OTHERS for test in findings.of(facts.name, kind)])


def reading_cells(test: TestFacts | None, least: int = 1) -> tuple[Cell | str, ...]:
    """Baseline, reading, deviation and verdict; blank where there is no such test or nothing was read."""
    if test is None:
        return ("", "", "", "")
    standing = standing_of(test)
    loud = standing is Standing.FAIL
    value = Cell(shown(test.value, least), Face.BOLD if loud else Face.REGULAR)
    return (shown(test.baseline, least), value, _deviation(test), status(standing, word_of(test)))


def _deviation(test: TestFacts) -> Cell:
    drifted = any(check.code == "drift" and check.result is CheckResult.WARN for check in test.checks)
    text = signed(test.deviation_pct)
    return Cell(text, standing=Standing.NEAR if drifted and text else None)


def tint(*tests: TestFacts | None) -> Standing | None:
    """The tint of a row: only where a test of it fails."""
    return Standing.FAIL if any(test and standing_of(test) is Standing.FAIL for test in tests) else None


# --- pressure ---------------------------------------------------------------------------------------------------------


def pressure(flow: Flow, findings: Findings, facts: StairFacts) -> None:
    """The pressure profile of both door cases, and the same by floor."""
    picture = profile_of(findings, facts)
    if picture is None:
        return
    natural = height_mm(max(len(case.floors) for case in picture.cases))
    tall = min(natural, max(flow.room / MM - HEAD_MM, LEAST_MM))
    scene = profile_scene(picture, style("paper"), (WIDTH / MM, tall))
    note = "Pa, over the height of the stair: bars are readings, ticks the baseline, dashed lines the limits"
    subheading(flow, "Pressure", note)
    chart(flow, scene)
    tests = findings.of(facts.name, MeasurementType.PRESSURE_DIFFERENTIAL)
    cases = [case for case in DoorConfiguration if any(test.door_configuration == case for test in tests)]
    subheading(flow, "Pressure by floor", "Pa; deviation from baseline in %")
    table(flow, _pressure_columns(cases), _pressure_rows(cases, tests, facts))


def _pressure_columns(cases: Sequence[DoorConfiguration]) -> list[Column]:
    each = 138.0 / len(cases)
    columns = [Column("Floor", 18), Column("Limits", 14, "right")]
    for case in cases:
        shares = (("Baseline", 0.2, "number"), ("Reading", 0.19, "number"), ("Deviation", 0.22, "number"))
        columns += [Column(title, each * share, align, case.label) for title, share, align in shares]
        columns.append(Column("Verdict", each * 0.39, "left", case.label))
    return columns


def _pressure_rows(cases: Sequence[DoorConfiguration], tests: Sequence[TestFacts], facts: StairFacts) -> list[Row]:
    floors = dict.fromkeys(test.floor.level for test in from_the_top(tests, facts) if test.floor)
    found = {(test.floor.level, test.door_configuration): test for test in tests if test.floor}
    rows = []
    for level in floors:
        chosen = [found.get((level, case.value)) for case in cases]
        bounds = " / ".join(dict.fromkeys(limits(test.limits) for test in chosen if test))
        cells = [cell for test in chosen for cell in reading_cells(test)]
        rows.append(Row((level, Cell(bounds, quiet=True), *cells), tint=tint(*chosen)))
    return rows


# --- velocity ---------------------------------------------------------------------------------------------------------


def velocity(flow: Flow, findings: Findings, facts: StairFacts) -> None:
    """Nine points a doorway as heat maps, and their means by floor, one set a door scenario."""
    for number, part in enumerate(doorways_of(findings, facts)):
        subheading(flow, "Air velocity" if not number else "Air velocity, continued", "m/s at nine points a doorway")
        chart(flow, doorways_scene(part, style("paper")))
    tests = findings.of(facts.name, MeasurementType.AIR_VELOCITY)
    for scenario in dict.fromkeys(test.door_scenario for test in tests):
        chosen = [test for test in tests if test.door_scenario == scenario]
        subheading(flow, "Air velocity by floor", f"m/s; {words(scenario)}; mean of nine points")
        table(flow, VELOCITY_COLUMNS, [_velocity_row(test) for test in from_the_top(chosen, facts)])


VELOCITY_COLUMNS = (
    Column("Floor", 20),
    Column("Doorway", 38),
    Column("Limit", 12, "right"),
    Column("Baseline", 16, "number"),
    Column("Mean", 16, "number"),
    Column("Lowest point", 20, "right"),
    Column("Deviation", 18, "number"),
    Column("Verdict", 30),
)


def _velocity_row(test: TestFacts) -> Row:
    floor = test.floor.level if test.floor else BLANK
    baseline, value, deviation, verdict = reading_cells(test, least=2)
    lowest = ""
    if test.grid is not None and test.grid.present:
        lowest = f"{shown(test.grid.lowest, 2)} at {test.grid.lowest_point}"
    bound = Cell(limits(test.limits), quiet=True)
    return Row((floor, test.doorway or BLANK, bound, baseline, value, lowest, deviation, verdict), tint=tint(test))


# --- force ------------------------------------------------------------------------------------------------------------


def force(flow: Flow, tests: Sequence[TestFacts], facts: StairFacts) -> None:
    """Door opening forces with the fan running and stopped, by floor."""
    if not tests:
        return
    states = [state for state in (True, False) if any(test.pressurization_active is state for test in tests)]
    subheading(flow, "Door opening force", "N at the handle; deviation from baseline in %")
    doors = dict.fromkeys((test.floor.level if test.floor else BLANK, test.door) for test in from_the_top(tests, facts))
    found = {(test.door, test.pressurization_active): test for test in tests}
    rows = []
    for level, door in doors:
        chosen = [found.get((door, state)) for state in states]
        cells = [cell for test in chosen for cell in reading_cells(test)]
        rows.append(Row((level, door or BLANK, *cells), tint=tint(*chosen)))
    table(flow, _force_columns(states, tests), rows)


def _force_columns(states: Sequence[bool], tests: Sequence[TestFacts]) -> list[Column]:
    columns = [Column("Floor", 14.5), Column("Door", 25.5)]
    for state in states:
        bounds = dict.fromkeys(limits(test.limits) for test in tests if test.pressurization_active is state)
        group = f"Fan {'running' if state else 'stopped'}, limit {' or '.join(filter(None, bounds)) or 'none'}"
        spare = 0.0 if len(states) > 1 else 15.0
        for title, wide, align in (
            ("Baseline", 13.0, "number"),
            ("Reading", 12.5, "number"),
            ("Deviation", 14.5, "number"),
        ):
            columns.append(Column(title, wide + spare, align, group))
        columns.append(Column("Verdict", 25.0 + spare, "left", group))
    return columns


# --- other measurements -----------------------------------------------------------------------------------------------


def others(flow: Flow, tests: Sequence[TestFacts]) -> None:
    """Measurements of the extended archetypes, one row each."""
    if not tests:
        return
    subheading(flow, "Other tests of the stair")
    columns = (Column("Test", 44), Column("Where", 44), Column("Limit", 20, "right"), Column("Reading", 26, "right"))
    rows = []
    for test in tests:
        where = test.door or test.location_id or (test.floor.level if test.floor else test.stair)
        value = f"{shown(test.value)} {unit(test)}".strip() if test.value is not None else ""
        verdict = status(standing_of(test), word_of(test))
        rows.append(Row((test.measurement.label, where, limits(test.limits), value, verdict), tint=tint(test)))
    table(flow, (*columns, Column("Verdict", 36)), rows)
