"""What an import of registers would do, as the screen shows it: rows, counts a register, and sentences. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from firemode_desktop.domain.sheet import Register
from firemode_desktop.imports.registers.plan import PlannedRow, RegisterPlan
from firemode_desktop.imports.tables.problems import Problem, RowStatus
from firemode_desktop.ui.importing.wording import STATUS_WORDS
from firemode_desktop.ui.language import many, term, tr

BLANK = "(blank)"
_ORDER = {RowStatus.ERROR: 0, RowStatus.NEW: 1, RowStatus.CHANGED: 1, RowStatus.UNCHANGED: 2}


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell of a row: what is on record, what the file says, and what is wrong or worth knowing about it."""

    label: str
    old: str
    new: str
    said: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file with what is said about it; ``taken`` is False where it cannot become part of the draft."""

    row: PlannedRow
    register: str
    differences: tuple[Difference, ...]
    taken: bool

    @property
    def key(self) -> tuple[str, int]:
        """Sheet and row number: what tells it from the others."""
        return self.row.sheet, self.row.row

    @property
    def summary(self) -> str:
        """``Height (m): 3.50 → 3.60; Type: (blank) → Exit``; of a row with errors what is wrong."""
        wrong = [one.said for one in self.differences if one.bad]
        if wrong:
            return " ".join(wrong)
        if self.row.status is RowStatus.NEW:
            return "; ".join(f"{term(one.label)}: {one.new}" for one in self.differences)
        return "; ".join(f"{term(one.label)}: {one.old} → {one.new}" for one in self.differences if one.old != one.new)


@dataclass(frozen=True, slots=True)
class Count:
    """What a file holds of one register; ``name`` is empty for all of them together."""

    name: str
    title: str
    by_status: tuple[tuple[RowStatus, int], ...]
    left_out: int

    def of(self, status: RowStatus) -> int:
        """How many rows have that status."""
        return dict(self.by_status)[status]


def lines_of(plan: RegisterPlan) -> tuple[Line, ...]:
    """All rows of the file: those with errors first, those that change nothing last."""
    said: dict[tuple[str, int], list[tuple[Problem, bool]]] = {}
    for bad, problems in ((True, plan.errors), (False, (*plan.warnings, *plan.left_out))):
        for problem in problems:
            said.setdefault((problem.sheet, problem.row or 0), []).append((problem, bad))
    lines = [_line(plan, row, said.get((row.sheet, row.row), ())) for row in plan.rows]
    return tuple(sorted(lines, key=lambda line: _ORDER[line.row.status]))


def _line(plan: RegisterPlan, row: PlannedRow, said: Iterable[tuple[Problem, bool]]) -> Line:
    sheet = plan.draft[row.register]
    found = {change.label: Difference(change.label, change.old or BLANK, change.new or BLANK) for change in row.changes}
    for problem, bad in said:
        label = _label(sheet.register, problem)
        before = found.get(label) or _untouched(plan, row, label, problem)
        words = " ".join(part for part in (before.said, problem.message) if part)
        found[label] = Difference(label, before.old, before.new, words, bad or before.bad)
    return Line(row, sheet.register.title, tuple(found.values()), row.key in sheet)


def _label(register: Register, problem: Problem) -> str:
    if problem.column in register.columns:
        return register.field(problem.column or "").label
    return problem.column or tr("the row")


def _untouched(plan: RegisterPlan, row: PlannedRow, label: str, problem: Problem) -> Difference:
    """A cell that is spoken of and does not change: what is on record beside what was read."""
    sheet = plan.saved[row.register]
    place = next((at for at, field in enumerate(sheet.register.fields) if field.label == label), None)
    old = plan.saved.show(row.register, sheet.row(row.key), place) if place is not None and row.key in sheet else ""
    return Difference(label, old or BLANK, problem.value or BLANK)


def counts_of(plan: RegisterPlan) -> tuple[Count, ...]:
    """All together, then each register of which the file holds something."""
    titles = {sheet.register.title: name for name, sheet in plan.saved.sheets.items()}
    sheets = titles | {row.sheet: row.register for row in plan.rows}
    left = [sheets.get(problem.sheet, "") for problem in plan.left_out]
    found = [Count("", tr("All registers"), _by_status(plan.rows), len(left))]
    for name, sheet in plan.saved.sheets.items():
        rows = [row for row in plan.rows if row.register == name]
        if rows or name in left:
            found.append(Count(name, sheet.register.title, _by_status(rows), left.count(name)))
    return tuple(found)


def _by_status(rows: Sequence[PlannedRow]) -> tuple[tuple[RowStatus, int], ...]:
    return tuple((status, sum(row.status is status for row in rows)) for status in RowStatus)


def verdict(plan: RegisterPlan, lines: Sequence[Line]) -> str:
    """What *Put into registers* would do now."""
    rows = plan.changes.rows
    if not rows:
        return _nothing(plan)
    words_of = STATUS_WORDS | {RowStatus.ERROR: tr("with errors")}
    parts = [f"{count:,} {words_of[status]}" for status, count in plan.counts.items() if count]
    words = f"{', '.join(parts)}."
    kept = sum(line.row.status is RowStatus.ERROR and line.taken for line in lines)
    lost = sum(not line.taken for line in lines)
    if kept:
        words += tr(
            " {kept:,} of them {comes} in as typed, to be mended before saving.",
            kept=kept,
            comes=tr("comes") if kept == 1 else tr("come"),
        )
    if lost:
        words += tr(" {rows} cannot be taken.", rows=many(lost, tr("row"), tr("rows")))
    return words


def _nothing(plan: RegisterPlan) -> str:
    if plan.errors:
        return tr("Nothing can be taken from this file. {errors}", errors=plan.errors[0].message)
    if not plan.rows:
        return tr("Nothing to take: no row of this file belongs to a register.")
    return tr("Nothing to take: all that the file says is on record already.")


def done(plan: RegisterPlan, name: str) -> str:
    """What was put into the draft, what is left to mend, and how it is saved or taken back."""
    words = tr(
        "{rows} of {name} put into the registers.", rows=many(plan.changes.rows, tr("row"), tr("rows")), name=name
    )
    wrong = [row for row in plan.rows if row.status is RowStatus.ERROR]
    lost = sum(row.key not in plan.draft[row.register] for row in wrong)
    if lost:
        words += tr(" {rows} could not be taken.", rows=many(lost, tr("row"), tr("rows")))
    if len(wrong) > lost:
        words += tr(
            " {rows} cannot be saved yet: F8 leads to them.", rows=many(len(wrong) - lost, tr("row"), tr("rows"))
        )
    return tr("{words} Ctrl+S saves, Ctrl+Z takes it back.", words=words)


def first_place(plan: RegisterPlan) -> tuple[str, UUID] | None:
    """The register and row to show afterwards: the first with an error that was taken, else the first that differs."""
    changed = plan.changes.sheets
    rows = [row for row in plan.rows if row.register in changed and row.status is not RowStatus.UNCHANGED]
    taken = [row for row in rows if row.key in plan.draft[row.register]]
    best = sorted(taken, key=lambda row: row.status is not RowStatus.ERROR)
    return (best[0].register, best[0].key) if best else None
