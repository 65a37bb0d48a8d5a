"""The instruments: their certificates, and whether they were covered on the days they were read."""

from __future__ import annotations

from firemode_desktop.charts.digits import limit, shown
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import InstrumentType
from firemode_desktop.reports.data import CertificateFacts, InstrumentFacts, ReportData, TestFacts
from firemode_desktop.reports.pages import Flow, heading, paragraph, subheading
from firemode_desktop.reports.shown import BLANK, count, day, span
from firemode_desktop.reports.tables import Cell, Column, Row, status, table
from firemode_desktop.reports.typography import Face
from firemode_desktop.reports.verdicts import instrument_problems, place


def instruments(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow."""
    heading(flow, number, "Instruments and calibration")
    if not data.instruments:
        paragraph(flow, "No instrument was recorded with the readings of this session.")
        return
    paragraph(flow, "A certificate covers a reading when it was issued on or before the day and had not expired on it.")
    table(flow, COLUMNS, [_instrument(instrument) for instrument in data.instruments])
    _problems(flow, data)


COLUMNS = (
    Column("Instrument", 40),
    Column("Range and accuracy", 30),
    Column("Certificate", 48),
    Column("Used on", 28),
    Column("On those days", 24),
)


def _instrument(instrument: InstrumentFacts) -> Row:
    make = " ".join(part for part in (instrument.manufacturer, instrument.model) if part)
    kind = InstrumentType(instrument.kind).label if instrument.kind else "Type not recorded"
    name = f"{instrument.serial_number}\n{kind}" + (f"\n{make}" if make else "")
    reach = _range(instrument)
    used = f"{span(instrument.days)}\n{count(instrument.tests, 'test')}"
    covered = status(Standing.FAIL, "not covered") if instrument.uncovered else status(Standing.PASS, "covered")
    certificates = "\n".join(map(_certificate, instrument.certificates)) or "No certificate on record"
    tint = Standing.FAIL if instrument.uncovered else None
    return Row((Cell(name), reach, certificates, used, covered), tint=tint)


def _range(instrument: InstrumentFacts) -> str:
    low, high, unit = instrument.range.minimum, instrument.range.maximum, instrument.range.unit
    reach = f"{limit(low)} to {limit(high)} {unit}" if low is not None and high is not None else "Range not recorded"
    return f"{reach}\n{instrument.accuracy}" if instrument.accuracy else reach


def _certificate(certificate: CertificateFacts) -> str:
    by = f", {certificate.authority}" if certificate.authority else ""
    sure = f"; U = {shown(certificate.uncertainty, 0, 4)} {certificate.unit or ''}" if certificate.uncertainty else ""
    days = f"{day(certificate.calibrated)}, expires {day(certificate.expires)}"
    return f"{certificate.number}{by}\n{days}{sure.rstrip()}"


def _problems(flow: Flow, data: ReportData) -> None:
    """Readings whose instrument failed a check, and what was decided about them."""
    tests = [test for test in data.tests if instrument_problems(test)]
    if not tests:
        return
    subheading(flow, "Readings whose instrument failed a check")
    columns = (Column("Test", 50), Column("What failed", 58), Column("Decision", 62))
    table(flow, columns, [_problem(test, data) for test in tests])


def _problem(test: TestFacts, data: ReportData) -> Row:
    what = " ".join(instrument_problems(test))
    accepted = test.acceptance
    if accepted is None:
        decision = Cell("Not accepted: the reading proves nothing until it is taken again.", Face.BOLD)
        return Row((place(test, with_stair=True), what, decision), tint=Standing.FAIL)
    who = accepted.by.name if accepted.by else BLANK
    words = f"Accepted by {who} on {day(accepted.at, data.zone)}: {accepted.reason}"
    return Row((place(test, with_stair=True), what, words))
