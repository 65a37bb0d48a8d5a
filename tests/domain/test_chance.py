"""How many of many places seem to drift by chance alone, and which stand out even so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.chance import Chance, discoveries

PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0
]  # fmt: skip
"""The fifteen tests of Benjamini and Hochberg (1995), of which the first four are rejected."""

shares = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_that_four_of_the_fifteen_published_tests_stand_out() -> None:
    assert discoveries(PUBLISHED) == 4
    assert discoveries(list(reversed(PUBLISHED))) == 4
    assert Chance.of(PUBLISHED) == Chance(15, 9, 4)


@pytest.mark.parametrize(
    ("p", "many"),
    [([], 0), ([0.05], 1), ([0.0501], 0), ([0.025, 0.9], 1), ([0.0251, 0.9], 0), ([0.04, 0.05], 2), ([0.04, 0.051], 0)],
)
def test_that_what_stands_out_is_at_most_its_share_of_five_per_cent(p: list[float], many: int) -> None:
    assert discoveries(p) == many


@given(shares)
def test_that_what_stands_out_lies_between_the_strictest_and_the_laxest_answer(p: list[float]) -> None:
    strictest = sum(each <= 0.05 / len(p) for each in p)
    assert strictest <= discoveries(p) <= sum(each <= 0.05 for each in p)


def test_that_what_is_not_significant_does_not_stand_out() -> None:
    """At exactly 0.05 nothing is significant, though the rate would let it through."""
    assert discoveries([0.04, 0.05]) == 2
    assert Chance.of([0.04, 0.05]) == Chance(2, 1, 1)
    assert Chance.of([0.05]) == Chance(1, 0, 0)


@given(shares)
def test_that_a_place_that_holds_steady_never_makes_more_stand_out(p: list[float]) -> None:
    assert discoveries([*p, 1.0]) <= discoveries(p)


@pytest.mark.parametrize(("tested", "expected"), [(1, 1), (20, 1), (21, 2), (178, 9), (180, 9), (181, 10)])
def test_that_five_in_a_hundred_are_expected_by_chance(tested: int, expected: int) -> None:
    assert Chance(tested, 1, 0).expected == expected


def test_that_the_sentence_says_how_many_chance_explains_and_how_many_not() -> None:
    assert Chance(178, 6, 0).sentence == (
        "Of 178 places tested for a trend 6 change significantly; up to about 9 would by chance alone if nothing "
        "changed. None stands out among so many tests (Benjamini–Hochberg)."
    )
    assert Chance(178, 1, 1).sentence == (
        "Of 178 places tested for a trend 1 changes significantly; up to about 9 would by chance alone if nothing "
        "changed. 1 stands out even among so many tests (Benjamini–Hochberg)."
    )
    assert Chance(178, 0, 0).sentence == ""
