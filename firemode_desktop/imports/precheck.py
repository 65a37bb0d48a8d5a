"""What a workbook is allowed to be before the reader sees it: the parts of the package, then each sheet's XML.

``check(data)`` returns the sheets' names and facts and a repacked workbook that holds nothing but the parts that were
looked at. Everything that is wrong ends as one ``Invalid`` with one sentence.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.archive import Archive, repacked
from firemode_desktop.imports.plainsheet import plain
from firemode_desktop.imports.sheetscan import SheetFacts, guarded_parser, parse, scan

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_COMPANIONS = ("[Content_Types].xml", "_rels/.rels", _BOOK, _LINKS, "xl/styles.xml", "xl/sharedStrings.xml")
MAX_SHEETS = 200


@dataclass(frozen=True)
class CheckedSheet:
    """A sheet as the package announces it, and what its XML holds."""

    name: str
    hidden: bool
    facts: SheetFacts


@dataclass(frozen=True)
class Checked:
    """A workbook that may be read: its worksheets in order and the bytes to read them from."""

    sheets: tuple[CheckedSheet, ...]
    data: bytes


def check(data: bytes) -> Checked:
    """Check an ``.xlsx`` or ``.xlsm``; raises ``Invalid`` in one sentence."""
    archive = Archive(data)
    if _BOOK not in archive or _LINKS not in archive:
        raise Invalid("This file is not an Excel workbook (.xlsx).")
    parts = {name: archive.read(name) for name in _COMPANIONS if name in archive}
    for name, xml in parts.items():
        strict = name == "xl/sharedStrings.xml"
        parser = guarded_parser("This workbook", strict=strict)
        if name not in (_BOOK, _LINKS):
            parse(parser, xml, "This workbook")
    sheets = []
    for name, part, hidden in _worksheets(parts[_BOOK], parts[_LINKS]):
        if part not in archive:
            raise Invalid(f"This file is damaged: the sheet “{name}” is missing from it.")
        if part in parts:
            raise Invalid(f"This file is damaged: the sheet “{name}” stands in it twice.")
        parts[part] = archive.read(part)
        sheets.append(CheckedSheet(name, hidden, _facts(parts[part], f"The sheet “{name}”")))
    return Checked(tuple(sheets), repacked(parts))


def _facts(xml: bytes, what: str) -> SheetFacts:
    return plain(xml, what) or scan(xml, what)


def _elements(xml: bytes, wanted: str) -> list[dict[str, str]]:
    """The attributes (without prefixes) of every element called ``wanted``."""
    found: list[dict[str, str]] = []
    parser = guarded_parser("This workbook", strict=False)

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append({key.rpartition(":")[2]: value for key, value in attributes.items()})

    parser.StartElementHandler = start
    parse(parser, xml, "This workbook")
    return found


def _worksheets(book: bytes, links: bytes) -> list[tuple[str, str, bool]]:
    """Name, part and whether hidden, of each worksheet (not of chart sheets and dialogs)."""
    targets = {
        link.get("Id", ""): link.get("Target", "")
        for link in _elements(links, "Relationship")
        if link.get("Type", "").endswith("/worksheet") and link.get("TargetMode") != "External"
    }
    sheets = _elements(book, "sheet")
    names = [sheet.get("name", "").casefold() for sheet in sheets]
    if len(sheets) > MAX_SHEETS or len(set(names)) < len(names) or "" in names:
        raise Invalid("This file is damaged: its list of sheets cannot be right.")
    return [
        (sheet["name"], _part(targets[sheet["id"]]), sheet.get("state") in ("hidden", "veryHidden"))
        for sheet in sheets
        if sheet.get("id") in targets
    ]


def _part(target: str) -> str:
    """The name of a part from a link of the workbook: ``worksheets/sheet1.xml``, or from the root with a slash."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
