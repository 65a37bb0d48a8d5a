"""The chain of the log: what is hashed of an entry, how entries are linked, and what is wrong with a chain.

    payload   lines of text (below), UTF-8
    hash      sha256(hash of the entry before ‖ sha256(payload)); before the first stands sha256("FireMode audit")

The database works out the same when a transaction ends (``audit_payload`` and ``audit_link``, revision 023;
specification, page 4, Writing). An export that leaves out entries of other buildings gives sha256(payload) of those, so
that the chain can still be followed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

NAME = "FireMode audit 1"
BEGIN = hashlib.sha256(b"FireMode audit").digest()
DIGEST = 32
GONE = bytes(DIGEST)
"""The hash of a row that is not there any more."""


@dataclass(frozen=True, slots=True)
class Logged:
    """How the rows of a table enter the log: their key, and what is hashed of them.

    ``told``: these columns alone; ``by_hash``: columns that another column of the row is the SHA-256 of.
    """

    key: str
    told: tuple[str, ...] = ()
    by_hash: tuple[str, ...] = ()


LOGGED: Mapping[str, Logged] = {
    "archetype_settings": Logged("setting_id"),
    "as1851_rules": Logged("rule_id"),
    "baseline_air_velocities": Logged("baseline_id"),
    "baseline_door_forces": Logged("baseline_id"),
    "baseline_pressure_differentials": Logged("baseline_id"),
    "building_archives": Logged("archive_id"),
    "building_limits": Logged("user_id"),
    "building_rights": Logged("right_id"),
    "buildings": Logged("id"),
    "calibration_certificates": Logged("cert_id"),
    "ce_scenarios": Logged("scenario_id"),
    "control_equipment": Logged("equipment_id"),
    "design_setpoints": Logged("setpoint_id"),
    "door_scenarios": Logged("door_scenario_id"),
    "doors": Logged("door_id"),
    "doorways": Logged("doorway_id"),
    "evidence_records": Logged("evidence_id"),
    "evidence_waivers": Logged("waiver_id"),
    "fault_events": Logged("event_id"),
    "faults": Logged("id"),
    "floors": Logged("floor_id"),
    "frequency_settings": Logged("setting_id"),
    "import_batches": Logged("batch_id"),
    "import_mappings": Logged("mapping_id"),
    "instance_attempts": Logged("attempt_id"),
    "instruments": Logged("id"),
    "interface_test_definitions": Logged("definition_id"),
    "issued_reports": Logged("report_id", by_hash=("file", "record")),
    "reading_exclusions": Logged("exclusion_id"),
    "result_amendments": Logged("amendment_id"),
    "sealed_contents": Logged("session_id", by_hash=("content",)),
    "session_charts": Logged("chart_id"),
    "session_events": Logged("event_id"),
    "signed_copies": Logged("file_sha256"),
    "stairs": Logged("stair_id"),
    "test_instance_templates": Logged("template_instance_id"),
    "test_instances": Logged("instance_id"),
    "test_sessions": Logged("id"),
    "users": Logged(
        "id",
        told=(
            "id",
            "username",
            "full_name",
            "email",
            "role",
            "licence_number",
            "active",
            "created_at",
            "all_buildings",
        ),
    ),
    "zones": Logged("zone_id"),
}

NOT_LOGGED: Mapping[str, str] = {
    "approved_readings": "derived from the records by triggers, and worked out again from them at any time",
    "latest_readings": "derived from the records by triggers, and worked out again from them at any time",
    "audit_entries": "the log itself; its entries are in the chain",
    "audit_chain": "the chain itself",
    "audit_head": "the end of the chain",
}
"""Tables that no entry tells of, and why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the log as it is hashed: times with their zone, ``rows`` as PostgreSQL writes them."""

    entry_id: int
    at: datetime
    by_user: UUID | None
    by_login: str
    transaction_id: int
    building_id: UUID | None
    table_name: str
    verb: str
    row_keys: tuple[UUID, ...]
    digests: bytes | None
    rows: str

    @property
    def payload(self) -> bytes:
        """The text that is hashed, as bytes."""
        lines = (
            NAME,
            self.entry_id,
            self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            self.by_user or "-",
            json.dumps(self.by_login, ensure_ascii=False),
            self.transaction_id,
            self.building_id or "-",
            self.table_name,
            self.verb,
            ",".join(map(str, self.row_keys)),
            "-" if self.digests is None else self.digests.hex(),
            self.rows,
        )
        return "\n".join(map(str, lines)).encode("utf-8")

    @property
    def payload_sha256(self) -> bytes:
        """What the chain takes of it."""
        return hashlib.sha256(self.payload).digest()


def linked(before: bytes, payload_sha256: bytes) -> bytes:
    """The hash of an entry in the chain."""
    return hashlib.sha256(before + payload_sha256).digest()


class Wrong(StrEnum):
    """What can be wrong with a log."""

    ALTERED = "altered entry"
    MISSING = "missing entry"
    UNLINKED = "entry outside the chain"
    CUT = "cut tail"
    REWRITTEN = "rewritten history"
    EDITED = "edited row"
    UNLOGGED = "row that was never logged"
    VANISHED = "row that vanished"
    SEAL = "approval outside the chain"
    GUARD = "guard that is off"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in a sentence."""

    wrong: Wrong
    sentence: str


@dataclass(slots=True)
class Walk:
    """A chain that is read link by link in the order of its places; ``seq`` and ``hash`` are the last link's.

    After a link that does not fit it goes on from the hash that stands there, so that one change is one finding.
    """

    seq: int = 0
    hash: bytes = BEGIN
    entries: int = 0

    def step(self, seq: int, stored: bytes, entry_id: int, payload_sha256: bytes | None) -> Finding | None:
        """The next link; ``payload_sha256`` None: its entry is not there."""
        found = None
        if seq != self.seq + 1:
            places = f"place {self.seq + 1:,}" if seq == self.seq + 2 else f"places {self.seq + 1:,} to {seq - 1:,}"
            found = Finding(Wrong.MISSING, f"The chain has no {places}.")
        elif payload_sha256 is None:
            found = Finding(Wrong.MISSING, f"Entry {entry_id:,}, at place {seq:,} of the chain, is not there any more.")
        elif linked(self.hash, payload_sha256) != stored:
            found = Finding(Wrong.ALTERED, f"Entry {entry_id:,}, at place {seq:,} of the chain, is not what it was.")
        self.seq, self.hash, self.entries = seq, stored, self.entries + 1
        return found

    def end(self, seq: int, stored: bytes) -> Finding | None:
        """Hold the end of the chain, as it is kept beside it, against the last link."""
        if (seq, stored) == (self.seq, self.hash):
            return None
        return Finding(
            Wrong.CUT, f"The chain ends at place {self.seq:,}, and its end is kept as place {seq:,}: the tail was cut."
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain of one database, and when it was seen (``at``, with its zone)."""

    ledger: UUID
    seq: int
    hash: bytes
    at: datetime | None = None


def shorter(remembered: Head, present: Head, there: bytes | None) -> Finding | None:
    """Hold what a computer remembers of a chain against it; ``there`` is the hash at the remembered place now."""
    when = f" on {remembered.at:%d %b %Y, %H:%M}" if remembered.at else ""
    if present.seq < remembered.seq:
        return Finding(
            Wrong.CUT,
            f"The log of this database is shorter than this computer has seen it{when}: it had {remembered.seq:,} "
            f"entries and has {present.seq:,}. Either a backup was restored, or the end was cut off.",
        )
    if there != remembered.hash:
        return Finding(
            Wrong.REWRITTEN,
            f"The log of this database is not the one that this computer has seen{when}: entry {remembered.seq:,} of "
            "the chain has another hash.",
        )
    return None
