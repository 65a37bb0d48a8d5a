"""What is appended from the evidence store: the calibration certificates as they were scanned, the photographs large.

A scan that is gone, altered, locked or damaged gives a sentence in its place.
"""

from __future__ import annotations

from firemode_desktop.reports.data import (
    CertificateFacts,
    EvidenceFacts,
    InstrumentFacts,
    Keeping,
    KeptFile,
    ReportData,
)
from firemode_desktop.reports.pages import BOTTOM, TOP, Flow, heading, paragraph, subheading
from firemode_desktop.reports.pictures import Caption, plate, shrunk
from firemode_desktop.reports.scans import scanned
from firemode_desktop.reports.sections.evidence import failing_first, photographs
from firemode_desktop.reports.shown import count, when
from firemode_desktop.reports.tables import Column, Row, table

MOST_PHOTOS = 40
LARGE = 1200
NOT_SHOWN = (Column("Certificate", 52), Column("Instrument", 36), Column("Why", 82))
WHOLE = TOP - BOTTOM - 62
HALF = (TOP - BOTTOM - 70) / 2


def certificates(flow: Flow, number: str, data: ReportData) -> None:
    """Each certificate of the instruments that were used, page by page."""
    flow.page()
    heading(flow, number, "Appendix: calibration certificates")
    papers = [(tool, paper) for tool in data.instruments for paper in tool.certificates]
    if not papers:
        paragraph(flow, "No certificate is on record for any instrument of this session.")
    missing = [(tool, paper) for tool, paper in papers if absent(paper.scan)]
    if missing:
        subheading(flow, "Certificates that are not shown here")
        table(flow, NOT_SHOWN, [Row((paper.number, tool.serial_number, absent(paper.scan))) for tool, paper in missing])
    for tool, paper in papers:
        if paper.scan is not None and not absent(paper.scan):
            subheading(flow, f"{paper.number} · {tool.serial_number}")
            _certificate(flow, tool, paper, paper.scan)


def _certificate(flow: Flow, tool: InstrumentFacts, paper: CertificateFacts, scan: KeptFile) -> None:
    found = scanned(scan)
    if not found.pages:
        paragraph(flow, f"{found.why} It is in the evidence store as {scan.name}, SHA-256 {scan.sha256}.")
        return
    for place, page in enumerate(found.pages, start=1):
        title = f"Certificate {paper.number}, instrument {tool.serial_number}, page {place} of {found.total}"
        plate(flow, page, Caption(title, f"{scan.name} · SHA-256 {scan.sha256}"), WHOLE)
    if found.total > len(found.pages):
        paragraph(flow, f"{count(found.total - len(found.pages), 'further page')} are in the evidence store.")


def absent(scan: KeptFile | None) -> str:
    """Why a scan is not shown; blank where it can be."""
    if scan is None:
        return "No scan of this certificate is attached."
    told = {
        Keeping.MISSING: f"The scan {scan.name} is not in this evidence store.",
        Keeping.ALTERED: f"The scan {scan.name} is not what was attached: its hash differs. It is not shown.",
        Keeping.NOT_LOOKED_UP: f"The evidence store was not at hand; the scan is {scan.name}.",
    }
    return told.get(scan.keeping, "")


def photos(flow: Flow, number: str, data: ReportData) -> None:
    """The photographs, two a page; those of tests that fail or prove nothing come first where not all can be shown."""
    found = photographs(data)
    flow.page()
    heading(flow, number, "Appendix: photographs")
    chosen = failing_first(data)[:MOST_PHOTOS]
    left = len(found) - len(chosen)
    if left:
        paragraph(
            flow,
            f"{len(chosen)} of {len(found)} photographs, those of failing tests first. The others are in the store.",
        )
    for one in chosen:
        plate(flow, shrunk(one.file, LARGE), _caption(one, data), HALF - (20 if left else 0) / 2)


def _caption(one: EvidenceFacts, data: ReportData) -> Caption:
    who = f" by {one.by.name}" if one.by else ""
    about = f" · {one.description}" if one.description else ""
    taken = f"Taken {when(one.taken, data.zone)}{who} · {one.file.name}{about}"
    return Caption(one.test, f"{taken}\nSHA-256 {one.file.sha256 or 'not recorded'}")
