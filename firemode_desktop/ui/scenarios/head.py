"""The chosen scenario as a whole: its name and state above the views, and what is known of it as fields beside them."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import EquipmentType, ScenarioType, TriggerDeviceType
from firemode_desktop.ui.language import show_date, term, tr
from firemode_desktop.ui.panel import mark
from firemode_desktop.ui.parts import ElidedLabel, button, column, label, row
from firemode_desktop.ui.scenarios.columns import STATES
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID

TYPES, KINDS = tuple(ScenarioType), tuple(TriggerDeviceType)
NO_KIND = tr("Not said")
NAME_STAYS = tr("A scenario keeps its name once a version is published. To have another name, make a copy of it.")
TRIGGERS = (EquipmentType.DETECTOR, EquipmentType.CONTROL_PANEL, EquipmentType.ACTUATOR)


class ScenarioHead(QWidget):
    """``Fire Floor 8 – Stair-A, Zone-3   ● published   version 2 · trigger SD-L8-01 (smoke detector) · annual``."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.name = label("", "heading")
        self.mark, self.state = StatusMark(Standing.PASS, 11), label("")
        self.meta = ElidedLabel()
        laid = row(self.name, 4, self.mark, self.state, GRID, self.meta, gap=5)
        laid.setStretch(laid.count() - 1, 1)
        self.setLayout(laid)
        studio.changed.connect(self._show)
        studio.chosen.connect(self._show)
        self._show()

    def _show(self) -> None:
        one = self.studio.scenario
        for part in (self.mark, self.state):
            part.setVisible(one is not None)
        if one is None:
            self.name.setText(tr("No scenario chosen"))
            self.meta.setText("")
            return
        self.name.setText(f"{one.name} – {one.place.replace(' · ', ', ')}")
        self.mark.show_standing(STATES[one.state].standing)
        unsaved = self.studio.unsaved.touches(one)
        self.state.setText(tr("{state}, not saved", state=one.state.value) if unsaved else one.state.value)
        self.meta.setText(meta(one))


def meta(one: Scenario) -> str:
    """``version 1 · trigger SD-L8-01 (smoke detector) · annual · Level-7, Level-8, Level-9``."""
    kind = f" ({TriggerDeviceType(one.trigger_type).label.lower()})" if one.trigger_type else ""
    often = ScenarioType(one.scenario_type).label.lower()
    parts = [
        tr("version {version}", version=one.version),
        tr("trigger {trigger}{kind}", trigger=one.trigger, kind=kind),
        often,
    ]
    if one.published_at is not None:
        by = tr(" by {published_by}", published_by=one.published_by) if one.published_by else ""
        parts.append(
            tr(
                "published {published_at}{by}",
                published_at=show_date(one.published_at.astimezone(ZoneInfo(one.timezone)).date()),
                by=by,
            )
        )
    parts.append(", ".join(one.floors))
    return " · ".join(part for part in parts if part)


class ScenarioFacts(QWidget):
    """Name, zone, how often it is tested, trigger, what changed: taken when a field is left, one step of undo each."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self._showing = False
        self.name, self.trigger, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.zone, self.type, self.kind = QComboBox(), QComboBox(), QComboBox()
        self.type.addItems([term(one.label) for one in TYPES])
        self.kind.addItems([NO_KIND, *(term(one.label) for one in KINDS)])
        self.note.setPlaceholderText(tr("What this version changes, and why"))
        self.why = label("", "small", wrap=True)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.remove = button(tr("Remove this draft"), self._on_remove, role="flat")
        fields: tuple[tuple[str, QWidget], ...] = (
            (tr("Name"), self.name),
            (tr("Zone"), self.zone),
            (tr("Tested"), self.type),
            (tr("Trigger"), self.trigger),
            (tr("Kind of trigger"), self.kind),
            (tr("What changed"), self.note),
        )
        rows = [self._row(words, field) for words, field in fields]
        self.setLayout(column(*rows, self.why, self.problem, row(self.remove, None), None, gap=GRID))
        self._connect()
        studio.changed.connect(self._show)
        studio.chosen.connect(self._show)
        self._show()

    def _row(self, words: str, field: QWidget) -> QHBoxLayout:
        name = label(words, "quiet")
        name.setFixedWidth(96)
        name.setBuddy(field)
        field.setAccessibleName(words)
        laid = row(name, field)
        laid.setStretch(1, 1)
        return laid

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._on_name)
        self.trigger.editingFinished.connect(self._on_trigger)
        self.note.editingFinished.connect(lambda: self._put("note", change_note=self.note.text().strip()))
        self.type.activated.connect(lambda at: self._put(tr("how often it is tested"), scenario_type=TYPES[at].value))
        self.kind.activated.connect(self._on_kind)
        self.zone.activated.connect(self._on_zone)

    # --- shown ---------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        one = self.studio.scenario
        self.setEnabled(one is not None and not self.studio.read_only)
        self._complain("")
        if one is None:
            return
        self._showing = True
        for field, text in ((self.name, one.name), (self.trigger, one.trigger), (self.note, one.change_note)):
            if field.text() != text:
                field.setText(text)
        self._offer_zones(one)
        self.type.setCurrentIndex([each.value for each in TYPES].index(one.scenario_type))
        self.kind.setCurrentIndex(_place_of(one.trigger_type))
        fixed = one.version > 1 or one.state is ScenarioState.PUBLISHED
        self.name.setEnabled(not fixed)
        self.zone.setEnabled(not fixed)
        self.why.setText(NAME_STAYS if fixed else "")
        self.why.setVisible(fixed)
        self.note.setEnabled(one.is_draft)
        self.remove.setVisible(one.is_draft)
        self._offer_triggers(one)
        self._showing = False

    def _offer_zones(self, one: Scenario) -> None:
        self.zone.clear()
        self.zone.addItems([f"{each.stair} · {each.zone}" for each in self.studio.around.zones])
        keys = [each.zone_id for each in self.studio.around.zones]
        self.zone.setCurrentIndex(keys.index(one.zone_id) if one.zone_id in keys else -1)

    def _offer_triggers(self, one: Scenario) -> None:
        around = self.studio.around
        ours = [
            each.identifier for each in around.components if each.stair_id == one.stair_id and each.kind in TRIGGERS
        ]
        completer = QCompleter(list(dict.fromkeys((*ours, *around.triggers))), self.trigger)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.trigger.setCompleter(completer)

    def _complain(self, words: str, field: QLineEdit | None = None) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        for each in (self.name, self.trigger):
            mark(each, words if each is field else "")

    # --- taken ---------------------------------------------------------------------------------------------------

    def _on_name(self) -> None:
        one, name = self.studio.scenario, " ".join(self.name.text().split())
        if one is None or name == one.name or self._showing:
            return
        taken = any(
            each.zone_id == one.zone_id and each.name.casefold() == name.casefold() for each in self._others(one)
        )
        if not name or taken:
            words = (
                tr("{zone} has a scenario “{name}” already.", zone=one.zone, name=name)
                if taken
                else tr("A scenario needs a name.")
            )
            self._complain(words, self.name)
            return
        self._put(tr("name {name}", name=name), name=name)

    def _on_trigger(self) -> None:
        one, trigger = self.studio.scenario, self.trigger.text().strip()
        if one is None or trigger == one.trigger or self._showing:
            return
        if not trigger:
            self._complain(tr("A scenario needs its trigger, for example SD-L8-01."), self.trigger)
            return
        self._put(tr("trigger {trigger}", trigger=trigger), trigger=trigger)

    def _on_kind(self, at: int) -> None:
        self._put(tr("kind of trigger"), trigger_type=KINDS[at - 1].value if at > 0 else None)

    def _on_zone(self, at: int) -> None:
        place = self.studio.around.zones[at]
        fields = {"stair_id": place.stair_id, "stair": place.stair, "zone_id": place.zone_id, "zone": place.zone}
        self._put(tr("zone {zone}", zone=place.zone), **fields, floors=place.floors)

    def _others(self, one: Scenario) -> list[Scenario]:
        return [each for each in self.studio.design if each.key != one.key]

    def _put(self, text: str, **fields: Any) -> None:
        one = self.studio.scenario
        if one is not None and not self._showing and any(getattr(one, name) != value for name, value in fields.items()):
            self.studio.put(one.key, tr("{words} of {name}", words=text, name=one.name), **fields)

    def _on_remove(self) -> None:
        remove_draft(self.studio)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self._show()
        super().keyPressEvent(event)


def remove_draft(studio: Studio) -> bool:
    """Take the chosen draft away; the version it was made from stands in its place. False where it is no draft."""
    one = studio.scenario
    if one is None or not one.is_draft:
        return False
    before = studio.published.get(one.origin) if one.origin is not None else None
    design = studio.design.without(one.key) if before is None else studio.design.replaced(one.key, before)
    return studio.swap(
        design, tr("removing the draft of {name}", name=one.name), key=before.key if before is not None else None
    )


def _place_of(kind: str | None) -> int:
    values = [each.value for each in KINDS]
    return 1 + values.index(kind) if kind in values else 0
