"""What a column of a foreign file can be taken for, in words; and a table with one column taken for something else.

Without Qt. What a column can be *read as* is a list that a building makes (its door scenarios are among them); each
column of a ``TableMapping`` is read as one of them, or not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from firemode_desktop.domain.baselines import UNITS, Survey
from firemode_desktop.domain.forms import BASELINE_COLUMNS, POINTS
from firemode_desktop.domain.numbers import UNITS as KNOWN_UNITS
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration, case_words
from firemode_desktop.imports.files.cells import Sheet
from firemode_desktop.imports.mappings.mapping import (
    Block,
    InColumn,
    ReadingColumn,
    TableMapping,
    fingerprint,
)
from firemode_desktop.imports.tables.layout import key
from firemode_desktop.imports.tables.values import NO, YES
from firemode_desktop.ui.language import tr

BESIDE: Mapping[str, str] = {
    "stair": "stair",
    "floor": "floor",
    "doorway": "doorway",
    "door": "door",
    "door_configuration": tr("door configuration"),
    "door_scenario": tr("door scenario"),
    "pressurization_active": tr("fan running or stopped"),
    "commissioned_date": tr("commissioned date"),
    "commissioned_by": tr("commissioned by"),
    "commissioning_report_ref": "report",
    "temp_c": tr("temperature (°C)"),
    "humidity_pct": tr("humidity (%)"),
    "wind_ms": tr("wind (m/s)"),
    "design_setpoint_pa": tr("design setpoint (Pa)"),
    "measurement_position": tr("measurement position"),
    "provenance": "provenance",
    "stair_id": tr("stair, by its id"),
    "floor_id": tr("floor, by its id"),
    "doorway_id": tr("doorway, by its id"),
    "door_id": tr("door, by its id"),
}
"""What stands beside a reading, by canonical column."""
PLACES = frozenset(name for name in BESIDE if name.removesuffix("_id") in ("stair", "floor", "doorway", "door"))
MEASURED: Mapping[BaselineKind, str] = {
    BaselineKind.PRESSURE: "pressure",
    BaselineKind.VELOCITY: "velocity",
    BaselineKind.DOOR_FORCE: tr("door force"),
}
FAN: Mapping[str, str] = {"yes": case_words(True), "no": case_words(False)}


class Sort(StrEnum):
    """What a column is good for; the strip above the grid has a colour for each."""

    PLACE = "place"
    READING = "reading"
    BESIDE = "beside"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ReadAs:
    """``name`` is the canonical column; readings have a ``kind`` and may say their ``case`` (blank: a column does).

    ``points`` is for all nine of a doorway in this column and the next eight; ``unit`` is what the readings are written
    in where that was told; ``words`` also find it in the list.
    """

    name: str
    kind: BaselineKind | None = None
    case: str = ""
    points: bool = False
    unit: str = ""
    words: str = field(default="", compare=False)

    @property
    def sort(self) -> Sort:
        """What it is good for."""
        if self.kind is not None:
            return Sort.READING
        return Sort.PLACE if self.name in PLACES else Sort.BESIDE if self.name else Sort.NOTHING

    @property
    def label(self) -> str:
        """In words: ``pressure, all doors closed``, ``point 1, worst case``, ``floor``, ``not read``."""
        if self.kind is None:
            return BESIDE.get(self.name, self.name) if self.name else tr("not read")
        written = tr("in {unit}", unit=self.unit) if self.unit else ""
        return ", ".join(part for part in (self._what(self.kind), case_in_words(self.kind, self.case), written) if part)

    def _what(self, kind: BaselineKind) -> str:
        if self.points:
            return tr("points 1 to 9 from here")
        return tr("point {name}", name=self.name[1:]) if self.name in POINTS else MEASURED[kind]

    @property
    def listed(self) -> str:
        """As the list shows it: a reading whose case stands elsewhere says so."""
        case = tr(", case in a column") if self.kind is not None and not self.case else ""
        ours = "" if self.kind is None else UNITS[self.kind]
        return f"{self.label}{case}" + (tr(", convert to {ours}", ours=ours) if self.unit not in ("", ours) else "")


NOT_READ = ReadAs("", words=tr("ignore nothing skip leave out"))


def case_in_words(kind: BaselineKind, case: str) -> str:
    """A case as a person says it; blank where there is none."""
    return FAN.get(case, case) if kind is BaselineKind.DOOR_FORCE else case_words(case)


def cases(kind: BaselineKind, survey: Survey) -> tuple[str, ...]:
    """The cases that readings of a kind can be of, in this building."""
    known = {
        BaselineKind.PRESSURE: tuple(DoorConfiguration.values()),
        BaselineKind.VELOCITY: survey.door_scenarios,
        BaselineKind.DOOR_FORCE: tuple(FAN),
    }
    return known[kind]


def offered(survey: Survey) -> tuple[ReadAs, ...]:
    """Everything a column can be taken for in a building, what is chosen most first."""
    return (NOT_READ, *_beside(("floor", "stair", "doorway", "door")), *_readings(survey), *_beside(_OTHERS))


_OTHERS = tuple(name for name in BESIDE if name not in PLACES)
_FOUND_BY = {
    "floor": tr("level storey"),
    "commissioned_date": tr("day when measured on"),
    "commissioned_by": tr("who contractor company technician"),
    "commissioning_report_ref": tr("reference number certificate"),
    "door_configuration": tr("case doors"),
    "door_scenario": tr("case doors open"),
    "pressurization_active": tr("case pressurisation pressurization active on off"),
}


def in_units(role: ReadAs) -> tuple[ReadAs, ...]:
    """The same readings, written in each unit that can be converted to ours; none for what is no reading."""
    if role.kind is None:
        return ()
    symbols = (unit.symbol for unit in KNOWN_UNITS if unit.si == UNITS[role.kind])
    return tuple(replace(role, unit=symbol, words=tr("unit written convert")) for symbol in symbols)


def _beside(names: tuple[str, ...]) -> Iterator[ReadAs]:
    return (ReadAs(name, words=_FOUND_BY.get(name, "")) for name in names)


def _readings(survey: Survey) -> Iterator[ReadAs]:
    for kind in BaselineKind:
        for case in (*cases(kind, survey), ""):
            yield ReadAs(BASELINE_COLUMNS[kind].value, kind, case, words=tr("mean average pa newtons m/s reading"))
    for case in (*survey.door_scenarios, ""):
        yield ReadAs("p1", BaselineKind.VELOCITY, case, points=True, words=tr("all nine velocity"))
        for name in POINTS:
            yield ReadAs(name, BaselineKind.VELOCITY, case, words=tr("{name} velocity", name=name))


# --- in a table ------------------------------------------------------------------------------------------------------


def read_as(table: TableMapping, place: int) -> ReadAs:
    """What a column (counted from 0) is taken for."""
    reading = next((one for one in table.readings if one.place == place), None)
    if reading is not None:
        return ReadAs(reading.name, reading.kind, case_said(reading), unit=reading.unit)
    names = (name for name, source in table.columns.items() if isinstance(source, InColumn) and source.place == place)
    return ReadAs(next(names, ""))


def case_said(reading: ReadingColumn) -> str:
    """The case that the heading of a column of readings tells; ``yes`` and ``no`` for the fan."""
    said = reading.says.get(BASELINE_COLUMNS[reading.kind].case, "")
    if reading.kind is BaselineKind.DOOR_FORCE:
        return "yes" if key(said) in YES else "no" if key(said) in NO else said
    return said


def taken_for(table: TableMapping, place: int, role: ReadAs) -> TableMapping:
    """The table with a column taken for something else; what it was taken for before, it is no longer."""
    if role.points:
        return nine_points(table, place, role.case)
    before = next((one for one in table.readings if one.place == place), None)
    cleared = _free(table, place)
    if role.kind is not None:
        return cleared.with_reading(place, _reading(place, role, before))
    return cleared.with_source(role.name, InColumn(place)) if role.name else cleared


def nine_points(table: TableMapping, place: int, case: str) -> TableMapping:
    """The table with the columns from ``place`` on taken for the points of a doorway, in their order; a block of three
    rows has three of them."""
    for offset, name in enumerate(POINTS[:3] if table.block else POINTS):
        table = taken_for(table, place + offset, ReadAs(name, BaselineKind.VELOCITY, case))
    return table


def _free(table: TableMapping, place: int) -> TableMapping:
    table = table.with_reading(place, None)
    held = [name for name, source in table.columns.items() if isinstance(source, InColumn) and source.place == place]
    for name in held:
        table = table.with_source(name, None)
    return table


def _reading(place: int, role: ReadAs, before: ReadingColumn | None) -> ReadingColumn:
    """What else the heading says of a column stays with it as long as it holds the same kind of reading."""
    assert role.kind is not None
    kept = before if before is not None and before.kind is role.kind else None
    says = {
        name: text for name, text in (kept.says if kept else {}).items() if name != BASELINE_COLUMNS[role.kind].case
    }
    if role.case:
        says[BASELINE_COLUMNS[role.kind].case] = role.case
    return ReadingColumn(place, role.kind, role.name, says, role.unit or (kept.unit if kept else ""))


def in_shape(table: TableMapping, block: Block | None) -> TableMapping:
    """The table with its nine points in another shape; a block holds the first three in its columns, no mean."""
    if block is None:
        return replace(table, block=None)
    kept = (one for one in table.readings if one.kind is not BaselineKind.VELOCITY or one.name in POINTS[:3])
    return replace(table, block=block, readings=tuple(kept))


def wanted_beside(table: TableMapping) -> tuple[str, ...]:
    """What has to be told of every row besides its readings, or is told: canonical columns in a fixed order."""
    kinds = table.kinds
    needed = {"stair", "floor", "commissioned_date", "commissioned_by"}
    needed |= {BASELINE_COLUMNS[kind].place for kind in kinds}
    needed |= {BASELINE_COLUMNS[reading.kind].case for reading in table.readings if not case_said(reading)}
    needed |= {"commissioning_report_ref"} if BaselineKind.PRESSURE in kinds else set()
    return tuple(name for name in BESIDE if name in needed or name in table.columns)


def with_heading(table: TableMapping, sheet: Sheet, heading: tuple[int, int]) -> TableMapping:
    """The table with its heading in other lines (first and last, counted from 0)."""
    return replace(table, heading=heading, fingerprint=fingerprint(sheet, heading))


def bare_table(sheet: Sheet) -> TableMapping:
    """A sheet of which nothing is known: no column is read. Its heading is the first line of several texts with a
    number below one of them, else the first line of several cells."""
    several = [row for row, cells in enumerate(sheet.rows) if sum(cell is not None for cell in cells) > 1]
    at = next((row for row in several if _stands_above_numbers(sheet, row)), several[0] if several else 0)
    return TableMapping(sheet.name, (at, at), {}, (), fingerprint=fingerprint(sheet, (at, at)))


def _stands_above_numbers(sheet: Sheet, row: int) -> bool:
    texts = [place for place, cell in enumerate(sheet.rows[row]) if isinstance(cell, str)]
    return len(texts) > 1 and any(isinstance(sheet.at(row + 1, place), Decimal) for place in texts)


def rest_of_points(table: TableMapping, place: int, wide: int) -> ReadAs | None:
    """All nine points from a column on, where it is taken for the first and nothing is known of the next eight."""
    role = read_as(table, place)
    others = range(place + 1, place + (3 if table.block else 9))
    free = others[-1] < wide and all(not read_as(table, other).name for other in others)
    return ReadAs("p1", role.kind, role.case, points=True) if role.name == "p1" and free else None
