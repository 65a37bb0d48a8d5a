"""A new scenario: from a common sequence, as a copy of another one, or empty; for one zone or for all of a stair."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QListWidget, QListWidgetItem, QWidget

from firemode_desktop.domain import patterns
from firemode_desktop.domain.design import Design, Scenario, ZonePlace
from firemode_desktop.domain.design import Sequence as Steps
from firemode_desktop.domain.patterns import Beginning, Pattern
from firemode_desktop.domain.sequence import Step, same_component
from firemode_desktop.domain.words import ScenarioType, TriggerDeviceType
from firemode_desktop.paths import resources
from firemode_desktop.ui.language import plain, term, tr
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import label
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.theme import GRID

TYPES, KINDS = tuple(ScenarioType), tuple(TriggerDeviceType)
NO_KIND = tr("Not said")
ROW_HEIGHT = 22


class NewScenario(EntryPanel):
    """Chooses what to begin with and where; the scenario stands on the desk as a draft, one step of undo."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(tr("New scenario"), tr("Add the scenario"), self._add, parent, framed=False)
        self.studio = studio
        self.patterns = patterns.load_patterns(resources())
        self._source: Scenario | None = None
        self._typed = {"name": False, "trigger": False}
        self._build()

    def _build(self) -> None:
        self.form.setSpacing(GRID - 3)  # close together, so that the steps are in sight at 800 px
        self.begin_with = QListWidget()
        self.begin_with.setProperty("role", "boxed")
        self.begin_with.currentRowChanged.connect(lambda _row: self._propose())
        self.add(tr("Begin with"), self.begin_with)
        self.zone, self.type = self.pair((tr("Zone"), QComboBox()), (tr("Tested"), QComboBox()))
        self.zone.currentIndexChanged.connect(lambda _index: self._propose())
        self.type.addItems([term(one.label) for one in TYPES])
        self.every = QCheckBox(tr("One for every zone of this stair"))
        self.every.toggled.connect(lambda _on: self._propose())
        self.every.setAccessibleName(self.every.text())
        self.listen(self.every)
        self.form.addWidget(self.every)
        self.name = self.add(tr("Name"), QLineEdit())
        self.name.textEdited.connect(lambda _text: self._typed.update(name=True))
        self.trigger, self.kind = self.pair((tr("Trigger"), QLineEdit()), (tr("Kind of trigger"), QComboBox()))
        self.trigger.textEdited.connect(lambda _text: self._typed.update(trigger=True))
        self.kind.addItems([NO_KIND, *(term(one.label) for one in KINDS)])
        self.about = label("", "small", wrap=True)
        self.steps = label("", wrap=True)
        self.steps.setTextFormat(Qt.TextFormat.PlainText)
        self.open_ = label("", "near", wrap=True)
        for each in (self.about, self.steps, self.open_):
            self.form.addWidget(each)

    # --- begun ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin anew, in the zone of the scenario that is looked at."""
        self._source = self.studio.scenario
        self._typed = {"name": False, "trigger": False}
        self._offer()
        self.every.setChecked(False)
        self._propose()
        self.show_for_entry(self.begin_with)

    def _offer(self) -> None:
        for field in (self.begin_with, self.zone):
            field.blockSignals(True)
            field.clear()
        for pattern in self.patterns:
            self.begin_with.addItem(QListWidgetItem(pattern.name))
        if self._source is not None:
            self.begin_with.addItem(
                QListWidgetItem(tr("A copy of “{source}”, {zone}", source=self._source.name, zone=self._source.zone))
            )
        self.begin_with.addItem(QListWidgetItem(tr("Nothing: an empty sequence")))
        for at in range(self.begin_with.count()):
            self.begin_with.item(at).setSizeHint(QSize(0, ROW_HEIGHT))
        self.begin_with.setFixedHeight(ROW_HEIGHT * self.begin_with.count() + 6)
        self.begin_with.setCurrentRow(0)
        zones = self.zones
        self.zone.addItems([f"{one.stair} · {one.zone}" for one in zones])
        ours = self._source.zone_id if self._source is not None else None
        of_stair = next((at for at, one in enumerate(zones) if one.stair_id == self.studio.stair_id), 0)
        self.zone.setCurrentIndex(next((at for at, one in enumerate(zones) if one.zone_id == ours), of_stair))
        for field in (self.begin_with, self.zone):
            field.blockSignals(False)

    @property
    def zones(self) -> tuple[ZonePlace, ...]:
        """Where a scenario can be put."""
        return self.studio.around.zones

    @property
    def pattern(self) -> Pattern | None:
        """The chosen common sequence; None for a copy or an empty one."""
        at = self.begin_with.currentRow()
        return self.patterns[at] if 0 <= at < len(self.patterns) else None

    @property
    def is_copy(self) -> bool:
        """Whether it begins as a copy of the scenario that was looked at."""
        return self._source is not None and self.begin_with.currentRow() == len(self.patterns)

    @property
    def place(self) -> ZonePlace | None:
        """The chosen zone."""
        at = self.zone.currentIndex()
        return self.zones[at] if 0 <= at < len(self.zones) else None

    @property
    def places(self) -> tuple[ZonePlace, ...]:
        """The zones that get a scenario."""
        chosen = self.place
        if chosen is None:
            return ()
        return (
            tuple(one for one in self.zones if one.stair_id == chosen.stair_id) if self.every.isChecked() else (chosen,)
        )

    # --- proposed ------------------------------------------------------------------------------------------------

    def _propose(self) -> None:
        place = self.place
        if place is None:
            return
        several = len(self.places) > 1
        for field in (self.name, self.trigger):
            field.setEnabled(not several)
            field.setPlaceholderText("" if not several else tr("one of its own in each zone"))
        if not self._typed["name"]:
            self.name.setText("" if several else self._name(place))
        offered = self._triggers(place)
        if not self._typed["trigger"]:
            self.trigger.setText("" if several else next(iter(offered), ""))
        completer = QCompleter(list(offered), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.trigger.setCompleter(completer)
        kind, often = self._kinds()
        self.kind.setCurrentIndex(0 if kind is None else 1 + [one.value for one in KINDS].index(kind))
        self.type.setCurrentIndex([one.value for one in TYPES].index(often))
        self._preview(place)

    def _kinds(self) -> tuple[str | None, str]:
        if self.pattern is not None:
            return self.pattern.trigger_type, self.pattern.scenario_type
        if self.is_copy and self._source is not None:
            return self._source.trigger_type, self._source.scenario_type
        return None, ScenarioType.ANNUAL.value

    def _preview(self, place: ZonePlace) -> None:
        begun = self._begun(place)
        self.about.setText(self.pattern.about if self.pattern is not None else "")
        self.about.setVisible(self.pattern is not None)
        where = tr("In {zone}: ", zone=place.zone) if len(self.places) > 1 else ""
        steps = "\n".join(map(_line, begun.sequence))
        self.steps.setText(
            tr("{where}{sequence} steps\n{steps}", where=where, sequence=len(begun.sequence), steps=steps)
            if steps
            else tr("Its steps are added afterwards.")
        )
        self.open_.setText("\n".join(begun.open_))
        self.open_.setVisible(bool(begun.open_))

    def _begun(self, place: ZonePlace) -> Beginning:
        if self.pattern is not None:
            return patterns.begin(self.pattern, place, self.studio.around)
        if self.is_copy and self._source is not None:
            return Beginning(_moved(self._source, place, self.studio))
        return Beginning(Steps())

    def _name(self, place: ZonePlace) -> str:
        taken = [one.name for one in self.studio.design if one.zone_id == place.zone_id]
        if self.pattern is not None:
            return patterns.name_for(self.pattern, place, taken)
        if self.is_copy and self._source is not None:
            return patterns.untaken(self._source.name, taken)
        return ""

    def _triggers(self, place: ZonePlace) -> tuple[str, ...]:
        if self.pattern is not None:
            return patterns.triggers_for(self.pattern, place, self.studio.around)
        if self.is_copy and self._source is not None and self._source.zone_id == place.zone_id:
            return (self._source.trigger, *self.studio.around.triggers)
        return ("", *self.studio.around.triggers)

    # --- added ---------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        several = len(self.places) > 1
        if not self.places:
            self.complain(tr("There is no zone yet. A scenario belongs to a zone: add zones in the registers first."))
            return
        made = [self._scenario(place, several) for place in self.places]
        if wrong := self._wrong(made):
            self.complain(*wrong)
            return
        design = self.studio.design
        for one in made:
            design = design.added(one, after=_last_of_zone(design, one))
        words = (
            tr("new scenario {made}", made=made[0].name) if not several else tr("{made} new scenarios", made=len(made))
        )
        self.studio.swap(design, words, key=made[0].key, then=())
        self.studio.choose(made[0].key)
        self.closed.emit()

    def _scenario(self, place: ZonePlace, several: bool) -> Scenario:
        kind = self.kind.currentIndex()
        return Scenario(
            key=uuid4(),
            stair_id=place.stair_id,
            stair=place.stair,
            zone_id=place.zone_id,
            zone=place.zone,
            name=self._name(place) if several else " ".join(self.name.text().split()),
            scenario_type=TYPES[self.type.currentIndex()].value,
            trigger=next(iter(self._triggers(place)), "") if several else self.trigger.text().strip(),
            trigger_type=KINDS[kind - 1].value if kind > 0 else None,
            sequence=self._begun(place).sequence,
            floors=place.floors,
        )

    def _wrong(self, made: Sequence[Scenario]) -> tuple[str, QWidget] | None:
        for one in made:
            if not one.name:
                return tr("A scenario needs a name."), self.name
            if not one.trigger:
                return (
                    tr(
                        "What triggers it in {zone}? The scenario needs its trigger, for example SD-L8-01.",
                        zone=one.zone,
                    ),
                    self.trigger,
                )
            if any(_same_name(one, other) for other in self.studio.design):
                return tr(
                    "{zone} has a scenario “{name}” already. Give this one another name.", zone=one.zone, name=one.name
                ), self.name
        return None


def _line(step: Step) -> str:
    time = f"{plain(step.expected_delay_seconds)} ± {plain(step.tolerance_seconds)} s"
    if step.must_not:
        time = tr("not from {earliest} to {latest} s", earliest=plain(step.earliest), latest=plain(step.latest))
    return f"{step.step_order}  {step.words}  {time}"


def _moved(source: Scenario, place: ZonePlace, studio: Studio) -> Steps:
    """The steps of another scenario; in another zone with the components that stand there where the first ones stood.

    A component of the source's zone becomes the one of its kind in the other zone where there is just one of each.
    """
    if source.zone_id == place.zone_id:
        return source.sequence
    known = studio.around.components
    sequence = source.sequence
    for step in source.sequence:
        here = [one for one in known if one.zone_id == source.zone_id]
        mine = next((one for one in here if one.identifier == same_component(step.component_id)), None)
        if mine is None or sum(one.kind == mine.kind for one in here) != 1:
            continue
        there = [one for one in known if one.zone_id == place.zone_id and one.kind == mine.kind]
        if len(there) == 1:
            sequence = sequence.changed(step.step_order, component_id=there[0].identifier)
    return sequence


def _same_name(one: Scenario, other: Scenario) -> bool:
    return one.zone_id == other.zone_id and one.name.casefold() == other.name.casefold()


def _last_of_zone(design: Design, one: Scenario) -> UUID | None:
    ours = [each.key for each in design if each.zone_id == one.zone_id]
    ours = ours or [each.key for each in design if each.stair_id == one.stair_id]
    return ours[-1] if ours else None
