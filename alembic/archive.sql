-- What a downgrade takes away is kept, and an upgrade brings it back.
--
--   downgrade of a revision:  keep(revision, tables)   copies the tables as they are, typed, under a name of their own
--                             … the older schema is made: rows, columns and tables go, values are narrowed …
--                             leave(revision)          notes what the older schema holds of them now, and the hash
--   upgrade of a revision:    … the newer schema is made …
--                             restore(revision)        checks the hash, then brings back row by row and value by value
--
-- For a value that the downgrade changed, three are compared: what it was, what was left, what is there now.
-- What is there now differs from what was left: somebody wrote it meanwhile, and it stays. Otherwise it becomes again
-- what it was. A row that the downgrade took out comes back unless a row of that key has been written meanwhile; rows
-- written meanwhile stay. What can no longer stand (its parent was deleted meanwhile, its place was taken) is listed
-- in left_out with the reason, and is still in its copy: copies are never deleted.
--
-- Keeping is here, restoring in restore.sql. Both are run before every migration; they only add.

CREATE SCHEMA IF NOT EXISTS firemode_archive;

CREATE TABLE IF NOT EXISTS firemode_archive.copies (
    copy_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    revision text NOT NULL,
    table_name text NOT NULL,
    copy_name text NOT NULL UNIQUE,       -- the table as it was
    left_name text UNIQUE,                -- what the older schema held of it; NULL: the table was dropped
    dropped_columns text[],               -- NULL until leave() was called
    next_numbers jsonb NOT NULL,          -- {column: next value of its sequence}
    silenced jsonb NOT NULL,              -- {trigger: tgenabled} while a downgrade runs
    row_count bigint NOT NULL,
    content_hash text,                    -- sha256 over column names, types and rows of the copy and of what was left
    made_at timestamptz NOT NULL DEFAULT now(),
    restored_at timestamptz
);

CREATE TABLE IF NOT EXISTS firemode_archive.left_out (
    copy_id bigint NOT NULL REFERENCES firemode_archive.copies,
    row_key text NOT NULL,                -- the primary key, as PostgreSQL writes a row
    reason text NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT now()
);

CREATE OR REPLACE FUNCTION firemode_archive.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The list of archive copies only grows: without its line a copy never comes back.'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'archive_only_grows';
END $$;

CREATE OR REPLACE TRIGGER only_grows BEFORE DELETE OR TRUNCATE ON firemode_archive.copies
EXECUTE FUNCTION firemode_archive.refuse();

CREATE OR REPLACE FUNCTION firemode_archive.columns_of(relation regclass) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(attname::text ORDER BY attnum), '{}') FROM pg_attribute
    WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
$$;

CREATE OR REPLACE FUNCTION firemode_archive.key_of(relation regclass) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
    WHERE i.indrelid = relation AND i.indisprimary
$$;

-- 'a.x, a.y' of columns {x,y} and alias a.
CREATE OR REPLACE FUNCTION firemode_archive.listed(names text[], alias text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(format('%s.%I', alias, name), ', ' ORDER BY place)
    FROM unnest(names) WITH ORDINALITY AS n(name, place)
$$;

CREATE OR REPLACE FUNCTION firemode_archive.type_of(relation regclass, name text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = relation AND attname = name
$$;

-- One hash for all rows, whatever order they lie in; in 256 parts, so that no part grows out of memory.
CREATE OR REPLACE FUNCTION firemode_archive.hash_of(relation regclass) RETURNS bytea LANGUAGE plpgsql STABLE
SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET bytea_output = 'hex'
SET extra_float_digits = 1 AS $$
DECLARE
    header text;
    answer bytea;
BEGIN
    SELECT string_agg(name || ' ' || firemode_archive.type_of(relation, name), ', ' ORDER BY place) INTO header
    FROM unnest(firemode_archive.columns_of(relation)) WITH ORDINALITY AS n(name, place);
    EXECUTE format($q$
        SELECT sha256(convert_to($1, 'UTF8') || coalesce(string_agg(part, ''::bytea ORDER BY bucket), ''::bytea))
        FROM (
            SELECT get_byte(row_hash, 0) AS bucket, sha256(string_agg(row_hash, ''::bytea ORDER BY row_hash)) AS part
            FROM (SELECT sha256(convert_to(archived_row::text, 'UTF8')) AS row_hash FROM %s AS archived_row) AS hashed
            GROUP BY 1
        ) AS parts
    $q$, relation) INTO answer USING header;
    RETURN answer;
END $$;

CREATE OR REPLACE FUNCTION firemode_archive.content_hash(copy_name text, left_name text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(
        firemode_archive.hash_of(format('firemode_archive.%I', copy_name)::regclass) ||
        CASE WHEN left_name IS NULL THEN ''::bytea
             ELSE firemode_archive.hash_of(format('firemode_archive.%I', left_name)::regclass) END), 'hex')
$$;

-- Triggers of a table off (and how they were), so that bringing back a row does not touch or refuse it.
CREATE OR REPLACE FUNCTION firemode_archive.silence(relation regclass) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    found record;
    states jsonb := '{}';
BEGIN
    FOR found IN SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = relation AND NOT tgisinternal LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', relation, found.tgname);
        states := states || jsonb_build_object(found.tgname, found.tgenabled);
    END LOOP;
    RETURN states;
END $$;

CREATE OR REPLACE FUNCTION firemode_archive.wake(relation regclass, states jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    FOR found IN SELECT tgname, states ->> tgname AS state FROM pg_trigger
                 WHERE tgrelid = relation AND NOT tgisinternal AND states ? tgname LOOP
        EXECUTE format('ALTER TABLE %s %s TRIGGER %I', relation,
            CASE found.state WHEN 'O' THEN 'ENABLE' WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA'
                             ELSE 'DISABLE' END, found.tgname);
    END LOOP;
END $$;

-- Constraints that rows of before may break (NOT VALID) off, and as they were; else such a row could not be brought back.
CREATE OR REPLACE FUNCTION firemode_archive.loosen(relation regclass) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    name text;
    definitions jsonb := (
        SELECT coalesce(jsonb_object_agg(conname, pg_get_constraintdef(oid)), '{}') FROM pg_constraint
        WHERE conrelid = relation AND contype IN ('c', 'f') AND NOT convalidated);
BEGIN
    FOR name IN SELECT jsonb_object_keys(definitions) LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', relation, name);
    END LOOP;
    RETURN definitions;
END $$;

CREATE OR REPLACE FUNCTION firemode_archive.tighten(relation regclass, definitions jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    loosened record;
BEGIN
    FOR loosened IN SELECT * FROM jsonb_each_text(definitions) AS d(name, definition) LOOP
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', relation, loosened.name, loosened.definition);
    END LOOP;
END $$;

-- Runs a statement on a table without its triggers, and whatever rows of before may break.
CREATE OR REPLACE FUNCTION firemode_archive.quietly(of_table text, statement text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    relation regclass := quote_ident(of_table)::regclass;
    states jsonb := firemode_archive.silence(relation);
    definitions jsonb := firemode_archive.loosen(relation);
BEGIN
    EXECUTE statement;
    PERFORM firemode_archive.tighten(relation, definitions);
    PERFORM firemode_archive.wake(relation, states);
END $$;

CREATE OR REPLACE FUNCTION firemode_archive.next_numbers_of(relation regclass) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    name text;
    next_value bigint;
    answer jsonb := '{}';
BEGIN
    FOREACH name IN ARRAY firemode_archive.columns_of(relation) LOOP
        CONTINUE WHEN pg_get_serial_sequence(relation::text, name) IS NULL;
        EXECUTE format('SELECT CASE WHEN is_called THEN last_value + 1 ELSE last_value END FROM %s',
                       pg_get_serial_sequence(relation::text, name)) INTO next_value;
        answer := answer || jsonb_build_object(name, next_value);
    END LOOP;
    RETURN answer;
END $$;

-- The next free number of a column, as far as any downgrade knows it; 1 where none does.
CREATE OR REPLACE FUNCTION firemode_archive.next_number(kept_table text, kept_column text) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT coalesce(max((next_numbers ->> kept_column)::bigint), 1)
    FROM firemode_archive.copies WHERE table_name = kept_table
$$;

-- Before a downgrade changes anything: copies the tables (parents first) as they are.
CREATE OR REPLACE FUNCTION firemode_archive.keep(of_revision text, tables text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    kept text;
    relation regclass;
    number bigint;
    name text;
    copied bigint;
BEGIN
    FOREACH kept IN ARRAY tables LOOP
        relation := to_regclass(quote_ident(kept));
        CONTINUE WHEN relation IS NULL;
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', relation);
        number := nextval(pg_get_serial_sequence('firemode_archive.copies', 'copy_id'));
        name := format('%s_%s_%s', left(kept, 40), left(of_revision, 3), lpad(number::text, 6, '0'));
        EXECUTE format('CREATE TABLE firemode_archive.%I (LIKE %s)', name, relation);
        EXECUTE format('INSERT INTO firemode_archive.%I SELECT * FROM %s', name, relation);
        GET DIAGNOSTICS copied = ROW_COUNT;
        INSERT INTO firemode_archive.copies
            (copy_id, revision, table_name, copy_name, next_numbers, silenced, row_count)
            OVERRIDING SYSTEM VALUE
            VALUES (number, of_revision, kept, name, firemode_archive.next_numbers_of(relation),
                    firemode_archive.silence(relation), copied);
    END LOOP;
END $$;

-- Of the columns that a copy shares with its table, those whose type or any value differs now.
CREATE OR REPLACE FUNCTION firemode_archive.changed_columns(relation regclass, copy regclass) RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    shared text[];
    key text[] := firemode_archive.key_of(relation);
    differs boolean[];
BEGIN
    SELECT array_agg(name ORDER BY place) INTO shared
    FROM unnest(firemode_archive.columns_of(copy)) WITH ORDINALITY AS n(name, place)
    WHERE name = ANY(firemode_archive.columns_of(relation)) AND name <> ALL(key);
    IF shared IS NULL THEN
        RETURN '{}';
    END IF;
    EXECUTE format('SELECT ARRAY[%s] FROM %s AS was JOIN %s AS now ON (%s) = (%s)',
        (SELECT string_agg(
                    format('coalesce(bool_or(was.%1$I::text IS DISTINCT FROM now.%1$I::text), false)', name),
                    ', ' ORDER BY place)
         FROM unnest(shared) WITH ORDINALITY AS n(name, place)),
        copy, relation, firemode_archive.listed(key, 'was'), firemode_archive.listed(key, 'now')) INTO differs;
    RETURN coalesce((
        SELECT array_agg(name ORDER BY place) FROM unnest(shared, differs) WITH ORDINALITY AS n(name, differing, place)
        WHERE differing
           OR firemode_archive.type_of(relation, name) <> firemode_archive.type_of(copy, name)), '{}');
END $$;

-- After a downgrade: what the older schema holds of the copied rows, to tell at the upgrade what was written since.
CREATE OR REPLACE FUNCTION firemode_archive.leave(of_revision text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    made firemode_archive.copies;
    relation regclass;
    copy regclass;
    key text[];
BEGIN
    FOR made IN SELECT * FROM firemode_archive.copies
                WHERE revision = of_revision AND dropped_columns IS NULL ORDER BY copy_id LOOP
        relation := to_regclass(quote_ident(made.table_name));
        copy := format('firemode_archive.%I', made.copy_name)::regclass;
        made.dropped_columns := '{}';
        IF relation IS NOT NULL THEN
            key := firemode_archive.key_of(relation);
            made.left_name := made.copy_name || '_left';
            made.dropped_columns := ARRAY(
                SELECT unnest(firemode_archive.columns_of(copy))
                EXCEPT SELECT unnest(firemode_archive.columns_of(relation)));
            EXECUTE format($q$
                CREATE TABLE firemode_archive.%I AS SELECT %s FROM %s AS now WHERE (%s) IN (SELECT %s FROM %s AS was)
            $q$, made.left_name,
                firemode_archive.listed(key || firemode_archive.changed_columns(relation, copy), 'now'), relation,
                firemode_archive.listed(key, 'now'), firemode_archive.listed(key, 'was'), copy);
            PERFORM firemode_archive.wake(relation, made.silenced);
        END IF;
        UPDATE firemode_archive.copies SET
            left_name = made.left_name,
            dropped_columns = made.dropped_columns,
            content_hash = firemode_archive.content_hash(made.copy_name, made.left_name)
        WHERE copy_id = made.copy_id;
    END LOOP;
END $$;
