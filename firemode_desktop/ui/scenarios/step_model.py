"""The chosen scenario as a table: a row a step, a column a field, and a last row to add one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.sequence import Level, Problem, Step, known_actions
from firemode_desktop.domain.step_texts import COLUMNS, TYPES, step_text, with_new_step, with_step_text
from firemode_desktop.domain.usual import actions_of
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scenarios.studio import Studio

Index = QModelIndex | QPersistentModelIndex
FIELDS = tuple(COLUMNS)
COMPONENT = FIELDS.index("component_id")
NUMBERS = frozenset({"step_order", "expected_delay_seconds", "tolerance_seconds"})
Role = Qt.ItemDataRole
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slip:
    """What was typed into a cell and cannot be taken, and why."""

    text: str
    why: str


class StepModel(QAbstractTableModel):
    """``told`` when a cell was refused, with the reason; what was typed stays until it is mended or given up."""

    told = Signal(str)

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self._key: object = None
        self.steps: tuple[Step, ...] = ()
        self.slips: dict[Cell, Slip] = {}
        self._problems: dict[tuple[int, str | None], Problem] = {}
        self.refresh()

    # --- shown ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the chosen scenario as it is now."""
        steps, key = self.studio.sequence.steps, self.studio.key
        if key != self._key or len(steps) != len(self.steps):
            self.beginResetModel()
            self.slips = {} if key != self._key else self.slips
            self._key, self.steps = key, steps
            self.endResetModel()
        else:
            self.steps = steps
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(FIELDS) - 1))
        self._problems = {(one.step_order or 0, one.field): one for one in reversed(self.studio.problems)}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        extra = 0 if self.studio.read_only or self.studio.scenario is None else 1
        return 0 if parent.isValid() else len(self.steps) + extra

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(FIELDS)

    def text(self, row: int, column: int) -> str:
        """What a cell shows: what was typed where it cannot be taken, else the value."""
        if (slip := self.slips.get((row, column))) is not None:
            return slip.text
        return step_text(self.steps[row], FIELDS[column], self.studio.sequence) if row < len(self.steps) else ""

    def data(self, index: Index, role: int = Role.DisplayRole.value) -> Any:
        row, column = index.row(), index.column()
        if role == Role.DisplayRole.value or role == Role.EditRole.value:
            text = self.text(row, column)
            return tr("＋ type a component") if self.is_new(row) and column == COMPONENT and not text else text
        if role == Role.ToolTipRole.value:
            return self.why(row, column) or None
        if role == Role.TextAlignmentRole.value and FIELDS[column] in NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def why(self, row: int, column: int) -> str:
        """What is wrong with a cell."""
        if (slip := self.slips.get((row, column))) is not None:
            return slip.why
        found = self.problem(row, column)
        return found.message if found is not None else ""

    def problem(self, row: int, column: int) -> Problem | None:
        """The check that is about this cell."""
        return self._problems.get((self.steps[row].step_order, FIELDS[column])) if row < len(self.steps) else None

    def level(self, row: int, column: int) -> Level | None:
        """How bad it is."""
        if (row, column) in self.slips:
            return Level.ERROR
        found = self.problem(row, column)
        return found.level if found is not None else None

    def is_new(self, row: int) -> bool:
        """Whether it is the row that adds a step."""
        return row >= len(self.steps)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole.value) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole.value and FIELDS[section] in NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return COLUMNS[FIELDS[section]] if role == Role.DisplayRole.value else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        writable = not self.studio.read_only and (not self.is_new(index.row()) or index.column() == COMPONENT)
        return flags | Qt.ItemFlag.ItemIsEditable if writable else flags

    def offers(self, row: int, column: int) -> list[str]:
        """What an editor completes."""
        field, around = FIELDS[column], self.studio.around
        everywhere = self.studio.told
        if field == "component_id":
            return sorted({*(one.identifier for one in around.components), *(step.component_id for step in everywhere)})
        if field == "component_type":
            return list(TYPES)
        if field == "expected_action":
            kind = self.steps[row].component_type if row < len(self.steps) else ""
            offered = actions_of(kind, everywhere) if kind else known_actions(everywhere)
            return [action.replace("_", " ") for action in offered]
        return {"power": ["normal", "standby"], "must_not": ["yes", "no"]}.get(field, [])

    # --- written -------------------------------------------------------------------------------------------------

    def write(self, cells: dict[Cell, str], what: str) -> bool:
        """Write texts into cells, as one step of undo; what cannot be taken stays as typed, with the reason.

        A text below the last row adds a step where it is a component.
        """
        sequence, refused = self.studio.sequence, {}
        then: list[int] = []
        for (row, column), text in sorted(cells.items(), key=lambda one: (one[0][0], one[0][1] != COMPONENT, one[0])):
            self.slips.pop((row, column), None)
            try:
                sequence, order = self._with(sequence, row, column, text)
            except FiremodeError as error:
                refused[row, column] = Slip(text, error.message)
                continue
            if order is not None and order not in then:
                then.append(order)
        done = self.studio.edit(sequence, what, then=then)
        self.slips.update(refused)
        if refused:
            self.told.emit(next(iter(refused.values())).why)
        self.refresh()
        return done

    def give_up(self, row: int, column: int) -> None:
        """Forget what was typed and cannot be taken."""
        if self.slips.pop((row, column), None) is not None:
            self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def _with(self, sequence: Sequence, row: int, column: int, text: str) -> tuple[Sequence, int | None]:
        equipment = self.studio.around.equipment
        if row >= len(sequence):
            if column != COMPONENT or not text.strip():
                return sequence, None
            everywhere = self.studio.told
            added = with_new_step(sequence, text, equipment, everywhere)
            return added, len(added)
        order = sequence.steps[row].step_order
        after = with_step_text(sequence, order, FIELDS[column], text, equipment)
        return after, int(text.strip().lstrip("#").rstrip(".")) if FIELDS[column] == "step_order" else order
