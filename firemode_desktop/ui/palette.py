"""Ctrl+K: one field that finds any action, building, stair, floor, session or scenario, and goes there.

What is found is a list of ``Hit``; the palette shows them and runs the one that is chosen. Actions come from the
registry at once; places are asked of the database as one types, and only the latest question is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from firemode_desktop.ui import icons
from firemode_desktop.ui.commands import plain_name, shortcut_text
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import elided, paint_surface
from firemode_desktop.ui.theme import BODY, GRID, SMALL, colours, font

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, what it is or where it lies, an icon, and what choosing it does."""

    name: str
    hint: str
    icon: str
    run: Callable[[], object]


def matches(text: str, name: str, words: str = "") -> bool:
    """Whether every word typed begins a word of the name or of its synonyms: ``im bas`` finds *Import baselines*."""
    have = f"{name} {words}".casefold().replace("…", "").replace("-", " ").split()
    return all(any(word.startswith(typed) for word in have) for typed in text.casefold().replace("-", " ").split())


def action_hits(text: str, actions: Iterable[QAction]) -> list[Hit]:
    """The enabled actions that ``text`` finds, as they were added."""
    return [
        Hit(plain_name(action), shortcut_text(action) or str(action.property("menu")), "chevron-right", action.trigger)
        for action in actions
        if action.isEnabled() and matches(text, plain_name(action), str(action.property("words") or ""))
    ]


class _Hits(QAbstractListModel):
    """What was found, for the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.name}, {hit.hint}"
        return None


class _Line(QStyledItemDelegate):
    """One hit: icon, name, hint at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Hits)
        hit = model.hits[index.row()]
        palette = colours()
        rect: QRect = option.rect
        box = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, palette.colour("hover"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), palette.colour("accent"))
        icons.paint(painter, QRectF(box.left() + 16, box.top() + 9, 16, 16), hit.icon, palette.colour("quiet"))
        painter.setFont(font(SMALL))
        painter.setPen(palette.colour("faint"))
        hint = painter.fontMetrics().horizontalAdvance(hit.hint)
        elided(painter, box.adjusted(0, 0, -16, 0), hit.hint, Qt.AlignmentFlag.AlignRight)
        painter.setFont(font(BODY))
        painter.setPen(palette.colour("text"))
        elided(painter, box.adjusted(44, 0, -hint - 32, 0), hit.name, Qt.AlignmentFlag.AlignLeft)
        painter.restore()


class Palette(QFrame):
    """The field and its list, floating over the window. ``typed(text)`` asks for hits; ``show_hits`` answers."""

    typed = Signal(str)
    ROWS = 10

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(False)
        self.field.setAccessibleName(tr("Find"))
        self._model = _Hits(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Found"))
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._run)
        self.list.entered.connect(self.list.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self.typed)
        self.field.installEventFilter(self)
        self.hide()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What is listed now."""
        return self._model.hits

    def open(self, prompt: str) -> None:
        """Float at the top of the parent, empty, with the keyboard in the field."""
        self.field.setPlaceholderText(prompt)
        self.field.clear()
        self.typed.emit("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List these, the first one chosen."""
        self._model.show(hits)
        if hits:
            self.list.setCurrentIndex(self._model.index(0))
        self._place()

    def _place(self) -> None:
        width = min(600, self._over.width() - 6 * GRID)
        rows = max(1, min(self.ROWS, len(self.hits)))
        self.setGeometry((self._over.width() - width) // 2, 56, width, 30 + 3 * GRID + 4 + rows * 34)

    def _run(self, index: Index) -> None:
        if index.isValid():
            hit = self._model.hits[index.row()]
            self.close_()
            hit.run()

    def close_(self) -> None:
        """Go away, and give the keyboard back to the page."""
        self.hide()
        self._over.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._key(event.key())
        if watched is self.field and event.type() == event.Type.FocusOut:
            self.hide()
        return bool(super().eventFilter(watched, event))

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: self.ROWS, Qt.Key.Key_PageUp: -self.ROWS}
        if key == Qt.Key.Key_Escape:
            self.close_()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif Qt.Key(key) in steps and self.hits:
            at = self.list.currentIndex().row() + steps[Qt.Key(key)]
            self.list.setCurrentIndex(self._model.index(max(0, min(len(self.hits) - 1, at))))
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        paint_surface(painter, QRectF(self.rect()), palette.colour("surface"), palette.colour("faint"), 8)
        if not self.hits:
            painter.setPen(palette.colour("quiet"))
            painter.setFont(font(BODY))
            box = QRectF(self.rect()).adjusted(24, 30 + 2 * GRID, -24, -GRID)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tr("Nothing is called that here."))
        painter.end()
