"""The calendar of a building: a month of what is due, planned and running out, the day, the next twelve months."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from firemode_desktop.domain.agenda import MONTHS_AHEAD, Agenda, Entry, Matter, window_words
from firemode_desktop.domain.calendar import Calendar
from firemode_desktop.domain.due import months_after
from firemode_desktop.ui.language import show_date, term, tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel
from firemode_desktop.ui.parts import Card, button, column, label, primary, row
from firemode_desktop.ui.planning import jobs
from firemode_desktop.ui.planning.month import WEEKDAYS, MonthGrid, mark_of
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools

WIDTH = 356
FOLDER = "planning/folder"
AHEAD: tuple[Column[Entry], ...] = (
    Column("day", tr("Day"), lambda one: show_date(one.day), 116, order=lambda one: one.day, mark=mark_of),
    Column("text", tr("What"), lambda one: one.text, 160, stretch=True, tip=lambda one: f"{one.text}: {one.detail}"),
)
ON_DAY: tuple[Column[Entry], ...] = (
    Column("text", tr("What"), lambda one: one.text, 180, stretch=True, strong=True, mark=mark_of),
    Column(
        "detail", tr("How it stands"), lambda one: one.detail, 150, tip=lambda one: one.detail, tone=lambda one: "quiet"
    ),
)


class CalendarView(QWidget):
    """``planned(day, frequency)`` when a session is to be made, ``opened(session_id)`` when one is to be shown."""

    planned = Signal(object, object)
    opened = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.building_id: UUID | None = None
        self.agenda: Agenda | None = None
        self.month = MonthGrid(tools.clock().date())
        self.month.chosen.connect(self._on_day)
        self.month.opened.connect(self.open_day)
        self.title = label("", "heading")
        self.day_title = label("", "heading")
        self.window_note = label("", "small", wrap=True)
        self.day = self._listing(ON_DAY, tr("The day"), "planning/day")
        self.ahead = self._listing(AHEAD, tr("Next twelve months"), "planning/ahead")
        self.nothing = label("", "small", wrap=True)
        self.plan = primary(tr("Plan a session…"), self.plan_session)
        self._build()

    def _listing(self, columns: tuple[Column[Entry], ...], name: str, kept: str) -> Listing:
        model = ListingModel(columns, key=lambda one: (one.day, one.matter, one.text, one.about))
        made = Listing(model, name, self.tools.settings, kept)
        made.opened.connect(self.open_entry)
        return made

    def _build(self) -> None:
        self.head = QWidget()
        export = button(tr("Export calendar…"), self.export)
        self.head.setLayout(row(None, export, self.plan))
        back = button("", partial(self._turn, -1), role="flat", icon="arrow-up")
        forth = button("", partial(self._turn, 1), role="flat", icon="arrow-down")
        for each, name in ((back, tr("Month before (PgUp)")), (forth, tr("Month after (PgDn)"))):
            each.setAccessibleName(name)
            each.setToolTip(name)
        today = button(tr("Today"), self.go_today)
        over = row(
            self.title, GRID, label(tr("Shaded days: due tests are on time."), "small"), None, back, forth, today
        )
        over.setContentsMargins(2 * GRID, GRID, GRID, 0)
        grid = Card(over, margin=1)
        grid.body.addWidget(self.month, 1)
        whole = row(grid, self._beside(), gap=GRID + 4)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _beside(self) -> QWidget:
        self.day.setFixedHeight(30 + 4 * 26 + 4)
        self.day_shown = QStackedWidget()
        self.day_shown.addWidget(self.day)
        self.day_shown.addWidget(self.nothing)
        self.day_shown.setFixedHeight(self.day.height())
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        day = column(self.day_title, self.window_note, self.day_shown, gap=6)
        ahead = column(label(tr("Next {MONTHS_AHEAD} months", MONTHS_AHEAD=MONTHS_AHEAD), "heading"), self.ahead, gap=6)
        made = Card(day, ahead)
        made.body.setStretch(1, 1)
        made.setFixedWidth(WIDTH)
        return made

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self, building_id: UUID) -> None:
        """Ask for everything that has a day."""
        if building_id != self.building_id:
            self.building_id, self.agenda = building_id, None
        job = partial(jobs.agenda, building_id, self.tools.clock())
        self.tools.background.ask(self, job, partial(self._show, building_id), about="agenda")

    def _show(self, building_id: UUID, found: Agenda) -> None:
        if building_id != self.building_id:
            return
        first = self.agenda is None
        self.agenda = found
        self.month.show_agenda(found)
        self.ahead.listing.show(found.ahead())
        self.month.go(found.today if first else self.month.day)

    def _on_day(self, day: date) -> None:
        self.title.setText(self.month.month.title)
        self.day_title.setText(f"{WEEKDAYS[day.weekday()]} {show_date(day)}")
        found = self.month.entries(day)
        self.day.listing.show(found)
        if found and self.day.current is None:
            self.day.choose(self.day.listing.key(found[0]))
        wide = (one for one in self.month.windows(day) if one.earliest != one.latest)
        windows = [
            tr(
                "{frequency} tests: {window_words}.",
                frequency=term(one.frequency.label),
                window_words=window_words(one),
            )
            for one in wide
        ]
        self.window_note.setText("\n".join(windows))
        self.window_note.setVisible(bool(windows))
        self.nothing.setText(tr("Nothing on this day. Enter plans a session."))
        self.day_shown.setCurrentIndex(0 if found else 1)

    def focus_view(self) -> None:
        """Put the keyboard on the month."""
        self.month.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_today(self) -> None:
        """Show today."""
        self.month.go(self.month.agenda.today)
        self.focus_view()

    def _turn(self, months: int) -> None:
        self.month.go(months_after(self.month.day, months))

    # --- going on from it ----------------------------------------------------------------------------------------

    def open_day(self, day: date) -> None:
        """Into the list of a day; a day with nothing on it is planned."""
        if self.month.entries(day):
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.plan_session()

    def open_entry(self, one: Entry) -> None:
        """To the session, the instrument or the fault; for due tests a session is planned."""
        if one.matter is Matter.VISIT:
            self.opened.emit(one.about)
        elif one.matter is Matter.CALIBRATION:
            self.tools.go("instruments", Place(instrument_id=one.about))
        elif one.matter is Matter.FAULT:
            self.tools.go("faults", Place(fault_id=one.about))
        else:
            self.planned.emit(max(one.day, self.month.agenda.today), one.frequency)

    def plan_session(self) -> None:
        """A new session on the chosen day; of the frequency whose tests may be done then, if there is one."""
        windows = self.month.windows(self.month.day)
        self.planned.emit(self.month.day, windows[0].frequency.value if windows else None)

    def export(self) -> None:
        """Write what falls due as a file that other calendars take in."""
        if self.building_id is None:
            return
        folder = str(self.tools.settings.value(FOLDER) or Path.home())
        kinds = tr("iCalendar (*.ics)")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export calendar as"), str(Path(folder) / "due.ics"), kinds)
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the calendar there."""
        assert self.building_id is not None
        self.tools.settings.setValue(FOLDER, str(path.parent))
        job = partial(jobs.write_calendar, self.building_id, path, self.tools.clock())

        def said(found: Calendar) -> None:
            self.tools.notices.say(tr("Saved {path}. {found}", path=path.name, found=found.sentence))

        self.tools.background.work(
            self, job, said, self.tools.notices.show_error, text=tr("Writing {path}", path=path.name)
        )
