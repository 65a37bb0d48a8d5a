"""What can be confirmed of a plan, and what that would do to the letter; made beside the window, shown at its foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from firemode_desktop.domain.words import Provenance
from firemode_desktop.imports.baselines.plan import Plan, PlannedRow
from firemode_desktop.imports.files.cells import a1, position
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.ui.importing.wording import STATUS_WORDS, TOLD, nothing_to_write, one_of, writes
from firemode_desktop.ui.language import many, show_date, tr


@dataclass(frozen=True)
class Offer:
    """Words for what would happen, and how many readings can be confirmed: all of the file (``whole``), or the good
    ones of it (``some``); ``one`` is what a reading is called, and what several are."""

    verdict: str
    particulars: str
    good: int
    one: tuple[str, str]
    whole: bool
    some: bool


def offer_of(plan: Plan) -> Offer:
    """What a plan offers."""
    good, clean, mendable = writes(plan), not plan.errors, not plan.whole_file_errors
    return Offer(
        verdict(plan),
        particulars(plan) if mendable else "",
        good,
        one_of(plan),
        clean and not plan.writes_nothing,
        not clean and mendable and good > 0,
    )


def verdict(plan: Plan) -> str:
    """What would happen now, in one or two sentences."""
    good, bad, one = writes(plan), plan.count(RowStatus.ERROR), one_of(plan)
    if plan.whole_file_errors:
        return tr(
            "{whole_file_errors} Nothing can be imported until the file is right.",
            whole_file_errors=plan.whole_file_errors[0].message,
        )
    if plan.errors:
        rest = tr(" {count} would be good.", count=many(good, *one)) if good else ""
        stand = tr("as it stands") if bad == 1 else tr("as they stand")
        return tr("{count} cannot be imported {stand}.{rest}", count=many(bad, *one), stand=stand, rest=rest)
    if plan.writes_nothing:
        return nothing_to_write(plan)
    parts = [f"{plan.count(status):,} {word}" for status, word in STATUS_WORDS.items() if plan.count(status)]
    stays = (
        tr(" What is replaced stays on record.")
        if any(row.writes and row.replaces is not None for row in plan.rows)
        else ""
    )
    return f"{', '.join(parts)}.{stays}"


def particulars(plan: Plan) -> str:
    """What a confirmation would do, to the letter: what ends, what else is set, where it comes from."""
    rows = [row for row in plan.rows if row.writes]
    told = [*_ends(rows), *_further(plan, rows), *_origins(rows)]
    return " · ".join([*told, tr("from {ranges}", ranges=", ".join(_ranges(rows)))] if rows else told)


def _ends(rows: Sequence[PlannedRow]) -> Iterator[str]:
    """``2 baselines of 15 Jan 2019 end``, by day."""
    days = Counter(_day_before(row) for row in rows if row.replaces is not None)
    if len(days) > TOLD:
        yield tr(
            "{baselines} of {min} to {max} end",
            baselines=many(days.total(), tr("baseline"), tr("baselines")),
            min=show_date(min(days)),
            max=show_date(max(days)),
        )
        return
    for day, count in sorted(days.items()):
        yield tr(
            "{baselines} of {day} {ends}",
            baselines=many(count, tr("baseline"), tr("baselines")),
            day=show_date(day),
            ends=tr("ends") if count == 1 else tr("end"),
        )


def _day_before(row: PlannedRow) -> date:
    """The commissioned date of the baseline that a row replaces."""
    assert row.facts is not None
    old: date | None = next((change.old for change in row.changes if change.field == "commissioned_date"), None)
    return old or row.facts.commissioned_date


def _further(plan: Plan, rows: Sequence[PlannedRow]) -> Iterator[str]:
    if plan.setpoints:
        are = tr("is") if len(plan.setpoints) == 1 else tr("are")
        yield tr(
            "{design_setpoints} {are} set",
            design_setpoints=many(len(plan.setpoints), tr("design setpoint"), tr("design setpoints")),
            are=are,
        )
    if older := sum(row.history for row in rows):
        yield tr(
            "{older:,} {is_} older than what is in force, and history only",
            older=older,
            is_=tr("is") if older == 1 else tr("are"),
        )


def _origins(rows: Sequence[PlannedRow]) -> Iterator[str]:
    """Their provenance, and the days on which they were measured."""
    facts = [row.facts for row in rows if row.facts is not None]
    origins = dict.fromkeys(Provenance(one.provenance).label.lower() for one in facts if one.provenance)
    if origins:
        yield tr("provenance: {origins}", origins=", ".join(origins))
    days = sorted({one.commissioned_date for one in facts})
    if days:
        yield tr("measured {days}", days=show_date(days[0])) + (
            tr(" to {days}", days=show_date(days[-1])) if len(days) > 1 else ""
        )


def _ranges(rows: Sequence[PlannedRow]) -> Iterator[str]:
    """The rectangle of each sheet in which the values stand: ``Stair-A!B6:C35``."""
    spots: dict[str, list[tuple[int, int]]] = {}
    for row in (row for row in rows if row.cell):
        spots.setdefault(row.sheet, []).append(position(row.cell))
    for sheet, found in spots.items():
        (top, bottom), (left, right) = ((min(part), max(part)) for part in zip(*found, strict=True))
        first, last = a1(top, left), a1(bottom, right)
        yield f"{sheet}!{first}" + (f":{last}" if last != first else "")
