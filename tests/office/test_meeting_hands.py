"""Two clients at the same moment: nothing gets into a session behind the back of who closes it (decision 0040)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import psycopg2
import pytest

from firemode_desktop.domain.words import Role
from tests.office.conftest import Office, an_office
from tests.office.test_outside_judges import APPROVE, OPEN, SUBMIT, reading

HOUSE = """WITH building AS (INSERT INTO buildings (name) VALUES ('House') RETURNING id),
    stair AS (INSERT INTO stairs (building_id, stair_name) SELECT id, 'A' FROM building RETURNING building_id, stair_id)
    INSERT INTO floors (building_id, stair_id, floor_level, floor_number)
    SELECT building_id, stair_id, 'L1', 1 FROM stair"""  # fmt: skip
ADD = "INSERT INTO {} SELECT {} FROM test_instances WHERE scoped_identifier = 'MINE'"
AMEND = ADD.format("result_amendments (building_id, instance_id, field, new_value, reason, amended_by)",
                   "building_id, instance_id, 'notes', '{}', 'x', signed_in()")  # fmt: skip
SHOW = ADD.format("evidence_records (building_id, instance_id, session_id, evidence_type, captured_at, recorded_by)",
                  "building_id, instance_id, session_id, 'photo', now(), signed_in()")  # fmt: skip
ANOTHER = reading(scoped_identifier="gen_random_uuid()::text")


@pytest.fixture(scope="module")
def house(server_url: str, office_template: str) -> Iterator[Office]:
    with an_office(server_url, office_template) as office:
        office.add("second", Role.SUPERVISOR)
        office.admin(HOUSE)
        yield office


@pytest.fixture
def client(house: Office) -> Iterator[Callable[[str], Any]]:
    """A raw client of somebody, which waits for nobody longer than it must; all are closed at the end."""
    opened: list[Any] = []

    def connect(who: str) -> Any:
        opened.append(house.client(who))
        opened[-1].cursor().execute("SET lock_timeout = '100ms'")
        opened[-1].commit()
        return opened[-1]

    yield connect
    for one in opened:
        one.rollback()
        one.close()


@pytest.fixture
def mine(client: Callable[[str], Any]) -> Callable[[str], str]:
    """Words of SQL about a session of this test alone, that has one reading."""
    mark = uuid.uuid4().hex

    def about(statement: str) -> str:
        return statement.replace("'Mine'", f"'{mark}'").replace("'MINE'", f"'{mark}'")

    one = client("engineer")
    one.cursor().execute(about(OPEN))
    one.cursor().execute(about(reading()))
    one.commit()
    return about


def submitted(client: Callable[[str], Any], mine: Callable[[str], str]) -> None:
    one = client("engineer")
    one.cursor().execute(mine(SUBMIT))
    one.commit()


@pytest.mark.parametrize("added", [AMEND, SHOW], ids=["amendment", "evidence"])
@pytest.mark.parametrize("who", ["engineer", "supervisor"])
def test_that_an_approval_waits_for_what_is_open(
    client: Callable[[str], Any], mine: Callable[[str], str], added: str, who: str
) -> None:
    submitted(client, mine)
    behind, closing = client(who), client("supervisor")
    behind.cursor().execute(mine(added))
    with pytest.raises(psycopg2.errors.LockNotAvailable):
        closing.cursor().execute(mine(APPROVE.format("false")))
    closing.rollback()
    behind.commit()
    if who == "supervisor" and added is AMEND:
        with pytest.raises(psycopg2.Error, match="does not approve it"):
            closing.cursor().execute(mine(APPROVE.format("false")))
    else:
        closing.cursor().execute(mine(APPROVE.format("false")))


@pytest.mark.parametrize("added", [AMEND, SHOW], ids=["amendment", "evidence"])
def test_that_what_comes_while_it_is_approved_waits_and_is_refused(
    client: Callable[[str], Any], mine: Callable[[str], str], added: str
) -> None:
    submitted(client, mine)
    closing, late = client("supervisor"), client("engineer")
    closing.cursor().execute(mine(APPROVE.format("false")))
    with pytest.raises(psycopg2.errors.LockNotAvailable):
        late.cursor().execute(mine(added))
    late.rollback()
    closing.commit()
    with pytest.raises(psycopg2.Error, match=r"Only a supervisor may amend|Nothing is added"):
        late.cursor().execute(mine(added))


def test_that_a_session_is_not_submitted_before_readings_that_are_open(
    client: Callable[[str], Any], mine: Callable[[str], str]
) -> None:
    """A supervisor could record in one client, and approve in another before the reading is there."""
    behind, closing = client("supervisor"), client("engineer")
    behind.cursor().execute(mine(ANOTHER))
    with pytest.raises(psycopg2.errors.LockNotAvailable):
        closing.cursor().execute(mine(SUBMIT))
    closing.rollback()
    behind.commit()
    closing.cursor().execute(mine(SUBMIT))
    with pytest.raises(psycopg2.errors.LockNotAvailable):
        behind.cursor().execute(mine(ANOTHER))
    behind.rollback()
    closing.commit()
    with pytest.raises(psycopg2.Error, match="takes no more results"):
        behind.cursor().execute(mine(ANOTHER))
    behind.rollback()
    with pytest.raises(psycopg2.Error, match="does not approve it"):
        behind.cursor().execute(mine(APPROVE.format("false")))


def test_that_two_engineers_record_in_one_session_without_waiting(
    client: Callable[[str], Any], mine: Callable[[str], str]
) -> None:
    one, other = client("engineer"), client("supervisor")
    one.cursor().execute(mine(ANOTHER))
    other.cursor().execute(mine(ANOTHER))
    one.commit()
    other.commit()


def test_that_an_old_view_of_the_list_of_people_commits_nothing(
    house: Office, client: Callable[[str], Any], mine: Callable[[str], str]
) -> None:
    """A transaction that goes on seeing what was so when it began cannot be linked into the log."""
    submitted(client, mine)
    old = client("second")
    old.set_session(isolation_level="REPEATABLE READ")
    old.cursor().execute("SELECT 1 FROM users")
    house.admin("UPDATE users SET active = false WHERE username = %s", house.username("second"))
    try:
        old.cursor().execute(mine(APPROVE.format("false")))
        with pytest.raises(psycopg2.errors.SerializationFailure):
            old.commit()
    finally:
        house.admin("UPDATE users SET active = true WHERE username = %s", house.username("second"))


def test_that_what_was_kept_open_for_ten_minutes_writes_nothing(
    house: Office, client: Callable[[str], Any], mine: Callable[[str], str]
) -> None:
    """The guard with a limit of a moment instead of ten minutes, in a transaction that is rolled back."""
    (asked,) = house.admin("SELECT pg_get_functiondef('guard_held()'::regprocedure)")[0]
    assert "'10 minutes'" in asked
    house.admin(asked.replace("'10 minutes'", "'1 millisecond'"))
    try:
        held = client("engineer")
        held.cursor().execute("SELECT pg_sleep(0.01)")
        with pytest.raises(psycopg2.Error, match="begun more than ten minutes ago"):
            held.cursor().execute(mine(AMEND))
    finally:
        house.admin(asked)
    held.rollback()
    held.cursor().execute(mine(AMEND))
