-- Tables and columns that a database may have had before this program came: they are taken as they are, what is missing
-- is added, and a downgrade takes away no more than was added. Run before every migration, after archive.sql.

-- Of tables and columns that may have been there before: whether they are ours. A whole table has the column_name ''.
-- What was seen first stays true.
CREATE TABLE IF NOT EXISTS firemode_archive.origins (
    table_name text NOT NULL,
    column_name text NOT NULL,
    ours boolean NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (table_name, column_name)
);

-- Constraints that were added to a table; on one that was there before, a downgrade takes them away again.
CREATE TABLE IF NOT EXISTS firemode_archive.constraints_added (
    table_name text NOT NULL,
    constraint_name text NOT NULL,
    PRIMARY KEY (table_name, constraint_name)
);

CREATE OR REPLACE FUNCTION firemode_archive.note_origin(of_table text, of_column text, is_ours boolean) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO firemode_archive.origins (table_name, column_name, ours) VALUES (of_table, of_column, is_ours)
    ON CONFLICT DO NOTHING
$$;

CREATE OR REPLACE FUNCTION firemode_archive.base_table(wanted text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    PERFORM firemode_archive.note_origin(wanted, '', to_regclass(quote_ident(wanted)) IS NULL);
    IF to_regclass(quote_ident(wanted)) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (id uuid PRIMARY KEY DEFAULT gen_random_uuid())', wanted);
    END IF;
    found := firemode_archive.type_of(quote_ident(wanted)::regclass, 'id');
    IF found IS DISTINCT FROM 'uuid' THEN
        RAISE EXCEPTION 'The table % of this database has % as its id; FireMode needs a uuid. Nothing was changed.',
            wanted, coalesce(found, 'no column');
    END IF;
END $$;

-- A column that may be there already. With an expression for the rows of before it is NOT NULL.
CREATE OR REPLACE FUNCTION firemode_archive.base_column(
    of_table text, wanted text, kind text, default_value text DEFAULT NULL, filled text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    relation regclass := quote_ident(of_table)::regclass;
    missing boolean := firemode_archive.type_of(relation, wanted) IS NULL;
BEGIN
    PERFORM firemode_archive.note_origin(of_table, wanted, missing);
    IF NOT missing THEN
        RETURN;
    END IF;
    IF filled = default_value THEN
        EXECUTE format('ALTER TABLE %s ADD COLUMN %I %s DEFAULT %s NOT NULL', relation, wanted, kind, default_value);
        RETURN;
    END IF;
    EXECUTE format('ALTER TABLE %s ADD COLUMN %I %s', relation, wanted, kind);
    IF filled IS NOT NULL THEN
        PERFORM firemode_archive.quietly(of_table, format('UPDATE %s SET %I = %s', relation, wanted, filled));
        BEGIN
            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', relation, wanted);
        EXCEPTION WHEN not_null_violation THEN
            RAISE WARNING 'Some rows of % have no %, and nothing says which it should be.', of_table, wanted;
        END;
    END IF;
    IF default_value IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', relation, wanted, default_value);
    END IF;
END $$;

-- A constraint that may be there already. Where rows of before break it, it holds for all that is written from now on.
CREATE OR REPLACE FUNCTION firemode_archive.constrain(of_table text, wanted text, definition text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = quote_ident(of_table)::regclass AND conname = wanted) THEN
        RETURN;
    END IF;
    INSERT INTO firemode_archive.constraints_added VALUES (of_table, wanted) ON CONFLICT DO NOTHING;
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s', of_table, wanted, definition);
EXCEPTION
    WHEN check_violation OR foreign_key_violation THEN
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s NOT VALID', of_table, wanted, definition);
        INSERT INTO firemode_archive.constraints_added VALUES (of_table, wanted) ON CONFLICT DO NOTHING;
        RAISE WARNING 'Rows of % break %. They stay as they are until they are next changed: %',
            of_table, wanted, SQLERRM;
    WHEN unique_violation THEN
        GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
        RAISE EXCEPTION 'Two rows of % are the same where each must be its own: % %', of_table, said,
            'Change one of them, then upgrade again. Nothing was changed.';
END $$;

-- A unique index; two rows of before that are the same are named.
CREATE OR REPLACE FUNCTION firemode_archive.unique_index(of_table text, wanted text, definition text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    EXECUTE format('CREATE UNIQUE INDEX %I ON %I %s', wanted, of_table, definition);
EXCEPTION WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
    RAISE EXCEPTION 'Two rows of % are the same where each must be its own: % %', of_table, said,
        'Change one of them, then upgrade again. Nothing was changed.';
END $$;

-- The foreign key of a column to another table's single-column key, unless the column refers there already.
CREATE OR REPLACE FUNCTION firemode_archive.base_reference(
    of_table text, child text, parent text, parent_key text, action text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
        WHERE c.contype = 'f' AND c.conrelid = quote_ident(of_table)::regclass
          AND c.confrelid = quote_ident(parent)::regclass AND a.attname = child) THEN
        PERFORM firemode_archive.constrain(of_table, format('%s_%s_fkey', of_table, child),
            format('FOREIGN KEY (%I) REFERENCES %I (%I) %s', child, parent, parent_key, action));
    END IF;
END $$;

-- Takes columns away again, except those that were there before; of these, only the foreign key that was added.
CREATE OR REPLACE FUNCTION firemode_archive.unmake_columns(of_table text, columns text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY columns LOOP
        IF EXISTS (SELECT FROM firemode_archive.origins
                   WHERE table_name = of_table AND column_name = name AND NOT ours) THEN
            EXECUTE format('ALTER TABLE %I DROP CONSTRAINT IF EXISTS %I',
                           of_table, format('%s_%s_fkey', of_table, name));
        ELSE
            EXECUTE format('ALTER TABLE %I DROP COLUMN IF EXISTS %I', of_table, name);
            DELETE FROM firemode_archive.origins WHERE table_name = of_table AND column_name = name;
        END IF;
    END LOOP;
END $$;

-- Takes a base table away again; of one that was there before, only the columns that were added.
CREATE OR REPLACE FUNCTION firemode_archive.unmake_table(unwanted text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    IF EXISTS (SELECT FROM firemode_archive.origins WHERE table_name = unwanted AND column_name = '' AND ours) THEN
        EXECUTE format('DROP TABLE %I', unwanted);
        DELETE FROM firemode_archive.origins WHERE table_name = unwanted;
    ELSE
        FOR name IN SELECT constraint_name FROM firemode_archive.constraints_added WHERE table_name = unwanted LOOP
            EXECUTE format('ALTER TABLE %I DROP CONSTRAINT IF EXISTS %I', unwanted, name);
        END LOOP;
        PERFORM firemode_archive.unmake_columns(unwanted, ARRAY(
            SELECT column_name FROM firemode_archive.origins
            WHERE table_name = unwanted AND column_name <> '' AND ours));
    END IF;
    DELETE FROM firemode_archive.constraints_added WHERE table_name = unwanted;
END $$;
