"""The history of any record in words: what the log tells of the pilot building, by record, page and person."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from benchmarks.counting import pages, planned, sent_by
from firemode_desktop.domain.audit_chain import LOGGED
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.telling import RECORDS, REFERS
from firemode_desktop.models import AuditEntry, Base, Floor
from firemode_desktop.services import histories, people
from firemode_desktop.services.histories import Narrowed
from tests.conftest import _rolled_back
from tests.services.conftest import Piloted


def floor(session: Session, building_id: UUID, number: int) -> Floor:
    return session.scalars(
        select(Floor).where(Floor.building_id == building_id, Floor.floor_number == number).limit(1)
    ).one()


def test_that_every_logged_table_and_column_has_its_words() -> None:
    words = histories.particulars()
    assert set(RECORDS) == set(LOGGED) == set(words)
    for table, kind in RECORDS.items():
        columns = {column.name: column for column in Base.metadata.tables[table].c if not column.system}
        assert {*kind.named, *filter(None, [kind.value])} <= columns.keys(), table
        for name, column in columns.items():
            label = words[table][name].label
            assert label, f"{table}.{name} has no words"
            assert "_" not in label, f"{table}.{name} has no words"
            if column.foreign_keys:
                assert REFERS.get(name) in {key.column.table.name for key in column.foreign_keys} | {
                    REFERS.get(key.column.name) for key in column.foreign_keys
                }, f"{table}.{name} names nothing"


def test_that_a_change_of_a_level_tells_the_value_before_and_after_with_its_unit(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    place = floor(session, building_id, 1)
    before = place.height_m
    people.acts(session, engineer)
    session.execute(text("UPDATE floors SET height_m = 3.6 WHERE floor_id = :key"), {"key": place.floor_id})
    line = histories.of_record(session, "floors", place.floor_id).lines[0]
    assert line.what.endswith(f"height above ground {before.normalize()} m → 3.6 m")
    assert line.who == "Engineer One"
    assert not line.foreign


def test_that_a_write_of_another_program_is_told_with_its_login(session: Session, building_id: UUID) -> None:
    place = floor(session, building_id, 1)
    people_none = text("SELECT set_config('firemode.by', '', true)")
    session.execute(people_none)
    session.execute(text("UPDATE floors SET floor_level = 'Mezzanine' WHERE floor_id = :key"), {"key": place.floor_id})
    line = histories.of_record(session, "floors", place.floor_id).lines[0]
    login = session.scalar(text("SELECT session_user"))
    assert line.foreign
    assert f"another program (database login “{login}”)" in line.sentence


def test_that_what_one_transaction_added_is_folded_and_each_is_there(session: Session, building_id: UUID) -> None:
    lines = histories.of_building(session, building_id).lines
    levels = next(line for line in lines if line.table == "floors" and line.each)
    assert levels.what == f"{len(levels.each)} levels added"
    assert all(each.what.startswith("level ") for each in levels.each)


def test_that_no_line_shows_an_id(session: Session, building_id: UUID) -> None:
    for line in histories.of_building(session, building_id).lines:
        for each in (line, *line.each):
            assert not any(len(word.strip("“”,:")) == 36 and word.count("-") == 4 for word in each.sentence.split())


def test_that_a_row_that_was_removed_keeps_its_name(session: Session, building_id: UUID) -> None:
    key = uuid4()
    session.execute(
        text("INSERT INTO stairs (stair_id, building_id, stair_name) VALUES (:key, :building, 'Stair-Z')"),
        {"key": key, "building": building_id},
    )
    session.execute(text("DELETE FROM stairs WHERE stair_id = :key"), {"key": key})
    assert any("Stair-Z" in line.what for line in histories.of_record(session, "stairs", key).lines)


def test_that_a_history_is_narrowed_to_a_person_and_to_days(
    session: Session, building_id: UUID, engineer: UUID, supervisor: UUID
) -> None:
    assert histories.of_building(session, building_id, Narrowed(by=engineer)).lines
    assert not histories.of_building(session, building_id, Narrowed(by=supervisor)).lines
    latest = session.scalar(select(AuditEntry.at).order_by(AuditEntry.entry_id.desc()).limit(1))
    assert latest is not None
    assert not histories.of_building(session, building_id, Narrowed(since=latest + timedelta(days=1))).lines


def test_that_a_name_that_nothing_has_is_refused_in_words(session: Session, building_id: UUID) -> None:
    with pytest.raises(Missing, match="There is no level called “Level-99”"):
        histories.find(session, "floors", "Level-99", building_id)


def test_that_the_history_of_a_record_takes_few_pages_in_a_long_log(piloted: Piloted) -> None:
    """Fourfold the log adds no page: the index of keys leads to the entries."""
    fill = text(
        "INSERT INTO audit_entries (table_name, verb, row_keys, rows) SELECT 'floors', 'UPDATE',"
        " ARRAY[gen_random_uuid()], '[]' FROM generate_series(1, :many)"
    )
    counted = []
    with _rolled_back(piloted.engine) as session:
        session.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER USER"))
        key = floor(session, piloted.building_id, 1).floor_id
        for many in (5_000, 15_000):
            session.execute(fill, {"many": many})
            session.execute(text("ANALYZE audit_entries"))
            session.execute(text("SELECT gin_clean_pending_list('idx_audit_keys')"))
            sent = sent_by(session, lambda each: histories.of_record(each, "floors", key))
            asked = [one for one in sent if "audit_entries" in one.sql]
            assert "Seq Scan on audit_entries" not in str(planned(session, asked[0]))
            counted.append(pages(session, asked))
    assert counted[1] <= counted[0] + 8
