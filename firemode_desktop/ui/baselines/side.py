"""The panel beside the matrix: the chosen location, its baseline, where that came from, and what was before it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from firemode_desktop.domain.baselines import UNITS
from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.completeness import KindMatrix, Mark, against_rule, case_title, shown
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.words import BaselineKind, MeasurementPosition, Provenance
from firemode_desktop.services.baselines import LocationHistory, Recorded
from firemode_desktop.ui.baselines.doorway import DoorwayDrawing
from firemode_desktop.ui.baselines.matrix import MARKS
from firemode_desktop.ui.baselines.model import Spot
from firemode_desktop.ui.parts import Card, column, empty, label, row, rule, set_tone
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID

WIDTH = 300
LINE = 24
CONDITIONS = {"temp_c": "°C", "humidity_pct": "%", "wind_ms": "m/s wind"}


class SidePanel(Card):
    """``show_spot`` at once from the matrix, ``show_history`` when the database has answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setFixedWidth(WIDTH)
        self.place, self.case = label("", "heading"), label("", "quiet", wrap=True)
        self.value, self.unit = label("", "figure"), label("", "quiet")
        self.mark = StatusMark(MARKS[Mark.MISSING][0])
        self.margin = label("", "", wrap=True)
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
        scroller.setAccessibleName("History of the location")
        self.body.addWidget(scroller)
        self.body.setContentsMargins(2 * GRID, 2 * GRID, GRID, 2 * GRID)
        self.clear()

    def clear(self) -> None:
        """Nothing is chosen."""
        self.place.setText("No location chosen")
        for part in (self.case, self.value, self.unit, self.margin, self.mean):
            part.setText("")
        self.mark.hide()
        self.drawing.hide()
        self.mean.hide()
        empty(self._told)

    def show_spot(self, spot: Spot, matrix: KindMatrix) -> None:
        """What the matrix knows of the location."""
        cell = spot.cell
        self.place.setText(f"{spot.stair} · {spot.row.level}")
        case = case_title(cell.location[3])
        self.case.setText(f"{spot.row.place}, {case.lower()}" if spot.row.place else case)
        self.value.setText("–" if cell.value is None else shown(matrix.kind, cell.value))
        self.unit.setText("" if cell.value is None else UNITS[matrix.kind])
        standing, name = MARKS.get(cell.mark, MARKS[Mark.MISSING])
        self.mark.show_standing(standing)
        self.mark.show()
        said = "missing: no baseline is on record"
        if cell.value is not None:
            said = against_rule(matrix.rule_code, matrix.limits, cell.value)
        self.margin.setText(said)
        self.mark.setAccessibleName(cell.mark.value)
        set_tone(self.margin, name if name in ("good", "bad") else "")
        self.drawing.setVisible(matrix.kind is BaselineKind.VELOCITY)
        self.drawing.show_grid(None, None, None, matrix.limits)
        self.mean.hide()
        empty(self._told)

    def show_history(self, history: LocationHistory, limits: Limits) -> None:
        """What was ever recorded of it."""
        empty(self._told)
        current = history.current
        grid = current.points if current else None
        self.drawing.show_grid(grid, history.width_m, history.height_m, limits)
        self.mean.setVisible(grid is not None)
        if grid is not None:
            self.mean.setText(
                f"mean {self.drawing.mean} m/s · lowest {plain(grid.lowest)} at point {grid.lowest_point}"
            )
        kind = history.location[0]
        if current is not None:
            self._told.addLayout(_facts(current))
        earlier = [one for one in history.recorded if not one.current]
        if earlier:
            self._told.addWidget(rule())
            self._told.addWidget(label("Before" if current else "On record, but not in force", "strong"))
            for one in earlier:
                self._told.addLayout(_earlier(one, kind))


def _facts(one: Recorded) -> QGridLayout:
    """What is known of the current baseline, name and words side by side."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(GRID + 4)
    made.setVerticalSpacing(6)
    made.setColumnStretch(1, 1)
    for at, (name, words) in enumerate(_told(one)):
        made.addWidget(label(name, "small"), at, 0, Qt.AlignmentFlag.AlignTop)
        made.addWidget(label(words, "", wrap=True), at, 1)
    return made


def _told(one: Recorded) -> list[tuple[str, str]]:
    known = dict(one.conditions)
    conditions = " · ".join(f"{plain(known[name])} {unit}" for name, unit in CONDITIONS.items() if name in known)
    position = MeasurementPosition(one.measurement_position).label if one.measurement_position else ""
    told = [
        ("Commissioned", show_date(one.commissioned_date)),
        ("By", one.commissioned_by or ""),
        ("Report", one.commissioning_report_ref or ""),
        ("Position", position),
        ("Conditions", conditions),
        ("Provenance", Provenance(one.provenance).label),
        ("Recorded", _recorded(one)),
        ("From", _source(one)),
    ]
    return [(name, words) for name, words in told if words]


def _recorded(one: Recorded) -> str:
    return f"{_moment(one.recorded_at)}{f', {one.recorded_by}' if one.recorded_by else ''}"


def _source(one: Recorded) -> str:
    """File and cell; a name too long for a line may break anywhere."""
    parts = (one.source_ref or one.file_name or "entered by hand").split(" · ")
    return " · ".join(part if len(part) <= LINE else "\u200b".join(part) for part in parts)


def _moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{show_date(local.date())} {local:%H:%M}"


def _earlier(one: Recorded, kind: BaselineKind) -> QGridLayout:
    """A baseline that does not hold any more, and why."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 4)
    made.setVerticalSpacing(1)
    made.addWidget(label(f"{shown(kind, one.value)} {UNITS[kind]}", "strong"), 0, 0)
    made.addWidget(label(show_date(one.commissioned_date), "small"), 0, 1, Qt.AlignmentFlag.AlignRight)
    made.addWidget(label(why_not(one), "small", wrap=True), 1, 0, 1, 2)
    by = f", {one.commissioned_by}" if one.commissioned_by else ""
    made.addWidget(label(f"{_source(one)}{by}", "small", wrap=True), 2, 0, 1, 2)
    return made


def why_not(one: Recorded) -> str:
    """Why a baseline is not the one in force: withdrawn, corrected the same day, or superseded."""
    if one.withdrawn_at is not None:
        by = f" by {one.withdrawn_by}" if one.withdrawn_by else ""
        return f"withdrawn {_moment(one.withdrawn_at)}{by}: {one.withdrawn_reason or 'no reason given'}"
    if one.corrected:
        return "corrected the same day"
    return f"superseded on {show_date(one.superseded_date)}" if one.superseded_date else "in force"
