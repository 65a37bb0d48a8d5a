"""Cause and effect on record: designing it, its versions, and what was observed of it."""

from firemode_desktop.services.scenarios.showing import (
    Observation,
    OpenScenario,
    ShownScenario,
    open_scenario,
    scenarios,
)

__all__ = ["Observation", "OpenScenario", "ShownScenario", "open_scenario", "scenarios"]
