"""All records of one building in one file that needs no program to be read, and proves itself (decision 42).

    manifest.json            what it is, of which building, where the log stood; every other member with its SHA-256
    README.txt               the same for a reader without this program
    records/TABLE.jsonl      a row a line, as the log hashed it: sha256(line) is the last word of the log on the row
    contents/TABLE/KEY.…     what a row is only the hash of: issued reports, approved contents
    evidence/…               the files of the evidence
    log.jsonl                the whole log; entries of other buildings by their hash alone

A row that no later entry of the log tells otherwise is proved by the log, and the log by its chain, whose end stands in
the reports that were issued.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from firemode_desktop import __version__
from firemode_desktop.domain.audit_chain import LOGGED, Head
from firemode_desktop.domain.errors import FiremodeError, Refused
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.evidence.bucket import Bucket
from firemode_desktop.evidence.folder import file_sha256
from firemode_desktop.models import AuditEntry, Base, Building, EvidenceRecord
from firemode_desktop.queries import audit_chain
from firemode_desktop.services import auditing
from firemode_desktop.services.evidence_files import bring
from firemode_desktop.services.files import beside

Tell = Callable[[int, int, str], object]
FORMAT = "FireMode building 1"
MANIFEST, README, LOG = "manifest.json", "README.txt", "log.jsonl"
RECORDS, CONTENTS, EVIDENCE = "records", "contents", "evidence"
PIECE = 1 << 20
LEFT_OUT = ("building_limits",)
"""Who is limited to which buildings is no record of one of them; the rights to this one are."""
SUFFIX: Mapping[str, str] = {"file": "pdf", "record": "json", "content": "txt"}
"""Column that stands by its hash → what its content is."""
INSTRUMENTS = (
    "(t.building_id = :building OR t.id IN "
    "(SELECT required_instrument_id FROM test_instances WHERE building_id = :building))"
)
CHOSEN: Mapping[str, str] = {
    "as1851_rules": "true",
    "buildings": "t.id = :building",
    "calibration_certificates": "t.instrument_id IN (SELECT t.id FROM instruments AS t WHERE " + INSTRUMENTS + ")",
    "instruments": INSTRUMENTS,
    "users": "t.id = ANY(:people)",
}
"""Table → which of its rows belong to the file; of every other those of the building."""
SHARED = frozenset(CHOSEN) - {"buildings"}
"""Tables whose rows may have been told of under another building, or under none."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the file. ``records`` is how many rows it holds, 0 where it holds none."""

    sha256: str
    size_bytes: int
    records: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a building's file says of itself. ``missing`` are files of evidence that are not in it, with the reason."""

    building_id: UUID
    building: str
    made_at: datetime
    program: str
    head: Head
    members: Mapping[str, Member]
    missing: tuple[str, ...] = ()

    @property
    def records(self) -> int:
        """How many rows are in it."""
        return sum(one.records for one in self.members.values())

    @property
    def files(self) -> int:
        """How many files of evidence are in it."""
        return sum(name.startswith(f"{EVIDENCE}/") for name in self.members)

    def to_dict(self) -> dict[str, Any]:
        """As it is written."""
        return {
            "format": FORMAT,
            "building": {"id": str(self.building_id), "name": self.building},
            "made_at": self.made_at.isoformat(),
            "program": self.program,
            "log": {"ledger": str(self.head.ledger), "seq": self.head.seq, "hash": self.head.hash.hex()},
            "members": {
                name: {"sha256": one.sha256, "bytes": one.size_bytes, "records": one.records}
                for name, one in self.members.items()
            },
            "missing": list(self.missing),
        }

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Manifest:
        """From what was written. Raises KeyError, TypeError, AttributeError or ValueError where that is no manifest."""
        return cls(
            UUID(said["building"]["id"]),
            str(said["building"]["name"]),
            datetime.fromisoformat(said["made_at"]),
            str(said["program"]),
            Head(UUID(said["log"]["ledger"]), int(said["log"]["seq"]), bytes.fromhex(said["log"]["hash"])),
            {
                str(name): Member(str(one["sha256"]), int(one["bytes"]), int(one["records"]))
                for name, one in said["members"].items()
            },
            tuple(str(one) for one in said["missing"]),
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where the files of evidence lie on this computer, and in the office's bucket where there is one."""

    store: EvidenceFolder
    bucket: Bucket | None = None


def export(session: Session, path: Path, building_id: UUID, source: Source, tell: Tell) -> Manifest:
    """Write all records of a building to ``path``, whole or not at all; ``tell`` may stop it.

    ``session`` has to see one moment (``Database.read``).

    Raises:
        Refused: the person does not see the log of all buildings, or the file cannot be written.
    """
    if not session.scalar(select(func.sees_all_buildings())):
        raise Refused("Only somebody who sees all buildings can export one: the log is followed from its beginning.")
    building = session.get_one(Building, building_id)
    try:
        with beside(path) as place:
            return _Writing(session, place, building, source, tell).whole()
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror or error}.") from error


class _Writing:
    """The file while it is being written."""

    def __init__(self, session: Session, place: Path, building: Building, source: Source, tell: Tell) -> None:
        self.session, self.place, self.building, self.source, self.tell = session, place, building, source, tell
        self.made_at: datetime = session.scalar(select(func.now()))  # type: ignore[assignment]
        self.members: dict[str, Member] = {}
        self.missing: list[str] = []

    def whole(self) -> Manifest:
        place = self.place.with_name(f"{self.place.name}.log")
        try:
            head = auditing.export(self.session, place, self.made_at, self.tell, self.building.id).head
            with ZipFile(self.place, "x", ZIP_DEFLATED, compresslevel=6) as self.zip:
                self._records()
                self._contents()
                self._evidence()
                self._copy(LOG, place)
                self._text(README, readme(self.building.name))
                made = Manifest(
                    self.building.id, self.building.name, self.made_at, __version__, head, dict(self.members),
                    tuple(self.missing),
                )  # fmt: skip
                self._text(MANIFEST, json.dumps(made.to_dict(), ensure_ascii=False, indent=1))
        finally:
            place.unlink(missing_ok=True)
        return made

    def _records(self) -> None:
        values = {"building": self.building.id, "people": _people(self.session, self.building.id)}
        tables = [table for table in LOGGED if table not in LEFT_OUT]
        for number, table in enumerate(tables):
            self.tell(number, len(tables), f"Writing {table}")
            chosen = CHOSEN.get(table, "t.building_id = :building")
            with self._member(f"{RECORDS}/{table}.jsonl") as write:
                count = 0
                for _, line in audit_chain.lines(self.session, table, chosen, values):
                    write(f"{line}\n".encode())
                    count += 1
                    if count % auditing.EVERY == 0:
                        self.tell(number, len(tables), f"Writing {table}, {count:,}")
            self._count(f"{RECORDS}/{table}.jsonl", count)

    def _contents(self) -> None:
        for table, logged in LOGGED.items():
            rows = Base.metadata.tables[table]
            for column in logged.by_hash:
                asked = select(rows.c[logged.key], rows.c[column]).where(rows.c.building_id == self.building.id)
                found = self.session.execute(asked.order_by(rows.c[logged.key]), execution_options={"yield_per": 1})
                for key, content in found:
                    with self._member(f"{CONTENTS}/{table}/{key}.{SUFFIX[column]}") as write:
                        write(content.encode() if isinstance(content, str) else bytes(content))
                    self.tell(0, 1, f"Writing the content of {table}")

    def _evidence(self) -> None:
        record = EvidenceRecord
        asked = select(record.file_path, record.file_hash_sha256, func.min(record.original_name)).where(
            record.building_id == self.building.id, record.file_path.is_not(None)
        )
        found = self.session.execute(
            asked.group_by(record.file_path, record.file_hash_sha256).order_by(record.file_path)
        ).all()
        for number, (name, sha256, called) in enumerate(found):
            self.tell(number, len(found), f"Writing {called or name}")
            try:
                file = bring(self.source.store, self.source.bucket, name or "", sha256 or "")
                if file_sha256(file) != sha256:
                    raise Refused("it is not what was recorded")
            except FiremodeError as error:
                self.missing.append(f"{name}, {called or 'without a name'}: {error.message}")
                continue
            self._copy(f"{EVIDENCE}/{name}", file, ZIP_STORED)

    def _copy(self, name: str, file: Path, how: int = ZIP_DEFLATED) -> None:
        with file.open("rb") as reading, self._member(name, how) as write:
            while piece := reading.read(PIECE):
                write(piece)

    def _text(self, name: str, words: str) -> None:
        with self._member(name) as write:
            write(words.encode())

    def _count(self, name: str, records: int) -> None:
        one = self.members[name]
        self.members[name] = Member(one.sha256, one.size_bytes, records)

    @contextmanager
    def _member(self, name: str, how: int = ZIP_DEFLATED) -> Iterator[Callable[[bytes], None]]:
        hashed, size = hashlib.sha256(), 0
        entry = ZipInfo(name, self.made_at.timetuple()[:6])
        entry.compress_type = how
        with self.zip.open(entry, "w", force_zip64=True) as writing:

            def write(piece: bytes) -> None:
                nonlocal size
                writing.write(piece)
                hashed.update(piece)
                size += len(piece)

            yield write
        self.members[name] = Member(hashed.hexdigest(), size)


def _people(session: Session, building_id: UUID) -> list[UUID]:
    """Everybody whom a record of the building names, or who wrote one."""
    asked = [select(AuditEntry.by_user).where(AuditEntry.building_id == building_id, AuditEntry.by_user.is_not(None))]
    for name in LOGGED:
        table = Base.metadata.tables[name]
        if "building_id" not in table.c or name in LEFT_OUT:
            continue
        named = [key.parent for key in table.foreign_keys if key.column.table.name == "users"]
        asked += [select(column).where(table.c.building_id == building_id, column.is_not(None)) for column in named]
    return list(session.scalars(union(*asked)))


def readme(building: str) -> str:
    """What the file is, for a reader without this program."""
    return README_TEXT.format(building=building, manifest=MANIFEST, log=LOG)


README_TEXT = """All records of {building}, as FireMode Desktop kept them.

{manifest}
    what is in this file, with the SHA-256 of every part
records/
    a file for each kind of record, in it a line of JSON for each record
contents/
    reports as they were issued (PDF), and what was approved
evidence/
    photographs and other files, under the hash of their content; records/evidence_records.jsonl has their names
{log}
    everything that was ever written to these records, and by whom

How it proves itself: each line of {log} is an entry with its place and its hash. The hash is the SHA-256 of the hash
before it followed by the SHA-256 of "payload", both as bytes; the first line says where it begins. Entries about other
buildings are there by their hash alone. A payload names records (line 10) and the SHA-256 of each as it stood after
that entry (line 11): the last one is the SHA-256 of the line of that record in records/. Reports that were issued bear
the hash at which the log stood.

FireMode Desktop does all of that: firemode building check FILE
"""
