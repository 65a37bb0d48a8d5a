"""What belongs to a test beside its result: its checks, what was read before, the evidence, and its record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from firemode_desktop.domain import as_read
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.services.testing.running import Before, Detail, Prompt
from firemode_desktop.ui.language import show_date, show_time, tr
from firemode_desktop.ui.parts import column, empty, label, row, rule
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.evidence import EvidenceStrip
from firemode_desktop.ui.testing.judged import CheckList
from firemode_desktop.ui.theme import GRID

Add = Callable[[int | None], object]
Waive = Callable[[Prompt], object]


class Section(QWidget):
    """A heading under a hairline, and lines that are made anew for each test."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = label(title, "strong")
        self.lines = QVBoxLayout()
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(5)
        self.head = row(self.title, None)
        self.setLayout(column(rule(), self.head, self.lines, 4, gap=6))

    def clear(self) -> None:
        """Take every line out."""
        empty(self.lines)
        self.hide()

    def add(self, line: QWidget) -> None:
        """One more line."""
        self.lines.addWidget(line)
        self.show()


class Details(QWidget):
    """Stands beside the result, or below it. ``add_evidence(prompt)`` and ``waive(prompt)`` are called by its links."""

    def __init__(self, add_evidence: Add, waive: Waive) -> None:
        super().__init__()
        self.checks = CheckList()
        self.checked = Section(tr("Checks"))
        self.checked.lines.addWidget(self.checks)
        self.before, self.evidence = Section(tr("Read before")), EvidenceStrip()
        self.evidence.add_wanted.connect(add_evidence)
        self.evidence.waive_wanted.connect(waive)
        self.story = Section(tr("Record"))
        self.setLayout(column(self.checked, self.evidence, self.before, self.story, gap=GRID))
        self.setAccessibleName(tr("Checks, evidence and history"))
        self.clear()

    def clear(self) -> None:
        """Nothing is known yet."""
        self.checked.hide()
        for part in (self.before, self.evidence, self.story):
            part.clear()

    def show_test(self, sheet: RunSheet, one: RunTest, may_waive: bool) -> None:
        """What the list knows already; the rest follows by ``show_detail``."""
        self.clear()
        waive = may_waive and sheet.takes_results and one.recorded.taken is not None
        self.evidence.may(sheet.takes_results, waive)
        self.checks.show_recorded(one.recorded)
        self.checked.setVisible(bool(one.recorded.checks))

    def show_detail(self, detail: Detail, one: RunTest, sheet: RunSheet) -> None:
        """What it needs, and what was before."""
        for part in (self.before, self.story):
            part.clear()
        for earlier in detail.before:
            self.before.add(_before(earlier, sheet))
        self.evidence.show_detail(detail, sheet.zone)
        for line in _story(detail, one, sheet):
            self.story.add(label(line, "small", wrap=True))


def _before(earlier: Before, sheet: RunSheet) -> QWidget:
    made = QWidget()
    day = show_date(earlier.at.astimezone(sheet.zone).date())
    when = label(day, "small")
    when.setToolTip(earlier.session_name)
    made.setLayout(row(StatusMark(earlier.standing, 9), label(earlier.reading), None, when, gap=6))
    return made


def _story(detail: Detail, one: RunTest, sheet: RunSheet) -> list[str]:
    """Who, when, with what, and what was said about it."""
    done, lines = one.recorded, []
    if done.at is not None and done.taken is not None:
        by = tr(" by {recorded_by}", recorded_by=detail.recorded_by) if detail.recorded_by else ""
        lines.append(tr("Measured {at}; recorded{by}.", at=show_time(done.at, sheet.zone), by=by))
        lines.append(as_read.in_words(done.taken.environment))
    tool = sheet.tool(done.instrument_id)
    if tool is not None:
        lines.append(
            tr(
                "With {serial_number}{rest}.",
                serial_number=tool.instrument.serial_number,
                rest=f", {tool.name}" if tool.name else "",
            )
        )
    if done.accepted_because:
        by = tr(" by {accepted_by}", accepted_by=detail.accepted_by) if detail.accepted_by else ""
        lines.append(tr("Instrument accepted{by}: {accepted_because}", by=by, accepted_because=done.accepted_because))
    if done.notes and done.notes != done.reason:
        lines.append(done.notes)
    return [line for line in (*lines, *detail.attempts, *detail.amendments) if line]
