"""The canonical workbooks: which sheets, which columns, in which units. Template, reader and writer all ask here.

Columns and their order: specification page 3 (baseline workbooks, results workbook). The second header line of a sheet
is ``Column.unit``; it is text that no column can hold as data, so that a reader can tell it from the first row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from firemode_desktop.domain.baselines import ALLOWED
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.conditions import condition
from firemode_desktop.domain.words import (
    BaselineKind,
    DoorConfiguration,
    InstanceStatus,
    MeasurementPosition,
    Provenance,
)


class Holds(Enum):
    """What a column holds."""

    TEXT = auto()
    NAME = auto()
    """The name (or the uuid) of something in the building's registers."""
    NUMBER = auto()
    DAY = auto()
    MOMENT = auto()
    YES_NO = auto()
    CHOICE = auto()


HINTS: Mapping[Holds, str] = {
    Holds.TEXT: "text",
    Holds.NAME: "name",
    Holds.DAY: "yyyy-mm-dd",
    Holds.MOMENT: "yyyy-mm-dd hh:mm",
    Holds.YES_NO: "yes / no",
    Holds.CHOICE: "choose",
}

ASIDE = "Lists to choose from; nothing here is data."
"""The first cell of a sheet of ours that helps to fill in the others; whoever reads a workbook leaves it out."""

NO_LIMIT = Limits()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a canonical sheet. ``measure`` is the unit of a number; ``also`` are other headers for it.

    ``below`` is the second header line where it says more than the unit; ``ahead`` that a day may be in the future.
    ``aside`` columns help whoever fills in a sheet and are never read; ``perhaps`` are headers that stand for a column
    only where no other one does.
    """

    name: str
    holds: Holds = Holds.TEXT
    required: bool = False
    measure: str = ""
    limits: Limits = NO_LIMIT
    max_length: int = 255
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    width: int = 14
    below: str = ""
    ahead: bool = False
    aside: bool = False
    perhaps: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """The second header line: the unit of a number, otherwise how to write the value."""
        if self.below:
            return self.below
        return self.measure if self.holds is Holds.NUMBER else HINTS[self.holds]


@dataclass(frozen=True, slots=True)
class Form:
    """One canonical sheet: its title and its columns in order. ``extra`` columns are read but not in the template."""

    title: str
    columns: tuple[Column, ...]
    extra: tuple[Column, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[Column, ...]:
        """The columns of the template and the extra ones."""
        return self.columns + self.extra

    def column(self, name: str) -> Column:
        """The column called ``name``; ``KeyError`` when there is none."""
        return {column.name: column for column in self.every}[name]


def _number(
    name: str,
    measure: str,
    limits: Limits = NO_LIMIT,
    *,
    required: bool = False,
    also: tuple[str, ...] = (),
    width: int = 14,
) -> Column:
    return Column(name, Holds.NUMBER, required=required, measure=measure, limits=limits, also=also, width=width)


def _between(low: str, high: str, unit: str) -> Limits:
    return Limits(Decimal(low), Decimal(high), unit)


POINTS = tuple(f"p{number}" for number in range(1, 10))

_STAIR = Column("stair", Holds.NAME, also=("stair_name", "stairwell"))
_FLOOR = Column("floor", Holds.NAME, also=("level", "floor_level", "storey"), width=12)
_DATE = Column(
    "commissioned_date", Holds.DAY, required=True, also=("commissioned", "commissioned_on", "date"), width=18
)
_BY = Column("commissioned_by", also=("commissioning_company", "contractor"), width=26)
_PROVENANCE = Column("provenance", Holds.CHOICE, choices=Provenance.values())
_BY_ID = {
    name: Column(f"{name}_id", Holds.NAME, also=(f"{name}_uuid",)) for name in ("stair", "floor", "door", "doorway")
}

PRESSURE = Form(
    "Pressure",
    (
        _STAIR,
        _FLOOR,
        Column(
            "door_configuration",
            Holds.CHOICE,
            required=True,
            choices=DoorConfiguration.values(),
            also=("configuration", "doors", "door_config"),
            width=20,
        ),
        _number(
            "pressure_pa",
            "Pa",
            ALLOWED[BaselineKind.PRESSURE],
            required=True,
            also=("pressure", "pressure_differential", "differential_pressure", "pressure_difference", "dp"),
        ),
        _DATE,
        _BY,
        Column("commissioning_report_ref", also=("report", "report_ref", "report_reference"), width=26),
        _number("temp_c", "°C", _between("-50", "70", "°C"), also=("temperature", "temp"), width=10),
        _number("humidity_pct", "%", _between("0", "100", "%"), also=("humidity", "rh"), width=14),
        _number("wind_ms", "m/s", _between("0", "75", "m/s"), also=("wind", "wind_speed"), width=10),
        _number(
            "design_setpoint_pa", "Pa", _between("0.001", "500", "Pa"), also=("setpoint", "design_setpoint"), width=20
        ),
    ),
    (_PROVENANCE, _BY_ID["stair"], _BY_ID["floor"]),
    also=("pressures", "pressure differentials", "pressure differential", "baseline pressure"),
)

VELOCITY = Form(
    "Velocity",
    (
        _STAIR,
        _FLOOR,
        Column("doorway", Holds.NAME, also=("doorway_identifier",), width=24),
        Column("door_scenario", Holds.NAME, required=True, also=("scenario", "doors_open"), max_length=50, width=26),
        *(_number(name, "m/s", _between("-20", "20", "m/s"), also=(f"point_{name[1]}",), width=8) for name in POINTS),
        _number("velocity_ms", "m/s", ALLOWED[BaselineKind.VELOCITY], also=("velocity", "air_velocity"), width=13),
        _DATE,
        _BY,
    ),
    (_PROVENANCE, _BY_ID["stair"], _BY_ID["floor"], _BY_ID["doorway"]),
    also=("velocities", "air velocity", "air velocities", "baseline velocity"),
)

DOOR_FORCE = Form(
    "Door force",
    (
        _STAIR,
        _FLOOR,
        Column("door", Holds.NAME, also=("door_identifier",), width=22),
        Column(
            "pressurization_active",
            Holds.YES_NO,
            required=True,
            also=("pressurisation_active", "pressurization", "pressurisation", "fan_running", "active"),
            width=22,
        ),
        _number(
            "force_newtons",
            "N",
            ALLOWED[BaselineKind.DOOR_FORCE],
            required=True,
            also=("force", "force_n", "door_force", "door_opening_force", "opening_force"),
        ),
        Column(
            "measurement_position",
            Holds.CHOICE,
            choices=MeasurementPosition.values(),
            also=("position",),
            width=22,
        ),
        _DATE,
        _BY,
    ),
    (_PROVENANCE, _BY_ID["stair"], _BY_ID["floor"], _BY_ID["door"]),
    also=("door forces", "force", "forces", "door opening force", "baseline door force"),
)

BASELINE_FORMS: Mapping[BaselineKind, Form] = {
    BaselineKind.PRESSURE: PRESSURE,
    BaselineKind.VELOCITY: VELOCITY,
    BaselineKind.DOOR_FORCE: DOOR_FORCE,
}


@dataclass(frozen=True, slots=True)
class BaselineColumns:
    """What a kind of baseline calls the place that was measured, the case it was measured in, and its reading.

    ``points`` are the single readings behind the value where there are any. The same words name the columns of a sheet
    and, ``place`` with ``_id`` behind it, those of the table in the database.
    """

    place: str
    case: str
    value: str
    points: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[str, ...]:
        """The columns that hold numbers as they were read on site."""
        return (self.value, *self.points)


BASELINE_COLUMNS: Mapping[BaselineKind, BaselineColumns] = {
    BaselineKind.PRESSURE: BaselineColumns("floor", "door_configuration", "pressure_pa"),
    BaselineKind.VELOCITY: BaselineColumns("doorway", "door_scenario", "velocity_ms", POINTS),
    BaselineKind.DOOR_FORCE: BaselineColumns("door", "pressurization_active", "force_newtons"),
}


def kind_of(form: Form) -> BaselineKind:
    """The kind of baselines that a canonical sheet holds; ``StopIteration`` for a form of something else."""
    return next(kind for kind, known in BASELINE_FORMS.items() if known is form)


def _aside(name: str, width: int, below: str = "given") -> Column:
    return Column(name, aside=True, width=width, below=below)


RESULTS = Form(
    "Results",
    (
        Column(
            "identifier",
            also=("test", "test_id", "test_no", "test_number", "scoped_identifier", "test_identifier"),
            width=58,
        ),
        _aside("where", 22),
        _aside("what", 30),
        _aside("limits", 14),
        _aside("baseline", 12),
        _aside("last_reading", 14),
        _aside("unit", 8),
        Column(
            "measured_value",
            Holds.NUMBER,
            measure="as tested",
            also=("value", "reading", "measured", "measurement", "measured_reading", "actual"),
            perhaps=("result",),
            width=16,
        ),
        *(_number(name, "m/s", also=(f"point_{name[1]}",), width=8) for name in POINTS),
        Column("measured_at", Holds.MOMENT, also=("time", "measured_on", "date", "date_time", "tested_at"), width=18),
        Column(
            "instrument_serial",
            Holds.NAME,
            also=("instrument", "serial", "serial_no", "serial_number", "instrument_no", "instrument_serial_no"),
            below="text",
            width=20,
        ),
        Column("result_observed", Holds.YES_NO, also=("observed", "as_expected"), width=16),
        Column(
            "status",
            Holds.CHOICE,
            choices=(InstanceStatus.SKIPPED.value, InstanceStatus.FAILED.value),
            width=10,
        ),
        _number("temp_out_c", "°C", condition("temp_out_c").possible, also=("outside_temperature",), width=12),
        _number("temp_stair_c", "°C", condition("temp_stair_c").possible, also=("stair_temperature",), width=12),
        _number("wind_ms", "m/s", condition("wind_ms").possible, also=("wind", "wind_speed"), width=10),
        Column("evidence", max_length=4000, also=("photo", "photos", "files"), width=30),
        Column("notes", max_length=4000, also=("note", "remarks", "comment", "comments"), width=36),
    ),
    extra=(
        Column("measurement_type", also=("test_type", "type", "kind", "measurement_kind")),
        Column("stair", Holds.NAME, also=("stair_name", "stairwell")),
        Column("floor", Holds.NAME, also=("level", "floor_level", "storey")),
        Column("location", Holds.NAME, also=("place", "where_measured")),
        Column("door", Holds.NAME, also=("door_identifier",)),
        Column("doorway", Holds.NAME, also=("doorway_identifier",)),
        Column(
            "door_configuration",
            Holds.CHOICE,
            choices=DoorConfiguration.values(),
            also=("configuration", "doors", "door_config"),
        ),
        Column("door_scenario", Holds.NAME, also=("scenario", "doors_open")),
        Column(
            "pressurization_active",
            Holds.YES_NO,
            also=("pressurisation_active", "pressurization", "pressurisation", "fan", "fan_running"),
        ),
    ),
    also=("result", "readings", "test results"),
)
IDENTIFYING = ("identifier", *(column.name for column in RESULTS.extra))
"""The columns of a results sheet that say which test a row is of."""

EFFECTS = Form(
    "C&E",
    (
        Column("identifier", required=True, width=58),
        _number("step_order", "number", _between("1", "1000", ""), also=("step",), width=12),
        Column("component_id", required=True, max_length=100, also=("component",), width=22),
        Column("action", required=True, max_length=100, width=22),
        _number("delay_seconds", "s", _between("0", "86400", "s"), required=True, also=("delay",)),
        _aside("expected", 28),
    ),
    also=("ce", "cause and effect", "c and e"),
)
"""One row an observed effect of a cause-and-effect test; the delay counts from the trigger."""
