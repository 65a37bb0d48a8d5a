"""The components of the equipment register at hand: dragged into a view, or added to the chosen scenario with Enter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from firemode_desktop.domain.design import Component
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.sequence import same_component
from firemode_desktop.domain.usual import Trade, trade_of, usual_step
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import column, label, link
from firemode_desktop.ui.scenarios.dragging import MIME, dragged
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.theme import GRID, colours

UNKNOWN = tr("Not in the register")
ELSEWHERE = tr("Other stairs")
ITEM = Qt.ItemDataRole.UserRole.value
ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)


class Shelf(QWidget):
    """Components of the stair by trade, then what steps name and the register does not know, then other stairs'.

    ``wanted_register`` when a component is to be added to the register; ``added(order)`` after a step was added.
    """

    wanted_register = Signal()
    added = Signal(int)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self._shown: object = None
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Find a component"))
        self.filter.setAccessibleName(tr("Find a component"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.tree = _Tree(self)
        self.hint = label(
            tr("Drag into the matrix or onto the timeline; Enter adds it to the scenario."), "small", wrap=True
        )
        self.nothing = label(tr("The register has no equipment yet."), "quiet", wrap=True)
        self.register = link(tr("Add equipment to the register"), self.wanted_register.emit)
        whole = column(
            label(tr("Components"), "heading"),
            self.filter,
            self.tree,
            self.nothing,
            self.register,
            self.hint,
            gap=GRID - 2,
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.filter)
        studio.changed.connect(self._show)
        studio.chosen.connect(self._show)
        self._show()

    # --- shown ---------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        used = {same_component(step.component_id) for step in self.studio.sequence}
        groups = self._groups()
        shown = (groups, frozenset(used))
        if shown == self._shown:
            return
        self._shown = shown
        self.tree.fill(groups, used)
        some = bool(self.studio.around.components)
        self.nothing.setVisible(not some)
        self.tree.setVisible(some or any(name == UNKNOWN for name, _ in groups))

    def _groups(self) -> tuple[tuple[str, tuple[Component, ...]], ...]:
        words = self.filter.text().casefold().split()
        known = [one for one in self.studio.around.components if _matches(one, words)]
        here = [one for one in known if one.stair_id == self.studio.stair_id]
        names = {one.identifier for one in here}
        found = [(trade.value, [one for one in here if trade_of(one.kind) is trade]) for trade in Trade]
        found.append((UNKNOWN, [one for one in self._unknown() if _matches(one, words)]))
        elsewhere = [one for one in known if one.stair_id != self.studio.stair_id and one.identifier not in names]
        found.append((ELSEWHERE, elsewhere))
        return tuple((name, tuple(sorted(those, key=self._near_first))) for name, those in found if those)

    def _near_first(self, one: Component) -> tuple[object, ...]:
        """Components of the scenario's own zone and of the whole stair before those of other zones."""
        ours = self.studio.scenario
        elsewhere = one.zone_id is not None and (ours is None or one.zone_id != ours.zone_id)
        return elsewhere, natural_key(one.identifier)

    def _unknown(self) -> Iterable[Component]:
        """What steps of this stair name although the register does not know it."""
        stair = self.studio.stair_id
        if stair is None:
            return ()
        register = {same_component(name) for name in self.studio.around.equipment}
        steps = (step for one in self.studio.design.of_stair(stair) for step in one.sequence)
        named = {same_component(step.component_id): step.component_type for step in steps}
        return [Component(name, kind, stair) for name, kind in named.items() if name not in register]

    # --- used ----------------------------------------------------------------------------------------------------

    def add(self, components: Sequence[Component]) -> None:
        """A usual step of each at the end of the chosen scenario, as one step of undo."""
        one = self.studio.scenario
        if one is None or not components:
            return
        others = self.studio.told
        steps = [usual_step(each.identifier, each.kind, others) for each in components]
        sequence = one.sequence.added(*steps)
        names = (
            components[0].identifier
            if len(components) == 1
            else tr("{components} components", components=len(components))
        )
        new = [step.step_order for step in sequence.steps[len(one.sequence) :]]
        if self.studio.edit(sequence, tr("adding {names}", names=names), then=new):
            self.added.emit(new[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down.value and self.filter.hasFocus():
            self.tree.enter()
        elif event.key() in ENTER and self.filter.hasFocus():
            self.tree.enter()
            self.add(self.tree.chosen())
        else:
            super().keyPressEvent(event)


class _Tree(QTreeWidget):
    """Groups with their components; those of the chosen scenario are ticked."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(shelf)
        self._shelf = shelf
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(tr("Components of the register"))
        self.itemDoubleClicked.connect(lambda _item, _column: shelf.add(self.chosen()))

    def fill(self, groups: Iterable[tuple[str, tuple[Component, ...]]], used: set[str]) -> None:
        """Show these; what was stood on stays stood on."""
        before = [one.identifier for one in self.chosen()]
        self.clear()
        for name, those in groups:
            self.addTopLevelItem(self._head(name))
            for one in those:
                self.addTopLevelItem(item := self._item(one, one.identifier in used))
                item.setSelected(one.identifier in before)

    def _head(self, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        return item

    def _item(self, one: Component, used: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem([one.identifier, tr("in use") if used else ""])
        item.setForeground(1, colours(self).colour("quiet"))
        item.setData(0, ITEM, one)
        item.setToolTip(
            0,
            tr(
                "{identifier}, {kind}{in_}",
                identifier=one.identifier,
                kind=one.kind.replace("_", " "),
                in_=tr(", in this scenario") if used else "",
            ),
        )
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole.value, item.toolTip(0))
        return item

    def chosen(self) -> list[Component]:
        """The components that are selected."""
        return [found for item in self.selectedItems() if isinstance(found := item.data(0, ITEM), Component)]

    def enter(self) -> None:
        """Stand on the first component."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.chosen():
            items = (self.topLevelItem(at) for at in range(self.topLevelItemCount()))
            first = next((item for item in items if item is not None and item.data(0, ITEM) is not None), None)
            if first is not None:
                self.setCurrentItem(first)

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        found = [one for item in items if isinstance(one := item.data(0, ITEM), Component)]
        data = dragged((one.identifier, one.kind) for one in found)
        data.setText("\n".join(one.identifier for one in found))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._shelf.add(self.chosen())
        else:
            super().keyPressEvent(event)


def _matches(one: Component, words: Iterable[str]) -> bool:
    said = f"{one.identifier} {one.kind.replace('_', ' ')}".casefold()
    return all(word in said for word in words)
