"""What is typed for the chosen location, beside the matrix: old → new, how it stands, what is offered, nine points."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.baseline_draft import Look, Typed, accept, converted, look
from firemode_desktop.domain.baselines import DECIMALS, Location
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.completeness import KindMatrix, against_rule, shown
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.baselines.doorway import DoorwayDrawing
from firemode_desktop.ui.baselines.entry import EntryDesk
from firemode_desktop.ui.baselines.model import Spot
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, column, label, row, set_tone
from firemode_desktop.ui.status import COLOUR_NAMES, StatusMark


class EntryLook(QWidget):
    """Follows the desk, the cursor of the matrix and the keys; hidden while nothing is typed for the location."""

    left = Signal()
    """Enter in the last point: on to the next location."""
    followed = Signal()
    """Something else is shown, or nothing any more."""

    def __init__(self, desk: EntryDesk, drawing: DoorwayDrawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.drawing = desk, drawing
        self._spot: Spot | None = None
        self._matrix: KindMatrix | None = None
        self._typing: Typed | None = None
        self.change = label("", "strong", wrap=True)
        self.mark = StatusMark(Standing.PASS)
        self.verdict = label("", "", wrap=True)
        self.points = label("", "small", wrap=True)
        self.warning = label("", "near", wrap=True)
        self.offer = button("", self.accept)
        self.offer.setToolTip("Ctrl+Enter")
        stands = row(self.mark, self.verdict)
        stands.setAlignment(self.mark, Qt.AlignmentFlag.AlignTop)
        stands.setStretch(1, 1)
        self.setLayout(column(self.change, stands, self.points, self.warning, self.offer, gap=4))
        drawing.edited.connect(self._on_points)
        drawing.entered.connect(self.left)
        desk.told.connect(self.follow)
        self.hide()

    def show_spot(self, spot: Spot | None, matrix: KindMatrix | None) -> None:
        """Another location is the chosen one."""
        self._spot, self._matrix, self._typing = spot, matrix, None
        self.follow()

    def show_typing(self, location: Location, typed: Typed) -> None:
        """What stands in the editor of the grid just now."""
        if self._spot is not None and self._spot.cell.location == location:
            self._typing = typed
            self.follow()

    def rest(self) -> None:
        """The editor was left."""
        self._typing = None
        self.follow()

    @property
    def typed(self) -> Typed | None:
        """What is typed for the chosen location, saved or not."""
        if self._spot is None:
            return None
        return self._typing or self.desk.draft.cells.get(self._spot.cell.location)

    def accept(self) -> None:
        """Take the conversion that is offered."""
        if self._spot is None or self.typed is None:
            return
        location, taken = self._spot.cell.location, accept(self._spot.cell.location[0], self.typed)
        self._typing = None
        self.desk.put({location: taken}, tr("the conversion"))

    def _on_points(self, place: int, texts: Sequence[str]) -> None:
        if self._spot is None:
            return
        location = self._spot.cell.location
        typed = (self.desk.draft.cells.get(location) or Typed()).point(place, texts)
        what = tr("points of {place}", place=self._spot.row.place or self._spot.row.level)
        self.desk.put({location: typed}, what, place=("point", location, place) if len(texts) == 1 else None)

    # Looks.

    def follow(self) -> None:
        """Show what is typed now."""
        typed, spot, matrix = self.typed, self._spot, self._matrix
        read = look(matrix.kind, typed) if typed is not None and matrix is not None and not typed.blank else None
        is_grid = typed is not None and typed.is_grid
        self.drawing.show_typed(typed.texts if is_grid and typed is not None else (), read if is_grid else None)
        self.setVisible(read is not None)
        self.followed.emit()
        if read is None or spot is None or matrix is None or typed is None:
            return
        self._show_change(spot, typed, read, matrix)
        self._show_verdict(spot.cell.location, read, matrix)
        self.points.setText(read.grid.words if read.grid is not None else "")
        self.points.setVisible(bool(self.points.text()))
        entered = self.desk.entered
        self.warning.setText(entered.warnings.get(spot.cell.location, "") if entered is not None else "")
        self.warning.setVisible(bool(self.warning.text()) and read.value is not None)
        offers = [conversion for _, conversion in read.offers]
        self.offer.setVisible(bool(offers))
        self.offer.setText(
            tr("Use {converted}", converted=converted(matrix.kind, offers[0]))
            if len(offers) == 1
            else tr("Convert {offers} points", offers=len(offers))
        )

    def _show_change(self, spot: Spot, typed: Typed, read: Look, matrix: KindMatrix) -> None:
        before = "none" if spot.cell.value is None else shown(matrix.kind, spot.cell.value)
        if read.value is not None:
            after = shown(matrix.kind, round_half_even(read.value, DECIMALS[matrix.kind]))
        else:
            after = read.counted if typed.is_grid else typed.texts[0].strip()
        self.change.setText(f"{before} → {after} {matrix.unit if read.value is not None else ''}".rstrip())

    def _show_verdict(self, location: Location, read: Look, matrix: KindMatrix) -> None:
        """What is wrong first; then what the building says to it; then the rule."""
        wrong = read.problem or self.desk.refused(location)
        standing, words = read.standing(matrix.limits), wrong
        if read.value is not None and wrong:
            standing = Standing.FAIL
        elif read.value is not None:
            words = against_rule(matrix.rule_code, matrix.limits, read.value)
        self.mark.show_standing(standing)
        self.verdict.setText(words)
        set_tone(self.verdict, COLOUR_NAMES[standing])
