"""What this computer remembers of the logs it has seen: their ends, in a small file of the data directory.

A history that got shorter, or another one in its place, is noticed by whoever saw it longer.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.audit_chain import Finding, Head, shorter
from firemode_desktop.queries import audit_chain
from firemode_desktop.services.files import beside

FILE = "audit-heads.json"


def remembered(data_dir: Path, ledger: UUID) -> Head | None:
    """The end of that chain as it was seen last; None where it never was, or nothing readable is remembered."""
    try:
        said = _read(data_dir)[str(ledger)]
        return Head(ledger, int(said["seq"]), bytes.fromhex(said["hash"]), datetime.fromisoformat(said["at"]))
    except (KeyError, ValueError, TypeError):
        return None


def look(session: Session, data_dir: Path, now: datetime) -> Finding | None:
    """Hold the chain against what is remembered of it, and remember it as it is unless it is worse.

    What was seen longer stays remembered until ``accept`` is called.
    """
    head = audit_chain.head(session)
    before = remembered(data_dir, head.ledger)
    found = shorter(before, head, audit_chain.hash_at(session, before.seq)) if before else None
    if found is None:
        remember(data_dir, Head(head.ledger, head.seq, head.hash, now))
    return found


def accept(session: Session, data_dir: Path, now: datetime) -> Head:
    """Take the chain as it is from now on: a backup was restored, say."""
    head = audit_chain.head(session)
    remember(data_dir, Head(head.ledger, head.seq, head.hash, now))
    return head


def remember(data_dir: Path, head: Head) -> None:
    """Remember the end of a chain; where the folder cannot be written, nothing is remembered."""
    try:
        said = _read(data_dir)
        kept = said.get(str(head.ledger))
        if kept is not None and kept.get("seq") == head.seq and kept.get("hash") == head.hash.hex():
            return
        said[str(head.ledger)] = {
            "seq": head.seq, "hash": head.hash.hex(), "at": head.at.isoformat() if head.at else None,
        }  # fmt: skip
        data_dir.mkdir(parents=True, exist_ok=True)
        with beside(data_dir / FILE) as place:
            place.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    except OSError:
        return


def _read(data_dir: Path) -> dict[str, dict[str, Any]]:
    try:
        said = json.loads((data_dir / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
