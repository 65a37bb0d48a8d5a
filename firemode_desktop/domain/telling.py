"""The log in words: what a change of any record means in the trade's words (specification, page 4; decision 38).

A row of the log is a table, a key and pairs of values before and after. Here stands what each table is called, which
columns name one of its rows, which of them refer to other records, and how the pairs become a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from firemode_desktop.domain.changes import Pair, show_moment, worded
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.scenario_diff import Change, compare_steps
from firemode_desktop.domain.sequence import parse

Key: TypeAlias = tuple[str, UUID]
"""A record: its table and its key."""

FOLDED = 5
"""So many records of one kind that one transaction treated alike are told one by one; more are told together."""


@dataclass(frozen=True, slots=True)
class Record:
    """A kind of record. ``named``: the columns that name one, in that order; ``value``: the one that it is about."""

    one: str
    many: str
    named: tuple[str, ...]
    value: str = ""
    period: bool = False
    """Whether a new one takes the place of the old one that stands at the same names (page 1, C9)."""


RECORDS: Mapping[str, Record] = {
    "archetype_settings": Record("setting of a kind of test", "settings of kinds of test", ("archetype_id",)),
    "as1851_rules": Record("rule", "rules", ("rule_code", "version")),
    "baseline_air_velocities": Record(
        "air velocity baseline", "air velocity baselines", ("doorway_id", "door_scenario"), "velocity_ms", True
    ),
    "baseline_door_forces": Record(
        "door force baseline",
        "door force baselines",
        ("door_id", "pressurization_active", "measurement_position"),
        "force_newtons",
        True,
    ),
    "baseline_pressure_differentials": Record(
        "pressure baseline", "pressure baselines", ("floor_id", "stair_id", "door_configuration"), "pressure_pa", True
    ),
    "building_archives": Record("archive of a building", "archives of buildings", ("building_id",)),
    "building_limits": Record("limit to buildings", "limits to buildings", ("user_id",)),
    "building_rights": Record("right to a building", "rights to buildings", ("user_id", "building_id")),
    "buildings": Record("building", "buildings", ("name",)),
    "calibration_certificates": Record("certificate", "certificates", ("cert_number", "instrument_id")),
    "ce_scenarios": Record("scenario", "scenarios", ("scenario_name", "version")),
    "control_equipment": Record("equipment", "pieces of equipment", ("equipment_identifier", "stair_id")),
    "design_setpoints": Record(
        "design setpoint", "design setpoints", ("measurement_type", "door_configuration", "stair_id"), "setpoint"
    ),
    "door_scenarios": Record("door scenario", "door scenarios", ("scenario_name",)),
    "doors": Record("door", "doors", ("door_identifier", "floor_id", "stair_id")),
    "doorways": Record("doorway", "doorways", ("doorway_identifier", "floor_id", "stair_id")),
    "evidence_records": Record("file of evidence", "files of evidence", ("original_name",)),
    "evidence_waivers": Record("waiver of evidence", "waivers of evidence", ("instance_id",)),
    "fault_events": Record("step of a fault", "steps of faults", ("fault_id",), "event"),
    "faults": Record("fault", "faults", ("fault_number",)),
    "floors": Record("level", "levels", ("floor_level", "stair_id")),
    "frequency_settings": Record("calendar plan", "calendar plans", ("frequency",)),
    "import_batches": Record("import", "imports", ("file_name",)),
    "import_mappings": Record("mapping of a file", "mappings of files", ("name",)),
    "instance_attempts": Record("attempt", "attempts", ("instance_id",), "outcome"),
    "instruments": Record("instrument", "instruments", ("serial_number", "instrument_type")),
    "interface_test_definitions": Record("interface test", "interface tests", ("interface_type", "location_name")),
    "issued_reports": Record("report", "reports", ("number", "revision")),
    "reading_exclusions": Record("decision on a reading", "decisions on readings", ("instance_id",), "excluded"),
    "result_amendments": Record("correction", "corrections", ("instance_id", "field"), "new_value"),
    "sealed_contents": Record("sealed content", "sealed contents", ("session_id",)),
    "session_charts": Record("chart of a session", "charts of sessions", ("title", "session_id")),
    "session_events": Record("step of a session", "steps of sessions", ("session_id",), "event"),
    "signed_copies": Record("signed copy", "signed copies", ("report_id",), "signer"),
    "stairs": Record("stair", "stairs", ("stair_name",)),
    "test_instance_templates": Record("planned test", "planned tests", ("scoped_identifier",)),
    "test_instances": Record("test", "tests", ("scoped_identifier", "session_id"), "measured_value_numeric"),
    "test_sessions": Record("session", "sessions", ("session_name",)),
    "users": Record("person", "people", ("full_name",)),
    "zones": Record("zone", "zones", ("zone_name", "stair_id")),
}

REFERS: Mapping[str, str] = {
    "building_id": "buildings",
    "stair_id": "stairs",
    "floor_id": "floors",
    "floor_ids_covered": "floors",
    "door_id": "doors",
    "open_door_ids": "doors",
    "doorway_id": "doorways",
    "zone_id": "zones",
    "instrument_id": "instruments",
    "required_instrument_id": "instruments",
    "scenario_id": "ce_scenarios",
    "based_on": "ce_scenarios",
    "session_id": "test_sessions",
    "test_session_id": "test_sessions",
    "instance_id": "test_instances",
    "retest_of": "test_instances",
    "template_instance_id": "test_instance_templates",
    "fault_id": "faults",
    "rule_id": "as1851_rules",
    "evidence_ids": "evidence_records",
    "batch_id": "import_batches",
    "import_batch_id": "import_batches",
    "report_id": "issued_reports",
    **dict.fromkeys(
        (
            *("user_id", "technician_id", "lead_technician_id", "by_user", "recorded_by", "created_by", "issued_by"),
            *("withdrawn_by", "decided_by", "granted_by", "ended_by", "published_by", "superseded_by", "waived_by"),
            *("class_confirmed_by", "resolved_by", "imported_by", "undone_by", "forgotten_by", "amended_by"),
            *("added_by", "removed_by", "signed_by", "instrument_accepted_by", "reviewed_by", "submitted_by"),
            *("archived_by", "reopened_by"),
        ),
        "users",
    ),
}
"""Column → the table whose record it names."""

PARTS: Mapping[str, Mapping[str, str]] = {
    "faults": {"fault_events": "fault_id"},
    "instruments": {"calibration_certificates": "instrument_id"},
    "issued_reports": {"signed_copies": "report_id"},
    "test_instances": {
        "instance_attempts": "instance_id",
        "result_amendments": "instance_id",
        "evidence_records": "instance_id",
        "evidence_waivers": "instance_id",
        "reading_exclusions": "instance_id",
    },
    "test_sessions": {
        "test_instances": "session_id",
        "session_events": "session_id",
        "session_charts": "session_id",
        "issued_reports": "session_id",
    },
    "users": {"building_rights": "user_id", "building_limits": "user_id"},
}
"""Record → the records that are part of its history, and the column by which they are its."""

REASONS = (
    *("reason", "change_note", "superseded_reason", "withdrawn_reason", "undo_reason", "class_reason", "note"),
    *("status_reason", "review_note", "resolution_note", "instrument_accepted_reason"),
    "reopened_reason",
)
BATCHES = ("batch_id", "import_batch_id")
SOURCE = "source_ref"
SILENT = ("updated_at", "created_at", "recorded_at", "recorded_by", *BATCHES, SOURCE, *REASONS)
"""Columns that are no words of the sentence: they are said as who, when, by which way and why."""


@dataclass(frozen=True, slots=True)
class Particular:
    """A column as it is told; ``words``: stored value → the word on screen. Numbers are told with every digit."""

    label: str
    unit: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    refers: str | None = None
    day: bool = False
    moment: bool = False
    unit_beside: bool = False
    """Whether the unit stands in the column ``unit`` of the same row."""


Particulars: TypeAlias = Mapping[str, Mapping[str, Particular]]
"""Table → column → how it is told."""


EARLIER: Mapping[str, Mapping[str, Particular]] = {"users": {"all_buildings": Particular("Sees all buildings")}}
"""Columns that a table does not have any more, and the log still tells of."""
STEPS = "expected_sequence"
"""The column that holds the steps of a scenario; what differs is told step by step."""


def particular(particulars: Particulars, table: str, column: str) -> Particular:
    """How a column is told; one of a later version by its name."""
    known = particulars.get(table, {}).get(column) or EARLIER.get(table, {}).get(column)
    return known or Particular(_plain(column), refers=REFERS.get(column))


def record(table: str) -> Record:
    """What a kind of record is called; one of a later version by its table's name."""
    return RECORDS.get(table) or Record(_plain(table).lower(), _plain(table).lower(), ())


@dataclass(frozen=True)
class Naming:
    """What is needed to name records: their naming columns, the zone of the clock, and how columns are told."""

    particulars: Particulars
    zone: ZoneInfo
    rows: Mapping[Key, Mapping[str, Any]]

    def name(self, table: str, key: UUID) -> str:
        """``Level-8, Stair-A``; of a record of which nothing is known any more, its kind alone."""
        row = self.rows.get((table, key), {})
        parts = [self.value(table, column, row[column], row) for column in record(table).named if _said(row, column)]
        if table == "faults" and parts:
            return f"F-{int(row['fault_number']):04}"
        if table == "ce_scenarios" and len(parts) == 2:
            parts[1] = f"version {parts[1]}"
        if table == "issued_reports" and len(parts) == 2:
            parts[1] = f"revision {parts[1]}"
        words: list[str] = []
        for part in parts:  # "Level-8, Stair-A" and "Stair-A" beside it
            words += [each for each in part.split(", ") if each not in words]
        return ", ".join(words)

    def called(self, table: str, key: UUID) -> str:
        """``level Level-8, Stair-A``."""
        return f"{record(table).one} {self.name(table, key)}".rstrip()

    def value(self, table: str, column: str, value: Any, row: Mapping[str, Any]) -> str:
        """A logged value in words, with its unit: ``45.2 Pa``, ``All doors closed``, ``blank``."""
        how = particular(self.particulars, table, column)
        if value is None or value == "" or value == []:
            return "blank"
        if how.refers is not None:
            return self._references(how.refers, value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        unit = row.get("unit") if how.unit_beside else how.unit
        text = _text(how, value, self.zone)
        return f"{text} {unit}" if unit and isinstance(value, int | Decimal) else text

    def _references(self, table: str, value: Any) -> str:
        keys = value if isinstance(value, list) else [value]
        names = [self.name(table, key) if (key := as_key(each)) else str(each) for each in keys]
        return ", ".join(each or f"{record(table).one} that is not known any more" for each in names)


@dataclass(frozen=True, slots=True)
class Done:
    """What one statement did to one row; ``at`` with its zone, ``columns`` as logged (for an added row of evidence,
    which is logged by its hash alone, nothing)."""

    entry: int
    transaction: int
    at: datetime
    who: str
    foreign: bool
    table: str
    key: UUID
    verb: str
    columns: Mapping[str, Pair]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history; ``each`` are the lines that are folded in it. ``foreign``: not written by the program."""

    entry: int
    transaction: int
    at: datetime
    who: str
    foreign: bool
    table: str
    key: UUID | None
    what: str
    way: str = ""
    reason: str = ""
    each: tuple[Told, ...] = ()

    @property
    def when(self) -> str:
        """``22 Nov 2026 at 14:05``, by the clock of the building; of records of no building ``… at 03:05 UTC``."""
        return f"{show_moment(self.at)}{' UTC' if self.at.tzname() == 'UTC' else ''}"

    @property
    def single(self) -> tuple[Told, ...]:
        """The lines that are folded in it, or itself."""
        return self.each or (self,)

    @property
    def sentence(self) -> str:
        """``Level-8, Stair-A, All doors closed: 45.2 Pa → 44.8 Pa by Anna Example, import b.xlsx · Pressure!D14``."""
        return f"{self.what} by {self.who}{f', {self.way}' if self.way else ''}{_why(self.reason)}"


def tell(done: Iterable[Done], naming: Naming) -> tuple[Told, ...]:
    """What statements did, the latest first, as lines: a transaction's work on one record is one line, more than
    ``FOLDED`` records of one kind that it treated alike are one line together."""
    transactions: dict[int, list[Done]] = {}
    for each in done:
        transactions.setdefault(each.transaction, []).append(each)
    lines: list[Told] = []
    for work in transactions.values():
        told = _records(work, naming)
        kinds: dict[tuple[str, str], list[Told]] = {}
        for verb, line in told:
            kinds.setdefault((line.table, verb), []).append(line)
        for (table, verb), alike in kinds.items():
            lines += [_folded(table, verb, alike)] if len(alike) > FOLDED else alike
    return tuple(lines)


def _records(work: Sequence[Done], naming: Naming) -> list[tuple[str, Told]]:
    """Each record that a transaction worked on: its verb, and its line."""
    merged: dict[Key, Done] = {}
    for each in work:  # the latest first
        later = merged.get((each.table, each.key))
        merged[each.table, each.key] = each if later is None else _with(each, later)
    replaced = _replaced(merged, naming)
    dropped = {one.key for one in replaced.values()}
    return [
        (each.verb, _line(each, naming, replaced.get(each.key)))
        for each in merged.values()
        if each.key not in dropped and (each.columns or each.verb != "UPDATE")
    ]


def _with(before: Done, after: Done) -> Done:
    columns = {**before.columns, **after.columns}
    pairs = {name: (before.columns.get(name, pair)[0], pair[1]) for name, pair in columns.items()}
    verb = before.verb if after.verb == "UPDATE" else after.verb
    return Done(
        after.entry,
        after.transaction,
        after.at,
        after.who,
        after.foreign,
        after.table,
        after.key,
        verb,
        {name: pair for name, pair in pairs.items() if pair[0] != pair[1]},
    )


def _replaced(merged: Mapping[Key, Done], naming: Naming) -> dict[UUID, Done]:
    """New record of a period → the old one that it took the place of in the same transaction."""
    places: dict[tuple[str, str], Done] = {}
    for (table, key), each in merged.items():
        if record(table).period and each.verb == "UPDATE" and "superseded_date" in each.columns:
            places[table, naming.name(table, key)] = each
    return {
        key: places[table, naming.name(table, key)]
        for (table, key), each in merged.items()
        if each.verb == "INSERT" and (table, naming.name(table, key)) in places
    }


def _line(done: Done, naming: Naming, old: Done | None) -> Told:
    kind = record(done.table)
    row = naming.rows.get((done.table, done.key), {})
    name = naming.name(done.table, done.key) or kind.one
    new = {column: after for column, (_, after) in done.columns.items()}
    if old is not None and kind.value:
        before = naming.rows.get((old.table, old.key), {})
        values = (naming.value(done.table, kind.value, each.get(kind.value), each) for each in (before, row))
        what = f"{name}: {' → '.join(values)}"
    elif done.verb == "UPDATE":
        what = f"{name}: {_pairs(done, naming, row)}"
    else:
        about = f": {naming.value(done.table, kind.value, row[kind.value], row)}" if _about(kind, row) else ""
        what = f"{kind.one} {name}{about} {_VERBS.get(done.verb, done.verb.lower())}"
    return Told(
        done.entry,
        done.transaction,
        done.at.astimezone(naming.zone),
        done.who,
        done.foreign,
        done.table,
        done.key,
        what,
        _way(new or row, row, naming, done.verb),
        next((str(new[column]) for column in REASONS if new.get(column)), ""),
    )


_VERBS: Mapping[str, str] = {
    "INSERT": "added",
    "UPDATE": "changed",
    "DELETE": "removed",
    "FOUND": "found there when the log of it began",
    "GONE": "gone, without a word in the log",
}


def _about(kind: Record, row: Mapping[str, Any]) -> bool:
    return _said(row, kind.value)


def _pairs(done: Done, naming: Naming, row: Mapping[str, Any]) -> str:
    words = [
        (column == STEPS and _steps(pair)) or _pair(done, column, pair, naming, row)
        for column, pair in done.columns.items()
        if column not in SILENT
    ]
    return ", ".join(words) or "other particulars changed"


def _pair(done: Done, column: str, pair: Pair, naming: Naming, row: Mapping[str, Any]) -> str:
    before, after = (naming.value(done.table, column, each, row) for each in pair)
    return f"{worded(particular(naming.particulars, done.table, column).label)} {before} → {after}"


def _steps(pair: Pair) -> str:
    """``FAN-01 start: 20 ± 10 s, was 15 ± 10 s``; blank where what was logged cannot be read as steps."""
    try:
        before, after = (parse(each or []) for each in pair)
    except Invalid:
        return ""
    return "; ".join(each.words for each in compare_steps(before, after) if each.kind is not Change.SAME)


def _way(new: Mapping[str, Any], row: Mapping[str, Any], naming: Naming, verb: str) -> str:
    """``import baseline-2024.xlsx · Pressure!D14``: the file of the batch and the cell of the value."""
    key = next((found for column in BATCHES if (found := as_key(new.get(column)))), None)
    if key is None or verb == "DELETE":
        return ""
    file = str(naming.rows.get(("import_batches", key), {}).get("file_name") or "")
    source = str(row.get(SOURCE) or "")
    return f"import {source if source.startswith(file) and source else file}".rstrip()


def _folded(table: str, verb: str, alike: Sequence[Told]) -> Told:
    first = alike[0]
    ways = {line.way.split(" · ")[0] for line in alike}
    return Told(
        first.entry,
        first.transaction,
        first.at,
        first.who,
        first.foreign,
        table,
        None,
        f"{len(alike):,} {record(table).many} {_VERBS.get(verb, verb.lower())}",
        ways.pop() if len(ways) == 1 else "",
        first.reason if len({line.reason for line in alike}) == 1 else "",
        tuple(alike),
    )


def as_key(value: Any) -> UUID | None:
    """The key that a logged value is, None where it is none."""
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _said(row: Mapping[str, Any], column: str) -> bool:
    return row.get(column) not in (None, "")


def _plain(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _why(reason: str) -> str:
    return f" – “{reason}”" if reason else ""


def _text(how: Particular, value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, datetime) or (how.moment and isinstance(value, str)):
        return _moment(value, zone)
    if isinstance(value, date) or (how.day and isinstance(value, str)):
        return show_date(value if isinstance(value, date) else date.fromisoformat(value))
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, list):
        return f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
    if isinstance(value, dict):
        return "; ".join(f"{_plain(str(name)).lower()} {each}" for name, each in value.items()) or "blank"
    if isinstance(value, bytes):
        return "kept by its hash"
    return how.words.get(str(value), str(value))


def _moment(value: Any, zone: ZoneInfo) -> str:
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except ValueError:
        return str(value)
    return show_moment(at.astimezone(zone) if at.tzinfo else at)
