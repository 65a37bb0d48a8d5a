"""Integrity: the log of every write, followed from its beginning, and held against every row and what is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.ui.admin.database import Facts
from firemode_desktop.ui.admin.section import Section
from firemode_desktop.ui.language import show_time, tr
from firemode_desktop.ui.parts import Card, button, column, label, primary, row, set_tone
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

if TYPE_CHECKING:
    from firemode_desktop.domain.audit_chain import Head
    from firemode_desktop.services.auditing import Exported, Proof

WHAT = tr(
    "Every write, by whatever program, is an entry of the log, and each entry carries the hash of "
    "the one before. Following the log finds an entry that was altered, left out or cut off, and a "
    "row that was edited behind it. It is tamper-evident, not tamper-proof: who owns the computer "
    "can do anything, and is found by who remembers the end of the log from before – a report that "
    "was issued, another computer, or a note on paper."
)
FILTER = tr("Lines of JSON (*.jsonl);;All files (*)")


class IntegritySection(Section):
    """The end of the log at the left, what was found at the right."""

    key: ClassVar[str] = "integrity"
    title: ClassVar[str] = tr("Integrity")
    words: ClassVar[str] = tr("audit log chain verify tamper evidence hash export")

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.facts = Facts(tr("Entries"), tr("Hash"), tr("Ledger"))
        self.verify = primary(tr("Follow the log"), self.follow)
        self.export = button(tr("Export…"), self.choose_export, icon="export")
        self.accept = button(tr("Take it as it is"), self.accept_log)
        self.accept.setToolTip(tr("After a backup was restored: this computer goes by the log as it is from now on."))
        self.told = label(tr("Nothing was followed since the window was opened."), "heading", wrap=True)
        self.list = QPlainTextEdit()
        self.list.setReadOnly(True)
        self.list.setProperty("role", "page")
        self.list.setAccessibleName(tr("What was found"))
        self.list.hide()
        head = Card(
            label(tr("The log"), "heading"), 4, self.facts, label(WHAT, "small", wrap=True), 4,
            row(self.verify, self.export, self.accept, None), margin=2 * GRID,
        )  # fmt: skip
        found = Card(self.told, self.list, None, margin=2 * GRID)
        whole = row(gap=GRID + 4)
        whole.addLayout(column(head, None), 1)
        whole.addLayout(column(found, None), 1)
        self.setLayout(whole)
        for part in (self.verify, self.export, self.accept):
            part.setEnabled(tools.keeping is not None)

    def load(self) -> None:
        if self.tools.keeping is not None:
            self.tools.background.ask(self, self.tools.keeping.log.head, self._show, about="head")

    def _show(self, head: Head) -> None:
        self.facts.put(tr("Entries"), f"{head.seq:,}")
        self.facts.put(tr("Hash"), head.hash.hex())
        self.facts.put(tr("Ledger"), str(head.ledger))

    # --- following -------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Follow the whole log; it can be cancelled."""
        held = self.tools.keeping
        if held is None or not self.verify.isEnabled():
            return
        self.verify.setEnabled(False)
        self.tools.background.work(
            self,
            lambda work: held.log.verify(work.tell),
            self._on_proof,
            self._on_failed,
            partial(self.verify.setEnabled, True),
            text=tr("Following the log"),
        )

    def _on_proof(self, proof: Proof) -> None:
        self.verify.setEnabled(True)
        when = show_time(self.tools.clock().astimezone())
        if proof.whole:
            self.told.setText(
                tr(
                    "Whole on {when}: {entries:,} entries in one chain, and every row of {rows_of} tables is as it "
                    "was last logged.",
                    when=when,
                    entries=proof.entries,
                    rows_of=len(proof.rows_of),
                )
            )
        else:
            many = len(proof.findings)
            self.told.setText(
                tr(
                    "Not whole on {when}: {many:,} {thing} wrong.",
                    when=when,
                    many=many,
                    thing=tr("thing is") if many == 1 else tr("things are"),
                )
            )
        set_tone(self.told, "" if proof.whole else "fail")
        lines = [*(one.sentence for one in proof.findings), *proof.warnings]
        self.list.setPlainText("\n\n".join(lines))
        self.list.setVisible(bool(lines))
        self.load()

    def _on_failed(self, error: FiremodeError) -> None:
        self.verify.setEnabled(True)
        self.tools.notices.show_error(error)

    def accept_log(self) -> None:
        """Go by the log as it is from now on."""
        held = self.tools.keeping
        if held is None:
            return

        def accepted(head: Head) -> None:
            self._show(head)
            self.tools.notices.settle("history")
            self.tools.notices.say(tr("This computer goes by the log as it is: {seq:,} entries.", seq=head.seq))

        self.tools.background.work(self, lambda _: held.log.accept(), accepted, self._on_failed, text=tr("Remembering"))

    # --- exporting -------------------------------------------------------------------------------------------------

    def choose_export(self) -> None:
        """Ask where to, then write."""
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Export the log"), str(Path.home() / "firemode-log.jsonl"), FILTER
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the log to that file, whole or not at all."""
        held = self.tools.keeping
        if held is None:
            return

        def written(done: Exported) -> None:
            self.tools.notices.say(
                tr("Wrote {entries:,} entries of the log to {path}.", entries=done.entries, path=path)
            )

        self.tools.background.work(
            self, lambda work: held.log.export(path, work.tell), written, self._on_failed, text=tr("Writing the log")
        )

    def take_focus(self) -> None:
        self.verify.setFocus(Qt.FocusReason.OtherFocusReason)

    def pictures(self) -> Iterator[str]:
        if self.tools.keeping is not None:
            self.follow()
            yield "followed"
