"""What recording a file of results would do, as the screen shows it: its own rows, and beside each its verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from firemode_desktop.domain.forms import EFFECTS, RESULTS, Holds
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.running import RunTest
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.imports.files.cells import Sheet, Workbook, letters
from firemode_desktop.imports.results.repairs import repairs
from firemode_desktop.imports.tables.columns import Columns
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.services.results import Looked
from firemode_desktop.services.testing.rehearsing import Rehearsed
from firemode_desktop.ui.importing.causes import grouped
from firemode_desktop.ui.importing.preview import (
    Aside,
    Heading,
    Line,
    Note,
    Notes,
    Preview,
    SheetPreview,
    Status,
    corrected_in,
    notes_of,
)
from firemode_desktop.ui.importing.wording import shown
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.testing.importing.wording import verdict_words

VERDICT = -2
"""The place of the column that says what would become of a row."""
_BECOMES = {
    "completed": RowStatus.NEW,
    "skipped": RowStatus.SKIPPED,
    "failed": RowStatus.SKIPPED,
    "unchanged": RowStatus.UNCHANGED,
}
_NOBODY = UUID(int=0)
_ASIDE = frozenset(column.name for form in (RESULTS, EFFECTS) for column in form.columns if column.aside)
"""Columns of our template that only help to fill it in."""


def preview_of(workbook: Workbook, looked: Looked) -> Preview:
    """The preview of a file; ``workbook`` has the cells it was made of, corrections included."""
    plan = looked.plan
    offered = repairs(plan)
    notes, corrected = notes_of(plan.errors, plan.warnings), corrected_in(plan.warnings)
    tables = {columns.table.sheet.name: columns for columns in plan.read}
    sheets = tuple(
        _Laid(sheet, tables[sheet.name], looked, notes.get(sheet.name, {}), corrected.get(sheet.name, {})).preview()
        for sheet in workbook.sheets
        if sheet.name in tables
    )
    unread = () if sheets else tuple(map(_unread, workbook.sheets))
    return Preview((*sheets, *unread), grouped(plan.errors, offered), grouped(plan.warnings, offered))


def title_of(test: Test) -> str:
    """``Stair-A · Level-8 · pressure, all doors closed``."""
    return RunTest(_NOBODY, test, InstanceStatus.PENDING).title


def _unread(sheet: Sheet) -> SheetPreview:
    """A sheet in which no table was found, as it stands in the file."""
    wide = max(map(len, sheet.rows), default=0)
    headings = tuple(Heading(letters(place), "", place, numeric=False) for place in range(wide))
    lines = tuple(
        Line(number, Aside.LEFT_OUT, "", tuple(shown(sheet.at(number - 1, place)) for place in range(wide)))
        for number in range(1, len(sheet.rows) + 1)
    )
    return SheetPreview(sheet.name, headings, lines, sheet, counts={Aside.LEFT_OUT: len(lines)}, read=False)


class _Laid:
    """One sheet laid out."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        looked: Looked,
        notes: Mapping[int, Mapping[int, Note]],
        corrected: Mapping[int, set[int]],
    ) -> None:
        self._sheet, self._table, self._looked, self._corrected = sheet, columns.table, looked, corrected
        self._notes: Notes = {number: dict(row) for number, row in notes.items()}
        self._differs = {one.row for one in looked.plan.errors if one.code == "differs" and one.sheet == sheet.name}
        self._tests = {
            number: row.identifier for row in looked.plan.rows for name, number in row.places if name == sheet.name
        }

    def preview(self) -> SheetPreview:
        """The sheet as it is shown: every row of a test, filled in or not."""
        rows = dict(self._rows())
        headings = tuple(self._headings(list(rows)))
        lines = tuple(self._line(number, status, headings) for number, status in sorted(rows.items()))
        counts: Mapping[Status, int] = Counter(rows.values())
        return SheetPreview(self._sheet.name, headings, lines, self._sheet, counts=counts)

    def _rows(self) -> Iterator[tuple[int, Status]]:
        plan, name = self._looked.plan, self._sheet.name
        for sheet, number in plan.blank:
            if sheet == name:
                yield number, Aside.BLANK
        for row in self._table.rows:
            number = row + 1
            if number in self._differs:
                yield number, RowStatus.DIFFERS
            elif (name, number) in plan.bad or number not in self._tests:
                yield number, RowStatus.ERROR
            else:
                yield number, _BECOMES[self._looked.rehearsed[self._tests[number]].outcome]

    def _headings(self, numbers: Sequence[int]) -> Iterator[Heading]:
        named = {place: name for name, place in self._table.places.items()}
        wide = max((len(self._sheet.rows[number - 1]) for number in numbers), default=0)
        wide = max(wide, len(self._sheet.rows[self._table.heading]))
        if self._table.form is RESULTS:
            yield Heading(
                "", tr("Would be"), VERDICT, numeric=False, meaning=tr("what would become of the row"), made=True
            )
        for place in range(wide):
            title, name = shown(self._sheet.at(self._table.heading, place)), named.get(place, "")
            if (title or name) and title not in _ASIDE:
                told = "" if title.casefold() == name.casefold() else name.replace("_", " ")
                yield Heading(letters(place), title, place, self._numeric(name), name.replace("_", " "), told)

    def _numeric(self, name: str) -> bool:
        return bool(name) and self._table.form.column(name).holds is Holds.NUMBER

    def _line(self, number: int, status: Status, headings: Sequence[Heading]) -> Line:
        identifier = self._tests.get(number)
        test = self._looked.plan.survey.tests.get(identifier) if identifier else None
        found = self._looked.rehearsed.get(identifier) if identifier else None
        notes = dict(self._notes.get(number, {}))
        if found is not None and (note := _note(found)) is not None:
            notes[VERDICT] = note
        return Line(
            number,
            status,
            title_of(test) if test is not None else "",
            tuple(self._cell(number, one, found) for one in headings),
            notes,
            corrected=frozenset(self._corrected.get(number, ())),
        )

    def _cell(self, number: int, heading: Heading, found: Rehearsed | None) -> str:
        if heading.made:
            return verdict_words(found) if found is not None else ""
        return shown(self._sheet.at(number - 1, heading.place))


def _note(found: Rehearsed) -> Note | None:
    """What is said of a verdict; nothing of one that is no judgement."""
    if found.is_compliant is None:
        return (
            Note(
                "warning", tr("This reading would not be judged: {verdict_words}.", verdict_words=verdict_words(found))
            )
            if found.verdict
            else None
        )
    if found.is_compliant:
        return Note("pass", tr("This reading would pass: {verdict_words}.", verdict_words=verdict_words(found)))
    opens = tr(" and open a fault of class {fault}", fault=found.fault) if found.fault else ""
    return Note("fail", tr("This reading would fail{opens}.", opens=opens))
