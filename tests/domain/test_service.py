"""One rule for what is in service, on both sides of the day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.baselines import Place
from firemode_desktop.domain.service import in_service

LAST = date(2026, 11, 30)
OUT = date(2026, 12, 1)


def test_that_something_is_in_service_until_the_day_before_it_is_decommissioned() -> None:
    assert in_service(OUT, LAST)
    assert not in_service(OUT, OUT)
    assert not in_service(OUT, OUT + timedelta(days=1))


@given(st.dates())
def test_that_what_was_never_decommissioned_is_in_service_on_every_day(day: date) -> None:
    assert in_service(None, day)


@given(st.dates(), st.dates(), st.dates())
def test_that_nothing_comes_back_into_service_by_itself(out: date, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert in_service(out, earlier) or not in_service(out, later)


def test_that_a_place_of_a_survey_serves_until_its_day() -> None:
    stair = uuid4()
    place = Place(uuid4(), "Level-3", stair, decommissioned_on=OUT)
    assert (place.serves(LAST), place.serves(OUT)) == (True, False)
