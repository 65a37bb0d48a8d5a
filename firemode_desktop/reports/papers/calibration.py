"""The list of instruments: what each was calibrated by, until when that holds, and what was read without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from firemode_desktop.domain.calibration import SOON_DAYS, State
from firemode_desktop.domain.standing import Standing
from firemode_desktop.reports.document import Tell
from firemode_desktop.reports.pages import Flow, paragraph, subheading
from firemode_desktop.reports.papers.frame import Head, begin, typeset
from firemode_desktop.reports.shown import count, day
from firemode_desktop.reports.tables import Column, Row, status, table
from firemode_desktop.reports.typography import Face

STANDINGS = {State.VALID: Standing.PASS, State.DUE: Standing.NEAR, State.EXPIRED: Standing.FAIL}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A certificate: it covers the days from ``calibrated_on`` and before ``expires_on``."""

    number: str
    authority: str
    calibrated_on: date
    expires_on: date
    uncertainty: str = ""


@dataclass(frozen=True, slots=True)
class UseLine:
    """The readings of one instrument in one session on one day; ``covered`` tells whether a certificate held."""

    session: str
    day: date
    readings: int
    covered: bool


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """An instrument; ``days`` until the first that is not covered, negative once it is past, None without any."""

    serial: str
    kind: str
    maker: str
    building: str
    """Whose it is; blank for one that travels."""
    state: State
    days: int | None
    expires_on: date | None
    certificates: tuple[PaperLine, ...] = ()
    uses: tuple[UseLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CalibrationPaper:
    """The instruments in service on the day of ``head``, those that end first at the top."""

    head: Head
    instruments: tuple[InstrumentLine, ...]

    def counted(self, state: State) -> int:
        """How many stand so."""
        return sum(one.state is state for one in self.instruments)

    @property
    def uncovered(self) -> tuple[tuple[InstrumentLine, UseLine], ...]:
        """What was read on days that no certificate covers."""
        return tuple((one, use) for one in self.instruments for use in one.uses if not use.covered)


def render(paper: CalibrationPaper, tell: Tell | None = None) -> bytes:
    """The list as the bytes of a PDF, A4."""
    flow = Flow()
    begin(flow, paper.head, (("As of", day(paper.head.day)), ("Instruments", count(len(paper.instruments), "in service",
          "in service"))))  # fmt: skip
    paragraph(flow, _sentence(paper), 10.5, Face.BOLD, after=8)
    if paper.instruments:
        _instruments(flow, paper.instruments)
        _certificates(flow, paper.instruments)
        _uses(flow, paper)
    return typeset(flow, paper.head, tell)


def _sentence(paper: CalibrationPaper) -> str:
    if not paper.instruments:
        return "No instrument is on record here."
    counted = {state: paper.counted(state) for state in State}
    text = f"{counted[State.VALID]} valid, {counted[State.DUE]} due within {SOON_DAYS} days, "
    text += f"{counted[State.EXPIRED]} expired or never calibrated."
    readings = sum(use.readings for _, use in paper.uncovered)
    return text + (f" {count(readings, 'reading')} on record without a valid calibration." if readings else "")


def _instruments(flow: Flow, instruments: Sequence[InstrumentLine]) -> None:
    columns = (
        Column("Serial number", 30),
        Column("Type", 36),
        Column("Make and model", 36),
        Column("Not valid from", 23),
        Column("Days left", 17, "right"),
        Column("Status", 28),
    )
    subheading(flow, "How each stands", "The day given is the first on which the instrument may not be used.")
    table(flow, columns, [_instrument(one) for one in instruments])


def _instrument(one: InstrumentLine) -> Row:
    whose = one.building or "travels"
    days = "–" if one.days is None else str(one.days).replace("-", "−")
    standing = STANDINGS[one.state]
    cells = (
        one.serial,
        f"{one.kind}, {whose}" if whose == "travels" else one.kind,
        one.maker,
        day(one.expires_on),
        days,
    )
    return Row((*cells, status(standing, _word(one))), tint=standing if standing is Standing.FAIL else None)


def _word(one: InstrumentLine) -> str:
    return "no certificate" if one.days is None else {State.DUE: "due soon"}.get(one.state, one.state.value)


def _certificates(flow: Flow, instruments: Sequence[InstrumentLine]) -> None:
    columns = (
        Column("Certificate", 42),
        Column("Issued by", 50),
        Column("Calibrated", 26),
        Column("Not valid from", 26),
        Column("Uncertainty, k = 2", 26),
    )
    rows = [
        row
        for one in instruments
        for row in (
            Row((f"{one.serial} – {one.kind}",), heading=True),
            *(map(_certificate, one.certificates) if one.certificates else (Row(("none on record",)),)),
        )
    ]
    subheading(flow, "Certificates", "Of each instrument, the latest calibration first.")
    table(flow, columns, rows)


def _certificate(one: PaperLine) -> Row:
    return Row((one.number, one.authority or "–", day(one.calibrated_on), day(one.expires_on), one.uncertainty or "–"))


def _uses(flow: Flow, paper: CalibrationPaper) -> None:
    subheading(flow, "Where they were used", "By session and day, as the calendar of the building has it.")
    rows = list(_use_rows(paper.instruments))
    if not rows:
        paragraph(flow, "No reading on record was taken with any of them.")
        return
    columns = (
        Column("Session", 76),
        Column("Day", 30),
        Column("Readings", 22, "right"),
        Column("Calibration that day", 42),
    )
    table(flow, columns, rows)


def _use_rows(instruments: Sequence[InstrumentLine]) -> Iterator[Row]:
    for one in instruments:
        if one.uses:
            yield Row((f"{one.serial} – {one.kind}",), heading=True)
        for use in one.uses:
            standing = Standing.PASS if use.covered else Standing.FAIL
            word = "covered" if use.covered else "not covered"
            tint = None if use.covered else Standing.FAIL
            yield Row((use.session, day(use.day), str(use.readings), status(standing, word)), tint=tint)
