"""Panels on a stair that is there already: copy it, count its floors anew. What changes stands beside, old and new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from firemode_desktop.domain.fields import Field, Kind
from firemode_desktop.domain.floor_series import Renumbering, usual_renumbering
from firemode_desktop.domain.levels import spelled
from firemode_desktop.domain.names import Named
from firemode_desktop.domain.renumber import Renumbered, renumber
from firemode_desktop.domain.stair_copy import StairCopy, copy_of
from firemode_desktop.domain.stair_rule import usual_rule
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, label
from firemode_desktop.ui.registry import wording
from firemode_desktop.ui.registry.answers import Answer
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.editors import LineEditor
from firemode_desktop.ui.registry.proposal import Proposal
from firemode_desktop.ui.theme import ROW

Line = tuple[str, str, str]
"""What it is, before, after."""
Index = QModelIndex | QPersistentModelIndex
TESTS = tr(
    "Expected tests follow their floors and doors: generate them again and they take the new names; "
    "none is retired for it. Tests that were done keep the names they were done under. C&E scenarios "
    "and equipment keep their own names."
)
NEW_FLOOR = tr(" The new floor gets tests of its own when they are generated.")


class _Lines(QAbstractTableModel):
    """Old and new names, line by line."""

    HEADS = ("", tr("Now"), tr("Then"))

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.lines[index.row()][index.column()] if role in shown else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        wanted = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.HEADS[section] if wanted else None


class RenamedPreview(Card):
    """What is made in words, the names that change as a table, and what becomes of the tests."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = label("", "heading", wrap=True)
        self.note = label("", "small", wrap=True)
        self.lines = _Lines()
        self.table = QTableView()
        self.table.setModel(self.lines)
        self.lines.setParent(self.table)
        self.table.setAccessibleName(tr("Names before and after"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        heads = self.table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        heads.setHighlightSections(False)
        heads.setResizeContentsPrecision(0)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.note)

    def show_change(self, counts: str, lines: Sequence[Line], note: str) -> None:
        """Show what would change."""
        self.counts.setText(counts)
        self.lines.show_lines(lines)
        self.table.setVisible(bool(lines))
        self.note.setText(note)
        self.note.setVisible(bool(note))


def _which(desk: Desk, stair: UUID, words: str) -> Answer:
    """The question which stair is meant."""
    names = desk.draft["stairs"].names
    answer = Answer(Field("stair", words, Kind.REFERENCE, refers="stairs"), names)
    answer.show_text(names.name(stair))
    return answer


class _OnStair(Proposal):
    """A panel on one stair, which is the first question."""

    def __init__(self, desk: Desk, stair: UUID, title: str, verb: str, parent: QWidget | None = None) -> None:
        self.preview = RenamedPreview()
        super().__init__(title, verb, self.preview, parent)
        self.desk, self.stair = desk, stair
        self.which = _which(desk, stair, tr("{verb} stair", verb=verb))
        self.which.given.connect(self._on_which)
        self._unknown = ""

    def _on_which(self, text: str) -> None:
        found = self.desk.draft["stairs"].names.find(text, None)
        self._unknown = "" if isinstance(found, Named) else found
        if isinstance(found, Named) and found.key != self.stair:
            self.stair, self.touched = found.key, True
            self.start()
        else:
            self.refresh()


class CopyStair(_OnStair):
    """A stair once more under other names."""

    def __init__(self, desk: Desk, stair: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, stair, tr("Copy a stair"), tr("Copy"), parent)
        self.copy = StairCopy(desk.draft, stair, ())
        self.names = Answer(
            Field("names", tr("New names"), Kind.TEXT, help=tr("One or several: Stair-B, Stair-C or Stair-B to D."))
        )
        self.names.given.connect(self._on_names)
        self.ask(self.names)
        self.ask(self.which)
        self.names.show_text(usual_rule(desk.draft).names)

    def start(self) -> None:
        """Propose the next free name."""
        self.refresh()

    def _on_names(self, text: str) -> None:
        self.touched = self.touched or self.names.editor.isModified()
        self.refresh()

    def refresh(self) -> None:
        self.copy = copy_of(self.desk.draft, self.stair, self.names.text)
        self.show_problems()
        if self.copy.problem or self._unknown:
            return
        left, note = (
            self.copy.left_out(),
            tr("Baselines, results, serial numbers and days of installation are not copied."),
        )
        note += (
            tr(
                " {left} {row} out of service {is_} left out.",
                left=left,
                row=tr("row") if left == 1 else tr("rows"),
                is_=tr("is") if left == 1 else tr("are"),
            )
            if left
            else ""
        )
        lines = [(one.removeprefix("piece of "), before, after) for one, before, after in self.copy.renamed()]
        self.preview.show_change(wording.of_counts(self.copy.counts()), lines, note)

    def problems(self) -> Sequence[tuple[Answer | None, str]]:
        if self._unknown:
            return [(self.which, self._unknown)]
        return [(self.names, self.copy.problem)] if self.copy.problem else []

    @property
    def step(self) -> str:
        """What the step is called."""
        return tr("copy of {original} as {spelled}", original=self.copy.original, spelled=spelled(self.copy.names))


FLOOR_FIELDS = (
    (
        Field("ground", tr("Ground is called"), Kind.TEXT),
        Field("skipped", tr("Numbers left out"), Kind.TEXT, help="E.g. 4, 13."),
    ),
    (
        Field("upper", tr("Levels are called"), Kind.TEXT, help=tr("{n} is the number, e.g. L{n}.")),
        Field("lower", tr("Basements are called"), Kind.TEXT, help=tr("{n} is the number.")),
    ),
)
PUT_IN_FIELDS = (
    (
        Field("insert", tr("Floor to put in"), Kind.TEXT, help=tr("E.g. Mezzanine. Blank: none.")),
        Field("above", tr("Above the floor"), Kind.TEXT),
    ),
    (Field("height_m", tr("Height above ground (m)"), Kind.TEXT, help=tr("Blank: half way to the next floor.")),),
)
NAME_FIELDS = (
    (
        Field(
            "doors",
            tr("Doors"),
            Kind.TEXT,
            help=tr("E.g. D-{level}-{stair}. Blank: names that carry the floor's follow it."),
        ),
        Field(
            "doorways",
            tr("Doorways"),
            Kind.TEXT,
            help=tr("E.g. DW-{level}-{stair}. Blank: those that carry the floor's follow it."),
        ),
    ),
)


BLANKS = {
    "skipped": "none",
    "insert": "none",
    "height_m": tr("half way"),
    "doors": tr("as the floor"),
    "doorways": tr("as the floor"),
}


class RenumberFloors(_OnStair):
    """The floors of a stair under other names and numbers."""

    def __init__(self, desk: Desk, stair: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, stair, tr("Renumber floors"), tr("Renumber"), parent)
        self.rule = usual_renumbering(desk.draft, stair)
        self.plan = Renumbered(self.rule)
        self.each: dict[str, Answer] = {}
        self.ask(self.which)
        self._ask_all(FLOOR_FIELDS)
        self.head(tr("A floor in between"))
        self._ask_all(PUT_IN_FIELDS)
        self.head(tr("Names of doors and doorways"))
        self._ask_all(NAME_FIELDS)

    def _ask_all(self, lines: Sequence[Sequence[Field]]) -> None:
        for line in lines:
            answers = [Answer(field, blank=BLANKS.get(field.name, "")) for field in line]
            for answer in answers:
                self.each[answer.field.name] = answer
                answer.given.connect(lambda text, name=answer.field.name: self._on_given(name, text))
            self.ask(*answers)

    @property
    def first(self) -> LineEditor:
        return self.each["upper"].editor

    def start(self) -> None:
        """The rule under which everything stays."""
        self.rule = usual_renumbering(self.desk.draft, self.stair)
        for name, answer in self.each.items():
            answer.editor.setModified(False)
            answer.show_text(getattr(self.rule, name))
        self.refresh()

    def _on_given(self, name: str, text: str) -> None:
        rule: Renumbering = replace(self.rule, **{name: text})  # type: ignore[arg-type]
        self.touched = self.touched or rule != self.rule
        self.rule = rule
        self.refresh()

    def refresh(self) -> None:
        self.plan = renumber(self.desk.draft, self.rule)
        self.show_problems()
        if self.plan.problems or self._unknown:
            return
        changed = self.plan.changed
        for each in (self.add, self.save):
            each.setEnabled(bool(changed))
        lines = [(line.one, line.before or "—", wording.of_renamed(line)) for line in changed]
        new = any(not line.before for line in changed)
        self.preview.show_change(wording.of_changed(changed), lines, TESTS + (NEW_FLOOR if new else ""))

    def problems(self) -> Sequence[tuple[Answer | None, str]]:
        found = [(self.which, self._unknown)] if self._unknown else []
        return [*found, *((self.each.get(name), why) for name, why in self.plan.problems.items())]

    def submit(self, save: bool) -> None:
        """Nothing is done where nothing changes."""
        if self.plan.changed or self.plan.problems:
            super().submit(save)

    @property
    def step(self) -> str:
        """What the step is called."""
        return tr("other floor names of {value}", value=self.desk.draft["stairs"].names.name(self.stair))
