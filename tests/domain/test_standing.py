"""How a reading stands for the eye, and its numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.standing import Measure, Standing, Tally, case_label, figure, margin, signed, standing

PASCALS = Limits(Decimal(20), Decimal(80), "Pa")
METRES = Limits(Decimal("1.0"), None, "m/s")
NEWTONS = Limits(None, Decimal(110), "N")


@pytest.mark.parametrize(
    ("value", "limits", "expected"),
    [
        ("22.0", PASCALS, Standing.NEAR),
        ("22.1", PASCALS, Standing.PASS),
        ("71.9", PASCALS, Standing.PASS),
        ("72.0", PASCALS, Standing.NEAR),
        ("20", PASCALS, Standing.NEAR),
        ("1.10", METRES, Standing.NEAR),
        ("1.11", METRES, Standing.PASS),
        ("99", NEWTONS, Standing.NEAR),
        ("98.9", NEWTONS, Standing.PASS),
    ],
)
def test_that_a_pass_within_a_tenth_of_a_limit_is_near_it(value: str, limits: Limits, expected: Standing) -> None:
    assert standing("completed", True, "pass", Decimal(value), limits) is expected


@pytest.mark.parametrize(
    ("status", "compliant", "verdict", "expected"),
    [
        ("completed", False, "fail", Standing.FAIL),
        ("completed", False, "conditional_fail", Standing.FAIL),
        ("completed", True, "conditional_pass", Standing.NEAR),
        ("completed", True, "pass", Standing.PASS),
        ("completed", None, "not_checked", Standing.NOT_TESTED),
        ("pending", None, None, Standing.NOT_TESTED),
        ("in_progress", None, None, Standing.NOT_TESTED),
        ("skipped", None, None, Standing.SKIPPED),
        ("failed", None, None, Standing.SKIPPED),
    ],
)
def test_that_status_and_verdict_decide_before_the_number_does(
    status: str, compliant: bool | None, verdict: str | None, expected: Standing
) -> None:
    assert standing(status, compliant, verdict, Decimal(45), PASCALS) is expected


@pytest.mark.parametrize(
    ("value", "limits", "decimals", "words"),
    [
        ("18.2", PASCALS, 1, "1.8 Pa below the minimum of 20"),
        ("44.3", PASCALS, 1, "24.3 Pa above the minimum of 20"),
        ("70", PASCALS, 1, "10.0 Pa below the maximum of 80"),
        ("80.01", PASCALS, 1, "0.01 Pa above the maximum of 80"),
        ("20", PASCALS, 1, "exactly at the minimum of 20 Pa"),
        ("118.4", NEWTONS, 1, "8.4 N above the maximum of 110"),
        ("0.98", METRES, 2, "0.02 m/s below the minimum of 1"),
        ("45", Limits(), 1, "no limit is in force"),
    ],
)
def test_that_the_margin_is_said_in_words(value: str, limits: Limits, decimals: int, words: str) -> None:
    assert margin(Decimal(value), limits, decimals) == words


@pytest.mark.parametrize(
    ("value", "limits", "shown"),
    [
        ("44.26", PASCALS, "44.3"),
        ("19.96", PASCALS, "19.96"),
        ("19.9996", PASCALS, "20.000"),
        ("80.04", PASCALS, "80.04"),
        ("-3.25", PASCALS, "−3.2"),
    ],
)
def test_that_rounding_for_show_never_hides_a_failure_while_three_decimals_can_tell(
    value: str, limits: Limits, shown: str
) -> None:
    assert figure(Decimal(value), 1, limits) == shown


@pytest.mark.parametrize(("value", "shown"), [("-58.82", "−58.8"), ("2.14", "+2.1"), ("-0.04", "0.0"), ("0", "0.0")])
def test_that_a_deviation_carries_its_sign(value: str, shown: str) -> None:
    assert signed(Decimal(value)) == shown


def test_that_conditions_are_named_in_the_trades_words() -> None:
    assert case_label(Measure.PRESSURE, "evac_doors_open") == "evacuation doors open"
    assert case_label(Measure.FORCE, "inactive") == "fan stopped"
    assert case_label(Measure.VELOCITY, "worst_case_3_doors_open") == "worst case 3 doors open"


def test_that_tallies_add_up_and_what_is_left_is_neither_done_nor_skipped() -> None:
    whole = Tally(5, 3, 1, 1) + Tally(5, 5)
    assert whole == Tally(10, 8, 1, 1)
    assert whole.left == 1
    assert whole.standing is Standing.FAIL
    assert Tally(5, 5).standing is Standing.PASS
    assert Tally(5, 4).standing is Standing.NOT_TESTED
    assert Tally(5, 4, 0, 1).standing is Standing.SKIPPED
    assert Tally().standing is Standing.NOT_TESTED
