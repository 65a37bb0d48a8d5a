"""Archiving a building with the file that holds all its records, and taking it up again (decision 42)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.order import natural_key
from firemode_desktop.models import Building, BuildingArchive
from firemode_desktop.services import people
from firemode_desktop.services.building_checks import Checked
from firemode_desktop.services.catalogue import zone_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A building, and whether it is archived. ``out_since`` None: it is in service; days are those of the building."""

    building_id: UUID
    name: str
    suburb: str | None
    out_since: date | None
    archived_on: date | None = None
    archived_by: str = ""
    reason: str = ""
    file_name: str = ""
    file_sha256: str = ""
    records: int = 0
    files: int = 0
    files_missing: int = 0

    @property
    def archived(self) -> bool:
        """Whether nothing in it changes."""
        return self.archived_on is not None

    @property
    def words(self) -> str:
        """``archived on 23 Nov 2026``, ``out of service since 1 Nov 2026``; blank in service."""
        if self.archived_on is not None:
            return f"archived on {show_date(self.archived_on)}"
        return f"out of service since {show_date(self.out_since)}" if self.out_since else ""


def standings(session: Session) -> tuple[Standing, ...]:
    """Every building that the person sees, in natural order, those that are archived last."""
    asked = select(Building, BuildingArchive).outerjoin(BuildingArchive, current(Building.id))
    rows = session.execute(asked).all()
    names = people.names(session, [archive.archived_by for _, archive in rows if archive is not None])
    found = [_standing(building, archive, names) for building, archive in rows]
    return tuple(sorted(found, key=lambda one: (one.archived, natural_key(one.name))))


def is_archived(session: Session, building_id: UUID) -> bool:
    """Whether nothing in a building changes."""
    return session.scalar(select(BuildingArchive.archive_id).where(current(building_id))) is not None


def current(building: Any) -> ColumnElement[bool]:
    """The condition for the archive that holds now."""
    return and_(BuildingArchive.building_id == building, BuildingArchive.reopened_at.is_(None))


def _standing(building: Building, archive: BuildingArchive | None, names: dict[UUID, str]) -> Standing:
    stands = Standing(building.id, building.name, building.suburb, building.decommissioned_on)
    if archive is None:
        return stands
    return Standing(
        building.id, building.name, building.suburb, building.decommissioned_on,
        archive.recorded_at.astimezone(zone_of(building)).date(),
        names.get(archive.archived_by, ""), archive.reason, archive.file_name, archive.file_sha256, archive.records,
        archive.files, archive.files_missing,
    )  # fmt: skip


def decommission(session: Session, building_id: UUID, day: date | None, *, by: UUID) -> None:
    """Take a building out of service from ``day`` on, or back into it (None); all its records stay.

    Raises:
        Refused: only a supervisor or an administrator may.
    """
    people.require(session, by, people.MANAGERS, "take a building out of service")
    session.get_one(Building, building_id).decommissioned_on = day
    session.flush()


def ask(session: Session, building_id: UUID, reason: str, *, by: UUID) -> None:
    """Whether a person may archive a building; nothing is written.

    Raises:
        Refused: only a supervisor or an administrator may, or it is archived already.
        Invalid: there is no reason.
    """
    people.require(session, by, people.MANAGERS, "archive a building")
    if not reason.strip():
        raise Invalid("Say why the building is archived; it stays on record.")
    if is_archived(session, building_id):
        raise Refused(f"“{session.get_one(Building, building_id).name}” is archived already.")


def archive(session: Session, checked: Checked, file_name: str, reason: str, *, by: UUID, incomplete: bool) -> None:
    """Archive the building that a file is of. From then on the database refuses every change of it.

    ``incomplete``: also where files of its evidence are missing from the file.

    Raises:
        Refused, Invalid: as ``ask``; or the file is not whole, files are missing, the building is in service or was
            changed since.
    """
    said = checked.manifest
    ask(session, said.building_id, reason, by=by)
    if not checked.whole:
        raise Refused(f"{file_name} is not whole, so nothing was archived.", [one.sentence for one in checked.findings])
    if said.missing and not incomplete:
        many = "A file of evidence is" if len(said.missing) == 1 else f"{len(said.missing):,} files of evidence are"
        way = "Bring what is missing back, or archive the building without it."
        raise Refused(f"{many} missing, so nothing was archived. {way}", said.missing)
    session.add(
        BuildingArchive(
            building_id=said.building_id,
            archived_by=by,
            reason=reason.strip(),
            file_name=file_name,
            file_sha256=checked.sha256,
            audit_head=said.head.hash.hex(),
            records=said.records,
            files=said.files,
            files_missing=len(said.missing),
        )
    )
    session.flush()


def reopen(session: Session, building_id: UUID, reason: str, *, by: UUID) -> None:
    """Take an archived building up again; that it was archived stays on record. It stays out of service.

    Raises:
        Refused: only a supervisor or an administrator may; it is not archived.
        Invalid: there is no reason.
    """
    people.require(session, by, people.MANAGERS, "take an archived building up again")
    if not reason.strip():
        raise Invalid("Say why the building is taken up again; it stays on record.")
    row, now = session.execute(
        select(BuildingArchive, func.now()).where(current(building_id)).with_for_update()
    ).one_or_none() or (None, None)
    if row is None:
        raise Refused(f"“{session.get_one(Building, building_id).name}” is not archived.")
    row.reopened_at = now
    row.reopened_by, row.reopened_reason = by, reason.strip()
    session.flush()
