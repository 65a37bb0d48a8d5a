"""P4: a network that swallows everything and says nothing is noticed within 10 s; long work is left alone."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.network import Network, Weather
from firemode_desktop.database import Database
from firemode_desktop.database import deadline as deadlines
from firemode_desktop.domain.errors import InDoubt, Unreachable

PROMISED_S = 10
HURRY = 8
"""In these tests the seconds of the program are so many times shorter, except where a test says otherwise."""


@pytest.fixture
def network(database_url: str) -> Iterator[Network]:
    with Network(database_url) as made:
        yield made


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "SILENT_S", deadlines.SILENT_S / HURRY)
    monkeypatch.setattr(deadlines, "ASK_AFTER_S", deadlines.ASK_AFTER_S / HURRY)
    monkeypatch.setattr(deadlines, "LOOK_EVERY_S", deadlines.LOOK_EVERY_S / HURRY)


def fall_silent_under(database: Database, network: Network, statement: str) -> float:
    """How long a statement waits whose network falls silent (s)."""

    def job(session: Session) -> None:
        session.execute(text("SELECT 1"))
        network.turn(Weather.SILENT)
        session.execute(text(statement))

    began = time.monotonic()
    with pytest.raises(Unreachable):
        database.run(job)
    return time.monotonic() - began


def test_that_silence_is_noticed_within_ten_seconds_at_the_usual_settings(network: Network) -> None:
    database = Database(network.url)
    assert fall_silent_under(database, network, "SELECT 1") < PROMISED_S
    database.close()


@pytest.mark.usefixtures("hurried")
def test_that_a_long_statement_is_left_alone_and_a_silent_one_is_not(network: Network) -> None:
    database = Database(network.url)
    began = time.monotonic()
    database.run(lambda session: session.execute(text("SELECT pg_sleep(2.5)")))  # 20 s of the program's own seconds
    assert time.monotonic() - began > 2 * deadlines.SILENT_S
    assert fall_silent_under(database, network, "SELECT pg_sleep(20)") < PROMISED_S / HURRY + 0.5
    database.close()


@pytest.mark.usefixtures("hurried")
def test_that_a_connection_that_alone_is_silent_is_found_by_what_the_server_waits_for(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    from firemode_desktop.database import liveness

    monkeypatch.setattr(liveness, "LOST_AFTER_S", 0.2)
    database = Database(network.url)

    def job(session: Session) -> None:
        session.execute(text("SELECT 1"))
        network.silence_those_open()
        session.execute(text("SELECT 2"))

    began = time.monotonic()
    with pytest.raises(Unreachable, match="no answer within"):
        database.run(job)
    assert time.monotonic() - began < PROMISED_S / HURRY + 0.5
    database.run(lambda session: session.execute(text("SELECT 3")))
    database.close()


@pytest.mark.usefixtures("hurried")
def test_that_without_the_question_silence_is_not_noticed(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken twin: with the deadline alone the same statement waits for as long as it may work."""
    monkeypatch.setattr(deadlines, "GRACE_S", 0.5)
    monkeypatch.setattr(deadlines, "answers", lambda *_: True)
    database = Database(network.url, deadline_s=2.5)
    assert fall_silent_under(database, network, "SELECT 1") > 2 * PROMISED_S / HURRY
    database.close()


def test_that_a_kept_connection_and_a_new_one_together_take_less_than_ten_seconds(network: Network) -> None:
    database = Database(network.url)
    database.run(lambda session: session.execute(text("SELECT 1")))
    network.turn(Weather.SILENT)
    began = time.monotonic()
    with pytest.raises(Unreachable):
        database.run(lambda session: session.execute(text("SELECT 1")))
    assert time.monotonic() - began < PROMISED_S
    database.close()


def test_that_a_server_that_takes_the_call_and_says_nothing_is_given_up_within_ten_seconds() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        database = Database(f"postgresql://jo:word@127.0.0.1:{deaf.getsockname()[1]}/fire")
        began = time.monotonic()
        with pytest.raises(Unreachable, match="cannot be reached"):
            database.schema_state()
        assert time.monotonic() - began < PROMISED_S
        database.close()


@pytest.mark.usefixtures("hurried")
def test_that_a_commit_whose_answer_never_comes_is_in_doubt_and_never_called_unwritten(network: Network) -> None:
    database = Database(network.url)

    def job(session: Session) -> None:
        session.execute(text("SELECT 1"))
        network.turn(Weather.SILENT)

    with pytest.raises(InDoubt, match="all of it was written, or nothing"):
        database.run(job)
    with pytest.raises(Unreachable) as of_a_look:
        database.read(job)
    assert not isinstance(of_a_look.value, InDoubt)
    database.close()
