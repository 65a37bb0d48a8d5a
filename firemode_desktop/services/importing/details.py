"""One import with all that is known of it: how the file was read, what was said of it, what became of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.services.importing.batches import BatchSummary, batch
from firemode_desktop.services.importing.tables import KEPT


@dataclass(frozen=True, slots=True)
class Became:
    """What became of the baselines of an import: in force, ended by later ones, withdrawn with it."""

    current: int
    superseded: int
    withdrawn: int


@dataclass(frozen=True)
class BatchDetails:
    """One import; ``reading`` is what was kept with it of how the file was read (``imports.plan.Plan.reading``).

    ``session`` names the session that an import of results belongs to.
    """

    summary: BatchSummary
    building: str
    reading: Mapping[str, Any]
    became: Mapping[BaselineKind, Became]
    session: str | None = None

    @property
    def mapping(self) -> FileMapping | None:
        """How the columns were read, to be replayed on another file; ``None`` where it was not kept."""
        try:
            return FileMapping.from_dict(self.reading.get("mapping"))
        except Invalid:
            return None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; the keys of a listed batch and more."""
        return {
            **self.summary.to_dict(),
            "building": self.building,
            "session": self.session,
            "baselines": {
                kind.value: {"current": one.current, "superseded": one.superseded, "withdrawn": one.withdrawn}
                for kind, one in self.became.items()
            },
            "reading": dict(self.reading),
        }


def details(session: Session, batch_id: UUID) -> BatchDetails:
    """One import with how it was read. Raises ``Missing``."""
    summary = batch(session, batch_id)
    building, reading, visit = session.execute(
        text("""
            SELECT g.name, i.mapping, v.session_name FROM import_batches i JOIN buildings g ON g.id = i.building_id
            LEFT JOIN test_sessions v ON v.id = i.session_id
            WHERE i.batch_id = :batch"""),
        {"batch": batch_id},
    ).one()
    found = ((kind, _became(session, kind, batch_id)) for kind in KEPT)
    became = {kind: one for kind, one in found if one is not None}
    return BatchDetails(summary, building, reading or {}, became, visit)


def _became(session: Session, kind: BaselineKind, batch_id: UUID) -> Became | None:
    counted = session.execute(
        text(f"""
            SELECT count(*) FILTER (WHERE withdrawn_at IS NULL AND superseded_date IS NULL),
                   count(*) FILTER (WHERE withdrawn_at IS NULL AND superseded_date IS NOT NULL),
                   count(*) FILTER (WHERE withdrawn_at IS NOT NULL)
            FROM {KEPT[kind].table} WHERE batch_id = :batch"""),
        {"batch": batch_id},
    ).one()
    return Became(*counted) if any(counted) else None
