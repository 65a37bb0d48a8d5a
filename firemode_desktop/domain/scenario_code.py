"""The code on a printed scenario: what a scanner reads from its QR, and what a person types instead.

``firemode:scenario/<id>?v=<version>&d=<first eight of its digest>``; in short the last eight digits of the id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

_HEX = "[0-9a-f]"
# A scanner types through the keyboard layout of the computer, which may make other signs of : / ? = & and -.
_ID = r"\W?".join(f"({_HEX}{{{digits}}})" for digits in (8, 4, 4, 4, 12))
_LONG = re.compile(rf"firemode\Wscenario\W{_ID}(?:\Wv\W([0-9]{{1,9}}))?(?:\Wd\W({_HEX}{{8}}))?")
_SHORT = re.compile(rf"({_HEX}{{4}})[ \-]?({_HEX}{{4}})")


@dataclass(frozen=True, slots=True)
class ScenarioCode:
    """One version of a scenario as it was printed; ``digest`` is the first eight digits of ``design.digest``."""

    scenario_id: UUID
    version: int | None = None
    digest: str | None = None

    @property
    def text(self) -> str:
        """What the QR says."""
        version = f"v={self.version}" if self.version is not None else ""
        content = f"d={self.digest}" if self.digest else ""
        words = "&".join(filter(None, (version, content)))
        return f"firemode:scenario/{self.scenario_id}" + (f"?{words}" if words else "")

    @property
    def short(self) -> str:
        """``7A31-90BF``: what is printed below it."""
        last = self.scenario_id.hex[-8:].upper()
        return f"{last[:4]}-{last[4:]}"


def read_code(text: str) -> ScenarioCode | None:
    """What was scanned, also where a keyboard layout changed its signs; None where it is no such code."""
    found = _LONG.fullmatch(text.strip().casefold())
    if found is None:
        return None
    *parts, version, content = found.groups()
    return ScenarioCode(UUID("".join(parts)), int(version) if version else None, content)


def read_short(text: str) -> str | None:
    """The last eight digits of an id, in small letters, as typed from a sheet; None where it is no such code."""
    found = _SHORT.fullmatch(text.strip().casefold())
    return "".join(found.groups()) if found else None
