"""What the window and the command do with a whole building: export it, check a file, archive it, take it up again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Refused
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.models import Building
from firemode_desktop.services import archiving, building_checks, building_files
from firemode_desktop.services.building_checks import Checked
from firemode_desktop.services.building_files import Manifest, Source, Tell
from firemode_desktop.services.evidence_files import bucket_of
from firemode_desktop.services.log_desk import LONG_S


@dataclass(frozen=True, slots=True)
class Archiving:
    """What is asked of an archive. ``out_since``: from when on a building in service is out of it; ``incomplete``: also
    without the files of evidence that are missing."""

    building_id: UUID
    path: Path
    reason: str
    by: UUID
    out_since: date | None = None
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class BuildingDesk:
    """The buildings of one database, and the evidence in one folder. ``database`` hands in the one that is open."""

    database: Callable[[], Database]
    evidence: Path

    def export(self, building_id: UUID, path: Path, tell: Tell) -> Manifest:
        """Write all records of a building to a file, whole or not at all. Raises as ``building_files.export``."""
        store = EvidenceFolder(self.evidence)
        source = Source(store, bucket_of(store))
        return self.database().read(
            lambda session: building_files.export(session, path, building_id, source, tell), deadline_s=LONG_S
        )

    def archive(self, asked: Archiving, tell: Tell) -> Checked:
        """Take the building out of service where it is not, export it, check the file, and archive the building.

        Where that fails the building is as it was; a file that is whole stays.

        Raises:
            Refused, Invalid: as ``archiving.archive`` and ``building_files.export``.
        """
        run = self.database().run
        run(partial(_ask, asked))
        taken_out = asked.out_since is not None and run(partial(_take_out, asked))
        try:
            self.export(asked.building_id, asked.path, tell)
            checked = building_checks.check(asked.path, tell)
            run(partial(_archive, checked, asked))
        except BaseException:
            if taken_out:
                run(partial(_put_back, asked))
            raise
        return checked


def _ask(asked: Archiving, session: Session) -> None:
    archiving.ask(session, asked.building_id, asked.reason, by=asked.by)
    building = session.get_one(Building, asked.building_id)
    if building.decommissioned_on is None and asked.out_since is None:
        raise Refused(f"“{building.name}” is in service. It is archived once it is out of service.")


def _take_out(asked: Archiving, session: Session) -> bool:
    """Whether it was in service until now."""
    if session.get_one(Building, asked.building_id).decommissioned_on is not None:
        return False
    archiving.decommission(session, asked.building_id, asked.out_since, by=asked.by)
    return True


def _put_back(asked: Archiving, session: Session) -> None:
    archiving.decommission(session, asked.building_id, None, by=asked.by)


def _archive(checked: Checked, asked: Archiving, session: Session) -> None:
    archiving.archive(session, checked, asked.path.name, asked.reason, by=asked.by, incomplete=asked.incomplete)
