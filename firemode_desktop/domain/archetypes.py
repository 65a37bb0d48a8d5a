"""Archetypes: what is tested, where, when, with what. Data of ``resources/archetypes.toml``, checked on load.

A building may switch an archetype on or off and override its frequencies (``ArchetypeSetting``); ``schedule`` gives
what then holds for it. ``expansion.expected_tests`` turns that and the registers into tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.guidance import Guidance, read_guidance
from firemode_desktop.domain.tables import Table
from firemode_desktop.domain.words import (
    DoorConfiguration,
    Frequency,
    InstrumentType,
    InterfaceType,
    MeasurementType,
    ScenarioType,
)

ARCHETYPES_FILE = "archetypes.toml"
GUIDANCE_FILE = "guidance.toml"

PRESSURIZATION = ("active", "inactive")

CHOICES: Mapping[str, tuple[str, ...]] = {
    "door_configuration": DoorConfiguration.values(),
    "door_scenario": (),
    "pressurization_active": PRESSURIZATION,
    "scenario_type": ScenarioType.values(),
    "interface_type": InterfaceType.values(),
}
"""What may vary at one place, and its values; door scenarios are data of the building, so only ``true`` names them."""

_CHOICES_OF: Mapping[str, tuple[str | None, ...]] = {
    "floor": ("door_configuration",),
    "doorway": ("door_scenario",),
    "door": ("pressurization_active", None),
    "scenario": ("scenario_type",),
    "interface": ("interface_type",),
    "fan": (None,),
    "stair": (None,),
}
"""Which choice each register may be varied by."""

ALL = "*"
"""Every choice there is (``true`` in the file)."""


@dataclass(frozen=True, slots=True)
class Archetype:
    """One kind of test. ``frequencies`` maps a frequency to the choices due then; ``('*',)`` is all of them."""

    archetype_id: str
    name: str
    measurement_type: str
    per: str
    choice: str | None
    instrument: str | None
    unit: str | None
    extended: bool
    frequencies: Mapping[str, tuple[str, ...]]
    guidance: Guidance

    def due(self, frequency: str) -> tuple[str, ...]:
        """The choices due at ``frequency`` in their order; ``('*',)`` where there is one a place, or data decides."""
        choices = self.frequencies.get(frequency, ())
        known = CHOICES.get(self.choice or "", ())
        return known if choices == (ALL,) and known else choices


@dataclass(frozen=True, slots=True)
class ArchetypeSetting:
    """What a building decided about an archetype; ``frequencies`` None keeps the default ones."""

    archetype_id: str
    active: bool
    frequencies: Mapping[str, Any] | None = None


def load_archetypes(folder: Path) -> tuple[Archetype, ...]:
    """The archetypes of ``archetypes.toml`` and ``guidance.toml`` in ``folder``, in the file's order.

    Raises ``Invalid`` that names the file, the key and what is right.
    """
    archetypes = (folder / ARCHETYPES_FILE).read_text(encoding="utf-8")
    return parse_archetypes(archetypes, (folder / GUIDANCE_FILE).read_text(encoding="utf-8"))


def parse_archetypes(archetypes: str, guidance: str) -> tuple[Archetype, ...]:
    """The same from the texts of the two files."""
    parts = read_guidance(Table.parse(guidance, GUIDANCE_FILE))
    root = Table.parse(archetypes, ARCHETYPES_FILE)
    root.only("archetype")
    found: dict[str, Archetype] = {}
    for table in root.tables("archetype"):
        archetype = _archetype(table, parts)
        if archetype.archetype_id in found:
            raise table.wrong("id", "must stand once in the file")
        found[archetype.archetype_id] = archetype
    return tuple(found.values())


def schedule(archetypes: Iterable[Archetype], settings: Iterable[ArchetypeSetting] = ()) -> tuple[Archetype, ...]:
    """The archetypes that are active for a building, with its own frequencies.

    Without a setting an archetype is active unless it is extended. Raises ``Invalid`` for a setting that names an
    unknown archetype, or frequencies that it cannot have.
    """
    own = {setting.archetype_id: setting for setting in settings}
    known = tuple(archetypes)
    for unknown in own.keys() - {archetype.archetype_id for archetype in known}:
        raise Invalid(f"There is no archetype {unknown}.", [{"key": unknown}])
    return tuple(
        _overridden(archetype, own.get(archetype.archetype_id))
        for archetype in known
        if (own[archetype.archetype_id].active if archetype.archetype_id in own else not archetype.extended)
    )


def _overridden(archetype: Archetype, setting: ArchetypeSetting | None) -> Archetype:
    if setting is None or setting.frequencies is None:
        return archetype
    table = Table(f"The setting of {archetype.archetype_id}", setting.frequencies)
    return replace(archetype, frequencies=_frequencies(table, archetype.choice))


def _archetype(table: Table, guidance: Mapping[str, Guidance]) -> Archetype:
    table.only(
        "id", "name", "measurement_type", "per", "choice", "instrument", "unit", "guidance", "extended", "frequencies"
    )
    per = table.one_of("per", _CHOICES_OF)
    return Archetype(
        archetype_id=table.text("id"),
        name=table.text("name"),
        measurement_type=table.one_of("measurement_type", MeasurementType.values()),
        per=per,
        choice=_choice(table, per),
        instrument=table.one_of("instrument", InstrumentType.values(), required=False),
        unit=table.text("unit", required=False),
        extended=table.yes_no("extended"),
        frequencies=_frequencies(table.table("frequencies"), _choice(table, per)),
        guidance=guidance[table.one_of("guidance", guidance)],
    )


def _choice(table: Table, per: str) -> str | None:
    allowed = _CHOICES_OF[per]
    named = tuple(choice for choice in allowed if choice is not None)
    if not named:
        if "choice" in table:
            raise table.wrong("choice", f"is left out where there is one test a {per}")
        return None
    found: str | None = table.one_of("choice", named, required=None not in allowed)
    return found


def _frequencies(table: Table, choice: str | None) -> dict[str, tuple[str, ...]]:
    table.only(*Frequency.values())
    return {name: due for name in table.names() if (due := _due(table, name, choice))}


def _due(table: Table, frequency: str, choice: str | None) -> tuple[str, ...]:
    """The choices due at one frequency: ``true`` for all, ``false`` or an empty list for none."""
    allowed = CHOICES.get(choice or "", ())
    value = table.plain_value(frequency)
    if isinstance(value, bool):
        return (ALL,) if value else ()
    if not isinstance(value, list) or not all(entry in allowed for entry in value):
        of = f", false or a list of {', '.join(allowed)}" if allowed else " or false"
        raise table.wrong(frequency, f"must be true{of}")
    if len(set(value)) != len(value):
        raise table.wrong(frequency, "must name each choice once")
    return tuple(value)
