"""What a site sheet says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.design import Scenario, digest
from firemode_desktop.domain.scenario_code import ScenarioCode
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.words import ScenarioType, TriggerDeviceType


@dataclass(frozen=True, slots=True)
class InForce:
    """The version of a scenario that is in force, where it is another one than the sheet's."""

    version: int
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class VisitTest:
    """The test of a session that a sheet is for."""

    session: str
    identifier: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class SiteSheet:
    """One scenario to be tested by hand; with ``test`` its steps are those copied into the session."""

    building: str
    scenario: Scenario
    ended: datetime | None = None
    """When it went out of force."""
    in_force: InForce | None = None
    test: VisitTest | None = None
    changed_at: datetime | None = None
    """When the record was written last; the date of the file."""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the building."""
        return ZoneInfo(self.scenario.timezone)

    @property
    def code(self) -> ScenarioCode:
        """What the QR says."""
        return ScenarioCode(self.scenario.key, self.scenario.version, digest(self.scenario)[:8])

    @property
    def musts(self) -> tuple[Step, ...]:
        """What must happen, by planned time."""
        steps = (step for step in self.scenario.sequence if not step.must_not)
        return tuple(sorted(steps, key=lambda step: (step.expected_delay_seconds, step.step_order)))

    @property
    def must_nots(self) -> tuple[Step, ...]:
        """What must not happen, by the number of the step."""
        return tuple(step for step in self.scenario.sequence if step.must_not)

    @property
    def watermark(self) -> str:
        """One word across the page where it must not be tested by this sheet; blank where it may."""
        if self.scenario.state is ScenarioState.DRAFT:
            return "DRAFT"
        out = self.scenario.state is ScenarioState.SUPERSEDED and self.test is None
        return "" if not out else "SUPERSEDED" if self.in_force is not None else "WITHDRAWN"

    @property
    def trigger_kind(self) -> str:
        """``Smoke detector``; ``Trigger`` where its kind is not said."""
        kind = self.scenario.trigger_type
        return TriggerDeviceType(kind).label if kind else "Trigger"

    @property
    def tested(self) -> str:
        """``annual``: how often it is tested."""
        return ScenarioType(self.scenario.scenario_type).label.lower()

    def standing(self) -> str:
        """``Version 2 · in force since 4 May 2026 · published by …``; says so where it is not in force."""
        one = self.scenario
        parts = [f"Version {one.version}"]
        if one.state is ScenarioState.DRAFT:
            parts.append("draft, not published")
        elif one.state is ScenarioState.SUPERSEDED:
            parts.append(f"out of force since {self._day(self.ended)}" if self.ended else "out of force")
        else:
            since = f" since {self._day(one.published_at)}" if one.published_at is not None else ""
            parts.append(f"in force{since}")
        if one.published_at is not None and one.published_by:
            parts.append(f"published by {one.published_by}")
        if self.in_force is not None:
            parts.append(self.words_of(self.in_force))
        return " · ".join(parts)

    def words_of(self, newer: InForce) -> str:
        """``version 3 is in force since 8 Jun 2026``."""
        since = f" since {self._day(newer.since)}" if newer.since is not None else ""
        return f"version {newer.version} is in force{since}"

    def _day(self, at: datetime) -> str:
        return show_date(at.astimezone(self.zone).date())
