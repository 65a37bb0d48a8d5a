"""One register on the page: its grid with the form beside it, or what to do while it is empty."""

from __future__ import annotations

from uuid import UUID, uuid4

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QStackedLayout, QWidget

from firemode_desktop.domain.blocks import Block
from firemode_desktop.domain.book import Book
from firemode_desktop.domain.fields import Problem
from firemode_desktop.domain.sheet import Register
from firemode_desktop.ui.language import inline, term, tr
from firemode_desktop.ui.parts import Card, EmptyState, button, primary, row
from firemode_desktop.ui.registry.desk import Desk, Troubles
from firemode_desktop.ui.registry.form import Form
from firemode_desktop.ui.registry.grid import Grid
from firemode_desktop.ui.registry.model import SheetModel
from firemode_desktop.ui.theme import GRID

FORM = 316
MOST_ADDED = 10_000
"""New rows of one paste, which the window waits for; what is larger came by mistake, or is a file to import."""


class Pane(QWidget):
    """Shows one register of the desk and turns what is done there into steps."""

    arranged = Signal()
    """Other rows are shown, or in another order."""
    said = Signal(str)
    """A sentence for the status line."""
    refused = Signal(str)
    """Why something that was typed cannot stand."""
    wanted = Signal(str)
    """Another register is wanted first."""
    rule_wanted = Signal()
    """Whole stairs shall be made from a rule."""
    copy_wanted = Signal()
    renumber_wanted = Signal()
    retire_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, desk: Desk, register: Register, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.register = desk, register
        self.single = not register.grows and len(desk.draft[register.name].rows) == 1
        self.sheet = SheetModel(desk, register, self)
        self.sheet.entered.connect(self._on_entered)
        self.grid = Grid(self.sheet, settings)
        self.grid.moved.connect(self.show_form)
        self.sheet.modelReset.connect(self.arranged)
        self.grid.pasted.connect(self._on_pasted)
        self.grid.cleared.connect(self._on_cleared)
        self.grid.filled_down.connect(self._on_filled_down)
        self.grid.menu_wanted.connect(self.show_menu)
        self.form = Form(desk, register.name, columns=2 if self.single else 1)
        self.form.entered.connect(self._on_form)
        self.form.retire_wanted.connect(self.retire_wanted)
        self.form.remove_wanted.connect(self.remove_wanted)
        desk.changed.connect(self._on_changed)
        self._begun = False
        self._blank: QWidget | None = None
        self._build()
        self._show_what_there_is()
        if self.sheet.rowCount():
            self.grid.go_to(0, 0)
        self.show_form()

    def _build(self) -> None:
        self.grid_card = Card(self.grid, margin=1)
        self.form_card = Card(self.form)
        whole = QWidget()
        beside = row(gap=GRID + 4)
        beside.addWidget(self.grid_card, 1)
        beside.addWidget(self.form_card, 1 if self.single else 0)
        whole.setLayout(beside)
        if self.single:
            self.grid_card.hide()
        else:
            self.form_card.setFixedWidth(FORM)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(whole)

    def show_beside(self, shown: bool) -> None:
        """Show the form beside the grid, or give its room to something else; a register of one row is all form."""
        self.form_card.setVisible(shown or self.single)

    def _empty(self) -> QWidget:
        """What to do first: what this register refers to must be there before it."""
        register = self.register
        missing = self._missing()
        if missing is not None:
            text = tr("{hint} {missing} come first, and there are none yet.", hint=register.hint, missing=missing.title)
            act = primary(tr("Go to {missing}", missing=inline(missing.title)), lambda: self.wanted.emit(missing.name))
        else:
            text = tr("{hint} Type them in, or paste them from a spreadsheet.", hint=register.hint)
            act = primary(
                tr("Add a {register}", register=register.one)
                if register.one[0] not in "aeiou"
                else tr("Add an {register}", register=register.one),
                self.begin,
            )
        others = [] if missing else [button(tr("Paste rows"), self.begin_with_paste)]
        if register.name == "stairs":
            others.insert(0, button(act.text(), self.begin))
            act = primary(tr("New stairs from a rule"), self.rule_wanted.emit)
        return Card(
            EmptyState("registers", tr("No {register} yet", register=inline(register.title)), text, act, *others)
        )

    def _missing(self) -> Register | None:
        for field in self.register.fields:
            if field.required and field.refers and not self.desk.draft[field.refers].rows:
                return self.desk.draft[field.refers].register
        return None

    def _show_what_there_is(self) -> None:
        """The grid once there is a row or one was begun; until then what to do first."""
        empty = self.register.grows and not self._begun and not self.desk.draft[self.register.name].rows
        if empty:
            if self._blank is not None:
                self._stack.removeWidget(self._blank)
                self._blank.deleteLater()
            self._blank = self._empty()
            self._stack.addWidget(self._blank)
        self._stack.setCurrentIndex(1 if empty else 0)

    # Doing.

    def begin(self) -> None:
        """Put the cursor into the blank row, ready to type."""
        self._begun = True
        self._stack.setCurrentIndex(0)
        self.sheet.clear_filters()
        self.grid.show_cell(self.sheet.rows, self.grid.shown_columns()[0])
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keyboard(self) -> None:
        """The keyboard goes into the grid, or to what to do first while there is nothing."""
        first = self._blank.findChild(QPushButton) if self._blank is not None and self._stack.currentIndex() else None
        (first if isinstance(first, QPushButton) else self.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_with_paste(self) -> None:
        """Paste into the blank row."""
        self.begin()
        self.grid.paste()

    @property
    def _draft(self) -> Book:
        return self.desk.draft

    def _on_entered(self, entered: tuple[UUID | None, int, object]) -> None:
        self.enter(*entered)

    def _on_form(self, key: UUID | None, column: int, entry: object) -> None:
        if key is None and entry in ("", (), None):
            return
        made = self.enter(key, column, entry)
        if key is None and made is not None and (at := self.sheet.at(made)) is not None:
            self.grid.show_cell(at, column)

    def enter(self, key: UUID | None, column: int, entry: object) -> UUID | None:
        """Something was typed into a cell; without a key it begins a new row. Returns the row's key."""
        name, field = self.register.name, self.register.fields[column]
        if key is None and isinstance(entry, str) and not entry.strip():
            return None
        if key is None:
            key = uuid4()
            self.desk.do(
                tr("a new {register}", register=self.register.one), self._draft.add(name, key, {column: entry})
            )
        else:
            draft = self._draft.enter(name, [(key, column, entry)])
            self.desk.do(
                tr(
                    "{field} of {draft}",
                    field=inline(term(field.label)),
                    draft=self._draft.title(name, self._draft[name].row(key)),
                ),
                draft,
            )
        cell = self._draft[name].row(key).cells[column]
        if isinstance(cell, Problem):
            self.refused.emit(f"{term(field.label)} “{cell.text}”: {cell.reason}" if cell.text else cell.reason)
        return key

    def _on_pasted(self, keys: list[UUID], columns: list[int], block: Block) -> None:
        if (added := len(block) - len(keys)) > MOST_ADDED:
            said = tr(
                "This would add {added:,} rows; at most {MOST_ADDED:,} are pasted at once.",
                added=added,
                MOST_ADDED=MOST_ADDED,
            )
            self.refused.emit(tr("{said} Nothing was pasted. Save them as a workbook and import that.", said=said))
            return
        name, before = self.register.name, len(self._draft[self.register.name].rows)
        draft = self._draft.paste(name, keys, columns, block)
        cells = sum(min(len(line), len(columns)) for line in block)
        self.desk.do(
            tr(
                "paste of {cells} {cell} into {register}",
                cells=cells,
                cell=tr("cell") if cells == 1 else tr("cells"),
                register=inline(self.register.title),
            ),
            draft,
        )
        new = len(self._draft[name].rows) - before
        rows = self._draft[name].rows[-new:] if new else ()
        touched = [*keys, *(each.key for each in rows)]
        self._report(len(block), new, touched, len(block) - len(touched))

    def _report(self, lines: int, new: int, keys: list[UUID], left: int) -> None:
        """What became of the rows that were pasted, and the first of the cells that cannot stand as they are."""
        touched = set(keys)
        troubles = {where: why for where, why in self.desk.troubles(self.register.name).items() if where[0] in touched}
        words = tr("Pasted {lines} {row}", lines=lines, row=tr("row") if lines == 1 else tr("rows")) + (
            tr(", {new} of them new", new=new) if new else ""
        )
        words += tr("; {left} did not fit", left=left) if left > 0 else ""
        if troubles:
            count = tr("One cell needs") if len(troubles) == 1 else tr("{troubles} cells need", troubles=len(troubles))
            self.refused.emit(
                tr("{words}. {count} attention. {first}", words=words, count=count, first=self._first(troubles))
            )
        else:
            self.said.emit(f"{words}.")

    def _first(self, troubles: Troubles) -> str:
        """The topmost of them: ``P-41, Stair-B: Width “9,9”: …``."""
        sheet = self._draft[self.register.name]
        key, column = min(troubles, key=lambda where: (sheet.places[where[0]], where[1]))
        row, field = sheet.row(key), self.register.fields[column]
        cell, why = row.cells[column], troubles[key, column]
        typed = f"{term(field.label)} “{cell.text}”: " if isinstance(cell, Problem) and cell.text else ""
        return f"{self._draft.title(self.register.name, row)}: {typed}{why}"

    def _on_cleared(self, keys: list[UUID], columns: list[int]) -> None:
        count = len(keys) * len(columns)
        self.desk.do(
            tr("clearing of {count} {cell}", count=count, cell=tr("cell") if count == 1 else tr("cells")),
            self._draft.clear(self.register.name, keys, columns),
        )

    def _on_filled_down(self, keys: list[UUID], columns: list[int]) -> None:
        self.desk.do(
            tr("fill down of {keys} rows", keys=len(keys) - 1), self._draft.fill_down(self.register.name, keys, columns)
        )

    # Following.

    def _on_changed(self, registers: frozenset[str]) -> None:
        if self.register.name in registers:
            self._show_what_there_is()
            self.show_form()

    def show_form(self) -> None:
        """The form shows the row of the current cell."""
        current = self.sheet.row(0 if self.single else self.grid.place[0])
        self.form.show_row(current.key if current is not None else None)

    def show_menu(self, at: QPoint) -> None:
        """What can be done with the selected rows and cells."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy\tCtrl+C", self.grid.copy)
        menu.addAction("Paste\tCtrl+V", self.grid.paste)
        menu.addAction(tr("Fill down\tCtrl+D"), self.grid.fill_down)
        menu.addAction(tr("Clear cells\tDel"), self.grid.clear_cells)
        if self.register.grows:
            menu.addSeparator()
            menu.addAction(tr("Add a {register}", register=self.register.one), self.begin)
        if self.register.name == "stairs" and self.grid.selected_keys():
            menu.addAction(tr("Copy stair…\tCtrl+Shift+D"), self.copy_wanted.emit)
            menu.addAction(tr("Renumber floors…\tCtrl+Shift+F"), self.renumber_wanted.emit)
        if self.register.shrinks and self.grid.selected_keys():
            if self.register.retires:
                menu.addAction(self.form.retire.text(), self.retire_wanted.emit)
            menu.addAction(tr("Keep rows") if self.all_removed() else tr("Remove rows"), self.remove_wanted.emit)
        menu.addSeparator()
        menu.addMenu(self.grid.columns.menu(self))
        menu.popup(at)

    def all_removed(self) -> bool:
        """Whether all selected rows are marked for removal already."""
        sheet = self._draft[self.register.name]
        return all(sheet.row(key).removed for key in self.grid.selected_keys())
