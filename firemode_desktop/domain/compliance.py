"""When a stair is compliant: only where every test of it was carried out, judged and passed.

One failure makes it *not compliant*; without a failure, anything missing makes it *not demonstrated*. A building stands
as its worst stair.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from firemode_desktop.domain.standing import Standing


class Outcome(StrEnum):
    """What is said of a stair, the worst first."""

    NOT_COMPLIANT = "not compliant"
    NOT_DEMONSTRATED = "not demonstrated"
    COMPLIANT = "compliant"

    @property
    def standing(self) -> Standing:
        """The shape that goes with it."""
        return _STANDINGS[self]


_STANDINGS = {
    Outcome.COMPLIANT: Standing.PASS,
    Outcome.NOT_COMPLIANT: Standing.FAIL,
    Outcome.NOT_DEMONSTRATED: Standing.NOT_TESTED,
}
_SHOWN = {Standing.PASS, Standing.NEAR}


def outcome_of(standings: Collection[Standing]) -> Outcome:
    """What follows for a stair from how each test of it stands; nothing follows from no test at all."""
    if Standing.FAIL in standings:
        return Outcome.NOT_COMPLIANT
    shown = bool(standings) and set(standings) <= _SHOWN
    return Outcome.COMPLIANT if shown else Outcome.NOT_DEMONSTRATED


def worst(outcomes: Collection[Outcome]) -> Outcome:
    """What follows for a building from its stairs; without any it is not demonstrated."""
    return next((one for one in Outcome if one in outcomes), Outcome.NOT_DEMONSTRATED)
