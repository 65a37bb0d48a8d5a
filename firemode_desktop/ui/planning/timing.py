"""When the tests of each frequency fall due: the day they are counted from, and the days around it, with the source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.due import MONTHS
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.schedule import Schedule
from firemode_desktop.domain.words import Frequency
from firemode_desktop.ui.language import inline, show_date, term, tr
from firemode_desktop.ui.panel import mark
from firemode_desktop.ui.parts import label
from firemode_desktop.ui.theme import GRID

FIELDS = {
    "anchor": tr("Counts from"),
    "early_days": tr("Days early"),
    "late_days": tr("Days late"),
    "source": tr("Source"),
}
WIDTHS = {"anchor": 118, "early_days": 66, "late_days": 66, "source": 460}
Key = tuple[str, str]
Change = Callable[[str, Callable[[Schedule], Schedule], object], None]


class Timings(QWidget):
    """A line a frequency. What cannot be read is marked, and ``problem`` says what would be right."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change
        self.fields: dict[Key, QLineEdit] = {}
        self._wrong: dict[Key, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(4)
        for place, words in enumerate(FIELDS.values(), start=1):
            grid.addWidget(label(words, "small"), 0, place)
        repeated = [frequency for frequency in Frequency if frequency in MONTHS]
        for line, frequency in enumerate(repeated, start=1):
            grid.addWidget(label(term(frequency.label)), line, 0)
            for place, name in enumerate(FIELDS, start=1):
                grid.addWidget(self._field(frequency, name), line, place)
        grid.setColumnStretch(len(FIELDS), 3)
        grid.setColumnStretch(len(FIELDS) + 1, 1)

    def _field(self, frequency: Frequency, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(f"{term(frequency.label)}: {FIELDS[name].lower()}")
        made.setMaximumWidth(WIDTHS[name])
        made.setPlaceholderText({"source": tr("clause or agreement"), "anchor": ""}.get(name, "0"))
        made.textEdited.connect(partial(self._on_typed, frequency, name))
        self.fields[frequency.value, name] = made
        return made

    @property
    def problem(self) -> str:
        """What is wrong with what was typed; blank where nothing is."""
        return next(iter(self._wrong.values()), "")

    def show_schedule(self, schedule: Schedule, anchor: date | None) -> None:
        """Show what holds; a field that says the same already, or is wrong, is left as it was typed."""
        for (frequency, name), field in self.fields.items():
            value = getattr(schedule.timing(frequency), name)
            if name == "anchor":
                field.setPlaceholderText(show_date(anchor) if anchor else tr("last visit"))
            if (frequency, name) not in self._wrong and not _says(name, field.text(), value):
                field.setText(_text(value))

    def forget(self) -> None:
        """Give up what cannot be read."""
        for key in tuple(self._wrong):
            self.fields[key].clear()
            self._right(key)

    def _on_typed(self, frequency: Frequency, name: str, text: str) -> None:
        key = (frequency.value, name)
        try:
            value = _read(name, text)
        except Invalid as error:
            self._wrong[key] = f"{term(frequency.label)}: {error.message}"
            mark(self.fields[key], error.message)
            self._change("", lambda now: now, None)
            return
        self._right(key)

        def changed(now: Schedule) -> Schedule:
            typed: dict[str, Any] = {name: value}
            return now.time(replace(now.timing(frequency), **typed))

        self._change(f"{FIELDS[name].lower()}, {inline(term(frequency.label))}", changed, key)

    def _right(self, key: Key) -> None:
        self._wrong.pop(key, None)
        mark(self.fields[key], "")


def _read(name: str, text: str) -> date | int | str | None:
    typed = text.strip()
    if name == "source":
        return typed
    if name == "anchor":
        return parse_date(typed) if typed else None
    if not typed:
        return 0
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 4:
        raise Invalid(tr("“{typed}” is no number of days; write 0 to 366.", typed=typed))
    return int(typed)


def _says(name: str, text: str, value: date | int | str | None) -> bool:
    try:
        return _read(name, text) == value
    except Invalid:
        return False


def _text(value: date | int | str | None) -> str:
    if isinstance(value, date):
        return show_date(value)
    return "" if not value else str(value)
