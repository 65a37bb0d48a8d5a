"""The pilot building's counts, and that generating twice writes nothing the second time."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.services import generating
from tests.services.conftest import NOW

TODAY = NOW.date()


def generate(session: Session, building_id: UUID, frequency: str, dry_run: bool = False) -> generating.Generation:
    return generating.generate(session, building_id, frequency, today=TODAY, at=NOW, dry_run=dry_run)


@pytest.mark.parametrize(("frequency", "expected"), [("annual", 178), ("six_monthly", 74), ("monthly", 2)])
def test_that_the_pilot_building_has_as_many_tests_as_the_arithmetic_says(
    session: Session, building_id: UUID, frequency: str, expected: int
) -> None:
    generation = generate(session, building_id, frequency)
    assert generation.count.total == expected
    assert len(generating.templates(session, building_id, frequency)) == expected


def test_that_generating_again_changes_nothing(session: Session, building_id: UUID) -> None:
    generate(session, building_id, "annual")
    versions = dict(
        session.execute(
            select(models.TestInstanceTemplate.template_instance_id, models.TestInstanceTemplate.row_version)
        ).all()
    )  # type: ignore[arg-type]
    again = generate(session, building_id, "annual")
    assert again.difference.empty
    assert again.to_dict()["unchanged"] == 178
    after = dict(
        session.execute(
            select(models.TestInstanceTemplate.template_instance_id, models.TestInstanceTemplate.row_version)
        ).all()
    )  # type: ignore[arg-type]
    assert after == versions


def test_that_a_dry_run_shows_the_difference_and_writes_nothing(session: Session, building_id: UUID) -> None:
    generation = generate(session, building_id, "annual", dry_run=True)
    assert generation.to_dict()["added"] == 178
    assert generating.templates(session, building_id, "annual") == ()


def test_that_a_door_taken_out_of_service_retires_its_templates_and_deletes_none(
    session: Session, building_id: UUID
) -> None:
    generate(session, building_id, "annual")
    door = session.scalars(select(models.Door)).first()
    assert door is not None
    session.execute(update(models.Door).where(models.Door.door_id == door.door_id).values(decommissioned_on=TODAY))
    generation = generate(session, building_id, "annual")
    assert generation.to_dict() == {
        "frequency": "annual", "expected": 176, "existing": 178, "added": 0, "changed": 0, "retired": 2,
        "unchanged": 176,
    }  # fmt: skip
    retired = session.scalars(
        select(models.TestInstanceTemplate).where(models.TestInstanceTemplate.retired_at.is_not(None))
    ).all()
    assert {template.door_id for template in retired} == {door.door_id}


def test_that_templates_carry_the_limits_of_the_rule_in_force(session: Session, building_id: UUID) -> None:
    generate(session, building_id, "annual")
    first = generating.templates(session, building_id, "annual")[0]
    assert first.identifier == "PRESSURE_STAIR-A_GF_ALL-CLOSED"
    assert (first.min_threshold, first.max_threshold, first.unit) == (20, 80, "Pa")
