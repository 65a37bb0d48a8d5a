"""Small widgets that every page is made of, so that pages look like one program.

``label(text, role)`` with the roles title, heading, strong, quiet, small, figure, good, near, bad; ``button``,
``primary``, ``link``; ``Card`` (a rounded surface with its own layout), ``Segments`` (one of a few, side by side),
``EmptyState`` (what to do next, with the button), ``column`` and ``row`` (layouts on the 8 px grid), ``rule`` (a
hairline).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from firemode_desktop.ui import icons
from firemode_desktop.ui.theme import GRID, colours, font

Content = QWidget | QLayout | int | None


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Text in one of the roles of the style sheet; ``wrap`` breaks lines and lets it be selected."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Change the role of a widget that is already shown."""
    _set(widget, "role", role)


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour a label by ``good``, ``near`` or ``bad`` and leave its size as it is; an empty tone is no colour."""
    _set(widget, "tone", tone)


def _set(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def focused_in(widget: QWidget) -> QWidget | None:
    """What has the keyboard, if that is a widget or a part of it."""
    focused = QApplication.focusWidget()
    return focused if focused is not None and (focused is widget or widget.isAncestorOf(focused)) else None


def has_keyboard(widget: QWidget) -> bool:
    """Whether the keyboard is in a widget or in a part of it."""
    return focused_in(widget) is not None


class Pressable(QAbstractButton):
    """A button that is painted by hand. Enter presses it like Space, on every system."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class _Push(QPushButton):
    """Ctrl+Enter is not Enter: it belongs to what the page does with it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed, of either kind, and nothing with it."""
    alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and alone


def button(text: str, run: Callable[[], object] | None = None, *, role: str = "", icon: str = "") -> QPushButton:
    """A push button; roles: none (quiet), ``primary`` (the one main action of a page), ``link``, ``flat``.

    Enter presses it like Space, on every system.
    """
    made = _Push(text)
    made.setAutoDefault(True)
    if role:
        made.setProperty("role", role)
    if icon:
        made.setIcon(icons.icon(icon, "on_accent" if role == "primary" else "quiet"))
        made.setIconSize(QSize(16, 16))
        made.setAccessibleName(text or icon)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made


def primary(text: str, run: Callable[[], object] | None = None) -> QPushButton:
    """The main action of a page: one a page."""
    return button(text, run, role="primary")


def link(text: str, run: Callable[[], object] | None = None) -> QPushButton:
    """An action in running text."""
    return button(text, run, role="link")


def rule() -> QFrame:
    """A hairline."""

    class Rule(QFrame):
        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), colours(self).colour("line"))
            painter.end()

    made = Rule()
    made.setFixedHeight(1)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, and delete the widgets."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QLayout):
            empty(inner)


def fill(layout: QBoxLayout, contents: Iterable[Content]) -> None:
    """Add widgets and layouts; a number is that many pixels, None takes what is left over."""
    for content in contents:
        if content is None:
            layout.addStretch(1)
        elif isinstance(content, int):
            layout.addSpacing(content)
        elif isinstance(content, QWidget):
            layout.addWidget(content)
        else:
            layout.addLayout(content)


def column(*contents: Content, margin: int = 0, gap: int = GRID) -> QVBoxLayout:
    """Widgets below each other; a number is that many pixels, None takes what is left over."""
    made = QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    fill(made, contents)
    return made


def row(*contents: Content, margin: int = 0, gap: int = GRID) -> QHBoxLayout:
    """Widgets side by side; a number is that many pixels, None takes what is left over."""
    made = QHBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    fill(made, contents)
    return made


def beside(left: QWidget, right: QWidget, sizes: Sequence[int]) -> QSplitter:
    """Two surfaces with a gap that can be dragged; the right one takes what a larger window gives."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.addWidget(left)
    made.addWidget(right)
    made.setHandleWidth(GRID + 4)
    made.setChildrenCollapsible(False)
    made.setSizes(list(sizes))
    made.setStretchFactor(1, 1)
    return made


def framed(content: Content) -> QVBoxLayout:
    """The layout of a page: its content within the page's margins."""
    whole = column(content)
    whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
    return whole


class Card(QFrame):
    """A rounded surface on the ground; give it its layout, or add to ``card.body``."""

    def __init__(self, *contents: Content, margin: int = 2 * GRID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = column(*contents, margin=margin)
        self.setLayout(self.body)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_surface(painter, QRectF(self.rect()), colours(self).colour("surface"), colours(self).colour("line"))
        painter.end()


def paint_surface(painter: QPainter, box: QRectF, fill: QColor, line: QColor | None, radius: float = 6) -> None:
    """A rounded rectangle with a border that falls on whole pixels."""
    half = colours().edge / 2
    painter.setPen(Qt.PenStyle.NoPen if line is None else QPen(line, 2 * half))
    painter.setBrush(fill)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


class Segments(QWidget):
    """One of a few choices, side by side; arrow keys move, the choice is announced by ``chosen(index)``."""

    chosen = Signal(int)
    HEIGHT = 26

    def __init__(self, names: Sequence[str], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        self._at = 0
        self._over = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def index(self) -> int:
        return self._at

    def set_names(self, names: Sequence[str]) -> None:
        """Offer other choices; the place chosen is kept where it still exists."""
        self._names = list(names)
        self._at = min(self._at, max(0, len(names) - 1))
        self.updateGeometry()
        self.update()

    def choose(self, index: int) -> None:
        """Choose by number; says so only where it is another one."""
        if index != self._at and 0 <= index < len(self._names):
            self._at = index
            self._describe()
            self.update()
            self.chosen.emit(index)

    def unchoose(self) -> None:
        """None of them holds any longer; tells nobody. The index is then -1."""
        self._at = -1
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self._names[self._at] if 0 <= self._at < len(self._names) else "")

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())) + 1, self.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _widths(self) -> list[float]:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return [metrics.horizontalAdvance(name) + 3.0 * GRID for name in self._names]

    def _boxes(self) -> list[QRectF]:
        boxes, x = [], 0.5
        for width in self._widths():
            boxes.append(QRectF(x, 0.5, width, self.height() - 1))
            x += width
        return boxes

    def _at_point(self, point: QPointF) -> int:
        return next((index for index, box in enumerate(self._boxes()) if box.contains(point)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(self._at_point(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._at_point(event.position())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.choose(self._at + step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        whole = QRectF(0, 0, sum(self._widths()) + 1, self.height())
        paint_surface(painter, whole, palette.colour("raised"), palette.colour("line"))
        for index, (name, box) in enumerate(zip(self._names, self._boxes(), strict=True)):
            here = index == self._at
            if here:
                edge = palette.colour("accent") if self.hasFocus() else None
                paint_surface(painter, box, palette.colour("text"), edge, 5)
            painter.setPen(palette.colour("surface" if here else "text" if index == self._over else "quiet"))
            painter.setFont(font(12, strong=here))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()


class ShareBar(QWidget):
    """How much of something is done, as a thin bar; drawn when there is time, unlike Qt's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(6)

    def show_share(self, done: int, of: int) -> None:
        """Show ``done`` of ``of``."""
        self._share = done / of if of else 0.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        paint_surface(painter, whole, colours(self).colour("line"), None, 3)
        if self._share:
            done = QRectF(0, 0, max(6.0, whole.width() * self._share), whole.height())
            paint_surface(painter, done, colours(self).colour("accent"), None, 3)
        painter.end()


class EmptyState(QWidget):
    """What a page says while it has nothing to show: what is missing, and the button for what to do next.

    Shown while the keyboard is nowhere in particular, it takes it: Enter then does what is to be done next.
    """

    def __init__(
        self, icon: str, heading: str, text: str, *buttons: QPushButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark = _Picture(icon)
        head, words = label(heading, "heading"), label(text, "quiet", wrap=True)
        for part in (head, words):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMaximumWidth(440)
        words.setMinimumWidth(360)
        self.heading, self.words = head, words
        for one in sorted(buttons, key=lambda one: one.property("role") != "primary")[:1]:
            self.setFocusProxy(one)
        self.setLayout(
            column(
                None,
                row(None, mark, None),
                head,
                row(None, words, None),
                GRID,
                row(None, *buttons, None),
                None,
                margin=3 * GRID,
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focused = QApplication.focusWidget()
        if focused is None or focused.isAncestorOf(self) or not focused.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)


class _Picture(QWidget):
    """A large icon in a quiet colour."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(48, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, QRectF(self.rect()), self._icon, colours(self).colour("faint"))
        painter.end()


class ElidedLabel(QLabel):
    """One quiet line that gives way to what stands beside it: shortened with …, the whole of it in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)
        set_role(self, "quiet")

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colours(self).colour("quiet"))
        elided(painter, QRectF(self.rect()), self.text(), Qt.AlignmentFlag.AlignLeft)
        painter.end()


def elided(painter: QPainter, box: QRectF, text: str, align: Qt.AlignmentFlag, *, name: bool = False) -> None:
    """Draw one line of text into ``box``, shortened with … where it is too long.

    A ``name`` of one of many is shortened in its middle: what tells floors apart stands at the end.
    """
    mode = Qt.TextElideMode.ElideMiddle if name else Qt.TextElideMode.ElideRight
    short = painter.fontMetrics().elidedText(text, mode, int(box.width()))
    painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, short)
