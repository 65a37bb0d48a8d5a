"""What the log costs a write: the same entries, worked out with less (page 4, P7; decision 32).

Three things made an UPDATE of many rows dear. The rows were turned into JSON again for the join, a row that was not
there stood as an empty document that was compared over and over, and two of the small functions held a query, so that
PostgreSQL called them for each row instead of writing them into the statement. What is told and what is hashed is as it
was in 023; ``tests/trust/test_chain.py`` holds both against each other.

Revision ID: 027_audit_price
Revises: 026_outside_judges
Create Date: 2026-11-23 23:10:00.000000
"""

from __future__ import annotations

from types import ModuleType

from alembic import context, op

revision = "027_audit_price"
down_revision = "026_outside_judges"
branch_labels = None
depends_on = None

SETTINGS = """SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres' SET bytea_output = 'hex' SET extra_float_digits = 1"""

#: What needs a query stands apart: a function without one is written into the statement that calls it.
PARTS = """
CREATE FUNCTION audit_chosen(whole jsonb, told text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_object_agg(name, whole -> name) FROM unnest(string_to_array(told, ',')) AS name
$$;

CREATE FUNCTION audit_instrument_building(instrument uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT i.building_id FROM public.instruments AS i WHERE i.id = instrument
$$;

CREATE OR REPLACE FUNCTION audit_line(whole jsonb, told text, by_hash text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_strip_nulls(CASE
        WHEN told <> '' THEN public.audit_chosen(whole, told)
        WHEN by_hash <> '' THEN whole - array_append(string_to_array(by_hash, ','), 'updated_at')
        ELSE whole - 'updated_at' END)
$$;

CREATE OR REPLACE FUNCTION audit_building(whole jsonb, name text) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE name WHEN '' THEN NULL
        WHEN 'instrument_id' THEN public.audit_instrument_building((whole ->> name)::uuid)
        ELSE (whole ->> name)::uuid END
$$;
"""

#: Each row that is told, as columns that differ: ``{name: [before, after]}``. ``silent`` are columns that are not told,
#: ``told`` those that are (NULL: all).
DIFFERENCE = """(SELECT jsonb_object_agg(name, jsonb_build_array(before -> name, after -> name))
             FROM jsonb_object_keys(coalesce(after, before)) AS name
             WHERE before -> name IS DISTINCT FROM after -> name
               AND coalesce(before -> name, 'null') <> coalesce(after -> name, 'null')
               AND name <> ALL(silent) AND (told IS NULL OR name = ANY(told)))"""
DECLARED = """DECLARE
    silent text[] := array_append(string_to_array(TG_ARGV[4], ','), 'updated_at');
    told text[] := string_to_array(nullif(TG_ARGV[2], ''), ',');
"""

#: Arguments as in 023. The steps are materialised and kept apart (OFFSET 0): merged into one, each row would be turned
#: into JSON once for each place where it is named. A row that is not there is NULL, its digest zeros.
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
    WITH pairs AS MATERIALIZED (SELECT NULL::jsonb AS before, to_jsonb(a) AS after FROM added AS a),
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
        SELECT o.line AS before, n.line AS after, coalesce(n.line, o.line) AS either
        FROM (SELECT to_jsonb(g) AS line FROM gone AS g OFFSET 0) AS o
        FULL JOIN (SELECT to_jsonb(a) AS line FROM added AS a OFFSET 0) AS n
            ON o.line ->> TG_ARGV[0] = n.line ->> TG_ARGV[0]
    ),
    changed AS MATERIALIZED (
        SELECT public.audit_key(either, TG_ARGV[0]) AS key, public.audit_building(either, TG_ARGV[1]) AS building,
               CASE WHEN after IS NULL THEN decode(repeat('00', 32), 'hex')
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
    WITH pairs AS MATERIALIZED (SELECT to_jsonb(g) AS before, NULL::jsonb AS after FROM gone AS g),
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


def upgrade() -> None:
    op.execute(PARTS)
    op.execute(FUNCTIONS)


def downgrade() -> None:
    earlier = of_023()
    op.execute(earlier.FUNCTIONS)
    for name in ("audit_line", "audit_building"):
        op.execute(earlier.PARTS[earlier.PARTS.index(f"CREATE FUNCTION {name}(") :].split("$$;")[0]
                   .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") + "$$")  # fmt: skip
    op.execute("DROP FUNCTION audit_chosen, audit_instrument_building")


def of_023() -> ModuleType:
    """The revision whose functions these were."""
    found = context.script.get_revision("023_audit_chain")
    assert found is not None
    return found.module
