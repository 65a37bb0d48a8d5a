"""The cause-and-effect designer with 200 scenarios of 60 steps on the desk: a frame, an edit, the checks.

The floor of a picture is a frame at 60 Hz, that of an edit the 50 ms for which nothing may block the window (page 3).
An edit is one step moved in time through the studio, with matrix, timeline, card and checks on the screen as the page
has them (the table of steps is attached and hidden).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.frame import Bound, Result, compare
from firemode_desktop.domain.design import Component, Design, Scenario, Sequence, Surroundings, ZonePlace
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.sequence_checks import problems
from firemode_desktop.ui.parts import column
from firemode_desktop.ui.scenarios.checks import ChecksPanel
from firemode_desktop.ui.scenarios.matrix import MatrixView
from firemode_desktop.ui.scenarios.step_card import StepCard
from firemode_desktop.ui.scenarios.step_table import StepTable
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.scenarios.timeline_view import TimelineView
from firemode_desktop.ui.theme import Scheme, Theme
from firemode_desktop.ui.undo import UndoStack

SCENARIOS, STEPS, ROUNDS = 200, 60, 15
FRAME_S, BLOCKING_S = 1 / 60, 0.05
STAIR, ZONE = UUID(int=1), UUID(int=2)
KINDS = (("FAN", "fan", "start"), ("DAMPER", "damper", "open"), ("PS", "sensor", "reach_setpoint"))


def designer() -> Iterator[Result]:
    """The figures."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    Theme(application, Scheme.LIGHT)
    stack = UndoStack()
    studio = Studio(stack)
    design, around = _design(), _around()
    begun = time.perf_counter()
    studio.begin(design, around)
    studio.choose(design.scenarios[0].key)
    views = (MatrixView(studio), TimelineView(studio), StepTable(studio), StepCard(studio), ChecksPanel(studio))
    held = [_shown(view) for view in views if not isinstance(view, StepTable)]
    application.processEvents()
    opened = time.perf_counter() - begun
    counted = {"scenarios": SCENARIOS, "steps": SCENARIOS * STEPS, "opened_ms": round(opened * 1000)}
    what = f"{SCENARIOS} scenarios of {STEPS} steps"
    paints = (("matrix", views[0]), ("timeline", views[1]))
    for name, view in paints:
        took = [_seconds(view.grab) for _ in range(ROUNDS)]
        yield _held(f"paint the {name}, {what}", "a 60 Hz frame", took, FRAME_S, counted)
    took = [_seconds(partial(_edit, application, studio, at)) for at in range(ROUNDS)]
    yield _held(f"move one step in time, {what}", "what may block", took, BLOCKING_S, {})
    steps = design.scenarios[1].sequence.steps
    took = [_seconds(lambda: problems(steps, around.equipment)) for _ in range(ROUNDS)]
    yield _held(f"check {STEPS} steps as one types", "a 60 Hz frame", took, FRAME_S, {})
    for each in held:
        each.deleteLater()


def _held(what: str, against: str, took: list[float], floor: float, counted: Mapping[str, Any]) -> Result:
    return compare(what, against, took, [floor] * len(took), Bound(1), counted)


def _seconds(part: Callable[[], object]) -> float:
    begun = time.perf_counter()
    part()
    return time.perf_counter() - begun


def _edit(application: QApplication, studio: Studio, at: int) -> None:
    """Another time for one step, and every view painted anew."""
    order = 1 + at % STEPS
    later = studio.sequence.step(order).expected_delay_seconds + 1
    studio.edit(studio.sequence.changed(order, expected_delay_seconds=later), "later", then=(order,))
    application.processEvents()


def _shown(view: QWidget) -> QWidget:
    """A window of its own for a view; to be kept as long as the view is needed."""
    held = QWidget()
    held.setLayout(column(view))
    held.resize(1100, 420)
    held.show()
    return held


def _design() -> Design:
    return Design(tuple(_scenario(number) for number in range(SCENARIOS)))


def _scenario(number: int) -> Scenario:
    steps = tuple(
        Step(
            order,
            f"{name}-{order:02}",
            kind,
            action,
            Decimal(order * 2 + number % 5),
            Decimal(2),
            depends_on=(order - 1,) if order > 1 and order % 4 == 0 else (),
        )
        for order in range(1, STEPS + 1)
        for name, kind, action in (KINDS[order % 3],)
    )
    return Scenario(
        UUID(int=1000 + number),
        STAIR,
        "Stair-A",
        ZONE,
        "Zone-1",
        f"Scenario {number}",
        "annual",
        f"SD-{number:03}",
        sequence=Sequence(steps),
        state=ScenarioState.PUBLISHED,
    )


def _around() -> Surroundings:
    kinds = {"FAN": "fan", "DAMPER": "damper", "PS": "pressure_sensor"}
    known = tuple(
        Component(f"{name}-{order:02}", kinds[name], STAIR)
        for order in range(1, STEPS + 1)
        for name, _, _ in (KINDS[order % 3],)
    )
    triggers = tuple(Component(f"SD-{number:03}", "detector", STAIR) for number in range(SCENARIOS))
    every = (*known, *triggers)
    zone = ZonePlace(ZONE, "Zone-1", STAIR, "Stair-A", ("Level-1",))
    return Surroundings(every, (zone,), (), {one.identifier: one.kind for one in every})
