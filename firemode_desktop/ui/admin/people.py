"""People: everybody with a login, what they may do, and whether they still may."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QListWidgetItem

from firemode_desktop.domain.rights import MAY
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import Role
from firemode_desktop.services import catalogue, people
from firemode_desktop.services.catalogue import BuildingSummary
from firemode_desktop.services.people import PersonLine
from firemode_desktop.ui.admin.section import Section
from firemode_desktop.ui.language import inline, term, tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from firemode_desktop.ui.notices import Kind, Notice
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import Card, button, column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

WIDTH = 348
LINE, MOST_TALL = 26, 134
ALL, ONLY_THESE = tr("All buildings"), tr("Only these buildings")
SAVED = tr("a person's rights")
"""What the notice with the way back is about."""
NOBODY = PersonLine(UUID(int=0), "", None, Role.ENGINEER.value, None, None, True)
ONLY = tr("Only a supervisor or an administrator gives or changes logins.")


def _tone(one: PersonLine) -> str:
    return "" if one.active else "faint"


def _role(one: PersonLine) -> str:
    return Role(one.role).label if one.role in Role.values() else one.role


def _sees(one: PersonLine) -> str:
    if one.buildings is None:
        return tr("all buildings")
    return {0: tr("no building"), 1: tr("1 building")}.get(
        len(one.buildings), tr("{buildings} buildings", buildings=len(one.buildings))
    )


def _signs_in(one: PersonLine) -> str:
    if one.login is not None and one.login.words:
        return tr("server differs")
    return "yes" if one.active else tr("no longer")


def _signs_in_mark(one: PersonLine) -> Mark:
    if one.login is not None and one.login.words:
        return Mark(Standing.NEAR)
    return Mark(Standing.PASS if one.active else Standing.SKIPPED)


COLUMNS: tuple[Column[PersonLine], ...] = (
    Column("name", tr("Name"), lambda one: one.full_name or "", 180, strong=True, stretch=True, tone=_tone),
    Column("login", tr("Login"), lambda one: one.username, 100, tone=_tone),
    Column("role", tr("Role"), _role, 104, tone=_tone),
    Column("sees", tr("Sees"), _sees, 96, tone=_tone),
    Column("licence", tr("Licence"), lambda one: one.licence_number or "", 96, tone=_tone, roomy=True),
    Column("email", "E-mail", lambda one: one.email or "", 124, tone=_tone, roomy=True),
    Column(
        "active",
        tr("Signs in"),
        _signs_in,
        112,
        mark=_signs_in_mark,
        tone=_tone,
        tip=lambda one: one.login.words if one.login else "",
    ),
)


def _of_server(one: PersonLine | None) -> str:
    """What the server says otherwise of a person, and how it is put right."""
    if one is None or one.login is None or not one.login.words:
        return ""
    run = tr("\nAn administrator of the server runs:\n{run}", run=one.login.run) if one.login.run else ""
    return tr(
        "On the server: {login}. The list holds from now on; the server gives no more than both.{run}",
        login=one.login.words,
        run=run,
    )


class PersonPanel(EntryPanel):
    """One person: as on file, and as typed."""

    def __init__(self, section: PeopleSection) -> None:
        super().__init__("", tr("Save"), section.save)
        self.before: PersonLine | None = None
        self.username = self.add(tr("Login"), QLineEdit())
        self.full_name = self.add(tr("Name"), QLineEdit())
        self.role = self.add(tr("Role"), QComboBox())
        for role in Role:
            self.role.addItem(term(role.label), role.value)
        self.may = label("", "small", wrap=True)
        self.form.addWidget(self.may)
        self.sees = self.add(tr("Sees"), QComboBox())
        self.sees.addItems([ALL, ONLY_THESE])
        self.buildings = QListWidget()
        self.buildings.setAccessibleName(tr("Buildings the person sees"))
        self.form.addWidget(self.buildings)
        self.licence = self.add(tr("Licence"), QLineEdit())
        self.email = self.add("E-mail", QLineEdit())
        self.active = QCheckBox(tr("Signs in"))
        self.listen(self.active)
        self.form.addWidget(self.active)
        self.server = label("", "small", wrap=True)
        self.server.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.server.setAccessibleName(tr("What the server says"))
        self.form.addWidget(self.server)
        self.sees.currentIndexChanged.connect(self._say_sees)
        self.sees.currentIndexChanged.connect(self._on_typed)
        self.buildings.itemChanged.connect(self._on_typed)
        self.role.currentIndexChanged.connect(self._say_role)
        for field in (self.username, self.full_name, self.licence, self.email):
            field.textChanged.connect(self._on_typed)
        self.role.currentIndexChanged.connect(self._on_typed)
        self.active.toggled.connect(self._on_typed)
        self._say_role()
        self._say_sees()
        self.may_change = section.may_change
        for part in (self.username, self.full_name, self.licence, self.email):
            part.setReadOnly(not self.may_change)
        for choice in (self.role, self.sees, self.buildings, self.active):
            choice.setEnabled(self.may_change)
        self.go.setVisible(self.may_change)
        self.back.setVisible(self.may_change)

    def show_buildings(self, found: tuple[BuildingSummary, ...]) -> None:
        """The buildings there are; which ones are ticked stays."""
        ticked = self._ticked()
        self.buildings.blockSignals(True)
        self.buildings.clear()
        for one in found:
            item = QListWidgetItem(one.name)
            item.setData(Qt.ItemDataRole.UserRole, one.building_id)
            item.setSizeHint(QSize(0, LINE))
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.buildings.addItem(item)
        self.buildings.blockSignals(False)
        self.buildings.setFixedHeight(min(MOST_TALL, LINE * len(found) + 4))
        self._tick(ticked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.buildings.item(at) for at in range(self.buildings.count())]

    def _ticked(self) -> tuple[UUID, ...]:
        chosen = [one for one in self._items() if one.checkState() is Qt.CheckState.Checked]
        return tuple(sorted(one.data(Qt.ItemDataRole.UserRole) for one in chosen))

    def _tick(self, wanted: Collection[UUID]) -> None:
        self.buildings.blockSignals(True)
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.buildings.blockSignals(False)

    def present(self, before: PersonLine | None, typed: PersonLine) -> None:
        """Show what was typed over what is on file; ``before`` None is a person who has no login yet."""
        self.before = None
        self.title.setText(tr("New login") if before is None else before.full_name or before.username)
        self.go.setText(tr("Give the login") if before is None else tr("Save"))
        self.back.setText(tr("Back") if before is None else tr("Undo"))
        self.username.setReadOnly(before is not None or not self.may_change)
        self.username.setToolTip("" if before is None else tr("A login keeps its name; records refer to it."))
        self.username.setText(typed.username)
        self.full_name.setText(typed.full_name or "")
        self.role.setCurrentIndex(max(0, self.role.findData(typed.role)))
        self.licence.setText(typed.licence_number or "")
        self.email.setText(typed.email or "")
        self.active.setChecked(typed.active)
        self.active.setVisible(before is not None)
        self.sees.setCurrentText(ALL if typed.buildings is None else ONLY_THESE)
        self._tick(typed.buildings or ())
        self.server.setText(_of_server(before))
        self.server.setVisible(bool(self.server.text()))
        self.before = before
        self.quiet()
        self._on_typed()

    def typed(self) -> PersonLine:
        """The person as the fields say."""
        return PersonLine(
            self.before.id if self.before else NOBODY.id,
            self.username.text().strip(),
            self.full_name.text().strip() or None,
            str(self.role.currentData()),
            self.licence.text().strip() or None,
            self.email.text().strip() or None,
            self.active.isChecked(),
            None if self.sees.currentText() == ALL else self._ticked(),
            self.before.login if self.before else None,
        )

    @property
    def changed(self) -> bool:
        """Whether the fields differ from what is on file."""
        return self.typed() != (self.before or replace(NOBODY, role=str(self.role.currentData())))

    def _say_role(self) -> None:
        self.may.setText(MAY[Role(str(self.role.currentData()))])

    def _say_sees(self) -> None:
        self.buildings.setVisible(self.sees.currentText() == ONLY_THESE)

    def _on_typed(self, *_: object) -> None:
        self.go.setEnabled(self.changed)
        self.back.setEnabled(self.changed or self.before is None)


class PeopleSection(Section):
    """The list, and beside it the chosen person; drafts are kept by person until they are saved or undone."""

    key: ClassVar[str] = "people"
    title: ClassVar[str] = tr("People")
    words: ClassVar[str] = tr("users logins roles accounts")

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.may_change = tools.person.role in people.MANAGERS
        self.drafts: dict[UUID, tuple[PersonLine, PersonLine]] = {}
        self.model: ListingModel[PersonLine] = ListingModel(COLUMNS, key=lambda one: one.id)
        self.list = Listing(self.model, tr("People"), tools.settings, "admin/people")
        self.list.chosen.connect(self._on_chosen)
        self.panel = PersonPanel(self)
        self.panel.setFixedWidth(WIDTH)
        self.panel.closed.connect(self._undo)
        self.list.opened.connect(lambda _one: self.panel.full_name.setFocus(Qt.FocusReason.OtherFocusReason))
        self.note = label("", "quiet")
        self.new = button(tr("New login…"), self.begin_new, icon="plus")
        self.new.setEnabled(self.may_change)
        head = row(self.note, None, self.new)
        if not self.may_change:
            self.panel.say(ONLY)
        left = column(head, Card(self.list, margin=1), gap=GRID)
        left.setStretch(1, 1)
        whole = row(gap=GRID + 4)
        whole.addLayout(left, 1)
        whole.addWidget(self.panel)
        self.setLayout(whole)

    def load(self) -> None:
        self.tools.background.ask(self, partial(_lines, self.tools.clock()), self._show, about="people")

    def _show(self, answer: tuple[tuple[PersonLine, ...], tuple[BuildingSummary, ...]]) -> None:
        found, buildings = answer
        self.panel.show_buildings(buildings)
        self.model.show(found)
        active = sum(one.active for one in found)
        out = len(found) - active
        self.note.setText(tr("{active} can sign in", active=active) + (tr(", {out} no longer", out=out) if out else ""))
        if self.list.current is None and found:
            self.list.choose(found[0].id)
        if not self._is_new:
            self._on_chosen(self.list.current)

    @property
    def _is_new(self) -> bool:
        return self.panel.before is None and self.panel.changed

    def _keep_draft(self) -> None:
        """What was typed for the person shown so far stays until one comes back."""
        before = self.panel.before
        if before is None:
            return
        if self.panel.changed:
            self.drafts[before.id] = before, self.panel.typed()
        else:
            self.drafts.pop(before.id, None)

    def _on_chosen(self, one: PersonLine | None) -> None:
        if one is None:
            return
        self._keep_draft()
        before, typed = self.drafts.get(one.id, (one, one))
        self.panel.present(before, typed)

    def begin_new(self) -> None:
        """Fields for somebody who has no login yet."""
        if not self.may_change:
            self.tools.notices.warn(ONLY)
            return
        self._keep_draft()
        self.panel.present(None, NOBODY)
        self.panel.username.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write what was typed."""
        before, after, by = self.panel.before, self.panel.typed(), self.tools.person.id
        if before is not None and not self.panel.changed:
            return
        self.panel.busy()
        job = partial(_add, after, by) if before is None else partial(_change, before, after, by)
        self.tools.background.do(
            self, job, partial(self._on_saved, before, after), self.panel.refuse, text=tr("Saving a login")
        )

    def _on_saved(self, before: PersonLine | None, after: PersonLine, made: UUID | None) -> None:
        self.panel.present(after, after)
        if before is not None:
            self.drafts.pop(before.id, None)
            self._say_saved(before, after)
        else:
            self.tools.notices.say(
                tr("{full_name} signs in as {username}.", full_name=after.full_name, username=after.username)
            )
            self.list.choose(made)
        self.load()
        self.take_focus()

    def _say_saved(self, before: PersonLine, after: PersonLine) -> None:
        """That it was saved; what the person may do from now on, and the way back, where that is something else."""
        rights = (after.role, after.active, after.buildings)
        if rights == (before.role, before.active, before.buildings):
            self.tools.notices.say(tr("Saved {full_name}.", full_name=after.full_name))
            return
        role = Role(after.role)
        may = (
            tr("{role}, sees {sees}", role=inline(term(role.label)), sees=_sees(after))
            if after.active
            else tr("does not sign in any more")
        )
        undo = (tr("Undo"), partial(self._put_back, before, after))
        self.tools.notices.show(Notice(Kind.DONE, f"{after.full_name}: {may}.", actions=(undo,), about=SAVED))

    def _put_back(self, before: PersonLine, after: PersonLine) -> None:
        """What was changed of a person is as it was."""
        self.tools.notices.settle(SAVED)

        def done(_: object) -> None:
            self.tools.notices.say(tr("{full_name} is as before.", full_name=before.full_name))
            self.load()

        job = partial(_change, after, before, self.tools.person.id)
        self.tools.background.do(self, job, done, self.tools.notices.show_error, text=tr("Putting it back"))

    def _undo(self) -> None:
        before = self.panel.before
        if before is not None:
            self.drafts.pop(before.id, None)
            self.panel.present(before, before)
            self.load()
        elif self.list.current is not None:
            self.panel.before = self.list.current
            self.panel.present(self.list.current, self.list.current)
        self.take_focus()

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def told_of(self) -> tuple[str, UUID] | None:
        """The chosen person."""
        return None if self.list.current is None else ("users", self.list.current.id)

    def unsaved(self) -> str | None:
        self._keep_draft()
        if self._is_new or self.drafts:
            return tr("Administration holds changes to people that are not saved.")
        return None

    def pictures(self) -> Iterator[str]:
        self.begin_new()
        self.panel.username.setText("kim")
        yield "new"
        self.panel.sees.setCurrentText(ONLY_THESE)
        yield "limited"
        self._undo()


# Jobs


def _lines(at: datetime, session: Any) -> tuple[tuple[PersonLine, ...], tuple[BuildingSummary, ...]]:
    return people.lines(session), catalogue.buildings(session, at)


def _add(wanted: PersonLine, by: UUID, session: Any) -> UUID:
    return people.add_login(session, wanted, by=by)


def _change(before: PersonLine, after: PersonLine, by: UUID, session: Any) -> None:
    people.change(session, before, after, by=by)
