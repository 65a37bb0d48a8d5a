"""The notice to the owner on screen: to copy, to save, to open in the mail program; and that a person has sent it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.notices import Notice
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.panel import mark
from firemode_desktop.ui.parts import Card, button, column, label, primary, row
from firemode_desktop.ui.theme import GRID

WIDEST = 860


@dataclass(frozen=True)
class Sent:
    """That a notice was sent: of which faults, to whom, when."""

    fault_ids: tuple[UUID, ...]
    to: str
    on: date


@dataclass(frozen=True)
class NoticeActs:
    """What the page does with a notice."""

    back: Callable[[], object]
    save: Callable[[Notice], object]
    sent: Callable[[Sent], object]
    said: Callable[[str], object]
    opened: Callable[[QUrl], bool] = QDesktopServices.openUrl


class NoticePanel(Card):
    """One notice. The text cannot be changed here, so that it says what is on record and nothing else."""

    def __init__(self, acts: NoticeActs, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._acts = acts
        self.notice: Notice | None = None
        self._faults: tuple[UUID, ...] = ()
        self.setMaximumWidth(WIDEST)
        self.subject = label("", "strong", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Notice"))
        self.to, self.on = QLineEdit(), QLineEdit()
        self.to.setPlaceholderText(tr("To whom"))
        self.to.setAccessibleName(tr("Sent to"))
        self.on.setPlaceholderText(tr("When"))
        self.on.setAccessibleName(tr("Sent on"))
        self.on.setMaximumWidth(140)
        for field in (self.to, self.on):
            field.returnPressed.connect(self.submit)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.go = primary(tr("Note as sent"), self.submit)
        self._lay_out()

    def _lay_out(self) -> None:
        ways = row(
            button(tr("Copy"), self.copy_, icon="copy"),
            button(tr("Save…"), self.save_, icon="save"),
            button(tr("Open in the mail program"), self.open_mail),
            None,
            button(tr("Back"), self._acts.back),
        )
        words = tr("The program sends nothing. Once you have sent it, say to whom: that is kept with the fault.")
        sending = row(self.to, self.on, self.go)
        sending.setStretch(0, 1)
        whole = column(
            label(tr("Notice to the owner"), "heading"), self.subject, self.text, ways,
            label(words, "small", wrap=True), sending, self.problem, gap=GRID + 2,
        )  # fmt: skip
        whole.setStretch(2, 1)
        self.body.addLayout(whole)

    def show_notice(self, notice: Notice, faults: tuple[UUID, ...], to: str, today: date) -> None:
        """Show a notice of these faults; the keyboard goes to the text."""
        self.notice, self._faults = notice, faults
        self.subject.setText(notice.subject)
        self.text.setPlainText(notice.text)
        self.to.setText(notice.to or to)
        self.on.setText(show_date(today))
        mark(self.on, "")
        self.problem.hide()
        self.go.setEnabled(True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_(self) -> None:
        """Subject and text, on the clipboard."""
        if self.notice is not None:
            QGuiApplication.clipboard().setText(self.notice.whole)
            self._acts.said(tr("The notice is on the clipboard."))

    def save_(self) -> None:
        """As a text file."""
        if self.notice is not None:
            self._acts.save(self.notice)

    def open_mail(self) -> None:
        """A new letter in the mail program, not sent; a text too long for that is put on the clipboard."""
        if self.notice is None:
            return
        link, whole = self.notice.link()
        if not whole:
            QGuiApplication.clipboard().setText(self.notice.text)
        if not self._acts.opened(QUrl(link, QUrl.ParsingMode.StrictMode)):
            self.say(tr("This computer has no mail program that could be opened. Copy the notice instead."))
        elif not whole:
            self._acts.said(tr("The notice is too long for a link; it is on the clipboard to be pasted."))

    def submit(self) -> None:
        """That it was sent, or what is missing."""
        try:
            on = parse_date(self.on.text())
        except Invalid as error:
            mark(self.on, error.message)
            self.say(error.message)
            return
        if not self.to.text().strip():
            self.say(tr("Say to whom the notice was sent."))
            self.to.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.go.setEnabled(False)
        self._acts.sent(Sent(self._faults, self.to.text().strip(), on))

    def say(self, words: str) -> None:
        """What is wrong."""
        self.problem.setText(words)
        self.problem.show()
        self.go.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self._acts.back()
        else:
            super().keyPressEvent(event)
