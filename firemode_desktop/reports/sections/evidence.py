"""The evidence: which files belong to which test, with the hash each must have, and the photographs in small.

A file that is gone, or is not what was recorded any more, is named as that and never left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.reports.data import EvidenceFacts, Keeping, ReportData
from firemode_desktop.reports.pages import Flow, heading, paragraph, subheading
from firemode_desktop.reports.pictures import Caption, grid, shrunk
from firemode_desktop.reports.shown import BLANK, count, moment
from firemode_desktop.reports.tables import Cell, Column, Row, table
from firemode_desktop.reports.typography import Face
from firemode_desktop.reports.verdicts import unproven

COLUMNS = (
    Column("Test", 60),
    Column("File", 52),
    Column("Taken", 28),
    Column("Size", 12, "right"),
    Column("In the store", 18),
)
MOST_SMALL = 15
SIDE = 320
KEPT = {
    Keeping.UNCHANGED: "as recorded",
    Keeping.ALTERED: "altered: its hash differs",
    Keeping.MISSING: "not in this store",
    Keeping.NOT_LOOKED_UP: "not looked up",
}
WRONG = (Keeping.ALTERED, Keeping.MISSING)
NO_STORE = "The evidence store was not at hand when this report was written: no file was looked up."


def evidence(flow: Flow, number: str, data: ReportData) -> None:
    """The section: how many files there are, which are not as they were, and some photographs in small."""
    heading(flow, number, "Evidence")
    if not data.evidence:
        paragraph(flow, "No evidence was recorded with the tests of this session.")
        return
    paragraph(flow, f"{_summary(data)} Every file is listed with its hash in the appendix “Evidence files”.")
    wrong = [one for one in data.evidence if one.file.keeping in WRONG]
    if wrong:
        subheading(flow, "Files that are not as they were recorded")
        table(flow, COLUMNS, [_row(one, data) for one in wrong], size=7.0)
    _photographs(flow, data)


def evidence_files(flow: Flow, letter: str, data: ReportData) -> None:
    """The appendix: every file in the order of the tests."""
    flow.page()
    heading(flow, letter, "Appendix: evidence files")
    paragraph(flow, "In the order of the tests; times are those of the building.")
    table(flow, COLUMNS, [_row(one, data) for one in data.evidence], size=7.0)


def _summary(data: ReportData) -> str:
    files, tests = len(data.evidence), len({one.test for one in data.evidence})
    text = (
        f"{count(files, 'file')} of {count(tests, 'test')}, each with the SHA-256 that was taken when it was recorded."
    )
    if not data.store_at_hand:
        return f"{text} {NO_STORE}"
    kept = [one.file.keeping for one in data.evidence]
    wrong = [(kept.count(each), KEPT[each]) for each in WRONG if each in kept]
    if not wrong:
        return f"{text} Every one of them was found in the evidence store as recorded."
    return f"{text} Found in the evidence store as recorded: {kept.count(Keeping.UNCHANGED)}; " + (
        "; ".join(f"{words}: {number}" for number, words in wrong) + "."
    )


def _row(one: EvidenceFacts, data: ReportData) -> Row:
    file = one.file
    kept = Cell(KEPT[file.keeping], Face.BOLD if file.keeping in WRONG else Face.REGULAR)
    size = _size(file.size_bytes)
    note = f"SHA-256 {file.sha256 or 'not recorded'}" + (f"\u00a0· {one.description}" if one.description else "")
    return Row((one.test, file.name, moment(one.taken, data.zone) or BLANK, size, kept), note=note)


def _size(size: int | None) -> str:
    if size is None:
        return BLANK
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.0f} KiB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MiB"


def photographs(data: ReportData) -> Sequence[EvidenceFacts]:
    """The photographs of which the file is at hand as it was recorded, in the order of the tests."""
    return [one for one in data.evidence if one.kind is EvidenceType.PHOTO and one.file.path is not None]


def failing_first(data: ReportData) -> list[EvidenceFacts]:
    """The same, those of tests that fail or prove nothing before the others."""
    telling = {test.identifier for test in data.tests if test.is_compliant is False or test.fault or unproven(test)}
    return sorted(photographs(data), key=lambda one: one.test not in telling)


def _photographs(flow: Flow, data: ReportData) -> None:
    """The first photographs, those of failing tests before the others."""
    found = failing_first(data)
    if not found:
        return
    shown = f"{min(MOST_SMALL, len(found))} of {len(found)}" if len(found) > MOST_SMALL else "All"
    subheading(flow, "Photographs", f"{shown}, those of failing tests first")
    grid(
        flow,
        [(shrunk(one.file, SIDE), Caption(one.test, one.description or one.file.name)) for one in found[:MOST_SMALL]],
    )
