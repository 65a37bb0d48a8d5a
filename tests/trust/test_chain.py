"""The log of every write: what is altered, left out, cut off or done behind it is found, and nothing else (P7, P8)."""

from __future__ import annotations

import hashlib
import json
import threading
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import psycopg2
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.audit_chain import LOGGED, NOT_LOGGED, Head, Wrong
from firemode_desktop.domain.errors import Conflict, Invalid
from firemode_desktop.models import Base
from firemode_desktop.queries import audit_chain
from firemode_desktop.services import audit_heads, auditing
from tests.conftest import _database, _url_of
from tests.migrations.population import populate
from tests.trust.conftest import as_owner, prove, wrongs

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def head_of(database: Database) -> Head:
    return database.read(audit_chain.head)


def write(database: Database, statement: str) -> None:
    database.run(lambda session: session.execute(text(statement)))


def test_that_every_table_of_the_models_is_in_the_log_or_named_as_left_out_with_a_reason() -> None:
    tables = set(Base.metadata.tables)
    assert set(LOGGED) | set(NOT_LOGGED) == tables
    assert not set(LOGGED) & set(NOT_LOGGED)
    assert all(len(reason) > 7 for reason in NOT_LOGGED.values())


def test_that_a_database_nobody_tampered_with_is_whole(database: Database) -> None:
    proof = prove(database)
    assert proof.findings == ()
    assert proof.warnings == ()
    assert proof.entries == head_of(database).seq > 20
    told: list[tuple[int, int]] = []
    database.read(lambda session: auditing.verify(session, lambda done, of, _: told.append((done, of))))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert all(done <= of for done, of in told)


def test_that_what_the_database_hashes_is_what_the_program_works_out(database: Database) -> None:
    def both(session: Session) -> list[tuple[bytes, bytes]]:
        found = []
        for _, _, number, entry in audit_chain.links(session):
            assert entry is not None
            theirs = session.scalar(
                text("SELECT audit_payload(e) FROM audit_entries AS e WHERE entry_id = :number"), {"number": number}
            )
            found.append((bytes(theirs), entry.payload))
        return found

    write(database, "UPDATE buildings SET notes = E'“quoted\"\\n\\ttext” \\u007f – 東京'")
    for theirs, ours in database.read(both):
        assert theirs == ours


WRITES = {
    "an import of many rows": "INSERT INTO floors (building_id, stair_id, floor_level, floor_number) "
    "SELECT building_id, stair_id, 'Level-' || (100 + n), 100 + n FROM stairs, generate_series(1, 50) AS n",
    "a bulk update": "UPDATE floors SET height_m = coalesce(height_m, 0) + 1",
    "a reading": "UPDATE test_instances SET notes = 'seen' WHERE status = 'pending'",
    "a person": "UPDATE users SET full_name = full_name || ' Esq.'",
    "a baseline": "UPDATE baseline_door_forces SET withdrawn_at = now(), withdrawn_reason = 'a wrong door', "
    "withdrawn_by = (SELECT id FROM users LIMIT 1) WHERE baseline_id = "
    "(SELECT baseline_id FROM baseline_door_forces LIMIT 1)",
    "a delete": "DELETE FROM interface_test_definitions",
}


@pytest.mark.parametrize("statement", WRITES.values(), ids=list(WRITES))
def test_that_every_write_by_any_client_is_in_the_chain(database: Database, statement: str) -> None:
    before = head_of(database).seq
    url = make_url(database.url).set(drivername="postgresql")
    raw = psycopg2.connect(url.render_as_string(hide_password=False))
    with raw, raw.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0
    raw.close()
    assert head_of(database).seq > before
    assert prove(database).findings == ()


def test_that_a_write_that_is_taken_back_leaves_nothing(database: Database) -> None:
    before = head_of(database)

    def job(session: Session) -> None:
        session.execute(text("UPDATE buildings SET notes = 'x'"))
        raise Invalid("no")

    with pytest.raises(Invalid):
        database.run(job)
    assert head_of(database) == before
    assert prove(database).findings == ()


# --- what is found ----------------------------------------------------------------------------------------------------


def test_that_an_altered_entry_is_found_and_named(database: Database) -> None:
    as_owner(database, "audit_entries", "UPDATE audit_entries SET by_login = 'somebody' WHERE entry_id = 9")
    (found,) = prove(database).findings
    assert found.wrong is Wrong.ALTERED
    assert "Entry 9" in found.sentence


@pytest.mark.parametrize(
    "column",
    [
        "at = at + interval '1 us'",
        "verb = 'DELETE'",
        "by_user = gen_random_uuid()",
        "transaction_id = 1",
        "rows = '[{}]'",
        "row_keys = '{}'",
        "digests = '\\x00'",
    ],
)
def test_that_no_part_of_an_entry_can_be_altered(database: Database, column: str) -> None:
    as_owner(database, "audit_entries", f"UPDATE audit_entries SET {column} WHERE entry_id = 9")
    assert Wrong.ALTERED in wrongs(database)


def test_that_an_entry_that_is_taken_out_is_found(database: Database) -> None:
    as_owner(database, "audit_entries", "DELETE FROM audit_entries WHERE entry_id = 9")
    assert Wrong.MISSING in wrongs(database)


def test_that_an_entry_and_its_link_that_are_taken_out_are_found(database: Database) -> None:
    as_owner(database, "audit_entries", "DELETE FROM audit_entries WHERE entry_id = 9")
    as_owner(database, "audit_chain", "DELETE FROM audit_chain WHERE entry_id = 9")
    found = prove(database).findings
    assert "The chain has no place 9." in [one.sentence for one in found]


def test_that_an_entry_that_was_slipped_in_is_found(database: Database) -> None:
    as_owner(database, "audit_entries", "INSERT INTO audit_entries (table_name, verb, row_keys, rows) "
             "VALUES ('floors', 'UPDATE', '{}', '[]')")  # fmt: skip
    assert Wrong.UNLINKED in wrongs(database)


def test_that_a_cut_tail_is_found_by_the_end_that_is_kept_beside_it(database: Database) -> None:
    last = head_of(database).seq
    as_owner(database, "audit_chain", f"DELETE FROM audit_chain WHERE seq > {last - 3}")
    as_owner(database, "audit_entries", f"DELETE FROM audit_entries WHERE entry_id > {last - 3}")
    assert Wrong.CUT in wrongs(database)


def cut_well(database: Database, many: int) -> None:
    """Cut the tail of the log and mend its end, as somebody would who knows how it is made."""
    last = head_of(database).seq - many
    as_owner(database, "audit_entries", "DELETE FROM audit_entries AS e USING audit_chain AS c "
             f"WHERE c.entry_id = e.entry_id AND c.seq > {last}")  # fmt: skip
    as_owner(database, "audit_chain", f"DELETE FROM audit_chain WHERE seq > {last}")
    as_owner(database, "audit_head", "UPDATE audit_head SET seq = c.seq, hash = c.hash FROM audit_chain AS c "
             f"WHERE c.seq = {last}")  # fmt: skip


def test_that_a_tail_that_was_cut_well_is_found_by_who_remembers_it(database: Database, tmp_path: Path) -> None:
    write(database, "UPDATE buildings SET notes = 'before'")
    assert database.run(lambda session: audit_heads.look(session, tmp_path, NOW)) is None
    seen = head_of(database)
    as_owner(database, "buildings", "UPDATE buildings SET notes = NULL")
    cut_well(database, 1)
    assert Wrong.CUT not in wrongs(database), "the database alone cannot know"
    assert Wrong.CUT in wrongs(database, seen)
    found = database.run(lambda session: audit_heads.look(session, tmp_path, NOW + timedelta(days=1)))
    assert found is not None
    assert "shorter than this computer has seen it on 23 Nov 2026" in found.sentence
    again = database.run(lambda session: audit_heads.look(session, tmp_path, NOW + timedelta(days=2)))
    assert again is not None, "it is said until somebody accepts it"
    database.run(lambda session: audit_heads.accept(session, tmp_path, NOW))
    assert database.run(lambda session: audit_heads.look(session, tmp_path, NOW)) is None


def test_that_another_history_of_the_same_length_is_found_by_who_remembers_it(
    database: Database, tmp_path: Path
) -> None:
    write(database, "UPDATE buildings SET notes = 'before'")
    database.run(lambda session: audit_heads.look(session, tmp_path, NOW))
    as_owner(database, "buildings", "UPDATE buildings SET notes = NULL")
    cut_well(database, 1)
    write(database, "UPDATE buildings SET notes = 'otherwise'")
    found = database.run(lambda session: audit_heads.look(session, tmp_path, NOW))
    assert found is not None
    assert found.wrong is Wrong.REWRITTEN


EDITS = {
    "a reading": ("test_instances", "UPDATE test_instances SET measured_value_numeric = 50 WHERE status = 'completed'"),
    "a baseline": ("baseline_pressure_differentials", "UPDATE baseline_pressure_differentials SET pressure_pa = 45"),
    "a session": ("test_sessions", "UPDATE test_sessions SET session_name = 'Another'"),
    "a limit": ("as1851_rules", "UPDATE as1851_rules SET min_threshold = 10 WHERE rule_code = 'SP-01'"),
    "a role": ("users", "UPDATE users SET role = 'administrator'"),
}


@pytest.mark.parametrize(("table", "statement"), EDITS.values(), ids=list(EDITS))
def test_that_a_row_edited_behind_the_log_is_found_and_named(database: Database, table: str, statement: str) -> None:
    as_owner(database, table, statement)
    found = prove(database).findings
    assert found
    assert {one.wrong for one in found} == {Wrong.EDITED}
    assert all(table in one.sentence for one in found)


def test_that_a_row_removed_or_added_behind_the_log_is_found(database: Database) -> None:
    as_owner(database, "session_events", "DELETE FROM session_events")
    as_owner(database, "stairs", "INSERT INTO stairs (building_id, stair_name) SELECT id, 'Stair-X' FROM buildings")
    assert set(wrongs(database)) <= {Wrong.VANISHED, Wrong.UNLOGGED}
    assert Wrong.UNLOGGED in wrongs(database)


def test_that_a_row_of_every_table_by_a_raw_client_is_in_the_log(server_url: str, template_database: str) -> None:
    with _database(server_url, "raw", template_database) as name:
        raw = Database(_url_of(server_url, name))
        populate(raw.engine)
        assert wrongs(raw) == []
        told = text("SELECT DISTINCT table_name FROM audit_entries WHERE verb = 'INSERT'")
        assert set(raw.run(lambda session: session.scalars(told).all())) == set(LOGGED)
        raw.close()


def test_that_a_guard_that_sleeps_is_found(database: Database) -> None:
    write(database, "ALTER TABLE test_instances DISABLE TRIGGER audit_update")
    assert wrongs(database) == [Wrong.GUARD]
    write(database, "ALTER TABLE test_instances ENABLE TRIGGER audit_update")
    assert wrongs(database) == [Wrong.GUARD], "one that a replicating session gets past is no guard"
    write(database, "ALTER TABLE test_instances ENABLE ALWAYS TRIGGER audit_update")
    assert wrongs(database) == []
    write(database, "DROP TRIGGER audit_delete ON faults")
    assert wrongs(database) == [Wrong.GUARD]


@pytest.mark.parametrize("table", ["audit_chain", "audit_head"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET hash = sha256('x')",
                                       "INSERT INTO {} SELECT * FROM {}",
                                       "SET LOCAL session_replication_role = replica; DELETE FROM {}"])  # fmt: skip
def test_that_nobody_writes_the_chain(database: Database, table: str, statement: str) -> None:
    with pytest.raises(Exception, match="written by the database alone"):
        write(database, statement.replace("{}", table))
    assert prove(database).findings == ()


def test_that_an_approval_at_a_head_that_is_no_link_is_found(database: Database) -> None:
    as_owner(database, "test_sessions", f"UPDATE test_sessions SET audit_head = '{'ab' * 32}'")
    assert Wrong.SEAL in wrongs(database)


def test_that_a_clock_that_went_back_is_a_warning_and_breaks_nothing(database: Database) -> None:
    as_owner(database, "audit_entries", "UPDATE audit_entries SET at = at - interval '1 hour' WHERE entry_id = 9")
    proof = prove(database)
    assert len(proof.warnings) == 1
    assert "clock went back: entry 9" in proof.warnings[0]


# --- many at once -----------------------------------------------------------------------------------------------------


def test_that_the_end_of_a_transaction_waits_for_nothing_but_the_chain(database: Database) -> None:
    """No other trigger of the schema is deferred: what holds the chain takes no lock any more, so that none can be
    waited for in a circle."""
    deferred = text("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgdeferrable ORDER BY 1")
    assert database.read(lambda session: session.execute(deferred).all()) == [("audit_entries", "audit_link")]


def higher(floors: Sequence[uuid.UUID], session: Session) -> None:
    for floor in floors:
        raised = text("UPDATE floors SET height_m = coalesce(height_m, 0) + 0.01 WHERE floor_id = :floor")
        session.execute(raised, {"floor": floor})


def test_that_many_writers_make_one_chain_without_a_deadlock_and_none_is_lost(database: Database) -> None:
    before = head_of(database).seq
    keys = database.read(lambda session: session.scalars(text("SELECT floor_id FROM floors ORDER BY 1")).all())
    start = threading.Barrier(6)

    def writer(number: int) -> int:
        own, done = Database(database.url), 0
        start.wait()
        for turn in range(25):
            own.run(partial(higher, (keys[(number + turn) % 5], keys[5 + (number * turn) % 5])))
            done += 1
        own.close()
        return done

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(writer, range(6))) == 150
    assert head_of(database).seq == before + 300
    assert prove(database).findings == ()


def test_that_a_transaction_that_sees_an_older_moment_makes_no_second_chain(database: Database) -> None:
    other = Database(database.url)

    def job(session: Session) -> None:
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        session.execute(text("SELECT count(*) FROM floors"))
        write(other, "UPDATE buildings SET notes = 'meanwhile'")
        session.execute(text("UPDATE stairs SET orientation = 'North'"))

    with pytest.raises(Conflict):
        database.run(job)
    other.close()
    assert prove(database).findings == ()


# --- exports ----------------------------------------------------------------------------------------------------------


def exported(database: Database, path: Path, building: uuid.UUID | None = None) -> auditing.Exported:
    return database.read(lambda session: auditing.export(session, path, NOW, lambda *_: None, building))


def test_that_an_export_is_checked_without_a_database_and_with_a_hash_program_alone(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "log.jsonl"
    written = exported(database, path)
    assert written.whole == written.entries == head_of(database).seq
    proof = auditing.check(path)
    assert proof.findings == ()
    assert proof.head.hash == head_of(database).hash
    first, *lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    link = bytes.fromhex(first["begin"])
    for line in lines:
        link = hashlib.sha256(link + hashlib.sha256(line["payload"].encode()).digest()).digest()
    assert link.hex() == first["hash"]


def test_that_of_one_building_the_entries_of_others_are_hashes_and_the_chain_can_still_be_followed(
    database: Database, tmp_path: Path
) -> None:
    write(database, "INSERT INTO buildings (name) VALUES ('Secret Tower')")
    building = database.read(
        lambda session: session.scalar(text("SELECT id FROM buildings WHERE name = 'Pilot Building 123'"))
    )
    path = tmp_path / "log.jsonl"
    written = exported(database, path, building)
    assert written.whole < written.entries
    assert "Secret Tower" not in path.read_text(encoding="utf-8")
    assert auditing.check(path).findings == ()


SPOILING: dict[str, Callable[[list[str]], list[str]]] = {
    "a word": lambda lines: [*lines[:5], lines[5].replace("INSERT", "UPDATE"), *lines[6:]],
    "a line out": lambda lines: lines[:5] + lines[6:],
    "two exchanged": lambda lines: [*lines[:5], lines[6], lines[5], *lines[7:]],
    "the end": lambda lines: lines[:-2],
}


@pytest.mark.parametrize("spoil", SPOILING.values(), ids=list(SPOILING))
def test_that_a_spoilt_export_is_found(
    database: Database, tmp_path: Path, spoil: Callable[[list[str]], list[str]]
) -> None:
    path = tmp_path / "log.jsonl"
    exported(database, path)
    path.write_text("\n".join(spoil(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")
    assert auditing.check(path).findings


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": "FireMode audit export 9"}', "hello\n", "\x00\xff"])
def test_that_a_file_that_is_no_export_is_refused_in_words(tmp_path: Path, content: str) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(Invalid, match=r"log\.jsonl"):
        auditing.check(path)


def test_that_what_is_remembered_is_per_ledger_and_survives_a_spoilt_file(database: Database, tmp_path: Path) -> None:
    head = replace(head_of(database), at=NOW)
    audit_heads.remember(tmp_path, head)
    audit_heads.remember(tmp_path, replace(head, ledger=uuid.uuid4(), seq=1))
    assert audit_heads.remembered(tmp_path, head.ledger) == head
    (tmp_path / audit_heads.FILE).write_text("{")
    assert audit_heads.remembered(tmp_path, head.ledger) is None
    audit_heads.remember(tmp_path, head)
    assert audit_heads.remembered(tmp_path, head.ledger) == head
