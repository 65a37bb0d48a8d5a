"""The timeline of a scenario as a file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.standing import Standing
from firemode_desktop.services.timelines import timeline_file, timeline_of, title_of
from tests.ui_scenarios import scenes

ONE = scenes.design().scenarios[0]


def test_that_a_timeline_names_its_scenario_and_what_each_step_waits_for() -> None:
    made = timeline_of(ONE.draft())
    assert made.title == "Fire in Zone-1, version 2 (draft) – Stair-A · Zone-1 – trigger SD-Z1-01"
    assert [step.waits_for for step in made.steps] == [(), (), (1,), ()]
    assert {step.mark for step in made.steps} == {Standing.NOT_TESTED}


def test_that_what_was_seen_stands_in_it() -> None:
    made = timeline_of(ONE, (ObservedEffect("FAN-01-A", "start", Decimal("6.5"), 2),))
    fan = made.steps[1]
    assert (fan.observed_s, fan.mark, fan.words) == (Decimal("6.5"), Standing.FAIL, "1.5 s late")


@pytest.mark.parametrize(("format", "begins"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_that_it_is_written_in_three_formats(format: str, begins: bytes) -> None:
    assert timeline_file(ONE, None, format).startswith(begins)


def test_that_another_format_is_refused() -> None:
    with pytest.raises(Invalid, match="“docx” is none of these"):
        timeline_file(ONE, None, "docx")


def test_that_published_versions_are_not_called_so() -> None:
    assert title_of(ONE) == "Fire in Zone-1, version 1 – Stair-A · Zone-1 – trigger SD-Z1-01"
