"""Rule sets in use: adopting one, choosing one for a building, and which version judged what."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.rulesets import RuleSet, find
from firemode_desktop.domain.standing import Measure
from firemode_desktop.domain.words import DEFAULT_RULE_SET
from firemode_desktop.models import AS1851Rule, TestInstance
from firemode_desktop.services import generating, overview, rules, rulesets, testing
from firemode_desktop.services.testing import Result
from tests.services.conftest import NOW

DAY = date(2026, 5, 4)
BEGINS = date(2026, 6, 1)
SEALED = "NFPA 92, sprinklered"
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"


@pytest.fixture
def sprinklered() -> RuleSet:
    return find(rulesets.shipped(), SEALED)


def _visit(session: Session, building_id: UUID, by: UUID, day: date) -> UUID:
    generating.generate(session, building_id, "six_monthly", today=day, at=NOW)
    return testing.create_session(session, building_id, "six_monthly", scheduled_for=day, by=by)


def _pressure(session: Session, session_id: UUID) -> TestInstance:
    session.expire_all()
    found = select(TestInstance).where(
        TestInstance.session_id == session_id, TestInstance.scoped_identifier == PRESSURE
    )
    return session.scalars(found).one()


def test_that_the_file_says_of_the_default_set_what_is_in_the_database(session: Session) -> None:
    seeded = {rule.rule_code: rule for rule in rules.rules(session)}
    for said in rulesets.shipped()[0].rules:
        rule = seeded[said.code]
        assert (rule.rule_set, rule.version) == (DEFAULT_RULE_SET, rulesets.shipped()[0].version)
        assert (rule.min_threshold, rule.max_threshold, rule.unit) == (
            said.limits.minimum,
            said.limits.maximum,
            said.limits.unit or None,
        )
        assert (rule.severity_if_fail, rule.defect_classification) == (said.severity, said.defect_classification)
        assert (rule.description, rule.reference_standard) == (said.says, said.source)


def test_that_a_set_must_be_adopted_before_a_building_can_be_judged_by_it(
    session: Session, building_id: UUID, supervisor: UUID
) -> None:
    with pytest.raises(Missing, match="is not adopted; adopted are: AS 1851-2012"):
        rulesets.choose(session, building_id, SEALED, by=supervisor)


def test_that_only_a_supervisor_adopts_and_chooses(
    session: Session, building_id: UUID, engineer: UUID, supervisor: UUID, sprinklered: RuleSet
) -> None:
    with pytest.raises(Refused, match="adopt a rule set"):
        rulesets.adopt(session, sprinklered, BEGINS, by=engineer)
    rulesets.adopt(session, sprinklered, BEGINS, by=supervisor)
    with pytest.raises(Refused, match="choose the rule set"):
        rulesets.choose(session, building_id, SEALED, by=engineer)


def test_that_another_building_keeps_its_limits_when_a_set_is_adopted(
    session: Session, building_id: UUID, engineer: UUID, supervisor: UUID, sprinklered: RuleSet
) -> None:
    rulesets.adopt(session, sprinklered, date(2020, 1, 1), by=supervisor)
    one = _pressure(session, _visit(session, building_id, engineer, DAY))
    assert (one.rule_code, one.min_threshold, one.max_threshold) == ("SP-01", Decimal(20), Decimal(80))


def test_that_sessions_of_the_day_before_and_of_the_day_are_judged_by_the_sets_version_of_their_day(
    session: Session, building_id: UUID, engineer: UUID, supervisor: UUID, sprinklered: RuleSet
) -> None:
    rulesets.adopt(session, sprinklered, BEGINS, by=supervisor)
    rulesets.choose(session, building_id, SEALED, by=supervisor)
    before = _pressure(session, _visit(session, building_id, engineer, BEGINS - timedelta(days=1)))
    assert (before.rule_code, before.min_threshold) == (None, None), "the set does not hold yet: not judged, no guess"
    on_the_day = _pressure(session, _visit(session, building_id, engineer, BEGINS))
    assert (on_the_day.rule_code, on_the_day.min_threshold, on_the_day.max_threshold) == (
        "N92-S-P",
        Decimal("12.5"),
        None,
    )


@pytest.mark.parametrize(("pa", "compliant"), [("12.5", True), ("12.499", False), ("90", True)])
def test_that_a_reading_is_judged_by_the_set_of_its_building(
    session: Session,
    building_id: UUID,
    engineer: UUID,
    supervisor: UUID,
    sprinklered: RuleSet,
    pa: str,
    compliant: bool,
) -> None:
    rulesets.adopt(session, sprinklered, date(2020, 1, 1), by=supervisor)
    rulesets.choose(session, building_id, SEALED, by=supervisor)
    visit = _visit(session, building_id, engineer, DAY)
    testing.record(session, visit, [Result(PRESSURE, value=Decimal(pa))], by=engineer, at=NOW)
    assert _pressure(session, visit).is_compliant is compliant


def test_that_a_session_keeps_its_limits_when_its_building_changes_its_set(
    session: Session, building_id: UUID, engineer: UUID, supervisor: UUID, sprinklered: RuleSet
) -> None:
    rulesets.adopt(session, sprinklered, date(2020, 1, 1), by=supervisor)
    visit = _visit(session, building_id, engineer, DAY)
    testing.record(session, visit, [Result(PRESSURE, value=Decimal("18.2"))], by=engineer, at=NOW)
    rulesets.choose(session, building_id, SEALED, by=supervisor)
    assert _pressure(session, visit).is_compliant is False
    assert all(one.same for one in testing.validate_session(session, visit))


def test_that_what_choosing_a_set_changes_is_said_before(
    session: Session, building_id: UUID, engineer: UUID, supervisor: UUID, sprinklered: RuleSet
) -> None:
    rulesets.adopt(session, sprinklered, date(2020, 1, 1), by=supervisor)
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    said = [one.sentence for one in rulesets.choosing(session, building_id, SEALED, DAY)]
    assert said == [
        "Pressure differential: 20 to 80 Pa → at least 12.5 Pa (60 expected tests)",
        "Air velocity: at least 1 m/s → not judged (30 expected tests)",
        "Door opening force: at most 110 N → at most 133 N (60 expected tests)",
    ]
    rulesets.choose(session, building_id, SEALED, by=supervisor)
    assert rulesets.choosing(session, building_id, SEALED, DAY) == ()
    with pytest.raises(Refused, match="already"):
        rulesets.choose(session, building_id, SEALED, by=supervisor)


def test_that_adopting_the_same_version_again_is_refused_and_a_later_one_supersedes_it(
    session: Session, supervisor: UUID, sprinklered: RuleSet
) -> None:
    rulesets.adopt(session, sprinklered, BEGINS, by=supervisor)
    with pytest.raises(Invalid, match="adopted in its version NFPA-92 already"):
        rulesets.adopt(session, sprinklered, BEGINS + timedelta(days=1), by=supervisor)
    later = RuleSet(SEALED, "T", sprinklered.system, "NFPA-92-next", "X", sprinklered.rules[:1])
    with pytest.raises(Invalid, match="must begin later"):
        rulesets.adopt(session, later, BEGINS, by=supervisor)
    rulesets.adopt(session, later, BEGINS + timedelta(days=365), by=supervisor)
    first = session.scalars(
        select(AS1851Rule).where(AS1851Rule.version == "NFPA-92", AS1851Rule.rule_code == "N92-S-P")
    )
    assert first.one().superseded_date == BEGINS + timedelta(days=365)


def test_that_a_code_of_another_set_is_refused(session: Session, supervisor: UUID, sprinklered: RuleSet) -> None:
    own = RuleSet("Own", "T", sprinklered.system, "1", "X", rulesets.shipped()[0].rules[:1])
    with pytest.raises(Invalid, match="SP-01 belongs to the set “AS 1851-2012”"):
        rulesets.adopt(session, own, BEGINS, by=supervisor)


def test_that_it_is_known_which_sessions_a_version_judged(
    session: Session, building_id: UUID, engineer: UUID, supervisor: UUID
) -> None:
    visit = _visit(session, building_id, engineer, DAY)
    testing.record(session, visit, [Result(PRESSURE, value=Decimal("18.2"))], by=engineer, at=NOW)
    rules.supersede(session, "SP-01", "v2", BEGINS, {"min_threshold": Decimal(25)}, by=supervisor)
    later = _visit(session, building_id, engineer, BEGINS)
    old, new = (
        next(one for one in rules.versions(session) if one.code == "SP-01" and (one.version == "v2") is newer)
        for newer in (False, True)
    )
    (judged,) = rulesets.usage(session, old.rule_id)
    assert (judged.session_id, judged.tests, judged.completed, judged.not_compliant) == (visit, 30, 1, 1)
    (to_come,) = rulesets.usage(session, new.rule_id)
    assert (to_come.session_id, to_come.completed) == (later, 0)
    assert _pressure(session, later).min_threshold == Decimal(25)


def test_that_a_withdrawn_version_judges_nothing_new_and_changes_nothing_old(
    session: Session, building_id: UUID, engineer: UUID, supervisor: UUID
) -> None:
    visit = _visit(session, building_id, engineer, DAY)
    testing.record(session, visit, [Result(PRESSURE, value=Decimal(45))], by=engineer, at=NOW)
    (version,) = {one.version for one in rules.versions(session) if one.code == "SP-01"}
    rules.withdraw(session, "SP-01", version, by=supervisor)
    with pytest.raises(Refused, match="withdrawn already"):
        rules.withdraw(session, "SP-01", version, by=supervisor)
    assert all(one.same for one in testing.validate_session(session, visit))
    again = _visit(session, building_id, engineer, DAY)
    assert _pressure(session, again).rule_id is None


def test_that_the_states_tell_what_ships_what_is_adopted_and_who_uses_it(
    session: Session, building_id: UUID, supervisor: UUID, sprinklered: RuleSet
) -> None:
    rulesets.adopt(session, sprinklered, BEGINS, by=supervisor)
    rulesets.choose(session, building_id, SEALED, by=supervisor)
    found = {one.name: one for one in rulesets.states(session)}
    assert (found[SEALED].since, found[SEALED].buildings, found[SEALED].adopted) == (BEGINS, 1, True)
    assert (found[DEFAULT_RULE_SET].buildings, found[DEFAULT_RULE_SET].since) == (0, date(2024, 1, 1))
    assert not found["NFPA 92, unsprinklered 2.7 m"].adopted


def test_that_the_overview_shows_the_limits_of_the_buildings_own_set(
    session: Session, building_id: UUID, supervisor: UUID, sprinklered: RuleSet
) -> None:
    rulesets.adopt(session, sprinklered, date(2020, 1, 1), by=supervisor)
    for name, said in ((None, "20 to 80 Pa"), (SEALED, "at least 12.5 Pa")):
        if name is not None:
            rulesets.choose(session, building_id, name, by=supervisor)
        shown = overview.overview(session, building_id, NOW).section
        assert str(shown.limits_of(Measure.PRESSURE, "")) == said
