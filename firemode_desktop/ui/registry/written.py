"""Who wrote the row that the form shows, in a small line below its title; asked once a row stays for a moment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.changes import Deed
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.services import changes
from firemode_desktop.services.changes import Writers
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.registry.pane import Pane

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.page import RegistersPage

STAYS_MS = 350
_VERBS: Mapping[Deed, str] = {Deed.ADDED: tr("Added"), Deed.CHANGED: tr("Changed"), Deed.REMOVED: tr("Removed")}


class Written(QObject):
    """Follows the rows of the panes of ``page``; walking through a grid asks for nothing."""

    def __init__(self, page: RegistersPage) -> None:
        super().__init__(page)
        self.page = page
        self._saved: Book | None = None
        self._known: dict[UUID, str] = {}
        self._stays = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._stays.timeout.connect(self._ask)

    def serve(self, pane: Pane) -> None:
        """Say below the title of the pane's form who wrote its row."""
        pane.form.shown.connect(self.follow)

    def follow(self) -> None:
        """Say what is known at once; what is not is asked for if the row stays."""
        pane = self.page.pane
        if pane is None:
            return
        if self._saved is not self.page.desk.saved:
            self._saved, self._known = self.page.desk.saved, {}
        key = pane.form.key
        pane.form.say_writer(self._known.get(key, "") if key is not None else "")
        if key is not None and key not in self._known:
            self._stays.start()

    def _ask(self) -> None:
        pane, building = self.page.pane, self.page.building_id
        key = pane.form.key if pane is not None else None
        if pane is None or key is None or building is None or key not in self.page.desk.saved[pane.register.name]:
            return
        job, known = partial(_writers, building, key), self._known
        background = self.page.tools.background
        background.ask(self, job, partial(self._on_found, known, key), self._on_unknown, about="writer")

    def _on_found(self, known: dict[UUID, str], key: UUID, found: Writers) -> None:
        """Put down what was found out; ``known`` is another one where the registers were read anew meanwhile."""
        change = found.of(key)
        known[key] = (
            tr("{VERBS} by {who} on {when}.", VERBS=_VERBS[change.deed], who=change.who, when=change.when)
            if change is not None
            else ""
        )
        if known is self._known:
            self.follow()

    def _on_unknown(self, error: FiremodeError) -> None:
        """Who it was cannot be found out now; nothing is said."""


def _writers(building_id: UUID, key: UUID, session: Any) -> Writers:
    return changes.writers(session, building_id, [key])
