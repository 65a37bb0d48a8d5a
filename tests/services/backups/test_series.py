"""Backups that are made by themselves: proved before they count, older ones let go, evidence beside them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.retention import Retention
from firemode_desktop.embedded.locks import FileLock
from firemode_desktop.services import backups
from firemode_desktop.services.backups import plan, series
from firemode_desktop.services.backups.plan import Plan
from tests.services.backups.helpers import databases, names, rename


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """An evidence store of two files."""
    for content in (b"one", b"two"):
        sha256 = hashlib.sha256(content).hexdigest()
        path = tmp_path / "store" / sha256[:2] / f"{sha256}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "store"


def name_of(database: Database) -> str:
    return str(make_url(database.url).database)


def test_that_a_round_writes_proves_and_copies_and_the_next_day_is_due(
    database: Database, tmp_path: Path, store: Path
) -> None:
    wanted = Plan(tmp_path / "kept")
    now = datetime.now(UTC)
    assert series.due(wanted, name_of(database), now)
    made = series.carry_out(database, wanted, store)
    (kept,) = series.kept(wanted.folder, name_of(database))
    assert str(kept.path) == made.written.file
    assert kept.made_at == made.written.made_at
    assert not series.due(wanted, name_of(database), kept.made_at)
    assert series.due(wanted, name_of(database), kept.made_at + timedelta(days=1))
    assert made.evidence_copied == 2
    assert sorted(path.read_bytes() for path in (wanted.folder / "evidence").rglob("*.jpg")) == [b"one", b"two"]
    assert series.carry_out(database, wanted, store).evidence_copied == 0
    rename(database)
    backups.restore(
        database, kept.path if kept.path.exists() else series.kept(wanted.folder, name_of(database))[0].path
    )
    assert names(database) == ["Pilot Building 123"]


def test_that_older_ones_are_let_go_and_only_ours(database: Database, tmp_path: Path, store: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    name = name_of(database)
    old = [folder / f"FireMode {name} 2026-01-{day:02d} 080000Z.fmbackup" for day in (1, 2, 3)]
    others = [folder / "holiday.fmbackup", folder / f"FireMode other {'2026-01-01'} 080000Z.fmbackup",
              folder / f"FireMode {name} before 023 2026-01-01 080000Z.fmbackup"]  # fmt: skip
    for path in [*old, *others]:
        path.write_bytes(b"x")
    made = series.carry_out(database, Plan(folder, keep=Retention(2, 0, 0, 0), evidence=False), store)
    assert set(made.let_go) == set(old[:2])
    assert old[2].exists()
    assert all(path.exists() for path in others)
    assert not (folder / "evidence").exists()


def test_that_nothing_is_let_go_when_the_new_one_cannot_be_proved(
    database: Database, tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backup is written of a database that changes before the proof: here by spoiling the file between the two."""
    folder = tmp_path / "kept"
    folder.mkdir()
    name = name_of(database)
    old = folder / f"FireMode {name} 2026-01-01 080000Z.fmbackup"
    old.write_bytes(b"x")

    def spoil(told: str) -> None:
        for path in folder.glob(f"*{series.UNPROVED}"):
            if told == "Checking the file …":
                held = bytearray(path.read_bytes())
                held[len(held) // 2] ^= 1
                path.write_bytes(bytes(held))

    with pytest.raises(Invalid, match="could not be proved") as refusal:
        series.carry_out(database, Plan(folder, keep=Retention(1, 0, 0, 0)), store, spoil)
    (unproved,) = folder.glob(f"*{series.UNPROVED}")
    assert str(unproved) in refusal.value.message
    assert old.exists()
    assert [one.path for one in series.kept(folder, name)] == [old]
    assert databases(database.url, name) == [name]


def test_that_a_round_that_is_stopped_leaves_nothing(database: Database, tmp_path: Path, store: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(told: str) -> None:
        if told.startswith("Restoring"):
            raise StoppedError

    with pytest.raises(StoppedError):
        series.carry_out(database, Plan(tmp_path / "kept"), store, stop)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [series.LOCK]
    assert databases(database.url, name_of(database)) == [name_of(database)]


def test_that_damaged_evidence_is_named_and_not_copied(database: Database, tmp_path: Path, store: Path) -> None:
    spoilt = next(path for path in store.rglob("*.jpg") if path.read_bytes() == b"one")
    spoilt.write_bytes(b"One")
    made = series.carry_out(database, Plan(tmp_path / "kept"), store)
    assert made.evidence_damaged == (spoilt.relative_to(store).as_posix(),)
    assert [path.read_bytes() for path in (tmp_path / "kept" / "evidence").rglob("*.jpg")] == [b"two"]
    assert not list((tmp_path / "kept").rglob("*.part"))


def test_that_two_rounds_at_once_are_one_round_and_a_refusal(database: Database, tmp_path: Path, store: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    other = FileLock(folder / series.LOCK)
    assert other.acquire(shared=False)
    with pytest.raises(Refused, match="being made already"):
        series.carry_out(database, Plan(folder), store)
    other.release()
    assert series.carry_out(database, Plan(folder), store).written.rows


def test_that_a_folder_that_cannot_be_written_is_said(database: Database, tmp_path: Path, store: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Refused, match="cannot be written"):
        series.carry_out(database, Plan(tmp_path / "file"), store)


def test_that_a_backup_before_a_deed_is_proved_and_never_let_go(
    database: Database, tmp_path: Path, store: Path
) -> None:
    path = series.before(database, tmp_path, "023_audit")
    assert backups.prove(database, path).content.rows > 500
    series.carry_out(database, Plan(tmp_path, keep=Retention(1, 0, 0, 0)), store)
    assert path.exists()


def test_that_a_proof_leaves_the_database_and_no_other_as_it_was(database: Database, file: Path) -> None:
    backups.backup(database, file)
    rename(database)
    backups.prove(database, file)
    assert names(database) != ["Pilot Building 123"]
    assert databases(database.url, name_of(database)) == [name_of(database)]
    assert database.run(lambda session: session.scalar(text("SELECT 1"))) == 1


# --- the plan ---------------------------------------------------------------------------------------------------------


def test_that_a_plan_comes_back_as_it_was_written_and_can_be_given_up(tmp_path: Path) -> None:
    assert plan.load(tmp_path / "data") is None
    wanted = Plan(tmp_path / "ümlaut", 3, Retention(1, 2, 3, 4), evidence=False)
    plan.save(tmp_path / "data", wanted)
    assert plan.load(tmp_path / "data") == wanted
    plan.save(tmp_path / "data", None)
    assert plan.load(tmp_path / "data") is None


@pytest.mark.parametrize(
    "said", ["", "{}", '{"folder": 1}', '{"folder": "a", "every_days": 0, "keep": {}, "evidence": 1}']
)
def test_that_a_plan_that_says_nothing_is_refused_by_name(tmp_path: Path, said: str) -> None:
    (tmp_path / plan.FILE).write_text(said)
    with pytest.raises(Refused, match=plan.FILE):
        plan.load(tmp_path)


@pytest.mark.parametrize("days", [0, 367])
def test_that_days_that_make_no_sense_are_refused(tmp_path: Path, days: int) -> None:
    with pytest.raises(Invalid, match="every 1 to 366 days"):
        Plan(tmp_path, days)
