"""What the charts were set to the last time, building by building."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QSettings

from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.standing import Measure
from firemode_desktop.ui.trends.remembered import GROUP, MOST, Remembered

HERE, THERE = UUID(int=1), UUID(int=2)
ASKED = Asked(
    ChartKind.TIME,
    HERE,
    UUID(int=3),
    Measure.FORCE,
    "active",
    (UUID(int=4), UUID(int=5)),
    since=date(2024, 3, 14),
    control_limits=False,
)


def test_that_settings_come_back_for_their_chart_and_building_only(kept: QSettings) -> None:
    Remembered(kept).keep(ASKED)
    kept.sync()
    again = Remembered(QSettings(kept.fileName(), QSettings.Format.IniFormat))
    assert again.find(ChartKind.TIME, HERE) == ASKED
    assert again.find(ChartKind.PROFILE, HERE) is None
    assert again.find(ChartKind.TIME, THERE) is None
    assert again.find(ChartKind.TIME, None) is None


def test_that_the_chart_looked_at_last_is_known(kept: QSettings) -> None:
    remembered = Remembered(kept)
    assert remembered.last(HERE) is None
    remembered.keep(ASKED)
    remembered.keep(ASKED.with_(kind=ChartKind.FLOORS))
    remembered.keep(Asked(ChartKind.PORTFOLIO))
    assert remembered.last(HERE) is ChartKind.FLOORS
    assert remembered.last(None) is ChartKind.PORTFOLIO
    assert remembered.find(ChartKind.PORTFOLIO, None) == Asked(ChartKind.PORTFOLIO)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "{",
        "[]",
        "7",
        "null",
        '{"kind": "pie"}',
        '{"kind": "time", "building_id": "here"}',
        '{"kind": "time", "tint": "blue"}',
        '{"kind": "floors", "building_id": "00000000-0000-0000-0000-000000000001"}',
        '{"kind": "time", "building_id": "00000000-0000-0000-0000-000000000002"}',
        '{"kind": "time", "building_id": "00000000-0000-0000-0000-000000000001", "since": "yesterday"}',
        '{"kind": "time", "building_id": "00000000-0000-0000-0000-000000000001", "places": 7}',
    ],
)
def test_that_what_cannot_be_read_is_forgotten_quietly(kept: QSettings, written: str) -> None:
    at = f"{GROUP}/{HERE}/time"
    kept.setValue(at, written)
    assert Remembered(kept).find(ChartKind.TIME, HERE) is None
    assert kept.value(at) is None


def test_that_a_kind_of_chart_that_is_gone_was_not_the_last_one(kept: QSettings) -> None:
    kept.setValue(f"{GROUP}/{HERE}/last", "pie")
    assert Remembered(kept).last(HERE) is None


def test_that_only_the_buildings_of_late_are_remembered(kept: QSettings) -> None:
    remembered = Remembered(kept)
    buildings = [uuid4() for _ in range(MOST + 1)]
    for building in buildings:
        remembered.keep(Asked(ChartKind.TIME, building))
    assert remembered.find(ChartKind.TIME, buildings[0]) is None
    assert remembered.last(buildings[0]) is None
    assert remembered.find(ChartKind.TIME, buildings[1]) is not None
    remembered.keep(Asked(ChartKind.TIME, buildings[1]))
    remembered.keep(Asked(ChartKind.TIME, uuid4()))
    assert remembered.find(ChartKind.TIME, buildings[1]) is not None
    assert remembered.find(ChartKind.TIME, buildings[2]) is None
