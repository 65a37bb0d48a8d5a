"""What chance explains among the places that were tested for a trend, from the record."""

from __future__ import annotations

from datetime import timedelta

from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.services import trends
from firemode_desktop.services.trends.working import work_out
from tests.trends.house import FIRST, FORCE, PRESSURE, House

FALL = ["45", "42", "38.5", "36", "32.5", "29"]
L9 = PRESSURE.replace("_L8_", "_L9_")
LAST = FIRST + timedelta(days=183 * 5)


def test_that_what_chance_explains_is_said_of_several_places_and_of_all_buildings(house: House) -> None:
    """A level that falls, a force that stays, and a level of four readings, which is too few to be tested."""
    for place, value in enumerate(FALL):
        few = {L9: value} if place < 4 else {}
        house.visit(FIRST + timedelta(days=183 * place), {PRESSURE: value, FORCE: "84", **few})
    series = house.series()
    assert len(series) == 3
    assert trends.in_words(series).splitlines()[3:] == [
        "Of 2 places tested for a trend 1 changes significantly; up to about 1 would by chance alone if nothing "
        "changed. 1 stands out even among so many tests (Benjamini–Hochberg)."
    ]
    alone = [one for one in series if one.identifier == PRESSURE]
    assert len(trends.in_words(alone).splitlines()) == 1, "one test is not many"
    steady = [one for one in series if one.identifier != PRESSURE]
    assert len(trends.in_words(steady).splitlines()) == 2, "nothing changes that chance could explain"
    work_out(house.session)
    said = "Of places that do not change, up to 5 in 100 seem to by chance alone."
    for rank, told in (("worsening", True), ("meets", True), ("margin", False)):
        words = trends.gather(house.session, Asked(ChartKind.PORTFOLIO, by=rank), LAST).words
        assert (said in words) is told, rank
