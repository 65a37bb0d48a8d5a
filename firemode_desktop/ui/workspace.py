"""A page of the window, and what it is handed. **Start here to write one.**

1. Subclass ``Workspace`` in ``ui/<part>/page.py``; fill in ``key``, ``title``, ``purpose``, ``tables``.
2. Build the widgets in ``__init__(tools)`` (call ``super().__init__(tools)`` first) without asking the database.
3. ``load()`` asks: ``self.tools.background.ask(self, lambda session: service(session, building_id), self._show)``.
   It is called when the page is first shown for a building, when another building is chosen, and when a transaction
   of this window wrote one of ``tables``. ``self.building_id`` is never None there.
4. Add one line to ``ui/workspaces.py``. The navigation, Go menu, palette, help and screenshots follow from it.

What is there to use: ``ui.parts`` (cards, labels by role, buttons, segmented switches, empty states), ``ui.theme``
(colours, fonts), ``ui.icons.icon(name)``, ``ui.status.paint`` (the five shapes), ``ui.undo.Swap`` on ``self.stack``
(which Ctrl+Z and *unsaved* already know), ``tools.commands.add`` for actions, ``tools.notices`` for words. A page
never imports SQLAlchemy, models or queries: it calls services inside a job.
Help for F1: ``resources/help/<key>.md``; ``help_section()`` says which section tells of what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from firemode_desktop.services.sitting import Person
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.commands import Commands
from firemode_desktop.ui.keeping import Keeping
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import Notices
from firemode_desktop.ui.undo import UndoGroup, UndoStack

if TYPE_CHECKING:
    from firemode_desktop.ui.choices import Choices
    from firemode_desktop.ui.testing.outbox import Outbox


@dataclass(frozen=True)
class Place:
    """Where in a building: whatever of it is known. What a link, the palette or a click on the section leads to."""

    stair_id: UUID | None = None
    floor_id: UUID | None = None
    door_id: UUID | None = None
    doorway_id: UUID | None = None
    session_id: UUID | None = None
    instance_id: UUID | None = None
    fault_id: UUID | None = None
    instrument_id: UUID | None = None
    scenario_id: UUID | None = None
    place_id: UUID | None = None
    """One location in one condition, as the trends have it."""
    building_id: UUID | None = None
    """Where it is another building than the one on screen."""
    register: str | None = None
    chart: str | None = None
    """A chart of the trends, by the name of its kind."""


@dataclass(frozen=True)
class Tools:
    """What every page is handed; pages hold no other reference to the window."""

    background: Background
    notices: Notices
    commands: Commands
    undo: UndoGroup
    settings: QSettings
    """Remembers columns and folders under ``<key>/…``. Nothing secret."""
    person: Person
    clock: Callable[[], datetime]
    """The time now, with its offset."""
    go: Callable[[str, Place], None]
    """Show the page of that key, at that place: ``tools.go("faults", Place(fault_id=…))``."""
    evidence_dir: Path
    keeping: Keeping | None = None
    """How the database is put away and brought back."""
    outbox: Outbox | None = None
    """What is entered goes through here, so that nothing of it is lost."""
    choices: Choices | None = None
    """Look, text size and language of the window."""


class Workspace(QWidget):
    """One page. See the module's docstring."""

    key: ClassVar[str]
    title: ClassVar[str]
    purpose: ClassVar[str] = ""
    """One sentence on what the page is for; screen readers say it."""
    tables: ClassVar[frozenset[str]] = frozenset()
    """Tables whose change makes ``load`` ask again."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.building_id: UUID | None = None
        self.stack = UndoStack(self)
        self._stale = False
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(self.purpose)
        tools.background.changed.connect(self._on_changed)

    def open(self, building_id: UUID) -> None:
        """Show this building; asks where it is another one, or where something changed while the page was hidden."""
        if building_id != self.building_id or self._stale:
            self.building_id = building_id
            self._stale = False
            self.load()

    def load(self) -> None:
        """Ask for what the page shows of ``self.building_id``. Drafts that are not saved must survive it."""
        raise NotImplementedError

    def show_location(self, place: Place) -> None:
        """Bring ``place`` into view; called after ``open``. What is not known here is ignored."""

    def open_file(self, path: Path) -> None:
        """Take a file that the program was started with; called after ``open``. Most pages take none."""

    def told_of(self) -> tuple[str, UUID] | None:
        """The table and key of the record whose history is asked for: what is chosen, else the building."""
        return None if self.building_id is None else ("buildings", self.building_id)

    def help_section(self) -> str:
        """The section of the page's help that tells of the state it is in, as links name it; blank: the whole page."""
        return ""

    def pictures(self) -> Iterator[str]:
        """Further states of the page worth a picture: bring the page into one after the other and yield its name.

        For the screenshot harness; after each name it waits until nothing runs any more.
        """
        yield from ()

    def unsaved(self) -> str | None:
        """One sentence on what would be lost by closing, or None."""
        return None if self.stack.isClean() else tr("{title} holds changes that are not saved.", title=self.title)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.building_id is None or not tables & self.tables:
            return
        if self.isVisible():
            self.load()
        else:
            self._stale = True
