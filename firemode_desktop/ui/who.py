"""“Who is working?”: the step of the start page that chooses a person, and the button that names who is signed in.

There is no password: a login says who works, so that every deed has a name; it keeps nobody out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from firemode_desktop.services.sitting import Person
from firemode_desktop.ui import icons
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.palette import matches
from firemode_desktop.ui.parts import Card, Content, elided, label, row
from firemode_desktop.ui.theme import BODY, GRID, SMALL, colours, font

Index = QModelIndex | QPersistentModelIndex
ROWS = 6
ROW_HEIGHT = 48
WIDEST = 240
MISSING = tr("Somebody missing? A supervisor or an administrator gives people a login under Administration.")


class _People(QAbstractListModel):
    """Those who were found, for the list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.people: tuple[Person, ...] = ()

    def show(self, people: Sequence[Person]) -> None:
        self.beginResetModel()
        self.people = tuple(people)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        person = self.people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.full_name
        return words_of(person) if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Line(QStyledItemDelegate):
    """One person: the name, below it role and login."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _People)
        person = model.people[index.row()]
        palette = colours()
        rect: QRect = option.rect
        box = QRectF(rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, palette.colour("hover"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), palette.colour("accent"))
        ink = palette.colour("accent" if chosen else "quiet")
        icons.paint(painter, QRectF(box.left() + 16, box.top() + 14, 20, 20), "person", ink)
        text = box.adjusted(52, 0, -2 * GRID, 0)
        painter.setFont(font(BODY, strong=True))
        painter.setPen(palette.colour("text"))
        elided(painter, text.adjusted(0, 6, 0, -24), person.full_name, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(font(12))
        painter.setPen(palette.colour("quiet"))
        second = f"{person.role.capitalize()} · {person.username}"
        elided(painter, text.adjusted(0, 24, 0, -6), second, Qt.AlignmentFlag.AlignLeft)
        if chosen:
            painter.setFont(font(SMALL))
            elided(painter, text, tr("Enter"), Qt.AlignmentFlag.AlignRight)
        painter.restore()


class WhoStep(Card):
    """The people who may work here; arrow keys move, typing finds, Enter or a click chooses: ``chosen(username)``."""

    chosen = Signal(str)

    def __init__(self, *buttons: Content) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Type a name, a role or a login"))
        self.field.setAccessibleName(tr("Who is working?"))
        self.list = QListView()
        self.complaint = label("", "bad", wrap=True)
        self._people: tuple[Person, ...] = ()
        note = label(tr("What is recorded from now on carries this name."), "quiet")
        super().__init__(
            label(tr("Who is working?"), "heading"),
            note,
            GRID,
            self.field,
            self.list,
            self.complaint,
            label(MISSING, "small", wrap=True),
            row(*buttons, None),
        )
        self._model = _People(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("People"))
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._choose)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)

    @property
    def found(self) -> tuple[Person, ...]:
        """The people listed now."""
        return self._model.people

    @property
    def offered(self) -> Person | None:
        """Whom Enter would choose."""
        at = self.list.currentIndex()
        return self.found[at.row()] if at.isValid() else None

    def offer(self, people: Sequence[Person], last: str, complaint: str = "") -> None:
        """List these people, the one with the login ``last`` first and chosen; ``complaint`` says what went wrong."""
        self._people = tuple(sorted(people, key=lambda person: person.username != last))
        self.complain(complaint)
        self.list.setFixedHeight(min(ROWS, max(2, len(people))) * ROW_HEIGHT + 4)
        self.field.clear()
        self._find("")

    def complain(self, text: str) -> None:
        """Say what went wrong; an empty text takes it away."""
        self.complaint.setText(text)

    def _find(self, text: str) -> None:
        self._model.show([one for one in self._people if matches(text, one.full_name, f"{one.role} {one.username}")])
        self.list.setCurrentIndex(self._model.index(0))
        if text:
            self.complain("" if self.found else tr("Nobody here is called that."))

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self.found[index.row()].username)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif Qt.Key(key) in steps and self.found:
            at = self.list.currentIndex().row() + steps[Qt.Key(key)]
            self.list.setCurrentIndex(self._model.index(max(0, min(len(self.found) - 1, at))))
        else:
            return False
        return True


class PersonButton(QAbstractButton):
    """The name of the person who is signed in; its menu says the role and lets somebody else sit down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: Person | None = None
        self._leave: Callable[[], object] | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(34)
        self.setMinimumWidth(64)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: self.drop())

    def show_person(self, person: Person, leave: Callable[[], object] | None) -> None:
        """Name this person; ``leave`` lets somebody else sit down, None where the server's login decides."""
        self._person, self._leave = person, leave
        self.setText(person.full_name)
        self.setToolTip(tr("{full_name} is signed in as {role}", full_name=person.full_name, role=person.role))
        self.setAccessibleName(tr("Signed in: {words_of}", words_of=words_of(person)))
        self.updateGeometry()
        self.update()

    def menu(self) -> QMenu:
        """Who is signed in, the role, the way for somebody else."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._person is None:
            return made
        for words in (self._person.full_name, f"{self._person.role.capitalize()} · {self._person.username}"):
            made.addAction(words.replace("&", "&&")).setEnabled(False)
        made.addSeparator()
        if self._leave is None:
            made.addAction(tr("The login of the server says who works here")).setEnabled(False)
        else:
            made.addAction(tr("Somebody else is working…")).triggered.connect(lambda _checked=False: self._go())
        return made

    def drop(self) -> None:
        """Open the menu below, its right edge at the right edge of the button."""
        menu = self.menu()
        menu.popup(self.mapToGlobal(QPoint(self.width() - menu.sizeHint().width(), self.height() + 2)))

    def _go(self) -> None:
        if self._leave is not None:
            self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.drop()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(min(WIDEST, QFontMetrics(font(BODY)).horizontalAdvance(self.text()) + 64), 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        if self.underMouse() or self.hasFocus():
            painter.setPen(palette.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        icons.paint(painter, QRectF(8, 9, 16, 16), "person", palette.colour("quiet"))
        painter.setFont(font(BODY))
        painter.setPen(palette.colour("text"))
        elided(painter, QRectF(self.rect()).adjusted(32, 0, -28, 0), self.text(), Qt.AlignmentFlag.AlignLeft)
        icons.paint(painter, QRectF(self.width() - 24, 9, 16, 16), "chevron-down", palette.colour("quiet"))
        painter.end()


def words_of(person: Person) -> str:
    """The person in one line, as a screen reader says it."""
    return tr(
        "{full_name}, {role}, login {username}", full_name=person.full_name, role=person.role, username=person.username
    )
