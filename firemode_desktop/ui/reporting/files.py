"""The papers of one session as files, written beside the window: what each is called, and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import bundling, issuing, report_tables, reporting, workbooks
from firemode_desktop.services.issuing import Report
from firemode_desktop.services.papers import Asked, PaperKind
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.language import tr

PDF, BOOK, JSON = tr("Document (*.pdf)"), tr("Workbook (*.xlsx)"), tr("JSON (*.json)")
PEM = tr("Certificates (*.pem *.crt *.cer);;All files (*)")


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of file: its words in the menu, its ending, what file dialogs call it, what makes it."""

    words: str
    ending: str
    kinds: str
    make: Callable[[Work, UUID, UUID, EvidenceFolder], bytes]


def issued(work: Work, session_id: UUID, by: UUID, store: EvidenceFolder) -> Report:
    """The report as it was issued; else read in one transaction, drawn outside it – page by page, so that it can be
    cancelled – and, unless it is a draft, kept as issued."""

    write = partial(_on_behalf, work, by)
    return issuing.issue(work.read, write, session_id, partial(_tell, work), store=store)


def _tell(work: Work, done: int, of: int, text: str = "") -> None:
    """After each page: how far it is, and whether to go on."""
    work.check()
    work.tell(done, of, text)


def _on_behalf(work: Work, by: UUID, job: Any) -> Report:
    report: Report = work.run(lambda session: job(session, by))
    return report


def _data(work: Work, session_id: UUID, by: UUID, store: EvidenceFolder) -> bytes:
    seal = issued(work, session_id, by, store).seal
    return report_tables.data_workbook(work.read(partial(_gathered, session_id, store)), seal)


def _gathered(session_id: UUID, store: EvidenceFolder, session: Any) -> Any:
    return reporting.gather(session, session_id, store)


def _bundle(work: Work, session_id: UUID, by: UUID, store: EvidenceFolder) -> bytes:
    issued(work, session_id, by, store)
    return work.run(lambda session: bundling.bundle(session, session_id))


def _results(work: Work, session_id: UUID, _by: UUID, _store: EvidenceFolder) -> bytes:
    return work.read(lambda session: workbooks.results_workbook(session, session_id))


def other(kind: PaperKind, asked: Asked, work: Work) -> bytes:
    """One of the papers beside the report: read in one transaction, drawn outside it."""
    paper = work.read(lambda session: kind.gather(session, asked))

    return kind.render(paper, partial(_tell, work))


PAPERS = (
    Paper(tr("Data of the report…"), tr(" – data.xlsx"), BOOK, _data),
    Paper(tr("Results workbook…"), ".xlsx", BOOK, _results),
    Paper(tr("JSON bundle with every hash…"), ".json", JSON, _bundle),
)
