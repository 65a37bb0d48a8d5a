"""Slips of unit: a value that looks as if it was read in another unit is said, with the conversion; never converted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from firemode_desktop.domain.baselines import MEASURES, Case
from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.numbers import Conversion
from firemode_desktop.domain.physics import unit_slip
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.drafts import VALUE, Draft, Drafted
from firemode_desktop.imports.values import slip_in_words

ENOUGH = 3
"""So many values of one kind and case are needed before one of them is called odd."""


def warn_of_slips(drafted: Sequence[Drafted]) -> None:
    """Warn where a value stands far from all others of its kind and case, or where all of them are far from usual."""
    groups: dict[tuple[BaselineKind, Case], list[tuple[Drafted, Draft]]] = {}
    for table in drafted:
        for draft in table.drafts:
            groups.setdefault((table.kind, draft.location[3]), []).append((table, draft))
    for (kind, _), group in groups.items():
        _warn(kind, group)


def _warn(kind: BaselineKind, group: Sequence[tuple[Drafted, Draft]]) -> None:
    middle = Decimal(median(draft.facts.value for _, draft in group))
    everywhere = unit_slip(middle, MEASURES[kind])
    if everywhere is not None:
        _say(*group[0], everywhere, f" {len(group)} values look so." if len(group) > 1 else "")
        return
    if len(group) < ENOUGH:
        return
    for table, draft in group:
        slip = unit_slip(draft.facts.value, MEASURES[kind], [middle])
        if slip is not None:
            _say(table, draft, slip, f" The others are about {plain(round_half_even(middle, 1))} {slip.into}.")


def _say(table: Drafted, draft: Draft, slip: Conversion, more: str) -> None:
    name = VALUE[table.kind] if table.columns.has(VALUE[table.kind]) else "p1"
    table.columns.warn(draft.index, name, "unit_slip", f"{slip_in_words(slip)}{more}")
