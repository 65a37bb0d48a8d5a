"""The particulars of a piece of equipment as names and values, beginning with those its type usually has.

What is typed stays as it is typed; a value that cannot stand is marked with the reason, and nothing of the others is
lost meanwhile. What is not touched keeps its exact value, lists and nested objects as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.facts import Facts, parse_facts, shown_key
from firemode_desktop.domain.fields import Cell, Problem
from firemode_desktop.domain.particulars import PARTICULARS, Particular, particular, read_value
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.registry.editors import Setting
from firemode_desktop.ui.theme import ROW, colours

NAME, VALUE = 0, 1
WIDEST_NAME = 180
_KEY = Qt.ItemDataRole.UserRole
NAMELESS = tr("This value has no name; write one beside it.")
DOUBLE = tr("This name stands there twice.")


@dataclass(frozen=True)
class Line:
    """One line as it stands: its key, what is typed as its value, and why that cannot stand."""

    key: str
    typed: str
    why: str = ""


class FactsEditor(QTableWidget):
    """Two columns, name and value; the last line is blank, for another one. A line without a value is not kept.

    Typing begins a value anew, F2 changes it, Enter goes down, Tab goes on, Del takes the value away.
    """

    edited = Signal()
    finished = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setting = setting
        self.stepping = True
        self._kept: dict[str, tuple[str, object]] = {}
        self._untouched: Cell = None
        self._presenting = False
        self.setAccessibleName(setting.field.heading)
        self.setAccessibleDescription(tr("Names and values. The last line is for another one."))
        self.setProperty("role", "boxed")
        self.setItemDelegate(_ValueDelegate(self))
        self._look()
        self.itemChanged.connect(self._on_changed)

    def _look(self) -> None:
        self.setHorizontalHeaderLabels([tr("Name"), tr("Value")])
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setMaximumSectionSize(WIDEST_NAME)
        self.horizontalHeader().setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked | trigger.SelectedClicked
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # What is shown.

    def present(self, cell: Cell) -> None:
        """Show a cell: its own particulars and, still blank, those that are usual for the type."""
        if self.state() == QAbstractItemView.State.EditingState:
            return
        self._untouched = cell
        values, left = _values(cell)
        usual = [each.key for each in PARTICULARS.get(self.setting.variant, ())]
        self._kept = {key: (_shown(value, bare=key in usual), value) for key, value in values.items()}
        keys = usual + [key for key in values if key not in usual]
        lines = [Line(key, self._kept[key][0] if key in self._kept else "") for key in keys]
        self._show([*lines, *([Line("", left)] if left else []), Line("", "")])

    def _show(self, lines: list[Line]) -> None:
        self._presenting = True
        here = self.currentRow(), self.currentColumn()
        self.setRowCount(len(lines))
        for place, line in enumerate(lines):
            self._put(place, line)
        self.setFixedHeight(len(lines) * ROW + 2)
        if here[0] >= 0:
            self.setCurrentCell(min(here[0], len(lines) - 1), here[1])
        self._presenting = False
        self._mark()

    def _put(self, place: int, line: Line) -> None:
        known = particular(self.setting.variant, line.key)
        name = QTableWidgetItem(known.heading if known else line.key)
        name.setData(_KEY, line.key if known else None)
        if known is not None:
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            name.setToolTip(f"{known.heading} · {line.key}")
        value = QTableWidgetItem(line.typed)
        value.setData(Qt.ItemDataRole.AccessibleTextRole, line.typed or "blank")
        self.setItem(place, NAME, name)
        self.setItem(place, VALUE, value)

    # What is entered.

    def known(self, place: int) -> Particular | None:
        """What is known of the particular in that line."""
        return particular(self.setting.variant, self._key(place))

    def _key(self, place: int) -> str:
        item = self.item(place, NAME)
        if item is None:
            return ""
        kept = item.data(_KEY)
        return kept if isinstance(kept, str) else item.text().strip()

    def _typed(self, place: int) -> str:
        item = self.item(place, VALUE)
        return item.text().strip() if item is not None else ""

    def lines(self) -> list[Line]:
        """All lines that hold a value, each with what is wrong with it."""
        found: list[Line] = []
        for place in range(self.rowCount()):
            key, typed = self._key(place), self._typed(place)
            if not typed and not (key in self._kept and self._kept[key][0] == ""):
                continue
            twice = any(line.key == key for line in found)
            found.append(Line(key, typed, DOUBLE if twice and key else self._why(key, typed)))
        return found

    def _why(self, key: str, typed: str) -> str:
        if not key:
            return NAMELESS
        if self._is_kept(key, typed):
            return ""
        try:
            read_value(particular(self.setting.variant, key), typed)
        except Invalid as error:
            return error.message
        return ""

    def _is_kept(self, key: str, typed: str) -> bool:
        return key in self._kept and self._kept[key][0] == typed and not isinstance(self._untouched, Problem)

    def entry(self) -> object:
        """The particulars that have a name and a value; as text while one of them cannot stand."""
        lines = self.lines()
        if any(line.why for line in lines):
            return "; ".join(_written(line) for line in lines)
        return Facts.of({line.key: self._value(line) for line in lines})

    def _value(self, line: Line) -> object:
        if self._is_kept(line.key, line.typed):
            return self._kept[line.key][1]
        return read_value(particular(self.setting.variant, line.key), line.typed)

    def _on_changed(self) -> None:
        if not self._presenting:
            self._mark()
            self.edited.emit()

    def _mark(self) -> None:
        """Colour what cannot stand, with the reason in its tooltip."""
        self._presenting = True
        palette = colours(self)
        reasons = {(line.key, line.typed): line.why for line in self.lines()}
        for place in range(self.rowCount()):
            item = self.item(place, VALUE)
            assert item is not None
            why = reasons.get((self._key(place), self._typed(place)), "")
            item.setForeground(palette.colour("bad" if why else "text"))
            item.setBackground(palette.colour("bad_wash" if why else "surface"))
            item.setToolTip(why)
        self._presenting = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.rowCount():
            self._mark()

    def begin(self, text: str) -> None:
        """There is nothing to begin with."""

    def mark(self, wrong: bool) -> None:
        """The sentence below says it."""

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value):
            self.step(1)
        elif event.key() == Qt.Key.Key_Delete.value and (item := self.item(self.currentRow(), VALUE)) is not None:
            item.setText("")
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """Go to the value of a line further down; it is not opened yet."""
        place = max(0, min(self.rowCount() - 1, self.currentRow() + by))
        column = VALUE if self.known(place) is not None else self.currentColumn()
        self.setCurrentCell(place, column)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab walks through the lines and leaves behind the last."""
        return self.walk(1 if next else -1) or QWidget.focusNextPrevChild(self, next)

    def walk(self, by: int) -> bool:
        """Go to the next or the last cell that can be typed into; False where there is none."""
        at = self.currentRow() * 2 + self.currentColumn() + by
        if 0 <= at < 2 * self.rowCount() and self.known(at // 2) is not None and at % 2 == NAME:
            at += by
        if not 0 <= at < 2 * self.rowCount():
            return False
        self.setCurrentCell(at // 2, at % 2)
        return True


class _ValueDelegate(QStyledItemDelegate):
    """Offers the usual values while one types, and goes down with Enter."""

    def __init__(self, sheet: FactsEditor) -> None:
        super().__init__(sheet)
        self._sheet = sheet

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        made = QLineEdit(parent)
        known = self._sheet.known(index.row())
        if index.column() == VALUE and known is not None:
            made.setAccessibleName(known.heading)
            made.setPlaceholderText(f"e.g. {known.example}" if known.example else "")
            if known.usual:
                made.setCompleter(_completer(known.usual, made))
        return made

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if isinstance(editor, QLineEdit) and editor.text() != index.data(Qt.ItemDataRole.EditRole):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            go = _GOES.get(event.key())
            if go is not None:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                down, on = go
                self._sheet.step(down) if down else self._sheet.walk(on)
                return True
        return super().eventFilter(editor, event)


_GOES = {
    Qt.Key.Key_Return.value: (1, 0),
    Qt.Key.Key_Enter.value: (1, 0),
    Qt.Key.Key_Tab.value: (0, 1),
    Qt.Key.Key_Backtab.value: (0, -1),
}
"""Lines down and cells on that a key goes from an editor."""


def _completer(words: tuple[str, ...], owner: QWidget) -> QCompleter:
    made = QCompleter(list(words), owner)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
    return made


def _values(cell: Cell) -> tuple[dict[str, object], str]:
    """The particulars of a cell; of one that cannot stand as far as it can be read, and what is left of its text."""
    if isinstance(cell, Facts):
        return cell.to_dict(), ""
    if not isinstance(cell, Problem):
        return {}, ""
    try:
        return parse_facts(cell.text).to_dict(), ""
    except Invalid:
        return {}, cell.text


def _shown(value: object, bare: bool) -> str:
    """A value as it is typed; the words of a usual particular need no quotes."""
    if bare and isinstance(value, str):
        return value
    return Facts.of({"x": value}).shown[0][1]


def _written(line: Line) -> str:
    """A line in the text of the cell, so that it is read back as it was typed."""
    if not line.key:
        return line.typed
    safe = not any(sign in line.typed for sign in ";\n") or line.typed[:1] in ('"', "{", "[")
    return f"{shown_key(line.key)}: {line.typed if safe else json.dumps(line.typed, ensure_ascii=False)}"
