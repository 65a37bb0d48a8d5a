"""The life of a scenario: drafted, signed, in force, superseded, withdrawn; two people at once; what is left behind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.errors import Conflict, FiremodeError, Invalid, Missing, Refused
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.services import generating, people, scenarios
from firemode_desktop.services.testing.starting import create_session
from tests.conftest import _database, _url_of
from tests.services.conftest import NOW, Piloted

TODAY = NOW.date()
ENGINEER = "Engineer One"


@pytest.fixture
def fire(session: Session, building_id: UUID) -> Scenario:
    """Fire Floor 8 of Stair-A, in force as version 1."""
    return next(
        one
        for one in scenarios.desk(session, building_id).design
        if (one.stair, one.scenario_type) == ("Stair-A", "annual")
    )


def later(one: Scenario, seconds: int = 1) -> Scenario:
    """A draft in which the second step comes later."""
    draft = one.draft()
    return replace(draft, sequence=draft.sequence.shifted([2], Decimal(seconds)), change_note="Slower fan")


def drafted(session: Session, one: Scenario, by: UUID) -> Scenario:
    return scenarios.save(session, [later(one)], by=by, at=NOW)[0]


def published(session: Session, one: Scenario, by: UUID, signed: str = ENGINEER) -> scenarios.Published:
    return scenarios.publish(session, one.key, signed=signed, by=by, at=NOW)


def now_in_force(session: Session, one: Scenario) -> list[int]:
    rows = session.scalars(
        select(models.CEScenario.version).where(
            models.CEScenario.zone_id == one.zone_id,
            models.CEScenario.scenario_name == one.name,
            models.CEScenario.active,
        )
    )
    return list(rows)


def test_that_a_draft_stands_beside_what_is_in_force_until_it_is_signed(
    session: Session, building_id: UUID, engineer: UUID, fire: Scenario
) -> None:
    draft = drafted(session, fire, engineer)
    desk = scenarios.desk(session, building_id)
    assert (draft.version, draft.state, draft.origin) == (2, ScenarioState.DRAFT, fire.key)
    assert desk.design.of(draft.key).change_note == "Slower fan"
    assert [one.key for one in desk.in_force] == [fire.key]
    done = published(session, draft, engineer, signed="  engineer   ONE ")
    assert (done.scenario.state, done.scenario.published_by) == (ScenarioState.PUBLISHED, ENGINEER)
    assert done.superseded is not None
    assert done.superseded.key == fire.key
    assert now_in_force(session, fire) == [2]
    assert [
        (each.scenario.version, each.scenario.state.value) for each in scenarios.history(session, fire.key)
    ] == [(2, "published"), (1, "superseded")]  # fmt: skip


@pytest.mark.parametrize("signed", ["", "Supervisor One", "Engineer"])
def test_that_only_ones_own_name_is_a_signature(
    session: Session, building_id: UUID, engineer: UUID, fire: Scenario, signed: str
) -> None:
    draft = drafted(session, fire, engineer)
    with pytest.raises(Refused, match=ENGINEER):
        published(session, draft, engineer, signed)
    assert now_in_force(session, fire) == [1]


def test_that_a_viewer_may_neither_draft_nor_publish(session: Session, engineer: UUID, fire: Scenario) -> None:
    draft = drafted(session, fire, engineer)
    viewer = people.add_user(session, "viewer", "Viewer One", "viewer")
    for deed in (
        lambda: scenarios.save(session, [later(draft)], by=viewer, at=NOW),
        lambda: published(session, draft, viewer, "Viewer One"),
        lambda: scenarios.discard(session, draft.key, draft.row_version, by=viewer),
        lambda: scenarios.withdraw(session, fire.key, reason="x", by=viewer, at=NOW),
        lambda: scenarios.redraft(session, fire.key, by=viewer, at=NOW),
    ):
        with pytest.raises(Refused, match="Only an engineer or supervisor may"):
            deed()


def test_that_errors_are_kept_in_a_draft_and_never_published(session: Session, engineer: UUID, fire: Scenario) -> None:
    draft = fire.draft()
    wrong = replace(draft, sequence=draft.sequence.changed(2, depends_on=(9,)))
    (kept,) = scenarios.save(session, [wrong], by=engineer, at=NOW)
    with pytest.raises(Invalid, match="depends on step 9, which does not exist"):
        published(session, kept, engineer)
    assert now_in_force(session, fire) == [1]


def test_that_a_draft_that_changes_nothing_is_not_published(session: Session, engineer: UUID, fire: Scenario) -> None:
    (same,) = scenarios.save(session, [fire.draft()], by=engineer, at=NOW)
    with pytest.raises(Refused, match="says the same as version 1"):
        published(session, same, engineer)


def test_that_what_was_looked_at_is_what_is_signed(session: Session, engineer: UUID, fire: Scenario) -> None:
    draft = drafted(session, fire, engineer)
    with pytest.raises(Conflict, match="Look at it and sign again"):
        scenarios.publish(session, draft.key, signed=ENGINEER, by=engineer, at=NOW, row_version="1")


def test_that_a_draft_without_steps_or_trigger_is_refused_in_words(
    session: Session, engineer: UUID, fire: Scenario
) -> None:
    draft = fire.draft()
    with pytest.raises(Invalid, match="has no steps yet"):
        scenarios.save(session, [replace(draft, sequence=draft.sequence.without(range(9)))], by=engineer, at=NOW)
    with pytest.raises(Invalid, match="has no trigger"):
        scenarios.save(session, [replace(draft, trigger=" ")], by=engineer, at=NOW)
    blank = replace(draft, sequence=draft.sequence.changed(2, component_id=""))
    with pytest.raises(Invalid, match=rf"“{fire.name}” in {fire.zone}: Step 2: component_id missing"):
        scenarios.save(session, [blank], by=engineer, at=NOW)


def test_that_there_is_one_draft_of_a_scenario_at_a_time(session: Session, engineer: UUID, fire: Scenario) -> None:
    drafted(session, fire, engineer)
    with pytest.raises(Conflict, match=r"Version 2 .* is a draft"):
        scenarios.save(session, [later(fire, 5)], by=engineer, at=NOW)


def test_that_somebody_elses_change_is_never_written_over(session: Session, engineer: UUID, fire: Scenario) -> None:
    draft = drafted(session, fire, engineer)
    with pytest.raises(Conflict, match="changed by somebody else"):
        scenarios.save(session, [replace(later(draft), row_version="1")], by=engineer, at=NOW)
    with pytest.raises(Conflict, match="changed by somebody else"):
        scenarios.discard(session, draft.key, "1", by=engineer)
    scenarios.discard(session, draft.key, draft.row_version, by=engineer)
    with pytest.raises(Conflict, match="removed by somebody else"):
        scenarios.save(session, [later(draft)], by=engineer, at=NOW)


def test_that_a_name_is_given_once_in_a_zone_whatever_its_capitals(
    session: Session, engineer: UUID, fire: Scenario
) -> None:
    with pytest.raises(Conflict, match="Give this one another name"):
        scenarios.save(session, [fire.clone(fire.name.upper())], by=engineer, at=NOW)
    (copy,) = scenarios.save(session, [fire.clone("Smoke in the lobby")], by=engineer, at=NOW)
    assert (copy.version, copy.origin) == (1, fire.key)
    assert scenarios.save(session, [replace(copy, name="Lobby")], by=engineer, at=NOW)[0].name == "Lobby"


def test_that_a_scenario_keeps_its_name_once_published(session: Session, engineer: UUID, fire: Scenario) -> None:
    draft = drafted(session, fire, engineer)
    with pytest.raises(Refused, match="keeps its name"):
        scenarios.save(session, [replace(draft, name="Another")], by=engineer, at=NOW)


def test_that_a_next_version_has_the_name_of_its_scenario(session: Session, engineer: UUID, fire: Scenario) -> None:
    with pytest.raises(Refused, match="keeps its name"):
        scenarios.save(session, [replace(later(fire), name="Another")], by=engineer, at=NOW)


def test_that_a_withdrawn_scenario_stays_on_record_and_can_be_drafted_again(
    session: Session, building_id: UUID, engineer: UUID, fire: Scenario
) -> None:
    with pytest.raises(Refused, match="Say why"):
        scenarios.withdraw(session, fire.key, reason=" ", by=engineer, at=NOW)
    scenarios.withdraw(session, fire.key, reason="Zone rebuilt", by=engineer, at=NOW)
    with pytest.raises(Refused, match="not in force"):
        scenarios.withdraw(session, fire.key, reason="again", by=engineer, at=NOW)
    assert scenarios.desk(session, building_id).design.get(fire.key) is None
    (ended,) = scenarios.history(session, fire.key)
    assert scenarios.withdrawn(session, fire.stair_id) == (ended,)
    assert (ended.superseded_reason, ended.superseded_by, ended.superseded_at) == ("Zone rebuilt", ENGINEER, NOW)
    again = scenarios.redraft(session, fire.key, by=engineer, at=NOW)
    assert scenarios.withdrawn(session, fire.stair_id) == ()
    assert (again.version, again.sequence, again.change_note) == (2, fire.sequence, "As version 1")
    with pytest.raises(Conflict, match="is a draft"):
        scenarios.redraft(session, fire.key, by=engineer, at=NOW)
    published(session, again, engineer)
    assert now_in_force(session, fire) == [2]


def test_that_a_scenario_from_before_signatures_is_superseded_and_is_no_draft(
    session: Session, building_id: UUID, engineer: UUID, fire: Scenario
) -> None:
    old = models.CEScenario(
        **{
            **{name: getattr(fire, name) for name in ("stair_id", "zone_id")},
            "building_id": building_id, "scenario_name": "Old", "scenario_type": "annual",
            "trigger_device_id": "SD", "expected_sequence": fire.sequence.to_json(), "version": 1, "active": True,
        }
    )  # fmt: skip
    session.add(old)
    session.flush()
    in_force = scenarios.desk(session, building_id).design.of(old.scenario_id)
    published(session, drafted(session, in_force, engineer), engineer)
    found = scenarios.history(session, old.scenario_id)
    assert [each.scenario.state.value for each in found] == ["published", "superseded"]


def test_that_what_does_not_exist_is_missing(session: Session, building_id: UUID, engineer: UUID) -> None:
    for deed in (
        lambda: scenarios.publish(session, engineer, signed=ENGINEER, by=engineer, at=NOW),
        lambda: scenarios.history(session, engineer),
        lambda: scenarios.redraft(session, engineer, by=engineer, at=NOW),
        lambda: scenarios.withdraw(session, engineer, reason="x", by=engineer, at=NOW),
    ):
        with pytest.raises(Missing):
            deed()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ce_scenarios SET expected_sequence = '[{}]' WHERE scenario_id = :key",
        "UPDATE ce_scenarios SET published_name = 'Somebody' WHERE scenario_id = :key",
        "DELETE FROM ce_scenarios WHERE scenario_id = :key",
    ],
)
def test_that_the_database_itself_keeps_a_published_version(session: Session, fire: Scenario, statement: str) -> None:
    with pytest.raises(DBAPIError, match="is published and stays"):
        session.execute(text(statement), {"key": fire.key})


# --- what a new version leaves behind ----------------------------------------------------------------------------


def started(session: Session, building_id: UUID, by: UUID) -> UUID:
    return create_session(session, building_id, "annual", scheduled_for=TODAY, by=by)


def logic_test(session: Session, session_id: UUID, fire: Scenario) -> models.TestInstance:
    return session.scalars(
        select(models.TestInstance).where(
            models.TestInstance.session_id == session_id,
            models.TestInstance.zone_id == fire.zone_id,
            models.TestInstance.scenario_id.is_not(None),
            models.TestInstance.scoped_identifier.contains("FIRE"),
        )
    ).one()


def generate(session: Session, building_id: UUID) -> generating.Generation:
    return generating.generate(session, building_id, "annual", today=TODAY, at=NOW)


def test_that_publishing_names_the_expected_tests_and_sessions_of_the_version_before(
    session: Session, building_id: UUID, engineer: UUID, fire: Scenario
) -> None:
    generate(session, building_id)
    first, second = (started(session, building_id, engineer) for _ in range(2))
    session.execute(
        update(models.TestInstance)
        .where(models.TestInstance.instance_id == logic_test(session, second, fire).instance_id)
        .values(status=InstanceStatus.COMPLETED.value, completed_at=NOW, is_compliant=True)
    )
    left = published(session, drafted(session, fire, engineer), engineer).touched
    assert left.templates == (("annual", 1),)
    assert {(one.session_id, one.waiting, one.done) for one in left.sessions} == {(first, 1, 0), (second, 0, 1)}
    assert left.waiting == 1
    assert [each.columns["scenario_id"][0] for each in generate(session, building_id).difference.changed] == [
        str(fire.key)
    ]
    assert scenarios.touched(session, fire.key).templates == ()


def test_that_a_session_begun_after_publishing_follows_the_version_in_force(
    session: Session, building_id: UUID, engineer: UUID, fire: Scenario
) -> None:
    generate(session, building_id)
    before = logic_test(session, started(session, building_id, engineer), fire)
    done = published(session, drafted(session, fire, engineer), engineer)
    after = logic_test(session, started(session, building_id, engineer), fire)
    assert (before.scenario_id, before.expected_sequence) == (fire.key, fire.sequence.to_json())
    assert (after.scenario_id, after.expected_sequence) == (done.scenario.key, done.scenario.sequence.to_json())


@pytest.mark.parametrize("change", ["withdrawn", "trigger"])
def test_that_a_session_does_not_begin_with_a_test_of_logic_that_is_not_in_force(
    session: Session, building_id: UUID, engineer: UUID, fire: Scenario, change: str
) -> None:
    generate(session, building_id)
    if change == "withdrawn":
        scenarios.withdraw(session, fire.key, reason="Rebuilt", by=engineer, at=NOW)
    else:
        (draft,) = scenarios.save(session, [replace(fire.draft(), trigger="SD-NEW")], by=engineer, at=NOW)
        published(session, draft, engineer)
    with pytest.raises(Refused, match="Bring the expected tests up to date"):
        started(session, building_id, engineer)
    generate(session, building_id)
    started(session, building_id, engineer)


# --- two people at once ------------------------------------------------------------------------------------------


@pytest.fixture
def raced(server_url: str, piloted: Piloted) -> Iterator[str]:
    """URL of a copy of the pilot building in which two people can commit."""
    name = str(piloted.engine.url.database)
    piloted.engine.dispose()
    with _database(server_url, "raced", name) as copy:
        yield _url_of(server_url, copy)


Deed = Callable[[Session], object]


def at_once(url: str, *deeds: Deed) -> list[str]:
    """What becomes of deeds that two people do at the same moment: ``done``, or the sentence that one is told."""
    engine, outcomes, ready = create_engine(url), [""] * len(deeds), threading.Barrier(len(deeds))

    def act(place: int, deed: Deed) -> None:
        with Session(engine) as session:
            ready.wait()
            try:
                deed(session)
                session.commit()
                outcomes[place] = "done"
            except FiremodeError as error:
                outcomes[place] = error.message

    threads = [threading.Thread(target=act, args=each) for each in enumerate(deeds)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    engine.dispose()
    return outcomes


def test_that_of_two_who_draft_and_then_publish_at_once_one_does_it_and_the_other_is_told(
    raced: str, piloted: Piloted
) -> None:
    engine, by = create_engine(raced), piloted.engineer
    with Session(engine) as session:
        fire = next(iter(scenarios.desk(session, piloted.building_id).design))
    told = f"Version 2 of “{fire.name}” was begun already, and is a draft; there is one draft of a scenario at a time."
    assert sorted(at_once(raced, *[lambda session: drafted(session, fire, by)] * 2)) == [told, "done"]
    with Session(engine) as session:
        draft = next(one for one in scenarios.desk(session, piloted.building_id).design if one.origin == fire.key)
    told = f"Version 2 of “{fire.name}” is published already."
    assert sorted(at_once(raced, *[lambda session: published(session, draft, by)] * 2)) == [told, "done"]
    with Session(engine) as session:
        assert now_in_force(session, fire) == [2]
    engine.dispose()


def test_that_of_two_deeds_on_one_draft_at_once_the_later_is_told(raced: str, piloted: Piloted) -> None:
    engine, by = create_engine(raced), piloted.engineer
    with Session(engine) as session:
        every = list(scenarios.desk(session, piloted.building_id).design)[:4]
        drafts = [drafted(session, one, by) for one in every]
        session.commit()

    def deeds(one: Scenario) -> dict[str, Deed]:
        sign: dict[str, Any] = {"signed": ENGINEER, "by": by, "at": NOW, "row_version": one.row_version}
        return {
            "save": lambda session: scenarios.save(session, [later(one, 2)], by=by, at=NOW),
            "save too": lambda session: scenarios.save(session, [later(one, 3)], by=by, at=NOW),
            "discard": lambda session: scenarios.discard(session, one.key, one.row_version, by=by),
            "publish": lambda session: scenarios.publish(session, one.key, **sign),
        }

    pairs = [("save", "save too"), ("save", "discard"), ("save", "publish"), ("publish", "discard")]
    for one, pair in zip(drafts, pairs, strict=True):
        outcomes = at_once(raced, *(deeds(one)[name] for name in pair))
        (told,) = (outcome for outcome in outcomes if outcome != "done")
        assert any(words in told for words in ("somebody else", "published", "There is no such scenario")), told
    engine.dispose()


def test_that_a_session_begun_while_a_scenario_is_withdrawn_is_begun_or_refused_in_words(
    raced: str, piloted: Piloted
) -> None:
    engine, by, building = create_engine(raced), piloted.engineer, piloted.building_id
    with Session(engine) as session:
        generate(session, building)
        session.commit()
        fire = next(one for one in scenarios.desk(session, building).design if one.scenario_type == "annual")
    begun, gone = at_once(
        raced,
        lambda session: started(session, building, by),
        lambda session: scenarios.withdraw(session, fire.key, reason="Rebuilt", by=by, at=NOW),
    )
    assert gone == "done"
    assert begun == "done" or "Bring the expected tests up to date" in begun
    engine.dispose()


# --- what another program wrote ----------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["name", "trigger", "change_note"])
@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_that_a_character_that_cannot_be_stored_is_refused_in_words(
    session: Session, engineer: UUID, fire: Scenario, field: str, text: str
) -> None:
    odd: dict[str, Any] = {field: text}
    with pytest.raises(Invalid, match="a character that cannot be stored"):
        scenarios.save(session, [replace(fire.clone("Copy"), **odd)], by=engineer, at=NOW)


@pytest.mark.parametrize("text", ["火災 🔥", "שלום \u202eabc", "x" * 255, "a\x07b", "=1+1", "<b>&amp;"])
def test_that_any_other_text_is_kept_as_it_was_written(
    session: Session, building_id: UUID, engineer: UUID, fire: Scenario, text: str
) -> None:
    draft = fire.clone(text)
    draft = replace(draft, sequence=draft.sequence.changed(1, note=text * 40, component_id=text))
    (kept,) = scenarios.save(session, [draft], by=engineer, at=NOW)
    assert (kept.name, kept.sequence) == (draft.name, draft.sequence)
    assert scenarios.desk(session, building_id).design.of(kept.key) == kept


def test_that_steps_another_program_broke_are_named_with_their_scenario_wherever_they_are_read(
    session: Session, building_id: UUID, engineer: UUID, fire: Scenario
) -> None:
    (draft,) = scenarios.save(session, [fire.clone("Broken")], by=engineer, at=NOW)
    broken = update(models.CEScenario).where(models.CEScenario.scenario_id == draft.key)
    session.execute(broken.values(expected_sequence=[{"step_order": "1"}]))
    for read in (
        lambda: scenarios.desk(session, building_id),
        lambda: scenarios.scenarios(session, building_id),
        lambda: scenarios.problems(session, draft.key),
        lambda: scenarios.history(session, draft.key),
        lambda: published(session, draft, engineer),
    ):
        with pytest.raises(Invalid, match=r"“Broken” \(version 1, Stair-A · .*\) cannot be read. Step 1: component_id"):
            read()
