"""The evidence: which files belong to which test, with the hash each must have, and the photographs in small.

A file that is gone, or is not what was recorded any more, is named as that and never left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.reports.data import EvidenceFacts, Keeping, ReportData
from firemode_desktop.reports.pages import Flow, heading, paragraph, subheading
from firemode_desktop.reports.pictures import Caption, grid, shrunk
from firemode_desktop.reports.shown import BLANK, count, when
from firemode_desktop.reports.tables import Cell, Column, Row, table
from firemode_desktop.reports.typography import Face

COLUMNS = (
    Column("File", 82),
    Column("Kind", 13),
    Column("Taken", 31),
    Column("Size", 14, "right"),
    Column("In the store", 30),
)
MOST_SMALL = 120
SIDE = 320
KEPT = {
    Keeping.UNCHANGED: "as recorded",
    Keeping.ALTERED: "altered: its hash differs",
    Keeping.MISSING: "not in this store",
    Keeping.NOT_LOOKED_UP: "not looked up",
}
NO_STORE = "The evidence store was not at hand when this report was written: no file was looked up."


def evidence(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow."""
    heading(flow, number, "Evidence")
    if not data.evidence:
        paragraph(flow, "No evidence was recorded with the tests of this session.")
        return
    paragraph(flow, _summary(data))
    table(flow, COLUMNS, list(_rows(data)), size=7.0)
    _photographs(flow, data)


def _summary(data: ReportData) -> str:
    files, tests = len(data.evidence), len({one.test for one in data.evidence})
    text = (
        f"{count(files, 'file')} of {count(tests, 'test')}, each with the SHA-256 that was taken when it was recorded."
    )
    if not data.store_at_hand:
        return f"{text} {NO_STORE}"
    kept = [one.file.keeping for one in data.evidence]
    wrong = [(kept.count(each), KEPT[each]) for each in (Keeping.ALTERED, Keeping.MISSING) if each in kept]
    if not wrong:
        return f"{text} Every one of them was found in the evidence store as recorded."
    return f"{text} Found in the evidence store as recorded: {kept.count(Keeping.UNCHANGED)}; " + (
        "; ".join(f"{words}: {number}" for number, words in wrong) + "."
    )


def _rows(data: ReportData) -> list[Row]:
    rows: list[Row] = []
    for test in dict.fromkeys(one.test for one in data.evidence):
        rows.append(Row((test,), heading=True))
        rows += [_row(one, data) for one in data.evidence if one.test == test]
    return rows


def _row(one: EvidenceFacts, data: ReportData) -> Row:
    file = one.file
    wrong = file.keeping in (Keeping.ALTERED, Keeping.MISSING)
    kept = Cell(KEPT[file.keeping], Face.BOLD if wrong else Face.REGULAR)
    size = _size(file.size_bytes)
    note = f"SHA-256 {file.sha256 or 'not recorded'}" + (f"\u00a0· {one.description}" if one.description else "")
    return Row((file.name, one.kind.label, when(one.taken, data.zone), size, kept), note=note)


def _size(size: int | None) -> str:
    if size is None:
        return BLANK
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.0f} KiB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MiB"


def photographs(data: ReportData) -> Sequence[EvidenceFacts]:
    """The photographs of which the file is at hand as it was recorded, in the order of the tests."""
    return [one for one in data.evidence if one.kind is EvidenceType.PHOTO and one.file.path is not None]


def _photographs(flow: Flow, data: ReportData) -> None:
    found = photographs(data)
    if not found:
        return
    left = f"; {len(found) - MOST_SMALL} more are in the store" if len(found) > MOST_SMALL else ""
    subheading(flow, "Photographs", f"In the order of the tests{left}")
    grid(flow, [(shrunk(one.file, SIDE), Caption(one.test, one.file.name)) for one in found[:MOST_SMALL]])
