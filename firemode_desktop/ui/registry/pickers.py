"""The editors with a panel below them: one of several, a day of the calendar. Typing goes on while it is open."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from firemode_desktop.domain.dates import parse_date, show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fields import Kind
from firemode_desktop.ui import icons
from firemode_desktop.ui.registry.editors import DOWN, UP, LineEditor, Setting


class _Popup(QFrame):
    """A panel under an editor, drawn over the window's own pages; it never takes the keyboard away from the editor."""

    def __init__(self, owner: QWidget, content: QWidget) -> None:
        super().__init__(owner.window())
        self._owner = owner
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(content)
        self.hide()
        owner.destroyed.connect(self.deleteLater)

    def drop(self, size: QSize) -> None:
        """Show it below the editor, or above where there is no room."""
        window = self._owner.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        at = self._owner.mapTo(window, QPoint(0, self._owner.height() + 1))
        if at.y() + size.height() > window.height():
            at = self._owner.mapTo(window, QPoint(0, -size.height() - 1))
        self.setGeometry(min(at.x(), window.width() - size.width()), at.y(), size.width(), size.height())
        self.show()
        self.raise_()


class ChoiceEditor(LineEditor):
    """One of several, by typing part of it: the list narrows, the arrows choose, Enter takes what is highlighted."""

    SHOWN = 10

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_clicked)
        self.popup = _Popup(self, self.list)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (UP, DOWN) and not self.isReadOnly() and (self.stepping or self.popup.isVisible()):
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
        return ("Yes", "No")
    if setting.field.kind is Kind.CHOICE:
        return tuple(label for _, label in setting.field.choices)
    return tuple(entry.name for entry in setting.names.offered(setting.within))


def _best(texts: list[str], wanted: str) -> int:
    """The exact one, else the first that begins so, else the first."""
    folded = [text.casefold() for text in texts]
    if wanted in folded:
        return folded.index(wanted)
    return next((place for place, text in enumerate(folded) if wanted and text.startswith(wanted)), 0)


class DateEditor(LineEditor):
    """A date, typed or picked from a calendar; the up and down keys go to the next and the last day."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.setPlaceholderText("" if self.isReadOnly() else "d/m/yyyy")
        self.calendar: QCalendarWidget | None = None
        self.popup: _Popup | None = None
        if not self.isReadOnly():
            drop = self.addAction(icons.icon("chevron-down", "quiet"), QLineEdit.ActionPosition.TrailingPosition)
            drop.triggered.connect(self.open_calendar)

    def open_calendar(self) -> None:
        """Show or hide the month."""
        if self.popup is not None and self.popup.isVisible():
            self.popup.hide()
            return
        if self.popup is None or self.calendar is None:
            self.calendar = _calendar()
            self.calendar.clicked.connect(self._on_picked)
            self.popup = _Popup(self, self.calendar)
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
        if self.popup is not None:
            self.popup.hide()
        self.edited.emit()
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, day = {UP: 1, DOWN: -1}.get(event.key(), 0), self._day()
        if step and self.stepping and day is not None and not self.isReadOnly():
            self.begin(show_date(day.addDays(step).toPython()))  # type: ignore[arg-type]
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self.popup is not None:
            self.popup.hide()


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
