"""A backup of a real database, and what stands there after it was brought back."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import threading
import uuid
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database, head
from firemode_desktop.domain.errors import Refused, Unreachable
from firemode_desktop.embedded import EmbeddedServer
from firemode_desktop.services import backups
from firemode_desktop.services.backups import content
from firemode_desktop.services.backups.archive import DUMP, MANIFEST
from tests.services.backups.helpers import RENAMED, admin, beside, databases, names, rename, tables, whole
from tests.ui import building


def test_that_a_restored_database_holds_every_row_and_value_of_the_backup(database: Database, file: Path) -> None:
    before = whole(database)
    written = backups.backup(database, file)
    rename(database)
    restored = backups.restore(database, file)
    assert content.differences(before, whole(database)) == []
    assert (written.rows, written.tables) == (restored.rows, restored.tables) == (before.rows, len(before.tables))
    assert written.revision == restored.revision == head()
    assert before.rows > 500


def test_that_the_database_that_was_there_is_kept_under_the_name_in_the_answer(
    database: Database, file: Path, database_url: str
) -> None:
    backups.backup(database, file)
    rename(database)
    restored = backups.restore(database, file)
    assert re.fullmatch(rf"{restored.database}_before_\d{{8}}_\d{{6}}", restored.kept)
    kept = Database(beside(database_url, restored.kept))
    try:
        assert names(kept) == [RENAMED]
    finally:
        kept.close()
    assert names(database) == ["Pilot Building 123"]


def test_that_guards_and_numbering_are_there_again_after_a_restore(database: Database, file: Path) -> None:
    backups.backup(database, file)
    backups.restore(database, file)
    with pytest.raises(Refused, match="A baseline is not deleted"):
        database.run(lambda session: session.execute(text("DELETE FROM baseline_door_forces")))
    last = "SELECT max(fault_number) FROM faults"
    more = (
        "INSERT INTO faults (building_id, severity, description, status)"
        " SELECT building_id, 'low', 'one more', 'open' FROM faults LIMIT 1 RETURNING fault_number"
    )
    numbers = database.run(lambda session: [session.scalar(text(query)) for query in (last, more)])
    assert numbers[0] >= 2
    assert numbers[1] == numbers[0] + 1


def test_that_what_downgrades_archived_comes_back_as_well(database: Database, file: Path) -> None:
    database.downgrade("014_testing_records")
    database.upgrade()
    before = tables(database)
    archived = {name for name, table in before.items() if name.startswith("firemode_archive.") and table.rows}
    assert archived
    backups.backup(database, file)
    backups.restore(database, file)
    assert tables(database) == before


def test_that_the_manifest_says_what_is_in_the_dump(database: Database, file: Path) -> None:
    written = backups.backup(database, file)
    with ZipFile(file) as zipped:
        assert zipped.namelist() == [DUMP, MANIFEST]
        said, dump = json.loads(zipped.read(MANIFEST)), zipped.read(DUMP)
    assert said["dump"]["sha256"] == hashlib.sha256(dump).hexdigest()
    assert said["tables"]["public.floors"]["rows"] == 30
    assert said["tables"]["public.doors"]["rows"] == 30
    assert written.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert written.size_bytes == file.stat().st_size
    assert backups.inspect(file).content.rows == written.rows


def test_that_a_backup_can_be_read_by_nobody_else_and_holds_no_password(database: Database, file: Path) -> None:
    backups.backup(database, file)
    assert sys.platform == "win32" or file.stat().st_mode & 0o077 == 0
    password = make_url(database.url).password
    with ZipFile(file) as zipped:
        assert password is None or str(password).encode() not in zipped.read(MANIFEST)


def test_that_a_backup_shows_one_moment_whatever_is_written_meanwhile(database: Database, file: Path) -> None:
    before = tables(database)
    other = Database(database.url)

    def write_once(said: str) -> None:
        if said.startswith("Reading zones"):  # after buildings have been counted, before pg_dump begins
            rename(other)

    backups.backup(database, file, write_once)
    other.close()
    assert names(database) == [RENAMED]
    backups.restore(database, file)
    assert tables(database) == before


def test_that_a_backup_of_an_older_schema_comes_back_up_to_date(database: Database, file: Path) -> None:
    database.downgrade("013_baseline_periods")
    backups.backup(database, file)
    database.upgrade()
    restored = backups.restore(database, file)
    assert (restored.revision, restored.upgraded_to) == ("013_baseline_periods", head())
    assert database.schema_state().is_current
    assert names(database) == ["Pilot Building 123"]


def test_that_whoever_is_connected_is_disconnected_and_then_sees_what_was_restored(
    database: Database, file: Path
) -> None:
    backups.backup(database, file)
    rename(database)
    other = Database(database.url)
    seen: list[str] = []

    def stay(session: Session) -> None:
        seen.extend(session.scalars(text("SELECT name FROM buildings")))
        backups.restore(database, file)
        session.execute(text("SELECT 1"))

    with pytest.raises(Unreachable):
        other.run(stay)
    assert seen == [RENAMED]
    assert names(other) == ["Pilot Building 123"]
    other.close()


def test_that_names_with_quotes_colons_and_percent_signs_are_no_trouble(
    database_url: str, server_url: str, file: Path
) -> None:
    name = f'fm "odd" 50 %: Büro {uuid.uuid4().hex[:6]} ' + "y" * 24
    quoted = '"' + name.replace('"', '""').replace("%", "%%") + '"'
    url = make_url(server_url).set(database=name)
    with admin(server_url) as engine, engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {quoted} TEMPLATE {make_url(database_url).database}")
        database = Database(url.render_as_string(hide_password=False))
        try:
            backups.backup(database, file)
            restored = backups.restore(database, file)
            assert len(restored.kept.encode()) == 63
            assert database.schema_state().is_current
        finally:
            database.close()
            for left in databases(server_url, 'fm "odd"'):
                connection.exec_driver_sql(
                    'DROP DATABASE "{}" WITH (FORCE)'.format(left.replace('"', '""').replace("%", "%%"))
                )


def test_that_the_embedded_server_is_backed_up_and_restored_with_its_own_tools(file: Path, tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "Büro data", {"fsync": "off"}) as server:
        database = Database(server.url())
        database.upgrade()
        database.run(building.pilot_building)
        before = tables(database)
        backups.backup(database, file)
        database.run(lambda session: session.execute(text("UPDATE users SET full_name = 'other'")))
        restored = backups.restore(database, file)
        assert tables(database) == before
        assert databases(server.url("postgres"), "firemode") == ["firemode", restored.kept]
        database.close()


def test_that_programs_that_connect_all_the_time_do_not_stand_in_the_way(database: Database, file: Path) -> None:
    backups.backup(database, file)
    rename(database)
    over, seen = threading.Event(), set()

    def come_and_go() -> None:
        while not over.is_set():
            other = Database(database.url)
            try:
                seen.update(names(other))
            except Unreachable:
                pass  # disconnected for the moment of the change
            finally:
                other.close()

    threads = [threading.Thread(target=come_and_go) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        backups.restore(database, file)
        over.wait(0.5)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert seen == {RENAMED, "Pilot Building 123"}
