"""What a report states for a state, and when a stair is compliant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.compliance import Outcome, outcome_of, worst
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.statements import anniversary, load_statements, parse_statements, sent_in_time
from firemode_desktop.paths import resources

BLOCKS = load_statements(resources())
TEXT = (resources() / "statements.toml").read_text(encoding="utf-8")


def test_that_each_state_has_its_block_and_every_other_the_neutral_one() -> None:
    assert [BLOCKS.of(state).title for state in ("NSW", "VIC", "QLD")] == ["New South Wales", "Victoria", "Queensland"]
    assert BLOCKS.of("TAS") is BLOCKS.of(None)
    assert BLOCKS.of(None).state is None


def test_that_the_facts_of_nsw_hold_from_their_day_on() -> None:
    block = BLOCKS.of("NSW")
    assert block.too_early(date(2026, 2, 12))
    assert not block.too_early(date(2026, 2, 13))


def test_that_records_are_kept_for_seven_years_in_nsw_and_for_no_period_we_know_elsewhere() -> None:
    assert BLOCKS.of("NSW").kept_until(date(2026, 5, 4)) == date(2033, 5, 4)
    assert BLOCKS.of("NSW").kept_until(date(2028, 2, 29)) == date(2035, 2, 28)
    assert BLOCKS.of("QLD").kept_until(date(2026, 5, 4)) is None


def test_that_only_a_compliant_record_is_declared_to_meet_its_limits() -> None:
    block = BLOCKS.of("VIC")
    assert "must not be used" not in block.declaration(Outcome.COMPLIANT)
    for outcome in (Outcome.NOT_COMPLIANT, Outcome.NOT_DEMONSTRATED):
        assert "must not be used as a statement that they do" in block.declaration(outcome)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 6, 30), date(2026, 7, 1)),
        (date(2026, 7, 1), date(2026, 7, 1)),
        (date(2026, 7, 2), date(2027, 7, 1)),
        (date(2020, 1, 1), date(2021, 7, 1)),
    ],
)
def test_that_an_anniversary_counts_on_its_own_day(day: date, found: date) -> None:
    assert anniversary(date(2021, 7, 1), day) == found


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(0, 20_000))
def test_that_the_next_anniversary_is_never_past_nor_more_than_a_year_away(anchor: date, later: int) -> None:
    day = anchor + timedelta(days=later)
    assert day <= anniversary(anchor, day) <= day + timedelta(days=366)


def test_that_a_notice_of_the_day_it_was_due_is_in_time_and_of_the_next_is_not() -> None:
    due = datetime(2026, 5, 5, 0, 30, tzinfo=UTC)
    assert sent_in_time([date(2026, 5, 5)], due)
    assert not sent_in_time([date(2026, 5, 6)], due)
    assert not sent_in_time([], due)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('state = "VIC"', 'state = "NSW"'),
        ('state = "VIC"', ""),
        ("since = 2026-02-13", 'since = "soon"'),
        ("report_days = 28", "report_days = -1"),
        ("notice = true", "notify = true"),
        ("not_demonstrated =", "undecided ="),
    ],
)
def test_that_a_file_that_says_something_else_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(Invalid, match=r"statements\.toml"):
        parse_statements(TEXT.replace(old, new))


@given(st.lists(st.sampled_from(Standing)))
def test_that_a_stair_is_compliant_only_where_every_test_passed(standings: list[Standing]) -> None:
    found = outcome_of(standings)
    assert (found is Outcome.NOT_COMPLIANT) == (Standing.FAIL in standings)
    passed = [each for each in standings if each in (Standing.PASS, Standing.NEAR)]
    assert (found is Outcome.COMPLIANT) == (passed == standings != [])


def test_that_a_building_stands_as_its_worst_stair() -> None:
    assert worst([Outcome.COMPLIANT, Outcome.NOT_DEMONSTRATED, Outcome.NOT_COMPLIANT]) is Outcome.NOT_COMPLIANT
    assert worst([Outcome.COMPLIANT, Outcome.NOT_DEMONSTRATED]) is Outcome.NOT_DEMONSTRATED
    assert worst([Outcome.COMPLIANT]) is Outcome.COMPLIANT
    assert worst([]) is Outcome.NOT_DEMONSTRATED
