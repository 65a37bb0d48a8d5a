"""A session drawn as the section of its building: at each floor a block for every test there, as it stands.

What belongs to a stair as a whole (cause and effect, interfaces, fans) stands in a cell of its own below the stair.
Every test of the session has exactly one place. Frozen values; the window draws them as it draws the overview.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from uuid import UUID, uuid5

from firemode_desktop.domain.running import RunTest, Wanted, next_to_do
from firemode_desktop.domain.section import STOREY_M, Cell, Section, Shaft
from firemode_desktop.domain.section_marks import Mark, Marks
from firemode_desktop.domain.standing import Standing

WHOLE = "Whole stair"
GAP, TALL = Decimal("0.35"), Decimal("1.2")
"""How far below the lowest floor the stair's own cell lies, and how high it is, in usual storeys."""
MOST_NAMED = 4
Place = tuple[UUID, UUID]


@dataclass(frozen=True)
class SessionMap:
    """The section with a cell below each stair that has tests of its own, and the place of each test in it."""

    section: Section
    places: Mapping[UUID, Place] = field(default_factory=dict)
    """By instance: stair and floor."""

    def place(self, one: RunTest) -> Place | None:
        """Where a test is; None for one that has come since the map was made."""
        return self.places.get(one.instance_id)

    def knows(self, tests: Iterable[RunTest]) -> bool:
        """Whether every test has its place, i.e. the map need not be made again."""
        return all(one.instance_id in self.places for one in tests)

    def at(self, place: Place, tests: Iterable[RunTest]) -> tuple[RunTest, ...]:
        """The tests of a place in walking order."""
        return tuple(one for one in tests if self.places.get(one.instance_id) == place)

    def first(self, place: Place, tests: Iterable[RunTest]) -> RunTest | None:
        """Where work at a place begins: its next test to do, else its first."""
        here = self.at(place, tests)
        return next_to_do(here, None) or (here[0] if here else None)

    def marks(self, tests: Sequence[RunTest]) -> Marks:
        """How the tests of every floor stand."""
        here: dict[UUID, list[RunTest]] = {cell.floor_id: [] for cell in self.section.cells()}
        for one in tests:
            if (place := self.place(one)) is not None:
                here[place[1]].append(one)
        names = {cell.floor_id: f"{shaft.name}, {cell.level}" for shaft in self.section.shafts for cell in shaft.cells}
        floors = {floor_id: _mark(mine) for floor_id, mine in here.items()}
        return Marks(floors, sentence=partial(_sentence, names, here), summary=_summary(self.section, tests))


def mapped(plan: Section, tests: Sequence[RunTest]) -> SessionMap:
    """The map of a session; ``plan`` has the stairs and floors of its building. Tests find their place by name."""
    floors = {(each.name, cell.level): (each.stair_id, cell.floor_id) for each in plan.shafts for cell in each.cells}
    own = {one.test.stair for one in tests if _named(one) not in floors}
    shafts = tuple(_with_foot(shaft) if shaft.name in own else shaft for shaft in plan.shafts)
    known = {shaft.name for shaft in shafts}
    unknown = [_with_foot(Shaft(_own(plan.building_id, name), name, ())) for name in sorted(own - known)]
    section = replace(plan, shafts=(*shafts, *unknown))
    feet = {shaft.name: (shaft.stair_id, _own(shaft.stair_id, WHOLE)) for shaft in section.shafts}
    places = {one.instance_id: floors.get(_named(one), feet[one.test.stair]) for one in tests}
    return SessionMap(section, places)


def _named(one: RunTest) -> tuple[str, str]:
    return one.test.stair, one.test.floor or ""


def _own(stair_id: UUID, name: str) -> UUID:
    return uuid5(stair_id, name)


def _with_foot(shaft: Shaft) -> Shaft:
    """The stair with a cell below its lowest floor for what is tested once for all of it."""
    lowest = shaft.cells[0] if shaft.cells else None
    storey = lowest.top_m - lowest.bottom_m if lowest else STOREY_M
    top = lowest.bottom_m - GAP * storey if lowest else Decimal(0)
    number = lowest.number - 1 if lowest else 0
    foot = Cell(_own(shaft.stair_id, WHOLE), WHOLE, number, top - TALL * storey, top)
    return replace(shaft, cells=(foot, *shaft.cells))


def _mark(tests: Sequence[RunTest]) -> Mark:
    if not tests:
        return Mark(Standing.NOT_TESTED, words="no tests here")
    blocks = tuple(one.standing for one in tests)
    done = len(tests) - sum(one.to_do for one in tests)
    return Mark(max(blocks, key=lambda each: each.concern), figure=f"{done}/{len(tests)}", blocks=blocks)


def _sentence(names: Mapping[UUID, str], here: Mapping[UUID, Sequence[RunTest]], floor_id: UUID) -> str:
    """``Stair-A, Level-8: 4 of 6 tests done; not compliant: …; to do: …``."""
    tests = here[floor_id]
    if not tests:
        return f"{names[floor_id]}: no tests in this session."
    done = sum(not one.to_do for one in tests)
    parts = [f"{names[floor_id]}: {done} of {len(tests)} tests done"]
    for words, which in (("not compliant", Wanted.NOT_COMPLIANT), ("to do", Wanted.TO_DO)):
        if wanted := [one.short for one in tests if one.wanted(which)]:
            more = f" and {len(wanted) - MOST_NAMED} more" if len(wanted) > MOST_NAMED else ""
            parts.append(f"{words}: {', '.join(wanted[:MOST_NAMED])}{more}")
    return f"{'; '.join(parts)}."


def _summary(section: Section, tests: Sequence[RunTest]) -> str:
    done = sum(not one.to_do for one in tests)
    failing = sum(one.wanted(Wanted.NOT_COMPLIANT) for one in tests)
    return f"Map of the session in {section.name}: {done} of {len(tests)} tests done, {failing} not compliant."
