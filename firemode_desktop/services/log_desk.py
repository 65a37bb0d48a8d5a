"""What the window asks about the log of every write: its end, whether it is whole, a file of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.audit_chain import Head
from firemode_desktop.domain.errors import Refused
from firemode_desktop.queries import audit_chain
from firemode_desktop.services import audit_heads, auditing
from firemode_desktop.services.auditing import Exported, Proof, Tell
from firemode_desktop.services.files import beside

LONG_S = 6 * 3600.0
"""For statements that read every row of a table."""


@dataclass(frozen=True, slots=True)
class LogDesk:
    """The log of one database. ``database`` hands in the one that is open; times are the server's."""

    data_dir: Path
    database: Callable[[], Database]

    def head(self, session: Session) -> Head:
        """The end of the chain."""
        return audit_chain.head(session)

    def verify(self, tell: Tell) -> Proof:
        """Follow the whole log, also against what this computer remembers; a whole one is remembered."""
        database = self.database()
        known = audit_heads.remembered(self.data_dir, database.read(audit_chain.head).ledger)
        proof = database.read(lambda session: auditing.verify(session, tell, known), deadline_s=LONG_S)
        if proof.whole:
            database.run(lambda session: audit_heads.look(session, self.data_dir, _now(session)))
        return proof

    def look(self) -> str:
        """What this computer remembers otherwise of the log, in words; blank where nothing is."""
        found = self.database().run(lambda session: audit_heads.look(session, self.data_dir, _now(session)))
        return found.sentence if found else ""

    def accept(self) -> Head:
        """Go by the log as it is from now on."""
        return self.database().run(lambda session: audit_heads.accept(session, self.data_dir, _now(session)))

    def export(self, path: Path, tell: Tell, building_id: UUID | None = None) -> Exported:
        """Write the log to a file, whole or not at all; of one building, the entries of others by their hash alone.

        Raises:
            Refused: it cannot be written.
        """
        try:
            with beside(path) as place:
                return self.database().read(
                    lambda session: auditing.export(session, place, _now(session), tell, building_id), deadline_s=LONG_S
                )
        except OSError as error:
            raise Refused(f"{path} cannot be written: {error.strerror}.") from error


def _now(session: Session) -> datetime:
    return session.execute(select(func.now())).scalar_one()
