"""The conditions of the visit, in the head of the run view: what is recorded in a line, and the fields to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from firemode_desktop.domain.conditions import CONDITIONS, Condition, parse_conditions
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.ui.language import plain, term, tr
from firemode_desktop.ui.parts import Card, button, column, label, link, primary, row, set_role
from firemode_desktop.ui.testing.edits import NumberEdit
from firemode_desktop.ui.theme import GRID

SHORT = {"temp_out_c": "out", "temp_stair_c": "stair", "wind_ms": "wind", "barometric_kpa": "", "humidity_pct": "RH"}
NOT_YET = tr("Conditions not recorded yet")
NEVER = tr("Conditions were not recorded")


def in_line(conditions: Mapping[str, Decimal], nothing: str = NOT_YET) -> str:
    """``14 °C out · 21 °C stair · 3 m/s wind``; ``nothing`` where none is recorded."""
    said = [
        " ".join(part for part in (each.shown(conditions[each.key]), SHORT.get(each.key, "")) if part)
        for each in CONDITIONS
        if each.key in conditions
    ]
    return " · ".join(said) or nothing


class Conditions(QWidget):
    """The line in the head; a click opens the panel."""

    def __init__(self, open_panel: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = link(NOT_YET, open_panel)
        self.line.setToolTip(tr("Temperature, wind and pressure of the day · Ctrl+Shift+W"))
        self.setLayout(row(self.line, None))

    def show_conditions(self, conditions: Mapping[str, Decimal], *, editable: bool) -> None:
        """Show what is recorded; where nothing is, remind of it only while it still can be."""
        said = in_line(conditions, NOT_YET if editable else NEVER)
        self.line.setText(said)
        set_role(self.line, "flat" if conditions else "link")
        self.line.setAccessibleName(tr("Conditions of the visit: {said}", said=said))
        self.line.setEnabled(editable)


class ConditionsPanel(Card):
    """One field for each condition. ``saved(values)`` once all of them can be read; Esc leaves it as it was."""

    saved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=GRID + 2, parent=parent)
        self.edits: dict[str, QLineEdit] = {}
        self.note = label("", "small", wrap=True)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        for place, each in enumerate(CONDITIONS):
            grid.addWidget(label(f"{term(each.label)}, {each.unit}", "small"), 0, place)
            grid.addWidget(self._edit(each), 1, place)
            grid.setColumnStretch(place, 1)
        buttons = row(button(tr("Back"), self.close_), primary(tr("Save"), self.save))
        line = row(grid, column(None, buttons, gap=0), gap=GRID + 4)
        line.setStretch(0, 1)
        self.body.addLayout(column(line, self.note, gap=6))
        self.hide()

    def _edit(self, each: Condition) -> NumberEdit:
        made = NumberEdit(tr("{each} in {unit}", each=term(each.label), unit=each.unit))
        made.entered.connect(self._on_entered)
        made.textEdited.connect(lambda _text: self._check())
        self.edits[each.key] = made
        return made

    def open_(self, conditions: Mapping[str, Decimal]) -> None:
        """Begin with what is recorded; the keyboard goes to the first field that is blank."""
        for key, edit in self.edits.items():
            edit.setText(plain(conditions[key]) if key in conditions else "")
        self._check()
        self.show()
        first = next((edit for edit in self.edits.values() if not edit.text()), next(iter(self.edits.values())))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    def close_(self) -> None:
        """Go away."""
        self.hide()

    def save(self) -> None:
        """Hand the values over, unless one cannot be read."""
        values = self._check()
        if values is not None:
            self.close_()
            self.saved.emit(values)

    def _on_entered(self) -> None:
        """Enter goes on to the next field, from the last one it saves."""
        edits = list(self.edits.values())
        place = next(at for at, edit in enumerate(edits) if edit.hasFocus())
        if place + 1 < len(edits):
            edits[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
            edits[place + 1].selectAll()
        else:
            self.save()

    def _check(self) -> dict[str, Decimal] | None:
        """What is typed, None where something cannot be read; what is unusual is pointed out."""
        texts = {key: edit.text() for key, edit in self.edits.items()}
        try:
            values = parse_conditions(texts)
        except Invalid as error:
            self._say(error.message, "bad")
            return None
        odd = [each for each in CONDITIONS if each.key in values and not each.plausible.contains(values[each.key])]
        unusual = [
            tr("{each} {value} is unusual.", each=term(each.label), value=each.shown(values[each.key])) for each in odd
        ]
        self._say(" ".join(unusual), "near")
        return values

    def _say(self, text: str, role: str) -> None:
        self.note.setText(text)
        set_role(self.note, role)
        self.note.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        else:
            super().keyPressEvent(event)
