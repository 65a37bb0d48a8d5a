"""A mapping from a file against the workbook it shall read: does it stand there what the mapping was made for?"""

from __future__ import annotations

from dataclasses import replace

from firemode_desktop.imports.files.cells import Sheet, Workbook, as_read
from firemode_desktop.imports.mappings.mapping import FileMapping, TableMapping, fingerprint
from firemode_desktop.imports.tables.problems import Problem, of_sheet

CODE = "mapping_does_not_fit"
WITHIN = 1_000
"""Rows in which headings that stand elsewhere are looked for."""


def fitted(mapping: FileMapping, workbook: Workbook) -> tuple[FileMapping, tuple[Problem, ...]]:
    """The mapping with the fingerprints of this workbook's headings, and what of it does not fit, a sentence each.

    Where file and mapping know one sheet only, its name does not matter: a CSV has none.
    """
    tables, problems = [], []
    for table in _renamed(mapping, workbook):
        sheet = next((one for one in workbook.sheets if one.name == table.sheet), None)
        problem = _no_sheet(table, workbook) if sheet is None else _misfit(table, sheet)
        if sheet is not None and problem is None:
            table = replace(table, fingerprint=fingerprint(sheet, table.heading))
        tables.append(table)
        problems += [problem] if problem is not None else []
    if not tables:
        said = "The mapping reads no table; it was saved before anything was told."
        problems.append(of_sheet(workbook.file_name, CODE, said))
    return replace(mapping, tables=tuple(tables)), tuple(dict.fromkeys(problems))


def _renamed(mapping: FileMapping, workbook: Workbook) -> tuple[TableMapping, ...]:
    if len(workbook.sheets) != 1 or len({table.sheet for table in mapping.tables}) != 1:
        return mapping.tables
    return tuple(replace(table, sheet=workbook.sheets[0].name) for table in mapping.tables)


def _no_sheet(table: TableMapping, workbook: Workbook) -> Problem:
    names = ", ".join(f"“{sheet.name}”" for sheet in workbook.sheets[:20])
    said = f"The mapping reads a sheet “{table.sheet}”; {workbook.file_name} has {names or 'no sheets'}."
    return of_sheet(table.sheet, CODE, said)


def _misfit(table: TableMapping, sheet: Sheet) -> Problem | None:
    """Why the headings are not where the mapping has them; one without a fingerprint fits wherever there are words."""
    first, last = table.heading
    if not table.readings:
        return of_sheet(sheet.name, CODE, "The mapping names no column of readings for this sheet.")
    if last >= len(sheet.rows):
        ends = f"ends with row {len(sheet.rows)}" if sheet.rows else "is blank"
        said = f"The mapping’s headings are in row {last + 1}; this sheet {ends}."
        return of_sheet(sheet.name, CODE, said)
    here = fingerprint(sheet, table.heading)
    if not table.fingerprint or here == table.fingerprint:
        return None
    now = _found(table, sheet)
    if now is not None:
        said = f"The mapping’s headings are in row {first + 1}; here they stand in row {now + 1}: change heading_rows."
    else:
        words = ", ".join(f"“{as_read(cell)[:40]}”" for cell in sheet.rows[first] if cell is not None)
        said = f"Row {first + 1} has other headings than the mapping was made for: {words[:300] or 'it is blank'}."
    return of_sheet(sheet.name, CODE, said)


def _found(table: TableMapping, sheet: Sheet) -> int | None:
    """The row, counted from 0, in which the mapping's headings begin now."""
    height = table.heading[1] - table.heading[0]
    rows = range(min(len(sheet.rows) - height, WITHIN))
    return next((row for row in rows if fingerprint(sheet, (row, row + height)) == table.fingerprint), None)
