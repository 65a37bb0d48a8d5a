"""``firemode schedule``, and what ``firemode generate`` says of its changes."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Firemode

NAME = "Pilot Building 123"
HERE = ("--building", NAME)


def test_that_a_building_shows_the_archetypes_and_due_days_it_has(pilot: Firemode) -> None:
    shown = pilot("schedule", "show", *HERE).document
    archetypes = {one["archetype"]: one for one in shown["archetypes"]}
    assert (archetypes["ARCH-FAN-001"]["active"], archetypes["ARCH-FORCE-001"]["active"]) == (False, True)
    assert archetypes["ARCH-PRESSURE-001"]["frequencies"]["six_monthly"] == ["all_closed"]
    annual = next(one for one in shown["frequencies"] if one["frequency"] == "annual")
    assert (annual["expected"], annual["up_to_date"], annual["state"]) == (178, False, "never carried out")
    words = pilot("schedule", "show", *HERE, as_json=False).out
    assert "no tolerance set" in words
    assert "six_monthly (all_closed)" in words


def test_that_a_schedule_is_set_with_what_it_does_to_the_counts(pilot: Firemode) -> None:
    wanted = ("--archetype", "ARCH-PRESSURE-001", "--frequencies", '{"six_monthly": ["all_closed", "evac_doors_open"]}')
    rehearsed = pilot("schedule", "set", *HERE, *wanted, "--as", "eng", "--dry-run").document
    assert rehearsed["effects"][0] == {
        "frequency": "six_monthly", "before": 74, "after": 104, "lines": [{
            "archetype": "ARCH-PRESSURE-001",
            "before": "2 stairs × 15 floors × 1 configuration = 30",
            "after": "2 stairs × 15 floors × 2 configurations = 60",
        }],
    }  # fmt: skip
    assert pilot("generate", *HERE, "--frequency", "six_monthly", "--dry-run").document["expected"] == 74
    pilot("schedule", "set", *HERE, *wanted, "--as", "eng")
    assert pilot("generate", *HERE, "--frequency", "six_monthly", "--dry-run").document["expected"] == 104


def test_that_due_days_are_set_with_their_window_and_its_source(pilot: Firemode) -> None:
    pilot("schedule", "set", *HERE, "--frequency", "annual", "--anchor", "2026-03-01", "--as", "eng")
    pilot("schedule", "set", *HERE, "--frequency", "annual", "--early", 14, "--source", "Contract 4.2", "--as", "eng")
    annual = next(
        one for one in pilot("schedule", "show", *HERE).document["frequencies"] if one["frequency"] == "annual"
    )
    assert (annual["earliest"], annual["due"], annual["latest"]) == ("2027-02-15", "2027-03-01", "2027-03-01")
    again = pilot("schedule", "set", *HERE, "--frequency", "annual", "--early", 14, "--as", "eng", as_json=False)
    assert again.out.strip() == "Nothing changes."


@pytest.mark.parametrize(
    ("words", "exit_code", "says"),
    [
        (("--frequency", "annual", "--late", "7"), 3, "a tolerance needs its source"),
        (("--late", "7", "--source", "x"), 3, "--frequency"),
        (("--on",), 3, "--archetype"),
        ((), 3, "--archetype, --frequency or both"),
        (("--archetype", "ARCH-FAN-001", "--frequencies", "{annual"), 3, "is not JSON"),
        (("--archetype", "ARCH-NONE", "--on"), 3, "no archetype ARCH-NONE"),
        (("--archetype", "ARCH-FAN-001", "--on", "--off"), 2, "not allowed with"),
    ],
)
def test_that_what_cannot_be_set_is_said(pilot: Firemode, words: tuple[str, ...], exit_code: int, says: str) -> None:
    said = pilot("schedule", "set", *HERE, *words, "--as", "eng")
    assert (said.exit_code, says in said.document["error"]["message"]) == (exit_code, True)


def test_that_generating_names_what_it_adds_changes_and_retires(pilot: Firemode) -> None:
    first = pilot("generate", *HERE, "--frequency", "monthly", as_json=False).out.splitlines()
    assert first == [
        "ARCH-INTERFACE-001   2 manual override interface definitions = 2",
        "+ INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01",
        "+ INTERFACE_STAIR-B_MANUAL-OVERRIDE_FIRE-PANEL-01",
        "2 expected: 2 added, 0 changed, 0 retired, 0 unchanged",
    ]
    off = ("--archetype", "ARCH-INTERFACE-001", "--off", "--as", "eng")
    pilot("schedule", "set", *HERE, *off)
    second = pilot("generate", *HERE, "--frequency", "monthly").document
    assert [(one["what"], one["test"][:19]) for one in second["tests"]] == [
        ("retired", "INTERFACE_STAIR-A_M"),
        ("retired", "INTERFACE_STAIR-B_M"),
    ]
    pilot("schedule", "set", *HERE, "--archetype", "ARCH-INTERFACE-001", "--on", "--as", "eng")
    pilot("generate", *HERE, "--frequency", "annual")
    pilot("rules", "supersede", "SP-01", "--version", "2", "--effective", "2026-01-01", "--min", "25", "--as", "sup")
    changed = pilot("generate", *HERE, "--frequency", "annual").document
    assert (changed["changed"], changed["added"]) == (60, 0)
    assert ["lower limit", "20", "25"] in changed["tests"][0]["columns"]
