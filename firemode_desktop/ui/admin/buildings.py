"""Buildings: whole ones, exported to a file that proves itself, archived with it, and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QStackedWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.domain.standing import Standing as Tone
from firemode_desktop.services import archiving, people
from firemode_desktop.services.archiving import Standing
from firemode_desktop.services.building_desk import Archiving
from firemode_desktop.services.evidence_files import plain_name
from firemode_desktop.ui.admin.database import Facts
from firemode_desktop.ui.admin.section import Section
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import Card, button, column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

if TYPE_CHECKING:
    from firemode_desktop.services.building_checks import Checked
    from firemode_desktop.services.building_files import Manifest

WIDTH = 372
FILTER = tr("Building files (*.zip);;All files (*)")
ONLY = tr("Only a supervisor or an administrator archives a building or takes it up again; everybody may export.")
ARCHIVE = tr(
    "All records, the evidence and the log go into one file that needs no program to be read. From "
    "then on nothing in the building changes; it can be looked at, and taken up again."
)


def _state(one: Standing) -> str:
    return one.words or tr("in service")


def _mark(one: Standing) -> Mark:
    return Mark(Tone.SKIPPED if one.archived or one.out_since else Tone.PASS)


def _tone(one: Standing) -> str:
    return "faint" if one.archived else ""


COLUMNS: tuple[Column[Standing], ...] = (
    Column("name", tr("Building"), lambda one: one.name, 220, strong=True, stretch=True, tone=_tone),
    Column("suburb", tr("Suburb"), lambda one: one.suburb or "", 140, tone=_tone, roomy=True),
    Column("state", tr("State"), _state, 220, mark=_mark, tone=_tone),
    Column("file", tr("File"), lambda one: one.file_name, 200, tone=_tone, roomy=True),
)


class _Panel(EntryPanel):
    """One building, a reason, and what is done with it; *Export…* stands where other panels go back."""

    def __init__(self, section: BuildingsSection, verb: str) -> None:
        super().__init__("", verb, section.act)
        self.building: Standing | None = None
        self.may_archive = section.may_archive
        self._begin()
        self.reason = QLineEdit()
        if self.may_archive:
            self.add(tr("Reason"), self.reason, hint=tr("It stays on record."))
        self._end()
        self.reason.textChanged.connect(self._on_reason)
        self.back.setText(tr("Export…"))
        self.go.setVisible(self.may_archive)

    def _begin(self) -> None:
        """What stands above the reason."""

    def _end(self) -> None:
        """What stands below it."""

    def present(self, one: Standing, today: date) -> None:
        """Show a building; what was typed stays as long as it is the same one."""
        if self.building != one:
            self.building = one
            self.title.setText(one.name)
            self.reason.clear()
            self._fill(one, today)
            self.quiet()
        self._on_reason()

    def _fill(self, one: Standing, today: date) -> None:
        raise NotImplementedError

    def _on_reason(self, *_: object) -> None:
        self.go.setEnabled(bool(self.reason.text().strip()))


class ArchivePanel(_Panel):
    """What is needed to archive a building."""

    def __init__(self, section: BuildingsSection) -> None:
        super().__init__(section, tr("Archive…"))
        self.say(ARCHIVE if self.may_archive else ONLY)

    def _begin(self) -> None:
        self.out_since = QLineEdit()
        if self.may_archive:
            self.add(tr("Out of service since"), self.out_since)

    def _end(self) -> None:
        self.incomplete = QCheckBox(tr("Also without evidence files that are missing"))
        if self.may_archive:
            self.listen(self.incomplete)
            self.form.addWidget(self.incomplete)

    def _fill(self, one: Standing, today: date) -> None:
        self.out_since.setText(show_date(one.out_since or today))
        self.out_since.setReadOnly(one.out_since is not None)
        self.incomplete.setChecked(False)

    def asked(self, path: Path, by: UUID) -> Archiving:
        """What is asked for. Raises Invalid where the day is none."""
        assert self.building is not None
        since = None if self.building.out_since else parse_date(self.out_since.text())
        return Archiving(self.building.building_id, path, self.reason.text(), by, since, self.incomplete.isChecked())


class ArchivedPanel(_Panel):
    """What is on record of an archive."""

    def __init__(self, section: BuildingsSection) -> None:
        super().__init__(section, tr("Take up again"))
        self.say(tr("Nothing in it changes. The file with its records is known by its SHA-256."))

    def _begin(self) -> None:
        self.facts = Facts(tr("Archived"), tr("Why"), tr("File"), "SHA-256", tr("Holds"))
        self.form.addWidget(self.facts)

    def _fill(self, one: Standing, today: date) -> None:
        assert one.archived_on is not None
        missing = tr(", {files_missing:,} missing", files_missing=one.files_missing) if one.files_missing else ""
        self.facts.put(
            tr("Archived"),
            tr("{archived_on} by {archived_by}", archived_on=show_date(one.archived_on), archived_by=one.archived_by),
        )
        self.facts.put(tr("Why"), one.reason)
        self.facts.put(tr("File"), one.file_name)
        self.facts.put("SHA-256", " ".join(one.file_sha256[at : at + 16] for at in range(0, 64, 16)))
        self.facts.put(
            tr("Holds"),
            tr(
                "{records:,} records, {files:,} files of evidence{missing}",
                records=one.records,
                files=one.files,
                missing=missing,
            ),
        )


class BuildingsSection(Section):
    """The list, and beside it the chosen building."""

    key: ClassVar[str] = "buildings"
    title: ClassVar[str] = tr("Buildings")
    words: ClassVar[str] = tr("archive export whole building hand over reopen decommission")

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.may_archive = tools.person.role in people.MANAGERS
        self.model: ListingModel[Standing] = ListingModel(COLUMNS, key=lambda one: one.building_id)
        self.list = Listing(self.model, tr("Buildings"), tools.settings, "admin/buildings")
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _one: self.panel.reason.setFocus(Qt.FocusReason.OtherFocusReason))
        self.archives, self.archived = ArchivePanel(self), ArchivedPanel(self)
        self.panels = QStackedWidget()
        self.panels.setFixedWidth(WIDTH)
        for panel in (self.archives, self.archived):
            self.panels.addWidget(panel)
            panel.closed.connect(self.choose_export)
        self.note = label("", "quiet")
        self.check = button(tr("Check a file…"), self.choose_check, icon="import")
        left = column(row(self.note, None, self.check), Card(self.list, margin=1), gap=GRID)
        left.setStretch(1, 1)
        whole = row(gap=GRID + 4)
        whole.addLayout(left, 1)
        whole.addWidget(self.panels)
        self.setLayout(whole)

    def load(self) -> None:
        self.tools.background.ask(self, _standings, self._show, about="buildings")

    def _show(self, found: tuple[Standing, ...]) -> None:
        self.model.show(found)
        archived = sum(one.archived for one in found)
        many = tr("1 building") if len(found) == 1 else tr("{found:,} buildings", found=len(found))
        self.note.setText(many + (tr(", {archived:,} archived", archived=archived) if archived else ""))
        if self.list.current is None and found:
            self.list.choose(self.building_id or found[0].building_id)
        self._on_chosen(self.list.current)

    def _on_chosen(self, one: Standing | None) -> None:
        self.panels.setEnabled(one is not None)
        if one is not None:
            self.panels.setCurrentWidget(self.archived if one.archived else self.archives)
            self.panel.present(one, self.tools.clock().astimezone().date())

    @property
    def panel(self) -> ArchivePanel | ArchivedPanel:
        """The one that is shown."""
        return self.archived if self.panels.currentWidget() is self.archived else self.archives

    # --- deeds -----------------------------------------------------------------------------------------------------

    def act(self) -> None:
        """Archive the chosen building, or take it up again."""
        one = self.panel.building
        if one is None or not self.panel.reason.text().strip():
            return
        if one.archived:
            self.reopen(one)
            return
        try:
            self.archives.asked(Path(), self.tools.person.id)
        except Invalid as error:
            self.archives.complain(error.message, self.archives.out_since)
            return
        if (path := self._ask_where(one)) is not None:
            self.archive(path)

    def archive(self, path: Path) -> None:
        """Archive the chosen building with that file; it can be cancelled, and then nothing was archived."""
        held, one = self.tools.keeping, self.archives.building
        if held is None or one is None:
            return
        asked = self.archives.asked(path, self.tools.person.id)
        self.archives.busy()

        def done(checked: Checked) -> None:
            self.tools.notices.say(tr("{name} is archived. Its records are in {path}.", name=one.name, path=path))
            self._written()

        self.tools.background.work(
            self,
            lambda work: held.buildings.archive(asked, work.tell),
            done,
            self.archives.refuse,
            self.archives.quiet,
            text=tr("Archiving {name}", name=one.name),
        )

    def reopen(self, one: Standing) -> None:
        """Take the building up again."""
        self.archived.busy()

        def done(_: object) -> None:
            self.tools.notices.say(tr("{name} is taken up again. It is still out of service.", name=one.name))
            self._written()

        job = partial(_reopen, one.building_id, self.archived.reason.text(), self.tools.person.id)
        self.tools.background.do(self, job, done, self.archived.refuse, text=tr("Taking a building up again"))

    def _written(self) -> None:
        self.load()
        self.take_focus()

    def choose_export(self) -> None:
        """Ask where to, then write the chosen building."""
        one = self.panel.building
        if one is not None and (path := self._ask_where(one)) is not None:
            self.export(one, path)

    def export(self, one: Standing, path: Path) -> None:
        """Write all records of a building to that file, whole or not at all."""
        held = self.tools.keeping
        if held is None:
            return

        def written(made: Manifest) -> None:
            said = tr(
                "Wrote {records:,} records and {files:,} files of evidence of {name} to {path}.",
                records=made.records,
                files=made.files,
                name=one.name,
                path=path,
            )
            if made.missing:
                self.tools.notices.warn(
                    tr("{said} {missing:,} were missing.", said=said, missing=len(made.missing)), *made.missing
                )
            else:
                self.tools.notices.say(said)

        self.tools.background.work(
            self, lambda work: held.buildings.export(one.building_id, path, work.tell), written, self._on_failed,
            text=tr("Exporting {name}", name=one.name),
        )  # fmt: skip

    def choose_check(self) -> None:
        """Ask for a file, then hold it against itself."""
        name, _ = QFileDialog.getOpenFileName(self, tr("Check the file of a building"), str(Path.home()), FILTER)
        if name:
            self.check_file(Path(name))

    def check_file(self, path: Path) -> None:
        """Hold a file against itself; what is wrong is named."""
        from firemode_desktop.services import building_checks

        def checked(found: Checked) -> None:
            if found.whole:
                self.tools.notices.say(
                    tr(
                        "{path} is whole: {building}, {records:,} records of {made_at}. SHA-256 {sha256}",
                        path=path.name,
                        building=found.manifest.building,
                        records=found.manifest.records,
                        made_at=show_date(found.manifest.made_at.date()),
                        sha256=found.sha256,
                    )
                )
            else:
                self.tools.notices.warn(
                    tr("{path} is not whole.", path=path.name), *(one.sentence for one in found.findings)
                )

        self.tools.background.work(
            self,
            lambda work: building_checks.check(path, work.tell),
            checked,
            self._on_failed,
            text=tr("Checking a file"),
        )

    def _ask_where(self, one: Standing) -> Path | None:
        suggested = Path.home() / f"{plain_name(one.name)}.zip"
        name, _ = QFileDialog.getSaveFileName(self, tr("All records of {name}", name=one.name), str(suggested), FILTER)
        return Path(name) if name else None

    def _on_failed(self, error: FiremodeError) -> None:
        self.tools.notices.show_error(error)

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def told_of(self) -> tuple[str, UUID] | None:
        """The chosen building."""
        return None if self.list.current is None else ("buildings", self.list.current.building_id)

    def unsaved(self) -> str | None:
        return None

    def pictures(self) -> Iterator[str]:
        if (one := self.archives.building) is None:
            return
        self.archives.reason.setText(tr("The building was sold; its new owner has another contractor."))
        yield "reason"
        today = self.tools.clock().date()
        self._show((
            replace(one, out_since=today, archived_on=today, archived_by=self.tools.person.full_name, reason="Sold.",
                    file_name="building.zip", file_sha256="0f" * 32, records=1934, files=215, files_missing=1),
        ))  # fmt: skip
        yield "archived"
        self.load()


# Jobs


def _standings(session: Any) -> tuple[Standing, ...]:
    return archiving.standings(session)


def _reopen(building_id: UUID, reason: str, by: UUID, session: Any) -> None:
    archiving.reopen(session, building_id, reason, by=by)
