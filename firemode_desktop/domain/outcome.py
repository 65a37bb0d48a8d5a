"""One check of a validation: what was compared, how it came out, and one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.words import CheckResult

Number = Decimal | int | None


def stored(value: object) -> object:
    """A value as ``validation_result`` stores it: a Decimal as plain text, so that no digit is lost."""
    return format(value, "f") if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True)
class Check:
    """``code`` is stable, ``numbers`` is what was compared (in the unit of the test), ``message`` is one sentence."""

    code: str
    result: CheckResult
    message: str
    numbers: Mapping[str, Number] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; the numbers as text."""
        numbers = {name: stored(value) for name, value in self.numbers.items()}
        return {"code": self.code, "result": self.result.value, "message": self.message, "numbers": numbers}
