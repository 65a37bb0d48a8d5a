"""The rights of an office server as SQL, from ``domain/rights.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, Engine, create_engine, make_url, text

from firemode_desktop.database.urls import demanded
from firemode_desktop.domain.rights import AUDIT, FUNCTIONS, GROUPS, OWNER, TABLES, TEMPORARY, Verb, allowed

_COLUMNS = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'p') GROUP BY 1 ORDER BY 1
"""
_MIGRATES = "SELECT pg_has_role(:owner, 'MEMBER') AND NOT rolsuper FROM pg_roles WHERE rolname = session_user"
_ENTERING = """
SELECT r.rolname FROM pg_database AS d, aclexplode(d.datacl) AS x JOIN pg_roles AS r ON r.oid = x.grantee
WHERE d.datname = current_database() AND x.privilege_type = 'CONNECT' AND r.rolcanlogin ORDER BY 1
"""
#: What each group may do with each column, of the program's tables.
_COLUMNS_HELD = """
SELECT g.name, c.relname::text, v.verb, a.attname::text
FROM unnest(CAST(:groups AS text[])) AS g(name), pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped,
     unnest(CAST(:verbs AS text[])) AS v(verb)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'p')
  AND has_column_privilege(g.name, c.oid, a.attname, v.verb)
"""
_WHOLE_HELD = """
SELECT DISTINCT c.relname::text FROM unnest(CAST(:groups AS text[])) AS g(name), pg_class AS c,
    unnest(ARRAY['DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS v(verb)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'p')
  AND has_table_privilege(g.name, c.oid, v.verb) ORDER BY 1
"""
_CALLED = """
SELECT g.name, p.oid::regprocedure::text FROM unnest(CAST(:groups AS text[])) AS g(name), pg_proc AS p
WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege(g.name, p.oid, 'EXECUTE')
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
#: What everybody has: of the database, the schema, a table or a function; and room that no table knows of.
_EVERYBODYS = """
SELECT 'the database' FROM pg_database AS d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS x
WHERE d.datname = current_database() AND x.grantee = 0
UNION SELECT c.relname::text FROM pg_class AS c, aclexplode(c.relacl) AS x
WHERE c.relnamespace = 'public'::regnamespace AND x.grantee = 0
UNION SELECT 'large objects' FROM pg_proc AS p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS x
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname IN ('lo_create', 'lo_creat', 'lo_from_bytea')
  AND x.grantee = 0
ORDER BY 1
"""
_OPEN_ROWS = """
SELECT c.relname::text FROM pg_class AS c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity AND EXISTS (
    SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'building_id' AND NOT a.attisdropped)
ORDER BY 1
"""
_OFFICE = "SELECT pg_get_userbyid(datdba) = :owner FROM pg_database WHERE datname = current_database()"


def columns_of(connection: Connection) -> dict[str, list[str]]:
    """Every table and view of the program and its columns."""
    return {str(table): list(columns) for table, columns in connection.execute(text(_COLUMNS))}


def is_office(connection: Connection) -> bool:
    """Whether this database was set up by ``firemode db provision``: it belongs to the owner role."""
    return bool(connection.scalar(text(_OFFICE), {"owner": OWNER}))


def roles() -> Iterator[str]:
    """The roles without login, where they are not there yet."""
    for role in (*GROUPS, OWNER):
        yield (
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )


def withheld() -> Iterator[str]:
    """What PostgreSQL itself gives to everybody in every database, taken back by a superuser: room that no table knows
    of, which whoever only reads could fill the disk with (decision 37)."""
    for function in ("lo_create(oid)", "lo_creat(integer)", "lo_from_bytea(oid, bytea)"):
        yield f"REVOKE EXECUTE ON FUNCTION pg_catalog.{function} FROM PUBLIC"


def withhold(url: str) -> None:
    """Take back what PostgreSQL gives to everybody, where the login is a superuser; nobody else may."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL ROLE NONE")
            if connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")):
                for statement in withheld():
                    connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def grants(database: str, columns: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """What the owner grants, after it has taken back everything: running it again changes nothing.

    Raises KeyError for a table that ``domain/rights.py`` does not know: no table is open by being forgotten.
    """
    groups = ", ".join(GROUPS)
    everybody = f"PUBLIC, {groups}"
    named = quoted(database)
    yield f"REVOKE ALL ON DATABASE {named} FROM {everybody}"
    yield f"GRANT CONNECT ON DATABASE {named} TO {groups}"
    yield f"GRANT TEMPORARY ON DATABASE {named} TO {', '.join(TEMPORARY)}"
    yield f"REVOKE ALL ON SCHEMA public FROM {everybody}"
    yield f"GRANT USAGE ON SCHEMA public TO {groups}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everybody}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {everybody}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM {everybody}"
    yield f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE ALL ON FUNCTIONS FROM PUBLIC"
    for table, names in columns.items():
        yield from _of_table(table, list(names))
    for function, callers in FUNCTIONS.items():
        yield f"GRANT EXECUTE ON FUNCTION {function} TO {', '.join(callers)}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {OWNER}"
    yield f"GRANT USAGE ON SCHEMA firemode_archive TO {AUDIT}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA firemode_archive TO {AUDIT}"
    yield f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public, firemode_archive TO {AUDIT}"


def entry(database: str, login: str) -> str:
    """What lets a login of the migrator's kind in; it is nobody there until it takes the owner's role."""
    return f"GRANT CONNECT ON DATABASE {quoted(database)} TO {quoted(login)}"


def _of_table(table: str, names: list[str]) -> Iterator[str]:
    assert table in TABLES, f"domain/rights.py says nothing of the table {table}"
    for group in GROUPS:
        yield f"GRANT SELECT ON {table} TO {group}"
        for verb in (Verb.INSERT, Verb.UPDATE):
            may = [name for name in names if allowed(group, table, verb, name)]
            if may:
                yield f"GRANT {verb.value} ({', '.join(may)}) ON {table} TO {group}"


def differences(connection: Connection) -> tuple[str, ...]:
    """Where the rights on the server are not those of ``domain/rights.py``, in words; nothing for a database that is no
    office's, or whose schema is not the present one (the caller knows). ``firemode db provision`` puts them right.
    """
    if not is_office(connection):
        return ()
    groups = {"groups": list(GROUPS)}
    asked = {**groups, "verbs": [verb.value for verb in Verb]}
    held = {(str(group), str(table), str(verb), str(column))
            for group, table, verb, column in connection.execute(text(_COLUMNS_HELD), asked)}  # fmt: skip
    declared = {
        (group, table, verb.value, column)
        for table, names in columns_of(connection).items() if table in TABLES
        for column in names for group in GROUPS for verb in Verb if allowed(group, table, verb, column)
    }  # fmt: skip
    called = {(str(group), str(name).replace(", ", ",")) for group, name in connection.execute(text(_CALLED), groups)}
    calls = {(group, name.replace(", ", ",")) for name, callers in FUNCTIONS.items() for group in callers}
    found = (
        ("more than is declared may be done with", {table for _, table, *_ in held - declared}),
        ("less than is declared may be done with", {table for _, table, *_ in declared - held}),
        ("rows may be deleted from", set(connection.scalars(text(_WHOLE_HELD), groups))),
        ("functions that are called by others than declared:", {name for _, name in called ^ calls}),
        ("everybody has rights in", set(connection.scalars(text(_EVERYBODYS)))),
        ("rows of all buildings are open in", set(connection.scalars(text(_OPEN_ROWS)))),
    )
    return tuple(f"{words} {', '.join(sorted(which))}" for words, which in found if which)


def quoted(name: str) -> str:
    """A name as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(words: str) -> str:
    """Words as a literal of SQL."""
    escaped = words.replace("'", "''")
    return f"E'{escaped}'".replace("\\", "\\\\") if "\\" in words else f"'{escaped}'"


def owners_url(engine: Engine, url: str) -> str | None:
    """The URL by which the schema of an office database is changed: as its owner. None for any other database."""
    with engine.connect() as connection:
        if not is_office(connection):
            return None
    return as_owner(url)


def is_migrator(connection: Connection) -> bool:
    """Whether this login is nobody in an office database until it takes the owner's role."""
    return is_office(connection) and bool(connection.scalar(text(_MIGRATES), {"owner": OWNER}))


def as_owner(url: str) -> str:
    """The same URL, acting as the owner role (what is granted to the migrator by SET alone)."""
    parsed, role = make_url(url), f"-c role={OWNER}"
    said = str(parsed.query.get("options", ""))
    options = said if role in said else f"{said} {role}".strip()
    return parsed.update_query_dict({"options": options, **demanded(url)}).render_as_string(hide_password=False)


def entering(connection: Connection) -> tuple[str, ...]:
    """Logins that are let into this database by their own name: the migrator's."""
    return tuple(str(login) for login in connection.scalars(text(_ENTERING)))


def renew(url: str, entering: Iterable[str] = ()) -> None:
    """Grant everything anew, after the schema was changed."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.begin() as connection:
            apply(connection, entering)
    finally:
        engine.dispose()


def apply(connection: Connection, entering: Iterable[str] = ()) -> None:
    """Grant what ``domain/rights.py`` says in this database and let ``entering`` in; the connection acts as owner."""
    name = str(connection.scalar(text("SELECT current_database()")))
    for statement in (*grants(name, columns_of(connection)), *(entry(name, login) for login in entering)):
        connection.exec_driver_sql(statement.replace("%", "%%"))
    for table in connection.scalars(text(_OPEN_ROWS)).all():
        connection.exec_driver_sql(f"ALTER TABLE {quoted(table)} ENABLE ROW LEVEL SECURITY")
