"""What raw clients could still do to a record, found by trying each column of each table (decision 37).

Four kinds of guard, each declared once: what was tested keeps its meaning (``FACTS``, ``TESTED``), a result is one
(``guard_result``), who and when are the login's and the server's (``NAMED``, ``STAMPS``, ``guard_held``), and what a
column holds can be read back (``checks``: NaN is above every limit in PostgreSQL). Rows that were written before stay
as they are: a check that they do not pass holds for what is written from now on (NOT VALID).

Revision ID: 026_outside_judges
Revises: 025_rights_of_the_list
Create Date: 2026-11-23 18:30:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "026_outside_judges"
down_revision = "025_rights_of_the_list"
branch_labels = None
depends_on = None

BASELINES = ["baseline_pressure_differentials", "baseline_air_velocities", "baseline_door_forces"]
WITHDRAWN = ["withdrawn_at", "withdrawn_by", "withdrawn_reason"]

#: Table → columns that keep their first value, columns that are filled once, and what is said otherwise.
FACTS: dict[str, tuple[list[str], list[str], str]] = {
    "evidence_records": (
        ["evidence_type", "description", "gps_coordinates", "device_attestation_token", "metadata", "prompt_index",
         "original_name", "recorded_by"],
        ["file_path", "mime_type", "uploaded_at"],
        "Evidence is never exchanged. Add what is missing as a new piece of evidence.",
    ),
    "faults": (
        ["building_id", "test_session_id", "instance_id", "stair_id", "floor_id", "door_id", "doorway_id", "zone_id",
         "door_configuration", "measurement_type", "measured_value", "design_setpoint", "baseline_value",
         "min_threshold", "max_threshold", "unit", "deviation_from_baseline_pct", "rule_applied", "rule_version",
         "environmental_conditions", "proposed_classification", "severity", "description", "detected_at", "created_at"],
        [],
        "What was found stays on record with a fault. Add a remark to it.",
    ),
    "test_instances": (
        ["instance_id", "session_id", "building_id", "created_at"], ["fault_id"],
        "A test stays in its session, and with the fault that it opened.",
    ),
    **dict.fromkeys(BASELINES, ([], WITHDRAWN, "A baseline that was withdrawn stays so. Record it anew.")),
    "import_batches": ([], ["undone_at", "undone_by", "undo_reason"], "An import that was taken back stays so."),
}  # fmt: skip

DOCUMENTS = ("environmental_conditions", "gps_coordinates", "metadata")

TAKEN = "This session is submitted. Nothing in it changes before it is returned."
SUBMITTED = ["frequency", "session_type", "session_name", "scheduled_for", "decision_rule", "rule_version",
             "environmental_conditions", "started_at", "completed_at", "submitted_by", "submitted_at",
             "lead_technician_id"]  # fmt: skip

#: Table, trigger → when, what it asks of the row as it was ($1), and what is said where there is such a row.
OF_INSTRUMENT = """SELECT FROM test_instances AS i JOIN buildings AS b ON b.id = i.building_id
    WHERE i.required_instrument_id = ($1).instrument_id AND i.status = 'completed'
      AND (i.completed_at AT TIME ZONE b.timezone)::date >= ($1).calibration_date"""
KEPT_PLACE = "Tests or baselines of this are on record where it stands. Take it out of service, and add it anew."
TESTED = {
    ("calibration_certificates", "guard_tested_delete"): (
        "DELETE", OF_INSTRUMENT, "Readings rest on this certificate. It stays on record.",
    ),
    ("calibration_certificates", "guard_tested"): (
        "UPDATE OF cert_id, instrument_id, cert_number, calibration_date, expiry_date, calibration_authority, "
        "standard, expanded_uncertainty, uncertainty_unit, created_at",
        f"{OF_INSTRUMENT} AND NOT is_supervisor()",
        "Readings rest on this certificate. A supervisor may correct what is on file of it.",
    ),
    ("doors", "guard_tested"): (
        "UPDATE OF floor_id",
        """SELECT FROM test_instances AS i WHERE i.door_id = ($1).door_id AND i.status = 'completed'
           UNION ALL SELECT FROM baseline_door_forces AS b WHERE b.door_id = ($1).door_id""",
        KEPT_PLACE,
    ),
    ("doorways", "guard_tested"): (
        "UPDATE OF floor_id",
        """SELECT FROM test_instances AS i WHERE i.doorway_id = ($1).doorway_id AND i.status = 'completed'
           UNION ALL SELECT FROM baseline_air_velocities AS b WHERE b.doorway_id = ($1).doorway_id""",
        KEPT_PLACE,
    ),
    ("door_scenarios", "guard_tested"): (
        "UPDATE OF scenario_name, open_door_ids",
        """SELECT FROM test_instances AS i WHERE i.building_id = ($1).building_id AND i.status = 'completed'
             AND i.door_scenario = ($1).scenario_name
           UNION ALL SELECT FROM baseline_air_velocities AS b WHERE b.building_id = ($1).building_id
             AND b.door_scenario = ($1).scenario_name""",
        "Velocities were measured with these doors open. Make another door scenario.",
    ),
}  # fmt: skip

#: Columns that say who it was: whoever signs in with a login leaves none of them blank in a new row.
NAMED = {
    **dict.fromkeys(BASELINES, "recorded_by"),
    "evidence_records": "recorded_by",
    "evidence_waivers": "waived_by",
    "fault_events": "by_user",
    "import_batches": "imported_by",
    "issued_reports": "issued_by",
    "reading_exclusions": "decided_by",
    "result_amendments": "amended_by",
    "session_charts": "added_by",
    "session_events": "by_user",
    "signed_copies": "signed_by",
}

#: Columns that say when something was done: the server's clock, whatever a login sends.
STAMPS = {
    **{table: ["withdrawn_at"] for table in BASELINES},
    "building_rights": ["ended_at"],
    "evidence_records": ["uploaded_at"],
    "faults": ["class_confirmed_at", "resolved_at"],
    "import_batches": ["undone_at"],
    "import_mappings": ["forgotten_at"],
    "session_charts": ["removed_at"],
    "test_instances": ["instrument_accepted_at"],
    "test_sessions": ["reviewed_at", "submitted_at"],
}

#: Tables whose times are those of the transaction: it is not kept open to date something back.
TIMED = sorted({*NAMED, *STAMPS, "instance_attempts", "sealed_contents"})

#: What is added to a test; after the approval nothing but a supervisor's amendment is.
ADDED_TO_TESTS = ["evidence_records", "evidence_waivers", "instance_attempts", "result_amendments"]

#: Columns with numbers: finite, where there is one (``models/checks.py`` says the same).
NUMBERS = {
    "approved_readings": "value, baseline_value, temp_out_c, temp_stair_c",
    "as1851_rules": "min_threshold, max_threshold",
    "baseline_air_velocities": "velocity_ms, average_velocity_ms",
    "baseline_door_forces": "force_newtons",
    "baseline_pressure_differentials": "pressure_pa",
    "buildings": "drift_limit_pct",
    "calibration_certificates": "expanded_uncertainty",
    "design_setpoints": "setpoint",
    "doors": "width_m, height_m",
    "doorways": "width_m, height_m",
    "faults": "measured_value, design_setpoint, baseline_value, min_threshold, max_threshold, "
    "deviation_from_baseline_pct",
    "floors": "height_m",
    "instruments": "range_min, range_max",
    "latest_readings": "min_threshold, max_threshold, design_setpoint, value, baseline_value, margin, worsening",
    "test_instance_templates": "design_setpoint, baseline_value, min_threshold, max_threshold",
    "test_instances": "design_setpoint, baseline_value, min_threshold, max_threshold, measured_value_numeric, "
    "deviation_from_baseline_pct",
}

#: Columns with documents: what each is.
LISTS = {
    "baseline_air_velocities": "measurement_points",
    "ce_scenarios": "expected_sequence",
    "test_instance_templates": "descriptive_instructions, safety_warnings, evidence_prompts",
    "test_instances": "descriptive_instructions, safety_warnings, evidence_prompts, expected_sequence",
    "zones": "floors_covered",
}
OBJECTS = {
    "baseline_pressure_differentials": "environmental_conditions",
    "control_equipment": "specifications",
    "evidence_records": "gps_coordinates, metadata",
    "fault_events": "details",
    "faults": "environmental_conditions",
    "import_batches": "mapping",
    "import_mappings": "mapping",
    "latest_readings": "worked_out",
    "session_charts": "settings",
    "test_instance_templates": "audible_cues, calibration_requirement",
    "test_instances": "audible_cues, calibration_requirement, validation_result, environmental_conditions",
    "test_sessions": "environmental_conditions",
}
MEASURED = ("pressure_differential, air_velocity, door_opening_force, cause_and_effect_logic, interface_test, "
            "sound_pressure_level, pressure_restoration_time, door_latching, fan_operation")  # fmt: skip
DOORS = "all_closed, evac_doors_open"
OF_TESTS = {
    "door_configuration": DOORS,
    "interface_type": "manual_override, alarm_coordination, shutdown_sequence, sprinkler_activation",
    "required_instrument_type": "manometer, anemometer, force_gauge, multimeter, thermometer, sound_level_meter",
}
#: Columns with a vocabulary and no check of their own: the words.
WORDS = {
    "design_setpoints": {"measurement_type": MEASURED, "door_configuration": DOORS},
    "fault_events": {
        "event": "detected, confirmed, started, reopened, deferred, resolved, voided, notified, remarked",
    },
    "faults": {
        "as1851_class": "critical_defect, non_critical_defect, non_conformance",
        "proposed_classification": "1A, 1B, 2, 3",
        "door_configuration": DOORS,
        "measurement_type": MEASURED,
    },
    "import_batches": {"kind": "baseline, results, registry, scenarios"},
    "instance_attempts": {"outcome": "pending, in_progress, completed, skipped, failed"},
    "session_events": {"event": "created, submitted, approved, returned, cancelled, revised"},
    "test_instance_templates": OF_TESTS,
    "test_instances": {"verdict": "pass, conditional_pass, conditional_fail, fail, not_checked", **OF_TESTS},
}
#: A time zone that both the server and the program know: one of the IANA names.
ZONE = "timezone = 'UTC' OR timezone ~ '/' AND timezone(timezone, now()) IS NOT NULL"
REASONS = {"evidence_waivers": "reason", "result_amendments": "reason"}

EYES = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
FUNCTIONS = f"""
CREATE FUNCTION is_supervisor() RETURNS boolean LANGUAGE sql STABLE {EYES} AS $$
    SELECT NOT office_login() OR EXISTS (SELECT FROM users WHERE id = signed_in() AND role = 'supervisor')
$$;

CREATE FUNCTION guard_supervised() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    IF NOT is_supervisor() THEN
        PERFORM guard_refuse(TG_ARGV[0], 'guard_supervised');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_tested() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
DECLARE
    rests boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD *= NEW THEN
        RETURN NEW;
    END IF;
    EXECUTE format('SELECT EXISTS (%s)', TG_ARGV[0]) INTO rests USING OLD;
    IF rests THEN
        PERFORM guard_refuse(TG_ARGV[1], 'guard_tested');
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE FUNCTION guard_held() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    IF clock_timestamp() - now() > interval '10 minutes' THEN
        IF office_login() THEN
            PERFORM guard_refuse('This was begun more than ten minutes ago and would be dated back. Begin it again.',
                                 'guard_held');
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard_named() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
DECLARE
    nobody boolean;
BEGIN
    IF office_login() THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM added WHERE %I IS NULL)', TG_ARGV[0]) INTO nobody;
        IF nobody THEN
            PERFORM guard_refuse('What is put on record says who did it.', 'guard_named');
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard_attempt() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    -- An attempt is filed by whoever tries again, for the person who made it: the log knows who that was.
    IF office_login() AND EXISTS (SELECT FROM added AS a WHERE a.recorded_by <> acting_user() AND NOT EXISTS (
            SELECT FROM audit_entries AS e WHERE e.building_id = a.building_id AND e.table_name = 'test_instances'
            AND a.instance_id = ANY (e.row_keys) AND e.by_user = a.recorded_by)) THEN
        PERFORM guard_refuse(format('You are signed in as %s and cannot sign as somebody else.', session_user),
                             'guard_identity');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard_stamped() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
DECLARE
    before jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{{}}' END;
    after jsonb := to_jsonb(NEW);
BEGIN
    IF NOT office_login() THEN
        RETURN NEW;
    END IF;
    RETURN jsonb_populate_record(NEW, (SELECT coalesce(jsonb_object_agg(name, now()), '{{}}')
        FROM unnest(TG_ARGV) AS name
        WHERE after ->> name IS NOT NULL AND after -> name IS DISTINCT FROM before -> name));
END $$;

CREATE FUNCTION guard_added_to_test() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    IF (TG_TABLE_NAME <> 'result_amendments' OR NOT is_supervisor()) AND EXISTS (
        SELECT FROM added AS a JOIN test_instances AS i USING (instance_id)
        JOIN test_sessions AS s ON s.id = i.session_id
        WHERE s.status = 'approved') THEN
        PERFORM guard_refuse(CASE TG_TABLE_NAME
            WHEN 'result_amendments' THEN 'Only a supervisor may amend a result of an approved session.'
            ELSE 'The session of this test is approved. Nothing is added to it any more.' END,
            'guard_approved_session');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard_result() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
DECLARE
    before test_instances;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.fault_id <> coalesce(OLD.fault_id, gen_random_uuid()) AND NOT EXISTS (
            SELECT FROM faults AS f
            WHERE f.id = NEW.fault_id AND coalesce(f.instance_id, NEW.instance_id) = NEW.instance_id) THEN
            PERFORM guard_refuse('This is a fault of another test.', 'guard_result');
        END IF;
        IF OLD.status IN ('completed', 'skipped') THEN
            RETURN NEW;
        END IF;
        IF OLD.status = 'failed' AND office_login() THEN
            before := OLD;
            before.fault_id := NEW.fault_id;
            before.evidence_ids := NEW.evidence_ids;
            before.updated_at := NEW.updated_at;
            before.recorded_at := NEW.recorded_at;
            IF before *= NEW THEN
                RETURN NEW;
            END IF;
            IF NEW.attempt <> OLD.attempt + 1 THEN
                PERFORM guard_refuse('An attempt that failed stays on record. What comes after it is another attempt.',
                                     'guard_result');
            END IF;
        END IF;
    END IF;
    IF NEW.status = 'completed' THEN
        IF NEW.verdict IS NOT NULL AND NEW.is_compliant IS DISTINCT FROM
           (CASE WHEN NEW.verdict <> 'not_checked' THEN NEW.verdict IN ('pass', 'conditional_pass') END) THEN
            PERFORM guard_refuse('The verdict says something else than whether the test was passed.', 'guard_result');
        END IF;
        IF NEW.is_compliant AND EXISTS (
            SELECT FROM (VALUES (NEW.min_threshold, NEW.max_threshold)
                UNION ALL SELECT r.min_threshold, r.max_threshold FROM as1851_rules AS r WHERE r.rule_id = NEW.rule_id
            ) AS limits(low, high) WHERE NEW.measured_value_numeric < low OR NEW.measured_value_numeric > high) THEN
            PERFORM guard_refuse('A reading outside its limits is not passed.', 'guard_result');
        END IF;
    END IF;
    IF NEW.status IN ('completed', 'skipped', 'failed') AND office_login() THEN
        IF NEW.status = 'completed' AND NEW.measured_value_numeric IS NULL AND (NEW.measurement_type IN (
               'pressure_differential', 'air_velocity', 'door_opening_force', 'sound_pressure_level',
               'pressure_restoration_time')
               OR num_nulls(NEW.measured_value_text, NEW.validation_result, NEW.is_compliant) = 3) THEN
            PERFORM guard_refuse('A completed test has a result.', 'guard_result');
        END IF;
        IF NEW.is_compliant IS NOT NULL AND NOT EXISTS (SELECT FROM as1851_rules AS r WHERE r.rule_id = NEW.rule_id
                AND r.measurement_type = NEW.measurement_type) THEN
            PERFORM guard_refuse('Without a rule for this measurement nothing is passed or failed.', 'guard_result');
        END IF;
        IF NEW.recorded_by IS DISTINCT FROM acting_user() THEN
            PERFORM guard_refuse('A result says who recorded it.', 'guard_named');
        END IF;
        IF NOT EXISTS (SELECT FROM test_sessions WHERE id = NEW.session_id
                       AND status IN ('draft', 'in_progress', 'returned')) THEN
            PERFORM guard_refuse('This session takes no more results.', 'guard_result');
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_hands() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    IF office_login() AND OLD.status <> 'submitted' THEN
        PERFORM guard_refuse('Only a session that was submitted is approved.', 'guard_approval');
    END IF;
    IF EXISTS (
        SELECT FROM test_instances AS i
        LEFT JOIN instance_attempts AS t ON t.instance_id = i.instance_id
        LEFT JOIN import_batches AS b ON b.batch_id = i.import_batch_id
        LEFT JOIN result_amendments AS a ON a.instance_id = i.instance_id
        WHERE i.session_id = NEW.id
          AND NEW.reviewed_by IN (i.recorded_by, t.recorded_by, b.imported_by, a.amended_by)) THEN
        IF (SELECT count(*) FROM users WHERE active) > 1 THEN
            PERFORM guard_refuse('Whoever recorded, imported or corrected readings of a session does not approve it.',
                                 'guard_four_eyes');
        END IF;
        NEW.self_reviewed := true;
    END IF;
    RETURN NEW;
END $$;
"""
NAMES = [
    "guard_supervised", "guard_tested", "guard_held", "guard_named", "guard_attempt", "guard_stamped",
    "guard_added_to_test", "guard_result", "guard_hands", "is_supervisor",
]  # fmt: skip

#: A published scenario goes with its zone alone. ``{{gone}}`` is how that is seen: the depth of triggers can be made.
SCENARIO_DELETE = """
CREATE OR REPLACE FUNCTION guard_scenario_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- With its building, stair or zone it goes: what may not be deleted is guarded there.
    IF OLD.published_at IS NOT NULL AND {still} THEN
        PERFORM guard_refuse(format('Version %s of “%s” is published and stays on record. Withdraw it instead.',
            OLD.version, OLD.scenario_name), 'guard_scenario_delete');
    END IF;
    RETURN OLD;
END $$
"""
ZONE_STANDS = "EXISTS (SELECT FROM zones WHERE zone_id = OLD.zone_id)"


def quote(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def trigger(table: str, name: str, when: str, call: str) -> None:
    """A trigger that fires in every session, also in one that replicates."""
    op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {call}")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def differs(columns: list[str], *, once: bool = False) -> list[str]:
    filled = "OLD.{0} IS NOT NULL AND " if once else ""
    # As text: an adopted database may keep documents as json, which is not compared.
    return [f"({filled}NEW.{{0}}{as_text} IS DISTINCT FROM OLD.{{0}}{as_text})".format(column) for column in columns
            for as_text in ("::text" if column in DOCUMENTS else "",)]  # fmt: skip


def guard_facts() -> None:
    for table, (kept, once, sentence) in FACTS.items():
        changed = " OR ".join(differs(kept) + differs(once, once=True))
        when = f"BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed})"
        trigger(table, "guard_kept_facts", when, f"guard_no_change({quote(sentence)})")
    when = (
        f"OLD.status IN ('submitted', 'cancelled') AND NEW.status = OLD.status AND ({' OR '.join(differs(SUBMITTED))})"
    )
    trigger("test_sessions", "guard_kept_facts", f"BEFORE UPDATE ON test_sessions FOR EACH ROW WHEN ({when})",
            f"guard_no_change({quote(TAKEN)})")  # fmt: skip
    for (table, name), (verb, asked, sentence) in TESTED.items():
        trigger(table, name, f"BEFORE {verb} ON {table} FOR EACH ROW",
                f"guard_tested({quote(asked)}, {quote(sentence)})")  # fmt: skip


def guard_who_and_when() -> None:
    for table, column in NAMED.items():
        trigger(table, "guard_named",
                f"AFTER INSERT ON {table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
                f"guard_named('{column}')")  # fmt: skip
    op.execute("DROP TRIGGER guard_who_added ON instance_attempts")
    trigger("instance_attempts", "guard_attempt",
            "AFTER INSERT ON instance_attempts REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
            "guard_attempt()")  # fmt: skip
    for table, columns in STAMPS.items():
        said = ", ".join(f"'{column}'" for column in columns)
        filled = " OR ".join(f"NEW.{column} IS NOT NULL" for column in columns)
        for name, verb, when in (
            ("guard_stamped_added", "INSERT", filled), ("guard_stamped", "UPDATE", " OR ".join(differs(columns))),
        ):  # fmt: skip
            trigger(table, name, f"BEFORE {verb} ON {table} FOR EACH ROW WHEN ({when})", f"guard_stamped({said})")
    for table in TIMED:
        trigger(table, "guard_held", f"BEFORE INSERT OR UPDATE ON {table} FOR EACH STATEMENT", "guard_held()")


def guard_deeds() -> None:
    trigger("test_instances", "guard_result", "BEFORE INSERT OR UPDATE ON test_instances FOR EACH ROW",
            "guard_result()")  # fmt: skip
    for table in ADDED_TO_TESTS:
        trigger(table, "guard_added_to_test",
                f"AFTER INSERT ON {table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
                "guard_added_to_test()")  # fmt: skip
    approves = "NEW.status = 'approved' AND OLD.status <> 'approved'"
    trigger("test_sessions", "guard_hands", f"BEFORE UPDATE ON test_sessions FOR EACH ROW WHEN ({approves})",
            "guard_hands()")  # fmt: skip
    trigger("faults", "guard_supervised",
            "BEFORE UPDATE ON faults FOR EACH ROW WHEN (NEW.status = 'void' AND OLD.status <> 'void')",
            f"guard_supervised({quote('Only a supervisor may void a fault.')})")  # fmt: skip
    trigger("session_events", "guard_supervised",
            "BEFORE INSERT ON session_events FOR EACH ROW WHEN (NEW.event IN ('approved', 'returned', 'revised'))",
            f"guard_supervised({quote('Only a supervisor reviews a session.')})")  # fmt: skip
    op.execute(SCENARIO_DELETE.format(still=ZONE_STANDS))


def checks() -> dict[str, tuple[str, str]]:
    """Name of a check → its table and what it asks."""
    found = {}
    for table, columns in NUMBERS.items():
        numbers = ", ".join(f"abs({column})" for column in sorted(columns.split(", ")))
        found[f"ck_{table}_finite"] = (table, f"GREATEST({numbers}) < 'Infinity'")
    for table in sorted({*LISTS, *OBJECTS}):
        asked = [f"jsonb_typeof({c}::jsonb) = 'array'" for c in sorted(LISTS.get(table, "").split(", ")) if c]
        asked += [f"jsonb_typeof({c}::jsonb) = 'object'" for c in sorted(OBJECTS.get(table, "").split(", ")) if c]
        found[f"ck_{table}_shapes"] = (table, " AND ".join(asked))
    for table, columns in WORDS.items():
        asked = []
        for column, words in sorted(columns.items()):
            listed = ", ".join(f"'{word}'" for word in words.split(", "))
            asked.append(f"{column} IN ({listed})")
        found[f"ck_{table}_words"] = (table, " AND ".join(asked))
    found["ck_buildings_timezone"] = ("buildings", ZONE)
    for table, column in REASONS.items():
        found[f"ck_{table}_reason"] = (table, f"btrim({column}) <> ''")
    return found


def upgrade() -> None:
    op.execute(FUNCTIONS)
    guard_facts()
    guard_who_and_when()
    guard_deeds()
    for name, (table, asked) in checks().items():
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({asked}) NOT VALID")
        op.execute(
            f"DO $$ BEGIN ALTER TABLE {table} VALIDATE CONSTRAINT {name}; EXCEPTION WHEN check_violation "
            f"OR invalid_parameter_value THEN "
            f"RAISE NOTICE 'Rows of {table} from before do not pass {name}; they stay as they are.'; END $$"
        )


def downgrade() -> None:
    for name, (table, _) in checks().items():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    op.execute(SCENARIO_DELETE.format(still="pg_trigger_depth() = 1"))
    for table in (*FACTS, "test_sessions"):
        op.execute(f"DROP TRIGGER guard_kept_facts ON {table}")
    op.execute(f"DROP FUNCTION {', '.join(NAMES)} CASCADE")
    trigger("instance_attempts", "guard_who_added",
            "AFTER INSERT ON instance_attempts REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
            "guard_who_added('recorded_by')")  # fmt: skip
