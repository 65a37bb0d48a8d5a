"""Readings over time: one place with what its readings come to, and up to seven others beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.charts.data import ComparedLine, History
from firemode_desktop.charts.digits import signed
from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.comparison import MOST, told_apart
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.equal_temperatures import at_equal_temperatures, normalised
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.margin import margin
from firemode_desktop.domain.standing import Measure
from firemode_desktop.domain.trend import TrendPoint, analyse
from firemode_desktop.models import AS1851Rule, Floor
from firemode_desktop.queries.standard import rules_of
from firemode_desktop.services.trends.comparing import alone, beside
from firemode_desktop.services.trends.lines import history
from firemode_desktop.services.trends.places import PlaceLine, listed, places
from firemode_desktop.services.trends.series import Series, series_of


def gather_time(session: Session, asked: Asked, today: date) -> History:
    """The readings of ``asked.places``, the first being the one in question; without, of the most telling place.

    The readings of all places are one statement, read from the index of ``approved_readings`` alone. ``today`` changes
    no figure: a trend is made of readings, not of days gone by. It says what of a projection is over by now, and
    whether another rule is in force than the readings were judged by.

    Raises:
        Invalid: no place and no building is given, more places than can be told apart, or of different measurements.
        Missing: a place has no approved reading any more.
    """
    wanted = asked.places or _most_telling(session, asked, today)
    if len(wanted) == 1:
        wanted = (*wanted, *beside(session, wanted[0], asked.by, today))
    if not wanted:
        words = f"There is no approved reading of {asked.measure.label.lower()} here yet."
        return History(asked.kind.label, asked.measure.unit, (), words=words)
    if len(wanted) > MOST + 1:
        raise Invalid(f"{len(wanted)} places were chosen; at most {MOST} can be compared with one and told apart.")
    series = series_of(session, wanted)
    _check_alike(series)
    return _drawn(session, asked, series, today)


def _check_alike(series: Sequence[Series]) -> None:
    first = series[0].at_place
    for one in series[1:]:
        if one.measurement_type != first.measurement_type:
            raise Invalid(
                f"Only places of one measurement are compared: {one.identifier} is {one.at_place.what.lower()}, "
                f"{first.identifier} is {first.what.lower()}."
            )


def _drawn(session: Session, asked: Asked, series: Sequence[Series], today: date) -> History:
    first, rest = series[0], series[1:]
    names = told_apart([one.at_place for one in series]) if rest else ("",)
    height = _height_above_middle(session, first.at_place) if asked.equal_temperatures else None
    drawn = history(first, _equal(first, height), control_limits=asked.control_limits and not rest, name=names[0])
    compared = tuple(ComparedLine(name, history(one).points) for name, one in zip(names[1:], rest, strict=True))
    told = (
        drawn.words,
        *_by_now(session, first, today),
        alone(asked.by) if asked.by and not rest else "",
        *_about_temperatures(asked, first, height),
        *_beside(names[1:], rest),
    )
    whole = replace(drawn, compared=compared, words=" ".join(filter(None, told)))
    _ = whole.track, [line.track for line in compared]  # made here, beside the window: 0.5 s for a million readings
    return whole


# --- what the day adds -----------------------------------------------------------------------------------------------


def _by_now(session: Session, one: Series, today: date) -> Iterator[str]:
    """What a reader of ``today`` has to know: months of a projection that are over, and limits that changed since."""
    projection = one.trend.projection
    overdue = projection.overdue(today) if projection else None
    if overdue:
        yield overdue
    changed = changed_rule(session, one.at_place, today)
    if changed is not None:
        limits = Limits(changed.min_threshold, changed.max_threshold, one.unit)
        since = show_date(changed.effective_date or today)
        yield (
            f"Since {since} {changed.rule_code} asks for {limits}; the line is held "
            f"against {one.limits}, by which the latest reading was judged. Against the rule in force: "
            f"{analyse(one.trend.points, limits).sentence}"
        )


def changed_rule(session: Session, place: PlaceLine, today: date) -> AS1851Rule | None:
    """The rule in force today, where its limits are others than those of the rule that the latest reading was under.

    None also where the reading had limits of its own, which no rule changes.
    """
    known = rules_of(session, place.building_id, place.measurement_type)
    then, now = (
        next((rule for rule in reversed(known) if rule.is_active(day)), None) for day in (place.at.date(), today)
    )
    if then is None or now is None or _limits(then) == _limits(now):
        return None
    judged_by_rule = _limits(then) == (place.limits.minimum, place.limits.maximum)
    return now if judged_by_rule and _limits(now) != (place.limits.minimum, place.limits.maximum) else None


def _limits(rule: AS1851Rule) -> tuple[Decimal | None, Decimal | None]:
    return rule.min_threshold, rule.max_threshold


# --- which place ------------------------------------------------------------------------------------------------------


def _most_telling(session: Session, asked: Asked, today: date) -> tuple[UUID, ...]:
    """The place that meets its limit first, else the one with the least room to it."""
    if asked.building_id is None:
        raise Invalid(f"“{asked.kind.label}” is a chart of one place; choose a building or a place of it.")
    found = [
        one
        for one in listed(places(session, asked.building_id, asked.stair_id), today)
        if one.measure is asked.measure and asked.case in ("", one.case)
    ]
    return (min(found, key=_urgency).place_id,) if found else ()


def _urgency(one: PlaceLine) -> tuple[date, Decimal]:
    meets = None if one.worked is None else one.worked.meets_from
    room = margin(one.value, one.limits)
    return meets or date.max, Decimal(1) if room is None else room


# --- equal temperatures -----------------------------------------------------------------------------------------------


def _height_above_middle(session: Session, place: PlaceLine) -> Decimal | None:
    """Metres above the middle of the stair, negative below it; None where the height of a floor is not known."""
    if place.measure is not Measure.PRESSURE or place.height_m is None:
        return None
    heights = select(func.min(Floor.height_m) + func.max(Floor.height_m)).where(Floor.stair_id == place.stair_id)
    both = session.scalar(heights)
    return None if both is None else place.height_m - both / 2


def _equal(one: Series, height: Decimal | None) -> dict[UUID | None, Decimal]:
    if height is None:
        return {}
    given = [
        TrendPoint(
            point.at.date(),
            point.value,
            instance_id=point.instance_id,
            temp_out_c=point.temp_out_c,
            temp_stair_c=point.temp_stair_c,
        )
        for point in one.points
    ]
    return {equal.instance_id: equal.value for equal in normalised(given, height)}


def _about_temperatures(asked: Asked, one: Series, height: Decimal | None) -> tuple[str, ...]:
    if not asked.equal_temperatures:
        return ()
    if one.at_place.measure is not Measure.PRESSURE:
        return ("Stack effect changes pressures only.",)
    if height is None:
        return ("Without the heights of the floors no pressure at equal temperatures can be worked out.",)
    return (at_equal_temperatures(one.trend.points, height).sentence,)


# --- what is beside it ------------------------------------------------------------------------------------------------


def _beside(names: Sequence[str], beside: Sequence[Series]) -> tuple[str, ...]:
    """``Level-7: −0.40 Pa a year. Level-9, Level-10: no drift.``"""
    drifting = [
        f"{name}: {signed(Decimal(str(one.trend.slope_per_year)))} {one.unit} a year."
        for name, one in zip(names, beside, strict=True)
        if one.trend.drifts and one.trend.slope_per_year is not None
    ]
    steady = [name for name, one in zip(names, beside, strict=True) if not one.trend.drifts]
    return (*drifting, *([f"{', '.join(steady)}: no drift shown."] if steady else []))
