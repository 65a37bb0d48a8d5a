"""Many reports at once: which buildings, since when, into which folder; then each by its name, with what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.domain.words import Frequency
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import bundling, report_batches
from firemode_desktop.services.files import holds
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import many, term, tr
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import button, row
from firemode_desktop.ui.reporting.files import issued


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; ``building`` None: every building in service; ``since`` None: the latest of each."""

    building: UUID | None
    frequency: str | None
    since: date | None
    folder: Path
    bundles: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a batch: how many files are new, how many were there already, and what failed, in words."""

    written: int
    unchanged: int
    failed: tuple[str, ...]

    @property
    def words(self) -> str:
        """One sentence."""
        there = tr(", {unchanged} as they were", unchanged=self.unchanged) if self.unchanged else ""
        failed = tr(", {failed} failed", failed=len(self.failed)) if self.failed else ""
        return tr(
            "{reports} written{there}{failed}.",
            reports=many(self.written, tr("report"), tr("reports")),
            there=there,
            failed=failed,
        )


class BatchPanel(EntryPanel):
    """Asks for a batch; what is missing is said at its field."""

    def __init__(self, run: Callable[[Asked], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("Many reports"), tr("Write them"), self._hand_in, parent)
        self._run = run
        self.building: UUID | None = None
        self.where = self.add(tr("Buildings"), QComboBox())
        self.where.addItems([tr("This building"), tr("Every building in service")])
        self.frequency = self.add(tr("Frequency"), QComboBox())
        self.frequency.addItem(tr("Every frequency"), None)
        for each in Frequency:
            self.frequency.addItem(term(each.label), each.value)
        hint = tr("Blank: the latest approved session of each building and frequency.")
        self.since = self.add(tr("Approved since"), QLineEdit(), hint=hint)
        self.folder = self.add(tr("Folder"), QLineEdit())
        self.choose = button(tr("Choose…"), self._choose)
        self.form.addLayout(row(self.choose, None))
        self.bundles = self.add(tr("Also"), QCheckBox(tr("the JSON bundle of each, with every hash")))

    def ask(self, building: UUID | None, folder: Path) -> None:
        """Begin."""
        self.building = building
        self.folder.setText(self.folder.text() or str(folder))
        self.show_for_entry(self.where)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of the reports"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _hand_in(self) -> None:
        try:
            since = parse_date(self.since.text()) if self.since.text().strip() else None
        except Invalid as error:
            self.complain(error.message, self.since)
            return
        if not self.folder.text().strip():
            self.complain(tr("The reports need a folder."), self.folder)
            return
        building = self.building if self.where.currentIndex() == 0 else None
        folder = Path(self.folder.text().strip())
        self._run(Asked(building, self.frequency.currentData(), since, folder, self.bundles.isChecked()))


def write_batch(asked: Asked, now: datetime, by: UUID, store: EvidenceFolder, work: Work) -> Written:
    """Write each report; one that fails does not stop the others, and what was written before a stop stays."""
    names = None if asked.building is None else [str(asked.building)]
    wanted: Sequence[report_batches.Wanted] = work.read(
        lambda session: report_batches.wanted(session, names, now, frequency=asked.frequency, since=asked.since)
    )
    written, unchanged, failed = 0, 0, list[str]()
    for number, one in enumerate(wanted):
        work.check()
        work.tell(
            number,
            len(wanted),
            tr("Report {number} of {wanted}: {building}", number=number + 1, wanted=len(wanted), building=one.building),
        )
        try:
            if _one(work, one, asked, by, store):
                written += 1
            else:
                unchanged += 1
        except FiremodeError as error:
            failed.append(f"{one.building}, {one.session_name}: {error.message}")
    return Written(written, unchanged, tuple(failed))


def _one(work: Work, one: report_batches.Wanted, asked: Asked, by: UUID, store: EvidenceFolder) -> bool:
    """Write one report; False where the file is there already, byte for byte."""
    report = issued(work, one.session_id, by, store)
    if asked.bundles:
        bundle = work.run(lambda session: bundling.bundle(session, one.session_id))
        _put(asked.folder / f"{report.number}.json", bundle)
    return _put(asked.folder / f"{report.number}.pdf", report.file)


def _put(path: Path, content: bytes) -> bool:
    """Write a file unless it is there already; ``Invalid`` where its folder cannot be made."""
    if holds(path, content):
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(
            tr("The folder {parent} cannot be made: {strerror}.", parent=path.parent, strerror=error.strerror)
        ) from error
    write_whole(path, content)
    return True
