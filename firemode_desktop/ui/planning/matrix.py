"""Which archetypes run at which frequencies: a box for every choice and frequency, a switch for every archetype."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from firemode_desktop.domain.archetypes import ALL, PRESSURIZATION, Archetype
from firemode_desktop.domain.schedule import Schedule, offered
from firemode_desktop.domain.words import Frequency, InterfaceType, ScenarioType, case_words
from firemode_desktop.ui.language import inline, term, tr
from firemode_desktop.ui.parts import label, rule
from firemode_desktop.ui.theme import GRID

HEADS = {
    Frequency.MONTHLY: tr("Monthly"),
    Frequency.THREE_MONTHLY: "3-monthly",
    Frequency.SIX_MONTHLY: "6-monthly",
    Frequency.ANNUAL: tr("Annual"),
    Frequency.FIVE_YEARLY: "5-yearly",
    Frequency.COMMISSIONING: tr("Commiss."),
}
STEPS = {
    Qt.Key.Key_Up.value: (-1, 0),
    Qt.Key.Key_Down.value: (1, 0),
    Qt.Key.Key_Left.value: (0, -1),
    Qt.Key.Key_Right.value: (0, 1),
}
Change = Callable[[str, Callable[[Schedule], Schedule]], None]


def choice_words(choice: str) -> str:
    """``all doors closed``, ``fan running``, ``manual override``; blank where there is nothing to choose."""
    if choice == ALL:
        return ""
    if choice in PRESSURIZATION:
        return case_words(choice == PRESSURIZATION[0])
    for words in (ScenarioType, InterfaceType):
        if choice in words.values():
            return words(choice).label.lower()
    return case_words(choice)


class Matrix(QWidget):
    """Arrow keys go from box to box, the space bar ticks; Tab goes from archetype to archetype."""

    def __init__(self, archetypes: Sequence[Archetype], change: Change) -> None:
        super().__init__()
        self._change = change
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID + 4)
        self._grid.setVerticalSpacing(3)
        self.switches: dict[str, QCheckBox] = {}
        self.boxes: dict[tuple[str, str, str], QCheckBox] = {}
        self._places: dict[tuple[int, int], QCheckBox] = {}
        self._archetypes = {one.archetype_id: one for one in archetypes}
        self._row = 1
        for place, frequency in enumerate(Frequency):
            self._grid.addWidget(label(HEADS[frequency], "small"), 0, 2 + place, Qt.AlignmentFlag.AlignHCenter)
        for archetype in archetypes:
            self._add(archetype)
        self._grid.setColumnMinimumWidth(1, 136)
        self._grid.setColumnStretch(2 + len(Frequency), 1)

    def _add(self, archetype: Archetype) -> None:
        self._grid.addWidget(rule(), self._row, 0, 1, 2 + len(Frequency))
        switch = QCheckBox(archetype.name)
        switch.setAccessibleName(tr("{archetype} runs", archetype=archetype.name))
        switch.clicked.connect(lambda: self._on_switch(archetype, switch.isChecked()))
        self.switches[archetype.archetype_id] = switch
        self._put(switch, self._row + 1, 0)
        for choice in offered(archetype):
            self._row += 1
            self._add_choice(archetype, choice)
        self._row += 1

    def _add_choice(self, archetype: Archetype, choice: str) -> None:
        words = choice_words(choice)
        self._grid.addWidget(label(words, "small"), self._row, 1)
        for place, frequency in enumerate(Frequency):
            box = QCheckBox()
            box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            named = ", ".join(part for part in (archetype.name, words, inline(term(frequency.label))) if part)
            box.setAccessibleName(named)
            box.setToolTip(named)
            box.clicked.connect(partial(self._on_box, box, archetype, choice, frequency))
            self.boxes[archetype.archetype_id, choice, frequency.value] = box
            self._put(box, self._row, 2 + place)

    def _put(self, box: QCheckBox, line: int, column: int) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(box, line, column, centre)
        self._places[line, column] = box
        box.installEventFilter(self)

    def show_schedule(self, schedule: Schedule) -> None:
        """Tick what runs; the boxes of an archetype that is off are not offered."""
        for archetype_id, archetype in self._archetypes.items():
            active = schedule.setting(archetype).active
            self.switches[archetype_id].setChecked(active)
            now = schedule.of(archetype)
            for choice in offered(archetype):
                for frequency in Frequency.values():
                    box = self.boxes[archetype_id, choice, frequency]
                    box.setChecked(choice in now.due(frequency))
                    box.setEnabled(active)

    def _on_switch(self, archetype: Archetype, on: bool) -> None:
        self._change(archetype.name, lambda now: now.switch(archetype, on))

    def _on_box(self, box: QCheckBox, archetype: Archetype, choice: str, frequency: Frequency) -> None:
        on = box.isChecked()

        def changed(now: Schedule) -> Schedule:
            others = [one for one in now.of(archetype).due(frequency) if one != choice]
            return now.choose(archetype, frequency, [*others, choice] if on else others)

        self._change(f"{archetype.name}, {inline(term(frequency.label))}", changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An arrow key goes to the next box that can be ticked in that direction."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in STEPS:
            found = next((box for box in self._towards(watched, *STEPS[event.key()]) if box.isEnabled()), None)
            if found is not None:
                found.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _towards(self, watched: QObject, down: int, right: int) -> Iterator[QCheckBox]:
        line, column = next(place for place, box in self._places.items() if box is watched)
        for _ in range(self._row + len(Frequency)):
            line, column = line + down, column + right
            if (box := self._places.get((line, column))) is not None:
                yield box
