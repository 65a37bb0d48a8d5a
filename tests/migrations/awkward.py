"""Values that are hard to carry from one schema to another."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Awkward:
    """Values that are hard to carry: each is used in many columns."""

    words: str = "Stöckach ‘Nord’ — \\ \" ' %s {0} $1 \t日本 🚒"
    document: Any = field(default_factory=lambda: {"temp_c": 21.50, "doors": [None, True, "Ü"], "": {"deep": [[]]}})
    reading: str | None = "19.99960000000000000000000000001"
    deviation: str | None = "-123456789.125"
    note: str | None = None


class Ids(dict[str, uuid.UUID]):
    """Ids by name; each is made when it is first asked for."""

    def __missing__(self, name: str) -> uuid.UUID:
        return self.setdefault(name, uuid.uuid4())
