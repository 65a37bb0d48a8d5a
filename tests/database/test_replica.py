"""Reads on a replica, held against a real streaming standby: never the past, never another database, never a gap."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from firemode_desktop.cli import main
from firemode_desktop.database import Database
from firemode_desktop.database import replica as replicas
from firemode_desktop.domain.errors import Missing, Refused, Unreachable
from firemode_desktop.domain.replica import Following, Reached, ReplicaStanding, ReplicaState, judged
from firemode_desktop.services import reporting, trends
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.notices import Kind, Notices
from firemode_desktop.ui.status_line import StatusLine
from tests.database.conftest import Pair, Standby, command, url_at
from tests.ui import building

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AWHILE_S = 20.0


def on_standby(session: Session) -> bool:
    return bool(session.scalar(text("SELECT pg_is_in_recovery()")))


def notes(session: Session) -> list[str]:
    return list(session.scalars(text("SELECT notes FROM buildings WHERE notes IS NOT NULL ORDER BY notes")))


def add(name: str) -> Callable[[Session], None]:
    def job(session: Session) -> None:
        session.execute(text("INSERT INTO buildings (name, notes) VALUES (:name, :name)"), {"name": name})

    return job


def forget(session: Session) -> None:
    session.execute(text("DELETE FROM buildings WHERE notes IS NOT NULL"))


def silent(text: str) -> None:
    """For what need not be heard."""


def state(database: Database) -> ReplicaState | None:
    standing = database.replica_standing()
    return standing.state if standing else None


def until(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + AWHILE_S
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def sent_to(engine: Engine) -> list[str]:
    """The statements this program sends there from now on."""
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: sent.append(call[2]))
    return sent


@pytest.fixture(scope="session")
def tested(_pair: Pair) -> tuple[UUID, UUID]:
    """The pilot building with two approved sessions on the primary; the building's and a session's id."""
    database = Database(_pair.url)
    building_id = database.run(building.tested_building)
    session_id = database.run(
        lambda session: session.scalar(text("SELECT id FROM test_sessions WHERE status = 'approved' LIMIT 1"))
    )
    database.close()
    return building_id, session_id


# where a read is answered


def test_that_what_only_reads_is_answered_by_the_replica_and_what_may_write_by_the_primary(database: Database) -> None:
    assert database.read(on_standby)
    assert not database.run(on_standby)
    assert database.replica is not None
    assert database.replica_standing() == ReplicaStanding(database.replica.url, ReplicaState.CURRENT, 0.0)


def test_that_without_a_replica_the_primary_answers_reads(pair: Pair) -> None:
    alone = Database(pair.url)
    assert not alone.read(on_standby)
    assert alone.replica_standing() is None
    assert alone.prove_replica() is None
    alone.close()


@pytest.mark.parametrize("with_replica", [True, False])
def test_that_a_read_can_write_nothing_wherever_it_is_answered(pair: Pair, with_replica: bool) -> None:
    database = Database(pair.url, read_url=pair.read_url if with_replica else None)
    with pytest.raises(Unreachable, match="can only be read"):
        database.read(add("never"))
    assert database.run(notes) == []
    database.run(add("written"))  # the connection that only read is not left so
    database.run(forget)
    database.close()


@pytest.mark.parametrize("with_replica", [True, False])
def test_that_a_read_sees_one_moment_whatever_is_committed_meanwhile(pair: Pair, with_replica: bool) -> None:
    database = Database(pair.url, read_url=pair.read_url if with_replica else None)

    def twice(session: Session) -> tuple[list[str], list[str]]:
        before = notes(session)
        database.run(add("meanwhile"))
        time.sleep(0.1)
        return before, notes(session)

    assert database.read(twice) == ([], [])
    assert database.read(notes) == ["meanwhile"]
    database.run(forget)
    database.close()


def test_that_what_a_job_raises_is_raised_and_not_asked_again_of_the_primary(database: Database) -> None:
    asked: list[bool] = []

    def job(session: Session) -> None:
        asked.append(on_standby(session))
        raise Missing("There is no such session.")

    with pytest.raises(Missing, match="no such session"):
        database.read(job)
    assert asked == [True]
    with pytest.raises(ProgrammingError):  # a defect stays one
        database.read(lambda session: session.execute(text("SELECT no_such_column")))
    assert state(database) is ReplicaState.CURRENT


def test_that_trends_and_reports_send_the_primary_no_statement_but_the_question_where_it_stands(
    database: Database, tested: tuple[UUID, UUID]
) -> None:
    assert database.replica is not None
    building_id, session_id = tested
    at_primary, at_replica = sent_to(database.engine), sent_to(database.replica.engine)
    series = database.read(lambda session: trends.trend(session, building_id))
    assert len(series) > 100
    assert len(at_primary) == 1
    assert "pg_current_wal_flush_lsn" in at_primary[0]
    assert any("test_instances" in one or "readings" in one for one in at_replica)
    database.read(lambda session: reporting.gather(session, session_id))
    assert len(at_primary) == 2


# never the past


def test_that_what_was_just_written_is_read_a_hundred_times_out_of_a_hundred(database: Database) -> None:
    answered: list[bool] = []
    for number in range(100):
        database.run(add(f"{number:03}"))
        seen, standby = database.read(lambda session: (notes(session), on_standby(session)))
        assert seen == [f"{one:03}" for one in range(number + 1)]
        answered.append(standby)
    assert sum(answered) > 90, "the replica is waited for, not passed over"
    database.run(forget)


def test_that_what_somebody_else_wrote_is_read_as_well(database: Database, pair: Pair) -> None:
    somebody = Database(pair.url)
    for number in range(10):
        somebody.run(add(f"theirs {number}"))
        assert len(database.read(notes)) == number + 1
    somebody.run(forget)
    somebody.close()


def test_that_a_replica_that_stopped_replaying_is_not_read_until_it_has_caught_up(
    database: Database, pair: Pair
) -> None:
    assert database.read(on_standby)
    pair.standby.silence(True)
    database.run(add("new"))
    began = time.monotonic()
    assert database.read(notes) == ["new"]
    first = time.monotonic() - began
    assert replicas.WAIT_S <= first < replicas.WAIT_S + 0.5, "waited for once"
    began = time.monotonic()
    assert not database.read(on_standby)
    assert time.monotonic() - began < 0.3, "then it is known"
    assert database.replica is not None
    standing = database.replica.standing
    assert standing is not None
    assert standing.state is ReplicaState.BEHIND
    assert not standing.trouble
    assert "behind" in standing.words
    pair.standby.silence(False)
    until(lambda: database.read(on_standby))
    assert database.read(notes) == ["new"]
    database.run(forget)


# gone, and back


def test_that_reads_go_on_when_the_replica_is_killed_and_return_to_it_by_themselves(
    database: Database, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicas, "REST_S", 0.2)
    assert database.replica is not None
    moved: list[ReplicaStanding] = []
    database.replica.moved = moved.append
    assert database.read(on_standby)
    pair.standby.kill()
    for _ in range(5):
        assert not database.read(on_standby)
        time.sleep(0.1)
    assert [one.state for one in moved] == [ReplicaState.CURRENT, ReplicaState.AWAY], "said once"
    assert moved[-1].trouble
    assert "cannot be reached" in moved[-1].words
    assert pair.standby.password not in moved[-1].words
    pair.standby.start()
    until(lambda: database.read(on_standby))
    assert moved[-1].state is ReplicaState.CURRENT


def test_that_a_read_under_way_is_answered_by_the_primary_when_the_replica_is_killed(
    database: Database, pair: Pair
) -> None:
    answered: list[bool] = []

    def job(session: Session) -> bool:
        answered.append(on_standby(session))
        if answered[-1]:
            pair.standby.kill()
        return on_standby(session)

    assert database.read(job) is False
    assert answered == [True, False]


def test_that_one_in_trouble_is_not_asked_again_at_every_read(database: Database, pair: Pair) -> None:
    assert database.replica is not None
    pair.standby.kill()
    assert not database.read(on_standby)
    at_primary = sent_to(database.engine)
    for _ in range(3):
        assert not database.read(on_standby)
    assert not [one for one in at_primary if "pg_control_system" in one]
    assert len([one for one in at_primary if "pg_is_in_recovery" in one]) == 3, "the read itself"


def test_that_a_read_in_the_way_of_what_is_replayed_is_done_again_on_the_primary(database: Database) -> None:
    database.run(add("old"))
    answered: list[bool] = []

    def job(session: Session) -> list[str]:
        answered.append(on_standby(session))
        seen = notes(session)
        if answered[-1]:
            database.run(forget)
            command(database.url, "VACUUM buildings")
            session.execute(text("SELECT pg_sleep(10)"))
        return seen

    assert database.read(job) == []
    assert answered == [True, False]
    assert state(database) is ReplicaState.CURRENT, "a conflict says nothing of the replica"


def test_that_many_threads_read_while_the_replica_comes_and_goes(
    database: Database, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicas, "REST_S", 0.05)
    written, wrong, over = [0], list[BaseException | str](), threading.Event()

    def reader() -> None:
        try:
            while not over.is_set():
                known = written[0]
                if (seen := len(database.read(notes))) < known:
                    wrong.append(f"{seen} of {known}")
        except BaseException as error:
            wrong.append(error)

    readers = [threading.Thread(target=reader) for _ in range(3)]
    for one in readers:
        one.start()
    for number in range(40):
        database.run(add(f"{number:03}"))
        written[0] += 1
        if number == 15:
            pair.standby.kill()
        if number == 25:
            pair.standby.start()
    over.set()
    for one in readers:
        one.join()
    assert wrong == []
    database.run(forget)


# another database


def test_that_a_database_that_is_written_to_on_its_own_is_refused_at_the_start(pair: Pair, server_url: str) -> None:
    database = Database(pair.url, read_url=server_url)
    with pytest.raises(Refused, match=r"not a replica of this one: it is written to on its own") as refusal:
        database.prove_replica()
    assert "--read-database" in refusal.value.details[0]
    assert not database.read(on_standby), "work that goes on is never answered from there"
    database.close()


def test_that_a_replica_that_was_made_a_database_of_its_own_is_not_read_any_more(pair: Pair) -> None:
    folder = pair.standby.folder.parent / "promoted"
    folder.mkdir()
    standby = Standby(pair.standby.primary, folder)
    standby.start()
    database = Database(pair.url, read_url=standby.url("firemode"))
    try:
        assert database.read(on_standby)
        command(standby.url("firemode"), "SELECT pg_promote()", "UPDATE buildings SET notes = 'on its own'")
        assert database.read(notes) == []
        assert state(database) is ReplicaState.FOREIGN
    finally:
        database.close()
        standby.kill()


def test_that_the_primary_itself_is_no_replica_of_it(pair: Pair) -> None:
    database = Database(pair.url, read_url=pair.url)
    with pytest.raises(Refused, match="written to on its own"):
        database.prove_replica()
    database.close()


def test_that_a_standby_of_another_server_is_refused(pair: Pair, server_url: str) -> None:
    database = Database(server_url, read_url=pair.read_url)
    with pytest.raises(Refused, match="follows another server"):
        database.prove_replica()
    assert not database.read(on_standby)
    database.close()


def test_that_another_database_of_the_right_standby_is_refused(pair: Pair) -> None:
    database = Database(pair.url, read_url=pair.standby.url("postgres"))
    with pytest.raises(Refused, match="another database of the same server"):
        database.prove_replica()
    database.close()


def test_that_a_standby_has_no_replica_and_answers_its_reads_itself(pair: Pair) -> None:
    database = Database(pair.read_url, read_url=pair.read_url)
    assert state(database) is ReplicaState.UNPROVEN
    assert database.read(on_standby)
    database.close()


@pytest.mark.parametrize(
    ("read_url", "words"),
    [
        (lambda pair: pair.standby.url("firemode", "wrong"), "does not accept this user and password"),
        (lambda pair: pair.standby.url("elsewhere"), "There is no such database"),
        (lambda pair: "postgresql://nobody:wrong@127.0.0.1:1/firemode", "cannot be reached"),
    ],
)
def test_that_a_replica_that_cannot_be_entered_is_said_and_the_primary_answers(
    pair: Pair, read_url: Callable[[Pair], str], words: str
) -> None:
    database = Database(pair.url, read_url=read_url(pair))
    standing = database.prove_replica()
    assert standing is not None
    assert standing.state is ReplicaState.AWAY
    assert words in standing.words
    assert "main database" in standing.words
    assert "wrong" not in standing.words
    assert not database.read(on_standby)
    database.close()


@pytest.fixture
def plain_login(pair: Pair) -> Iterator[tuple[str, str]]:
    """URLs of a login that may not call the function that tells servers apart."""
    folder = Path(pair.standby.primary.home.folder / "socket")
    grant = "EXECUTE ON FUNCTION pg_control_system()"
    command(pair.url, "CREATE ROLE plain LOGIN PASSWORD 'plain'", f"REVOKE {grant} FROM PUBLIC")
    yield url_at(folder, "plain", "firemode", "plain"), pair.standby.url("firemode", "plain", "plain")
    command(pair.url, "DROP ROLE plain", f"GRANT {grant} TO PUBLIC")


def test_that_what_cannot_be_proven_to_be_a_replica_is_not_read(plain_login: tuple[str, str]) -> None:
    database = Database(plain_login[0], read_url=plain_login[1])
    assert state(database) is ReplicaState.UNPROVEN
    assert not database.read(on_standby)
    assert database.replica is not None
    assert database.replica.standing is not None
    assert "may not call pg_control_system()" in database.replica.standing.words
    database.close()


HERE = Reached(system=7, database=5, timeline=2, position="0/5")


@pytest.mark.parametrize(
    ("following", "found"),
    [
        (Following(True, 7, 5, 2, True, 99.0), ReplicaState.CURRENT),
        (Following(True, 7, 5, 2, False, 99.0), ReplicaState.BEHIND),
        (Following(True, 7, 5, 1, True, 0.0), ReplicaState.BEHIND),  # another server took over: not followed yet
        (Following(True, 7, 5, 3, True, 0.0), ReplicaState.BEHIND),  # or it follows one that is not ours
        (Following(True, 7, 4, 2, False, 0.0), ReplicaState.BEHIND),  # a restore changed the database: not known yet
        (Following(True, 7, 4, 2, True, 0.0), ReplicaState.FOREIGN),
        (Following(True, 8, 5, 2, True, 0.0), ReplicaState.FOREIGN),
        (Following(True, 8, 5, 2, False, 0.0), ReplicaState.FOREIGN),
        (Following(False, 7, 5, 2, True, 0.0), ReplicaState.FOREIGN),  # it was promoted
    ],
)
def test_that_a_replica_is_believed_only_where_all_of_it_is_as_the_primary(
    following: Following, found: ReplicaState
) -> None:
    assert judged("postgresql://b/fire", HERE, following).state is found


@pytest.mark.parametrize(("lag_s", "words"), [(None, "behind"), (0.4, "< 1 s behind"), (1, "1 s behind"), (75, "75 s")])
def test_that_the_lag_is_told_in_whole_seconds(lag_s: float | None, words: str) -> None:
    standing = ReplicaStanding("postgresql://b/fire", ReplicaState.BEHIND, lag_s)
    assert words in standing.short
    assert words in standing.words


# where a person sees it


@pytest.fixture
def by_environment(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> Pair:
    monkeypatch.setenv("FIREMODE_DATABASE_URL", pair.url)
    monkeypatch.setenv("FIREMODE_READ_DATABASE_URL", pair.read_url)
    return pair


def test_that_db_status_says_how_the_replica_stands(
    by_environment: Pair, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> dict[str, object]:
        assert main(["db", "status", "--json"]) == 0
        said: dict[str, object] = json.loads(capsys.readouterr().out)["read"]
        return said

    url = str(read()["url"])
    assert read() == {"url": url, "lag_s": 0.0, "state": "current"}
    assert by_environment.standby.password not in url
    assert "***" in url
    by_environment.standby.silence(True)
    command(by_environment.url, "CREATE TABLE passing ()", "DROP TABLE passing")
    behind = read()
    assert behind["state"] == "behind"
    assert isinstance(behind["lag_s"], float)
    by_environment.standby.kill()
    assert read() == {"url": url, "lag_s": None, "state": "not reachable"}
    assert main(["db", "status"]) == 0
    assert "cannot be reached" in capsys.readouterr().out
    monkeypatch.delenv("FIREMODE_READ_DATABASE_URL")
    assert main(["db", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["read"] is None


def test_that_a_trend_of_the_command_line_says_that_the_replica_is_away_and_is_right_all_the_same(
    by_environment: Pair, tested: tuple[UUID, UUID], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["trend", "--building", "Pilot Building 123", "--json"]
    assert main(words) == 0
    followed = capsys.readouterr()
    assert followed.err == ""
    by_environment.standby.kill()
    assert main(words) == 0
    alone = capsys.readouterr()
    assert alone.out == followed.out
    assert "are read from the main database" in alone.err


def test_that_a_command_refuses_to_read_from_what_is_no_replica(
    by_environment: Pair, tested: tuple[UUID, UUID], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["trend", "--building", "Pilot Building 123", "--json", "--read-database", by_environment.url]
    assert main(words) == 5
    said = capsys.readouterr()
    assert "not a replica" in said.out + said.err
    assert "can be seen by others here" in said.err, "there is a password on the command line"


def test_that_a_sitting_reads_from_the_replica_and_leaves_it_with_the_database_it_belongs_to(
    by_environment: Pair, tested: tuple[UUID, UUID], database_url: str, tmp_path: Path
) -> None:
    told: list[ReplicaStanding | None] = []
    sitting = Sitting(Settings(tmp_path, tmp_path, by_environment.url, None, by_environment.read_url))
    sitting.replica_moved = told.append
    sitting.open(silent)
    assert sitting.read(on_standby)
    sitting.use(database_url, silent)
    assert not sitting.read(on_standby)
    sitting.use(by_environment.url, silent)
    assert sitting.read(on_standby)
    sitting.close()
    assert [one and one.state for one in told] == [ReplicaState.CURRENT, None, ReplicaState.CURRENT]


def test_that_a_sitting_does_not_begin_with_a_replica_of_something_else(
    pair: Pair, server_url: str, tmp_path: Path
) -> None:
    sitting = Sitting(Settings(tmp_path, tmp_path, pair.url, None, server_url))
    with pytest.raises(Refused, match="not a replica of this one"):
        sitting.open(silent)


def test_that_the_foot_of_the_window_says_where_trends_are_read_and_once_that_the_replica_is_away(
    qtbot: QtBot, database: Database, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicas, "REST_S", 0.05)
    assert database.replica is not None
    background = Background(database.run, read=database.read)
    database.replica.moved = background.replica_moved
    notices = Notices(lambda: NOW)
    line = StatusLine(background, notices)
    qtbot.addWidget(line)
    line.connection.show_state("office · fire", True)
    answers: list[bool] = []

    def read() -> bool:
        background.read(line, on_standby, answers.append)
        qtbot.waitUntil(lambda: not background.running)
        return answers[-1]

    assert read()
    assert line.connection.text == "office · fire · reads from the replica"
    assert line.connection.accessibleName() == line.connection.text
    pair.standby.kill()
    for _ in range(3):
        assert not read()
    assert line.connection.text == "office · fire · replica not reachable"
    assert [one.kind for one in notices.history] == [Kind.WARNING]
    pair.standby.start()
    qtbot.waitUntil(read, timeout=10_000)
    assert line.connection.text == "office · fire · reads from the replica"
    assert [one.kind for one in notices.history] == [Kind.WARNING, Kind.DONE]
    background.replica_moved(None)
    qtbot.waitUntil(lambda: line.connection.text == "office · fire")
    background.close()
