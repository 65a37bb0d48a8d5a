"""Which row and which column of a foreign matrix is what: shown as it was found, to be put right by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from firemode_desktop.imports.files.cells import Sheet, Value, as_read, letters
from firemode_desktop.imports.scenarios.mapping import ScenarioMapping, SheetMapping
from firemode_desktop.imports.scenarios.recognising import FIRST_CAUSE
from firemode_desktop.imports.scenarios.turning import turned
from firemode_desktop.imports.scenarios.unread import heading_of
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, label, row
from firemode_desktop.ui.theme import GRID

ROWS = (
    ("component_id", tr("Components stand in")),
    ("expected_action", tr("Actions stand in")),
    ("component_type", tr("Types of components")),
    (FIRST_CAUSE, tr("Causes begin in")),
)
COLUMNS = (
    ("stair", tr("Stair")),
    ("zone", tr("Zone")),
    ("floor", tr("Floor")),
    ("scenario", tr("Scenario")),
    ("type", tr("Tested")),
    ("trigger_device_id", tr("Trigger")),
    ("trigger_device_type", tr("Kind of trigger")),
)
_ACROSS, _OFFERED, _SHOWN = 6, 40, 24


class Layout(Card):
    """``told`` with (sheet, role, place or None) when a person says that a row or column is something else."""

    told = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Sheet"))
        self.fields: dict[str, QComboBox] = {}
        self._mapping = ScenarioMapping()
        self._sheets: dict[str, Sheet] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setLayout(self._grid)
        super().__init__(
            row(label(tr("How the sheet is read"), "strong"), GRID, self.which, None), inside, parent=parent
        )
        self.setAccessibleName(tr("How the sheet is read"))
        self.which.activated.connect(self._show_fields)
        self._make_fields()
        self.hide()

    def _make_fields(self) -> None:
        for at, (role, words) in enumerate((*ROWS, *COLUMNS)):
            field = QComboBox()
            field.setAccessibleName(words)
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(12)
            field.activated.connect(lambda _index, role=role: self._tell(role))
            line, place = divmod(at, _ACROSS)
            self._grid.addWidget(label(words, "quiet"), 2 * line, place)
            self._grid.addWidget(field, 2 * line + 1, place)
            self.fields[role] = field

    def show_mapping(self, mapping: ScenarioMapping, sheets: Sequence[Sheet]) -> None:
        """Show how these sheets are read; the one that was chosen stays."""
        before = self.which.currentText()
        self._mapping, self._sheets = mapping, {sheet.name: sheet for sheet in sheets}
        self.which.clear()
        self.which.addItems([one.sheet for one in mapping.sheets])
        self.which.setCurrentIndex(max(0, self.which.findText(before)))
        self.which.setEnabled(len(mapping.sheets) > 1)
        self._show_fields()

    def _show_fields(self) -> None:
        one = self._mapping.of(self.which.currentText())
        if one is None:
            return
        sheet = turned(self._sheets[one.sheet]) if one.transposed else self._sheets[one.sheet]
        rows, columns = _rows(sheet, one, min(one.effects, default=0)), _columns(sheet, one)
        for role, _ in ROWS:
            if role == FIRST_CAUSE:
                _fill(self.fields[role], _rows(sheet, one, 0), one.first_row)
            else:
                _fill(self.fields[role], rows, one.heads.get(role))
        for role, _ in COLUMNS:
            _fill(self.fields[role], columns, one.columns.get(role))

    def _tell(self, role: str) -> None:
        self.told.emit(self.which.currentText(), role, self.fields[role].currentData())


def _fill(field: QComboBox, places: Sequence[str], chosen: int | None) -> None:
    field.clear()
    field.addItem(tr("– none –"), None)
    for at, words in enumerate(places):
        field.addItem(words, at)
    field.setCurrentIndex(0 if chosen is None else chosen + 1)


def _rows(sheet: Sheet, one: SheetMapping, start: int) -> list[str]:
    """The rows by the first words in them from a column on."""
    last = max(_OFFERED, one.first_row + 1)
    return [_named(one, at, cells[start:], across=True) for at, cells in enumerate(sheet.rows[:last])]


def _columns(sheet: Sheet, one: SheetMapping) -> list[str]:
    """The columns by their heading, or by the last word above the causes."""
    width = max((len(cells) for cells in sheet.rows), default=0)
    heading = heading_of(sheet, one)
    above = [*([] if heading is None else [heading]), *range(one.first_row - 1, -1, -1)]
    return [_named(one, at, [sheet.at(line, at) for line in above], across=False) for at in range(width)]


def _named(one: SheetMapping, at: int, cells: Sequence[Value], *, across: bool) -> str:
    """``B · Zone``, ``Row 3 · FAN-01``; a sheet that was turned over is named as the file has it."""
    name = tr("Row {at}", at=at + 1) if across != one.transposed else letters(at)
    words = next((text for cell in cells if (text := as_read(cell).strip())), "")
    return f"{name} · {words[:_SHOWN]}" if words else name
