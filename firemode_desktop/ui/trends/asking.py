"""The settings of a chart, as many as it has: stair, measurement, condition, scenario, and what it shows by choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.standing import Measure, case_name
from firemode_desktop.domain.statistics import CONTROL_READINGS
from firemode_desktop.services.trends import Choices
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.parts import Segments, column, label, row
from firemode_desktop.ui.theme import GRID

CONTROL = tr("How far readings of this location scatter by themselves; no limit of any standard.")
EQUAL = tr("Beside what was read: the same readings without the stack effect of that day.")
TELLING = tr("The one that says most")
MEASURES = (Measure.PRESSURE, Measure.VELOCITY, Measure.FORCE)


class AskedPanel(QWidget):
    """``show_asked`` fills it in; ``changed`` tells the settings as a person changed them."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = Asked(ChartKind.TIME)
        self._choices = Choices()
        self._cases: tuple[str, ...] = ()
        self.stair, self.scenario = QComboBox(), QComboBox()
        self.stair.setAccessibleName(tr("Stair"))
        self.scenario.setAccessibleName(tr("Scenario"))
        self.measure = Segments([term(one.label) for one in MEASURES], tr("Measurement"))
        self.case = Segments([], tr("Condition"))
        self.by = Segments([], tr("What is shown"))
        self.control = QCheckBox(tr("&Control limits"))
        self.equal = QCheckBox(tr("At &equal temperatures"))
        self._rows = {
            "stair_id": self._row(tr("Stair"), self.stair),
            "measure": self._row("", self.measure),
            "case": self._row("", self.case),
            "scenario": self._row(tr("Scenario"), self.scenario),
            "by": self._row("", self.by),
            "control_limits": self._row("", self.control, self.equal),
        }
        self.setLayout(column(*self._rows.values(), gap=GRID - 2))
        self._listen()

    def _row(self, name: str, *fields: QWidget) -> QWidget:
        made = QWidget()
        parts = (label(name, "quiet"), *fields) if name else (*fields, None)
        made.setLayout(row(*parts))
        if isinstance(fields[0], QComboBox):
            made.layout().setStretch(1, 1)  # type: ignore[union-attr]  # it was set in the line before
        return made

    def _listen(self) -> None:
        self.stair.activated.connect(lambda at: self._set(stair_id=self.stair.itemData(at), places=()))
        self.scenario.activated.connect(lambda at: self._set(scenario=self.scenario.itemData(at)))
        self.measure.chosen.connect(lambda at: self._set(measure=MEASURES[at], case=""))
        self.case.chosen.connect(lambda at: self._set(case=self._cases[at]))
        self.by.chosen.connect(lambda at: self._choose_by(self.asked.kind.choices[at][0]))
        self.control.toggled.connect(lambda on: self._set(control_limits=on))
        self.equal.toggled.connect(lambda on: self._set(equal_temperatures=on))

    def show_asked(self, asked: Asked, choices: Choices) -> None:
        """Show these settings of a chart, and what else could be chosen in a building."""
        self.asked, self._choices = asked, choices
        blockers = [QSignalBlocker(field) for field in (self.measure, self.case, self.by, self.control, self.equal)]
        self._fill(self.stair, [(name, key) for key, name in choices.stairs], asked.stair_id)
        self._fill(self.scenario, [(TELLING, ""), *((name, name) for name in choices.scenarios)], asked.scenario)
        self.measure.choose(MEASURES.index(asked.measure) if asked.measure in MEASURES else 0)
        self._cases = ("", *choices.cases(asked.measure, asked.stair_id))
        self.case.set_names([case_name(asked.measure, case) if case else tr("All") for case in self._cases])
        self.case.choose(self._cases.index(asked.case) if asked.case in self._cases else 0)
        words = [one for one, _ in asked.kind.choices]
        self.by.set_names([name for _, name in asked.kind.choices])
        if len(asked.places) > 1:
            self.by.unchoose()
        else:
            self.by.choose(words.index(asked.by) if asked.by in words else 0)
        self._show_optional(asked)
        self.control.setChecked(asked.control_limits)
        self.equal.setChecked(asked.equal_temperatures)
        del blockers
        for name, shown in self._rows.items():
            shown.setVisible(name in asked.kind.settings and (name != "case" or len(self._cases) > 2))

    def _show_optional(self, asked: Asked) -> None:
        """What cannot be shown of this place is greyed out, and says why."""
        place = next((one for one in self._choices.places if one.place_id in asked.places[:1]), None)
        alone = not asked.by and len(asked.places) < 2
        why = "" if alone else tr("Shown of one place alone.")
        few = place is not None and place.readings < CONTROL_READINGS
        self._offer(
            self.control,
            CONTROL,
            why or (tr("From {CONTROL_READINGS} readings on.", CONTROL_READINGS=CONTROL_READINGS) if few else ""),
        )
        warm = place is not None and place.measure is not Measure.PRESSURE
        self._offer(self.equal, EQUAL, tr("Stack effect changes pressures only.") if warm else "")

    @staticmethod
    def _offer(box: QCheckBox, words: str, why_not: str) -> None:
        box.setEnabled(not why_not)
        box.setToolTip(why_not or words)

    def _choose_by(self, by: str) -> None:
        """Others beside the place in question: those that were picked one by one make room for them."""
        self._set(by=by, places=self.asked.places[:1])

    @staticmethod
    def _fill(box: QComboBox, entries: Sequence[tuple[str, Any]], chosen: Any) -> None:
        box.clear()
        for name, data in entries:
            box.addItem(name, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _set(self, **settings: Any) -> None:
        self.asked = self.asked.with_(**settings)
        self.show_asked(self.asked, self._choices)
        self.changed.emit(self.asked)
