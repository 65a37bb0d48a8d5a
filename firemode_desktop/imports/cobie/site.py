"""The stairs of a model with their floors and zones, as rows that the registers should have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from firemode_desktop.domain.names import folded
from firemode_desktop.domain.words import StairType
from firemode_desktop.imports.cobie.levels import Level
from firemode_desktop.imports.cobie.sheets import Ledger, Line, Tables
from firemode_desktop.imports.cobie.stairs import Group, listed, tokens
from firemode_desktop.imports.cobie.wanted import Given, Wanted

_FIRE_ZONE = re.compile(r"fire|smoke|pressuri[sz]", re.IGNORECASE)
_PRESSURISED = re.compile(r"pressuri[sz]ed", re.IGNORECASE)
_ISOLATED = re.compile(r"fire[\s-]*isolated", re.IGNORECASE)
_PLACES = frozenset(("l", "lvl", "level", "floor", "fl", "b", "basement", "g", "gf", "ground", "rm", "room"))


@dataclass
class Site:
    """The rows wanted so far, and where each stair space lies: on which floor row of which stair row."""

    tables: Tables
    ledger: Ledger
    levels: Mapping[str, Level]
    wanted: list[Wanted] = field(default_factory=list)
    places: dict[int, tuple[Wanted, Wanted]] = field(default_factory=dict)
    labels: list[tuple[tuple[str, ...], Wanted]] = field(default_factory=list)
    """What the stairs are called in other words of the file, as tokens."""

    def lines_of(self, name: str) -> tuple[Line, ...]:
        """The lines of the spaces called ``name``, or tagged so where no space is called so."""
        found = self.tables.spaces.get(folded(name))
        if found:
            return found
        tagged = [line for line in self.tables["space"] if folded(line.text("room_tag") or "") == folded(name)]
        return tuple(tagged) if len(tagged) == 1 else ()

    def stair_named_in(self, text: str) -> Wanted | str | None:
        """The stair that ``text`` speaks of (``Stair 1 pressurisation``); a sentence when it speaks of several."""
        said = tokens(text)
        found = {id(stair): (len(label), stair) for label, stair in self.labels if _within(label, said)}
        if not found:
            return None
        longest = max(length for length, _ in found.values())
        best = [stair for length, stair in found.values() if length == longest]
        return best[0] if len(best) == 1 else f"This serves {len(best)} stairs; equipment belongs to one."


def _within(label: Sequence[str], said: Sequence[str]) -> bool:
    size = len(label)
    return any(tuple(said[at : at + size]) == tuple(label) for at in range(len(said) - size + 1))


def read_facility(tables: Tables, ledger: Ledger) -> list[Wanted]:
    """The first facility: particulars that fill what is blank of the building; its name stays."""
    for line in tables["facility"][:1]:
        ledger.use(line)
        cells: dict[str, Given] = {}
        if (said := line.text("description")) is not None:
            cells["notes"] = Given(said, line, "description", derived=True)
        if (site := line.text("site_name")) is not None and any(sign.isdigit() for sign in site):
            cells["address"] = Given(site, line, "site_name", derived=True)
        return [Wanted("buildings", line, cells)]
    return []


def read_site(tables: Tables, ledger: Ledger, levels: Mapping[str, Level], groups: Sequence[Group]) -> Site:
    """The stairs of ``groups`` with a floor row for each level they reach, then the fire and smoke zones on them."""
    site = Site(tables, ledger, levels, read_facility(tables, ledger))
    for group in groups:
        _add_stair(site, group)
    _add_labels(site, groups)
    _add_zones(site, groups)
    return site


def _add_stair(site: Site, group: Group) -> None:
    floors: dict[str, Wanted] = {}
    own = group.zone or group.lines[0]
    stair = Wanted("stairs", own, {}, group.zone.text("external_id") if group.zone else None)
    for line in group.lines:
        level = site.levels.get(folded(line.text("floor") or ""))
        if level is None:
            site.ledger.leave(line, "no_floor", "This space of a stair is on no floor of the file.", cell="floor")
            continue
        if folded(level.name) in floors:
            first = floors[folded(level.name)].line
            said = f"{group.name} has {first.name} on {level.name} already; both are taken as that floor."
            site.ledger.warn(line, "same_floor", said)
        else:
            floors[folded(level.name)] = _floor(stair, line, level)
        site.ledger.use(line, level.line)
        site.places[id(line)] = stair, floors[folded(level.name)]
    if not floors:
        site.ledger.leave(own, "no_floor", f"{group.name} reaches no floor of the file.")
        return
    ordered = sorted(floors.values(), key=_number)
    stair.cells = _stair_cells(group, [str(floor.cells["floor_level"].value) for floor in ordered])
    if group.zone is not None:
        _use_zone(site, group.zone)
    site.wanted += [stair, *ordered]


def _number(floor: Wanted) -> int:
    number = floor.cells["floor_number"].value
    assert isinstance(number, int)
    return number


def _use_zone(site: Site, zone: Line) -> None:
    """All rows of a zone are used with the first."""
    same = [line for line in site.tables["zone"] if folded(line.name) == folded(zone.name)]
    site.ledger.use(*(line for line in same if line.text("category") == zone.text("category")))


def _floor(stair: Wanted, line: Line, level: Level) -> Wanted:
    cells = {
        "floor_level": Given(level.name, line, "floor"),
        "floor_number": Given(level.number, line, "floor", derived=True),
    }
    if level.height_m is not None and (level.height_m >= 0 or level.number < 0):
        cells["height_m"] = Given(level.height_m, level.line, "elevation")
    return Wanted("floors", line, cells, line.text("external_id"), stair)


def _stair_cells(group: Group, floors: Sequence[str]) -> dict[str, Given]:
    words = " · ".join([group.zone.says if group.zone else "", *(line.says for line in group.lines)])
    kind = StairType.PRESSURIZED if _PRESSURISED.search(words) else None
    kind = kind or (StairType.FIRE_ISOLATED if _ISOLATED.search(words) else None)
    own = group.zone or group.lines[0]
    cells = {
        "stair_name": Given(group.name, own, "name", derived=not group.given),
        "floor_range_bottom": Given(floors[0], own, "floor", derived=True),
        "floor_range_top": Given(floors[-1], own, "floor", derived=True),
    }
    return cells | ({"stair_type": Given(kind.value, own, derived=True)} if kind else {})


def _add_labels(site: Site, groups: Sequence[Group]) -> None:
    """Each stair by its name and by what the names of its spaces have in common (``Stair 1 - L03`` → stair, 1)."""
    stairs = {id(line): stair for line, stair in _owners(site, groups)}
    for group in groups:
        stair = next((stairs[id(line)] for line in group.lines if id(line) in stairs), None)
        if stair is None:
            continue
        labels = {tuple(tokens(group.name)), _common([tokens(line.name) for line in group.lines])}
        site.labels += [(each, stair) for each in labels if len(each) > 1 or (each and len(groups) == 1)]


def _owners(site: Site, groups: Sequence[Group]) -> list[tuple[Line, Wanted]]:
    return [(line, site.places[id(line)][0]) for group in groups for line in group.lines if id(line) in site.places]


def _common(names: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The tokens that all names begin with, without a word for a floor at the end."""
    if len(names) < 2:
        return ()
    common: list[str] = []
    for each in zip(*names, strict=False):
        if len(set(each)) > 1:
            break
        common.append(each[0])
    while common and common[-1] in _PLACES:
        common.pop()
    return tuple(common)


def _add_zones(site: Site, groups: Sequence[Group]) -> None:
    """Fire and smoke zones that hold spaces of a stair: the floors of the stair they cover."""
    of_stairs = {id(group.zone) for group in groups if group.zone}
    found: dict[tuple[str, int], tuple[Line, Wanted, list[Wanted], list[Line]]] = {}
    for line in site.tables["zone"]:
        if not line.name or not _FIRE_ZONE.search(line.says) or id(line) in of_stairs or site.ledger.accounted(line):
            continue
        spaces = [space for name in listed(line.text("spaces"), site.tables.spaces) for space in site.lines_of(name)]
        for stair, floor in (site.places[id(space)] for space in spaces if id(space) in site.places):
            _, _, floors, lines = found.setdefault((folded(line.name), id(stair)), (line, stair, [], []))
            floors += [floor] if floor not in floors else []
            lines += [line] if line not in lines else []
    for line, stair, floors, lines in found.values():
        site.ledger.use(*lines)
        cells = {"zone_name": Given(line.name, line, "name")}
        ordered = tuple(sorted(floors, key=_number))
        site.wanted.append(Wanted("zones", line, cells, None, stair, floors=ordered))
