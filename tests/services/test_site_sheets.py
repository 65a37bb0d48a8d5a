"""Which scenarios a site sheet is made of, what it says of them, and what its code leads to."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.services import site_sheets
from firemode_desktop.services.site_sheets import Scope
from tests.services.conftest import NOW

LATER = NOW + timedelta(days=35)


def first(session: Session, building_id: UUID) -> models.CEScenario:
    one = session.get(models.CEScenario, site_sheets.scenarios_of(session, building_id)[0])
    assert one is not None
    return one


def next_version(session: Session, one: models.CEScenario, by: UUID, *, publish: bool = True) -> models.CEScenario:
    draft = one.clone_to_new_version()
    draft.expected_sequence = [{**step, "tolerance_seconds": 4} for step in draft.expected_sequence]
    session.add(draft)
    session.flush()
    if publish:
        one.active = False
        session.flush()
        draft.publish(LATER, by)
        session.flush()
    return draft


def test_that_a_sheet_says_what_is_on_record(session: Session, building_id: UUID) -> None:
    one = first(session, building_id)
    (sheet,) = site_sheets.sheets(session, [one.scenario_id])
    assert sheet.building == "Pilot Building 123"
    assert (sheet.scenario.stair, sheet.scenario.zone) == ("Stair-A", "Zone-1")
    assert (sheet.scenario.trigger, sheet.scenario.trigger_type) == (one.trigger_device_id, one.trigger_device_type)
    assert sheet.scenario.sequence.to_json() == one.expected_sequence
    assert sheet.scenario.state is ScenarioState.PUBLISHED
    assert sheet.watermark == ""
    assert site_sheets.site_sheet(session, [one.scenario_id]).startswith(b"%PDF")


def test_that_sheets_come_in_the_order_asked_for_and_each_once(session: Session, building_id: UUID) -> None:
    known = site_sheets.scenarios_of(session, building_id)
    asked = [known[3], known[0], known[3]]
    assert [sheet.scenario.key for sheet in site_sheets.sheets(session, asked)] == [known[3], known[0]]


def test_that_nothing_and_what_does_not_exist_are_refused(session: Session, building_id: UUID) -> None:
    with pytest.raises(Invalid, match="at least one"):
        site_sheets.sheets(session, [])
    stranger = uuid4()
    with pytest.raises(Missing) as raised:
        site_sheets.sheets(session, [first(session, building_id).scenario_id, stranger])
    assert raised.value.details == (str(stranger),)


def test_that_zone_stair_and_building_are_printed_in_natural_order(session: Session, building_id: UUID) -> None:
    whole = site_sheets.sheets(session, site_sheets.scenarios_of(session, building_id))
    places = [sheet.scenario.place for sheet in whole]
    assert len(places) == 20
    assert places[:3] == ["Stair-A · Zone-1", "Stair-A · Zone-1", "Stair-A · Zone-2"]
    assert places == sorted(places, key=natural_key)
    in_stair = site_sheets.scenarios_of(session, building_id, "stair-b")
    assert in_stair == tuple(sheet.scenario.key for sheet in whole if sheet.scenario.stair == "Stair-B")
    in_zone, other = site_sheets.scenarios_of(session, building_id, "Stair-B", "Zone-3")
    assert {in_zone, other} < set(in_stair)
    around = {scope: len(site_sheets.sheets_around(session, in_zone, scope)) for scope in Scope}
    assert around == {Scope.ONE: 1, Scope.ZONE: 2, Scope.STAIR: len(in_stair), Scope.BUILDING: 20}


def test_that_a_place_without_scenarios_is_told_with_those_there_are(session: Session, building_id: UUID) -> None:
    with pytest.raises(Missing, match="no scenario in zone “Zone-99” of stair “Stair-A”") as raised:
        site_sheets.scenarios_of(session, building_id, "Stair-A", "Zone-99")
    assert "Stair-A/Zone-1" in raised.value.details


def test_that_a_zone_prints_what_is_in_force_and_not_the_draft_of_it(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    one = first(session, building_id)
    draft = next_version(session, one, engineer, publish=False)
    assert one.scenario_id in site_sheets.scenarios_of(session, building_id)
    assert draft.scenario_id not in site_sheets.scenarios_of(session, building_id)
    (sheet,) = site_sheets.sheets(session, [draft.scenario_id])
    assert sheet.watermark == "DRAFT"
    assert sheet.in_force is not None
    assert sheet.in_force.version == 1


def test_that_a_scenario_that_never_was_published_is_printed_as_its_draft(session: Session, building_id: UUID) -> None:
    one = first(session, building_id)
    draft = one.clone_to_new_version(1)
    draft.scenario_name = "Never published"
    session.add(draft)
    session.flush()
    assert draft.scenario_id in site_sheets.scenarios_of(session, building_id, "Stair-A", "Zone-1")


def test_that_the_sheets_of_a_session_have_the_steps_as_copied_into_it(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    one = first(session, building_id)
    visit = models.TestSession(building_id=building_id, session_name="Annual 2026", scheduled_for=NOW.date())
    session.add(visit)
    session.flush()
    with pytest.raises(Missing, match="no cause-and-effect test"):
        site_sheets.sheets_of_session(session, visit.id)
    copied = [{**step, "tolerance_seconds": 7} for step in one.expected_sequence]
    session.add(
        models.TestInstance(
            building_id=building_id, session_id=visit.id, stair_id=one.stair_id, zone_id=one.zone_id,
            scenario_id=one.scenario_id, expected_sequence=copied, measurement_type="cause_and_effect_logic",
            scoped_identifier="CE_STAIR-A_ZONE-1", frequency="annual", archetype_id="CE", sequence_order=1,
        )
    )  # fmt: skip
    session.flush()
    next_version(session, one, engineer)
    (sheet,) = site_sheets.sheets_of_session(session, visit.id)
    assert {str(step.tolerance_seconds) for step in sheet.scenario.sequence} == {"7"}
    assert sheet.test is not None
    assert (sheet.test.session, sheet.test.identifier, sheet.test.due) == (
        "Annual 2026",
        "CE_STAIR-A_ZONE-1",
        NOW.date(),
    )
    assert sheet.watermark == ""
    with pytest.raises(Missing, match="no such session"):
        site_sheets.sheets_of_session(session, uuid4())


def test_that_a_scanned_and_a_typed_code_lead_to_the_scenario(session: Session, building_id: UUID) -> None:
    one = first(session, building_id)
    (sheet,) = site_sheets.sheets(session, [one.scenario_id])
    for text in (sheet.code.text, sheet.code.text.upper(), sheet.code.short, sheet.code.short.lower().replace("-", "")):
        found = site_sheets.scanned(session, text)
        assert found is not None
        assert (found.scenario_id, found.building_id, found.version, found.said) == (
            one.scenario_id, building_id, 1, "",
        )  # fmt: skip
    assert site_sheets.scanned(session, "Level-8") is None
    assert site_sheets.scanned(session, f"firemode:scenario/{uuid4()}?v=1&d=00000000") is None


def test_that_the_code_of_an_old_sheet_tells_which_version_is_in_force_since_when(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    one = first(session, building_id)
    (old,) = site_sheets.sheets(session, [one.scenario_id])
    new = next_version(session, one, engineer)
    found = site_sheets.scanned(session, old.code.text)
    assert found is not None
    assert found.scenario_id == one.scenario_id
    assert found.said == "This sheet is version 1; version 2 is in force since 8 Jun 2026."
    current = site_sheets.scanned(session, site_sheets.sheets(session, [new.scenario_id])[0].code.text)
    assert current is not None
    assert current.said == ""


def test_that_the_code_of_a_draft_that_was_changed_since_asks_for_another_print(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    draft = next_version(session, first(session, building_id), engineer, publish=False)
    draft.scenario_name = "Another one"  # no version of this name is in force
    session.flush()
    (printed,) = site_sheets.sheets(session, [draft.scenario_id])
    found = site_sheets.scanned(session, printed.code.text)
    assert found is not None
    assert found.said == "This sheet is version 2, a draft that is not published."
    draft.trigger_device_id = "SD-OTHER"
    session.flush()
    found = site_sheets.scanned(session, printed.code.text)
    assert found is not None
    assert "printed before the scenario was changed" in found.said
