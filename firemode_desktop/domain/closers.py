"""What a door closer takes of the force that opens a door, worked out of the pressure across it on the day.

A pressurised stair pushes its doors shut: what is left of the opening force once the pressure is taken off is the
closer's. A closer that pushes instead of pulling, or that is far from its neighbours, asks for a second look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.physics import closer_force, implied_pressure
from firemode_desktop.domain.plausibility import Agreement, PhysicsCheck, check_door_force
from firemode_desktop.domain.session_physics import Opening

ENOUGH = 5
"""So many doors with a closer force are needed before one of them is called odd by the others."""

# Our own judgement, generous against gauges of ±5 N and ±2 Pa: a closer this far from the others is told.
FAR_N = Decimal(20)
SPREADS = Decimal(4) * Decimal("1.4826")


UNKNOWN = Opening()


@dataclass(frozen=True, slots=True)
class DoorForce:
    """One door on one day: its opening forces in N with the fan on and off, the pressure across its floor in Pa."""

    door: str
    force_on_n: Decimal
    pressure_pa: Decimal | None = None
    force_off_n: Decimal | None = None
    size: Opening = UNKNOWN

    @property
    def measures(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """Width, height and the distance of the handle from the closing edge in m; None where one cannot be."""
        width, height, handle = self.size.width_m, self.size.height_m, self.size.handle_m
        return None if width is None or height is None or width <= handle else (width, height, handle)

    @property
    def closer_n(self) -> Decimal | None:
        """F − W·A·ΔP / (2(W − d)) in N; None without the pressure of the day or the size of the door."""
        if self.pressure_pa is None or self.measures is None:
            return None
        return closer_force(self.force_on_n, self.pressure_pa, *self.measures)

    @property
    def implied_pa(self) -> Decimal | None:
        """The pressure in Pa that explains the two forces; None without both or without the size of the door."""
        if self.force_off_n is None or self.measures is None:
            return None
        return implied_pressure(self.force_on_n, self.force_off_n, *self.measures)

    @property
    def check(self) -> PhysicsCheck:
        """The pressure that the two forces imply against the one that was measured."""
        width, height, handle = self.measures or (None, None, self.size.handle_m)
        return check_door_force(
            self.door, self.force_on_n, self.force_off_n, width, height, self.pressure_pa, handle
        )  # fmt: skip


def suspicions(doors: Sequence[DoorForce]) -> tuple[str, ...]:
    """What is odd about each door, in the order given; blank where nothing is."""
    known = [door.closer_n for door in doors if door.closer_n is not None]
    usual = Decimal(median(known)) if len(known) >= ENOUGH else None
    allowed = FAR_N if usual is None else max(FAR_N, SPREADS * Decimal(median(abs(one - usual) for one in known)))
    return tuple(" ".join(filter(None, (_closer(door, usual, allowed), _forces(door)))) for door in doors)


def _closer(door: DoorForce, usual: Decimal | None, allowed: Decimal) -> str:
    closer = door.closer_n
    if closer is None:
        return ""
    if closer < 0:
        return (
            f"{door.door}: {_one(door.force_on_n)} N is less than {_one(door.pressure_pa or Decimal(0))} Pa alone "
            f"ask for; the closer would push by {_one(-closer)} N. Was the door latched, and the gauge at the handle?"
        )
    if usual is not None and abs(closer - usual) > allowed:
        return f"{door.door}: its closer takes {_one(closer)} N where {_one(usual)} N are usual here."
    return ""


def _forces(door: DoorForce) -> str:
    return door.check.message if door.check.verdict is Agreement.SUSPECT else ""


def _one(value: Decimal) -> str:
    return plain(round_half_even(value, 1))
