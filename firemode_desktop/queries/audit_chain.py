"""Reading the chain of the log, and holding the rows of the tables against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.domain.audit_chain import GONE, LOGGED, Entry, Head

PAGE = 2000
PAGE_KEYS = 20_000
"""Entries of one page name no more rows than this, but for the last one: a bulk write names a million."""
DIGEST = 32
_HEAD = "SELECT ledger, seq, hash FROM audit_head"
_LINKS = """
SELECT seq, linked, hash, entry_id, at, by_user, by_login, transaction_id, building_id, table_name, verb, row_keys,
       digests, rows::text AS rows
FROM (
    SELECT c.seq, c.entry_id AS linked, c.hash, e.entry_id, e.at, e.by_user, e.by_login, e.transaction_id,
           e.building_id, e.table_name, e.verb, e.row_keys, e.digests, e.rows,
           coalesce(sum(octet_length(e.digests)) OVER (ORDER BY c.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                    0) AS before
    FROM audit_chain AS c LEFT JOIN audit_entries AS e ON e.entry_id = c.entry_id
    WHERE c.seq > :after ORDER BY c.seq LIMIT :page) AS page
WHERE before < :most ORDER BY seq
"""
_UNLINKED = """
SELECT e.entry_id FROM audit_entries AS e
WHERE NOT EXISTS (SELECT FROM audit_chain AS c WHERE c.entry_id = e.entry_id) ORDER BY e.entry_id LIMIT :most
"""
_BACKWARDS = """
SELECT entry_id, before, at FROM (
    SELECT entry_id, at, lag(at) OVER (ORDER BY entry_id) AS before FROM audit_entries) AS times
WHERE at < before - make_interval(secs => :tolerance) ORDER BY entry_id LIMIT :most
"""
_SEALED = """
SELECT s.session_name, s.audit_head FROM test_sessions AS s
WHERE s.audit_head IS NOT NULL
  AND NOT EXISTS (SELECT FROM audit_chain AS c WHERE c.hash = decode(s.audit_head, 'hex'))
ORDER BY s.session_name, s.id LIMIT :most
"""
_GUARDS = """
SELECT t.tgrelid::regclass::text, t.tgname FROM pg_trigger AS t
JOIN pg_class AS c ON c.oid = t.tgrelid AND c.relnamespace = 'public'::regnamespace
WHERE NOT t.tgisinternal AND t.tgenabled <> 'A' AND t.tgname ~ '^(audit_|guard_|record_time|same_)'
ORDER BY 1, 2
"""
#: As the database writes them when it hashes a row (revision 023).
_SETTINGS = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; "
    "SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1"
)
#: The last word of the log on each row of a table against the row as it is now.
_ROWS = """
WITH last AS (
    SELECT DISTINCT ON (k.key) k.key, substring(e.digests FROM 32 * (k.n::integer - 1) + 1 FOR 32) AS digest
    FROM audit_entries AS e, unnest(e.row_keys) WITH ORDINALITY AS k(key, n)
    WHERE e.table_name = :table ORDER BY k.key, e.entry_id DESC
), now AS (
    SELECT {key} AS key, sha256(convert_to(jsonb_strip_nulls({line})::text, 'UTF8')) AS digest
    FROM (SELECT to_jsonb(t) AS whole FROM {table} AS t OFFSET 0) AS wholes
)
SELECT key, last.digest AS logged, now.digest AS present, count(*) OVER () AS many
FROM last FULL JOIN now USING (key)
WHERE last.digest IS DISTINCT FROM now.digest AND NOT (now.digest IS NULL AND last.digest = :gone)
ORDER BY key LIMIT :most
"""

_LINES = """
SELECT {key} AS key, jsonb_strip_nulls({line})::text AS line
FROM (SELECT to_jsonb(t) AS whole FROM {table} AS t WHERE {chosen} OFFSET 0) AS wholes ORDER BY 1
"""


def head(session: Session) -> Head:
    """The end of the chain as the database keeps it."""
    ledger, seq, hashed = session.execute(text(_HEAD)).one()
    return Head(ledger, seq, bytes(hashed))


def hash_at(session: Session, seq: int) -> bytes | None:
    """The hash at a place of the chain; None where there is none."""
    found = session.scalar(text("SELECT hash FROM audit_chain WHERE seq = :seq"), {"seq": seq})
    return bytes(found) if found is not None else None


def links(session: Session) -> Iterator[tuple[int, bytes, int, Entry | None]]:
    """Every link in order: place, hash, number of the entry, and the entry where it is there."""
    after = 0
    most = PAGE_KEYS * DIGEST
    while page := session.execute(text(_LINKS), {"after": after, "page": PAGE, "most": most}).all():
        for row in page:
            yield row.seq, bytes(row.hash), row.linked, _entry(row)
        after = page[-1].seq


def _entry(row: Any) -> Entry | None:
    if row.entry_id is None:
        return None
    digests = bytes(row.digests) if row.digests is not None else None
    return Entry(
        row.entry_id, row.at, row.by_user, row.by_login, row.transaction_id, row.building_id, row.table_name, row.verb,
        tuple(row.row_keys), digests, row.rows,
    )  # fmt: skip


def unlinked(session: Session, most: int) -> list[int]:
    """Numbers of entries that are in no chain."""
    return list(session.scalars(text(_UNLINKED), {"most": most}))


def backwards(session: Session, tolerance_s: float, most: int) -> list[Any]:
    """Entries that are earlier than the one written before them: ``entry_id, before, at``."""
    return list(session.execute(text(_BACKWARDS), {"tolerance": tolerance_s, "most": most}).all())


def foreign_seals(session: Session, most: int) -> list[Any]:
    """Approved sessions whose frozen head is no link of the chain: ``session_name, audit_head``."""
    return list(session.execute(text(_SEALED), {"most": most}).all())


def sleeping_guards(session: Session) -> list[tuple[str, str]]:
    """Guards and log triggers that do not fire always: table and trigger."""
    return [(str(table), str(name)) for table, name in session.execute(text(_GUARDS))]


def strangers(session: Session, table: str, most: int) -> list[tuple[UUID, bytes | None, bytes | None, int]]:
    """Rows that are not as the log last told them: key, hash as logged, hash now, and how many there are in all."""
    question = _ROWS.format(table=table, key=_key(table), line=_line(table))
    session.execute(text(_SETTINGS))
    found = session.execute(text(question), {"table": table, "gone": GONE, "most": most}).all()
    return [(row.key, _bytes(row.logged), _bytes(row.present), row.many) for row in found]


def lines(session: Session, table: str, chosen: str, values: Mapping[str, Any]) -> Iterator[tuple[UUID, str]]:
    """Rows of a logged table in the order of their keys: the key, and the text whose SHA-256 the log holds.

    ``chosen`` is the condition for a row ``t``, with ``values``.
    """
    session.execute(text(_SETTINGS))
    asked = text(_LINES.format(table=table, key=_key(table), line=_line(table), chosen=chosen))
    for row in session.execute(asked, values, execution_options={"yield_per": PAGE}):
        yield row.key, row.line


def _key(table: str) -> str:
    """What a row is known by in the log."""
    key = f"(whole ->> '{LOGGED[table].key}')"
    return f"md5{key}::uuid" if LOGGED[table].key == "file_sha256" else f"{key}::uuid"


def _line(table: str) -> str:
    """What is hashed of a row (``audit_line`` of the database, which nobody else may call)."""
    logged = LOGGED[table]
    columns = ", ".join(f"'{name}', whole -> '{name}'" for name in logged.told)
    left_out = ", ".join(f"'{name}'" for name in ("updated_at", *logged.by_hash))
    return f"jsonb_build_object({columns})" if logged.told else f"(whole - ARRAY[{left_out}])"


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)
