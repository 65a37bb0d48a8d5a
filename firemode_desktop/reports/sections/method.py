"""The method: how each kind of reading of this session was to be taken, in what conditions, and how many were."""

from __future__ import annotations

from collections.abc import Sequence

from firemode_desktop.domain.words import DoorConfiguration, InstanceStatus, MeasurementType
from firemode_desktop.reports.data import ReportData, TestFacts
from firemode_desktop.reports.pages import Flow, heading, paragraph
from firemode_desktop.reports.tables import Cell, Column, Row, table
from firemode_desktop.reports.typography import Face
from firemode_desktop.reports.verdicts import fan_words, words

COLUMNS = (
    Column("Measurement", 32),
    Column("How it is taken", 78),
    Column("Conditions of this session", 40),
    Column("Readings", 20, "right"),
)
METHODS = {
    MeasurementType.PRESSURE_DIFFERENTIAL: (
        "Manometer at the landing, 1.5 m above the floor, its other tube on the floor side of the door; read when "
        "the pressure has settled for 30 seconds. Each floor, in each of the door cases."
    ),
    MeasurementType.AIR_VELOCITY: (
        "Nine points of the open doorway: at 0.25, 0.5 and 0.75 of its width and 0.8, 0.5 and 0.2 of its height, "
        "numbered left to right from the top; the anemometer square to the opening and settled at each. What is judged "
        "is the plain mean of the nine; without all nine there is none."
    ),
    MeasurementType.DOOR_OPENING_FORCE: (
        "Force gauge at the handle, square to the leaf, the latch withdrawn; the door is opened slowly and evenly. The "
        "greatest force until it has begun to move is the reading."
    ),
    MeasurementType.CAUSE_AND_EFFECT_LOGIC: (
        "The trigger is operated on site and every effect noted with its component, its action and the seconds since; "
        "each is held against the planned step, its delay and its tolerance. The system is then reset."
    ),
    MeasurementType.INTERFACE_TEST: (
        "The interface is operated, or its signal simulated where it must not be released; whether the expected result "
        "was seen, and after how many seconds, is recorded. The system is then put back to automatic."
    ),
}
MOST = 6
"""Conditions that are named; a building may have a hundred scenarios, and each is named where it is told of."""
OTHER = "As its instructions say; the result is judged by the rule in force, as data."


def method(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow: the kinds that this session expected, and no other."""
    heading(flow, number, "Method")
    kinds = [kind for kind in MeasurementType if any(test.measurement is kind for test in data.tests)]
    if not kinds:
        paragraph(flow, "No test was expected in this session.")
        return
    paragraph(flow, "This is how the instructions of the tests ask for each reading. What differed is in the notes.")
    table(flow, COLUMNS, [_kind(kind, [test for test in data.tests if test.measurement is kind]) for kind in kinds])


def _kind(kind: MeasurementType, tests: Sequence[TestFacts]) -> Row:
    done = sum(test.status is InstanceStatus.COMPLETED for test in tests)
    return Row((Cell(kind.label, Face.BOLD), METHODS.get(kind, OTHER), _conditions(tests), f"{done} of {len(tests)}"))


def _conditions(tests: Sequence[TestFacts]) -> str:
    """The door cases, fan states and scenarios that occurred, each once, in the order of the tests."""
    found = list(dict.fromkeys(condition(test).capitalize() for test in tests if condition(test)))
    more = [f"and {len(found) - MOST} more"] if len(found) > MOST else []
    return "\n".join(found[:MOST] + more)


def condition(test: TestFacts) -> str:
    """In what condition a test is done, in words; blank where its kind knows none."""
    if test.measurement is MeasurementType.DOOR_OPENING_FORCE:
        return fan_words(test)
    if test.door_configuration:
        return DoorConfiguration(test.door_configuration).label.lower()
    return words(test.door_scenario or test.scenario)
