"""What the heading of a column says, in the words that site sheets use: a place, a date, or readings of a case.

    meaning("Doors closed (Pa)")  →  readings of pressure with ``door_configuration`` ``all_closed``
    meaning("Level")              →  the column ``floor``

Words only; whether the building has such a floor or scenario is decided where the rows are read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from firemode_desktop.domain.baselines import UNITS
from firemode_desktop.domain.forms import BASELINE_FORMS
from firemode_desktop.domain.numbers import Unit, unit_named
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration
from firemode_desktop.imports.files.cells import Sheet
from firemode_desktop.imports.tables.layout import key
from firemode_desktop.imports.tables.units import FOREIGN, Titled, unit_above, unit_written
from firemode_desktop.paths import resources

PRESSURE, VELOCITY, FORCE = BaselineKind.PRESSURE, BaselineKind.VELOCITY, BaselineKind.DOOR_FORCE


@dataclass(frozen=True)
class Meaning:
    """``column`` is a canonical column that stands beside readings; else ``kind`` and ``name`` say which readings.

    ``says`` is the case that the words tell; ``unit`` the unit written beside them; ``known`` whether any word was.
    """

    column: str = ""
    kind: BaselineKind | None = None
    name: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    unit: Unit | None = None

    @property
    def known(self) -> bool:
        """Whether anything was recognised."""
        return bool(self.column or self.kind or self.says)

    @property
    def foreign_unit(self) -> str:
        """The unit's symbol where it is not the one that the readings are kept in."""
        if self.unit is None or self.kind is None or self.unit.symbol == UNITS[self.kind]:
            return ""
        return self.unit.symbol


@dataclass(frozen=True)
class _Words:
    """The words of ``resources/headings.toml``, ready to be looked for."""

    columns: Mapping[str, str]
    floors_or_so: frozenset[str]
    kinds: Mapping[BaselineKind, re.Pattern[str]]
    closed: re.Pattern[str]
    opened: re.Pattern[str]
    neither: re.Pattern[str]
    off: re.Pattern[str]
    on: re.Pattern[str]
    others: re.Pattern[str]
    alone: frozenset[str]
    means: re.Pattern[str]
    summaries: frozenset[str]
    nothing: frozenset[str]
    point: re.Pattern[str]
    rows: Mapping[str, int]
    sides: Mapping[str, int]


@cache
def _known() -> _Words:
    told = tomllib.loads((resources() / "headings.toml").read_text("utf-8"))
    cases, points = told["cases"], told["points"]
    numbered = "|".join(map(re.escape, points["point"]))
    return _Words(
        {words: name for name, listed in told["columns"].items() for words in listed},
        frozenset(told["floors_or_so"]["words"]),
        {BaselineKind(name): _any_of(listed) for name, listed in told["kinds"].items()},
        _any_of(cases["all_closed"]),
        _any_of(cases["evac_doors_open"]),
        _any_of(cases["neither"]),
        _any_of(cases["fan_off"]),
        _any_of(cases["fan_on"]),
        _any_of(told["not_readings"]["words"]),
        frozenset(told["not_readings"]["alone"]),
        _any_of(told["not_readings"]["means"]),
        frozenset(told["not_locations"]["words"]),
        frozenset(told["not_measured"]["words"]),
        re.compile(rf"\b(?:{numbered}) ?([1-9])\b|^([1-9])$"),
        {word: number for number, listed in enumerate(points["rows"]) for word in listed},
        {word: number for number, listed in enumerate(points["sides"]) for word in listed},
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def may_head_floors(text: str) -> bool:
    """Whether a heading such as *Location* may stand above levels, where no other in its line does."""
    return words_of(text) in _known().floors_or_so


def sums_up(label: str) -> bool:
    """Whether a row so labelled sums up others or states a limit, and is no location."""
    return words_of(label).split(" ")[0] in _known().summaries


def nothing_measured(text: str) -> bool:
    """Whether a text in a cell of readings, such as ``–`` or ``n/a``, says that nothing was measured there."""
    return _DASHES.fullmatch(text) is not None or words_of(text) in _known().nothing


_SI = {"Pa": PRESSURE, "m/s": VELOCITY, "N": FORCE}
_UNIT_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]*(?:\([^()]*\))?)\s*[)\]]")
_UNIT_AT_END = re.compile(rf"(?:[\s,:/\-–_]\s*({FOREIGN}|Pa|m/s)|[\s,:/\-–]\s*(N|Newtons?|Pascals?))\s*$")
_UNIT_INSIDE = re.compile(rf"(?<![\w/.])({FOREIGN}|Pa|m/s)(?![\w/.²³])")
_DASHES = re.compile(r"[\s\-–—−./\\_]*")
_COUNTS = {"one": "1", "single": "1", "two": "2", "both": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_COUNTED = re.compile(r"\b([0-9]+)(?: [a-z]+)? (?:doors?|drs?|leaf|leaves|open)\b")
_SHORT_GRID = {f"{row}{side}": 3 * r + s + 1 for r, row in enumerate("tmb") for s, side in enumerate("lcr")}


def words_of(text: str) -> str:
    """Lower-case words with single spaces; Δ is ``d``."""
    return key(text.replace("Δ", "d ").replace("∆", "d ").replace("δ", "d ")).replace("_", " ")


@lru_cache(maxsize=4096)
def readings_of(text: str) -> Meaning:
    """What a heading says when numbers stand below it: ``Doors open`` is then a case and no list of doors."""
    unit, bare = _unit(" ".join(text.split()))
    if "%" in bare:
        return Meaning()
    words = words_of(bare)
    named = _canon().get(words)
    return Meaning(kind=named[0], name=named[1], unit=unit) if named and named[0] else _readings(words, unit)


@lru_cache(maxsize=4096)
def meaning(text: str) -> Meaning:
    """What a heading says; nothing known where its words are none of the trade's."""
    text = " ".join(text.split())
    unit, bare = _unit(text)
    words = words_of(bare)
    column = _known().columns.get(words)
    if column is None and unit is not None:
        column = _known().columns.get(words_of(text))
    if column is None and (named := _canon().get(words)) is not None:
        return Meaning(kind=named[0], name=named[1], unit=unit) if named[0] else Meaning(column=named[1])
    if column is not None and (unit is None or column in ("temp_c", "wind_ms", "humidity_pct", "design_setpoint_pa")):
        return Meaning(column=column)
    return _readings(words, unit)


def foreign_of(sheet: Sheet, heading: int, said: Iterable[Meaning], kind: BaselineKind) -> Titled | None:
    """The unit, not ours, that the lines of a heading say its readings are in; where they name none, the titles do."""
    said = tuple(said)
    unit = next((one.foreign_unit for one in said if one.foreign_unit), "")
    if unit:
        return Titled(unit, "")
    return None if any(one.unit for one in said) else unit_above(sheet, heading, UNITS[kind])


def _unit(text: str) -> tuple[Unit | None, str]:
    """The unit written beside the words, and the words without it."""
    for bracket in _UNIT_IN_BRACKETS.finditer(text):
        if (found := unit_named(bracket[1])) is not None:
            return found, f"{text[: bracket.start()]} {text[bracket.end() :]}".strip()
    match = _UNIT_AT_END.search(f" {text}")
    if match is not None and (found := unit_written(match[1] or match[2])) is not None:
        return found, f" {text}"[: match.start()].strip()
    match = _UNIT_INSIDE.search(text)
    if match is not None and (found := unit_written(match[1])) is not None:
        return found, f"{text[: match.start()]} {text[match.end() :]}".strip()
    return None, text


@cache
def _canon() -> dict[str, tuple[BaselineKind | None, str]]:
    """Columns of the canonical forms, and their other names, that are unlike any word of a site."""
    found: dict[str, tuple[BaselineKind | None, str]] = {}
    for kind, form in BASELINE_FORMS.items():
        for column in form.every:
            reading = column.name in ("pressure_pa", "velocity_ms", "force_newtons") or re.fullmatch(
                r"p[1-9]", column.name
            )
            for name in (column.name, *column.also):
                found.setdefault(key(name).replace("_", " "), (kind if reading else None, column.name))
    return {words: one for words, one in found.items() if words not in _known().columns}


def _readings(words: str, unit: Unit | None) -> Meaning:
    """Readings: of which kind, of which case, which of the nine points."""
    point = point_of(words)
    if words in _known().alone or (_known().others.search(words) and point is None):
        return Meaning()
    kind = _kind(words, unit)
    if _known().means.search(words) and unit is None and kind is None:
        return Meaning()
    if kind is None and point is not None:
        return Meaning(kind=VELOCITY, name=f"p{point}", unit=unit)
    if kind is VELOCITY:
        point = point or point_of(" ".join(words.split()[-2:])) or point_of(words.split()[-1] if words else "")
        name = f"p{point}" if point is not None else "velocity_ms"
        return Meaning(kind=VELOCITY, name=name, unit=unit, says=_scenario(words))
    if kind is FORCE:
        return Meaning(kind=FORCE, name="force_newtons", unit=unit, says=_fan(words))
    doors = _doors(words)
    if kind is PRESSURE or doors:
        return Meaning(kind=kind, name="pressure_pa" if kind else "", unit=unit, says=doors)
    if fan := _fan(words):
        return Meaning(says=fan, unit=unit)
    return Meaning(unit=unit)


def _kind(words: str, unit: Unit | None) -> BaselineKind | None:
    """By the unit, which cannot be meant otherwise; by the words where none is written."""
    if unit is not None:
        return _SI.get(unit.si)
    return next((kind for kind, pattern in _known().kinds.items() if pattern.search(words)), None)


def _doors(words: str) -> dict[str, str]:
    """``all_closed`` or ``evac_doors_open``, where the words tell one and not both."""
    closed, opened = bool(_known().closed.search(words)), bool(_known().opened.search(words))
    if closed == opened or _known().neither.search(words):
        return {}
    chosen = DoorConfiguration.ALL_CLOSED if closed else DoorConfiguration.EVAC_DOORS_OPEN
    return {"door_configuration": chosen.value}


def _fan(words: str) -> dict[str, str]:
    if _known().off.search(words):
        return {"pressurization_active": "no"}
    return {"pressurization_active": "yes"} if _known().on.search(words) else {}


def _scenario(words: str) -> dict[str, str]:
    """The words themselves, where they speak of doors; the building knows its scenarios."""
    spoken_of = _known().opened.search(words) or _known().closed.search(words) or re.search("doors?|scenario", words)
    return {"door_scenario": words} if spoken_of else {}


def doors_counted(words: str) -> frozenset[str]:
    """How many doors are spoken of: ``single door open`` → ``{"1"}``, ``worst case 3 doors`` → ``{"3"}``."""
    counted = " ".join(_COUNTS.get(word, word) for word in words.split())
    return frozenset(_COUNTED.findall(counted))


def speaks_of_closed_doors(words: str) -> bool:
    """Whether the doors are said to be closed."""
    return _known().closed.search(words) is not None


def point_of(words: str) -> int | None:
    """The number (1 to 9, left to right from the top) of the point of a doorway that ``words`` name."""
    if match := _known().point.search(words):
        return int(match[1] or match[2])
    told = words.split()
    if len(told) <= 3:
        if words.replace(" ", "") in _SHORT_GRID:
            return _SHORT_GRID[words.replace(" ", "")]
        row = next((_known().rows[word] for word in told if word in _known().rows), None)
        side = next((_known().sides[word] for word in reversed(told) if word in _known().sides), None)
        if row is not None and side is not None and len(told) == 2:
            return 3 * row + side + 1
    return None
