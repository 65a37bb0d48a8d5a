"""How foreign headings were read before, by whom, and forgetting it.

What is kept of a mapping: ``imports.mappings.remembering``.

The newest mapping of a fingerprint holds, that of the building before the one that holds everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.imports.mappings.remembering import alike, anywhere, to_remember
from firemode_desktop.models import Building, ImportMapping, User
from firemode_desktop.services import people


@dataclass(frozen=True, slots=True)
class Remembered:
    """How headings of a fingerprint are read: a mapping of one table, where it came from, who made it and when."""

    fingerprint: str
    name: str
    mapping: FileMapping
    building: str | None
    made_by: str | None
    recorded_at: datetime

    @property
    def sentence(self) -> str:
        """``site.xlsx, sheet Stair-A, by Engineer One on 2026-11-22``."""
        return f"{self.name}, by {self.made_by or 'somebody'} on {self.recorded_at:%Y-%m-%d}"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "fingerprint": self.fingerprint,
            "name": self.name,
            "building": self.building,
            "made_by": self.made_by,
            "recorded_at": self.recorded_at.isoformat(),
            "mapping": self.mapping.to_dict(),
        }


def holding(session: Session, building_id: UUID | None = None) -> tuple[Remembered, ...]:
    """The mappings that hold, the latest first: everywhere, and in the building where one is named.

    One that this version of the program cannot read (a later one wrote it) does not hold here.
    """
    newest = {**_newest(session, None), **(_newest(session, building_id) if building_id else {})}
    return tuple(sorted(newest.values(), key=lambda one: (one.recorded_at, one.fingerprint), reverse=True))


def remembered(session: Session, building_id: UUID | None = None) -> Mapping[str, FileMapping]:
    """Fingerprint of the headings → how they are read in this building (or anywhere)."""
    return {one.fingerprint: one.mapping for one in holding(session, building_id)}


def remember(session: Session, mapping: FileMapping, file_name: str, *, building_id: UUID, by: UUID | None) -> int:
    """Keep how a person read a file, from now on for all files with such headings; how many mappings were kept.

    Names of places are kept for the building, all else for every building. What is known already is not kept again.
    """
    everywhere, here = _newest(session, None), _newest(session, building_id)
    new = list[tuple[UUID | None, str, FileMapping]]()
    for fingerprint, whole in to_remember(mapping).items():
        general = anywhere(whole)
        if not _known(everywhere.get(fingerprint), general):
            new.append((None, fingerprint, general))
        if not (_known(here[fingerprint], whole) if fingerprint in here else alike(whole, general)):
            new.append((building_id, fingerprint, whole))
    for building, fingerprint, kept in new:
        name = f"{file_name}, sheet {kept.tables[0].sheet}"
        document = kept.to_dict()
        session.add(
            ImportMapping(building_id=building, fingerprint=fingerprint, name=name, mapping=document, created_by=by)
        )
    session.flush()
    return len(new)


def forget(session: Session, fingerprint: str, *, by: UUID, at: datetime) -> int:
    """Headings of a fingerprint are read as the program proposes again, in every building; how many mappings went.

    They stay on record with the day and the person. Imports that were made with them stay as they are.

    Raises:
        Missing: no mapping of this fingerprint is remembered.
        Refused: the person may not.
    """
    people.require(session, by, people.TESTERS, "forget how a file is read")
    holding = ImportMapping.forgotten_at.is_(None)
    found = session.scalars(select(ImportMapping).where(ImportMapping.fingerprint == fingerprint, holding)).all()
    if not found:
        raise Missing(f"No mapping “{fingerprint}” is remembered.", ["See: firemode baseline mappings list"])
    for mapping in found:
        mapping.forgotten_at, mapping.forgotten_by = at, by
    session.flush()
    return len(found)


def _newest(session: Session, building_id: UUID | None) -> dict[str, Remembered]:
    """Fingerprint → the newest mapping of a building (``None``: of no building) that was not forgotten."""
    rows = session.execute(
        select(ImportMapping, Building.name, User.full_name)
        .outerjoin(Building, Building.id == ImportMapping.building_id)
        .outerjoin(User, User.id == ImportMapping.created_by)
        .where(ImportMapping.building_id.is_not_distinct_from(building_id), ImportMapping.forgotten_at.is_(None))
        .where(func.jsonb_typeof(ImportMapping.mapping) == "object")
        .order_by(ImportMapping.recorded_at, ImportMapping.mapping_id)
    )
    read = (_read(*row) for row in rows)
    return {one.fingerprint: one for one in read if one is not None}


def _read(row: ImportMapping, building: str | None, made_by: str | None) -> Remembered | None:
    try:
        mapping = FileMapping.from_dict(row.mapping)
    except Invalid:
        return None
    if len(mapping.tables) != 1:
        return None
    return Remembered(row.fingerprint, row.name, mapping, building, made_by, row.recorded_at)


def _known(known: Remembered | None, wanted: FileMapping) -> bool:
    return known is not None and alike(known.mapping, wanted)
