"""Typing in a certificate from its paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.due import months_after
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import parse_number
from firemode_desktop.services.certificates import NewCertificate
from firemode_desktop.services.instruments import InstrumentFile
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.theme import GRID

Send = Callable[[UUID, NewCertificate], object]


class CertificatePanel(EntryPanel):
    """``send(instrument_id, certificate)`` is called with what can be read; the service decides whether it is taken."""

    def __init__(self, send: Send) -> None:
        super().__init__(tr("New certificate"), tr("Put on file"), self._send)
        self._to = send
        self._file: InstrumentFile | None = None
        self._proposed = ""
        self.number = self.add(tr("Number"), QLineEdit())
        self.authority = self.add(tr("Authority"), QLineEdit())
        self.standard = self.add(tr("Standard"), QLineEdit())
        self.begins, self.ends = self.pair((tr("Calibrated on"), QLineEdit()), (tr("Ends on"), QLineEdit()))
        self.uncertainty, self.unit = self.pair(
            (tr("Expanded uncertainty U, k = 2"), QLineEdit()), (tr("Unit"), QLineEdit())
        )
        self.begins.setPlaceholderText(tr("5 Apr 2026"))
        self.begins.textChanged.connect(self._propose_end)
        self.form.addSpacing(GRID)

    def begin(self, one: InstrumentFile) -> None:
        """Start with what the last certificate of this instrument says that seldom changes."""
        self._file = one
        last = one.certificates[0] if one.certificates else None
        self.say(
            tr(
                "For {serial_number}. It ends on the first day on which it is no longer valid.",
                serial_number=one.state.serial_number,
            )
        )
        for field in (self.number, self.begins, self.ends, self.uncertainty):
            field.clear()
        self._proposed = ""
        self.authority.setText(last.authority or "" if last else "")
        self.standard.setText(last.standard or "" if last else "")
        self.unit.setText((last.unit if last else None) or one.unit or "")
        self.number.setPlaceholderText(tr("the last one was {number}", number=last.number) if last else "")
        self.show_for_entry(self.number)

    @property
    def typed(self) -> bool:
        """Whether anything would be lost by going away."""
        return any(field.text().strip() for field in (self.number, self.begins, self.ends, self.uncertainty))

    def _propose_end(self, text: str) -> None:
        """The interval of the instrument later, until somebody types another end."""
        months = self._file.every_months if self._file else None
        if months is None or self.ends.text().strip() not in ("", self._proposed):
            return
        try:
            self._proposed = show_date(months_after(parse_date(text), months))
        except Invalid:
            self._proposed = ""
        self.ends.setText(self._proposed)

    def _send(self) -> None:
        if self._file is None:
            return
        begins = self._day(self.begins, tr("the day of the calibration"))
        ends = self._day(self.ends, tr("the day it ends")) if begins else None
        sure = self._uncertainty() if ends else None
        if begins is None or ends is None or sure is None:
            return
        value, unit = sure
        self.busy()
        number, authority, standard = (field.text() for field in (self.number, self.authority, self.standard))
        self._to(self._file.state.instrument_id, NewCertificate(number, begins, ends, authority, standard, value, unit))

    def _day(self, field: QLineEdit, what: str) -> date | None:
        if not field.text().strip():
            self.complain(tr("Enter {what}.", what=what), field)
            return None
        try:
            return parse_date(field.text())
        except Invalid as error:
            self.complain(error.message, field)
            return None

    def _uncertainty(self) -> tuple[Decimal | None, str] | None:
        """Value and unit, the value None where nothing was typed; None where it cannot be read."""
        text, unit = self.uncertainty.text().strip().removeprefix("±").strip(), self.unit.text().strip()
        if not text:
            return None, unit
        if text.endswith("%"):
            text, unit = text[:-1].strip(), "%"
        try:
            number = parse_number(text)
        except Invalid as error:
            self.complain(error.message, self.uncertainty)
            return None
        return number.value, number.unit or unit
