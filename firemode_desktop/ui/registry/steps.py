"""What was done to the registers, step by step, latest at the top: a column beside the grid that leads back and forth.

Choosing a step (a click, or the arrow keys and Enter) takes the registers back to how they stood just after it; steps
above it are undone and stay in the list until something else is done instead.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from firemode_desktop.domain.book import Changes
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, button, column, elided, label, row
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.theme import GRID, Colours, colours, font

WIDTH = 288
LINE = 42
OPENED = tr("As it was opened")
_ROLE = Qt.ItemDataRole
_SELECTED = 0x8000  # QStyle.State_Selected

Index = QModelIndex | QPersistentModelIndex


class Steps(QAbstractListModel):
    """The steps of a desk, latest first; the last line is how the registers were when they were opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        desk.stack.indexChanged.connect(self._on_changed)
        desk.stack.cleanChanged.connect(self._on_changed)

    def _on_changed(self, _change: object) -> None:
        self.beginResetModel()
        self.endResetModel()

    def done(self, line: int) -> int:
        """How many steps are done when one stands at that line."""
        return self.desk.stack.count() - line

    def line(self, done: int) -> int:
        """The line at which so many steps are done."""
        return self.desk.stack.count() - done

    def words(self, line: int) -> str:
        """What the step was, as a heading: ``Width of D-0, Stair-A``."""
        done = self.done(line)
        text = self.desk.stack.text(done - 1) if done else OPENED
        return text[:1].upper() + text[1:]

    def where(self, line: int) -> str:
        """The registers and rows it changed: ``Doors · 12 rows``."""
        changes = self.desk.stack.step(self.done(line) - 1).after if self.done(line) else None
        if not isinstance(changes, Changes):
            return ""
        titles = ", ".join(self.desk.draft[name].register.title for name in changes.sheets)
        return tr(
            "{titles} · {rows} {row}",
            titles=titles,
            rows=changes.rows,
            row=tr("row") if changes.rows == 1 else tr("rows"),
        )

    def standing(self, line: int) -> tuple[bool, bool, bool]:
        """Whether one stands there now, whether it is undone, and whether it is what was saved last."""
        stack, done = self.desk.stack, self.done(line)
        return done == stack.index(), done > stack.index(), done == stack.cleanIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else self.desk.stack.count() + 1

    def data(self, index: Index, role: int = _ROLE.DisplayRole.value) -> Any:
        line = index.row()
        if role == _ROLE.DisplayRole.value:
            return self.words(line)
        if role == _ROLE.ToolTipRole.value:
            return "\n".join(text for text in (self.words(line), self.where(line)) if text)
        if role == _ROLE.AccessibleTextRole.value:
            here, undone, saved = self.standing(line)
            marks = [word for on, word in ((here, "now"), (undone, "undone"), (saved, "saved")) if on]
            return ", ".join(text for text in (self.words(line), self.where(line), *marks) if text)
        return None


class StepLine(QStyledItemDelegate):
    """One step in two lines, with a bar where one stands and a word where it was saved."""

    def __init__(self, steps: Steps, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps = steps

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH - 4 * GRID, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, box = colours(), QRectF(option.rect)
        here, undone, saved = self.steps.standing(index.row())
        painter.save()
        if option.state.value & _SELECTED:
            painter.fillRect(box, palette.colour("hover"))
        if here:
            painter.fillRect(QRectF(box.left(), box.top() + 7, 3, box.height() - 14), palette.colour("accent"))
        if saved:
            self._saved(painter, box, palette)
        self._text(painter, box.adjusted(12, 5, -56 if saved else -8, -5), index.row(), here, undone)
        painter.restore()

    def _text(self, painter: QPainter, box: QRectF, line: int, here: bool, undone: bool) -> None:
        palette, where, left = colours(), self.steps.where(line), Qt.AlignmentFlag.AlignLeft
        face = QFont(font(strong=here))
        face.setItalic(undone)
        painter.setFont(face)
        painter.setPen(palette.colour("faint" if undone else "text"))
        upper = QRectF(box.left(), box.top(), box.width(), box.height() / 2 if where else box.height())
        elided(painter, upper, self.steps.words(line), left)
        painter.setFont(font(12))
        painter.setPen(palette.colour("faint" if undone else "quiet"))
        elided(
            painter,
            box.adjusted(0, box.height() / 2, 0, 0),
            tr("Undone · {where}", where=where) if undone else where,
            left,
        )

    @staticmethod
    def _saved(painter: QPainter, box: QRectF, palette: Colours) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("good"))
        painter.drawEllipse(QPointF(box.right() - 46, box.center().y()), 3, 3)
        painter.setPen(palette.colour("good"))
        painter.setFont(font(12))
        painter.drawText(box.adjusted(0, 0, -8, 0), _RIGHT, "saved")


class StepsPanel(Card):
    """The list of steps with its heading."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.desk = desk
        self.list = _List()
        self.steps = Steps(desk, self.list)
        close = button("", self.close_, role="flat", icon="close")
        close.setAccessibleName(tr("Close the history"))
        close.setFixedWidth(34)
        head = row(label(tr("History"), "heading"), None, close)
        words = label(tr("Click a step, or press Enter on it, to go back or forth to it."), "small", wrap=True)
        super().__init__(column(head, words, self.list, gap=4), parent=parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("History of the registers"))
        self.list.setModel(self.steps)
        self.list.setItemDelegate(StepLine(self.steps, self.list))
        self.list.clicked.connect(self._go)
        self.list.chosen.connect(self._go)
        self.list.left.connect(self.close_)
        self.steps.modelReset.connect(self._follow)
        self._follow()

    def open_(self) -> None:
        """Show it, with the keyboard on the step where one stands."""
        self.show()
        self._follow()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    def _follow(self) -> None:
        self.list.setCurrentIndex(self.steps.index(self.steps.line(self.desk.stack.index())))

    def _go(self, index: QModelIndex) -> None:
        self.desk.go_to(self.steps.done(index.row()))


class _List(QListView):
    """Enter chooses the step the arrow keys have reached; Esc leaves."""

    chosen = Signal(QModelIndex)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Steps, latest first"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value):
            self.chosen.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape.value:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_RIGHT = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value
