"""Recall of an instrument: all its readings since it was known to be good, in whatever building, judged again.

A report: nothing is written. Whoever has read it orders retests where a session is still open, or a new session.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from firemode_desktop.domain.amendments import RESULT, corrected
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.faults import place
from firemode_desktop.domain.numbers import convert
from firemode_desktop.domain.reading import Context, Reading, Test
from firemode_desktop.domain.recall import (
    Counts,
    InDoubt,
    Judgement,
    KnownError,
    Recall,
    Span,
    last_held_good,
    with_error,
    without_calibration,
)
from firemode_desktop.domain.verdict import instrument_failed
from firemode_desktop.domain.words import InstanceStatus, SessionStatus, Verdict
from firemode_desktop.models import AS1851Rule, Building, Instrument, ResultAmendment, TestInstance, TestSession
from firemode_desktop.models.expected import UX
from firemode_desktop.queries import instrument as instruments
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.services import people
from firemode_desktop.services.testing import bench
from firemode_desktop.services.testing.bench import Bench

_A_DAY = timedelta(days=1)
"""More than any time zone is away from UTC."""
_PLAIN = {True: Verdict.PASS, False: Verdict.FAIL, None: Verdict.NOT_CHECKED}
"""The verdict of a result that was recorded before verdicts were."""


def instrument_called(session: Session, name: str) -> UUID:
    """The instrument of that serial number, or of that id.

    Raises:
        Missing: there is none.
        Invalid: makers have used the number more than once; the details tell them apart.
    """
    found = instruments.by_serial(session, name)
    if len(found) > 1:
        details = [f"{one.id}  {one.manufacturer or 'no maker'} {one.model or ''}".rstrip() for one in found]
        raise Invalid(f"{len(found)} instruments have the serial number {name.strip()}; say which by its id.", details)
    if found:
        return found[0].id
    try:
        known = session.get(Instrument, UUID(name.strip()))
    except ValueError:
        known = None
    if known is None:
        raise Missing(f"There is no instrument with the serial number {name.strip()}.")
    return known.id


def span_asked(
    session: Session, instrument_id: UUID, *, today: date, since: date | None = None, until: date | None = None
) -> Span:
    """The days ``since ≤ day < until``; without ``since`` they begin with the latest calibration until ``today``.

    Without any certificate they begin with the first reading.

    Raises:
        Missing: there is no such instrument.
        Invalid: the span ends before it begins.
    """
    row = _instrument(session, instrument_id)
    if since is None:
        good = last_held_good(bench.instruments(session)[row.id].certificates, today)
        since = good.calibration_date if good is not None else None
    return Span(since, until)


def recall(session: Session, instrument_id: UUID, span: Span, error: KnownError | None = None) -> Recall:
    """Every completed reading of the instrument on the days of ``span`` on site, and what would become of it.

    A handful of statements, and six for each building.

    Raises:
        Missing: there is no such instrument.
        Invalid: the error is in a unit that the instrument does not read.
    """
    row = _instrument(session, instrument_id)
    known = bench.instruments(session)
    _check_unit(row, error)
    because = (one.cert_number for one in known[row.id].certificates if one.calibration_date == span.since)
    files = _Files.of(session, _instances(session, row.id, span), known)
    found = tuple(_in_doubt(files, one, error) for one in files.instances if files.day(one) in span)
    number = next(iter(sorted(because)), "")
    return Recall(row.id, row.serial_number or "", row.instrument_type, span, number, error, found)


def _instrument(session: Session, instrument_id: UUID) -> Instrument:
    row = session.get(Instrument, instrument_id)
    if row is None:
        raise Missing("This instrument does not exist any more.")
    return row


def _check_unit(row: Instrument, error: KnownError | None) -> None:
    if error is None or error.unit is None or row.unit is None:
        return
    try:
        convert(Decimal(0), error.unit, row.unit)
    except Invalid as problem:
        raise Invalid(f"{row.serial_number} reads {row.unit}; {error.unit} is not a unit of that.") from problem


def _instances(session: Session, instrument_id: UUID, span: Span) -> list[TestInstance]:
    """Its completed readings by the day in UTC, with a day to spare on either side; instructions are left out."""
    table = TestInstance
    query = select(table).where(
        table.required_instrument_id == instrument_id, table.status == InstanceStatus.COMPLETED.value
    )
    if span.since is not None:
        query = query.where(table.completed_at >= _midnight(span.since, -_A_DAY))
    if span.until is not None:
        query = query.where(table.completed_at < _midnight(span.until, _A_DAY))
    light = [defer(getattr(table, name)) for name in UX]
    return list(
        session.scalars(
            query.options(*light).order_by(table.completed_at, table.sequence_order, table.scoped_identifier)
        )
    )


def _midnight(day: date, spare: timedelta) -> datetime:
    moment = datetime.combine(day, time(), UTC)
    with suppress(OverflowError):  # at either end of the calendar there is nothing to spare
        return moment + spare
    return moment


@dataclass(frozen=True)
class _Files:
    """The readings with everything that is needed to judge them again, each session on a bench of its own."""

    instances: tuple[TestInstance, ...]
    benches: Mapping[UUID, Bench]
    amended: Mapping[UUID, Mapping[str, Any]]
    retests: Mapping[UUID, str]
    people: Mapping[UUID, str]

    @classmethod
    def of(cls, session: Session, instances: Sequence[TestInstance], known: Any) -> _Files:
        ids = bench.ids(instances)
        return cls(
            instances=tuple(instances),
            benches=_benches(session, {one.session_id for one in instances}, known),
            amended=last_corrections(session, ResultAmendment.instance_id.in_(ids)),
            retests=_retests(session, ids),
            people=people.names(session, (one.instrument_accepted_by for one in instances)),
        )

    def day(self, instance: TestInstance) -> date:
        """The day on site."""
        assert instance.completed_at is not None, "a completed test has the time it was completed"
        return self.benches[instance.session_id].local_day(instance.completed_at)

    def reading(self, instance: TestInstance) -> Reading:
        """What was read, or what it was corrected to."""
        correction = self.amended.get(instance.instance_id)
        given = bench.recorded(instance)
        return bench.read_back(corrected(given, RESULT, correction) if correction else given, self.day(instance))

    def stood(self, instance: TestInstance, reading: Reading) -> Judgement:
        """How it stands in the record, a correction beside it included."""
        told = self.amended.get(instance.instance_id) or {}
        is_compliant = told.get("is_compliant", instance.is_compliant)
        verdict = told.get("verdict", instance.verdict) or _PLAIN[is_compliant]
        believed = instance.instrument_accepted_at is not None or not instrument_failed(instance.validation_result)
        return Judgement(Counts.of(is_compliant, believed=believed), Verdict(verdict), reading.measured)


def _benches(session: Session, sessions: Iterable[UUID], known: Any) -> dict[UUID, Bench]:
    visits = session.scalars(select(TestSession).where(TestSession.id.in_(set(sessions)))).all()
    homes = {one.building_id for one in visits}
    buildings = {one.id: one for one in session.scalars(select(Building).where(Building.id.in_(homes)))}
    names = {building_id: bench.names(session, building_id) for building_id in buildings}
    rules = {rule.rule_id: bench.as_rule(rule) for rule in session.scalars(select(AS1851Rule))}
    return {one.id: Bench(one, buildings[one.building_id], (), names[one.building_id], rules, known) for one in visits}


def _retests(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The completed retest of each reading that has one."""
    table = TestInstance
    query = select(table.retest_of, table.scoped_identifier).where(
        table.retest_of.in_(ids), table.status == InstanceStatus.COMPLETED.value
    )
    return {row[0]: row[1] for row in session.execute(query) if row[0] is not None}


def _in_doubt(files: _Files, instance: TestInstance, error: KnownError | None) -> InDoubt:
    desk = files.benches[instance.session_id]
    test, reading = desk.test(instance), files.reading(instance)
    context = desk.context(instance, instance.required_instrument_id)
    stood = files.stood(instance, reading)
    assert instance.completed_at is not None, "a completed test has the time it was completed"
    accepted = instance.instrument_accepted_by
    return InDoubt(
        instance_id=instance.instance_id,
        building_id=instance.building_id,
        building=desk.building.name,
        session_id=instance.session_id,
        session=desk.visit.session_name or "Session",
        session_status=SessionStatus(desk.visit.status),
        identifier=instance.scoped_identifier,
        location=place(test),
        measurement_type=instance.measurement_type,
        measured_at=instance.completed_at.astimezone(desk.zone),
        unit=instance.unit,
        limits=test.limits,
        stood=stood,
        without=without_calibration(test, reading, context),
        corrected=_with_error(test, reading, context, error, instance),
        accepted_by=files.people.get(accepted) if accepted is not None else None,
        amended=instance.instance_id in files.amended,
        retest=files.retests.get(instance.instance_id),
    )


def _with_error(
    test: Test, reading: Reading, context: Context, error: KnownError | None, instance: TestInstance
) -> Judgement | None:
    if error is None:
        return None
    believed = test.instrument_accepted or not instrument_failed(instance.validation_result)
    return with_error(test, reading, context, error, believed=believed)
