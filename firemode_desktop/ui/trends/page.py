"""Trends: which locations drift, and when they meet a limit – or why that cannot be said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from firemode_desktop.charts.history import history_scene
from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.services import trends
from firemode_desktop.services.trends import Series
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from firemode_desktop.ui.parts import Card, EmptyState, Segments, beside, button, framed, label, row
from firemode_desktop.ui.scene import SceneView
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace

KINDS = (
    (None, "All"),
    (MeasurementType.PRESSURE_DIFFERENTIAL, "Pressure"),
    (MeasurementType.AIR_VELOCITY, "Velocity"),
    (MeasurementType.DOOR_OPENING_FORCE, "Force"),
)
FILTERS = "Workbook (*.xlsx);;Table (*.csv);;Data (*.json);;Picture (*.png);;Drawing (*.svg);;Document (*.pdf)"


def latest_standing(one: Series) -> Standing:
    """How the latest reading of a series stands."""
    last = one.points[-1]
    return last.standing(one.limits)


def _slope(one: Series) -> str:
    slope = one.trend.slope_per_year
    return "" if slope is None or len(one.points) < 2 else f"{slope:+.2f}".replace("-", "−")


def _meets(one: Series) -> str:
    projection = one.trend.projection
    if projection is None:
        return ""
    return f"{projection.since:%b %Y}" if projection.since else ""


def _latest(one: Series) -> str:
    value = one.points[-1].value
    return f"{plain(round_half_even(value, 2))} {one.unit}"


COLUMNS: tuple[Column[Series], ...] = (
    Column("where", "Location", lambda one: one.at_place.where, 148, mark=lambda one: Mark(latest_standing(one))),
    Column("what", "What", lambda one: one.at_place.what, stretch=True),
    Column("latest", "Latest", _latest, 84, numeric=True, order=lambda one: one.points[-1].value),
    Column("slope", "A year", _slope, 66, numeric=True, order=lambda one: one.trend.slope_per_year or 0.0),
    Column("meets", "Meets limit", _meets, 92, tone=lambda one: "near" if one.trend.projection else ""),
    Column("count", "Readings", lambda one: str(len(one.points)), 76, numeric=True, hidden=True),
)


class TrendsPage(Workspace):
    """The list of locations, and the chosen one as a chart."""

    key: ClassVar[str] = "trends"
    title: ClassVar[str] = "Trends"
    purpose: ClassVar[str] = "Readings of approved sessions in time, location by location."
    tables: ClassVar[frozenset[str]] = frozenset({"test_sessions", "test_instances", "result_amendments"})

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.series: tuple[Series, ...] = ()
        self._floor: UUID | None = None
        self._build()
        tools.commands.add(self, "Save trend as…", self._save_chosen, menu="File", words="export chart picture data")

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.kind = Segments([name for _, name in KINDS], "Which measurement")
        self.kind.chosen.connect(lambda _index: self._filter())
        self.model: ListingModel[Series] = ListingModel(COLUMNS, key=lambda one: one.identifier)
        self.list = Listing(self.model, "Locations", self.tools.settings, "trends/list")
        self.list.chosen.connect(self._show_series)
        self.chart = SceneView()
        self.heading = label("", "quiet")
        self.save = button("Save as…", self._save_chosen)
        self.save_all = button("Save all…", self._save_all)
        left = Card(row(label("Locations", "heading"), None, self.kind, GRID, self.save_all), self.list)
        left.body.setStretch(1, 1)
        right = Card(row(self.heading, None, self.save), self.chart)
        right.body.setStretch(1, 1)
        both = beside(left, right, [560, 560])
        self.empty = Card(
            EmptyState(
                "trends",
                "No approved session yet",
                "A trend is made of the readings of approved sessions. Approve one, and its readings appear here.",
                button("Open the sessions", partial(self.tools.go, "sessions", Place())),
            )
        )
        self._stack = QStackedLayout()
        for page in (QWidget(), both, self.empty):
            self._stack.addWidget(page)
        self.setLayout(framed(self._stack))

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        self.tools.background.read(self, partial(_series, self.building_id), self._show)

    def _show(self, found: tuple[Series, ...]) -> None:
        self.series = found
        self._stack.setCurrentIndex(1 if found else 2)
        self._filter()

    def _filter(self) -> None:
        wanted = KINDS[self.kind.index][0]
        self.model.show([one for one in self.series if wanted is None or one.measurement_type == wanted])
        if self.list.current is None and self.model.rows:
            self.list.choose(self._most_telling().identifier)

    def _most_telling(self) -> Series:
        """The series to show first: one that meets a limit soonest, else the one that stands worst."""
        rows = self.model.rows
        due = [one for one in rows if one.trend.projection is not None]
        if due:
            return min(due, key=lambda one: str(one.trend.projection and one.trend.projection.since))
        return max(rows, key=lambda one: latest_standing(one).concern)

    def _show_series(self, one: Series | None) -> None:
        self.save.setEnabled(one is not None)
        if one is None:
            self.heading.setText("")
            self.chart.show_scene(None)
            return
        drawn = trends.history(one)
        count = len(one.points)
        self.heading.setText(f"{count} approved reading{'s' if count > 1 else ''}")
        self.chart.show_scene(lambda look, size: history_scene(drawn, look, size), f"{one.place}. {one.sentence}")

    # --- files ---------------------------------------------------------------------------------------------------

    def _save_chosen(self) -> None:
        one = self.list.current
        if one is not None:
            self._save((one,), one.identifier.lower())

    def _save_all(self) -> None:
        self._save(tuple(self.model.rows), "trends")

    def _save(self, series: tuple[Series, ...], name: str) -> None:
        folder = str(self.tools.settings.value("trends/folder") or Path.home())
        chosen, _ = QFileDialog.getSaveFileName(self, "Save trend as", str(Path(folder) / f"{name}.xlsx"), FILTERS)
        if not chosen:
            return
        path = Path(chosen)
        self.tools.settings.setValue("trends/folder", str(path.parent))
        self.tools.background.work(
            self,
            lambda _work: write_whole(path, trends.write_trend(series, path.suffix.lstrip(".").lower())),
            lambda _done: self.tools.notices.say(f"Saved {path.name}."),
            self.tools.notices.show_error,
            text=f"Writing {path.name}",
        )

    def pictures(self) -> Iterator[str]:
        for index, (_, name) in enumerate(KINDS):
            self.kind.choose(index)
            if index:
                yield name.lower()


def _series(building_id: UUID, session: Any) -> tuple[Series, ...]:
    return trends.trend(session, building_id)
