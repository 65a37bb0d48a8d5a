"""The data dictionary as Markdown: every table and column as the models declare them, and since which revision.

Written by ``firemode docs dictionary``; no database is asked. ``docs/data-dictionary.md`` is what it makes.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, Table, UniqueConstraint
from sqlalchemy.dialects import postgresql

from firemode_desktop.database.origins import Origins, origins
from firemode_desktop.database.schema import head
from firemode_desktop.domain.words import Word
from firemode_desktop.models import Base

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
HEAD = """# Data dictionary

Every table of the database `firemode`, schema `public`, at revision `{revision}`. Made from the program's models by
`firemode docs dictionary -o docs/data-dictionary.md`; change the models, not this file.

- A number is a PostgreSQL `numeric` in the unit that is named; it is never NaN or infinite. Limits are inclusive unless
  they say *above*.
- A time is an instant; the building's own time zone decides how it is shown. A date is a day at the building.
- Words in a *choice* are stored as they stand under [Vocabularies](#vocabularies); a person reads their labels.
- *Since* is the revision of `alembic/versions` that brought the column, by its number.
- Every row has PostgreSQL's own `xmin`, which changes whenever the row is written; the program reads it to notice that
  somebody else wrote first.
- What a column cannot say is said by triggers: `alembic/versions/015_guards.py` (records that are never rewritten),
  `024_rights.py` (who writes what), `023_audit_chain.py` (the log).
"""


def data_dictionary() -> str:
    """The whole document."""
    since, tables = origins(), sorted(Base.metadata.tables.values(), key=lambda table: table.name)
    about = {str(mapper.persist_selectable): inspect.getdoc(mapper.class_) or "" for mapper in Base.registry.mappers}
    words: dict[str, type[Word]] = {}
    lines = [HEAD.format(revision=head()), "## Tables", ""]
    lines += [f"- [{table.name}](#{table.name}): {_first(about[table.name])}" for table in tables]
    for table in tables:
        lines += ["", f"## {table.name}", "", about[table.name].replace("``", "`"), ""]
        lines += _columns(table, since, words)
        lines += _rules(table)
    lines += ["", "## Vocabularies", ""]
    for name, vocabulary in sorted(words.items()):
        lines += [f"### {name}", "", "| stored | read |", "|---|---|"]
        lines += [f"| `{word.value}` | {word.label} |" for word in vocabulary]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _first(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split()).replace("``", "`")


def _columns(table: Table, since: Origins, words: dict[str, type[Word]]) -> Iterator[str]:
    shown = [column for column in table.columns if not column.system]
    begun = min(since[table.name, one.name] for one in shown if (table.name, one.name) in since)
    yield "| column | type | unit | blank | takes | meaning | since |"
    yield "|---|---|---|---|---|---|---|"
    for column in shown:
        vocabulary = column.info.get("choices")
        if vocabulary is not None:
            words[vocabulary.__name__] = vocabulary
        revision = begun if column.primary_key else since.get((table.name, column.name), begun)
        cells = (
            f"`{column.name}`",
            _type(column),
            column.info.get("unit") or "",
            "yes" if column.nullable else "no",
            _takes(column),
            _meaning(column),
            revision[:3],
        )
        yield f"| {' | '.join(_cell(text) for text in cells)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _type(column: Column[Any]) -> str:
    return str(column.type.compile(_DIALECT)).lower()


def _takes(column: Column[Any]) -> str:
    """Key, reference, choices, limits and default, each where there is one."""
    info = column.info
    parts = ["key"] if column.primary_key else []
    theirs = sorted(each.column.table.name for each in column.foreign_keys if each.column.primary_key)
    parts += [f"one of [{name}](#{name})" for name in theirs]
    if info.get("choices") is not None:
        name = info["choices"].__name__
        parts.append(f"[{name}](#{name.casefold()})")
    parts += [_limits(info)] if _limits(info) else []
    if column.server_default is not None and hasattr(column.server_default, "arg"):
        parts.append(f"unless given: `{_sql(column.server_default.arg)}`")
    return "; ".join(dict.fromkeys(parts))


def _limits(info: dict[str, Any]) -> str:
    least, above, most = (_number(info.get(name)) for name in ("minimum", "above", "maximum"))
    lower = f"above {above}" if above else f"from {least}" if least else ""
    return " ".join(part for part in (lower, f"up to {most}" if most else "") if part)


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _meaning(column: Column[Any]) -> str:
    label, told = column.info.get("label") or "", column.info.get("help") or ""
    return f"{label}. {told}" if label and told else label or told


def _sql(arg: Any) -> str:
    return str(arg) if isinstance(arg, str) else str(getattr(arg, "text", arg))


def _rules(table: Table) -> Iterator[str]:
    """Keys of several columns, checks and indexes that keep rows apart."""
    rules = sorted((str(each.name), each) for each in table.constraints if each.name is not None)
    found = [_rule(name, each) for name, each in rules]
    unique = sorted((one for one in table.indexes if one.unique), key=lambda one: str(one.name))
    lines = [line for line in (*found, *map(_index, unique)) if line]
    if lines:
        yield ""
        yield from lines


def _rule(name: str, rule: Any) -> str:
    if isinstance(rule, CheckConstraint):
        return f"- `{name}`: `{_cell(str(rule.sqltext))}`"
    if isinstance(rule, UniqueConstraint):
        return f"- `{name}`: {', '.join(f'`{one.name}`' for one in rule.columns)} only once"
    if getattr(rule, "elements", None) is not None and len(rule.elements) > 1:
        here = ", ".join(f"`{one}`" for one in rule.column_keys)
        return f"- `{name}`: {here} belong together to one of [{rule.referred_table.name}](#{rule.referred_table.name})"
    return ""


def _index(index: Index) -> str:
    columns = ", ".join(f"`{getattr(one, 'name', one)}`" for one in index.expressions)
    where = index.dialect_options["postgresql"]["where"]
    return f"- `{index.name}`: {columns} only once" + (f", where `{_cell(str(where))}`" if where is not None else "")
