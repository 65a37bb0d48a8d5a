"""The pilot building in a real database with three annual sessions, for tests of the window and its pictures.

Written straight through the models, so that a test of the window does not depend on how readings are recorded.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.models import (
    BaselineAirVelocity,
    BaselineDoorForce,
    BaselinePressureDifferential,
    Door,
    Doorway,
    Fault,
    Floor,
    Stair,
    TestInstance,
    TestSession,
    User,
)
from firemode_desktop.services import pilot
from tests.ui import sample

TODAY = date(2026, 5, 6)
NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
COMMISSIONED = date(2024, 1, 15)
LIMITS: dict[str, tuple[str | None, str | None, str]] = {
    "pressure_differential": ("20", "80", "Pa"),
    "air_velocity": ("1.0", None, "m/s"),
    "door_opening_force": (None, "110", "N"),
}


def person(session: Session) -> UUID:
    """A supervisor."""
    user = User(username="supervisor", full_name="Supervisor of the tests", role="supervisor")
    session.add(user)
    session.flush()
    return user.id


def pilot_building(session: Session) -> UUID:
    """The registers alone, as ``firemode building seed-pilot`` makes them."""
    return pilot.seed_pilot(session, person(session), NOW)


def tested_building(session: Session) -> UUID:
    """With baselines, two approved sessions in the years before, and one under way.

    Stair-A Level-8 reads 18.2 Pa (fails, with an open critical fault), Stair-B Level-3 21.1 Pa (near the limit),
    Stair-B Level-13 was skipped and Level-14 is not tested yet; one door needs 118 N.
    """
    building_id = pilot_building(session)
    floors = _floors(session, building_id)
    _baselines(session, building_id, floors)
    for years_ago in (2, 1, 0):
        _session(session, building_id, floors, years_ago)
    session.flush()
    return building_id


def _floors(session: Session, building_id: UUID) -> list[tuple[str, Floor, Door, Doorway]]:
    rows = session.execute(
        select(Stair.stair_name, Floor, Door, Doorway)
        .join(Floor, Floor.stair_id == Stair.stair_id)
        .join(Door, Door.floor_id == Floor.floor_id)
        .join(Doorway, Doorway.floor_id == Floor.floor_id)
        .where(Stair.building_id == building_id)
        .order_by(Stair.stair_name, Floor.floor_number)
    )
    return list(rows)


def value(kind: str, stair: str, number: int, case: object) -> Decimal:
    """What is read at a floor in the latest session."""
    base = Decimal((sample.A if stair == "Stair-A" else sample.B)[number])
    if kind == "pressure_differential":
        return base if case == "all_closed" else base - Decimal("6.1")
    if kind == "air_velocity":
        return Decimal("1.1") + Decimal(number % 5) / 10 + Decimal("0.047")
    if case:
        return Decimal("118.4") if (stair, number) == ("Stair-B", 6) else Decimal(88 + number % 7)
    return Decimal(41 + number % 4)


def _baselines(session: Session, building_id: UUID, floors: list[tuple[str, Floor, Door, Doorway]]) -> None:
    for _, floor, door, doorway in floors:
        where = {"building_id": building_id, "stair_id": floor.stair_id, "commissioned_date": COMMISSIONED}
        usual = Decimal("45.2") - Decimal(floor.floor_number) / 10
        for case, drop in (("all_closed", 0), ("evac_doors_open", 6)):
            session.add(
                BaselinePressureDifferential(
                    **where, floor_id=floor.floor_id, door_configuration=case, pressure_pa=usual - drop
                )
            )
        session.add(
            BaselineAirVelocity(
                **where,
                doorway_id=doorway.doorway_id,
                door_scenario="worst_case_3_doors_open",
                velocity_ms=Decimal("1.35"),
            )
        )
        for running, force in ((True, 92), (False, 42)):
            session.add(
                BaselineDoorForce(
                    **where, door_id=door.door_id, pressurization_active=running, force_newtons=Decimal(force)
                )
            )


def _session(
    session: Session, building_id: UUID, floors: list[tuple[str, Floor, Door, Doorway]], years_ago: int
) -> None:
    day = date(TODAY.year - years_ago, 5, 4)
    began = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    visit = TestSession(
        building_id=building_id,
        session_name=f"Annual session {day.year}",
        frequency="annual",
        status="in_progress",
        scheduled_for=day,
        created_at=began,
    )
    session.add(visit)
    session.flush()
    order, faulty = 0, []
    for stair, floor, door, doorway in floors:
        places: tuple[tuple[str, str, dict[str, object]], ...] = (
            ("pressure_differential", "all_closed", {"door_configuration": "all_closed"}),
            ("pressure_differential", "evac_doors_open", {"door_configuration": "evac_doors_open"}),
            ("door_opening_force", "active", {"door_id": door.door_id, "pressurization_active": True}),
            ("door_opening_force", "", {"door_id": door.door_id, "pressurization_active": False}),
            (
                "air_velocity",
                "worst_case_3_doors_open",
                {"doorway_id": doorway.doorway_id, "door_scenario": "worst_case_3_doors_open"},
            ),
        )
        for kind, case, where in places:
            order += 1
            at = began + timedelta(minutes=3 * order)
            instance = _instance(visit, stair, floor, kind, case, where, order, at, years_ago)
            session.add(instance)
            if years_ago == 0 and instance.is_compliant is False:
                faulty.append((instance, stair, floor))
    session.flush()
    session.add_all(_fault(*one) for one in faulty)
    session.flush()
    if years_ago:
        visit.status = "approved"
        visit.started_at = began
        session.flush()


def _instance(
    visit: TestSession,
    stair: str,
    floor: Floor,
    kind: str,
    case: str,
    where: dict[str, object],
    order: int,
    at: datetime,
    years_ago: int,
) -> TestInstance:
    low, high, unit = LIMITS[kind]
    low_limit, high_limit = Decimal(low) if low else None, Decimal(high) if high else None
    now = value(kind, stair, floor.floor_number, case)
    failing = (low_limit is not None and now < low_limit) or (high_limit is not None and now > high_limit)
    read = now if not (years_ago and failing) else (Decimal("44.1") if kind == "pressure_differential" else Decimal(95))
    read += Decimal(years_ago) / 5
    baseline = {"pressure_differential": Decimal("44.2"), "air_velocity": Decimal("1.35")}.get(kind, Decimal(92))
    compliant = not ((low_limit is not None and read < low_limit) or (high_limit is not None and read > high_limit))
    status = "completed"
    if not years_ago and stair == "Stair-B" and floor.floor_number >= 13:
        status = "skipped" if floor.floor_number == 13 else "pending"
    done = status == "completed"
    return TestInstance(
        session_id=visit.id,
        building_id=visit.building_id,
        archetype_id="ARCH",
        measurement_type=kind,
        frequency="annual",
        scoped_identifier=f"{kind}_{stair}_{floor.floor_level}_{case}".upper(),
        stair_id=floor.stair_id,
        floor_id=floor.floor_id,
        sequence_order=order,
        min_threshold=low_limit,
        max_threshold=high_limit,
        unit=unit,
        baseline_value=baseline,
        baseline_date=COMMISSIONED,
        status=status,
        status_reason="Scaffolding before the door." if status == "skipped" else None,
        completed_at=at if done else None,
        measured_value_numeric=read if done else None,
        is_compliant=compliant if done else None,
        verdict=("pass" if compliant else "fail") if done else None,
        deviation_from_baseline_pct=((read - baseline) / baseline * 100).quantize(Decimal("0.01")) if done else None,
        **where,
    )


def _fault(instance: TestInstance, stair: str, floor: Floor) -> Fault:
    return Fault(
        test_session_id=instance.session_id,
        building_id=instance.building_id,
        instance_id=instance.instance_id,
        stair_id=instance.stair_id,
        floor_id=instance.floor_id,
        severity="critical",
        defect_classification="1A",
        as1851_class="critical_defect",
        description=f"{instance.measured_value_numeric} {instance.unit} on {stair} {floor.floor_level}",
        measurement_type=instance.measurement_type,
        measured_value=instance.measured_value_numeric,
        status="open",
        detected_at=instance.completed_at,
        due_date=TODAY + timedelta(days=1),
    )
