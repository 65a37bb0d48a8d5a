"""Reports: choose a session, see its compliance report, save it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import Frequency, SessionStatus
from firemode_desktop.services import issuing, testing, workbooks
from firemode_desktop.services.issuing import Report
from firemode_desktop.services.testing import SessionSummary
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from firemode_desktop.ui.parts import Card, EmptyState, beside, button, framed, label, primary, row
from firemode_desktop.ui.reporting.preview import Preview, page_sizes
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace

Paper = tuple[Report, list[tuple[float, float]]]


def _mark(one: SessionSummary) -> Mark:
    if one.status == SessionStatus.APPROVED:
        return Mark(Standing.PASS)
    return Mark(Standing.SKIPPED if one.status == SessionStatus.CANCELLED else Standing.NOT_TESTED)


def _day(one: SessionSummary) -> str:
    return f"{one.scheduled_for:%d %b %Y}" if one.scheduled_for else ""


COLUMNS: tuple[Column[SessionSummary], ...] = (
    Column("name", "Session", lambda one: one.name, stretch=True, strong=True),
    Column("day", "Day", _day, 100, order=lambda one: str(one.scheduled_for or "")),
    Column("status", "Status", lambda one: SessionStatus(one.status).label, 118, mark=_mark),
)


class ReportsPage(Workspace):
    """The sessions at the left, the report of the chosen one at the right."""

    key: ClassVar[str] = "reports"
    title: ClassVar[str] = "Reports"
    purpose: ClassVar[str] = "The compliance report of a session, exactly as it is written to the file."
    tables: ClassVar[frozenset[str]] = frozenset({"test_sessions", "test_instances", "faults", "evidence_records"})

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wanted: UUID | None = None
        self._paper: Paper | None = None
        self._making: UUID | None = None
        self._build()
        tools.commands.add(self, "Save report as…", self._save, menu="File", shortcut="Ctrl+Shift+S", words="pdf print")

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.model: ListingModel[SessionSummary] = ListingModel(COLUMNS, key=lambda one: one.session_id)
        self.list = Listing(self.model, "Sessions", self.tools.settings, "reports/list")
        self.list.chosen.connect(self._make)
        self.preview = Preview(self.tools.background)
        self.heading = label("", "heading")
        self.note = label("", "quiet")
        self.results = button("Results workbook…", self._save_results)
        self.save = primary("Save report…", self._save)
        self.save.setEnabled(False)
        self.results.setEnabled(False)
        self.saved_row = row(self.results, self.save)
        left = Card(label("Sessions", "heading"), self.list)
        left.body.setStretch(1, 1)
        right = Card(row(self.heading, GRID, self.note, None, self.saved_row), self.preview)
        right.body.setStretch(1, 1)
        both = beside(left, right, [400, 760])
        self.empty = Card(
            EmptyState(
                "reports",
                "No session yet",
                "A report is written from a test session. Start one, take its readings, and its report stands here.",
                button("Open the sessions", partial(self.tools.go, "sessions", Place())),
            )
        )
        self._stack = QStackedLayout()
        for page in (QWidget(), both, self.empty):
            self._stack.addWidget(page)
        self.setLayout(framed(self._stack))

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        self.tools.background.read(self, partial(_sessions, self.building_id), self._show, about="sessions")

    def _show(self, found: tuple[SessionSummary, ...]) -> None:
        self._stack.setCurrentIndex(1 if found else 2)
        self._making = None
        before = self.list.current
        self.model.show(found)
        wanted = self._wanted or (before.session_id if before else None)
        if not (wanted and self.list.choose(wanted)) and found:
            approved = [one for one in found if one.status == SessionStatus.APPROVED]
            self.list.choose((approved or list(found))[0].session_id)
        self._wanted = None
        self._make(self.list.current)

    def show_location(self, place: Place) -> None:
        """Show the report of a session."""
        self._wanted = place.session_id
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = None

    def _make(self, one: SessionSummary | None) -> None:
        """Write the report in memory, off the GUI thread, and show it; once for each answer of the database."""
        if one is not None and one.session_id == self._making:
            return
        self._making = one.session_id if one else None
        self.save.setEnabled(False)
        self.results.setEnabled(one is not None)
        if one is None:
            return
        kind = Frequency(one.frequency).label.lower() if one.frequency else "session"
        self.heading.setText(one.name)
        self.note.setText("writing the report …")
        drafted = "" if one.status == SessionStatus.APPROVED else ", a draft until it is approved"
        self.tools.background.work(
            self,
            partial(_write, one.session_id, self.tools.person.id),
            partial(self._show_paper, f"{kind}{drafted}"),
            self._failed,
            text=f"Writing the report of {one.name}",
        )

    def _show_paper(self, note: str, paper: Paper) -> None:
        current = self.list.current
        report, sizes = paper
        if current is None or report.session_id != current.session_id:
            return
        self._paper = paper
        self.preview.show_pdf(report.file, sizes)
        self.note.setText(f"{note} · {len(sizes)} pages")
        self.save.setEnabled(True)

    def _failed(self, error: BaseException) -> None:
        self.note.setText("")
        self.tools.notices.show_error(error)

    # --- files ---------------------------------------------------------------------------------------------------

    def _ask_where(self, name: str, kinds: str) -> Path | None:
        folder = str(self.tools.settings.value("reports/folder") or Path.home())
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as", str(Path(folder) / name), kinds)
        if not chosen:
            return None
        self.tools.settings.setValue("reports/folder", str(Path(chosen).parent))
        return Path(chosen)

    def _save(self) -> None:
        one, paper = self.list.current, self._paper
        if one is None or paper is None or paper[0].session_id != one.session_id:
            return
        path = self._ask_where(f"{one.building} – {one.name}.pdf", "Document (*.pdf)")
        if path is not None:
            self._write_file(path, lambda _work: paper[0].file)

    def _save_results(self) -> None:
        one = self.list.current
        path = self._ask_where(f"{one.building} – {one.name}.xlsx", "Workbook (*.xlsx)") if one else None
        if one is not None and path is not None:
            self._write_file(path, lambda work: work.read(partial(_results, one.session_id)))

    def _write_file(self, path: Path, content: Any) -> None:
        self.tools.background.work(
            self,
            lambda work: write_whole(path, content(work)),
            lambda _done: self.tools.notices.say(f"Saved {path.name}."),
            self.tools.notices.show_error,
            text=f"Writing {path.name}",
        )

    def pictures(self) -> Iterator[str]:
        self.preview.verticalScrollBar().setValue(round(self.preview.sheets.height() / max(1, self.preview.page_count)))
        yield "second-page"


def _sessions(building_id: UUID, session: Any) -> tuple[SessionSummary, ...]:
    return testing.summaries(session, building_id)


def _results(session_id: UUID, session: Any) -> bytes:
    return workbooks.results_workbook(session, session_id)


def _write(session_id: UUID, by: UUID, work: Work) -> Paper:
    """The report as it was issued; else read in one transaction, drawn outside it – page by page, so that it can be
    cancelled – and, unless it is a draft, kept as issued."""

    def tell(done: int, of: int, text: str = "") -> None:
        work.check()
        work.tell(done, of, text)

    report = issuing.issue(work.read, lambda job: work.run(lambda session: job(session, by)), session_id, tell)
    return report, page_sizes(report.file)
