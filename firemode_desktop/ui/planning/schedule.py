"""Another schedule for a building: switched and typed here, and shown with what it does to the counts, then saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from firemode_desktop.domain.archetypes import Archetype
from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.domain.schedule import Schedule, differences
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.services.schedules import Effect, Outlook
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.notices import explain
from firemode_desktop.ui.parts import Card, button, column, empty, label, primary, row
from firemode_desktop.ui.planning import jobs
from firemode_desktop.ui.planning.matrix import Matrix
from firemode_desktop.ui.planning.timing import Timings
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import Swap, UndoStack
from firemode_desktop.ui.workspace import Tools

WIDTH = 328
SOON_MS = 120
WHEN = tr(
    "Due days are counted from a fixed day, else from the last visit. A visit within the days early "
    "and late is on time. No tolerance comes with the program: name the clause or the agreement "
    "yours is taken from."
)


class SchedulePanel(QWidget):
    """``closed`` after *Back*, ``saved`` when it is on record. What is not saved stays until it is given up."""

    closed = Signal()
    saved = Signal()

    def __init__(self, tools: Tools, stack: UndoStack, archetypes: Sequence[Archetype]) -> None:
        super().__init__()
        self.tools, self.stack = tools, stack
        self.building_id: UUID | None = None
        self.on_record, self.draft = Schedule(), Schedule()
        self._anchor: date | None = None
        self._archetypes = {one.archetype_id: one for one in archetypes}
        self.matrix = Matrix(archetypes, partial(self.change, place=None))
        self.timings = Timings(self.change)
        self.changes, self.effects = QVBoxLayout(), QVBoxLayout()
        self.problem = label("", "bad", wrap=True)
        self.go = primary(tr("Save schedule"), self.save)
        self.discard = button(tr("Discard changes"), self.give_up)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask_effect)
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "canvas")
        what = (label(tr("What is tested"), "heading"), self.matrix)
        when = (label(tr("When it falls due"), "heading"), label(WHEN, "small", wrap=True), self.timings)
        inside.setLayout(column(*what, 2 * GRID, *when, None, margin=2 * GRID, gap=GRID))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        told = QWidget()
        told.setProperty("role", "canvas")
        for each in (self.changes, self.effects):
            each.setSpacing(GRID - 2)
        told.setLayout(column(self.changes, GRID, self.effects, None, gap=GRID))
        shown = QScrollArea()
        shown.setWidget(told)
        shown.setWidgetResizable(True)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setFrameShape(QScrollArea.Shape.NoFrame)
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = column(self.go, row(button(tr("Back"), self.closed.emit), None, self.discard), gap=GRID)
        right = Card(label(tr("What saving changes"), "heading"), shown, self.problem, buttons)
        right.setFixedWidth(WIDTH)
        whole = row(Card(scroll, margin=1), right, gap=GRID + 4)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    @property
    def dirty(self) -> bool:
        """Whether something is not saved."""
        return self.draft != self.on_record

    def show_outlook(self, building_id: UUID, found: Outlook) -> None:
        """Show what is on record; what is not saved of the same building is kept."""
        if building_id != self.building_id or not self.dirty:
            if building_id != self.building_id:
                self.timings.forget()
            if building_id != self.building_id or found.schedule != self.on_record:
                self.stack.clear()
            self.building_id, self.on_record, self.draft = building_id, found.schedule, found.schedule
        self._anchor = found.anchor
        self._show()

    def take_focus(self) -> None:
        """Put the keyboard on the first archetype."""
        next(iter(self.matrix.switches.values())).setFocus(Qt.FocusReason.TabFocusReason)

    # --- changing ------------------------------------------------------------------------------------------------

    def change(self, what: str, changed: Callable[[Schedule], Schedule], place: object) -> None:
        """Make another schedule of the draft, as one step that can be undone; several in one field are one."""
        after = changed(self.draft)
        if after == self.draft:
            self._say()
        else:
            self.stack.push(Swap(what, self.draft, after, self._put, place=place))

    def _put(self, draft: Schedule) -> None:
        self.draft = draft
        self._show()

    def _show(self) -> None:
        self.matrix.show_schedule(self.draft)
        self.timings.show_schedule(self.draft, self._anchor)
        self._say()
        self._soon.start()

    def _say(self) -> None:
        """What is changed, and what keeps it from being saved."""
        empty(self.changes)
        lines = differences(self.on_record, self.draft, lambda one: self._archetypes[one].name)
        for line in lines or (tr("Nothing is changed."),):
            self.changes.addWidget(label(line, "" if lines else "quiet", wrap=True))
        wrong = self._wrong()
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        self.go.setEnabled(bool(lines) and not wrong)
        self.discard.setEnabled(bool(lines) or bool(wrong))

    def _wrong(self) -> str:
        try:
            self.draft.check(self._archetypes.values())
        except Invalid as error:
            return self.timings.problem or error.message
        return self.timings.problem

    def give_up(self) -> None:
        """Back to what is on record; that can be undone."""
        self.timings.forget()
        if self.dirty:
            self.stack.push(Swap(tr("discarded changes"), self.draft, self.on_record, self._put))
        self._show()

    # --- what it does --------------------------------------------------------------------------------------------

    def _ask_effect(self) -> None:
        if self.building_id is not None:
            job = partial(jobs.effect, self.building_id, self.draft, self.tools.clock())
            self.tools.background.ask(self, job, self._show_effect, about="effect")

    def _show_effect(self, found: Sequence[Effect]) -> None:
        empty(self.effects)
        for one in found:
            counts = tr(
                "{frequency}: {total} → {total2} tests",
                frequency=term(one.frequency.label),
                total=one.before.total,
                total2=one.after.total,
            )
            self.effects.addWidget(label(counts, "strong", wrap=True))
            for name, old, new in one.lines:
                kind = MeasurementType(self._archetypes[name].measurement_type).label
                words = tr("{kind}: {old} → {new}", kind=kind, old=old or tr("not tested"), new=new or tr("not tested"))
                self.effects.addWidget(label(words, "small", wrap=True))
        if not found and self.dirty:
            self.effects.addWidget(label(tr("The number of tests stays the same."), "small", wrap=True))

    # --- saving --------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Put the draft on record."""
        if self.building_id is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        job = partial(jobs.save, self.building_id, self.on_record, self.draft, self.tools.person.id)
        then = partial(self._on_saved, self.draft)
        self.tools.background.do(self, job, then, self._on_refused, text=tr("Saving the schedule"))

    def _on_saved(self, done: Schedule, _none: None) -> None:
        self.on_record = done
        self.stack.setClean()
        self._show()
        self.tools.notices.say(tr("The schedule is saved. Bring the expected tests up to date to make use of it."))
        self.saved.emit()

    def _on_refused(self, error: FiremodeError) -> None:
        self._say()
        self.problem.setText(explain(error).text)
        self.problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
