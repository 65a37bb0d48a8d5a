"""What differs between a scenario on record and the same one in a file, line by line as a person would say it."""

from __future__ import annotations

from collections.abc import Iterator

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.sequence import Step

_FACTS = (
    ("name", "scenario"),
    ("scenario_type", "type"),
    ("trigger", "trigger"),
    ("trigger_type", "trigger type"),
)
_Key = tuple[str, str, str, int]
"""Component, type and action of an effect, and the how manieth of its kind."""


def differences(before: Scenario, after: Scenario) -> tuple[str, ...]:
    """``FAN-01-A start: 3 ± 2 s → 5 ± 2 s``; empty where both say the same."""
    return (*_facts(before, after), *_effects(before, after))


def _facts(before: Scenario, after: Scenario) -> Iterator[str]:
    for name, words in _FACTS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{words}: {old or 'none'} → {new or 'none'}"


def _effects(before: Scenario, after: Scenario) -> Iterator[str]:
    old, new = _by_effect(before.sequence.steps), _by_effect(after.sequence.steps)
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        words = (now or was).words  # type: ignore[union-attr]  # one of the two is there
        yield f"{words}: {_said(was)} → {_said(now)}"


def _by_effect(steps: tuple[Step, ...]) -> dict[_Key, Step]:
    found: dict[_Key, Step] = {}
    for step in steps:
        same = sum(key[:3] == (*step.key, step.component_type) for key in found)
        found[(*step.key, step.component_type, same)] = step
    return found


def _said(step: Step | None) -> str:
    if step is None:
        return "nothing"
    parts = [f"{plain(step.expected_delay_seconds)} ± {plain(step.tolerance_seconds)} s"]
    if step.must_not:
        parts = [f"must not within {plain(step.earliest)} – {plain(step.latest)} s"]
    parts.append(f"step {step.step_order}")
    if step.depends_on:
        parts.append(f"after {', '.join(map(str, step.depends_on))}")
    if step.power != "normal":
        parts.append(f"{step.power} power")
    return ", ".join([*parts, *([f"“{step.note}”"] if step.note else [])])
