"""The seal of a compliance report: one number that stands for what was approved and for all that is printed.

SHA-256 over the report's number, the content and the audit head frozen at approval (specification, page 3), the record
as printed, and the seal of the revision it replaces, so that the revisions of a report are a chain.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from firemode_desktop.domain.canonical import sha256_of

_HEX = "[0-9a-f]"
_NUMBER = r"FM-[\w-]*?-[0-9A-F]{8}-R[0-9]{1,9}"
# A scanner types through the keyboard layout of the computer, which may make other signs of : / ? = and -.
_CODE = re.compile(rf"firemode\Wreport\W({_HEX}{{64}})", re.IGNORECASE)
_SEAL = re.compile(rf"(?<![0-9a-f])({_HEX}{{64}})(?![0-9a-f])")
_SHORT = re.compile(rf"({_HEX}{{4}})[ \-]?({_HEX}{{4}})[ \-]?({_HEX}{{4}})[ \-]?({_HEX}{{4}})")


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal is made of; hashes are 64 hex digits; all but the record may be missing."""

    number: str
    content_sha256: str | None
    record_sha256: str
    audit_head: str | None = None
    replaces: str | None = None

    @property
    def value(self) -> str:
        """The seal itself, 64 hex digits: SHA-256 of ``text``."""
        return sha256_of(self.text)

    @property
    def text(self) -> str:
        """What is hashed: a line each, UTF-8, ``-`` for what is missing; anybody can work it out from the bundle."""
        lines = (
            "FireMode report seal 1",
            self.number,
            self.content_sha256 or "-",
            self.audit_head or "-",
            self.record_sha256,
            self.replaces or "-",
        )
        return "\n".join(lines)


def code(seal: str) -> str:
    """What the QR of a report says."""
    return f"firemode:report/{seal}"


def short(seal: str) -> str:
    """``1A2B-3C4D-5E6F-7081``: the first sixteen digits, as a person reads them out."""
    first = seal[:16].upper()
    return "-".join(first[start : start + 4] for start in range(0, 16, 4))


def read_code(text: str) -> str | None:
    """The seal of what was scanned or pasted, or the first sixteen digits as they were typed; None if it is neither."""
    text = text.strip()
    found = _CODE.fullmatch(text)
    if found:
        return found.group(1).lower()
    typed = _SEAL.fullmatch(text.lower()) or _SHORT.fullmatch(text.lower())
    return "".join(typed.groups()) if typed else None


def seals_in(text: str) -> list[str]:
    """Every number in a text that could be a seal, each once; what stands there most often, as a seal does, first."""
    return [seal for seal, _ in Counter(_SEAL.findall(text)).most_common()]


def numbers_in(text: str) -> list[str]:
    """Every report number in a text, each once, the most frequent first."""
    return [number for number, _ in Counter(re.findall(_NUMBER, text)).most_common()]
