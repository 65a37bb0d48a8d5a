"""All of an import or none of it: whoever dies, whenever, and whatever answer gets lost (page 4, P1 to P3)."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import psycopg2
import pytest
from sqlalchemy import event, make_url, text

from benchmarks.killing import Killed, Mortals
from benchmarks.materials import pilot_workbook
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.services.pilot import NAME
from tests.imports.test_importing import SHIPPED, Site

ROOT = Path(__file__).resolve().parent.parent.parent
WHOLE = (60, 30, 60, 1, 2)
NOTHING = (0, 0, 0, 0, 0)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")


@pytest.fixture
def site(database_url: str) -> Iterator[Site]:
    database = Database(database_url)
    yield Site(database)
    database.close()


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    """What a ``firemode`` process beside this one needs."""
    return {**os.environ, "FIREMODE_DATABASE_URL": database_url, "FIREMODE_DATA_DIR": str(tmp_path / "data")}


def words(file: Path) -> list[str]:
    return ["baseline", "import", str(file), "--building", NAME, "--as", "eve"]


def test_that_a_killed_process_leaves_nothing_and_the_same_file_is_then_written_whole(
    site: Site, environment: dict[str, str]
) -> None:
    with Mortals(site.database, words(SHIPPED), environment) as mortals:
        for moment in ("before:0", "after:2", "copy", "after:7", "commit"):
            killed = mortals.die(moment)
            assert (killed.died, killed.good, killed.written) == (True, True, False), killed
            assert site.counts() == NOTHING
        late = mortals.die("committed")
        assert (late.died, late.good, late.written, late.acknowledged) == (True, True, True, None)
    assert site.counts() == WHOLE
    assert site.plan(SHIPPED.read_bytes()).writes_nothing, "whoever imports it again learns that it is there"


def test_that_killing_an_import_that_ends_others_leaves_them_as_they_were(
    site: Site, environment: dict[str, str], tmp_path: Path
) -> None:
    site.write(site.plan(SHIPPED.read_bytes()))
    file = tmp_path / "second.xlsx"
    file.write_bytes(pilot_workbook(3))
    before = sorted(site.periods())
    with Mortals(site.database, words(file), environment) as mortals:
        for moment in ("before:6", "after:7", "after:14", "commit"):
            killed = mortals.die(moment)
            assert (killed.died, killed.good, killed.written) == (True, True, False), killed
            assert sorted(site.periods()) == before
        for milliseconds in (3, 40):
            assert mortals.die(f"ms:{milliseconds}").good


def test_that_a_process_that_lives_reports_what_is_there(site: Site, environment: dict[str, str]) -> None:
    with Mortals(site.database, words(SHIPPED), environment) as mortals:
        alive = mortals.die("before:999")
    assert (alive.died, alive.good) == (False, True)
    assert site.ask("SELECT batch_id FROM import_batches") == [(alive.acknowledged,)]


def test_that_the_proof_notices_half_an_import_and_a_lost_one() -> None:
    whole = Killed("commit", True, None, frozenset({uuid4()}), ())
    assert whole.good
    assert not replace(whole, partial=("149 rows of 150 announced",)).good
    assert not replace(whole, acknowledged=uuid4()).good


def ended(site: Site, at: int) -> Callable[..., None]:
    """An administrator who ends the connection that imports, before its statement number ``at``."""
    seen = iter(range(1000))

    def before(connection: object, cursor: psycopg2.extensions.cursor, *_: object) -> None:
        if next(seen) == at:
            pid = cursor.connection.info.backend_pid
            with psycopg2.connect(
                make_url(site.database.url).set(drivername="postgresql").render_as_string(False)
            ) as other:
                other.cursor().execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
            other.close()

    return before


def test_that_a_connection_ended_at_every_other_statement_leaves_nothing_and_is_told_in_words(site: Site) -> None:
    plan, statements = site.plan(SHIPPED.read_bytes()), list[str]()
    engine = site.database.engine

    def count(*told: object) -> None:
        statements.append(str(told[2]))

    event.listen(engine, "before_cursor_execute", count)
    with pytest.raises(ZeroDivisionError):
        site.database.run(lambda session: _write_and_fail(site, plan, session))
    event.remove(engine, "before_cursor_execute", count)
    assert len(statements) > 15
    for at in range(0, len(statements), 2):
        end = ended(site, at)
        event.listen(engine, "before_cursor_execute", end)
        with pytest.raises(Unreachable, match=r"nothing was written|cannot be reached"):
            site.write(plan)
        event.remove(engine, "before_cursor_execute", end)
        assert site.counts() == NOTHING
    site.write(plan)
    assert site.counts() == WHOLE


def _write_and_fail(site: Site, plan: object, session: object) -> None:
    from firemode_desktop.services import importing

    importing.apply(session, plan, batch_id=uuid4(), by=site.by)  # type: ignore[arg-type]
    raise ZeroDivisionError


class DeafEar:
    """A way to the server on which the reply to COMMIT is lost, once."""

    def __init__(self, database_url: str) -> None:
        self._url = make_url(database_url)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._sockets = [self._listening]
        self.lost = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        port = self._listening.getsockname()[1]
        through = self._url.set(host="127.0.0.1", port=port, query={"sslmode": "disable", "gssencmode": "disable"})
        return through.render_as_string(hide_password=False)

    def close(self) -> None:
        for one in self._sockets:
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            server = self._connect()
            self._sockets += [client, server]
            committing = threading.Event()
            threading.Thread(target=self._ask, args=(client, server, committing), daemon=True).start()
            threading.Thread(target=self._answer, args=(server, client, committing), daemon=True).start()

    def _connect(self) -> socket.socket:
        folder = self._url.query.get("host")
        if isinstance(folder, str) and folder.startswith("/"):
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{folder}/.s.PGSQL.{self._url.query.get('port', 5432)}")
            return server
        return socket.create_connection((self._url.host or "127.0.0.1", self._url.port or 5432))

    def _ask(self, client: socket.socket, server: socket.socket, committing: threading.Event) -> None:
        writes = False
        try:
            while data := client.recv(65536):
                writes = writes or b"INSERT INTO import_batches" in data
                if writes and b"COMMIT\0" in data and not self.lost.is_set():
                    committing.set()
                server.sendall(data)
        except OSError:
            return

    def _answer(self, server: socket.socket, client: socket.socket, committing: threading.Event) -> None:
        try:
            while data := server.recv(65536):
                if committing.is_set():
                    self.lost.set()
                    client.shutdown(socket.SHUT_RDWR)
                    return
                client.sendall(data)
        except OSError:
            return


def test_that_an_import_whose_reply_got_lost_is_settled_by_its_own_number(site: Site) -> None:
    plan, batch_id, ear = site.plan(SHIPPED.read_bytes()), uuid4(), DeafEar(site.database.url)
    there, site.database = site.database, Database(ear.url)
    with pytest.raises(Unreachable):
        site.write(plan, batch_id=batch_id)
    assert ear.lost.is_set()
    outcome = site.write(plan, batch_id=batch_id)
    site.database.close()
    site.database = there
    ear.close()
    assert (outcome.batch_id, outcome.to_dict()["rows_imported"]) == (batch_id, 150)
    assert site.counts() == WHOLE, "once, not twice"


def test_that_the_command_settles_a_lost_reply_by_itself(site: Site, environment: dict[str, str]) -> None:
    ear = DeafEar(site.database.url)
    run = firemode(environment | {"FIREMODE_DATABASE_URL": ear.url}, *words(SHIPPED), "--json")
    out, err = run.communicate(timeout=60)
    ear.close()
    assert ear.lost.is_set()
    assert run.returncode == 0, err
    assert "asking it whether this was written" in err
    assert site.ask("SELECT batch_id FROM import_batches") == [(UUID(json.loads(out)["batch_id"]),)]
    assert site.counts() == WHOLE


def firemode(environment: dict[str, str], *said: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "firemode_desktop", *said]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_that_ctrl_c_stops_an_import_in_the_middle_of_a_statement(site: Site, environment: dict[str, str]) -> None:
    with site.database.engine.begin() as other:
        other.execute(text("LOCK baseline_air_velocities IN SHARE MODE"))
        run = firemode(environment, *words(SHIPPED), "-v")
        assert run.stderr is not None
        for line in run.stderr:
            if "velocity" in line:
                break
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=20)
    assert (run.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "Cancelled. Nothing was written."
    assert "Traceback" not in err
    assert site.counts() == NOTHING
