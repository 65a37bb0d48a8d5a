"""The commands that decide on trends: by name and day, with who and why, and the charts of a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from firemode_desktop import cli
from tests.trends.house import PRESSURE
from tests.trends.visited import Visited

Run = Callable[..., tuple[int, dict[str, Any]]]
WHY = "The tube was blocked."
THE_BUILDING = ("--building", "Pilot Building 123")


@pytest.fixture
def run(visited: Visited, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, by: str = "supervisor") -> tuple[int, dict[str, Any]]:
        code = cli.main([*words, "--json", "--as", by, "--database", visited.url])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_that_readings_are_left_out_and_taken_back_by_name_and_day(run: Run) -> None:
    reading = (PRESSURE.lower(), "2023-05-01", *THE_BUILDING)
    code, out = run("trend", "exclude", *reading, "--reason", WHY)
    assert (code, out["excluded"], out["by"], out["value"]) == (0, True, "Supervisor One", 45)
    code, again = run("trend", "exclude", out["instance_id"], "--reason", WHY)
    assert (code, again["error"]["code"]) == (5, "refused")
    assert run("trend", "include", *reading, "--reason", "It was dry after all.")[0] == 0
    code, told = run("trend", "decisions", *THE_BUILDING)
    assert [(made["excluded"], made["reason"], made["stands"]) for made in told["decisions"]] == [
        (False, "It was dry after all.", True),
        (True, WHY, False),
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("trend",), 2, "required: --building"),
        (("trend", "decisions"), 2, "required: --building"),
        (("trend", "exclude", PRESSURE, "2023-05-01", "--reason", WHY), 3, "Say in which building"),
        (("trend", "exclude", PRESSURE, "--reason", WHY), 3, "Name the day of the reading"),
        (("trend", "exclude", PRESSURE, "2023-05-01", *THE_BUILDING, "--reason", "no"), 3, "too short for a reason"),
        (("trend", "exclude", PRESSURE, "2023-05-02", *THE_BUILDING, "--reason", WHY), 3, "It was read on 1 May 2023"),
        (("trend", "exclude", PRESSURE, "yesterday", *THE_BUILDING, "--reason", WHY), 2, "is no date"),
    ],
)
def test_that_what_cannot_be_understood_is_said_in_words(
    run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    found, told = run(*words)
    assert (found, said in told["error"]["message"]) == (code, True), told


def test_that_an_engineer_decides_nothing_and_the_series_come_without_a_verb(run: Run) -> None:
    code, told = run("trend", "exclude", PRESSURE, "2023-05-01", *THE_BUILDING, "--reason", WHY, by="engineer")
    assert (code, told["error"]["message"][:17]) == (5, "Only a supervisor")
    code, told = run("trend", *THE_BUILDING)
    assert (code, [one["identifier"] for one in told["series"]]) == (0, [PRESSURE])


def test_that_a_chart_is_put_into_a_report_and_taken_out_again(run: Run, visited: Visited) -> None:
    session = ("--session", str(visited.first))
    code, made = run("trend", "put", "profile", *session, "--location", PRESSURE)
    assert (code, made["title"]) == (0, "Pilot Building 123 · Stair-A · pressure over height")
    _, told = run("trend", "charts", *session)
    assert [(chart["id"], chart["by"]) for chart in told["charts"]] == [(made["id"], "Supervisor One")]
    assert run("trend", "take-out", made["id"])[0] == 0
    assert run("trend", "charts", *session)[1]["charts"] == []
    code, told = run("trend", "put", "profile", *session, "--stair", "Stair-Z")
    assert (code, "called “Stair-Z”" in told["error"]["message"]) == (3, True)


def test_that_the_chart_of_all_buildings_waits_for_no_place_even_where_one_building_is_named(run: Run) -> None:
    assert run("building", "create", "--name", "Annexe", "--state", "NSW")[0] == 0
    code, told = run("trend", "chart", "portfolio", "--building", "Annexe")
    assert (code, len(told["rows"]), "worked out" in told["words"]) == (0, 1, False)
