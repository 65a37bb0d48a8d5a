"""The further rooms of the page, each made when it is first entered: coverage, comparison, import, site sheet."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from firemode_desktop.ui.parts import column
from firemode_desktop.ui.workspace import Place

if TYPE_CHECKING:
    from firemode_desktop.ui.scenarios.compare import CompareView
    from firemode_desktop.ui.scenarios.coverage import CoverageView
    from firemode_desktop.ui.scenarios.importing import ScenarioImport
    from firemode_desktop.ui.scenarios.page import ScenariosPage
    from firemode_desktop.ui.scenarios.sheet import SheetView

NAMES = ("coverage", "compare", "importing", "sheet")
PACKAGE = "firemode_desktop.ui.scenarios"

ASKING, DESIGN, EMPTY, COVERED, COMPARED, IMPORTING, SHEET = range(7)
"""The rooms of the page, in their order."""


class Rooms:
    """``holders`` stand in the page from the start; what they hold comes with the first visit."""

    def __init__(self, page: ScenariosPage) -> None:
        self._page = page
        self._held = {name: QWidget() for name in NAMES}
        self.holders = tuple(self._held.values())

    @cached_property
    def coverage(self) -> CoverageView:
        """Which causes and effects were proven."""
        made: CoverageView = self._enter("coverage", "CoverageView", self._page.tools)
        made.opened.connect(self._page.show_scenario)
        made.test_opened.connect(self._open_test)
        return made

    @cached_property
    def compare(self) -> CompareView:
        """Two versions effect by effect."""
        made: CompareView = self._enter("compare", "CompareView", self._page.studio, self._page.tools)
        made.closed.connect(self._page.leave)
        return made

    @cached_property
    def importing(self) -> ScenarioImport:
        """A workbook coming in."""
        made: ScenarioImport = self._enter("importing", "ScenarioImport", self._page.tools)
        made.closed.connect(self._page.leave)
        made.saved.connect(lambda _outcome: self._page.load())
        return made

    @cached_property
    def sheet(self) -> SheetView:
        """The paper for the panel room."""
        made: SheetView = self._enter("sheet", "SheetView", self._page.studio, self._page.tools)
        made.closed.connect(self._page.leave)
        return made

    def _enter(self, name: str, view: str, *given: Any) -> Any:
        made = getattr(importlib.import_module(f"{PACKAGE}.{name}"), view)(*given)
        self._held[name].setLayout(column(made))
        return made

    def _open_test(self, session_id: Any, instance_id: Any) -> None:
        self._page.tools.go("sessions", Place(session_id=session_id, instance_id=instance_id))
