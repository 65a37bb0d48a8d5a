"""How the state of a scenario is marked, wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping

from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.listing import Mark

STATES: Mapping[ScenarioState, Mark] = {
    ScenarioState.PUBLISHED: Mark(Standing.PASS),
    ScenarioState.DRAFT: Mark(Standing.NOT_TESTED, "accent_text"),
    ScenarioState.SUPERSEDED: Mark(Standing.SKIPPED),
}
