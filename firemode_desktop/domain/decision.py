"""Decision rules: how a value with or without an uncertainty stands against its limits.

``simple``: the limits themselves pass. ``guard_banded`` after ILAC-G8:09/2019 with guard band w = U (the expanded
uncertainty, k = 2) on both sides of a limit, which tells four verdicts apart.
"""

from __future__ import annotations

from decimal import Decimal

from firemode_desktop.domain.checks import Limits, finite
from firemode_desktop.domain.words import Verdict

_WORST_FIRST = (Verdict.FAIL, Verdict.CONDITIONAL_FAIL, Verdict.CONDITIONAL_PASS, Verdict.PASS)


def simple(value: Decimal, limits: Limits) -> Verdict:
    """Pass within the limits, ends included; not checked where there are none."""
    if limits.open:
        return Verdict.NOT_CHECKED
    return Verdict.PASS if limits.contains(value) else Verdict.FAIL


def guard_banded(value: Decimal, limits: Limits, uncertainty: Decimal) -> Verdict:
    """The worse of the verdicts against the two limits.

    For a lower limit L: pass ``x − U ≥ L``; conditional pass ``L ≤ x < L + U``; conditional fail ``L − U ≤ x < L``;
    fail ``x < L − U``. Mirrored for an upper limit.
    """
    if limits.open:
        return Verdict.NOT_CHECKED
    margins = []
    if limits.minimum is not None:
        margins.append(finite(value) - limits.minimum)
    if limits.maximum is not None:
        margins.append(limits.maximum - finite(value))
    return min((_by_margin(margin, uncertainty) for margin in margins), key=_WORST_FIRST.index)


def compliant(verdict: Verdict) -> bool | None:
    """Pass and conditional pass comply, fail and conditional fail do not; what was not checked is neither."""
    if verdict is Verdict.NOT_CHECKED:
        return None
    return verdict in (Verdict.PASS, Verdict.CONDITIONAL_PASS)


def _by_margin(margin: Decimal, uncertainty: Decimal) -> Verdict:
    """``margin`` is how far inside its limit the value is; negative outside."""
    if margin >= uncertainty:
        return Verdict.PASS
    if margin >= 0:
        return Verdict.CONDITIONAL_PASS
    return Verdict.CONDITIONAL_FAIL if margin >= -uncertainty else Verdict.FAIL
