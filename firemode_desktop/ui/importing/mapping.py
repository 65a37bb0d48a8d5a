"""The map step: the sheets of a foreign file as they are, what is taken for what and why, and how to say otherwise.

What is edited is one ``FileMapping``; each change is a step of ``history``. Beside the window the import is planned
with it, so that the line at the foot says what would be read, and what is still to be told is said where it is told.
``wanted(mapping)`` when the person wants the file checked with it, ``left`` when they go back, ``forgotten`` when the
file is to be read anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.imports.files.cells import letters
from firemode_desktop.imports.mappings.mapping import Block, FileMapping, InCell, Source, TableMapping
from firemode_desktop.imports.tables.problems import Problem
from firemode_desktop.ui.importing.checking import Checked
from firemode_desktop.ui.importing.mapping_files import KeptMappings, said_before
from firemode_desktop.ui.importing.mapping_frame import HINT, MapFrame
from firemode_desktop.ui.importing.mapping_grid import ENTER
from firemode_desktop.ui.importing.mapping_leaves import Leaf, Reading, begun
from firemode_desktop.ui.importing.mapping_menu import cell_menu
from firemode_desktop.ui.importing.mapping_tried import Tried, to_be_told, told_beside_lines
from firemode_desktop.ui.importing.mapping_trying import Trying
from firemode_desktop.ui.importing.mapping_words import (
    BESIDE,
    NOT_READ,
    ReadAs,
    in_shape,
    in_units,
    offered,
    read_as,
    rest_of_points,
    taken_for,
    with_heading,
)
from firemode_desktop.ui.keys import carries_out, takes_key
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import Kind, Notice
from firemode_desktop.ui.parts import set_tone
from firemode_desktop.ui.undo import Swap, UndoStack
from firemode_desktop.ui.workspace import Tools

CONTROL = Qt.KeyboardModifier.ControlModifier


class MapStep(MapFrame):
    """``begin`` takes a file in hand; see the module's docstring."""

    wanted = Signal(object)
    left = Signal()
    forgotten = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.history = UndoStack(self)
        self.files = KeptMappings(tools, self, self.take_over)
        self.reading: Reading | None = None
        self.tried: Tried | None = None
        self._checked: Checked | None = None
        self._leaf = Leaf("", None)
        self._picking = ""
        self._stop: int | str | None = None
        self.trying = Trying(tools, self, self._on_tried)
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.grid.asked.connect(self._ask)
        self.grid.cleared.connect(lambda column: self.take(column, NOT_READ))
        self.grid.picked.connect(self._on_picked)
        self.grid.let_go.connect(lambda: self._pick(""))
        self.grid.menu_asked.connect(self._show_menu)
        self.list.chosen.connect(lambda role: self.take(self.grid.currentIndex().column(), role))
        self.list.left.connect(lambda: self.grid.setFocus(Qt.FocusReason.OtherFocusReason))
        self.sources.told.connect(self.tell)
        self.sources.pick.connect(self._pick)
        self.bar.read_told.connect(self._read_sheet)
        self.bar.heading_told.connect(self.head_at)
        self.bar.end_told.connect(self.end_at)
        self.bar.shape_told.connect(self._shape_as)
        self.whole.dates_told.connect(lambda order: self._say_of_file(tr("what dates mean"), dates=order))
        self.whole.decimal_told.connect(lambda mark: self._say_of_file(tr("what commas mean"), decimal=mark))
        self.rest_button.clicked.connect(lambda _checked=False: self._take_rest())
        self.load_button.clicked.connect(lambda _checked=False: self.files.ask_load())
        self.save_button.clicked.connect(lambda _checked=False: self.ask_save())
        self.again_button.clicked.connect(lambda _checked=False: self.start_again())
        self.forget_button.clicked.connect(lambda _checked=False: self.forget())
        self.back_button.clicked.connect(lambda _checked=False: self.left.emit())
        self.check_button.clicked.connect(lambda _checked=False: self.check())

    # --- a file in hand ------------------------------------------------------------------------------------------

    def begin(self, checked: Checked) -> None:
        """Take a file in hand that was read and planned; nothing is told yet but what its plan was made with."""
        plan = checked.plan
        self._checked = checked
        self.history.clear()
        self.reading = begun(Reading(checked.workbook, checked.survey, plan.proposal, plan.mapping))
        self.tried = checked.tried
        self._leaf = self._first_doubtful()
        self._show()
        self._show_read_before()
        if not checked.tried.ready:
            self.trying.soon(checked, self.mapping)

    def _show_read_before(self) -> None:
        """Whose telling it is that these headings are read as they are."""
        before = self._checked.read_before if self._checked is not None else ()
        said = "; ".join(map(said_before, before))
        self.known.setText(tr("Headings like these were read before: {said}.", said=said))
        self.remembered.setVisible(bool(before))

    def forget(self) -> None:
        """Forget how these headings were read before, and read the file as the program proposes."""
        before = self._checked.read_before if self._checked is not None else ()
        self.files.forget(tuple(one.fingerprint for one in before), self.forgotten.emit)

    def _first_doubtful(self) -> Leaf:
        """The first leaf with something to be told, else the first that is read."""
        leaves = self._reading.leaves()
        doubtful = {problem.sheet for problem in self._doubts}
        wanted = (leaf for leaf in leaves if leaf.sheet in doubtful and leaf.table is not None)
        read = next((leaf for leaf in leaves if leaf.table is not None), leaves[0] if leaves else Leaf("", None))
        return next(wanted, read)

    @property
    def _reading(self) -> Reading:
        assert self.reading is not None
        return self.reading

    @property
    def _doubts(self) -> tuple[Problem, ...]:
        return self.tried.doubts if self.tried is not None else ()

    @property
    def mapping(self) -> FileMapping:
        """How the file is read as it stands now."""
        return self._reading.mapping

    def _change(self, words: str, mapping: FileMapping, place: object = None) -> None:
        if mapping != self.mapping:
            self.history.push(Swap(words, self.mapping, mapping, self._put, place=place))

    def _put(self, mapping: FileMapping) -> None:
        self.reading = replace(self._reading, mapping=mapping)
        self._show()
        if self._checked is not None:
            self.trying.soon(self._checked, mapping)

    def _change_table(self, words: str, table: TableMapping, place: object = None) -> None:
        if self._leaf.table is not None:
            self._change(words, self.mapping.with_table(self._leaf.table, table), place)

    @property
    def table(self) -> TableMapping | None:
        """How the leaf in front is read; ``None`` where it is not."""
        return self._reading.table(self._leaf)

    # --- what is told --------------------------------------------------------------------------------------------

    def _ask(self, column: int, text: str) -> None:
        if self.table is None:
            return
        box = self.grid.column_box(column)
        box.moveTopLeft(self.grid.mapTo(self, box.topLeft()))
        now, name = read_as(self.table, column), tr("What column {column} holds", column=letters(column))
        self.list.drop(box, name, (*offered(self._reading.survey), *in_units(now)), now, text)

    def take(self, column: int, role: ReadAs) -> None:
        """Take a column for something."""
        if self.table is not None and column >= 0:
            self._change_table(tr("column {column}", column=letters(column)), taken_for(self.table, column, role))
            self._offer_rest(column)

    def _offer_rest(self, column: int) -> None:
        """Where a column was taken for the first of nine points, offer to take the next ones for the others."""
        wide = self.grid.model_.shown.wide
        self._rest = rest_of_points(self.table, column, wide) if self.table is not None else None
        self._rest_at = column
        self.rest.setVisible(self._rest is not None)
        self.hint.setVisible(self._rest is None)
        last = letters(column + (2 if self.table is not None and self.table.block else 8))
        self.rest_words.setText(
            tr("The other points stand in {column} to {last}?", column=letters(column + 1), last=last)
        )

    def _take_rest(self) -> None:
        if self.rest.isVisible() and self._rest is not None:
            self.take(self._rest_at, self._rest)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, name: str, source: Source | None) -> None:
        """Say where something comes from for every row; ``None``: it is not told."""
        if self.table is not None:
            changed = self.table.with_source(name, source)
            self._change_table(BESIDE.get(name, name), changed, ("source", self._leaf, name))

    def head_at(self, first: int, last: int) -> None:
        """The heading is from line ``first`` to ``last``, counted from 0."""
        if self.table is not None:
            sheet = self._reading.workbook.sheet(self._leaf.sheet)
            self._change_table(tr("row of the heading"), with_heading(self.table, sheet, (first, last)), "heading")

    def end_at(self, end: int | None) -> None:
        """The row below the last, counted from 0; ``None``: it ends with the sheet."""
        if self.table is not None:
            self._change_table(tr("last row"), replace(self.table, end=end), "end")

    def _shape_as(self, block: Block | None) -> None:
        if self.table is not None:
            self._change_table(tr("shape of nine points"), in_shape(self.table, block))

    def _read_sheet(self, read: bool) -> None:
        name = self._leaf.sheet
        mapping = self._reading.reading(name) if read else self._reading.leaving_out(name)
        self._change(tr("sheet {name}", name=name), mapping)

    def _say_of_file(self, words: str, **told: Any) -> None:
        self._change(words, replace(self.mapping, **told))

    def start_again(self) -> None:
        """Go back to what was proposed; can be undone."""
        self._change(tr("all that was told"), self._reading.proposal.mapping)

    # --- a cell that says something for every row ----------------------------------------------------------------

    def _pick(self, name: str) -> None:
        """Let the person point at the cell that says ``name``; blank ends it."""
        before, self._picking = self._picking, name
        self.grid.pick(bool(name))
        said = tr(
            "Which cell says the {BESIDE}? Move there and press Enter, or click it; Esc leaves it.",
            BESIDE=BESIDE.get(name, name),
        )
        self._show_hint(said if name else "")
        self._show_sources()
        if name:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        elif before in self.sources.lines:
            self.sources.lines[before].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hint(self, asked: str = "") -> None:
        """Which keys do what; while a cell is picked, what is asked."""
        shown, rows = self.grid.model_.shown.rows, len(self.grid.model_.shown.sheet.rows)
        more = tr(" The first {shown:,} of {rows:,} rows are shown.", shown=shown, rows=rows) if shown < rows else ""
        self.hint.setText(asked or f"{HINT}{more}")
        set_tone(self.hint, "near" if asked else "")

    def _on_picked(self, row: int, column: int) -> None:
        name = self._picking
        self._pick("")
        self.tell(name, InCell(row, column))

    def _show_menu(self, row: int, column: int, at: QPoint) -> None:
        menu = cell_menu(self, row, column)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # --- what is shown -------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self._show_tabs()
        self.rest.hide()
        self.hint.show()
        shown = self._reading.shown(self._leaf, self._doubts)
        self.grid.show_sheet(shown)
        self.bar.show_table(shown, self.table)
        self._show_hint()
        self._show_sources()
        self._show_tried()

    def _show_tabs(self) -> None:
        leaves = self._reading.leaves()
        if self._leaf not in leaves:
            same = (leaf for leaf in leaves if leaf.sheet == self._leaf.sheet)
            self._leaf = next(same, leaves[0] if leaves else Leaf("", None))
        self.tabs.blockSignals(True)
        for _ in range(self.tabs.count(), len(leaves)):
            self.tabs.addTab("")
        for _ in range(len(leaves), self.tabs.count()):
            self.tabs.removeTab(0)
        for at, title in enumerate(self._reading.titles(self._doubts)):
            self.tabs.setTabText(at, title)
        self.tabs.setCurrentIndex(leaves.index(self._leaf) if leaves else -1)
        self.tabs.blockSignals(False)

    def _on_tab(self, index: int) -> None:
        leaves = self._reading.leaves()
        if 0 <= index < len(leaves):
            self._leaf, self._picking = leaves[index], ""
            self.grid.pick(False)
            self._show()

    def _show_sources(self) -> None:
        about = self._reading.about(self._leaf, self._doubts)
        self.sources.setVisible(about is not None)
        self.unread.setVisible(about is None)
        if about is not None:
            self.sources.show_about(about)

    def _show_tried(self) -> None:
        """What it comes to; while that is being found, what was found last stays, in grey."""
        tried, here = self.tried, self._leaf.sheet
        current = tried is not None and tried.mapping == self.mapping
        doubts = self._doubts
        self.others.setText(told_beside_lines(doubts, here))
        self.others.setVisible(bool(self.others.text()))
        self.told.setText(to_be_told(doubts))
        self.mark.setVisible(bool(doubts))
        self.comes_to.setText(tried.sentence if tried is not None else "")
        set_tone(self.comes_to, "" if current else "near")
        self.check_button.setEnabled(current and tried is not None and tried.ready)
        self.whole.show_mapping(self.mapping, tried.codes if tried is not None else frozenset())

    # --- what it comes to ----------------------------------------------------------------------------------------

    def _on_tried(self, tried: Tried) -> None:
        self.tried = tried
        self._show_tabs()
        self.grid.show_sheet(self._reading.shown(self._leaf, self._doubts))
        self._show_sources()
        self._show_tried()

    def check(self) -> None:
        """Have the file checked row by row with what was told; the keyboard goes to what is still to be told."""
        if self.check_button.isEnabled():
            self.wanted.emit(self.mapping)
        elif self._doubts:
            self.show_first()

    def take_over(self, name: str, mapping: FileMapping) -> None:
        """Take a mapping that was loaded, as far as this file has its sheets; can be undone."""
        known = {sheet.name for sheet in self._reading.workbook.sheets}
        fits = tuple(table for table in mapping.tables if table.sheet in known)
        others = dict.fromkeys(table.sheet for table in mapping.tables if table.sheet not in known)
        self._change(tr("mapping {name}", name=name), replace(mapping, tables=fits))
        if others:
            said = tr(
                "{name} also reads {names}; this file has no such sheet.",
                name=name,
                names=", ".join(f"“{one}”" for one in others),
            )
            self.tools.notices.show(Notice(Kind.WARNING, said))

    def ask_save(self) -> None:
        """Ask where the mapping as it stands goes, and write it."""
        self.files.ask_save(self.mapping, Path(self._reading.workbook.file_name).stem)

    # --- keys ----------------------------------------------------------------------------------------------------

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does wherever in the step the keyboard is."""
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key()
        if held == CONTROL:
            return self.check if key in ENTER else {Qt.Key.Key_D.value: self._take_rest}.get(key)
        plain = {Qt.Key.Key_Escape.value: self.left.emit, Qt.Key.Key_F8.value: self.show_next}
        return plain.get(key) if not held else None

    def event(self, event: QEvent) -> bool:
        """The keys of the step go before those of the page."""
        return takes_key(event, self._deed) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not carries_out(event, self._deed):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.show_first()

    def show_first(self) -> None:
        """Give the keyboard to what is to be told first, else to the grid."""
        self._stop = None
        self.show_next()

    def show_next(self) -> None:
        """Give the keyboard to what is to be told next: columns, then lines beside the grid, then another sheet."""
        stops = self._stops()
        if not stops and self._doubts and (leaf := self._first_doubtful()) != self._leaf:
            self.tabs.setCurrentIndex(self._reading.leaves().index(leaf))
            stops = self._stops()
        at = stops.index(self._stop) + 1 if self._stop in stops else 0
        self._stop = stops[at % len(stops)] if stops else None
        if isinstance(self._stop, str):
            asked = self.whole.dates if self._stop == "dates" else self.sources.lines[self._stop].box
            asked.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._stop is not None and self.table is not None:
            self.grid.setCurrentIndex(self.grid.model_.index(self.table.heading[1], self._stop))

    def _stops(self) -> list[int | str]:
        """What is to be told of this sheet: columns by place, what dates mean, lines by canonical column."""
        lines = [name for name, line in self.sources.lines.items() if line.lacking and not line.isHidden()]
        dates = ["dates"] if not self.whole.dates.isHidden() and self.mapping.dates is None else []
        return [*sorted(self.grid.model_.shown.asked), *dates, *lines]
