"""Which stair is looked at: the box in the head of the page."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from firemode_desktop.domain.order import natural_key
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scenarios.studio import Studio


class StairBox(QComboBox):
    """The stairs that have zones or scenarios; follows the chosen scenario, and chooses the first of another stair."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.setAccessibleName(tr("Which stair"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._on_activated)
        studio.chosen.connect(self._follow)

    def offer(self) -> None:
        """Offer the stairs of the design; where none is looked at yet, the first that has scenarios is."""
        studio = self.studio
        names = {one.stair_id: one.stair for one in (*studio.around.zones, *studio.design)}
        ordered = sorted(names, key=lambda each: natural_key(names[each]))
        if studio.stair_id not in names:
            with_some = [each for each in ordered if studio.design.of_stair(each)]
            studio.stair_id = next(iter(with_some or ordered), None)
        self.clear()
        for each in ordered:
            self.addItem(names[each], each)
        self._mark(studio.stair_id)
        self.setVisible(bool(ordered))

    def choose_first(self) -> None:
        """Look at the first scenario of the stair."""
        stair = self.studio.stair_id
        ours = self.studio.design.of_stair(stair) if stair is not None else ()
        self.studio.choose(ours[0].key if ours else None)

    def _on_activated(self, index: int) -> None:
        self.studio.stair_id = self.itemData(index)
        self.choose_first()
        self.studio.changed.emit()

    def _follow(self) -> None:
        one = self.studio.scenario
        if one is not None and self.currentData() != one.stair_id:
            self._mark(one.stair_id)

    def _mark(self, stair_id: UUID | None) -> None:
        """Qt compares what it holds by identity: an equal id that was read again would not be found by it."""
        held = [self.itemData(at) for at in range(self.count())]
        self.setCurrentIndex(held.index(stair_id) if stair_id in held else -1)
