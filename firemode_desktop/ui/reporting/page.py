"""Reports: choose a session, see its compliance report, save it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from firemode_desktop.domain.errors import FiremodeError, Refused
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import Frequency, SessionStatus
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import issuing, testing, verifying
from firemode_desktop.services.issuing import Report
from firemode_desktop.services.papers import PAPERS as OTHER
from firemode_desktop.services.papers import Asked as PaperAsked
from firemode_desktop.services.papers import Need, PaperKind
from firemode_desktop.services.people import SUPERVISORS, TESTERS
from firemode_desktop.services.testing import SessionSummary
from firemode_desktop.services.verifying import Verified
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import inline, show_date, tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from firemode_desktop.ui.notices import opens
from firemode_desktop.ui.parts import Card, EmptyState, beside, button, framed, label, primary, row
from firemode_desktop.ui.reporting.batch import Asked, BatchPanel, Written, write_batch
from firemode_desktop.ui.reporting.files import PAPERS, PDF, PEM, Paper, issued, other
from firemode_desktop.ui.reporting.preview import Preview, page_sizes
from firemode_desktop.ui.reporting.revising import RevisionPanel
from firemode_desktop.ui.reporting.signing import Asked as SignatureAsked
from firemode_desktop.ui.reporting.signing import SigningPanel, sign, why_not
from firemode_desktop.ui.reporting.verified import VerifiedCard
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace

Shown = tuple[Report, list[tuple[float, float]]]


def _mark(one: SessionSummary) -> Mark:
    if one.status == SessionStatus.APPROVED:
        return Mark(Standing.PASS)
    return Mark(Standing.SKIPPED if one.status == SessionStatus.CANCELLED else Standing.NOT_TESTED)


def _day(one: SessionSummary) -> str:
    return show_date(one.scheduled_for) if one.scheduled_for else ""


COLUMNS: tuple[Column[SessionSummary], ...] = (
    Column("name", tr("Session"), lambda one: one.name, stretch=True, strong=True),
    Column("day", tr("Day"), _day, 100, order=lambda one: str(one.scheduled_for or "")),
    Column("status", tr("Status"), lambda one: SessionStatus(one.status).label, 118, mark=_mark),
)
TRUST = "reports/trust"
"""Which file of trusted certificates was used last."""


class ReportsPage(Workspace):
    """The sessions at the left, the report of the chosen one at the right."""

    key: ClassVar[str] = "reports"
    title: ClassVar[str] = tr("Reports")
    purpose: ClassVar[str] = tr("The compliance report of a session, exactly as it is written to the file.")
    tables: ClassVar[frozenset[str]] = frozenset({"test_sessions", "test_instances", "faults", "evidence_records"})

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wanted: UUID | None = None
        self._paper: Shown | None = None
        self._making: UUID | None = None
        self._build()
        add = tools.commands.add
        add(self, tr("Save report as…"), self._save, menu=tr("File"), shortcut="Ctrl+Shift+S", words=tr("pdf print"))
        for paper in PAPERS:
            add(
                self,
                tr("Save {inside}", inside=_inside(paper.words)),
                partial(self._save_paper, paper),
                menu=tr("File"),
            )
        for kind in OTHER.values():
            add(
                self,
                tr("Save {kind}…", kind=inline(kind.title)),
                partial(self._save_other, kind),
                menu=tr("File"),
                words=tr("paper pdf"),
            )
        add(
            self,
            tr("Verify a report…"),
            self._verify,
            menu=tr("File"),
            shortcut="Ctrl+Shift+V",
            words=tr("seal genuine altered pdf"),
        )
        add(self, tr("Many reports…"), self._many, menu=tr("File"), words=tr("batch portfolio"))
        add(self, tr("New revision…"), self._revise, menu=tr("File"), words=tr("report again replace"), who=SUPERVISORS)
        add(
            self,
            tr("Sign the report…"),
            self._ask_to_sign,
            menu=tr("File"),
            words=tr("signature certificate pkcs12 p12 pfx pdf"),
            who=TESTERS,
        )
        self.setAcceptDrops(True)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.model: ListingModel[SessionSummary] = ListingModel(COLUMNS, key=lambda one: one.session_id)
        self.list = Listing(self.model, tr("Sessions"), self.tools.settings, "reports/list")
        self.list.chosen.connect(self._make)
        self.setFocusProxy(self.list)
        self.preview = Preview(self.tools.background)
        self.heading = label("", "heading")
        self.note = label("", "quiet")
        self.more = button(tr("More"))
        self.more.setMenu(self._menu())
        self.save = primary(tr("Save report…"), self._save)
        self.save.setEnabled(False)
        self.more.setEnabled(False)
        self.many, self.check = button(tr("Many reports…"), self._many), button(tr("Verify a PDF…"), self._verify)
        left = Card(label(tr("Sessions"), "heading"), self.list, row(self.check, None, self.many))
        left.body.setStretch(1, 1)
        self.verified = VerifiedCard(self._go_present, self._choose_trust)
        self.batch, self.revision = BatchPanel(self._write_many), RevisionPanel(self._begin_revision)
        self.signing = SigningPanel(self.tools.background, self.tools.clock, self._sign)
        self.room = QStackedWidget()
        self.not_shown = EmptyState("reports", tr("No report to show"), "")
        for inside in (self.preview, self.batch, self.revision, self.signing, self.not_shown):
            self.room.addWidget(inside)
        for panel in (self.batch, self.revision, self.signing):
            panel.closed.connect(partial(self.room.setCurrentWidget, self.preview))
        right = Card(row(self.heading, GRID, self.note, None, self.more, self.save), self.verified, self.room)
        right.body.setStretch(2, 1)
        both = beside(left, right, [400, 760])
        self.empty = Card(
            EmptyState(
                "reports",
                tr("No session yet"),
                tr(
                    "A report is written from a test session. Start one, take its readings, and its report stands here."
                ),
                button(tr("Open the sessions"), partial(self.tools.go, "sessions", Place())),
            )
        )
        self._stack = QStackedWidget()
        for page in (QWidget(), both, self.empty):
            self._stack.addWidget(page)
        self.setLayout(framed(self._stack))

    def _menu(self) -> QMenu:
        menu = QMenu(tr("More"), self)
        for paper in PAPERS:
            menu.addAction(paper.words, partial(self._save_paper, paper))
        menu.addSeparator()
        for kind in OTHER.values():
            menu.addAction(f"{kind.title}…", partial(self._save_other, kind))
        menu.addSeparator()
        self.new_revision = menu.addAction(tr("New revision…"), self._revise)
        self.to_sign = menu.addAction(tr("Sign…"), self._ask_to_sign)
        return menu

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

    def help_section(self) -> str:
        rooms: dict[QWidget | None, str] = {
            self.batch: "many-at-once",
            self.signing: "signed-with-a-certificate",
            self.revision: "issued-once-the-same-ever-after",
        }
        shown = rooms.get(self.room.currentWidget())
        return shown or ("a-report-that-comes-back" if self.verified.isVisible() else "")

    def told_of(self) -> tuple[str, UUID] | None:
        one = self.list.current
        return super().told_of() if one is None else ("test_sessions", one.session_id)

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
        self.more.setEnabled(one is not None)
        approved = one is not None and one.status == SessionStatus.APPROVED
        role = self.tools.person.role
        self.new_revision.setEnabled(approved and role in SUPERVISORS)
        unable = why_not(approved) or ("" if role in TESTERS else tr("for an engineer or a supervisor"))
        self.to_sign.setText(tr("Sign… ({unable})", unable=unable) if unable else tr("Sign…"))
        self.to_sign.setEnabled(not unable)
        self.room.setCurrentWidget(self.preview)
        if one is None:
            return
        kind = Frequency(one.frequency).label.lower() if one.frequency else "session"
        self.heading.setText(one.name)
        self.note.setText(tr("writing the report …"))
        drafted = "" if one.status == SessionStatus.APPROVED else tr(", a draft until it is approved")
        self.tools.background.work(
            self,
            partial(_write, one.session_id, self.tools.person.id, EvidenceFolder(self.tools.evidence_dir)),
            partial(self._show_paper, f"{kind}{drafted}"),
            self._failed,
            text=tr("Writing the report of {name}", name=one.name),
        )

    def _show_paper(self, note: str, paper: Shown) -> None:
        current = self.list.current
        report, sizes = paper
        if current is None or report.session_id != current.session_id:
            return
        self._paper = paper
        self.preview.show_pdf(report.file, sizes)
        self.note.setText(tr("{note} · {sizes} pages", note=note, sizes=len(sizes)))
        self.save.setEnabled(True)

    def _failed(self, error: BaseException) -> None:
        """Why there is no report stands where it would; what is wrong with the program is told as everywhere."""
        self.note.setText("")
        if not isinstance(error, Refused):
            self.tools.notices.show_error(error)
            return
        self.not_shown.words.setText(error.message)
        self.room.setCurrentWidget(self.not_shown)

    # --- files ---------------------------------------------------------------------------------------------------

    def _ask_where(self, name: str, kinds: str) -> Path | None:
        folder = str(self.tools.settings.value("reports/folder") or Path.home())
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save as"), str(Path(folder) / name), kinds)
        if not chosen:
            return None
        self.tools.settings.setValue("reports/folder", str(Path(chosen).parent))
        return Path(chosen)

    def _save(self) -> None:
        one, paper = self.list.current, self._paper
        if one is None or paper is None or paper[0].session_id != one.session_id:
            return
        path = self._ask_where(
            tr("{building} – {name}.pdf", building=one.building, name=one.name), tr("Document (*.pdf)")
        )
        if path is not None:
            self._write_file(path, lambda _work: paper[0].file)

    def _save_paper(self, paper: Paper) -> None:
        one, by = self.list.current, self.tools.person.id
        path = self._ask_where(f"{one.building} – {one.name}{paper.ending}", paper.kinds) if one else None
        if one is not None and path is not None:
            store = EvidenceFolder(self.tools.evidence_dir)
            self._write_file(path, lambda work: paper.make(work, one.session_id, by, store))

    def _write_file(self, path: Path, content: Any) -> None:
        self.tools.background.work(
            self,
            lambda work: write_whole(path, content(work)),
            lambda _done: self.tools.notices.say(tr("Saved {path}.", path=path.name), opens(path)),
            self.tools.notices.show_error,
            text=tr("Writing {path}", path=path.name),
        )

    def _save_other(self, kind: PaperKind) -> None:
        """A paper beside the report: of the session that is chosen, or of the building."""
        one = self.list.current
        if Need.SESSION in kind.needs and one is None:
            self.tools.notices.warn(tr("Choose a session first: this paper is written of one."))
            return
        path = self._ask_where(
            tr("{building} – {kind}.pdf", building=one.building, kind=kind.title) if one else f"{kind.title}.pdf", PDF
        )
        if path is None:
            return
        session_id = one.session_id if one and Need.SESSION in kind.needs else None
        now, by = self.tools.clock(), self.tools.person.id
        asked = PaperAsked(now, by=by, session_id=session_id, building_id=self.building_id)
        self._write_file(path, partial(other, kind, asked))

    # --- a file that comes back ----------------------------------------------------------------------------------

    def _verify(self) -> None:
        folder = str(self.tools.settings.value("reports/folder") or Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Verify a report"), folder, PDF)
        if chosen:
            self.verify(Path(chosen))

    def verify(self, path: Path, trust: Path | None = None) -> None:
        """Hold a PDF file against what was issued, and say above the preview what it is.

        ``trust`` is the file of the certificates that signers' should come from, remembered once it could be read;
        without one it is that of the last time.
        """
        kept = Path(str(self.tools.settings.value(TRUST) or ""))
        against = trust or (kept if kept.is_file() else None)

        def found(answer: Verified) -> None:
            if trust is not None:
                self.tools.settings.setValue(TRUST, str(trust))
            self.verified.show_found(path, against.name if against else "", answer)

        self.tools.background.work(
            self,
            partial(_verified, path, against),
            found,
            self.tools.notices.show_error,
            text=tr("Verifying {path}", path=path.name),
        )

    def _choose_trust(self) -> None:
        folder = str(Path(str(self.tools.settings.value(TRUST) or Path.home() / "x")).parent)
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Certificates of those who are trusted"), folder, PEM)
        if chosen and self.verified.path is not None:
            self.verify(self.verified.path, Path(chosen))

    def _go_present(self, found: Verified) -> None:
        if found.session_id is None:
            return
        self.tools.go("reports", Place(session_id=found.session_id, building_id=found.building_id))

    def open_file(self, path: Path) -> None:
        """A PDF is verified."""
        self.verify(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.toLocalFile().lower().endswith(".pdf") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A PDF that is dropped here is verified."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.verify(paths[0])

    # --- many at once, a new revision ----------------------------------------------------------------------------

    def _many(self) -> None:
        self.room.setCurrentWidget(self.batch)
        self.batch.ask(self.building_id, Path(str(self.tools.settings.value("reports/folder") or Path.home())))

    def _write_many(self, asked: Asked) -> None:
        self.tools.settings.setValue("reports/folder", str(asked.folder))
        self.batch.busy()
        self.tools.background.work(
            self,
            partial(
                write_batch, asked, self.tools.clock(), self.tools.person.id, EvidenceFolder(self.tools.evidence_dir)
            ),
            self._wrote_many,
            self._not_written,
            lambda: self._not_written(None),
            text=tr("Writing reports"),
        )

    def _wrote_many(self, done: Written) -> None:
        if done.failed:
            self.batch.complain("\n".join([done.words, *done.failed]))
            return
        self.batch.quiet()
        self.room.setCurrentWidget(self.preview)
        self.tools.notices.say(done.words)

    def _not_written(self, error: BaseException | None) -> None:
        self.batch.quiet()
        if isinstance(error, FiremodeError):
            self.batch.refuse(error)
        elif error is not None:
            self.tools.notices.show_error(error)
        else:
            self.batch.complain(tr("Stopped. What was written before stays in the folder."))

    def _revise(self) -> None:
        one = self.list.current
        if one is None or one.status != SessionStatus.APPROVED:
            self.tools.notices.warn(tr("Only the report of an approved session has revisions."))
            return
        self.room.setCurrentWidget(self.revision)
        self.revision.ask(one)

    def _begin_revision(self, one: SessionSummary, reason: str) -> None:
        by = self.tools.person.id
        self.revision.busy()
        self.tools.background.do(
            self,
            lambda session: issuing.revise(session, one.session_id, reason, by=by),
            self._revised,
            self.revision.fail,
            text=tr("New revision"),
        )

    def _revised(self, number: int) -> None:
        self.revision.quiet()
        self.room.setCurrentWidget(self.preview)
        self.tools.notices.say(tr("The report stands at revision {number} now.", number=number))
        self._making = None
        self._make(self.list.current)

    # --- a signature ---------------------------------------------------------------------------------------------

    def _ask_to_sign(self) -> None:
        one = self.list.current
        unable = why_not(one is not None and one.status == SessionStatus.APPROVED)
        if one is None or unable:
            self.tools.notices.warn(tr("The report cannot be signed: {unable}.", unable=unable))
            return
        self.room.setCurrentWidget(self.signing)
        self.signing.ask(one, str(self.tools.settings.value("reports/key") or ""))

    def _sign(self, asked: SignatureAsked) -> None:
        one = self.list.current
        path = (
            self._ask_where(tr("{building} – {name} – signed.pdf", building=one.building, name=one.name), PDF)
            if one
            else None
        )
        if path is None:
            return
        self.tools.settings.setValue("reports/key", str(asked.key))
        self.signing.busy()
        self.tools.background.work(
            self,
            partial(sign, asked, path, self.tools.clock(), self.tools.person.id),
            partial(self._signed, asked.signer),
            self.signing.fail,
            self.signing.quiet,
            text=tr("Signing {path}", path=path.name),
        )

    def _signed(self, signer: str, path: Path) -> None:
        self.signing.quiet()
        self.room.setCurrentWidget(self.preview)
        self.tools.notices.say(tr("Signed by {signer}: {path}.", signer=signer, path=path))

    def pictures(self) -> Iterator[str]:
        self.preview.verticalScrollBar().setValue(round(self.preview.sheets.height() / max(1, self.preview.page_count)))
        yield "second-page"
        self._many()
        yield "many"
        self._ask_to_sign()
        yield "sign"
        if self.list.current is not None:
            self.room.setCurrentWidget(self.revision)
            self.revision.ask(self.list.current)
            yield "revision"
        self.room.setCurrentWidget(self.preview)


def _inside(words: str) -> str:
    """Words as they stand inside a sentence: an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else f"{words[0].lower()}{words[1:]}"


def _sessions(building_id: UUID, session: Any) -> tuple[SessionSummary, ...]:
    return testing.summaries(session, building_id)


def _write(session_id: UUID, by: UUID, store: EvidenceFolder, work: Work) -> Shown:
    report = issued(work, session_id, by, store)
    return report, page_sizes(report.file)


def _verified(path: Path, trust: Path | None, work: Work) -> Verified:
    content = verifying.content_of(path)
    pem = verifying.trusted_in(trust) if trust else None
    work.check()
    return verifying.verify(work.read, content, path.name, pem)
