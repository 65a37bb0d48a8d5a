"""``firemode scenario``: the versions of a scenario from the command line."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.cli.conftest import Firemode

NAME = "Pilot Building 123"
AS = ("--as", "eng")
SIGNED = ("--sign", "engineer one", *AS)


@pytest.fixture
def fire(pilot: Firemode) -> str:
    """The id of Fire Floor … in Stair-A."""
    return next(str(each["id"]) for each in listed(pilot) if each["stair"] == "Stair-A" and "Fire" in each["name"])


def listed(pilot: Firemode) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pilot("scenario", "list", "--building", NAME).document["scenarios"]
    return found


def test_that_the_list_and_a_version_have_their_stable_keys(pilot: Firemode, fire: str) -> None:
    keys = "id name stair zone version state scenario_type trigger_device_id trigger_device_type"
    assert all(set(each) >= {*keys.split(), "step_count", "published_by"} for each in listed(pilot))
    one = pilot("scenario", "show", fire).document
    assert set(one) >= {*keys.split(), "steps", "versions"}
    assert [step["step_order"] for step in one["steps"]] == [1, 2, 3, 4]
    assert [each["state"] for each in one["versions"]] == ["published"]


def test_that_a_version_is_begun_compared_discarded_and_begun_again(pilot: Firemode, fire: str) -> None:
    begun = pilot("scenario", "draft", fire, *AS).document
    assert (begun["version"], begun["state"]) == (2, "draft")
    assert pilot("scenario", "diff", fire, begun["id"]).document["same"] is True
    assert pilot("scenario", "draft", fire, *AS).exit_code == 6
    assert pilot("scenario", "discard", begun["id"], *AS).exit_code == 0
    assert pilot("scenario", "draft", fire, *AS).document["version"] == 2


def test_that_two_scenarios_are_told_apart_effect_by_effect(pilot: Firemode, fire: str) -> None:
    other = next(each["id"] for each in listed(pilot) if each["stair"] == "Stair-A" and "Call" in each["name"])
    found = pilot("scenario", "diff", other, fire).document
    assert [each["change"] for each in found["cells"]] == ["added"]
    said = pilot("scenario", "diff", other, fire, as_json=False).out
    assert "reach setpoint: added, 15 ± 5 s" in said


def test_that_publishing_says_why_not(pilot: Firemode, fire: str) -> None:
    begun = pilot("scenario", "draft", fire, *AS).document["id"]
    for words, code, why in (
        ((begun, "--sign", "Supervisor One", *AS), 5, "Sign with your own name, Engineer One"),
        ((begun, *SIGNED), 5, "says the same as version 1"),
        ((fire, *SIGNED), 5, "published already"),
        ((str(uuid4()), *SIGNED), 3, "There is no such scenario"),
    ):
        said = pilot("scenario", "publish", *words)
        assert (said.exit_code, why in said.document["error"]["message"]) == (code, True), said.document
    assert pilot("scenario", "discard", fire, *AS).exit_code == 5


def test_that_what_is_withdrawn_leaves_its_expected_tests_to_be_generated_again(pilot: Firemode, fire: str) -> None:
    generate = ("generate", "--building", NAME, "--frequency", "annual")
    assert pilot(*generate).exit_code == 0
    gone = pilot("scenario", "withdraw", fire, "--reason", "Rebuilt", *AS).document
    assert gone["expected_tests"] == {"annual": 1}
    assert pilot("session", "create", "--building", NAME, "--frequency", "annual", *AS).exit_code == 5
    assert pilot(*generate).document["retired"] == 1
    again = pilot("scenario", "draft", fire, *AS).document["id"]
    assert pilot("scenario", "publish", again, "--note", "Back in use", *AS).document["state"] == "published"
    versions = pilot("scenario", "show", again).document["versions"]
    assert [(each["state"], each["change_note"], each["superseded_reason"]) for each in versions] == [
        ("published", "Back in use", None),
        ("superseded", "", "Rebuilt"),
    ]


def test_that_checks_are_told(pilot: Firemode, fire: str) -> None:
    said = pilot("scenario", "check", fire)
    assert said.exit_code == 0
    assert {each["code"] for each in said.document["problems"]} == {"tolerance_clipped"}
