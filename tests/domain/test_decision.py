"""Decision rules, held against ILAC-G8:09/2019."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.decision import compliant, guard_banded, simple
from firemode_desktop.domain.words import Verdict

values = st.decimals(0, 100, places=3)
BOTH = Limits(Decimal(20), Decimal(80))
ORDER = [Verdict.FAIL, Verdict.CONDITIONAL_FAIL, Verdict.CONDITIONAL_PASS, Verdict.PASS]


def test_that_a_value_at_the_acceptance_limit_is_falsely_accepted_in_2_275_per_cent() -> None:
    """ILAC-G8:09/2019, w = U, k = 2: 1 − Φ(2) = 0.02275."""
    uncertainty = Decimal(2)
    acceptance = Decimal(20) + uncertainty
    assert guard_banded(acceptance, BOTH, uncertainty) is Verdict.PASS
    assert guard_banded(acceptance - Decimal("0.0001"), BOTH, uncertainty) is Verdict.CONDITIONAL_PASS
    true_below = norm.cdf(20, loc=float(acceptance), scale=float(uncertainty) / 2)
    assert true_below == pytest.approx(0.02275, abs=1e-5)


@given(values)
def test_that_without_uncertainty_the_guard_band_is_the_simple_rule(value: Decimal) -> None:
    assert compliant(guard_banded(value, BOTH, Decimal(0))) == compliant(simple(value, BOTH))


@given(values, st.decimals(0, 30, places=2))
def test_that_the_guard_band_never_changes_which_side_of_the_limit_a_value_is_on(
    value: Decimal, margin: Decimal
) -> None:
    assert compliant(guard_banded(value, BOTH, margin)) is BOTH.contains(value)


@given(values, st.decimals(0, 10, places=2))
def test_that_limits_are_mirrored(value: Decimal, margin: Decimal) -> None:
    lower = guard_banded(value, Limits(minimum=Decimal(50)), margin)
    upper = guard_banded(100 - value, Limits(maximum=Decimal(50)), margin)
    assert lower is upper


@given(values, st.decimals(0, 10, places=2))
def test_that_with_two_limits_the_worse_verdict_counts(value: Decimal, margin: Decimal) -> None:
    sides = [guard_banded(value, Limits(Decimal(20)), margin), guard_banded(value, Limits(None, Decimal(80)), margin)]
    assert guard_banded(value, BOTH, margin) is min(sides, key=ORDER.index)


def test_that_without_limits_nothing_is_judged() -> None:
    assert simple(Decimal(5), Limits()) is Verdict.NOT_CHECKED
    assert guard_banded(Decimal(5), Limits(), Decimal(1)) is Verdict.NOT_CHECKED
    assert compliant(Verdict.NOT_CHECKED) is None
