"""Readings in time: found with a few pages however large the portfolio, left out of a trend only with a reason.

What counts in a trend (the readings of approved sessions, by their latest correction) lies beside the tests in one
narrow table, the latest of each place in another. Both follow from the record alone, kept by triggers whoever writes,
and are made anew by ``readings_rebuild()``.

Revision ID: 021_readings_in_time
Revises: 020_scenario_versions
Create Date: 2026-11-23 04:00:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "021_readings_in_time"
down_revision = "020_scenario_versions"
branch_labels = None
depends_on = None

WIDENED = (
    "CREATE INDEX idx_instances_stair_floor ON test_instances "
    "(stair_id, floor_id, measurement_type, door_configuration, completed_at DESC) "
    "INCLUDE (measured_value_numeric, baseline_value, is_compliant)"
)
GIVEN = "CREATE INDEX idx_instances_stair_floor ON test_instances (stair_id, floor_id)"

PLACE = """
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        stair_id uuid NOT NULL,
        floor_id uuid,
        door_id uuid,
        doorway_id uuid,
        location_id varchar(100),
        measurement_type varchar(50) NOT NULL,
        door_configuration varchar(50),
        door_scenario varchar(50),
        pressurization_active boolean"""
READING = """
        instance_id uuid NOT NULL,
        session_id uuid NOT NULL,
        at timestamptz NOT NULL,
        value numeric NOT NULL,
        is_compliant boolean,
        verdict varchar(20),
        baseline_value numeric(10, 3),
        baseline_date date,
        instrument_id uuid"""

#: What a person decides: kept for ever.
DECIDED = {
    "reading_exclusions": """
        exclusion_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        instance_id uuid NOT NULL REFERENCES test_instances (instance_id),
        excluded boolean NOT NULL,
        reason text NOT NULL,
        decided_by uuid REFERENCES users (id),
        number integer NOT NULL DEFAULT 1,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT uq_reading_exclusion UNIQUE (instance_id, number),
        CONSTRAINT ck_reading_exclusion_reason CHECK (btrim(reason) <> '')""",
    "session_charts": """
        chart_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        session_id uuid NOT NULL REFERENCES test_sessions (id),
        title text NOT NULL,
        settings jsonb NOT NULL,
        added_by uuid REFERENCES users (id),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        removed_at timestamptz,
        removed_by uuid REFERENCES users (id),
        CONSTRAINT ck_session_chart_title CHECK (btrim(title) <> ''),
        CONSTRAINT ck_session_chart_settings CHECK (jsonb_typeof(settings) = 'object')""",
}
#: What follows from the record: never archived, always made anew.
DERIVED = {
    "approved_readings": f"""
        {READING.lstrip()},
        turn integer NOT NULL,
        corrected boolean NOT NULL,
        excluded boolean NOT NULL,
        temp_out_c numeric,
        temp_stair_c numeric,
        place_id uuid NOT NULL,
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        PRIMARY KEY (instance_id),
        FOREIGN KEY (instance_id) REFERENCES test_instances (instance_id) ON DELETE CASCADE""",
    "latest_readings": f"""
        place_id uuid PRIMARY KEY,
        {PLACE.lstrip()},
        identifier text NOT NULL,
        unit varchar(20),
        min_threshold numeric(10, 3),
        max_threshold numeric(10, 3),
        design_setpoint numeric(10, 3),
        {READING.lstrip()},
        readings integer NOT NULL,
        worked_out jsonb,
        margin numeric,
        meets_from date,
        worsening double precision,
        FOREIGN KEY (instance_id) REFERENCES test_instances (instance_id) ON DELETE CASCADE""",
}
INDEXES = [
    "CREATE INDEX idx_reading_exclusions_building ON reading_exclusions (building_id)",
    "CREATE INDEX idx_session_charts_session ON session_charts (session_id)",
    "CREATE INDEX idx_approved_readings_place ON approved_readings (place_id, at DESC, turn DESC) INCLUDE ("
    "instance_id, value, is_compliant, verdict, baseline_value, baseline_date, instrument_id, corrected, excluded, "
    "temp_out_c, temp_stair_c)",
    "CREATE INDEX idx_approved_readings_building ON approved_readings (building_id)",
    "CREATE INDEX idx_latest_readings_building ON latest_readings (building_id, measurement_type)",
    "CREATE INDEX idx_latest_readings_stair ON latest_readings (stair_id, measurement_type)",
    "CREATE INDEX idx_latest_readings_margin ON latest_readings (margin)",
    "CREATE INDEX idx_latest_readings_meets ON latest_readings (meets_from)",
    "CREATE INDEX idx_latest_readings_worsening ON latest_readings (worsening)",
    "CREATE INDEX idx_latest_readings_stale ON latest_readings (building_id) WHERE worked_out IS NULL",
]

NUMERIC = (
    "pressure_differential",
    "air_velocity",
    "door_opening_force",
    "sound_pressure_level",
    "pressure_restoration_time",
)

#: The columns of what counts, in their order.
COUNTED = (
    "instance_id", "session_id", "at", "turn", "value", "is_compliant", "verdict", "baseline_value", "baseline_date",
    "instrument_id", "corrected", "excluded", "temp_out_c", "temp_stair_c", "place_id", "building_id",
)  # fmt: skip
#: The columns of the latest reading of a place, and where each comes from: ``r`` the reading, ``i`` its test.
LATEST = {
    "place_id": "place",
    **{name: f"i.{name}" for name in (
        "building_id", "stair_id", "floor_id", "door_id", "doorway_id", "location_id", "measurement_type",
        "door_configuration", "door_scenario", "pressurization_active",
    )},
    "identifier": "regexp_replace(i.scoped_identifier, '_R[0-9]+$', '')",
    **{name: f"i.{name}" for name in ("unit", "min_threshold", "max_threshold", "design_setpoint")},
    **{name: f"r.{name}" for name in (
        "instance_id", "session_id", "at", "value", "is_compliant", "verdict", "baseline_value", "baseline_date",
        "instrument_id",
    )},
    "readings": "n.many",
}  # fmt: skip

NUMBER = r"""
CREATE FUNCTION readings_number(written text) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN written ~ '^-?[0-9]+(\.[0-9]+)?$' THEN written::numeric END
$$;

CREATE FUNCTION readings_place(stair uuid, floor uuid, door uuid, doorway uuid, location text, measurement text,
    configuration text, scenario text, active boolean) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT md5(concat(stair, '|', floor, '|', door, '|', doorway, '|', measurement, '|', configuration, '|',
        scenario, '|', active, '|', location))::uuid
$$
"""

#: What counts of each test, said once: the tables below hold what this view says, and can be held against it.
VIEW = f"""
CREATE VIEW counted_readings AS
SELECT {{columns}}
FROM (
    SELECT i.instance_id, i.session_id, i.completed_at AS at,
        coalesce(substring(i.scoped_identifier FROM '_R([0-9]{{{{1,6}}}})$')::integer, 1) AS turn,
        coalesce((c.new ->> 'measured_value')::numeric, i.measured_value_numeric) AS value,
        CASE WHEN c.new ? 'is_compliant' THEN (c.new ->> 'is_compliant')::boolean
             ELSE i.is_compliant END AS is_compliant,
        CASE WHEN c.new ? 'verdict' THEN (c.new ->> 'verdict')::varchar(20) ELSE i.verdict END AS verdict,
        i.baseline_value, i.baseline_date,
        CASE WHEN c.new ? 'instrument_id' THEN (c.new ->> 'instrument_id')::uuid
             ELSE i.required_instrument_id END AS instrument_id,
        c.new IS NOT NULL AS corrected,
        coalesce((SELECT e.excluded FROM reading_exclusions e WHERE e.instance_id = i.instance_id
                  ORDER BY e.number DESC LIMIT 1), false) AS excluded,
        readings_number(coalesce(i.environmental_conditions ->> 'temp_out_c',
                                 s.environmental_conditions ->> 'temp_out_c')) AS temp_out_c,
        readings_number(coalesce(i.environmental_conditions ->> 'temp_stair_c',
                                 s.environmental_conditions ->> 'temp_stair_c')) AS temp_stair_c,
        readings_place(i.stair_id, i.floor_id, i.door_id, i.doorway_id, i.location_id, i.measurement_type,
                       i.door_configuration, i.door_scenario, i.pressurization_active) AS place_id,
        i.building_id
    FROM test_instances i JOIN test_sessions s ON s.id = i.session_id
    LEFT JOIN LATERAL (
        SELECT CASE jsonb_typeof(a.new_value) WHEN 'object' THEN a.new_value
               ELSE jsonb_build_object('measured_value', a.new_value) END AS new
        FROM result_amendments a WHERE a.instance_id = i.instance_id AND a.field = 'measured_value'
        ORDER BY a.recorded_at DESC, coalesce((a.new_value ->> 'number')::integer, 0) DESC
        LIMIT 1) c ON true
    WHERE s.status = 'approved' AND i.status = 'completed' AND i.measured_value_numeric IS NOT NULL
        AND i.measurement_type IN ({", ".join(f"'{word}'" for word in NUMERIC)})
) AS counted
""".format(columns=", ".join(COUNTED))

TAKE = f"""
CREATE FUNCTION readings_take(instances uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    places uuid[];
BEGIN
    -- One at a time in a building, so that the latest of two approvals at once is the latest of both.
    PERFORM pg_advisory_xact_lock(hashtext('readings'), hashtext(b.building_id::text)) FROM (
        SELECT DISTINCT building_id FROM test_instances WHERE instance_id = ANY (instances) ORDER BY 1) b;
    WITH taken AS (
        INSERT INTO approved_readings ({", ".join(COUNTED)})
        SELECT {", ".join(COUNTED)} FROM counted_readings WHERE instance_id = ANY (instances)
        ON CONFLICT (instance_id) DO UPDATE SET
            {", ".join(f"{name} = EXCLUDED.{name}" for name in COUNTED[1:])}
        RETURNING place_id)
    SELECT array_agg(DISTINCT place_id ORDER BY place_id) INTO places FROM taken;
    PERFORM readings_latest(places);
END $$;

CREATE FUNCTION readings_latest(places uuid[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
    INSERT INTO latest_readings AS l ({", ".join(LATEST)})
    SELECT {", ".join(f"{source} AS {name}" for name, source in LATEST.items())}
    FROM unnest(places) AS place
    CROSS JOIN LATERAL (SELECT * FROM approved_readings a WHERE a.place_id = place
                        ORDER BY a.at DESC, a.turn DESC, a.instance_id DESC LIMIT 1) r
    CROSS JOIN LATERAL (SELECT count(*) AS many FROM approved_readings a WHERE a.place_id = place) n
    JOIN test_instances i ON i.instance_id = r.instance_id
    ON CONFLICT (place_id) DO UPDATE SET
        {", ".join(f"{name} = EXCLUDED.{name}" for name in LATEST)},
        worked_out = NULL, margin = NULL, meets_from = NULL, worsening = NULL
$$;

CREATE FUNCTION readings_rebuild() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM latest_readings;
    DELETE FROM approved_readings;
    INSERT INTO approved_readings ({", ".join(COUNTED)}) SELECT {", ".join(COUNTED)} FROM counted_readings;
    PERFORM readings_latest(array_agg(DISTINCT place_id ORDER BY place_id)) FROM approved_readings;
END $$;

CREATE FUNCTION readings_of_sessions() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    instances uuid[] := (
        SELECT array_agg(i.instance_id) FROM added JOIN gone USING (id) JOIN test_instances i ON i.session_id = added.id
        WHERE added.status = 'approved' AND gone.status <> 'approved' AND i.status = 'completed');
BEGIN
    IF instances IS NOT NULL THEN
        PERFORM readings_take(instances);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION readings_of_added() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    instances uuid[] := (SELECT array_agg(added.instance_id) FROM added JOIN approved_readings USING (instance_id));
BEGIN
    IF instances IS NOT NULL THEN
        PERFORM readings_take(instances);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard_exclusion() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    before reading_exclusions;
BEGIN
    IF NOT EXISTS (SELECT FROM approved_readings WHERE instance_id = NEW.instance_id) THEN
        PERFORM guard_refuse('Only a reading of an approved session stands in a trend.', 'guard_exclusion');
    END IF;
    SELECT * INTO before FROM reading_exclusions WHERE instance_id = NEW.instance_id ORDER BY number DESC LIMIT 1;
    IF NEW.excluded IS NOT DISTINCT FROM coalesce(before.excluded, false) THEN
        PERFORM guard_refuse(CASE WHEN NEW.excluded THEN 'This reading is left out of the trend already.'
            ELSE 'This reading stands in the trend already.' END, 'guard_exclusion');
    END IF;
    NEW.number := coalesce(before.number, 0) + 1;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_session_chart() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.removed_at IS NULL THEN
        OLD.removed_at := NEW.removed_at;
        OLD.removed_by := NEW.removed_by;
    END IF;
    IF OLD *<> NEW THEN
        PERFORM guard_refuse('A chart of a report stays as it was put there. Remove it, and put in another.',
                             'guard_session_chart');
    END IF;
    RETURN NEW;
END $$
"""
NAMES = [
    "readings_of_sessions()",
    "readings_of_added()",
    "readings_rebuild()",
    "readings_take(uuid[])",
    "readings_latest(uuid[])",
    "guard_exclusion()",
    "guard_session_chart()",
]
NAMES_OF_VIEW = [
    "readings_place(uuid, uuid, uuid, uuid, text, text, text, text, boolean)",
    "readings_number(text)",
]

KEPT_EXCLUSION = "What was decided on a reading stays on record; decide anew."
KEPT_CHART = "A chart of a report stays on record. Remove it from the report instead."
SAME = "same_building('{}', '{}', '{}', '')"

#: Table → trigger → when, the rows it sees, for each what, and the function with its arguments.
TRIGGERS = {
    "test_sessions": {
        "readings_of_sessions": (
            "AFTER UPDATE",
            "REFERENCING OLD TABLE AS gone NEW TABLE AS added",
            "STATEMENT",
            "readings_of_sessions()",
        ),
    },
    "result_amendments": {
        "readings_of_added": ("AFTER INSERT", "REFERENCING NEW TABLE AS added", "STATEMENT", "readings_of_added()"),
    },
    "reading_exclusions": {
        "guard_exclusion": ("BEFORE INSERT", "", "ROW", "guard_exclusion()"),
        "guard_no_change": ("BEFORE UPDATE", "", "ROW", f"guard_no_change('{KEPT_EXCLUSION}')"),
        "guard_no_delete": ("BEFORE DELETE", "", "ROW", f"guard_no_delete('{KEPT_EXCLUSION}')"),
        "guard_no_truncate": ("BEFORE TRUNCATE", "", "STATEMENT", f"guard_no_delete('{KEPT_EXCLUSION}')"),
        "readings_of_added": ("AFTER INSERT", "REFERENCING NEW TABLE AS added", "STATEMENT", "readings_of_added()"),
        "record_time": ("BEFORE INSERT", "", "ROW", "record_time()"),
        "same_building": (
            "BEFORE INSERT",
            "",
            "ROW",
            "same_building('instance_id', 'test_instances', 'instance_id', '')",
        ),
    },
    "session_charts": {
        "guard_no_delete": ("BEFORE DELETE", "", "ROW", f"guard_no_delete('{KEPT_CHART}')"),
        "guard_no_truncate": ("BEFORE TRUNCATE", "", "STATEMENT", f"guard_no_delete('{KEPT_CHART}')"),
        "guard_session_chart": ("BEFORE UPDATE", "", "ROW", "guard_session_chart()"),
        "record_time": ("BEFORE INSERT", "", "ROW", "record_time()"),
        "same_building": ("BEFORE INSERT", "", "ROW", SAME.format("session_id", "test_sessions", "id")),
    },
}


def upgrade() -> None:
    op.execute("DROP INDEX idx_instances_stair_floor")
    op.execute(WIDENED)
    for table, definition in (DECIDED | DERIVED).items():
        op.execute(f"CREATE TABLE {table} ({definition})")
    for index in INDEXES:
        op.execute(index)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(NUMBER)
    op.execute(VIEW)
    op.execute(TAKE)
    op.execute("SELECT readings_rebuild()")
    for table, triggers in TRIGGERS.items():
        for name, (when, seen, each, call) in triggers.items():
            op.execute(f"CREATE TRIGGER {name} {when} ON {table} {seen} FOR EACH {each} EXECUTE FUNCTION {call}")
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{list(DECIDED)})")
    op.execute(f"DROP FUNCTION {', '.join(NAMES)} CASCADE")
    op.execute("DROP VIEW counted_readings")
    op.execute(f"DROP FUNCTION {', '.join(NAMES_OF_VIEW)}")
    for table in [*DERIVED, *DECIDED]:
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP INDEX idx_instances_stair_floor")
    op.execute(GIVEN)
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
