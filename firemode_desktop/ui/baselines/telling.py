"""The history of a location in words: for the panel beside the matrix, and as text for the clipboard."""

from __future__ import annotations

from datetime import datetime

from firemode_desktop.domain.baselines import UNITS
from firemode_desktop.domain.completeness import shown
from firemode_desktop.domain.words import BaselineKind, MeasurementPosition, Provenance
from firemode_desktop.services.baselines import LocationHistory, Recorded
from firemode_desktop.ui.language import plain, show_date, show_time, tr

CONDITIONS = {"temp_c": "°C", "humidity_pct": "%", "wind_ms": tr("m/s wind")}


def facts_of(one: Recorded, history: LocationHistory) -> list[tuple[str, str]]:
    """What is known of a baseline, as names and words."""
    known = dict(one.conditions)
    conditions = " · ".join(f"{plain(known[name])} {unit}" for name, unit in CONDITIONS.items() if name in known)
    position = MeasurementPosition(one.measurement_position).label if one.measurement_position else ""
    before = history.corrected_from(one)
    told = [
        (tr("Commissioned"), show_date(one.commissioned_date)),
        (tr("By"), one.commissioned_by or ""),
        (tr("Report"), one.commissioning_report_ref or ""),
        (tr("Position"), position),
        (tr("Conditions"), conditions),
        (tr("Provenance"), Provenance(one.provenance).label),
        (tr("Recorded"), recorded(one)),
        (tr("From"), source(one)),
        (tr("Corrected from"), value_of(before, history.location[0]) if before else ""),
    ]
    return [(name, words) for name, words in told if words]


def value_of(one: Recorded, kind: BaselineKind) -> str:
    """``44.2 Pa``."""
    return f"{shown(kind, one.value)} {UNITS[kind]}"


def recorded(one: Recorded) -> str:
    """When, and by whom."""
    return f"{moment(one.recorded_at)}{f', {one.recorded_by}' if one.recorded_by else ''}"


def source(one: Recorded) -> str:
    """File, sheet and cell."""
    return one.source_ref or one.file_name or tr("entered by hand")


def moment(at: datetime) -> str:
    """A day with its time, here."""
    return show_time(at.astimezone())


def why_not(one: Recorded) -> str:
    """Why a baseline is not the one in force: withdrawn, corrected the same day, or superseded."""
    if one.withdrawn_at is not None:
        by = tr(" by {withdrawn_by}", withdrawn_by=one.withdrawn_by) if one.withdrawn_by else ""
        return tr(
            "withdrawn {moment}{by}: {withdrawn_reason}",
            moment=moment(one.withdrawn_at),
            by=by,
            withdrawn_reason=one.withdrawn_reason or tr("no reason given"),
        )
    if one.corrected:
        return tr("corrected the same day")
    return (
        tr("superseded on {superseded_date}", superseded_date=show_date(one.superseded_date))
        if one.superseded_date
        else tr("in force")
    )


def history_text(where: str, history: LocationHistory) -> str:
    """Everything that was ever recorded of a location as plain text, the baseline in force first."""
    kind = history.location[0]
    parts = [where]
    for one in history.recorded:
        told = [f"  {name}: {words}" for name, words in facts_of(one, history)]
        parts.append("\n".join([f"{value_of(one, kind)}, {why_not(one)}", *told]))
    return "\n\n".join(parts if history.recorded else [where, tr("Nothing was ever recorded here.")])
