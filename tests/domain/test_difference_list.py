"""A difference told test by test."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from firemode_desktop.domain.difference import Added, Changed, Difference, ExistingTest
from firemode_desktop.domain.difference_list import Fate, lines
from firemode_desktop.domain.expansion import ExpectedTest, Kind, Place
from tests.domain.pilot import ARCHETYPES

STAIR = str(UUID(int=1))
NOISE = next(one for one in ARCHETYPES if one.archetype_id == "ARCH-NOISE-001")


def expected(order: int) -> ExpectedTest:
    name = f"NOISE_{order}"
    return ExpectedTest(Place(STAIR, "A"), Kind(NOISE, "annual"), name, order)


def existing(order: int) -> ExistingTest:
    return ExistingTest(UUID(int=order), expected(order).columns())


def changed(order: int, **columns: tuple[Any, Any]) -> Changed:
    return Changed(existing(order), expected(order), columns)


def test_that_lines_stand_in_walking_order_and_a_test_that_only_moves_has_none() -> None:
    found = Difference(
        added=(Added(expected(3)),),
        changed=(changed(1, unit=("dB", "dB(A)")),),
        moved=(changed(4, sequence_order=(5, 4)),),
        retired=(existing(2),),
    )
    assert [(one.fate, one.identifier, one.measurement) for one in lines(found)] == [
        (Fate.CHANGED, "NOISE_1", "Sound pressure level"),
        (Fate.RETIRED, "NOISE_2", "Sound pressure level"),
        (Fate.ADDED, "NOISE_3", "Sound pressure level"),
    ]


def test_that_a_changed_column_is_told_from_old_to_new() -> None:
    (line,) = lines(
        Difference(
            changed=(
                changed(
                    1,
                    min_threshold=(Decimal("20.000"), Decimal(25)),
                    baseline_date=(None, date(2026, 5, 4)),
                    pressurization_active=(True, False),
                    descriptive_instructions=([], [{"step": 1}]),
                    floor_id=(UUID(int=7), UUID(int=8)),
                    sequence_order=(2, 1),
                ),
            )
        )
    )
    assert line.text == (
        "lower limit 20 → 25; baseline of none → 4 May 2026; fan running → stopped; instructions changed; floor changed"
    )


def test_that_the_digest_tells_apart_what_would_be_written_and_nothing_else() -> None:
    one = Difference(changed=(changed(1, unit=("dB", "dB(A)")),), retired=(existing(2),))
    assert one.digest == Difference(retired=(existing(2),), changed=one.changed, unchanged=(existing(9),)).digest
    others = (
        Difference(changed=one.changed),
        Difference(changed=(changed(1, unit=("dB", "dB(C)")),), retired=(existing(2),)),
        Difference(changed=one.changed, retired=(existing(3),)),
        Difference(changed=one.changed, retired=(existing(2),), moved=(changed(4, sequence_order=(5, 4)),)),
        Difference(changed=one.changed, retired=(existing(2),), added=(Added(expected(3)),)),
    )
    assert len({other.digest for other in (one, *others)}) == 6
