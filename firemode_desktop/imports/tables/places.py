"""Names in a file → places of the building. Natural forms are one name; a near miss is suggested, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from uuid import UUID

from firemode_desktop.domain.baselines import Place, Survey
from firemode_desktop.imports.tables.values import Bad

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
SUGGESTIONS = 100
"""So many near misses are looked for in a file, a kind of place."""
_WORDS = {"l": "level", "lvl": "level", "lev": "level", "b": "basement", "bsmt": "basement"}
_BELOW = re.compile(r"(?:^|\s)[-–](?=[0-9])|−(?=[0-9])")
"""A minus, where a name has a hyphen: ``Level -1`` may be the first basement."""
_TELLING = re.compile(r"[0-9]+|\b[^\W\d_]\b")
_GROUND = frozenset({"gf", "gnd", "grd"})


@lru_cache(maxsize=1 << 16)
def natural_form(text: str) -> str:
    """What a name is compared by: ``L8``, ``level 08`` and ``Level-8`` are one; so are ``G/F``, ``Gnd`` and ``Ground``.

    Letters and digits only, without case and accents; ``l``, ``lvl``, ``b`` stand for their words before a number.
    """
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    tokens = re.findall(r"[^\W\d_]+|[0-9]+", folded)
    if tokens in (["g"], ["g", "f"]):
        return "ground"
    parts: list[str] = []
    for token, after in zip(tokens, [*tokens[1:], ""], strict=False):
        if token.isdecimal():
            parts.append(f".{int(token)}")
        elif after.isdecimal():
            parts.append(_WORDS.get(token, token))
        else:
            parts.append("ground" if token in _GROUND else token)
    return re.sub(r"ground(?:floor|level)?(?![a-z])", "ground", "".join(parts))


class Register:
    """Places of one kind by name within a stair, and by id."""

    def __init__(self, one: str, places: Sequence[Place], *, by_stair: bool = True) -> None:
        """``one`` is the word for a place of this kind; ``by_stair`` is whether names count within their stair."""
        self.one = one
        self._own_word = re.compile(rf"{one}[\s:–-]+(.+)", re.IGNORECASE | re.DOTALL)
        """``Doorway DW-8`` is *DW-8*."""
        self._by_id = {place.id: place for place in places}
        self._suggestions_left = SUGGESTIONS
        self._literal: dict[tuple[UUID | None, str], list[Place]] = {}
        self._exact: dict[tuple[UUID | None, str], list[Place]] = {}
        self._natural: dict[UUID | None, dict[str, list[Place]]] = {}
        self._of: dict[UUID | None, list[Place]] = {}
        for place in places:
            within = place.stair_id if by_stair else None
            self._of.setdefault(within, []).append(place)
            self._literal.setdefault((within, place.name), []).append(place)
            self._exact.setdefault((within, _fold(place.name)), []).append(place)

    def find(self, text: str, stair: Place | None = None, floor: Place | None = None) -> Place | Bad:
        """The place called ``text`` (or whose uuid it is) of that stair, and of that floor where one is given."""
        within = None if stair is None else stair.id
        literal = self._literal.get((within, text), [])
        if len(meant := [place for place in literal if floor is None or place.floor_id in (None, floor.id)]) == 1:
            return meant[0]
        if _UUID.fullmatch(text):
            return self._by_uuid(UUID(text), stair, floor)
        found = self._exact.get((within, _fold(text))) or self._by_natural_form(within, text)
        if not found and self.one == "floor" and text.isascii() and text.isdecimal():
            found = self._by_number(within, text)
        if not found and (match := self._own_word.fullmatch(text)):
            found = self._exact.get((within, _fold(match[1]))) or self._by_natural_form(within, match[1])
        if floor is not None and len(found) > 1:
            found = [place for place in found if place.floor_id == floor.id]
        if (
            found
            and self.one == "floor"
            and _BELOW.search(text)
            and not any(_BELOW.search(place.name) for place in found)
        ):
            said = f"“{text}” can be “{found[0].name}”, or as far below the ground; write its name as in the register."
            return Bad("ambiguous_location", said)
        if len(found) == 1:
            return self._on(found[0], floor)
        if found:
            said = f"“{text}” can be more than one {self.one}; write its full name and floor."
            return Bad("ambiguous_location", said)
        return self._unknown(text, stair)

    def has(self, text: str, stair: Place) -> bool:
        """Whether a place of that stair, and one alone, is called ``text``."""
        return len(self._literal.get((stair.id, text)) or self._named(stair.id, text)) == 1

    def _named(self, within: UUID | None, text: str) -> list[Place]:
        found = self._exact.get((within, _fold(text))) or self._by_natural_form(within, text)
        if not found and self.one == "floor" and text.isascii() and text.isdecimal():
            return self._by_number(within, text)
        return found

    def _by_number(self, within: UUID | None, text: str) -> list[Place]:
        """``8`` is *Level-8* unless the register numbers another floor so; it is never a floor of another name."""
        numbered = [place for place in self._of.get(within, ()) if place.number == int(text)]
        named = self._by_natural_form(within, f"level {text}")
        return named if all(place in named for place in numbered) else []

    def of(self, stair: Place, floor: Place) -> list[Place]:
        """The places of a floor that are in service, or were."""
        return [place for place in self._of.get(stair.id, ()) if place.floor_id == floor.id]

    def _by_natural_form(self, within: UUID | None, text: str) -> list[Place]:
        """Places by natural form; those of a stair are worked out when a name of it is not written as it is."""
        names = self._natural.get(within)
        if names is None:
            names = self._natural[within] = {}
            for place in self._of.get(within, ()):
                names.setdefault(natural_form(place.name), []).append(place)
        form = natural_form(text)
        return names.get(form, []) if form else []

    def _by_uuid(self, key: UUID, stair: Place | None, floor: Place | None) -> Place | Bad:
        place = self._by_id.get(key)
        if place is None or (stair is not None and place.stair_id != stair.id):
            return Bad(f"unknown_{self.one}", f"There is no {self.one} with the id {key} {self._where(stair)}.")
        return self._on(place, floor)

    def _on(self, place: Place, floor: Place | None) -> Place | Bad:
        if floor is not None and place.floor_id is not None and place.floor_id != floor.id:
            return Bad("location_disagrees", f"The {self.one} “{place.name}” is not on the floor “{floor.name}”.")
        return place

    def _unknown(self, text: str, stair: Place | None) -> Bad:
        near = self._near(text, stair)
        hint = f" Did you mean “{near}”?" if near else ""
        return Bad(f"unknown_{self.one}", f"There is no {self.one} “{text[:80]}” {self._where(stair)}.{hint}", near)

    def _near(self, text: str, stair: Place | None) -> str:
        """The name that comes nearest and has no other number or single letter: *Stair-B* is not nearly *Stair-C*.

        Looking takes time, so a file that is all wrong is not answered for ever.
        """
        self._suggestions_left -= 1
        if self._suggestions_left < 0 or len(text) > 80:
            return ""
        names = {_fold(place.name): place.name for place in self._of.get(None if stair is None else stair.id, [])}
        telling = _telling(text)
        fitting = [name for name in names if not telling or _telling(name) in ([], telling)]
        near = get_close_matches(_fold(text), fitting, n=1, cutoff=0.6)
        return names[near[0]] if near else ""

    @staticmethod
    def _where(stair: Place | None) -> str:
        return "in this building" if stair is None else f"in {stair.name}"


class Places:
    """The registers of a building."""

    def __init__(self, survey: Survey) -> None:
        self.stairs = Register("stair", survey.stairs, by_stair=False)
        self.floors = Register("floor", survey.floors)
        self.doors = Register("door", survey.doors)
        self.doorways = Register("doorway", survey.doorways)
        self._scenarios = _by_natural_form(survey.door_scenarios)
        self._known = survey.door_scenarios
        self._found: dict[str, str | Bad] = {name: name for name in self._known}

    def scenario(self, text: str) -> str | Bad:
        """The door scenario of the building that ``text`` names."""
        found = self._found.get(text)
        if found is None:
            named = self._scenarios.get(natural_form(text), [])
            found = self._found[text] = named[0] if len(named) == 1 else self._no_scenario(text, named)
        return found

    def _no_scenario(self, text: str, named: Sequence[str]) -> Bad:
        if named:
            said = f"“{text}” can be more than one door scenario: {', '.join(named)}. Write its full name."
            return Bad("ambiguous_scenario", said)
        near = get_close_matches(natural_form(text), self._scenarios, n=1, cutoff=0.6) if len(text) <= 80 else []
        hint = f"Did you mean “{self._scenarios[near[0]][0]}”?" if near else f"Known: {', '.join(self._known)}."
        return Bad("unknown_scenario", f"There is no door scenario “{text[:80]}” in this building. {hint}")


def _by_natural_form(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(natural_form(name), []).append(name)
    found.pop("", None)  # a name without a letter or digit is itself alone
    return found


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _telling(text: str) -> list[str]:
    """What tells names of a building apart: their numbers and single letters."""
    return [word.lstrip("0") for word in _TELLING.findall(_fold(text))]
