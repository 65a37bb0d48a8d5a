"""COBie workbooks for tests, with data of their own: a tower of some storeys with stairs, in either flavour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.imports.books import book

Rows = list[list[Any]]
Sheets = dict[str, Rows]

US = ("CreatedBy", "CreatedOn")
EXT = ("ExtSystem", "ExtObject", "ExtIdentifier")
WHO = ("office@example.com", "2026-03-01T09:00:00")
MAKER = "sales@fans.example.com"


@dataclass
class Tower:
    """A building of ``levels`` (name → elevation in mm) with ``stairs``, each with a door a floor and a fan."""

    levels: Mapping[str, int | float | None] = field(
        default_factory=lambda: {"Ground": 0, "Level 1": 4000, "Level 2": 7500, "Level 3": 11000}
    )
    stairs: Sequence[str] = ("Stair 1", "Stair 2")
    units: str | None = "millimeters"
    width: Any = 920
    height: Any = 2040
    rating: Any = "-/60/30"

    def sheets(self) -> Sheets:
        """The sheets in the American flavour."""
        return {
            "Instruction": [["COBie", "US", "V 2.4"]],
            "Contact": self.contacts(),
            "Facility": self.facility(),
            "Floor": self.floors(),
            "Space": self.spaces(),
            "Zone": [["Name", *US, "Category", "SpaceNames", *EXT, "Description"]],
            "Type": self.types(),
            "Component": self.components(),
            "System": self.systems(),
            "Attribute": self.attributes(),
            "Coordinate": [["Name", *US, "Category", "SheetName", "RowName", "CoordinateXAxis"]],
            "PickLists": [["LinearUnits"], ["millimeters"]],
        }

    def contacts(self) -> Rows:
        return [
            ["Email", *US, "Category", "Company", "Phone", "ExtSystem", "ExtObject", "ExtIdentifier"],
            [WHO[0], *WHO, "Designer", "An Office", "n/a", "n/a", "n/a", "n/a"],
            [MAKER, *WHO, "Manufacturer", "Fans and Fittings", "n/a", "n/a", "n/a", "n/a"],
        ]

    def facility(self) -> Rows:
        heads = ["Name", *US, "Category", "ProjectName", "SiteName", "LinearUnits", "AreaUnits", "Description"]
        return [heads, ["The Tower", *WHO, "n/a", "Tower", "12 High Street", self.units, "n/a", "An office tower"]]

    def floors(self) -> Rows:
        heads = ["Name", *US, "Category", *EXT, "Description", "Elevation", "Height"]
        rows = [
            [name, *WHO, "Floor", "CAD", "Storey", f"FL-{name}", "n/a", at, "n/a"] for name, at in self.levels.items()
        ]
        return [heads, ["Site", *WHO, "Site", "CAD", "Site", "FL-Site", "n/a", "n/a", "n/a"], *rows]

    def spaces(self) -> Rows:
        heads = ["Name", *US, "Category", "FloorName", "Description", *EXT, "RoomTag", "UsableHeight"]
        rows: Rows = [heads]
        for level in self.levels:
            for stair in self.stairs:
                name = f"{stair} - {level}"
                said = "Fire stair, pressurised"
                rows.append([name, *WHO, "n/a", level, said, "CAD", "Space", f"SP-{name}", "n/a", "n/a"])
            corridor = f"Corridor {level}"
            rows.append([corridor, *WHO, "n/a", level, "Corridor", "CAD", "Space", f"SP-{corridor}", "n/a", "n/a"])
        return rows

    def types(self) -> Rows:
        heads = ["Name", *US, "Category", "Description", "AssetType", "Manufacturer", "ModelNumber", *EXT]
        heads += ["NominalLength", "NominalWidth", "NominalHeight", "ModelReference"]
        door = ["Door-Single", *WHO, "23-30 10 00: Doors", "Single leaf", "Fixed", "n/a", "n/a", "CAD", "Type", "TY-1"]
        fan = ["Fan-Axial", *WHO, "n/a", "Axial fan", "Fixed", MAKER, "AX-900", "CAD", "Type", "TY-2", 0, 0, 0, "n/a"]
        desk = ["Desk", *WHO, "n/a", "Desk", "Movable", "n/a", "n/a", "CAD", "Type", "TY-3", 1600, 800, 720, "n/a"]
        return [heads, [*door, "n/a", self.width, self.height, "n/a"], fan, desk]

    def components(self) -> Rows:
        heads = ["Name", *US, "TypeName", "Space", "Description", *EXT, "SerialNumber", "InstallationDate"]
        rows: Rows = [[*heads, "WarrantyStartDate", "TagNumber", "BarCode", "AssetIdentifier"]]
        none = ["n/a"] * 4
        for number, stair in enumerate(self.stairs, start=1):
            for level in self.levels:
                name, both = f"D-{number}-{level}", f"{stair} - {level}, Corridor {level}"
                door = [name, *WHO, "Door-Single", both, "Stair door", "CAD", "Door", f"CO-{name}", "n/a", "n/a"]
                rows.append([*door, *none])
            fan = [f"Fan-{number}", *WHO, "Fan-Axial", f"Corridor {next(iter(self.levels))}", "Supply fan", "CAD"]
            rows.append([*fan, "Fan", f"CO-FAN-{number}", f"SN-{number}", "2025-11-30T00:00:00", *none])
        desk = ["Desk-01", *WHO, "Desk", f"Corridor {next(iter(self.levels))}", "Desk", "CAD", "Furniture", "CO-DESK"]
        return [*rows, [*desk, "n/a", "n/a", *none]]

    def systems(self) -> Rows:
        heads = ["Name", *US, "Category", "ComponentNames", *EXT, "Description"]
        rows = [
            [f"{stair} pressurisation", *WHO, "n/a", f"Fan-{number}", "CAD", "System", f"SY-{number}", "n/a"]
            for number, stair in enumerate(self.stairs, start=1)
        ]
        return [heads, *rows]

    def attributes(self) -> Rows:
        heads = ["Name", *US, "Category", "SheetName", "RowName", "Value", "Unit", *EXT, "Description", "AllowedValues"]
        rating = ["FireRating", *WHO, "As Built", "Type", "Door-Single", self.rating, "n/a", "CAD", "Attribute", "AT-1"]
        return [heads, [*rating, "n/a", "n/a"]]


def column(rows: Rows, name: str) -> int:
    """Where a column stands."""
    return rows[0].index(name)


def find(rows: Rows, name: str) -> list[Any]:
    """The row whose first cell is ``name``."""
    return next(row for row in rows if row[0] == name)


def british(sheets: Sheets) -> Sheets:
    """The same building as British files have it: other words in the headings, a title above, sheets in the plural."""
    heads = {"ExtIdentifier": "External Identifier", "TypeName": "Type Name", "FloorName": "Floor Name"}
    heads |= {"SerialNumber": "Serial Number", "ExtSystem": "External System", "ExtObject": "External Object"}
    heads |= {"NominalWidth": "Nominal Width", "NominalHeight": "NOMINAL HEIGHT", "LinearUnits": "Linear Units"}
    plural = {"Facility": "FACILITY", "Space": "Spaces", "Component": " Component ", "Type": "types"}
    return {
        plural.get(name, name): [
            [f"COBie-UK-2012 {name}"],
            [],
            [heads.get(head, head) for head in rows[0]],
            *rows[1:],
        ]
        for name, rows in sheets.items()
    }


def write(folder: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], name: str = "model.xlsx") -> Path:
    """The sheets as a workbook in ``folder``."""
    path = folder / name
    path.write_bytes(book(sheets))
    return path


def metres(value: str) -> Decimal:
    """A length to compare with."""
    return Decimal(value)
