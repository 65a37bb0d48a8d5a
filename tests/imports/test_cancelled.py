"""The writing of an import tells its steps and can be stopped at each of them; what was stopped leaves nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database, stoppable
from tests.imports.test_importing import SHIPPED, Site


class Stop(Exception):  # noqa: N818  it is a decision, not an error
    """Somebody pressed Cancel."""


@pytest.fixture(scope="module")
def steps() -> list[str]:
    """The steps an import of every kind of baseline consists of."""
    kinds = ("pressure", "velocity", "door force")
    return [
        "waiting for its turn",
        "noting the import",
        "sending 150 rows",
        *(
            each
            for kind in kinds
            for each in (f"ending the {kind} baselines that are replaced", f"writing the {kind} baselines")
        ),
        "finishing",
    ]


@pytest.fixture
def site(database_url: str) -> Iterator[Site]:
    database = Database(database_url)
    yield Site(database)
    database.close()


def stop_at(word: str) -> Callable[[int, int, str], None]:
    """Somebody who presses Cancel as soon as a step begins."""

    def tell(done: int, of: int, said: str) -> None:
        if said == word:
            raise Stop(word)

    return tell


@contextmanager
def standing_in_the_way(site: Site, statement: str) -> Iterator[None]:
    """Another transaction that holds a lock."""
    with site.database.engine.begin() as other:
        other.execute(text(statement))
        yield


def test_that_each_step_is_told_once_in_order_with_how_many_there_are(site: Site, steps: list[str]) -> None:
    told: list[tuple[int, int, str]] = []
    site.write(site.plan(SHIPPED.read_bytes()), tell=lambda *step: told.append(step))
    assert list(dict.fromkeys(told)) == [(done, len(steps), said) for done, said in enumerate(steps)]


def test_that_an_import_stopped_at_any_step_leaves_nothing_and_can_be_made_again(site: Site, steps: list[str]) -> None:
    plan, batch_id = site.plan(SHIPPED.read_bytes()), uuid4()
    before = site.counts()
    for word in steps:
        with pytest.raises(Stop, match=word):
            site.write(plan, batch_id=batch_id, tell=stop_at(word))
        assert site.counts() == before
    site.write(plan, batch_id=batch_id)
    assert site.counts() == (60, 30, 60, 1, 2)


@pytest.mark.parametrize(
    ("lock", "word"),
    [
        ("SELECT 1 FROM buildings FOR UPDATE", "waiting for its turn"),
        ("LOCK import_batches", "waiting for its turn"),
        ("LOCK design_setpoints", "noting the import"),
        ("LOCK baseline_pressure_differentials", "ending the pressure baselines that are replaced"),
        ("LOCK baseline_air_velocities", "ending the velocity baselines that are replaced"),
        ("LOCK baseline_door_forces IN SHARE MODE", "ending the door force baselines that are replaced"),
    ],
)
def test_that_an_import_is_stopped_in_the_middle_of_a_statement(site: Site, lock: str, word: str) -> None:
    plan, pressed, asked = site.plan(SHIPPED.read_bytes()), threading.Event(), list[str]()

    def tell(done: int, of: int, said: str) -> None:
        if pressed.is_set():
            asked.append(said)
            raise Stop

    before = site.counts()
    with standing_in_the_way(site, lock):
        threading.Timer(0.3, pressed.set).start()
        began = time.monotonic()
        with pytest.raises(Stop):
            site.write(plan, tell=tell)
        assert time.monotonic() - began < 3, "it waited for the statement"
    assert asked == [word]
    assert site.counts() == before


def test_that_the_connection_serves_on_after_a_statement_was_stopped(site: Site) -> None:
    asked = iter(range(100))

    def go_on() -> None:
        if next(asked) == 2:
            raise Stop

    def job(session: Session) -> None:
        with stoppable(session, go_on):
            session.execute(text("SELECT pg_sleep(20)"))

    began = time.monotonic()
    with pytest.raises(Stop):
        site.database.run(job)
    assert time.monotonic() - began < 3
    assert site.ask("SELECT 1") == [(1,)]


def test_that_a_stop_between_the_last_statement_and_the_end_counts(site: Site) -> None:
    """The block is over, but nothing is committed yet."""
    late = threading.Event()

    def go_on() -> None:
        late.set()
        raise Stop

    def job(session: Session) -> None:
        with stoppable(session, go_on):
            session.execute(text("UPDATE buildings SET name = 'Another'"))
            assert late.wait(5)

    with pytest.raises(Stop):
        site.database.run(job)
    assert site.ask("SELECT count(*) FROM buildings WHERE name = 'Another'") == [(0,)]
