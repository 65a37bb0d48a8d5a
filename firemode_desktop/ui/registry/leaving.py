"""How rows leave a register: marked for removal, or out of service from a day on; and why a removal was refused.

What still depends on a row is named by kind and number, each a link to where it stands; Enter takes the row out of
service instead. All of it is a step of the draft, which a save writes and Ctrl+Z takes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import FiremodeError, Invalid, Refused
from firemode_desktop.services import registry
from firemode_desktop.services.depending import plural
from firemode_desktop.services.registry import Retiring
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.parts import Card, button, column, label, link, primary, row
from firemode_desktop.ui.registry import wording
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.page import RegistersPage

PAGES: Mapping[str, str] = {
    "baseline_pressure_differentials": "baselines",
    "baseline_air_velocities": "baselines",
    "baseline_door_forces": "baselines",
    "ce_scenarios": "scenarios",
    "test_instance_templates": "sessions",
    "test_instances": "sessions",
    "test_sessions": "sessions",
    "evidence_records": "sessions",
    "faults": "faults",
}
"""The page on which rows of other tables are found."""
PLACES = {"stairs": "stair_id", "floors": "floor_id", "doors": "door_id", "doorways": "doorway_id"}
SHOWN = 3
"""So many refused rows are told with their links; of the others the number."""


@dataclass(frozen=True)
class Leaver:
    """A row that is to leave: its register and key, and what the refusal said depends on it."""

    register: str
    key: UUID
    uses: tuple[Mapping[str, Any], ...] = ()


class LeavingPanel(Card):
    """Hidden until rows leave. ``page`` is whose draft it is about."""

    def __init__(self, page: RegistersPage) -> None:
        super().__init__(margin=2 * GRID)
        self.page, self.desk = page, page.desk
        self.leavers: tuple[Leaver, ...] = ()
        self.sentence = label("", "heading", wrap=True)
        self.links = column(gap=2)
        self.note = label("", "small", wrap=True)
        self.problem = label("", "bad", wrap=True)
        self.from_ = label(tr("Out of service from"), "small")
        self.day = QLineEdit()
        self.day.setAccessibleName(tr("Out of service from"))
        self.day.setFixedWidth(120)
        self.day.returnPressed.connect(self.take_out)
        self.from_.setBuddy(self.day)
        self.go = primary(tr("Take out of service"), self.take_out)
        self.keep = button(tr("Keep"), self.keep_rows)
        self.back = button(tr("Back"), self.close_)
        deeds = row(self.from_, self.day, self.go, self.keep, self.back, None)
        self.body.addLayout(column(self.sentence, self.links, self.note, deeds, self.problem, gap=GRID))
        self.setAccessibleName(tr("Out of service"))
        self.hide()
        self.desk.told.connect(self._follow)

    # What a person asks for.

    def retire(self) -> None:
        """Ask from which day on the selected rows are out of service; when all of them are out, they come back."""
        pane, keys = self.page.pane, self.page.selected()
        if pane is None or not keys or pane.register.retires is None:
            return
        sheet, place = self.desk.draft[pane.register.name], pane.register.columns[pane.register.retires]
        if all(sheet.row(key).cells[place] is not None for key in keys):
            draft = self.desk.draft.retire(pane.register.name, keys, None)
            self.desk.do(tr("{named} back into service", named=self._named(pane.register.name, keys)), draft)
            return
        leavers = tuple(Leaver(pane.register.name, key) for key in keys)
        self._open(leavers, tr("Take {named} out of service", named=self._named(pane.register.name, keys)))

    def remove(self) -> None:
        """Rows are marked, and gone when one saves; those never saved go at once; marked ones are kept again."""
        pane, keys = self.page.pane, self.page.selected()
        if pane is None or not keys or not pane.register.shrinks:
            return
        name = pane.register.name
        if pane.all_removed():
            self.desk.do(tr("keep {named}", named=self._named(name, keys)), self.desk.draft.restore(name, keys))
        else:
            draft = self.desk.draft.remove(name, keys, self.desk.saved[name])
            self.desk.do(tr("removal of {named}", named=self._named(name, keys)), draft)

    def refused(self, error: Refused) -> bool:
        """Show why rows were not removed, where that is what was refused."""
        details = [each for each in error.details if isinstance(each, dict) and "uses" in each]
        found = [Leaver(each["register"], UUID(each["key"]), tuple(each["uses"])) for each in details]
        leavers = tuple(each for each in found if each.key in self.desk.draft[each.register])
        if leavers:
            self._open(leavers, wording.of_refusal([each["message"] for each in details]))
        return bool(leavers)

    def _named(self, register: str, keys: Sequence[UUID]) -> str:
        sheet = self.desk.draft[register]
        return (
            self.desk.draft.title(register, sheet.row(keys[0])) if len(keys) == 1 else tr("{keys} rows", keys=len(keys))
        )

    # The panel.

    def _open(self, leavers: tuple[Leaver, ...], sentence: str) -> None:
        self.leavers = leavers
        self.sentence.setText(sentence)
        self._show_links()
        refused = any(each.uses for each in leavers)
        retires = bool(self._retiring())
        for part in (self.from_, self.day, self.go):
            part.setVisible(retires)
        self.keep.setVisible(refused)
        self.back.setVisible(not refused)
        self.note.setVisible(False)
        self.problem.hide()
        self.day.setText(show_date(self.page.tools.clock().astimezone().date()))
        self.show()
        self._focus(self.day if retires else self.keep)
        self._ask()

    def _focus(self, first: QWidget) -> None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _retiring(self) -> tuple[Leaver, ...]:
        """Those that can go out of service."""
        return tuple(each for each in self.leavers if self.desk.draft[each.register].register.retires)

    def _show_links(self) -> None:
        while (item := self.links.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for leaver in [each for each in self.leavers if each.uses][:SHOWN]:
            line = QWidget()
            title = self._named(leaver.register, [leaver.key])
            line.setLayout(
                row(label(title, "quiet"), *(self._link(leaver, use) for use in leaver.uses), None, gap=GRID)
            )
            self.links.addWidget(line)

    def _link(self, leaver: Leaver, use: Mapping[str, Any]) -> QWidget:
        words = f"{use['count']} {use['kind'] if use['count'] == 1 else plural(use['kind'])}"
        if use["table"] not in self.desk.draft.sheets and use["table"] not in PAGES:
            return label(words)
        made: QPushButton = link(words, partial(self._go, leaver, use))
        made.setAutoDefault(True)  # Enter follows it
        made.setAccessibleName(tr("Go to {words}", words=words))
        return made

    def _ask(self) -> None:
        """What taking them out means, counted in the database; only for rows of one register, which is the rule."""
        leavers = self._retiring()
        registers = {each.register for each in leavers}
        if len(registers) != 1:
            return
        job = partial(_retiring, registers.pop(), tuple(each.key for each in leavers))
        self.page.tools.background.ask(self, job, self._on_meaning, self._on_unknown, about="retiring")

    def _on_meaning(self, found: Retiring) -> None:
        self.note.setText(wording.of_retiring(found, told=any(each.uses for each in self.leavers)))
        self.note.show()

    def _on_unknown(self, error: FiremodeError) -> None:
        """What it means cannot be counted now; it can be done all the same."""

    def _follow(self) -> None:
        if self.isVisible() and any(
            each.register not in self.desk.draft.sheets or each.key not in self.desk.draft[each.register]
            for each in self.leavers
        ):
            self.close_()

    def close_(self) -> None:
        """Leave everything as it is."""
        self.hide()
        self.page.show_register(self.page.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        else:
            super().keyPressEvent(event)

    # What it does.

    def take_out(self) -> None:
        """Out of service from the day on; a day to come is a planned one."""
        try:
            day = parse_date(self.day.text())
        except Invalid as error:
            self.problem.setText(error.message)
            self.problem.show()
            return
        leavers, draft = self._retiring(), self.desk.draft
        for each in leavers:
            draft = draft.restore(each.register, [each.key]).retire(each.register, [each.key], day)
        words = self._words(leavers)
        self.desk.do(tr("{words} out of service", words=words), draft)
        self.page.tools.notices.say(
            tr(
                "{words} {is_} out of service from {day} on, once it is saved.",
                words=words,
                is_=tr("is") if len(leavers) == 1 else tr("are"),
                day=show_date(day),
            )
        )
        self.close_()

    def keep_rows(self) -> None:
        """The rows are no longer marked for removal."""
        draft = self.desk.draft
        for each in self.leavers:
            draft = draft.restore(each.register, [each.key])
        self.desk.do(tr("keep {value}", value=self._words(self.leavers)), draft)
        self.close_()

    def _words(self, leavers: Sequence[Leaver]) -> str:
        first = leavers[0]
        return (
            self._named(first.register, [first.key])
            if len(leavers) == 1
            else tr("{leavers} rows", leavers=len(leavers))
        )

    def _go(self, leaver: Leaver, use: Mapping[str, Any]) -> None:
        if use["table"] in self.desk.draft.sheets:
            self._show_rows(use["table"], leaver)
        else:
            self.page.tools.go(PAGES[use["table"]], _place(leaver, use))

    def _show_rows(self, name: str, leaver: Leaver) -> None:
        """The rows of another register that refer to this one: filtered where a filter can say it, else the first."""
        draft = self.desk.draft
        sheet = draft[name]
        fields = [(at, each) for at, each in enumerate(sheet.register.fields) if each.refers == leaver.register]
        rows = [one for one in sheet.rows if any(_refers(one.cells[at], leaver.key) for at, _ in fields)]
        self.page.show_register(name)
        if not rows:
            return
        at, field = next((at, each) for at, each in fields if _refers(rows[0].cells[at], leaver.key))
        if rows[0].cells[at] == leaver.key:
            wanted = {at: draft.show(name, rows[0], at)}
            if (parent := sheet.register.column(field.within)) is not None:
                wanted[parent] = draft.show(name, rows[0], parent)
            self.page.panes[name].grid.headings.filter_exactly(wanted)
        self.page.show_cell(name, rows[0].key, at)


def _refers(cell: object, key: UUID) -> bool:
    return cell == key or (isinstance(cell, tuple) and key in cell)


def _place(leaver: Leaver, use: Mapping[str, Any]) -> Place:
    """Where the first of what depends on the row is found, as far as it is known."""
    keys = {name: UUID(use[name]) for name in ("first", "session_id") if name in use}
    place = {PLACES[leaver.register]: leaver.key} if leaver.register in PLACES else {}
    first = {"test_sessions": "session_id", "test_instances": "instance_id", "faults": "fault_id"}.get(use["table"])
    return Place(
        stair_id=place.get("stair_id"),
        floor_id=place.get("floor_id"),
        door_id=place.get("door_id"),
        doorway_id=place.get("doorway_id"),
        session_id=keys.get("first" if first == "session_id" else "session_id"),
        instance_id=keys.get("first") if first == "instance_id" else None,
        fault_id=keys.get("first") if first == "fault_id" else None,
    )


def _retiring(register: str, keys: tuple[UUID, ...], session: Any) -> Retiring:
    return registry.retiring(session, register, keys)
