"""The versions of the chosen scenario: what each says otherwise than the one before, who signed it, what follows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.scenario_diff import compare
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.services import scenarios
from firemode_desktop.services.scenarios import Version
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.parts import Content, button, column, empty, fill, label, link, primary, row, rule
from firemode_desktop.ui.scenarios.columns import STATES
from firemode_desktop.ui.scenarios.head import remove_draft
from firemode_desktop.ui.scenarios.publishing import Known, PublishPanel, WithdrawPanel, changes, followers, known
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

LIST, PUBLISH, WITHDRAW = range(3)
PAUSE_MS = 120


class VersionsPanel(QWidget):
    """Every version below the other, the latest first; signing and withdrawing take its place while they are decided.

    ``compare_wanted(before, after)`` asks for the comparison of two versions, ``save_wanted`` for the drafts to be
    saved before one is signed; ``recorded`` follows a version that was published or withdrawn.
    """

    compare_wanted = Signal(object, object)
    save_wanted = Signal()
    recorded = Signal()

    def __init__(self, studio: Studio, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio, self.tools = studio, tools
        self.known = Known()
        self._asked: tuple[UUID, str | None] | None = None
        self._about: tuple[UUID, str] | None = None
        self._make()
        self._soon = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._soon.timeout.connect(self._follow)
        for signal in (studio.changed, studio.chosen):
            signal.connect(self._soon.start)

    def _make(self) -> None:
        self.publish_button = primary(tr("Publish…"), self.publish)
        self.withdraw_button = button(tr("Withdraw…"), self.withdraw)
        self.discard_button = button(tr("Remove the draft"), partial(remove_draft, self.studio))
        self.list = QVBoxLayout()
        self.list.setSpacing(4)
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self.list, None))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        above = column(row(self.publish_button, None, self.withdraw_button), row(self.discard_button, None))
        laid = column(above, scroll, gap=GRID)
        laid.setStretch(1, 1)
        page.setLayout(laid)
        self.signing = PublishPanel(self.studio, self.tools)
        self.withdrawing = WithdrawPanel(self.studio, self.tools)
        self.pages = QStackedWidget()
        for each in (page, self.signing, self.withdrawing):
            self.pages.addWidget(each)
        self.setLayout(column(self.pages))
        self.setAccessibleName(tr("Versions"))
        for panel in (self.signing, self.withdrawing):
            panel.closed.connect(self.leave)
            panel.done.connect(lambda _found: self._on_recorded())

    # --- asked and answered --------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def load(self) -> None:
        """Ask again: the record changed."""
        self._asked = None
        self._follow()

    def _follow(self) -> None:
        if not self.isVisible():
            return
        kept = self.studio.on_record
        wanted = (kept.key, kept.row_version) if kept is not None else None
        if wanted is not None and wanted != self._asked:
            self.tools.background.ask(self, partial(known, wanted[0]), self._show, about="versions")
        self._asked = wanted
        one = self.studio.scenario
        about = (one.zone_id, one.name) if one is not None else None
        if about != self._about:
            self._about, self.known = about, Known()
            self.leave()
        self._show(self.known)

    def _show(self, found: Known) -> None:
        self.known = found
        one = self.studio.scenario
        force, may = found.in_force, not self.studio.read_only
        self.publish_button.setVisible(one is not None and one.is_draft and may)
        self.discard_button.setVisible(one is not None and one.is_draft and may)
        self.withdraw_button.setVisible(force is not None and may)
        empty(self.list)
        shown = self.shown
        fill(self.list, (part for at in range(len(shown)) for part in self._block(shown, at)))
        if lines := followers(found.behind, self.tools):
            fill(
                self.list,
                (rule(), label(tr("Still follows a version that is out of force"), "strong", wrap=True), *lines),
            )
        fill(self.list, self._withdrawn())
        if not shown:
            self.list.addWidget(label(tr("Choose a scenario to see its versions."), "quiet", wrap=True))
        if self.pages.currentIndex() == PUBLISH:
            self.signing.show_known(found)

    def _withdrawn(self) -> Iterator[Content]:
        """The scenarios of the stair that are in force no more, each with the way to begin it again."""
        ended = self.known.withdrawn
        if ended:
            yield rule()
            yield label(tr("Withdrawn in this stair"), "strong")
        for each in ended:
            one = each.scenario
            yield label(f"{one.name}, {one.zone}", wrap=True)
            yield from (label(words, "small", wrap=True) for words in _life(each))
            if not self.studio.read_only:
                again = link(tr("Begin again as draft"), partial(self.begin_again, one))
                again.setAccessibleName(tr("Begin {name} in {zone} again as draft", name=one.name, zone=one.zone))
                yield row(again, None)

    @property
    def shown(self) -> tuple[Version | Scenario, ...]:
        """The versions, the latest first; a draft as it stands on the desk, also before it is saved."""
        one = self.studio.scenario
        if one is None:
            return ()
        if one.is_draft:
            return (one, *(each for each in self.known.versions if each.scenario.key != one.key))
        return self.known.versions or (one,)

    def _block(self, shown: tuple[Version | Scenario, ...], at: int) -> Iterator[Content]:
        """One version: its state, its life, what it says otherwise than the one before, what can be done with it."""
        one = _value(shown[at])
        before = _value(shown[at + 1]) if at + 1 < len(shown) else None
        unsaved = one.is_draft and self.studio.unsaved.touches(one)
        state = tr("{state}, not saved", state=one.state.value) if unsaved else one.state.value
        if at:
            yield rule()
        yield row(
            StatusMark(STATES[one.state].standing, 11),
            label(tr("Version {version}", version=one.version), "strong"),
            label(state),
            None,
        )
        for words in _life(shown[at]):
            yield label(words, "small", wrap=True)
        if one.change_note:
            yield label(f"“{one.change_note}”", wrap=True)
        if before is not None:
            diff = compare(before, one)
            yield from (
                changes(diff)
                if not diff.empty
                else [label(tr("Says the same as version {version}", version=before.version), "quiet")]
            )
        yield row(*self._deeds(one, before), None)

    def _deeds(self, one: Scenario, before: Scenario | None) -> Iterator[Content]:
        ours = self.studio.scenario
        if before is not None:
            words = link(
                tr("Compare with version {version}", version=before.version),
                partial(self.compare_wanted.emit, before, one),
            )
            yield words
        if one.state is ScenarioState.SUPERSEDED and ours is not None and not self.studio.read_only:
            again = link(tr("Restore as draft"), partial(self.restore, one))
            again.setAccessibleName(tr("Restore version {version} as draft", version=one.version))
            yield again

    # --- deeds ---------------------------------------------------------------------------------------------------

    def restore(self, old: Scenario) -> bool:
        """Put what an old version said into the draft, or into a new one; one step of undo."""
        ours = self.studio.scenario
        if ours is None:
            return False
        note = (
            ours.change_note if ours.is_draft and ours.change_note else tr("As version {version}", version=old.version)
        )
        return self.studio.put(
            ours.key,
            tr("version {version} restored as draft", version=old.version),
            then=(),
            sequence=old.sequence,
            trigger=old.trigger,
            trigger_type=old.trigger_type,
            scenario_type=old.scenario_type,
            change_note=note,
        )

    def begin_again(self, ended: Scenario) -> None:
        """Write a draft that says what a withdrawn scenario said last."""
        job = partial(_redraft, ended.key, self.tools.person.id, self.tools.clock())
        self.tools.background.do(self, job, self._on_begun, text=tr("Beginning a draft"))

    def _on_begun(self, draft: Scenario) -> None:
        self.tools.notices.say(
            tr(
                "Version {version} of “{draft}” in {zone} is a draft now.",
                version=draft.version,
                draft=draft.name,
                zone=draft.zone,
            )
        )
        self._on_recorded()

    def publish(self) -> None:
        """Show the draft for signing; it is saved first where it is not."""
        one = self.studio.scenario
        if one is None or not one.is_draft:
            return
        self.pages.setCurrentIndex(PUBLISH)
        self.signing.begin(self.known)
        if self.studio.unsaved.touches(one):
            self.save_wanted.emit()

    def withdraw(self) -> None:
        """Ask for the reason."""
        self.pages.setCurrentIndex(WITHDRAW)
        self.withdrawing.begin(self.known)

    def leave(self) -> None:
        """Back to the list."""
        self.pages.setCurrentIndex(LIST)

    def _on_recorded(self) -> None:
        self.leave()
        self.load()
        self.recorded.emit()


def _redraft(scenario_id: UUID, by: UUID, at: datetime, session: Any) -> Scenario:
    return scenarios.redraft(session, scenario_id, by=by, at=at)


def _value(one: Version | Scenario) -> Scenario:
    return one if isinstance(one, Scenario) else one.scenario


def _life(each: Version | Scenario) -> Iterator[str]:
    """``signed by Engineer One on 4 May 2026``, ``out of force since …``."""
    one = _value(each)
    zone = ZoneInfo(one.timezone)
    if one.published_at is not None:
        yield tr(
            "signed by {published_by}, {published_at}",
            published_by=one.published_by or tr("nobody"),
            published_at=show_date(one.published_at.astimezone(zone).date()),
        )
    if isinstance(each, Scenario):
        return
    if one.published_at is None and each.created_by:
        yield tr(
            "begun by {created_by}, {created_at}",
            created_by=each.created_by,
            created_at=show_date(each.created_at.astimezone(zone).date()),
        )
    if each.superseded_at is not None:
        by = tr(" by {superseded_by}", superseded_by=each.superseded_by) if each.superseded_by else ""
        yield tr(
            "out of force since {superseded_at}{by}",
            superseded_at=show_date(each.superseded_at.astimezone(zone).date()),
            by=by,
        )
    if each.superseded_reason:
        yield f"“{each.superseded_reason}”"
