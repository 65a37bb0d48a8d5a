"""The building drawn as a section, the program's signature.

Stairs are shafts side by side, floors are cells at their true heights. In a cell stand the latest reading as a number
and as a bar against its limits and its baseline, the doors as ticks on the wall, and the status by its shape; above it
the fan.
Everything is drawn from a frozen ``Section``; a click or the arrow keys choose a floor.

    drawing.show_section(section)          drawing.show_measure(Measure.PRESSURE, "all_closed")
    drawing.selected  → (stair_id, floor_id) or None        drawing.chosen(stair_id, floor_id), drawing.entered(…)
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from firemode_desktop.domain.section import Cell, Section, Shaft
from firemode_desktop.domain.section_words import describe
from firemode_desktop.domain.standing import Measure
from firemode_desktop.ui.overview.paint import CellPainter
from firemode_desktop.ui.theme import colours

LABELS = 72
"""Pixels at the left of each shaft for the names of its levels."""
WALL = 30
"""Pixels at the right of each shaft for its doors."""
HEAD = 52
FOOT = 8
WIDEST = 460
LOWEST = 18.0
"""A cell is never lower than this at zoom 1 of a tall building: then the drawing scrolls."""
Chosen = tuple[UUID, UUID]


@dataclass(frozen=True)
class Placed:
    """A cell where it lies on the screen."""

    shaft: Shaft
    cell: Cell
    box: QRectF


class SectionDrawing(QWidget):
    """The drawing. Its size hint grows with the zoom; it is meant to stand in a scroll area."""

    chosen = Signal(object, object)
    """A floor was chosen: stair id, floor id."""
    entered = Signal(object, object)
    """A floor was chosen and opened, by a double click or Enter."""
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section: Section | None = None
        self.measure: Measure | None = None
        self.case = ""
        self.selected: Chosen | None = None
        self.zoom = 1.0
        self._view = QSize(800, 560)
        self._placed: tuple[Placed, ...] = ()
        self._over: Placed | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Section of the building")

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_section(self, section: Section) -> None:
        """Draw this building; a floor that is still there stays chosen."""
        self.section = section
        if self.selected is not None:
            shaft = section.shaft(self.selected[0])
            if shaft is None or shaft.cell(self.selected[1]) is None:
                self.selected = None
        self._arrange()

    def show_measure(self, measure: Measure, case: str) -> None:
        """Draw another measurement."""
        self.measure, self.case = measure, case
        self.update()
        self._announce()

    def show_floors(self) -> None:
        """Draw the floors alone: their names, heights and doors, and no measurement."""
        self.measure, self.case = None, ""
        self.update()
        self._announce()

    def select(self, stair_id: UUID, floor_id: UUID) -> None:
        """Choose a floor; says so where it is another one."""
        if self.selected != (stair_id, floor_id):
            self.selected = stair_id, floor_id
            self.update()
            self._announce()
            self.chosen.emit(stair_id, floor_id)

    def fit(self, view: QSize) -> None:
        """The room there is at zoom 1."""
        self._view = view
        self._arrange()

    def set_zoom(self, zoom: float) -> None:
        """1 shows the whole building; up to 6."""
        self.zoom = max(1.0, min(6.0, zoom))
        self._arrange()
        self.zoomed.emit(self.zoom)

    def placed(self, stair_id: UUID, floor_id: UUID) -> Placed | None:
        """Where a floor is drawn."""
        wanted = (stair_id, floor_id)
        return next((one for one in self._placed if (one.shaft.stair_id, one.cell.floor_id) == wanted), None)

    def at(self, point: QPointF) -> Placed | None:
        """The floor at a point; its level's name and its doors belong to it."""
        return next((one for one in self._placed if one.box.adjusted(-LABELS, 0, WALL, 0).contains(point)), None)

    # --- where things are ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Work out the box of every cell; one scale of height for all stairs, so that equal floors lie side by side."""
        section = self.section
        self._placed = ()
        if section is None or not any(shaft.cells for shaft in section.shafts):
            self.setMinimumSize(QSize(0, 0))
            self.update()
            return
        cells = list(section.cells())
        bottom, top = min(cell.bottom_m for cell in cells), max(cell.top_m for cell in cells)
        lowest = min(cell.top_m - cell.bottom_m for cell in cells)
        room = (self._view.height() - HEAD - FOOT) / float(top - bottom)
        scale = max(room, LOWEST / float(lowest)) * self.zoom
        width = self._shaft_width(len(section.shafts))
        left = max(0.0, (self._view.width() - len(section.shafts) * (LABELS + width + WALL)) / 2)
        self._placed = tuple(
            Placed(
                shaft, cell, self._box(left + index * (LABELS + width + WALL) + LABELS, width, cell, float(top), scale)
            )
            for index, shaft in enumerate(section.shafts)
            for cell in shaft.cells
        )
        height = HEAD + FOOT + float(top - bottom) * scale
        needed = len(section.shafts) * (LABELS + width + WALL)
        self.setMinimumSize(QSize(round(needed), round(height)))
        self.update()

    def _shaft_width(self, shafts: int) -> float:
        room = self._view.width() / shafts - LABELS - WALL
        return max(190.0, min(WIDEST, room)) * min(self.zoom, 1.5)

    @staticmethod
    def _box(x: float, width: float, cell: Cell, top: float, scale: float) -> QRectF:
        upper = HEAD + (top - float(cell.top_m)) * scale
        return QRectF(
            round(x), round(upper), round(width), round(HEAD + (top - float(cell.bottom_m)) * scale) - round(upper)
        )

    # --- drawing -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.section is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        made = CellPainter(painter, colours(self), self.section, self.measure, self.case)
        shown = QRectF(event.rect()).adjusted(-LABELS, -HEAD, WALL, HEAD)
        for one in self._placed:
            if one.box.intersects(shown):
                here = self.selected == (one.shaft.stair_id, one.cell.floor_id)
                made.cell(one.cell, one.box, chosen=here, over=one is self._over)
        for shaft in self.section.shafts:
            boxes = [one.box for one in self._placed if one.shaft is shaft]
            if boxes:
                made.shaft(shaft, boxes[-1].united(boxes[0]))
        chosen = self.placed(*self.selected) if self.selected else None
        if chosen is not None:
            made.frame(chosen.box, focus=self.hasFocus())
        painter.end()

    # --- mouse and keys ------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (one := self.at(event.position())) is not None:
            self.select(one.shaft.stair_id, one.cell.floor_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (one := self.at(event.position())) is not None:
            self.entered.emit(one.shaft.stair_id, one.cell.floor_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        one = self.at(event.position())
        if one is not self._over:
            self._over = one
            self.setCursor(Qt.CursorShape.PointingHandCursor if one else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * 1.0015 ** event.angleDelta().y())
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
        if key in steps:
            self._step(*steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(0, 1000 if key == Qt.Key.Key_Home else -1000)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected:
            self.entered.emit(*self.selected)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self.zoom * 1.25)
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(self.zoom / 1.25)
        elif key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, up: int) -> None:
        """Move the choice; to another stair at the height nearest to where it was."""
        section = self.section
        if section is None or not self._placed:
            return
        here = self.placed(*self.selected) if self.selected else None
        if here is None:
            first = self._placed[0]
            self.select(first.shaft.stair_id, first.cell.floor_id)
            return
        shafts = [shaft for shaft in section.shafts if shaft.cells]
        shaft = shafts[max(0, min(len(shafts) - 1, shafts.index(here.shaft) + across))]
        if shaft is here.shaft:
            cells = shaft.cells
            cell = cells[max(0, min(len(cells) - 1, cells.index(here.cell) + up))]
        else:
            cell = min(shaft.cells, key=lambda other: abs(other.bottom_m - here.cell.bottom_m))
        self.select(shaft.stair_id, cell.floor_id)

    # --- words ---------------------------------------------------------------------------------------------------

    def sentence(self, one: Placed) -> str:
        """A floor in words."""
        return describe(one.shaft, one.cell, self.measure, self.case)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            one = self.at(QPointF(event.pos()))
            if one is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.sentence(one), self, one.box.toRect())
            return True
        return super().event(event)

    def _announce(self) -> None:
        one = self.placed(*self.selected) if self.selected else None
        self.setAccessibleDescription(self.sentence(one) if one else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()
