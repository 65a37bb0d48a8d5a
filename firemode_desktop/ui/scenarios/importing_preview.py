"""What importing scenarios would do, as the screen shows it: the file's own rows, and what becomes of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from firemode_desktop.imports.files.cells import Sheet, Workbook, letters
from firemode_desktop.imports.scenarios.mapping import SheetMapping
from firemode_desktop.imports.scenarios.plan import PlannedScenario, ScenarioPlan
from firemode_desktop.imports.scenarios.unread import heading_of
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.ui.importing.causes import grouped
from firemode_desktop.ui.importing.offer import Offer
from firemode_desktop.ui.importing.preview import (
    Aside,
    Heading,
    Line,
    Note,
    Notes,
    Preview,
    SheetPreview,
    Status,
    notes_of,
)
from firemode_desktop.ui.importing.wording import shown
from firemode_desktop.ui.language import many, tr

BECOMES = -2
"""The place of the column that says what would become of a scenario."""


def preview_of(workbook: Workbook, plan: ScenarioPlan) -> Preview:
    """The preview of a plan."""
    notes = notes_of(plan.errors, plan.warnings)
    sheets = tuple(_sheet(sheet, plan, notes.get(sheet.name, {})) for sheet in workbook.sheets if any(sheet.rows))
    return Preview(sheets, grouped(plan.errors), grouped(plan.warnings))


def offer_of(plan: ScenarioPlan) -> Offer:
    """What can be confirmed of a plan, in words."""
    good, mendable = len(plan.drafts), not plan.whole_file_errors
    return Offer(
        _verdict(plan),
        tr("Nothing is in force until it is published; a scenario in force gets a draft of its next version.")
        if good
        else "",
        good,
        ("scenario", "scenarios"),
        bool(good) and not plan.errors,
        bool(good and plan.errors and mendable),
    )


def _verdict(plan: ScenarioPlan) -> str:
    if plan.doubts:
        return tr(
            "{questions} to answer above before anything can be imported.",
            questions=many(len(plan.doubts), tr("question"), tr("questions")),
        )
    if plan.errors:
        good = (
            tr(" {scenarios} would be good.", scenarios=many(len(plan.drafts), tr("scenario"), tr("scenarios")))
            if plan.drafts
            else ""
        )
        return tr(
            "{errors}: {errors2}{good}",
            errors=many(len(plan.errors), tr("error"), tr("errors")),
            errors2=plan.errors[0].message,
            good=good,
        )
    if not plan.drafts:
        return tr(
            "Nothing to write: all {scenarios} scenarios are on record as the file says.", scenarios=len(plan.scenarios)
        )
    words = {RowStatus.NEW: "new", RowStatus.CHANGED: "changed", RowStatus.UNCHANGED: "unchanged"}
    return ", ".join(f"{len(plan.of(status))} {word}" for status, word in words.items() if plan.of(status)) + "."


def _sheet(sheet: Sheet, plan: ScenarioPlan, notes: Notes) -> SheetPreview:
    by_row = {row: one for one in plan.scenarios if one.sheet == sheet.name for row in one.rows}
    used = set(plan.used.get(sheet.name, ()))
    wrong = {number for number, row in notes.items() if any(note.weight == "error" for note in row.values())}
    wide = max(len(row) for row in sheet.rows)
    mapping = plan.mapping.of(sheet.name)
    heading = None if mapping is None or mapping.transposed else heading_of(sheet, mapping)
    title = min(used | by_row.keys(), default=1) - 1 if heading is None else heading
    headings = tuple(_headings(sheet, wide, title, mapping))
    statuses = dict(_statuses(sheet, by_row, used, wrong))
    lines = tuple(_line(sheet, number, status, by_row, notes, headings) for number, status in statuses.items())
    counts = Counter(statuses.values())
    return SheetPreview(sheet.name, headings, lines, sheet, counts=counts, read=bool(by_row or used))


def _headings(sheet: Sheet, wide: int, title: int, mapping: SheetMapping | None) -> Iterator[Heading]:
    yield Heading(
        "", tr("Would be"), BECOMES, numeric=False, meaning=tr("what would become of the scenario"), made=True
    )
    for place in range(wide):
        yield Heading(letters(place), _titled(sheet, place, title, mapping), place, numeric=False)


def _titled(sheet: Sheet, place: int, title: int, mapping: SheetMapping | None) -> str:
    """What heads a column: of an effect its component and what it does."""
    if mapping is None or mapping.transposed or place not in mapping.effects:
        return shown(sheet.at(title, place))
    heads = (mapping.heads[role] for role in ("component_id", "expected_action") if role in mapping.heads)
    return " ".join(shown(sheet.at(row, place)) for row in heads).strip()


def _statuses(
    sheet: Sheet, by_row: dict[int, PlannedScenario], used: set[int], wrong: set[int]
) -> Iterator[tuple[int, Status]]:
    for row in range(len(sheet.rows)):
        one = by_row.get(row)
        if row + 1 in wrong and (one is None or one.scenario is None):
            yield row + 1, RowStatus.ERROR
        elif one is not None:
            yield row + 1, one.status
        elif any(cell is not None for cell in sheet.rows[row]):
            yield row + 1, RowStatus.ERROR if row in used else Aside.TITLE


def _line(
    sheet: Sheet,
    number: int,
    status: Status,
    by_row: dict[int, PlannedScenario],
    notes: Notes,
    headings: Sequence[Heading],
) -> Line:
    one = by_row.get(number - 1)
    said = dict(notes.get(number, {}))
    if one is not None and one.changes:
        said.setdefault(BECOMES, Note("change", "\n".join(one.changes)))
    cells = tuple(
        _becomes(one) if heading.place == BECOMES else shown(sheet.at(number - 1, heading.place))
        for heading in headings
    )
    return Line(number, status, f"{one.place} · {one.name}" if one else "", cells, said)


def _becomes(one: PlannedScenario | None) -> str:
    if one is None:
        return ""
    if one.status is RowStatus.NEW:
        return tr("a new draft")
    if one.status is RowStatus.CHANGED and one.scenario is not None:
        return tr(
            "draft of version {version}: {changes}",
            version=one.scenario.version,
            changes=many(len(one.changes), tr("change"), tr("changes")),
        )
    return tr("as on record") if one.status is RowStatus.UNCHANGED else tr("left out")
