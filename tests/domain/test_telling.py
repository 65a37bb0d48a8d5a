"""The log in words, without a database: one line a record and transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from firemode_desktop.domain.telling import FOLDED, Done, Key, Naming, Particular, tell

TABLE = "baseline_pressure_differentials"
AT = datetime(2024, 2, 1, 3, 5, tzinfo=UTC)
FLOOR, STAIR, OLD, NEW, BATCH = (uuid4() for _ in range(5))
PLACE = {"floor_id": str(FLOOR), "stair_id": str(STAIR), "door_configuration": "all_closed"}
ROWS: dict[Key, dict[str, Any]] = {
    ("floors", FLOOR): {"floor_level": "Level-8", "stair_id": str(STAIR)},
    ("stairs", STAIR): {"stair_name": "Stair-A"},
    ("import_batches", BATCH): {"file_name": "baseline-2024.xlsx"},
    (TABLE, OLD): {**PLACE, "pressure_pa": Decimal("45.2")},
    (TABLE, NEW): {
        **PLACE,
        "pressure_pa": Decimal("44.8"),
        "batch_id": str(BATCH),
        "source_ref": "baseline-2024.xlsx · Pressure!D14",
    },
}
WORDS = {
    TABLE: {
        "floor_id": Particular("Floor", refers="floors"),
        "stair_id": Particular("Stair", refers="stairs"),
        "door_configuration": Particular("Door configuration", words={"all_closed": "All doors closed"}),
        "pressure_pa": Particular("Pressure", "Pa", 2),
    },
    "floors": {
        "floor_level": Particular("Floor"),
        "stair_id": Particular("Stair", refers="stairs"),
        "height_m": Particular("Height above ground", "m", 2),
    },
}
NAMING = Naming(WORDS, ZoneInfo("Australia/Sydney"), ROWS)


def done(table: str, key: UUID, verb: str, transaction: int = 1, **columns: tuple[object, object]) -> Done:
    return Done(1, transaction, AT, "Anna", False, table, key, verb, columns)


def sentences(*work: Done) -> list[str]:
    return [line.sentence for line in tell(work, NAMING)]


def test_that_a_new_baseline_is_told_as_old_value_new_value_person_file_and_cell() -> None:
    assert sentences(done(TABLE, NEW, "INSERT"), done(TABLE, OLD, "UPDATE", superseded_date=(None, "2024-02-01"))) == [
        "Level-8, Stair-A, All doors closed: 45.2 Pa → 44.8 Pa by Anna, import baseline-2024.xlsx · Pressure!D14"
    ]


def test_that_the_time_is_that_of_the_building() -> None:
    assert tell([done(TABLE, NEW, "INSERT")], NAMING)[0].when == "1 Feb 2024 at 14:05"


def test_that_two_statements_of_one_transaction_are_one_change() -> None:
    later = done("floors", FLOOR, "UPDATE", height_m=(Decimal("3.6"), Decimal("3.8")))
    earlier = done("floors", FLOOR, "UPDATE", height_m=(Decimal("3.5"), Decimal("3.6")))
    assert sentences(later, earlier) == ["Level-8, Stair-A: height above ground 3.5 m → 3.8 m by Anna"]


def test_that_a_reason_is_told() -> None:
    told = tell([done(TABLE, OLD, "UPDATE", withdrawn_reason=(None, "Fan was off"))], NAMING)[0]
    assert told.reason == "Fan was off"
    assert told.sentence.endswith("by Anna – “Fan was off”")


@pytest.mark.parametrize(("many", "lines"), [(FOLDED, FOLDED), (FOLDED + 1, 1)])
def test_that_many_records_of_a_transaction_are_told_together(many: int, lines: int) -> None:
    told = tell([done(TABLE, uuid4(), "INSERT") for _ in range(many)], NAMING)
    assert len(told) == lines
    assert lines > 1 or len(told[0].each) == many


@pytest.mark.parametrize("table", ["floors", "smoke_curtains"])
def test_that_a_column_and_a_table_of_a_later_version_are_told_by_their_names(table: str) -> None:
    assert sentences(done(table, uuid4(), "UPDATE", ember_rating=(1, None)))[0].endswith(
        ": ember rating 1 → blank by Anna"
    )


@pytest.mark.parametrize(
    ("verb", "words"),
    [("DELETE", "removed"), ("FOUND", "found there when the log of it began"), ("GONE", "gone, without a word")],
)
def test_that_rows_that_came_and_went_are_told(verb: str, words: str) -> None:
    assert words in sentences(done("floors", FLOOR, verb))[0]
