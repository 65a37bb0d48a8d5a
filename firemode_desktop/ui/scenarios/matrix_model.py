"""The matrix as a table: rows are the causes of the stair looked at, columns the effects that the filter shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from firemode_desktop.domain.cells import cell_text
from firemode_desktop.domain.design import Scenario, Surroundings
from firemode_desktop.domain.matrix import Effect, effects_of, usual_tolerance
from firemode_desktop.domain.sequence import same_component
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scenarios.matrix_rows import CauseRow, Shown
from firemode_desktop.ui.scenarios.studio import Studio

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Slip:
    """What was typed into a cell and cannot be read, and why; it is not part of the design."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows and columns are shown: words that stand in them, and a choice of columns."""

    words: str = ""
    shows: Callable[[Effect], bool] = lambda effect: True

    def matching(self, texts: Iterable[str]) -> list[bool]:
        """For each text whether all words stand in it."""
        words = self.words.casefold().split()
        return [all(word in text for word in words) for text in texts]


class MatrixModel(QAbstractTableModel):
    """Shows the studio's design. A column that an edit emptied stays until the columns are put in order again."""

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.rows: list[CauseRow] = []
        self.columns: list[Effect] = []
        self.all_columns: list[Effect] = []
        self.all_rows: list[CauseRow] = []
        self.filter = Filter()
        self.slips: dict[tuple[UUID, Effect], Slip] = {}
        self.stair_id: UUID | None = None
        self._known: set[Effect] = set()
        self._around = Surroundings()
        self._register: frozenset[str] = frozenset()

    # --- what is shown -------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the design as it is now; what stands where it stood is only painted anew."""
        if self.studio.stair_id != self.stair_id:
            self.stair_id, self.all_columns, self.slips, self._known = self.studio.stair_id, [], {}, set()
        self._look_around()
        self.all_rows = self._read_rows()
        self._follow_slips()
        if not all(row.cells.keys() <= self._known for row in self.all_rows):
            self.all_columns = _merged(self.all_columns, effects_of(row.cells for row in self.all_rows))
            self._known = set(self.all_columns)
        self._lay_out()

    def order_by_time(self) -> None:
        """The columns by the first time of each, without those that no cause uses any more."""
        self.all_columns = list(effects_of(row.cells for row in self.all_rows))
        self._known = set(self.all_columns)
        self._lay_out()

    def show_filter(self, chosen: Filter) -> None:
        """Show what another filter lets through."""
        self.filter = chosen
        self._lay_out()

    def add_column(self, effect: Effect, before: int | None = None) -> None:
        """A column that no cause uses yet."""
        if effect not in self.all_columns:
            place = len(self.all_columns) if before is None else before
            self.all_columns.insert(place, effect)
            self._known.add(effect)
            self._lay_out()

    def _lay_out(self) -> None:
        in_row = self.filter.matching(row.words for row in self.all_rows)
        rows = [row for row, fits in zip(self.all_rows, in_row, strict=True) if fits]
        columns = [effect for effect in self.all_columns if self.filter.shows(effect)]
        in_column = self.filter.matching(_words(effect) for effect in columns)
        if not rows and any(in_column):
            rows, columns = self.all_rows, [each for each, fits in zip(columns, in_column, strict=True) if fits]
        if columns == self.columns and len(rows) == len(self.rows):
            changed = [at for at, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old is not new]
            self.rows = rows
            self._paint_rows(changed)
        else:
            self.beginResetModel()
            self.rows, self.columns = rows, columns
            self.endResetModel()

    def _paint_rows(self, changed: list[int]) -> None:
        if changed and self.columns:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))
        if changed:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, changed[0], changed[-1])

    def _look_around(self) -> None:
        if self.studio.around is not self._around:
            self._around = self.studio.around
            self._register = frozenset(map(same_component, self._around.equipment))
            self.all_rows = []

    def _read_rows(self) -> list[CauseRow]:
        known = {row.scenario.key: row for row in self.all_rows}
        scenarios = self.studio.design.of_stair(self.stair_id) if self.stair_id is not None else ()
        return [self._row(one, known.get(one.key)) for one in scenarios]

    def _row(self, one: Scenario, known: CauseRow | None) -> CauseRow:
        record = self.studio.record_of(one)
        if known is not None and known.scenario is one and known.record is record:
            return known
        return CauseRow(one, record, self.studio.problems_of)

    def _follow_slips(self) -> None:
        """What was typed into a published scenario goes on in the draft that was made of it, and back."""
        now = {row.scenario.key: row.scenario.key for row in self.all_rows}
        for row in self.all_rows:
            if row.scenario.origin is not None:
                now.setdefault(row.scenario.origin, row.scenario.key)
        self.slips = {(now[key], effect): slip for (key, effect), slip in self.slips.items() if key in now}

    # --- what stands where ---------------------------------------------------------------------------------------

    def row_of(self, key: UUID | None) -> int | None:
        """The row of a scenario, where it is shown."""
        return next((at for at, row in enumerate(self.rows) if row.scenario.key == key), None)

    def shown(self, row: int, column: int) -> Shown:
        """What a cell shows."""
        cause, effect = self.rows[row], self.columns[column]
        slip = self.slips.get((cause.scenario.key, effect)) if self.slips else None
        if slip is not None:
            return Shown(slip.text, slip=True, told=f"{cause.title}: {effect.words}\n{slip.why}")
        return cause.shown(effect)

    def text(self, row: int, column: int) -> str:
        """A cell as it is typed: everything its steps say."""
        cause, effect = self.rows[row], self.columns[column]
        slip = self.slips.get((cause.scenario.key, effect)) if self.slips else None
        steps = cause.cells.get(effect)
        return slip.text if slip is not None else cell_text(steps) if steps else ""

    def usual_tolerance(self, effect: Effect) -> Decimal:
        """What a time alone is given in a column: the most common tolerance there, else 2 s."""
        return usual_tolerance(step for row in self.all_rows for step in row.cells.get(effect, ()))

    def is_known(self, effect: Effect) -> bool:
        """Whether the component stands in the equipment register; all do where there is no register yet."""
        return not self._register or same_component(effect.component_id) in self._register

    def is_forbidden(self, effect: Effect) -> bool:
        """Whether every cause that names the effect says that it must not happen."""
        steps = [step for row in self.all_rows for step in row.cells.get(effect, ())]
        return bool(steps) and all(step.must_not for step in steps)

    # --- Qt ------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole:
            return self.shown(index.row(), index.column()).text
        if role == Role.EditRole:
            return self.text(index.row(), index.column())
        if role == Role.ToolTipRole:
            return self.shown(index.row(), index.column()).told
        if role == Role.AccessibleTextRole:
            return self.shown(index.row(), index.column()).told.replace("\n", "; ")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self.columns[section].words if orientation == Qt.Orientation.Horizontal else self.rows[section].title
        if role == Role.ToolTipRole:
            if orientation == Qt.Orientation.Horizontal:
                return self._effect_told(self.columns[section])
            return _cause_told(self.rows[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found if self.studio.read_only else found | Qt.ItemFlag.ItemIsEditable

    def _effect_told(self, effect: Effect) -> str:
        kind = effect.component_type.replace("_", " ")
        known = (
            ""
            if self.is_known(effect)
            else tr("\n{component_id} is not in the equipment register.", component_id=effect.component_id)
        )
        return f"{effect.words} ({kind}){known}"


def _cause_told(row: CauseRow) -> str:
    one = row.scenario
    head = tr(
        "{name} – {place}\nTrigger {trigger}, {trigger_type}",
        name=one.name,
        place=one.place,
        trigger=one.trigger,
        trigger_type=(one.trigger_type or tr("kind not told")).replace("_", " "),
    )
    wrong = [each.message for each in row.problems][:6]
    return "\n".join(
        (tr("{head}; version {version}, {state}", head=head, version=one.version, state=one.state.value), *wrong)
    )


def _words(effect: Effect) -> str:
    return f"{effect.words} {effect.component_type}".replace("_", " ").casefold()


def _merged(shown: list[Effect], used: tuple[Effect, ...]) -> list[Effect]:
    """The columns as they stand, and each new one before the one that follows it in time."""
    if not shown:
        return list(used)
    known = set(shown)
    merged = list(shown)
    following: Effect | None = None
    for effect in reversed(used):
        if effect not in known:
            merged.insert(len(merged) if following is None else merged.index(following), effect)
        following = effect
    return merged
