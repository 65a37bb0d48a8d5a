"""What an import of scenarios would do: each one new, changed (cell by cell), unchanged or wrong. Nothing writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from firemode_desktop.domain.design import Scenario
from firemode_desktop.imports.files.cells import Sheet
from firemode_desktop.imports.scenarios.mapping import ScenarioMapping
from firemode_desktop.imports.scenarios.rows import Doubt
from firemode_desktop.imports.tables.problems import Problem, RowStatus


@dataclass(frozen=True)
class PlannedScenario:
    """One scenario of a file: what becomes of it, the draft it makes, and what differs from ``before`` in words.

    ``rows`` count from 0 in ``sheet``. ``scenario`` is None for one that cannot be read.
    """

    status: RowStatus
    sheet: str
    rows: tuple[int, ...]
    place: str
    name: str
    scenario: Scenario | None = None
    before: Scenario | None = None
    changes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "sheet": self.sheet,
            "rows": [row + 1 for row in self.rows],
            "place": self.place,
            "scenario": self.name,
            "outcome": self.status.value,
            "version": self.scenario.version if self.scenario else None,
            "changes": list(self.changes),
        }


@dataclass(frozen=True)
class ScenarioPlan:
    """All scenarios of a file in its order, and all that is wrong with its cells.

    One error, and nothing is written unless only the good scenarios are asked for; a scenario is imported whole or not
    at all. ``read`` are the sheets as they were read, ``used`` the rows (from 0) of each that were taken.
    """

    file_name: str
    sha256: str
    scenarios: tuple[PlannedScenario, ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    rows_read: int = 0
    read: tuple[Sheet, ...] = ()
    used: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    mapping: ScenarioMapping = field(default_factory=ScenarioMapping)
    doubts: tuple[Doubt, ...] = ()

    def of(self, status: RowStatus) -> tuple[PlannedScenario, ...]:
        """The scenarios of one status."""
        return tuple(one for one in self.scenarios if one.status is status)

    @property
    def drafts(self) -> tuple[Scenario, ...]:
        """What would be written."""
        wanted = (RowStatus.NEW, RowStatus.CHANGED)
        return tuple(one.scenario for one in self.scenarios if one.status in wanted and one.scenario is not None)

    @property
    def whole_file_errors(self) -> tuple[Problem, ...]:
        """Errors that belong to no row: the good scenarios alone cannot be taken."""
        return tuple(one for one in self.errors if one.row is None or one.row - 1 not in self.used.get(one.sheet, ()))

    @property
    def left_out(self) -> int:
        """Rows that an import of the good scenarios alone leaves out."""
        return len({(one.sheet, one.row) for one in self.errors if one.row is not None})

    def stopped_by(self, *, skip_invalid: bool) -> tuple[Problem, ...]:
        """The errors for which nothing is written."""
        return self.whole_file_errors if skip_invalid else self.errors

    def to_dict(self) -> dict[str, Any]:
        """The part of the JSON that is known before anything is written; whoever writes adds the rest."""
        return {
            "success": not self.errors,
            "rows_read": self.rows_read,
            "new": len(self.of(RowStatus.NEW)),
            "changed": len(self.of(RowStatus.CHANGED)),
            "unchanged": len(self.of(RowStatus.UNCHANGED)),
            "errors": [problem.to_dict() for problem in self.errors],
            "warnings": [problem.to_dict() for problem in self.warnings],
            "scenarios": [one.to_dict() for one in self.scenarios],
        }
