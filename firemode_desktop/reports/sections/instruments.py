"""The instruments: their certificates, and whether they were covered on the days they were read."""

from __future__ import annotations

from collections.abc import Sequence

from firemode_desktop.charts.digits import limit, shown
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import InstrumentType
from firemode_desktop.reports.data import CertificateFacts, InstrumentFacts, ReportData, TestFacts
from firemode_desktop.reports.pages import Flow, heading, paragraph, subheading
from firemode_desktop.reports.shown import count, day, span
from firemode_desktop.reports.tables import Cell, Column, Row, status, table
from firemode_desktop.reports.typography import Face
from firemode_desktop.reports.verdicts import accepted, said, together, unproven


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
    Column("Coverage", 24),
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
    sure = f"\nU = {shown(certificate.uncertainty, 0, 4)} {certificate.unit or ''}" if certificate.uncertainty else ""
    days = f"{day(certificate.calibrated)}, expires {day(certificate.expires)}"
    return f"{certificate.number}{by}\n{days}{sure.rstrip()}"


def _problems(flow: Flow, data: ReportData) -> None:
    """Readings whose instrument failed a check, and what was decided about them."""
    refused = [test for test in data.tests if unproven(test)]
    found = accepted(data.tests)
    if not refused and not found:
        return
    subheading(flow, "Readings whose instrument failed a check")
    columns = (Column("Readings", 66), Column("What failed", 48), Column("Decision", 56))
    rows = [_refused(what, tests) for what, tests in together(refused)]
    rows += [Row((said(tests), what, decision(tests[0], data))) for what, tests in found]
    table(flow, columns, rows)


def _refused(what: str, tests: Sequence[TestFacts]) -> Row:
    words = Cell("Not accepted: these prove nothing until they are taken again.", Face.BOLD)
    return Row((said(tests), what, words), tint=Standing.FAIL)


def decision(test: TestFacts, data: ReportData) -> str:
    """``Accepted by … on 6 May 2026: …``."""
    assert test.acceptance is not None
    who = f" by {test.acceptance.by.name}" if test.acceptance.by else ""
    on = f" on {day(test.acceptance.at, data.zone)}" if test.acceptance.at else ""
    return f"Accepted{who}{on}: {test.acceptance.reason}"
