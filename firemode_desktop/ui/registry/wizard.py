"""New stairs from a rule: what is typed is drawn at once, counted in words, and added as one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from firemode_desktop.domain import level_answers
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fields import Field, Kind
from firemode_desktop.domain.levels import spelled
from firemode_desktop.domain.section import Section
from firemode_desktop.domain.stair_rule import LEVELS, NAMES, Key, Plan, StairRule, plan, usual_rule
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.overview.drawing import SectionDrawing
from firemode_desktop.ui.parts import Card, label, link, row
from firemode_desktop.ui.registry import wording
from firemode_desktop.ui.registry.answers import Answer
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.proposal import Proposal

CALM_MS = 60
"""So long after the last key the drawing follows."""

LINES: tuple[tuple[str, tuple[tuple[Key, str], ...]], ...] = (
    (
        tr("Each stair"),
        (
            (("stairs", "stair_type"), tr("Type")),
            (("stairs", "design_standard"), tr("Design standard")),
            (("control_equipment", "equipment_identifier"), tr("Fan")),
            (("design_setpoints", "setpoint"), tr("Design pressure (Pa)")),
        ),
    ),
    (
        tr("A door on every floor"),
        (
            (("doors", "door_identifier"), tr("Called")),
            (("doors", "door_type"), tr("Type")),
            (("doors", "width_m"), tr("Width")),
            (("doors", "height_m"), tr("Height")),
            (("doors", "fire_rating_minutes"), tr("Fire rating")),
            (("doors", "door_hand"), tr("Hand")),
        ),
    ),
    (
        tr("A doorway on every floor"),
        (
            (("doorways", "doorway_identifier"), tr("Called")),
            (("zones", "zone_name"), tr("Zones are called")),
            (("doorways", "width_m"), tr("Width")),
            (("doorways", "height_m"), tr("Height")),
        ),
    ),
)
"""The questions besides names and levels, two in a line."""
MARKS = tr("{stair}, {letter}, {level} and {n} stand for the stair, its letter, the floor and its number. Blank: none.")


class StairWizard(Proposal):
    """Writes a ``StairRule``; ``plan`` is what it would make of the draft on the desk."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.preview = SectionPreview()
        super().__init__(tr("New stairs from a rule"), tr("Add"), self.preview, parent)
        self.desk = desk
        self.rule = StairRule()
        self.plan = Plan(self.rule, (), {})
        self._misread: dict[str, str] = {}
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._draw)
        self.names = Answer(
            Field("names", tr("Names"), Kind.TEXT, help=tr("One or several: Stair-A, Stair-B or Stair-A to C."))
        )
        self.levels = {field.name: Answer(field) for field in level_answers.FIELDS}
        self.each: dict[Key, Answer] = {}
        self._ask()

    def _ask(self) -> None:
        self.ask(self.names)
        self.ask(self.levels[level_answers.LINE])
        self.more = link(tr("One by one…"), self._show_details)
        self.more.setToolTip(tr("The same levels, a field for each"))
        self.questions.addLayout(row(self.more, None))
        names = [name for name in self.levels if name != level_answers.LINE]
        for left, right in zip(names[::2], names[1::2], strict=True):
            self.ask(self.levels[left], self.levels[right])
        for heading, pairs in LINES:
            self.head(heading)
            made = [self._answer(key, words) for key, words in pairs]
            for left_answer, right_answer in zip(made[::2], made[1::2], strict=True):
                self.ask(left_answer, right_answer)
        self.names.given.connect(self._on_names)
        for name, answer in self.levels.items():
            answer.given.connect(lambda text, name=name: self._on_levels(name, text))
        for key, answer in self.each.items():
            answer.given.connect(lambda text, key=key: self._on_each(key, text))

    def _answer(self, key: Key, words: str) -> Answer:
        field = self.desk.draft[key[0]].register.field(key[1])
        called = key[1].endswith(("identifier", "zone_name"))
        asked = replace(field, label=words, required=False, help=MARKS if called else field.help)
        self.each[key] = Answer(asked, blank="none" if called or key[1] == "setpoint" else "")
        return self.each[key]

    def _show_details(self, shown: bool | None = None) -> None:
        """Show a field for each answer about the levels, or put them away."""
        details = [answer for name, answer in self.levels.items() if name != level_answers.LINE]
        shown = details[0].isHidden() if shown is None else shown
        for answer in details:
            answer.setVisible(shown)
        self.more.setText(tr("In one line") if shown else tr("One by one…"))

    # What is typed.

    def start(self) -> None:
        """The rule that makes one good stair here."""
        self.rule = usual_rule(self.desk.draft)
        self._misread.clear()
        self._show_details(False)
        self.refresh()
        self._draw()

    def _on_names(self, text: str) -> None:
        self._put(replace(self.rule, names=text))

    def _on_each(self, key: Key, text: str) -> None:
        self._put(self.rule.put(key, text))

    def _on_levels(self, name: str, text: str) -> None:
        if text == level_answers.shown(self.rule.levels, name) and name not in self._misread:
            return
        try:
            levels = level_answers.answered(self.rule.levels, name, text)
        except Invalid as error:
            self._misread = {name: error.message}
            self.touched = True
            self.refresh()
            return
        self._misread.pop(name, None)
        self._put(replace(self.rule, levels=levels))

    def _put(self, rule: StairRule) -> None:
        self.touched = self.touched or rule != self.rule
        self.rule = rule
        self.refresh()

    def refresh(self) -> None:
        """Everything that is said follows what was typed; the drawing a moment later."""
        self.plan = plan(self.rule, self.desk.draft)
        self.names.show_text(self.rule.names)
        for name, answer in self.levels.items():
            if name not in self._misread:
                answer.show_text(level_answers.shown(self.rule.levels, name))
        for key, answer in self.each.items():
            answer.show_text(answer.field.show(self.rule.typed.get(key, "")))
        words = self.rule.levels.words() if self.plan.floors and not self._misread else ""
        self.levels[level_answers.LINE].explain(words)
        self.show_problems()
        self._calm.start()

    def problems(self) -> Sequence[tuple[Answer | None, str]]:
        misread = [(self.levels[name], why) for name, why in self._misread.items()]
        return [*misread, *((self._where(key), why) for key, why in self.plan.problems.items())]

    def _where(self, key: Key) -> Answer | None:
        """The question a problem is about; of the levels the line, where their own fields are put away."""
        if key == NAMES:
            return self.names
        if key[0] == LEVELS:
            answer = self.levels[key[1]]
            return self.levels[level_answers.LINE] if answer.isHidden() else answer
        return self.each.get(key)

    # What it would make.

    def _draw(self) -> None:
        self._calm.stop()
        possible = not self._misread and not self.plan.problems
        if possible:
            zones = [f"{name}: {wording.of_run(run)}" for name, run in self.plan.zone_names()]
            self.preview.show_plan(self.plan.section(tr("New stairs")), self.plan.counts(), zones)
        self.preview.setEnabled(possible)

    @property
    def step(self) -> str:
        """What the step is called."""
        stairs = self.plan.stairs
        return tr(
            "new {stair} {spelled}", stair=tr("stair") if len(stairs) == 1 else tr("stairs"), spelled=spelled(stairs)
        )


class SectionPreview(Card):
    """Counts in words, the section, and the zones of each stair."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.counts = label("", "heading", wrap=True)
        self.zones = label("", "small", wrap=True)
        self.drawing = SectionDrawing()
        self.drawing.show_floors()
        self.drawing.setAccessibleName(tr("Preview of the new stairs"))
        self.scroller = _Scroller(self.drawing)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.scroller, 1)
        self.body.addWidget(self.zones)

    def show_plan(self, section: Section, counts: Mapping[str, int], zones: Sequence[str]) -> None:
        """Show what would be made."""
        self.counts.setText(wording.of_counts(counts, fans=True))
        self.zones.setText(" · ".join(zones))
        self.zones.setVisible(bool(zones))
        self.drawing.show_section(section)


class _Scroller(QScrollArea):
    """Holds the drawing; tells it how much room there is."""

    def __init__(self, drawing: SectionDrawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.setWidget(drawing)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        drawing.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawing.fit(self.maximumViewportSize())
