"""Writing what generating changes: one statement for what is retired, one for what changes, one for what is added.

What is added goes to the server as what it is made of, so that little crosses the socket: the kinds of test, the places
where they are done, and for each test which of them it joins, its identifier and its own values. The statement puts the
rows together and fills the words of the place into the instructions.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from firemode_desktop.domain.difference import Added, Changed, Difference
from firemode_desktop.domain.expansion import PLACE_COLUMNS, PLACE_WORDS, Kind, Place
from firemode_desktop.domain.guidance import unknown_word
from firemode_desktop.domain.registers import Id
from firemode_desktop.models import TestInstanceTemplate
from firemode_desktop.models.documents import plain

TABLE = TestInstanceTemplate.__tablename__
KEY = "template_instance_id"
INSTRUCTIONS = "descriptive_instructions"
_PATTERN = "instructions_pattern"
_PLAIN = re.compile(r"[0-9a-f.-]+").fullmatch
_ESCAPED = re.compile(r'["\\]')
_BACKSLASH = r"\\\g<0>"
_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))


def write(session: Session, found: Mapping[UUID, Difference], at: datetime) -> None:
    """Write the differences of buildings: retire first, so that an identifier is free for what takes its place."""
    retired = [template.template_id for one in found.values() for template in one.retired]
    changed = [change for one in found.values() for change in (*one.changed, *one.moved)]
    if retired:
        table = TestInstanceTemplate
        session.execute(update(table).where(table.template_instance_id.in_(retired)).values(retired_at=at))
    if changed:
        _update(session, changed)
    if any(one.added for one in found.values()):
        _insert(session, {building_id: one.added for building_id, one in found.items()})
    session.expire_all()


def _update(session: Session, changed: Sequence[Changed]) -> None:
    """Every column that changes anywhere is written for all of them, with the value it has where it stays."""
    names = sorted({name for change in changed for name in change.columns})
    rows = [
        {
            KEY: change.existing.template_id,
            **{name: change.existing.columns.get(name) for name in names},
            **{name: new for name, (_, new) in change.columns.items()},
        }
        for change in changed
    ]
    values = ", ".join(f"{name} = new.{name}" for name in names)
    source = f"jsonb_populate_recordset(NULL::{TABLE}, CAST(:rows AS jsonb))"
    statement = f"UPDATE {TABLE} SET {values} FROM {source} AS new WHERE {TABLE}.{KEY} = new.{KEY}"
    session.execute(text(statement), {"rows": json.dumps(rows, default=plain)})


# --- what is added ---------------------------------------------------------------------------------------------------

_PLACED = ("building_id", *PLACE_COLUMNS, "visual_asset_path")
_OWN = ("scoped_identifier", "sequence_order", "baseline_value", "baseline_date", "design_setpoint")
_NUMBERS = ("kind_nr", "place_nr")
_IDS = ("stair_id", "floor_id", "door_id", "doorway_id", "zone_id", "scenario_id")
_WORDS = tuple(f"word_{name}" for name in PLACE_WORDS)


class _Rows:
    """Tests to be added, taken apart: each kind and each place once, and the tests by their numbers."""

    def __init__(self) -> None:
        self.kinds: list[Mapping[str, Any]] = []
        self.places: list[tuple[UUID, Place, str | None]] = []
        self.tests: list[tuple[Any, ...]] = []
        self._numbers: dict[object, int] = {}

    def add(self, building_id: UUID, added: Iterable[Added]) -> None:
        """Take the tests of a building; its kinds and places are made once, so they are known by their identity."""
        numbers = self._numbers
        for one in added:
            test, resolved = one.expected, one.resolved
            kind, place = numbers.get(id(test.kind)), numbers.get(id(test.at))
            if kind is None:
                kind = numbers[id(test.kind)] = self._number(test.kind, resolved.limits)
            if place is None:
                self.places.append((building_id, test.at, resolved.visual_asset_path))
                place = numbers[id(test.at)] = len(self.places)
            own = (resolved.baseline_value, resolved.baseline_date, resolved.design_setpoint)
            self.tests.append((kind, place, test.scoped_identifier, test.sequence_order, *own))

    def _number(self, kind: Kind, limits: Mapping[str, Any]) -> int:
        """Buildings mostly have the same kinds with the same limits: such a kind goes to the server once."""
        alike = (id(kind.archetype), kind[1:], tuple(limits.values()))
        if alike not in self._numbers:
            self.kinds.append({**_kind_columns(kind), **limits})
            self._numbers[alike] = len(self.kinds)
        return self._numbers[alike]


def _insert(session: Session, added: Mapping[UUID, Sequence[Added]]) -> None:
    rows = _Rows()
    for building_id, tests in added.items():
        rows.add(building_id, tests)
    statement = _statement(tuple(name for name in rows.kinds[0] if name != _PATTERN))
    kinds = json.dumps(rows.kinds, default=plain)
    session.execute(statement, {"kinds": kinds, **_tests(rows.tests), **_places(rows.places)})


@cache
def _statement(shared: tuple[str, ...]) -> TextClause:
    """The rows from kinds (of which ``shared`` are columns), places and tests."""
    parts = {"kind": shared, "place": _PLACED, "test": (KEY, *_OWN)}
    columns = [name for names in parts.values() for name in names]
    values = [f"{part}.{name}" for part, names in parts.items() for name in names]
    words = ", ".join(
        f"coalesce(place.{given}, '{unknown_word(name)}')" for given, name in zip(_WORDS, PLACE_WORDS, strict=True)
    )
    return text(f"""
        INSERT INTO {TABLE} ({", ".join(columns)}, {INSTRUCTIONS})
        WITH kind AS MATERIALIZED (
            SELECT nr, value ->> '{_PATTERN}' AS pattern, known.*
            FROM jsonb_array_elements(CAST(:kinds AS jsonb)) WITH ORDINALITY AS given (value, nr),
                jsonb_populate_record(CAST(NULL AS {TABLE}), value) AS known)
        SELECT {", ".join(values)}, CAST(format(kind.pattern, {words}) AS jsonb)
        FROM {_unnested("test", (*_NUMBERS, KEY, *_OWN))}
        JOIN kind ON kind.nr = test.kind_nr
        JOIN {_unnested("place", (*_PLACED, *_WORDS))} ON place.nr = test.place_nr""")


def _unnested(alias: str, names: Sequence[str]) -> str:
    """The arrays of that name side by side as the columns of a table, with the number of the row as ``nr``.

    The server fills shorter ones up with NULL.
    """
    arrays = ", ".join(f"CAST(:{name} AS {_type(name)}[])" for name in names)
    return f"unnest({arrays}) WITH ORDINALITY AS {alias} ({', '.join(names)}, nr)"


def _type(name: str) -> str:
    if name in _NUMBERS:
        return "integer"
    if name in _WORDS:
        return "text"
    of_postgresql = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy says no type of it
    return TestInstanceTemplate.__table__.columns[name].type.compile(dialect=of_postgresql)


def _kind_columns(kind: Kind) -> dict[str, Any]:
    """What is the same for all tests of a kind, the instructions as a pattern for the server's ``format``.

    NUL marks the words of the place: no text of the database can hold it.
    """
    guidance = kind.guidance({name: f"\0{name}\0" for name in PLACE_WORDS})
    pattern = json.dumps(guidance.pop(INSTRUCTIONS)).replace("%", "%%")
    for number, name in enumerate(PLACE_WORDS, start=1):
        pattern = pattern.replace(f"\\u0000{name}\\u0000", f"%{number}$s")
    return {**kind.columns(), **guidance, _PATTERN: pattern}


def _tests(tests: Sequence[tuple[Any, ...]]) -> dict[str, str]:
    """The array of each column of the tests, each with a new id."""
    columns = zip((*_NUMBERS, *_OWN), zip(*tests, strict=True), strict=True)
    return {KEY: _new_ids(len(tests)), **{name: _array(values) for name, values in columns}}


def _new_ids(count: int) -> str:
    """An array of random ids (version 4), drawn at once: the server would go to its system for each."""
    drawn = os.urandom(16 * count).hex()
    each = (drawn[at : at + 32] for at in range(0, len(drawn), 32))
    return f"{{{','.join([f'{one[:12]}4{one[13:16]}{_VARIANT[one[16]]}{one[17:]}' for one in each])}}}"


def _places(places: Sequence[tuple[UUID, Place, str | None]]) -> dict[str, str]:
    """The array of each column of the places, and of each word as it stands within a JSON text."""
    buildings, at, paths = zip(*places, strict=True)
    known = dict(zip(Place._fields, zip(*at, strict=True), strict=True))
    columns = {name: (_ids if name in _IDS else _array)(known[name]) for name in PLACE_COLUMNS}
    words = zip(_WORDS, zip(*(place.words for place in at), strict=True), strict=True)
    told = {given: _array(values, _within_json) for given, values in words}
    return {"building_id": _array(buildings), **columns, "visual_asset_path": _array(paths), **told}


def _ids(values: Sequence[Id | None]) -> str:
    """``_array`` of ids: they need no quotes, and few stand there twice."""
    return f"{{{','.join([value or 'NULL' for value in values])}}}" if any(values) else "{}"


def _within_json(word: str) -> str:
    return json.dumps(word)[1:-1]


def _array(values: Sequence[Any], written: Callable[[Any], str] = str) -> str:
    """An array as the server reads it from text, or an empty one where there is no value at all.

    Each value is put in words once, however often it stands there.
    """
    known = {value: "NULL" if value is None else _element(written(value)) for value in set(values)}
    return "{}" if known.keys() == {None} else f"{{{','.join(map(known.__getitem__, values))}}}"


def _element(value: str) -> str:
    return value if _PLAIN(value) else f'"{_ESCAPED.sub(_BACKSLASH, value)}"'
