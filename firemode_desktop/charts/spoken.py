"""A reading in one line, as a chart says it when it is pointed at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from firemode_desktop.charts.digits import shown
from firemode_desktop.domain.checks import Limits, round_half_even
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.standing import Standing

VERBS = {
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
    return f"{head}: {', '.join((*told, *([against(value, baseline)] if baseline else [])))}"


def _verdict(mark: Standing, limits: Limits) -> str:
    return VERBS[mark] if limits.open or mark not in JUDGED else f"{VERBS[mark]} ({limits})"


JUDGED = (Standing.PASS, Standing.NEAR, Standing.FAIL)


def against(value: Decimal, baseline: Decimal) -> str:
    """How far from its baseline, in per cent; from a baseline of nought, in its unit."""
    if value == baseline:
        return "as its baseline"
    side = "above" if value > baseline else "below"
    if baseline == 0:
        return f"{shown(abs(value))} {side} its baseline"
    return f"{round_half_even(abs((value - baseline) / baseline) * 100, 1)} % {side} its baseline"
