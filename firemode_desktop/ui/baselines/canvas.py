"""The baselines of one kind in two ways: the matrix, and the section of the building with how complete each floor is.

What is chosen in one is chosen in the other. The legend below both counts the marks and leaves only some to be seen.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from firemode_desktop.domain.completeness import Baselines
from firemode_desktop.domain.completeness_section import ByFloor, by_floor, completeness_marks, gravest
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.ui.baselines.legend import Legend
from firemode_desktop.ui.baselines.matrix import MatrixView
from firemode_desktop.ui.baselines.model import Spot
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.overview.drawing import SectionDrawing
from firemode_desktop.ui.overview.view import SectionView
from firemode_desktop.ui.parts import Segments, column
from firemode_desktop.ui.theme import GRID

VIEWS = (tr("Matrix"), tr("Section"))


class Canvas(QWidget):
    """``wanted(location)`` when a floor of the section was chosen; ``opened`` when it is to be seen in the matrix."""

    wanted = Signal(object)
    opened = Signal()
    counted = Signal()
    """Something else is counted and shown."""

    def __init__(self, matrix: MatrixView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.baselines: Baselines | None = None
        self.kind = BaselineKind.PRESSURE
        self._floors: ByFloor = {}
        self._counted: tuple[BaselineKind, ...] | None = None
        self._drawn: tuple[tuple[BaselineKind, ...], str | None] | None = None
        self.matrix, self.drawing, self.legend = matrix, SectionDrawing(), Legend()
        self.view = SectionView(self.drawing)
        self.scope = Segments((tr("This kind"), tr("All kinds")), tr("Which baselines the section counts"))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.matrix)
        self.pages.addWidget(self.view)
        self.legend.tail.addWidget(self.scope)
        whole = column(self.pages, self.legend, gap=GRID)
        whole.setStretch(0, 1)
        whole.setContentsMargins(GRID, 0, GRID, GRID)
        self.setLayout(whole)
        self.matrix.chosen.connect(self._on_spot)
        self.drawing.chosen.connect(self._on_floor)
        self.drawing.entered.connect(lambda _stair, _floor: self.opened.emit())
        self.scope.chosen.connect(lambda _index: self._mark())
        self.legend.chosen.connect(lambda _only: self._show())
        self.show_view(0)

    def show_view(self, index: int) -> None:
        """The matrix (0) or the section (1)."""
        self.pages.setCurrentIndex(index)
        self.scope.setVisible(index == 1)
        self._mark()

    def focus(self) -> None:
        """Let the keyboard act on what is shown."""
        shown = self.drawing if self.pages.currentIndex() else self.matrix
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_baselines(self, baselines: Baselines, kind: BaselineKind) -> None:
        """Show these, in the way that is chosen."""
        if baselines is not self.baselines:
            self.drawing.show_section(baselines.section)
            self._counted = self._drawn = None
        self.baselines, self.kind = baselines, kind
        self._show()

    def _show(self) -> None:
        if self.baselines is None:
            return
        self.matrix.baselines.look_at(self.legend.only, self.baselines.advised)
        self.matrix.show_matrix(self.baselines.matrices[self.kind])
        self._mark()

    @property
    def whole(self) -> bool:
        """Whether all kinds are counted together."""
        return bool(self.pages.currentIndex() and self.scope.index)

    @property
    def kinds(self) -> tuple[BaselineKind, ...]:
        """The kinds that are counted."""
        return tuple(BaselineKind) if self.whole else (self.kind,)

    def _mark(self) -> None:
        """Count what is shown, and draw it where it is drawn."""
        if self.baselines is None:
            return
        if self.kinds != self._counted:
            self._counted, self._floors = self.kinds, by_floor(self.baselines, self.kinds)
            cells = [cell for kind in self.kinds for cell in self.baselines.matrices[kind].cells]
            self.legend.show_cells(cells, self.baselines.advised)
        drawn = self.kinds, self.legend.only
        if self.pages.currentIndex() == 1 and drawn != self._drawn:
            self._drawn = drawn
            self.drawing.show_marks(completeness_marks(self.baselines, self._floors, self.legend.only))
        self.counted.emit()

    # --- one choice in both ------------------------------------------------------------------------------------------

    def _on_spot(self, spot: Spot | None) -> None:
        if spot is not None:
            self.drawing.select(spot.cell.location[1], spot.row.floor_id)

    def _on_floor(self, stair_id: UUID, floor_id: UUID) -> None:
        """Choose the location of the floor that asks for most attention, unless one of the floor is chosen already."""
        here = self.matrix.spot
        chosen = here is not None and (here.cell.location[1], here.row.floor_id) == (stair_id, floor_id)
        if self.baselines is None or chosen:
            return
        location = gravest(self._floors.get(floor_id, ()), self.baselines.advised, self.kind)
        if location is not None:
            self.wanted.emit(location)
