"""The import of registers in the place of the grid: choose → check → look → put into registers.

Nothing is saved here: what is put into the registers is one step of the draft, which Ctrl+Z takes back.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.merge import Clash
from firemode_desktop.ui.importing.flow import FileImport, Step
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import EmptyState, button, column, label, primary, row
from firemode_desktop.ui.registry.checking import Checked, Said, Source, check, put_into
from firemode_desktop.ui.registry.cobie import ConfirmStairs
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.looking import Looking
from firemode_desktop.ui.registry.preview import done, first_place, verdict
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

PUT = ("Ctrl+Return", "Ctrl+Enter")


class RegisterImport(FileImport):
    """``left`` when the person is done; ``row_wanted(register, key)`` when a row shall be shown in its register."""

    moved = Signal()
    """Another step is shown."""
    left = Signal()
    row_wanted = Signal(str, object)

    def __init__(self, tools: Tools, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tools, tr("Import registers"), parent)
        self.desk = desk
        self.checked: Checked | None = None
        self._build()
        for keys in PUT:
            QShortcut(keys, self, self.put_into_registers, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show(Step.CHOOSE)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        choose = EmptyState(
            "import",
            tr("Choose a workbook of registers, or drop it here"),
            tr(
                "One that was exported here and edited in a spreadsheet, or a COBie workbook. It is checked "
                "first and shown; nothing is changed until you say so, and nothing is saved until Ctrl+S."
            ),
            self.choose_button,
        )
        self.looking = Looking(self.tools.settings)
        self.looking.row_wanted.connect(self._on_row_wanted)
        self._add_steps(choose, self.looking, self.looking.rows)
        self.stairs = ConfirmStairs()
        self.stairs.confirmed.connect(self.recheck)
        whole = column(self.stairs, self.stack, self._foot(), gap=GRID + 4)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _foot(self) -> QWidget:
        self.verdict = label("", "strong", wrap=True)
        self.other = button(tr("Another file…"), self.ask_file, icon="import")
        self.back = button(tr("Close"), self.close_panel)
        self.back.setToolTip(tr("Forget the preview; nothing is changed (Esc)"))
        self.put = primary(tr("Put into registers"), self.put_into_registers)
        self.put.setToolTip(tr("One step, which Ctrl+Z takes back (Ctrl+Enter)"))
        foot = row(self.verdict, self.other, self.back, self.put, gap=GRID)
        foot.setStretch(0, 1)
        whole = QWidget()
        whole.setLayout(foot)
        return whole

    @property
    def title(self) -> str:
        """What stands in the head of the page."""
        return tr("Import registers")

    @property
    def note(self) -> str:
        """The file in hand."""
        return self._file.name if self._file is not None and self.step is not Step.CHOOSE else ""

    def _arrange(self, step: Step) -> None:
        looking = step is Step.PREVIEW
        self.verdict.setText(self.verdict.text() if looking else "")
        self.put.setVisible(looking)
        self.other.setVisible(looking)
        self.stairs.setVisible(looking and self.checked is not None and self.checked.proposal is not None)
        self.moved.emit()

    # --- choose --------------------------------------------------------------------------------------------------

    def begin(self, building_id: UUID) -> None:
        """Start over for another building; a preview of the same one stays."""
        if building_id != self._building:
            self._building = building_id
            self._forget()
        self._show(self.step)

    def _forget(self) -> None:
        self.cancel()
        self.checked = self._file = None
        self._say_failure("")
        self._show(Step.CHOOSE)

    def read(self, file: Path) -> None:
        """Read a file and hold it against the draft, beside the window."""
        self._check_with(file, Said())

    def recheck(self) -> None:
        """Read the file again, with what was said of it."""
        if self._file is not None:
            self._check_with(self._file, self.stairs.said())

    def _check_with(self, file: Path, said: Said) -> None:
        source = Source(file, self.desk.draft, self.tools.person.id, self.tools.clock(), said)
        self._check(file, lambda work: check(work, source))

    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        self.looking.show_checked(checked)
        if checked.proposal is not None:
            self.stairs.show_proposal(checked.proposal, again=bool(checked.said.stairs))
        self.verdict.setText(verdict(checked.plan, checked.lines))
        self.put.setEnabled(bool(checked.plan.changes))

    # --- put into the registers ----------------------------------------------------------------------------------

    def put_into_registers(self) -> None:
        """Make what the file says part of the draft, as one step; with other stairs it is looked at first."""
        if self.step is Step.PREVIEW and self.stairs.isVisible() and self.stairs.changed:
            self.recheck()
            return
        checked, before = self.checked, self.desk.draft
        if checked is None or self.step is not Step.PREVIEW or not self.put.isEnabled():
            return
        self.put.setEnabled(False)
        self.tools.background.work(
            self,
            lambda _: put_into(checked.plan, before),
            partial(self._on_merged, checked, before),
            text=tr("Putting {file} into the registers", file=checked.file.name),
            cancellable=False,
        )

    def _on_merged(self, checked: Checked, before: Book, answer: tuple[Book, tuple[Clash, ...]]) -> None:
        self.put.setEnabled(True)
        if checked is not self.checked:
            return
        if self.desk.draft is not before:
            self.put_into_registers()
            return
        merged, clashes = answer
        self.desk.do(tr("import of {file}", file=checked.file.name), merged)
        self._forget()
        self._say(checked, len(clashes))
        place = first_place(checked.plan)
        if place is not None:
            self.row_wanted.emit(*place)
        else:
            self.left.emit()

    def _say(self, checked: Checked, clashes: int) -> None:
        words = done(checked.plan, checked.file.name)
        if clashes:
            what = tr("1 cell was") if clashes == 1 else tr("{clashes} cells were", clashes=clashes)
            words += tr(" {what} changed here meanwhile; the file’s value was taken.", what=what)
        tell = self.tools.notices.warn if checked.plan.errors or clashes else self.tools.notices.say
        tell(words)

    def _on_row_wanted(self, register: str, key: UUID) -> None:
        if key in self.desk.draft[register]:
            self.row_wanted.emit(register, key)

    # --- leaving -------------------------------------------------------------------------------------------------

    def close_panel(self) -> None:
        """Leave; a preview is forgotten, nothing was changed."""
        self._forget()
        self.left.emit()
