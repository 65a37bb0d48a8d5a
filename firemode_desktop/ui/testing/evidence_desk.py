"""What is done with evidence in the run view: added, looked at, opened, read again, sent; all off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, UUID, uuid5

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QLineEdit

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.running import RunTest
from firemode_desktop.evidence import EvidenceFolder, StoredFile, access
from firemode_desktop.services.journal import Kind
from firemode_desktop.services.testing.delivering import Proof, from_dict
from firemode_desktop.services.testing.filing import ShownFile
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.testing import evidence_jobs as jobs
from firemode_desktop.ui.testing.evidence import PICTURE_NAME
from firemode_desktop.ui.testing.evidence_sources import Source, clipboard, clipboard_is_evidence, sources
from firemode_desktop.ui.testing.evidence_view import FileView

if TYPE_CHECKING:
    from firemode_desktop.services.evidence_files import Synced
    from firemode_desktop.ui.testing.run import RunView

AGAIN_MS = 60_000
"""After so long a bucket that did not answer is tried again."""


class EvidenceDesk(QObject):
    """Of one run view."""

    def __init__(self, view: RunView) -> None:
        super().__init__(view)
        self._run, self.tools = view, view.tools
        self.strip = view.side.details.evidence
        self.store = EvidenceFolder(self.tools.evidence_dir)
        self.view = FileView(view)
        self._sending = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.send_quietly)
        self._listen()
        for field in view.side.findChildren(QLineEdit):
            field.installEventFilter(self)

    def _listen(self) -> None:
        strip, view, side = self.strip, self.view, self._run.side
        strip.given.connect(lambda found, prompt: self.add(side.one, found, prompt))
        side.files_dropped.connect(lambda one, found: self.add(one, found, None))
        strip.pictures_wanted.connect(self._ask_for_pictures)
        strip.looked.connect(self.look)
        strip.opened.connect(self.open)
        strip.check_wanted.connect(self.check)
        strip.send_wanted.connect(self.send)
        view.opened.connect(self.open)
        view.stepped.connect(self._step)
        view.closed.connect(self._back_to_tile)
        self._run.outbox.changed.connect(self.show_waiting)

    # --- added ---------------------------------------------------------------------------------------------------

    def add(self, one: RunTest | None, found: Sequence[Source], prompt: int | None) -> None:
        """Keep files as evidence of a test, if the session takes any."""
        sheet = self._run.sheet
        if one is not None and found and sheet is not None and sheet.takes_results:
            shown = self._run.side.one
            asked = self.strip.asked if shown is not None and shown.instance_id == one.instance_id else ()
            self._run.deeds.add_evidence(one, found, prompt, asked)

    def paste(self) -> None:
        """Take files or a picture that were copied."""
        found = sources(clipboard(), PICTURE_NAME)
        if not found:
            self.tools.notices.say(tr("What was copied last is neither a file nor a picture."))
        self.add(self._run.side.one, found, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field gets the text that was copied; files and pictures are evidence."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Paste)
            and clipboard_is_evidence()
        ):
            self.paste()
            return True
        return False

    def show_waiting(self) -> None:
        """Files of the test that is shown which are kept here and not on record yet."""
        one, sheet = self._run.side.one, self._run.sheet
        if one is None or sheet is None:
            return
        waiting = self._run.outbox.waiting_of(sheet.session_id)
        ours = [each for each in waiting if each.kind is Kind.EVIDENCE and each.instance_id == one.instance_id]
        self.strip.show_waiting([_waiting(from_dict(each.content)) for each in ours])

    # --- looked at -----------------------------------------------------------------------------------------------

    def _ask_for_pictures(self, files: Sequence[ShownFile]) -> None:
        job = partial(jobs.small_pictures, self.store, tuple(files))
        self.tools.background.work(
            self.strip, job, self._on_pictures, _silent, text=tr("Reading pictures"), cancellable=False
        )

    def _on_pictures(self, pictures: dict[UUID, bytes]) -> None:
        shown = {}
        for key, content in pictures.items():
            picture = QPixmap()
            if picture.loadFromData(content):
                shown[key] = picture
        self.strip.show_pictures(shown)

    def look(self, file: ShownFile) -> None:
        """Show a file large."""
        if self._run.sheet is None:
            return
        self.view.show_file(file, self._run.sheet.zone)
        job = partial(jobs.picture, self.store, file, self.view.size() * self.view.devicePixelRatio())
        show = partial(self.view.show_picture, file)
        self.tools.background.work(
            self.view,
            job,
            show,
            partial(self._no_picture, file),
            text=tr("Reading {file}", file=file.name),
            cancellable=False,
        )

    def _no_picture(self, file: ShownFile, error: FiremodeError) -> None:
        self.view.show_picture(file, None)
        self.tools.notices.show_error(error)

    def _step(self, by: int) -> None:
        files = self.strip.files
        if self.view.file in files:
            place = files.index(self.view.file) + by
            if 0 <= place < len(files):
                self.look(files[place])

    def _back_to_tile(self, file: ShownFile) -> None:
        tile = next((each for each in self.strip.tiles if each.file == file), None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, file: ShownFile) -> None:
        """Open a copy of a file in its own program: whatever that does, the evidence stays as it is."""
        job = partial(jobs.copy_to_open, self.store, file)
        self.tools.background.work(self._run, job, _open, text=tr("Opening {file}", file=file.name), cancellable=False)

    def check(self) -> None:
        """Read the files of the test again and compare them with what was recorded."""
        job = partial(jobs.states, self.store, self.strip.files)
        self.tools.background.work(self.strip, job, self._on_states, text=tr("Reading evidence again"))

    def _on_states(self, states: dict[UUID, str]) -> None:
        self.strip.show_states(states)
        wrong = sum(state != "unchanged" for state in states.values())
        if wrong:
            self.tools.notices.warn(
                tr("{wrong} of {states} files are not what was recorded, or not here.", wrong=wrong, states=len(states))
            )
        else:
            self.tools.notices.say(
                tr(
                    "{states} {file} read again: unchanged.",
                    states=len(states),
                    file=tr("file") if len(states) == 1 else tr("files"),
                )
            )

    # --- sent ----------------------------------------------------------------------------------------------------

    def show_sheet(self) -> None:
        """The session is shown or has changed: how much of its evidence waits, and try to send it."""
        sheet = self._run.sheet
        if sheet is None or not access.is_set_up(self.store.root):
            self.strip.show_unsent(0)
            return
        job = partial(jobs.unsynced, sheet.session_id)
        self.tools.background.ask(self, job, self._on_unsent, _silent, about="unsent")

    def _on_unsent(self, many: int) -> None:
        self.strip.show_unsent(many)
        if many and not self._again.isActive():
            self.send_quietly()

    def send_quietly(self) -> None:
        """Send what waits; where it cannot be sent, it is tried again later, and nobody is bothered."""
        self._send(self._on_sent_quietly)

    def send(self) -> None:
        """Send what waits, and say what came of it."""
        if not access.is_set_up(self.store.root):
            self.tools.notices.say(tr("No bucket is set up for evidence; it lies in the folder of this computer."))
            return
        self._send(self._on_sent, self.tools.notices.show_error)

    def _send(self, then: Any, failed: Any = None) -> None:
        if self._sending:
            return
        self._sending = True
        job = partial(jobs.send, self.store)
        self.tools.background.work(
            self,
            job,
            partial(self._done, then),
            partial(self._done, failed or _silent),
            self._stopped,
            text=tr("Sending evidence"),
        )

    def _done(self, then: Any, outcome: Any) -> None:
        self._sending = False
        then(outcome)

    def _stopped(self) -> None:
        self._sending = False
        self._again.start()

    def _on_sent_quietly(self, done: Synced) -> None:
        if done.problems:
            self._again.start()
        self._count()

    def _on_sent(self, done: Synced) -> None:
        if done.problems:
            self.tools.notices.warn(f"{done.sentence} {done.problems[0]['message']}")
        else:
            self.tools.notices.say(done.sentence)
        self._count()

    def _count(self) -> None:
        if self._run.sheet is not None:
            job = partial(jobs.unsynced, self._run.sheet.session_id)
            self.tools.background.ask(self, job, self.strip.show_unsent, _silent, about="unsent")


def _silent(_error: FiremodeError) -> None:
    """It is tried again, or it was only to look at."""


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _waiting(proof: Proof) -> ShownFile:
    stored = StoredFile.from_dict(proof.stored)
    return ShownFile(
        uuid5(NAMESPACE_OID, stored.sha256),
        proof.original_name,
        stored.evidence_type.value,
        proof.captured_at,
        stored.name,
        stored.sha256,
        stored.size_bytes,
        stored.mime_type,
        stored.settled,
        remarks=stored.details.remarks,
    )
