"""The frame around the pages: navigation, top bar, notice bar, side panes. They know no page and no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import icons, status
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import Kind, Notice
from firemode_desktop.ui.parts import Pressable, button, column, elided, empty, label, row
from firemode_desktop.ui.status_line import Strip
from firemode_desktop.ui.theme import BODY, GRID, LARGE, SMALL, colours, font
from firemode_desktop.ui.who import PersonButton
from firemode_desktop.ui.workspaces import Entry

RAIL_WIDTH, ICONS_WIDTH = 168, 54


class NavButton(Pressable):
    """One workspace in the navigation, with a number at its right where there is something to do."""

    HEIGHT, LEAST = 38, 28

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self._badge = 0
        self._named = True
        self.setText(entry.title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(self.LEAST)
        self.setMaximumHeight(self.HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        """Show ``count`` at the right; none at 0."""
        self._badge = count
        self.setAccessibleName(
            tr("{entry}, {count} open", entry=self._entry.title, count=count) if count else self._entry.title
        )
        self.update()

    def show_name(self, named: bool) -> None:
        """The icon with the name beside it, or alone."""
        self._named = named
        self.setToolTip("" if named else self._entry.title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH if self._named else ICONS_WIDTH, self.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.fillRect(box, palette.colour("rail_active"))
        if self.isChecked():
            painter.fillRect(QRectF(0, 0, 3, box.height()), palette.colour("accent"))
        ink = palette.colour("rail_text" if self.isChecked() or self.underMouse() else "rail_quiet")
        icons.paint(painter, QRectF(18, (box.height() - 18) / 2, 18, 18), self._entry.icon, ink)
        if self._named:
            painter.setPen(ink)
            painter.setFont(font(BODY, strong=self.isChecked()))
            right = 48 if self._badge else 8
            elided(painter, box.adjusted(46, 0, -right, 0), self._entry.title, Qt.AlignmentFlag.AlignLeft)
        if self._badge:
            self._paint_badge(painter, box)
        if self.hasFocus():
            painter.setPen(palette.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        palette = colours(self)
        text = str(self._badge) if self._badge < 1000 else "999+"
        painter.setFont(font(SMALL, strong=True))
        width = max(24.0, painter.fontMetrics().horizontalAdvance(text) + 14)
        pill = QRectF(box.right() - width - 14, (box.height() - 18) / 2, width, 18)
        if not self._named:
            pill = QRectF(box.right() - width - 2, 1, width, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("fill"))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(palette.colour("on_accent"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QWidget):
    """The navigation at the left. Up and Down move within it; ``visited(key)`` when one is chosen."""

    visited = Signal(str)
    HEAD = 60

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName(tr("Workspaces"))
        self._buttons = {entry.key: NavButton(entry) for entry in entries}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, self.HEAD, 0, GRID)
        layout.setSpacing(0)
        for key, one in self._buttons.items():
            one.clicked.connect(partial(self._visit, key))
            layout.addWidget(one)
        layout.addStretch(1)

    def show_names(self, named: bool) -> None:
        """Icons with their names below the program's, or icons alone."""
        self.setFixedWidth(RAIL_WIDTH if named else ICONS_WIDTH)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(0, self.HEAD if named else GRID, 0, GRID)
        for one in self._buttons.values():
            one.show_name(named)

    def _visit(self, key: str, _checked: bool = False) -> None:
        self.visited.emit(key)

    def show_current(self, key: str) -> None:
        """Mark the page that is shown; none for the start page."""
        for name, one in self._buttons.items():
            one.setChecked(name == key)

    def set_badges(self, counts: dict[str, int]) -> None:
        """Numbers beside the names, by key; what is not named has none."""
        for key, one in self._buttons.items():
            one.set_badge(counts.get(key, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = colours(self)
        painter.fillRect(self.rect(), palette.colour("rail"))
        if self.width() == RAIL_WIDTH:
            painter.setPen(palette.colour("rail_text"))
            painter.setFont(font(17, strong=True))
            painter.drawText(QRectF(20, 0, RAIL_WIDTH - 40, 56), Qt.AlignmentFlag.AlignVCenter, "FireMode")
        if palette.ring:  # where rail and page are of one colour
            painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), palette.colour("line"))
        painter.end()


class FindBox(Pressable):
    """Looks like a field, opens the palette."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(tr("Find a floor, session, action…"))
        self.setAccessibleName(tr("Find a floor, session or action"))
        self.setToolTip("Ctrl+K")
        self.setFixedHeight(30)
        self.setMinimumWidth(120)
        self.setMaximumWidth(320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(320, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        painter.setPen(palette.colour("accent" if self.hasFocus() else "line"))
        painter.setBrush(palette.colour("hover" if self.underMouse() else "raised"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 6, 6)
        icons.paint(painter, QRectF(10, 7, 16, 16), "search", palette.colour("faint"))
        painter.setPen(palette.colour("quiet"))
        painter.setFont(font(BODY))
        elided(painter, box.adjusted(34, 0, -60, 0), self.text(), Qt.AlignmentFlag.AlignLeft)
        painter.setFont(font(SMALL))
        painter.setPen(palette.colour("faint"))
        painter.drawText(
            box.adjusted(0, 0, -10, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "Ctrl+K"
        )
        painter.end()


class SidePane(QFrame):
    """A column that lies over the right of the page while it is open; it follows the size of what it lies over."""

    def __init__(self, over: QWidget, width: int) -> None:
        super().__init__(over)
        self._over, self._wide = over, width
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        self._place()
        self.raise_()

    def set_wide(self, width: int) -> None:
        """Be so wide from now on, where there is the room."""
        self._wide = width
        self._place()

    def _place(self) -> None:
        self.setFixedSize(min(self._wide, self._over.width()), self._over.height())
        self.move(self._over.width() - self.width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours(self).colour("surface"))
        painter.setPen(colours(self).colour("line"))
        painter.drawLine(0, 0, 0, self.height())
        painter.end()


class TopBar(Strip):
    """Which building, find, the menu, who is signed in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(line_below=True, parent=parent)
        self.setFixedHeight(48)
        self.building = _Picker(tr("No building"))
        self.building.setToolTip(tr("Choose a building (Ctrl+O)"))
        self.finder = FindBox()
        self.menu = button("", role="flat", icon="menu")
        self.menu.setAccessibleName(tr("Menu"))
        self.menu.setToolTip(tr("Menu (F10)"))
        self.menu.setFixedWidth(34)
        self.person = PersonButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.building)
        layout.addStretch(1)
        layout.addWidget(self.finder, 2)
        layout.addStretch(1)
        layout.addWidget(self.person)
        layout.addWidget(self.menu)


class _Picker(Pressable):
    """The name of the building with a small arrow."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(34)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_name(text)

    def show_name(self, name: str) -> None:
        """Show another building's name."""
        self.setText(name)
        self.setAccessibleName(tr("Building: {name}", name=name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(min(420, QFontMetrics(font(LARGE, strong=True)).horizontalAdvance(self.text()) + 44), 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse() or self.hasFocus():
            painter.setPen(palette.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("hover"))
            painter.drawRoundedRect(box, 6, 6)
        painter.setPen(palette.colour("text"))
        painter.setFont(font(LARGE, strong=True))
        width = painter.fontMetrics().horizontalAdvance(self.text())
        elided(painter, box.adjusted(8, 0, -28, 0), self.text(), Qt.AlignmentFlag.AlignLeft)
        x = min(width + 14.0, box.width() - 24)
        icons.paint(painter, QRectF(x, 10, 16, 16), "chevron-down", palette.colour("quiet"))
        painter.end()


class NoticeBar(QFrame):
    """The one place above the page where problems are said. Hidden while there is none; Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._words = label("", "strong", wrap=True)
        self._details = label("", "", wrap=True)
        self._actions = row(gap=GRID)
        self._close = button("", self.dismiss, role="flat", icon="close")
        self._close.setAccessibleName(tr("Close this notice"))
        self._close.setFixedWidth(34)
        layout = row(24, column(self._words, self._details, gap=2), self._actions, self._close, margin=GRID)
        layout.setStretch(1, 1)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        self.setLayout(layout)
        self.setAccessibleName(tr("Notice"))
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is being said."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Say a warning, a problem or a defect; what went well belongs here only where it offers something to do."""
        self._notice = notice
        self._words.setText(notice.text)
        shown = notice.details[:4]
        more = len(notice.details) - len(shown)
        self._details.setText("\n".join((*shown, *((tr("and {more} more", more=more),) if more else ()))))
        self._details.setVisible(bool(shown))
        self._fill_actions(notice)
        self.setAccessibleDescription(notice.text)
        self.show()
        self.update()

    def dismiss(self) -> None:
        """Close it."""
        self._notice = None
        self.hide()

    def settle(self, about: str) -> None:
        """Close it where that is what it is about."""
        if self._notice is not None and self._notice.about == about:
            self.dismiss()

    def _fill_actions(self, notice: Notice) -> None:
        empty(self._actions)
        for text, run in notice.actions:
            self._actions.addWidget(button(text, partial(self._act, run)))
        if notice.copy or len(notice.details) > 1:
            self._actions.addWidget(button(tr("Copy details"), self._copy))

    def _act(self, run: Callable[[], object]) -> None:
        self.dismiss()
        run()

    def _copy(self) -> None:
        if self._notice is not None:
            whole = self._notice.copy or "\n".join((self._notice.text, *self._notice.details))
            QGuiApplication.clipboard().setText(whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._notice is None:
            return
        painter = QPainter(self)
        palette = colours(self)
        name, shape = {Kind.DONE: ("good", Standing.PASS), Kind.WARNING: ("near", Standing.NEAR)}.get(
            self._notice.kind, ("bad", Standing.FAIL)
        )
        painter.fillRect(self.rect(), palette.colour(f"{name}_wash"))
        painter.fillRect(QRectF(0, 0, 3, self.height()), palette.colour(name))
        painter.setPen(palette.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        status.paint(painter, QPointF(26, self.height() / 2), 12, shape, palette.colour(name))
        painter.end()
