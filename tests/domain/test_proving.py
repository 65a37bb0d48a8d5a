"""What tests of a period prove: cell by cell, on both sides of the year's day, of what is the same today."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from firemode_desktop.domain.design import Scenario, Sequence
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.proving import Coverage, DoneTest, Proof, coverage, first_day
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import parse
from tests.domain.scenes import SEQUENCE

LAST = date(2026, 5, 4)
ZONE = UUID(int=1)
STEPS = parse(SEQUENCE)
SEEN = {"ALARM-PANEL": "0.5", "FAN-01": "3", "DAMPER-RELIEF-Z1": "5", "PRESSURE-SENSOR-L5": "15"}


def scenario(steps: tuple[object, ...] = STEPS) -> Scenario:
    sequence = Sequence(steps)  # type: ignore[arg-type]
    return Scenario(
        UUID(int=9),
        ZONE,
        "Stair-A",
        ZONE,
        "Zone-1",
        "Fire",
        "annual",
        "SD-1",
        None,
        sequence,
        2,
        ScenarioState.PUBLISHED,
    )


def done(day: date = LAST, number: int = 1, **seen: str) -> DoneTest:
    """A test of that day; effects that are named (with _ for -) came then, blank: not at all."""
    times = {**SEEN, **{name.replace("_", "-"): at for name, at in seen.items()}}
    effects = tuple(
        ObservedEffect(step.component_id, step.expected_action, Decimal(times[step.component_id]))
        for step in STEPS
        if times[step.component_id]
    )
    at = datetime(day.year, day.month, day.day, 9, number, tzinfo=UTC)
    return DoneTest(UUID(int=number), UUID(int=50), "Annual", ZONE, "Fire", at, day, STEPS, effects, False)


def of(*tests: DoneTest, steps: tuple[object, ...] = STEPS) -> Coverage:
    return coverage([scenario(steps)], tests, first_day(LAST), LAST)


def proofs(found: Coverage) -> list[str]:
    return [cell.proof.value for cell in found.causes[0].cells]


def test_that_a_sequence_as_planned_proves_every_effect_and_the_cause() -> None:
    found = of(done())
    assert proofs(found) == ["proven"] * 4
    assert found.causes[0].proof is Proof.PROVEN
    assert found.sentence == "4 of 4 effects and 1 of 1 causes proven from 5 May 2025 to 4 May 2026."


def test_that_an_effect_that_was_late_failed_and_the_others_are_proven() -> None:
    found = of(done(DAMPER_RELIEF_Z1="7.1"))
    assert proofs(found) == ["proven", "proven", "failed", "proven"]
    assert found.causes[0].words == "3 of 4 proven, 1 failed"
    assert found.causes[0].cells[2].words == "failed on 4 May 2026, Annual"


def test_that_an_effect_that_was_not_seen_failed() -> None:
    assert proofs(of(done(FAN_01=""))) == ["proven", "failed", "proven", "proven"]


@pytest.mark.parametrize(("day", "counts"), [(date(2025, 5, 5), True), (date(2025, 5, 4), False), (LAST, True)])
def test_that_a_test_counts_for_twelve_months(day: date, counts: bool) -> None:
    assert (proofs(of(done(day))) == ["proven"] * 4) == counts


def test_that_a_test_after_the_last_day_does_not_count() -> None:
    assert proofs(of(done(LAST + timedelta(days=1)))) == ["not tested"] * 4


def test_that_the_year_begins_the_day_after_the_same_day() -> None:
    assert first_day(date(2024, 2, 29)) == date(2023, 3, 1)
    assert first_day(date(2025, 2, 28)) == date(2024, 2, 29)


def test_that_a_retest_decides_whatever_came_before() -> None:
    failed, passed = done(DAMPER_RELIEF_Z1="9", number=1), done(number=2)
    assert proofs(of(passed, failed)) == ["proven"] * 4
    failed_again = replace(failed, at=failed.at + timedelta(hours=1))
    assert proofs(of(passed, failed_again)) == ["proven", "proven", "failed", "proven"]


def test_that_a_test_of_an_older_version_proves_what_is_the_same_today() -> None:
    changed = (*STEPS[:3], replace(STEPS[3], expected_delay_seconds=Decimal(20)))
    found = of(done(), steps=changed)
    assert proofs(found) == ["proven", "proven", "proven", "not tested"]
    assert found.causes[0].cells[3].words == "changed since 4 May 2026: tested as 15 ± 5 s"
    assert found.causes[0].proof is Proof.NOT_TESTED


def test_that_a_step_that_waits_for_another_since_is_not_proven() -> None:
    changed = (*STEPS[:3], replace(STEPS[3], depends_on=(2,)))
    assert proofs(of(done(), steps=changed)) == ["proven", "proven", "proven", "not tested"]


def test_that_another_number_or_note_changes_nothing() -> None:
    renumbered = tuple(replace(step, step_order=5 - step.step_order, note="x") for step in STEPS)
    assert proofs(of(done(), steps=renumbered)) == ["proven"] * 4


def test_that_an_earlier_test_proves_what_the_later_one_did_not_hold() -> None:
    older, newer = done(number=1), replace(done(number=2), steps=STEPS[:2])
    assert proofs(of(older, newer)) == ["proven"] * 4


def test_that_what_must_not_happen_is_proven_by_not_happening() -> None:
    steps = (*STEPS, replace(STEPS[1], step_order=5, component_id="AHU-08", expected_action="run", must_not=True))
    test = replace(done(), steps=steps)
    assert proofs(of(test, steps=steps))[-1] == "proven"
    ran = replace(test, observed=(*test.observed, ObservedEffect("AHU-08", "run", Decimal(3))))
    assert proofs(of(ran, steps=steps))[-1] == "failed"


def test_that_a_step_that_waits_for_one_that_was_never_seen_is_not_proven() -> None:
    waiting = (*STEPS[:2], replace(STEPS[2], depends_on=(2,)), STEPS[3])
    seen = replace(done(), steps=waiting)
    assert proofs(of(seen, steps=waiting)) == ["proven"] * 4
    unseen = replace(done(FAN_01=""), steps=waiting)
    found = of(unseen, steps=waiting)
    assert proofs(found) == ["proven", "failed", "not tested", "proven"]
    words = found.causes[0].cells[2].words
    assert words == "not proven on 4 May 2026: FAN-01 start, which it waits for, was not seen"


def test_that_tests_of_another_scenario_prove_nothing() -> None:
    assert proofs(of(replace(done(), scenario="Other"))) == ["not tested"] * 4
    assert of(replace(done(), zone_id=UUID(int=7))).sentence.endswith("; 4 not tested.")
