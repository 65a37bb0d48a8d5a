"""What Ctrl+K and the building picker find: actions of the registry, places, and the scenario of a printed code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain import seal
from firemode_desktop.domain.scenario_code import read_code, read_short
from firemode_desktop.ui import help_pages
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.palette import Hit, Palette, action_hits
from firemode_desktop.ui.recent import Recent
from firemode_desktop.ui.workspace import Place

if TYPE_CHECKING:
    from firemode_desktop.services.overview import Found
    from firemode_desktop.ui.window import Window

PAGES = {
    "session": "sessions",
    "test": "sessions",
    "scenario": "scenarios",
    "report": "reports",
    "fault": "faults",
    "instrument": "instruments",
    "doorway": "registers",
}
LEAST, HELP_HITS = 3, 3
"""From so many letters on the help is searched; so many of its places stand below everything else."""
LEADS_TO = {"stair": "overview", "floor": "overview", **PAGES}
ICONS = {"building": "building", "stair": "stair", "floor": "floor", **PAGES, "doorway": "door"}


class Finder(QObject):
    """Asks and lists; ``palette`` is the widget."""

    def __init__(self, window: Window, over: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._only_buildings = False
        self.recent: Recent | None = None
        """What was opened last from the database that is open."""
        self.palette = Palette(over)
        self.palette.typed.connect(self._on_typed)

    def open_all(self) -> None:
        """Everything: actions and places."""
        self._open(False, tr("Find a floor, test, fault, instrument, session, action…"))

    def open_buildings(self) -> None:
        """Buildings alone."""
        self._open(True, tr("Find a building…"))

    def _open(self, only_buildings: bool, prompt: str) -> None:
        if self._window.tools is not None:
            self._only_buildings = only_buildings
            self.palette.open(prompt)

    def _on_typed(self, text: str) -> None:
        actions = [] if self._only_buildings else action_hits(text, self._window.actions_now())
        if not text.strip() and not self._only_buildings and self.recent is not None:
            actions = [*(self._hit(one) for one in self.recent.found), *actions]
        if not self._only_buildings and len(text.strip()) >= LEAST:
            actions = [*actions, *(self._help_hit(one) for one in help_pages.search(text, HELP_HITS))]
        self.palette.show_hits(actions)
        if text.strip() or self._only_buildings:
            job = partial(_find, text.strip(), None if self._only_buildings else self._window.building_id)
            self._window.background.ask(self, job, partial(self._on_found, actions))

    def _on_found(self, actions: Sequence[Hit], found: Sequence[Found]) -> None:
        places = [self._hit(one) for one in found]
        self.palette.show_hits([*places, *actions])

    def _help_hit(self, found: help_pages.Hit) -> Hit:
        name = found.heading or found.title
        where = tr("Help › {page}", page=found.title)
        return Hit(name, where, "help", partial(self._window.help.open_at, found.place))

    def _hit(self, found: Found) -> Hit:
        return Hit(found.name, found.where, ICONS[found.kind], partial(self._go, found))

    def _go(self, found: Found) -> None:
        if self.recent is not None:
            self.recent.add(replace(found, said="", building_id=found.building_id or self._window.building_id))
        if found.kind == "building":
            self._window.open_building(found.id)
            return
        if found.building_id is not None and found.building_id != self._window.building_id:
            self._window.open_building(found.building_id)
        place = Place(
            stair_id=found.stair_id,
            floor_id=found.floor_id,
            session_id=found.session_id,
            scenario_id=found.scenario_id,
            doorway_id=found.doorway_id,
            instance_id=found.instance_id,
            fault_id=found.fault_id,
            instrument_id=found.instrument_id,
            register="doorways" if found.kind == "doorway" else None,
        )
        self._window.go(LEADS_TO[found.kind], place)
        if found.said:
            self._window.notices.warn(found.said, about="sheet")


def _find(text: str, building_id: UUID | None, session: Any) -> Sequence[Found]:
    from firemode_desktop.services import overview

    return (*_sealed(text, session), *_printed(text, session), *overview.find(session, text, building_id))


def _sealed(text: str, session: Any) -> Sequence[Found]:
    """The report whose seal was scanned or typed from its cover, in whatever building it lies."""
    from firemode_desktop.services import overview

    digits = seal.read_code(text)
    if digits is None:
        return ()
    from firemode_desktop.services import verifying

    found = verifying.of_seal(session, digits)
    if found is None or found.session_id is None:
        return ()
    name, said = tr("Report {report_number}", report_number=found.report_number), " ".join(found.details)
    where = said or f"{found.building} · {found.session_name}"
    key = found.session_id
    return (overview.Found("report", key, name, where, session_id=key, building_id=found.building_id, said=said),)


def _printed(text: str, session: Any) -> Sequence[Found]:
    """The scenario whose code was scanned or typed from a site sheet, in whatever building it lies."""
    from firemode_desktop.services import overview

    if read_code(text) is None and read_short(text) is None:
        return ()
    from firemode_desktop.services import site_sheets

    found = site_sheets.scanned(session, text)
    if found is None:
        return ()
    name, where = f"{found.name} · {found.place}", found.said or found.building
    return (
        overview.Found(
            "scenario",
            found.scenario_id,
            name,
            where,
            stair_id=found.stair_id,
            scenario_id=found.scenario_id,
            building_id=found.building_id,
            said=found.said,
        ),
    )
