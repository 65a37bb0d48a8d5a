"""What chance explains among all places that were tested for a trend, from the record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from firemode_desktop import models
from firemode_desktop.services.trends import chance
from firemode_desktop.services.trends.chance import by_chance
from firemode_desktop.services.trends.working import work_out
from tests.trends.house import FIRST, FORCE, PRESSURE, House

FALL = ["45", "42", "38.5", "36", "32.5", "29"]
L9 = PRESSURE.replace("_L8_", "_L9_")
TODAY = date(2026, 5, 4)


def test_that_what_changes_is_held_against_all_that_was_tested_in_service(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A level that falls, a force that stays, and a level of four readings, which is too few to be tested."""
    for place, value in enumerate(FALL):
        few = {L9: value} if place < 4 else {}
        house.visit(FIRST + timedelta(days=183 * place), {PRESSURE: value, FORCE: "84", **few})
    assert by_chance(house.session, TODAY) == "", "nothing was worked out yet"
    work_out(house.session)
    told = by_chance(house.session, TODAY)
    assert told == (
        "Of 2 places tested for a trend 1 changes significantly; up to about 1 would by chance alone if nothing "
        "changed. 1 stands out even among so many tests (Benjamini–Hochberg)."
    )
    for days, expected in ((1, told), (0, ""), (-1, "")):
        closed_on = TODAY + timedelta(days=days)
        house.session.get_one(models.Building, house.building_id).decommissioned_on = closed_on
        house.session.flush()
        assert by_chance(house.session, TODAY) == expected
    for counted, expected in ((2, told), (1, "More than 1 places are tested for a trend")):
        monkeypatch.setattr(chance, "COUNTED", counted)
        assert by_chance(house.session, TODAY - timedelta(days=2)).startswith(expected)
