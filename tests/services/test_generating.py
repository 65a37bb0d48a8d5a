"""The pilot building's counts, and that generating twice writes nothing the second time."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.services import generating, people, rules
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


def test_that_generating_writes_in_one_statement_what_is_added_and_in_one_what_changed(
    session: Session, building_id: UUID
) -> None:
    """As many as there are: a new rule changes a limit of every pressure test."""
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "test_instance_templates" in statement and not statement.startswith("SELECT"):
            written.append(statement.split()[0])

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    generate(session, building_id, "annual")
    columns = [column for column in models.TestInstanceTemplate.__table__.columns if column.name != "updated_at"]
    query = select(*columns).where(models.TestInstanceTemplate.measurement_type != "pressure_differential")
    others = set(map(str, session.execute(query)))
    rules.supersede(session, "SP-01", "2", TODAY, {"min_threshold": Decimal(25)}, by=_supervisor(session))
    changed = generate(session, building_id, "annual")
    event.remove(connection, "before_cursor_execute", note)
    assert written == ["INSERT", "UPDATE"]
    assert changed.to_dict()["changed"] == 60
    first = generating.templates(session, building_id, "annual")[0]
    assert (first.min_threshold, first.max_threshold, first.rule_version) == (25, 80, "2")
    assert set(map(str, session.execute(query))) == others
    assert generate(session, building_id, "annual").difference.empty


def _supervisor(session: Session) -> UUID:
    return people.add_user(session, "reviewer", "Reviewer One", "supervisor")
