"""New stairs by a rule: their names, their levels, and what stands on every floor – the same for all of them.

``StairRule`` is what was said, ``plan`` what it would make of a building's registers, with every reason why it cannot.
A ``Plan`` is counted, drawn as a section, and put ``into`` the book of registers; limits are those of the registers'
own fields. In a name ``{stair}`` is the stair's, ``{letter}`` what sets it apart (A of Stair-A), ``{level}`` the
floor's, ``{n}`` its number (G and B1 at and below ground; for a zone: the zone's).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fields import Field, Problem
from firemode_desktop.domain.levels import MOST, Levels, short
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.section import Level, Section, drafted
from firemode_desktop.domain.words import DoorHand, DoorType, EquipmentType, MeasurementType, StairType

Key = tuple[str, str]
"""Register and field."""
STAIRS_AT_ONCE = 12
LEVELS = "levels"
NAMES: Key = ("stairs", "stair_name")
_MARKS = ("stair", "letter", "level", "n")

PATTERNS: Mapping[Key, tuple[str, ...]] = {
    ("doors", "door_identifier"): _MARKS,
    ("doorways", "doorway_identifier"): _MARKS,
    ("zones", "zone_name"): ("stair", "letter", "n"),
    ("control_equipment", "equipment_identifier"): ("stair", "letter"),
}
"""The fields in which a name is made for every row, and what may stand in it; left blank, no such row is made."""

USUAL: Mapping[Key, str] = MappingProxyType(
    {
        ("stairs", "stair_type"): StairType.PRESSURIZED.value,
        ("stairs", "design_standard"): "AS/NZS 1668.1:2015",
        ("doors", "door_identifier"): "D-{level}-{stair}",
        ("doors", "door_type"): DoorType.FIRE_RATED.value,
        ("doors", "fire_rating_minutes"): "60",
        ("doors", "width_m"): "0.90",
        ("doors", "height_m"): "2.10",
        ("doors", "door_hand"): DoorHand.RIGHT.value,
        ("doorways", "doorway_identifier"): "DW-{level}-{stair}",
        ("doorways", "width_m"): "1.20",
        ("doorways", "height_m"): "2.40",
        ("zones", "zone_name"): "Zone-{n}",
        ("control_equipment", "equipment_identifier"): "FAN-01-{letter}",
        ("design_setpoints", "setpoint"): "",
    }
)
"""What a stair usually has: the sizes and names of the customer's pilot building (its step 4)."""

_FIXED: Mapping[str, Mapping[str, str]] = {
    "control_equipment": {"equipment_type": EquipmentType.FAN.value},
    "design_setpoints": {"measurement_type": MeasurementType.PRESSURE_DIFFERENTIAL.value, "unit": "Pa"},
}
_MAKES: Mapping[str, str] = {
    "doors": "door_identifier",
    "doorways": "doorway_identifier",
    "zones": "zone_name",
    "control_equipment": "equipment_identifier",
    "design_setpoints": "setpoint",
}
"""The field of each register without which none of its rows is made."""


@dataclass(frozen=True)
class StairRule:
    """``names`` of the stairs, their ``levels``, and by register and field what every row has, as it is typed."""

    names: str = "Stair-A"
    levels: Levels = field(default_factory=Levels)
    typed: Mapping[Key, str] = field(default_factory=lambda: USUAL)

    def put(self, key: Key, text: str) -> StairRule:
        """The rule with one answer changed."""
        return replace(self, typed={**self.typed, key: text})

    def of(self, register: str) -> dict[str, str]:
        """What every row of a register has, blanks left out."""
        here = {name: text for (where, name), text in self.typed.items() if where == register and text.strip()}
        return {**_FIXED.get(register, {}), **here}

    def makes(self, register: str) -> bool:
        """Whether there are rows of that register at all."""
        return bool(self.typed.get((register, _MAKES[register]), "").strip())


def usual_rule(book: Book) -> StairRule:
    """A rule that makes one good stair here: the next free name, as many storeys as the building has."""
    names = book["stairs"].names
    taken = {folded(entry.name) for entry in names.entries}
    letter = next(letter for letter in _letters() if folded(f"Stair-{letter}") not in taken)
    building = book["buildings"]
    storeys = building.rows[0].cells[building.register.columns["storeys"]] if building.rows else None
    above = storeys - 1 if isinstance(storeys, int) and 3 <= storeys <= MOST else Levels().above
    return StairRule(f"Stair-{letter}", replace(Levels(), above=above))


def _letters() -> Iterator[str]:
    alphabet = [chr(ord("A") + place) for place in range(26)]
    yield from alphabet
    yield from (first + second for first in alphabet for second in alphabet)


_SPAN = re.compile(
    r"(?P<stem>.*?)(?P<low>[A-Za-z]|\d{1,3})\s*(?:\bto\b|…|\.\.+|–)\s*(?P<again>.*?)(?P<high>[A-Za-z]|\d{1,3})"
)


def read_names(text: str) -> tuple[str, ...]:
    """``Stair-A, Stair-B`` or ``Stair-A to C`` or ``Stair 1 to 3`` → the name of each. Raises ``Invalid``."""
    parts = [" ".join(part.split()) for part in re.split(r"[,;]", text)]
    names = [name for part in parts if part for name in _span(part)]
    if not names:
        raise Invalid("A stair needs a name.")
    if len(names) > STAIRS_AT_ONCE:
        raise Invalid(f"At most {STAIRS_AT_ONCE} stairs are made at once; these are {len(names)}.")
    double = next((name for place, name in enumerate(names) if folded(name) in map(folded, names[:place])), None)
    if double is not None:
        raise Invalid(f"“{double}” stands there twice.")
    return tuple(names)


def _span(part: str) -> list[str]:
    match = _SPAN.fullmatch(part)
    if match is None or folded(match["again"]) not in ("", folded(match["stem"])):
        return [part]
    low, high = match["low"], match["high"]
    if low.isdecimal() and high.isdecimal() and int(low) <= int(high):
        return [f"{match['stem']}{number}" for number in range(int(low), int(high) + 1)]
    if low.isalpha() and high.isalpha() and low.isupper() == high.isupper() and low <= high:
        return [f"{match['stem']}{chr(code)}" for code in range(ord(low), ord(high) + 1)]
    return [part]


def letter(stair: str) -> str:
    """What sets a stair apart: ``A`` of Stair-A, ``3`` of Stair 3; a name of one word is all of it."""
    return re.split(r"[\s_-]+", stair.strip())[-1]


def named(pattern: str, **marks: str) -> str:
    """``D-{level}-{stair}`` with its marks replaced."""
    for mark, text in marks.items():
        pattern = pattern.replace("{" + mark + "}", text)
    return pattern


@dataclass(frozen=True)
class Plan:
    """What a rule would make. ``problems`` is empty where it can be made; its keys are fields (``LEVELS.zones``)."""

    rule: StairRule
    stairs: tuple[str, ...]
    problems: Mapping[Key, str]

    @cached_property
    def floors(self) -> tuple[Level, ...]:
        """The floors of each stair from the lowest up; none while the levels cannot be."""
        return () if any(where == LEVELS for where, _ in self.problems) else self.rule.levels.floors()

    @cached_property
    def zones(self) -> tuple[tuple[str, tuple[Level, ...]], ...]:
        """The zones of each stair."""
        return self.rule.levels.zoned() if self.floors and self.rule.makes("zones") else ()

    def zone_names(self) -> tuple[tuple[str, tuple[Level, ...]], ...]:
        """The zones of the first stair by their names."""
        pattern = self.rule.of("zones").get("zone_name", "")
        return tuple((named(pattern, **marks(self.stairs[0]), n=number), run) for number, run in self.zones)

    def counts(self) -> dict[str, int]:
        """How many rows each register gets, all stairs together; those that get none are left out."""
        stairs, floors = len(self.stairs), len(self.floors)
        each = {"stairs": 1, "floors": floors, "doors": floors, "doorways": floors, "zones": len(self.zones)}
        each |= {"control_equipment": 1, "design_setpoints": 1}
        made = {name: stairs * count for name, count in each.items() if name not in _MAKES or self.rule.makes(name)}
        return {name: count for name, count in made.items() if count}

    def into(self, book: Book, new_key: Callable[[], UUID] = uuid4) -> Book:
        """The book with the stairs and everything on them. The plan must have no problems."""
        return _Maker(self, new_key).into(book)

    def section(self, name: str) -> Section:
        """The new stairs cut open, for a drawing."""
        section = drafted(
            name, ((stair, [self._drawn(stair, floor) for floor in self.floors]) for stair in self.stairs)
        )
        fan = self.rule.typed.get(("control_equipment", "equipment_identifier"), "")
        fed = (replace(shaft, fan=named(fan, **marks(shaft.name))) for shaft in section.shafts)
        return replace(section, shafts=tuple(fed))

    def _drawn(self, stair: str, floor: Level) -> Level:
        door = self.rule.typed.get(("doors", "door_identifier"), "")
        return replace(floor, doors=(named(door, **marks(stair, floor)),) if door.strip() else ())


def marks(stair: str, floor: Level | None = None) -> dict[str, str]:
    """What the marks of a name stand for on a floor of a stair."""
    there = {"level": floor.name, "n": short(floor.number)} if floor is not None else {}
    return {"stair": stair, "letter": letter(stair), **there}


@dataclass(frozen=True)
class _Maker:
    """Puts a plan into a book, parents before children."""

    plan: Plan
    new_key: Callable[[], UUID]

    def into(self, book: Book) -> Book:
        floors, stairs = self.plan.floors, self.plan.stairs
        book, ids = self._add(book, "stairs", [self._stair(stair) for stair in stairs])
        places = [(stair, {"stair_id": key}, floor) for stair, key in zip(stairs, ids, strict=True) for floor in floors]
        book, keys = self._add(book, "floors", [{**here, **_floor(floor)} for _, here, floor in places])
        where = [(*place, {**place[1], "floor_id": key}) for place, key in zip(places, keys, strict=True)]
        for register in ("doors", "doorways"):
            book, _ = self._add(book, register, [{**self._row(register, s, floor), **at} for s, _, floor, at in where])
        of = {(here["stair_id"], floor.number): key for (_, here, floor), key in zip(places, keys, strict=True)}
        zones = [self._zone(*pair, *zone, of) for pair in zip(stairs, ids, strict=True) for zone in self.plan.zones]
        book, _ = self._add(book, "zones", zones)
        for register in ("control_equipment", "design_setpoints"):
            rows = [{**self._row(register, s), "stair_id": key} for s, key in zip(stairs, ids, strict=True)]
            book, _ = self._add(book, register, rows)
        return book

    def _stair(self, name: str) -> dict[str, Any]:
        floors = self.plan.floors
        ends = {"floor_range_bottom": floors[0].name, "floor_range_top": floors[-1].name}
        return {**self.plan.rule.of("stairs"), **ends, "stair_name": name}

    def _row(self, register: str, stair: str, floor: Level | None = None) -> dict[str, Any]:
        """What a row has besides its place."""
        made: dict[str, Any] = dict(self.plan.rule.of(register))
        patterns = {name: made[name] for where, name in PATTERNS if where == register and name in made}
        return made | {name: named(pattern, **marks(stair, floor)) for name, pattern in patterns.items()}

    def _zone(
        self, stair: str, key: UUID, number: str, run: tuple[Level, ...], of: Mapping[tuple[UUID, int], UUID]
    ) -> dict[str, Any]:
        name = named(self.plan.rule.of("zones")["zone_name"], **marks(stair), n=number)
        floors = tuple(of[key, floor.number] for floor in run)
        return {"stair_id": key, "zone_name": name, "floor_ids_covered": floors}

    def _add(self, book: Book, register: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Book, list[UUID]]:
        if register in _MAKES and not self.plan.rule.makes(register):
            return book, []
        sheet, keys = book[register], [self.new_key() for _ in rows]
        columns = sheet.register.columns
        book = book.put(sheet.add(sheet.blank(key) for key in keys))
        entries = (
            (key, columns[name], value) for key, row in zip(keys, rows, strict=True) for name, value in row.items()
        )
        return book.enter(register, entries), keys


def _floor(floor: Level) -> dict[str, Any]:
    return {"floor_level": floor.name, "floor_number": floor.number, "height_m": floor.height_m}


def plan(rule: StairRule, book: Book) -> Plan:
    """What ``rule`` would make of the registers in ``book``, with every reason why it cannot."""
    problems: dict[Key, str] = {}
    try:
        stairs = read_names(rule.names)
        problems |= _name_problems(stairs, book)
    except Invalid as error:
        stairs, problems[NAMES] = (), error.message
    problems |= {(LEVELS, name): why for name, why in rule.levels.problems().items()}
    if not problems:
        problems |= _level_problems(rule.levels.floors(), book)
    for key, text in rule.typed.items():
        if (why := _answer(rule, key, text, stairs, book)) is not None:
            problems[key] = why
    return Plan(rule, stairs, problems)


def _name_problems(stairs: Sequence[str], book: Book) -> dict[Key, str]:
    each = book["stairs"].register.field("stair_name")
    found = [cell.reason for name in stairs if isinstance(cell := each.check(name), Problem)]
    there = {folded(entry.name): entry.name for entry in book["stairs"].names.entries}
    found += [f"There is a stair “{there[folded(name)]}” already." for name in stairs if folded(name) in there]
    return {NAMES: found[0]} if found else {}


def _level_problems(floors: Sequence[Level], book: Book) -> dict[Key, str]:
    """Names, numbers and heights that the register of floors does not take."""
    register = book["floors"].register
    fields = {"floor_level": "upper", "floor_number": "above", "height_m": "storey_m"}
    for floor in floors:
        for name, where in fields.items():
            if isinstance(cell := register.field(name).check(_floor(floor)[name]), Problem):
                return {(LEVELS, where): cell.reason}
    return {}


def _answer(rule: StairRule, key: Key, text: str, stairs: Sequence[str], book: Book) -> str | None:
    """Why one answer cannot stand; the answers of rows that are not made do not matter."""
    register, name = key
    if not text.strip() or (register in _MAKES and not rule.makes(register)):
        return None
    each = book[register].register.field(name)
    if key in PATTERNS:
        return _pattern(rule, each, text, PATTERNS[key], stairs)
    cell = each.check(text)
    return cell.reason if isinstance(cell, Problem) else None


def _pattern(rule: StairRule, each: Field, text: str, known: Sequence[str], stairs: Sequence[str]) -> str | None:
    odd = next((mark for mark in re.findall(r"{([^}]*)}", text) if mark not in known), None)
    if odd is not None:
        return f"“{{{odd}}}” means nothing here; there are {', '.join(f'{{{mark}}}' for mark in known)}."
    if each.name == "zone_name" and "{n}" not in text and len(rule.levels.zoned()) > 1:
        return "Write {n} where the number of the zone belongs."
    floors = rule.levels.floors() if not rule.levels.problems() else ()
    longest = max((floor.name for floor in floors), key=len, default="")
    made = named(text, stair=max(stairs, key=len, default=""), letter="", level=longest, n="")
    cell = each.check(made)
    return cell.reason if isinstance(cell, Problem) else None
