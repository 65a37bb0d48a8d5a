"""The delays of one scenario over the approved sessions, held against the plan of each day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVarTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from firemode_desktop.charts.delays import DelayRow, Delays, SeenDelay
from firemode_desktop.charts.digits import limit
from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.checks import round_half_even, to_decimal
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.delays import Delay, Run, StepOverTime, over_time
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.observed import Outcome, from_text
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.sequence import Step, parse
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.statistics import p_in_words
from firemode_desktop.domain.words import InstanceStatus, MeasurementType, SessionStatus
from firemode_desktop.models import Building, CEScenario, ResultAmendment, Stair, TestInstance, TestSession, Zone
from firemode_desktop.queries.testing import last_corrections

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class _Scenario:
    """A scenario of a zone, all its versions as one: ``runs`` approved tests, ``wrong`` of them not as planned."""

    stair: str
    zone: str
    name: str
    runs: int
    wrong: int

    @property
    def label(self) -> str:
        """As ``Asked.scenario`` has it: ``Stair-A · Zone-1 · Fire Floor 2``."""
        return f"{self.stair} · {self.zone} · {self.name}"


def gather_delays(session: Session, asked: Asked, today: date) -> Delays:
    """The steps of ``asked.scenario``; without one, of the scenario that went wrong most often
    of those tested more than once.

    Four statements.

    Raises:
        Invalid: no building is asked for.
        Missing: the building is no longer on record, or has no approved test of that scenario.
    """
    if asked.building_id is None:
        raise Invalid(f"“{asked.kind.label}” is a chart of one building; choose which.")
    building = session.execute(
        select(Building.name, Building.timezone).where(Building.id == asked.building_id)
    ).one_or_none()
    if building is None:
        raise Missing("The building of this chart is no longer on record.")
    tested = _tested(session, asked.building_id)
    if not tested and not asked.scenario:
        return Delays(f"{building.name} · cause-and-effect delays", "No cause-and-effect test was approved yet.", ())
    chosen = next((one for one in tested if asked.scenario in ("", one.label)), None)
    if chosen is None:
        known = [one.label for one in tested]
        raise Missing(f"No approved test of “{asked.scenario}” is on record.", known)
    steps = over_time(_runs(session, asked.building_id, chosen, ZoneInfo(building.timezone)))
    title = f"{building.name} · {chosen.label} · delays"
    return Delays(title, _words(chosen, steps), tuple(_row(step) for step in steps))


def scenarios_tested(session: Session, building_id: UUID) -> tuple[str, ...]:
    """Every scenario with an approved test as ``Asked.scenario`` has it, by stair, zone and name; one statement."""
    return tuple(sorted((one.label for one in _tested(session, building_id)), key=natural_key))


def _approved(query: Select[*Columns], building_id: UUID) -> Select[*Columns]:
    """Of the building's cause-and-effect tests those with a result that count."""
    return (
        query.select_from(TestInstance)
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .join(CEScenario, CEScenario.scenario_id == TestInstance.scenario_id)
        .join(Zone, Zone.zone_id == CEScenario.zone_id)
        .join(Stair, Stair.stair_id == CEScenario.stair_id)
        .where(
            TestInstance.building_id == building_id,
            TestInstance.measurement_type == MeasurementType.CAUSE_AND_EFFECT_LOGIC.value,
            TestInstance.status == InstanceStatus.COMPLETED.value,
            TestInstance.measured_value_text.is_not(None),
            TestSession.status == SessionStatus.APPROVED.value,
        )
    )


def _tested(session: Session, building_id: UUID) -> list[_Scenario]:
    """The scenarios with approved tests: tested more than once, of these what went wrong most often first."""
    wrong = func.count().filter(TestInstance.is_compliant.is_(False))
    names = Stair.stair_name, Zone.zone_name, CEScenario.scenario_name
    rows = session.execute(_approved(select(*names, func.count(), wrong), building_id).group_by(*names))
    found = [_Scenario(*row) for row in rows]
    return sorted(found, key=lambda one: (one.runs < 2, -one.wrong, -one.runs, natural_key(one.label)))


def _runs(session: Session, building_id: UUID, chosen: _Scenario, zone: ZoneInfo) -> list[Run]:
    """The approved tests of one scenario, oldest first; of a corrected result the correction."""
    query = _approved(select(TestInstance, TestSession.session_name, CEScenario.version), building_id).where(
        Stair.stair_name == chosen.stair, Zone.zone_name == chosen.zone, CEScenario.scenario_name == chosen.name
    )
    rows = session.execute(query.order_by(TestInstance.completed_at, TestInstance.instance_id)).all()
    corrected = last_corrections(session, ResultAmendment.instance_id.in_([row[0].instance_id for row in rows]))
    return [
        Run(
            one.completed_at.astimezone(zone).date(),
            version,
            parse(one.expected_sequence),
            from_text(corrected.get(one.instance_id, {}).get("measured_value_text") or text),
            one.instance_id,
            name or "Session",
        )
        for one, name, version in rows
        if one.completed_at is not None and (text := one.measured_value_text) is not None
    ]


def _row(one: StepOverTime) -> DelayRow:
    latest = one.delays[-1].seen
    return DelayRow(
        latest.step.component_id, latest.action, tuple(_delay(delay) for delay in one.delays), one.creeps
    )  # fmt: skip


def _delay(delay: Delay) -> SeenDelay:
    step, seen, run = delay.seen.step, delay.seen, delay.run
    planned = None if step.must_not else step.expected_delay_seconds
    tolerance = None if step.must_not else step.tolerance_seconds
    key = f"{run.instance_id}:{step.step_order}"
    return SeenDelay(
        run.day, planned, tolerance, seen.at, seen.standing, seen.outcome, seen.words, run.session, run.version, key
    )


# --- what it comes to -------------------------------------------------------------------------------------------------


def _words(chosen: _Scenario, steps: Sequence[StepOverTime]) -> str:
    """What creeps, what was wrong in the last session, and where the plan changed."""
    tests = "1 approved test" if chosen.runs == 1 else f"{chosen.runs} approved tests"
    told = [*_creeping(steps), *_wrong(steps), *_changed(steps)]
    return " ".join([f"{tests} of {chosen.label}.", *(told or ["All effects came as planned, and none creeps."])])


def _creeping(steps: Sequence[StepOverTime]) -> Iterator[str]:
    for one in steps:
        slope, trend = one.creeps, one.trend
        if slope is None or trend is None or trend.mann_kendall is None:
            continue
        by, way = round_half_even(abs(to_decimal(repr(slope))), 2), "later" if slope > 0 else "earlier"
        how_sure = p_in_words(trend.mann_kendall.p)
        ends = f"planned until {limit(one.step.latest)} s"
        yield f"{one.step.words} comes {by} s {way} each year ({how_sure}), {ends}. {trend.sentence}"


def _wrong(steps: Sequence[StepOverTime]) -> Iterator[str]:
    """Of the last session, at most four steps."""
    last = max(one.delays[-1].run.day for one in steps)
    latest = [one.delays[-1] for one in steps if one.delays[-1].run.day == last]
    wrong = [f"{each.seen.step.words} {_said(each)}" for each in latest if each.seen.standing is Standing.FAIL]
    more = [f"{len(wrong) - 4} more"] if len(wrong) > 4 else []
    if wrong:
        yield f"In the last one ({show_date(last)}): {', '.join([*wrong[:4], *more])}."


def _said(delay: Delay) -> str:
    at = delay.seen.at
    timed = delay.seen.outcome in (Outcome.LATE, Outcome.EARLY) and at is not None
    return f"{delay.seen.words} ({limit(at)} s)" if timed else delay.seen.words


def _changed(steps: Sequence[StepOverTime]) -> Iterator[str]:
    for one in steps:
        for before, after in one.changes[-1:]:
            old, new = before.seen.step, after.seen.step
            since = f"since {show_date(after.run.day)} (version {after.run.version})"
            yield f"{new.words} is planned for {_planned(new)} {since}, before for {_planned(old)}."


def _planned(step: Step) -> str:
    return f"{limit(step.expected_delay_seconds)} ± {limit(step.tolerance_seconds)} s"
