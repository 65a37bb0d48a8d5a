"""Archetypes × registers → the tests that are expected, in the order in which they are walked.

A test is a ``Place`` and a ``Kind``: what is tested there is said once for all places, where it is once for all kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from firemode_desktop.domain.archetypes import ALL, Archetype
from firemode_desktop.domain.identifiers import choice_suffix, place_stems, unique_identifiers
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.registers import DoorScenarioEntry, Id, InterfaceEntry, ScenarioEntry, SiteRegisters
from firemode_desktop.domain.words import Frequency, InterfaceType, MeasurementType

_AT_A_PLACE = (
    MeasurementType.PRESSURE_DIFFERENTIAL,
    MeasurementType.DOOR_OPENING_FORCE,
    MeasurementType.DOOR_LATCHING,
    MeasurementType.AIR_VELOCITY,
    MeasurementType.CAUSE_AND_EFFECT_LOGIC,
    MeasurementType.INTERFACE_TEST,
    MeasurementType.FAN_OPERATION,
    MeasurementType.SOUND_PRESSURE_LEVEL,
    MeasurementType.PRESSURE_RESTORATION_TIME,
)
"""The order of the tests at one place: on a floor, then for the whole stair."""

_NONE: Mapping[str, str] = {}


class Place(NamedTuple):
    """Where a test is done, by ids and by names, and what the registers say of it."""

    stair_id: Id
    stair: str
    floor_id: Id | None = None
    floor: str | None = None
    door_id: Id | None = None
    door: str | None = None
    doorway_id: Id | None = None
    doorway: str | None = None
    zone_id: Id | None = None
    zone: str | None = None
    scenario_id: Id | None = None
    scenario: str | None = None
    interface_type: str | None = None
    location_id: str | None = None
    response_time_s: int | None = None
    expected_result: str | None = None
    further: Mapping[str, str] = _NONE
    """Further words for its guidance: ``trigger``, ``location`` …"""
    walk: int = 0
    """Stairs by natural name, floors from the bottom up, what belongs to the whole stair after its floors."""
    within: tuple[Any, ...] = ()
    """Its order among the places of the same walk and measurement."""

    @property
    def words(self) -> tuple[str | None, ...]:
        """What the placeholders ``PLACE_WORDS`` of the guidance read here; None where the registers do not say."""
        named = (self.stair, self.floor, self.door, self.doorway, self.zone, self.scenario)
        if not self.further:
            return named + _NOTHING_FURTHER
        return tuple(word or None for word in (*named, *map(self.further.get, _FURTHER)))


_FURTHER = ("trigger", "location", "test_action", "expected_result", "response_time")
_NOTHING_FURTHER = (None,) * len(_FURTHER)
PLACE_WORDS = ("stair", "floor", "door", "doorway", "zone", "scenario", *_FURTHER)
"""The placeholders that a place answers; ``open_doors`` is the kind's."""


class Kind(NamedTuple):
    """What is tested: an archetype with one of its choices, at one frequency; the same at every place."""

    archetype: Archetype
    frequency: str
    door_configuration: str | None = None
    door_scenario: str | None = None
    pressurization_active: bool | None = None
    interface_type: str | None = None
    open_doors: str | None = None
    order: int = 0
    """Its order among the choices of its archetype at one place."""

    @property
    def active(self) -> str | None:
        """``active``, ``inactive``, or None where the fan does not matter."""
        return None if self.pressurization_active is None else "active" if self.pressurization_active else "inactive"

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, as instructions ask for it (``when``)."""
        chosen = {
            "door_configuration": self.door_configuration,
            "door_scenario": self.door_scenario,
            "pressurization_active": self.active,
            "interface_type": self.interface_type,
        }
        return {name: value for name, value in chosen.items() if value is not None}

    def columns(self) -> dict[str, Any]:
        """The columns of ``test_instance_templates`` that are the same at every place."""
        return {
            "archetype_id": self.archetype.archetype_id,
            "measurement_type": self.archetype.measurement_type,
            "frequency": self.frequency,
            "door_configuration": self.door_configuration,
            "door_scenario": self.door_scenario,
            "pressurization_active": self.pressurization_active,
            "interface_type": self.interface_type,
            "unit": self.archetype.unit,
            "required_instrument_type": self.archetype.instrument,
        }

    def guidance(self, words: Mapping[str, str]) -> dict[str, Any]:
        """The JSON columns with the placeholders filled in."""
        told = {**words, "open_doors": self.open_doors} if self.open_doors else words
        return self.archetype.guidance.columns(told, self.choices)


CONTEXT_COLUMNS = (
    "stair_id",
    "floor_id",
    "door_id",
    "doorway_id",
    "zone_id",
    "scenario_id",
    "door_configuration",
    "door_scenario",
    "pressurization_active",
    "interface_type",
    "location_id",
)
PLACE_COLUMNS = (
    "stair_id", "floor_id", "door_id", "doorway_id", "zone_id", "scenario_id", "location_id", "response_time_s",
    "expected_result",
)  # fmt: skip
"""The columns of ``test_instance_templates`` that a place answers, whatever is tested there."""


class ExpectedTest(NamedTuple):
    """One test that is due; thresholds, baseline and setpoint are the service's to resolve for a date."""

    at: Place
    kind: Kind
    scoped_identifier: str
    sequence_order: int

    @property
    def measurement_type(self) -> str:
        """What is measured."""
        return self.kind.archetype.measurement_type

    @property
    def place(self) -> tuple[object, ...]:
        """What makes this test the same test again, whatever its names and its order: archetype, place and choice.

        The archetype, then ``CONTEXT_COLUMNS``.
        """
        at, kind = self.at, self.kind
        return (
            kind.archetype.archetype_id,
            at.stair_id,
            at.floor_id,
            at.door_id,
            at.doorway_id,
            at.zone_id,
            at.scenario_id,
            kind.door_configuration,
            kind.door_scenario,
            kind.pressurization_active,
            kind.interface_type,
            at.location_id,
        )

    @property
    def guidance(self) -> dict[str, Any]:
        """The JSON columns, filled in for this test."""
        return self.kind.guidance({name: word for name, word in zip(PLACE_WORDS, self.at.words, strict=True) if word})

    def columns(self) -> dict[str, Any]:
        """The columns of ``test_instance_templates`` that follow from archetype and registers."""
        return {
            **self.kind.columns(),
            **{name: getattr(self.at, name) for name in PLACE_COLUMNS},
            "scoped_identifier": self.scoped_identifier,
            "sequence_order": self.sequence_order,
            **self.guidance,
        }


class Resolved(NamedTuple):
    """What the rules, baselines and drawings of a day say of a test."""

    limits: Mapping[str, Any]
    """``min_threshold``, ``max_threshold``, ``unit``, ``rule_code``, ``rule_version``: the same for a kind."""
    baseline_value: Decimal | None = None
    baseline_date: date | None = None
    design_setpoint: Decimal | None = None
    visual_asset_path: str | None = None
    """The drawing of its place."""

    def columns(self) -> dict[str, Any]:
        """The columns of ``test_instance_templates`` that follow; none where nothing is known."""
        if self is UNRESOLVED:
            return {}
        own = ("baseline_value", "baseline_date", "design_setpoint", "visual_asset_path")
        return {**self.limits, **{name: getattr(self, name) for name in own}}


UNRESOLVED = Resolved({})


def expected_tests(site: SiteRegisters, frequency: str, archetypes: Iterable[Archetype]) -> tuple[ExpectedTest, ...]:
    """The tests due at ``frequency``, in walking order, numbered from 1, each with its unique identifier.

    ``archetypes`` are those of ``schedule(...)``. Stairs by natural name; floors from the bottom up; on each floor
    pressure, force, latching, velocity; what belongs to the whole stair after its floors.
    """
    due = Frequency(frequency)
    survey = _Survey(site.in_service())
    found = [test for archetype in archetypes for test in _tests(archetype, due, survey)]
    found.sort(key=lambda test: test[0])
    identifiers = unique_identifiers(identifier for _, identifier, _, _ in found)
    return tuple(
        ExpectedTest(place, kind, identifier, order)
        for order, ((_, _, place, kind), identifier) in enumerate(zip(found, identifiers, strict=True), start=1)
    )


_Key = tuple[int, int, tuple[Any, ...], int]


def _tests(archetype: Archetype, frequency: Frequency, survey: _Survey) -> Iterator[tuple[_Key, str, Place, Kind]]:
    """The tests of one archetype: where each stands in the walk, its identifier, its place and its kind."""
    due = archetype.due(frequency)
    if not due:
        return
    measurement = MeasurementType(archetype.measurement_type)
    at_a_place = _AT_A_PLACE.index(measurement)
    kinds = [(kind, choice_suffix(measurement, kind.choices)) for kind in _kinds(archetype, frequency, due, survey)]
    stem_of = place_stems(measurement)
    for place in survey.places(archetype.per, due):
        stem = stem_of(place)
        for kind, suffix in kinds:
            if kind.interface_type == place.interface_type:
                yield (place.walk, at_a_place, place.within, kind.order), stem + suffix, place, kind


def _kinds(archetype: Archetype, frequency: Frequency, due: tuple[str, ...], survey: _Survey) -> list[Kind]:
    """The choices of an archetype that are due, in their order."""
    kind = Kind(archetype, frequency.value)
    if archetype.per == "floor":
        return [kind._replace(door_configuration=choice, order=order) for order, choice in enumerate(due)]
    if archetype.per == "doorway":
        return [
            kind._replace(door_scenario=scenario.name, open_doors=survey.open_doors(scenario), order=order)
            for order, scenario in enumerate(survey.scenarios)
        ]
    if archetype.per == "door":
        active = [None if choice == ALL else choice == "active" for choice in due]
        return [kind._replace(pressurization_active=on, order=order) for order, on in enumerate(active)]
    return [kind._replace(interface_type=choice) for choice in due] if archetype.per == "interface" else [kind]


class _Survey:
    """The places of the registers in service, each made once for all archetypes."""

    def __init__(self, site: SiteRegisters) -> None:
        self.site = site
        self.scenarios = sorted(site.scenarios_for_doors, key=lambda entry: natural_key(entry.name))
        stairs = sorted(site.stairs, key=lambda entry: (natural_key(entry.name), str(entry.stair_id)))
        last = len(site.floors)
        self._stairs = {
            entry.stair_id: Place(entry.stair_id, entry.name, walk=rank * (last + 1) + last)
            for rank, entry in enumerate(stairs)
        }
        floors = sorted(site.floors, key=lambda entry: (entry.number, natural_key(entry.level), str(entry.floor_id)))
        self._floors = {
            entry.floor_id: Place(*stair[:2], entry.floor_id, entry.level, walk=stair.walk - last + rank)
            for rank, entry in enumerate(floors)
            for stair in [self._stairs[entry.stair_id]]
        }
        self._made: dict[str, tuple[Place, ...]] = {}

    def places(self, per: str, due: tuple[str, ...]) -> tuple[Place, ...]:
        """Where the tests per floor, doorway, door … are done; scenarios only of the types that are due."""
        if per == "scenario":
            return tuple(self._of_scenario(entry) for entry in self.site.scenarios if entry.scenario_type in due)
        if per not in self._made:
            self._made[per] = tuple(_PLACES[per](self))
        return self._made[per]

    def open_doors(self, scenario: DoorScenarioEntry) -> str:
        """The doors that a scenario holds open, else its name, in words."""
        names = [entry.identifier for entry in self.site.doors if entry.door_id in scenario.open_door_ids]
        return ", ".join(sorted(names, key=natural_key)) or scenario.name.replace("_", " ")

    def of_floors(self) -> Iterator[Place]:
        """The floors themselves."""
        return iter(self._floors.values())

    def of_doorways(self) -> Iterator[Place]:
        """The doorways on their floors."""
        for entry in self.site.doorways:
            at, within = self._floors[entry.floor_id], (natural_key(entry.identifier),)
            yield Place(*at[:4], doorway_id=entry.doorway_id, doorway=entry.identifier, walk=at.walk, within=within)

    def of_doors(self) -> Iterator[Place]:
        """The doors on their floors."""
        for entry in self.site.doors:
            at, within = self._floors[entry.floor_id], (natural_key(entry.identifier),)
            yield Place(*at[:4], door_id=entry.door_id, door=entry.identifier, walk=at.walk, within=within)

    def _of_scenario(self, entry: ScenarioEntry) -> Place:
        return self._stairs[entry.stair_id]._replace(
            zone_id=entry.zone_id,
            zone=entry.zone,
            scenario_id=entry.scenario_id,
            scenario=entry.name,
            further={"trigger": entry.trigger_device_id},
            within=(natural_key(entry.zone), natural_key(entry.name)),
        )

    def of_interfaces(self) -> Iterator[Place]:
        """Where interface tests are done, by type and location."""
        kinds = InterfaceType.values()
        for entry in self.site.interfaces:
            yield self._stairs[entry.stair_id]._replace(
                interface_type=entry.interface_type,
                location_id=entry.location_id,
                response_time_s=entry.response_time_s,
                expected_result=entry.expected_result,
                further=_words_of(entry),
                within=(kinds.index(entry.interface_type), natural_key(entry.location_id)),
            )

    def of_fans(self) -> Iterator[Place]:
        """The fans of the stairs."""
        for entry in self.site.fans:
            yield self._stairs[entry.stair_id]._replace(
                location_id=entry.identifier,
                further={"location": entry.identifier},
                within=(natural_key(entry.identifier),),
            )

    def of_stairs(self) -> Iterator[Place]:
        """The stairs as wholes."""
        return iter(self._stairs.values())


def _words_of(entry: InterfaceEntry) -> dict[str, str]:
    return {
        "location": entry.location_name or entry.location_id,
        "test_action": entry.test_action or f"Carry out the {entry.interface_type.replace('_', ' ')}",
        "expected_result": entry.expected_result or "as designed",
        "response_time": f"allowed: {entry.response_time_s} s" if entry.response_time_s else "no limit is set",
    }


_PLACES: Mapping[str, Callable[[_Survey], Iterator[Place]]] = {
    "floor": _Survey.of_floors,
    "doorway": _Survey.of_doorways,
    "door": _Survey.of_doors,
    "interface": _Survey.of_interfaces,
    "fan": _Survey.of_fans,
    "stair": _Survey.of_stairs,
}
