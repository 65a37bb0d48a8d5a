"""What a building decides for its tests: archetypes, frequencies, due days; what that does to the counts."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.archetypes import ArchetypeSetting
from firemode_desktop.domain.due import DueState, Timing
from firemode_desktop.domain.errors import Conflict, Invalid, Missing, Refused
from firemode_desktop.domain.schedule import Schedule, differences
from firemode_desktop.services import calendars, generating, people, schedules
from firemode_desktop.services.schedules import Wish, changed
from tests.services.conftest import NOW

TODAY = NOW.date()
PRESSURE, FAN, VELOCITY = (
    next(one for one in generating.archetypes() if one.archetype_id == name)
    for name in ("ARCH-PRESSURE-001", "ARCH-FAN-001", "ARCH-VELOCITY-001")
)
BOTH = ("all_closed", "evac_doors_open")


def counts(session: Session, building_id: UUID, wanted: Schedule) -> dict[str, tuple[int, int]]:
    found = schedules.effect(session, building_id, wanted, NOW)
    return {one.frequency.value: (one.before.total, one.after.total) for one in found}


def test_that_an_untouched_building_has_no_settings_and_the_counts_of_the_source(
    session: Session, building_id: UUID
) -> None:
    found = schedules.outlook(session, building_id, NOW)
    assert found.schedule == Schedule()
    assert {one.frequency.value: one.generation.count.total for one in found.expected} == {
        "monthly": 2, "three_monthly": 0, "six_monthly": 74, "annual": 178, "five_yearly": 0, "commissioning": 158,
    }  # fmt: skip
    assert [one.frequency.value for one in found.behind] == ["monthly", "six_monthly", "annual", "commissioning"]
    assert {one.state(TODAY) for one in found.expected} == {DueState.NEVER, DueState.ONCE}


def test_that_an_extended_archetype_adds_its_tests_and_only_its_tests(session: Session, building_id: UUID) -> None:
    fans = len(generating.site_registers(session, building_id, TODAY).fans)
    assert fans > 0
    wanted = Schedule().switch(FAN, True)
    assert counts(session, building_id, wanted) == {
        "three_monthly": (0, fans),
        "annual": (178, 178 + fans),
        "commissioning": (158, 158 + fans),
    }
    (line,) = schedules.effect(session, building_id, wanted, NOW)[0].lines
    assert line == ("ARCH-FAN-001", "", f"2 stairs × {fans // 2} fan{'s' * (fans != 2)} = {fans}")


def test_that_open_doors_may_be_measured_every_six_months_as_well(session: Session, building_id: UUID) -> None:
    wanted = Schedule().choose(PRESSURE, "six_monthly", BOTH)
    assert wanted.settings == (
        ArchetypeSetting(
            "ARCH-PRESSURE-001",
            True,
            {"six_monthly": list(BOTH), "annual": list(BOTH), "commissioning": list(BOTH)},
        ),
    )
    assert counts(session, building_id, wanted) == {"six_monthly": (74, 104)}
    (line,) = schedules.effect(session, building_id, wanted, NOW)[0].lines
    assert line[1:] == (
        "2 stairs × 15 floors × 1 configuration = 30",
        "2 stairs × 15 floors × 2 configurations = 60",
    )


def test_that_five_yearly_tests_exist_once_a_building_adds_them(session: Session, building_id: UUID) -> None:
    assert counts(session, building_id, Schedule().choose(VELOCITY, "five_yearly", ("*",))) == {"five_yearly": (0, 30)}


def test_that_a_choice_taken_back_leaves_no_setting() -> None:
    wanted = Schedule().choose(PRESSURE, "six_monthly", BOTH).choose(PRESSURE, "six_monthly", ("all_closed",))
    assert wanted == Schedule() == Schedule().switch(FAN, True).switch(FAN, False)


def test_that_a_schedule_is_saved_read_again_and_taken_back(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    timing = Timing("annual", date(2026, 3, 1), 14, 7, "Contract, 4.2")
    wanted = Schedule().switch(FAN, True).choose(PRESSURE, "six_monthly", BOTH).time(timing)
    schedules.save(session, building_id, Schedule(), wanted, by=engineer)
    session.expire_all()
    assert schedules.schedule_of(session, building_id) == wanted
    assert calendars.timings(session, building_id) == {"annual": timing}
    assert generating.generate(session, building_id, "six_monthly", today=TODAY, at=NOW).count.total == 104
    schedules.save(session, building_id, wanted, Schedule(), by=engineer)
    assert schedules.schedule_of(session, building_id) == Schedule()
    kept = session.scalar(select(func.count()).select_from(models.ArchetypeSetting))
    assert kept == 0


def test_that_a_saved_schedule_stands_in_the_log_under_who_decided_it(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    schedules.save(session, building_id, Schedule(), Schedule().switch(FAN, True), by=engineer)
    session.flush()
    query = "SELECT by_user FROM audit_entries WHERE table_name = 'archetype_settings'"
    assert session.execute(text(query)).scalars().all() == [engineer]


def test_that_only_the_schedule_that_was_seen_is_replaced(session: Session, building_id: UUID, engineer: UUID) -> None:
    first = Schedule().switch(FAN, True)
    schedules.save(session, building_id, Schedule(), first, by=engineer)
    with pytest.raises(Conflict, match="changed by somebody else"):
        schedules.save(session, building_id, Schedule(), Schedule().choose(PRESSURE, "annual", ()), by=engineer)
    assert schedules.schedule_of(session, building_id) == first


def test_that_a_viewer_decides_nothing(session: Session, building_id: UUID) -> None:
    viewer = people.add_user(session, "viewer", "Viewer One", "viewer")
    with pytest.raises(Refused, match="change what is tested"):
        schedules.save(session, building_id, Schedule(), Schedule().switch(FAN, True), by=viewer)
    with pytest.raises(Refused, match="generate expected tests"):
        schedules.bring_up_to_date(session, building_id, (), NOW, by=viewer)
    assert schedules.schedule_of(session, building_id) == Schedule()


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (Wish("ARCH-NONE", True), "no archetype ARCH-NONE; there are ARCH-PRESSURE-001"),
        (Wish("ARCH-PRESSURE-001", frequencies={"annual": ["ajar"]}), "must be true, false or a list of all_closed"),
        (Wish("ARCH-PRESSURE-001", frequencies={"weekly": True}), "weekly is not known here"),
        (Wish("ARCH-PRESSURE-001", frequencies=["annual"]), "must be an object"),
        (Wish(frequency="annual", early=-1, source="x"), "days early must be from 0 to 366; it is -1"),
        (Wish(frequency="annual", late=367, source="x"), "days late must be from 0 to 366; it is 367"),
        (Wish(frequency="annual", late=7), "a tolerance needs its source"),
        (Wish(frequency="annual", late=7, source="  "), "a tolerance needs its source"),
        (Wish(frequency="weekly", late=7, source="x"), "“weekly” is no frequency"),
    ],
)
def test_that_what_cannot_be_is_said_with_what_would_be_right(wish: Wish, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        changed(Schedule(), wish)


@pytest.mark.parametrize("days", [0, 366])
def test_that_a_tolerance_goes_from_none_to_a_year(days: int) -> None:
    found = changed(Schedule(), Wish(frequency="annual", early=days, late=days, source="Contract"))
    assert (found.timing("annual").early_days, found.timing("annual").late_days) == (days, days)


def test_that_a_wish_changes_only_what_it_names() -> None:
    first = changed(Schedule(), Wish(frequency="annual", anchor=date(2026, 3, 1), early=14, source="Contract"))
    then = changed(first, Wish(frequency="annual", late=7))
    assert then.timing("annual") == Timing("annual", date(2026, 3, 1), 14, 7, "Contract")
    assert changed(then, Wish(frequency="annual", no_anchor=True)).timing("annual").anchor is None
    assert differences(first, then, str) == ("Annual: counted from 2026-03-01, 14 days early, 7 days late (Contract)",)


def test_that_exactly_what_was_shown_is_written(session: Session, building_id: UUID, engineer: UUID) -> None:
    shown = [one.generation for one in schedules.outlook(session, building_id, NOW).behind]
    done = schedules.bring_up_to_date(session, building_id, shown, NOW, by=engineer)
    assert {one.frequency: len(one.difference.added) for one in done} == {
        "monthly": 2, "six_monthly": 74, "annual": 178, "commissioning": 158,
    }  # fmt: skip
    assert schedules.outlook(session, building_id, NOW).behind == ()


def test_that_nothing_is_written_when_the_registers_changed_after_it_was_shown(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    shown = [one.generation for one in schedules.outlook(session, building_id, NOW).behind]
    door = session.scalars(select(models.Door)).first()
    assert door is not None
    gone = update(models.Door).where(models.Door.door_id == door.door_id)
    session.execute(gone.values(decommissioned_on=TODAY))
    with pytest.raises(Conflict, match="changed since these tests were shown"):
        schedules.bring_up_to_date(session, building_id, shown[2:], NOW, by=engineer)
    assert generating.templates(session, building_id, "annual") == ()
    again = [one.generation for one in schedules.outlook(session, building_id, NOW).behind]
    schedules.bring_up_to_date(session, building_id, again, NOW, by=engineer)
    assert len(generating.templates(session, building_id, "annual")) == 176


@pytest.mark.parametrize(
    ("days", "state"),
    [(-8, DueState.OVERDUE), (-7, DueState.OPEN), (0, DueState.OPEN), (14, DueState.OPEN), (15, DueState.NOT_YET)],
)
def test_that_the_outlook_says_on_both_sides_of_the_window_whether_a_visit_is_due(
    session: Session, building_id: UUID, engineer: UUID, days: int, state: DueState
) -> None:
    """``days`` is how far off the due day still is."""
    due = TODAY + timedelta(days=days)
    timing = Timing("annual", date(due.year - 1, due.month, due.day), 14, 7, "Contract")
    schedules.save(session, building_id, Schedule(), Schedule().time(timing), by=engineer)
    found = schedules.outlook(session, building_id, NOW).of("annual")
    assert found.due is not None
    assert (found.due.day, found.state(TODAY)) == (due, state)


def test_that_a_building_that_is_gone_has_no_schedule(session: Session, engineer: UUID) -> None:
    for ask in (schedules.outlook, lambda s, b, at: schedules.effect(s, b, Schedule(), at)):
        with pytest.raises(Missing):
            ask(session, uuid4(), NOW)
