"""How many tests there must be: arithmetic from the registers alone, never by counting what was generated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firemode_desktop.domain.archetypes import Archetype
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.registers import (
    DoorEntry,
    DoorwayEntry,
    EquipmentEntry,
    FloorEntry,
    Id,
    SiteRegisters,
    StairEntry,
)
from firemode_desktop.domain.words import Frequency, InterfaceType, ScenarioType

_OnAStair = StairEntry | FloorEntry | DoorEntry | DoorwayEntry | EquipmentEntry

_CHOICE_WORDS: Mapping[str, tuple[str, str]] = {
    "door_configuration": ("configuration", "configurations"),
    "door_scenario": ("door scenario", "door scenarios"),
    "pressurization_active": ("fan state", "fan states"),
}


@dataclass(frozen=True, slots=True)
class CountLine:
    """One archetype's part: ``2 stairs × 15 floors × 2 configurations = 60``."""

    archetype_id: str
    measurement_type: str
    count: int
    arithmetic: str


@dataclass(frozen=True, slots=True)
class Count:
    """The tests due at a frequency, with the arithmetic line by line; archetypes that are not due have no line."""

    total: int
    lines: tuple[CountLine, ...]


def expected_count(site: SiteRegisters, frequency: str, archetypes: Iterable[Archetype]) -> Count:
    """How many tests are due at ``frequency``; ``archetypes`` are those of ``schedule(...)``."""
    due = Frequency(frequency)
    standing = site.in_service()
    lines = tuple(_line(archetype, due, standing) for archetype in archetypes if archetype.due(due))
    return Count(sum(line.count for line in lines), lines)


def check_complete(count: Count, frequency: str, wanted: Iterable[str], found: Iterable[str]) -> Count:
    """The count, when the identifiers that were ``found`` are exactly those that are ``wanted``, and as many.

    Raises ``Invalid`` that names what is missing and what is extra.
    """
    there, expected = sorted(found), sorted(wanted)
    if there == expected and len(there) == count.total:
        return count
    missing, extra = _beyond(expected, there), _beyond(there, expected)
    raise Invalid(
        f"{len(there)} templates where {count.total} are expected for {Frequency(frequency).label.lower()}"
        f"{_named('missing', missing)}{_named('extra', extra)}.",
        [{"missing": missing, "extra": extra, "expected": count.total, "found": len(there)}],
    )


def _beyond(these: list[str], those: list[str]) -> list[str]:
    """What stands among ``these`` more often than among ``those``."""
    return sorted((Counter(these) - Counter(those)).elements())


def _named(what: str, identifiers: list[str]) -> str:
    if not identifiers:
        return ""
    more = f" and {len(identifiers) - 5} more" if len(identifiers) > 5 else ""
    return f"; {what}: {', '.join(identifiers[:5])}{more}"


def _line(archetype: Archetype, frequency: Frequency, site: SiteRegisters) -> CountLine:
    due = archetype.due(frequency)
    if archetype.per == "scenario":
        count, words = _typed([entry.scenario_type for entry in site.scenarios], due, "scenario")
    elif archetype.per == "interface":
        count, words = _typed([entry.interface_type for entry in site.interfaces], due, "interface definition")
    else:
        count, words = _multiplied(archetype, due, site)
    return CountLine(archetype.archetype_id, archetype.measurement_type, count, f"{words} = {count}")


def _typed(kinds: list[str], due: tuple[str, ...], noun: str) -> tuple[int, str]:
    """``10 annual + 10 six-monthly scenarios``."""
    counts = Counter(kinds)
    words = {kind.value: kind.label.lower() for kind in (*ScenarioType, *InterfaceType)}
    parts = [f"{counts[kind]} {words[kind]}" for kind in due]
    return sum(counts[kind] for kind in due), f"{' + '.join(parts)} {noun}s"


def _multiplied(archetype: Archetype, due: tuple[str, ...], site: SiteRegisters) -> tuple[int, str]:
    """Places × choices, the places by stair where each stair has as many."""
    places = _places(archetype.per, site)
    count, words = len(places), _places_in_words(archetype.per, places, site)
    if archetype.choice is None:
        return count, words
    times = len(site.scenarios_for_doors) if archetype.choice == "door_scenario" else len(due)
    return count * times, f"{words} × {_plural(times, *_CHOICE_WORDS[archetype.choice])}"


def _places(per: str, site: SiteRegisters) -> list[Id]:
    """The stair of every place."""
    registers: Mapping[str, Sequence[_OnAStair]] = {
        "floor": site.floors,
        "doorway": site.doorways,
        "door": site.doors,
        "fan": site.fans,
        "stair": site.stairs,
    }
    return [entry.stair_id for entry in registers[per]]


def _places_in_words(per: str, places: list[Id], site: SiteRegisters) -> str:
    if per == "stair":
        return _plural(len(places), "stair", "stairs")
    by_stair = Counter(places)
    each = [by_stair[stair.stair_id] for stair in site.stairs]
    if len(set(each)) == 1:
        return f"{_plural(len(each), 'stair', 'stairs')} × {_plural(each[0], per, f'{per}s')}"
    sums = " + ".join(map(str, each)) or "0"
    return f"({sums}) {per}s"


def _plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
