"""Conditions, physics, amendments and judging again, by command."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Firemode
from tests.cli.test_wrong_input import PRESSURE, VELOCITY, refused

INTERFACE = "INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01"


def test_that_conditions_are_recorded_one_beside_the_other_and_shown(pilot: Firemode, session_id: str) -> None:
    assert pilot("session", "conditions", session_id).document["conditions"] == {}
    pilot("session", "conditions", session_id, "--temp-out", "-3.5", "--wind", "2.1", "--as", "eng")
    told = pilot("session", "conditions", session_id, "--temp-stair-c", "21", "--as", "eng").document
    assert told["conditions"] == {"temp_out_c": -3.5, "temp_stair_c": 21, "wind_ms": 2.1}
    assert pilot("session", "show", session_id).document["conditions"] == told["conditions"]


@pytest.mark.parametrize(("option", "value", "words"), [
    ("--humidity", "101", "Humidity is 0 to 100 %; this is 101."),
    ("--wind", "-1", "Wind is 0 to 120 m/s; this is -1."),
    ("--temp-out", "57 °F", "Temperature outside is wanted in °C; “57 °F” would be 13.888889 °C."),
])  # fmt: skip
def test_that_a_condition_that_cannot_be_is_refused_in_words(
    pilot: Firemode,
    session_id: str,
    option: str,
    value: str,
    words: str,
) -> None:
    refused(pilot("session", "conditions", session_id, f"{option}={value}", "--as", "eng"), 3, words)


def test_that_every_kind_of_result_is_amended_and_shown_beside_the_record(pilot: Firemode, session_id: str) -> None:
    def amended(identifier: str, *words: str) -> dict[str, object]:
        return pilot("session", "amend", session_id, identifier, *words, "--reason", "A slip.", "--as", "eng").document

    pilot("session", "result", session_id, VELOCITY, *["1.2"] * 9, "--instrument", "AN-07", "--as", "eng")
    pilot("session", "result", session_id, INTERFACE, "3", "--observed", "yes", "--as", "eng")
    assert amended(VELOCITY, *["0.9"] * 9)["is_compliant"] is False
    assert amended(INTERFACE, "--observed", "no")["is_compliant"] is False
    assert amended(INTERFACE, "--notes", "Panel was isolated.")["notes"] == "Panel was isolated."
    shown = pilot("session", "show", session_id).document
    tests = {test["identifier"]: test for test in shown["instances"]}
    assert (tests[VELOCITY]["measured_value"], tests[VELOCITY]["is_compliant"]) == (1.2, True)
    assert [one["measured_value"] for one in tests[VELOCITY]["amendments"]] == [0.9]
    assert [one["verdict"] for one in tests[INTERFACE]["amendments"]] == ["fail", "fail"]
    assert shown["non_compliant"] == 2
    again = pilot("session", "validate", session_id).document
    assert (again["different"], again["changed_since"]) == ([], [])


def test_that_physics_are_listed_with_what_asks_for_a_second_look(pilot: Firemode, session_id: str) -> None:
    opened = PRESSURE.replace("ALL-CLOSED", "EVAC-DOORS-OPEN")
    for identifier, value in ((PRESSURE, "44.5"), (opened, "43.2")):
        pilot("session", "result", session_id, identifier, value, "--instrument", "SN-12345", "--as", "eng")
    told = pilot("session", "physics", session_id, "--suspect").document
    pair = next(check for check in told["physics"] if check["code"] == "open_and_closed")
    assert pair["message"].endswith("were the doors really open?")
