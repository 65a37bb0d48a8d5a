"""A results workbook held against a session: parsed and checked, never judged (page 3, results workbook)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.reading import Test
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.results import KnownFile, KnownInstrument, ResultsPlan, ResultsSurvey, plan_results
from tests.imports.books import book

SYDNEY = ZoneInfo("Australia/Sydney")
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
PRESSURE_9 = "PRESSURE_STAIR-A_L9_ALL-CLOSED"
VELOCITY = "VELOCITY_STAIR-A_L8_DW-LEVEL-8-STAIR-A_WORST-CASE-3-DOORS-OPEN"
CE = "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8"
INTERFACE = "INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01"
POINTS = tuple(f"p{number}" for number in range(1, 10))
NINE = (1.2, 1.3, 1.1, 1.15, 1.25, 1.18, 1.08, 1.12, 1.05)
MANOMETER = KnownInstrument(uuid4(), "SN-12345", "manometer")
TWINS = (KnownInstrument(uuid4(), "X-1"), KnownInstrument(uuid4(), "x-1"))
SURVEY = ResultsSurvey(
    session_id=uuid4(),
    building_id=uuid4(),
    session="Annual 2026",
    zone=SYDNEY,
    today=date(2026, 11, 22),
    session_day=date(2026, 11, 20),
    tests={
        PRESSURE: Test("pressure_differential", "Stair-A", unit="Pa"),
        PRESSURE_9: Test("pressure_differential", "Stair-A", unit="Pa"),
        VELOCITY: Test("air_velocity", "Stair-A", unit="m/s"),
        CE: Test("cause_and_effect_logic", "Stair-A", unit="s"),
        INTERFACE: Test("interface_test", "Stair-A", response_time_s=5),
    },
    instruments=(MANOMETER, *TWINS),
    evidence={PRESSURE: (KnownFile("known.jpg"),)},
)
EFFECTS_HEADING = ("identifier", "step_order", "component_id", "action", "delay_seconds")


def results(
    rows: Sequence[dict[str, Any]], effects: Sequence[Sequence[Any]] = (), folder: Path | None = None
) -> ResultsPlan:
    """The plan of a workbook with these rows (column → value) and effects."""
    heading = list(dict.fromkeys(["identifier", *(name for row in rows for name in row)]))
    sheets: dict[str, Any] = {"Results": [heading, *([row.get(name) for name in heading] for row in rows)]}
    if effects:
        sheets["C&E"] = [EFFECTS_HEADING, *effects]
    return plan_results(read(book(sheets), "results.xlsx"), SURVEY, folder)


def told(plan: ResultsPlan) -> list[tuple[str | None, str]]:
    return [(problem.cell, problem.code) for problem in plan.errors]


def one(**cells: Any) -> ResultsPlan:
    """The plan of one pressure."""
    return results([{"identifier": PRESSURE, "measured_value": 44.2} | cells])


@pytest.mark.parametrize("value", [4, 240, -3, 0, 1999.9996])
def test_that_a_reading_is_never_refused_for_being_bad(value: Any) -> None:
    plan = one(measured_value=value)
    assert told(plan) == []
    assert plan.rows[0].value == Decimal(str(value))


@pytest.mark.parametrize(
    ("value", "code"),
    [("NaN", "not_finite"), ("#DIV/0!", "error_cell"), ("1,234", "ambiguous"), ("ok", "not_a_number")],
)
def test_that_what_is_no_number_is_an_error_of_its_cell(value: Any, code: str) -> None:
    assert told(one(measured_value=value)) == [("B2", code)]


def test_that_an_identifier_of_no_test_is_an_error_with_a_suggestion() -> None:
    plan = one(identifier="PRESSURE_STAIR-A_L8_ALL-CLOSE")
    assert told(plan) == [("A2", "unknown_identifier")]
    assert PRESSURE in plan.errors[0].message


def test_that_case_does_not_matter_in_an_identifier() -> None:
    assert one(identifier=f" {PRESSURE.lower()} ").rows[0].identifier == PRESSURE


def test_that_a_test_that_stands_there_ten_thousand_times_is_refused() -> None:
    plan = results([{"identifier": PRESSURE, "measured_value": 44}] * 10_000)
    assert {error.code for error in plan.errors} == {"duplicate"}


def test_that_a_test_twice_in_a_file_is_an_error_of_each_row() -> None:
    row = {"identifier": PRESSURE, "measured_value": 44.2}
    assert told(results([row, row])) == [("A2", "duplicate"), ("A3", "duplicate")]


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        (datetime(2026, 3, 2, 9, 30), datetime(2026, 3, 1, 22, 30, tzinfo=UTC)),  # noqa: DTZ001 - daylight saving
        (datetime(2026, 7, 2, 9, 30), datetime(2026, 7, 1, 23, 30, tzinfo=UTC)),  # noqa: DTZ001 - standard time
        ("2026-07-02 09:30", datetime(2026, 7, 1, 23, 30, tzinfo=UTC)),
        ("2/7/2026 9:30", None),
        ("22/7/2026 9:30", datetime(2026, 7, 21, 23, 30, tzinfo=UTC)),
        ("2026-07-02T09:30:00+08:00", datetime(2026, 7, 2, 1, 30, tzinfo=UTC)),
        ("2026-07-02T01:30:00.25Z", datetime(2026, 7, 2, 1, 30, 0, 250000, tzinfo=UTC)),
        (date(2026, 7, 2), datetime(2026, 7, 2, 2, 0, tzinfo=UTC)),
        (None, datetime(2026, 11, 20, 1, 0, tzinfo=UTC)),
    ],
)
def test_that_times_are_the_site_s_and_a_blank_is_the_session_s_day(written: Any, utc: datetime | None) -> None:
    plan = one(measured_at=written)
    if utc is None:
        assert told(plan) == [("C2", "ambiguous_date")]
    else:
        assert told(plan) == []
        assert plan.rows[0].measured_at == utc


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (datetime(2026, 11, 23, 0, 1), "future_date"),  # noqa: DTZ001
        ("2026-11-22T20:00:00-05:00", "future_date"),
        (datetime(2026, 10, 4, 2, 30), "no_such_time"),  # noqa: DTZ001 - the clocks went forward at 2:00
        ("half past nine", "not_a_date"),
        ("2026-07-02 25:00", "not_a_date"),
        (9.5, "not_a_date"),
    ],
)
def test_that_a_time_that_cannot_be_is_an_error_of_its_cell(written: Any, code: str) -> None:
    assert told(one(measured_at=written)) == [("C2", code)]


def test_that_an_instrument_is_found_by_its_serial_number() -> None:
    assert one(instrument_serial="sn-12345").rows[0].instrument_id == MANOMETER.id
    unknown = one(instrument_serial="SN-12354")
    assert told(unknown) == [("C2", "unknown_instrument")]
    assert "SN-12345" in unknown.errors[0].message
    assert told(one(instrument_serial="X-1")) == [("C2", "ambiguous_instrument")]


def velocity(points: Sequence[Any], value: Any = None) -> ResultsPlan:
    return results([{"identifier": VELOCITY, "measured_value": value, **dict(zip(POINTS, points, strict=True))}])


def test_that_a_velocity_is_its_nine_points() -> None:
    plan = velocity(NINE)
    assert told(plan) == []
    assert plan.rows[0].points == tuple(map(Decimal, map(str, NINE)))
    assert plan.rows[0].value is None


def test_that_a_point_that_is_missing_is_named() -> None:
    assert told(velocity([*NINE[:4], None, *NINE[5:]])) == [("G2", "incomplete_grid")]
    assert told(velocity([*NINE[:4], " ", *NINE[5:]])) == [("G2", "incomplete_grid")]
    assert told(velocity([None] * 9, 1.15)) == [("C2", "missing")]


def test_that_a_mean_beside_the_points_must_be_theirs() -> None:
    assert told(velocity(NINE, 1.159)) == []
    assert told(velocity(NINE, 1.3)) == [("B2", "mean_differs")]


def test_that_points_belong_to_doorways_only() -> None:
    assert told(one(p1=1.2)) == [("C2", "points")]


def test_that_effects_are_read_from_their_own_sheet() -> None:
    plan = results(
        [{"identifier": CE, "notes": "quick"}],
        [[CE, 1, "FAN-01-A", "start", 3.5], [CE, None, "SD-1", "close", 4], [CE, 3, "P-1", "read_pressure", None]],
    )
    assert told(plan) == []
    assert plan.rows[0].observed == (
        ObservedEffect("FAN-01-A", "start", Decimal("3.5"), 1),
        ObservedEffect("SD-1", "close", Decimal(4), None),
    )
    assert plan.rows[0].notes == "quick"


def test_that_effects_alone_are_a_result_too() -> None:
    plan = results([{"identifier": PRESSURE, "measured_value": 44.2}], [[CE, 1, "FAN-01-A", "start", 3.5]])
    assert [row.identifier for row in plan.rows] == [PRESSURE, CE]
    assert plan.rows[1].measured_at == datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def test_that_a_sequence_of_which_nothing_was_seen_is_written_as_no() -> None:
    assert results([{"identifier": CE, "result_observed": "no"}]).rows[0].observed == ()
    assert told(results([{"identifier": CE, "notes": "hm"}])) == [(None, "missing")]


@pytest.mark.parametrize(
    ("effect", "cell", "code"),
    [
        ([PRESSURE, 1, "FAN-01-A", "start", 3.5], "A2", "not_a_sequence"),
        (["CE_NOWHERE", 1, "FAN-01-A", "start", 3.5], "A2", "unknown_identifier"),
        ([CE, 0, "FAN-01-A", "start", 3.5], "B2", "out_of_range"),
        ([CE, 1, None, "start", 3.5], "C2", "missing"),
        ([CE, 1, "FAN-01-A", None, 3.5], "D2", "missing"),
        ([CE, 1, "FAN-01-A", "start", -1], "E2", "out_of_range"),
        ([CE, 1, "FAN-01-A", "start", "#N/A"], "E2", "error_cell"),
    ],
)
def test_that_an_effect_that_cannot_be_is_an_error_of_its_cell(effect: list[Any], cell: str, code: str) -> None:
    assert (cell, code) in told(results([{"identifier": PRESSURE, "measured_value": 44.2}], [effect]))


def test_that_an_interface_test_needs_its_answer_and_its_time() -> None:
    good = results([{"identifier": INTERFACE, "measured_value": 4, "result_observed": "yes"}])
    assert told(good) == []
    assert (good.rows[0].value, good.rows[0].result_observed) == (Decimal(4), True)
    assert told(results([{"identifier": INTERFACE, "measured_value": 4, "result_observed": None}])) == [
        ("C2", "missing")
    ]
    assert told(results([{"identifier": INTERFACE, "measured_value": None, "result_observed": "yes"}])) == [
        ("B2", "missing")
    ]
    assert told(results([{"identifier": INTERFACE, "measured_value": -1, "result_observed": "yes"}])) == [
        ("B2", "out_of_place")
    ]


@pytest.mark.parametrize("status", ["skipped", "failed"])
def test_that_a_test_not_carried_out_needs_its_reason_and_no_reading(status: str) -> None:
    assert told(results([{"identifier": PRESSURE, "status": status, "notes": "door jammed"}])) == []
    assert told(results([{"identifier": PRESSURE, "status": status, "notes": None}])) == [("C2", "reason_missing")]
    both = results([{"identifier": PRESSURE, "measured_value": 44, "status": status, "notes": "x"}])
    assert told(both) == [("C2", "status_and_value")]
    assert told(results([{"identifier": PRESSURE, "status": "postponed"}])) == [("B2", "not_a_choice")]


def test_that_rows_nobody_filled_in_are_left_alone() -> None:
    plan = results(
        [{"identifier": PRESSURE, "measured_value": 44.2}, {"identifier": PRESSURE_9, "measured_value": None}]
    )
    assert [row.identifier for row in plan.rows] == [PRESSURE]
    assert plan.rows_read == 1


def test_that_conditions_and_notes_are_kept() -> None:
    (row,) = one(temp_out_c=14, temp_stair_c="21.5", wind_ms=2.1, notes="windy").rows
    assert row.environment == {"temp_out_c": Decimal(14), "temp_stair_c": Decimal("21.5"), "wind_ms": Decimal("2.1")}
    assert row.notes == "windy"


def test_that_evidence_lies_beside_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    (tmp_path / "b c.jpg").write_bytes(b"x")
    row = {"identifier": PRESSURE, "measured_value": 44.2, "evidence": "a.jpg; b c.jpg ;"}
    plan = results([row], folder=tmp_path)
    assert told(plan) == []
    assert plan.rows[0].evidence == (tmp_path / "a.jpg", tmp_path / "b c.jpg")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("c.jpg", "evidence_missing"),
        ("../a.jpg", "evidence_name"),
        ("/etc/passwd", "evidence_name"),
        ("sub\\a.jpg", "evidence_name"),
        ("..", "evidence_missing"),
    ],
)
def test_that_evidence_from_elsewhere_is_an_error(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "sub").mkdir()
    plan = results([{"identifier": PRESSURE, "measured_value": 44.2, "evidence": name}], folder=tmp_path / "sub")
    assert told(plan) == [("C2", code)]


def test_that_a_name_no_disk_takes_is_a_file_that_is_missing(tmp_path: Path) -> None:
    plan = results([{"identifier": PRESSURE, "measured_value": 44, "evidence": "x" * 500 + ".jpg"}], folder=tmp_path)
    assert [error.code for error in plan.errors] == ["evidence_missing"]


def test_that_evidence_on_record_need_not_come_again(tmp_path: Path) -> None:
    plan = results([{"identifier": PRESSURE, "measured_value": 44.2, "evidence": "known.jpg"}], folder=tmp_path)
    assert told(plan) == []
    assert plan.rows[0].evidence == ()


def test_that_all_errors_come_at_once() -> None:
    plan = results(
        [
            {"identifier": "NO_SUCH_TEST", "measured_value": 1},
            {"identifier": PRESSURE, "measured_value": "x"},
            {"identifier": PRESSURE_9, "measured_value": 44.2, "instrument_serial": "nobody's"},
        ]
    )
    assert told(plan) == [("A2", "unknown_identifier"), ("B3", "not_a_number"), ("C4", "unknown_instrument")]
    document = plan.to_dict()
    assert document["success"] is False
    assert [error["cell"] for error in document["errors"]] == ["A2", "B3", "C4"]


def test_that_a_sheet_twice_and_a_file_without_results_are_errors() -> None:
    heading = ["identifier", "measured_value"]
    twice = read(book({"Results": [heading, [PRESSURE, 44]], "readings": [heading, [PRESSURE_9, 44]]}), "r.xlsx")
    assert "sheet_twice" in {problem.code for problem in plan_results(twice, SURVEY).errors}
    nothing = read(book({"Sheet1": [["hello"]]}), "r.xlsx")
    assert {problem.code for problem in plan_results(nothing, SURVEY).errors} == {"no_table"}
