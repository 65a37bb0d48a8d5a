"""A database that was there before: taken over with what it holds, and left with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, InternalError

from tests.migrations.schema import HEAD, Schema, scratch

#: The five base tables as another program may have made them: fewer columns, and one that this program does not know.
BARE = """
CREATE TABLE buildings (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL, location point);
CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text, password_hash text);
CREATE TABLE test_sessions (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), building_id uuid NOT NULL);
CREATE TABLE faults (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), test_session_id uuid, building_id uuid NOT NULL,
    severity varchar(20) NOT NULL, status varchar(20), measurement_type varchar(50), environmental_conditions json);
CREATE TABLE instruments (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), serial_number varchar(100),
    calibration_date date);
INSERT INTO buildings (id, name, location) VALUES ('b0000000-0000-0000-0000-000000000001', 'Tower', '(1,2)');
INSERT INTO users (id, email) VALUES ('a0000000-0000-0000-0000-000000000001', 'someone@example.com');
INSERT INTO test_sessions VALUES ('50000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001');
INSERT INTO faults (test_session_id, building_id, severity, status, measurement_type, environmental_conditions)
VALUES ('50000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001', 'urgent', 'open', 'pressure',
    '{"b": 1, "a": 2.50}');
INSERT INTO instruments (serial_number, calibration_date) VALUES ('SN-1', '2024-10-15');
"""

#: Rows of a customer's database at 009: among them a door on a floor of the other stair, a zone whose names are in
#: another order than its ids, a session without a name and two tests of one place in one session.
ROWS = Path(__file__).with_name("original_009_rows.sql")
ORIGINAL = Path(__file__).with_name("original_009.sql")


@pytest.fixture
def bare(schema: Schema) -> Schema:
    schema.run(BARE)
    return schema


@pytest.fixture
def original(schema: Schema) -> Schema:
    schema.run(ORIGINAL.read_text(encoding="utf-8").replace("%", "%%"))
    schema.run(ROWS.read_text(encoding="utf-8").replace("%", "%%"))
    return schema


def _held(schema: Schema) -> dict[str, list[dict[str, object]]]:
    return {table: sorted(rows.values(), key=str) for table, rows in schema.contents().items()}


def _still_holds(schema: Schema, before: dict[str, list[dict[str, object]]]) -> None:
    """Every row and every value of before is there, beside whatever was added."""
    now = _held(schema)
    for table, rows in before.items():
        for row in rows:
            assert any(row.items() <= other.items() for other in now[table]), (table, row)


def test_that_five_bare_tables_are_adopted_with_what_they_hold(bare: Schema) -> None:
    before = _held(bare)
    bare.up()
    assert bare.revision() == HEAD
    _still_holds(bare, before)
    building = bare.run("SELECT name, timezone, drift_limit_pct::text, created_at IS NOT NULL FROM buildings")
    assert [tuple(row) for row in building] == [("Tower", "Australia/Sydney", "20.00", True)]
    assert bare.one("SELECT username || role FROM users") == "user-a0000000-0000-0000-0000-000000000001viewer"
    assert bare.one("SELECT fault_number FROM faults") == 1


def test_that_a_constraint_that_adopted_rows_break_holds_for_new_rows_only(bare: Schema) -> None:
    bare.up()
    valid = "SELECT convalidated FROM pg_constraint WHERE conname = %s"
    assert bare.one(valid, "ck_faults_severity") is False
    assert bare.one(valid, "ck_faults_status") is True
    new = "INSERT INTO faults (building_id, severity, description) SELECT id, 'urgent', '' FROM buildings"
    with pytest.raises(DBAPIError, match="ck_faults_severity"):
        bare.run(new)


def test_that_an_adopted_database_is_left_as_it_was_found(bare: Schema) -> None:
    before, shape = _held(bare), bare.shape()
    bare.up()
    bare.down("base")
    assert _held(bare) == before
    assert {line for line in bare.shape() if "alembic_version" not in line} == shape
    bare.up()
    _still_holds(bare, before)


def test_that_what_was_recorded_in_an_adopted_database_survives_going_to_base_and_back(bare: Schema) -> None:
    bare.up()
    bare.run("UPDATE buildings SET owner_name = 'Ü', drift_limit_pct = 7.25; UPDATE instruments SET model = 'd'")
    before = bare.contents()
    bare.down("base")
    assert "owner_name" not in next(iter(bare.contents()["buildings"].values()))
    bare.up()
    assert bare.contents() == before


def test_that_a_table_whose_id_is_no_uuid_is_refused_in_words_and_nothing_happens(schema: Schema) -> None:
    schema.run("CREATE TABLE buildings (id serial PRIMARY KEY, name text)")
    with pytest.raises(InternalError, match="table buildings of this database has integer as its id"):
        schema.up()
    assert schema.tables() == ["buildings"]
    assert schema.revision() == "base"


def test_that_two_buildings_of_one_name_are_refused_in_words_and_nothing_happens(bare: Schema) -> None:
    bare.run("INSERT INTO buildings (name) VALUES ('Tower')")
    before = bare.shape()
    with pytest.raises(InternalError, match=r"Two rows of buildings are the same.*\(name\)=\(Tower\)"):
        bare.up()
    assert bare.shape() == before


def test_that_two_open_faults_of_one_test_are_refused_in_words_and_nothing_happens(original: Schema) -> None:
    original.run(
        "INSERT INTO faults (building_id, instance_id, severity, description, status) "
        "SELECT building_id, instance_id, 'low', '', 'deferred' FROM faults"
    )
    with pytest.raises(InternalError, match=r"Two rows of faults are the same.*\(instance_id\)=\(11000000"):
        original.up()
    assert original.revision() == "009_add_evidence_enhance_faults"


def test_that_the_program_is_told_which_rows_break_a_new_constraint(
    original: Schema, caplog: pytest.LogCaptureFixture
) -> None:
    original.up()
    told = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert len(told) == 2
    assert "Rows of doors break fk_doors_floors. They stay as they are until they are next changed" in told[0]
    assert "Rows of doorways break ck_doorways_height." in told[1]


def test_that_a_database_stamped_at_009_by_the_customers_scripts_is_brought_to_head(original: Schema) -> None:
    before = _held(original)
    original.up()
    assert original.revision() == HEAD
    assert original.one("SELECT count(*) FROM as1851_rules") == 5
    _still_holds(original, before)
    identifiers = original.run("SELECT scoped_identifier FROM test_instances ORDER BY 1")
    assert [name for (name,) in identifiers] == [
        "CE_STAIR-A_ZONE-1_FIRE-FLOOR-1",
        "PRESSURE_STAIR-A_GF_ALL-CLOSED",
        "PRESSURE_STAIR-A_GF_ALL-CLOSED-2",
    ]
    evidence = "SELECT e.building_id = b.id, e.recorded_at = e.created_at FROM evidence_records e, buildings b"
    assert [tuple(row) for row in original.run(evidence)] == [(True, True)]
    classes = "SELECT proposed_classification, as1851_class, class_confirmed_by FROM faults"
    assert [tuple(row) for row in original.run(classes)] == [("1A", "critical_defect", None)]
    baseline = "SELECT provenance, recorded_at = created_at, superseded_date FROM baseline_pressure_differentials"
    assert [tuple(row) for row in original.run(baseline)] == [("commissioned", True, None)]


def test_that_a_door_on_a_floor_of_another_stair_stays_until_it_is_next_changed(original: Schema) -> None:
    original.up()
    original.run("UPDATE doors SET door_hand = 'left' WHERE door_identifier = 'D-WRONG'")
    with pytest.raises(DBAPIError, match="fk_doors_floors"):
        original.run(
            "INSERT INTO doors (building_id, stair_id, floor_id, door_identifier) "
            "SELECT building_id, stair_id, floor_id, 'D-2' FROM doors WHERE door_identifier = 'D-WRONG'"
        )


def test_that_the_customers_database_goes_down_to_where_it_came_from_and_back(original: Schema) -> None:
    before = _held(original)
    original.up()
    at_head = original.contents()
    original.down("009_add_evidence_enhance_faults")
    _still_holds(original, before)
    original.up()
    assert original.contents() == at_head
    original.down("base")
    assert {"buildings", "users", "test_sessions", "faults", "instruments"} == set(original.tables())
    original.up()
    assert original.contents() == at_head


def _of_the_document(schema: Schema) -> set[str]:
    """The shape of its tables 001 to 009, without the brackets and casts that a dump adds or leaves out."""
    base = r" (?:public\.)?(?:buildings|users|test_sessions|faults|instruments|alembic_version)[. ]"
    lines = {line for line in schema.shape() if not re.search(base, line.split(" REFERENCES")[0])}
    return {re.sub(r"[()]|::(?:text|character varying|numeric)(?:\[\])?", "", line) for line in lines}


def test_that_the_tables_of_the_document_are_made_as_its_own_scripts_make_them(
    original: Schema, server_url: str
) -> None:
    with scratch(server_url) as ours:
        ours.up("009_add_evidence_enhance_faults")
        assert _of_the_document(ours) == _of_the_document(original)


WIDTH = """
SELECT atttypmod - 4 FROM pg_attribute WHERE attrelid = 'alembic_version'::regclass AND attname = 'version_num'
"""


def test_that_a_narrow_version_column_is_widened(original: Schema) -> None:
    assert original.one(WIDTH) == 32
    original.up("011_enhance_instruments_calibration")
    assert original.one(WIDTH) == 128
    assert original.revision() == "011_enhance_instruments_calibration"


def test_that_a_new_version_column_is_wide(schema: Schema) -> None:
    schema.up("000_base")
    assert schema.one(WIDTH) == 128
