"""The import of a file of baselines as a panel in the page. Nothing is written before *Import*."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.domain.errors import Conflict, FiremodeError
from firemode_desktop.ui.importing.checking import Checked, Choices, Source, check, save_rejected, write
from firemode_desktop.ui.importing.flow import FileImport, Step
from firemode_desktop.ui.importing.looking import Preview
from firemode_desktop.ui.importing.wording import imported, many, nothing_to_write, writes
from firemode_desktop.ui.notices import Kind, Notice
from firemode_desktop.ui.parts import EmptyState, button, column, label, primary, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools


class ImportPanel(FileImport):
    """``closed`` when the person is done; ``take_back(batch_id, words)`` when an import just made is not wanted."""

    closed = Signal()
    take_back = Signal(object, str)

    def __init__(self, tools: Tools, template: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(tools, "Import baselines", parent)
        self.checked: Checked | None = None
        self._build(template)
        self._show(Step.CHOOSE)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self, template: Callable[[], object]) -> None:
        self.title = label("Import baselines", "title")
        self.name = label("", "quiet")
        self.other = button("Choose another file…", self.ask_file, icon="import")
        self.close_button = button("Close", self.close_panel)
        self.template_button = button("Download the template…", template, icon="export")
        choose = EmptyState(
            "import",
            "Choose a workbook, or drop it here",
            "An .xlsx workbook or a CSV file of pressures, velocities or door forces. It is checked first, cell by "
            "cell; nothing is written until you confirm.",
            self.choose_button,
            self.template_button,
        )
        self.preview = Preview(self.recheck)
        self._add_steps(choose, self.preview, self.preview.grid)
        self.verdict = label("", "strong", wrap=True)
        self.good_only = button("", self.ask_rejected)
        self.confirm = primary("", self.write_all)
        self.foot = QWidget()
        foot = row(self.verdict, self.good_only, self.confirm, gap=GRID)
        foot.setStretch(0, 1)
        self.foot.setLayout(foot)
        head = row(self.title, GRID, self.name, None, self.other, self.close_button)
        whole = column(head, self.stack, self.foot, gap=GRID + 4)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _arrange(self, step: Step) -> None:
        self.foot.setVisible(step is Step.PREVIEW)
        self.other.setVisible(step is Step.PREVIEW)
        self.name.setText(self._file.name if self._file and step is not Step.CHOOSE else "")

    # --- choose --------------------------------------------------------------------------------------------------

    def begin(self, building_id: UUID) -> None:
        """Start over for a building; a preview of the same building that is under way stays."""
        if building_id != self._building or self.step is Step.CHOOSE:
            self.cancel()
            self._building = building_id
            self._say_failure("")
            self._show(Step.CHOOSE)

    def read(self, file: Path) -> None:
        """Read and check a file beside the window."""
        self.preview.reset()
        self._check_source(Source(file, self._wanted(), self.tools.clock()))

    def recheck(self) -> None:
        """Check the same cells again with what was chosen for the whole file, against the building as it is now."""
        if self.checked is not None:
            chosen = Choices(self.preview.kind, self.preview.provenance)
            source = Source(self.checked.file, self._wanted(), self.tools.clock(), chosen, self.checked.workbook)
            self._check_source(source)

    def _wanted(self) -> UUID:
        assert self._building is not None
        return self._building

    def _check_source(self, source: Source) -> None:
        self._check(source.file, lambda work: check(work, source))

    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        self.preview.show_checked(checked)
        self._offer()

    # --- look ----------------------------------------------------------------------------------------------------

    def _offer(self) -> None:
        """What can be confirmed: everything, the good rows, or nothing."""
        assert self.checked is not None
        plan = self.checked.plan
        good, clean = writes(plan), not plan.errors
        self.verdict.setText(self.preview.verdict)
        anything = clean and not plan.writes_nothing
        self.confirm.setText(f"Import {many(good, 'row')}" if good else "Import")
        self.confirm.setVisible(anything)
        self.confirm.setEnabled(anything)
        some = not clean and not plan.whole_file_errors and good > 0
        self.good_only.setText(f"Import only the good rows ({good:,})…")
        self.good_only.setVisible(some)
        self.good_only.setEnabled(some)

    # --- confirm -------------------------------------------------------------------------------------------------

    def write_all(self) -> None:
        """Write the plan that is shown, as it is shown."""
        if self.checked is not None and self.confirm.isEnabled():
            self._write(self.checked, skip_invalid=False)

    def ask_rejected(self) -> None:
        """Ask where the rows that are left out go, then import the others."""
        if self.checked is None:
            return
        file = self.checked.file
        start = file.with_name(f"{file.stem}-rejected.xlsx")
        name, _ = QFileDialog.getSaveFileName(
            self, "Where the rows that are left out go", str(start), "Workbook (*.xlsx)"
        )
        if name:
            self.write_good(Path(name))

    def write_good(self, target: Path) -> None:
        """Save the rejected rows as ``target``, then import the good ones; nothing is imported if that fails."""
        checked = self.checked
        if checked is None:
            return
        self._busy(True)
        self.tools.background.work(
            self,
            lambda work: save_rejected(work, checked, target),
            lambda _file: self._write(checked, skip_invalid=True, rejected=target),
            self._on_not_written,
            partial(self._busy, False),
            text="Saving the rows that are left out",
        )

    def _write(self, checked: Checked, *, skip_invalid: bool, rejected: Path | None = None) -> None:
        self._busy(True)
        self.tools.background.do(
            self,
            partial(write, checked, self.tools.person.id, skip_invalid),
            partial(self._on_written, checked, rejected),
            self._on_not_written,
            text=f"Importing {many(writes(checked.plan), 'baseline')}",
        )

    def _busy(self, busy: bool) -> None:
        self.confirm.setEnabled(not busy)
        self.good_only.setEnabled(not busy)
        self.other.setEnabled(not busy)

    def _on_written(self, checked: Checked, rejected: Path | None, outcome: Any) -> None:
        self._busy(False)
        self.checked = None
        if outcome.batch_id is None:
            self.tools.notices.say(nothing_to_write(checked.plan))
        else:
            said = imported(checked.plan, skipped=rejected is not None)
            details = (f"The rows left out are in {rejected.name}.",) if rejected else ()
            back = partial(self.take_back.emit, outcome.batch_id, checked.plan.file_name)
            self.tools.notices.show(Notice(Kind.DONE, said, details, actions=(("Take back…", back),)))
        self._show(Step.CHOOSE)
        self.closed.emit()

    def _on_not_written(self, error: FiremodeError) -> None:
        """Nothing was written, or the reply got lost: confirming again settles it by the number of the import."""
        self._busy(False)
        self.tools.notices.show_error(error)
        if isinstance(error, Conflict):
            self.recheck()

    # --- leaving -------------------------------------------------------------------------------------------------

    def close_panel(self) -> None:
        """Leave; a preview is forgotten, nothing was written."""
        self.cancel()
        self.checked = None
        self._show(Step.CHOOSE)
        self.closed.emit()
