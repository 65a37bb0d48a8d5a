"""XML of a foreign file, read with expat: what no spreadsheet program writes is refused before it can do anything."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from pyexpat import XMLParserType

_NAMES = 10_000


def guarded_parser(what: str, *, strict: bool) -> XMLParserType:
    """An expat parser that refuses a DOCTYPE (and with it every entity), another encoding than UTF-8, and (``strict``)
    comments, CDATA and processing instructions."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise Invalid(f"{what} holds XML that no spreadsheet program writes; it was not read.")

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in ("utf-8", "us-ascii"):
            refuse()

    parser.StartDoctypeDeclHandler = refuse
    parser.XmlDeclHandler = declared
    if strict:
        parser.CommentHandler = refuse
        parser.StartCdataSectionHandler = refuse
        parser.ProcessingInstructionHandler = refuse
    return parser


def parse(parser: XMLParserType, xml: bytes, what: str) -> None:
    """Parse the whole of ``xml``; ``Invalid`` when it is not well-formed UTF-8."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml[:4]:
        raise Invalid(f"{what} is not in UTF-8; save the workbook again in a spreadsheet program.")
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Invalid(f"{what} is damaged: it is not well-formed XML (line {error.lineno}).") from error


class _Local(dict[str, str]):
    """Names without their prefixes, each cut once: a file has few names, and a million elements."""

    def __missing__(self, name: str) -> str:
        cut = name.rpartition(":")[2]
        if len(self) < _NAMES:
            self[name] = cut
        return cut


local = _Local().__getitem__
"""An element's or attribute's name without its prefix."""
