"""A mapping's JSON, read strictly: whatever is missing, unknown or of the wrong kind is said with its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from firemode_desktop.domain.errors import Invalid

Word = TypeVar("Word", bound=StrEnum)

_MEANT = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}


class Document:
    """One object of the JSON at its ``path``; what is missing, unknown or of the wrong kind is said."""

    def __init__(self, found: Any, path: str = "") -> None:
        self.path = path
        if not isinstance(found, dict):
            raise self.wrong("", "an object", found)
        self._found: dict[str, Any] = found

    def wrong(self, name: str, meant: str, found: Any) -> Invalid:
        """The sentence that says where, what is meant and what is there."""
        place = f"{self.path}.{name}".strip(".") or "the whole"
        shown = json.dumps(found, ensure_ascii=False, default=str)
        return Invalid(f"In the mapping, {place}: {meant} is meant, not {shown[:60]}{'…' if len(shown) > 60 else ''}.")

    def has(self, name: str) -> bool:
        return self._found.get(name) is not None

    def only(self, *known: str) -> None:
        """Refuse what would be passed over in silence: a key that is written wrong."""
        self.named(known)

    def named(self, known: Iterable[str]) -> list[str]:
        """The keys, each of which is one of ``known``."""
        names = tuple(known)
        for name in self._found:
            if name not in names:
                near = get_close_matches(name[:40], names, n=1, cutoff=0.6)
                right = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(names)}."
                raise Invalid(f"In the mapping, {self.path or 'the whole'}: “{name[:40]}” is unknown; {right}")
        return list(self._found)

    def of(self, name: str, kind: type[Any], otherwise: Any = None) -> Any:
        value = self._found.get(name)
        if value is None:
            if otherwise is None:
                place = self.path or "the whole"
                raise Invalid(f"In the mapping, {place}: “{name}” is missing; {_MEANT[kind]} belongs there.")
            return otherwise
        if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
            raise self.wrong(name, _MEANT[kind], value)
        return value

    def under(self, name: str) -> Document:
        return Document(self.of(name, dict, {}), f"{self.path}.{name}".strip("."))

    def objects(self, name: str) -> list[Document]:
        place = f"{self.path}.{name}".strip(".")
        return [Document(found, f"{place}[{number}]") for number, found in enumerate(self.of(name, list))]

    def texts(self, name: str) -> list[str]:
        found = self.of(name, list, [])
        if not all(isinstance(one, str) for one in found):
            raise self.wrong(name, "a list of texts", found)
        return list(found)

    def said(self, name: str) -> dict[str, str]:
        """An object of texts."""
        found = self.of(name, dict, {})
        if not all(isinstance(one, str) for one in found.values()):
            raise self.wrong(name, "an object of texts", found)
        return dict(found)

    def one_of(self, name: str, known: Sequence[str]) -> str:
        value = self.of(name, str)
        if value not in known:
            raise self.wrong(name, known[0] if len(known) == 1 else f"one of {', '.join(known)}", value)
        return str(value)

    def chosen(self, name: str, words: type[Word]) -> Word | None:
        """One of ``words``, or none where the key is absent or empty."""
        return words(self.one_of(name, [word.value for word in words])) if self._found.get(name) else None
