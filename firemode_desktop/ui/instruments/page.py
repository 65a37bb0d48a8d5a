"""Instruments: which may be believed today, which are due, and the certificates that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from firemode_desktop.domain.calendar import Calendar
from firemode_desktop.domain.calibration import State
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.exports.icalendar import icalendar
from firemode_desktop.services import calendars, certificates, instruments
from firemode_desktop.services.certificates import NewCertificate
from firemode_desktop.services.instruments import Certificate, InstrumentFile
from firemode_desktop.services.people import TESTERS
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.instruments.columns import COLUMNS
from firemode_desktop.ui.instruments.entry import CertificatePanel
from firemode_desktop.ui.instruments.file import InstrumentPanel
from firemode_desktop.ui.instruments.recall import OF_SESSIONS, RecallView
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.parts import Card, EmptyState, Segments, button, column, label, primary, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace

WITHIN: tuple[tuple[int | None, str], ...] = (
    (None, tr("All")),
    (30, tr("due in 30 days")),
    (60, tr("in 60")),
    (90, tr("in 90")),
)
NARROWEST, WIDEST = 392, 560
SCANS = tr("Scans (*.pdf *.jpg *.jpeg *.png *.webp *.heic)")


class InstrumentsPage(Workspace):
    """The list, and beside it the chosen instrument or the certificate that is being typed in."""

    key: ClassVar[str] = "instruments"
    title: ClassVar[str] = tr("Instruments")
    purpose: ClassVar[str] = tr("What is measured with: calibration certificates, and which of them run out.")
    tables: ClassVar[frozenset[str]] = frozenset({"calibration_certificates", "instruments", "test_instances"})

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.files: tuple[InstrumentFile, ...] = ()
        self._shown: UUID | None = None
        self._wanted: UUID | None = None
        self._build()
        self._add_commands()

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.model: ListingModel[InstrumentFile] = ListingModel(COLUMNS, key=lambda one: one.state.instrument_id)
        self.list = Listing(self.model, tr("Instruments"), self.tools.settings, "instruments/list")
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _one: self.new_certificate())
        self.note = label("", "quiet")
        self.within = Segments([name for _, name in WITHIN], tr("Which instruments"))
        self.within.chosen.connect(lambda _index: self._filter())
        self.file = InstrumentPanel(self.new_certificate, self.recall, self.scan)
        self.entry = CertificatePanel(self._send)
        self.entry.closed.connect(self.close_entry)
        self.right = QStackedWidget()
        self.right.setMinimumWidth(NARROWEST)
        self.right.setMaximumWidth(WIDEST)
        for panel in (self.file, self.entry):
            self.right.addWidget(panel)
        self.nothing_due = EmptyState(
            "tick", tr("Nothing is due"), "", button(tr("Show all"), partial(self.within.choose, 0))
        )
        self.lists = QStackedWidget()
        self.lists.addWidget(self.list)
        self.lists.addWidget(self.nothing_due)
        listed = Card(margin=1)
        listed.body.addWidget(self.lists)
        register = button(tr("Edit the register…"), self._open_register)
        export = button(tr("Export calendar…"), self.export_calendar)
        head = row(label(tr("Instruments"), "title"), 4, self.note, None, self.within, GRID, export, register)
        beside = row(listed, self.right, gap=GRID + 4)
        beside.setStretch(0, 5)
        beside.setStretch(1, 3)
        filled = QWidget()
        filled.setLayout(column(head, beside, gap=GRID + 4))
        self.empty = Card(
            EmptyState(
                "instruments",
                tr("No instruments yet"),
                tr(
                    "Enter what you measure with – manometers, anemometers, force gauges – in the register. Their "
                    "certificates are kept here."
                ),
                primary(tr("Open the register"), self._open_register),
            )
        )
        self.doubt = RecallView(self.tools)
        self.doubt.closed.connect(self.close_recall)
        self.views = QStackedWidget()
        for view in (QWidget(), filled, self.empty, self.doubt):
            self.views.addWidget(view)
        whole = column(margin=0)
        whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        whole.addWidget(self.views)
        self.setLayout(whole)

    def _add_commands(self) -> None:
        add = partial(self.tools.commands.add, self, menu=tr("Instruments"))
        add(
            tr("New certificate…"),
            self.new_certificate,
            shortcut="Ctrl+Shift+N",
            words=tr("calibration add"),
            who=TESTERS,
        )
        add(
            tr("Recall readings…"),
            self.recall,
            shortcut="Ctrl+R",
            words=tr("bad instrument out of tolerance doubt dropped"),
        )
        add(
            tr("Export calendar…"), self.export_calendar, shortcut="Ctrl+Shift+E", words=tr("icalendar ics due outlook")
        )
        for index, (days, _) in enumerate(WITHIN):
            words = tr("Show all instruments") if days is None else tr("Show what is due within {days} days", days=days)
            add(words, partial(self.within.choose, index), shortcut=f"Alt+{index + 1}", words=tr("calibration expired"))
        add(tr("Edit the register of instruments…"), self._open_register, words=tr("new instrument serial"))

    def _open_register(self) -> None:
        self.tools.go("registers", Place(register="instruments"))

    @property
    def today(self) -> date:
        """The day by the clock of this computer."""
        return self.tools.clock().astimezone().date()

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        job = partial(_files, self.building_id, self.today)
        self.tools.background.ask(self, job, partial(self._show, self.building_id), about="instruments")

    def _show(self, building_id: UUID, files: tuple[InstrumentFile, ...]) -> None:
        first, self._shown = building_id != self._shown, building_id
        self.files = files
        if first or self.views.currentWidget() is not self.doubt:
            self.views.setCurrentIndex(1 if files else 2)
        else:
            self.doubt.ask()
        self._filter()
        if self._wanted is not None:
            self._show_wanted(self._wanted)
        if self.list.current is None and self.model.rows:
            self.list.choose(self.model.key(self.model.rows[0]))
        self._on_chosen(self.list.current)
        if first and files and self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_location(self, place: Place) -> None:
        """The instrument that is asked for, among those that are due where it is one of them."""
        if place.instrument_id is not None:
            self._wanted = place.instrument_id
            if self.files:
                self._show_wanted(place.instrument_id)

    def _show_wanted(self, instrument_id: UUID) -> None:
        one = next((each for each in self.files if each.state.instrument_id == instrument_id), None)
        if one is None:
            return
        self._wanted = None
        self.close_recall()
        self.within.choose(0 if one.state.state is State.VALID else 1)
        self.list.choose(instrument_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def help_section(self) -> str:
        if self.views.currentWidget() is self.doubt:
            return "recall"
        return "a-new-certificate" if self.right.currentWidget() is self.entry else ""

    def told_of(self) -> tuple[str, UUID] | None:
        one = self.list.current
        return super().told_of() if one is None else ("instruments", one.state.instrument_id)

    def _filter(self) -> None:
        days, _ = WITHIN[self.within.index]
        self.model.show(self.files)
        self.model.keep(None if days is None else partial(_is_due, days))
        self.nothing_due.words.setText(tr("Every certificate holds for more than {days} days.", days=days))
        self.lists.setCurrentIndex(0 if self.model.rows else 1)
        self.note.setText(_counted(self.files))
        if self.list.current is None and self.model.rows:
            self.list.choose(self.model.key(self.model.rows[0]))

    def _on_chosen(self, one: InstrumentFile | None) -> None:
        if one is not None:
            self.file.show_file(one, self.today)
            if not self.entry.typed:
                self.right.setCurrentWidget(self.file)

    # --- recall, and the calendar --------------------------------------------------------------------------------

    def recall(self) -> None:
        """List what the chosen instrument has read since it was known to be good."""
        one = self.list.current
        if one is not None and self.building_id is not None and self.views.currentWidget() is not self.doubt:
            self.views.setCurrentWidget(self.doubt)
            self.doubt.begin(one, self.building_id, self.today)

    def close_recall(self) -> None:
        """Back to the list."""
        if self.views.currentWidget() is self.doubt:
            self.views.setCurrentIndex(1 if self.files else 2)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def export_calendar(self) -> None:
        """Write what falls due in this building as a file that other calendars take in."""
        if self.building_id is None:
            return
        folder = str(self.tools.settings.value("instruments/folder") or Path.home())
        kinds = tr("iCalendar (*.ics)")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export calendar as"), str(Path(folder) / "due.ics"), kinds)
        if chosen:
            path = Path(chosen)
            self.tools.settings.setValue("instruments/folder", str(path.parent))
            self._write_calendar(path, self.building_id)

    def _write_calendar(self, path: Path, building_id: UUID) -> None:
        ask = partial(_calendar, building_id, self.tools.clock())

        def write(work: Work) -> Calendar:
            found = work.run(ask)
            write_whole(path, icalendar(found))
            return found

        said = self.tools.notices.say
        self._work(
            tr("Writing {path}", path=path.name),
            write,
            lambda found: said(tr("Saved {path}. {found}", path=path.name, found=found.sentence)),
        )

    # --- a new certificate ---------------------------------------------------------------------------------------

    def new_certificate(self) -> None:
        """Type in a certificate of the chosen instrument."""
        if self.list.current is not None and self.right.currentWidget() is not self.entry:
            self.right.setCurrentWidget(self.entry)
            self.entry.begin(self.list.current)

    def _send(self, instrument_id: UUID, certificate: NewCertificate) -> None:
        job = partial(_add, instrument_id, certificate, self.today, self.tools.person.id)
        taken = partial(self._on_taken, certificate)
        self.tools.background.do(self, job, taken, self.entry.refuse, text=tr("Putting a certificate on file"))

    def _on_taken(self, certificate: NewCertificate, _id: UUID) -> None:
        self.tools.notices.say(tr("Certificate {number} is on file.", number=certificate.number.strip().upper()))
        self.close_entry()

    def scan(self, held: Certificate) -> None:
        """Open the scan of a certificate, or take one in where there is none."""
        store = EvidenceFolder(self.tools.evidence_dir)
        if held.file is not None:
            self._work(
                tr("Opening the scan of {number}", number=held.number), partial(_checked, store, held.file), _open
            )
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Scan of {number}", number=held.number), str(Path.home()), SCANS
        )
        if chosen:
            job = partial(_attach, store, Path(chosen), held.certificate_id, self.tools.person.id)
            said = partial(self.tools.notices.say, tr("The scan of {number} is on file.", number=held.number))
            self._work(tr("Taking in the scan of {number}", number=held.number), job, lambda _done: said())

    def _work(self, text: str, job: Callable[[Work], Any], then: Callable[[Any], object]) -> None:
        self.tools.background.work(self, job, then, self.tools.notices.show_error, text=text)

    def close_entry(self) -> None:
        """Back to the instrument; what was typed is given up."""
        for field in (self.entry.number, self.entry.begins, self.entry.ends, self.entry.uncertainty):
            field.clear()
        self.entry.quiet()
        self.right.setCurrentWidget(self.file)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> str | None:
        """A certificate that was typed in and not put on file."""
        open_ = self.right.currentWidget() is self.entry and self.entry.typed
        return tr("Instruments holds a certificate that is not on file yet.") if open_ else None

    def pictures(self) -> Iterator[str]:
        """What is due, and a certificate being typed in."""
        self.within.choose(1)
        yield "due"
        self.within.choose(0)
        self.new_certificate()
        self.entry.number.setText("CERT-2027-118")
        self.entry.begins.setText(f"{self.today:%Y-%m-%d}")
        self.entry.uncertainty.setText("0.5")
        yield "new-certificate"
        self.close_entry()
        self.list.choose(max(self.files, key=lambda one: (one.unit == "Pa", one.readings)).state.instrument_id)
        self.recall()
        self.doubt.error.setText(tr("2 % high"))
        self.doubt.ask()
        yield "recall"
        self.doubt.kind.choose(OF_SESSIONS)
        yield "recall-sessions"
        self.close_recall()


def _is_due(days: int, one: InstrumentFile) -> bool:
    return one.state.days is None or one.state.days <= days


def _counted(files: tuple[InstrumentFile, ...]) -> str:
    """``4 · 1 expired · 1 due``."""
    counts = {word: sum(one.state.state == word for one in files) for word in ("expired", "due")}
    return " · ".join([str(len(files)), *(f"{count} {word}" for word, count in counts.items() if count)])


# Jobs


def _files(building_id: UUID, today: date, session: Any) -> tuple[InstrumentFile, ...]:
    return instruments.files(session, building_id, today)


def _calendar(building_id: UUID, at: datetime, session: Any) -> Calendar:
    return calendars.due_calendar(session, building_id, at)


def _attach(store: EvidenceFolder, file: Path, certificate_id: UUID, by: UUID, work: Work) -> None:
    scan = store.add(file)
    work.run(lambda session: certificates.attach(session, certificate_id, scan, by=by))


def _checked(store: EvidenceFolder, name: str, _work: Work) -> Path:
    return certificates.scan_file(store, name)


def _open(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def _add(instrument_id: UUID, certificate: NewCertificate, today: date, by: UUID, session: Any) -> UUID:
    return certificates.add_certificate(session, instrument_id, certificate, today=today, by=by)
