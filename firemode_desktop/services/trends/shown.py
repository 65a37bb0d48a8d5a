"""Series as a document and in words, as ``firemode trend`` answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from firemode_desktop.domain.chance import Chance
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.trend_values import Stage, Step
from firemode_desktop.services.trends.series import Series


def document(series: Sequence[Series]) -> dict[str, Any]:
    """The JSON shape of ``firemode trend``; numbers are Decimals, times have their offset."""
    return {"series": [_document(one) for one in series]}


def _document(one: Series) -> dict[str, Any]:
    found = one.trend
    return {
        "identifier": one.identifier,
        "stair": one.stair,
        "floor": one.floor,
        "measurement_type": one.measurement_type.value,
        "unit": one.unit,
        "points": [
            {"at": point.at, "value": point.value, "baseline": point.baseline, "is_compliant": point.is_compliant}
            for point in one.points
        ],
        "slope_per_year": found.slope_per_year,
        "slope_interval": None if found.slope_interval is None else list(found.slope_interval),
        "mann_kendall": None if found.mann_kendall is None else found.mann_kendall.to_dict(),
        "projection": None if found.projection is None else found.projection.to_dict(),
        "refusal": found.refusal,
        "notes": list(found.notes),
        "step": None if found.step is None else _step(found.step),
        "stages": [_stage(stage) for stage in found.stages],
        "excluded": [{"at": point.at, "value": point.value, "reason": point.excluded} for point in found.excluded],
    }


def in_words(series: Sequence[Series]) -> str:
    """One line a location: the latest reading, and what to make of it. Of several, also what chance makes of them."""
    if not series:
        return "There is no approved reading yet."
    lines = [f"{one.identifier}  {_latest(one)}  {one.sentence}".rstrip() for one in series]
    chance = Chance.among(one.trend for one in series)
    return "\n".join([*lines, chance.sentence] if chance.tested > 1 and chance.drifting else lines)


def _latest(one: Series) -> str:
    count = len(one.points)
    return f"{plain(one.points[-1].value)} {one.unit}, {count} reading{'s' if count > 1 else ''}"


def _step(step: Step) -> dict[str, Any]:
    return {
        "last_before": step.last_before,
        "first_after": step.first_after,
        "before": step.before,
        "after": step.after,
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "from": stage.since,
        "to": stage.until,
        "baseline_date": stage.baseline_date,
        "readings": len(stage.readings),
    }
