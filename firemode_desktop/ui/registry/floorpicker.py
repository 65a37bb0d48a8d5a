"""The floors that a zone covers, picked on the section of their stair.

A click takes a floor in or out, a drag all floors it runs over; with the keyboard the arrows go up and down, Space
takes in or out, Shift with the arrows draws the choice along, Ctrl+A takes all, Del none. Floors of other zones are
tinted and named; what is in two zones is said in words, for it may be meant.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from firemode_desktop.domain.coverage import Coverage
from firemode_desktop.domain.section import Section
from firemode_desktop.domain.section_layout import FOOT, NAMES, Layout, Slot, lay_out
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.overview.kit import Kit, rectangle
from firemode_desktop.ui.overview.steps import stepped
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.theme import SMALL, colours

HEAD = 4.0
FLOOR, LEAST, MOST = 22.0, 5.0, 360.0
"""A floor's height in pixels where there is room, the least, and the height of the whole beyond which floors shrink."""
_GROUNDS = {
    (True, True): "near_wash",
    (True, False): "good_wash",
    (False, True): "hover",
    (False, False): "surface",
}
"""The ground of a floor: whether it is chosen here, and whether another zone has it."""
NAMED = 14.0
"""From this height on a floor names the zones that have it."""


class FloorPicker(QWidget):
    """One stair, floor upon floor."""

    edited = Signal()
    """The choice is another one: after a click, a key, or the end of a drag."""
    finished = Signal()

    def __init__(self, coverage: Coverage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.coverage = coverage
        self.chosen: frozenset[UUID] = frozenset()
        self.plan = Layout(0, 0)
        self.current: Slot | None = None
        self.driven = False
        """Whether keys come from an editor above it that has the keyboard."""
        self._outside: tuple[UUID, ...] = ()
        self._drag: tuple[UUID, bool, frozenset[UUID]] | None = None
        self._drawn_along: tuple[UUID, bool, frozenset[UUID]] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(self._height()))
        self.setAccessibleName(tr("Floors, {cells} to choose from", cells=len(coverage.shaft.cells)))

    def _height(self) -> float:
        count = len(self.coverage.shaft.cells)
        return HEAD + FOOT + max(count * LEAST, min(count * FLOOR, MOST))

    # --- what is chosen ------------------------------------------------------------------------------------------

    def show_choice(self, keys: tuple[UUID, ...]) -> None:
        """Show these as chosen; floors of another stair among them are kept as they are."""
        own = {cell.floor_id for cell in self.coverage.shaft.cells}
        self.chosen = frozenset(keys) & own
        self._outside = tuple(key for key in keys if key not in own)
        self.update()
        self._tell()

    def floors(self) -> tuple[UUID, ...]:
        """The chosen floors from the bottom up."""
        return (*self._outside, *(cell.floor_id for cell in self.coverage.shaft.cells if cell.floor_id in self.chosen))

    def _choose(self, chosen: frozenset[UUID], *, done: bool = True) -> None:
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()
            self._tell(aloud=True)
        if done:
            self.edited.emit()

    def _spread(self, start: tuple[UUID, bool, frozenset[UUID]], to: UUID) -> frozenset[UUID]:
        """The choice after all floors from where it began to ``to`` are taken in, or out."""
        first, taking, before = start
        run = self.coverage.between(first, to)
        return before.union(run) if taking else before.difference(run)

    # --- keys ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.press(event):
            super().keyPressEvent(event)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; False for one that says nothing here."""
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        here = self.current
        if key == Qt.Key.Key_Space and here is not None:
            self._choose(self.chosen ^ {here.cell.floor_id})
        elif control and key == Qt.Key.Key_A:
            self._choose(frozenset(cell.floor_id for cell in self.coverage.shaft.cells))
        elif key == Qt.Key.Key_Delete:
            self._choose(frozenset())
        elif key not in (Qt.Key.Key_Left, Qt.Key.Key_Right) and (slot := stepped(self.plan, here, key)) is not None:
            self._go(slot, drawing=shift)
        else:
            return False
        return True

    def _go(self, slot: Slot, *, drawing: bool) -> None:
        here = self.current
        if drawing and here is not None:
            if self._drawn_along is None:
                began = here.cell.floor_id
                self._drawn_along = began, True, self.chosen
            self.current = slot
            self._choose(self._spread(self._drawn_along, slot.cell.floor_id))
            return
        self._drawn_along = None
        self.current = slot
        self.update()
        self._tell(aloud=True)

    # --- mouse ---------------------------------------------------------------------------------------------------

    def _at(self, point: QPointF) -> Slot | None:
        return self.plan.at(point.x(), point.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        slot = self._at(event.position())
        if slot is None or event.button() != Qt.MouseButton.LeftButton:
            return
        key, last = slot.cell.floor_id, self.current
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and last is not None:
            self._drag = last.cell.floor_id, True, self.chosen
        else:
            self._drag = key, key not in self.chosen, self.chosen
        self.current = slot
        self._choose(self._spread(self._drag, key), done=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        slot = self._at(event.position())
        if self._drag is not None and slot is not None:
            self.current = slot
            self._choose(self._spread(self._drag, slot.cell.floor_id), done=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag = None
            self.edited.emit()

    # --- drawing -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        shaft = self.coverage.shaft
        section = Section(shaft.stair_id, "", (shaft,))
        here = self.current.cell.floor_id if self.current else None
        self.plan = lay_out(section, self.width(), self.height(), highest=2 * FLOOR, head=HEAD)
        self.current = self.plan.slot(shaft.stair_id, here) if here else None

    def sizeHint(self) -> QSize:
        return QSize(260, round(self._height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kit = Kit(painter, colours(self))
        for slot in self.plan.slots:
            self._paint_floor(kit, slot)
        for column in self.plan.columns:
            kit.pen("ink", 1.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rectangle(column.box))
        if self.current is not None and (self.hasFocus() or self.driven):
            kit.pen("accent", 2)
            painter.drawRect(rectangle(self.current.box).adjusted(-1, 0, 1, 0))
        painter.end()

    def _paint_floor(self, kit: Kit, slot: Slot) -> None:
        box, inside = rectangle(slot.box), slot.cell.floor_id in self.chosen
        others = self.coverage.taken_by(slot.cell.floor_id)
        kit.block(
            box, "near_wash" if inside and others else "good_wash" if inside else "hover" if others else "surface"
        )
        kit.pen("line", 1)
        kit.line(box.left(), box.bottom() - 0.5, box.right(), box.bottom() - 0.5)
        if inside:
            kit.block(QRectF(box.left() + 1, box.top(), 5, box.height()), "good")
        if box.height() >= NAMED:
            self._write(kit, box, inside, others)
        if slot.named or slot is self.current:
            place = QRectF(box.left() - NAMES, box.center().y() - 8, NAMES - 8, 16)
            kit.words(SMALL, "text" if inside else "quiet", strong=inside)
            if not slot.named:
                kit.block(place, "surface")
            elided(kit.painter, place, slot.cell.level, Qt.AlignmentFlag.AlignRight, name=True)

    @staticmethod
    def _write(kit: Kit, box: QRectF, inside: bool, others: tuple[str, ...]) -> None:
        if inside:
            kit.pen("good", 1.8)
            x, y = box.left() + 14, box.center().y()
            kit.line(x, y, x + 3, y + 3)
            kit.line(x + 3, y + 3, x + 9, y - 4)
        if others:
            kit.words(SMALL, "near" if inside else "faint")
            elided(kit.painter, box.adjusted(30, 0, -6, 0), ", ".join(others), Qt.AlignmentFlag.AlignLeft)

    # --- words ---------------------------------------------------------------------------------------------------

    def sentence(self, slot: Slot) -> str:
        """A floor in words: ``Level-3: chosen, also in Zone-2.``"""
        others = self.coverage.taken_by(slot.cell.floor_id)
        inside = slot.cell.floor_id in self.chosen
        words = ["chosen" if inside else tr("not chosen")]
        words += (
            [tr("{also}in {others}", also=tr("also ") if inside else "", others=", ".join(others))] if others else []
        )
        return f"{slot.cell.level}: {', '.join(words)}."

    def _tell(self, aloud: bool = False) -> None:
        words = (
            self.sentence(self.current) if self.current else tr("{chosen} floors are chosen.", chosen=len(self.chosen))
        )
        self.setAccessibleDescription(words)
        if aloud and (self.hasFocus() or self.driven):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            slot = self._at(QPointF(event.pos()))
            if slot is not None:
                QToolTip.showText(event.globalPos(), self.sentence(slot), self, rectangle(slot.box).toRect())
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.current is None and self.plan.columns:
            slots = self.plan.columns[0].slots
            self.current = next((slot for slot in slots if slot.cell.floor_id in self.chosen), slots[0])
        self.update()
        self._tell(aloud=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._drawn_along = None
        self.update()
