"""Administration › Settings: how the window looks and speaks on this computer, and what this computer remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel

from firemode_desktop.ui import language, text_size
from firemode_desktop.ui.admin.section import Section
from firemode_desktop.ui.choices import Choices
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.parts import Card, button, column, label, row
from firemode_desktop.ui.theme import GRID, Scheme
from firemode_desktop.ui.workspace import Tools

LOOKS = {
    Scheme.SYSTEM: tr("As the system"),
    Scheme.LIGHT: tr("Light"),
    Scheme.DARK: tr("Dark"),
    Scheme.CONTRAST: tr("High contrast"),
}
KEPT_HERE = tr(
    "On this computer, for this data directory: look, text size and language, the size of the window, columns, "
    "folders, the page and building shown last, what was opened lately. Nothing of it is a record, and nothing is "
    "secret: passwords are in the keyring."
)
KEPT_THERE = tr(
    "In the database, for everybody: buildings, baselines, scenarios, sessions, faults, reports, people and "
    "their roles, rules, the plan of backups."
)


class PreferencesSection(Section):
    """Choices at the left, what is remembered and where things lie at the right."""

    key: ClassVar[str] = "settings"
    title: ClassVar[str] = tr("Settings")
    words: ClassVar[str] = tr("preferences options look dark contrast text size language deutsch forget folders")

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.look, self.text_size, self.language = QComboBox(), QComboBox(), QComboBox()
        for scheme, words in LOOKS.items():
            self.look.addItem(words, scheme)
        for size in text_size.SIZES:
            self.text_size.addItem(f"{size} %", size)
        self.language.addItem(tr("As the system"), "")
        for code in language.shipped():
            self.language.addItem(language.name_of(code), code)
        self.note = label("", "small", wrap=True)
        self.example = label("", "quiet", wrap=True)
        self.forget = button(tr("Forget what is remembered"), self.forget_all)
        self.kept = label("", "quiet", wrap=True)
        self._build()
        choices = tools.choices
        if choices is not None:
            self._follow(self.look, lambda kept: choices.choose_scheme(Scheme(kept)))
            self._follow(self.text_size, choices.choose_size)
            self._follow(self.language, choices.choose_language)

    def _follow(self, box: QComboBox, choose: Callable[..., object]) -> None:
        box.activated.connect(lambda at: choose(box.itemData(at)))

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        for words, box in (
            (tr("Look"), self.look),
            (tr("Text size"), self.text_size),
            (tr("Language"), self.language),
        ):
            named = QLabel(words)
            named.setBuddy(box)
            box.setAccessibleName(words)
            form.addRow(named, box)
        window = Card(label(tr("The window"), "heading"), 4, form, self.example, self.note, margin=2 * GRID)
        remembered = Card(
            label(tr("What is remembered"), "heading"),
            4,
            label(KEPT_HERE, "quiet", wrap=True),
            label(KEPT_THERE, "quiet", wrap=True),
            self.kept,
            row(self.forget, None),
            margin=2 * GRID,
        )
        places = [
            part
            for words, path in self._places()
            for part in (
                label(words, "small"),
                row(_path(path), None, button(tr("Open folder"), partial(_open, path)), gap=GRID),
            )
        ]
        where = Card(label(tr("Where it lies"), "heading"), 4, *places, margin=2 * GRID)
        whole = row(gap=GRID + 4)
        whole.addLayout(column(window, None), 1)
        whole.addLayout(column(remembered, where, None, gap=GRID + 4), 1)
        self.setLayout(whole)

    def _places(self) -> Sequence[tuple[str, Path]]:
        held = self.tools.keeping
        data = held.data_dir if held is not None else self.tools.evidence_dir.parent
        return ((tr("Data directory: log, journal, drafts"), data), (tr("Evidence files"), self.tools.evidence_dir))

    def load(self) -> None:
        choices = self.tools.choices
        for box in (self.look, self.text_size, self.language):
            box.setEnabled(choices is not None)
        if choices is None:
            return
        self.look.setCurrentIndex(self.look.findData(choices.scheme))
        self.text_size.setCurrentIndex(self.text_size.findData(choices.size))
        self.language.setCurrentIndex(max(0, self.language.findData(choices.language)))
        self._show_notes(choices)
        self.kept.setText(tr("{count} things are remembered.", count=len(choices.remembered())))

    def _show_notes(self, choices: Choices) -> None:
        day = self.tools.clock().date()
        self.example.setText(
            tr("Numbers and days are written like this: {number}, {day}.", number=language.localised("1,234.5"),
               day=show_date(day))
        )  # fmt: skip
        said = [tr("Text size and language hold when the window is opened again.")]
        if choices.forced_language:
            said.append(
                tr("FIREMODE_LANGUAGE asks for {language}, whatever is chosen here.", language=choices.forced_language)
            )
        system = QLocale.system()
        if not choices.language and system.language() != QLocale.Language.C:
            said.append(tr("The system speaks {language}.", language=system.nativeLanguageName()))
        said.append(tr("Records, reports and files are in English of Australia, with days as 2026-04-05."))
        self.note.setText(" ".join(said))

    def forget_all(self) -> None:
        """Forget what is remembered of the window's use; what was chosen stays."""
        choices = self.tools.choices
        if choices is not None:
            choices.forget()
            self.tools.notices.say(tr("Forgotten: columns, folders, pages and what was opened lately."))
            self.load()

    def take_focus(self) -> None:
        self.look.setFocus(Qt.FocusReason.OtherFocusReason)


def _path(path: Path) -> QLabel:
    made = label(str(path), "", wrap=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
