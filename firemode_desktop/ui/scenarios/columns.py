"""The columns of the two lists: scenarios of a building, steps of a scenario."""

from __future__ import annotations

from collections.abc import Mapping

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.scenarios import ScenarioState, SeenStep
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import ScenarioType
from firemode_desktop.services.scenarios import ShownScenario
from firemode_desktop.ui.listing import Column, Mark

STATES: Mapping[ScenarioState, Mark] = {
    ScenarioState.PUBLISHED: Mark(Standing.PASS),
    ScenarioState.DRAFT: Mark(Standing.NOT_TESTED, "accent_text"),
    ScenarioState.SUPERSEDED: Mark(Standing.SKIPPED),
}


def type_words(scenario: ShownScenario) -> str:
    """``Annual``."""
    return ScenarioType(scenario.scenario_type).label


def matches(scenario: ShownScenario, words: str) -> bool:
    """Whether every word typed stands somewhere in what is said about it."""
    components = " ".join(step.component_id for step in scenario.steps)
    said = (scenario.place, scenario.name, type_words(scenario), scenario.state.value, scenario.trigger, components)
    has = " ".join(said).casefold()
    return all(word in has for word in words.casefold().split())


def _quiet(one: ShownScenario) -> str:
    return "faint" if one.state is ScenarioState.SUPERSEDED else ""


SCENARIOS: tuple[Column[ShownScenario], ...] = (
    Column("place", "Stair · zone", lambda one: one.place, width=118, tone=_quiet),
    Column("name", "Scenario", lambda one: one.name, stretch=True, tone=_quiet),
    Column("type", "Type", type_words, width=90, tone=_quiet),
    Column(
        "version", "v", lambda one: str(one.version), width=34, numeric=True, order=lambda one: one.version, tone=_quiet
    ),
    Column("state", "State", lambda one: one.state.value, width=102, mark=lambda one: STATES[one.state]),
)


def _kind(one: SeenStep) -> str:
    return one.step.component_type.replace("_", " ")


STEPS: tuple[Column[SeenStep], ...] = (
    Column("order", "#", lambda one: str(one.step.step_order), width=40, numeric=True, tone=lambda _one: "quiet"),
    Column("component", "Component", lambda one: one.step.component_id, stretch=True, strong=True),
    Column(
        "kind",
        "Kind",
        _kind,
        width=84,
        tone=lambda _one: "quiet",
        roomy=True,
    ),
    Column("action", "Must", lambda one: one.action, width=112, tone=lambda one: "bad" if one.step.must_not else ""),
    Column(
        "delay",
        "Delay",
        lambda one: plain(one.step.expected_delay_seconds),
        width=64,
        unit="s",
        numeric=True,
        order=lambda one: one.step.expected_delay_seconds,
    ),
    Column(
        "tolerance",
        "±",
        lambda one: plain(one.step.tolerance_seconds),
        width=48,
        unit="s",
        numeric=True,
        order=lambda one: one.step.tolerance_seconds,
    ),
    Column("after", "After", lambda one: ", ".join(map(str, one.step.depends_on)), width=56, roomy=True),
    Column("power", "Power", lambda one: one.step.power, width=80, roomy=True),
    Column(
        "seen",
        "Observed",
        lambda one: one.said,
        width=150,
        mark=lambda one: Mark(one.standing) if one.standing is not Standing.NOT_TESTED else None,
        order=lambda one: one.at,
    ),
    Column("note", "Note", lambda one: one.step.note, width=200, roomy=True),
)
