"""Every write of every record is in a chain: what is changed, left out or cut off afterwards is found.

Statement triggers write an entry for each statement and building, as they did for the registers since 016; now for
every table of record, and with the SHA-256 of each row as it stands afterwards. At COMMIT a deferred trigger links the
entries: ``hash = sha256(hash before ‖ sha256(payload))``. Linking takes the one row of ``audit_head`` and is the last
thing a transaction does (no other trigger of this schema is deferred), so that nobody waits for anything while holding
it. What was there before this revision enters the chain as it is found.

Revision ID: 023_audit_chain
Revises: 022_issued_reports
Create Date: 2026-11-23 15:10:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "023_audit_chain"
down_revision = "022_issued_reports"
branch_labels = None
depends_on = None

#: Registers, logged since 016 and 019 with all that is added to them: table → key, column that leads to the building.
REGISTERS = {
    "buildings": ("id", "id"),
    "stairs": ("stair_id", "building_id"),
    "floors": ("floor_id", "building_id"),
    "doors": ("door_id", "building_id"),
    "doorways": ("doorway_id", "building_id"),
    "zones": ("zone_id", "building_id"),
    "control_equipment": ("equipment_id", "building_id"),
    "interface_test_definitions": ("definition_id", "building_id"),
    "design_setpoints": ("setpoint_id", "building_id"),
    "instruments": ("id", "building_id"),
    "calibration_certificates": ("cert_id", "instrument_id"),
    "as1851_rules": ("rule_id", ""),
    "users": ("id", ""),
    "frequency_settings": ("setting_id", "building_id"),
    "archetype_settings": ("setting_id", "building_id"),
}

#: Records: a row that is added stands in its own table, so its entry holds its key and its hash alone.
RECORDS = {
    "baseline_pressure_differentials": "baseline_id",
    "baseline_air_velocities": "baseline_id",
    "baseline_door_forces": "baseline_id",
    "ce_scenarios": "scenario_id",
    "door_scenarios": "door_scenario_id",
    "evidence_records": "evidence_id",
    "evidence_waivers": "waiver_id",
    "fault_events": "event_id",
    "faults": "id",
    "import_batches": "batch_id",
    "import_mappings": "mapping_id",
    "instance_attempts": "attempt_id",
    "issued_reports": "report_id",
    "reading_exclusions": "exclusion_id",
    "result_amendments": "amendment_id",
    "sealed_contents": "session_id",
    "session_charts": "chart_id",
    "session_events": "event_id",
    "signed_copies": "file_sha256",
    "test_instance_templates": "template_instance_id",
    "test_instances": "instance_id",
    "test_sessions": "id",
}

#: What is told of a person. A database that was there before may keep secrets in other columns of the table.
TOLD = {"users": "id,username,full_name,email,role,licence_number,active,created_at"}

#: Columns that stand in the entry by the hash that another column of the row is of.
BY_HASH = {"issued_reports": "file,record", "sealed_contents": "content"}

#: Verb → the transition tables its trigger is given.
SEEN = {
    "INSERT": "REFERENCING NEW TABLE AS added",
    "UPDATE": "REFERENCING OLD TABLE AS gone NEW TABLE AS added",
    "DELETE": "REFERENCING OLD TABLE AS gone",
}

TABLES = """
ALTER TABLE audit_entries ADD COLUMN digests bytea;
CREATE TABLE audit_chain (
    seq bigint PRIMARY KEY,
    entry_id bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT uq_audit_chain_entry UNIQUE (entry_id),
    CONSTRAINT ck_audit_chain_hash CHECK (octet_length(hash) = 32)
);
CREATE TABLE audit_head (
    ledger uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT ck_audit_head_hash CHECK (octet_length(hash) = 32)
);
CREATE UNIQUE INDEX uq_audit_head_one ON audit_head ((true));
"""

SETTINGS = """SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO, YMD'
SET bytea_output = 'hex' SET extra_float_digits = 1"""

#: What stands for a row: its key, its building, and the text that is hashed – without blanks, without the time of the
#: last touch, and without what another column of the row is the hash of.
PARTS = """
CREATE FUNCTION audit_line(whole jsonb, told text, by_hash text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_strip_nulls(CASE
        WHEN told <> '' THEN
            (SELECT jsonb_object_agg(name, whole -> name) FROM unnest(string_to_array(told, ',')) AS name)
        WHEN by_hash <> '' THEN whole - array_append(string_to_array(by_hash, ','), 'updated_at')
        ELSE whole - 'updated_at' END)
$$;

CREATE FUNCTION audit_digest(line jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(convert_to(line::text, 'UTF8'))
$$;

CREATE FUNCTION audit_key(whole jsonb, name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE name WHEN 'file_sha256' THEN md5(whole ->> name)::uuid ELSE (whole ->> name)::uuid END
$$;

CREATE FUNCTION audit_building(whole jsonb, name text) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE name WHEN '' THEN NULL
        WHEN 'instrument_id' THEN
            (SELECT i.building_id FROM public.instruments AS i WHERE i.id = (whole ->> name)::uuid)
        ELSE (whole ->> name)::uuid END
$$;

CREATE FUNCTION audit_person() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT said::uuid FROM current_setting('firemode.by', true) AS said
    WHERE said ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
$$;
"""
SETTINGS = """SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres' SET bytea_output = 'hex' SET extra_float_digits = 1"""

#: Each row that is told, as columns that differ: ``{name: [before, after]}``. ``silent`` are columns that are not told,
#: ``told`` those that are (NULL: all).
DIFFERENCE = """(SELECT jsonb_object_agg(name, jsonb_build_array(before -> name, after -> name))
             FROM jsonb_object_keys(coalesce(nullif(after, '{}'), before)) AS name
             WHERE before -> name IS DISTINCT FROM after -> name
               AND coalesce(before -> name, 'null') <> coalesce(after -> name, 'null')
               AND name <> ALL(silent) AND (told IS NULL OR name = ANY(told)))"""
DECLARED = """DECLARE
    silent text[] := array_append(string_to_array(TG_ARGV[4], ','), 'updated_at');
    told text[] := string_to_array(nullif(TG_ARGV[2], ''), ',');
"""

#: Arguments: key, column of the building, columns that are told (blank: all), ``kept`` where an added row is not told,
#: columns that stand by their hash. The steps are materialised: merged into one, each row would be turned into JSON
#: once for each of its columns. A digest of zeros: the row is gone.
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION audit_insert() RETURNS trigger LANGUAGE plpgsql {SETTINGS} AS $$
{DECLARED}BEGIN
    IF TG_ARGV[3] = 'kept' THEN
        INSERT INTO public.audit_entries (by_user, building_id, table_name, verb, row_keys, digests, rows)
        SELECT public.audit_person(), building, TG_TABLE_NAME, TG_OP, array_agg(key ORDER BY key),
               string_agg(digest, ''::bytea ORDER BY key), '[]'
        FROM (SELECT public.audit_key(whole, TG_ARGV[0]) AS key, public.audit_building(whole, TG_ARGV[1]) AS building,
                     public.audit_digest(public.audit_line(whole, TG_ARGV[2], TG_ARGV[4])) AS digest
              FROM (SELECT to_jsonb(a) AS whole FROM added AS a OFFSET 0) AS wholes OFFSET 0) AS found
        GROUP BY building;
        RETURN NULL;
    END IF;
    WITH pairs AS MATERIALIZED (SELECT '{{}}'::jsonb AS before, to_jsonb(a) AS after FROM added AS a),
    changed AS MATERIALIZED (
        SELECT public.audit_key(after, TG_ARGV[0]) AS key, public.audit_building(after, TG_ARGV[1]) AS building,
               public.audit_digest(public.audit_line(after, TG_ARGV[2], TG_ARGV[4])) AS digest, {DIFFERENCE} AS columns
        FROM pairs
    )
    INSERT INTO public.audit_entries (by_user, building_id, table_name, verb, row_keys, digests, rows)
    SELECT public.audit_person(), building, TG_TABLE_NAME, TG_OP, array_agg(key ORDER BY key),
           string_agg(digest, ''::bytea ORDER BY key),
           jsonb_agg(jsonb_build_object('key', key, 'columns', columns) ORDER BY key)
    FROM changed GROUP BY building;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit_update() RETURNS trigger LANGUAGE plpgsql {SETTINGS} AS $$
{DECLARED}BEGIN
    WITH pairs AS MATERIALIZED (
        SELECT coalesce(o.line, '{{}}') AS before, coalesce(n.line, '{{}}') AS after
        FROM (SELECT to_jsonb(g) AS line FROM gone AS g) AS o
        FULL JOIN (SELECT to_jsonb(a) AS line FROM added AS a) AS n ON o.line ->> TG_ARGV[0] = n.line ->> TG_ARGV[0]
    ),
    changed AS MATERIALIZED (
        SELECT coalesce(public.audit_key(nullif(after, '{{}}'), TG_ARGV[0]),
                        public.audit_key(before, TG_ARGV[0])) AS key,
               public.audit_building(coalesce(nullif(after, '{{}}'), before), TG_ARGV[1]) AS building,
               CASE after WHEN '{{}}' THEN decode(repeat('00', 32), 'hex')
                    ELSE public.audit_digest(public.audit_line(after, TG_ARGV[2], TG_ARGV[4])) END AS digest,
               {DIFFERENCE} AS columns
        FROM pairs
    )
    INSERT INTO public.audit_entries (by_user, building_id, table_name, verb, row_keys, digests, rows)
    SELECT public.audit_person(), building, TG_TABLE_NAME, TG_OP, array_agg(key ORDER BY key),
           string_agg(digest, ''::bytea ORDER BY key),
           jsonb_agg(jsonb_build_object('key', key, 'columns', columns) ORDER BY key)
    FROM changed WHERE columns IS NOT NULL GROUP BY building;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit_delete() RETURNS trigger LANGUAGE plpgsql {SETTINGS} AS $$
{DECLARED}BEGIN
    WITH pairs AS MATERIALIZED (SELECT to_jsonb(g) AS before, '{{}}'::jsonb AS after FROM gone AS g),
    changed AS MATERIALIZED (
        SELECT public.audit_key(before, TG_ARGV[0]) AS key, public.audit_building(before, TG_ARGV[1]) AS building,
               {DIFFERENCE} AS columns
        FROM pairs
    )
    INSERT INTO public.audit_entries (by_user, building_id, table_name, verb, row_keys, digests, rows)
    SELECT public.audit_person(), building, TG_TABLE_NAME, TG_OP, array_agg(key ORDER BY key),
           decode(repeat('00', 32 * count(*)::integer), 'hex'),
           jsonb_agg(jsonb_build_object('key', key, 'columns', columns) ORDER BY key)
    FROM changed GROUP BY building;
    RETURN NULL;
END $$;
"""

#: What is hashed of an entry (``domain/audit_chain.py`` works out the same), and how entries are linked at COMMIT.
CHAIN = f"""
CREATE FUNCTION audit_payload(entry audit_entries) RETURNS bytea LANGUAGE sql STABLE
SET timezone = 'UTC' SET datestyle = 'ISO, YMD' AS $$
    SELECT convert_to(concat_ws(E'\\n', 'FireMode audit 1', entry.entry_id,
        to_char(entry.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), coalesce(entry.by_user::text, '-'),
        to_json(entry.by_login)::text, entry.transaction_id, coalesce(entry.building_id::text, '-'), entry.table_name,
        entry.verb, array_to_string(entry.row_keys, ','), coalesce(encode(entry.digests, 'hex'), '-'),
        entry.rows::text), 'UTF8')
$$;

CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql {SETTINGS} AS $$
DECLARE
    head public.audit_head;
    linked bytea;
BEGIN
    SELECT * INTO STRICT head FROM public.audit_head FOR UPDATE;
    linked := sha256(head.hash || sha256(public.audit_payload(NEW)));
    INSERT INTO public.audit_chain (seq, entry_id, hash) VALUES (head.seq + 1, NEW.entry_id, linked);
    UPDATE public.audit_head SET seq = head.seq + 1, hash = linked;
    RETURN NULL;
END $$;

CREATE FUNCTION guard_chain() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP <> TG_ARGV[0] OR pg_trigger_depth() < 2 THEN
        PERFORM public.guard_refuse('The chain of the log is written by the database alone, and nothing in it changes.',
                                    'guard_chain');
    END IF;
    RETURN NULL;
END $$;
"""

#: Rows that differ from what was last said of them enter the log as they are found, rows that are not there any more as
#: gone. ``audit_restate`` is for revisions that change what a row of a logged table is.
RESTATE = """
CREATE FUNCTION audit_restate(of_table text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET bytea_output = 'hex'
SET extra_float_digits = 1 AS $$
DECLARE
    said text[] := (SELECT string_to_array(encode(tgargs, 'escape'), '\\000') FROM pg_trigger
                    WHERE tgrelid = format('public.%I', of_table)::regclass AND tgname = 'audit_insert');
BEGIN
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE public.audit_entries DISABLE TRIGGER guard_audit;
    EXECUTE format($q$
        WITH last AS (
            SELECT DISTINCT ON (k.key) k.key, e.building_id AS building,
                   substring(e.digests FROM 32 * (k.n::integer - 1) + 1 FOR 32) AS digest
            FROM public.audit_entries AS e, unnest(e.row_keys) WITH ORDINALITY AS k(key, n)
            WHERE e.table_name = %1$L ORDER BY k.key, e.entry_id DESC
        ), now AS (
            SELECT public.audit_key(whole, %2$L) AS key, public.audit_building(whole, %3$L) AS building,
                   public.audit_digest(public.audit_line(whole, %4$L, %5$L)) AS digest
            FROM (SELECT to_jsonb(t) AS whole FROM public.%1$I AS t OFFSET 0) AS wholes
        ), told AS (
            SELECT key, coalesce(now.building, last.building) AS building, 'FOUND' AS verb, now.digest
            FROM now LEFT JOIN last USING (key) WHERE last.digest IS DISTINCT FROM now.digest
            UNION ALL
            SELECT key, last.building, 'GONE', decode(repeat('00', 32), 'hex')
            FROM last LEFT JOIN now USING (key)
            WHERE now.key IS NULL AND last.digest IS DISTINCT FROM decode(repeat('00', 32), 'hex')
        )
        INSERT INTO public.audit_entries (building_id, table_name, verb, row_keys, digests, rows)
        SELECT building, %1$L, verb, array_agg(key ORDER BY key), string_agg(digest, ''::bytea ORDER BY key), '[]'
        FROM told GROUP BY building, verb ORDER BY verb, building
    $q$, of_table, said[1], said[2], said[3], said[5]);
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE public.audit_entries ENABLE ALWAYS TRIGGER guard_audit;
    SET CONSTRAINTS ALL DEFERRED;
END $$;
"""

#: Entries from before the chain, or from while it was away, in their order.
LINK_WHAT_IS_THERE = """
DO $$
DECLARE
    head audit_head;
    entry audit_entries;
BEGIN
    SELECT * INTO STRICT head FROM audit_head;
    FOR entry IN SELECT * FROM audit_entries AS e WHERE NOT EXISTS (SELECT FROM audit_chain AS c WHERE
                 c.entry_id = e.entry_id) ORDER BY e.entry_id LOOP
        head.seq := head.seq + 1;
        head.hash := sha256(head.hash || sha256(audit_payload(entry)));
        INSERT INTO audit_chain (seq, entry_id, hash) VALUES (head.seq, entry.entry_id, head.hash);
    END LOOP;
    UPDATE audit_head SET seq = head.seq, hash = head.hash;
END $$
"""
BEGIN = (
    "INSERT INTO audit_head (seq, hash) SELECT 0, sha256('FireMode audit') WHERE NOT EXISTS (SELECT FROM audit_head)"
)
OLD_SETTINGS = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'"

OLD_PAIRS = {
    "insert": "SELECT '{}'::jsonb AS before, to_jsonb(n) AS after FROM added AS n",
    "update": (
        "SELECT coalesce(o.line, '{}') AS before, coalesce(n.line, '{}') AS after"
        " FROM (SELECT to_jsonb(g) AS line FROM gone AS g) AS o"
        " FULL JOIN (SELECT to_jsonb(a) AS line FROM added AS a) AS n"
        " ON o.line ->> TG_ARGV[0] = n.line ->> TG_ARGV[0]"
    ),
    "delete": "SELECT to_jsonb(o) AS before, '{}'::jsonb AS after FROM gone AS o",
}

#: The functions of 016, for a downgrade.
OLD_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_{verb}() RETURNS trigger LANGUAGE plpgsql {settings} AS $$
BEGIN
    WITH pairs AS MATERIALIZED ({pairs}), changed AS MATERIALIZED (
        SELECT
            coalesce(after ->> TG_ARGV[0], before ->> TG_ARGV[0])::uuid AS key,
            CASE TG_ARGV[1]
                WHEN '' THEN NULL
                WHEN 'instrument_id' THEN (SELECT i.building_id FROM public.instruments AS i WHERE i.id =
                    coalesce(after ->> 'instrument_id', before ->> 'instrument_id')::uuid)
                ELSE coalesce(after ->> TG_ARGV[1], before ->> TG_ARGV[1])::uuid
            END AS building,
            (SELECT jsonb_object_agg(name, jsonb_build_array(before -> name, after -> name))
             FROM jsonb_object_keys(coalesce(nullif(after, '{{}}'), before)) AS name
             WHERE coalesce(before -> name, 'null') <> coalesce(after -> name, 'null') AND name <> 'updated_at'
               AND (TG_ARGV[2] = '' OR name = ANY(string_to_array(TG_ARGV[2], ',')))) AS columns
        FROM pairs
    )
    INSERT INTO public.audit_entries (by_user, building_id, table_name, verb, row_keys, rows)
    SELECT
        (SELECT said::uuid FROM current_setting('firemode.by', true) AS said
         WHERE said ~* '^[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$'),
        building, TG_TABLE_NAME, TG_OP, array_agg(key ORDER BY key),
        jsonb_agg(jsonb_build_object('key', key, 'columns', columns) ORDER BY key)
    FROM changed WHERE columns IS NOT NULL GROUP BY building;
    RETURN NULL;
END $$
"""


def watch(table: str, arguments: tuple[str, ...]) -> None:
    """The three triggers of a table, which fire in every session, also in one that replicates."""
    said = ", ".join(f"'{argument}'" for argument in arguments)
    for verb, seen in SEEN.items():
        name = f"audit_{verb.lower()}"
        op.execute(f"CREATE OR REPLACE TRIGGER {name} AFTER {verb} ON {table} {seen} FOR EACH STATEMENT "
                   f"EXECUTE FUNCTION {name}({said})")  # fmt: skip
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def guard(table: str, allowed: str) -> None:
    """Only the link at COMMIT writes here."""
    op.execute(f"CREATE TRIGGER guard_chain BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
               f"FOR EACH STATEMENT EXECUTE FUNCTION guard_chain('{allowed}')")  # fmt: skip
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard_chain")


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(BEGIN)
    op.execute(PARTS)
    op.execute(FUNCTIONS)
    op.execute(CHAIN)
    op.execute(RESTATE)
    for table, (key, building) in REGISTERS.items():
        watch(table, (key, building, TOLD.get(table, ""), "", ""))
    for table, key in RECORDS.items():
        watch(table, (key, "building_id", "", "kept", BY_HASH.get(table, "")))
    for table in (*REGISTERS, *RECORDS):
        op.execute(f"SELECT audit_restate('{table}')")
    op.execute(LINK_WHAT_IS_THERE)
    op.execute("CREATE CONSTRAINT TRIGGER audit_link AFTER INSERT ON audit_entries DEFERRABLE INITIALLY DEFERRED "
               "FOR EACH ROW EXECUTE FUNCTION audit_link()")  # fmt: skip
    op.execute("ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_link")
    guard("audit_chain", "INSERT")
    guard("audit_head", "UPDATE")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY['audit_entries', 'audit_chain', 'audit_head'])")
    op.execute("DROP TRIGGER audit_link ON audit_entries")
    for table in RECORDS:
        for verb in SEEN:
            op.execute(f"DROP TRIGGER audit_{verb.lower()} ON {table}")
    for table, (key, building) in REGISTERS.items():
        watch(table, (key, building, TOLD.get(table, "")))
    for verb, pairs in OLD_PAIRS.items():
        op.execute(OLD_FUNCTION.format(verb=verb, settings=OLD_SETTINGS, pairs=pairs))
    op.execute("DROP TABLE audit_chain, audit_head")
    op.execute("DROP FUNCTION audit_link, audit_payload, guard_chain, audit_restate")
    op.execute("DROP FUNCTION audit_line, audit_digest, audit_key, audit_building, audit_person")
    op.execute("ALTER TABLE audit_entries DROP COLUMN digests")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
