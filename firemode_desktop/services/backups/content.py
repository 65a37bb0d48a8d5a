"""What a database holds, so that two can be compared: every table's rows and hash, and the names of what guards them.

The hash of a table is SHA-256 over the sorted SHA-256 of its rows, each row as PostgreSQL writes it under fixed
settings. It depends on every value of every column and not on the order in which rows lie on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

SETTINGS = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "search_path": "pg_catalog",  # so that names are written with their schema
}

_OURS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
_NOT_OF_AN_EXTENSION = (
    "NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '{catalog}'::regclass AND d.objid = {row}.oid"
    " AND d.deptype = 'e')"
)
TABLES = f"""
SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND {_OURS} AND {_NOT_OF_AN_EXTENSION.format(catalog="pg_class", row="c")}
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
"""
ROWS = """
SELECT count(*),
       encode(sha256(convert_to(coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex')
FROM (SELECT encode(sha256(convert_to(whole_row_::text, 'UTF8')), 'hex') AS line FROM {table} AS whole_row_) AS lines
"""
SEQUENCES = """
SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value FROM pg_sequences
WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema'
"""
OBJECTS = f"""
SELECT 'column ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE {_OURS} AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint ' || r.conrelid::regclass || ' ' || r.conname || CASE WHEN r.convalidated THEN '' ELSE ' open' END
  FROM pg_constraint r JOIN pg_namespace n ON n.oid = r.connamespace
 WHERE {_OURS} AND r.conrelid <> 0 AND r.contype <> 'n'
UNION ALL
SELECT 'index ' || i.indexrelid::regclass || CASE WHEN i.indisvalid THEN '' ELSE ' broken' END
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OURS}
UNION ALL
SELECT 'trigger ' || t.tgrelid::regclass || ' ' || t.tgname || ' ' || t.tgenabled::text
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE {_OURS} AND NOT t.tgisinternal
UNION ALL
SELECT 'function ' || p.oid::regprocedure || ' ' || md5(p.prosrc)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE {_OURS} AND {_NOT_OF_AN_EXTENSION.format(catalog="pg_proc", row="p")}
UNION ALL
SELECT 'extension ' || extname FROM pg_extension
"""


@dataclass(frozen=True, slots=True)
class Table:
    """How many rows a table has, and the hash over them."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a database holds. Tables and sequences by their names with the schema; objects as sorted lines."""

    tables: Mapping[str, Table]
    sequences: Mapping[str, int | None]
    objects: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    def to_dict(self) -> dict[str, Any]:
        """For the manifest."""
        return {
            "tables": {name: {"rows": table.rows, "sha256": table.sha256} for name, table in self.tables.items()},
            "sequences": dict(self.sequences),
            "objects": list(self.objects),
        }

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Content:
        """From the manifest. Raises KeyError, TypeError or ValueError where that is none."""
        return cls(
            {name: Table(int(table["rows"]), str(table["sha256"])) for name, table in said["tables"].items()},
            {name: None if last is None else int(last) for name, last in said["sequences"].items()},
            tuple(str(line) for line in said["objects"]),
        )


def read(session: Session, tell: Callable[[str], object]) -> Content:
    """What the database of ``session`` holds, as its transaction sees it; ``tell`` hears of each table."""
    for name, value in SETTINGS.items():
        session.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})
    sequences: dict[str, int | None] = {str(name): last for name, last in session.execute(text(SEQUENCES))}
    tables = {}
    for name in session.scalars(text(TABLES)).all():
        tell(f"Reading {name.removeprefix('public.')} …")
        tables[name] = Table(*session.execute(text(ROWS.format(table=name))).one())
    return Content(tables, sequences, tuple(sorted(session.scalars(text(OBJECTS)))))


def differences(meant: Content, found: Content) -> list[str]:
    """In words, what of ``meant`` is not so in ``found``; a sequence may have gone on, everything else is equal."""
    lines = []
    for name in sorted(meant.tables.keys() | found.tables.keys()):
        one, other = meant.tables.get(name), found.tables.get(name)
        if one is None or other is None:
            lines.append(f"{name}: {'not in the manifest' if one is None else 'missing'}")
        elif one.rows != other.rows:
            lines.append(f"{name}: {other.rows:,} rows instead of {one.rows:,}")
        elif one.sha256 != other.sha256:
            lines.append(f"{name}: other values in its {one.rows:,} rows")
    for name, last in sorted(meant.sequences.items()):
        if last is not None and (found.sequences.get(name) or 0) < last:
            lines.append(f"{name}: counts from {found.sequences.get(name)} instead of {last}")
    lines += [f"missing: {line}" for line in sorted(set(meant.objects) - set(found.objects))]
    lines += [f"not in the manifest: {line}" for line in sorted(set(found.objects) - set(meant.objects))]
    return lines
