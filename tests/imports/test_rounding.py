"""What a reading loses because fewer decimals are kept is said; what a spreadsheet's binary adds is not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from firemode_desktop.imports.baselines.plan import Plan
from tests.imports.test_site_sheets import DAY, NINE, planned, workbook

HEADING = ("Level", "Doors closed (Pa)")


def _pressures(*values: Any) -> Plan:
    rows = [("Commissioned:", DAY), HEADING, *((f"L{level}", value) for level, value in enumerate(values, start=1))]
    return planned(workbook(Stair_A=rows))


def _rounded(plan: Plan) -> list[str]:
    assert plan.errors == ()
    return [f"{one.cell}: {one.message}" for one in plan.warnings if one.code == "rounded"]


def test_that_a_value_with_more_decimals_than_are_kept_is_said_once_a_table() -> None:
    plan = _pressures(45.1, 45.126, 46.25, 47.0049)
    assert _rounded(plan) == ["B4: 45.126 Pa is kept as 45.13 Pa, to 2 decimals, and 1 more of this sheet alike."]
    assert plan.rows[1].facts is not None
    assert plan.rows[1].facts.value == Decimal("45.13")


@pytest.mark.parametrize("value", [45, 45.1, 45.12, 45.1 + 1e-13, 0.1 + 45.2])
def test_that_what_is_kept_as_it_stands_is_not_said_to_be_rounded(value: float) -> None:
    assert _rounded(_pressures(value)) == []


def test_that_the_mean_of_nine_points_is_no_rounded_reading() -> None:
    heading = ("Level", *(f"P{number}" for number in range(1, 10)))
    assert _rounded(planned(workbook(Stair_A=[("Commissioned:", DAY), heading, ("L1", *NINE)]))) == []
