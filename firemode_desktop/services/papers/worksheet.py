"""The worksheet of a session, with what was read at each place before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.running import RunSheet, RunTest, Tool
from firemode_desktop.domain.scenario_code import ScenarioCode
from firemode_desktop.domain.standing import Measure
from firemode_desktop.domain.words import Frequency, InstanceStatus, InstrumentType, MeasurementType, SessionStatus
from firemode_desktop.models import Building, ResultAmendment, TestInstance, TestSession
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.reports.papers.worksheet import Entry, ToolLine, WorkLine, WorkPaper
from firemode_desktop.reports.shown import BLANK
from firemode_desktop.services.papers.common import head_of
from firemode_desktop.services.testing.running import PLACE, Before, as_before, run_sheet

TITLE = "Session worksheet"


def gather(session: Session, session_id: UUID, day: date) -> WorkPaper:
    """The worksheet as it is printed on ``day``.

    Raises:
        Missing: there is no such session.
    """
    sheet = run_sheet(session, session_id)
    visit = session.get_one(TestSession, session_id)
    building = session.get_one(Building, visit.building_id)
    before, sheets = _before(session, visit), _sheets(session, visit)
    zone = ZoneInfo(building.timezone)
    return WorkPaper(
        head_of(building, TITLE, day, sheet.name),
        _facts(sheet),
        tuple(_tools(sheet, sheet.scheduled_for or day)),
        tuple(
            _line(one, before.get(one.instance_id), sheets.get(one.instance_id, ""), zone)
            for one in sheet.tests
            if not one.superseded
        ),
    )


def _facts(sheet: RunSheet) -> tuple[tuple[str, str], ...]:
    scheduled = show_date(sheet.scheduled_for) if sheet.scheduled_for else "no day is set"
    known = sheet.frequency in Frequency.values()
    return (
        ("Session", sheet.name),
        ("Frequency", Frequency(sheet.frequency).label if known and sheet.frequency else BLANK),
        ("Planned for", scheduled),
        ("Standing", SessionStatus(sheet.status).label),
        ("Session id", str(sheet.session_id)),
    )


def _tools(sheet: RunSheet, day: date) -> Iterator[ToolLine]:
    """The instruments of the kinds that the tests need."""
    wanted = {one.test.required_instrument_type for one in sheet.tests}
    for tool in sheet.tools:
        if tool.instrument.instrument_type in wanted:
            yield _tool(tool, day)


def _tool(tool: Tool, day: date) -> ToolLine:
    kind = tool.instrument.instrument_type or ""
    held = tool.instrument.certificate_on(day)
    return ToolLine(
        tool.instrument.serial_number,
        InstrumentType(kind).label if kind in InstrumentType.values() else kind,
        tool.name,
        f"valid, ends {show_date(held.expiry_date)}" if held else "not valid: do not use",
    )


def _line(one: RunTest, before: Before | None, sheet: str, zone: ZoneInfo) -> WorkLine:
    recorded = "" if one.to_do else f"{one.reading}, {one.word}" if one.reading else one.word
    return WorkLine(
        one.where,
        one.what,
        one.door,
        one.identifier,
        _entry(one),
        one.limits,
        one.baseline,
        "" if before is None else _last(before, zone),
        one.test.unit or "",
        recorded,
        sheet,
    )


def _last(before: Before, zone: ZoneInfo) -> str:
    """``44.7 Pa (pass, 4 May 2026)``."""
    return f"{before.reading} ({before.standing.label}, {show_date(before.at.astimezone(zone).date())})"


def _sheets(session: Session, visit: TestSession) -> dict[UUID, str]:
    """By test of a scenario: the short code that its site sheet carries."""
    query = select(TestInstance.instance_id, TestInstance.scenario_id).where(
        TestInstance.session_id == visit.id, TestInstance.scenario_id.is_not(None)
    )
    return {key: ScenarioCode(scenario).short for key, scenario in session.execute(query) if scenario is not None}


def _entry(one: RunTest) -> Entry:
    if one.test.measurement_type == MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        return Entry.SITE_SHEET
    measure = Measure.of(one.test.measurement_type)
    if measure is None:
        return Entry.YES_NO
    return Entry.NINE_POINTS if measure is Measure.VELOCITY else Entry.NUMBER


def _before(session: Session, visit: TestSession) -> dict[UUID, Before]:
    """By test: the last reading of the same place in a session before this one."""
    place = [getattr(TestInstance, name) for name in PLACE]
    ours = list(session.scalars(select(TestInstance).where(TestInstance.session_id == visit.id)))
    first = min((one.completed_at for one in ours if one.completed_at), default=None)
    query = (
        select(TestInstance, TestSession.session_name)
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .where(
            TestInstance.building_id == visit.building_id,
            TestInstance.session_id != visit.id,
            TestInstance.scenario_id.is_(None),
            TestInstance.status == InstanceStatus.COMPLETED.value,
            TestInstance.completed_at < (first or func.now()),
            TestSession.status != SessionStatus.CANCELLED.value,
        )
        .ext(distinct_on(*place))
        .order_by(*place, TestInstance.completed_at.desc(), TestInstance.instance_id)
    )
    rows = session.execute(query).all()
    brought = last_corrections(session, ResultAmendment.instance_id.in_([row.instance_id for row, _ in rows]))
    found = {_place(row): as_before(row, name, brought.get(row.instance_id)) for row, name in rows}
    return {one.instance_id: found[_place(one)] for one in ours if one.scenario_id is None and _place(one) in found}


def _place(row: TestInstance) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in PLACE)
