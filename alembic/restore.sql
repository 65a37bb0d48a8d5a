-- How an upgrade brings back what a downgrade took; archive.sql says what is kept, and in what order this happens.
-- Run before every migration, after archive.sql.

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
