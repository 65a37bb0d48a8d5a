"""The form beside the grid: the selected row, a field below the other, each with the editor of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from firemode_desktop.domain.fields import Cell, Field, Problem
from firemode_desktop.domain.merge import Clash
from firemode_desktop.domain.sheet import Row
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.parts import button, column, label, link, row, set_role
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.editors import LineEditor, LongEditor, Setting, setting_of
from firemode_desktop.ui.registry.kinds import EDITORS, Editor
from firemode_desktop.ui.theme import GRID

LABEL = 96


class FieldBox(QWidget):
    """A label, its editor and, when there is something to say, a sentence below."""

    entered = Signal(int, object)

    def __init__(self, place: int, field: Field, settle: Callable[[Clash, bool], None], beside: bool) -> None:
        super().__init__()
        self.place, self.field = place, field
        self._settle = settle
        self._editor: Editor | None = None
        self._setting: Setting | None = None
        self._cell: Cell = None
        self._why, self._role = "", "bad"
        self.name = label(field.heading + (" *" if field.required and not field.read_only else ""), "small")
        self.name.setToolTip(field.help)
        self.note = label("", "bad", wrap=True)
        self.note.hide()
        self.offers = QWidget()
        self.offers.setLayout(row(margin=0))
        self.offers.hide()
        self._slot: QBoxLayout = row(gap=GRID) if beside else column(gap=3)
        self._slot.addWidget(self.name)
        if beside:
            self.name.setFixedWidth(LABEL)
            self.name.setWordWrap(True)
        self._box = column(self._slot, self.note, self.offers, gap=3)
        self.setLayout(self._box)

    @property
    def editor(self) -> Editor | None:
        return self._editor

    def show_cell(self, setting: Setting, cell: Cell, why: str, clash: Clash | None) -> None:
        """Show a cell; the editor is kept while it is the right one, and left alone while it is being typed into."""
        if self._editor is None or (self._setting != setting and not self._typing()):
            self._replace(setting)
        assert self._editor is not None
        if not self._typing() or cell != self._cell:
            self._cell = cell
            self._editor.present(cell)
        self._editor.mark(bool(why) and clash is None)
        self.setHidden(self.field.aside and cell is None and clash is None)
        self._why, self._role = why, "near" if clash is not None else "bad"
        self._say()
        self._offer(clash, cell)

    def _replace(self, setting: Setting) -> None:
        self._setting = setting
        made = EDITORS[self.field.kind].in_form(setting)
        if isinstance(made, LongEditor):
            made.setFixedHeight(76)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, made.sizePolicy().verticalPolicy())
        made.edited.connect(self._on_edited)
        made.finished.connect(self._commit)
        if isinstance(made, LineEditor):
            made.editingFinished.connect(self._commit)
        made.installEventFilter(self)
        if self._editor is not None:
            self._slot.replaceWidget(self._editor, made)
            self._editor.deleteLater()
        else:
            self._slot.addWidget(made, 1)
        self.name.setBuddy(made)
        self._editor = made

    def _typing(self) -> bool:
        editor = self._editor
        if editor is None or not editor.hasFocus():
            return False
        return isinstance(editor, LineEditor | LongEditor) and editor.touched

    def _on_edited(self) -> None:
        """Boxes and long texts are taken at once; a line when it is left or Enter is pressed."""
        if not isinstance(self._editor, LineEditor):
            self._commit()

    def _commit(self) -> None:
        editor = self._editor
        if editor is None or self.field.read_only:
            return
        if isinstance(editor, LineEditor):
            shown = self.field.show(self._cell, editor.setting.names)
            if str(editor.entry()) == shown:
                return
            editor.setModified(False)
        self.entered.emit(self.place, editor.entry())
        if isinstance(editor, LineEditor) and editor is self._editor and not isinstance(self._cell, Problem):
            editor.present(self._cell)  # also where nothing changed: 0,90 is shown as 0.90 again

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what is being typed."""
        if event.key() == Qt.Key.Key_Escape.value and self._editor is not None:
            self._editor.present(self._cell)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Help is shown where one is typing; the wheel scrolls the form and changes no value under the pointer."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._say(helping=event.type() == QEvent.Type.FocusIn)
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _say(self, helping: bool = False) -> None:
        text = self._why or (self.field.help if helping else "")
        set_role(self.note, self._role if self._why else "small")
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _offer(self, clash: Clash | None, cell: Cell) -> None:
        layout = self.offers.layout()
        while layout is not None and (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        offers = []
        if clash is not None:
            offers = [
                link(tr("Take theirs"), lambda: self._settle(clash, True)),
                link(tr("Keep mine"), lambda: self._settle(clash, False)),
            ]
        elif isinstance(cell, Problem) and cell.offer is not None:
            offered = cell.offer
            offers = [link(tr("Enter {offered}", offered=offered), lambda: self.entered.emit(self.place, offered))]
        before: QWidget | None = self._editor
        for each in offers:
            layout.addWidget(each)  # type: ignore[union-attr]
            if before is not None:
                QWidget.setTabOrder(before, each)
            before = each
        if offers and isinstance(layout, QHBoxLayout):
            layout.addStretch(1)
        self.offers.setVisible(bool(offers))


class Form(QWidget):
    """The row of one register; ``columns`` says how many fields stand side by side."""

    entered = Signal(object, int, object)
    """(row key or None for a new row, column, entry)"""
    retire_wanted = Signal()
    remove_wanted = Signal()
    shown = Signal()
    """A row is shown, or the same one anew."""

    def __init__(self, desk: Desk, register: str, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.register = desk, register
        self.what = desk.draft[register].register
        self._key: UUID | None = None
        self._row: Row | None = None
        self.title = label("", "heading")
        self.title.setWordWrap(True)
        self.state = label("", "small")
        self.state.setWordWrap(True)
        self.writer = label("", "small", wrap=True)
        self.boxes = [
            FieldBox(place, field, self._settle, beside=columns == 1 and not EDITORS[field.kind].wide)
            for place, field in enumerate(self.what.fields)
        ]
        for box in self.boxes:
            box.entered.connect(lambda place, entry: self.entered.emit(self._key, place, entry))
        self.retire = button(tr("Take out of service"), self.retire_wanted.emit)
        self.remove = button(tr("Remove"), self.remove_wanted.emit)
        self._lay_out(columns)

    def _lay_out(self, columns: int) -> None:
        fields = QGridLayout()
        fields.setContentsMargins(0, 0, GRID, 0)
        fields.setHorizontalSpacing(3 * GRID)
        fields.setVerticalSpacing(GRID if columns > 1 else 6)
        at = 0
        for box in self.boxes:
            wide = EDITORS[box.field.kind].wide and columns > 1
            at += -at % columns if wide else 0
            fields.addWidget(box, at // columns, at % columns, 1, columns if wide else 1, Qt.AlignmentFlag.AlignTop)
            at += columns if wide else 1
        for place in range(columns):
            fields.setColumnStretch(place, 1)
        inner = QWidget()
        inner.setProperty("role", "canvas")
        holder = QVBoxLayout(inner)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addLayout(fields)
        holder.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inner)
        self.scroller.setAccessibleName(tr("Fields of the row"))
        self.buttons = QWidget()
        self.buttons.setLayout(row(self.retire, None, self.remove))
        self.setLayout(column(self.title, self.state, self.writer, 4, self.scroller, self.buttons, gap=4))

    def show_row(self, key: UUID | None) -> None:
        """Show a row, or the blank one."""
        sheet = self.desk.draft[self.register]
        known = sheet.row(key) if key is not None and key in sheet else None
        self._key = known.key if known is not None else None
        self._row = known
        shown = known if known is not None else sheet.blank(UUID(int=0))
        troubles = self.desk.troubles(self.register)
        self._show_head(known)
        for box, cell in zip(self.boxes, shown.cells, strict=True):
            clash = self.desk.clash(self.register, shown.key, box.place)
            box.show_cell(
                setting_of(self.desk.draft, self.what, shown, box.place),
                cell,
                self._why(shown, box, cell, clash, troubles),
                clash,
            )
        self.shown.emit()

    @property
    def key(self) -> UUID | None:
        """The row that is shown; None for the blank one."""
        return self._key

    def say_writer(self, words: str) -> None:
        """Who wrote the row; blank where nobody knows. Its line stays, so that no field moves when it is found out."""
        self.writer.setText(words)

    def _why(
        self, shown: Row, box: FieldBox, cell: Cell, clash: Clash | None, troubles: Mapping[tuple[UUID, int], str]
    ) -> str:
        if clash is not None:
            theirs = box.field.show(clash.theirs, self.desk.draft.names(box.field)) or "blank"
            return tr("Somebody else wrote {theirs} here meanwhile.", theirs=theirs)
        return cell.reason if isinstance(cell, Problem) else troubles.get((shown.key, box.place), "")

    def _show_head(self, known: Row | None) -> None:
        retired = self.what.column(self.what.retires)
        day = known.cells[retired] if known is not None and retired is not None else None
        out = day is not None
        self.title.setText(
            self.desk.draft.title(self.register, known) if known else tr("New {what}", what=self.what.one)
        )
        self.state.setText(self._state(known, day))
        self.state.setVisible(bool(self.state.text()))
        self.retire.setText(tr("Back into service") if out else tr("Take out of service"))
        self.retire.setVisible(retired is not None and self.what.shrinks)
        self.remove.setText(tr("Keep it") if known is not None and known.removed else tr("Remove"))
        self.buttons.setVisible(known is not None and self.what.shrinks)

    def _state(self, known: Row | None, day: Cell) -> str:
        if known is None:
            return tr("Fill in a field and the row begins.")
        saved = self.desk.saved[self.register]
        if known.removed:
            return tr("Will be removed when you save.")
        if known.key not in saved:
            return tr("New, not yet saved.")
        words = [] if saved.row(known.key).cells == known.cells else [tr("Changed, not yet saved.")]
        return " ".join(
            [*words, *([tr("Out of service from {day} on.", day=show_date(day))] if isinstance(day, date) else [])]
        )

    def _settle(self, clash: Clash, theirs: bool) -> None:
        self.desk.settle((clash,), theirs)

    def focus_field(self, place: int) -> None:
        """Put the cursor into a field."""
        editor = self.boxes[place].editor
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scroller.ensureWidgetVisible(self.boxes[place])
