"""The pilot building's counts, and that generating twice writes nothing the second time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import RFC_4122, UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.archetypes import schedule
from firemode_desktop.domain.expansion import expected_tests
from firemode_desktop.domain.rulesets import find
from firemode_desktop.domain.words import Frequency, InterfaceType
from firemode_desktop.services import generating, people, rules, rulesets
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
    )
    again = generate(session, building_id, "annual")
    assert again.difference.empty
    assert again.to_dict()["unchanged"] == 178
    after = dict(
        session.execute(
            select(models.TestInstanceTemplate.template_instance_id, models.TestInstanceTemplate.row_version)
        ).all()
    )
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


awkward = st.text(st.sampled_from("aZ09 -_\"'\\\\{}%$,;\n\té漢\x01"), max_size=6).map(lambda name: f"L{name}x")
some = st.lists(awkward, min_size=1, max_size=3, unique_by=lambda name: name.strip().casefold())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stairs=some, levels=some, things=some, open_doors=st.booleans())
def test_that_what_the_server_puts_together_is_what_the_registers_expect(
    session: Session, stairs: list[str], levels: list[str], things: list[str], open_doors: bool
) -> None:
    """Column by column, whatever the names are: also those that mean something to JSON, arrays and patterns."""
    building_id = furnish(session, stairs, levels, things, open_doors)
    generate(session, building_id, "annual")
    site = generating.site_registers(session, building_id, TODAY)
    wanted = expected_tests(site, "annual", schedule(generating.archetypes()))
    assert len({test.scoped_identifier for test in wanted}) == len(wanted) > 0
    assert [part(row, test.columns()) for row, test in zip(rows(session, building_id), wanted, strict=True)] == [
        test.columns() for test in wanted
    ]
    assert generate(session, building_id, "annual").difference.empty


def furnish(session: Session, stairs: list[str], levels: list[str], things: list[str], open_doors: bool) -> UUID:
    """A building whose names are those given: every floor with all of the things as doors and doorways."""
    building = models.Building(name=f"Building {uuid4()}")
    session.add(building)
    session.flush()
    for stair_name in stairs:
        stair = models.Stair(building_id=building.id, stair_name=stair_name)
        session.add(stair)
        session.flush()
        on = {"building_id": building.id, "stair_id": stair.stair_id}
        kind, told = InterfaceType.values()[0], things[0]
        definition = {"interface_type": kind, "location_id": told, "test_action": told, "expected_result": told}
        session.add(models.InterfaceTestDefinition(**on, **definition))
        for number, level in enumerate(levels):
            floor = models.Floor(**on, floor_level=level, floor_number=number)
            session.add(floor)
            session.flush()
            there = {**on, "floor_id": floor.floor_id}
            session.add_all([models.Door(**there, door_identifier=f"{thing} {number}") for thing in things])
            session.add_all([models.Doorway(**there, doorway_identifier=f"{thing} {number}") for thing in things])
    session.flush()
    if open_doors:
        doors = list(session.scalars(select(models.Door.door_id).where(models.Door.building_id == building.id)))
        scenario = {"scenario_name": things[0], "open_door_ids": doors[:2]}
        session.add(models.DoorScenario(building_id=building.id, **scenario))
        session.flush()
    return building.id


def rows(session: Session, building_id: UUID) -> list[Mapping[str, Any]]:
    """The templates of a building in walking order."""
    table = models.TestInstanceTemplate.__table__
    query = select(*table.columns).where(table.c.building_id == building_id).order_by(table.c.sequence_order)
    return [dict(row) for row in session.execute(query).mappings()]


def part(row: Mapping[str, Any], columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of that name, ids as text."""
    return {name: str(row[name]) if isinstance(row[name], UUID) else row[name] for name in columns}


def test_that_many_buildings_take_as_many_statements_as_one_and_get_the_same_tests(session: Session) -> None:
    made = [furnish(session, ["Stair-A", "Stair-B"], ["Level-1", "L1"], ["D-1", "D 1"], False) for _ in range(4)]
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    alone = generate(session, made[0], "annual")
    as_one, sent = sent, []
    found = generating.generate_all(session, made[1:], "annual", today=TODAY, at=NOW)
    event.remove(connection, "before_cursor_execute", note)
    assert len(sent) == len(as_one)
    assert set(found) == set(made[1:])
    assert {one.identifiers for one in found.values()} == {alone.identifiers}
    own = ("scoped_identifier", "sequence_order", "descriptive_instructions", "min_threshold", "rule_code", "unit")
    first, *others = [[part(row, dict.fromkeys(own)) for row in rows(session, building)] for building in made]
    assert all(one == first for one in others)
    again = generating.generate_all(session, made, "annual", today=TODAY, at=NOW)
    assert all(one.difference.empty for one in again.values())


def _supervisor(session: Session) -> UUID:
    return people.add_user(session, "reviewer", "Reviewer One", "supervisor")


def test_that_buildings_of_one_generation_keep_their_own_limits_and_every_test_has_a_random_id(
    session: Session,
) -> None:
    ours, others = (furnish(session, ["Stair-A"], ["Level-1"], ["D-1"], False) for _ in range(2))
    by, sprinklered = _supervisor(session), find(rulesets.shipped(), "NFPA 92, sprinklered")
    rulesets.adopt(session, sprinklered, TODAY, by=by)
    rulesets.choose(session, others, sprinklered.name, by=by)
    alone = generating.outlooks(session, others, TODAY)[Frequency.values().index("annual")]
    generating.generate_all(session, [ours, others], "annual", today=TODAY, at=NOW)
    limits = {each: [row["min_threshold"] for row in rows(session, each)] for each in (ours, others)}
    assert limits[others] == [one.resolved.limits["min_threshold"] for one in alone.difference.added] != limits[ours]
    ids = [row["template_instance_id"] for each in (ours, others) for row in rows(session, each)]
    assert {(one.version, one.variant) for one in ids} == {(4, RFC_4122)}
