"""Reading a TOML table key by key; what is wrong is said with the file, the key and what would be right."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from firemode_desktop.domain.errors import Invalid


class Table:
    """One table of a file. ``where`` is its path in the file, e.g. ``archetype[2]``."""

    def __init__(self, source: str, values: Mapping[str, Any], where: str = "") -> None:
        self.source = source
        self.where = where
        self._values = values

    @classmethod
    def parse(cls, text: str, source: str) -> Table:
        """The root table of a TOML text; ``Invalid`` when it is not TOML."""
        try:
            return cls(source, tomllib.loads(text))
        except (ValueError, RecursionError) as error:  # ``ValueError``: also a number of 5,000 digits
            raise Invalid(f"{source}: this is not TOML: {error}.", [{"file": source}]) from error

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def names(self) -> tuple[str, ...]:
        """The keys that are there."""
        return tuple(self._values)

    def wrong(self, key: str, right: str) -> Invalid:
        """The error to raise: ``archetypes.toml: archetype[2].unit must be text; it is 5.``"""
        path = f"{self.where}.{key}" if self.where else key
        written = repr(self._values.get(key))
        written = f"{written[:60]}…" if len(written) > 60 else written
        found = f"it is {written}" if key in self._values else "it is missing"
        return Invalid(f"{self.source}: {path} {right}; {found}.", [{"file": self.source, "key": path}])

    def only(self, *keys: str) -> None:
        """``Invalid`` for any other key, so that a misspelt one is not silently without effect."""
        for key in self._values:
            if key not in keys:
                raise self.wrong(key, f"is not known here; known are {', '.join(keys)}")

    def text(self, key: str, *, required: bool = True) -> Any:
        """A text that is not blank; None when it may be left out and is."""
        if not required and key not in self._values:
            return None
        value = self._values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "must be text")
        return value

    def one_of(self, key: str, values: Iterable[str], *, required: bool = True) -> Any:
        """One of ``values``; None when it may be left out and is."""
        if not required and key not in self._values:
            return None
        allowed = tuple(values)
        if self._values.get(key) not in allowed:
            raise self.wrong(key, f"must be one of {', '.join(allowed)}")
        return self._values[key]

    def yes_no(self, key: str) -> bool:
        """``true`` or ``false``."""
        value = self._values.get(key)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def whole(self, key: str) -> int:
        """A whole number from 0."""
        value = self._values.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.wrong(key, "must be a whole number from 0")
        return value

    def texts(self, key: str) -> list[str]:
        """A list of texts."""
        value = self._values.get(key)
        if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
            raise self.wrong(key, "must be a list of texts")
        return list(value)

    def plain(self, key: str) -> Mapping[str, Any]:
        """An optional table as it stands; empty when it is not there."""
        value = self._values.get(key, {})
        if not isinstance(value, Mapping):
            raise self.wrong(key, "must be a table")
        return value

    def plain_value(self, key: str) -> object:
        """Whatever stands at ``key``; None when nothing does."""
        return self._values.get(key)

    def table(self, key: str) -> Table:
        """A table below this one."""
        value = self._values.get(key)
        if not isinstance(value, Mapping):
            raise self.wrong(key, "must be a table")
        return Table(self.source, value, f"{self.where}.{key}" if self.where else key)

    def tables(self, key: str, *, required: bool = True) -> list[Table]:
        """A list of tables, numbered from 1 as a person counts them."""
        value = self._values.get(key, [] if not required else None)
        if not isinstance(value, list) or (required and not value) or not all(isinstance(e, Mapping) for e in value):
            raise self.wrong(key, f"must be a list of tables, [[{key}]]")
        path = f"{self.where}.{key}" if self.where else key
        return [Table(self.source, entry, f"{path}[{number}]") for number, entry in enumerate(value, start=1)]
