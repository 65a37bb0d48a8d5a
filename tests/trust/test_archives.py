"""A whole building in one file that proves itself, and the building that nothing changes any more."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.audit_chain import LOGGED, Wrong
from firemode_desktop.domain.errors import FiremodeError, Invalid, Missing, Refused
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.models import Base, Building, BuildingArchive, EvidenceRecord, Stair, TestInstance, User
from firemode_desktop.services import archiving, building_checks
from firemode_desktop.services.building_checks import Checked
from firemode_desktop.services.building_desk import Archiving, BuildingDesk
from firemode_desktop.services.building_files import LEFT_OUT, LOG, MANIFEST, Manifest
from tests.conftest import ROOT
from tests.trust.conftest import wrongs

TODAY = date(2026, 5, 4)
PICTURE = ROOT / "docs" / "overview.png"


@dataclass(frozen=True)
class Site:
    """A building, a supervisor, and a folder with its evidence."""

    database: Database
    folder: Path
    building: UUID
    by: UUID

    @property
    def desk(self) -> BuildingDesk:
        return BuildingDesk(lambda: self.database, self.folder / "evidence")

    def export(self, name: str = "building.zip") -> Manifest:
        return self.desk.export(self.building, self.folder / name, _silent)

    def check(self, name: str = "building.zip") -> Checked:
        return building_checks.check(self.folder / name, _silent)

    def archive(self, *, since: date | None = TODAY, incomplete: bool = False) -> Checked:
        path = self.folder / "building.zip"
        return self.desk.archive(Archiving(self.building, path, "It was sold.", self.by, since, incomplete), _silent)

    def reopen(self) -> None:
        self.database.run(lambda s: archiving.reopen(s, self.building, "It was bought back.", by=self.by))

    def write(self, statement: str) -> None:
        self.database.run(lambda s: s.execute(text(statement), {"building": self.building}))

    def stands(self) -> archiving.Standing:
        return next(one for one in self.database.run(archiving.standings) if one.building_id == self.building)


def _silent(_done: int, _of: int, _text: str) -> None:
    """Nobody listens."""


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Site:
    """The tested building with a photograph."""
    stored = EvidenceFolder(tmp_path / "evidence").add(PICTURE)

    def job(session: Session) -> tuple[UUID, UUID]:
        instance = session.scalars(select(TestInstance).where(TestInstance.status == "pending").limit(1)).one()
        session.add(
            EvidenceRecord(
                building_id=instance.building_id,
                session_id=instance.session_id,
                captured_at=datetime(2026, 5, 4, 9, tzinfo=UTC),
                instance_id=instance.instance_id,
                evidence_type="photo",
                file_path=stored.name,
                original_name="=gauge.png",
                file_hash_sha256=stored.sha256,
                mime_type=stored.mime_type,
            )
        )
        person = User(username="sup", full_name="Supervisor One", role="supervisor")
        session.add_all([person, Stair(building_id=instance.building_id, stair_name="Spare")])
        session.flush()
        return instance.building_id, person.id

    building, by = database.run(job)
    return Site(database, tmp_path, building, by)


# --- the file ---------------------------------------------------------------------------------------------------------


def test_that_every_record_is_in_the_file_and_proved_by_the_log(site: Site) -> None:
    made, checked = site.export(), site.check()
    assert checked.whole
    assert checked.manifest == made
    assert checked.sha256 == hashlib.sha256((site.folder / "building.zip").read_bytes()).hexdigest()
    assert (made.files, made.missing) == (1, ())
    with ZipFile(site.folder / "building.zip") as packed:
        for table in LOGGED:
            rows = Base.metadata.tables[table]
            if "building_id" in rows.c and table not in LEFT_OUT:
                there = packed.read(f"records/{table}.jsonl").decode().splitlines()
                count = select(func.count()).select_from(rows).where(rows.c.building_id == site.building)
                assert len(there) == site.database.run(lambda s, count=count: s.scalar(count)), table
        building = json.loads(packed.read("records/buildings.jsonl"))
        assert building["id"] == str(site.building)
        people = [json.loads(line)["username"] for line in packed.read("records/users.jsonl").decode().splitlines()]
        assert people
        photograph = next(name for name in packed.namelist() if name.startswith("evidence/"))
        assert packed.read(photograph) == PICTURE.read_bytes()
        assert "firemode building check" in packed.read("README.txt").decode()


def test_that_the_form_can_be_followed_with_nothing_but_a_hash_program(site: Site) -> None:
    """As README.txt in the file says."""
    site.export()
    with ZipFile(site.folder / "building.zip") as packed:
        first, *entries = (json.loads(line) for line in packed.read(LOG).decode().splitlines())
        before, last = bytes.fromhex(first["begin"]), dict[str, str]()
        for entry in entries:
            payload = entry.get("payload")
            digest = hashlib.sha256(payload.encode()).digest() if payload else bytes.fromhex(entry["payload_sha256"])
            before = hashlib.sha256(before + digest).digest()
            assert before.hex() == entry["hash"]
            if payload:
                lines = payload.split("\n")
                for at, key in enumerate(filter(None, lines[9].split(","))):
                    last[key] = lines[10][64 * at : 64 * at + 64]
        floors = packed.read("records/floors.jsonl").decode().splitlines()
        assert floors
        assert all(hashlib.sha256(one.encode()).hexdigest() == last[json.loads(one)["floor_id"]] for one in floors)


def _again(site: Site, change: Callable[[str, bytes], bytes | None], *more: tuple[str, bytes]) -> None:
    """Write the file anew with some of its parts changed (None: left out)."""
    path = site.folder / "building.zip"
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            if (changed := change(name, content)) is not None:
                packed.writestr(name, changed)
        for name, content in more:
            packed.writestr(name, content)


def _forged(site: Site, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change a part, and its hash in the manifest with it."""
    with ZipFile(site.folder / "building.zip") as packed:
        said, content = json.loads(packed.read(MANIFEST)), change(packed.read(part))
    said["members"][part]["sha256"] = hashlib.sha256(content).hexdigest()
    whole = {part: content, MANIFEST: json.dumps(said).encode()}
    _again(site, lambda name, before: whole.get(name, before))


def test_that_what_was_altered_is_named(site: Site) -> None:
    site.export()
    whole = (site.folder / "building.zip").read_bytes()

    def found() -> list[Wrong]:
        wrong = [one.wrong for one in site.check().findings]
        (site.folder / "building.zip").write_bytes(whole)
        return wrong

    _again(site, lambda name, content: content + b" " if name.startswith("evidence/") else content)
    assert found() == [Wrong.EDITED]
    _again(site, lambda name, content: None if name.startswith("evidence/") else content)
    assert found() == [Wrong.VANISHED]
    _again(site, lambda _, content: content, ("evidence/more.png", b"x"))
    assert found() == [Wrong.UNLOGGED]
    _forged(site, "records/floors.jsonl", lambda lines: lines.replace(b'"Level-1"', b'"Level-X"', 1))
    assert found() == [Wrong.EDITED]
    _forged(site, "records/floors.jsonl", lambda lines: lines.partition(b"\n")[2])
    assert found() == [Wrong.VANISHED]
    _forged(
        site,
        "records/floors.jsonl",
        lambda lines: lines + lines[:40] + b"%08x" % 7 + lines[48:].partition(b"\n")[0] + b"\n",
    )
    assert Wrong.UNLOGGED in found()
    _forged(site, LOG, lambda lines: lines.rpartition(b'{"seq"')[0])
    assert Wrong.CUT in found()
    _forged(site, LOG, lambda lines: lines.replace(b"INSERT", b"UPDATE", 1))
    assert Wrong.ALTERED in found()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is damaged, or is no file of a building"),
        (b"PK\x03\x04 but no more", "is damaged, or is no file of a building"),
        ({"other.txt": b"x"}, "there is no manifest.json in it"),
        ({MANIFEST: b"[" * 100_000}, "cannot be understood"),
        ({MANIFEST: b'{"format": "FireMode building 2"}'}, "is of the form 'FireMode building 2'"),
        ({MANIFEST: b'{"format": "FireMode building 1"}'}, "cannot be understood"),
        ({MANIFEST: b"{}", "records/zones.jsonl": bytes(50 << 20)}, "is packed in another way"),
    ],
)  # fmt: skip
def test_that_what_is_no_file_of_a_building_is_said(
    tmp_path: Path, content: bytes | dict[str, bytes], words: str
) -> None:
    path = tmp_path / "b.zip"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        with ZipFile(path, "w", ZIP_DEFLATED) as packed:
            for name, part in content.items():
                packed.writestr(name, part)
    with pytest.raises(Invalid, match=words):
        building_checks.check(path, _silent)
    with pytest.raises(Missing):
        building_checks.check(tmp_path / "none.zip", _silent)


def test_that_a_damaged_file_is_never_called_whole_nor_breaks_the_program(site: Site) -> None:
    site.export()
    path = site.folder / "building.zip"
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            checked = site.check()
        except Invalid:
            continue
        assert not checked.whole or checked.sha256 != hashlib.sha256(whole).hexdigest()


def test_that_an_export_that_is_stopped_or_has_no_room_leaves_nothing(site: Site) -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def stop(_done: int, _of: int, text: str) -> None:
        if text == "Writing zones":
            raise Stop

    with pytest.raises(Stop):
        site.desk.export(site.building, site.folder / "b.zip", stop)
    (site.folder / "c.zip").mkdir()
    with pytest.raises(Refused, match="cannot be written"):
        site.export("c.zip")
    assert sorted(path.name for path in site.folder.iterdir()) == ["c.zip", "evidence"]


# --- archived ---------------------------------------------------------------------------------------------------------

WRITES = (
    "INSERT INTO stairs (building_id, stair_name) VALUES (:building, 'Stair-Z')",
    "UPDATE floors SET height_m = 3.21 WHERE building_id = :building",
    "UPDATE buildings SET notes = 'changed' WHERE id = :building",
    "UPDATE test_sessions SET session_name = session_name || '!' WHERE building_id = :building "
    "AND status = 'in_progress'",
    "UPDATE test_instances SET measured_value_text = 'x' WHERE building_id = :building AND status = 'pending'",
    "INSERT INTO test_sessions (building_id, session_name, frequency, session_type) "
    "VALUES (:building, 'Again', 'annual', 'routine')",
    "SELECT delete_rows('stairs', ARRAY(SELECT stair_id FROM stairs WHERE stair_name = 'Spare'))",
)


def test_that_nothing_changes_in_an_archived_building_and_everything_in_others(site: Site) -> None:
    site.archive()
    stands = site.stands()
    assert (stands.archived, stands.archived_by, stands.reason, stands.files) == (
        True,
        "Supervisor One",
        "It was sold.",
        1,
    )
    assert stands.file_sha256 == site.check().sha256
    for statement in WRITES:
        with pytest.raises(FiremodeError, match="is archived"):
            site.write(statement)
    with pytest.raises(Refused, match="is archived already"):
        site.archive()
    site.database.run(lambda s: s.add(Building(name="Another", timezone="Australia/Sydney")))
    assert wrongs(site.database) == []
    site.reopen()
    assert not site.stands().archived
    for statement in WRITES[:3]:
        site.write(statement)
    with pytest.raises(Refused, match="is not archived"):
        site.reopen()
    site.archive()
    assert site.stands().archived
    assert site.database.run(lambda s: s.scalar(select(func.count()).select_from(BuildingArchive))) == 2


def test_that_what_was_changed_after_the_file_was_written_is_not_archived(site: Site) -> None:
    site.database.run(lambda s: archiving.decommission(s, site.building, TODAY, by=site.by))
    site.export()
    checked = site.check()
    site.write(WRITES[1])

    def archive(session: Session) -> None:
        archiving.archive(session, checked, "building.zip", "Sold.", by=site.by, incomplete=False)

    with pytest.raises(FiremodeError, match="was changed after this file was written"):
        site.database.run(archive)
    assert not site.stands().archived


def test_that_who_writes_and_who_archives_wait_for_each_other(site: Site) -> None:
    site.database.run(lambda s: archiving.decommission(s, site.building, TODAY, by=site.by))
    site.export()
    checked = site.check()
    said: list[str] = []

    def archive() -> None:
        def job(session: Session) -> None:
            archiving.archive(session, checked, "building.zip", "Sold.", by=site.by, incomplete=False)

        try:
            site.database.run(job)
        except FiremodeError as error:
            said.append(error.message)

    other = threading.Thread(target=archive)
    with site.database.engine.begin() as connection:
        connection.execute(text(WRITES[1]), {"building": site.building})
        other.start()
        waits = text(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        with site.database.engine.connect() as looking:
            while not looking.scalar(waits):
                looking.rollback()
    other.join()
    assert "was changed after this file was written" in said[0]
    assert not site.stands().archived


def test_that_an_archive_that_fails_leaves_the_building_in_service(site: Site) -> None:
    for path in (site.folder / "evidence").rglob("*.png"):
        path.unlink()
    with pytest.raises(Refused, match="A file of evidence is missing, so nothing was archived") as refused:
        site.archive()
    assert "=gauge.png" in str(refused.value.details)
    assert site.stands().out_since is None
    with pytest.raises(Refused, match="is in service"):
        site.archive(since=None)
    with pytest.raises(Refused, match="is in service"):
        site.archive(since=date(2999, 1, 1), incomplete=True)
    assert site.stands().out_since is None
    site.archive(incomplete=True)
    assert (site.stands().files, site.stands().files_missing) == (0, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE building_archives SET reason = 'Another'",
        "UPDATE building_archives SET file_sha256 = repeat('0a', 32)",
        "DELETE FROM building_archives",
        "TRUNCATE building_archives",
        "INSERT INTO building_archives (building_id, archived_by, reason, file_name, file_sha256, audit_head, records, "
        "files, files_missing) SELECT building_id, archived_by, reason, file_name, file_sha256, audit_head, 1, 1, 0 "
        "FROM building_archives",
        "UPDATE building_archives SET reopened_at = now()",
    ],
)  # fmt: skip
def test_that_the_record_of_an_archive_stays(archived: Site, statement: str) -> None:
    with pytest.raises(FiremodeError):
        archived.write(statement)


@pytest.fixture(scope="module")
def archived(server_url: str, tested_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An archived building; what tests do there is refused."""
    from tests.conftest import _database, _url_of

    with _database(server_url, "archived", tested_database) as name:
        made = Database(_url_of(server_url, name))

        def job(session: Session) -> tuple[UUID, UUID]:
            person = User(username="sup", full_name="Supervisor One", role="supervisor")
            session.add(person)
            session.flush()
            return session.scalars(select(Building.id).join(Stair)).first(), person.id  # type: ignore[return-value]

        building, by = made.run(job)
        site = Site(made, tmp_path_factory.mktemp("archived"), building, by)
        site.archive()
        yield site
        made.close()
