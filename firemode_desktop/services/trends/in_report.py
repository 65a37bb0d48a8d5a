"""Charts that somebody put into the report of a session: kept as they were drawn, with who did so and when.

A chart shows what was approved when it was put there; it is never drawn anew, so that a report prints the same for ever
(docs/decisions/0027). Whoever wants a newer one takes the old one out and puts in another; after the approval either
makes a new revision of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.charts import kept
from firemode_desktop.charts.scene import MM, Scene, View
from firemode_desktop.charts.style import style
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.words import Role, SessionStatus
from firemode_desktop.models import Building, SessionChart, TestSession
from firemode_desktop.services import people
from firemode_desktop.services.testing.content import next_revision
from firemode_desktop.services.trends.charts import Chart, Charted, chart_of, gather
from firemode_desktop.services.trends.places import places_of

WIDE_MM, TALL_MM = 170.0, 215.0
"""What a page of the report has room for below a title and above a caption."""
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class PutChart:
    """A chart in a report: its title, what it says, its picture; ``at`` in the building's time zone.

    ``afterwards`` is whether it was put there after the session was approved.
    """

    chart_id: UUID
    title: str
    words: str
    scene: Scene
    by: str | None
    at: datetime
    afterwards: bool = False

    @property
    def origin(self) -> str:
        """``Put into this report by A. Name on 3 May 2026, after the approval, as it stood then.``"""
        who = f" by {self.by}" if self.by else ""
        after = ", after the approval" if self.afterwards else ""
        return f"Put into this report{who} on {show_date(self.at.date())}{after}, as it stood then."


@dataclass(frozen=True, slots=True)
class Listed:
    """A chart in a report without its picture, for a list of them."""

    chart_id: UUID
    title: str
    words: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Target:
    """A session whose report can take a chart; ``charts`` is how many are in it."""

    session_id: UUID
    name: str
    status: SessionStatus
    day: date | None
    charts: int

    def refusal(self, role: str) -> str | None:
        """Why a person of this role may not change its charts; None where that is allowed."""
        if role in _who_may(self.status):
            return None
        if self.status is SessionStatus.APPROVED:
            return "The report is approved: a supervisor puts charts in and takes them out."
        return "Only engineers and supervisors put charts into a report."

    @property
    def words(self) -> str:
        """``Annual 2026, 4 May 2026 (approved)``; a name that holds the day says it once."""
        day = f", {show_date(self.day)}" if self.day and self.day.isoformat() not in self.name else ""
        return f"{self.name}{day} ({self.status.label.lower()})"


def put(
    session: Session,
    session_id: UUID,
    asked: Asked,
    title: str | None,
    *,
    by: UUID,
    today: date,
    view: View | None = None,
) -> UUID:
    """Put a chart into the report of a session as it is drawn ``today``; returns its id.

    Without a ``title`` it is called what the chart calls itself. ``view`` are the days in sight, where not all of them
    are shown.

    Raises:
        Missing: there is no such session, or what the chart shows is not there any more.
        Refused: the session was cancelled or is another building's; or the person may not: whoever tests until the
            approval, a supervisor afterwards.
        Invalid: the title is blank or too long, the chart has nothing to show, or is in the report already.
    """
    visit = _held(session, session_id, by)
    _check_own(session, asked, visit.building_id)
    chart, data = chart_of(asked.kind), gather(session, asked, today)
    name = _title(data.title if title is None else title)
    if data.empty:
        raise Invalid(f"There is nothing to show: {data.words or data.title}")
    drawn = _drawn(chart, data, view or View(asked.since, asked.until))
    settings = {"asked": asked.to_json(), "words": data.words, "scene": kept.written(drawn)}
    _check_new(session, session_id, name)
    row = SessionChart(building_id=visit.building_id, session_id=session_id, title=name, settings=settings, added_by=by)
    session.add(row)
    session.flush()
    next_revision(session, session_id)
    return row.chart_id


def take_out(session: Session, chart_id: UUID, *, by: UUID) -> None:
    """Take a chart out of its report; that it was there stays on record.

    Raises:
        Missing: there is no such chart.
        Refused: it was taken out already, or the person may not.
    """
    row = session.get(SessionChart, chart_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Missing("There is no such chart in a report.")
    _held(session, row.session_id, by)
    if row.removed_at is not None:
        day = row.removed_at.astimezone(_zone(session, row.building_id)).date()
        raise Refused(f"“{row.title}” was taken out of this report on {show_date(day)} already.")
    row.removed_at, row.removed_by = func.now(), by
    session.flush()
    session.refresh(row)
    next_revision(session, row.session_id)


def _zone(session: Session, building_id: UUID) -> ZoneInfo:
    return ZoneInfo(session.scalars(select(Building.timezone).where(Building.id == building_id)).one())


def _held(session: Session, session_id: UUID, by: UUID) -> TestSession:
    """The session, held until the end of the transaction, if the person may change its report."""
    visit = session.get(TestSession, session_id, with_for_update=True, populate_existing=True)
    if visit is None:
        raise Missing("There is no such session.")
    if visit.status == SessionStatus.CANCELLED:
        raise Refused(f"“{visit.session_name}” was cancelled; it has no report.")
    approved = visit.status == SessionStatus.APPROVED
    deed = f"change the charts of {'an approved' if approved else 'a'} report"
    people.require(session, by, _who_may(visit.status), deed)
    return visit


def _who_may(status: str) -> tuple[Role, ...]:
    """Who may change the charts of a report that stands so."""
    return people.SUPERVISORS if status == SessionStatus.APPROVED else people.TESTERS


def _check_own(session: Session, asked: Asked, building_id: UUID) -> None:
    """A report goes to the owner of one building, and nothing of another one belongs there."""
    wide = asked.kind is ChartKind.PORTFOLIO or asked.by == "buildings"
    others = wide or asked.building_id not in (None, building_id)
    if others or any(place.building_id != building_id for place in places_of(session, asked.places)):
        raise Refused("This chart shows another building; it cannot stand in this report.")


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise Invalid("A chart in a report needs a title.")
    if len(title) > LONGEST_TITLE:
        raise Invalid(f"The title has {len(title)} characters; {LONGEST_TITLE} fit above a chart.")
    return title


def _check_new(session: Session, session_id: UUID, title: str) -> None:
    """Two charts of one title cannot be told apart in the outline of the report."""
    same = select(SessionChart.chart_id).where(
        SessionChart.session_id == session_id, SessionChart.title == title, SessionChart.removed_at.is_(None)
    )
    if session.scalar(same.limit(1)) is not None:
        raise Invalid(f"There is a chart “{title}” in this report already. Take it out first, or use another title.")


def _drawn(chart: Chart, data: Charted, view: View) -> Scene:
    """The picture at its own size, or as large as a page allows."""
    look, days = style("paper"), View(view.since, view.until)
    scene = chart.draw(data, look, None, days)
    wide, tall = scene.width / MM, scene.height / MM
    if wide <= WIDE_MM and tall <= TALL_MM:
        return scene
    return chart.draw(data, look, (min(wide, WIDE_MM), min(tall, TALL_MM)), days)


# --- what is there ----------------------------------------------------------------------------------------------------


def charts_of(session: Session, session_id: UUID) -> tuple[PutChart, ...]:
    """The charts in the report of a session, in the order they were put there; two statements."""
    query = (
        select(SessionChart, TestSession.status, TestSession.reviewed_at, Building.timezone)
        .join(TestSession, TestSession.id == SessionChart.session_id)
        .join(Building, Building.id == SessionChart.building_id)
        .where(SessionChart.session_id == session_id, SessionChart.removed_at.is_(None))
        .order_by(SessionChart.recorded_at, SessionChart.chart_id)
    )
    rows = session.execute(query).all()
    names = people.names(session, {row[0].added_by for row in rows})
    return tuple(_put(row, names) for row in rows)


def listed(session: Session, session_id: UUID) -> tuple[Listed, ...]:
    """The same without the pictures."""
    return tuple(
        Listed(each.chart_id, each.title, each.words, each.by, each.at) for each in charts_of(session, session_id)
    )


def _put(row: Any, names: Mapping[UUID, str]) -> PutChart:
    chart, status, reviewed_at, timezone = row
    approved = status == SessionStatus.APPROVED and reviewed_at is not None
    return PutChart(
        chart_id=chart.chart_id,
        title=chart.title,
        words=str(chart.settings.get("words", "")),
        scene=kept.read(chart.settings.get("scene", {})),
        by=names.get(chart.added_by) if chart.added_by else None,
        at=chart.recorded_at.astimezone(ZoneInfo(timezone)),
        afterwards=approved and chart.recorded_at > reviewed_at,
    )


def building_of(session: Session, session_id: UUID) -> UUID:
    """The building of a session. Raises ``Missing`` where there is none."""
    found = session.scalar(select(TestSession.building_id).where(TestSession.id == session_id))
    if found is None:
        raise Missing("There is no such session.")
    return found


def targets(session: Session, building_id: UUID) -> tuple[Target, ...]:
    """The sessions of a building whose reports can take a chart, the latest first; two statements."""
    there = (
        select(SessionChart.session_id, func.count().label("many"))
        .where(SessionChart.building_id == building_id, SessionChart.removed_at.is_(None))
        .group_by(SessionChart.session_id)
        .subquery()
    )
    day = func.coalesce(TestSession.scheduled_for, func.date(TestSession.created_at))
    query = (
        select(TestSession.id, TestSession.session_name, TestSession.status, TestSession.scheduled_for, there.c.many)
        .outerjoin(there, there.c.session_id == TestSession.id)
        .where(TestSession.building_id == building_id, TestSession.status != SessionStatus.CANCELLED.value)
        .order_by(day.desc(), TestSession.created_at.desc(), TestSession.id)
    )
    return tuple(
        Target(key, name or "Session", SessionStatus(status), on, many or 0)
        for key, name, status, on, many in session.execute(query)
    )
