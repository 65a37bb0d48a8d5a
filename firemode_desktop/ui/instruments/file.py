"""The chosen instrument: whether it may be believed today, its certificates in time and as a list, what it read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.services.instruments import Certificate, InstrumentFile
from firemode_desktop.ui.instruments.columns import kind, make, span, standing, state_words
from firemode_desktop.ui.instruments.timeline import Timeline
from firemode_desktop.ui.language import plain, show_date, tr
from firemode_desktop.ui.parts import Card, button, column, empty, label, link, primary, row, rule, set_role
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID

Scan = Callable[[Certificate], object]
LINE = 18
"""As high as a line of text, so that the shape stands on its middle."""
ROLES = {Standing.PASS: "good", Standing.NEAR: "near", Standing.FAIL: "bad"}


class InstrumentPanel(Card):
    """``new`` begins a certificate, ``recall`` lists what the instrument has read, ``scan`` shows or takes a paper."""

    def __init__(self, new: Callable[[], object], recall: Callable[[], object], scan: Scan) -> None:
        super().__init__()
        self._scan = scan
        self.serial = label("", "title")
        self.what = label("", "quiet", wrap=True)
        self.range = label("", "small", wrap=True)
        self.mark = StatusMark(Standing.NOT_TESTED, 12)
        self.state = label("", "strong")
        self.until = label("", "small")
        self.timeline = Timeline()
        self.count = label(tr("Certificates"), "strong")
        self.none = label(tr("None yet. Without one, no reading of this instrument counts."), "small", wrap=True)
        self.certificates = QVBoxLayout()
        self.certificates.setSpacing(GRID)
        self.used = label("", "", wrap=True)
        self.uncovered_mark = StatusMark(Standing.FAIL, 10)
        self.uncovered_mark.setFixedHeight(LINE)
        self.uncovered = label("", "bad", wrap=True)
        self.add = primary(tr("New certificate…"), new)
        self.recall = button(tr("Recall readings…"), recall)
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self.none, self.certificates, None, gap=0))
        self.scroller = QScrollArea()
        self.scroller.setWidget(inside)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setAccessibleName(tr("Certificates"))
        warning = row(gap=6)
        warning.addWidget(self.uncovered_mark, 0, Qt.AlignmentFlag.AlignTop)
        warning.addWidget(self.uncovered, 1)
        head = column(self.serial, self.what, self.range, gap=2)
        now = row(self.mark, self.state, None, self.until, gap=6)
        self.body.addLayout(
            column(
                *(head, GRID - 2, now, rule(), 4, self.timeline, 2, self.count, self.scroller),
                *(rule(), label(tr("Readings"), "strong"), self.used, warning, 4, row(self.recall, None, self.add)),
                gap=GRID - 2,
            )
        )

    def show_file(self, one: InstrumentFile, today: date) -> None:
        """Show this instrument."""
        found = standing(one)
        self.serial.setText(one.state.serial_number or tr("No serial number"))
        self.what.setText(" · ".join(part for part in (kind(one), make(one)) if part))
        self.range.setText(_particulars(one))
        self.mark.show_standing(found)
        words = state_words(one)
        self.mark.setAccessibleName(words)
        self.state.setText(words[:1].upper() + words[1:])
        set_role(self.state, "strong")
        self.state.setProperty("tone", ROLES[found])
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.until.setText(_until(one, today))
        self.timeline.show_file(one, today)
        self._show_certificates(one, today)
        self._show_use(one)

    def _show_certificates(self, one: InstrumentFile, today: date) -> None:
        empty(self.certificates)
        self.none.setVisible(not one.certificates)
        count = len(one.certificates)
        self.count.setText(tr("Certificates") if count < 2 else tr("Certificates · {count}", count=count))
        for held in one.certificates:
            self.certificates.addWidget(CertificateRow(held, today, self._scan))

    def _show_use(self, one: InstrumentFile) -> None:
        if one.last_used is None:
            self.used.setText(tr("None were taken with it yet."))
        else:
            on = tr("one day") if len(one.used) == 1 else tr("{used} days", used=len(one.used))
            self.used.setText(
                tr(
                    "{readings} on {on}, the last on {last_used}.",
                    readings=_readings(one.readings),
                    on=on,
                    last_used=show_date(one.last_used),
                )
            )
        outside = sum(use.readings for use in one.uncovered)
        days = ", ".join(show_date(use.day) for use in one.uncovered[:3])
        more = tr(" and {uncovered} more days", uncovered=len(one.uncovered) - 3) if len(one.uncovered) > 3 else ""
        self.uncovered.setText(
            tr(
                "{readings} without a valid certificate on the day: {days}{more}.",
                readings=_readings(outside),
                days=days,
                more=more,
            )
        )
        for part in (self.uncovered, self.uncovered_mark):
            part.setVisible(bool(outside))


class CertificateRow(QWidget):
    """Number and dates, who issued it, its uncertainty and its scan; the shape says whether it holds today."""

    def __init__(self, held: Certificate, today: date, scan: Scan) -> None:
        super().__init__()
        holds = held.covers(today)
        mark = StatusMark(Standing.PASS if holds else Standing.NOT_TESTED, 9)
        words = tr("holds today") if holds else tr("to come") if today < held.calibrated_on else "ended"
        mark.setFixedHeight(LINE)
        mark.setToolTip(words)
        mark.setAccessibleName(words)
        number = label(held.number, "strong")
        dates = label(f"{show_date(held.calibrated_on)} – {show_date(held.expires_on)}")
        issued = label(
            " · ".join(part for part in (held.authority, held.standard) if part) or tr("no authority"),
            "small",
            wrap=True,
        )
        sure = label(uncertainty(held), "small")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.scan = link(tr("Scan") if held.file else tr("Add scan…"), partial(scan, held))
        verb = tr("Open the") if held.file else tr("Add a")
        self.scan.setAccessibleName(tr("{verb} scan of {number}", verb=verb, number=held.number))
        self.scan.setToolTip(self.scan.accessibleName())
        lines = column(row(number, None, dates), issued, row(sure, None, self.scan), gap=0)
        whole = row(gap=6)
        whole.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(lines, 1)
        self.setLayout(whole)
        self.setAccessibleName(f"{held.number}, {dates.text()}, {issued.text()}, {sure.text()}, {words}")


def uncertainty(held: Certificate) -> str:
    """``U ±0.5 Pa (k = 2)``, or that it states none."""
    if held.uncertainty is None:
        return tr("no uncertainty stated")
    return f"U = {plain(held.uncertainty)} {held.unit or ''}".rstrip() + ", k = 2"


def _particulars(one: InstrumentFile) -> str:
    parts = [
        span(one),
        one.accuracy or "",
        tr("every {every_months} months", every_months=one.every_months) if one.every_months else "",
    ]
    return " · ".join(part for part in (*parts, "" if one.travels else tr("this building's own")) if part)


def _until(one: InstrumentFile, today: date) -> str:
    ends = one.state.expires_on
    if ends is None:
        return ""
    return tr("{until} {ends}", until=tr("until") if ends > today else tr("since"), ends=show_date(ends))


def _readings(count: int) -> str:
    return tr("{count:,} {reading}", count=count, reading=tr("reading") if count == 1 else tr("readings"))
