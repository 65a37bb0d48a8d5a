"""How the run view shares its room: map, card and what belongs beside it, or the list with the card."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, column, row
from firemode_desktop.ui.testing.map import MapCard
from firemode_desktop.ui.testing.scroll import Scroll
from firemode_desktop.ui.testing.side import SidePanel
from firemode_desktop.ui.theme import GRID

ROOMY = 980
"""From here on what belongs beside the card has a column of its own; below, it stands under the card."""
HOW, CARD, LISTED = (320, 460), (396, 600), (300, 400)
"""How wide the columns are, in a small window and in a large one."""
LARGE = 1700


class Mode(StrEnum):
    """Two ways through a session: one test at a time, or all of them in a list."""

    RUN = "run"
    LIST = "list"


class Room(QWidget):
    """Arranges what it is given, by the mode and its own width."""

    def __init__(self, map_: MapCard, listed: QWidget, side: SidePanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map, self.listed, self.side = map_, listed, side
        self.mode = Mode.RUN
        self._beside_card: bool | None = None
        self._alerts, self._column = column(gap=0), column(gap=2 * GRID)
        self._column.addStretch(1)
        self.beside = Card(column(self._alerts, Scroll(self._column, tr("How it is done")), gap=GRID + 2))
        whole = row(map_, listed, side, self.beside, gap=GRID + 4)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.arrange(Mode.RUN)

    def arrange(self, mode: Mode) -> None:
        """Show one mode."""
        self.mode = mode
        self.map.setVisible(mode is Mode.RUN)
        self.listed.setVisible(mode is Mode.LIST)
        self._share(self.width())

    def _share(self, width: int) -> None:
        roomy = self.mode is Mode.RUN and width >= ROOMY
        self._put(beside=roomy)
        self.beside.setVisible(roomy)
        self.beside.setFixedWidth(_between(HOW, width))
        self.side.setFixedWidth(self._card(width, roomy=roomy))

    def _card(self, width: int, *, roomy: bool) -> int:
        """How wide the card is: with everything under it, it takes half of a narrow window."""
        if self.mode is Mode.LIST:
            return _between(LISTED, width)
        return _between(CARD, width) if roomy else max(CARD[0], width // 2)

    def _put(self, *, beside: bool) -> None:
        """What belongs beside the card: in its own column, or under the card."""
        if beside is self._beside_card:
            return
        self._beside_card = beside
        side = self.side
        (self._alerts if beside else side.alerts).addWidget(side.warnings)
        if beside:
            self._column.insertWidget(0, side.how)
            self._column.insertWidget(1, side.details)
        else:
            side.below.addWidget(side.how)
            side.below.addWidget(side.details)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share(event.size().width())


def _between(ends: tuple[int, int], width: int) -> int:
    """A width that grows from ``ends[0]`` in a small window to ``ends[1]`` in a large one."""
    share = max(0.0, min(1.0, (width - ROOMY) / (LARGE - ROOMY)))
    return round(ends[0] + (ends[1] - ends[0]) * share)
