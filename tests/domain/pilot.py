"""The registers of the customer's pilot building, and random ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from hypothesis import strategies as st

from firemode_desktop.domain.archetypes import load_archetypes
from firemode_desktop.domain.registers import (
    DoorEntry,
    DoorScenarioEntry,
    DoorwayEntry,
    EquipmentEntry,
    FloorEntry,
    InterfaceEntry,
    ScenarioEntry,
    SiteRegisters,
    StairEntry,
)
from firemode_desktop.domain.words import InterfaceType, ScenarioType

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ARCHETYPES = load_archetypes(RESOURCES)


def key(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, parts))))


def level(number: int) -> str:
    return "Ground" if number == 0 else f"Level-{number}" if number > 0 else f"Basement-{-number}"


def pilot() -> SiteRegisters:
    """2 stairs × 15 floors, a door and a doorway a floor, 5 zones, 4 interface definitions and a fan a stair."""
    names = ("Stair-A", "Stair-B")
    stairs = tuple(StairEntry(key(name), name) for name in names)
    floors = tuple(FloorEntry(key(name, n), key(name), level(n), n) for name in names for n in range(15))
    by_id = {stair.stair_id: stair.name for stair in stairs}
    places = [(floor, f"{floor.level}-{by_id[floor.stair_id]}") for floor in floors]
    return SiteRegisters(
        stairs=stairs,
        floors=floors,
        doors=tuple(DoorEntry(key("D", n), f.stair_id, f.floor_id, f"D-{n}") for f, n in places),
        doorways=tuple(DoorwayEntry(key("DW", n), f.stair_id, f.floor_id, f"DW-{n}") for f, n in places),
        scenarios=tuple(
            ScenarioEntry(
                key(name, zone, kind), key(name), key(name, "Z", zone), f"Zone-{zone}", f"{kind} {zone}", kind
            )
            for name in names
            for zone in range(1, 6)
            for kind in ("six_monthly", "annual")
        ),
        interfaces=tuple(
            InterfaceEntry(key(name, kind), key(name), kind, "FIRE-PANEL-01", response_time_s=5)
            for name in names
            for kind in InterfaceType.values()
        ),
        equipment=tuple(EquipmentEntry(key("F", name), key(name), "fan", f"FAN-01-{name[-1]}") for name in names),
    )


@st.composite
def sites(draw: st.DrawFn) -> SiteRegisters:
    """Buildings of every odd shape: uneven stairs, nothing on a floor, decommissioned parts, many versions."""
    stairs, floors, doors, doorways, scenarios, interfaces, equipment = [], [], [], [], [], [], []
    service = st.sampled_from([True, True, True, False])
    for name in draw(st.lists(st.sampled_from(["Stair-A", "Stair-10", "Stair-2", "stair-a"]), unique=True, max_size=3)):
        stair = StairEntry(key(name), name, draw(service))
        stairs.append(stair)
        for number in draw(st.lists(st.integers(-2, 12), unique=True, max_size=4)):
            floor = FloorEntry(key(name, number), stair.stair_id, level(number), number, draw(service))
            floors.append(floor)
            here = (stair.stair_id, floor.floor_id)
            counts = draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))
            doors += [DoorEntry(key(name, number, "D", n), *here, f"D-{n}", draw(service)) for n in range(counts[0])]
            doorways += [DoorwayEntry(key(name, number, "W", n), *here, f"W-{n}") for n in range(counts[1])]
        for n in range(draw(st.integers(0, 4))):
            zone, kind = draw(st.integers(1, 2)), draw(st.sampled_from(ScenarioType.values()))
            title = draw(st.sampled_from(["Fire", "Smoke"]))
            entry = ScenarioEntry(key(name, "S", n), stair.stair_id, key(name, "Z", zone), f"Zone-{zone}", title, kind)
            scenarios.append(_version(entry, n + 1, draw(service), draw(service)))
        for kind in draw(st.lists(st.sampled_from(InterfaceType.values()), max_size=3, unique=True)):
            definition = key(name, "I", len(interfaces))
            interfaces.append(InterfaceEntry(definition, stair.stair_id, kind, "PANEL", in_service=draw(service)))
        for n in range(draw(st.integers(0, 2))):
            kind = draw(st.sampled_from(["fan", "damper"]))
            equipment.append(EquipmentEntry(key(name, "E", n), stair.stair_id, kind, f"EQ-{n}", draw(service)))
    names = draw(st.lists(st.sampled_from(["worst_case_3_doors_open", "one_door_open"]), unique=True))
    return SiteRegisters(
        *map(tuple, (stairs, floors, doors, doorways, scenarios, interfaces, equipment)),  # type: ignore[arg-type]
        door_scenarios=tuple(map(DoorScenarioEntry, names)),
    )


def _version(entry: ScenarioEntry, version: int, active: bool, in_service: bool) -> ScenarioEntry:
    return replace(entry, version=version, active=active, in_service=in_service)
