"""The foot of the page while something is typed: what saving would do, what belongs to all of it, save and discard."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import MeasurementPosition, Provenance
from firemode_desktop.imports.baselines.entered import DAY, NO_DATE, NOTHING_NEW
from firemode_desktop.ui.baselines.entry import EntryDesk
from firemode_desktop.ui.language import show_date, term, tr
from firemode_desktop.ui.parts import Card, button, column, has_keyboard, label, primary, row, set_tone
from firemode_desktop.ui.theme import GRID

NAMES = {
    DAY: (tr("Commissioned on"), 124, tr("15 Jan 2024")),
    "commissioned_by": (tr("Commissioned by"), 180, ""),
    "commissioning_report_ref": (tr("Report"), 124, ""),
    "temp_c": (tr("Temp. °C"), 66, ""),
    "humidity_pct": (tr("Humidity %"), 72, ""),
    "wind_ms": (tr("Wind m/s"), 66, ""),
}
CHOICES: dict[str, tuple[str, type[Provenance] | type[MeasurementPosition], str]] = {
    "provenance": (
        tr("Provenance"),
        Provenance,
        tr("Not said: a new baseline is commissioned, one of the same day as it was."),
    ),
    "measurement_position": (tr("Position"), MeasurementPosition, tr("Where the force was measured")),
}


class EntryBar(Card):
    """Follows the desk; hidden while nothing is typed. ``left`` when the keyboard has to go elsewhere."""

    left = Signal()

    def __init__(self, desk: EntryDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.desk = desk
        self._pressed = False
        """Whether *Save* waits until it is known what it would do."""
        self.counts, self.reason = label("", "strong"), label("", "", wrap=True)
        self.reason.setSizePolicy(self.reason.sizePolicy().Policy.Expanding, self.reason.sizePolicy().Policy.Preferred)
        self.save_button = primary(tr("Save"), self.save)
        self.save_button.setToolTip(tr("Save what was typed (Ctrl+S)"))
        self.discard_button = button(tr("Discard"), desk.discard)
        self.discard_button.setToolTip(tr("Take everything typed back; Ctrl+Z brings it again"))
        self.fields: dict[str, QLineEdit | QComboBox] = {name: self._line(name) for name in NAMES}
        self.fields |= {name: self._choice(name) for name in CHOICES}
        order = (*list(NAMES)[:3], *CHOICES, *list(NAMES)[3:])
        self._parts = {name: self._titled(name) for name in order}
        head = row(self.counts, GRID, self.reason, self.discard_button, self.save_button)
        head.setStretch(2, 1)
        told = row(*self._parts.values(), None, gap=GRID + 2)
        self.body.addLayout(column(head, told, gap=GRID))
        self.body.setContentsMargins(2 * GRID, GRID + 2, 2 * GRID, GRID + 4)
        for one, other in pairwise([*(self.fields[name] for name in order), self.discard_button, self.save_button]):
            QWidget.setTabOrder(one, other)
        self.setAccessibleName(tr("What was typed and is not saved"))
        desk.told.connect(self.follow)
        self.follow()

    def _line(self, name: str) -> QLineEdit:
        title, width, example = NAMES[name]
        made = QLineEdit()
        made.setPlaceholderText(example)
        made.setFixedWidth(width)
        made.textEdited.connect(partial(self._say, name, title.lower()))
        if name == DAY:
            made.editingFinished.connect(self._show_day)
        return made

    def _choice(self, name: str) -> QComboBox:
        title, words, why = CHOICES[name]
        made = QComboBox()
        made.setFixedWidth(132)
        made.setToolTip(why)
        made.addItem(tr("not said"), "")
        for word in words:
            made.addItem(term(word.label), word.value)
        made.activated.connect(lambda _at: self._say(name, title.lower(), str(made.currentData())))
        return made

    def _titled(self, name: str) -> QWidget:
        title = (NAMES.get(name) or CHOICES[name])[0]
        field, above = self.fields[name], label(title, "small")
        field.setAccessibleName(title)
        above.setBuddy(field)
        made = QWidget()
        made.setLayout(column(above, field, gap=3))
        return made

    def _say(self, name: str, what: str, text: str) -> None:
        self.desk.say(name, text, what)

    def _show_day(self) -> None:
        """A day that could be read is written so that nobody can misread it."""
        field = self.fields[DAY]
        assert isinstance(field, QLineEdit)
        try:
            day = show_date(parse_date(field.text()))
        except Invalid:
            return
        self._say(DAY, tr("commissioned on"), day)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self.fields[DAY].setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Save, or go to what stands in the way."""
        if self.desk.save():
            return
        if self.desk.due or self.desk.entered is None:
            self._pressed = self.desk.due
            return
        name = next(iter(self.desk.entered.shared_problems), "")
        if name and not self.desk.entered.errors:
            self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
        elif location := next(iter(self.desk.entered.errors), None):
            self.desk.undone.emit(location)

    def follow(self) -> None:
        """Show what the draft comes to."""
        draft, entered = self.desk.draft, self.desk.entered
        for name, field in self.fields.items():
            wrong = name in entered.shared_problems if entered is not None else False
            self._show(field, draft.shared.get(name, ""), wrong and name in draft.shared)
            self._parts[name].setVisible(draft.asks_for(name))
        if has_keyboard(self) and (self.desk.saving or not draft.cells):
            self.left.emit()
        self.setVisible(bool(draft.cells))
        if not draft.cells:
            return
        if self._pressed and not self.desk.due:
            self._pressed = False
            self.save()
            return
        self.counts.setText(entered.counts if entered is not None else tr("{cells} typed", cells=len(draft.cells)))
        problem, warning = (entered.problem, entered.warning) if entered is not None else ("", "")
        self.reason.setText(tr("Saving…") if self.desk.saving else problem or warning)
        calm = self.desk.saving or problem in (NO_DATE, NOTHING_NEW)
        set_tone(self.reason, "" if calm else "bad" if problem else "near")
        self.save_button.setEnabled(not self.desk.saving)
        self.discard_button.setEnabled(not self.desk.saving)

    @staticmethod
    def _show(field: QLineEdit | QComboBox, text: str, wrong: bool) -> None:
        if isinstance(field, QComboBox):
            field.setCurrentIndex(max(0, field.findData(text)))
            return
        if field.text() != text and (field.text().strip() or text):
            field.setText(text)
        if bool(field.property("invalid")) != wrong:
            field.setProperty("invalid", wrong)
            field.style().unpolish(field)
            field.style().polish(field)
