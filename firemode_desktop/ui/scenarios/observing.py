"""What was seen of the chosen scenario when it was tested last: asked for, said, and drawn beside the plan."""

from __future__ import annotations

from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from firemode_desktop.domain.design import Scenario
from firemode_desktop.services.scenarios import Observation
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.parts import ElidedLabel, link
from firemode_desktop.ui.scenarios import jobs
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.workspace import Place, Tools


class Observing(QObject):
    """Follows the studio: ``words`` say when it was tested, ``link`` leads to that test."""

    def __init__(self, studio: Studio, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self.studio, self.tools = studio, tools
        self.observation: Observation | None = None
        self._asked: UUID | None = None
        self.words = ElidedLabel()
        self.link = link(tr("Open the test"), self.open_test)
        studio.chosen.connect(self.follow)

    def again(self) -> None:
        """Ask again: tests were recorded."""
        self._asked = None
        self.follow()

    def follow(self) -> None:
        """Another scenario is looked at, or a draft made from the one that was: its tests are those of that version."""
        one, on_record = self.studio.scenario, self.studio.on_record
        tested = (on_record.origin if on_record.is_draft else on_record.key) if on_record is not None else None
        if one is None or tested is None:
            self._asked = None
            self._show(None)
        elif tested != self._asked:
            self._asked = tested
            self._show(None)
            self.tools.background.ask(
                self, partial(jobs.observed, tested), partial(self._on_found, tested), about="seen"
            )
        elif self.studio.effects is None and self.observation is not None:
            self._beside_the_plan(one, self.observation)

    def _on_found(self, scenario_id: UUID, found: Observation | None) -> None:
        if scenario_id == self._asked:
            self._show(found)

    def _show(self, found: Observation | None) -> None:
        self.observation = found
        one = self.studio.scenario
        self.link.setVisible(found is not None)
        if found is None:
            self.words.setText(tr("planned with tolerance; not tested yet") if one is not None else "")
        else:
            zone = ZoneInfo(one.timezone if one is not None else "UTC")
            day = show_date(found.at.astimezone(zone).date())
            self.words.setText(
                tr(
                    "planned with tolerance, and observed on {day} · {session_name}",
                    day=day,
                    session_name=found.session_name,
                )
            )
        if one is not None and self.studio.effects != (found.effects if found is not None else None):
            self._beside_the_plan(one, found)

    def _beside_the_plan(self, one: Scenario, found: Observation | None) -> None:
        effects, steps = (found.effects, found.steps) if found is not None else (None, None)
        self.studio.observe(one.key, effects, steps)

    def open_test(self) -> None:
        """The test in which it was observed last."""
        if (seen := self.observation) is not None:
            self.tools.go("sessions", Place(session_id=seen.session_id, instance_id=seen.instance_id))
