"""The system that was tested: stairs, zones and fans."""

from __future__ import annotations

from firemode_desktop.domain.words import EquipmentType, StairType
from firemode_desktop.reports.data import EquipmentFacts, ReportData, StairFacts
from firemode_desktop.reports.pages import Flow, heading, paragraph, subheading
from firemode_desktop.reports.shown import BLANK, day
from firemode_desktop.reports.tables import Cell, Column, Row, table
from firemode_desktop.reports.typography import Face

# Specifications as the register calls them, in words with their unit.
SPECIFICATIONS = {
    "capacity_m3_s": ("capacity", "m³/s"),
    "motor_kw": ("motor", "kW"),
    "pressure_pa": ("pressure", "Pa"),
    "speed_rpm": ("speed", "rpm"),
}


def system(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow."""
    heading(flow, number, "System and fans")
    table(flow, STAIR_COLUMNS, [_stair(stair) for stair in data.stairs])
    subheading(flow, "Fans")
    fans = [(stair, each) for stair in data.stairs for each in stair.equipment if each.kind == EquipmentType.FAN]
    if fans:
        table(flow, FAN_COLUMNS, [_fan(stair, fan) for stair, fan in fans])
    else:
        paragraph(flow, "No fan is in the equipment register.")
    others = [_others(stair) for stair in data.stairs]
    if any(others):
        subheading(flow, "Other control equipment")
        for line in filter(None, others):
            paragraph(flow, line)


STAIR_COLUMNS = (
    Column("Stair", 28),
    Column("Type", 28),
    Column("Side", 20),
    Column("Floors served", 40),
    Column("Floors", 14, "right"),
    Column("Zones", 40),
)
FAN_COLUMNS = (
    Column("Fan", 28),
    Column("Stair", 22),
    Column("Make and model", 38),
    Column("Serial number", 28),
    Column("Specifications", 54),
)


def _stair(stair: StairFacts) -> Row:
    floors = stair.floors
    bottom = stair.bottom or (floors[0].level if floors else BLANK)
    top = stair.top or (floors[-1].level if floors else BLANK)
    kind = StairType(stair.kind).label if stair.kind else BLANK
    zones = "\n".join(f"{zone.name}: {zone.floors}" for zone in stair.zones)
    served, number = f"{bottom} to {top}", str(len(floors))
    return Row((Cell(stair.name, Face.BOLD), kind, stair.orientation or BLANK, served, number, zones or BLANK))


def _fan(stair: StairFacts, fan: EquipmentFacts) -> Row:
    make = " ".join(part for part in (fan.manufacturer, fan.model) if part)
    details = [specification(key, value) for key, value in fan.specifications]
    if fan.installed:
        details.append(f"installed {day(fan.installed)}")
    cells = (Cell(fan.identifier, Face.BOLD), stair.name, make or BLANK, fan.serial_number or BLANK)
    return Row((*cells, ", ".join(details) or BLANK))


def specification(key: str, value: str) -> str:
    """``capacity 5.2 m³/s``; a key the report does not know keeps its own words."""
    name, unit = SPECIFICATIONS.get(key, (key.replace("_", " "), ""))
    return f"{name} {value} {unit}".rstrip()


def _others(stair: StairFacts) -> str:
    """``Stair-A: dampers DAMPER-RELIEF-Z1, DAMPER-RELIEF-Z2; pressure sensor …``."""
    parts = []
    for kind in EquipmentType:
        names = [each.identifier for each in stair.equipment if each.kind == kind]
        if names and kind is not EquipmentType.FAN:
            word = kind.label.lower() + ("s" if len(names) > 1 else "")
            parts.append(f"{word} {', '.join(names)}")
    return f"{stair.name}: {'; '.join(parts)}." if parts else ""
