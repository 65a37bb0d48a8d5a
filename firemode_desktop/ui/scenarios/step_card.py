"""The chosen steps in exact values, beside the drawing. A field is taken with Enter or when it is left; Esc restores.

Of several steps the shared values are shown and what is entered goes into all of them. What cannot be taken stays as
it was typed, with the sentence below the field that says why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLabel, QLineEdit, QWidget

from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.domain.sequence import POWERS, Step, same_component
from firemode_desktop.domain.timing import parse_seconds, planned
from firemode_desktop.ui.language import plain, tr
from firemode_desktop.ui.panel import mark
from firemode_desktop.ui.parts import Content, button, column, label, row, set_tone
from firemode_desktop.ui.scenarios import step_edits
from firemode_desktop.ui.scenarios.step_edits import Edit
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.theme import GRID

NAMES = 84
DIFFERENT = "different"
NO_STEP = tr(
    "No step is chosen. Click one in the matrix or the timeline, or choose it there with the arrow "
    "keys. Insert adds a step."
)
NO_SCENARIO = tr("Choose a scenario to see its steps.")
KINDS = ("alarm", "sensor", "fan", "damper", "detector", "actuator")
TEXTS = (
    ("component_id", tr("Component")),
    ("expected_action", tr("Action")),
    ("expected_delay_seconds", tr("Delay")),
    ("tolerance_seconds", tr("Tolerance")),
    ("depends_on", tr("Depends on")),
    ("note", tr("Note")),
)
_TIPS = {
    "expected_delay_seconds": tr(
        "Seconds after the trigger: 20, 15,5, 90 s or 1:30. Up and Down change it by a second."
    ),
    "tolerance_seconds": tr("Seconds earlier or later that are still right. Up and Down change it by a second."),
    "depends_on": tr("The steps that must have happened before: numbers or components, with commas between."),
}


class StepCard(QWidget):
    """Component, kind, action, times, dependencies, power and note of the chosen steps."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.is_new = False
        self._showing = False
        self._shown: dict[str, str] = {}
        self._for: tuple[object, frozenset[int], bool] = (None, frozenset(), False)
        self.title, self.hint = label("", "heading"), label("", "quiet", wrap=True)
        self.add_button = button(tr("Add a step"), self.begin_new)
        self.fields = {name: QLineEdit() for name, _words in TEXTS}
        self.complaints: dict[str, QLabel] = {}
        self.kind, self.power = QComboBox(), QComboBox()
        self.must_not = QCheckBox(tr("Must not happen"))
        self.unknown = label("", "small", wrap=True)
        set_tone(self.unknown, "near")
        self._make()
        studio.changed.connect(self._show)
        studio.chosen.connect(self._show)
        self._show()

    # --- made once -----------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self.kind.addItems(KINDS)
        self.power.addItems(POWERS)
        self.kind.activated.connect(lambda at: self._set("component_type", self.kind.itemText(at)))
        self.power.activated.connect(lambda at: self._set("power", self.power.itemText(at)))
        self.must_not.clicked.connect(self._on_must_not)
        self.must_not.setAccessibleName(tr("Must not happen"))
        for name, field in self.fields.items():
            field.editingFinished.connect(partial(self._take, name))
            field.installEventFilter(self)
            field.setToolTip(_TIPS.get(name, ""))
        for name in ("component_id", "expected_action"):
            self._complete(self.fields[name])
        names = dict(TEXTS)
        parts: list[Content] = []
        for name in (
            "component_id",
            "component_type",
            "expected_action",
            "expected_delay_seconds",
            "tolerance_seconds",
        ):
            parts += (
                self._row(name, tr("Kind"), self.kind)
                if name == "component_type"
                else self._text_row(name, names[name])
            )
        parts += self._row("must_not", "", self.must_not)
        parts += self._text_row("depends_on", names["depends_on"])
        parts += self._row("power", tr("Power"), self.power)
        parts += self._text_row("note", names["note"])
        self.body = QWidget()
        self.body.setLayout(column(*parts, gap=GRID - 2))
        self.setLayout(column(self.title, self.hint, row(self.add_button, None), self.body, None, gap=GRID))
        self.setAccessibleName(tr("The step"))

    def _text_row(self, name: str, words: str) -> list[Content]:
        complaint = label("", "bad", wrap=True)
        complaint.hide()
        self.complaints[name] = complaint
        beneath: list[Content] = [complaint, self.unknown] if name == "component_id" else [complaint]
        return [*self._row(name, words, self.fields[name]), *beneath]

    def _row(self, name: str, words: str, field: QWidget) -> list[Content]:
        named = label(words, "quiet")
        named.setFixedWidth(NAMES)
        named.setBuddy(field)
        if words:
            field.setAccessibleName(words)
        field.setObjectName(name)
        laid = row(named, field)
        laid.setStretch(1, 1)
        return [laid]

    def _complete(self, field: QLineEdit) -> None:
        completer = QCompleter(QStringListModel(field), field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(completer)

    # --- shown ---------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        now = (self.studio.key, self.studio.orders, self.is_new)
        if self.is_new and (self.studio.key != self._for[0] or self.studio.orders):
            self.is_new = False
            now = (*now[:2], False)
        other, self._for = now != self._for, now
        self._showing = True
        chosen = step_edits.chosen(self.studio)
        some = bool(chosen) or self.is_new
        self.body.setVisible(some)
        self.body.setEnabled(not self.studio.read_only)
        self.add_button.setVisible(not some and self.studio.scenario is not None and not self.studio.read_only)
        self.title.setText(self._heading())
        self.hint.setText(self._hint())
        self.hint.setVisible(bool(self.hint.text()))
        for name in self.fields:
            self._show_text(name, other)
        self._show_choices()
        self._showing = False

    def _heading(self) -> str:
        chosen = step_edits.chosen(self.studio)
        if self.is_new:
            return tr("New step")
        if len(chosen) == 1:
            return tr(
                "Step {step_order} · {component_id}",
                step_order=chosen[0].step_order,
                component_id=chosen[0].component_id,
            )
        return tr("{chosen} steps", chosen=len(chosen)) if chosen else tr("Step")

    def _hint(self) -> str:
        chosen = step_edits.chosen(self.studio)
        if self.is_new:
            return tr("Name the component; the rest follows from its kind and can be changed.")
        if not chosen:
            return NO_STEP if self.studio.scenario is not None else NO_SCENARIO
        if len(chosen) > 1:
            return tr("What is entered goes into all of them.")
        return (
            tr("Must not be seen {planned} after the trigger.", planned=planned(chosen[0]))
            if chosen[0].must_not
            else ""
        )

    def _show_text(self, name: str, other: bool) -> None:
        """Show a value; what was typed and refused stays until another step is looked at or the value changes."""
        field = self.fields[name]
        texts = {step_edits.text_of(name, step, self.studio.sequence) for step in step_edits.chosen(self.studio)}
        text = texts.pop() if len(texts) == 1 else ""
        if other or self._shown.get(name) != text or not self.complaints[name].text():
            field.setText(text)
            self._complain(name, "")
        field.setPlaceholderText(DIFFERENT if texts else step_edits.EXAMPLES.get(name, ""))
        self._shown[name] = text
        words = step_edits.offers(name, self.studio)
        completer = field.completer()
        model = completer.model() if completer is not None else None
        if isinstance(model, QStringListModel) and model.stringList() != words:
            model.setStringList(words)

    def _show_choices(self) -> None:
        chosen = step_edits.chosen(self.studio)
        for combo, name in ((self.kind, "component_type"), (self.power, "power")):
            values = {str(getattr(step, name)) for step in chosen}
            only = values.pop() if len(values) == 1 else ""
            if only and combo.findText(only) < 0:
                combo.addItem(only)
            combo.setCurrentIndex(combo.findText(only) if only else -1)
        forbidden = {step.must_not for step in chosen}
        self.must_not.setTristate(len(forbidden) > 1)
        both = Qt.CheckState.PartiallyChecked if len(forbidden) > 1 else Qt.CheckState.Unchecked
        self.must_not.setCheckState(Qt.CheckState.Checked if forbidden == {True} else both)
        missing = {step.component_id for step in chosen if step.component_id} - self._known(chosen)
        self.unknown.setText(
            tr("◆ {sorted} is not in the equipment register.", sorted=", ".join(sorted(missing))) if missing else ""
        )
        self.unknown.setVisible(bool(missing))

    def _known(self, chosen: tuple[Step, ...]) -> set[str]:
        equipment = {same_component(each) for each in self.studio.around.equipment}
        return {step.component_id for step in chosen if same_component(step.component_id) in equipment}

    def _complain(self, name: str, words: str) -> None:
        self.complaints[name].setText(words)
        self.complaints[name].setVisible(bool(words))
        mark(self.fields[name], words)
        if not words:
            self.fields[name].setToolTip(_TIPS.get(name, ""))

    # --- taken ---------------------------------------------------------------------------------------------------

    def _take(self, name: str) -> None:
        field = self.fields[name]
        if self._showing or self.studio.read_only or field.text() == self._shown.get(name) or not self.body.isVisible():
            if field.text() == self._shown.get(name):
                self._complain(name, "")
            return
        if self.is_new:
            self._add(name)
        else:
            self._apply(name, lambda: step_edits.with_text(self.studio, name, field.text()))

    def _apply(self, name: str, edit: Callable[[], Edit | None]) -> None:
        try:
            made = edit()
        except FiremodeError as error:
            self._complain(name, error.message)
            return
        self._complain(name, "")
        if made is None or not self.studio.edit(made.sequence, made.text):
            self._shown[name] = "\0"
            self._show()

    def _add(self, name: str) -> None:
        """The component of a new step makes the step; the rest of it is edited from then on."""
        text = self.fields["component_id"].text().strip()
        if name != "component_id" or not text:
            return
        made = step_edits.with_new(self.studio, text)
        self.is_new = False
        self.studio.edit(made.sequence, made.text, then={len(made.sequence)})
        self.fields["expected_action"].setFocus(Qt.FocusReason.TabFocusReason)
        self.fields["expected_action"].selectAll()

    def _set(self, name: str, value: str) -> None:
        if not self._showing and not self.is_new:
            made = step_edits.with_value(self.studio, name, value)
            self.studio.edit(made.sequence, made.text)

    def _on_must_not(self, checked: bool) -> None:
        made = step_edits.with_must_not(self.studio, checked)
        self.studio.edit(made.sequence, made.text)

    # --- keys ----------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Put the keyboard into the delay of the chosen step."""
        field = self.fields["expected_delay_seconds"]
        if self.body.isVisible():
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def begin_new(self) -> None:
        """Ask for the component of a new step."""
        if self.studio.scenario is None or self.studio.read_only:
            return
        self.studio.choose_steps()
        self.is_new = True
        self._show()
        self.fields["component_id"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        name = watched.objectName()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and name in self.fields:
            key = event.key()
            if key == Qt.Key.Key_Escape.value and self._restore(name):
                return True
            if name in step_edits.TIMES and key in (Qt.Key.Key_Up.value, Qt.Key.Key_Down.value):
                self._count(name, 1 if key == Qt.Key.Key_Up.value else -1)
                return True
        return super().eventFilter(watched, event)

    def _restore(self, name: str) -> bool:
        """Whether there was something to restore: a text that was not taken, or a new step that is not wanted."""
        field = self.fields[name]
        if self.is_new:
            self.is_new = False
            self._show()
            return True
        if field.text() == self._shown.get(name):
            return False
        field.setText(self._shown.get(name, ""))
        self._complain(name, "")
        return True

    def _count(self, name: str, by: int) -> None:
        """A second more or less than what stands in the field."""
        try:
            seconds = max(parse_seconds(self.fields[name].text()) + by, parse_seconds("0"))
        except Invalid as error:
            self._complain(name, error.message)
            return
        self.fields[name].setText(f"{plain(seconds)} s")
        self._take(name)
