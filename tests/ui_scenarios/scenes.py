"""The logic of one stair as values: five scenarios in three zones, and the register they refer to."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from firemode_desktop.domain.design import Component, Design, Scenario, Sequence, Surroundings, ZonePlace
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Step

STAIR = UUID(int=100)
ZONES = tuple(
    ZonePlace(UUID(int=200 + n), f"Zone-{n}", STAIR, "Stair-A", (f"Level-{3 * n - 2}", f"Level-{3 * n - 1}"))
    for n in (1, 2, 3)
)


def step(
    order: int, component: str, kind: str, action: str, delay: float, tolerance: float = 2, **more: object
) -> Step:
    """A step in a line."""
    times = Decimal(str(delay)), Decimal(str(tolerance))
    return Step(order, component, kind, action, *times, **more)  # type: ignore[arg-type]


def usual(zone: int, *, sensor: bool = True) -> Sequence:
    """Panel, fan, relief damper, setpoint reached; without ``sensor`` the first three."""
    steps = (
        step(1, "ALARM-PANEL", "alarm", "activate", 0),
        step(2, "FAN-01-A", "fan", "start", 3),
        step(3, f"DAMPER-RELIEF-Z{zone}", "damper", "open", 5, depends_on=(2,)),
        step(4, f"PRESSURE-SENSOR-Z{zone}", "sensor", "reach_setpoint", 15, 5),
    )
    return Sequence(steps if sensor else steps[:3])


def scenario(key: int, zone: int, name: str, sequence: Sequence, trigger: str, **more: object) -> Scenario:
    """A published scenario of one zone."""
    place = ZONES[zone - 1]
    facts: dict[str, object] = {
        "scenario_type": "annual",
        "trigger_type": "smoke_detector",
        "state": ScenarioState.PUBLISHED,
        "floors": place.floors,
        "row_version": "1",
        **more,
    }
    return Scenario(
        UUID(int=key),
        STAIR,
        "Stair-A",
        place.zone_id,
        place.zone,
        name,
        trigger=trigger,
        sequence=sequence,
        **facts,  # type: ignore[arg-type]
    )


def register() -> tuple[Component, ...]:
    """The equipment that the steps name, and what triggers them."""
    shared = (("ALARM-PANEL", "control_panel"), ("FAN-01-A", "fan"), ("LIFT-01", "actuator"), ("AHU-08", "fan"))
    made = [Component(name, kind, STAIR) for name, kind in shared]
    for number, zone in enumerate(ZONES, start=1):
        own = (
            (f"DAMPER-RELIEF-Z{number}", "damper"),
            (f"PRESSURE-SENSOR-Z{number}", "pressure_sensor"),
            (f"SD-Z{number}-01", "detector"),
            (f"MCP-Z{number}-01", "detector"),
        )
        made.extend(Component(name, kind, STAIR, zone.zone_id) for name, kind in own)
    return tuple(made)


def around() -> Surroundings:
    """What the design refers to."""
    components = register()
    return Surroundings(components, ZONES, ("SD-Z1-01",), {one.identifier: one.kind for one in components})


def design() -> Design:
    """A fire in each zone, a call point in the third, smoke in the supply air."""
    smoke = Sequence(
        (
            step(1, "ALARM-PANEL", "alarm", "activate", 0),
            step(2, "FAN-01-A", "fan", "stop", 3),
            step(3, "FAN-01-A", "fan", "start", 30, 30, must_not=True),
        )
    )
    return Design(
        (
            *(scenario(n, n, f"Fire in Zone-{n}", usual(n), f"SD-Z{n}-01") for n in (1, 2, 3)),
            scenario(4, 3, "Call point", usual(3, sensor=False), "MCP-Z3-01", trigger_type="manual_call_point"),
            scenario(5, 1, "Supply smoke", smoke, "DSD-01", trigger_type="duct_smoke_detector"),
        )
    )
