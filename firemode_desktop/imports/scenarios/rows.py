"""What was read of a file, scenario by scenario, before it is held against the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from firemode_desktop.domain.baselines import Place
from firemode_desktop.domain.design import Design, Surroundings
from firemode_desktop.domain.sequence import Step
from firemode_desktop.imports.files.cells import Value
from firemode_desktop.imports.scenarios.mapping import ScenarioMapping
from firemode_desktop.imports.scenarios.remembering import Recalled
from firemode_desktop.imports.tables.problems import Problem, at_cell

Spot = tuple[int, int]
"""Row and column of a cell, counted from 0."""


@dataclass
class ReadScenario:
    """One cause of a file. ``facts`` are the columns the file has (``type``, ``trigger_device_id`` …).

    ``rows`` count from 0; ``spots`` say where a fact or a step (by its number) stands. ``bad``: a cell of it cannot
    stand, so the scenario as a whole is not imported.
    """

    sheet: str
    stair: Place
    zone: Place
    name: str
    rows: list[int]
    facts: dict[str, Any] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    spots: dict[str | int, Spot] = field(default_factory=dict)
    cells: dict[Spot, Value] = field(default_factory=dict)
    bad: bool = False

    @property
    def key(self) -> tuple[object, object, str]:
        """By what a scenario is known: stair, zone and name, case and spaces aside."""
        return self.stair.id, self.zone.id, " ".join(self.name.split()).casefold()

    def problem(self, about: str | int | None, name: str | None, code: str, message: str) -> Problem:
        """A problem of a fact or of a step, at its cell where it has one."""
        spot = None if about is None else self.spots.get(about)
        row, column = (self.rows[0], None) if spot is None else spot
        value = None if spot is None else self.cells.get(spot)
        return at_cell(self.sheet, row, column, name, value, code, message)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that only a person can tell. ``about`` names it (``SheetMapping.answered``), ``proposed`` may be blank.

    ``choices`` are offered; an answer may be another one unless ``only``. ``cell`` is where it first shows, ``count``
    how many cells or columns hang on it.
    """

    sheet: str
    about: str
    question: str
    cell: str | None
    proposed: str = ""
    choices: tuple[str, ...] = ()
    count: int = 1
    only: bool = False


@dataclass(frozen=True)
class Survey:
    """What a file of scenarios is held against; ``today`` is the building's day.

    ``recalled`` is what was said of such headings before, by their fingerprint.
    """

    design: Design
    around: Surroundings
    today: date
    recalled: Mapping[str, Recalled] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What was read of all sheets, and what is wrong with cells. ``used`` are the rows (from 0) that were taken."""

    scenarios: tuple[ReadScenario, ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    rows_read: int = 0
    used: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    mapping: ScenarioMapping = field(default_factory=ScenarioMapping)
    doubts: tuple[Doubt, ...] = ()
