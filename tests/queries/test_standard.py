"""Which rule is in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.models import AS1851Rule
from firemode_desktop.queries import standard


def rule(session: Session, code: str, version: str, **values: Any) -> AS1851Rule:
    row = AS1851Rule(
        **{
            "rule_code": code,
            "version": version,
            "measurement_type": "sound_pressure_level",
            "max_threshold": 80,
            "unit": "dB(A)",
            "severity_if_fail": "low",
            "defect_classification": "3",
            "active": True,
            **values,
        }
    )
    session.add(row)
    session.flush()
    return row


def test_that_the_seeded_rules_are_in_force(session: Session) -> None:
    found = standard.rules_in_force(session, date(2024, 1, 1))
    assert {kind: row.rule_code for kind, row in found.items()} == {
        "pressure_differential": "SP-01",
        "air_velocity": "SP-02",
        "door_opening_force": "SP-03",
        "cause_and_effect_logic": "CE-01",
        "interface_test": "INT-01",
    }
    assert standard.rules_in_force(session, date(2023, 12, 31)) == {}


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "v1"),
        (date(2025, 6, 30), "v1"),
        (date(2025, 7, 1), "v2"),
        (date(2026, 7, 1), "v2"),
    ],
)
def test_that_a_day_finds_the_rule_that_held_on_it(session: Session, day: date, version: str | None) -> None:
    old = rule(session, "N-01", "v1", effective_date=date(2024, 1, 1))
    new = rule(session, "N-01", "v2", effective_date=date(2025, 7, 1))
    old.supersede(new)
    session.flush()
    found = standard.rule_in_force(session, MeasurementType.SOUND_PRESSURE_LEVEL, day)
    assert (found and found.version) == version


def test_that_of_several_in_force_the_latest_wins(session: Session) -> None:
    """Page 1, C23."""
    rule(session, "N-03", "v1", effective_date=None)
    later = rule(session, "N-02", "v1", effective_date=date(2025, 1, 1))
    rule(session, "N-01", "v9", effective_date=date(2024, 1, 1))
    day = date(2026, 1, 1)
    assert standard.rule_in_force(session, "sound_pressure_level", day) is later
    assert standard.rules_in_force(session, day)["sound_pressure_level"] is later


def test_that_of_two_of_the_same_day_the_higher_version_wins(session: Session) -> None:
    rule(session, "N-01", "v9", effective_date=date(2025, 1, 1))
    higher = rule(session, "N-01", "v10", effective_date=date(2025, 1, 1))
    assert standard.rule_in_force(session, "sound_pressure_level", date(2025, 1, 1)) is higher


def test_that_a_withdrawn_rule_is_in_force_on_no_day(session: Session) -> None:
    rule(session, "N-01", "v1", effective_date=date(2024, 1, 1), active=False)
    assert standard.rule_in_force(session, "sound_pressure_level", date(2025, 1, 1)) is None


def test_that_a_rule_is_found_by_code_and_version_or_as_the_latest(session: Session) -> None:
    old = rule(session, "N-01", "v1", effective_date=date(2024, 1, 1))
    new = rule(session, "N-01", "v2", effective_date=date(2025, 7, 1))
    assert standard.rule_by_code(session, "N-01", "v1") is old
    assert standard.rule_by_code(session, "N-01") is new
    assert standard.rule_by_code(session, "N-02") is None
    codes = [(row.rule_code, row.version) for row in standard.rules(session)]
    assert codes.index(("N-01", "v1")) + 1 == codes.index(("N-01", "v2"))
    assert codes[0][0] == "CE-01"
