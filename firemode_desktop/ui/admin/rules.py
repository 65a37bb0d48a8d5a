"""Rules: every version of the limits that readings are judged by, and the making of a successor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget

from firemode_desktop.domain.rulesets import LimitChange, RuleSet
from firemode_desktop.domain.words import DEFAULT_RULE_SET
from firemode_desktop.services import rules, rulesets
from firemode_desktop.services.rules import RuleVersion
from firemode_desktop.services.rulesets import SetState, Usage
from firemode_desktop.ui.admin.rule_panels import RulePanel, SuccessorPanel, columns
from firemode_desktop.ui.admin.rulesets import SetPanel, UsagePanel
from firemode_desktop.ui.admin.section import Section
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.parts import Card, Segments, button, column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools

WIDTH = 304


class RulesSection(Section):
    """The list of versions, and beside it the chosen one or its successor."""

    key: ClassVar[str] = "rules"
    title: ClassVar[str] = tr("Rules")
    words: ClassVar[str] = tr("limits standards thresholds versions")

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.found: tuple[RuleVersion, ...] = ()
        self.in_use = DEFAULT_RULE_SET
        self.model: ListingModel[RuleVersion] = ListingModel(columns(self.today), key=lambda one: one.rule_id)
        self.list = Listing(self.model, tr("Rules"), tools.settings, "admin/rules")
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _one: self.supersede())
        self.which = Segments([tr("All versions"), tr("In force")], tr("Which versions"))
        self.which.chosen.connect(lambda _index: self._filter())
        self.sets = QComboBox()
        self.sets.setAccessibleName(tr("Rule set"))
        self.sets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sets.activated.connect(lambda _index: self._on_set())
        self.about = button(tr("About this set…"), self.show_set)
        self.note = label("", "quiet")
        self.rule = RulePanel(self.supersede, self.ask_usage)
        self.successor = SuccessorPanel(self.put_in_force)
        self.set = SetPanel(self._take_set)
        self.usage = UsagePanel(self._close, self._open_session)
        for panel in (self.successor, self.set):
            panel.closed.connect(self._close)
        self.right = QStackedWidget()
        self.right.setFixedWidth(WIDTH)
        for widget in (self.rule, self.successor, self.set, self.usage):
            self.right.addWidget(widget)
        head = row(self.sets, self.about, GRID, self.note, None, self.which)
        left = column(head, Card(self.list, margin=1), gap=GRID)
        left.setStretch(1, 1)
        whole = row(gap=GRID + 4)
        whole.addLayout(left, 1)
        whole.addWidget(self.right)
        self.setLayout(whole)

    @property
    def today(self) -> date:
        """The day by the clock of this computer."""
        return self.tools.clock().astimezone().date()

    def load(self) -> None:
        self.tools.background.ask(self, partial(_rules, self.building_id), self._show, about="rules")

    def _show(self, found: Rules) -> None:
        self.found, self.in_use = found.versions, found.in_use
        chosen = self.sets.currentData()
        self.sets.clear()
        for state in found.sets:
            mark = (
                tr(" · judges this building")
                if state.name == found.in_use
                else ""
                if state.adopted
                else tr(" · not adopted")
            )
            self.sets.addItem(f"{state.name}{mark}", state)
        names = [state.name for state in found.sets]
        self.sets.setCurrentIndex(names.index(chosen.name if chosen is not None else found.in_use))
        self._filter()
        self._begin()

    @property
    def state(self) -> SetState | None:
        """The set that is shown."""
        found = self.sets.currentData()
        return found if isinstance(found, SetState) else None

    def _on_set(self) -> None:
        self._filter()
        self._begin()
        if self.state is not None and not self.state.adopted:
            self.show_set()

    def _begin(self) -> None:
        if self.list.current is None and self.model.rows:
            self.list.choose(self.model.rows[0].rule_id)
        self._on_chosen(self.list.current)

    def _filter(self) -> None:
        name = self.state.name if self.state is not None else ""
        shown = tuple(one for one in self.found if one.rule_set == name)
        self.model.show(shown)
        holding = sum(one.holds(self.today) for one in shown)
        self.note.setText(
            tr("{shown} versions, {holding} in force today", shown=len(shown), holding=holding)
            if shown
            else tr("not adopted yet")
        )
        self.model.keep((lambda one: one.holds(self.today)) if self.which.index else None)

    def _on_chosen(self, one: RuleVersion | None) -> None:
        if one is not None:
            self.rule.show_rule(one, self.today)
            if not self.successor.typed and self.right.currentWidget() is not self.set:
                self.right.setCurrentWidget(self.rule)

    def supersede(self) -> None:
        """Type in a successor of the chosen version."""
        one = self.list.current
        if one is None or not one.active or one.superseded_date is not None:
            self.tools.notices.warn(tr("Only the last version of a rule can be superseded."))
        elif self.right.currentWidget() is not self.successor:
            self.right.setCurrentWidget(self.successor)
            self.successor.begin(one)

    def put_in_force(self) -> None:
        """Hand the successor in."""
        read, before = self.successor.read(), self.successor.before
        if read is None or before is None:
            return
        version, begins, changes = read
        self.successor.busy()
        job = partial(_supersede, before.code, version, begins, changes, self.tools.person.id)
        done = partial(
            self._on_superseded,
            tr(
                "{before} {version} holds from {begins}.", before=before.code, version=version, begins=show_date(begins)
            ),
        )
        self.tools.background.do(self, job, done, self.successor.refuse, text=tr("Superseding a rule"))

    def _on_superseded(self, words: str, rule_id: UUID) -> None:
        self.tools.notices.say(words)
        self._close()
        self.list.choose(rule_id)
        self.load()

    def _close(self) -> None:
        for field in (self.successor.version, self.successor.begins):
            field.clear()
        self.right.setCurrentWidget(self.rule)
        self.take_focus()

    # --- sets --------------------------------------------------------------------------------------------------

    def show_set(self) -> None:
        """Show what is in the set, and what choosing it for the building would change."""
        state = self.state
        if state is None:
            return
        self.set.show_set(state, state.name == self.in_use)
        self.right.setCurrentWidget(self.set)
        if not state.adopted:
            self.set.begins.setFocus(Qt.FocusReason.OtherFocusReason)
        elif state.name != self.in_use and self.building_id is not None:
            job = partial(_choosing, self.building_id, state.name, self.today)
            self.tools.background.ask(self, job, self.set.show_changes, about="set")

    def _take_set(self) -> None:
        """Adopt the set that is shown, or judge the building by it."""
        state = self.set.state
        if state is None or state.name == self.in_use:
            return
        if not state.adopted:
            self._adopt(state)
        elif self.building_id is not None:
            self.set.busy()
            job = partial(_choose, self.building_id, state.name, self.tools.person.id)
            done = partial(
                self._on_set_taken, tr("This building is judged by “{state}” from now on.", state=state.name)
            )
            self.tools.background.do(self, job, done, self.set.refuse, text=tr("Choosing a rule set"))

    def _adopt(self, state: SetState) -> None:
        begins = self.set.first_day()
        if begins is None or state.shipped is None:
            return
        self.set.busy()
        job = partial(_adopt, state.shipped, begins, self.tools.person.id)
        done = partial(
            self._on_set_taken, tr("“{state}” holds from {begins}.", state=state.name, begins=show_date(begins))
        )
        self.tools.background.do(self, job, done, self.set.refuse, text=tr("Adopting a rule set"))

    def _on_set_taken(self, words: str, _answer: object) -> None:
        self.tools.notices.say(words)
        self._close()
        self.load()

    # --- what a version judged ---------------------------------------------------------------------------------

    def ask_usage(self) -> None:
        """List the sessions that the chosen version judged."""
        one = self.list.current
        if one is not None:
            show = partial(self._show_usage, f"{one.code} {one.version}")
            self.tools.background.ask(self, partial(_usage, one.rule_id), show, about="usage")

    def _show_usage(self, name: str, found: tuple[Usage, ...]) -> None:
        self.usage.show_usage(name, found, self.building_id)
        self.right.setCurrentWidget(self.usage)
        self.usage.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_session(self, session_id: UUID) -> None:
        self.tools.go("sessions", Place(session_id=session_id))

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def told_of(self) -> tuple[str, UUID] | None:
        """The chosen version."""
        return None if self.list.current is None else ("as1851_rules", self.list.current.rule_id)

    def unsaved(self) -> str | None:
        typing = self.right.currentWidget() is self.successor and self.successor.typed
        return tr("Administration holds a rule that is not in force yet.") if typing else None

    def pictures(self) -> Iterator[str]:
        self.supersede()
        yield "supersede"
        self._close()
        self.ask_usage()
        yield "usage"
        self._close()
        self.sets.setCurrentIndex(self.sets.count() - 1)
        self._on_set()
        yield "set"
        self.sets.setCurrentIndex(0)
        self._close()
        self._on_set()


# Jobs


@dataclass(frozen=True)
class Rules:
    """Every version, the sets there are, and the one the building is judged by."""

    versions: tuple[RuleVersion, ...]
    sets: tuple[SetState, ...]
    in_use: str


def _rules(building_id: UUID | None, session: Any) -> Rules:
    in_use = rulesets.set_of(session, building_id) if building_id is not None else DEFAULT_RULE_SET
    return Rules(rules.versions(session), rulesets.states(session), in_use)


def _supersede(code: str, version: str, begins: date, changes: Mapping[str, Any], by: UUID, session: Any) -> UUID:
    return rules.supersede(session, code, version, begins, changes, by=by)


def _choosing(building_id: UUID, name: str, day: date, session: Any) -> tuple[LimitChange, ...]:
    return rulesets.choosing(session, building_id, name, day)


def _choose(building_id: UUID, name: str, by: UUID, session: Any) -> None:
    rulesets.choose(session, building_id, name, by=by)


def _adopt(rule_set: RuleSet, begins: date, by: UUID, session: Any) -> tuple[UUID, ...]:
    return rulesets.adopt(session, rule_set, begins, by=by)


def _usage(rule_id: UUID, session: Any) -> tuple[Usage, ...]:
    return rulesets.usage(session, rule_id)
