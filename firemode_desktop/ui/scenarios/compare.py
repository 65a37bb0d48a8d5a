"""Two versions, or two scenarios, side by side: every effect with its cell before and after, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.scenario_diff import CellChange, Change, Diff, compare, window
from firemode_desktop.domain.sequence import Step
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel
from firemode_desktop.ui.parts import Card, button, column, empty, fill, label, row
from firemode_desktop.ui.scenarios.compare_times import Overlay
from firemode_desktop.ui.scenarios.publishing import Known, known
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.theme import GRID, ROW
from firemode_desktop.ui.workspace import Tools

SIGNS: Mapping[Change, tuple[str, str]] = {
    Change.SAME: ("=", "faint"),
    Change.ADDED: ("+", "good"),
    Change.REMOVED: ("−", "bad"),
    Change.CHANGED: ("≠", "near"),
}


def _cell(step: Step | None) -> str:
    return window(step) if step is not None else "–"


def _key(one: CellChange) -> tuple[int | None, int | None]:
    return (
        one.before.step_order if one.before is not None else None,
        one.after.step_order if one.after is not None else None,
    )


def _differs(one: CellChange) -> str:
    return "; ".join(each.words for each in one.fields)


def _tone(one: CellChange) -> str:
    return SIGNS[one.kind][1]


COLUMNS: tuple[Column[CellChange], ...] = (
    Column(
        "change",
        tr("Change"),
        lambda one: f"{SIGNS[one.kind][0]}  {one.kind.value}",
        width=110,
        strong=True,
        tone=_tone,
    ),
    Column("component", tr("Component"), lambda one: one.component, width=190, strong=True),
    Column("action", tr("Action"), lambda one: one.action.replace("_", " "), width=150),
    Column("before", tr("Before"), lambda one: _cell(one.before), width=150, tone=lambda one: "quiet"),
    Column("after", tr("After"), lambda one: _cell(one.after), width=150, tone=_tone),
    Column("differs", tr("What differs"), _differs, stretch=True),
)


class CompareView(Card):
    """``begin()`` compares the chosen scenario with its version before; ``closed`` after *Back* or Esc.

    What is on the desk is compared as it stands there, saved or not.
    """

    closed = Signal()

    def __init__(self, studio: Studio, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.studio, self.tools = studio, tools
        self.diff: Diff | None = None
        self._known = Known()
        self._offered: list[Scenario] = []
        self._make()
        studio.changed.connect(self._follow)

    def _make(self) -> None:
        self.before, self.after = QComboBox(), QComboBox()
        for box, name in ((self.before, tr("Before")), (self.after, tr("After"))):
            box.setAccessibleName(name)
            box.setMinimumWidth(250)
            box.activated.connect(lambda _at: self._compare())
        self.only = QCheckBox(tr("Only what differs"))
        self.only.toggled.connect(lambda _on: self._show())
        self.summary = label("", "quiet")
        self.model: ListingModel[CellChange] = ListingModel(COLUMNS, key=_key)
        self.list = Listing(self.model, tr("Effects"), self.tools.settings, "scenarios/compare")
        self.header = column(gap=2)
        self.overlay = Overlay()
        swap = button(tr("Swap"), self.swap)
        swap.setToolTip(tr("After becomes before"))
        back = button(tr("Back"), self.closed.emit)
        first = row(
            label(tr("Compare"), "heading"), GRID, self.before, label("→", "quiet"), self.after, swap, None, back
        )
        self.body.addLayout(first)
        self.body.addLayout(row(self.summary, None, self.only))
        self.body.addLayout(self.header)
        self.legend = label(
            tr("In time: outlined as it was, filled as it is; crossed out what must not happen"), "small"
        )
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.overlay)
        self.body.addStretch()
        self.list.chosen.connect(self.overlay.choose)
        self.setAccessibleName(tr("Compare versions"))

    # --- what is compared ----------------------------------------------------------------------------------------

    def begin(self, before: Scenario | None = None, after: Scenario | None = None) -> None:
        """Compare these two; without them the chosen scenario with what it was made from."""
        one = after or self.studio.scenario
        if one is None:
            return
        self._known = Known()
        self._offer(before or self._base(one), one)
        self.before.setFocus(Qt.FocusReason.OtherFocusReason)
        kept = self.studio.saved.get(one.key) or (self.studio.published.get(one.origin) if one.origin else None)
        if kept is not None:
            job = partial(known, kept.key)
            self.tools.background.ask(self, job, partial(self._on_known, one.key), about="compare")

    def _base(self, one: Scenario) -> Scenario | None:
        return self.studio.published.get(one.origin) if one.origin is not None else None

    def _on_known(self, key: UUID, found: Known) -> None:
        """The other versions can be chosen now; of one that had nothing before it, the version before it is."""
        before, after = self._of(self.before), self._of(self.after)
        if after is None or after.key != key:
            return
        self._known = found
        earlier = [each.scenario for each in found.versions if each.scenario.version < after.version]
        self._offer(before if before is not after else next(iter(earlier), None), after)

    def _offer(self, before: Scenario | None, after: Scenario) -> None:
        """The versions of the scenario first, then the others of the design."""
        versions = [self.studio.design.get(each.scenario.key) or each.scenario for each in self._known.versions]
        wanted = [after, *([before] if before is not None else []), *versions]
        ours = {one.key: one for one in sorted(wanted, key=lambda one: (-one.version, one.name))}
        others = {one.key: one for one in self.studio.design if one.key not in ours}
        self._offered = [*ours.values(), *others.values()]
        for box, chosen in ((self.before, before or after), (self.after, after)):
            box.clear()
            box.addItems([_named(one, self.studio) for one in self._offered])
            box.setCurrentIndex([one.key for one in self._offered].index(chosen.key))
        self._compare()

    def _of(self, box: QComboBox) -> Scenario | None:
        at = box.currentIndex()
        return self._offered[at] if 0 <= at < len(self._offered) else None

    def _follow(self) -> None:
        """What is compared was edited: compare what it is now."""
        if self.isVisible() and self._offered:
            self._offered = [self.studio.design.get(one.key) or one for one in self._offered]
            self._compare()

    def swap(self) -> None:
        """After becomes before."""
        at, other = self.before.currentIndex(), self.after.currentIndex()
        self.before.setCurrentIndex(other)
        self.after.setCurrentIndex(at)
        self._compare()

    def _compare(self) -> None:
        before, after = self._of(self.before), self._of(self.after)
        self.diff = compare(before, after) if after is not None else None
        self._show()

    # --- shown ---------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        empty(self.header)
        if self.diff is None:
            return
        self.summary.setText(tr("Both say the same.") if self.diff.empty else _capital(self.diff.summary) + ".")
        fill(self.header, (label(f"≠  {_capital(each.words)}", "near", wrap=True) for each in self.diff.header))
        self.model.show(self.diff.cells if self.only.isChecked() else self.diff.rows)
        self.list.setMaximumHeight(self.list.horizontalHeader().height() + ROW * len(self.model.rows) + GRID)
        self.overlay.show_rows(self.diff.rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _named(one: Scenario, studio: Studio) -> str:
    unsaved = one.is_draft and studio.unsaved.touches(one)
    state = tr("{state}, not saved", state=one.state.value) if unsaved else one.state.value
    return tr(
        "{name} · {zone} – version {version} ({state})", name=one.name, zone=one.zone, version=one.version, state=state
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
