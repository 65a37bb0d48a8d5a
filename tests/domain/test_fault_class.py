"""The class of a fault by the two questions of AS 1851, and a fault in brief."""

from __future__ import annotations

from decimal import Decimal

import pytest

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.faults import class_by_answers, in_brief


@pytest.mark.parametrize(
    ("inoperable", "harm", "proposed", "expected"),
    [
        (True, False, "2", "1A"),
        (False, True, "3", "1A"),
        (True, None, "2", "1A"),
        (False, False, "1A", "1B"),
        (False, False, "3", "3"),
        (False, False, None, "1B"),
        (False, None, "1A", None),
        (None, None, "1A", None),
    ],
)
def test_that_the_two_questions_of_the_standard_decide_what_is_critical(
    inoperable: bool | None, harm: bool | None, proposed: str | None, expected: str | None
) -> None:
    assert class_by_answers(inoperable, harm, proposed) == expected


@pytest.mark.parametrize(
    ("kind", "value", "limits", "brief"),
    [
        ("pressure_differential", "18.2", ("20", "80", "Pa"), "Pressure 18.2 < 20 Pa"),
        ("pressure_differential", "81", ("20", "80", "Pa"), "Pressure 81 > 80 Pa"),
        ("door_opening_force", "110.01", (None, "110", "N"), "Door force 110.01 > 110 N"),
        ("cause_and_effect_logic", None, (None, None, ""), "FAN is late."),
    ],
)
def test_that_a_fault_is_told_in_brief(
    kind: str, value: str | None, limits: tuple[str | None, str | None, str], brief: str
) -> None:
    low, high = (None if end is None else Decimal(end) for end in limits[:2])
    measured = None if value is None else Decimal(value)
    assert in_brief(kind, measured, Limits(low, high, limits[2]), "Cause and effect on Stair-A: FAN is late.") == brief
