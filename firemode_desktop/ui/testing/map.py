"""The session drawn as the section of its building: where one is, what is left, and the way to another floor."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.running import RunTest
from firemode_desktop.domain.section import Section
from firemode_desktop.domain.session_map import SessionMap, mapped
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.overview.drawing import SectionDrawing
from firemode_desktop.ui.overview.legend import Legend
from firemode_desktop.ui.overview.view import SectionView
from firemode_desktop.ui.parts import Card, column
from firemode_desktop.ui.theme import GRID

LEGEND = (
    (Standing.PASS.value, "pass"),
    (Standing.FAIL.value, "fail"),
    (Standing.NEAR.value, "near"),
    (Standing.NOT_TESTED.value, tr("to do")),
    (Standing.SKIPPED.value, "skipped"),
)
LEAST = 200


class MapCard(Card):
    """The map; ``wanted(test)`` when a floor is chosen in it, ``opened`` when the reading there is to begin."""

    wanted = Signal(object)
    opened = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=GRID, parent=parent)
        self.map: SessionMap | None = None
        self._plan: Section | None = None
        self._tests: tuple[RunTest, ...] = ()
        self._one: RunTest | None = None
        self._following = False
        self.drawing = SectionDrawing()
        self.drawing.chosen.connect(self._on_chosen)
        self.drawing.entered.connect(lambda _stair, _floor: self.opened.emit())
        self.drawing.installEventFilter(self)
        self.view = SectionView(self.drawing)
        self.view.setMinimumSize(QSize(LEAST, 160))
        self.legend = Legend()
        self.legend.show_entries(LEGEND)
        self.body.addLayout(column(self.view, self.legend, gap=4))

    def clear(self) -> None:
        """Another session is asked for."""
        self.map = self._plan = self._one = None
        self._tests = ()

    def show_plan(self, plan: Section) -> None:
        """Draw this building under the tests."""
        self._plan, self.map = plan, None
        self._draw()

    def show_tests(self, tests: Sequence[RunTest]) -> None:
        """Show how these tests stand."""
        self._tests = tuple(tests)
        self._draw()

    def _draw(self) -> None:
        if self._plan is None:
            return
        if self.map is None or not self.map.knows(self._tests):
            self.map = mapped(self._plan, self._tests)
            self.drawing.show_section(self.map.section)
        self.drawing.show_marks(self.map.marks(self._tests))
        self.follow(self._one)

    def follow(self, one: RunTest | None) -> None:
        """Mark the floor of the test that is shown."""
        self._one = one
        place = self.map.place(one) if self.map is not None and one is not None else None
        if place is not None and place != self.drawing.selected:
            self._following = True
            self.drawing.select(*place)
            self._following = False

    def _on_chosen(self, stair_id: UUID, floor_id: UUID) -> None:
        if self._following or self.map is None:
            return
        one = self.map.first((stair_id, floor_id), self._tests)
        if one is not None:
            self._one = one
            self.wanted.emit(one)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit, a Y or an N typed on the map begins the reading of the test that is shown."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _begins(event):
            self.typed.emit(event.text())
            return True
        return super().eventFilter(watched, event)


def _begins(event: QKeyEvent) -> bool:
    return not event.modifiers().value and len(event.text()) == 1 and event.text().casefold() in "0123456789.,yn"
