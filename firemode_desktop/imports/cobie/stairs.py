"""Which spaces of a model are stairs, and which of them form one stair: a proposal, which a person confirms.

A space is one of a stair when its words say so (name, room tag, description, category) and not "lobby" or "store" or
what else lies beside a stair. Spaces form a stair by a zone that holds them alone, by a common name (``Stair 1 - L03``)
or by their description. What is not plain is a doubt, in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from glob import escape

from firemode_desktop.domain.names import folded
from firemode_desktop.domain.order import natural_key
from firemode_desktop.imports.cobie.levels import level_number
from firemode_desktop.imports.cobie.sheets import Line, Tables

_STAIR = re.compile(r"\bstair(?:s|ways?|wells?|cases?|shafts?)?(?=\b|[-_\d]|$)", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:lobby|lobbies|vestibules?|corridors?|store|storage|cupboards?|closets?|plant|rooms?|fans?|ducts?|risers?"
    r"|under|beside|near|pressuri[sz]ation|air|passages?|entr(?:y|ance)|lifts?|elevators?|toilets?|void)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"\bstair(?:s|ways?|wells?|cases?|shafts?)?[\s\-_.:#]*(?:no\.?|number|nr\.?)?[\s\-_.:#]*"
    r"([a-z]{1,2}[\s\-]?\d{1,3}|[a-z]|n[ew]|s[ew]|\d{1,4}[a-z]?)(?=\b|_)",
    re.IGNORECASE,
)
_ZONE = re.compile(r"circulat|fire|stair|egress|escape|exit|pressuri[sz]", re.IGNORECASE)
_SEPARATED = re.compile(r"[\s\-_./:–—]+")
_LIST = re.compile(r"[,;\n]")

CERTAIN = ("name", "room_tag", "description")


@dataclass(frozen=True, slots=True)
class StairSpace:
    """One space of a stair on one floor; ``row`` counts from 1."""

    name: str
    floor: str
    description: str
    sheet: str
    row: int


def patterns_of(names: Iterable[str]) -> str:
    """Patterns that name exactly these spaces."""
    return ", ".join(dict.fromkeys(escape(name) for name in names))


@dataclass(frozen=True)
class ProposedStair:
    """Spaces that form one stair: what it would be called, why they belong together, and what is not plain."""

    name: str
    spaces: tuple[StairSpace, ...]
    why: str
    doubts: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        """The patterns that name exactly its spaces, as ``--stair`` takes them."""
        return patterns_of(space.name for space in self.spaces)


@dataclass(frozen=True)
class Proposal:
    """The stairs that a file seems to hold; spaces whose words speak of a stair but that are probably beside one; and
    all other spaces of the file."""

    stairs: tuple[ProposedStair, ...] = ()
    beside: tuple[StairSpace, ...] = ()
    others: tuple[StairSpace, ...] = ()

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a person has to decide; empty when the proposal can be taken as it is."""
        if not self.stairs:
            return ("No space of this file says that it is one of a stair.",)
        return tuple(doubt for stair in self.stairs for doubt in stair.doubts)


@dataclass(frozen=True)
class Group:
    """The lines of the spaces of one stair; ``zone`` is the line of the zone that holds them, if it was one."""

    name: str
    lines: tuple[Line, ...]
    why: str = ""
    zone: Line | None = None
    given: bool = False


def propose(tables: Tables) -> Proposal:
    """What the words of the file say about its stairs."""
    certain = [line for line in tables["space"] if is_stair(line)]
    rest = [line for line in tables["space"] if line.name and not is_stair(line)]
    beside = [line for line in rest if _STAIR.search(_said(line))]
    others = [line for line in rest if not _STAIR.search(_said(line))]
    stairs = [_proposed(group, len(certain)) for group in groups(tables)]
    return Proposal(tuple(stairs), tuple(map(as_space, beside)), tuple(map(as_space, others)))


def is_stair(line: Line) -> bool:
    """Whether the words of a space say that it is one of a stair, and not beside one."""
    if not line.name:
        return False
    words = [line.text(each) or "" for each in CERTAIN]
    if any(_STAIR.search(text) for text in words):
        return not any(_BESIDE.search(text) for text in words)
    return bool(_STAIR.search(line.text("category") or "")) and not any(_BESIDE.search(text) for text in words)


def _said(line: Line) -> str:
    return " · ".join(line.text(each) or "" for each in (*CERTAIN, "category"))


def as_space(line: Line) -> StairSpace:
    """A line of the sheet Space as a person is shown it."""
    floor, description = line.text("floor") or "", line.text("description") or line.text("category") or ""
    return StairSpace(line.name, floor, description, line.sheet, line.row + 1)


def groups(tables: Tables) -> list[Group]:
    """The stair spaces of a file, grouped into stairs: by zone first, the rest by their names."""
    waiting = {id(line): line for line in tables["space"] if is_stair(line)}
    made: list[Group] = []
    for zone, lines in _zones(tables):
        if lines and all(id(line) in waiting for line in lines) and _one_each(lines):
            made.append(Group(_cleaned(zone.name), tuple(lines), f"the zone {zone.name}", zone))
            for line in lines:
                del waiting[id(line)]
    return sorted(_together([*made, *_by_name(list(waiting.values()))]), key=lambda group: natural_key(group.name))


def _together(made: Sequence[Group]) -> list[Group]:
    """Groups of one name are one stair: a zone may have left out some of its spaces."""
    found: dict[str, Group] = {}
    for group in made:
        first = found.setdefault(_key(group.name), group)
        if first is not group:
            found[_key(group.name)] = replace(first, lines=(*first.lines, *group.lines))
    return list(found.values())


def _zones(tables: Tables) -> Iterator[tuple[Line, list[Line]]]:
    """Each zone that speaks of circulation or fire, with the lines of all its spaces: it may take several rows."""
    found: dict[tuple[str, str], tuple[Line, list[Line]]] = {}
    for line in tables["zone"]:
        if _ZONE.search(line.says):
            _, lines = found.setdefault((folded(line.name), folded(line.text("category") or "")), (line, []))
            lines += [
                space
                for name in listed(line.text("spaces"), tables.spaces)
                for space in tables.spaces.get(folded(name), ())
            ]
    yield from found.values()


def _one_each(lines: Sequence[Line]) -> bool:
    """Whether no floor has two of them: a zone of all stairs of a building is no stair."""
    floors = [folded(line.text("floor") or "") for line in lines]
    return len(lines) > 1 and len(set(floors)) == len(floors)


def listed(text: str | None, known: Mapping[str, object]) -> list[str]:
    """The names of a cell such as ``Stair 1 L03, Corridor L03``; names that hold a comma themselves stay whole."""
    if not text:
        return []
    if folded(text) in known:
        return [text]
    parts = [part.strip() for part in _LIST.split(text)]
    found: list[str] = []
    while parts:
        ends = (end for end in range(len(parts), 1, -1) if folded(", ".join(parts[:end])) in known)
        end = next(ends, 1)
        found.append(", ".join(parts[:end]))
        parts = parts[end:]
    return [name for name in dict.fromkeys(found) if name]


# By name.


def _by_name(lines: Sequence[Line]) -> list[Group]:
    plain, doubtful = _labelled(lines, label)
    if doubtful:
        for other in (_without_last, _without_first, _without_room):
            regrouped, still = _labelled(doubtful, other)
            if not still:
                return [*plain, *regrouped]
    made: dict[str, Group] = {}
    for line in doubtful:
        name = label(line)
        made[_key(name)] = Group(name, (*(made[_key(name)].lines if _key(name) in made else ()), line), "their names")
    return [*plain, *made.values()]


def _labelled(lines: Sequence[Line], called: Callable[[Line], str | None]) -> tuple[list[Group], list[Line]]:
    """The groups that ``called`` makes with several spaces, each on a floor of its own; and the lines of the others."""
    found: dict[str, list[Line]] = {}
    names: dict[str, str] = {}
    for line in lines:
        name = called(line)
        names.setdefault(_key(name or ""), name or "")
        found.setdefault(_key(name or ""), []).append(line)
    good = {key for key, each in found.items() if key and (_one_each(each) or len(lines) == 1)}
    groups_ = [Group(names[key], tuple(found[key]), "their names") for key in found if key in good]
    return groups_, [line for key, each in found.items() if key not in good for line in each]


def _without_last(line: Line) -> str | None:
    """``ST-01.03`` on the third floor → ``ST-01``."""
    return _cut(line, r"(.*\D)0*{}", 1)


def _without_first(line: Line) -> str | None:
    """``3A01`` on the third floor → ``A01``."""
    return _cut(line, r"0*{}(\D.*)", 1)


def _without_room(line: Line) -> str | None:
    """``S301`` on the third floor → ``S01``."""
    return _cut(line, r"(\D*)0*{}(\d\d)", 1, 2)


def _cut(line: Line, pattern: str, *parts: int) -> str | None:
    """The parts of a space's name beside the number of its floor."""
    number = level_number(line.text("floor") or "")
    found = re.fullmatch(pattern.format(abs(number)), line.name) if number is not None else None
    if found is None:
        return None
    said = _cleaned("".join(found[part] for part in parts))
    return f"Stair {said}" if said.isdigit() else said


def _key(name: str) -> str:
    return "".join(tokens(name))


def tokens(text: str) -> list[str]:
    """Words and numbers without leading zeros: ``ST-01`` → ``st``, ``1``."""
    return [part.lstrip("0") or "0" if part.isdigit() else part for part in re.findall(r"[a-z]+|\d+", text.casefold())]


def label(line: Line) -> str:
    """What a space calls its stair: ``Stair 1 - L03`` → ``Stair 1``."""
    forms = _forms(line.text("floor") or "")
    for each in CERTAIN:
        for found in _TAG.finditer(line.text(each) or ""):
            tag = _without_floor(found[1], line)
            if tag and "".join(tokens(tag)) not in forms:
                before = _without_levels(found.string[: found.start()], line, forms)
                return _cleaned(f"{before} {found.string[found.start() : found.start(1)]}{tag}")
    return _cleaned(_prefix(line, forms))


def _forms(floor: str) -> set[str]:
    """How a floor is written inside a space's name: ``Level 3`` → ``l3``, ``level3`` …; not a bare number."""
    forms = {"".join(tokens(floor))} if not floor.strip().isdigit() else set()
    number = level_number(floor)
    if number is None:
        return forms
    if number == 0:
        return forms | {"g", "gf", "ground", "l0", "0", "level0"}
    kind = ("l", "lvl", "level", "f", "fl") if number > 0 else ("b", "bl", "basement", "lg")
    return forms | {f"{each}{abs(number)}" for each in kind}


def _without_floor(tag: str, line: Line) -> str:
    """``301`` on the third floor is room ``01`` of it: the tag without the floor; blank when nothing is left."""
    number = level_number(line.text("floor") or "")
    if (
        number is not None
        and tag.isdigit()
        and len(tag) > 2
        and tag[:-2].lstrip("0") == (str(number) if number else "")
    ):
        return tag[-2:]
    return tag


def _prefix(line: Line, forms: set[str]) -> str:
    """A name without the parts that say the floor: ``S1-03`` on Level 3 → ``S1``; a word for a stair otherwise."""
    return _without_levels(line.name, line, forms) or "Stair"


def _without_levels(text: str, line: Line, forms: set[str]) -> str:
    """``text`` without its bare numbers and the parts that name the floor of ``line``."""
    floor_words = set(tokens(line.text("floor") or "")) | {"level", "floor", "l"}
    parts = [part for part in _SEPARATED.split(text) if part and not part.isdigit()]
    kept = [part for part in parts if "".join(tokens(part)) not in forms and not set(tokens(part)) <= floor_words]
    return " ".join(kept)


def _cleaned(name: str) -> str:
    """A stair's name as a person would write it, no longer than a name may be."""
    return re.sub(r"\s+", " ", name.replace("_", " ")).strip(" -–—_.:/,;#")[:100] or "Stair"


def _proposed(group: Group, certain: int) -> ProposedStair:
    lines = group.lines
    doubts = [
        f"{group.name} has {len(alike)} spaces on {floor}: {', '.join(line.name for line in alike)}."
        for floor, alike in _by_floor(lines).items()
        if len(alike) > 1 and floor
    ]
    if lost := [line.name for line in lines if line.text("floor") is None]:
        doubts.append(f"{', '.join(lost)} of {group.name} {'is' if len(lost) == 1 else 'are'} on no floor.")
    if len(lines) == 1 and certain > 1:
        doubts.append(f"{group.name} is one space alone, {lines[0].name}.")
    return ProposedStair(group.name, tuple(as_space(line) for line in lines), group.why, tuple(doubts))


def _by_floor(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.text("floor") or "", []).append(line)
    return found


# As a person says.


def matched(tables: Tables, stairs: Mapping[str, str], refuse: Callable[[str, str], None]) -> list[Group]:
    """The stairs that somebody named: name → patterns of space names, separated by commas (``Stair 1*,ST1-*``).

    ``refuse(code, sentence)`` is told of patterns that match nothing and of spaces that two stairs claim.
    """
    made: list[Group] = []
    claimed: dict[int, str] = {}
    whole = {folded(escape(line.name)): tables.spaces[folded(line.name)] for line in tables["space"] if line.name}
    for name, patterns in stairs.items():
        lines: dict[int, Line] = {}
        for pattern in listed(patterns, whole):
            found = whole.get(folded(pattern)) or [line for line in tables["space"] if like(line.name, pattern)]
            if not found:
                refuse("no_such_space", f"No space is called “{pattern}”, which {name} should consist of.")
            lines |= {id(line): line for line in found}
        for key, line in lines.items():
            if claimed.setdefault(key, name) != name:
                refuse("claimed_twice", f"The space {line.name} cannot belong to {claimed[key]} and to {name}.")
        made.append(Group(name.strip(), tuple(lines.values()), "what was said", given=True))
    return [group for group in made if group.lines]


def like(name: str, pattern: str) -> bool:
    """Whether a space's name is as a pattern says (``ST-A*``), without regard to case."""
    return bool(name) and fnmatchcase(folded(name), folded(pattern))
