"""Particulars of one piece of equipment, as JSON keeps them and as a person types them.

``capacity_m3_s: 5.2; motor_kw: 15; vfd_installed: yes`` is the text of ``{"capacity_m3_s": 5.2, "motor_kw": 15,
"vfd_installed": true}``. What would read as something else stands in quotes: ``tag: "yes"``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.checks import plain, storable
from firemode_desktop.domain.errors import Invalid

_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_WORDS: Mapping[str, bool | None] = {"yes": True, "true": True, "no": False, "false": False, "": None}
_SEPARATOR = re.compile(r"\s*[;\n]\s*|\s+$")
_BARE_KEY = re.compile(r"[^:;\"\n{\[\s](?:[^:;\"\n]*[^:;\"\n\s])?")
_BARE_VALUE = re.compile(r"[^;\n]*")


@dataclass(frozen=True, slots=True)
class Facts:
    """A JSON object as an immutable value: its keys in order, each with its value as canonical JSON text."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Facts:
        """``{"motor_kw": Decimal("15")}`` as facts; raises ``Invalid`` for what cannot be stored."""
        return cls(tuple(sorted((_storable(str(key)), _canonical(value)) for key, value in values.items())))

    def to_dict(self) -> dict[str, Any]:
        """The object for a JSON column: fractions as ``Decimal``, whole numbers as ``int``."""
        return {key: json.loads(value, parse_float=Decimal) for key, value in self.pairs}

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """Each key with its value as a person types it."""
        return tuple((key, _shown(value)) for key, value in self.pairs)

    def __str__(self) -> str:
        return "; ".join(f"{shown_key(key)}: {_shown(value)}".rstrip() for key, value in self.pairs)


def parse_facts(text: str) -> Facts:
    """Read ``key: value`` pairs separated by ``;`` or lines, or a JSON object. Raises ``Invalid`` with a sentence."""
    if text.strip().startswith("{"):
        return _from_json(text)
    found: dict[str, Any] = {}
    for key, value in _pairs(text.strip()):
        if key in found:
            raise Invalid(f"“{key}” stands there twice.")
        found[key] = value
    return Facts.of(found)


def fact_value(text: str) -> Any:
    """What one typed value means: number, yes/no, nothing, or text."""
    stripped = text.strip()
    if stripped.casefold() in _WORDS:
        return _WORDS[stripped.casefold()]
    if _NUMBER.fullmatch(stripped) and not _GROUPED.fullmatch(stripped):
        return Decimal(stripped.replace(",", "."))
    return stripped


def _from_json(text: str) -> Facts:
    try:
        read = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except ValueError as error:
        raise Invalid(f"This is not a JSON object: {error}.") from error
    return Facts.of(read)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _pairs(text: str) -> Iterator[tuple[str, Any]]:
    at = 0
    while at < len(text):
        if separator := _SEPARATOR.match(text, at):
            at = separator.end()
            continue
        key, at = _key(text, at)
        value, at = _value(text, at)
        yield key, value


def _key(text: str, at: int) -> tuple[str, int]:
    if text[at] == '"':
        key, at = _quoted(text, at)
    else:
        match = _BARE_KEY.match(text, at)
        key, at = (match.group(), match.end()) if match else ("", at)
    colon = re.compile(r"\s*:[ \t]*").match(text, at)
    if not key or colon is None:
        raise Invalid("Write particulars as “name: value”, separated by “;”.")
    return key, colon.end()


def _value(text: str, at: int) -> tuple[Any, int]:
    if text[at : at + 1] in ('"', "{", "["):
        value, at = _quoted(text, at)
        if at < len(text) and not _SEPARATOR.match(text, at):
            raise Invalid("After a value in quotes or brackets there must be a “;”.")
        return value, at
    match = _BARE_VALUE.match(text, at)
    assert match is not None
    return fact_value(match.group()), match.end()


def _quoted(text: str, at: int) -> tuple[Any, int]:
    try:
        return json.JSONDecoder(parse_float=Decimal, parse_constant=_no_constant).raw_decode(text, at)
    except ValueError as error:
        raise Invalid(f"A quote or bracket is not closed: {text[at : at + 20]}…") from error


def _canonical(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, (int, float, Decimal)):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite():
            raise Invalid(f"{value} is not a number that can be kept.")
        return plain(number)
    if isinstance(value, Mapping):
        inner = sorted((_storable(str(key)), _canonical(item)) for key, item in value.items())
        return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {item}" for key, item in inner) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_canonical(item) for item in value) + "]"
    return json.dumps(_storable(str(value)), ensure_ascii=False)


def _storable(text: str) -> str:
    """``text``, unless it cannot be kept."""
    if not storable(text):
        raise Invalid("This holds a character that cannot be stored.")
    return text


def shown_key(key: str) -> str:
    """A name as it is typed before its colon."""
    return key if _BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _shown(value: str) -> str:
    """A canonical value as it is typed: bare wherever typing it back gives the same value."""
    bare = {"true": "yes", "false": "no", "null": ""}.get(value, value)
    if value.startswith('"'):
        bare = json.loads(value)
        if bare.startswith(('"', "{", "[")) or not _BARE_VALUE.fullmatch(bare) or _canonical(fact_value(bare)) != value:
            return value
    return bare
