"""The doorway of a baseline: what is on record stands faintly in the fields, what is typed over it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.baseline_draft import Look
from firemode_desktop.domain.checks import Limits, round_half_even
from firemode_desktop.domain.grid import POINTS, Grid
from firemode_desktop.ui.language import plain, tr
from firemode_desktop.ui.testing.doorway_pad import DoorwayPad


class DoorwayDrawing(DoorwayPad):
    """Nine velocities in m/s on the opening."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._read: Look | None = None
        self.listen()

    def show_grid(self, grid: Grid | None, width_m: Decimal | None, height_m: Decimal | None, limits: Limits) -> None:
        """Draw what is on record in a doorway of that size; ``None`` where no points are."""
        self._grid = grid
        self.show_opening(width_m, height_m, limits)
        for edit, value in zip(self.edits, grid.values if grid else (None,) * POINTS, strict=True):
            edit.setPlaceholderText("" if value is None else f"{value:.2f}")
        self._describe()

    def show_typed(self, texts: Sequence[str], read: Look | None) -> None:
        """Show what is typed (nine texts, or none), and mark what cannot be read."""
        wrong = dict(read.problems) if read is not None else {}
        self._read = read
        for place, edit in enumerate(self.edits):
            text = texts[place] if place < len(texts) else ""
            if edit.text() != text:
                edit.setText(text)
            edit.mark(wrong.get(place, ""))
        self._describe()

    @property
    def shown(self) -> Grid | None:
        """What is typed, where anything is; else what is on record."""
        return self._read.grid if self._read is not None and self._read.grid is not None else self._grid

    @property
    def recorded(self) -> bool:
        """Whether points are on record."""
        return self._grid is not None

    @property
    def mean(self) -> str:
        """The mean on record in m/s at three decimals."""
        return "" if self._grid is None else f"{round_half_even(self._grid.mean, 3):f}"

    def _describe(self) -> None:
        grid = self.shown
        if grid is None or not grid.present:
            self.setAccessibleName(tr("Nine points in m/s: none yet"))
            self.setToolTip("")
        else:
            told = enumerate(grid.values, 1)
            points = ", ".join(
                tr("point {number} {value}", number=number, value=plain(value))
                for number, value in told
                if value is not None
            )
            mean = round_half_even(grid.mean, 3)
            self.setAccessibleName(tr("Nine points in m/s: {points}; mean {mean}", points=points, mean=mean))
            self.setToolTip(
                tr(
                    "Mean {mean} m/s, lowest {lowest} m/s at point {lowest_point}",
                    mean=mean,
                    lowest=plain(grid.lowest),
                    lowest_point=grid.lowest_point,
                )
            )
        self.update()
