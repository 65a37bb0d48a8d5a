"""The database: where the records lie, backups of it, bringing one back, and the folders beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.services import backups, keeping
from firemode_desktop.services.backups import Manifest, Written
from firemode_desktop.services.keeping import DatabaseFacts, FolderFacts, show_bytes
from firemode_desktop.ui.admin.rounds import RoundsCard
from firemode_desktop.ui.admin.section import Section
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.language import show_time, tr
from firemode_desktop.ui.parts import Card, button, column, empty, label, primary, row, set_tone
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

SUFFIX = ".fmbackup"
FILTER = tr("Backups (*.fmbackup *.zip);;All files (*)")
LAST_FILE, LAST_DAY, FOLDER = "admin/last backup", "admin/last backup on", "folders/backup"


class Facts(QWidget):
    """Names and what is so, below each other; what is so can be selected and copied."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(3 * GRID)
        form.setVerticalSpacing(GRID - 2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._values: dict[str, QLabel] = {}
        for name in names:
            value = self._values[name] = label("", wrap=True)
            value.setAccessibleName(name)
            shown = label(name, "quiet")
            shown.setMinimumWidth(96)
            form.addRow(shown, value)

    def put(self, name: str, text: str, tone: str = "") -> None:
        """Say it."""
        self._values[name].setText(text)
        set_tone(self._values[name], tone)

    def text(self, name: str) -> str:
        """What is said."""
        return self._values[name].text()


class RestoreCard(Card):
    """What a chosen backup holds, and the question whether it is to take the place of everything."""

    def __init__(self, section: DatabaseSection) -> None:
        super().__init__()
        self.file = Path()
        self.title = label("", "heading", wrap=True)
        self.facts = Facts(tr("Made"), tr("Holds"), tr("Schema"), tr("Server"))
        words = label(
            tr(
                "It takes the place of everything in this database, for everybody who works in it; they are "
                "disconnected for a moment. The database as it is now is kept aside on the same server. The "
                "backup is proved before anything is replaced."
            ),
            "small",
            wrap=True,
        )
        self.back = button(tr("Back"), section.close_restore)
        self.go = primary(tr("Restore"), section.restore)
        self.body.addLayout(column(self.title, self.facts, words, row(self.back, None, self.go), gap=GRID))

    def show_manifest(self, file: Path, manifest: Manifest) -> None:
        """Say what it holds."""
        self.file = file
        held = manifest.content
        self.title.setText(tr("Restore {file}?", file=file.name))
        self.facts.put(
            tr("Made"),
            tr(
                "{made_at} by version {program}",
                made_at=show_time(manifest.made_at.astimezone()),
                program=manifest.program,
            ),
        )
        self.facts.put(
            tr("Holds"),
            tr(
                "{rows:,} rows in {tables} tables, from {database}",
                rows=held.rows,
                tables=len(held.tables),
                database=manifest.database,
            ),
        )
        self.facts.put(tr("Schema"), manifest.revision or "none")
        self.facts.put(tr("Server"), tr("PostgreSQL {server_version}", server_version=manifest.server_version))


class DatabaseSection(Section):
    """Facts at the left; backup, folders and what was put aside at the right."""

    key: ClassVar[str] = "database"
    title: ClassVar[str] = tr("Database")
    words: ClassVar[str] = tr("backup restore server schema folders")

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.facts = Facts(
            tr("Where"),
            tr("Database"),
            tr("Server"),
            tr("Connection"),
            tr("Login"),
            tr("Schema"),
            tr("Size"),
            tr("In use by"),
        )
        self.last = label("", "", wrap=True)
        self.now = primary(tr("Back up now…"), self.choose_backup)
        self.choose = button(tr("Restore…"), self.choose_restore, icon="restore")
        self.restoring = RestoreCard(self)
        self.restoring.hide()
        self.rounds = RoundsCard(tools)
        self.folders = Facts(tr("Data"), tr("Evidence"), tr("Evidence files"))
        self.aside = QVBoxLayout()
        self.aside.setSpacing(4)
        self._build()
        for part in (self.now, self.choose):
            part.setEnabled(tools.keeping is not None)

    def _build(self) -> None:
        words = label(
            tr(
                "A backup is one file with every record. When it is restored, every table is compared with it "
                "before anything is replaced. Evidence files are not in it; backups by themselves copy them as "
                "well."
            ),
            "small",
            wrap=True,
        )
        backup = Card(
            label(tr("Backup"), "heading"), self.last, words, 2, row(self.now, self.choose, None), margin=2 * GRID
        )
        open_ = row(
            button(tr("Open the data folder"), partial(self._open, "data")),
            button(tr("Open the evidence folder"), partial(self._open, "evidence")),
            None,
        )
        folders = Card(label(tr("Folders"), "heading"), 2, self.folders, 4, open_, margin=2 * GRID)
        self.put_aside = Card(label(tr("Put aside by restores"), "heading"), self.aside, margin=2 * GRID)
        base = Card(label(tr("Database"), "heading"), 4, self.facts, None, margin=2 * GRID)
        left = column(base, folders, self.put_aside, None, gap=GRID + 4)
        right = column(backup, self.restoring, self.rounds, None, gap=GRID + 4)
        whole = row(gap=GRID + 4)
        whole.addLayout(left, 1)
        whole.addLayout(right, 1)
        self.setLayout(whole)

    # --- what is so ----------------------------------------------------------------------------------------------

    def load(self) -> None:
        self.tools.background.ask(self, keeping.facts, self._show, about="facts")
        evidence = self.tools.evidence_dir
        self.tools.background.ask(self, partial(_folder, evidence), self._show_folder, about="folder")
        self._show_last()
        self.rounds.load()
        held = self.tools.keeping
        self.folders.put(tr("Data"), str(held.data_dir) if held else "–")
        self.facts.put(tr("Where"), held.where if held else "–")

    def _show(self, found: DatabaseFacts) -> None:
        put = self.facts.put
        put(tr("Database"), found.name)
        put(tr("Server"), tr("PostgreSQL {server_version}", server_version=found.server_version))
        put(tr("Connection"), _connection(found))
        put(tr("Login"), found.login)
        current = found.revision == found.head
        put(
            tr("Schema"),
            tr(
                "{revision}, {up}",
                revision=found.revision or tr("none"),
                up=tr("up to date") if current else tr("the program needs {head}", head=found.head),
            ),
        )
        put(tr("Size"), show_bytes(found.size_bytes))
        others = found.connections - 1
        put(
            tr("In use by"),
            tr("this connection alone")
            if others < 1
            else tr("{connections} connections", connections=found.connections),
        )
        empty(self.aside)
        for kept in found.kept:
            size = show_bytes(kept.size_bytes) if kept.size_bytes is not None else ""
            name = label(kept.name)
            name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.aside.addLayout(row(name, None, label(size, "quiet")))
        self.put_aside.setVisible(bool(found.kept))

    def _show_folder(self, found: FolderFacts) -> None:
        count = tr(
            "{files:,} {file}, {size_bytes}",
            files=found.files,
            file=tr("file") if found.files == 1 else tr("files"),
            size_bytes=show_bytes(found.size_bytes),
        )
        self.folders.put(tr("Evidence"), str(found.path))
        self.folders.put(tr("Evidence files"), count if found.files else tr("none yet"))

    def _show_last(self) -> None:
        file, day = (str(self.tools.settings.value(key) or "") for key in (LAST_FILE, LAST_DAY))
        self.last.setText(
            tr("Last from here: {day}\n{file}", day=day, file=file)
            if file
            else tr("None was made from this computer yet.")
        )
        set_tone(self.last, "" if file else "near")

    def _open(self, which: str) -> None:
        held = self.tools.keeping
        folder = self.tools.evidence_dir if which == "evidence" else held.data_dir if held else None
        if folder is None or not folder.is_dir():
            self.tools.notices.warn(tr("The {which} folder is not there yet.", which=which))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # --- backup --------------------------------------------------------------------------------------------------

    def choose_backup(self) -> None:
        """Ask where to, then write."""
        proposed = self._folder() / tr(
            "FireMode {clock:%Y-%m-%d %H%M}{SUFFIX}", clock=self.tools.clock().astimezone(), SUFFIX=SUFFIX
        )
        name, _ = QFileDialog.getSaveFileName(self, tr("Back up"), str(proposed), FILTER)
        if name:
            self.back_up(Path(name) if Path(name).suffix else Path(name).with_suffix(SUFFIX))

    def _folder(self) -> Path:
        return Path(str(self.tools.settings.value(FOLDER) or Path.home()))

    def back_up(self, file: Path) -> None:
        """Write a backup to that file."""
        held = self.tools.keeping
        if held is None:
            return
        self.tools.settings.setValue(FOLDER, str(file.parent))
        self.now.setEnabled(False)
        self.tools.background.work(
            self,
            lambda work: held.backup(file, _teller(work)),
            self._on_written,
            self._on_not_written,
            partial(self.now.setEnabled, True),
            text=tr("Writing a backup"),
        )

    def _on_written(self, written: Written) -> None:
        self.now.setEnabled(True)
        self.tools.settings.setValue(LAST_FILE, written.file)
        self.tools.settings.setValue(LAST_DAY, show_time(written.made_at.astimezone()))
        self._show_last()
        size = show_bytes(written.size_bytes)
        self.tools.notices.say(
            tr(
                "Backed up {rows:,} rows in {tables} tables ({size}).",
                rows=written.rows,
                tables=written.tables,
                size=size,
            )
        )

    def _on_not_written(self, error: FiremodeError) -> None:
        self.now.setEnabled(True)
        self.tools.notices.show_error(error)

    # --- restore -------------------------------------------------------------------------------------------------

    def choose_restore(self) -> None:
        """Ask which one, then say what it holds."""
        name, _ = QFileDialog.getOpenFileName(self, tr("Restore a backup"), str(self._folder()), FILTER)
        if name:
            self.look_at(Path(name))

    def look_at(self, file: Path) -> None:
        """Check a backup's seal and say what it holds."""
        self.tools.settings.setValue(FOLDER, str(file.parent))
        shown = partial(self._ask_restore, file)
        self.tools.background.work(self, lambda _work: backups.inspect(file), shown, text=tr("Reading the backup"))

    def _ask_restore(self, file: Path, manifest: Manifest) -> None:
        self.restoring.show_manifest(file, manifest)
        self.restoring.show()
        self.restoring.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_restore(self) -> None:
        """Restore nothing."""
        self.restoring.hide()
        self.take_focus()

    def restore(self) -> None:
        """Let the backup take the place of what is here."""
        if self.tools.keeping is not None:
            self.restoring.hide()
            self.tools.keeping.restore(self.restoring.file)

    def take_focus(self) -> None:
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def pictures(self) -> Iterator[str]:
        held = self.tools.keeping
        if held is None:
            return
        kept = {key: self.tools.settings.value(key) for key in (LAST_FILE, LAST_DAY, FOLDER)}
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"FireMode{SUFFIX}"
            self.back_up(file)
            yield "backed-up"
            self.look_at(file)
            yield "restore"
        self.close_restore()
        self.rounds.plan.ask(None, held.data_dir)
        yield "plan"
        self.rounds.plan.hide()
        for key, value in kept.items():
            self.tools.settings.setValue(key, value)


def _connection(found: DatabaseFacts) -> str:
    if found.address is None:
        return tr("through a socket of this computer")
    return tr("to {address}, {encryption}", address=found.address, encryption=found.encryption or tr("not encrypted"))


def _teller(work: Work) -> Any:
    return lambda text: work.tell(0, 0, text)


# Jobs


def _folder(path: Path, _session: Any) -> FolderFacts:
    return keeping.folder(path)
