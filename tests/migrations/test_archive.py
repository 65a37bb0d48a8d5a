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


@pytest.mark.parametrize(
    ("reading", "narrowed"),
    [
        ("19.9996", "20.000"),
        ("20", "20.000"),
        ("20.00000", "20.000"),
        ("-0.0004", "0.000"),
        ("9999999.9994", "9999999.999"),
        ("9999999.9995", None),
        ("-123456789012345678901234567890.5", None),
    ],
)
def test_that_a_reading_comes_back_with_every_digit(head: Schema, reading: str, narrowed: str | None) -> None:
    _, instance = _with_reading(head, reading)
    head.down(CUSTOMERS_LAST)
    assert head.one(READING, instance) == narrowed
    head.up()
    assert head.one(READING, instance) == reading


def test_that_a_reading_changed_meanwhile_stays_changed_while_its_neighbours_come_back(head: Schema) -> None:
    _, instance = _with_reading(head, "19.9996")
    _, other = _with_reading(head, "80.0004")
    head.down(CUSTOMERS_LAST)
    head.run("UPDATE test_instances SET measured_value_numeric = 21.5 WHERE instance_id = %s", instance)
    head.up()
    assert head.one(READING, instance) == "21.500"
    assert head.one(READING, other) == "80.0004"


def test_that_a_change_beside_the_reading_leaves_the_reading_to_come_back(head: Schema) -> None:
    _, instance = _with_reading(head, "19.9996")
    head.down(CUSTOMERS_LAST)
    head.run("UPDATE test_instances SET notes = 'seen' WHERE instance_id = %s", instance)
    head.up()
    rows = head.run("SELECT measured_value_numeric::text, notes FROM test_instances WHERE instance_id = %s", instance)
    assert [tuple(row) for row in rows] == [("19.9996", "seen")]


def test_that_two_baselines_of_one_place_are_one_below_and_two_again_above(head: Schema) -> None:
    site = Site(head)
    site.add("baseline_pressure_differentials", **site.pressure(superseded_date="2025-01-15"))
    site.add("baseline_pressure_differentials", **site.pressure(commissioned_date="2025-01-15", pressure_pa="45"))
    before = head.contents()["baseline_pressure_differentials"]
    head.down(BEFORE_PERIODS)
    assert head.run("SELECT pressure_pa::text FROM baseline_pressure_differentials") == [("45.00",)]
    head.up()
    assert head.contents()["baseline_pressure_differentials"] == before


def test_that_a_frequency_unknown_below_is_set_aside_and_the_tests_find_their_template_again(head: Schema) -> None:
    site = Site(head)
    template = site.add("test_instance_templates", **site.template(frequency="three_monthly"))
    linked = site.instance(frequency="three_monthly", template_instance_id=template["template_instance_id"])
    site.add("test_instances", **linked)
    head.down(CUSTOMERS_LAST)
    assert head.run("SELECT template_instance_id, frequency FROM test_instances") == [(None, "three_monthly")]
    assert head.run("SELECT 1 FROM test_instance_templates") == []
    head.up()
    assert head.one("SELECT template_instance_id FROM test_instances") == template["template_instance_id"]


def test_that_rows_written_below_survive_above_and_get_what_is_demanded_there(head: Schema) -> None:
    site = Site(head)
    site.add("test_instances", **site.completed(scoped_identifier="INTERFACE_STAIR-A_PANEL"))
    head.down(CUSTOMERS_LAST)
    old = {**site.here, "session_id": site.ids["session"], "archetype_id": "A", "measurement_type": "interface_test"}
    old |= {"frequency": "annual", "status": "completed", "completed_at": "2025-01-01T00:00:00Z"}
    with head.engine.begin() as connection:
        for order, place in enumerate(("panel", "Panel", "panel-2", "Pa née!", None, "panel"), start=1):
            insert(connection, "test_instances", {**old, "location_id": place, "sequence_order": order})
    head.up()
    rows = head.run("SELECT scoped_identifier, recorded_at = updated_at, attempt FROM test_instances ORDER BY 1")
    assert [tuple(row) for row in rows] == [
        (f"INTERFACE_STAIR-A{place}", True, 1)
        for place in ("", "_PA-NEE", "_PANEL", "_PANEL-2", "_PANEL-3", "_PANEL-4", "_PANEL-5")
    ]


def test_that_numbers_of_faults_come_back_and_are_never_given_twice(head: Schema) -> None:
    site = Site(head)
    first, second = site.add("faults", **site.fault()), site.add("faults", **site.fault())
    head.run("ALTER TABLE faults DISABLE TRIGGER USER; DELETE FROM faults WHERE id = %s", str(second["id"]))
    head.run("ALTER TABLE faults ENABLE ALWAYS TRIGGER guard_no_delete")
    head.down(BEFORE_PERIODS)
    between = site.add("faults", **site.fault())
    head.up()
    after = site.add("faults", **site.fault())
    numbers = dict(head.run("SELECT id, fault_number FROM faults"))
    assert [numbers[row["id"]] for row in (first, between, after)] == [1, 3, 4]


def test_that_each_run_makes_a_copy_of_its_own_and_none_is_deleted(head: Schema) -> None:
    _with_reading(head, "19.9996")
    for _ in range(3):
        head.down(CUSTOMERS_LAST)
        head.up()
    copies = head.run(
        "SELECT copy_name, row_count, restored_at IS NOT NULL FROM firemode_archive.copies "
        "WHERE revision = '012_corrections' AND table_name = 'test_instances' ORDER BY copy_id"
    )
    assert len({name for name, *_ in copies}) == 3
    assert [(count, restored) for _, count, restored in copies] == [(1, True)] * 3
    for name, *_ in copies:
        column = f"SELECT measured_value_numeric::text FROM firemode_archive.{name}"
        assert head.run(column) == [("19.9996",)], "the copy is typed as the table was"


@pytest.mark.parametrize(
    "statement", ["DELETE FROM firemode_archive.copies", "TRUNCATE firemode_archive.copies CASCADE"]
)
def test_that_the_list_of_copies_only_grows(head: Schema, statement: str) -> None:
    head.down(BEFORE_PERIODS)
    with pytest.raises(DBAPIError, match="only grows"):
        head.run(statement)


def test_that_a_copy_that_was_changed_is_not_restored_and_nothing_else_happens(head: Schema) -> None:
    _with_reading(head, "19.9996")
    head.down(CUSTOMERS_LAST)
    copy = head.one(
        "SELECT copy_name FROM firemode_archive.copies WHERE table_name = 'test_instances' AND revision LIKE '012%%'"
    )
    head.run(f"UPDATE firemode_archive.{copy} SET measured_value_numeric = 20.5")
    before, shape = head.contents(), head.shape()
    with pytest.raises(InternalError, match=f"firemode_archive.{copy} of test_instances was changed"):
        head.up()
    assert (head.revision(), head.contents(), head.shape()) == (CUSTOMERS_LAST, before, shape)
    head.run(f"UPDATE firemode_archive.{copy} SET measured_value_numeric = 19.9996")
    head.up()
    assert head.one("SELECT measured_value_numeric::text FROM test_instances") == "19.9996"


def test_that_a_row_whose_parent_was_deleted_below_stays_in_its_copy_with_the_reason(head: Schema) -> None:
    site = Site(head)
    site.add("doors", **site.here, floor_id=site.ids["ground"], door_identifier="D-0", door_id=site.ids["elsewhere"])
    head.down("002_add_floors_registry")
    head.run("DELETE FROM floors WHERE floor_id = %s", str(site.ids["level"]))
    head.up()
    assert head.run("SELECT door_identifier FROM doors") == [("D-0",)]
    left = head.run(
        "SELECT c.table_name, l.row_key FROM firemode_archive.left_out l JOIN firemode_archive.copies c USING (copy_id)"
    )
    kept = {(table, key) for table, key in left}
    assert ("doors", f"({site.ids['door']})") in kept
    assert ("doorways", f"({site.ids['doorway']})") in kept
    copy = head.one(
        "SELECT copy_name FROM firemode_archive.copies WHERE table_name = 'doors' AND revision LIKE '003%%'"
    )
    assert head.one(f"SELECT count(*) FROM firemode_archive.{copy}") == 2


def test_that_a_reference_to_a_person_deleted_below_is_emptied_as_the_foreign_key_says(head: Schema) -> None:
    site = Site(head)
    row = site.add("test_instances", **site.completed(technician_id=site.ids["engineer"]))
    head.down("007_add_test_instance_templates")
    head.run("DELETE FROM users WHERE id = %s", str(site.ids["engineer"]))
    head.up()
    answer = head.run("SELECT instance_id, technician_id FROM test_instances")
    assert [tuple(found) for found in answer] == [(row["instance_id"], None)]


def test_that_a_place_taken_below_leaves_the_older_baseline_in_its_copy(head: Schema) -> None:
    site = Site(head)
    old = site.add("baseline_pressure_differentials", **site.pressure(withdrawn_at="2025-01-01T00:00:00Z"))
    history = site.add(
        "baseline_pressure_differentials",
        **site.pressure(commissioned_date="2020-01-15", superseded_date="2022-01-15"),
    )
    head.down(BEFORE_PERIODS)
    taken = site.add("baseline_pressure_differentials", **site.pressure(commissioned_date="2021-01-15"))
    head.up()
    found = {row for (row,) in head.run("SELECT baseline_id FROM baseline_pressure_differentials")}
    assert found == {old["baseline_id"], taken["baseline_id"]}
    left = head.run("SELECT row_key, reason FROM firemode_archive.left_out")
    assert [key for key, _ in left] == [f"({history['baseline_id']})"]
    assert "ex_baseline_pressure_period" in left[0][1]


def test_that_triggers_stand_as_they_stood_after_going_down_and_up(head: Schema) -> None:
    head.run("ALTER TABLE test_sessions DISABLE TRIGGER touch_updated_at")
    head.run("ALTER TABLE faults ENABLE ALWAYS TRIGGER touch_updated_at")
    head.down("013_baseline_periods")
    head.up()
    states = dict(
        head.run("SELECT tgrelid::regclass::text, tgenabled::text FROM pg_trigger WHERE tgname = 'touch_updated_at'")
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
