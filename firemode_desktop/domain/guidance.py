"""How a test is done: instructions, warnings, evidence prompts, calibration, cues, in the document's JSON shapes.

The words come from ``guidance.toml``; placeholders in braces are filled in for each test.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from firemode_desktop.domain.tables import Table
from firemode_desktop.domain.words import EvidenceType

PLACEHOLDERS = frozenset(
    {
        "stair",
        "floor",
        "door",
        "doorway",
        "zone",
        "scenario",
        "trigger",
        "location",
        "test_action",
        "expected_result",
        "response_time",
        "open_doors",
    }
)


WHEN = frozenset({"door_configuration", "door_scenario", "pressurization_active", "interface_type"})


@dataclass(frozen=True, slots=True)
class Instruction:
    """One line of what to do; ``when`` limits it to tests of one choice (``{'door_configuration': 'all_closed'}``).

    One with ``check`` is an item of a checklist: a statement that is answered by yes (in order) or no.
    """

    text: str
    seconds: int
    when: Mapping[str, str]
    check: bool = False

    def to_dict(self, step: int, names: Mapping[str, str]) -> dict[str, Any]:
        """In the document's shape; an item of a checklist says so."""
        line = {"step": step, "instruction": self.text.format_map(names), "estimated_time_s": self.seconds}
        return {**line, "check": True} if self.check else line


@dataclass(frozen=True, slots=True)
class Guidance:
    """All that one kind of test is told."""

    instructions: tuple[Instruction, ...]
    warnings: tuple[str, ...]
    evidence: tuple[Mapping[str, Any], ...]
    calibration: Mapping[str, Any]
    audible_cues: Mapping[str, Any]

    def columns(self, names: Mapping[str, str], choices: Mapping[str, str]) -> dict[str, Any]:
        """The five JSON columns of a template, filled in with ``names`` (placeholder → words) for the given choices."""
        due = [line for line in self.instructions if all(choices.get(key) == value for key, value in line.when.items())]
        return {
            "descriptive_instructions": [line.to_dict(step, _Filled(names)) for step, line in enumerate(due, start=1)],
            "safety_warnings": list(self.warnings),
            "evidence_prompts": [dict(prompt) for prompt in self.evidence],
            "calibration_requirement": dict(self.calibration) or None,
            "audible_cues": dict(self.audible_cues) or None,
        }


class _Filled(dict[str, str]):
    """What is not known of a place reads as what it is: ``the door``."""

    def __missing__(self, key: str) -> str:
        return unknown_word(key)


def unknown_word(name: str) -> str:
    """How a placeholder reads for which a place has no word."""
    return f"the {name.replace('_', ' ')}"


def read_guidance(table: Table) -> dict[str, Guidance]:
    """All parts of ``guidance.toml`` by their names; raises ``Invalid`` naming the file, the key and what is right."""
    return {name: _part(table.table(name)) for name in table.names()}


def _part(table: Table) -> Guidance:
    table.only("instructions", "warnings", "evidence", "calibration", "audible_cues")
    return Guidance(
        instructions=tuple(map(_instruction, table.tables("instructions"))),
        warnings=tuple(table.texts("warnings")),
        evidence=tuple(map(_prompt, table.tables("evidence", required=False))),
        calibration=_calibration(table),
        audible_cues=dict(table.plain("audible_cues")),
    )


def _instruction(table: Table) -> Instruction:
    table.only("text", "seconds", "when", "check")
    text = table.text("text")
    used = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    unknown = sorted(used - PLACEHOLDERS)
    if unknown:
        raise table.wrong("text", f"may use {{{'}, {'.join(sorted(PLACEHOLDERS))}}}, not {{{unknown[0]}}}")
    when = {key: str(value) for key, value in table.plain("when").items()}
    if not when.keys() <= WHEN:
        raise table.wrong("when", f"may name {', '.join(sorted(WHEN))}")
    return Instruction(text, table.whole("seconds"), when, check="check" in table and table.yes_no("check"))


def _prompt(table: Table) -> Mapping[str, Any]:
    table.only("type", "description", "mandatory", "min_resolution")
    prompt: dict[str, Any] = {
        "type": table.one_of("type", EvidenceType.values()),
        "description": table.text("description"),
        "mandatory": table.yes_no("mandatory"),
    }
    resolution = table.text("min_resolution", required=False)
    return prompt if resolution is None else {**prompt, "min_resolution": resolution}


def _calibration(table: Table) -> Mapping[str, Any]:
    if "calibration" not in table:
        return {}
    inner = table.table("calibration")
    inner.only("frequency_months", "standard", "accuracy_required")
    return {
        "frequency_months": inner.whole("frequency_months"),
        "standard": inner.text("standard"),
        "accuracy_required": inner.text("accuracy_required"),
    }
