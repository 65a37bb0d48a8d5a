"""The boundary: one transaction a job, errors in words, deadlines, and where the schema stands."""

from __future__ import annotations

import re
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
from sqlalchemy import insert, make_url, text, update
from sqlalchemy.orm import Session

from firemode_desktop import database as database_package
from firemode_desktop.database import SENTENCES, Database, head, masked, normalise, note_written, without_password
from firemode_desktop.database import deadline as deadlines
from firemode_desktop.domain.errors import Conflict, InDoubt, Invalid, Refused, Unreachable
from firemode_desktop.models import Building


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


def add_building(name: str) -> Callable[[Session], uuid.UUID]:
    def job(session: Session) -> uuid.UUID:
        building = Building(name=name)
        session.add(building)
        session.flush()
        return building.id

    return job


def names(session: Session) -> list[str]:
    return list(session.scalars(text("SELECT name FROM buildings ORDER BY name")))


# URLs


@pytest.mark.parametrize(
    "pasted",
    [
        "postgres://jo:p%40ss%2Fw@db.example:5433/fire",
        "postgresql://jo:p%40ss%2Fw@db.example:5433/fire",
        "postgresql+psycopg://jo:p%40ss%2Fw@db.example:5433/fire",
        "  postgresql+asyncpg://jo:p%40ss%2Fw@db.example:5433/fire\n",
    ],
)
def test_that_every_way_to_write_a_postgresql_url_means_psycopg2_and_keeps_its_password(pasted: str) -> None:
    url = make_url(normalise(pasted))
    assert (url.drivername, url.username, url.password) == ("postgresql+psycopg2", "jo", "p@ss/w")
    assert (url.host, url.port, url.database) == ("db.example", 5433, "fire")


def test_that_a_socket_folder_stays_a_socket_folder() -> None:
    url = make_url(normalise("postgresql:///fire?host=/var/run/my%20socket&port=5433"))
    assert url.query == {"host": "/var/run/my socket", "port": "5433"}
    assert url.host is None


@pytest.mark.parametrize("pasted", ["mysql://a:secret@b/c", "secret", "", "https://a:secret@b/c"])
def test_that_what_is_no_postgresql_url_is_refused_without_repeating_it(pasted: str) -> None:
    with pytest.raises(Invalid) as refusal:
        normalise(pasted)
    assert "secret" not in refusal.value.message
    assert "postgresql://" in refusal.value.message


def test_that_a_masked_url_shows_everything_but_the_password() -> None:
    assert masked("postgres://jo:p%40ss@db:5433/fire") == "postgresql://jo:***@db:5433/fire"
    assert "geheim" not in masked("postgresql://jo@db/fire?password=geheim&sslmode=require")
    said = "bad password p@ss (or p%40ss)"
    assert without_password(said, "postgres://jo:p%40ss@db/fire") == "bad password *** (or ***)"


# one transaction


def test_that_a_job_is_written_whole(database: Database) -> None:
    database.run(add_building("One"))
    assert database.run(names) == ["One"]


def test_that_of_a_job_that_fails_nothing_is_written(database: Database) -> None:
    def job(session: Session) -> None:
        add_building("One")(session)
        raise Refused("Not today.")

    with pytest.raises(Refused, match="Not today"):
        database.run(job)
    assert database.run(names) == []


def test_that_the_tables_that_were_written_are_announced_once_after_the_commit(database_url: str) -> None:
    announced: list[frozenset[str]] = []
    database = Database(database_url, changed=announced.append)
    database.run(add_building("One"))
    assert announced == [{"buildings"}]
    database.run(names)
    assert len(announced) == 1

    def in_other_ways(session: Session) -> None:
        session.execute(update(Building).values(notes="x"))
        person = "INSERT INTO users (username, full_name, role) VALUES ('jo', 'Jo', 'engineer')"
        session.execute(text(f"{person} ON CONFLICT (username) DO UPDATE SET full_name = 'Jo'"))
        note_written(session, "floors")

    database.run(in_other_ways)
    assert announced[1] == {"buildings", "users", "floors"}
    with pytest.raises(Invalid):
        database.run(add_building("One"))
    assert len(announced) == 2

    def only_a_look(session: Session) -> None:
        session.execute(text("SELECT 1 FROM buildings FOR UPDATE NOWAIT"))

    database.run(only_a_look)
    assert len(announced) == 2

    def nothing_new(session: Session) -> None:
        building = session.query(Building).one()
        building.name = "One"

    database.run(nothing_new)
    assert len(announced) == 2
    database.close()


# errors in words


def test_that_a_broken_constraint_is_explained_by_its_own_sentence(database: Database) -> None:
    database.run(add_building("One"))
    with pytest.raises(Invalid) as refusal:
        database.run(add_building("One"))
    assert refusal.value.message == SENTENCES["uq_buildings_name"]
    assert refusal.value.details[0]["constraint"] == "uq_buildings_name"


def test_that_every_constraint_with_a_sentence_exists(session: Session) -> None:
    question = """SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'
        UNION SELECT tgname FROM pg_trigger"""  # a trigger refuses in the name of its own
    there = set(session.scalars(text(question)))
    assert set(SENTENCES) - there == set()


SCRATCH = """
CREATE TABLE scratches (scratch_id int CONSTRAINT scratches_pkey PRIMARY KEY, word varchar(3) NOT NULL,
    size numeric(4, 2) CONSTRAINT ck_scratch_size CHECK (size > 0), beside int REFERENCES scratches,
    above int REFERENCES scratches ON DELETE RESTRICT);
INSERT INTO scratches VALUES (1, 'one', 1, NULL, NULL), (2, 'two', 1, 1, NULL), (3, 'by', 1, NULL, 2)
"""


@pytest.mark.parametrize(
    ("statement", "kind", "words"),
    [
        ("INSERT INTO scratches VALUES (1, 'one', 1)", Invalid, "There is already a scratch with this scratch."),
        ("INSERT INTO scratches VALUES (4, NULL, 1)", Invalid, "The word of a scratch cannot be blank."),
        ("INSERT INTO scratches VALUES (4, 'x', 0)", Invalid, "outside what is allowed (ck scratch size)"),
        ("INSERT INTO scratches VALUES (4, 'x', 1, 99)", Invalid, "refers to something that does not exist"),
        ("INSERT INTO scratches VALUES (4, 'long word', 1)", Invalid, "too long for its column"),
        ("INSERT INTO scratches VALUES (4, 'x', 100)", Invalid, "too large for its column"),
        ("INSERT INTO scratches VALUES (4, 'x', 'y')", Invalid, "not the form that its column needs"),
        ("DELETE FROM scratches WHERE scratch_id = 1", Refused, "still used by scratches; it cannot be deleted"),
        ("DELETE FROM scratches WHERE scratch_id = 2", Refused, "still used by scratches; it cannot be deleted"),
        (
            "DO $$ BEGIN RAISE EXCEPTION 'This test is completed.' USING ERRCODE = '23001', CONSTRAINT = 'guard'; "
            "END $$",
            Refused,
            "This test is completed.",
        ),
        ("DO $$ BEGIN RAISE EXCEPTION 'Not this one.'; END $$", Refused, "Not this one."),
        ("SET ROLE pg_monitor; DELETE FROM scratches", Refused, "Your login does not allow this"),
        (
            "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$",
            Conflict,
            "Somebody else changed this in the meantime",
        ),
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$", Unreachable, "The disk of the database"),
    ],
)
def test_that_what_the_server_refuses_is_one_of_the_five_errors_in_words(
    database: Database, statement: str, kind: type[Exception], words: str
) -> None:
    database.run(lambda session: session.execute(text(SCRATCH)))
    with pytest.raises(kind) as refusal:
        database.run(lambda session: session.execute(text(statement)))
    assert words in str(refusal.value)
    assert database.run(lambda session: session.scalar(text("SELECT count(*) FROM scratches"))) == 3


def test_that_a_defect_stays_a_defect(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table") as defect:
        database.run(lambda session: session.execute(text("SELECT * FROM no_such_table")))
    assert not isinstance(defect.value, Invalid | Refused | Conflict | Unreachable)


def test_that_a_row_changed_by_somebody_else_is_a_conflict(database: Database) -> None:
    building = database.run(add_building("One"))

    def job(session: Session) -> None:
        row = session.get_one(Building, building)
        database.run(lambda other: other.execute(text("DELETE FROM buildings")))
        row.notes = "mine"

    with pytest.raises(Conflict, match="Somebody else changed this"):
        database.run(job)


def test_that_a_record_under_somebody_elses_hand_is_a_conflict_not_a_wait(database_url: str) -> None:
    first = Database(database_url)
    first.run(add_building("One"))
    lock = text("SELECT 1 FROM buildings FOR UPDATE NOWAIT")

    def job(session: Session) -> None:
        session.execute(lock)
        with pytest.raises(Conflict, match="is changing the same record right now"):
            first.run(lambda other: other.execute(lock))

    first.run(job)
    first.close()


def test_that_a_server_that_is_not_there_is_said_in_words_without_the_password() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = Database(f"postgresql://jo:geheim@127.0.0.1:{port}/fire")
    with pytest.raises(Unreachable) as refusal:
        database.run(names)
    assert f"postgresql://jo:***@127.0.0.1:{port}/fire cannot be reached" in refusal.value.message
    assert "Connection refused" in refusal.value.message
    assert "geheim" not in refusal.value.message
    database.close()


def test_that_a_wrong_password_and_a_missing_database_are_said_in_words(database_url: str) -> None:
    url = make_url(database_url)
    missing = Database(url.set(database="no_such_database").render_as_string(hide_password=False))
    with pytest.raises(Unreachable, match="There is no such database"):
        missing.schema_state()
    missing.close()
    wrong = Database(url.set(username="nobody_known", password="wrong").render_as_string(hide_password=False))
    with pytest.raises(Unreachable, match=r"does not accept this user and password|cannot be reached") as refusal:
        wrong.schema_state()
    assert "wrong" not in refusal.value.message
    wrong.close()


def test_that_a_lost_connection_is_unreachable_once_and_then_reconnected(database: Database) -> None:
    def job(session: Session) -> None:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Unreachable, match=r"nothing was written|cannot be reached"):
        database.run(job)
    assert database.run(names) == []


# deadlines


def test_that_a_statement_that_takes_too_long_is_ended_by_the_server(database_url: str) -> None:
    database = Database(database_url, deadline_s=0.3)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="did not finish in time"):
        database.run(lambda session: session.execute(text("SELECT pg_sleep(20)")))
    assert time.monotonic() - began < 5
    database.run(lambda session: session.execute(text("SELECT pg_sleep(0.6)")), deadline_s=10)
    with pytest.raises(Unreachable):
        database.run(lambda session: session.execute(text("SELECT pg_sleep(20)")))
    database.close()


class SilentNetwork:
    """A way to the server that, once ``silent``, takes everything and passes on nothing, and never says so."""

    def __init__(self, database_url: str) -> None:
        self._url = make_url(database_url)
        self._silent = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._listening]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        through = self._url.set(host="127.0.0.1", port=self._listening.getsockname()[1], query={})
        return through.render_as_string(hide_password=False)

    def fall_silent(self) -> None:
        self._silent.set()

    def close(self) -> None:
        for one in self._open:
            one.close()

    def _accept(self) -> None:
        try:
            client, _ = self._listening.accept()
        except OSError:
            return
        server = self._connect()
        self._open += [client, server]
        for source, target in ((client, server), (server, client)):
            threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _connect(self) -> socket.socket:
        folder = self._url.query.get("host")
        if isinstance(folder, str) and folder.startswith("/"):
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{folder}/.s.PGSQL.{self._url.query.get('port', 5432)}")
            return server
        return socket.create_connection((self._url.host or "127.0.0.1", self._url.port or 5432))

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                if not self._silent.is_set():
                    target.sendall(data)
        except OSError:
            pass


@pytest.fixture
def silent_network(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SilentNetwork]:
    from firemode_desktop.database import deadline

    monkeypatch.setattr(deadline, "GRACE_S", 0.2)
    network = SilentNetwork(database_url)
    yield network
    network.close()


@pytest.mark.parametrize("work", ["statement", "copy", "commit"])
def test_that_a_network_that_swallows_everything_ends_in_an_error_a_blocked_copy_included(
    silent_network: SilentNetwork, work: str
) -> None:
    database = Database(silent_network.url, deadline_s=0.5)

    class Endless:
        def read(self, size: int) -> str:
            return "x\n" * 50_000

    def job(session: Session) -> None:
        session.execute(text("CREATE TEMPORARY TABLE words (word text)"))
        silent_network.fall_silent()
        if work == "statement":
            session.execute(text("SELECT 1"))
        elif work == "copy":
            cursor = session.connection().connection.cursor()
            cursor.copy_expert("COPY words FROM STDIN", Endless())

    began = time.monotonic()
    with pytest.raises(
        Unreachable, match="gave no answer within" if work != "commit" else "all of it .*, or nothing"
    ) as end:
        database.run(job)
    assert isinstance(end.value, InDoubt) == (work == "commit")
    assert time.monotonic() - began < 10
    database.close()


# the schema


def test_that_an_empty_database_is_behind_and_an_upgrade_brings_it_to_the_head(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    before = database.schema_state()
    assert (before.revision, before.is_current, before.is_newer) == (None, False, False)
    told: list[str] = []
    database.upgrade(told.append)
    after = database.schema_state()
    assert after.is_current
    assert after.revision == head()
    assert len(told) == len(list((Path(__file__).parents[1] / "alembic" / "versions").glob("*.py")))
    assert all(
        words.startswith(f"Updating the database, step {at} of {len(told)}: ") for at, words in enumerate(told, 1)
    )
    told.clear()
    database.upgrade(told.append)
    assert told == []
    database.close()


def test_that_the_head_read_from_file_names_is_alembics_head() -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).parents[1] / "alembic"))
    assert script.get_heads() == [head()]


def test_that_a_downgrade_goes_to_a_known_revision_and_to_no_other(database: Database) -> None:
    database.downgrade("012_corrections")
    assert database.schema_state().revision == "012_corrections"
    with pytest.raises(Refused, match="There is no revision '099'"):
        database.downgrade("099")
    database.upgrade()
    assert database.schema_state().is_current


def test_that_a_database_of_a_newer_program_is_left_alone(database: Database) -> None:
    database.run(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '999_later'")))
    assert database.schema_state().is_newer
    with pytest.raises(Refused, match="newer version of the program"):
        database.upgrade()
    with pytest.raises(Refused, match="does not know"):
        database.downgrade("012_corrections")


def test_that_no_other_module_commits() -> None:
    package = Path(database_package.__file__).parent.parent
    of_a_transaction = re.compile(r"(?<!\battempt)\.commit\(")  # an attempt is a savepoint inside one
    commits = [
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if of_a_transaction.search(file.read_text(encoding="utf-8"))
    ]
    assert commits == ["database/deadline.py"]


def test_that_rows_of_core_statements_are_noted_too(database_url: str) -> None:
    announced: list[frozenset[str]] = []
    database = Database(database_url, changed=announced.append)
    database.run(lambda session: session.execute(insert(Building.__table__).values(name="One")))
    assert announced == [{"buildings"}]
    database.close()


def test_that_no_answer_is_an_error_of_the_connection() -> None:
    assert issubclass(deadlines.NoAnswer, psycopg2.OperationalError)
