"""The steps as a plain table, for exact typing: type to replace, F2, Enter, Tab, ranges, clipboard, fill down.

Insert adds a step, Ctrl+Delete removes the chosen ones, Ctrl+Shift+Up and Down move a step; a number typed into the
first column moves it there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QObject, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from firemode_desktop.domain.blocks import from_text, spread, to_text
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.step_texts import with_step_text
from firemode_desktop.ui import status
from firemode_desktop.ui.baselines.entry_cells import CellEdit
from firemode_desktop.ui.keys import carries_out, takes_key
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import column, elided, label
from firemode_desktop.ui.scenarios.checks import MARKS
from firemode_desktop.ui.scenarios.step_model import COMPONENT, FIELDS, Cell, Index, StepModel
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.theme import ROW, colours, font

WIDTHS = {
    "step_order": 32,
    "component_id": 150,
    "component_type": 72,
    "expected_action": 118,
    "expected_delay_seconds": 60,
    "tolerance_seconds": 46,
    "must_not": 70,
    "depends_on": 84,
    "power": 58,
    "note": 50,
}
Key = Qt.Key
Keys = QKeySequence.StandardKey
ENTER = (Key.Key_Return.value, Key.Key_Enter.value)
HINT = tr("Type a component in the last row to add a step. Ctrl+Delete removes, Ctrl+Shift+Up and Down move a step.")


class StepTable(QWidget):
    """The grid, and below it a line that says what is wrong with the cell stood on."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.line: QLabel = label(HINT, "small")
        self.line.setContentsMargins(12, 4, 12, 6)
        self.grid = StepGrid(studio, self._say)
        whole = column(self.grid, self.line, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.grid)

    def _say(self, words: str) -> None:
        self.line.setText(words or HINT)


class StepGrid(QTableView):
    """The cells. What is chosen here is chosen in the studio, and the other way round."""

    def __init__(self, studio: Studio, say: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio, self._say = studio, say
        self.steps = StepModel(studio, self)
        self.steps.told.connect(say)
        self._following = False
        self.setModel(self.steps)
        self.setItemDelegate(_Cells(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setCornerWidget(QWidget())
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, field in enumerate(FIELDS):
            self.setColumnWidth(at, WIDTHS[field])
        self.setAccessibleName(tr("Steps of the scenario"))
        studio.changed.connect(self.follow)
        studio.chosen.connect(self.follow)
        self.selectionModel().selectionChanged.connect(lambda _in, _out: self._on_selected())
        self.follow()

    # --- the studio ----------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Show the steps as they are now, and stand on the chosen one."""
        at = self.currentIndex()
        row, where = at.row(), max(at.column(), COMPONENT if not at.isValid() else 0)
        self.steps.refresh()
        orders = [place for place, step in enumerate(self.steps.steps) if step.step_order in self.studio.orders]
        if self._following:
            return
        self._following = True
        if orders and row not in orders:
            row = orders[0]
        if 0 <= row < self.steps.rowCount() and (self.currentIndex().row() != row or not self.currentIndex().isValid()):
            self.setCurrentIndex(self.steps.index(row, where))
        self._following = False

    def _on_selected(self) -> None:
        self._tell()
        if self._following:
            return
        rows = {index.row() for index in self.selectionModel().selectedIndexes()}
        orders = [self.steps.steps[row].step_order for row in rows if not self.steps.is_new(row)]
        self._following = True
        self.studio.choose_steps(*orders)
        self._following = False

    def _tell(self) -> None:
        at = self.currentIndex()
        self._say(self.steps.why(at.row(), at.column()) if at.isValid() else "")

    # --- where one stands ----------------------------------------------------------------------------------------

    def cells_chosen(self) -> list[Cell]:
        """The selected cells by row and column; the current one where none is."""
        at = self.currentIndex()
        found = sorted((each.row(), each.column()) for each in self.selectionModel().selectedIndexes())
        return found or ([(at.row(), at.column())] if at.isValid() else [])

    def step_on(self, down: int, across: int) -> None:
        """Go on by so many cells; over the end of a row to the next one."""
        at, wide = self.currentIndex(), len(FIELDS)
        row, column_ = (
            divmod(at.row() * wide + at.column() + across, wide) if across else (at.row() + down, at.column())
        )
        if 0 <= row < self.steps.rowCount():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.steps.index(row, column_), flag)

    # --- deeds ---------------------------------------------------------------------------------------------------

    def write(self, cell: Cell, text: str) -> None:
        """Take over what was typed into a cell."""
        name = self.steps.steps[cell[0]].component_id if not self.steps.is_new(cell[0]) else text
        self.steps.write({cell: text}, f"{name}: {FIELDS[cell[1]].replace('_', ' ')}")
        self._tell()

    def copy(self) -> None:
        """The selected rectangle to the clipboard."""
        chosen = self.cells_chosen()
        if chosen:
            (top, bottom), (left, right) = _ends(row for row, _ in chosen), _ends(at for _, at in chosen)
            block = [[self.steps.text(row, at) for at in range(left, right + 1)] for row in range(top, bottom + 1)]
            QGuiApplication.clipboard().setText(to_text(block))

    def paste(self) -> None:
        """What the clipboard holds, from the corner of what is selected; rows beyond the last one become steps."""
        chosen = self.cells_chosen()
        if not chosen:
            return
        (top, bottom), (left, right) = _ends(row for row, _ in chosen), _ends(at for _, at in chosen)
        block = spread(from_text(QGuiApplication.clipboard().text()), bottom - top + 1, right - left + 1)
        cells = {
            (top + down, left + across): text
            for down, line in enumerate(block)
            for across, text in enumerate(line)
            if left + across < len(FIELDS) and FIELDS[left + across] != "step_order"
        }
        self.steps.write(cells, "pasting")

    def clear(self) -> None:
        """Empty the selected cells, where a cell may be empty; times become 0."""
        blank = {"expected_delay_seconds": "0", "tolerance_seconds": "0", "must_not": "", "depends_on": "", "power": ""}
        blank["note"] = ""
        cells = {
            (row, at): blank[FIELDS[at]]
            for row, at in self.cells_chosen()
            if FIELDS[at] in blank and not self.steps.is_new(row)
        }
        self.steps.write(cells, tr("clearing cells"))

    def fill_down(self) -> None:
        """The topmost of the selected cells of each column into those below."""
        chosen = self.cells_chosen()
        tops: dict[int, int] = {}
        for row, at in chosen:
            tops.setdefault(at, row)
        cells = {
            (row, at): self.steps.text(tops[at], at)
            for row, at in chosen
            if row != tops[at] and FIELDS[at] != "step_order" and not self.steps.is_new(row)
        }
        self.steps.write(cells, tr("filling down"))

    def add_row(self) -> None:
        """Begin a step in the last row."""
        self.setCurrentIndex(self.steps.index(self.steps.rowCount() - 1, COMPONENT))
        self.edit(self.currentIndex())

    def remove_rows(self) -> None:
        """Without the chosen steps."""
        orders = self._orders()
        names = (
            self.studio.sequence.step(orders[0]).component_id
            if len(orders) == 1
            else tr("{orders} steps", orders=len(orders))
        )
        if orders:
            self.studio.edit(self.studio.sequence.without(set(orders)), tr("removing {names}", names=names), then=())

    def move_row(self, by: int) -> None:
        """The step stood on one place up or down."""
        orders = self._orders()
        if len(orders) == 1 and 1 <= orders[0] + by <= len(self.studio.sequence):
            name, to = self.studio.sequence.step(orders[0]).component_id, orders[0] + by
            self.studio.edit(self.studio.sequence.moved(orders[0], to), tr("moving {name}", name=name), then=(to,))

    def _orders(self) -> list[int]:
        rows = sorted({row for row, _ in self.cells_chosen()})
        return [self.steps.steps[row].step_order for row in rows if not self.steps.is_new(row)]

    # --- keys ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return takes_key(event, lambda key: self._deed(key) is not None) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not carries_out(event, self._deed):
            super().keyPressEvent(event)

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        if self.state() == QAbstractItemView.State.EditingState:
            return None
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        for key, deed in ((Keys.Copy, self.copy), (Keys.Paste, self.paste), (Keys.Cut, self._cut)):
            if event.matches(key):
                return deed
        held = event.modifiers() & (control | shift)
        combined: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
            (Key.Key_D.value, control): self.fill_down,
            (Key.Key_Delete.value, Qt.KeyboardModifier.NoModifier): self.clear,
            (Key.Key_Delete.value, control): self.remove_rows,
            (Key.Key_Insert.value, Qt.KeyboardModifier.NoModifier): self.add_row,
            (Key.Key_Up.value, control | shift): lambda: self.move_row(-1),
            (Key.Key_Down.value, control | shift): lambda: self.move_row(1),
            (Key.Key_Tab.value, Qt.KeyboardModifier.NoModifier): lambda: self.step_on(0, 1),
            (Key.Key_Backtab.value, shift): lambda: self.step_on(0, -1),
            (Key.Key_Return.value, Qt.KeyboardModifier.NoModifier): lambda: self.step_on(1, 0),
            (Key.Key_Return.value, shift): lambda: self.step_on(-1, 0),
        }
        return combined.get((event.key(), held))

    def _cut(self) -> None:
        self.copy()
        self.clear()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.steps.rowCount():
            self.setCurrentIndex(self.steps.index(0, COMPONENT))


class _Cells(QStyledItemDelegate):
    """Texts with their mark, and an editor that completes."""

    def __init__(self, grid: StepGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, steps = colours(self._grid), self._grid.steps
        rect = option.rect
        row, at = index.row(), index.column()
        chosen = self._grid.selectionModel().isSelected(index)
        painter.fillRect(rect, palette.colour("hover" if chosen else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.colour("line"))
        level = steps.level(row, at)
        inner = rect.adjusted(10, 0, -10, 0)
        if level is not None:
            standing = MARKS[level]
            middle = QPointF(inner.right() - 3, inner.center().y())
            status.paint(painter, middle, 8, standing, status.colour(standing, palette))
            inner.adjust(0, 0, -14, 0)
        tone = "faint" if steps.is_new(row) else "bad" if (row, at) in steps.slips else "text"
        if FIELDS[at] == "must_not" and not steps.is_new(row) and steps.steps[row].must_not:
            tone = "bad"
        painter.setPen(palette.colour(tone))
        painter.setFont(font(13, strong=at == COMPONENT and not steps.is_new(row)))
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole.value) or 0x81)
        elided(painter, inner.toRectF(), str(index.data() or ""), align)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor = CellEdit(parent, tr("{name}, row {row}", name=name, row=index.row() + 1))
        offered = self._grid.steps.offers(index.row(), index.column())
        if offered:
            completer = QCompleter(offered, editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        editor.textEdited.connect(lambda text: editor.mark(self._wrong(index.row(), index.column(), text)))
        return editor

    def _wrong(self, row: int, at: int, text: str) -> str:
        steps = self._grid.steps
        if steps.is_new(row):
            return ""
        try:
            with_step_text(self._grid.studio.sequence, steps.steps[row].step_order, FIELDS[at], text)
        except FiremodeError as error:
            self._grid._say(error.message)
            return error.message
        self._grid._say("")
        return ""

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEdit) and not editor.isModified():
            editor.setText(self._grid.steps.text(index.row(), index.column()))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEdit) and editor.isModified():
            editor.setModified(False)
            self._grid.write((index.row(), index.column()), editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, CellEdit):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            moves: dict[int, Any] = {
                **dict.fromkeys(ENTER, (-1 if shift else 1, 0)),
                Key.Key_Tab.value: (0, 1),
                Key.Key_Backtab.value: (0, -1),
            }
            if event.key() in moves:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self._grid.step_on(*moves[event.key()])
                return True
            if event.key() == Key.Key_Escape.value:
                at = self._grid.currentIndex()
                self._grid.steps.give_up(at.row(), at.column())
                self._grid._say("")
        return super().eventFilter(editor, event)


def _ends(numbers: Any) -> tuple[int, int]:
    found = list(numbers)
    return min(found), max(found)
