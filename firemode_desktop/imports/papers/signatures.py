"""Who signed a PDF file, and whether anything but signatures was added to it; needs the extra ``sign``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.signatures import Holder, Signature
from firemode_desktop.imports.apart import Reader, Words
from firemode_desktop.imports.papers import signature_reader
from firemode_desktop.imports.papers.reader import seconds_for

READER_FLAG = "--read-signatures"
_PACKAGE = "pyhanko_certvalidator"
"""It comes with pyHanko, lies beside it, and unlike pyHanko has a file to be found by."""
READER = Reader(
    str(signature_reader.__file__),
    READER_FLAG,
    (_PACKAGE,),
    Words(
        "signed PDF file",
        "The signatures of this file take too long to read.",
        "The signatures of this file hold more than can be read.",
        "The signatures of this file are damaged and cannot be read.",
    ),
)
MORE = {
    "other": "More than a signature was added to the issued file.",
    "after": "Something was added behind the last signature.",
    "visible": "A signature was given a place on a page, where it can cover what was issued.",
}


@dataclass(frozen=True, slots=True)
class Signed:
    """The signatures of a file, in their order; ``more``: what else was added to the issued one, in words."""

    signatures: tuple[Signature, ...] = ()
    more: str | None = None

    @property
    def broken(self) -> bool:
        """Whether one of them does not hold."""
        return not all(each.intact for each in self.signatures)


def can_read() -> bool:
    """Whether this installation has what reads signatures."""
    return find_spec(_PACKAGE) is not None


def is_signed(data: bytes) -> bool:
    """Whether a file says that it is signed: every signature has this word in plain letters."""
    return b"/ByteRange" in data


def read_signatures(data: bytes, issued: int | None = None, trust: str | None = None) -> Signed:
    """Read the signatures of a PDF file in a process of its own.

    ``issued``: how many bytes at its beginning are the file that was issued, where what was added to it is to be
    judged; ``trust``: the certificates, in PEM, of those who are trusted. Of a file that is damaged or a trap, ``more``
    says so.

    Raises:
        Invalid: ``trust`` holds no certificates.
    """
    asked = json.dumps({"issued": issued, "trust": trust}).encode()
    try:
        told = json.loads(READER.answer(asked + b"\n" + data, seconds_for(data)))
    except Invalid as refusal:
        return Signed(more=refusal.message)
    if told.get("trust") == "none":
        raise Invalid("The file of those you trust holds no certificates in PEM.")
    try:
        more = None if told["more"] is None else MORE[told["more"]]
        return Signed(tuple(_signature(each) for each in told["signatures"]), more)
    except (ValueError, KeyError, TypeError):
        return Signed(more=READER.words.damaged)


def _signature(told: dict[str, Any]) -> Signature:
    holder = Holder(
        str(told["name"]),
        str(told["issuer"]),
        str(told["serial"]),
        datetime.fromisoformat(told["begins"]),
        datetime.fromisoformat(told["ends"]),
        bool(told["self_made"]),
    )
    at = told["signed_at"]
    trusted = None if told["trusted"] is None else bool(told["trusted"])
    return Signature(holder, datetime.fromisoformat(at) if at else None, bool(told["intact"]), trusted)
