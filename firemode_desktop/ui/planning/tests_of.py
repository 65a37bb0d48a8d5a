"""The tests of one frequency: what would change, test by test, and those that are there in walking order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from firemode_desktop.domain import difference_list
from firemode_desktop.domain.difference_list import Fate, Line
from firemode_desktop.services.schedules import Expected
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.parts import Card, EmptyState, Segments, column, label, primary, row
from firemode_desktop.ui.planning.columns import LINES, TEMPLATES, behind
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

CHANGES, TESTS = range(2)


class TestsOfFrequency(Card):
    """*What changes* and *Expected tests*, with a filter over both; the button writes what changes."""

    __test__ = False

    def __init__(self, tools: Tools, bring: Callable[[], object]) -> None:
        super().__init__(margin=2 * GRID)
        self.title = label("", "heading")
        self.which = Segments([tr("What changes"), tr("Tests")], tr("Shown"))
        self.which.chosen.connect(lambda _index: self._show_which())
        self.fates = Segments([tr("All"), tr("Added"), tr("Changed"), tr("Retired")], tr("Which changes"))
        self.fates.chosen.connect(lambda _index: self._keep())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter tests"))
        self.filter.setAccessibleName(tr("Filter tests"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._keep())
        self.lines = ListingModel(LINES, key=lambda one: (one.fate, one.identifier))
        self.templates = ListingModel(TEMPLATES, key=lambda one: one.template_id)
        self.changes = Listing(self.lines, tr("What changes"), tools.settings, "planning/changes")
        self.tests = Listing(self.templates, tr("Expected tests"), tools.settings, "planning/tests")
        self.go = primary(tr("Bring up to date"), bring)
        self.note = label("", "small", wrap=True)
        self.nothing = EmptyState("tick", tr("Up to date"), "")
        self.shown = QStackedWidget()
        for view in (self.changes, self.tests, self.nothing):
            self.shown.addWidget(view)
        head = row(self.title, 4, self.note, None, self.go)
        self.body.addLayout(column(head, row(self.which, self.filter), row(self.fates, None), self.shown, gap=GRID))
        self.one: Expected | None = None

    def show_tests(self, one: Expected) -> None:
        """Show a frequency: what changes where something does, else its tests."""
        other = self.one is None or self.one.frequency is not one.frequency
        was_behind = self.one is not None and not self.one.generation.difference.empty
        self.one = one
        found = one.generation.difference
        lines = difference_list.lines(found)
        self.lines.show(lines)
        self.templates.show(one.templates)
        self.title.setText(term(one.frequency.label))
        self.note.setText(behind(one))
        self.which.set_names(
            [tr("What changes  {lines}", lines=len(lines)), tr("Tests  {templates}", templates=len(one.templates))]
        )
        self.go.setEnabled(not found.empty)
        self._name_fates(lines)
        if other or was_behind == found.empty:
            self.which.choose(TESTS if found.empty and one.templates else CHANGES)
        self._show_which()

    def _name_fates(self, lines: Sequence[Line]) -> None:
        counts = [sum(line.fate is fate for line in lines) for fate in Fate]
        named = [f"{fate.value.capitalize()}  {count}" for fate, count in zip(Fate, counts, strict=True)]
        self.fates.set_names([tr("All"), *named])

    def busy(self) -> None:
        """It is being written."""
        self.go.setEnabled(False)

    def focus_list(self) -> None:
        """Put the keyboard into the list that is shown."""
        shown = self.shown.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_which(self) -> None:
        changes = self.which.index == CHANGES
        self.fates.setVisible(changes and bool(self.lines.rowCount() or self.fates.index))
        self._say_nothing(changes)
        self._keep()

    def _say_nothing(self, changes: bool) -> None:
        """What stands in the place of an empty list."""
        one = self.one
        if one is None:
            return
        found = one.generation
        if not found.count.total and not found.existing:
            heading, words = (
                tr("Nothing tested"),
                tr("No archetype runs at this frequency here. Schedule switches them on."),
            )
        elif changes:
            heading, words = tr("Up to date"), tr("The tests are what the registers, limits and baselines come to.")
            if found.difference.moved:
                heading, words = (
                    tr("Another order"),
                    tr("The same tests are walked in another order; nothing else changes."),
                )
        else:
            heading, words = tr("No tests yet"), tr("They are made when they are brought up to date.")
        self.nothing.heading.setText(heading)
        self.nothing.words.setText(words)
        there = not found.difference.empty and self._has_lines() if changes else bool(one.templates)
        self.shown.setCurrentWidget((self.changes if changes else self.tests) if there else self.nothing)

    def _has_lines(self) -> bool:
        found = self.one.generation.difference if self.one is not None else None
        return found is not None and bool(found.added or found.changed or found.retired)

    def _keep(self) -> None:
        """Show what the filters leave."""
        words = self.filter.text().casefold().split()
        fate = tuple(Fate)[self.fates.index - 1] if self.fates.index else None

        def wanted(one: Any) -> bool:
            return all(word in one.identifier.casefold() for word in words)

        self.lines.keep(lambda one: (fate is None or one.fate is fate) and wanted(one))
        self.templates.keep(wanted)
