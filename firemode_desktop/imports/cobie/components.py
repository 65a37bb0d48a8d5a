"""The components of a model that belong to a stair: doors with their doorways, and what controls the air.

A door belongs to a stair when one of the spaces it joins is one of it and another is not; its floor is that of the
stair's space. Equipment belongs to the stair that its system, its space or its own words name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.names import folded
from firemode_desktop.imports.cobie.kinds import DOOR, door_hand, door_type, fire_minutes, kind_of, rating_in
from firemode_desktop.imports.cobie.lengths import DOOR_WIDTH, likely_unit, read_length, unit_named
from firemode_desktop.imports.cobie.sheets import Line
from firemode_desktop.imports.cobie.site import Site
from firemode_desktop.imports.cobie.stairs import listed
from firemode_desktop.imports.cobie.wanted import Given, Wanted
from firemode_desktop.imports.tables.problems import of_sheet

_WIDTH = ("width", "nominalwidth", "doorwidth", "leafwidth", "overallwidth")
_HEIGHT = ("height", "nominalheight", "doorheight", "leafheight", "overallheight")
_RATING = (
    *("firerating", "fireresistancerating", "fireresistancelevel", "frl", "fireresistance", "doorfirerating"),
    *("firedoorrating", "fireresistanceperiod", "firerated"),
)
_HAND = ("hand", "handing", "doorhand", "handedness", "swing", "operation", "operationtype", "doorswing")
_CLOSER = ("closer", "doorcloser", "closermodel", "doorclosermodel", "closertype")
_UNKNOWN_YEAR = 1900
"""COBie writes 1900-12-31 where a date is not known."""


def read_components(site: Site, today: date, *, doorways: bool) -> None:
    """Add the doors, doorways and equipment of the site's stairs; what belongs to none is left out with the reason."""
    kinds = [(line, _type_of(site, line)) for line in site.tables["component"]]
    found = [(line, kind, what) for line, kind in kinds if (what := _kind(line, kind)) is not None]
    _say_missing_types(site, [line for line, kind, _ in found if kind is None])
    unit = _size_unit(site, [kind for _, kind, what in found if what == DOOR and kind is not None])
    systems = _systems(site)
    doors = _Doors(site, unit, doorways)
    equipment = _Equipment(site, systems, today)
    for line, kind, what in found:
        if not line.name:
            site.ledger.leave(line, "no_name", "This component has no name.")
        elif what == DOOR:
            doors.add(line, kind)
        else:
            equipment.add(line, kind, what)


def _type_of(site: Site, line: Line) -> Line | None:
    return site.tables.types.get(folded(line.text("type") or ""))


def _say_missing_types(site: Site, lines: Iterable[Line]) -> None:
    """Say once of each type that the file does not describe that nothing is known of it."""
    first: dict[str, Line] = {}
    for line in lines:
        if (name := line.text("type")) is not None:
            first.setdefault(folded(name), line)
    for line in first.values():
        said = f"There is no type called “{line.text('type')}” in this file; its sizes, maker and model are not known."
        site.ledger.left_out.append(line.problem("type", "no_type", said))


def _kind(line: Line, kind: Line | None) -> str | None:
    """What it is: its type's words count before its own."""
    of_type = (kind.text(each) for each in ("name", "category", "description")) if kind else ()
    return kind_of((line.text("type"), *of_type, line.text("description"), line.name))


def _size_unit(site: Site, types: Iterable[Line]) -> str | None:
    declared = next((unit_named(line.text("linear_units")) for line in site.tables["facility"]), None)
    once = {id(line): line for line in types}.values()
    figures = [value for line in once if isinstance(value := line.value("width"), Decimal)]
    unit = likely_unit(declared, figures, DOOR_WIDTH)
    if declared and unit != declared:
        said = f"The facility says {declared}, but the doors are {unit} wide; they were read so."
        site.ledger.warnings.append(of_sheet("Type", "other_unit", said))
    return unit


class _Doors:
    """The doors of a file, one after the other."""

    def __init__(self, site: Site, unit: str | None, doorways: bool) -> None:
        self._site, self._unit, self._doorways = site, unit, doorways
        self._seen: dict[tuple[int, str], Line] = {}

    def add(self, line: Line, kind: Line | None) -> None:
        place = self._place(line)
        if isinstance(place, str):
            self._site.ledger.leave(line, "no_place", place, cell="spaces")
            return
        stair, floor, beyond = place
        if (twin := self._seen.setdefault((id(floor), folded(line.name)), line)) is not line:
            said = f"Another door of this name on this floor stands in row {twin.row + 1}; that one was taken."
            self._site.ledger.leave(line, "duplicate", said)
            return
        there = self._site.lines_of(beyond) if beyond else ()
        self._site.ledger.use(line, *([kind] if kind else ()), *(there if len(there) == 1 else ()))
        cells = self._cells(line, kind)
        door = Wanted("doors", line, cells, line.text("external_id"), stair, floor)
        self._site.wanted.append(door)
        if self._doorways:
            self._site.wanted.append(_doorway(door, beyond))

    def _place(self, line: Line) -> tuple[Wanted, Wanted, str | None] | str:
        """The stair, its floor and the space beyond; a sentence where that is not plain."""
        site, names = self._site, listed(line.text("spaces"), self._site.tables.spaces)
        if not names:
            return "This door does not say which spaces it joins."
        sides = {name: site.lines_of(name) for name in names}
        of_stairs = {name: [each for each in lines if id(each) in site.places] for name, lines in sides.items()}
        inside = [each for lines in of_stairs.values() for each in lines]
        beyond = [name for name, lines in of_stairs.items() if not lines]
        stairs = {id(site.places[id(each)][0]): site.places[id(each)][0] for each in inside}
        if not stairs:
            unknown = [name for name, lines in sides.items() if not lines]
            return f"There is no space called “{unknown[0]}”." if unknown else "Neither side of this door is a stair."
        if len(stairs) > 1:
            return "This door stands between two stairs; a door belongs to one."
        if len(names) > 1 and not beyond:
            return "Both sides of this door are the same stair."
        floors = self._floors(inside, [each for name in beyond for each in sides[name]])
        if len(floors) != 1:
            return "It does not say on which floor of the stair this door is."
        return next(iter(stairs.values())), floors[0], beyond[0] if beyond else None

    def _floors(self, inside: list[Line], beyond: list[Line]) -> list[Wanted]:
        """The floors of the stair's spaces; of several, the one that the other side is on."""
        places = {id(floor): (each, floor) for each in inside for _, floor in (self._site.places[id(each)],)}
        if len(places) > 1:
            there = {folded(each.text("floor") or "") for each in beyond}
            return [floor for each, floor in places.values() if folded(each.text("floor") or "") in there]
        return [floor for _, floor in places.values()]

    def _cells(self, line: Line, kind: Line | None) -> dict[str, Given]:
        cells = {"door_identifier": Given(line.name, line, "name")}
        words = " · ".join(filter(None, (kind.says if kind else "", line.text("type"), line.text("description"))))
        rating = self._rating(line, kind, words)
        if rating is not None:
            cells["fire_rating_minutes"] = rating
        minutes = rating.value if rating is not None else None
        if (said := door_type(minutes if isinstance(minutes, int) else None, words)) is not None:
            cells["door_type"] = Given(said, line, derived=True)
        if (hand := self._hand(line, kind, words)) is not None:
            cells["door_hand"] = hand
        for name, column, attributes in (("width_m", "width", _WIDTH), ("height_m", "height", _HEIGHT)):
            if (size := self._size(line, kind, column, attributes)) is not None:
                cells[name] = size
        if (closer := self._described(line, kind, _CLOSER)) is not None:
            cells["door_closer_model"] = Given(closer.text("value"), closer, "value")
        return cells

    def _described(self, line: Line, kind: Line | None, names: tuple[str, ...]) -> Line | None:
        """The attribute of the component, else of its type."""
        found = self._site.tables.described(line, names)
        found = found or (self._site.tables.described(kind, names) if kind else None)
        if found is not None:
            self._site.ledger.use(found)
        return found

    def _rating(self, line: Line, kind: Line | None, words: str) -> Given | None:
        said = self._described(line, kind, _RATING)
        if said is None:
            minutes = rating_in(words)
            return None if minutes is None else Given(minutes, kind or line, "description")
        try:
            minutes = fire_minutes(said.value("value"), said.text("unit"))
        except Invalid as error:
            self._site.ledger.leave(said, "no_rating", f"{line.name}: {error.message}", cell="value")
            return None
        return None if minutes is None else Given(minutes, said, "value")

    def _hand(self, line: Line, kind: Line | None, words: str) -> Given | None:
        said = self._described(line, kind, _HAND)
        if said is None:
            hand = door_hand(words) if "double" in words.casefold() else None
            return None if hand is None else Given(hand, kind or line, "description", derived=True)
        hand = door_hand(said.text("value") or "")
        if hand is None:
            self._site.ledger.leave(said, "no_hand", "This says neither left, right nor double.", cell="value")
            return None
        return Given(hand, said, "value")

    def _size(self, line: Line, kind: Line | None, column: str, names: tuple[str, ...]) -> Given | None:
        own = self._site.tables.described(line, names)
        if own is None and kind is not None and kind.value(column) not in (None, Decimal(0), "0"):
            return self._length(kind, column, self._unit)
        said = self._described(line, kind, names)
        return None if said is None else self._length(said, "value", unit_named(said.text("unit")) or self._unit)

    def _length(self, line: Line, cell: str, unit: str | None) -> Given | None:
        try:
            return Given(read_length(line.value(cell), unit), line, cell)
        except Invalid as error:
            problem = line.problem(cell, "no_length", error.message)
            if problem not in self._site.ledger.left_out:
                self._site.ledger.left_out.append(problem)
            return None


def _doorway(door: Wanted, beyond: str | None) -> Wanted:
    """The opening in which the door hangs: the air velocity is measured there."""
    sizes = {name: door.cells[name] for name in ("width_m", "height_m") if name in door.cells}
    name = door.line.name
    called = f"DW-{name[2:]}" if name.upper().startswith("D-") else f"DW-{name}"
    cells = {"doorway_identifier": Given(called, door.line, "name", derived=True), **sizes}
    if beyond is not None:
        cells["adjacent_space"] = Given(beyond, door.line, "spaces")
    return Wanted("doorways", door.line, cells, door.external_id, door.stair, door.floor, door=door)


class _Equipment:
    """What controls the air of a stair, one piece after the other."""

    def __init__(self, site: Site, systems: dict[str, list[Line]], today: date) -> None:
        self._site, self._systems, self._today = site, systems, today
        self._seen: dict[tuple[int, str], Line] = {}

    def add(self, line: Line, kind: Line | None, what: str) -> None:
        stair = self._stair(line)
        if not isinstance(stair, Wanted):
            self._site.ledger.leave(line, "no_stair", stair)
            return
        if (twin := self._seen.setdefault((id(stair), folded(line.name)), line)) is not line:
            said = f"Equipment of this name of the same stair stands in row {twin.row + 1}; that row was taken."
            self._site.ledger.leave(line, "duplicate", said)
            return
        self._site.ledger.use(line, *([kind] if kind else ()))
        cells = self._cells(line, kind, what)
        self._site.wanted.append(Wanted("control_equipment", line, cells, line.text("external_id"), stair))

    def _stair(self, line: Line) -> Wanted | str:
        """The stair that its system names, else the one it stands in, else the one that its own words name."""
        for system in self._systems.get(folded(line.name), ()):
            found = self._site.stair_named_in(f"{system.name} {system.text('description') or ''}")
            if isinstance(found, Wanted):
                self._site.ledger.use(system)
                return found
        spaces = [
            each
            for name in listed(line.text("spaces"), self._site.tables.spaces)
            for each in self._site.lines_of(name)
            if id(each) in self._site.places
        ]
        stairs = {id(stair): stair for stair, _ in (self._site.places[id(each)] for each in spaces)}
        if len(stairs) == 1:
            return next(iter(stairs.values()))
        said = self._site.stair_named_in(f"{line.name} {line.text('description') or ''}")
        return said if said is not None else "Neither its system, nor its space, nor its words name one stair."

    def _cells(self, line: Line, kind: Line | None, what: str) -> dict[str, Given]:
        cells = {
            "equipment_identifier": Given(line.name.upper(), line, "name"),
            "equipment_type": Given(what, line, "type", derived=True),
        }
        maker = self._maker(kind) if kind is not None else None
        if maker is not None:
            cells["manufacturer"] = maker
        for column in ("model", "model_reference"):
            if kind is not None and kind.text(column) is not None and "model" not in cells:
                cells["model"] = Given(kind.text(column), kind, column)
        if line.text("serial") is not None:
            cells["serial_number"] = Given(line.text("serial"), line, "serial")
        installed = self._installed(line)
        return cells if installed is None else {**cells, "installation_date": installed}

    def _maker(self, kind: Line) -> Given | None:
        """The company of the contact whose e-mail stands there; a company's name is taken as it stands."""
        said = kind.text("manufacturer")
        if said is None:
            return None
        contact = self._site.tables.contacts.get(folded(said))
        if contact is not None and contact.text("company") is not None:
            self._site.ledger.use(contact)
            return Given(contact.text("company"), contact, "company")
        if "@" not in said:
            return Given(said, kind, "manufacturer")
        problem = kind.problem("manufacturer", "no_company", "No contact of this e-mail has a company.")
        if problem not in self._site.ledger.left_out:
            self._site.ledger.left_out.append(problem)
        return None

    def _installed(self, line: Line) -> Given | None:
        value = line.value("installed")
        if value is None:
            return None
        try:
            day = _day(value)
        except Invalid as error:
            self._site.ledger.left_out.append(line.problem("installed", "no_date", error.message))
            return None
        if day.year <= _UNKNOWN_YEAR:
            return None
        if day > self._today:
            said = "Nothing is installed on a day that is still to come."
            self._site.ledger.left_out.append(line.problem("installed", "future_date", said))
            return None
        return Given(day, line, "installed")


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value)
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return parse_date(text)


def _systems(site: Site) -> dict[str, list[Line]]:
    """The systems of each component by folded name; a system has one row for all its components or one for each."""
    names = {folded(line.name): line for line in site.tables["component"]}
    found: dict[str, list[Line]] = {}
    for line in site.tables["system"]:
        for name in listed(line.text("components"), names):
            found.setdefault(folded(name), []).append(line)
    return found
