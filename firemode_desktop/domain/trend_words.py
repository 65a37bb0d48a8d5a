"""What is said of a series: why nothing is projected, and what else its reader should know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.projection import Reason, Refusal
from firemode_desktop.domain.season import in_summer
from firemode_desktop.domain.statistics import MannKendall, find_jump, p_in_words
from firemode_desktop.domain.trend_values import Step, Trend, TrendPoint

MINIMUM_READINGS = 5
MINIMUM_DAYS = 365


# --- refusals ---------------------------------------------------------------------------------------------------------


def unfit(trend: Trend, limits: Limits) -> Refusal | None:
    """Why these readings cannot be projected, whatever their limits.

    First what more readings would mend, then what makes them no series, then what they show instead of a drift: a
    reason further down may vanish once one further up is mended.
    """
    return (
        too_few(trend)
        or _too_short(trend)
        or _mixed_doors(trend)
        or _mixed_instruments(trend)
        or _stepped(trend, limits)
        or _no_trend(trend)
        or _seasonal(trend)
    )


def too_few(trend: Trend) -> Refusal | None:
    """Fewer than five readings in the present stage."""
    if len(trend.points) >= MINIMUM_READINGS:
        return None
    baseline = trend.stages[-1].baseline_date if len(trend.stages) > 1 else None
    since = "" if baseline is None else f" since the baseline of {show_date(baseline)}"
    words = f"No projection: {len(trend.points)} of at least {MINIMUM_READINGS} readings{since}."
    return Refusal(Reason.TOO_FEW, words)


def _too_short(trend: Trend) -> Refusal | None:
    days = (trend.points[-1].at - trend.points[0].at).days
    if days >= MINIMUM_DAYS:
        return None
    words = f"No projection: the readings cover {days} days; at least {MINIMUM_DAYS} are needed."
    return Refusal(Reason.TOO_SHORT, words)


def _mixed_doors(trend: Trend) -> Refusal | None:
    if len({point.door_configuration for point in trend.points}) < 2:
        return None
    words = "No projection: the readings were taken with different door configurations."
    return Refusal(Reason.DOOR_CONFIGURATIONS, words)


def _mixed_instruments(trend: Trend) -> Refusal | None:
    used = _instruments(trend.points)
    if len(used) < 2:
        return None
    return Refusal(
        Reason.INSTRUMENTS, f"No projection: the readings were taken with different instruments: {', '.join(used)}."
    )


def _instruments(points: Sequence[TrendPoint]) -> list[str]:
    """``["SN-1", "SN-2 from 1 March 2024"]`` in the order of their first use; unknown ones do not count."""
    first_used: dict[str, date] = {}
    for point in points:
        if point.instrument is not None:
            first_used.setdefault(point.instrument, point.at)
    return [f"{serial} from {show_date(day)}" if n else serial for n, (serial, day) in enumerate(first_used.items())]


def _stepped(trend: Trend, limits: Limits) -> Refusal | None:
    step = trend.step
    if step is None:
        return None
    words = f"No projection: this is a step, not a drift: {_change(step, limits)}."
    if step.or_season:
        halves = ("summer", "winter") if in_summer(step.last_before) else ("winter", "summer")
        return Refusal(
            Reason.STEP, f"{words} Or it is the season: all before are of {halves[0]}, all after of {halves[1]}."
        )
    return Refusal(Reason.STEP, f"{words} Look for what changed.")


def _change(step: Step, limits: Limits) -> str:
    return f"from {plain(step.before)} to {_with_unit(step.after, limits)} {_days(step.last_before, step.first_after)}"


def _days(before: date, after: date) -> str:
    return f"between {show_date(before)} and {show_date(after)}"


def _no_trend(trend: Trend) -> Refusal | None:
    test = trend.mann_kendall
    if test is None or test.significant:
        return None
    return Refusal(Reason.NO_TREND, f"No projection: there is no significant trend ({p_in_words(test.p)}).")


def _seasonal(trend: Trend) -> Refusal | None:
    season = trend.season
    if season is None or season.within.significant:
        return None
    words = "No projection: the readings follow the season, and from year to year in the same season there is no"
    return Refusal(Reason.SEASON, f"{words} significant trend ({p_in_words(season.within.p)}).")


# --- notes ------------------------------------------------------------------------------------------------------------


def notes(trend: Trend, limits: Limits, with_one: Trend | None = None) -> tuple[str, ...]:
    """What the reader should know beside the projection or its refusal, in whole sentences.

    ``with_one`` is the trend of the readings of the latest instrument alone, where there were several.
    """
    return (
        *_of_stages(trend),
        *_of_excluded(trend, limits),
        *_of_instruments(trend, limits, with_one),
        *_of_step(trend, limits),
        *_of_jump(trend, limits),
        *_of_season(trend, limits),
        *_of_control(trend, limits),
        *_of_latest(trend, limits),
    )


def _of_stages(trend: Trend) -> Iterator[str]:
    if len(trend.stages) < 2:
        return
    current, count = trend.stages[-1], sum(len(stage.readings) for stage in trend.stages[:-1])
    begun = f"A new stage begins on {show_date(current.since)}"
    baseline = "" if current.baseline_date is None else f", with the baseline of {show_date(current.baseline_date)}"
    yield f"{begun}{baseline}: the {_readings(count)} before it no longer count{'s' if count == 1 else ''}."


def _of_excluded(trend: Trend, limits: Limits) -> Iterator[str]:
    for point in sorted(trend.excluded, key=lambda point: point.at):
        why = f" ({point.excluded})" if point.excluded else ""
        yield f"Left out: {_reading(point, limits)}{why}."


def _of_instruments(trend: Trend, limits: Limits, with_one: Trend | None) -> Iterator[str]:
    used = _instruments(trend.points)
    if len(used) > 1 and trend.reason is not Reason.INSTRUMENTS:
        yield f"The instrument changed: {', '.join(used)}."
    if with_one is not None and with_one.drifts and with_one.slope_per_year and with_one.mann_kendall:
        alone = f"{with_one.points[-1].instrument} alone ({_readings(len(with_one.points))})"
        yield f"With {alone} they {_drift(with_one.slope_per_year, with_one.mann_kendall, limits)}."


def _of_step(trend: Trend, limits: Limits) -> Iterator[str]:
    if trend.step is not None and trend.reason is not Reason.STEP:
        yield f"There is a step {_change(trend.step, limits)}."


def _of_jump(trend: Trend, limits: Limits) -> Iterator[str]:
    """A drift that is mostly one change: its sides have a trend of their own, so it is no step, yet worth a look."""
    at = find_jump([float(point.value) for point in trend.points]) if trend.drifts else None
    if at is not None:
        before, after = trend.points[at - 1], trend.points[at]
        change = f"from {_with_unit(before.value, limits)} to {_with_unit(after.value, limits)}"
        yield f"Most of it is one change {change} {_days(before.at, after.at)}: look whether something was altered."


def _of_season(trend: Trend, limits: Limits) -> Iterator[str]:
    season = trend.season
    if season is None:
        return
    higher = "higher" if season.winter_less_summer > 0 else "lower"
    differ = f"{_about(abs(season.winter_less_summer))} {limits.unit}".rstrip()
    yield f"In winter the readings are {differ} {higher} than in summer ({p_in_words(season.p)})."
    if season.within.significant:
        yield f"In the same season they {_drift(season.slope_per_year, season.within, limits)}."


def _drift(slope_per_year: float, test: MannKendall, limits: Limits) -> str:
    """``fall by 1.98 Pa a year (p < 0.001)``."""
    rate = f"{_about(abs(slope_per_year))} {limits.unit}".rstrip()
    return f"{'fall' if slope_per_year < 0 else 'rise'} by {rate} a year ({p_in_words(test.p)})"


def _of_control(trend: Trend, limits: Limits) -> Iterator[str]:
    """Readings that are unusual for this place though the standard allows them, and no drift or season explains."""
    control = trend.control
    if control is None or trend.drifts or trend.season is not None:
        return
    now = trend.points[-control.readings :]
    unusual = [
        _reading(point, limits)
        for point in now
        if not control.holds(float(point.value)) and _complies(point.value, limits)
    ]
    if unusual:
        usual = f"{_about(control.lower)} to {_about(control.upper)} {limits.unit}".rstrip()
        yield f"Within the limits but unusual for this place (usually {usual}): {', '.join(unusual)}."


def _of_latest(trend: Trend, limits: Limits) -> Iterator[str]:
    if not trend.points or trend.reason is Reason.AT_LIMIT or _complies(trend.points[-1].value, limits):
        return
    latest = trend.points[-1]
    below = limits.minimum is not None and latest.value < limits.minimum
    limit = limits.minimum if below else limits.maximum
    assert limit is not None
    words = f"{'below the minimum' if below else 'above the maximum'} of {_with_unit(limit, limits)}"
    yield f"The latest reading of {_with_unit(latest.value, limits)} is {words}."


def _complies(value: Decimal, limits: Limits) -> bool:
    too_low = limits.minimum is not None and value < limits.minimum
    return not too_low and (limits.maximum is None or value <= limits.maximum)


def _reading(point: TrendPoint, limits: Limits) -> str:
    """``60 Pa of 25 Feb 2021``."""
    return f"{_with_unit(point.value, limits)} of {show_date(point.at)}"


def _readings(count: int) -> str:
    return f"{count} reading{'' if count == 1 else 's'}"


def _with_unit(value: Decimal, limits: Limits) -> str:
    return f"{plain(value)} {limits.unit}".rstrip()


def _about(value: float) -> str:
    """Three significant digits: ``4.18``, ``−0.0123``, ``51``."""
    return plain(Decimal(f"{value:.3g}")).replace("-", "−")
