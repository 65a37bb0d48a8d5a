"""What the database keeps of a model, and what it keeps by itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import ARRAY, select, text
from sqlalchemy.ext.mutable import Mutable
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.models import (
    ArchetypeSetting,
    Base,
    BaselineAirVelocity,
    BaselinePressureDifferential,
    Building,
    DesignSetpoint,
    DoorScenario,
    ResultAmendment,
    Stair,
    TestInstanceTemplate,
)
from firemode_desktop.models.documents import JsonArray, JsonObject

from .conftest import POINTS, STEPS, Site

VALID: dict[str, Any] = {
    "expected_sequence": STEPS,
    "measurement_points": POINTS,
    "floors_covered": ["Ground"],
    "floor_ids_covered": [uuid4()],
}


def test_that_every_document_notices_a_change_in_place() -> None:
    seen = 0
    for mapper in Base.registry.mappers:
        for name, column in mapper.columns.items():
            if isinstance(column.type, (JsonObject, JsonArray, ARRAY)):
                empty: Any = {} if isinstance(column.type, JsonObject) else []
                row = mapper.class_(**{name: VALID.get(name, empty)})
                assert isinstance(getattr(row, name), Mutable), f"{mapper.class_.__name__}.{name}"
                seen += 1
    assert seen > 25


def test_that_documents_changed_in_place_are_saved(site: Site) -> None:
    template = site.add(
        TestInstanceTemplate(
            **site.place,
            archetype_id="A",
            measurement_type="sound_pressure_level",
            frequency="annual",
            sequence_order=1,
            safety_warnings=["one"],
            audible_cues={"start": "beep"},
        )
    )
    test = site.add(site.test(site.visit(), "X", evidence_ids=[], safety_warnings=["one"]))
    first = uuid4()
    template.safety_warnings.append("two")
    template.audible_cues["success"] = "tone"
    test.safety_warnings.append("two")
    test.evidence_ids.append(first)
    assert isinstance(test.safety_warnings, Mutable)
    site.session.flush()
    for row in (template, test):
        site.session.expire(row)
    assert template.safety_warnings == ["one", "two"]
    assert template.audible_cues == {"start": "beep", "success": "tone"}
    assert test.safety_warnings == ["one", "two"]
    assert test.evidence_ids == [first]


def test_that_fractions_in_documents_are_decimal_from_end_to_end(site: Site, points: list[dict[str, Any]]) -> None:
    baseline = site.add(
        BaselineAirVelocity(
            **site.place,
            doorway_id=site.doorways[0].doorway_id,
            door_scenario="worst_case_3_doors_open",
            velocity_ms="1.159",
            measurement_points=[{**point, "velocity_ms": Decimal(str(point["velocity_ms"]))} for point in points],
            commissioned_date=date(2024, 1, 15),
        )
    )
    written = site.session.scalar(text("SELECT measurement_points -> 3 ->> 'velocity_ms' FROM baseline_air_velocities"))
    assert written == "1.15"
    site.session.expire(baseline)
    velocity = baseline.get_grid_points()[3]["velocity_ms"]
    assert isinstance(velocity, Decimal)
    assert velocity == Decimal("1.15")
    assert baseline.calculate_average_from_grid() == Decimal("1.159")


def test_that_nothing_is_sql_null_and_not_a_json_null(site: Site) -> None:
    site.add(DoorScenario(building_id=site.building.id, scenario_name="A", open_door_ids=[site.doors[0].door_id]))
    setting = ArchetypeSetting(building_id=site.building.id, archetype_id="ARCH-FAN-001", active=True, frequencies=None)
    site.add(setting)
    assert site.session.scalar(text("SELECT frequencies IS NULL FROM archetype_settings"))
    setting.frequencies = ["annual", "three_monthly"]
    site.session.flush()
    site.session.expire(setting)
    assert setting.frequencies == ["annual", "three_monthly"]


def test_that_an_amendment_keeps_values_of_any_kind(site: Site) -> None:
    test = site.add(site.test(site.visit(), "X"))
    own = {"building_id": site.building.id, "instance_id": test.instance_id, "reason": "misread"}
    for old, new in ((Decimal("18.2"), Decimal("28.2")), ("a", None), (True, [1, 2.5])):
        row = site.add(ResultAmendment(**own, field="measured_value_numeric", old_value=old, new_value=new))
        site.session.expire(row)
        assert (row.old_value, row.new_value) == (old, new)


def test_that_the_version_of_a_row_changes_whoever_writes_it(database_url: str) -> None:
    from sqlalchemy import create_engine

    engine = create_engine(database_url)
    with Session(engine) as session:
        building = Building(name="Versioned")
        session.add(building)
        session.commit()
        first = building.row_version
        session.execute(text("UPDATE buildings SET suburb = 'Perth'"))
        session.commit()
        second = building.row_version
        building.suburb = "Hobart"
        session.commit()
        assert len({first, second, building.row_version}) == 3
    engine.dispose()


def test_that_the_time_of_the_last_change_is_the_servers(site: Site) -> None:
    before = site.stair.updated_at
    site.session.execute(text("UPDATE stairs SET updated_at = '2000-01-01'"))
    site.session.expire(site.stair)
    assert site.stair.updated_at >= before


def test_that_nobody_sets_when_a_baseline_was_recorded(site: Site) -> None:
    from datetime import UTC, datetime

    baseline = BaselinePressureDifferential(
        **site.place,
        floor_id=site.floors[0].floor_id,
        door_configuration="all_closed",
        pressure_pa=45,
        commissioned_date=date(2024, 1, 15),
        recorded_at=datetime(2000, 1, 1, tzinfo=UTC),
    )
    site.add(baseline)
    site.session.expire(baseline)
    assert baseline.recorded_at.year > 2000


def test_that_a_setpoint_stands_once_for_a_stair_measurement_and_configuration(site: Site) -> None:
    from sqlalchemy.exc import IntegrityError

    own = {**site.place, "measurement_type": "pressure_differential", "setpoint": 45, "unit": "Pa"}
    site.add(DesignSetpoint(**own, door_configuration="all_closed"))
    site.add(DesignSetpoint(**own))
    site.session.add(DesignSetpoint(**own))
    with pytest.raises(IntegrityError, match="uq_design_setpoint"):
        site.session.flush()


def test_that_a_refusal_while_writing_is_a_sentence_too(site: Site) -> None:
    floor = site.session.scalars(select(Stair)).one()
    assert floor is site.stair
    site.floors[0].height_m = None
    site.floors[0].floor_number = -1
    site.floors[0].height_m = Decimal("-3")
    site.floors[0].floor_number = 0
    with pytest.raises(Invalid, match="Ground is not a basement"):
        site.session.flush()
