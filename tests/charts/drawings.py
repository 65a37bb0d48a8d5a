"""Charts of the pilot building, as plain values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from firemode_desktop.charts.data import (
    DoorwayGrid,
    DoorwayGrids,
    History,
    HistoryPoint,
    Profile,
    ProfileCase,
    ProfileFloor,
    Summary,
    SummaryRow,
    Timeline,
    TimelineStep,
)
from firemode_desktop.domain.standing import Standing

PASS, FAIL, NEAR, NOT_TESTED, SKIPPED = Standing


def d(value: str | int) -> Decimal:
    return Decimal(value)


def floor(number: int, value: str | None = "44.4", mark: Standing = PASS, name: str = "") -> ProfileFloor:
    level = name or ("Ground" if number == 0 else f"Level-{number}")
    return ProfileFloor(level, d(number) * d("3.5"), None if value is None else d(value), d("44.2"), d(20), d(80), mark)


def profile(*floors: ProfileFloor) -> Profile:
    shown = floors or (floor(0), floor(1, "18.2", FAIL), floor(2, None, NOT_TESTED), floor(3, None, SKIPPED))
    return Profile("Stair-A", (ProfileCase("All doors closed", shown), ProfileCase("Evacuation doors open", shown)))


def history(
    values: tuple[str, ...] = ("45", "44", "45", "44", "43", "18"), words: str = "A step.", **more: object
) -> History:
    points = tuple(
        HistoryPoint(
            date(2021 + place // 2, 3 + 6 * (place % 2), 4), d(value), d("44.2"), FAIL if d(value) < 20 else PASS
        )
        for place, value in enumerate(values)
    )
    return History("Stair-A, Level-8", "Pa", points, d(20), d(80), words=words, **more)  # type: ignore[arg-type]


SUMMARY = Summary(
    (
        SummaryRow("Pressure differential", ((PASS, 57), (FAIL, 2), (NOT_TESTED, 1))),
        SummaryRow("Air velocity", ((PASS, 28), (NEAR, 1), (SKIPPED, 1))),
    ),
    "Annual session 2026",
)
POINTS = tuple(d(value) for value in ("1.2", "1.3", "1.1", "1.15", "1.25", "1.18", "1.08", "1.12", "0.99"))
DOORWAYS = DoorwayGrids(
    "Stair-A",
    (
        DoorwayGrid("Ground", d("1.2"), d("2.4"), POINTS, sum(POINTS, d(0)) / 9, d(1), PASS),
        DoorwayGrid("Level-1", d("1.2"), d("2.4"), (None,) * 9, None, d(1), NOT_TESTED),
    ),
)
TIMELINE = Timeline(
    "Fire floor 8",
    (
        TimelineStep("FAN-01-A", "start", d(3), d(2), d("3.9"), PASS),
        TimelineStep("DAMPER-RELIEF-Z3", "open", d(5), d(2), d("8.4"), FAIL, "1.4 s late"),
        TimelineStep("LIFT-01", "return to ground", d(20), d(10), None, FAIL, "not seen"),
        TimelineStep("AHU-08", "must not run", d(5), d(10), None, PASS, "did not happen", must_not=True),
    ),
)
