"""The levels of a stair read from one line: ``G+14, B2, 3.5 m, ground 4.5 m, skip 4 13, zones of 4``.

One pattern a phrase; at each place of the line the first that fits reads on. What none fits is named in the refusal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.levels import DEEPEST, Heights, Levels

EXAMPLE = "G+14, B2, 3.5 m, zones of 4"
USUAL = Levels()

_M = r"\s*m(?:et(?:re|er)s?)?\b"
_METRES = r"(?P<m>\d+(?:[.,]\d+)?)"
_FLOOR = r"(?:ground|gf|g|(?:basement|b)[\s-]*\d+|(?:level|lvl|l)?[\s-]*\d+)"
_TO = r"\s*(?:to|…|\.\.+|–|-)\s*"
_OWN = rf"(?P<who>basements|{_FLOOR}(?:{_TO}{_FLOOR})?)"
_OWN_IN_LINE = _OWN.replace("(?P<who>", r"(?!b[\s-]*\d)(?P<who>")
"""In a line ``B2 3 m`` is two basements and storeys of 3 m."""
_LIST = rf"{_FLOOR}(?!\s*m\b|[.,]\d+\s*m\b)"

_NUMBER_OF = re.compile(r"(?P<kind>[a-z]*)[\s-]*(?P<n>\d*)", re.IGNORECASE)


def floor_number(text: str) -> int:
    """``G`` → 0, ``B2`` → −2, ``Level-5`` or ``5`` → 5; raises ``Invalid``."""
    match = _NUMBER_OF.fullmatch(text.strip())
    kind, digits = (match["kind"].casefold(), match["n"]) if match else ("", "")
    if kind in ("ground", "gf", "g") and not digits:
        return 0
    if kind in ("basement", "b") and digits:
        return -int(digits)
    if kind in ("level", "lvl", "l", "") and digits:
        return int(digits)
    raise Invalid(f"“{text.strip()}” is no floor; write G, B1, or the number of a level.")


def read_zones(text: str) -> int | tuple[int, ...]:
    """``4`` → zones of four floors; ``G, 4, 8`` → zones that begin there; blank → none. Raises ``Invalid``."""
    words = [word for word in re.split(r"[,;]|\s+and\s+", text) if word.strip()]
    if not words:
        return 0
    if len(words) == 1 and words[0].strip().isdecimal():
        return int(words[0])
    return tuple(sorted({floor_number(word) for word in words}))


def read_numbers(text: str) -> tuple[int, ...]:
    """``4, 13 and 14`` → the numbers of levels above ground, in order. Raises ``Invalid``."""
    words = [word for word in re.split(r"[\s,;&]+|\band\b", text) if word]
    if bad := next((word for word in words if not re.fullmatch(r"[1-9]\d*", word)), None):
        raise Invalid(f"“{bad}” is no number of a level; write e.g. 4, 13.")
    return tuple(sorted({int(word) for word in words}))


def read_heights(text: str) -> Heights:
    """``ground 4.5, basements 3, 5 to 7 4.2`` → storeys of another height. Raises ``Invalid``."""
    found: Heights = ()
    for part in filter(None, (part.strip() for part in re.split(r"[;]|,(?!\d)", text))):
        match = re.fullmatch(rf"{_OWN}\s*[:=]?\s+{_METRES}(?:{_M})?", part, re.IGNORECASE)
        if match is None:
            raise Invalid(f"“{part}” is not understood; write e.g. ground 4.5, basements 3.")
        found = (*found, _own(match))
    return found


def _own(match: re.Match[str]) -> tuple[int, int, Decimal]:
    who = match["who"].casefold()
    ends = [-DEEPEST, -1] if who == "basements" else [floor_number(part) for part in _ends(who)]
    return min(ends), max(ends), _metres(match["m"])


def _ends(span: str) -> list[str]:
    """The two floors of ``2 to 5``; the hyphen of ``level-5`` does not part them."""
    whole = re.fullmatch(rf"({_FLOOR}){_TO}({_FLOOR})", span)
    return list(whole.groups()) if whole and not re.fullmatch(_FLOOR, span) else [span]


def _metres(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


Phrase = tuple[re.Pattern[str], Callable[[Levels, re.Match[str]], Levels]]


def _phrase(pattern: str, then: Callable[[Levels, re.Match[str]], Levels]) -> Phrase:
    return re.compile(pattern, re.IGNORECASE), then


_PHRASES: tuple[Phrase, ...] = (
    _phrase(
        rf"(?:ground|gf|g)\s*(?:floor)?\s*\+\s*(?:(?:levels?|l)?[\s-]*1{_TO}(?:level|l)?[\s-]*)?"
        r"(?P<n>\d{1,3})(?:\s*(?:levels|floors|storeys))?\b(?!\.\d)",
        lambda levels, found: replace(levels, above=int(found["n"])),
    ),
    _phrase(
        r"(?P<n>\d{1,3})[\s-]*(?:storeys?|stor(?:y|ies)|floors)\b",
        lambda levels, found: replace(levels, above=int(found["n"]) - 1),
    ),
    _phrase(r"(?P<n>\d{1,3})\s*levels?(?:\s+above)?\b", lambda levels, found: replace(levels, above=int(found["n"]))),
    _phrase(
        rf"{_OWN_IN_LINE}\s*[:=]?\s+{_METRES}{_M}",
        lambda levels, found: replace(levels, heights=(*levels.heights, _own(found))),
    ),
    _phrase(rf"{_METRES}{_M}(?:\s+(?:each|storeys?|floor to floor))?", lambda levels, found: _storey(levels, found)),
    _phrase(
        r"(?:basements?|b)[\s-]*(?P<n>\d{1,3})\b(?!\.\d)",
        lambda levels, found: replace(levels, below=int(found["n"])),
    ),
    _phrase(r"(?P<n>\d{1,3})\s*basements?\b", lambda levels, found: replace(levels, below=int(found["n"]))),
    _phrase(
        r"(?:skip|without|no)\s*(?:levels?)?\s+(?P<list>\d+(?!\s*m\b|[.,]\d+\s*m\b)\b"
        r"(?:(?:\s*,\s*|\s*&\s*|\s+and\s+|\s+)\d+\b(?!\s*m\b|[.,]\d+\s*m\b|\s*(?:basement|level|storey)))*)",
        lambda levels, found: replace(levels, skipped=read_numbers(found["list"])),
    ),
    _phrase(r"roof\b", lambda levels, _: replace(levels, roof=True)),
    _phrase(r"no\s+zones?\b", lambda levels, _: replace(levels, zones=0)),
    _phrase(
        rf"zones?\s*(?:from|at)\s*(?P<list>{_LIST}(?:(?:\s*,\s*|\s+and\s+){_LIST})*)",
        lambda levels, found: replace(levels, zones=_beginnings(found["list"])),
    ),
    _phrase(
        r"zones?\s*(?:of)?\s*(?P<n>\d{1,3})(?:\s*(?:floors|levels))?\b",
        lambda levels, found: replace(levels, zones=int(found["n"])),
    ),
)


def _storey(levels: Levels, found: re.Match[str]) -> Levels:
    return replace(levels, storey_m=_metres(found["m"]))


def _beginnings(text: str) -> tuple[int, ...]:
    words = re.split(r"\s*,\s*|\s+and\s+", text)
    return tuple(sorted({floor_number(word) for word in words}))


def read_levels(text: str, names: Levels = USUAL) -> Levels:
    """What a line says; the names of floors, and what it does not mention, are those of ``names``.

    Exceptions – heights, skipped numbers, a roof, basements – are only those the line mentions. Raises ``Invalid``,
    with what was not understood.
    """
    levels = replace(names, below=0, heights=(), skipped=(), roof=False)
    at, rest = 0, text.strip()
    while at < len(rest):
        if gap := re.compile(r"[\s,;.]+|and\b", re.IGNORECASE).match(rest, at):
            at = gap.end()
            continue
        for pattern, then in _PHRASES:
            if found := pattern.match(rest, at):
                levels, at = then(levels, found), found.end()
                break
        else:
            raise Invalid(f"“{_next(rest[at:])}” is not understood; write e.g. {EXAMPLE}.")
    return replace(levels, skipped=tuple(n for n in levels.skipped if n <= levels.above))


def _next(text: str) -> str:
    return re.split(r"[,;]", text, maxsplit=1)[0].strip()
