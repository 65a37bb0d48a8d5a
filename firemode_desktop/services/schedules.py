"""The schedule of a building: which archetypes run when, and on which days their tests fall due.

What another schedule does to the expected counts is worked out before it is saved; saving generates nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.archetypes import Archetype
from firemode_desktop.domain.counting import Count, expected_count
from firemode_desktop.domain.due import MONTHS, DueState, DueTest, Timing
from firemode_desktop.domain.errors import Conflict, Invalid, Missing
from firemode_desktop.domain.schedule import Schedule, check_timing
from firemode_desktop.domain.words import Frequency
from firemode_desktop.models import ArchetypeSetting, Building, FrequencySetting
from firemode_desktop.services import calendars, generating, people
from firemode_desktop.services.generating import Generation, ShownTemplate
from firemode_desktop.services.removing import remove

DEED = "change what is tested and when"
CHANGED_MEANWHILE = "The schedule of this building was changed by somebody else meanwhile, so nothing was saved."


@dataclass(frozen=True, slots=True)
class Expected:
    """One frequency of a building: what generating would come to, and when the tests are due."""

    generation: Generation
    timing: Timing
    due: DueTest | None
    templates: tuple[ShownTemplate, ...]

    @property
    def frequency(self) -> Frequency:
        """Which one."""
        return Frequency(self.generation.frequency)

    def state(self, today: date) -> DueState:
        """How it stands on that day."""
        if self.due is not None:
            return self.due.state(today)
        return DueState.NEVER if self.frequency in MONTHS else DueState.ONCE


@dataclass(frozen=True, slots=True)
class Outlook:
    """The expected tests of a building on ``today`` (of the site), with the schedule they follow from."""

    today: date
    anchor: date | None
    schedule: Schedule
    archetypes: tuple[Archetype, ...]
    """As they ship, in their order."""
    expected: tuple[Expected, ...]
    """One a frequency, also where nothing is tested."""
    registers: bool
    """Whether there is any place to test."""

    def of(self, frequency: str) -> Expected:
        """One frequency."""
        return next(one for one in self.expected if one.generation.frequency == frequency)

    @property
    def behind(self) -> tuple[Expected, ...]:
        """The frequencies whose templates are not what the registers come to."""
        return tuple(one for one in self.expected if not one.generation.difference.empty)


@dataclass(frozen=True, slots=True)
class Effect:
    """What another schedule makes of the count of one frequency."""

    frequency: Frequency
    before: Count
    after: Count

    @property
    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """The archetypes whose count changes: id, arithmetic before and after; blank where it is not tested."""
        old, new = ({line.archetype_id: line for line in count.lines} for count in (self.before, self.after))
        return tuple(
            (name, old[name].arithmetic if name in old else "", new[name].arithmetic if name in new else "")
            for name in sorted({*old, *new})
            if old.get(name) != new.get(name)
        )


def schedule_of(session: Session, building_id: UUID) -> Schedule:
    """What a building decided.

    Raises:
        Missing: there is no such building.
    """
    if session.get(Building, building_id) is None:
        raise Missing(calendars.GONE)
    decided = sorted(generating.settings(session, building_id), key=lambda one: one.archetype_id)
    found = Schedule(tuple(decided))
    for timing in calendars.timings(session, building_id).values():
        found = Schedule(found.settings, (*found.timings, timing))
    order = Frequency.values()
    return Schedule(found.settings, tuple(sorted(found.timings, key=lambda one: order.index(one.frequency))))


def outlook(session: Session, building_id: UUID, at: datetime) -> Outlook:
    """The expected tests of every frequency, what generating would change, and when they are due.

    Raises:
        Missing: there is no such building.
    """
    schedule = schedule_of(session, building_id)
    building = session.get_one(Building, building_id)
    today = at.astimezone(ZoneInfo(building.timezone)).date()
    found = generating.outlooks(session, building_id, today)
    wanted = [one.frequency for one in found if one.count.total or one.existing]
    due = {one.frequency.value: one for one in calendars.due_of(session, building_id, wanted)}
    return Outlook(
        today,
        building.test_anchor_date,
        schedule,
        generating.archetypes(),
        tuple(
            Expected(
                one,
                schedule.timing(one.frequency),
                due.get(one.frequency),
                generating.templates(session, building_id, one.frequency) if one.existing else (),
            )
            for one in found
        ),
        bool(generating.site_registers(session, building_id, today).in_service().stairs),
    )


def effect(session: Session, building_id: UUID, wanted: Schedule, at: datetime) -> tuple[Effect, ...]:
    """What the schedule would make of the counts, one for each frequency in which anything changes.

    Raises:
        Invalid: an archetype cannot have such frequencies.
        Missing: there is no such building.
    """
    now = schedule_of(session, building_id)
    today = at.astimezone(ZoneInfo(session.get_one(Building, building_id).timezone)).date()
    site, known = generating.site_registers(session, building_id, today), generating.archetypes()
    found = (
        Effect(
            frequency,
            expected_count(site, frequency, now.active(known)),
            expected_count(site, frequency, wanted.active(known)),
        )
        for frequency in Frequency
    )
    return tuple(one for one in found if one.before != one.after)


def save(session: Session, building_id: UUID, before: Schedule, after: Schedule, *, by: UUID) -> None:
    """Save ``after`` in the place of ``before``; nothing is written where they are the same.

    Raises:
        Refused: the role of ``by`` may not.
        Invalid: an archetype or its frequencies, or a timing, cannot be.
        Conflict: what is on record is no longer ``before``.
        Missing: there is no such building.
    """
    people.require(session, by, people.BUILDERS, DEED)
    people.acts(session, by)
    session.execute(select(Building.id).where(Building.id == building_id).with_for_update(key_share=True))
    if schedule_of(session, building_id) != before:
        raise Conflict(CHANGED_MEANWHILE)
    after.check(generating.archetypes())
    _write_settings(session, building_id, before, after)
    _write_timings(session, building_id, before, after)
    session.flush()


def _write_settings(session: Session, building_id: UUID, before: Schedule, after: Schedule) -> None:
    old, new = ({one.archetype_id: one for one in each.settings} for each in (before, after))
    table = ArchetypeSetting
    for name in old.keys() - new.keys():
        gone = select(table.setting_id).where(table.building_id == building_id, table.archetype_id == name)
        remove(session, table, session.scalars(gone).all())
    for name, one in new.items():
        if one == old.get(name):
            continue
        query = select(table).where(table.building_id == building_id, table.archetype_id == name)
        row = session.scalar(query) or table(building_id=building_id, archetype_id=name)
        row.active, row.frequencies = one.active, None if one.frequencies is None else dict(one.frequencies)
        session.add(row)


def _write_timings(session: Session, building_id: UUID, before: Schedule, after: Schedule) -> None:
    old, new = ({one.frequency: one for one in each.timings} for each in (before, after))
    table = FrequencySetting
    for name in old.keys() - new.keys():
        gone = select(table.setting_id).where(table.building_id == building_id, table.frequency == name)
        remove(session, table, session.scalars(gone).all())
    for name, one in new.items():
        if one == old.get(name):
            continue
        query = select(table).where(table.building_id == building_id, table.frequency == name)
        row = session.scalar(query) or table(building_id=building_id, frequency=name)
        row.anchor_date, row.early_days, row.late_days = one.anchor, one.early_days, one.late_days
        row.source = one.source.strip() or None
        session.add(row)


def bring_up_to_date(
    session: Session, building_id: UUID, shown: Sequence[Generation], at: datetime, *, by: UUID
) -> tuple[Generation, ...]:
    """Write exactly the differences that were shown, of one frequency or of several; all of them or none.

    Raises:
        Refused: the role of ``by`` may not.
        Conflict: one of them is another one meanwhile.
    """
    people.require(session, by, people.BUILDERS, "generate expected tests")
    building = session.get(Building, building_id)
    if building is None:
        raise Missing(calendars.GONE)
    today = at.astimezone(ZoneInfo(building.timezone)).date()
    return tuple(
        generating.generate(session, building_id, one.frequency, today=today, at=at, shown=one.difference.digest)
        for one in shown
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """Changes to one archetype and one frequency, as a command names them; None leaves it as it is."""

    archetype: str | None = None
    active: bool | None = None
    frequencies: Any = None
    frequency: str | None = None
    anchor: date | None = None
    no_anchor: bool = False
    early: int | None = None
    late: int | None = None
    source: str | None = None


def changed(now: Schedule, wish: Wish) -> Schedule:
    """The schedule with a wish carried out.

    Raises:
        Invalid: there is no such archetype, or it cannot have such frequencies, or the timing cannot be.
    """
    wanted = now
    if wish.archetype is not None:
        wanted = _changed_archetype(wanted, wish)
    if wish.frequency is not None:
        check_timing(timing := _changed_timing(wanted.timing(wish.frequency), wish))
        wanted = wanted.time(timing)
    return wanted


def _changed_timing(now: Timing, wish: Wish) -> Timing:
    return Timing(
        now.frequency,
        None if wish.no_anchor else wish.anchor or now.anchor,
        now.early_days if wish.early is None else wish.early,
        now.late_days if wish.late is None else wish.late,
        now.source if wish.source is None else wish.source.strip(),
    )


def _changed_archetype(now: Schedule, wish: Wish) -> Schedule:
    known = {one.archetype_id: one for one in generating.archetypes()}
    archetype = known.get(wish.archetype or "")
    if archetype is None:
        raise Invalid(f"There is no archetype {wish.archetype}; there are {', '.join(known)}.")
    setting = now.setting(archetype)
    active = setting.active if wish.active is None else wish.active
    frequencies = setting.frequencies if wish.frequencies is None else wish.frequencies
    if frequencies is not None and not isinstance(frequencies, dict):
        raise Invalid('The frequencies must be an object such as {"annual": true}.')
    return now.put(archetype, active, frequencies)
