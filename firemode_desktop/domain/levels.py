"""The floors of a stair by a rule: how many above and below ground, how high, in what zones, under what names.

``Levels`` is the rule, ``floors`` and ``zoned`` what it makes, ``text`` the rule in one line as ``domain.level_line``
reads it (``G+14, B2, 3.5 m, zones of 4``), ``words`` in a sentence. A floor is known by the number in its name: 0 is
the ground floor, basements are negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.section import Level

FEWEST, MOST = 3, 80
"""Floors of a stair that a rule may make (issue 3: 3 to 80 floors)."""
DEEPEST = 5
"""Basements there may be: the registers number floors from −5 (``ck_floors_number_range``)."""
LOWEST_M, HIGHEST_M = Decimal(2), Decimal(20)
"""What a storey may measure from floor to floor; what lies outside is a slip of the pen."""
ROOF = "Roof"

Heights = tuple[tuple[int, int, Decimal], ...]
"""Storeys of another height: first floor, last floor, metres from floor to floor."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What is said of the levels of a stair.

    ``above`` and ``below`` are the numbers of the highest and the lowest level, ``skipped`` numbers that no level has.
    ``zones`` is how many floors a zone has (0: no zones), or the floors at which zones begin. ``{n}`` in a name is
    the number.
    """

    above: int = 14
    below: int = 0
    storey_m: Decimal = Decimal("3.5")
    heights: Heights = ()
    skipped: tuple[int, ...] = ()
    roof: bool = False
    zones: int | tuple[int, ...] = 4
    ground: str = "Ground"
    upper: str = "Level-{n}"
    lower: str = "Basement-{n}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all floors from the lowest up; the roof, if it is one of them, comes last."""
        found = [n for n in range(-self.below, self.above + 1) if n not in self.skipped]
        return (*found, self.above + 1) if self.roof else tuple(found)

    def name(self, number: int) -> str:
        """What the floor of that number is called."""
        if self.roof and number == self.above + 1:
            return ROOF
        pattern = self.ground if number == 0 else self.upper if number > 0 else self.lower
        return pattern.replace("{n}", str(abs(number)))

    def storey(self, number: int) -> Decimal:
        """Metres from that floor to the next one above; what was said last of it counts."""
        found = [metres for first, last, metres in self.heights if first <= number <= last]
        return found[-1] if found else self.storey_m

    def floors(self) -> tuple[Level, ...]:
        """Every floor from the lowest up, at its height above ground."""
        return tuple(Level(self.name(n), n, height) for n, height in zip(self.numbers, self._heights(), strict=True))

    def _heights(self) -> list[Decimal]:
        """Metres above ground of each floor."""
        heights = [-sum((self.storey(n) for n in self.numbers if n < 0), Decimal(0))]
        for lower, _ in pairwise(self.numbers):
            heights.append(heights[-1] + self.storey(lower))
        return heights

    def zoned(self) -> tuple[tuple[str, tuple[Level, ...]], ...]:
        """Each zone's number and its floors. Basements have zones of their own: ``B1`` is the one next to ground."""
        floors, beyond = self.floors(), self.above + 2
        ends = pairwise((*self._starts(), beyond))
        runs = [tuple(floor for floor in floors if low <= floor.number < high) for low, high in ends]
        under = [run for run in runs if run and run[0].number < 0]
        over = [run for run in runs if run and run[0].number >= 0]
        sunk = [(f"B{len(under) - place}", run) for place, run in enumerate(under)]
        return (*sunk, *((str(place), run) for place, run in enumerate(over, start=1)))

    def _starts(self) -> tuple[int, ...]:
        """The floors at which zones begin, from the lowest up."""
        if isinstance(self.zones, tuple):
            return self.zones
        if not self.zones:
            return ()
        up = [n for n in self.numbers if n >= 0]
        down = [n for n in self.numbers if n < 0]
        return (*down[:: self.zones], *up[:: self.zones])

    def problems(self) -> dict[str, str]:
        """What cannot be, by field name: one sentence each."""
        count, found = len(self.numbers), {}
        if not FEWEST <= count <= MOST:
            found["above"] = f"A stair has from {FEWEST} to {MOST} floors; these are {count}."
        if self.below > DEEPEST:
            found["below"] = f"There may be {DEEPEST} basements; these are {self.below}."
        odd = [m for m in (self.storey_m, *(m for *_, m in self.heights)) if not LOWEST_M <= m <= HIGHEST_M]
        if odd:
            where = "storey_m" if odd[0] == self.storey_m else "heights"
            found[where] = f"A storey is from {plain(LOWEST_M)} to {plain(HIGHEST_M)} m high; this is {plain(odd[0])}."
        if stray := [n for n in self.zones if n not in self.numbers] if isinstance(self.zones, tuple) else []:
            found["zones"] = f"A zone cannot begin at {self._called(stray[0])}: there is no such floor."
        return found | self._name_problems()

    def _name_problems(self) -> dict[str, str]:
        found = {}
        for field, many in (("upper", self.above), ("lower", self.below)):
            if many and "{n}" not in getattr(self, field):
                found[field] = "Write {n} where the number of the level belongs."
        if not self.ground.strip():
            found["ground"] = "The ground floor needs a name."
        names = [self.name(n) for n in self.numbers]
        double = next((name for name in names if names.count(name) > 1), None)
        return found if found or double is None else {"ground": f"Two floors would be called “{double}”."}

    def _called(self, number: int) -> str:
        return self.name(number) if number >= -self.below else f"Basement-{-number}"

    # Said back.

    def text(self) -> str:
        """The same in one line, as ``read_levels`` reads it."""
        parts = [f"G+{self.above}"]
        parts += [f"B{self.below}"] if self.below else []
        parts += [f"{plain(self.storey_m)} m"]
        parts += [f"{_span(first, last)} {plain(metres)} m" for first, last, metres in self.heights]
        parts += [f"skip {' '.join(map(str, self.skipped))}"] if self.skipped else []
        parts += ["roof"] if self.roof else []
        return ", ".join([*parts, f"zones {self._zones_text('of ')}" if self.zones else "no zones"])

    def _zones_text(self, of: str) -> str:
        return f"from {zones_text(self.zones)}" if isinstance(self.zones, tuple) else f"{of}{self.zones}"

    def words(self) -> str:
        """The same in a sentence: how many floors, from where to where, how high, in what zones."""
        floors = self.floors()
        parts = [f"{len(floors)} floors from {floors[0].name} to {floors[-1].name}"]
        parts += [f"without {_and([str(n) for n in self.skipped])}"] if self.skipped else []
        others = "; ".join(f"{_span(first, last)} {plain(metres)} m" for first, last, metres in self.heights)
        parts += [f"{plain(self.storey_m)} m from floor to floor" + (f" ({others})" if others else "")]
        parts += [f"the highest at {plain(self._heights()[-1])} m"]
        return ", ".join([*parts, self._zones_words()]) + "."

    def _zones_words(self) -> str:
        zones = self.zoned()
        if not zones:
            return "no zones"
        outside = len(self.numbers) - sum(len(run) for _, run in zones)
        rest = f" ({outside} {'floor' if outside == 1 else 'floors'} in no zone)" if outside else ""
        return f"{len(zones)} {'zone' if len(zones) == 1 else 'zones'}{rest}"


def zones_text(zones: int | tuple[int, ...]) -> str:
    """``4``, or ``G, 4, 8``; blank where there are none."""
    if isinstance(zones, tuple):
        return ", ".join(short(n) for n in zones)
    return str(zones) if zones else ""


def heights_text(heights: Heights) -> str:
    """``ground 4.5, basements 3``."""
    return ", ".join(f"{_span(first, last)} {plain(metres)}" for first, last, metres in heights)


def short(number: int) -> str:
    """``G``, ``B2``, ``14``."""
    return "G" if number == 0 else f"B{-number}" if number < 0 else str(number)


def _span(first: int, last: int) -> str:
    if (first, last) == (-DEEPEST, -1):
        return "basements"
    if first == last:
        return "ground" if first == 0 else f"basement-{-first}" if first < 0 else f"level-{first}"
    return f"{short(first)} to {short(last)}"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def spelled(names: Iterable[str]) -> str:
    """``Stair-A, Stair-B and Stair-C``."""
    return _and(list(names))
