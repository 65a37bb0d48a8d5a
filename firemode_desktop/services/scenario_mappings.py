"""How matrices of other people were read before, in a building: kept with an import, forgotten like other mappings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.scenarios.mapping import FORMAT, ScenarioMapping, SheetMapping
from firemode_desktop.imports.scenarios.remembering import Recalled, alike, in_words, to_keep
from firemode_desktop.models import ImportMapping, User


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a person said under headings of a fingerprint; ``name`` is the file and sheet it was said of."""

    fingerprint: str
    name: str
    mapping: SheetMapping
    made_by: str | None
    recorded_at: datetime

    @property
    def sentence(self) -> str:
        """``vendor.xlsx, sheet Stair-A, by Engineer One on 2026-11-22``."""
        return f"{self.name}, by {self.made_by or 'somebody'} on {self.recorded_at:%Y-%m-%d}"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "fingerprint": self.fingerprint,
            "name": self.name,
            "made_by": self.made_by,
            "recorded_at": self.recorded_at.isoformat(),
            "says": in_words(self.mapping),
            "mapping": ScenarioMapping((self.mapping,)).to_dict(),
        }


def holding(session: Session, building_id: UUID) -> tuple[Remembered, ...]:
    """What is remembered of matrices in a building, the latest first."""
    rows = session.execute(
        select(ImportMapping, User.full_name)
        .outerjoin(User, User.id == ImportMapping.created_by)
        .where(ImportMapping.building_id == building_id, ImportMapping.forgotten_at.is_(None))
        .where(ImportMapping.mapping["format"].astext == FORMAT)
        .order_by(ImportMapping.recorded_at, ImportMapping.mapping_id)
    )
    newest = {one.fingerprint: one for row, made_by in rows if (one := _read(row, made_by)) is not None}
    return tuple(sorted(newest.values(), key=lambda one: (one.recorded_at, one.fingerprint), reverse=True))


def recalled(session: Session, building_id: UUID) -> Mapping[str, Recalled]:
    """Fingerprint of the headings → what was said of them."""
    return {one.fingerprint: Recalled(one.mapping, one.sentence) for one in holding(session, building_id)}


def remember(session: Session, building_id: UUID, mapping: ScenarioMapping, file_name: str, *, by: UUID) -> None:
    """Keep what was said of the sheets of a file for the next one; what is known already is not kept again."""
    known = {one.fingerprint: one.mapping for one in holding(session, building_id)}
    for one in filter(None, map(to_keep, mapping.sheets)):
        before = known.get(one.fingerprint)
        if before is None or not alike(before, one):
            known[one.fingerprint] = one
            session.add(_row(building_id, one, file_name, by))
    session.flush()


def _row(building_id: UUID, one: SheetMapping, file_name: str, by: UUID) -> ImportMapping:
    return ImportMapping(
        building_id=building_id,
        fingerprint=one.fingerprint,
        name=f"{file_name}, sheet {one.sheet}",
        mapping=ScenarioMapping((one,)).to_dict(),
        created_by=by,
    )


def _read(row: ImportMapping, made_by: str | None) -> Remembered | None:
    """A row as it was said; one that a later version of the program wrote does not hold here."""
    try:
        sheets = ScenarioMapping.from_dict(row.mapping).sheets
    except Invalid:
        return None
    return Remembered(row.fingerprint, row.name, sheets[0], made_by, row.recorded_at) if len(sheets) == 1 else None
