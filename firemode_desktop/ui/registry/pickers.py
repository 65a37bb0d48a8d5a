"""The editors with a panel below them: one of several, a day of the calendar. Typing goes on while it is open."""

from __future__ import annotations

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QWidget,
)

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fields import Kind
from firemode_desktop.ui import icons
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.registry.editors import DOWN, UP, DroppingEditor, LineEditor, Setting, opens
from firemode_desktop.ui.registry.popup import Popup


class ChoiceEditor(LineEditor):
    """One of several, by typing part of it: the list narrows, the arrows choose, Enter takes what is highlighted."""

    SHOWN = 10

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_clicked)
        self.popup = Popup(self, self.list)
        self._offered = _offered(setting)
        self._searching = False
        if not self.isReadOnly():
            drop = self.addAction(icons.icon("chevron-down", "quiet"), QLineEdit.ActionPosition.TrailingPosition)
            drop.triggered.connect(self._on_arrow)
        self.edited.connect(self._on_edited)

    def entry(self) -> object:
        """What is highlighted while the list is open and something was typed or chosen, else the text."""
        item = self.list.currentItem()
        if self._searching and self.popup.isVisible() and item is not None:
            return item.text()
        return self.text()

    def open_list(self, typed: str = "") -> None:
        """Offer everything, or what fits the typed text."""
        wanted = typed.strip().casefold()
        fitting = [text for text in self._offered if wanted in text.casefold()]
        self.list.clear()
        self.list.addItems(fitting)
        if not fitting:
            self.popup.hide()
            return
        self.list.setCurrentRow(_best(fitting, wanted or self.text().strip().casefold()))
        height = min(len(fitting), self.SHOWN) * self.list.sizeHintForRow(0) + 4
        widest = max(self.fontMetrics().horizontalAdvance(text) for text in fitting)
        self.popup.drop(QSize(max(self.width(), widest + 40), height))

    def _on_edited(self) -> None:
        self._searching = bool(self.text().strip())
        if self._searching:
            self.open_list(self.text())
        else:
            self.popup.hide()

    def _on_arrow(self) -> None:
        if self.popup.isVisible():
            self.popup.hide()
        else:
            self.open_list()

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.begin(item.text())
        self._searching = False
        self.popup.hide()
        self.finished.emit()

    @property
    def dropped(self) -> bool:
        return self.popup.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if opens(event) and not self.isReadOnly():
            self._on_arrow()
        elif key in (UP, DOWN) and not self.isReadOnly() and (self.stepping or self.popup.isVisible()):
            self._step(1 if key == DOWN else -1)
        elif key == Qt.Key.Key_Escape.value and self.popup.isVisible():
            self._searching = False
            self.popup.hide()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if not self.popup.isVisible():
            self.open_list()
            return
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))
        self._searching = True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._searching:
            self.setText(str(self.entry()))
            self._searching = False
        self.popup.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.popup.hide()


def _offered(setting: Setting) -> tuple[str, ...]:
    """What may be chosen."""
    if setting.field.kind is Kind.FLAG:
        return (tr("Yes"), tr("No"))
    if setting.field.kind is Kind.CHOICE:
        return tuple(label for _, label in setting.field.choices)
    return tuple(entry.name for entry in setting.names.offered(setting.within))


def _best(texts: list[str], wanted: str) -> int:
    """The exact one, else the first that begins so, else the first."""
    folded = [text.casefold() for text in texts]
    if wanted in folded:
        return folded.index(wanted)
    return next((place for place, text in enumerate(folded) if wanted and text.startswith(wanted)), 0)


class DateEditor(DroppingEditor):
    """A date, typed or picked from a calendar; the up and down keys go to the next and the last day.

    Alt+Down or F4 drops the calendar; the arrows then walk in it, Page Up and Page Down turn the month, Enter takes it.
    """

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.setPlaceholderText("" if self.isReadOnly() else "d/m/yyyy")
        self.calendar: QCalendarWidget | None = None
        if not self.isReadOnly():
            self._offer_panel(self.open_calendar)

    def open_calendar(self) -> None:
        """Show or hide the month."""
        if self.dropped:
            self.fold()
            return
        if self.popup is None or self.calendar is None:
            self.calendar = _calendar()
            self.calendar.clicked.connect(self._on_picked)
            self.popup = Popup(self, self.calendar)
        if (day := self._day()) is not None:
            self.calendar.setSelectedDate(day)
        self.popup.drop(QSize(280, 220))

    def _day(self) -> QDate | None:
        try:
            day = parse_date(self.text())
        except Invalid:
            return None
        return QDate(day.year, day.month, day.day)

    def _on_picked(self, day: QDate) -> None:
        picked = day.toPython()
        self.begin(show_date(picked))  # type: ignore[arg-type]
        self.fold()
        self.edited.emit()
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if opens(event) and not self.isReadOnly():
            self.open_calendar()
        elif self.dropped and key == Qt.Key.Key_Escape:
            self.fold()
        elif not self._step(key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)):
            super().keyPressEvent(event)

    def _step(self, key: Qt.Key, shift: bool) -> bool:
        """Another day: by one (with Shift by ten), by a month; in the calendar as it lies there, by weeks and days."""
        days, months = (WEEKS if self.dropped else DAYS).get(key, 0), MONTHS.get(key, 0)
        if self.isReadOnly() or not (days or months) or not (self.stepping or self.dropped):
            return False
        day = self._day() or (self.calendar.selectedDate() if self.dropped and self.calendar else None)
        if day is None:
            return False
        day = day.addDays(days * (10 if shift and not self.dropped else 1)).addMonths(months)
        self.begin(show_date(day.toPython()))  # type: ignore[arg-type]
        if self.calendar is not None:
            self.calendar.setSelectedDate(day)
        return True


DAYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
WEEKS = {Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
"""Days and months that a key goes on; in the calendar the arrows go where they point."""


def _calendar() -> QCalendarWidget:
    """A month that looks like the rest of the program: the week begins on Monday, and no day is red."""
    made = QCalendarWidget()
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, made.weekdayTextFormat(Qt.DayOfWeek.Monday))
    for name, text in (("qt_calendar_prevmonth", "‹"), ("qt_calendar_nextmonth", "›")):
        arrow = made.findChild(QToolButton, name)
        if isinstance(arrow, QToolButton):
            arrow.setIcon(QIcon())
            arrow.setText(text)
    return made
