"""Readings with known verdicts, at and on both sides of every limit: expected by arithmetic of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.services import generating, testing
from tests.services.conftest import NOW

DAY = NOW.date()
AT = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
LIMITS = {"PRESSURE": ("20", "80"), "VELOCITY": ("1", None), "FORCE": (None, "110")}
UNCERTAINTY = {"PRESSURE": "1", "VELOCITY": "0.05", "FORCE": "2"}
SERIALS = {"PRESSURE": "J-M", "VELOCITY": "J-A", "FORCE": "J-F"}
STEPS = ("0", "1E-25", "0.0004", "0.5")
VERDICTS = ("pass", "conditional_pass", "conditional_fail", "fail")


def edges(kind: str) -> Iterable[Decimal]:
    """Every limit and both ends of its guard band, each met exactly, missed by a hair and by more, on both sides."""
    u = Decimal(UNCERTAINTY[kind])
    for limit in filter(None, LIMITS[kind]):
        for edge in (Decimal(limit) - u, Decimal(limit), Decimal(limit) + u):
            yield from {edge + sign * Decimal(step) * u for step in STEPS for sign in (1, -1)}


def expected(kind: str, value: Decimal, guarded: bool) -> str:
    """The verdict of page 2 for a value, in fractions: the worse of its two limits."""
    x, u = Fraction(value), Fraction(UNCERTAINTY[kind]) if guarded else Fraction(0)
    low, high = LIMITS[kind]
    room = [x - Fraction(low)] if low else []
    room += [Fraction(high) - x] if high else []
    margin = min(room)
    bands = (margin >= u, margin >= 0, margin >= -u, True)
    told = VERDICTS[bands.index(True)]
    return told if guarded else ("pass" if margin >= 0 else "fail")


@pytest.fixture
def tools(session: Session, building_id: UUID) -> dict[str, UUID]:
    """One instrument a kind, its certificate valid on the day with the uncertainty of this file."""
    kinds = {"PRESSURE": ("manometer", "Pa"), "VELOCITY": ("anemometer", "m/s"), "FORCE": ("force_gauge", "N")}
    found = {}
    for kind, (type_, unit) in kinds.items():
        one = models.Instrument(
            serial_number=SERIALS[kind], instrument_type=type_, unit=unit, range_min=0, range_max=900
        )
        session.add(one)
        session.flush()
        session.add(
            models.CalibrationCertificate(
                instrument_id=one.id, cert_number=f"CERT-{kind}", calibration_date=DAY, expiry_date=DAY + timedelta(1),
                expanded_uncertainty=Decimal(UNCERTAINTY[kind]), uncertainty_unit=unit,
            )
        )  # fmt: skip
        found[kind] = one.id
    session.flush()
    return found


@pytest.fixture
def visit(session: Session, building_id: UUID, engineer: UUID) -> Callable[[str], UUID]:
    """A new annual session under a decision rule."""
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)

    def begin(decision_rule: str = "simple") -> UUID:
        return testing.create_session(
            session, building_id, "annual", scheduled_for=DAY, by=engineer, decision_rule=decision_rule
        )

    return begin


def identifiers(session: Session, session_id: UUID, kind: str) -> list[str]:
    return [test.identifier for test in testing.show(session, session_id).tests if test.identifier.startswith(kind)]


def of_edge(kind: str, identifier: str, value: Decimal, tool: UUID) -> testing.Result:
    given: dict[str, Any] = {"points": (value,) * 9} if kind == "VELOCITY" else {"value": value}
    return testing.Result(identifier, instrument_id=tool, measured_at=AT, **given)


@pytest.mark.parametrize("decision_rule", ["simple", "guard_banded"])
def test_that_every_edge_of_every_limit_has_the_verdict_of_plain_arithmetic(
    session: Session, engineer: UUID, tools: dict[str, UUID], visit: Callable[[str], UUID], decision_rule: str
) -> None:
    session_id = visit(decision_rule)
    told: dict[str, str] = {}
    results = []
    for kind in LIMITS:
        values = sorted(edges(kind))
        for identifier, value in zip(identifiers(session, session_id, kind), values, strict=False):
            told[identifier] = expected(kind, value, decision_rule == "guard_banded")
            results.append(of_edge(kind, identifier, value, tools[kind]))
    testing.record(session, session_id, results, by=engineer, at=NOW)
    session.expire_all()
    shown = {test.identifier: test for test in testing.show(session, session_id).tests if test.identifier in told}
    assert {name: test.verdict for name, test in shown.items()} == told
    assert all(test.is_compliant is told[name].endswith("pass") for name, test in shown.items())
    assert all((test.fault_id is None) is told[name].endswith("pass") for name, test in shown.items())
    assert all(check.same and not check.since for check in testing.validate_session(session, session_id))


FAN, DAMPER, OTHER = "FAN-01-A", "DAMPER-RELIEF-Z1", "FAN-01-B"


def step(order: int, component: str, action: str, delay: int, tolerance: int, **more: Any) -> dict[str, Any]:
    kind = {"DAMPER-RELIEF-Z1": "damper"}.get(component, "fan")
    return {
        "step_order": order, "component_id": component, "component_type": kind, "expected_action": action,
        "expected_delay_seconds": delay, "tolerance_seconds": tolerance, **more,
    }  # fmt: skip


FREE = [step(1, FAN, "start", 3, 2), step(2, DAMPER, "open", 5, 2)]
BOUND = [FREE[0], {**FREE[1], "depends_on": [1]}]
FORBIDDEN = [FREE[0], step(2, OTHER, "stop", 10, 5, must_not=True)]
CLIPPED = [step(1, FAN, "start", 1, 5)]

SEQUENCES = [
    # steps, what was seen, compliant, codes of what is not a pass
    (FREE, "FAN-01-A start 1, DAMPER-RELIEF-Z1 open 7", True, ()),
    (FREE, "FAN-01-A start 5, DAMPER-RELIEF-Z1 open 5", True, ()),
    (FREE, "FAN-01-A start 5.1, DAMPER-RELIEF-Z1 open 6", False, ("step_late",)),
    (FREE, "FAN-01-A start 0.9, DAMPER-RELIEF-Z1 open 6", False, ("step_early",)),
    (FREE, "FAN-01-A start 3", False, ("step_missing",)),
    (FREE, "", False, ("step_missing", "step_missing")),
    (FREE, "FAN-01-A stop 3, DAMPER-RELIEF-Z1 open 5", False, ("step_wrong_action",)),
    (FREE, "FAN-01-A start 5, DAMPER-RELIEF-Z1 open 4", True, ("step_wrong_order",)),
    (BOUND, "FAN-01-A start 5, DAMPER-RELIEF-Z1 open 4", False, ("step_wrong_order",)),
    (BOUND, "FAN-01-A start 4, DAMPER-RELIEF-Z1 open 4", True, ()),
    (FREE, "FAN-01-A start 3, DAMPER-RELIEF-Z1 open 5, LIFT-1 recall 9", True, ("effect_unexpected",)),
    (FORBIDDEN, "FAN-01-A start 3", True, ()),
    (FORBIDDEN, "FAN-01-A start 3, FAN-01-B stop 5", False, ("step_must_not_seen",)),
    (FORBIDDEN, "FAN-01-A start 3, FAN-01-B stop 15", False, ("step_must_not_seen",)),
    (FORBIDDEN, "FAN-01-A start 3, FAN-01-B stop 4.9", True, ("effect_unexpected",)),
    (FORBIDDEN, "FAN-01-A start 3, FAN-01-B stop 15.1", True, ("effect_unexpected",)),
    (CLIPPED, "FAN-01-A start 0", True, ()),
    (CLIPPED, "FAN-01-A start 6", True, ()),
    (CLIPPED, "FAN-01-A start 6.01", False, ("step_late",)),
]


def seen(text: str) -> tuple[ObservedEffect, ...]:
    parts = (effect.split() for effect in text.split(", ") if effect)
    return tuple(ObservedEffect(component, action, Decimal(seconds)) for component, action, seconds in parts)


def add_scenarios(session: Session, building_id: UUID, sequences: Sequence[Sequence[dict[str, Any]]]) -> None:
    zone = session.scalars(select(models.Zone).order_by(models.Zone.zone_name)).first()
    assert zone is not None
    session.add_all(
        models.CEScenario(
            building_id=building_id, stair_id=zone.stair_id, zone_id=zone.zone_id, scenario_name=f"Known {number:02d}",
            scenario_type="annual", trigger_device_id="SD-1", trigger_device_type="smoke_detector",
            expected_sequence=list(steps), version=1, active=True,
        )
        for number, steps in enumerate(sequences)
    )  # fmt: skip
    session.flush()


def test_that_every_difference_of_a_sequence_is_told_and_only_what_fails_opens_a_fault(
    session: Session, building_id: UUID, engineer: UUID, visit: Callable[[str], UUID]
) -> None:
    add_scenarios(session, building_id, [steps for steps, *_ in SEQUENCES])
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    session_id = visit("simple")
    names = sorted(name for name in identifiers(session, session_id, "CE") if "_KNOWN-" in name)
    results = [
        testing.Result(name, observed=seen(text), measured_at=AT)
        for name, (_, text, _, _) in zip(names, SEQUENCES, strict=True)
    ]
    testing.record(session, session_id, results, by=engineer, at=NOW)
    session.expire_all()
    shown = {test.identifier: test for test in testing.show(session, session_id).tests}
    for name, (_, text, compliant, codes) in zip(names, SEQUENCES, strict=True):
        test = shown[name]
        told = tuple(check["code"] for check in test.checks if check["result"] in ("fail", "warn"))
        assert (text, test.is_compliant, told, test.fault_id is None) == (text, compliant, codes, compliant)
    assert all(check.same for check in testing.validate_session(session, session_id))


MIDNIGHTS = [
    # when it was measured, whether the certificate of 4 to 20 October counts in Sydney
    ("2026-10-03T13:59:59+00:00", False),  # 23:59:59, the day before the certificate
    ("2026-10-03T14:00:00+00:00", True),  # midnight; two hours later the clocks go forward
    ("2026-10-19T12:59:59+00:00", True),  # 23:59:59 in summer time, the last day
    ("2026-10-19T13:00:00+00:00", False),  # midnight: the day of expiry is not covered
]


def test_that_a_certificate_counts_by_the_buildings_midnight_on_both_sides_of_summer_time(
    session: Session, engineer: UUID, tools: dict[str, UUID], visit: Callable[[str], UUID]
) -> None:
    session.add(
        models.CalibrationCertificate(
            instrument_id=tools["PRESSURE"], cert_number="CERT-OCTOBER",
            calibration_date=date(2026, 10, 4), expiry_date=date(2026, 10, 20),
        )
    )  # fmt: skip
    session_id = visit("simple")
    names = identifiers(session, session_id, "PRESSURE")
    for name, (at, fit) in zip(names, MIDNIGHTS, strict=False):
        moment = datetime.fromisoformat(at)
        low = testing.Result(name, value=Decimal(18), instrument_id=tools["PRESSURE"], measured_at=moment)
        done = testing.record(session, session_id, [low], by=engineer, at=moment + timedelta(hours=1))
        assert (at, len(done.faults)) == (at, int(fit))
    shown = testing.show(session, session_id).tests
    assert [test.is_compliant for test in shown if test.status == "completed"] == [False] * len(MIDNIGHTS)


def test_that_however_a_number_is_written_it_is_judged_the_same_from_the_record(
    session: Session, engineer: UUID, tools: dict[str, UUID], visit: Callable[[str], UUID]
) -> None:
    session_id, written = visit("simple"), ("-0", "-0.00", "0E+3", "1E+2", "020.50")
    results = [
        of_edge(kind, name, Decimal(value), tool)
        for kind, tool in tools.items()
        for name, value in zip(identifiers(session, session_id, kind), written, strict=False)
    ]
    testing.record(session, session_id, results, by=engineer, at=NOW)
    session.expire_all()
    again = testing.validate_session(session, session_id)
    assert [check.differences for check in again] == [()] * 3 * len(written)


def test_that_nothing_answers_before_its_trigger_and_nothing_is_recorded_that_cannot_be_read_again(
    session: Session, engineer: UUID, visit: Callable[[str], UUID]
) -> None:
    session_id = visit("simple")
    (name, *_) = identifiers(session, session_id, "INTERFACE")
    for seconds in map(Decimal, ("-1", "-0.1", "NaN")):
        answer = testing.Result(name, value=seconds, result_observed=True, measured_at=AT)
        with pytest.raises(Invalid):
            testing.record(session, session_id, [answer], by=engineer, at=NOW)
        with pytest.raises(Invalid):
            ObservedEffect(FAN, "start", seconds)
    assert testing.validate_session(session, session_id) == ()


def test_that_a_session_nobody_began_is_refused_with_all_that_is_missing(
    session: Session, engineer: UUID, visit: Callable[[str], UUID]
) -> None:
    with pytest.raises(Refused, match="keep this session from being submitted") as problem:
        testing.submit(session, visit("simple"), by=engineer)
    assert len(problem.value.details) >= 178
