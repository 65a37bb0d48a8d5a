"""What the window asks about backups that are made by themselves: how they stand, and to make one now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Refused
from firemode_desktop.services.backups import plan, series
from firemode_desktop.services.backups.plan import Plan
from firemode_desktop.services.backups.series import Kept, Made, Tell
from firemode_desktop.services.backups.tools import address


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan that is followed, the backups that were proved (the newest first), and when the next one is due."""

    plan: Plan | None
    kept: tuple[Kept, ...] = ()
    next_at: datetime | None = None
    """None: now."""

    @property
    def due(self) -> bool:
        """Whether one is to be made now."""
        return self.plan is not None and self.next_at is None


@dataclass(frozen=True, slots=True)
class Rounds:
    """The backups of one database. ``database`` hands in the one that is open."""

    data_dir: Path
    evidence_dir: Path
    database: Callable[[], Database]

    def standing(self, now: datetime) -> Standing:
        """How the backups stand.

        Raises:
            Refused: the plan cannot be read.
        """
        wanted = plan.load(self.data_dir)
        if wanted is None:
            return Standing(None)
        name = address(self.database().url).database
        found = series.kept(wanted.folder, name)
        later = None if series.due(wanted, name, now) else found[0].made_at + timedelta(days=wanted.every_days)
        return Standing(wanted, found, later)

    def follow(self, wanted: Plan | None) -> None:
        """Follow this plan from now on; None: none."""
        plan.save(self.data_dir, wanted)

    def carry_out(self, tell: Tell) -> Made:
        """Make one backup as the plan asks for.

        Raises:
            Refused: there is no plan, or what ``series.carry_out`` says.
        """
        wanted = plan.load(self.data_dir)
        if wanted is None:
            raise Refused("There is no plan of backups.")
        return series.carry_out(self.database(), wanted, self.evidence_dir, tell)
