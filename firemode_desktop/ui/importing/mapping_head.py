"""What is told of a sheet as a whole – is it read, where is its heading, how do nine points stand – and of the file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.mappings.mapping import Block, FileMapping, TableMapping
from firemode_desktop.imports.tables.values import DateOrder, DecimalMark
from firemode_desktop.ui.importing.mapping_leaves import Shown
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import label, row
from firemode_desktop.ui.theme import GRID

SHAPES: Sequence[tuple[Block | None, str]] = (
    (None, tr("in columns")),
    (Block.BESIDE, tr("3 × 3 beside")),
    (Block.BELOW, tr("3 × 3 below")),
)
DATES: Sequence[tuple[DateOrder | None, str]] = (
    (None, tr("3/4/2024 is which day?")),
    (DateOrder.DAY_FIRST, tr("3/4/2024 is 3 April")),
    (DateOrder.MONTH_FIRST, tr("3/4/2024 is 4 March")),
)
DECIMALS: Sequence[tuple[DecimalMark | None, str]] = (
    (None, tr("1,234 is how much?")),
    (DecimalMark.COMMA, tr("1,234 is 1.234")),
    (DecimalMark.POINT, tr("1,234 is 1234")),
)
DATE_CODES = frozenset({"ambiguous_date"})
NUMBER_CODES = frozenset({"ambiguous"})


class SheetBar(QWidget):
    """``read_told(bool)``, ``heading_told(first, last)`` counted from 0, ``end_told(the row below the last, or None)``,
    ``shape_told(block)``. Moving the first line of a heading moves the whole of it."""

    read_told = Signal(bool)
    heading_told = Signal(int, int)
    end_told = Signal(object)
    shape_told = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = 0
        self.read = QCheckBox(tr("Read this sheet"))
        self.first, self.last, self.end = (
            _rows(tr("First line of the heading")),
            _rows(tr("Last line of it")),
            _rows(tr("Last row")),
        )
        self.end.setSpecialValueText(tr("the end"))
        self.end.setFixedWidth(92)
        self.shape = _choices(tr("How the nine points of a doorway stand"), [words for _, words in SHAPES])
        heading = (label(tr("Heading: row"), "small"), self.first, label("to", "small"), self.last)
        end = (label(tr("Last row"), "small"), self.end)
        self._rows_told: tuple[QWidget, ...] = (*heading, *end)
        self._shape: tuple[QWidget, ...] = (label(tr("Points"), "small"), self.shape)
        whole = row(self.read, GRID, *heading, GRID, *end, GRID, *self._shape, None)
        whole.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        self.setLayout(whole)
        self.read.clicked.connect(self.read_told)
        self.first.valueChanged.connect(lambda row: self.heading_told.emit(row - 1, row - 1 + self._lines))
        self.last.valueChanged.connect(lambda row: self.heading_told.emit(min(row, self.first.value()) - 1, row - 1))
        self.end.valueChanged.connect(lambda row: self.end_told.emit(row or None))
        self.shape.activated.connect(lambda index: self.shape_told.emit(SHAPES[index][0]))

    def show_table(self, shown: Shown, table: TableMapping | None) -> None:
        """Show how a sheet is read."""
        rows = len(shown.sheet.rows)
        self.read.setChecked(table is not None)
        velocities = table is not None and BaselineKind.VELOCITY in table.kinds
        for parts, wanted in ((self._rows_told, table is not None), (self._shape, velocities)):
            for part in parts:
                part.setVisible(wanted)
        if table is not None:
            first, last = table.heading
            self._lines = last - first
            _set(self.first, 1, max(1, rows - self._lines), first + 1)
            _set(self.last, 1, max(1, rows), last + 1)
            _set(self.end, 0, rows, table.end or 0)
            self.shape.setCurrentIndex([block for block, _ in SHAPES].index(table.block))


class FileWide(QWidget):
    """What slashes and commas mean in the whole file; only shown where that matters. ``told(FileMapping)``."""

    dates_told = Signal(object)
    decimal_told = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dates = _choices(tr("What dates with slashes mean"), [words for _, words in DATES])
        self.decimal = _choices(tr("What a comma in a number means"), [words for _, words in DECIMALS])
        self.setLayout(row(self.dates, self.decimal))
        self.dates.activated.connect(lambda index: self.dates_told.emit(DATES[index][0]))
        self.decimal.activated.connect(lambda index: self.decimal_told.emit(DECIMALS[index][0]))

    def show_mapping(self, mapping: FileMapping, codes: frozenset[str]) -> None:
        """Show what is told; a choice that no cell asks for is hidden."""
        self.dates.setCurrentIndex([order for order, _ in DATES].index(mapping.dates))
        self.decimal.setCurrentIndex([mark for mark, _ in DECIMALS].index(mapping.decimal))
        self.dates.setVisible(mapping.dates is not None or bool(codes & DATE_CODES))
        self.decimal.setVisible(mapping.decimal is not None or bool(codes & NUMBER_CODES))


def _rows(name: str) -> QSpinBox:
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    made.setFixedWidth(68)
    made.setMaximum(1)
    return made


def _set(box: QSpinBox, low: int, high: int, value: int) -> None:
    box.blockSignals(True)
    box.setRange(low, high)
    box.setValue(value)
    box.blockSignals(False)


def _choices(name: str, words: Sequence[str]) -> QComboBox:
    made = QComboBox()
    made.addItems(list(words))
    made.setAccessibleName(name)
    return made
