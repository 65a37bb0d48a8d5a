"""The grid of the matrix: keys, clipboard and menu of a spreadsheet on the cells of the design."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.sequence import Step
from firemode_desktop.ui.baselines.entry_cells import CellEdit
from firemode_desktop.ui.keys import carries_out, takes_key
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scenarios.dragging import dropped_components
from firemode_desktop.ui.scenarios.matrix_cells import STEPS, MatrixCells
from firemode_desktop.ui.scenarios.matrix_edits import MatrixEdits, Place
from firemode_desktop.ui.scenarios.matrix_model import Index, MatrixModel
from firemode_desktop.ui.scenarios.matrix_paint import CauseHead, Corner, EffectHead
from firemode_desktop.ui.scenarios.matrix_rows import step_told
from firemode_desktop.ui.scenarios.studio import Studio

NARROW, WIDE, WIDE_FROM = 236, 300, 1100
Keys = QKeySequence.StandardKey
Deed = Callable[[], object]


class MatrixGrid(QTableView):
    """Causes down, effects across; both heads stay in sight."""

    said = Signal(str, str)
    """A sentence for the line below the matrix, and its tone (empty or ``bad``)."""
    wanted = Signal()
    """One more column is asked for."""
    dropped = Signal(object, object)
    """Components of the shelf (identifier, kind), and the row they were dropped on or None."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.model_ = MatrixModel(studio, self)
        self.edits = MatrixEdits(self.model_)
        self.cells = MatrixCells(self)
        self._kept: tuple[Any, Any] = (None, None)
        self._following = False
        self._look()
        self.effects, self.causes, self.corner = EffectHead(self), CauseHead(self), Corner(self)
        self.setHorizontalHeader(self.effects)
        self.setVerticalHeader(self.causes)
        self.setItemDelegate(self.cells)
        self.causes.setFixedWidth(NARROW)
        self.effects.geometriesChanged.connect(self._place_corner)
        self.setModel(self.model_)
        self.model_.modelAboutToBeReset.connect(self._keep_place)
        self.model_.modelReset.connect(self._restore_place)

    def _look(self) -> None:
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Cause-and-effect matrix"))

    # --- the studio ----------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Stand where the studio looks: on the row of its scenario, in the column of its step."""
        row = self.model_.row_of(self.studio.key)
        here = self.currentIndex()
        if row is None or not self.model_.columns:
            self.viewport().update()
            return
        column = self._column_of_step(row, here.column() if here.isValid() else 0)
        if (row, column) != (here.row(), here.column()):
            self._stand(row, column)
        self._paint_all()

    def _stand(self, row: int, column: int) -> None:
        """Stand where the studio looks, in sight also where the columns have just become others."""
        self._following = True
        at = self.model_.index(row, column)
        self.setCurrentIndex(at)
        self._following = False
        self.updateGeometries()
        self.scrollTo(at)

    def _column_of_step(self, row: int, column: int) -> int:
        """The column of the chosen step; the one stood in where none is chosen, or one of its own."""
        cells = self.model_.rows[row].cells
        holding = [
            at
            for at, effect in enumerate(self.model_.columns)
            if any(step.step_order in self.studio.orders for step in cells.get(effect, ()))
        ]
        return column if column in holding or not holding else holding[0]

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._following and current.isValid():
            self.choose_current()
        self._paint_all()

    def choose_current(self) -> None:
        """Let the studio look at the scenario and the steps of the cell stood on."""
        at = self.currentIndex()
        if at.isValid():
            row = self.model_.rows[at.row()]
            orders = [step.step_order for step in row.cells.get(self.model_.columns[at.column()], ())]
            if (row.scenario.key, frozenset(orders)) != (self.studio.key, self.studio.orders):
                self.studio.choose(row.scenario.key, orders)
            self.said.emit(self._about(at), "bad" if self.model_.shown(at.row(), at.column()).slip else "")

    def _about(self, at: Index) -> str:
        shown = self.model_.shown(at.row(), at.column())
        return " · ".join(shown.told.splitlines()[1:]) if shown.told.count("\n") else shown.told

    def told(self, steps: tuple[Step, ...]) -> str:
        """What is being typed means."""
        sequence = self.studio.sequence
        words = "; ".join(step_told(step, sequence).split(": ", 1)[1] for step in steps)
        return f"= {words}" if words else tr("= nothing: the effect is not part of this cause")

    def _paint_all(self) -> None:
        for part in (self, self.effects, self.causes):
            part.viewport().update()

    def _keep_place(self) -> None:
        at = self.currentIndex()
        inside = at.isValid() and at.row() < len(self.model_.rows) and at.column() < len(self.model_.columns)
        self._kept = (at.row(), self.model_.columns[at.column()]) if inside else (None, None)

    def _restore_place(self) -> None:
        """After another set of columns: their width, and the cell stood on."""
        self._fit()
        self.corner.setVisible(bool(self.model_.columns))
        row, effect = self._kept
        if effect in self.model_.columns and row is not None and row < len(self.model_.rows):
            self._stand(row, self.model_.columns.index(effect))
        self._place_corner()

    # --- where one stands ----------------------------------------------------------------------------------------

    def places(self) -> list[Place]:
        """The chosen cells, by row and column; the current one where none is."""
        chosen, at = self.selectionModel().selection(), self.currentIndex()
        parts = (chosen.at(each) for each in range(chosen.count()))
        found = sorted(
            {
                (row, column)
                for part in parts
                for row in range(part.top(), part.bottom() + 1)
                for column in range(part.left(), part.right() + 1)
            }
        )
        return found or ([(at.row(), at.column())] if at.isValid() else [])

    def setCurrentIndex(self, index: Index) -> None:
        """Stand in a cell and choose it alone, whatever keys are held down just now."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def step(self, down: int, across: int) -> None:
        """Go on by so many cells; from the end of a row to the next one."""
        at, wide = self.currentIndex(), len(self.model_.columns)
        if not wide:
            return
        row, column = at.row() + down, at.column()
        if across:
            row, column = divmod(at.row() * wide + at.column() + across, wide)
        if 0 <= row < len(self.model_.rows):
            self.setCurrentIndex(self.model_.index(row, column))

    # --- deeds ---------------------------------------------------------------------------------------------------

    def write(self, place: Place, text: str, *, keep: bool) -> None:
        """Take over what was typed into a cell."""
        self.edits.write(place, text, keep=keep)
        self._after()

    def copy(self) -> None:
        """The chosen range to the clipboard."""
        if self.places():
            QGuiApplication.clipboard().setText(self.edits.copy(self.places()))

    def cut(self) -> None:
        """The chosen range to the clipboard, and away."""
        self.copy()
        self._do(lambda places: self.edits.clear(places, "cut"))

    def clear(self) -> None:
        """Empty the chosen cells."""
        self._do(self.edits.clear)

    def forbid(self) -> None:
        """What is chosen must not happen."""
        self._do(self.edits.forbid)

    def fill_down(self) -> None:
        """The first of the chosen cells into those below."""
        self._do(self.edits.fill_down)

    def forget(self) -> None:
        """Give up what cannot be read."""
        self._do(self.edits.forget)

    def paste(self) -> None:
        """What the clipboard holds, from the first chosen cell on."""
        text = QGuiApplication.clipboard().text()
        if not text or self.studio.read_only or not self.places():
            return
        try:
            unread = self.edits.paste(self.places(), text)
        except Invalid as error:
            self.said.emit(error.message, "bad")
            return
        self._after()
        if unread:
            cells = tr("1 cell") if unread == 1 else tr("{unread} cells", unread=unread)
            self.said.emit(
                tr("{cells} of what was pasted cannot be read; it is marked, and not part of the design.", cells=cells),
                "bad",
            )

    def _do(self, deed: Callable[[list[Place]], object]) -> None:
        places = self.places()
        if places and not self.studio.read_only:
            deed(places)
            self._after()

    def _after(self) -> None:
        self.choose_current()
        self._paint_all()

    def _has_slip(self) -> bool:
        return any(self.model_.shown(*place).slip for place in self.places())

    # --- keys ----------------------------------------------------------------------------------------------------

    def _deed_of(self, event: QKeyEvent) -> Deed | None:
        for keys, deed in (
            (Keys.Copy, self.copy),
            (Keys.Cut, self.cut),
            (Keys.Paste, self.paste),
            (Keys.Delete, self.clear),
        ):
            if event.matches(keys):
                return deed
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.keyCombination() == Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_D:
            return self.fill_down
        if plain and event.key() == Qt.Key.Key_Escape and self._has_slip():
            return self.forget
        if plain and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Insert):
            return self.clear if event.key() == Qt.Key.Key_Backspace else self.wanted.emit
        return None

    def event(self, event: QEvent) -> bool:
        return takes_key(event, self._deed_of) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = self.currentIndex()
            self.step(*((-1, 0) if shift and step == (1, 0) else step))
            if step[1] and self.currentIndex() == at:
                self.focusNextPrevChild(step[1] > 0)
        elif not carries_out(event, self._deed_of):
            super().keyPressEvent(event)

    def edit(self, index: Index, trigger: Any = None, event: Any = None) -> Any:
        """Qt's own; typing replaces the times of a cell, F2 and a double click open all that it says."""
        if trigger is None:
            return super().edit(index)
        typing = self.cells.opened_by_typing = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        opened = super().edit(index, trigger, event)
        editor = self.indexWidget(index)
        if isinstance(editor, CellEdit) and not typing:
            editor.end(False)
        return opened

    # --- mouse ---------------------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the chosen cells; the same as by keys."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        may = not self.studio.read_only and bool(self.places())
        edit = partial(self.edit, self.currentIndex(), QAbstractItemView.EditTrigger.EditKeyPressed, None)
        for name, keys, deed, changes in (
            (tr("Edit"), "F2", edit, True),
            (tr("Must not happen"), "!", self.forbid, True),
            (tr("Clear"), "Del", self.clear, True),
            ("", "", None, False),
            (tr("Cut"), "Ctrl+X", self.cut, True),
            (tr("Copy"), "Ctrl+C", self.copy, False),
            (tr("Paste"), "Ctrl+V", self.paste, True),
            (tr("Fill down"), "Ctrl+D", self.fill_down, True),
            ("", "", None, False),
            (tr("Add an effect…"), "Ins", self.wanted.emit, True),
            (tr("Columns in order of time"), "", self.model_.order_by_time, False),
        ):
            if deed is None:
                menu.addSeparator()
                continue
            action = menu.addAction(f"{name}\t{keys}" if keys else name)
            action.triggered.connect(lambda _checked=False, run=deed: run())
            action.setEnabled(may or not changes or name.startswith("Add"))
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take(event)

    def _take(self, event: QDragMoveEvent) -> None:
        if dropped_components(event.mimeData()) and not self.studio.read_only:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        row = self.rowAt(event.position().toPoint().y())
        self.dropped.emit(dropped_components(event.mimeData()), row if row >= 0 else None)
        event.acceptProposedAction()

    # --- looks ---------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.causes.setFixedWidth(WIDE if self.width() >= WIDE_FROM else NARROW)
        super().resizeEvent(event)
        self._fit()
        self._place_corner()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        """Columns as narrow as their heads allow; wider where all of them fit."""
        wide = self.effects.fitting_width(self.viewport().width())
        if wide != self.effects.defaultSectionSize():
            self.effects.setDefaultSectionSize(wide)

    def _place_corner(self) -> None:
        frame = self.frameWidth()
        self.corner.setGeometry(frame, frame, self.causes.width(), self.effects.height())
        self.corner.raise_()
