"""What a downgrade takes away comes back; what did not fit is narrowed or set aside; what was written since stays."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError, InternalError

from tests.migrations.population import insert
from tests.migrations.schema import REVISIONS, Schema
from tests.migrations.site import Site

CUSTOMERS_LAST = "011_enhance_instruments_calibration"
BEFORE_PERIODS = "012_corrections"
READING = "SELECT measured_value_numeric::text FROM test_instances WHERE instance_id = %s"


def _with_reading(schema: Schema, reading: str) -> tuple[Site, str]:
    site = Site(schema)
    row = site.add("test_instances", **{**site.completed(), "measured_value_numeric": reading})
    return site, str(row["instance_id"])


def test_that_a_reading_comes_back_with_every_digit(fresh: Schema) -> None:
    narrowed = {
        "19.9996": "20.000",
        "20": "20.000",
        "20.00000": "20.000",
        "-0.0004": "0.000",
        "9999999.9994": "9999999.999",
        "9999999.9995": None,
        "-123456789012345678901234567890.5": None,
    }
    instances = {reading: _with_reading(fresh, reading)[1] for reading in narrowed}
    fresh.down(CUSTOMERS_LAST)
    assert {reading: fresh.one(READING, instance) for reading, instance in instances.items()} == narrowed
    fresh.up()
    assert {reading: fresh.one(READING, instance) for reading, instance in instances.items()} == {
        reading: reading for reading in narrowed
    }


def test_that_a_reading_changed_meanwhile_stays_changed_while_its_neighbours_come_back(fresh: Schema) -> None:
    _, instance = _with_reading(fresh, "19.9996")
    _, other = _with_reading(fresh, "80.0004")
    fresh.down(CUSTOMERS_LAST)
    fresh.run("UPDATE test_instances SET measured_value_numeric = 21.5 WHERE instance_id = %s", instance)
    fresh.up()
    assert fresh.one(READING, instance) == "21.500"
    assert fresh.one(READING, other) == "80.0004"


def test_that_a_change_beside_the_reading_leaves_the_reading_to_come_back(fresh: Schema) -> None:
    _, instance = _with_reading(fresh, "19.9996")
    fresh.down(CUSTOMERS_LAST)
    fresh.run("UPDATE test_instances SET notes = 'seen' WHERE instance_id = %s", instance)
    fresh.up()
    rows = fresh.run("SELECT measured_value_numeric::text, notes FROM test_instances WHERE instance_id = %s", instance)
    assert [tuple(row) for row in rows] == [("19.9996", "seen")]


def test_that_two_baselines_of_one_place_are_one_below_and_two_again_above(fresh: Schema) -> None:
    site = Site(fresh)
    site.add("baseline_pressure_differentials", **site.pressure(superseded_date="2025-01-15"))
    site.add("baseline_pressure_differentials", **site.pressure(commissioned_date="2025-01-15", pressure_pa="45"))
    before = fresh.contents()["baseline_pressure_differentials"]
    fresh.down(BEFORE_PERIODS)
    assert fresh.run("SELECT pressure_pa::text FROM baseline_pressure_differentials") == [("45.00",)]
    fresh.up()
    assert fresh.contents()["baseline_pressure_differentials"] == before


def test_that_a_frequency_unknown_below_is_set_aside_and_the_tests_find_their_template_again(fresh: Schema) -> None:
    site = Site(fresh)
    template = site.add("test_instance_templates", **site.template(frequency="three_monthly"))
    linked = site.instance(frequency="three_monthly", template_instance_id=template["template_instance_id"])
    site.add("test_instances", **linked)
    fresh.down(CUSTOMERS_LAST)
    assert fresh.run("SELECT template_instance_id, frequency FROM test_instances") == [(None, "three_monthly")]
    assert fresh.run("SELECT 1 FROM test_instance_templates") == []
    fresh.up()
    assert fresh.one("SELECT template_instance_id FROM test_instances") == template["template_instance_id"]


def test_that_rows_written_below_survive_above_and_get_what_is_demanded_there(fresh: Schema) -> None:
    site = Site(fresh)
    site.add("test_instances", **site.completed(scoped_identifier="INTERFACE_STAIR-A_PANEL"))
    fresh.down(CUSTOMERS_LAST)
    old = {**site.here, "session_id": site.ids["session"], "archetype_id": "A", "measurement_type": "interface_test"}
    old |= {"frequency": "annual", "status": "completed", "completed_at": "2025-01-01T00:00:00Z"}
    with fresh.engine.begin() as connection:
        for order, place in enumerate(("panel", "Panel", "panel-2", "Pa née!", None, "panel"), start=1):
            insert(connection, "test_instances", {**old, "location_id": place, "sequence_order": order})
    fresh.up()
    rows = fresh.run("SELECT scoped_identifier, recorded_at = updated_at, attempt FROM test_instances ORDER BY 1")
    assert [tuple(row) for row in rows] == [
        (f"INTERFACE_STAIR-A{place}", True, 1)
        for place in ("", "_PA-NEE", "_PANEL", "_PANEL-2", "_PANEL-3", "_PANEL-4", "_PANEL-5")
    ]


def test_that_numbers_of_faults_come_back_and_are_never_given_twice(fresh: Schema) -> None:
    site = Site(fresh)
    first, second = site.add("faults", **site.fault()), site.add("faults", **site.fault())
    fresh.run("ALTER TABLE faults DISABLE TRIGGER USER; DELETE FROM faults WHERE id = %s", str(second["id"]))
    fresh.run("ALTER TABLE faults ENABLE ALWAYS TRIGGER guard_no_delete")
    fresh.down(BEFORE_PERIODS)
    between = site.add("faults", **site.fault())
    fresh.up()
    after = site.add("faults", **site.fault())
    numbers = dict(fresh.run("SELECT id, fault_number FROM faults"))
    assert [numbers[row["id"]] for row in (first, between, after)] == [1, 3, 4]


def test_that_each_run_makes_a_copy_of_its_own_and_none_is_deleted(fresh: Schema) -> None:
    _with_reading(fresh, "19.9996")
    for _ in range(3):
        fresh.down(CUSTOMERS_LAST)
        fresh.up()
    copies = fresh.run(
        "SELECT copy_name, row_count, restored_at IS NOT NULL FROM firemode_archive.copies "
        "WHERE revision = '012_corrections' AND table_name = 'test_instances' ORDER BY copy_id"
    )
    assert len({name for name, *_ in copies}) == 3
    assert [(count, restored) for _, count, restored in copies] == [(1, True)] * 3
    for name, *_ in copies:
        column = f"SELECT measured_value_numeric::text FROM firemode_archive.{name}"
        assert fresh.run(column) == [("19.9996",)], "the copy is typed as the table was"


@pytest.mark.parametrize(
    "statement", ["DELETE FROM firemode_archive.copies", "TRUNCATE firemode_archive.copies CASCADE"]
)
def test_that_the_list_of_copies_only_grows(fresh: Schema, statement: str) -> None:
    fresh.down(BEFORE_PERIODS)
    with pytest.raises(DBAPIError, match="only grows"):
        fresh.run(statement)


def test_that_a_copy_that_was_changed_is_not_restored_and_nothing_else_happens(fresh: Schema) -> None:
    _with_reading(fresh, "19.9996")
    fresh.down(CUSTOMERS_LAST)
    copy = fresh.one(
        "SELECT copy_name FROM firemode_archive.copies WHERE table_name = 'test_instances' AND revision LIKE '012%%'"
    )
    fresh.run(f"UPDATE firemode_archive.{copy} SET measured_value_numeric = 20.5")
    before, shape = fresh.contents(), fresh.shape()
    with pytest.raises(InternalError, match=f"firemode_archive.{copy} of test_instances was changed"):
        fresh.up()
    assert (fresh.revision(), fresh.contents(), fresh.shape()) == (CUSTOMERS_LAST, before, shape)
    fresh.run(f"UPDATE firemode_archive.{copy} SET measured_value_numeric = 19.9996")
    fresh.up()
    assert fresh.one("SELECT measured_value_numeric::text FROM test_instances") == "19.9996"


def test_that_a_row_whose_parent_was_deleted_below_stays_in_its_copy_with_the_reason(fresh: Schema) -> None:
    site = Site(fresh)
    site.add("doors", **site.here, floor_id=site.ids["ground"], door_identifier="D-0", door_id=site.ids["elsewhere"])
    fresh.down("002_add_floors_registry")
    fresh.run("DELETE FROM floors WHERE floor_id = %s", str(site.ids["level"]))
    fresh.up()
    assert fresh.run("SELECT door_identifier FROM doors") == [("D-0",)]
    left = fresh.run(
        "SELECT c.table_name, l.row_key FROM firemode_archive.left_out l JOIN firemode_archive.copies c USING (copy_id)"
    )
    kept = {(table, key) for table, key in left}
    assert ("doors", f"({site.ids['door']})") in kept
    assert ("doorways", f"({site.ids['doorway']})") in kept
    copy = fresh.one(
        "SELECT copy_name FROM firemode_archive.copies WHERE table_name = 'doors' AND revision LIKE '003%%'"
    )
    assert fresh.one(f"SELECT count(*) FROM firemode_archive.{copy}") == 2


def test_that_a_reference_to_a_person_deleted_below_is_emptied_as_the_foreign_key_says(fresh: Schema) -> None:
    site = Site(fresh)
    row = site.add("test_instances", **site.completed(technician_id=site.ids["engineer"]))
    fresh.down("007_add_test_instance_templates")
    fresh.run("DELETE FROM users WHERE id = %s", str(site.ids["engineer"]))
    fresh.up()
    answer = fresh.run("SELECT instance_id, technician_id FROM test_instances")
    assert [tuple(found) for found in answer] == [(row["instance_id"], None)]


def test_that_a_place_taken_below_leaves_the_older_baseline_in_its_copy(fresh: Schema) -> None:
    site = Site(fresh)
    old = site.add("baseline_pressure_differentials", **site.pressure(withdrawn_at="2025-01-01T00:00:00Z"))
    history = site.add(
        "baseline_pressure_differentials",
        **site.pressure(commissioned_date="2020-01-15", superseded_date="2022-01-15"),
    )
    fresh.down(BEFORE_PERIODS)
    taken = site.add("baseline_pressure_differentials", **site.pressure(commissioned_date="2021-01-15"))
    fresh.up()
    found = {row for (row,) in fresh.run("SELECT baseline_id FROM baseline_pressure_differentials")}
    assert found == {old["baseline_id"], taken["baseline_id"]}
    left = fresh.run("SELECT row_key, reason FROM firemode_archive.left_out")
    assert [key for key, _ in left] == [f"({history['baseline_id']})"]
    assert "ex_baseline_pressure_period" in left[0][1]


def test_that_triggers_stand_as_they_stood_after_going_down_and_up(fresh: Schema) -> None:
    fresh.run("ALTER TABLE test_sessions DISABLE TRIGGER touch_updated_at")
    fresh.run("ALTER TABLE faults ENABLE ALWAYS TRIGGER touch_updated_at")
    fresh.down("013_baseline_periods")
    fresh.up()
    states = dict(
        fresh.run("SELECT tgrelid::regclass::text, tgenabled::text FROM pg_trigger WHERE tgname = 'touch_updated_at'")
    )
    assert (states["test_sessions"], states["faults"], states["stairs"]) == ("D", "A", "O")


def test_that_updated_at_is_not_touched_by_going_down_and_up(populated: Schema) -> None:
    times = "SELECT instance_id, updated_at FROM test_instances ORDER BY 1"
    before = populated.run(times)
    for revision in ("014_testing_records", "013_baseline_periods", CUSTOMERS_LAST):
        populated.down(revision)
        assert populated.run(times) == before, revision
        populated.up()
        assert populated.run(times) == before, revision


def test_that_every_step_down_is_undone_by_the_same_step_up(populated: Schema) -> None:
    """Each schema on the way is the same whether it is reached from above or from below."""
    shapes = {populated.revision(): populated.shape()}
    for revision in reversed(REVISIONS[:-1]):
        populated.down(revision)
        shapes[revision] = populated.shape()
    for revision in REVISIONS[1:]:
        populated.up(revision)
        assert populated.shape() == shapes[revision], revision
