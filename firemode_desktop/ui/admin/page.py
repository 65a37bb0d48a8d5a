"""Administration: who signs in, what readings are judged by, where the records lie, what is archived."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from firemode_desktop.services.people import MANAGERS
from firemode_desktop.ui.admin.about import AboutSection
from firemode_desktop.ui.admin.buildings import BuildingsSection
from firemode_desktop.ui.admin.connections import ConnectionsSection
from firemode_desktop.ui.admin.database import DatabaseSection
from firemode_desktop.ui.admin.integrity import IntegritySection
from firemode_desktop.ui.admin.people import PeopleSection
from firemode_desktop.ui.admin.preferences import PreferencesSection
from firemode_desktop.ui.admin.rules import RulesSection
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace


class AdminPage(Workspace):
    """Eight sections under tabs; each asks for what it shows when it is shown."""

    key: ClassVar[str] = "admin"
    title: ClassVar[str] = tr("Administration")
    purpose: ClassVar[str] = tr(
        "Logins and roles, the rules readings are judged by, backups, and what this program is."
    )
    tables: ClassVar[frozenset[str]] = frozenset({"as1851_rules", "building_archives", "buildings", "users"})

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.people = PeopleSection(tools)
        self.rules = RulesSection(tools)
        self.database = DatabaseSection(tools)
        self.integrity = IntegritySection(tools)
        self.connections = ConnectionsSection(tools)
        self.buildings = BuildingsSection(tools)
        self.preferences = PreferencesSection(tools)
        self.about = AboutSection(tools)
        self._shown: UUID | None = None
        self.sections = (
            self.people, self.rules, self.database, self.integrity, self.connections, self.buildings,
            self.preferences, self.about,
        )  # fmt: skip
        self._build()
        self._add_commands()

    def _build(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(tr("Sections of administration"))
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown = QStackedWidget()
        for section in self.sections:
            self.tabs.addTab(section.title)
            self.shown.addWidget(section)
        self.tabs.currentChanged.connect(self._on_tab)
        self.setLayout(
            column(row(label(tr("Administration"), "title"), 2 * GRID, self.tabs, None), self.shown, gap=GRID + 4)
        )
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)

    def _add_commands(self) -> None:
        add = partial(self.tools.commands.add, self, menu=tr("Administration"))
        for index, section in enumerate(self.sections):
            add(section.title, partial(self.show_section, index), shortcut=f"Alt+{index + 1}", words=section.words)
        add(
            tr("New login…"),
            partial(self._in, 0, self.people.begin_new),
            words=tr("user person account add"),
            who=MANAGERS,
        )
        add(
            tr("Supersede the rule…"),
            partial(self._in, 1, self.rules.supersede),
            words=tr("limit version standard"),
            who=MANAGERS,
        )
        add(tr("Rule set…"), partial(self._in, 1, self.rules.show_set), words=tr("edition standard nfpa adopt choose"))
        add(tr("Back up now…"), partial(self._in, 2, self.database.choose_backup), words=tr("save dump copy"))
        add(tr("Follow the log"), partial(self._in, 3, self.integrity.follow), words=tr("audit verify integrity chain"))
        add(
            tr("Test a server"),
            partial(self._in, 4, self.connections.address.setFocus),
            words=tr("connection profile office"),
        )
        add(
            tr("Export a whole building…"),
            partial(self._in, 5, self.buildings.choose_export),
            words=tr("hand over archive"),
        )
        add(
            tr("Save diagnostics…"),
            partial(self._in, 7, self.about.choose_diagnostics),
            words=tr("support help problem log"),
        )
        add(tr("Restore a backup…"), partial(self._in, 2, self.database.choose_restore), words=tr("bring back"))

    def open_file(self, path: Path) -> None:
        """The file of a whole building is held against itself."""
        self._in(5, partial(self.buildings.check_file, path))

    def _in(self, index: int, act: Callable[[], object]) -> None:
        self.show_section(index)
        act()

    def show_section(self, index: int) -> None:
        """Show a section, the keyboard in it."""
        self.tabs.setCurrentIndex(index)
        self.sections[index].take_focus()

    def help_section(self) -> str:
        return self.sections[self.tabs.currentIndex()].key

    def told_of(self) -> tuple[str, UUID] | None:
        """What is chosen in the section, else the building."""
        return self.sections[self.tabs.currentIndex()].told_of() or super().told_of()

    def show_location(self, place: Place) -> None:
        """The rules, where a link leads to their register; the logins likewise."""
        section = {"users": self.people, "as1851_rules": self.rules}.get(place.register or "")
        if section is not None:
            self.show_section(self.sections.index(section))

    def _on_tab(self, index: int) -> None:
        self.shown.setCurrentIndex(index)
        if self.building_id is not None:
            self._load(index)

    def _load(self, index: int) -> None:
        self.sections[index].building_id = self.building_id
        self.sections[index].load()

    def load(self) -> None:
        self._load(self.tabs.currentIndex())
        if self.building_id != self._shown:
            self._shown = self.building_id
            self.sections[self.tabs.currentIndex()].take_focus()

    def unsaved(self) -> str | None:
        lost = [sentence for section in self.sections if (sentence := section.unsaved())]
        return " ".join(lost) or None

    def pictures(self) -> Iterator[str]:
        """Every section, and what is typed in them."""
        for index, section in enumerate(self.sections):
            self.show_section(index)
            yield section.title.lower()
            for state in section.pictures():
                yield f"{section.title.lower()}-{state}"
        self.show_section(0)
