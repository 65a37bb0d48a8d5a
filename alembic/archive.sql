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
-- This file is run before every migration; it only adds.

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

-- Into pg_temp.wanted: every row of a copy as it should stand, and whether it is to be inserted (arriving) or updated.
CREATE OR REPLACE FUNCTION firemode_archive.want(made firemode_archive.copies, relation regclass) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
    copy text := format('firemode_archive.%I', made.copy_name);
    key text[] := firemode_archive.key_of(relation);
    there text[] := firemode_archive.columns_of(relation);
    known text[];
    narrowed text[] := '{}';
    expressions text;
BEGIN
    SELECT array_agg(name ORDER BY place) INTO known
    FROM unnest(there) WITH ORDINALITY AS n(name, place) WHERE name = ANY(firemode_archive.columns_of(copy::regclass));
    EXECUTE format($q$
        CREATE TEMP TABLE wanted ON COMMIT DROP AS
        SELECT %s, true AS arriving FROM %s AS was
        WHERE NOT EXISTS (SELECT FROM %s AS now WHERE (%s) = (%s)) %s
    $q$, firemode_archive.listed(known, 'was'), copy, relation,
        firemode_archive.listed(key, 'now'), firemode_archive.listed(key, 'was'),
        CASE WHEN made.left_name IS NOT NULL THEN
            format('AND NOT EXISTS (SELECT FROM firemode_archive.%I AS remained WHERE (%s) = (%s))', made.left_name,
                   firemode_archive.listed(key, 'remained'), firemode_archive.listed(key, 'was')) END);
    IF made.left_name IS NOT NULL THEN
        SELECT coalesce(array_agg(name), '{}') INTO narrowed
        FROM unnest(firemode_archive.columns_of(format('firemode_archive.%I', made.left_name)::regclass)) AS n(name)
        WHERE name <> ALL(key) AND name = ANY(known);
        SELECT string_agg(CASE
            WHEN name = ANY(narrowed) THEN
                format('CASE WHEN now.%1$I::text IS DISTINCT FROM remained.%1$I::text THEN now.%1$I ELSE was.%1$I END',
                       name)
            WHEN name = ANY(made.dropped_columns) THEN format('was.%I', name)
            ELSE format('now.%I', name) END, ', ' ORDER BY place) INTO expressions
        FROM unnest(known) WITH ORDINALITY AS n(name, place);
        EXECUTE format($q$
            INSERT INTO pg_temp.wanted SELECT %s, false FROM %s AS was
            JOIN firemode_archive.%I AS remained ON (%s) = (%s)
            JOIN %s AS now ON (%s) = (%s)
        $q$, expressions, copy, made.left_name,
            firemode_archive.listed(key, 'remained'), firemode_archive.listed(key, 'was'),
            relation, firemode_archive.listed(key, 'now'), firemode_archive.listed(key, 'was'));
    END IF;
    RETURN ARRAY(SELECT unnest(known) INTERSECT SELECT unnest(narrowed || made.dropped_columns));
END $$;

-- Lists the rows of pg_temp.wanted that cannot come back, and why; they stay in their copy.
CREATE OR REPLACE FUNCTION firemode_archive.leave_out(
    made firemode_archive.copies, key text, reason text, condition text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
BEGIN
    EXECUTE format($q$
        INSERT INTO firemode_archive.left_out (copy_id, row_key, reason)
        SELECT $1, ROW(%s)::text, $2 FROM pg_temp.wanted AS w WHERE %s
    $q$, key, condition) USING made.copy_id, reason;
    GET DIAGNOSTICS number = ROW_COUNT;
    IF number > 0 THEN
        RAISE WARNING '% rows of % could not come back and stay in firemode_archive.%: %',
            number, made.table_name, made.copy_name, reason;
    END IF;
END $$;

-- References in pg_temp.wanted to rows that were deleted meanwhile end as the foreign key would have ended them:
-- emptied where it says SET NULL or the row stands anyway, left out with the row otherwise.
CREATE OR REPLACE FUNCTION firemode_archive.drop_orphans(
    made firemode_archive.copies, relation regclass, affected text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    key text := firemode_archive.listed(firemode_archive.key_of(relation), 'w');
    reference record;
    orphaned text;
    gone bigint;
BEGIN
    FOR reference IN
        SELECT c.conname, c.confrelid, c.confdeltype,
            (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY AS k(num, place)
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num) AS child,
            (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY AS k(num, place)
             JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num) AS parent,
            (SELECT array_agg(a.attname::text) FROM pg_attribute a
             WHERE a.attrelid = c.conrelid AND NOT a.attnotnull
               AND a.attnum = ANY(coalesce(c.confdelsetcols, c.conkey))) AS emptied
        FROM pg_constraint c WHERE c.conrelid = relation AND c.contype = 'f'
    LOOP
        CONTINUE WHEN EXISTS (SELECT unnest(reference.child)
                              EXCEPT SELECT unnest(firemode_archive.columns_of('pg_temp.wanted'::regclass)));
        orphaned := format(
            '%5$s AND num_nulls(%1$s) = 0 AND NOT EXISTS (SELECT FROM %2$s AS p WHERE (%3$s) = (%1$s)) %4$s',
            firemode_archive.listed(reference.child, 'w'), reference.confrelid::regclass,
            firemode_archive.listed(reference.parent, 'p'),
            CASE WHEN reference.confrelid = relation THEN
                format('AND NOT EXISTS (SELECT FROM pg_temp.wanted AS p WHERE p.arriving AND (%s) = (%s))',
                       firemode_archive.listed(reference.parent, 'p'), firemode_archive.listed(reference.child, 'w'))
            ELSE '' END,
            CASE WHEN reference.child && affected THEN 'true' ELSE 'w.arriving' END);
        IF reference.emptied IS NOT NULL THEN
            EXECUTE format('UPDATE pg_temp.wanted AS w SET %s WHERE %s AND (%L OR NOT w.arriving)',
                (SELECT string_agg(format('%I = NULL', name), ', ') FROM unnest(reference.emptied) AS n(name)),
                orphaned, reference.confdeltype = 'n');
        END IF;
        LOOP
            PERFORM firemode_archive.leave_out(
                made, key, 'what it refers to was deleted meanwhile: ' || reference.conname, orphaned);
            EXECUTE format('DELETE FROM pg_temp.wanted AS w WHERE %s', orphaned);
            GET DIAGNOSTICS gone = ROW_COUNT;
            EXIT WHEN gone = 0;
        END LOOP;
    END LOOP;
END $$;

-- Runs a statement for all of pg_temp.wanted at once; where that breaks a constraint, row by row (again, while any row
-- still goes in), and lists those that cannot stand. {which} in the statement takes a condition on alias w.
CREATE OR REPLACE FUNCTION firemode_archive.bring(made firemode_archive.copies, relation regclass, statement text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    key text := firemode_archive.listed(firemode_archive.key_of(relation), 'w');
    waiting tid[];
    still tid[];
    place tid;
    why text;
BEGIN
    EXECUTE replace(statement, '{which}', 'true');
EXCEPTION WHEN integrity_constraint_violation THEN
    EXECUTE format('SELECT array_agg(w.ctid) FROM pg_temp.wanted AS w WHERE w.arriving = %L',
                   statement LIKE 'INSERT%') INTO waiting;
    LOOP
        still := '{}';
        FOREACH place IN ARRAY waiting LOOP
            BEGIN
                EXECUTE replace(statement, '{which}', format('w.ctid = %L', place));
            EXCEPTION WHEN integrity_constraint_violation THEN
                still := still || place;
                why := SQLERRM;
            END;
        END LOOP;
        EXIT WHEN cardinality(still) IN (0, cardinality(waiting));
        waiting := still;
    END LOOP;
    IF cardinality(still) > 0 THEN
        PERFORM firemode_archive.leave_out(made, key, why, format('w.ctid = ANY(%L)', still));
    END IF;
END $$;

-- After an upgrade has made the newer schema: brings back what the downgrade of this revision took.
CREATE OR REPLACE FUNCTION firemode_archive.restore(of_revision text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    made firemode_archive.copies;
    relation regclass;
    states jsonb;
    definitions jsonb;
    affected text[];
    key text[];
    known text[];
BEGIN
    FOR made IN SELECT * FROM firemode_archive.copies
                WHERE revision = of_revision AND restored_at IS NULL ORDER BY made_at DESC, copy_id LOOP
        IF firemode_archive.content_hash(made.copy_name, made.left_name) <> made.content_hash THEN
            RAISE EXCEPTION 'The archive copy firemode_archive.% of % was changed since it was made on %. %',
                made.copy_name, made.table_name, made.made_at, concat(
                'Nothing was restored or changed. Restore a backup; or, if an administrator has checked the copy, ',
                'set its restored_at in firemode_archive.copies, and its rows stay where they are.');
        END IF;
        relation := quote_ident(made.table_name)::regclass;
        states := firemode_archive.silence(relation);
        definitions := firemode_archive.loosen(relation);
        key := firemode_archive.key_of(relation);
        affected := firemode_archive.want(made, relation);
        known := ARRAY(SELECT unnest(firemode_archive.columns_of('pg_temp.wanted'::regclass))
                       EXCEPT SELECT 'arriving');
        PERFORM firemode_archive.drop_orphans(made, relation, affected);
        IF cardinality(affected) > 0 THEN
            PERFORM firemode_archive.bring(made, relation, format(
                'UPDATE %s AS now SET %s FROM pg_temp.wanted AS w WHERE NOT w.arriving AND (%s) = (%s) AND {which}',
                relation,
                (SELECT string_agg(format('%1$I = w.%1$I', name), ', ') FROM unnest(affected) AS n(name)),
                firemode_archive.listed(key, 'now'), firemode_archive.listed(key, 'w')));
        END IF;
        PERFORM firemode_archive.bring(made, relation, format(
            'INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM pg_temp.wanted AS w WHERE w.arriving AND {which}',
            relation,
            (SELECT string_agg(quote_ident(name), ', ') FROM unnest(known) AS n(name)),
            firemode_archive.listed(known, 'w')));
        DROP TABLE pg_temp.wanted;
        PERFORM firemode_archive.tighten(relation, definitions);
        PERFORM firemode_archive.wake(relation, states);
        UPDATE firemode_archive.copies SET restored_at = now() WHERE copy_id = made.copy_id;
    END LOOP;
END $$;
