"""What a person said of a results file where the file itself leaves it open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from firemode_desktop.imports.tables.values import DateOrder, DecimalMark, Ways


@dataclass(frozen=True)
class Said:
    """What ``3/4/2026`` and ``1,234`` mean, what is meant by words that are none of ours (by column), and the units in
    which readings are headed and from which they shall be converted."""

    dates: DateOrder | None = None
    decimal: DecimalMark | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    converted: frozenset[str] = frozenset()

    def ways(self, *, delimited: bool) -> Ways:
        """How the cells of a file are to be read."""
        return Ways(delimited, self.dates, self.decimal, self.words)

    def with_word(self, column: str, read: str, meant: str) -> Said:
        """The same, and that a word of a column means another one."""
        return replace(self, words={**self.words, column: {**self.words.get(column, {}), read: meant}})

    def to_dict(self) -> dict[str, object]:
        """JSON-ready, less what was not said."""
        told: dict[str, object] = {
            "dates": self.dates.value if self.dates else None,
            "decimal": self.decimal.value if self.decimal else None,
            "words": {column: dict(words) for column, words in self.words.items()},
            "converted": sorted(self.converted),
        }
        return {name: value for name, value in told.items() if value}
