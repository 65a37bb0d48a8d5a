"""The timeline of a scenario as a file: the design alone, or planned against observed."""

from __future__ import annotations

from firemode_desktop.charts.data import Timeline
from firemode_desktop.charts.export import to_bytes
from firemode_desktop.charts.style import style
from firemode_desktop.charts.timeline import timeline_chart
from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.scenarios import ScenarioState, seen_steps


def timeline_of(scenario: Scenario, effects: tuple[ObservedEffect, ...] | None = None) -> Timeline:
    """The steps in their order, with what was seen of each; ``effects`` None: the design alone."""
    return Timeline.of(title_of(scenario), seen_steps(scenario.sequence.steps, effects))


def title_of(scenario: Scenario) -> str:
    """``Fire in Zone-1, version 2 (draft) – Stair-A · Zone-1 – trigger SD-Z1-01``."""
    in_force = scenario.state is ScenarioState.PUBLISHED
    state = "" if in_force else f" ({scenario.state.value})"
    version = f"version {scenario.version}{state}"
    return f"{scenario.name}, {version} – {scenario.place} – trigger {scenario.trigger}"


def timeline_file(scenario: Scenario, effects: tuple[ObservedEffect, ...] | None, format: str) -> bytes:
    """The timeline as a ``pdf``, ``png`` (200 dpi) or ``svg``; raises ``Invalid`` for any other format."""
    return to_bytes(timeline_chart(timeline_of(scenario, effects), style("paper")), format, title_of(scenario))
