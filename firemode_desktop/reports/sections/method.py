"""The method: how the readings of this session were to be taken, as the record of each test asks for it.

Tests of one kind whose instructions differ in nothing but the names of their places are told together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firemode_desktop.domain.words import DoorConfiguration, InstanceStatus, MeasurementType
from firemode_desktop.reports.data import ReportData, TestFacts
from firemode_desktop.reports.pages import Flow, heading, paragraph
from firemode_desktop.reports.shown import count
from firemode_desktop.reports.tables import Cell, Column, Row, table
from firemode_desktop.reports.typography import Face
from firemode_desktop.reports.verdicts import fan_words, words

COLUMNS = (
    Column("Measurement", 32),
    Column("What was asked", 86),
    Column("Conditions of this session", 34),
    Column("Carried out", 18, "right"),
)
WORKED_OUT = {
    MeasurementType.AIR_VELOCITY: "Judged is the plain mean of the nine points; without all nine there is none.",
    MeasurementType.DOOR_OPENING_FORCE: "Judged is the greatest force until the door has begun to move.",
    MeasurementType.CAUSE_AND_EFFECT_LOGIC: (
        "Judged is every effect: its component, its action and its time against the planned step and its tolerance."
    ),
    MeasurementType.INTERFACE_TEST: (
        "Judged is whether the expected result was seen, and within how many seconds of those allowed."
    ),
}
"""What the program makes of what was read; a plain reading is judged as it is."""
MOST = 6
"""Conditions that are named; a building may have a hundred scenarios, and each is named where it is told of."""
WORDINGS = 4
"""Different wordings of one kind that are told; further ones are counted."""
NONE = "No instructions are on record."


def method(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow: the kinds that this session expected, and no other."""
    heading(flow, number, "Method")
    kinds = [kind for kind in MeasurementType if any(test.measurement is kind for test in data.tests)]
    if not kinds:
        paragraph(flow, "No test was expected in this session.")
        return
    paragraph(flow, "What the instructions of the tests asked for. What was done otherwise is in the notes.")
    table(flow, COLUMNS, [row for kind in kinds for row in _rows([t for t in data.tests if t.measurement is kind])])


def _rows(tests: Sequence[TestFacts]) -> list[Row]:
    """The tests of one kind, those with one wording together, the most frequent first."""
    wordings: dict[tuple[str, ...], list[TestFacts]] = {}
    for test in tests:
        wordings.setdefault(in_general(test), []).append(test)
    found = sorted(wordings.values(), key=len, reverse=True)
    rows = [_row(alike, first=not place) for place, alike in enumerate(found[:WORDINGS])]
    left = sum(map(len, found[WORDINGS:]))
    if left:
        told = f"{count(left, 'further test')} in other words: they are in the record of each test."
        rows.append(
            Row(("", Cell(told, quiet=True), "", _done([test for alike in found[WORDINGS:] for test in alike])))
        )
    return rows


def _row(tests: Sequence[TestFacts], first: bool) -> Row:
    """One wording, as its first test has it."""
    test = tests[0]
    steps = "\n".join(f"{place}. {step}" for place, step in enumerate(test.instructions, start=1)) or NONE
    notes = (
        [f"As asked of {test.identifier}; {_alike(len(tests) - 1)}."] if test.instructions and len(tests) > 1 else []
    )
    notes += [WORKED_OUT[test.measurement]] if first and test.measurement in WORKED_OUT else []
    name = Cell(test.measurement.label, Face.BOLD) if first else ""
    return Row((name, steps, _conditions(tests), _done(tests)), note=" ".join(notes))


def _alike(others: int) -> str:
    return "another asks the same at its place" if others == 1 else f"{others} others ask the same at theirs"


def _done(tests: Sequence[TestFacts]) -> str:
    return f"{sum(test.status is InstanceStatus.COMPLETED for test in tests)} of {len(tests)}"


def in_general(test: TestFacts) -> tuple[str, ...]:
    """The instructions of a test without the names of its own place, so that those of others can be held against them.

    A name counts only as a whole word: ``Level-1`` is not found in ``Level-14``.
    """
    trigger = (test.trigger or "").partition(" (")[0]
    names = (
        test.stair,
        test.floor.level if test.floor else "",
        test.door,
        test.doorway,
        test.zone,
        test.scenario,
        trigger,
    )
    known = sorted({name for name in names if name}, key=len, reverse=True)
    if not known:
        return test.instructions
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, known))})(?![\w-])")
    return tuple(pattern.sub("…", step) for step in test.instructions)


def _conditions(tests: Sequence[TestFacts]) -> str:
    """The door cases, fan states and scenarios that occurred, each once, in the order of the tests."""
    found = list(dict.fromkeys(said[:1].upper() + said[1:] for said in map(condition, tests) if said))
    more = [f"and {len(found) - MOST} more"] if len(found) > MOST else []
    return "\n".join(found[:MOST] + more)


def condition(test: TestFacts) -> str:
    """In what condition a test is done, in words; blank where its kind knows none."""
    if test.measurement is MeasurementType.DOOR_OPENING_FORCE:
        return fan_words(test)
    if test.door_configuration:
        return DoorConfiguration(test.door_configuration).label.lower()
    return words(test.door_scenario or test.interface_type) if test.scenario is None else test.scenario
