"""A digital signature on an issued report: the PKCS#12 file, its passphrase, whose it is; then the copy that is signed.

The passphrase stands in its field alone, and no longer than the panel is in sight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit

from firemode_desktop.domain.errors import FiremodeError, Refused
from firemode_desktop.domain.signatures import Holder
from firemode_desktop.services import signing, verifying
from firemode_desktop.services.files import keep_apart
from firemode_desktop.services.testing import SessionSummary
from firemode_desktop.ui.background import Background, Work
from firemode_desktop.ui.files import whole_after
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import explain
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import button, label, row

READ, SIGN = tr("Read the key"), tr("Sign and save…")
KEYS, PDF = tr("PKCS#12 (*.p12 *.pfx)"), tr("Document (*.pdf)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be signed with what; ``copy`` None: the report as it was issued."""

    session_id: UUID
    key: Path
    passphrase: str = field(repr=False)
    copy: Path | None
    signer: str


class SigningPanel(EntryPanel):
    """Asks for the key, says whose it is, and hands in what is to be signed with it: Enter reads, Enter again signs."""

    def __init__(self, background: Background, clock: Callable[[], datetime], run: Callable[[Asked], object]) -> None:
        super().__init__(tr("Sign the report"), READ, self._hand_in)
        self._background, self._clock, self._run = background, clock, run
        self._one: SessionSummary | None = None
        self._holder: Holder | None = None
        hint = tr("What your certificate and its private key were exported as (.p12 or .pfx).")
        self.key = self.add(tr("Key"), QLineEdit(), hint=hint)
        self.choose_key = button(tr("Choose the key…"), partial(self._choose, self.key, tr("Key"), KEYS))
        self.form.addLayout(row(self.choose_key, None))
        hint = tr("It is kept nowhere.")
        self.passphrase = self.add(tr("Passphrase"), QLineEdit(), hint=hint)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        hint = tr("Where somebody signed before you: that copy. Blank: the report as it was issued.")
        self.copy = self.add(tr("Copy signed before"), QLineEdit(), hint=hint)
        self.choose_copy = button(
            tr("Choose the copy…"), partial(self._choose, self.copy, tr("Copy signed before"), PDF)
        )
        self.form.addLayout(row(self.choose_copy, None))
        self.signer = label("", wrap=True)
        self.signer.setAccessibleName(tr("Signer"))
        self.foot.addWidget(self.signer)
        for typed in (self.key, self.passphrase):
            typed.textChanged.connect(lambda _text: self._forget())
        self._forget()

    def ask(self, one: SessionSummary, key: str) -> None:
        """Begin; ``key`` is the file that was used last."""
        self._one = one
        self.say(
            tr("{name}. The file stays as it was issued, byte for byte; the signature is put behind it.", name=one.name)
        )
        self.key.setText(self.key.text() or key)
        self.copy.clear()
        self.show_for_entry(self.passphrase if self.key.text() else self.key)

    def fail(self, error: BaseException) -> None:
        """It was refused: in its words, with what was typed."""
        if isinstance(error, FiremodeError):
            self.refuse(error)
        else:
            self.complain(explain(error).text)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight, the passphrase is gone."""
        self.passphrase.clear()
        super().hideEvent(event)

    def _choose(self, into: QLineEdit, title: str, kinds: str) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, title, into.text(), kinds)
        if chosen:
            into.setText(chosen)

    def _forget(self) -> None:
        self._holder = None
        self.signer.clear()
        self.signer.hide()
        self.go.setText(READ)

    def _hand_in(self) -> None:
        path, copy = self.key.text().strip(), self.copy.text().strip()
        if not path:
            self.complain(tr("A signature needs a key: choose your PKCS#12 file."), self.key)
        elif self._holder is None:
            self.busy()
            self._background.work(
                self,
                partial(_read, Path(path), self.passphrase.text(), self._clock()),
                partial(self._show_holder, path, self.passphrase.text()),
                self._unread,
                text=tr("Reading the key"),
                cancellable=False,
            )
        elif self._one is not None:
            asked = Path(copy) if copy else None
            self._run(Asked(self._one.session_id, Path(path), self.passphrase.text(), asked, self._holder.name))

    def _show_holder(self, path: str, passphrase: str, holder: Holder) -> None:
        self.quiet()
        if (path, passphrase) != (self.key.text().strip(), self.passphrase.text()):
            return
        self._holder = holder
        self.signer.setText(tr("Signs: {holder}.", holder=holder.words))
        self.signer.show()
        self.go.setText(SIGN)

    def _unread(self, error: FiremodeError) -> None:
        self.fail(error)
        self.passphrase.setFocus()
        self.passphrase.selectAll()


def _read(path: Path, passphrase: str, now: datetime, _work: Work) -> Holder:
    holder = signing.read_key(path, passphrase).holder
    holder.check(now)
    return holder


def sign(asked: Asked, path: Path, at: datetime, by: UUID, work: Work) -> Path:
    """Sign, put the copy on record, write it: all of it or nothing.

    Raises:
        FiremodeError: it cannot be signed, or not be written; in words.
    """
    keep_apart(path, asked.key, *([asked.copy] if asked.copy else []))
    report = _wanted(asked, by, work)
    work.check()
    signed = signing.sign(report, signing.read_key(asked.key, asked.passphrase), at)
    with whole_after(path, signed.file):
        work.run(lambda session: signing.keep(session, report, signed, by=by))
    return path


def _wanted(asked: Asked, by: UUID, work: Work) -> signing.Wanted:
    if asked.copy is None:
        return work.run(lambda session: signing.wanted(session, asked.session_id, by=by))
    content = verifying.content_of(asked.copy)
    found = verifying.verify(work.run, content, asked.copy.name)
    if found.session_id is not None and found.session_id != asked.session_id:
        raise Refused(
            tr(
                "{copy} is the report of another session: {session_name}.",
                copy=asked.copy.name,
                session_name=found.session_name,
            )
        )
    return work.run(lambda session: signing.wanted_copy(session, found, content, by=by))


def why_not(approved: bool) -> str:
    """Why a report cannot be signed here, in a few words; blank where it can."""
    if not signing.can_sign():
        return tr("this installation lacks the extra “sign”")
    return "" if approved else tr("once its session is approved")
