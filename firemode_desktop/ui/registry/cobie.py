"""Which spaces of a COBie file form which stair: what the file seems to say, for a person to confirm or to change.

A tree: each stair with its spaces, one a floor, and below what is in no stair. Space takes a space or a stair in or
out, F2 renames a stair, "Move to" puts the chosen spaces into another stair or a new one; a pattern makes one at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from firemode_desktop.domain.names import folded
from firemode_desktop.domain.order import natural_key
from firemode_desktop.imports.cobie import Proposal, StairSpace, like, patterns_of
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, button, column, label, row
from firemode_desktop.ui.registry.checking import Said
from firemode_desktop.ui.theme import GRID

NONE = tr("In no stair")
LINE, LEAST, TALLEST = 28, 100, 230
MOST = 3000
"""So many spaces of no stair are listed; the others are reached by a pattern."""
SPACE = Qt.ItemDataRole.UserRole.value
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_STAIR = _FLAGS | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsEditable


class ConfirmStairs(Card):
    """``confirmed`` when the person wants the file checked with the stairs as they stand here."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=GRID + 4, parent=parent)
        self._spaces: tuple[StairSpace, ...] = ()
        self._checked = Said()
        self.setAccessibleName(tr("Stairs of the file"))
        self.tree = _Tree()
        self.tree.itemSelectionChanged.connect(self._show_buttons)
        self.tree.itemChanged.connect(self._on_changed)
        self.move_button = button(tr("Move to…"), self.show_menu)
        self.move_button.setToolTip(tr("Put the chosen spaces into another stair (Ctrl+M)"))
        self.move_button.setShortcut("Ctrl+M")
        self.again = button(tr("Check again"), self.confirmed.emit, icon="refresh")
        self.again.setToolTip(tr("Check the file with what stands here"))
        self.note = label("", "quiet", wrap=True)
        head = row(label(tr("Which spaces form a stair?"), "strong"), None, self.move_button, self.again)
        self.body.addLayout(column(head, self.note, self.tree, self._by_pattern(), self._rest(), gap=GRID - 2))

    def _by_pattern(self) -> QWidget:
        """The line in which a stair is made of all spaces whose names are like a pattern."""
        self.name, self.pattern = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText("Stair-A")
        self.name.setAccessibleName(tr("Name of another stair"))
        self.pattern.setPlaceholderText(tr("ST-A*, Stair 1*"))
        self.pattern.setAccessibleName(tr("Its spaces, as patterns of their names"))
        self.add = button(tr("Add stair"), self.add_by_pattern, icon="plus")
        for field in (self.name, self.pattern):
            field.textChanged.connect(self._show_buttons)
            field.returnPressed.connect(self.add_by_pattern)
        line = row(
            label(tr("Another stair"), "quiet"), self.name, label(tr("of spaces like"), "quiet"), self.pattern, self.add
        )
        line.setStretch(3, 1)
        whole = QWidget()
        whole.setLayout(line)
        return whole

    def _rest(self) -> QWidget:
        """The line for what a file leaves open besides its stairs."""
        self.ground = QComboBox()
        self.ground.setAccessibleName(tr("Ground floor"))
        self.ground.setToolTip(tr("Floors are numbered, and heights counted, from this one"))
        self.ground.currentIndexChanged.connect(self._show_buttons)
        self.doorways = QCheckBox(tr("A doorway at each door, as large as the door"))
        self.doorways.setToolTip(tr("The air velocity is measured there; a file knows doors only"))
        self.doorways.toggled.connect(self._show_buttons)
        whole = QWidget()
        whole.setLayout(row(label(tr("Ground floor"), "quiet"), self.ground, 2 * GRID, self.doorways, None))
        return whole

    # --- what is shown and what stands there ----------------------------------------------------------------------

    def show_proposal(self, proposal: Proposal, *, again: bool) -> None:
        """Show what the file seems to hold; checked ``again`` with what the person said, that stays as it is."""
        if again and self.tree.topLevelItemCount():
            self._checked = self.said()
            self._show_buttons()
            return
        self.tree.clear()
        proposed = [space for stair in proposal.stairs for space in stair.spaces]
        self._spaces = (*proposed, *proposal.beside, *proposal.others)
        for stair in proposal.stairs:
            said = " ".join(stair.doubts)
            self._add_stair(stair.name, stair.spaces, said or tr("By {why}.", why=stair.why), open_=bool(said))
        self._add_others([*proposal.beside, *proposal.others])
        self._show_rest()
        self._checked = self.said()
        self._say(proposal)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._show_buttons()

    def _show_rest(self) -> None:
        floors = {folded(space.floor): space.floor for space in self._spaces if space.floor}
        self.ground.clear()
        self.ground.addItem(tr("as the file says"), None)
        for floor in sorted(floors.values(), key=natural_key):
            self.ground.addItem(floor, floor)
        self.doorways.setChecked(True)

    def _say(self, proposal: Proposal) -> None:
        """What has to be decided; how it is done stands in the tool tips."""
        doubts = " ".join(proposal.doubts)
        ready = tr("The file says this by itself. F2 renames a stair; the space bar takes a space in or out.")
        self.note.setText(doubts or ready)

    def _add_stair(
        self, name: str, spaces: Sequence[StairSpace], said: str, *, open_: bool = True, place: int | None = None
    ) -> None:
        stair = QTreeWidgetItem([name, _floors(spaces), said])
        stair.setFlags(_STAIR)
        stair.setToolTip(2, said)
        for space in spaces:
            stair.addChild(_item(space, chosen=True))
        self.tree.insertTopLevelItem(self.tree.topLevelItemCount() if place is None else place, stair)
        stair.setCheckState(0, Qt.CheckState.Checked)
        stair.setExpanded(open_)

    def _add_others(self, spaces: Sequence[StairSpace]) -> None:
        shown = spaces[:MOST]
        more = (
            tr(" {spaces} more are not listed; a pattern reaches them.", spaces=len(spaces) - MOST)
            if len(spaces) > MOST
            else ""
        )
        others = QTreeWidgetItem([NONE, "", tr("{spaces} spaces.{more}", spaces=len(spaces), more=more)])
        others.setFlags(_FLAGS)
        others.addChildren([_item(space, chosen=False) for space in shown])
        self.tree.addTopLevelItem(others)
        others.setExpanded(not any(True for _ in self._stairs()) and len(shown) < 200)

    def named(self) -> dict[str, str]:
        """Stair → patterns that name its spaces, as they are chosen here."""
        found: dict[str, list[str]] = {}
        for stair in self._stairs():
            chosen = [each for each in _children(stair) if each.checkState(0) == Qt.CheckState.Checked]
            found.setdefault(stair.text(0).strip() or "Stair", []).extend(each.text(0) for each in chosen)
        return {name: patterns_of(names) for name, names in found.items() if names}

    def said(self) -> Said:
        """All that stands here."""
        return Said(self.named(), self.ground.currentData(), self.doorways.isChecked())

    @property
    def changed(self) -> bool:
        """Whether something stands otherwise than it did when the file was checked."""
        return self.said() != self._checked

    def _stairs(self) -> Iterable[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return (item for item in items if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable)

    @property
    def _others(self) -> QTreeWidgetItem | None:
        return self.tree.topLevelItem(self.tree.topLevelItemCount() - 1)

    # --- what a person does ---------------------------------------------------------------------------------------

    def chosen_spaces(self) -> list[QTreeWidgetItem]:
        """The selected spaces, in the order in which they stand."""
        selected = [item for item in self.tree.selectedItems() if item.parent() is not None]
        return sorted(selected, key=lambda item: self.tree.indexFromItem(item).row())

    def show_menu(self) -> None:
        """Ask where the selected spaces belong."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for stair in self._stairs():
            menu.addAction(stair.text(0), partial(self.move_to, stair.text(0)))
        menu.addAction(tr("A new stair"), partial(self.move_to, ""))
        menu.addSeparator()
        menu.addAction(NONE, partial(self.move_to, None))
        menu.popup(self.move_button.mapToGlobal(self.move_button.rect().bottomLeft()))

    def move_to(self, name: str | None) -> None:
        """Put the selected spaces into the stair ``name``, into a new one (blank), or into none."""
        moved = self._taken(self.chosen_spaces())
        if not moved:
            return
        stair = next((each for each in self._stairs() if each.text(0) == name), None)
        others = self._others
        if name is None and others is not None:
            others.insertChildren(0, [_item(space, chosen=False) for space in moved])
        elif stair is not None:
            stair.addChildren([_item(space, chosen=True) for space in moved])
        else:
            self._add_stair(
                tr("Stair {sum}", sum=sum(1 for _ in self._stairs()) + 1), moved, tr("As you said."), place=self._last
            )
        self._tidy()

    def add_by_pattern(self) -> None:
        """Make a stair of all spaces, wherever they stand, whose names are like one of the patterns."""
        name, patterns = self.name.text().strip(), [part.strip() for part in self.pattern.text().split(",")]
        found = [space for space in self._spaces if any(like(space.name, pattern) for pattern in patterns)]
        if not name or not found:
            self.note.setText(
                tr("No space is called like “{pattern}”.", pattern=self.pattern.text())
                if name
                else tr("The stair needs a name.")
            )
            return
        wanted = set(found)
        self._taken([item for item in self._space_items() if item.data(0, SPACE) in wanted])
        self._add_stair(name, found, tr("As you said."), place=self._last)
        self.name.clear()
        self.pattern.clear()
        self._tidy()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _last(self) -> int:
        return max(self.tree.topLevelItemCount() - 1, 0)

    def _space_items(self) -> list[QTreeWidgetItem]:
        tops = [item for at in range(self.tree.topLevelItemCount()) if (item := self.tree.topLevelItem(at)) is not None]
        return [child for top in tops for child in _children(top)]

    @staticmethod
    def _taken(items: Sequence[QTreeWidgetItem]) -> list[StairSpace]:
        """Take spaces out of where they are; what they say."""
        spaces = [item.data(0, SPACE) for item in items]
        for item in items:
            if (parent := item.parent()) is not None:
                parent.removeChild(item)
        return spaces

    def _tidy(self) -> None:
        """A stair without a space is none; the floors of the others are told anew."""
        for stair in list(self._stairs()):
            if not stair.childCount():
                self.tree.takeTopLevelItem(self.tree.indexOfTopLevelItem(stair))
            else:
                stair.setText(1, _floors([child.data(0, SPACE) for child in _children(stair)]))
        self._show_buttons()

    def _on_changed(self, item: QTreeWidgetItem, at: int) -> None:
        if item.parent() is None and at == 0 and not item.text(0).strip():
            item.setText(0, tr("Stair"))
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.again.setEnabled(self.changed)
        self.move_button.setEnabled(bool(self.chosen_spaces()))
        self.add.setEnabled(bool(self.name.text().strip() and self.pattern.text().strip()))


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for at in range(item.childCount()) if (child := item.child(at)) is not None]


def _item(space: StairSpace, *, chosen: bool) -> QTreeWidgetItem:
    """One space as a line; what lies in no stair has no box to tick, it is moved."""
    item = QTreeWidgetItem([space.name, space.floor, space.description])
    item.setData(0, SPACE, space)
    item.setFlags(_FLAGS | Qt.ItemFlag.ItemIsUserCheckable if chosen else _FLAGS)
    if chosen:
        item.setCheckState(0, Qt.CheckState.Checked)
    item.setToolTip(0, tr("{space}, row {row} of {sheet}", space=space.name, row=space.row, sheet=space.sheet))
    return item


def _floors(spaces: Sequence[StairSpace]) -> str:
    """``4 spaces, Ground … Level 3``: how many, and the first and last floor as the file has them."""
    floors = list({folded(space.floor): space.floor for space in spaces if space.floor}.values())
    count = tr("1 space") if len(spaces) == 1 else tr("{spaces} spaces", spaces=len(spaces))
    between = f", {floors[0]} … {floors[-1]}" if len(floors) > 1 else f", {floors[0]}" if floors else ""
    return f"{count}{between}"


class _Tree(QTreeWidget):
    """The stairs and their spaces."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Stairs and their spaces"))
        self.setHeaderLabels([tr("Stair, and its spaces"), tr("Floor"), tr("What the file says")])
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setItemDelegate(_NamesOnly(self))
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setProperty("role", "boxed")
        for changed in (self.itemExpanded, self.itemCollapsed, self.model().rowsInserted, self.model().rowsRemoved):
            changed.connect(self._fit)
        self._fit()
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(0, 280)
        self.setColumnWidth(1, 220)

    def _fit(self) -> None:
        """As tall as its open lines, so that what lies below keeps the room that is not needed."""
        tops = [item for at in range(self.topLevelItemCount()) if (item := self.topLevelItem(at)) is not None]
        lines = len(tops) + sum(item.childCount() for item in tops if item.isExpanded())
        self.setFixedHeight(max(LEAST, min(TALLEST, (lines + 1) * LINE + GRID)))


class _NamesOnly(QStyledItemDelegate):
    """Only a stair's name is written by a person."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        if index.column() != 0:
            return None  # type: ignore[return-value]
        return super().createEditor(parent, option, index)
