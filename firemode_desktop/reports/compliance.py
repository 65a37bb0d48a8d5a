"""The compliance report: what an owner, a council or a coroner reads.

Sections are numbered as they follow each other, so that no number is missing; the appendices come last.
"""

from __future__ import annotations

from collections.abc import Iterator

from firemode_desktop.domain.seal import Seal
from firemode_desktop.reports.data import ReportData, StairFacts
from firemode_desktop.reports.document import Tell, typeset
from firemode_desktop.reports.pages import Flow
from firemode_desktop.reports.sealing import seal_of
from firemode_desktop.reports.sections.appendix import integrity, readings
from firemode_desktop.reports.sections.attachments import certificates, photos
from firemode_desktop.reports.sections.basis import basis
from firemode_desktop.reports.sections.conditions import conditions
from firemode_desktop.reports.sections.cover import cover
from firemode_desktop.reports.sections.evidence import evidence, evidence_files, photographs
from firemode_desktop.reports.sections.faults import faults
from firemode_desktop.reports.sections.instruments import instruments
from firemode_desktop.reports.sections.logic import logic
from firemode_desktop.reports.sections.method import method
from firemode_desktop.reports.sections.physics import physics
from firemode_desktop.reports.sections.recommending import recommending
from firemode_desktop.reports.sections.signing import signing
from firemode_desktop.reports.sections.stair import stair
from firemode_desktop.reports.sections.system import system
from firemode_desktop.reports.sections.trends import trends
from firemode_desktop.reports.sections.verdict import verdict
from firemode_desktop.reports.verdicts import Findings


def render(data: ReportData, tell: Tell | None = None, sealed: Seal | None = None) -> bytes:
    """``data`` as the bytes of a PDF file, A4; the same data gives the same bytes.

    ``sealed`` is ``seal_of(data)``, if that was worked out already: it takes as long as ten pages.
    ``tell(done, of, text)`` is called after each page; what it raises ends the work.
    """
    sealed = sealed or seal_of(data)
    findings, flow = Findings(data), Flow()
    number = _numbers()
    cover(flow, data, findings, sealed)
    verdict(flow, next(number), data, findings)
    basis(flow, next(number), data)
    system(flow, next(number), data)
    conditions(flow, next(number), data)
    instruments(flow, next(number), data)
    method(flow, next(number), data)
    for facts in _stairs(data, findings):
        stair(flow, next(number), data, findings, facts)
    logic(flow, next(number), data, findings)
    physics(flow, next(number), data)
    trends(flow, next(number), data)
    faults(flow, next(number), data)
    recommending(flow, next(number), data, findings)
    evidence(flow, next(number), data)
    signing(flow, next(number), data, findings)
    letter = iter("ABCDE")
    readings(flow, next(letter), data)
    if data.evidence:
        evidence_files(flow, next(letter), data)
    certificates(flow, next(letter), data)
    if photographs(data):
        photos(flow, next(letter), data)
    integrity(flow, next(letter), data, sealed)
    flow.need(0)
    return typeset(flow, data, tell, sealed)


def _numbers() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield str(number)


def _stairs(data: ReportData, findings: Findings) -> list[StairFacts]:
    """The stairs that were tested, those of the register first."""
    known = {stair.name: stair for stair in data.stairs}
    tested = {test.stair for test in findings.tests}
    return [known.get(each.stair, StairFacts(each.stair)) for each in findings.stairs if each.stair in tested]
