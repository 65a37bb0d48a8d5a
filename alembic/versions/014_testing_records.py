"""What a session must be able to prove: attempts, amendments, waivers, events. What a building decides for its tests.

Revision ID: 014_testing_records
Revises: 013_baseline_periods
Create Date: 2025-10-27 11:00:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "014_testing_records"
down_revision = "013_baseline_periods"
branch_labels = None
depends_on = None

#: New tables, parents first.
TABLES = {
    "design_setpoints": """
        setpoint_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        stair_id uuid NOT NULL REFERENCES stairs (stair_id) ON DELETE CASCADE,
        measurement_type varchar(50) NOT NULL,
        door_configuration varchar(50),
        setpoint numeric(10, 3) NOT NULL,
        unit varchar(20) NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT uq_design_setpoint UNIQUE NULLS NOT DISTINCT (stair_id, measurement_type, door_configuration)""",
    "door_scenarios": """
        door_scenario_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        scenario_name varchar(50) NOT NULL,
        open_door_ids uuid[] NOT NULL DEFAULT '{}',
        description text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT uq_door_scenario UNIQUE (building_id, scenario_name)""",
    "archetype_settings": """
        setting_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        archetype_id varchar(50) NOT NULL,
        active boolean NOT NULL,
        frequencies jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT uq_archetype_setting UNIQUE (building_id, archetype_id)""",
    "session_events": """
        event_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        session_id uuid NOT NULL REFERENCES test_sessions (id),
        event varchar(20) NOT NULL,
        note text,
        by_user uuid REFERENCES users (id),
        recorded_at timestamptz NOT NULL DEFAULT now()""",
    "instance_attempts": """
        attempt_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        instance_id uuid NOT NULL REFERENCES test_instances (instance_id),
        attempt integer NOT NULL,
        outcome varchar(20) NOT NULL,
        reason text,
        started_at timestamptz,
        ended_at timestamptz,
        technician_id uuid REFERENCES users (id),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        recorded_by uuid REFERENCES users (id)""",
    "result_amendments": """
        amendment_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        instance_id uuid NOT NULL REFERENCES test_instances (instance_id),
        field text NOT NULL,
        old_value jsonb,
        new_value jsonb,
        reason text NOT NULL,
        amended_by uuid REFERENCES users (id),
        recorded_at timestamptz NOT NULL DEFAULT now()""",
    "evidence_waivers": """
        waiver_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        instance_id uuid NOT NULL REFERENCES test_instances (instance_id),
        prompt_index integer NOT NULL,
        reason text NOT NULL,
        waived_by uuid REFERENCES users (id),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT uq_evidence_waiver UNIQUE (instance_id, prompt_index)""",
}
TOUCHED = ["design_setpoints", "door_scenarios", "archetype_settings"]

#: New columns: table, column, type, default, value for the rows of before, referenced table and column.
COLUMNS: list[tuple[str, str, str, str | None, str | None, str | None, str | None]] = [
    ("ce_scenarios", "published_at", "timestamptz", None, None, None, None),
    ("ce_scenarios", "published_by", "uuid", None, None, "users", "id"),
    ("test_sessions", "decision_rule", "varchar(20)", "'simple'", "'simple'", None, None),
    ("test_sessions", "submitted_at", "timestamptz", None, None, None, None),
    ("test_sessions", "submitted_by", "uuid", None, None, "users", "id"),
    ("test_sessions", "content_sha256", "varchar(64)", None, None, None, None),
    ("test_sessions", "audit_head", "varchar(64)", None, None, None, None),
    ("test_sessions", "self_reviewed", "boolean", "false", "false", None, None),
    ("test_sessions", "report_revision", "integer", "0", "0", None, None),
    ("test_sessions", "created_by", "uuid", None, None, "users", "id"),
    ("test_instance_templates", "scoped_identifier", "text", None, None, None, None),
    ("test_instance_templates", "retired_at", "timestamptz", None, None, None, None),
    ("test_instance_templates", "rule_code", "varchar(50)", None, None, None, None),
    ("test_instance_templates", "rule_version", "varchar(50)", None, None, None, None),
    ("test_instance_templates", "response_time_s", "integer", None, None, None, None),
    ("test_instance_templates", "expected_result", "text", None, None, None, None),
    ("test_instances", "scoped_identifier", "text", None, None, None, None),
    ("test_instances", "attempt", "integer", "1", "1", None, None),
    ("test_instances", "retest_of", "uuid", None, None, "test_instances", "instance_id"),
    ("test_instances", "rule_id", "uuid", None, None, "as1851_rules", "rule_id"),
    ("test_instances", "rule_code", "varchar(50)", None, None, None, None),
    ("test_instances", "rule_version", "varchar(50)", None, None, None, None),
    ("test_instances", "expected_sequence", "jsonb", None, None, None, None),
    ("test_instances", "response_time_s", "integer", None, None, None, None),
    ("test_instances", "expected_result", "text", None, None, None, None),
    ("test_instances", "verdict", "varchar(20)", None, None, None, None),
    ("test_instances", "environmental_conditions", "jsonb", None, None, None, None),
    ("test_instances", "status_reason", "text", None, None, None, None),
    ("test_instances", "recorded_at", "timestamptz", None, None, None, None),
    ("test_instances", "recorded_by", "uuid", None, None, "users", "id"),
    ("test_instances", "import_batch_id", "uuid", None, None, "import_batches", "batch_id"),
    ("test_instances", "instrument_accepted_by", "uuid", None, None, "users", "id"),
    ("test_instances", "instrument_accepted_at", "timestamptz", None, None, None, None),
    ("test_instances", "instrument_accepted_reason", "text", None, None, None, None),
    (
        "evidence_records",
        "building_id",
        "uuid",
        None,
        "(SELECT i.building_id FROM test_instances i WHERE i.instance_id = evidence_records.instance_id)",
        None,
        None,
    ),
    ("evidence_records", "prompt_index", "integer", None, None, None, None),
    ("evidence_records", "original_name", "text", None, None, None, None),
    ("evidence_records", "recorded_at", "timestamptz", "now()", "created_at", None, None),
    ("evidence_records", "recorded_by", "uuid", None, None, "users", "id"),
    ("faults", "fault_number", "integer", None, None, None, None),
]

#: What the downgrade takes away, parents first.
KEPT = [
    "ce_scenarios",
    "test_sessions",
    "test_instance_templates",
    "test_instances",
    "evidence_records",
    "faults",
    *TABLES,
]

#: Upper case, accents folded, and - for whatever is neither letter nor digit.
SLUG = r"""
CREATE FUNCTION pg_temp.slug(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN name IS NOT NULL THEN coalesce(nullif(btrim(regexp_replace(upper(regexp_replace(
        normalize(name, NFKD), '[\u0300-\u036f]', '', 'g')), '[\W_]+', '-', 'g'), '-'), ''), 'X') END
$$
"""

#: Names for the tests of before, as generation gives them: PRESSURE_STAIR-A_L8_ALL-CLOSED; a second of a name gets -2.
IDENTIFIERS = r"""
WITH named AS (
    SELECT i.instance_id, i.session_id, i.sequence_order, concat_ws('_',
        CASE i.measurement_type
            WHEN 'pressure_differential' THEN 'PRESSURE' WHEN 'air_velocity' THEN 'VELOCITY'
            WHEN 'door_opening_force' THEN 'FORCE' WHEN 'cause_and_effect_logic' THEN 'CE'
            WHEN 'interface_test' THEN 'INTERFACE' ELSE pg_temp.slug(i.measurement_type) END,
        pg_temp.slug(s.stair_name),
        CASE
            WHEN f.floor_level ~* '^ground' THEN 'GF'
            WHEN f.floor_level ~* '^level[ _-]*[0-9]+$' THEN 'L' || substring(f.floor_level FROM '[1-9][0-9]*|0$')
            WHEN f.floor_level ~* '^basement[ _-]*[0-9]+$' THEN 'B' || substring(f.floor_level FROM '[1-9][0-9]*|0$')
            ELSE pg_temp.slug(f.floor_level) END,
        pg_temp.slug(d.door_identifier), pg_temp.slug(w.doorway_identifier), pg_temp.slug(z.zone_name),
        pg_temp.slug(c.scenario_name), pg_temp.slug(i.interface_type), pg_temp.slug(i.location_id),
        pg_temp.slug(i.door_configuration), pg_temp.slug(i.door_scenario),
        CASE WHEN i.pressurization_active THEN 'ACTIVE' WHEN NOT i.pressurization_active THEN 'INACTIVE' END) AS name
    FROM test_instances i
    JOIN stairs s ON s.stair_id = i.stair_id
    LEFT JOIN floors f ON f.floor_id = i.floor_id
    LEFT JOIN doors d ON d.door_id = i.door_id
    LEFT JOIN doorways w ON w.doorway_id = i.doorway_id
    LEFT JOIN zones z ON z.zone_id = i.zone_id
    LEFT JOIN ce_scenarios c ON c.scenario_id = i.scenario_id
    WHERE i.scoped_identifier IS NULL
), stems AS (
    SELECT session_id, scoped_identifier AS name, NULL::uuid AS instance_id, NULL::integer AS sequence_order
    FROM test_instances WHERE scoped_identifier IS NOT NULL
    UNION ALL SELECT session_id, name, instance_id, sequence_order FROM named
), ranked AS (
    SELECT *, regexp_replace(name, '-[0-9]{1,9}$', '') AS stem,
        max(coalesce(substring(name FROM '-([0-9]{1,9})$')::integer, 1)) OVER (
            PARTITION BY session_id, regexp_replace(name, '-[0-9]{1,9}$', '')) AS highest,
        row_number() OVER (PARTITION BY session_id, name
                           ORDER BY instance_id IS NULL DESC, sequence_order, instance_id) AS place
    FROM stems
), numbered AS (
    SELECT instance_id, CASE WHEN place = 1 THEN name ELSE stem || '-' || highest + row_number() OVER (
        PARTITION BY session_id, stem, place = 1 ORDER BY sequence_order, instance_id) END AS name
    FROM ranked WHERE instance_id IS NOT NULL
)
UPDATE test_instances i SET scoped_identifier = n.name
FROM numbered n WHERE n.instance_id = i.instance_id
"""

#: When a result of before was recorded: the last time the server wrote the row.
RECORDED = """
UPDATE test_instances SET recorded_at = updated_at
WHERE status IN ('completed', 'skipped', 'failed')
"""

#: Numbers that no fault ever had, for the faults of before, in the order in which they were found.
FAULT_NUMBERS = """
UPDATE faults f SET fault_number = n.number
FROM (SELECT id, firemode_archive.next_number('faults', 'fault_number') - 1
             + row_number() OVER (ORDER BY detected_at, id) AS number
      FROM faults WHERE fault_number IS NULL) AS n
WHERE n.id = f.id
"""
NUMBER_FROM_NOW_ON = """
ALTER TABLE faults ALTER COLUMN fault_number SET NOT NULL;
ALTER TABLE faults ALTER COLUMN fault_number ADD GENERATED BY DEFAULT AS IDENTITY;
SELECT setval(pg_get_serial_sequence('faults', 'fault_number'), greatest(
    firemode_archive.next_number('faults', 'fault_number'),
    (SELECT coalesce(max(fault_number), 0) + 1 FROM faults)), false)
"""

UNIQUE = [
    (
        "test_instance_templates",
        "uq_template_identifier",
        "(building_id, frequency, scoped_identifier) WHERE retired_at IS NULL",
    ),
    ("faults", "uq_fault_open_per_instance", "(instance_id) WHERE status IN ('open', 'in_progress', 'deferred')"),
]


def text(value: str | None) -> str:
    """A value as an SQL literal."""
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def upgrade() -> None:
    for table, definition in TABLES.items():
        op.execute(f"CREATE TABLE {table} ({definition})")
    for table in TOUCHED:
        op.execute(
            f"CREATE TRIGGER touch_updated_at BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION touch_updated_at()"
        )
    for table, column, kind, default, filled, parent, key in COLUMNS:
        arguments = ", ".join(text(part) for part in (table, column, kind, default, filled))
        op.execute(f"SELECT firemode_archive.base_column({arguments})")
        if parent is not None:
            op.execute(f"SELECT firemode_archive.base_reference('{table}', '{column}', '{parent}', '{key}', '')")
    op.execute(
        "SELECT firemode_archive.base_reference("
        "'evidence_records', 'building_id', 'buildings', 'id', 'ON DELETE CASCADE')"
    )
    op.execute(f"SELECT firemode_archive.quietly('test_instances', {text(RECORDED)})")
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    name_what_was_there()
    constrain()


def name_what_was_there() -> None:
    """What rows of before, and rows written while the schema was an older one, need."""
    op.execute(SLUG)
    op.execute(f"SELECT firemode_archive.quietly('test_instances', {text(IDENTIFIERS)})")
    op.execute(f"SELECT firemode_archive.quietly('faults', {text(FAULT_NUMBERS)})")
    op.execute("DROP FUNCTION pg_temp.slug")
    op.execute(NUMBER_FROM_NOW_ON)


def constrain() -> None:
    op.execute("ALTER TABLE test_instances ALTER COLUMN scoped_identifier SET NOT NULL")
    op.execute(
        "SELECT firemode_archive.constrain('test_instances', 'uq_instance_identifier', "
        "'UNIQUE (session_id, scoped_identifier)')"
    )
    op.execute(
        "SELECT firemode_archive.constrain('test_sessions', 'ck_sessions_decision_rule', "
        "'CHECK (decision_rule IN (''simple'', ''guard_banded''))')"
    )
    for table, name, definition in UNIQUE:
        op.execute(f"SELECT firemode_archive.unique_index('{table}', '{name}', {text(definition)})")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    for _, name, _ in UNIQUE:
        op.execute(f"DROP INDEX {name}")
    op.execute("ALTER TABLE test_sessions DROP CONSTRAINT ck_sessions_decision_rule")
    op.execute("ALTER TABLE test_instances DROP CONSTRAINT uq_instance_identifier")
    for table in reversed(TABLES):
        op.execute(f"DROP TABLE {table}")
    for table, column, *_ in reversed(COLUMNS):
        op.execute(f"SELECT firemode_archive.unmake_columns('{table}', ARRAY['{column}'])")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
