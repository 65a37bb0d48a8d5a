"""What a reading can be at all, at and beyond its ends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.possible import impossible
from firemode_desktop.domain.reading import Reading, Test
from firemode_desktop.domain.words import MeasurementType

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (MeasurementType.DOOR_OPENING_FORCE, "0", "-0.001"),
        (MeasurementType.DOOR_OPENING_FORCE, "10000", "10000.001"),
        (MeasurementType.PRESSURE_DIFFERENTIAL, "-100000", "-100000.001"),
        (MeasurementType.PRESSURE_DIFFERENTIAL, "100000", "100000.001"),
        (MeasurementType.SOUND_PRESSURE_LEVEL, "194", "194.1"),
        (MeasurementType.PRESSURE_RESTORATION_TIME, "86400", "86400.1"),
        (MeasurementType.INTERFACE_TEST, "86400", "1e12"),
    ],
)
def test_that_a_number_is_refused_only_beyond_what_can_be(kind: MeasurementType, good: str, bad: str) -> None:
    assert impossible(Test(kind, "Stair-A"), Reading(DAY, Decimal(good))) == ()
    (said,) = impossible(Test(kind, "Stair-A"), Reading(DAY, Decimal(bad)))
    assert said.endswith("cannot be.")


def test_that_each_point_of_a_doorway_that_cannot_be_is_told() -> None:
    points = [Decimal(1000), Decimal(-1000), Decimal("1000.1"), Decimal(-1001), *[Decimal(1)] * 5]
    said = impossible(Test(MeasurementType.AIR_VELOCITY, "Stair-A"), Reading(DAY, grid=Grid.of(points)))
    assert [sentence.partition("; ")[2] for sentence in said] == ["1000.1 cannot be.", "-1001 cannot be."]


def test_that_nobody_waits_a_day_for_an_effect() -> None:
    effects = (ObservedEffect("FAN", "start", Decimal(86_400)), ObservedEffect("FAN", "stop", Decimal(86_401)))
    (said,) = impossible(Test(MeasurementType.CAUSE_AND_EFFECT_LOGIC, "Stair-A"), Reading(DAY, observed=effects))
    assert "86401 cannot be" in said
