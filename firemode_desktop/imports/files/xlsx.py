"""``.xlsx`` and ``.xlsm``: the parts of the package, then each sheet's XML.

Parts are found as the standard says (ECMA-376 part 2): the workbook by the package's relationships, everything else by
the workbook's; transitional and strict (ISO/IEC 29500) workbooks differ in namespaces only, which are not looked at.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.archive import Archive
from firemode_desktop.imports.files.found import FoundSheet, Values, counted, named
from firemode_desktop.imports.files.guarded import guarded_parser, local, parse
from firemode_desktop.imports.files.numberformats import Format
from firemode_desktop.imports.files.plainsheet import read_plain
from firemode_desktop.imports.files.sheetscan import TRUE, scan
from firemode_desktop.imports.files.xlsxcells import Reckoner, shared_strings, styles

_ROOT = "_rels/.rels"
_USUAL = "xl/workbook.xml"
_DOUBTFUL = "This file is damaged: its parts are linked in two ways."


@dataclass(frozen=True)
class _Link:
    """A relationship: its last word (``worksheet``, ``styles``), its id, and the part it leads to."""

    kind: str
    name: str
    part: str


def read_xlsx(archive: Archive, values: Values) -> list[FoundSheet]:
    """The worksheets of a workbook in order; ``Invalid`` in one sentence."""
    main = _main(archive)
    book = archive.read(main)
    links = _links(archive, main)
    reckoner = Reckoner(
        _strings(archive, links),
        _styles(archive, links),
        from_1904=_says(book, "workbookPr", "date1904"),
        stale=_says(book, "calcPr", "fullCalcOnLoad"),
    )
    sheets: list[FoundSheet] = []
    taken: set[str] = set()
    for name, part, hidden in _worksheets(book, links):
        if part not in archive:
            raise Invalid(f"This file is damaged: the sheet “{name}” is missing from it.")
        if part in taken:
            raise Invalid(f"This file is damaged: the sheet “{name}” stands in it twice.")
        taken.add(part)
        sheets.append(_sheet(FoundSheet(name, hidden), archive.read(part), reckoner, values))
    return sheets


def is_xlsx(archive: Archive) -> bool:
    """Whether the package holds an Excel workbook in XML."""
    return _main(archive) in archive


def _sheet(found: FoundSheet, xml: bytes, reckoner: Reckoner, values: Values) -> FoundSheet:
    what = f"The sheet “{found.name}”"
    if not read_plain(found, xml, what, reckoner, values):
        scan(found, xml, what, reckoner, values)
    return found


def _main(archive: Archive) -> str:
    found = _single(_links(archive, ""), "officeDocument") if _ROOT in archive else None
    return found if found and found.endswith(".xml") else _USUAL


def _strings(archive: Archive, links: list[_Link]) -> list[str]:
    part = _companion(links, "sharedStrings")
    return shared_strings(archive.read(part)) if part in archive else []


def _styles(archive: Archive, links: list[_Link]) -> list[Format]:
    part = _companion(links, "styles")
    return styles(archive.read(part)) if part in archive else []


def _companion(links: list[_Link], kind: str) -> str:
    """The part that a link of this kind leads to; without a link, where it usually is."""
    return _single(links, kind) or f"xl/{kind}.xml"


def _single(links: list[_Link], kind: str) -> str | None:
    """The part that links of this kind lead to; ``Invalid`` where they lead to two: nobody can tell which counts."""
    found = {link.part for link in links if link.kind == kind}
    if len(found) > 1:
        raise Invalid(_DOUBTFUL)
    return next(iter(found), None)


def _says(book: bytes, element: str, attribute: str) -> bool:
    return any(found.get(attribute) in TRUE for found in _elements(book, element))


def _elements(xml: bytes, wanted: str) -> list[dict[str, str]]:
    """The attributes (without prefixes) of every element called ``wanted``."""
    found: list[dict[str, str]] = []
    parser = guarded_parser("This workbook", strict=False)

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == wanted:
            found.append({local(key): value for key, value in attributes.items()})

    parser.StartElementHandler = start
    parse(parser, xml, "This workbook")
    return found


def _links(archive: Archive, part: str) -> list[_Link]:
    """The relationships of a part (of the package itself: ``""``) that lead to other parts."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive:
        return []
    links = [
        _Link(link.get("Type", "").rpartition("/")[2], link.get("Id", ""), _part(folder, link.get("Target", "")))
        for link in _elements(archive.read(listed), "Relationship")
        if link.get("TargetMode") != "External"
    ]
    if len({link.name for link in links}) < len(links):
        raise Invalid(_DOUBTFUL)
    return links


def _part(folder: str, target: str) -> str:
    """The name of a part from a link: ``worksheets/sheet1.xml``, or from the root with a slash."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _worksheets(book: bytes, links: list[_Link]) -> list[tuple[str, str, bool]]:
    """Name, part and whether hidden, of each worksheet (not of chart sheets and dialogs)."""
    parts = {link.name: link.part for link in links if link.kind == "worksheet"}
    sheets = _elements(book, "sheet")
    counted(len(sheets))
    named([sheet.get("name", "") for sheet in sheets])
    found = [
        (sheet["name"], parts[sheet["id"]], sheet.get("state") in ("hidden", "veryHidden"))
        for sheet in sheets
        if sheet.get("id") in parts
    ]
    if not found:
        raise Invalid("This workbook has no sheet with cells.")
    return found
