"""What the customer's tables lack: consistent places, wider words, whole readings, times kept by the server.

Revision ID: 012_corrections
Revises: 011_enhance_instruments_calibration
Create Date: 2025-10-27 09:00:00.000000
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "012_corrections"
down_revision = "011_enhance_instruments_calibration"
branch_labels = None
depends_on = None

BASE_TABLES = Path(__file__).parents[1] / "base_tables.sql"

#: What the downgrade takes away, parents first.
KEPT = [
    "buildings",
    "stairs",
    "floors",
    "doors",
    "doorways",
    "zones",
    "control_equipment",
    "ce_scenarios",
    "interface_test_definitions",
    "instruments",
    "calibration_certificates",
    "as1851_rules",
    "test_instance_templates",
    "test_instances",
    "evidence_records",
    "faults",
]

#: New columns: table, column, type, default, value for the rows of before.
COLUMNS = [
    ("buildings", "drift_limit_pct", "numeric(5, 2)", "20", "20"),
    ("buildings", "test_anchor_date", "date", None, None),
    ("stairs", "decommissioned_on", "date", None, None),
    ("floors", "decommissioned_on", "date", None, None),
    ("doors", "decommissioned_on", "date", None, None),
    ("doorways", "decommissioned_on", "date", None, None),
    ("zones", "decommissioned_on", "date", None, None),
    ("control_equipment", "decommissioned_on", "date", None, None),
    ("interface_test_definitions", "decommissioned_on", "date", None, None),
    ("interface_test_definitions", "updated_at", "timestamptz", "now()", "created_at"),
    ("ce_scenarios", "updated_at", "timestamptz", "now()", "created_at"),
    ("instruments", "decommissioned_on", "date", None, None),
    ("calibration_certificates", "expanded_uncertainty", "numeric(10, 4)", None, None),
    ("calibration_certificates", "uncertainty_unit", "varchar(20)", None, None),
    ("faults", "as1851_class", "varchar(30)", None, None),
    ("faults", "proposed_classification", "varchar(10)", None, None),
    ("faults", "class_confirmed_by", "uuid", None, None),
    ("faults", "class_confirmed_at", "timestamptz", None, None),
    ("faults", "class_reason", "text", None, None),
    ("faults", "makes_inoperable", "boolean", None, None),
    ("faults", "likely_to_harm", "boolean", None, None),
]

#: Keys that a child can name together with its building and stair.
KEYS = [
    ("stairs", "uq_stairs_building_stair", "building_id, stair_id"),
    ("floors", "uq_floors_key", "building_id, stair_id, floor_id"),
    ("doors", "uq_doors_key", "building_id, stair_id, door_id"),
    ("doorways", "uq_doorways_key", "building_id, stair_id, doorway_id"),
    ("zones", "uq_zones_key", "building_id, stair_id, zone_id"),
    ("ce_scenarios", "uq_ce_scenarios_key", "building_id, stair_id, scenario_id"),
    ("test_sessions", "uq_sessions_key", "building_id, id"),
]

#: One key for building, stair and place instead of one for each: child, its column, parent, parent's column, ON DELETE
#: before, ON DELETE now. A door of one stair cannot stand on a floor of another.
PLACES = [
    ("floors", "stair_id", "stairs", "stair_id", "CASCADE", "CASCADE"),
    ("doors", "floor_id", "floors", "floor_id", "CASCADE", "CASCADE"),
    ("doorways", "floor_id", "floors", "floor_id", "CASCADE", "CASCADE"),
    ("zones", "stair_id", "stairs", "stair_id", "CASCADE", "CASCADE"),
    ("control_equipment", "stair_id", "stairs", "stair_id", "CASCADE", "CASCADE"),
    ("control_equipment", "zone_id", "zones", "zone_id", "SET NULL", "SET NULL (zone_id)"),
    ("baseline_pressure_differentials", "floor_id", "floors", "floor_id", "CASCADE", "RESTRICT"),
    ("baseline_air_velocities", "doorway_id", "doorways", "doorway_id", "CASCADE", "RESTRICT"),
    ("baseline_door_forces", "door_id", "doors", "door_id", "CASCADE", "RESTRICT"),
    ("ce_scenarios", "zone_id", "zones", "zone_id", "CASCADE", "CASCADE"),
    ("interface_test_definitions", "stair_id", "stairs", "stair_id", "CASCADE", "CASCADE"),
    *(
        (child, column, parent, column, "CASCADE", "CASCADE")
        for child in ("test_instance_templates", "test_instances")
        for column, parent in (
            ("stair_id", "stairs"),
            ("floor_id", "floors"),
            ("door_id", "doors"),
            ("doorway_id", "doorways"),
            ("zone_id", "zones"),
        )
    ),
    ("test_instances", "session_id", "test_sessions", "id", "CASCADE", "CASCADE"),
]

FREQUENCIES = "'monthly', 'six_monthly', 'annual'"
ALL_FREQUENCIES = "'monthly', 'three_monthly', 'six_monthly', 'annual', 'five_yearly', 'commissioning'"
MEASUREMENTS = (
    "'pressure_differential', 'air_velocity', 'door_opening_force', 'cause_and_effect_logic', 'interface_test'"
)
ALL_MEASUREMENTS = (
    f"{MEASUREMENTS}, 'sound_pressure_level', 'pressure_restoration_time', 'door_latching', 'fan_operation'"
)
INSTRUMENTS = "'manometer', 'anemometer', 'force_gauge', 'multimeter', 'thermometer'"
EVIDENCE = "'photo', 'video', 'structured_data', 'metadata'"
NOT_FINITE = "'NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric"

#: Constraints that become another: table, name, as before (None: there was none), as it is now (None: no longer).
CHECKS = [
    (
        "zones",
        "ck_zones_floors_covered_not_empty",
        "CHECK (jsonb_array_length(floors_covered) > 0)",
        "CHECK (CASE WHEN jsonb_typeof(floors_covered) = 'array' THEN jsonb_array_length(floors_covered) > 0 "
        "ELSE false END)",
    ),
    ("floors", "ck_floors_height", None, "CHECK (height_m IS NULL OR height_m >= 0 OR floor_number < 0)"),
    ("doors", "ck_doors_height", None, "CHECK (height_m IS NULL OR (height_m > 0 AND height_m <= 3.5))"),
    ("doorways", "ck_doorways_height", None, "CHECK (height_m IS NULL OR (height_m > 0 AND height_m <= 4.0))"),
    (
        "test_instance_templates",
        "ck_template_frequency",
        f"CHECK (frequency IN ({FREQUENCIES}))",
        f"CHECK (frequency IN ({ALL_FREQUENCIES}))",
    ),
    (
        "test_instance_templates",
        "ck_template_measurement_type",
        f"CHECK (measurement_type IN ({MEASUREMENTS}))",
        f"CHECK (measurement_type IN ({ALL_MEASUREMENTS}))",
    ),
    ("test_instances", "ck_instance_frequency", None, f"CHECK (frequency IN ({ALL_FREQUENCIES}))"),
    ("test_instances", "ck_instance_measurement_type", None, f"CHECK (measurement_type IN ({ALL_MEASUREMENTS}))"),
    ("test_instances", "ck_instance_measured_finite", None, f"CHECK (measured_value_numeric NOT IN ({NOT_FINITE}))"),
    ("faults", "ck_fault_measured_finite", None, f"CHECK (measured_value NOT IN ({NOT_FINITE}))"),
    (
        "as1851_rules",
        "ck_rules_measurement_type",
        f"CHECK (measurement_type IN ({MEASUREMENTS}))",
        f"CHECK (measurement_type IN ({ALL_MEASUREMENTS}))",
    ),
    (
        "as1851_rules",
        "ck_rules_unit_where_numeric",
        None,
        "CHECK ((min_threshold IS NULL AND max_threshold IS NULL) OR unit IS NOT NULL)",
    ),
    (
        "evidence_records",
        "ck_evidence_type",
        f"CHECK (evidence_type IN ({EVIDENCE}))",
        f"CHECK (evidence_type IN ({EVIDENCE}, 'document'))",
    ),
    (
        "instruments",
        "ck_instruments_type",
        f"CHECK (instrument_type IN ({INSTRUMENTS}) OR instrument_type IS NULL)",
        f"CHECK (instrument_type IN ({INSTRUMENTS}, 'sound_level_meter') OR instrument_type IS NULL)",
    ),
    (
        "calibration_certificates",
        "uq_cert_number",
        "UNIQUE (cert_number)",
        "UNIQUE NULLS NOT DISTINCT (calibration_authority, cert_number)",
    ),
]

#: Readings that were held to so many digits before, and are held whole now.
NUMBERS = [
    ("test_instances", "measured_value_numeric", 10, 3),
    ("test_instances", "deviation_from_baseline_pct", 6, 2),
    ("faults", "measured_value", 10, 3),
    ("faults", "deviation_from_baseline_pct", 6, 2),
]

#: Tables with updated_at.
TOUCHED = [
    "buildings",
    "users",
    "test_sessions",
    "faults",
    "instruments",
    "stairs",
    "floors",
    "doors",
    "doorways",
    "zones",
    "control_equipment",
    "baseline_pressure_differentials",
    "baseline_air_velocities",
    "baseline_door_forces",
    "ce_scenarios",
    "interface_test_definitions",
    "test_instance_templates",
    "test_instances",
    "as1851_rules",
]

TOUCH = """
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $$
"""

#: A zone is of floors of its own stair, and its names are theirs.
ZONES = """
CREATE FUNCTION zones_check_floors() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    names jsonb;
    known bigint;
BEGIN
    SELECT jsonb_agg(f.floor_level ORDER BY covered.place), count(DISTINCT f.floor_id) INTO names, known
    FROM unnest(NEW.floor_ids_covered) WITH ORDINALITY AS covered(id, place)
    LEFT JOIN floors f ON f.floor_id = covered.id AND f.stair_id = NEW.stair_id AND f.building_id = NEW.building_id;
    IF known = 0 OR known < cardinality(NEW.floor_ids_covered) THEN
        RAISE EXCEPTION 'Zone % must cover at least one floor, and only floors of its own stair, each once.',
            NEW.zone_name
            USING ERRCODE = 'check_violation', CONSTRAINT = 'zones_check_floors', TABLE = 'zones';
    END IF;
    IF NEW.floors_covered IS DISTINCT FROM names THEN
        RAISE EXCEPTION 'The floors of zone % are named % but are %.', NEW.zone_name, NEW.floors_covered, names
            USING ERRCODE = 'check_violation', CONSTRAINT = 'zones_check_floors', TABLE = 'zones';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER zones_check_floors BEFORE INSERT OR UPDATE OF building_id, stair_id, floors_covered, floor_ids_covered
ON zones FOR EACH ROW EXECUTE FUNCTION zones_check_floors();

CREATE FUNCTION floors_keep_zones() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    covering text;
BEGIN
    SELECT z.zone_name INTO covering FROM zones z WHERE OLD.floor_id = ANY(z.floor_ids_covered) LIMIT 1;
    IF covering IS NULL THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM stairs WHERE stair_id = OLD.stair_id)
           AND EXISTS (SELECT FROM buildings WHERE id = OLD.building_id) THEN
            RAISE EXCEPTION 'Floor % belongs to zone %. Take it out of the zone first.', OLD.floor_level, covering
                USING ERRCODE = 'restrict_violation', CONSTRAINT = 'floors_keep_zones', TABLE = 'floors';
        END IF;
    ELSIF (NEW.floor_id, NEW.stair_id, NEW.building_id)
          IS DISTINCT FROM (OLD.floor_id, OLD.stair_id, OLD.building_id) THEN
        RAISE EXCEPTION 'Floor % belongs to zone % and stays on its stair.', OLD.floor_level, covering
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'floors_keep_zones', TABLE = 'floors';
    ELSE
        UPDATE zones SET floors_covered = (
            SELECT jsonb_agg(f.floor_level ORDER BY covered.place)
            FROM unnest(zones.floor_ids_covered) WITH ORDINALITY AS covered(id, place)
            LEFT JOIN floors f ON f.floor_id = covered.id)
        WHERE NEW.floor_id = ANY(floor_ids_covered);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER floors_keep_zones AFTER DELETE OR UPDATE OF floor_id, floor_level, stair_id, building_id
ON floors FOR EACH ROW EXECUTE FUNCTION floors_keep_zones();
"""

#: Codes of before, beside the class that AS 1851 gives them (proposed until a person confirms it).
CLASSES = """
UPDATE faults SET
    proposed_classification = defect_classification,
    as1851_class = CASE defect_classification
        WHEN '1A' THEN 'critical_defect' WHEN '3' THEN 'non_conformance' ELSE 'non_critical_defect' END
WHERE defect_classification IN ('1A', '1B', '2', '3') AND as1851_class IS NULL AND proposed_classification IS NULL
"""

#: Rows that the older schema has no words for: which are deleted, and which are emptied.
UNSPEAKABLE = """
DELETE FROM test_instance_templates
WHERE frequency IN ('three_monthly', 'five_yearly', 'commissioning')
   OR measurement_type IN ('sound_pressure_level', 'pressure_restoration_time', 'door_latching', 'fan_operation');
DELETE FROM as1851_rules
WHERE measurement_type IN ('sound_pressure_level', 'pressure_restoration_time', 'door_latching', 'fan_operation');
DELETE FROM evidence_records WHERE evidence_type = 'document';
DELETE FROM calibration_certificates c USING calibration_certificates other
WHERE other.cert_number = c.cert_number AND (other.created_at, other.cert_id) < (c.created_at, c.cert_id)
"""
NO_SOUND = "UPDATE instruments SET instrument_type = NULL WHERE instrument_type = 'sound_level_meter'"


def text(value: str | None) -> str:
    """A value as an SQL literal."""
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def upgrade() -> None:
    op.execute(BASE_TABLES.read_text(encoding="utf-8"))
    for table, column, kind, default, filled in COLUMNS:
        arguments = ", ".join(text(part) for part in (table, column, kind, default, filled))
        op.execute(f"SELECT firemode_archive.base_column({arguments})")
    op.execute("SELECT firemode_archive.base_reference('faults', 'class_confirmed_by', 'users', 'id', '')")
    op.execute("ALTER TABLE as1851_rules ALTER COLUMN unit DROP NOT NULL")
    for table, column, _, _ in NUMBERS:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE numeric")
    join_places()
    for table, name, _, now in CHECKS:
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
        op.execute(f"SELECT firemode_archive.constrain('{table}', '{name}', {text(now)})")
    op.execute(f"SELECT firemode_archive.quietly('faults', {text(CLASSES)})")
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(TOUCH)
    for table in TOUCHED:
        op.execute(
            f"CREATE TRIGGER touch_updated_at BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION touch_updated_at()"
        )
    op.execute(ZONES)


def join_places() -> None:
    """One foreign key over building, stair and place, instead of one for the place alone."""
    for table, name, columns in KEYS:
        op.execute(f"SELECT firemode_archive.constrain('{table}', '{name}', 'UNIQUE ({columns})')")
    for child, column, parent, key, _, action in PLACES:
        before = "building_id, stair_id, " if column not in ("stair_id", "session_id") else "building_id, "
        op.execute(f"ALTER TABLE {child} DROP CONSTRAINT IF EXISTS {child}_{column}_fkey")
        definition = f"FOREIGN KEY ({before}{column}) REFERENCES {parent} ({before}{key}) ON DELETE {action}"
        op.execute(f"SELECT firemode_archive.constrain('{child}', 'fk_{child}_{parent}', '{definition}')")


def part_places() -> None:
    """The single-column foreign keys of before."""
    for child, column, parent, key, action, _ in reversed(PLACES):
        op.execute(f"ALTER TABLE {child} DROP CONSTRAINT fk_{child}_{parent}")
        op.execute(
            f"SELECT firemode_archive.base_reference({text(child)}, {text(column)}, {text(parent)}, {text(key)}, "
            f"'ON DELETE {action}')"
        )
    for table, name, _ in reversed(KEYS):
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.execute("DROP FUNCTION zones_check_floors, floors_keep_zones, touch_updated_at CASCADE")
    op.execute(UNSPEAKABLE)
    op.execute(f"SELECT firemode_archive.quietly('instruments', {text(NO_SOUND)})")
    for table, column, digits, decimals in NUMBERS:
        rounded = f"round({column}, {decimals})"
        op.execute(
            f"ALTER TABLE {table} ALTER COLUMN {column} TYPE numeric({digits}, {decimals}) "
            f"USING CASE WHEN abs({rounded}) < 1e{digits - decimals} THEN {rounded} END"
        )
    for table, name, before, _ in reversed(CHECKS):
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        if before is not None:
            op.execute(f"SELECT firemode_archive.constrain('{table}', '{name}', {text(before)})")
    part_places()
    for table, column, *_ in reversed(COLUMNS):
        op.execute(f"SELECT firemode_archive.unmake_columns('{table}', ARRAY['{column}'])")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
