"""The list of instruments, of one building or of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.words import InstanceStatus, InstrumentType
from firemode_desktop.models import Building, TestInstance, TestSession
from firemode_desktop.reports.papers.calibration import CalibrationPaper, InstrumentLine, PaperLine, UseLine
from firemode_desktop.reports.papers.frame import Head
from firemode_desktop.services import instruments
from firemode_desktop.services.instruments import Certificate, InstrumentFile
from firemode_desktop.services.papers.common import head_of

TITLE = "Calibration list"


def gather(session: Session, building: Building | None, day: date) -> CalibrationPaper:
    """The instruments in service on ``day``: a building's and those that travel, or every one without a building."""
    found = instruments.files(session, building.id if building else None, day)
    used = _used(session, [one.state.instrument_id for one in found], day)
    names = {row.id: row.name for row in session.execute(select(Building.id, Building.name))}
    head = head_of(building, TITLE, day) if building else Head(TITLE, "All buildings", "", day)
    return CalibrationPaper(head, tuple(_line(one, used, names, day) for one in found))


def _line(
    one: InstrumentFile, used: Mapping[UUID, Sequence[tuple[str, date, int]]], names: Mapping[UUID, str], day: date
) -> InstrumentLine:
    state = one.state
    kind = state.instrument_type or ""
    return InstrumentLine(
        state.serial_number,
        InstrumentType(kind).label if kind in InstrumentType.values() else kind or "type not recorded",
        " ".join(part for part in (state.manufacturer, state.model) if part),
        names.get(state.building_id, "") if state.building_id else "",
        state.state,
        state.days,
        state.expires_on,
        tuple(_certificate(each) for each in one.certificates if each.calibrated_on <= day),
        tuple(
            UseLine(name, on, readings, one.certificate_on(on) is not None)
            for name, on, readings in used.get(state.instrument_id, ())
        ),
    )


def _certificate(one: Certificate) -> PaperLine:
    uncertainty = "" if one.uncertainty is None else f"± {plain(one.uncertainty)} {one.unit or ''}".strip()
    return PaperLine(one.number, one.authority or "", one.calibrated_on, one.expires_on, uncertainty)


def _used(session: Session, keys: Sequence[UUID], until: date) -> dict[UUID, list[tuple[str, date, int]]]:
    """By instrument: session, day on site up to ``until`` and number of readings, the latest first."""
    day = cast(func.timezone(Building.timezone, TestInstance.completed_at), Date)
    query = (
        select(TestInstance.required_instrument_id, TestSession.session_name, day, func.count())
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .join(Building, Building.id == TestInstance.building_id)
        .where(
            TestInstance.required_instrument_id.in_(keys),
            TestInstance.status == InstanceStatus.COMPLETED.value,
            day <= until,
        )
        .group_by(TestInstance.required_instrument_id, TestSession.id, TestSession.session_name, day)
        .order_by(day.desc(), TestSession.session_name, TestSession.id)
    )
    found: defaultdict[UUID, list[tuple[str, date, int]]] = defaultdict(list)
    for key, name, on, readings in session.execute(query):
        if key is not None:
            found[key].append((name or "Session", on, readings))
    return found
