"""Trends: which locations drift, and when they meet a limit – or why that cannot be said; and all other charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QWidget

from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.comparison import MOST
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.standing import Measure
from firemode_desktop.services import trends
from firemode_desktop.services.trends import Charted, Choices, PlaceLine
from firemode_desktop.services.trends.leading import Lead, leads_to
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel
from firemode_desktop.ui.parts import Card, ElidedLabel, EmptyState, Segments, beside, button, column, framed, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.trends.asking import AskedPanel
from firemode_desktop.ui.trends.locations import PlaceList, columns, most_telling
from firemode_desktop.ui.trends.ranges import Command
from firemode_desktop.ui.trends.remembered import Remembered
from firemode_desktop.ui.trends.room import Room
from firemode_desktop.ui.trends.saving import Saving
from firemode_desktop.ui.workspace import Place, Tools, Workspace

MEASURES = (
    (None, tr("All")),
    (Measure.PRESSURE, tr("Pressure")),
    (Measure.VELOCITY, tr("Velocity")),
    (Measure.FORCE, tr("Force")),
)
KEEPING = tr("Space keeps one beside others")
KINDS: tuple[Column[ChartKind], ...] = (
    Column("chart", tr("Chart"), lambda kind: term(kind.label), stretch=True, tip=lambda kind: kind.purpose),
)


class TrendsPage(Workspace):
    """The charts there are and their settings on the left; the chosen one with its numbers on the right."""

    key: ClassVar[str] = "trends"
    title: ClassVar[str] = tr("Trends")
    purpose: ClassVar[str] = tr("Readings of approved sessions in time and over the building, and what they come to.")
    tables: ClassVar[frozenset[str]] = frozenset(
        {"test_sessions", "result_amendments", "reading_exclusions", "latest_readings", "faults", "instruments",
         "calibration_certificates", "ce_scenarios"}
    )  # fmt: skip

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.choices = Choices()
        self.asked = Asked(ChartKind.TIME)
        self.remembered = Remembered(tools.settings)
        self._shares = {True: [490, 660], False: [270, 880]}
        self._kept: list[UUID] = []
        """Places that stay in the chart while others are looked at."""
        self._days: tuple[date, date] | None = None
        """The days that were in sight when the chart was left."""
        self._wanted: Place | None = None
        self._build()
        self.saving = Saving(tools, self, self.room)
        deeds: tuple[Command, ...] = (
            (tr("Save chart as…"), self.saving.save_chart, "", tr("export picture data trend png svg pdf xlsx csv")),
            (tr("Save all readings as…"), self.saving.save_all, "", tr("export trends workbook")),
            *self.room.ranges.commands(),
        )
        for name, run, shortcut, words in deeds:
            tools.commands.add(
                self, name, run, shortcut=shortcut, menu=tr("File") if "Save" in name else tr("View"), words=words
            )

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.kinds: ListingModel[ChartKind] = ListingModel(KINDS, key=lambda kind: kind)
        self.kind_list = Listing(self.kinds, tr("Charts"), self.tools.settings, "trends/kinds")
        self.kind_list.setFixedHeight(26 * (len(ChartKind) + 1) + 4)
        self.kinds.show(list(ChartKind))
        self.panel = AskedPanel()
        self.measure = Segments([name for _, name in MEASURES], tr("Which locations"))
        self.model: ListingModel[PlaceLine] = ListingModel(columns(self._is_kept), key=lambda one: one.place_id)
        self.list = PlaceList(self.model, tr("Locations"), self.tools.settings, "trends/list")
        self.room = Room(self.tools)
        self.locations = QWidget()
        self.hint = ElidedLabel()
        self.hint.setText(KEEPING)
        head = row(self.measure, GRID, self.hint)
        head.setStretch(2, 1)
        self.locations.setLayout(column(head, self.list))
        left = Card(self.kind_list, self.panel, self.locations, margin=12)
        left.body.setStretch(2, 1)
        left.body.addStretch(0)
        self.both = beside(left, self.room, self._shares[True])
        self.empty = Card(
            EmptyState(
                "trends",
                tr("No approved session yet"),
                tr("A trend is made of the readings of approved sessions. Approve one, and its readings appear here."),
                button(tr("Open the sessions"), partial(self.tools.go, "sessions", Place())),
            )
        )
        self._stack = QStackedWidget()
        for page in (QWidget(), self.both, self.empty):
            self._stack.addWidget(page)
        self.setLayout(framed(self._stack))
        self._listen()

    def _listen(self) -> None:
        self.kind_list.chosen.connect(self._on_kind)
        self.panel.changed.connect(self._on_settings)
        self.measure.chosen.connect(lambda _at: self._filter())
        self.list.chosen.connect(self._on_place)
        self.list.kept_beside.connect(self._keep_beside)
        self.room.chart.moved.connect(lambda _view: self._remember())
        self.room.wanted.connect(self._go_there)

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        self.tools.background.read(
            self, partial(_choices, self.building_id, self.tools.clock().date()), self._show_choices
        )

    def _show_choices(self, found: Choices) -> None:
        self.choices, self.room.building_id = found, self.building_id
        self.hint.setText(" ".join(filter(None, (trends.left_out(len(found.closed)), KEEPING))))
        if self.asked.building_id != self.building_id:
            self._kept.clear()
            self.asked = self._to_begin_with(self.remembered.last(self.building_id) or ChartKind.TIME)
        self._stack.setCurrentIndex(1 if found.places or found.scenarios else 2)
        if found.stale:
            self.tools.background.do(
                self, partial(_work_out, self.building_id), _nothing, text=tr("Working out trends")
            )
        blocked = QSignalBlocker(self.kind_list)
        self.kind_list.choose(self.asked.kind)
        del blocked
        self._filter()
        self.show_asked(self.asked)
        if self._wanted is not None:
            self.show_location(self._wanted)

    def _to_begin_with(self, kind: ChartKind) -> Asked:
        """How a chart was shown the last time, as far as what it showed still exists; else as it shows itself."""
        known = {one.place_id for one in self.choices.places}
        kept = self.remembered.find(kind, self.building_id)
        if kept is not None and set(kept.places) <= known and kept.stair_id in {None, *dict(self.choices.stairs)}:
            self._kept = list(kept.places[1:]) if kind is ChartKind.TIME else self._kept
            return kept
        stairs = self.choices.stairs
        first = stairs[0][0] if stairs and "stair_id" in kind.settings else None
        return Asked(kind, self.building_id, stair_id=first)

    def show_asked(self, asked: Asked) -> None:
        """Show the chart that is asked for."""
        if asked.kind is ChartKind.TIME and not asked.places:
            telling = most_telling(self.choices.places)
            asked = asked.with_(places=(telling.place_id,) if telling else ())
        if asked.since is not None and asked.until is not None:
            self._days = asked.since, asked.until
        self.asked = asked = asked.with_(since=None, until=None)
        self._remember()
        self.panel.show_asked(asked, self.choices)
        of_time = asked.kind is ChartKind.TIME
        self._make_room(of_time)
        if of_time and asked.places:
            blocked = QSignalBlocker(self.list)
            self.list.choose(asked.places[0])
            del blocked
        today = self.tools.clock().date()
        self.room.wait(asked)
        self.tools.background.read(
            self, partial(_gather, asked, today), partial(self._show, asked), partial(self._fail, asked), about="chart"
        )

    def _make_room(self, of_time: bool) -> None:
        """The list of locations stands beside the chart of one location only; each arrangement keeps its own share."""
        if of_time == self.locations.isHidden():
            self._shares[not of_time] = self.both.sizes()
            self.locations.setVisible(of_time)
            self.both.setSizes(self._shares[of_time])

    def _show(self, asked: Asked, found: Charted) -> None:
        if asked != self.asked:
            return
        self.room.show_data(asked, found)
        if self._days is not None:
            days, self._days = self._days, None
            self.room.chart.show_days(*days)

    def _remember(self) -> None:
        """How the chart is shown: its settings, and the days in sight."""
        days = self._days
        shown, view = self.room.asked, self.room.chart.view
        if days is None and shown is not None and shown.kind is self.asked.kind and view.since and view.until:
            days = view.since, view.until
        since, until = days or (None, None)
        self.remembered.keep(self.asked.with_(since=since, until=until))

    def _fail(self, asked: Asked, error: FiremodeError) -> None:
        if asked == self.asked:
            self.room.fail(asked, str(error))

    # --- what a person chooses -----------------------------------------------------------------------------------

    def _filter(self) -> None:
        wanted = MEASURES[self.measure.index][0]
        blocked = QSignalBlocker(self.list)
        self.model.show([one for one in self.choices.places if wanted is None or one.measure is wanted])
        if self.asked.places:
            self.list.choose(self.asked.places[0])
        del blocked

    def _on_kind(self, kind: ChartKind | None) -> None:
        if kind is not None and kind is not self.asked.kind:
            self._days = None
            self.show_asked(self._to_begin_with(kind))

    def _on_settings(self, asked: Asked) -> None:
        if asked.kind is ChartKind.TIME and (asked.by, asked.places) != (self.asked.by, self.asked.places):
            self._kept.clear()
            self.list.viewport().update()
        self.show_asked(asked)

    def _on_place(self, one: PlaceLine | None) -> None:
        if one is not None and self.asked.places[:1] != (one.place_id,):
            self.show_asked(self.asked.with_(places=self._beside(one)))

    def _is_kept(self, one: PlaceLine) -> bool:
        return one.place_id in self._kept

    def _keep_beside(self, one: PlaceLine) -> None:
        """Keep a place in the chart, or let it go."""
        if self._is_kept(one):
            self._kept.remove(one.place_id)
        elif len(self._kept) < MOST:
            self._kept.append(one.place_id)
        else:
            self.tools.notices.say(
                tr("{MOST} places are in the chart already; more could not be told apart.", MOST=MOST)
            )
        self.list.viewport().update()
        if (current := self.list.current) is not None:
            self.show_asked(self.asked.with_(places=self._beside(current), by=""))

    def _beside(self, first: PlaceLine) -> tuple[UUID, ...]:
        """A place with those that are kept, as far as the same was measured there."""
        alike = [one.place_id for one in self.choices.places if one.measurement_type is first.measurement_type]
        return (first.place_id, *(each for each in self._kept if each in alike and each != first.place_id))

    def _go_there(self, key: str) -> None:
        """What is chosen on the chart leads to its record, in whatever building that is."""
        job = partial(_lead, self.asked.kind, key)
        self.tools.background.read(self, job, self._arrive, about="there")

    def _arrive(self, lead: Lead) -> None:
        places = {field.name: getattr(lead, field.name) for field in fields(lead) if field.name != "page"}
        self.tools.go(lead.page, Place(**places))

    def show_location(self, place: Place) -> None:
        if not self.choices.places:
            self._wanted = place
            return
        self._wanted = None
        if place.chart is not None:
            self.kind_list.choose(ChartKind(place.chart))
            return
        there = (*self.choices.places, *self.choices.closed)
        known = {one.place_id for one in there}
        if place.place_id in known:
            self._show_place(place.place_id)
        elif place.floor_id is not None:
            here = [one for one in there if one.floor_id == place.floor_id]
            if here:
                self._show_place(here[0].place_id)

    def _show_place(self, place_id: UUID) -> None:
        self.measure.choose(0)
        self._kept.clear()
        blocked = QSignalBlocker(self.kind_list)
        self.kind_list.choose(ChartKind.TIME)
        del blocked
        self.show_asked(Asked(ChartKind.TIME, self.building_id, places=(place_id,)))

    def help_section(self) -> str:
        if self.asked.kind is ChartKind.TIME:
            return "readings-over-time"
        return "the-charts-of-a-stair" if "stair_id" in self.asked.kind.settings else ""

    def pictures(self) -> Iterator[str]:
        for kind in ChartKind:
            self.kind_list.choose(kind)
            yield kind.value
            for index, (name, _) in enumerate(kind.choices[1:], 1):
                self.panel.by.choose(index)
                yield f"{kind.value}-{name}"
            self.panel.by.choose(0)
        yield from self._deeds_in_pictures()

    def _deeds_in_pictures(self) -> Iterator[str]:
        """A reading chosen by key, left out, and the chart put into a report."""
        self.kind_list.choose(ChartKind.TIME)
        yield "again"
        spots = self.room.chart.spots.all
        keyed = [spot.key for spot in spots if spot.key]
        if keyed:
            self.room.chart.setFocus()
            self.room.chart.choose(keyed[-1])
            self.room.chart.picked.emit(keyed[-1])
            yield "chosen"
            self.room.leave_out.click()
            yield "leaving-out"
        self.room.report.click()
        yield "into-report"


def _choices(building_id: UUID, today: date, session: Any) -> Choices:
    return trends.choices(session, building_id, today)


def _work_out(building_id: UUID | None, session: Any) -> int:
    return trends.work_out(session, building_id)


def _gather(asked: Asked, today: date, session: Any) -> Charted:
    return trends.gather(session, asked, today)


def _lead(kind: ChartKind, key: str, session: Any) -> Lead:
    return leads_to(session, kind, key)


def _nothing(_done: object) -> None:
    """The tables that were written make the page ask again."""
