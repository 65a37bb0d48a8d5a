"""A report of the pilot building, made of plain values and judged by the program's own rules.

2 stairs × 15 floors, an annual session of 178 tests: a pressure too low, one on each limit, one a hair below it, a
force too high, a slow damper, a doorway that was skipped and readings whose instrument had no valid certificate.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from firemode_desktop.domain import reading
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.reading import Certificate, Context, Instrument, Reading, Rule
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.verdict import validate
from firemode_desktop.domain.words import (
    DecisionRule,
    FaultStatus,
    InstanceStatus,
    InterfaceType,
    MeasurementType,
    SessionStatus,
)
from firemode_desktop.reports.data import (
    Acceptance,
    BuildingFacts,
    CertificateFacts,
    EquipmentFacts,
    FaultFacts,
    FloorFacts,
    InstrumentFacts,
    Person,
    ReportData,
    RuleFacts,
    StairFacts,
    TestFacts,
    Visit,
    ZoneFacts,
)

VERSION = "AS1851-2024-v1.3"
SOURCE = "AS 1851-2012 § 13.2; AS/NZS 1668.1:2015"
DAY = date(2026, 5, 4)
START = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)
LEAD = Person("Commissioning Engineer", "FP-10023")
REVIEWER = Person("Office Supervisor", "FP-10007")
P, V, F, C, I = (MeasurementType(value) for value in MeasurementType.values()[:5])  # noqa: E741
RULES = {
    P: Rule("SP-01", VERSION, P, "critical", "1A", Decimal(20), Decimal(80), "Pa", SOURCE, date(2024, 1, 1)),
    V: Rule("SP-02", VERSION, V, "high", "1B", Decimal(1), None, "m/s", SOURCE, date(2024, 1, 1)),
    F: Rule("SP-03", VERSION, F, "critical", "1A", None, Decimal(110), "N", SOURCE, date(2024, 1, 1)),
    C: Rule("CE-01", VERSION, C, "critical", "1A", None, None, None, "AS 1851-2012 § 13.3", date(2024, 1, 1)),
    I: Rule("INT-01", VERSION, I, "critical", "1A", None, None, None, "AS 1851-2012 § 13.4", date(2024, 1, 1)),
}
TOOLS = {
    P: Instrument(
        "MN-0417",
        "manometer",
        Decimal(0),
        Decimal(100),
        "Pa",
        (Certificate("CERT-2025-311", date(2025, 10, 15), date(2026, 10, 15), Decimal("0.6"), "Pa"),),
    ),
    V: Instrument(
        "AN-0733",
        "anemometer",
        Decimal(0),
        Decimal(20),
        "m/s",
        (Certificate("CERT-2025-118", date(2025, 4, 20), date(2026, 4, 20), Decimal("0.04"), "m/s"),),
    ),
    F: Instrument(
        "FG-0092",
        "force_gauge",
        Decimal(0),
        Decimal(500),
        "N",
        (Certificate("CERT-2026-009", date(2026, 1, 12), date(2027, 1, 12), Decimal(1), "N"),),
    ),
}
STEPS = tuple(
    Step(order, component, kind, action, Decimal(delay), Decimal(slack))
    for order, (component, kind, action, delay, slack) in enumerate(
        [
            ("ALARM-PANEL", "alarm", "activate", 0, 2),
            ("FAN-01", "fan", "start", 3, 2),
            ("DAMPER-RELIEF", "damper", "open", 5, 2),
            ("PRESSURE-SENSOR", "sensor", "reach_setpoint", 15, 5),
        ],
        start=1,
    )
)


def level(number: int) -> str:
    return "Ground" if number == 0 else f"Level-{number}"


def short(number: int) -> str:
    return "GF" if number == 0 else f"L{number}"


def floors(count: int = 15) -> tuple[FloorFacts, ...]:
    return tuple(FloorFacts(level(n), n, Decimal(n) * Decimal("3.5")) for n in range(count))


class Builder:
    """Makes the tests of a session one after the other, a minute apart."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at
        self.tests: list[TestFacts] = []

    def add(self, identifier: str, measurement: MeasurementType, stair: str, **more: Any) -> TestFacts:
        """A test with its verdict; ``value``, ``grid``, ``observed`` or ``result`` is what was read, if anything."""
        self.at += timedelta(minutes=1)
        rule, tool = RULES[measurement], TOOLS.get(measurement)
        result = more.pop("result", None)
        status = more.pop("status", None)
        read = {name: more.get(name) for name in ("value", "grid", "observed")}
        if result is None and all(value is None for value in read.values()):
            found = TestFacts(
                identifier,
                measurement,
                stair,
                status or InstanceStatus.PENDING,
                limits=rule.limits,
                rule=rule.rule_code,
                rule_version=rule.version,
                **more,
            )
        else:
            found = self._judged(
                identifier, measurement, stair, rule, tool, Reading(DAY, result_observed=result, **read), more
            )
        self.tests.append(found)
        return found

    def _judged(
        self, identifier: str, measurement: MeasurementType, stair: str, rule: Rule, tool: Any, read: Reading, more: Any
    ) -> TestFacts:
        floor = more.get("floor")
        test = reading.Test(
            measurement,
            stair,
            identifier,
            floor=floor.level if floor else None,
            unit=rule.unit,
            min_threshold=rule.min_threshold,
            max_threshold=rule.max_threshold,
            baseline_value=more.get("baseline"),
            required_instrument_type=tool.instrument_type if tool else None,
            expected_sequence=more.get("expected_sequence", ()),
            response_time_s=more.get("response_time_s"),
        )
        verdict = validate(test, read, Context(rule, tool))
        more.pop("value", None)
        return TestFacts(
            identifier,
            measurement,
            stair,
            InstanceStatus.COMPLETED,
            limits=rule.limits,
            value=read.measured,
            is_compliant=verdict.is_compliant,
            verdict=verdict.verdict,
            deviation_pct=verdict.deviation_from_baseline_pct,
            checks=verdict.checks,
            rule=rule.rule_code,
            rule_version=rule.version,
            measured_at=self.at,
            technician=LEAD,
            instrument=tool.serial_number if tool else None,
            evidence=2,
            **more,
        )


PRESSURES = {
    ("Stair-A", 8, "all_closed"): "18.2",
    ("Stair-A", 3, "all_closed"): "20",
    ("Stair-A", 4, "all_closed"): "80",
    ("Stair-B", 5, "evac_doors_open"): "19.9996",
    ("Stair-B", 14, "all_closed"): None,
}
FORCES = {("Stair-A", 2, True): "131.5", ("Stair-A", 5, True): "110"}


def session_tests(stair_names: tuple[str, ...] = ("Stair-A", "Stair-B"), count: int = 15) -> tuple[TestFacts, ...]:
    """The 89 tests of each stair."""
    builder = Builder()
    for stair in stair_names:
        for floor in floors(count):
            _floor(builder, stair, floor)
        _sequences(builder, stair)
        _interfaces(builder, stair)
    return tuple(builder.tests)


def _floor(builder: Builder, stair: str, floor: FloorFacts) -> None:
    n = floor.number
    for number, case in enumerate(("all_closed", "evac_doors_open")):
        baseline = Decimal("45.1") - Decimal("0.3") * n - Decimal("1.4") * number
        text = PRESSURES.get((stair, n, case), str(baseline + Decimal((n * 7 + number) % 9 - 4) / 10))
        builder.add(
            f"PRESSURE_{stair.upper()}_{short(n)}_{case.upper().replace('_', '-')}",
            P,
            stair,
            floor=floor,
            baseline=baseline,
            door_configuration=case,
            value=None if text is None else Decimal(text),
        )
    for active in (True, False):
        baseline = Decimal(92 if active else 41) + Decimal(n) / 2
        text = FORCES.get((stair, n, active), str(baseline + Decimal(n % 5) - Decimal("1.5")))
        builder.add(
            f"FORCE_{stair.upper()}_{short(n)}_D-{level(n).upper()}-{stair.upper()}_{'' if active else 'IN'}ACTIVE",
            F,
            stair,
            floor=floor,
            door=f"D-{level(n)}-{stair}",
            pressurization_active=active,
            baseline=baseline,
            value=Decimal(text),
        )
    _velocity(builder, stair, floor)


def _velocity(builder: Builder, stair: str, floor: FloorFacts) -> None:
    n = floor.number
    more: dict[str, Any] = {"doorway": f"DW-{level(n)}-{stair}", "doorway_size_m": (Decimal("1.2"), Decimal("2.4"))}
    more |= {"door_scenario": "worst_case_3_doors_open", "floor": floor, "baseline": Decimal("1.18")}
    name = f"VELOCITY_{stair.upper()}_{short(n)}_DW-{level(n).upper()}-{stair.upper()}_WORST-CASE-3-DOORS-OPEN"
    if (stair, n) == ("Stair-B", 11):
        builder.add(name, V, stair, status=InstanceStatus.SKIPPED, reason="Tenant fit-out blocks the doorway", **more)
        return
    low = Decimal("-0.25") if (stair, n) == ("Stair-A", 6) else Decimal(0)
    points = [Decimal("1.10") + low + Decimal((n * 5 + k * 7) % 29) / 100 for k in range(9)]
    accepted = Acceptance(
        REVIEWER, START + timedelta(days=2), "Checked against AN-0801 on site; they agree within 0.02 m/s."
    )
    builder.add(name, V, stair, grid=Grid(tuple(points)), acceptance=accepted, **more)


def _sequences(builder: Builder, stair: str) -> None:
    for zone in range(1, 6):
        for kind in ("Annual", "Six-monthly"):
            late = Decimal("3.4") if (stair, zone, kind) == ("Stair-A", 3, "Annual") else Decimal("0.4")
            seen = tuple(
                ObservedEffect(
                    step.component_id,
                    step.expected_action,
                    step.expected_delay_seconds + (late if step.step_order == 3 else Decimal("0.6")),
                )
                for step in STEPS
            )
            builder.add(
                f"CE_{stair.upper()}_ZONE-{zone}_{kind.upper()}",
                C,
                stair,
                zone=f"Zone-{zone}",
                scenario=f"{kind} fire test",
                trigger=f"SD-Z{zone}-01 (smoke detector)",
                expected_sequence=STEPS,
                observed=seen,
            )


def _interfaces(builder: Builder, stair: str) -> None:
    for place, kind in enumerate(InterfaceType):
        builder.add(
            f"INTERFACE_{stair.upper()}_{kind.upper().replace('_', '-')}_PANEL-0{place}",
            I,
            stair,
            interface_type=kind.value,
            location_id=f"PANEL-0{place}",
            expected_result="The system answers as designed and shows it on the panel.",
            response_time_s=5,
            value=Decimal("3.5"),
            result=True,
        )


def stair_facts(name: str, count: int = 15) -> StairFacts:
    fan = EquipmentFacts(
        f"FAN-01-{name[-1]}",
        "fan",
        "Woods",
        "EDXM-450",
        f"WD-2024-{name[-1]}001",
        None,
        date(2024, 1, 10),
        (("capacity_m3_s", "5.2"), ("motor_kw", "15")),
    )
    zones = tuple(ZoneFacts(f"Zone-{n}", f"{level(3 * n - 3)} to {level(3 * n - 1)}") for n in range(1, 6))
    damper = EquipmentFacts(f"DAMPER-RELIEF-{name[-1]}", "damper")
    return StairFacts(
        name,
        "North",
        "pressurized",
        "Ground",
        level(count - 1),
        "AS/NZS 1668.1:2015",
        floors(count),
        zones,
        (fan, damper),
    )


def instruments(tests: tuple[TestFacts, ...]) -> tuple[InstrumentFacts, ...]:
    makes = {P: ("Dwyer", "475-1-FM", "±0.5 Pa"), V: ("TSI", "9535-A", "±0.05 m/s"), F: ("Sauter", "FK 500", "±1 N")}
    return tuple(
        InstrumentFacts(
            tool.serial_number,
            tool.instrument_type,
            *makes[kind],
            Limits(tool.range_min, tool.range_max, tool.unit or ""),
            tuple(
                CertificateFacts(
                    c.cert_number,
                    c.calibration_date,
                    c.expiry_date,
                    "NATA-accredited laboratory",
                    "ISO/IEC 17025",
                    c.expanded_uncertainty,
                    c.uncertainty_unit,
                )
                for c in tool.certificates
            ),
            (DAY,),
            () if tool.certificate_on(DAY) else (DAY,),
            sum(test.instrument == tool.serial_number for test in tests),
        )
        for kind, tool in TOOLS.items()
    )


def faults(tests: tuple[TestFacts, ...]) -> tuple[FaultFacts, ...]:
    found = []
    for test in tests:
        if test.is_compliant is False:
            rule = RULES[test.measurement]
            where = ", ".join(
                part for part in (test.stair, test.floor.level if test.floor else None, test.zone) if part
            )
            messages = [
                check.message for check in test.checks if check.result == "fail" and "instrument" not in check.code
            ]
            found.append(
                FaultFacts(
                    f"F-{len(found) + 11:04d}",
                    rule.severity_if_fail,
                    rule.defect_classification,
                    rule.defect_classification,
                    "critical_defect" if rule.defect_classification == "1A" else "non_critical_defect",
                    where,
                    " ".join(messages),
                    "Increase fan speed, check damper positions, inspect for air leaks.",
                    date(2026, 5, 5),
                    FaultStatus.OPEN,
                    START,
                    rule=f"{rule.rule_code} {rule.version}",
                    identifier=test.identifier,
                    confirmed_by=REVIEWER if len(found) % 2 == 0 else None,
                    confirmed_at=START + timedelta(days=1),
                    confirmed_why="The stair is below its minimum.",
                )
            )
    return tuple(found)


def sample(approved: bool = True, **changes: Any) -> ReportData:
    """The report; ``changes`` replace parts of it."""
    tests = changes.pop("tests", None) or session_tests()
    numbers = {fault.identifier: fault.number for fault in faults(tests)}
    tests = tuple(replace(test, fault=numbers.get(test.identifier)) for test in tests)
    visit = Visit(
        "Annual session 2026",
        "annual",
        SessionStatus.APPROVED if approved else SessionStatus.SUBMITTED,
        DecisionRule.SIMPLE,
        scheduled_for=DAY,
        reviewed_at=START + timedelta(days=3) if approved else None,
        reviewed_by=REVIEWER if approved else None,
        review_note="The low pressure on Level-8 is to be fixed first." if approved else None,
        lead=LEAD,
        content_sha256="9f" * 32 if approved else None,
    )
    rules = tuple(
        RuleFacts(
            rule.rule_code,
            rule.version,
            kind,
            rule.limits,
            rule.severity_if_fail,
            rule.defect_classification,
            "Stair pressurisation must be maintained to prevent smoke infiltration." if kind is P else None,
            rule.reference_standard,
            rule.effective_date,
            sum(test.measurement is kind for test in tests),
        )
        for kind, rule in RULES.items()
    )
    building = BuildingFacts(
        "Pilot Building 123",
        "Australia/Sydney",
        ("123 Example Street", "Sydney NSW 2000"),
        "Class 5",
        15,
        "Example Owner Pty Ltd",
        "owner@example.org",
    )
    names = dict.fromkeys(test.stair for test in tests)
    whole: dict[str, Any] = {
        "number": "FM-PILOT-BUILDING-123-1A2B3C4D-R1",
        "revision": 1,
        "building": building,
        "visit": visit,
        "dated": START + timedelta(days=3),
        "stairs": tuple(stair_facts(name) for name in names),
        "rules": rules,
        "instruments": instruments(tests),
        "tests": tests,
        "faults": faults(tests),
    }
    return ReportData(**{**whole, **changes})
