"""The panel beside the matrix: the chosen location, its baseline, where that came from, and what was before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from firemode_desktop.domain.advice import Advice
from firemode_desktop.domain.baselines import UNITS
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.completeness import KindMatrix, Mark, against_rule, case_title, shown, why_stale
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import BaselineKind, case_words
from firemode_desktop.services.baselines import LocationHistory, Recorded
from firemode_desktop.ui.baselines.doorway import DoorwayDrawing
from firemode_desktop.ui.baselines.model import Spot
from firemode_desktop.ui.baselines.telling import facts_of, history_text, recorded, source, value_of, why_not
from firemode_desktop.ui.language import plain, show_date, tr
from firemode_desktop.ui.parts import Card, column, empty, label, link, row, rule, set_tone
from firemode_desktop.ui.status import COLOUR_NAMES, StatusMark
from firemode_desktop.ui.theme import GRID

WIDTH = 300
LINE = 24


class SidePanel(Card):
    """``show_spot`` at once from the matrix, ``show_history`` when the database has answered.

    ``batch_wanted(batch_id)`` when the import is wanted that a baseline came with. Ctrl+C copies the history as text.
    """

    batch_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setFixedWidth(WIDTH)
        self.history: LocationHistory | None = None
        self.place, self.case = label("", "heading"), label("", "quiet", wrap=True)
        self.value, self.unit = label("", "figure"), label("", "quiet")
        self.mark = StatusMark(Standing.NOT_TESTED)
        self.margin = label("", "", wrap=True)
        self.doubts = label("", "near", wrap=True)
        self.drawing = DoorwayDrawing()
        self.mean = label("", "small")
        self.mean.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.entry = column()
        """Where the page shows what is typed for the location."""
        self._told = column(gap=6)
        head = column(
            self.place,
            self.case,
            row(self.value, self.unit, None),
            row(self.mark, self.margin),
            self.doubts,
            gap=4,
        )
        head.itemAt(3).layout().setStretch(1, 1)  # type: ignore[union-attr]
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(head, self.entry, self.drawing, self.mean, rule(), self._told, None, gap=GRID + 2))
        scroller = QScrollArea()
        scroller.setWidget(inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setAccessibleName(tr("History of the location"))
        scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(scroller)
        self.body.setContentsMargins(2 * GRID, 2 * GRID, GRID, 2 * GRID)
        self.clear()

    def clear(self) -> None:
        """Nothing is chosen."""
        self.place.setText(tr("No location chosen"))
        self.history = None
        self.doubts.hide()
        for part in (self.case, self.value, self.unit, self.margin, self.mean):
            part.setText("")
        self.mark.hide()
        self.drawing.hide()
        self.mean.hide()
        empty(self._told)

    def show_spot(self, spot: Spot, matrix: KindMatrix, advice: Sequence[Advice] = ()) -> None:
        """What the matrix knows of the location, and what is advised on it."""
        cell = spot.cell
        self.history = None
        self.place.setText(f"{spot.stair} · {spot.row.level}")
        case = cell.location[3]
        self.case.setText(f"{spot.row.place}, {case_words(case)}" if spot.row.place else case_title(case))
        self.value.setText("–" if cell.value is None else shown(matrix.kind, cell.value))
        self.unit.setText("" if cell.value is None else UNITS[matrix.kind])
        self._show_mark(spot, matrix)
        doubts = [one.message for one in advice]
        if cell.anew is not None and cell.commissioned_date is not None:
            words = why_stale(cell.anew, cell.commissioned_date)
            doubts.insert(0, tr("Stale: {words}.", words=words))
        self.doubts.setText("\n\n".join(doubts))
        self.doubts.setVisible(bool(doubts))
        self.drawing.setVisible(matrix.kind is BaselineKind.VELOCITY)
        self.drawing.show_grid(None, None, None, matrix.limits)
        self.mean.hide()
        empty(self._told)

    def _show_mark(self, spot: Spot, matrix: KindMatrix) -> None:
        """How the location stands: its shape, and its value against the rule."""
        cell = spot.cell
        self.mark.show_standing(cell.mark.standing)
        self.mark.setAccessibleName(cell.mark.value)
        self.mark.setToolTip(cell.mark.value)
        self.mark.show()
        said = tr("{mark}: no baseline is on record", mark=cell.mark.value)
        if cell.value is not None:
            said = against_rule(matrix.rule_code, matrix.limits, cell.value)
        self.margin.setText(said)
        tone = "good" if cell.mark is Mark.STALE else COLOUR_NAMES[cell.mark.standing]
        set_tone(self.margin, tone if tone in ("good", "bad") else "")

    def show_history(self, history: LocationHistory, limits: Limits) -> None:
        """What was ever recorded of it."""
        self.history = history
        empty(self._told)
        current = history.current
        grid = current.points if current else None
        self.drawing.show_grid(grid, history.width_m, history.height_m, limits)
        self.mean.setVisible(grid is not None)
        if grid is not None:
            self.mean.setText(
                tr(
                    "mean {mean} m/s · lowest {lowest} at point {lowest_point}",
                    mean=self.drawing.mean,
                    lowest=plain(grid.lowest),
                    lowest_point=grid.lowest_point,
                )
            )
        kind = history.location[0]
        if current is not None:
            self._told.addLayout(_facts(facts_of(current, history)))
            self._lead(current)
        if not history.recorded:
            self._told.addWidget(label(tr("Nothing was ever recorded here."), "quiet", wrap=True))
        earlier = [one for one in history.recorded if not one.current]
        if earlier:
            self._told.addWidget(rule())
            self._told.addWidget(label(tr("Before") if current else tr("On record, but not in force"), "strong"))
            for one in earlier:
                self._told.addLayout(_earlier(one, kind))
                self._lead(one)

    def _lead(self, one: Recorded) -> None:
        """A way to the import that a baseline came with."""
        if one.batch_id is not None:
            way = link(tr("Show the import"), partial(self.batch_wanted.emit, one.batch_id))
            way.setAccessibleName(
                tr(
                    "Show the import {file_name} of {commissioned_date}",
                    file_name=one.file_name or "",
                    commissioned_date=show_date(one.commissioned_date),
                )
            )
            self._told.addLayout(row(way, None))

    @property
    def text(self) -> str:
        """The history as text; blank while there is none to tell."""
        where = " · ".join(part for part in (self.place.text(), self.case.text()) if part)
        return "" if self.history is None else history_text(where, self.history)

    def copy(self) -> bool:
        """Put the history on the clipboard; whether there was one."""
        if self.text:
            QGuiApplication.clipboard().setText(self.text)
        return bool(self.text)

    def event(self, event: QEvent) -> bool:
        """Ctrl+C is meant for the panel while the keyboard is in it, whatever the page does with that key."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and event.matches(QKeySequence.StandardKey.Copy) and self.text:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.matches(QKeySequence.StandardKey.Copy) and self.copy()):
            super().keyPressEvent(event)


def _facts(told: Sequence[tuple[str, str]]) -> QGridLayout:
    """What is known of a baseline, name and words side by side."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(GRID + 4)
    made.setVerticalSpacing(6)
    made.setColumnStretch(1, 1)
    for at, (name, words) in enumerate(told):
        made.addWidget(label(name, "small"), at, 0, Qt.AlignmentFlag.AlignTop)
        made.addWidget(label(_breaking(words), "", wrap=True), at, 1)
    return made


def _breaking(words: str) -> str:
    """A name of a file that is too long for a line may break anywhere."""
    parts = words.split(" · ")
    return " · ".join(part if len(part) <= LINE or " " in part else "\u200b".join(part) for part in parts)


def _earlier(one: Recorded, kind: BaselineKind) -> QGridLayout:
    """A baseline that does not hold any more, why, and where it came from."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 4)
    made.setVerticalSpacing(1)
    made.addWidget(label(value_of(one, kind), "strong"), 0, 0)
    made.addWidget(label(show_date(one.commissioned_date), "small"), 0, 1, Qt.AlignmentFlag.AlignRight)
    by = f", {one.commissioned_by}" if one.commissioned_by else ""
    lines = (why_not(one), f"{_breaking(source(one))}{by}", tr("recorded {recorded}", recorded=recorded(one)))
    for at, words in enumerate(lines, start=1):
        made.addWidget(label(words, "small", wrap=True), at, 0, 1, 2)
    return made
