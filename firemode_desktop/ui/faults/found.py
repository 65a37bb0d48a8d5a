"""A fault that was found otherwise than by a test, typed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import DefectClassification, Severity
from firemode_desktop.services.faults import FoundFault, StairPlaces
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import Segments

WIDEST, HIGHEST = 620, 580
SEVERITIES, CLASSES = tuple(Severity), tuple(DefectClassification)
WHOLE_BUILDING, WHOLE_STAIR = tr("The whole building"), tr("The whole stair")


class FoundPanel(EntryPanel):
    """What, where, how bad; ``done(found)`` when it is complete."""

    def __init__(self, done: Callable[[FoundFault], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("A fault found otherwise"), tr("Add the fault"), self._hand_in, parent)
        self._done = done
        self._places: Sequence[StairPlaces] = ()
        self.setMaximumSize(WIDEST, HIGHEST)
        self.say(tr("For what no test found: seen on a walk, reported by somebody. A reading that fails adds its own."))
        self.what = self.add(tr("What is wrong"), QLineEdit())
        self.stair, self.floor = self.pair((tr("Stair"), QComboBox()), (tr("Floor"), QComboBox()))
        self.floor.setPlaceholderText(tr("First choose a stair"))
        self.stair.currentIndexChanged.connect(self._on_stair)
        self.severity = self.add(tr("Severity"), Segments([term(each.label) for each in SEVERITIES], tr("Severity")))
        self.classes = self.add(tr("Class, as you would propose it"), Segments([tr("None yet"), *CLASSES], tr("Class")))
        self.action = self.add(tr("What is to be done (optional)"), QLineEdit())
        self.due = self.add(tr("Due (optional)"), QLineEdit())

    def show_places(self, places: Sequence[StairPlaces]) -> None:
        """Begin anew in a building with these stairs."""
        self._places = places
        for field in (self.what, self.action, self.due):
            field.clear()
        self.severity.choose(SEVERITIES.index(Severity.MEDIUM))
        self.classes.choose(0)
        self.stair.clear()
        self.stair.addItems([WHOLE_BUILDING, *(each.name for each in places)])
        self.show_for_entry(self.what)

    def _on_stair(self, index: int) -> None:
        self.floor.clear()
        self.floor.setEnabled(index > 0)
        if index > 0:
            self.floor.addItems([WHOLE_STAIR, *(name for _, name in self._places[index - 1].floors)])

    def _hand_in(self) -> None:
        try:
            due = parse_date(self.due.text()) if self.due.text().strip() else None
        except Invalid as error:
            self.complain(error.message, self.due)
            return
        if not self.what.text().strip():
            self.complain(tr("Say what is wrong."), self.what)
            return
        self.busy()
        place = self._places[self.stair.currentIndex() - 1] if self.stair.currentIndex() > 0 else None
        at = self.floor.currentIndex()
        self._done(
            FoundFault(
                SEVERITIES[self.severity.index].value,
                self.what.text().strip(),
                CLASSES[self.classes.index - 1].value if self.classes.index else None,
                self.action.text().strip() or None,
                stair_id=place.stair_id if place else None,
                floor_id=place.floors[at - 1][0] if place and at > 0 else None,
                due_date=due,
            )
        )
