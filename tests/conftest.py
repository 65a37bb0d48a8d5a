"""A real PostgreSQL for every test that touches data.

``FIREMODE_TEST_SERVER`` or ``FIREMODE_DATABASE_URL`` name a server (15 or later) on which the run may create databases;
without them the embedded server is started once a run, shared by all workers of pytest-xdist.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database, normalise
from firemode_desktop.embedded import EmbeddedServer

ROOT = Path(__file__).resolve().parent.parent
GIVEN = os.environ.get("FIREMODE_TEST_SERVER") or os.environ.get("FIREMODE_DATABASE_URL")
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
OLDEST = 150_000
MEMORY = Path("/dev/shm")
PLENTY = 4 << 30
SERVERS = "firemode-tests"
ABANDONED_S = 3600

Made = TypeVar("Made")


gc.disable()  # as in the window: a worker's thread that collects frees C++ objects under the main thread (decision 11)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Each test's windows and cycles are freed behind it, by the thread that made them; the pointer is put aside.

    A window that only waits to be deleted would be styled again with the next one: that takes longer than making it.
    A pointer that the next test moves to where it already is does not move, and its window hears nothing.
    """
    done = yield
    if (core := sys.modules.get("PySide6.QtCore")) is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        if (gui := sys.modules.get("PySide6.QtGui")) is not None and gui.QGuiApplication.primaryScreen() is not None:
            gui.QCursor.setPos(gui.QGuiApplication.primaryScreen().geometry().bottomRight())
    gc.collect(1)
    return done


def pytest_collection_finish() -> None:
    """What was imported and collected stays; it need not be looked at again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_person_who_runs_the_tests() -> Iterator[None]:
    """No test sees that person's database, user or data directory."""
    theirs = ("DATABASE_URL", "READ_DATABASE_URL", "TEST_SERVER", "USER", "EVIDENCE_DIR", "LANGUAGE")
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="firemode-test-home-") as folder:
        for name in theirs:
            patch.delenv(f"FIREMODE_{name}", raising=False)
        patch.setenv("FIREMODE_DATA_DIR", folder)
        yield


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """URL of a database on a server where this run may create databases."""
    if GIVEN:
        yield _checked(normalise(GIVEN))
        return
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
    folder = _room_for_a_server() / f"{SERVERS}-{run}"
    _clear_what_killed_runs_left(folder.parent)
    with EmbeddedServer(folder, FAST) as server:
        yield _checked(server.url("postgres"))
    if not server.status().running:
        shutil.rmtree(folder, ignore_errors=True)


def _room_for_a_server() -> Path:
    """In memory, where there is plenty: a disk takes five times as long over the hundreds of files of a database."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= PLENTY:
        return MEMORY
    return Path(tempfile.gettempdir())


def _clear_what_killed_runs_left(place: Path) -> None:
    """Remove the folders of servers that ended without their runs; one that is just being made is younger."""
    for folder in place.glob(f"{SERVERS}-*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > ABANDONED_S and not EmbeddedServer(folder).status().running:
                shutil.rmtree(folder, ignore_errors=True)


def _checked(url: str) -> str:
    """The URL, if tests can run there; otherwise the run stops here, loudly."""
    engine = create_engine(url)
    with engine.connect() as connection:
        version = int(connection.scalar(text("SHOW server_version_num")))
        assert version >= OLDEST, f"The tests need PostgreSQL 15 or later; this is {version}."
    engine.dispose()
    return url


@contextmanager
def _database(server_url: str, kind: str, template: str = "template1") -> Iterator[str]:
    """The name of a database that exists as long as it is needed; what a restore puts beside it goes with it."""
    name = f"fm_{kind}_{uuid.uuid4().hex[:12]}"
    admin = _admin(server_url)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))
    try:
        yield name
    finally:
        with admin.connect() as connection:
            ours = text("SELECT datname FROM pg_database WHERE starts_with(datname, :name)")
            for each in connection.scalars(ours, {"name": name}).all():
                connection.exec_driver_sql(f'DROP DATABASE "{each}" WITH (FORCE)')


@lru_cache(maxsize=1)
def _admin(server_url: str) -> Engine:
    """The connection on which databases come and go: one for all, as a connection costs half as much as a database."""
    return create_engine(server_url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)


@contextmanager
def _filled(server_url: str, kind: str, template: str, fill: Callable[[Session], Made]) -> Iterator[tuple[str, Made]]:
    """The name of a database that was filled once, for tests to copy; and what filling it came to."""
    with _database(server_url, kind, template) as name:
        database = Database(_url_of(server_url, name))
        made = database.run(fill)
        database.close()
        yield name, made


def _url_of(server_url: str, name: str) -> str:
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def template_database(server_url: str) -> Iterator[str]:
    """Name of a database migrated to head once; tests copy it."""
    with _database(server_url, "template") as name:
        database = Database(_url_of(server_url, name))
        database.upgrade()
        assert database.schema_state().is_current
        database.close()
        yield name


@pytest.fixture
def database_url(server_url: str, template_database: str) -> Iterator[str]:
    """URL of a fresh database at head, for tests that commit."""
    with _database(server_url, "test", template_database) as name:
        yield _url_of(server_url, name)


@pytest.fixture
def empty_database_url(server_url: str) -> Iterator[str]:
    """URL of a fresh database without any table, for migration tests."""
    with _database(server_url, "empty") as name:
        yield _url_of(server_url, name)


@pytest.fixture(scope="session")
def _shared_engine(server_url: str, template_database: str) -> Iterator[Engine]:
    """A copy of its own, so that the template stays free to be copied while a session is open."""
    with _database(server_url, "session", template_database) as name:
        engine = create_engine(_url_of(server_url, name))
        yield engine
        engine.dispose()


@contextmanager
def _rolled_back(engine: Engine) -> Iterator[Session]:
    """A session whose commits are savepoints and whose work is undone at the end."""
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
            yield session
        transaction.rollback()


@pytest.fixture
def session(_shared_engine: Engine) -> Iterator[Session]:
    """A session on a database at head whose work is rolled back at the end of the test."""
    with _rolled_back(_shared_engine) as session:
        yield session
