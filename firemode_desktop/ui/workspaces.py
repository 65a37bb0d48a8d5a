"""The pages of the window in the order of the navigation. Adding a page is adding its line.

The class is named, not imported: it is loaded at the first visit, so that no page makes the window slower to open.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from firemode_desktop.ui.language import tr
from firemode_desktop.ui.workspace import Workspace


@dataclass(frozen=True)
class Entry:
    """One line of the navigation. ``icon`` is a file in ``resources/icons``; ``where`` is ``module:Class``."""

    key: str
    title: str
    icon: str
    where: str

    def load(self) -> type[Workspace]:
        """The page's class."""
        module, name = self.where.split(":")
        page: type[Workspace] = getattr(importlib.import_module(f"firemode_desktop.ui.{module}"), name)
        return page


WORKSPACES: tuple[Entry, ...] = (
    Entry("overview", tr("Overview"), "overview", "overview.page:OverviewPage"),
    Entry("registers", tr("Registers"), "registers", "registry.page:RegistersPage"),
    Entry("baselines", tr("Baselines"), "baselines", "baselines.page:BaselinesPage"),
    Entry("scenarios", tr("Cause & effect"), "scenarios", "scenarios.page:ScenariosPage"),
    Entry("sessions", tr("Sessions"), "sessions", "testing.page:SessionsPage"),
    Entry("faults", tr("Faults"), "faults", "faults.page:FaultsPage"),
    Entry("trends", tr("Trends"), "trends", "trends.page:TrendsPage"),
    Entry("reports", tr("Reports"), "reports", "reporting.page:ReportsPage"),
    Entry("instruments", tr("Instruments"), "instruments", "instruments.page:InstrumentsPage"),
    Entry("admin", tr("Administration"), "admin", "admin.page:AdminPage"),
)
"""Order: Overview, Registers, Baselines, Cause & effect, Sessions, Faults, Trends, Reports, Instruments,
Administration; icons: overview, registers, baselines, scenarios, sessions, faults, trends, reports, instruments, admin.
"""
