"""Matrix, timeline and steps below each other: the timeline as high as its steps are, the others have the rest."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.scenarios.timeline_frame import FOOT, HEAD, LOW_ROW, ROW
from firemode_desktop.ui.theme import GRID

SPLIT = "scenarios/split"
"""The setting that remembers which share of the height a person gave the timeline, in percent."""
ABOVE = 68
"""Heading and margins of the card that holds the timeline, px."""
ROOMY = 40
"""Rows stand wide apart while the timeline takes no more than so many percent of the height."""


class Views(QSplitter):
    """The three views; until a person drags the handle the timeline gets what it needs, at most half."""

    def __init__(self, studio: Studio, settings: QSettings, *views: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._studio, self._settings = studio, settings
        self.setHandleWidth(GRID + 4)
        self.setChildrenCollapsible(False)
        for each in views:
            self.addWidget(each)
        self.splitterMoved.connect(lambda _at, _index: self._remember())
        studio.changed.connect(self.share_out)

    def share_out(self) -> None:
        """Give the timeline its height, and what is shown above or below it the rest."""
        whole = self.height() - self.handleWidth()
        if whole > 0:
            timeline = self._wanted(whole)
            self.setSizes([whole - timeline, timeline, whole - timeline])

    def _wanted(self, whole: int) -> int:
        """The height of the timeline: as it was dragged, or for the longest scenario of the stair."""
        dragged = self._settings.value(SPLIT)
        if dragged is not None:
            return round(whole * min(90, max(10, int(str(dragged)))) / 100)
        stair = self._studio.stair_id
        ours = self._studio.design.of_stair(stair) if stair is not None else ()
        steps = max((len(one.sequence) for one in ours), default=0)
        roomy, low = (ABOVE + HEAD + FOOT + height * steps for height in (ROW, LOW_ROW))
        return min(roomy if roomy * 100 <= whole * ROOMY else low, whole // 2)

    def _remember(self) -> None:
        sizes = self.sizes()
        self._settings.setValue(SPLIT, round(100 * sizes[1] / max(1, sum(sizes))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_out()
