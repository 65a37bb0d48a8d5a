"""The sheets of a COBie workbook as lines of named cells, whatever the flavour calls its sheets and columns.

Sheets and columns are found by name without regard to case, spaces and signs, the heading wherever it stands among the
first rows. A cell that says ``n/a`` in any of the usual ways is blank. Every line read is accounted for in the
``Ledger``: something came of it, or it is listed as left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.names import folded
from firemode_desktop.imports.files.cells import Mark, Marked, Plain, Sheet, Value, Workbook
from firemode_desktop.imports.tables.problems import Problem, at_cell, of_sheet

HEADING_WITHIN = 30
LEAST_HEADINGS = 2
BLANK = frozenset(
    (
        *("", "n/a", "na", "n.a.", "#n/a", "-", "--", "–", "—", "?", "null", "<null>", "nil", "not applicable"),
        *("not available", "unknown", "undefined", "not specified", "unspecified", "tbc", "tbd", "to be confirmed"),
    )
)

READ = ("facility", "floor", "space", "zone", "type", "component", "system", "attribute", "contact", "coordinate")
"""The sheets that are read, as their names are compared."""
SUPPORT = ("attribute", "contact", "coordinate")
"""Sheets that describe rows of other sheets: what of them nothing asks for is counted, not listed line by line."""
WITHOUT_ROWS = ("instruction", "picklist", "cover", "readme", "introduction", "contents")
"""Sheets that hold nothing of a building."""
_IRREGULAR = {"facilities": "facility", "assemblies": "assembly"}

_NAMES: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "category": ("category", "classification", "categorycode"),
    "description": ("description", "desc"),
    "external_id": (
        *("extidentifier", "externalidentifier", "extid", "externalid", "identifier", "guid", "ifcguid"),
        *("externalfacilityidentifier", "extfacilityidentifier"),
    ),
}
_COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "facility": {
        "name": ("name", "facilityname"),
        "linear_units": ("linearunits", "linearunit", "lengthunits", "lengthunit"),
        "site_name": ("sitename", "site"),
    },
    "floor": {
        "name": ("name", "floorname", "levelname", "storeyname"),
        "elevation": ("elevation", "floorelevation", "storeyelevation"),
        "height": ("height", "floorheight", "storeyheight"),
    },
    "space": {
        "name": ("name", "spacename", "roomnumber", "spacenumber"),
        "floor": ("floorname", "floor", "level", "storey", "floornames"),
        "room_tag": ("roomtag", "tag"),
    },
    "zone": {
        "name": ("name", "zonename"),
        "spaces": ("spacenames", "spacename", "spaces", "space"),
    },
    "type": {
        "name": ("name", "typename"),
        "manufacturer": ("manufacturer", "maker", "manufacturername"),
        "model": ("modelnumber", "model", "modelno"),
        "model_reference": ("modelreference", "modelref"),
        "width": ("nominalwidth", "width"),
        "height": ("nominalheight", "height"),
    },
    "component": {
        "name": ("name", "componentname"),
        "type": ("typename", "type", "componenttype", "typenames"),
        "spaces": ("space", "spacename", "spacenames", "spaces", "room", "location"),
        "serial": ("serialnumber", "serialno", "serial"),
        "installed": ("installationdate", "installdate", "dateinstalled", "installed"),
        "tag": ("tagnumber", "tag"),
        "asset": ("assetidentifier", "assetid", "assetnumber"),
    },
    "system": {
        "name": ("name", "systemname"),
        "components": ("componentnames", "componentname", "components", "component"),
    },
    "attribute": {
        "name": ("name", "attributename"),
        "sheet": ("sheetname", "sheet"),
        "row": ("rowname", "row"),
        "value": ("value", "attributevalue"),
        "unit": ("unit", "units"),
    },
    "contact": {
        "name": ("email", "emailaddress", "contactemail", "name"),
        "company": ("company", "companyname", "organisation", "organization"),
    },
    "coordinate": {"name": ("name",), "sheet": ("sheetname",), "row": ("rowname",)},
}


def squeezed(text: str) -> str:
    """``Ext Identifier`` as headings are compared: ``extidentifier``."""
    return re.sub(r"[\W_]+", "", text).casefold()


@dataclass(frozen=True)
class Line:
    """One filled row of a sheet; ``row`` counts from 0, ``cells`` are column and value by canonical name."""

    table: str
    sheet: str
    row: int
    cells: Mapping[str, tuple[int, Plain]]

    def value(self, name: str) -> Plain:
        """A cell's value; ``None`` where it is blank, ``n/a`` or not there."""
        return self.cells[name][1] if name in self.cells else None

    def text(self, name: str) -> str | None:
        """A cell as text."""
        value = self.value(name)
        return None if value is None else as_text(value)

    @cached_property
    def name(self) -> str:
        """What the row is called; empty where nothing says so."""
        return self.text("name") or ""

    @property
    def says(self) -> str:
        """Its words in one string: name, category, description."""
        return " · ".join(filter(None, (self.text(each) for each in ("name", "category", "description"))))

    def problem(self, name: str | None, code: str, message: str) -> Problem:
        """A problem of one of its cells; of the whole row it stands at the row's name."""
        at = name if name in self.cells else "name"
        column, value = self.cells.get(at or "name", (None, None))
        return at_cell(self.sheet, self.row, column, at, value, code, message)


def as_text(value: Plain) -> str:
    """A plain value as a person reads it."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass
class Ledger:
    """What became of every line: ``used``, or left out with a reason."""

    left_out: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    _used: set[tuple[str, int]] = field(default_factory=set)

    def use(self, *lines: Line) -> None:
        """Something came of these lines."""
        self._used |= {(line.sheet, line.row) for line in lines}

    def leave(self, line: Line, code: str, message: str, *, cell: str | None = None) -> None:
        """A line, or one of its cells, of which nothing comes."""
        self.left_out.append(line.problem(cell, code, message))
        self.use(line)

    def warn(self, line: Line, code: str, message: str, *, cell: str | None = None) -> None:
        """Something worth knowing about a line that was taken."""
        self.warnings.append(line.problem(cell, code, message))

    def accounted(self, line: Line) -> bool:
        """Whether it is known what became of this line."""
        return (line.sheet, line.row) in self._used

    def close(self, tables: Tables) -> None:
        """Whatever nothing asked for is listed; of sheets that only describe others it is counted."""
        for table in READ:
            rest = [line for line in tables[table] if not self.accounted(line)]
            if table in SUPPORT and rest:
                said = f"{len(rest)} of {len(tables[table])} rows say nothing that these registers hold."
                self.left_out.append(of_sheet(rest[0].sheet, "not_asked_for", said))
            elif table not in SUPPORT:
                for line in rest:
                    self.left_out.append(line.problem(None, "not_asked_for", _NOT_ASKED[table]))
            self.use(*rest)


_NOT_ASKED = {
    "facility": "Only the first facility of a file is read.",
    "floor": "No stair reaches this floor.",
    "space": "This space belongs to no stair.",
    "zone": "This is no fire or smoke zone of a stair.",
    "type": "Nothing of this type stands in the registers of a stair.",
    "component": "This is no door, fan, damper, sensor, panel, detector or actuator.",
    "system": "Nothing of this system stands in the registers of a stair.",
}


class Tables:
    """The lines of a workbook by sheet, in the order of the file."""

    def __init__(self, lines: Mapping[str, tuple[Line, ...]]) -> None:
        self._lines = lines

    def __getitem__(self, table: str) -> tuple[Line, ...]:
        return self._lines.get(table, ())

    def __iter__(self) -> Iterator[Line]:
        return (line for lines in self._lines.values() for line in lines)

    @cached_property
    def floors(self) -> Mapping[str, Line]:
        """The first line of each floor by folded name."""
        return first_of(self["floor"])

    @cached_property
    def types(self) -> Mapping[str, Line]:
        """The first line of each type by folded name."""
        return first_of(self["type"])

    @cached_property
    def contacts(self) -> Mapping[str, Line]:
        """The first line of each contact by folded e-mail."""
        return first_of(self["contact"])

    @cached_property
    def spaces(self) -> Mapping[str, tuple[Line, ...]]:
        """All lines of spaces by folded name: some models call the spaces of a stair alike on every floor."""
        found: dict[str, list[Line]] = {}
        for line in self["space"]:
            found.setdefault(folded(line.name), []).append(line)
        return {name: tuple(lines) for name, lines in found.items()}

    @cached_property
    def attributes(self) -> Mapping[tuple[str, str], tuple[Line, ...]]:
        """Lines of the sheet Attribute by the sheet and folded row name that they describe."""
        found: dict[tuple[str, str], list[Line]] = {}
        for line in self["attribute"]:
            of_table, row = line.text("sheet"), line.text("row")
            if of_table and row:
                found.setdefault((table_name(of_table), folded(row)), []).append(line)
        return {key: tuple(lines) for key, lines in found.items()}

    def described(self, line: Line, names: Iterable[str]) -> Line | None:
        """The first attribute of ``line`` that has one of ``names`` (squeezed) and a value."""
        wanted = tuple(names)
        for attribute in self.attributes.get((line.table, folded(line.name)), ()):
            if squeezed(attribute.name) in wanted and attribute.value("value") is not None:
                return attribute
        return None


def first_of(lines: Iterable[Line]) -> dict[str, Line]:
    """The first line of each folded name."""
    found: dict[str, Line] = {}
    for line in lines:
        if line.name:
            found.setdefault(folded(line.name), line)
    return found


def table_name(text: str) -> str:
    """``03 - Floors`` or ``COBie.Floor`` as sheets are compared: ``floor``."""
    letters = re.sub(r"[\W\d_]+", "", text).casefold().removeprefix("cobie").removesuffix("sheet")
    return _IRREGULAR.get(letters) or (letters if letters in READ else letters.removesuffix("s"))


def is_cobie(workbook: Workbook) -> bool:
    """Whether the names of its sheets are those of a COBie workbook."""
    return len({table_name(sheet.name) for sheet in workbook.sheets} & {"facility", "space", "type", "component"}) > 1


def read_tables(workbook: Workbook, ledger: Ledger) -> Tables:
    """The sheets that are read; what of the file is not, is told to ``ledger``.

    Raises:
        Invalid: nothing in the file looks like a COBie workbook.
    """
    if workbook.delimited:
        raise Invalid(f"{workbook.file_name} is no workbook; COBie is read from an .xlsx file with its sheets.")
    found: dict[str, list[Line]] = {}
    for sheet in workbook.sheets:
        name = table_name(sheet.name)
        if name in READ:
            found.setdefault(name, []).extend(_lines(sheet, name, ledger))
        elif name not in WITHOUT_ROWS and (rows := _filled(sheet)):
            said = f"The sheet {sheet.name} is not read; it has {rows} filled rows."
            ledger.left_out.append(of_sheet(sheet.name, "sheet_not_read", said))
    if not found.get("space") and not found.get("component"):
        names = ", ".join(sheet.name for sheet in workbook.sheets[:12])
        raise Invalid(
            f"{workbook.file_name} is no COBie workbook that can be read: neither Space nor Component has rows. "
            f"Its sheets are {names}."
        )
    return Tables({name: tuple(lines) for name, lines in found.items()})


def _filled(sheet: Sheet) -> int:
    return sum(any(_kept(cell) is not None for cell in row) for row in sheet.rows)


def _lines(sheet: Sheet, table: str, ledger: Ledger) -> Iterator[Line]:
    heading, places = _heading(sheet, table)
    if heading is None:
        if rows := _filled(sheet):
            said = f"No heading was found in {sheet.name}: a row with {', '.join(_expected(table))} is needed."
            ledger.left_out.append(of_sheet(sheet.name, "no_heading", f"{said} Its {rows} rows were not read."))
        return
    for row in range(heading + 1, len(sheet.rows)):
        cells = {name: (column, _kept(sheet.at(row, column))) for name, column in places.items()}
        line = Line(table, sheet.name, row, cells)
        marked = [name for name, column in places.items() if _unreadable(sheet.at(row, column))]
        for name in marked:
            problem = at_cell(sheet.name, row, places[name], name, sheet.at(row, places[name]), *_MARKED)
            ledger.left_out.append(problem)
        if any(value is not None for _, value in cells.values()):
            yield line
        elif not marked and any(_kept(cell) is not None for cell in sheet.rows[row]):
            ledger.leave(line, "not_asked_for", "Nothing stands in the columns of this row that are read.")


_MARKED = ("error_cell", "This cell holds an error or no value; it is taken as blank.")


def _heading(sheet: Sheet, table: str) -> tuple[int | None, dict[str, int]]:
    """The row with the most known headings, and the column of each; the key has to be among them."""
    best: tuple[int | None, dict[str, int]] = (None, {})
    for row in range(min(HEADING_WITHIN, len(sheet.rows))):
        places = _places(sheet.rows[row], table)
        if "name" in places and len(places) >= max(LEAST_HEADINGS, len(best[1]) + 1):
            best = (row, places)
    return best


def _places(row: tuple[Value, ...], table: str) -> dict[str, int]:
    headings: dict[str, int] = {}
    for column, cell in enumerate(row):
        if isinstance(value := _kept(cell), str):
            headings.setdefault(squeezed(value), column)
    found: dict[str, int] = {}
    for name, synonyms in {**_NAMES, **_COLUMNS[table]}.items():
        column_ = next((headings[each] for each in synonyms if each in headings), None)
        if column_ is not None and column_ not in found.values():
            found[name] = column_
    return found


def _expected(table: str) -> list[str]:
    return [synonyms[0] for synonyms in {**_NAMES, **_COLUMNS[table]}.values()][:4]


def _unreadable(cell: Value) -> bool:
    if not isinstance(cell, Marked) or cell.value is not None:
        return False
    return not (cell.mark is Mark.ERROR and cell.text.strip().casefold() in BLANK)


def _kept(cell: Value) -> Plain:
    """A cell's value, ``None`` where it says that there is none; a formula counts as what it came to."""
    value: Plain = cell.value if isinstance(cell, Marked) else cell
    if isinstance(value, str):
        text = value.replace("\xa0", " ").strip()
        return None if text.casefold() in BLANK else text
    return value
