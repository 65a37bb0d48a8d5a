"""A reading in one line, as a chart says it when it is pointed at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from firemode_desktop.charts.digits import shown
from firemode_desktop.domain.checks import Limits, round_half_even
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.standing import Standing

_VERBS = {
    Standing.PASS: "passes",
    Standing.NEAR: "passes near a limit",
    Standing.FAIL: "fails",
    Standing.NOT_TESTED: "was not judged",
    Standing.SKIPPED: "was skipped",
}


def spoken(
    where: str, day: date | None, value: Decimal | None, mark: Standing, limits: Limits, baseline: Decimal | None = None
) -> str:
    """``Level-8, 14 Mar 2026: 41.2 Pa, passes (20 to 80 Pa), 6.8 % below its baseline``."""
    head = f"{where}, {show_date(day)}" if day else where
    if value is None:
        return f"{head}: {mark.label}"
    told = [f"{shown(value)} {limits.unit}".rstrip(), _verdict(mark, limits)]
    return f"{head}: {', '.join(filter(None, (*told, _against(value, baseline))))}"


def _verdict(mark: Standing, limits: Limits) -> str:
    return _VERBS[mark] if limits.open or mark not in _JUDGED else f"{_VERBS[mark]} ({limits})"


_JUDGED = (Standing.PASS, Standing.NEAR, Standing.FAIL)


def _against(value: Decimal, baseline: Decimal | None) -> str:
    """How far from its baseline, in per cent."""
    if not baseline:
        return ""
    if value == baseline:
        return "as its baseline"
    away = round_half_even(abs((value - baseline) / baseline) * 100, 1)
    return f"{away} % {'above' if value > baseline else 'below'} its baseline"
