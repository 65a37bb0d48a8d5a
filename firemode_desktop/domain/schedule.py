"""What a building decided for its tests: which archetypes run at which frequencies, and when they fall due.

A value: each change makes a new one, and undo is the value before. A setting that says what holds anyway is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from firemode_desktop.domain.archetypes import ALL, CHOICES, Archetype, ArchetypeSetting, schedule
from firemode_desktop.domain.due import Timing
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import Frequency

MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Schedule:
    """The settings of a building, in the order of archetypes and frequencies; what is not there is as shipped."""

    settings: tuple[ArchetypeSetting, ...] = ()
    timings: tuple[Timing, ...] = ()

    def setting(self, archetype: Archetype) -> ArchetypeSetting:
        """The building's word on an archetype, or what holds without one."""
        own = next((one for one in self.settings if one.archetype_id == archetype.archetype_id), None)
        return own or ArchetypeSetting(archetype.archetype_id, not archetype.extended)

    def timing(self, frequency: str) -> Timing:
        """When the tests of a frequency fall due."""
        return next((one for one in self.timings if one.frequency == frequency), Timing(frequency))

    def of(self, archetype: Archetype) -> Archetype:
        """The archetype with the building's own frequencies, whether or not it is switched on.

        Raises ``Invalid`` where it cannot have them.
        """
        own = self.setting(archetype)
        (found,) = schedule([archetype], [ArchetypeSetting(own.archetype_id, True, own.frequencies)])
        return found

    def active(self, archetypes: Iterable[Archetype]) -> tuple[Archetype, ...]:
        """The archetypes that run; ``Invalid`` for a setting that cannot be."""
        return schedule(archetypes, self.settings)

    def switch(self, archetype: Archetype, on: bool) -> Schedule:
        """The same with an archetype switched on or off."""
        return self.put(archetype, on, self.setting(archetype).frequencies)

    def choose(self, archetype: Archetype, frequency: str, choices: Sequence[str]) -> Schedule:
        """The same with these choices of an archetype due at a frequency; none: it is not tested then."""
        now = self.of(archetype)
        due = {name: now.due(name) for name in Frequency.values()}
        due[frequency] = tuple(choice for choice in offered(archetype) if choice in choices)
        return self.put(archetype, self.setting(archetype).active, written(due))

    def put(self, archetype: Archetype, on: bool, frequencies: Mapping[str, Any] | None) -> Schedule:
        """The same with that setting; ``frequencies`` as in the file, None for those that ship with the program."""
        made = ArchetypeSetting(archetype.archetype_id, on, frequencies)
        own = Schedule((made,)).of(archetype)
        if all(own.due(name) == archetype.due(name) for name in Frequency.values()):
            made = ArchetypeSetting(archetype.archetype_id, on)
        kept = [one for one in self.settings if one.archetype_id != archetype.archetype_id]
        if made != Schedule().setting(archetype):
            kept.append(made)
        return Schedule(tuple(sorted(kept, key=lambda one: one.archetype_id)), self.timings)

    def time(self, timing: Timing) -> Schedule:
        """The same with another timing of a frequency; whether it can be is for ``check`` to say."""
        kept = [one for one in self.timings if one.frequency != timing.frequency]
        if not timing.empty:
            kept.append(timing)
        return Schedule(self.settings, tuple(sorted(kept, key=lambda one: Frequency.values().index(one.frequency))))

    def check(self, archetypes: Iterable[Archetype]) -> None:
        """Raise ``Invalid`` for an archetype or frequencies that cannot be, and for a timing that cannot."""
        self.active(archetypes)
        for timing in self.timings:
            check_timing(timing)


def offered(archetype: Archetype) -> tuple[str, ...]:
    """The choices of an archetype that can be switched one by one; ``('*',)`` where there is nothing to choose."""
    return CHOICES.get(archetype.choice or "", ()) or (ALL,)


def written(due: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Frequencies as the file and the database write them: ``true`` or a list of choices."""
    return {name: True if choices == (ALL,) else list(choices) for name, choices in due.items() if choices}


def check_timing(timing: Timing) -> None:
    """Raise ``Invalid`` for what is no timing: which frequency and which field, and what would be right."""
    if timing.frequency not in Frequency.values():
        raise Invalid(f"“{timing.frequency}” is no frequency; choose one of {', '.join(Frequency.values())}.")
    name = Frequency(timing.frequency).label
    for field, days in (("early", timing.early_days), ("late", timing.late_days)):
        if not 0 <= days <= MOST_DAYS:
            raise Invalid(f"{name}: days {field} must be from 0 to {MOST_DAYS}; it is {days}.", [{"field": field}])
    if (timing.early_days or timing.late_days) and not timing.source.strip():
        raise Invalid(
            f"{name}: a tolerance needs its source, the clause or the agreement it is taken from.",
            [{"field": "source"}],
        )


def differences(before: Schedule, after: Schedule, name: Callable[[str], str]) -> tuple[str, ...]:
    """What another schedule changes, a line each; ``name`` gives the name of an archetype."""
    archetypes = sorted({one.archetype_id for one in (*before.settings, *after.settings)})
    lines = [
        f"{name(archetype_id)}: {_setting_words(new)}"
        for archetype_id in archetypes
        if (new := _own(after, archetype_id)) != _own(before, archetype_id)
    ]
    for frequency in Frequency:
        timing = after.timing(frequency.value)
        if timing != before.timing(frequency.value):
            lines.append(f"{frequency.label}: {timing_words(timing)}")
    return tuple(lines)


def _own(of: Schedule, archetype_id: str) -> ArchetypeSetting | None:
    return next((one for one in of.settings if one.archetype_id == archetype_id), None)


def _setting_words(setting: ArchetypeSetting | None) -> str:
    if setting is None:
        return "as shipped"
    own = "" if setting.frequencies is None else ", own frequencies"
    return ("on" if setting.active else "off") + own


def timing_words(timing: Timing) -> str:
    """``counted from 2026-05-04, 14 days early (contract)``."""
    anchor = f"counted from {timing.anchor:%Y-%m-%d}, " if timing.anchor else ""
    return anchor + timing.tolerance
