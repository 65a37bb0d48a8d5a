"""What a component is, and what its words say: door, fan, damper …; fire rating in minutes; hand.

Words decide, because classifications differ by country (OmniClass, Uniclass, others) and most hold the word as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import DoorHand, DoorType, EquipmentType
from firemode_desktop.imports.cobie.sheets import as_text
from firemode_desktop.imports.files.cells import Logical, Plain

DOOR = "door"

_DOOR = re.compile(r"\bdoor(?:s|sets?|way)?\b|\bfire ?door|23-30 10|23-17 11|\bpr_30_59_24", re.IGNORECASE)
_NO_DOOR = re.compile(
    r"\b(?:closers?|holders?|contacts?|hardware|locks?|handles?|hinges?|releases?|operators?|switch(?:es)?|sensors?"
    r"|seals?|stops?|louvres?|grilles?|monitors?|access control|control|interlocks?|magnets?|bells?)\b",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[EquipmentType, re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        EquipmentType.PRESSURE_SENSOR,
        re.compile(
            r"pressure[\s_-]*(?:differential[\s_-]*)?(?:sensor|transmitter|transducer|switch|detector)"
            r"|\bdpt?[\s_-]*(?:sensor|transmitter|switch)|differential[\s_-]*(?:sensor|transmitter)",
            re.IGNORECASE,
        ),
        re.compile(r"water|sprinkler|hydrant|pump", re.IGNORECASE),
    ),
    (
        EquipmentType.ACTUATOR,
        re.compile(r"\bactuators?\b", re.IGNORECASE),
        re.compile(r"with[\w\s]*actuator|valve", re.IGNORECASE),
    ),
    (EquipmentType.DAMPER, re.compile(r"\b\w*dampers?\b", re.IGNORECASE), None),
    (
        EquipmentType.FAN,
        re.compile(r"\bfans?\b|pressuri[sz]ation (?:unit|set)|\bfan[-_ ]?\d", re.IGNORECASE),
        re.compile(r"fan[\s_-]*coil|ceiling fan|fan[\s_-]*(?:powered|control|isolat|panel)", re.IGNORECASE),
    ),
    (
        EquipmentType.DETECTOR,
        re.compile(
            r"\b(?:smoke|heat|fire|multi-?(?:sensor|criteria)|beam|duct)[\s_-]*(?:detectors?|sensors?)\b|detectors?\b",
            re.IGNORECASE,
        ),
        re.compile(r"gas|leak|\bco2?\b|carbon|motion|presence|occupan|pir\b|metal|refrigerant", re.IGNORECASE),
    ),
    (
        EquipmentType.CONTROL_PANEL,
        re.compile(
            r"(?:fire|smoke|alarm|control|indicat\w*|mimic|fan|pressuri[sz]ation)[\w\s/&_-]*\bpanels?\b"
            r"|\b(?:fip|ffcp|fdcie|facp|sfp|mfip|efcp)\b|control and indicating equipment",
            re.IGNORECASE,
        ),
        re.compile(r"access panel|ceiling|wall panel|solar|lighting|security|intruder", re.IGNORECASE),
    ),
)


def kind_of(words: Iterable[str | None]) -> str | None:
    """``door`` or a type of equipment, from the first of ``words`` that says so; ``None``: it is something else."""
    for text in filter(None, words):
        if _DOOR.search(text) and not _NO_DOOR.search(text):
            return DOOR
        for kind, wanted, unwanted in _KINDS:
            if wanted.search(text) and not (unwanted and unwanted.search(text)):
                return kind.value
    return None


_FRL = re.compile(r"(-|–|\d{1,3})\s*/\s*(-|–|\d{1,3})\s*/\s*(-|–|\d{1,3})")
_CLASSED = re.compile(
    r"\b(?:fds?|ei?w?\d?|sd|fr|class|a|b)[\s-]*(\d{2,3})\s*(?:[- ]?(?:s|sa|c\d?|sm|smoke))*\b", re.IGNORECASE
)
_HOURS = re.compile(
    r"(?:(\d+)[\s-]+)?(\d+)\s*/\s*(\d+)\s*-?\s*h(?:ou)?rs?\b|(\d+(?:[.,]\d+)?)\s*-?\s*h(?:(?:ou)?rs?)?\b", re.IGNORECASE
)
_MINUTES = re.compile(r"(\d{1,3})\s*-?\s*(?:m(?:in(?:ute)?s?)?)\b\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_UNRATED = frozenset(
    ("none", "nr", "not rated", "unrated", "non-rated", "non rated", "no", "nil", "0", "-/-/-", "no rating")
)
_LEAST_MINUTES = 10


def fire_minutes(value: Plain, unit: str | None = None) -> int | None:
    """A fire rating in minutes, ``None`` for "not rated": ``-/60/30``, ``FD60S``, ``1 HR``, ``90 min``, ``90``.

    Of a fire resistance level (structure/integrity/insulation, AS 1530.4) a door's rating is its integrity. Raises
    ``Invalid`` where it could be hours or minutes, or is neither.
    """
    if isinstance(value, Logical):
        raise Invalid("This says that there is a fire rating, not how many minutes.")
    text = as_text(value).strip()
    if text.casefold() in _UNRATED:
        return None
    hours = _hours(f"{text} {unit or ''}".strip())
    minutes = _level(text) or hours or _first(_MINUTES, text) or _first(_CLASSED, text)
    if minutes is None and _NUMBER.fullmatch(text):
        number = Decimal(text)
        says_minutes = (unit or "").strip().casefold().startswith("min")
        if number >= _LEAST_MINUTES or says_minutes:
            minutes = int(number) if number == number.to_integral_value() else None
    if minutes is None or not 0 < minutes <= 480:
        raise Invalid(f"“{text}” is no fire rating that is plainly so many minutes, such as -/60/30, FD60 or 1 h.")
    return minutes


def _level(text: str) -> int | None:
    """The integrity of a fire resistance level, and where that is not rated the least of the others."""
    found = _FRL.search(text)
    if found is None:
        return None
    parts = [int(part) if part.isdigit() else None for part in found.groups()]
    rated = [part for part in parts if part]
    return parts[1] or (min(rated) if rated else None)


def _hours(text: str) -> int | None:
    found = _HOURS.search(text)
    if found is None or _FRL.search(text):
        return None
    if found[4]:
        hours = Decimal(found[4].replace(",", "."))
    elif int(found[3]) == 0:
        return None
    else:
        hours = Decimal(found[1] or 0) + Decimal(found[2]) / Decimal(found[3])
    minutes = hours * 60
    return int(minutes) if minutes == minutes.to_integral_value() else None


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None


def door_type(minutes: int | None, words: str) -> str | None:
    """What a door is, where its rating or its words say so."""
    if minutes:
        return DoorType.FIRE_RATED.value
    if re.search(r"\bsmoke\b", words, re.IGNORECASE):
        return DoorType.SMOKE_RATED.value
    if re.search(r"\b(?:emergency|fire) ?exit\b|\bfinal exit\b", words, re.IGNORECASE):
        return DoorType.EMERGENCY_EXIT.value
    return None


_DOUBLE = re.compile(r"\bdouble\b|\bpair\b|\btwo[- ]lea(?:f|ves)\b|double_(?:door|swing)|\bunequal\b", re.IGNORECASE)
_LEFT = re.compile(r"\bleft|_left\b|^l$|^lhr?b?$|\blh[rb]?\b", re.IGNORECASE)
_RIGHT = re.compile(r"\bright|_right\b|^r$|^rhr?b?$|\brh[rb]?\b", re.IGNORECASE)


def door_hand(text: str) -> str | None:
    """Left, right or double, from ``LH``, ``SINGLE_SWING_LEFT``, ``Pair`` …; ``None`` where that is not said."""
    if _DOUBLE.search(text):
        return DoorHand.DOUBLE.value
    left, right = bool(_LEFT.search(text)), bool(_RIGHT.search(text))
    if left is right:
        return None
    return DoorHand.LEFT.value if left else DoorHand.RIGHT.value


_SAID = re.compile(r"\bfd\s?-?(\d{2,3})s?\b|\b(\d{2,3})[\s-]*min(?:ute)?s?\b", re.IGNORECASE)


def rating_in(words: str) -> int | None:
    """The fire rating that a door's own words tell: ``Single door -/60/30``, ``FD60S``, ``90 min``; else ``None``."""
    found = _SAID.search(words)
    return _level(words) or (int(found[1] or found[2]) if found else None)
