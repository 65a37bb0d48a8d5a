"""Coverage as a workbook and as CSV: a line an effect of a cause, with what proved it and when."""

from __future__ import annotations

from collections.abc import Iterator

from firemode_desktop.domain.proving import Cause, Cell, Coverage
from firemode_desktop.domain.timing import planned
from firemode_desktop.exports.book import new_book, to_bytes
from firemode_desktop.exports.lists import Row, list_csv, list_sheet

HEAD = (
    ("stair", 14), ("zone", 14), ("scenario", 34), ("version", 9), ("trigger_device_id", 20), ("step_order", 11),
    ("component_id", 26), ("expected_action", 20), ("must_not", 10), ("planned", 14), ("proof", 12), ("day", 12),
    ("session", 28), ("session_approved", 17), ("says", 60),
)  # fmt: skip


def coverage_workbook(found: Coverage) -> bytes:
    """One sheet; its title line is the first row of the list, the period stands in its name."""
    book = new_book()
    sheet = book.create_sheet(f"{found.first.isoformat()} to {found.last.isoformat()}")
    list_sheet(sheet, HEAD, _rows(found))
    return to_bytes(book)


def coverage_csv(found: Coverage) -> bytes:
    """The same lines."""
    return list_csv(HEAD, _rows(found))


def _rows(found: Coverage) -> Iterator[Row]:
    for cause in found.causes:
        for cell in cause.cells:
            yield _row(cause, cell)


def _row(cause: Cause, cell: Cell) -> Row:
    one, step, test = cause.scenario, cell.step, cell.test
    return (
        one.stair,
        one.zone,
        one.name,
        one.version,
        one.trigger,
        step.step_order,
        step.component_id,
        step.expected_action,
        "yes" if step.must_not else None,
        planned(step),
        cell.proof.value,
        test.day if test is not None else None,
        test.session if test is not None else None,
        ("yes" if test.approved else "no") if test is not None else None,
        cell.words,
    )
