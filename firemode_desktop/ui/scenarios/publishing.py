"""Signing a draft, and taking a version out of force: what changes, what keeps it back, what is left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.scenario_diff import Diff, compare
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Level
from firemode_desktop.services import scenarios
from firemode_desktop.services.scenarios import Published, Touched, TouchedSession, Version
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import Content, empty, fill, label, link, row
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.workspace import Place, Tools

MOST = 12
NOTHING = Touched()


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of a scenario: its versions, the latest first, and what was made from them.

    ``behind`` follows versions that are out of force, ``made`` any version that was ever in force; ``withdrawn`` are
    other scenarios of the stair that are in force no more.
    """

    versions: tuple[Version, ...] = ()
    behind: Touched = NOTHING
    made: Touched = NOTHING
    withdrawn: tuple[Version, ...] = ()

    @property
    def in_force(self) -> Scenario | None:
        """The version in force."""
        found = (each.scenario for each in self.versions)
        return next((one for one in found if one.state is ScenarioState.PUBLISHED), None)


def known(scenario_id: UUID, session: Any) -> Known:
    """Read the versions of a scenario, and what follows them."""
    versions = scenarios.history(session, scenario_id)
    ever = [each.scenario for each in versions if not each.scenario.is_draft]
    old = [one.key for one in ever if one.state is ScenarioState.SUPERSEDED]
    behind, made = (scenarios.touched(session, *keys) for keys in (old, [one.key for one in ever]))
    return Known(versions, behind, made, scenarios.withdrawn(session, versions[0].scenario.stair_id))


def _publish(draft: Scenario, signed: str, note: str, by: UUID, at: datetime, session: Any) -> Published:
    return scenarios.publish(session, draft.key, signed=signed, note=note, by=by, at=at, row_version=draft.row_version)


def _withdraw(scenario_id: UUID, reason: str, by: UUID, at: datetime, session: Any) -> Touched:
    return scenarios.withdraw(session, scenario_id, reason=reason, by=by, at=at)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, capitals and spaces aside."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def changes(diff: Diff) -> list[Content]:
    """What differs as lines, the first few of them."""
    said = diff.sentences
    lines: list[Content] = [label(f"• {words}", wrap=True) for words in said[:MOST]]
    if len(said) > MOST:
        lines.append(
            label(tr("and {said} more; compare the versions to see all", said=len(said) - MOST), "quiet", wrap=True)
        )
    return lines


def followers(touched: Touched, tools: Tools, otherwise: str = "") -> list[Content]:
    """What still follows a version: expected tests by frequency, then each session with the way there."""
    lines: list[Content] = [
        label(
            tr("{tests} ({often}): generate again", tests=_tests(many, tr("expected ")), often=often.replace("_", "-")),
            wrap=True,
        )
        for often, many in touched.templates
    ]
    for one in touched.sessions:
        go = link(tr("Open", "verb"), partial(tools.go, "sessions", Place(session_id=one.session_id)))
        go.setAccessibleName(tr("Open {name}", name=one.name))
        words = label(f"{one.name}: {_left(one)}", wrap=True)
        lines.append(_beside(words, go))
    return lines or ([label(otherwise, "quiet", wrap=True)] if otherwise else [])


def _left(one: TouchedSession) -> str:
    """``1 test still to do by it, 2 done``."""
    waiting = tr("{tests} still to do by it", tests=_tests(one.waiting)) if one.open and one.waiting else ""
    return ", ".join(filter(None, (waiting, tr("{tests} done", tests=_tests(one.done)) if one.done else ""))) or tr(
        "nothing left to do"
    )


def _tests(many: int, kind: str = "") -> str:
    return tr("{many} {kind}{test}", many=many, kind=kind, test=tr("test") if many == 1 else tr("tests"))


def _beside(words: QLabel, go: QPushButton) -> QLayout:
    laid = row(words, go)
    laid.setStretch(0, 1)
    return laid


class _Deciding(EntryPanel):
    """An entry panel with a changing body of sections above its fields, and the reason why it cannot be done yet."""

    done = Signal(object)

    def __init__(self, title: str, verb: str, studio: Studio, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(title, verb, self._decide, parent, framed=False)
        self.studio, self.tools = studio, tools
        self.known = Known()
        self.sections = QVBoxLayout()
        self.sections.setSpacing(5)
        self.form.addLayout(self.sections)
        self.why = label("", "near", wrap=True)

    def _decide(self) -> None:
        raise NotImplementedError

    def why_not(self) -> str:
        """What has to be right first, in a sentence; blank where nothing is in the way."""
        raise NotImplementedError

    def weigh(self) -> None:
        """Enable the button, or say why it is not."""
        words = self.why_not()
        self.go.setEnabled(not words)
        self.go.setToolTip(words)
        self.why.setText(words)
        self.why.setVisible(bool(words))

    def quiet(self) -> None:
        super().quiet()
        self.weigh()

    def fill(self, sections: Iterable[tuple[str, list[Content]]]) -> None:
        """Show sections, each with its heading; those without lines are left out."""
        empty(self.sections)
        for heading, lines in sections:
            if lines:
                fill(self.sections, (label(heading, "strong"), *lines, 4))


class PublishPanel(_Deciding):
    """What the draft changes, what keeps it back, what it leaves behind; a note, and one's own name under it."""

    def __init__(self, studio: Studio, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tr("Publish"), tr("Publish"), studio, tools, parent)
        self.note_field = self.add_below(tr("What changed, and why"), QLineEdit())
        self.sign = self.add_below(tr("Sign with your name"), QLineEdit())
        self.sign.setPlaceholderText(tools.person.full_name)
        self.sign.textChanged.connect(lambda _text: self.weigh())
        self.foot.addWidget(self.why)

    def begin(self, known: Known) -> None:
        """Show the chosen draft for signing."""
        self.show_known(known)
        one = self.studio.scenario
        self.note_field.setText(one.change_note if one is not None else "")
        self.sign.clear()
        self.show_for_entry(self.note_field)

    def show_known(self, known: Known) -> None:
        """The draft changed, or was saved: show it anew and keep what was typed."""
        self.known = known
        one = self.studio.scenario
        if one is None:
            return
        self.title.setText(tr("Publish version {version} of {name}", version=one.version, name=one.name))
        self.say(tr("It is frozen and in force from then on. The version before stays on record."))
        found = self.studio.problems
        errors: list[Content] = [
            label(f"✕ {each.message}", "bad", wrap=True) for each in found if each.level is Level.ERROR
        ]
        doubts: list[Content] = [
            label(f"! {each.message}", "near", wrap=True) for each in found if each.level is Level.WARNING
        ]
        force = known.in_force
        head = (
            tr("Changes since version {version}", version=force.version)
            if force is not None
            else tr("It is the first version")
        )
        lines: list[Content] = (
            changes(compare(force, one))
            if force is not None
            else [label(tr("{sequence} steps", sequence=len(one.sequence)))]
        )
        self.fill(
            (
                (head, lines),
                (tr("Keeps it from being published"), errors),
                (tr("Worth a look"), doubts),
                (tr("Made from the version before"), followers(known.made, self.tools)),
            )
        )
        self.weigh()

    def why_not(self) -> str:
        one, name = self.studio.scenario, self.tools.person.full_name or self.tools.person.username
        if one is None or not one.is_draft:
            return tr("It is published already.")
        if self.studio.read_only:
            return tr("Only an engineer or a supervisor may publish.")
        if self.studio.unsaved.touches(one):
            return tr("Save the draft first: what is signed is what is on record.")
        errors = sum(each.level is Level.ERROR for each in self.studio.problems)
        if errors:
            return tr(
                "{errors} {error} it from being published.",
                errors=errors,
                error=tr("error keeps") if errors == 1 else tr("errors keep"),
            )
        force = self.known.in_force
        if force is not None and compare(force, one).empty:
            return tr("It says the same as version {version}; there is nothing to publish.", version=force.version)
        return "" if same_name(self.sign.text(), name) else tr("Sign with your name, {name}.", name=name)

    def _decide(self) -> None:
        one, person = self.studio.scenario, self.tools.person
        if one is None or self.why_not():
            return
        self.busy()
        job = partial(_publish, one, self.sign.text(), self.note_field.text().strip(), person.id, self.tools.clock())
        self.tools.background.do(self, job, self._on_done, self.refuse, text=tr("Publishing"))

    def _on_done(self, found: Published) -> None:
        one = found.scenario
        words = " ".join(
            (
                tr("Version {version} of “{name}” is in force.", version=one.version, name=one.name),
                *found.touched.sentences,
            )
        )
        self.tools.notices.say(words)
        self.done.emit(found)


class WithdrawPanel(_Deciding):
    """Takes the version in force out of force, with the reason; what was made from it is named first."""

    def __init__(self, studio: Studio, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tr("Withdraw"), tr("Withdraw"), studio, tools, parent)
        self.reason = self.add_below(tr("Why"), QLineEdit())
        self.reason.setPlaceholderText(tr("E.g. the zone was rebuilt"))
        self.reason.textChanged.connect(lambda _text: self.weigh())
        self.foot.addWidget(self.why)

    def begin(self, known: Known) -> None:
        """Show what withdrawing the version in force leaves behind."""
        self.known = known
        force = known.in_force
        self.title.setText(
            tr("Withdraw version {version} of {force}", version=force.version, force=force.name)
            if force is not None
            else tr("Withdraw")
        )
        self.say(tr("Nothing takes its place. It stays on record with its tests."))
        self.fill(((tr("Made from it"), followers(known.made, self.tools, tr("Nothing was made from it."))),))
        self.reason.clear()
        self.show_for_entry(self.reason)

    def why_not(self) -> str:
        if self.known.in_force is None:
            return tr("No version of it is in force.")
        if self.studio.read_only:
            return tr("Only an engineer or a supervisor may withdraw it.")
        return "" if self.reason.text().strip() else tr("Say why; the reason is kept with the record.")

    def _decide(self) -> None:
        force, person = self.known.in_force, self.tools.person
        if force is None or self.why_not():
            return
        self.busy()
        job = partial(_withdraw, force.key, self.reason.text(), person.id, self.tools.clock())
        then: Callable[[Touched], None] = partial(self._on_done, force)
        self.tools.background.do(self, job, then, self.refuse, text=tr("Withdrawing"))

    def _on_done(self, force: Scenario, left: Touched) -> None:
        words = (
            tr("Version {version} of “{force}” is out of force.", version=force.version, force=force.name),
            *left.sentences,
        )
        self.tools.notices.say(" ".join(words))
        self.done.emit(None)
