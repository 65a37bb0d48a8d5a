"""Scoped identifiers: one readable name for each expected test, e.g. ``PRESSURE_STAIR-A_L8_ALL-CLOSED``.

Upper case, parts joined by ``_``, each part slugged to letters, digits and ``-``.
A collision gets ``-2``, a retest ``_R2``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import SimpleNamespace

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import MeasurementType

_LEVEL = re.compile(r"(?:level|lvl|l)[\s_.-]*0*([0-9]+[a-z]?)", re.IGNORECASE)
_BASEMENT = re.compile(r"(?:basement|b)[\s_.-]*0*([0-9]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:ground(?:[\s_-]*(?:floor|level))?|gf|g)", re.IGNORECASE)

PREFIXES: Mapping[MeasurementType, str] = {
    MeasurementType.PRESSURE_DIFFERENTIAL: "PRESSURE",
    MeasurementType.AIR_VELOCITY: "VELOCITY",
    MeasurementType.DOOR_OPENING_FORCE: "FORCE",
    MeasurementType.CAUSE_AND_EFFECT_LOGIC: "CE",
    MeasurementType.INTERFACE_TEST: "INTERFACE",
    MeasurementType.FAN_OPERATION: "FAN",
    MeasurementType.SOUND_PRESSURE_LEVEL: "NOISE",
    MeasurementType.PRESSURE_RESTORATION_TIME: "RESTORE",
    MeasurementType.DOOR_LATCHING: "LATCH",
}

REQUIRED_CONTEXT: Mapping[MeasurementType, tuple[str, ...]] = {
    MeasurementType.PRESSURE_DIFFERENTIAL: ("stair", "floor", "door_configuration"),
    MeasurementType.AIR_VELOCITY: ("stair", "floor", "doorway", "door_scenario"),
    MeasurementType.DOOR_OPENING_FORCE: ("stair", "floor", "door", "pressurization_active"),
    MeasurementType.CAUSE_AND_EFFECT_LOGIC: ("stair", "zone", "scenario"),
    MeasurementType.INTERFACE_TEST: ("stair", "interface_type", "location_id"),
    MeasurementType.FAN_OPERATION: ("stair", "location_id"),
    MeasurementType.SOUND_PRESSURE_LEVEL: ("stair",),
    MeasurementType.PRESSURE_RESTORATION_TIME: ("stair",),
    MeasurementType.DOOR_LATCHING: ("stair", "floor", "door"),
}
"""What must be known of the place of a test, in the order in which its identifier names it: a choice comes last."""

_CHOICES = frozenset({"door_configuration", "door_scenario", "pressurization_active"})
_PLACE = {kind: tuple(name for name in names if name not in _CHOICES) for kind, names in REQUIRED_CONTEXT.items()}
_CHOICE = {kind: tuple(name for name in names if name in _CHOICES) for kind, names in REQUIRED_CONTEXT.items()}


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """``Fire Floor 8`` → ``FIRE-FLOOR-8``: upper case, accents folded, everything but letters and digits one ``-``."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).upper()
    return re.sub(r"[\W_]+", "-", folded).strip("-") or "X"


@lru_cache(maxsize=4096)
def floor_slug(level: str) -> str:
    """``Level-8`` → ``L8``, ``Ground`` → ``GF``, ``Basement-1`` → ``B1``; any other name is slugged."""
    name = level.strip()
    if match := _LEVEL.fullmatch(name):
        return f"L{match[1].upper()}"
    if match := _BASEMENT.fullmatch(name):
        return f"B{match[1]}"
    return "GF" if _GROUND.fullmatch(name) else slug(name)


def scoped_identifier(
    *,
    measurement_type: str,
    stair: str | None = None,
    floor: str | None = None,
    door: str | None = None,
    doorway: str | None = None,
    door_configuration: str | None = None,
    door_scenario: str | None = None,
    pressurization_active: bool | None = None,
    zone: str | None = None,
    scenario: str | None = None,
    interface_type: str | None = None,
    location_id: str | None = None,
) -> str:
    """The identifier of a test from the names of its place; raises ``Invalid`` when a name it needs is missing."""
    kind = MeasurementType(measurement_type)
    given: dict[str, str | None] = {
        "stair": stair,
        "floor": floor,
        "door": door,
        "doorway": doorway,
        "door_configuration": door_configuration,
        "door_scenario": door_scenario,
        "pressurization_active": _active(pressurization_active),
        "zone": zone,
        "scenario": scenario,
        "interface_type": interface_type,
        "location_id": location_id,
    }
    return place_stems(kind)(SimpleNamespace(**given)) + choice_suffix(kind, given)


def place_stems(kind: MeasurementType) -> Callable[[object], str]:
    """How the identifiers of all tests of ``kind`` at a place begin: ``FORCE_STAIR-A_L8_D-1``.

    The names are attributes of the place; ``Invalid`` is raised when one that is needed is missing.
    """
    prefix, names = PREFIXES[kind], _PLACE[kind]
    return lambda place: "_".join([prefix, *[_part(kind, name, getattr(place, name)) for name in names]])


def choice_suffix(kind: MeasurementType, choices: Mapping[str, str | None]) -> str:
    """How they end for one choice: ``_ALL-CLOSED``; empty where ``kind`` leaves none.

    Raises ``Invalid`` when the choice is missing.
    """
    return "".join(f"_{_part(kind, name, choices.get(name))}" for name in _CHOICE[kind])


def missing_context(measurement_type: str, context: Mapping[str, object]) -> tuple[str, ...]:
    """Names out of ``REQUIRED_CONTEXT`` that ``context`` (name → value or None) does not answer."""
    return tuple(name for name in REQUIRED_CONTEXT[MeasurementType(measurement_type)] if context.get(name) is None)


def unique_identifiers(identifiers: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """The identifiers in their order, the second of two that are alike with ``-2``, the third with ``-3``."""
    used = set(taken)
    unique = []
    for identifier in identifiers:
        name, number = identifier, 1
        while name in used:
            number += 1
            name = f"{identifier}-{number}"
        used.add(name)
        unique.append(name)
    return tuple(unique)


def retest_identifier(identifier: str, attempt: int) -> str:
    """The identifier of a retest: ``…_R2`` for the second attempt; a suffix that is there already is replaced."""
    if attempt < 2:
        raise Invalid(f"The attempts of a test are counted from 1; a retest is 2 or more, not {attempt}.")
    return f"{re.sub(r'_R[0-9]+$', '', identifier)}_R{attempt}"


def _active(value: bool | None) -> str | None:
    return None if value is None else ("active" if value else "inactive")


def _part(kind: MeasurementType, name: str, value: str | None) -> str:
    if value is None or not value.strip():
        raise Invalid(f"A test of {kind.label.lower()} needs its {name.replace('_', ' ')}.", [{"code": "context"}])
    return floor_slug(value) if name == "floor" else slug(value)
