"""The matrix with what is being typed in the place of what is on record."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt

from firemode_desktop.domain.baseline_draft import Look, Typed, look
from firemode_desktop.domain.baselines import DECIMALS
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.completeness import BaselineCell, against_rule, shown
from firemode_desktop.domain.words import case_words
from firemode_desktop.ui.baselines.entry import EntryDesk
from firemode_desktop.ui.baselines.model import Index, MatrixModel, Spot
from firemode_desktop.ui.language import plain, tr


class EntryModel(MatrixModel):
    """The matrix with what is being typed in the place of what is on record."""

    def __init__(self, desk: EntryDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def typed(self, cell: BaselineCell) -> Typed | None:
        """What is typed for a location and not saved."""
        return self._desk.draft.cells.get(cell.location)

    def text(self, cell: BaselineCell) -> str:
        """A location as it is copied and edited: what is typed, else the value on record; the mean of nine points."""
        typed = self.typed(cell)
        if typed is None:
            return "" if cell.value is None else plain(cell.value)
        if not typed.is_grid:
            return typed.texts[0].strip()
        read = look(cell.location[0], typed)
        return "" if read.value is None else plain(round_half_even(read.value, DECIMALS[cell.location[0]]))

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if found & Qt.ItemFlag.ItemIsEnabled else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole.value) -> Any:
        spot = self.spot(index.row(), index.column()) if index.isValid() else None
        typed = None if spot is None else self.typed(spot.cell)
        if spot is None or typed is None:
            return super().data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(spot.cell)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.where(spot)}: {self.told(spot.cell, look(spot.cell.location[0], typed))}"
        return None

    def where(self, spot: Spot) -> str:
        """A location in words."""
        parts = (spot.stair, spot.row.level, spot.row.place, case_words(spot.cell.location[3]))
        return ", ".join(part for part in parts if part)

    def told(self, cell: BaselineCell, read: Look) -> str:
        """What is typed, what it was before, and how it stands: ``45.2 Pa typed, was 44.5: within SP-01 (…)``."""
        assert self.matrix is not None
        before = (
            tr("nothing on record")
            if cell.value is None
            else tr("was {kind}", kind=shown(self.matrix.kind, cell.value))
        )
        if read.value is None:
            return tr("{self} typed, {before}. {problem}", self=self.text(cell), before=before, problem=read.problem)
        stands = against_rule(self.matrix.rule_code, self.matrix.limits, read.value)
        return tr(
            "{self} {unit} typed, {before}: {stands}",
            self=self.text(cell),
            unit=self.matrix.unit,
            before=before,
            stands=stands,
        )
