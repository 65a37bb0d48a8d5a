"""What the sections of administration have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from firemode_desktop.ui.workspace import Tools


class Section(QWidget):
    """One tab: it asks when it is shown, and keeps what was typed when it is asked again."""

    key: ClassVar[str]
    """Its section of the help."""
    title: ClassVar[str]
    words: ClassVar[str] = ""
    """Synonyms by which the palette finds it."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.building_id: UUID | None = None
        """The building that is chosen in the window."""
        self.setAccessibleName(self.title)

    def load(self) -> None:
        """Ask for what is shown."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the keyboard where one begins."""
        raise NotImplementedError

    def told_of(self) -> tuple[str, UUID] | None:
        """The table and key of the record that is chosen, if one is."""
        return None

    def unsaved(self) -> str | None:
        """What would be lost by closing."""
        return None

    def pictures(self) -> Iterator[str]:
        """Further states worth a picture."""
        yield from ()
