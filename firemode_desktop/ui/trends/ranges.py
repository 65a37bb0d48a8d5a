"""How much of the past a chart shows: 1, 3, 5 or 10 years or all of it, and the days in sight in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from firemode_desktop.ui.chart_days import Days
from firemode_desktop.ui.chart_view import ChartView
from firemode_desktop.ui.language import inline, show_date, tr
from firemode_desktop.ui.parts import ElidedLabel, Segments, row
from firemode_desktop.ui.theme import GRID

YEARS = (1, 3, 5, 10, None)
NAMES = (tr("1 year"), tr("3 years"), tr("5 years"), tr("10 years"), tr("All"))
AIR = 0.02
"""The share of a range that is left free after the last reading."""
DAYS_A_YEAR = 365.25
Command = tuple[str, Callable[[], None], str, str]
"""Name, what it does, shortcut, synonyms."""


class RangeBar(QWidget):
    """Moves a ``ChartView`` and follows it: days that were reached by the wheel are none of the buttons'."""

    def __init__(self, chart: ChartView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.buttons = Segments(NAMES, tr("How much of the past is shown"))
        self.days = ElidedLabel()
        content = row(self.buttons, GRID, self.days)
        content.setStretch(2, 1)
        self.setLayout(content)
        self.buttons.choose(len(NAMES) - 1)
        self.buttons.chosen.connect(self._show)
        chart.moved.connect(lambda _view: self._follow())
        chart.shown.connect(self._apply)
        self._follow()

    def choose(self, index: int) -> None:
        """Show the range of that number; once more where it was left in the meantime."""
        if index == self.buttons.index:
            self._show(index)
        self.buttons.choose(index)

    def commands(self) -> tuple[Command, ...]:
        """For the menus and the palette: Alt+1 … Alt+5."""
        return tuple(
            (
                tr("Range: {name}", name=inline(name)),
                partial(self.choose, index),
                f"Alt+{index + 1}",
                tr("period days readings past"),
            )
            for index, name in enumerate(NAMES)
        )

    def _apply(self) -> None:
        """Another chart is shown: the range that is chosen holds for it, too."""
        if self.buttons.index >= 0:
            self._show(self.buttons.index)
        self._follow()

    def _show(self, index: int) -> None:
        wanted, whole = self._range(index), self.chart.extent
        if wanted is None or wanted == whole:
            self.chart.reset()
        else:
            self.chart.show_days(*wanted.dates)

    def _follow(self) -> None:
        """Say what is in sight, and which of the buttons leads there."""
        seen = self.chart.days_in_sight
        self.setVisible(seen is not None)
        if seen is None:
            return
        since, until = seen.within_dates
        self.days.setText(tr("{since} to {until}", since=show_date(since), until=show_date(until)))
        leading = [index for index in range(len(YEARS)) if _alike(self._range(index), seen)]
        if self.buttons.index not in leading:
            with QSignalBlocker(self.buttons):
                self.buttons.choose(leading[-1]) if leading else self.buttons.unchoose()

    def _range(self, index: int) -> Days | None:
        """The days of a button, as far as the chart has them."""
        whole, years = self.chart.extent, YEARS[index]
        if whole is None or years is None:
            return whole
        length = years * DAYS_A_YEAR
        last = (self.chart.latest or whole.last) + AIR * length
        return Days(last - length, last).inside(whole)


def _alike(one: Days | None, other: Days) -> bool:
    """Whether they are the same but for the rounding to whole days."""
    return one is not None and abs(one.first - other.first) <= 1 and abs(one.last - other.last) <= 1
