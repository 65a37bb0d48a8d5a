"""The particulars of a piece of equipment as names and values, beginning with those its type usually has."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.facts import KNOWN, Facts, fact_value, parse_facts
from firemode_desktop.domain.fields import Cell, Problem
from firemode_desktop.ui.registry.editors import Setting
from firemode_desktop.ui.theme import ROW


class FactsEditor(QTableWidget):
    """Two columns, name and value; the last line is blank, for another one. A line without a value is not kept."""

    edited = Signal()
    finished = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setting = setting
        self.stepping = True
        self._kept: dict[str, str] = {}
        self._presenting = False
        self._wrong: str | None = None
        self.setAccessibleName(setting.field.heading)
        self.setProperty("role", "boxed")
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self._on_changed)

    def present(self, cell: Cell) -> None:
        """Show a cell: its own particulars and, still blank, those that are usual for the type."""
        self._presenting = True
        self._wrong = cell.text if isinstance(cell, Problem) else None
        facts = cell if isinstance(cell, Facts) else Facts()
        shown = dict(facts.shown)
        usual = KNOWN.get(self.setting.variant, ())
        keys = list(usual) + [key for key in shown if key not in usual]
        self.setRowCount(len(keys) + 1)
        for place, key in enumerate([*keys, ""]):
            self._line(place, key, shown.get(key, ""), fixed=key in usual)
        self.setFixedHeight((len(keys) + 1) * ROW + 2)
        self._presenting = False

    def _line(self, place: int, key: str, value: str, fixed: bool) -> None:
        name = QTableWidgetItem(key)
        if fixed:
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.setItem(place, 0, name)
        self.setItem(place, 1, QTableWidgetItem(value))

    def _on_changed(self) -> None:
        if not self._presenting:
            self._wrong = None
            self.edited.emit()

    def entry(self) -> object:
        """The particulars that have a name and a value."""
        if self._wrong is not None:
            return self._wrong
        values = {}
        for place in range(self.rowCount()):
            name, value = (self._text(place, column) for column in (0, 1))
            if name and value:
                values[name] = _read(value)
        return Facts.of(values)

    def _text(self, place: int, column: int) -> str:
        item = self.item(place, column)
        return item.text().strip() if item is not None else ""

    def begin(self, text: str) -> None:
        """There is nothing to begin with."""

    def mark(self, wrong: bool) -> None:
        """The sentence below says it."""


def _read(value: str) -> object:
    """One value as it is typed; quotes and brackets as in the text of the grid."""
    try:
        return parse_facts(f"x: {value}").to_dict()["x"]
    except Invalid:
        return fact_value(value)
