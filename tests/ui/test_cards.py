"""The five figures above the section, in words."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from firemode_desktop.domain.standing import Standing, Tally
from firemode_desktop.domain.words import Frequency, SessionStatus
from firemode_desktop.services.overview import Calibration, Cards, DueTest, SessionCard
from firemode_desktop.ui.overview.cards import figures, until
from firemode_desktop.ui.workspace import Place

TODAY = date(2026, 5, 6)


def said(cards: Cards) -> list[tuple[str, str, Standing | None]]:
    return [(figure.value, figure.hint, figure.standing) for figure in figures(cards, TODAY)]


def session(status: SessionStatus, tally: Tally) -> SessionCard:
    return SessionCard(uuid4(), "Annual session 2026", status, tally)


def test_that_a_building_without_anything_says_so_card_by_card() -> None:
    assert said(Cards()) == [
        ("–", "none yet", None),
        ("0", "no open faults", None),
        ("–", "no floors or doors yet", None),
        ("0", "no instruments yet", None),
        ("–", "no schedule yet", None),
    ]


def test_that_a_session_under_way_says_what_is_left() -> None:
    figure = said(Cards(session=session(SessionStatus.IN_PROGRESS, Tally(178, 170, 5, 6))))[0]
    assert figure == ("170 / 178", "2 to go", None)


def test_that_a_finished_session_says_what_was_skipped() -> None:
    figure = said(Cards(session=session(SessionStatus.APPROVED, Tally(178, 177, 5, 1))))[0]
    assert figure == ("177 / 178", "approved, 1 skipped", Standing.PASS)


def test_that_faults_are_counted_by_how_grave_they_are() -> None:
    failing = session(SessionStatus.APPROVED, Tally(178, 178, 5))
    assert said(Cards(session=failing, open_faults=5, critical_faults=3))[1] == (
        "5",
        "5 open faults, 3 critical",
        Standing.FAIL,
    )
    assert said(Cards(session=failing, open_faults=1))[1] == ("5", "1 open fault, none critical", Standing.FAIL)


@pytest.mark.parametrize(
    ("have", "hint", "standing"), [(149, "1 missing", Standing.NOT_TESTED), (150, "complete", Standing.PASS)]
)
def test_that_baselines_are_complete_or_missing(have: int, hint: str, standing: Standing) -> None:
    assert said(Cards(baselines=have, baselines_expected=150))[2] == (f"{have} / 150", hint, standing)


def calibration(name: str, days: int | None) -> Calibration:
    return Calibration(uuid4(), name, None if days is None else TODAY + timedelta(days=days), days)


@pytest.mark.parametrize(
    ("days", "hint", "standing"),
    [
        (30, "AN-07 in 30 days, 5 Jun", Standing.NEAR),
        (1, "AN-07 tomorrow, 7 May", Standing.NEAR),
        (0, "AN-07 ended 6 May", Standing.FAIL),
        (-3, "AN-07 ended 3 May", Standing.FAIL),
        (-400, "AN-07 ended 1 Apr 2025", Standing.FAIL),
        (None, "AN-07: no certificate", Standing.FAIL),
    ],
)
def test_that_the_instrument_that_comes_first_is_named_and_led_to(
    days: int | None, hint: str, standing: Standing
) -> None:
    first = calibration("AN-07", days)
    cards = Cards(instruments=4, calibrations=(first, calibration("M-1", 20)))
    assert said(cards)[3] == ("2", hint, standing)
    figure = figures(cards, TODAY)[3]
    assert (figure.leads_to, figure.place) == ("instruments", Place(instrument_id=first.instrument_id))


def test_that_instruments_in_date_are_counted() -> None:
    assert said(Cards(instruments=4))[3] == ("0", "4 in date", Standing.PASS)


@pytest.mark.parametrize(
    ("day", "value", "hint", "standing"),
    [
        (date(2026, 5, 5), "5 May", "annual, 1 day overdue", Standing.FAIL),
        (date(2026, 5, 6), "6 May", "annual, today", Standing.NEAR),
        (date(2026, 6, 5), "5 Jun", "annual, in 30 days", Standing.NEAR),
        (date(2026, 6, 6), "6 Jun", "annual, in 31 days", None),
        (date(2027, 5, 4), "May 2027", "annual, in 12 months", None),
    ],
)
def test_that_the_next_tests_are_said_with_how_far_off_they_are(
    day: date, value: str, hint: str, standing: Standing | None
) -> None:
    assert said(Cards(due=DueTest(Frequency.ANNUAL, day)))[4] == (value, hint, standing)


@pytest.mark.parametrize(
    ("day", "hint", "standing"),
    [
        (date(2026, 5, 7), "annual, tomorrow", Standing.NEAR),
        (date(2026, 5, 5), "annual, on time until 12 May", Standing.NEAR),
        (date(2026, 4, 29), "annual, on time until 6 May", Standing.NEAR),
        (date(2026, 4, 28), "annual, 1 day overdue", Standing.FAIL),
    ],
)
def test_that_tests_within_their_window_are_on_time(day: date, hint: str, standing: Standing) -> None:
    due = DueTest(Frequency.ANNUAL, day, None, 14, 7)
    assert said(Cards(due=due))[4][1:] == (hint, standing)


def test_that_long_overdue_is_said_in_months() -> None:
    assert until(-100) == "3 months overdue"
    assert until(-60) == "60 days overdue"
    assert until(61) == "in 2 months"
