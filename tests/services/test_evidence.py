"""Evidence on record: what is kept of a file, which prompts it answers, what is missing, and out of the store again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from firemode_desktop.domain.answering import Asked, assigned, check_answers
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.evidence.access import BucketAccess
from firemode_desktop.evidence.bucket import Bucket
from firemode_desktop.models import EvidenceRecord, TestInstance
from firemode_desktop.queries import testing as asked_of
from firemode_desktop.services import evidence, evidence_files, testing
from tests.services.conftest import NOW, Piloted
from tests.services.s3 import BUCKET, KEY, REGION, S3, SECRET
from tests.services.test_evidence_files import photo, video

PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
AT = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
Put = Callable[..., EvidenceRecord]


@pytest.fixture
def session_id(annual: Piloted) -> UUID:
    """An annual session of the pilot building, not yet begun."""
    return annual.session_id


@pytest.fixture
def instance_id(session: Session, session_id: UUID) -> UUID:
    return evidence.instance_named(session, PRESSURE.lower(), session_id)


@pytest.fixture
def store(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "store")


@pytest.fixture
def put(session: Session, instance_id: UUID, store: EvidenceFolder, engineer: UUID) -> Put:
    """Add evidence to the test; its record."""

    def add(content: bytes, name: str = "display.jpg", **more: Any) -> EvidenceRecord:
        file = testing.EvidenceFile(store.add_bytes(content, name), name, more.pop("at", NOW))
        key = evidence.add(session, instance_id, file, by=more.pop("by", engineer), **more)
        record = session.get_one(EvidenceRecord, key)
        session.refresh(record)
        return record

    return add


def test_that_time_and_place_of_the_camera_are_kept_in_their_columns(put: Put) -> None:
    record = put(photo(taken="2026:05:04 11:30:05", place=(-33.8688, 151.2093)))  # the building's own time
    assert record.captured_at == datetime(2026, 5, 4, 1, 30, 5, tzinfo=UTC)
    assert record.gps_coordinates == {
        "lat": Decimal("-33.8688"),
        "lng": Decimal("151.2093"),
        "altitude": Decimal("25.5"),
    }
    assert record.evidence_metadata == {
        "resolution": "640x480",
        "camera_make": "Maker",
        "camera_model": "Model 5",
        "timestamp_exif": "2026-05-04T11:30:05",
    }
    assert record.is_synced()


@pytest.mark.parametrize(
    ("taken", "said"), [("2026:05:04 12:00:01", "still to come"), ("1980:01:01 00:00:00", "never set")]
)
def test_that_a_time_that_cannot_be_is_flagged_and_not_taken(put: Put, taken: str, said: str) -> None:
    record = put(photo(taken=taken))  # it is 12:00 in Sydney
    assert record.captured_at == NOW
    assert record.evidence_metadata is not None
    assert said in record.evidence_metadata["remarks"][0]


def test_that_a_file_that_waits_for_the_bucket_is_not_synced(
    put: Put, store: EvidenceFolder, session: Session, session_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert put(b"44.1", "log.txt").is_synced()
    monkeypatch.setattr("firemode_desktop.evidence.access.is_set_up", lambda _root: True)
    assert not put(photo()).is_synced()
    assert evidence.unsynced(session, session_id) == evidence.unsynced(session) == 1
    assert asked_of.unsynced_count(session, session_id) == 1


def test_that_a_prompt_is_answered_by_its_own_kind_only(put: Put, session: Session, instance_id: UUID) -> None:
    with pytest.raises(Invalid, match=r"asks for a photo; “walk\.mp4” is a video"):
        put(video(), "walk.mp4", prompt=0)
    with pytest.raises(Invalid, match="there is no number 9"):
        put(photo(), prompt=8)
    assert put(photo(), prompt=1).prompt_index == 1
    instance = session.get_one(TestInstance, instance_id)
    assert len(instance.evidence_ids or ()) == 1


def test_that_a_viewer_adds_none_and_an_unknown_test_has_none(
    put: Put, session: Session, session_id: UUID, store: EvidenceFolder, engineer: UUID
) -> None:
    from firemode_desktop.services import people

    viewer = people.add_user(session, "viewer", "Viewer One", "viewer")
    with pytest.raises(Refused):
        put(photo(), by=viewer)
    with pytest.raises(Missing):
        evidence.instance_named(session, str(session_id))
    with pytest.raises(Missing, match="Did you mean"):
        evidence.instance_named(session, PRESSURE + "X", session_id)
    with pytest.raises(Invalid, match="is no id"):
        evidence.instance_named(session, PRESSURE)


def test_that_what_is_missing_is_listed_until_it_is_added_or_waived(
    put: Put, session: Session, session_id: UUID, engineer: UUID, supervisor: UUID
) -> None:
    testing.record(
        session, session_id, [testing.Result(PRESSURE, value=Decimal("44"), measured_at=AT)], by=engineer, at=NOW
    )

    def lacking() -> list[str]:
        found = testing.blockers(session, session_id)
        return [each["message"] for each in found if each["identifier"] == PRESSURE and each["code"] == "evidence"]

    assert [said.rpartition(": ")[2] for said in lacking()] == [
        "Manometer display showing pressure reading.",
        "Floor number sign confirming test location.",
    ]
    put(photo(), prompt=0)
    assert len(lacking()) == 1
    with pytest.raises(Refused):
        testing.waive(session, session_id, PRESSURE, 1, "The camera broke.", by=engineer)
    testing.waive(session, session_id, PRESSURE, 1, "The camera broke.", by=supervisor)
    assert not lacking()
    assert evidence.waivers(session, session_id) == [
        {"identifier": PRESSURE, "prompt": 2, "reason": "The camera broke."}
    ]


def test_that_the_files_of_a_session_go_out_in_a_folder_for_each_test(
    put: Put, session: Session, session_id: UUID, store: EvidenceFolder, tmp_path: Path
) -> None:
    put(photo(), "display.jpg")
    put(photo((300, 200)), "display.jpg")
    put(b"44.1", "../../etc/pass:wd")
    lost = put(b"44.2", "lost.txt")
    changed = put(b"44.3", "changed.txt")
    store.path(str(lost.file_path)).unlink()
    store.path(str(changed.file_path)).write_bytes(b"54.3")
    found = evidence.files(session, session_id)
    written, problems = evidence_files.export(store, None, found, tmp_path / "out")
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in written) == [
        f"{PRESSURE}/-..-etc-pass-wd",
        f"{PRESSURE}/display-2.jpg",
        f"{PRESSURE}/display.jpg",
    ]
    assert sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file()) == sorted(
        p.name for p in written
    )
    assert {each["file"] for each in problems} == {lost.file_path, changed.file_path}
    reasons = {each["file"]: each["reason"] for each in evidence_files.altered(store, found)}
    assert reasons == {lost.file_path: "missing", changed.file_path: "altered"}


@pytest.fixture
def service() -> Iterator[S3]:
    with S3() as running:
        yield running


@pytest.fixture
def bucket(service: S3) -> Bucket:
    return Bucket(BucketAccess(service.endpoint, BUCKET, KEY, SECRET, "", REGION))


def test_that_sending_goes_on_where_it_broke_off_and_one_bad_file_keeps_no_other_back(
    put: Put,
    session: Session,
    session_id: UUID,
    store: EvidenceFolder,
    service: S3,
    bucket: Bucket,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("firemode_desktop.evidence.access.is_set_up", lambda _root: True)
    first, second, third = put(b"44.1", "a.txt"), put(b"44.2", "b.txt"), put(b"44.3", "c.txt")
    again = put(b"44.1", "a again.txt")
    store.path(str(second.file_path)).write_bytes(b"54.2")

    def run(job: Callable[[Session], Any]) -> Any:
        return job(session)

    told: list[str] = []
    done = evidence_files.sync(run, store, bucket, tell=lambda number, of, text: told.append(f"{number}/{of} {text}"))
    assert (done.sent, done.there, done.waiting) == (2, 0, 1)
    assert [(each["file"], "no longer what was recorded" in each["message"]) for each in done.problems] == [
        ("b.txt", True)
    ]
    assert told[0] == "0/3 a.txt"
    for record in (first, second, third, again):
        session.refresh(record)
    assert [each.is_synced() for each in (first, second, third, again)] == [True, False, True, True]
    assert set(service.kept.objects) == {first.file_path, third.file_path}
    assert evidence.link(session, first.evidence_id, bucket, 60).startswith(service.endpoint)
    with pytest.raises(Refused, match="not sent"):
        evidence.link(session, second.evidence_id, bucket, 60)
    with pytest.raises(Refused, match="folder"):
        evidence.link(session, first.evidence_id, store, 60)
    service.kept.objects.clear()
    whole = evidence_files.sync(run, store, bucket, everything=True)
    assert (whole.sent, len(whole.problems)) == (2, 1)


def test_that_a_bucket_out_of_order_ends_the_round_and_everything_waits(
    put: Put, session: Session, store: EvidenceFolder, service: S3, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firemode_desktop.evidence.access.is_set_up", lambda _root: True)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    put(b"44.1", "a.txt")
    put(b"44.2", "b.txt")
    service.kept.failing = 99
    done = evidence_files.sync(lambda job: job(session), store, bucket)
    assert (done.sent, done.waiting, len(done.problems)) == (0, 2, 1)
    assert done.sentence == "0 files sent to the bucket; 2 wait on this computer."


def test_that_files_answer_one_prompt_after_the_other() -> None:
    asked = (
        Asked(0, "photo", mandatory=False),
        Asked(1, "photo", mandatory=True),
        Asked(2, "photo", mandatory=True, answered=True),
        Asked(3, "video", mandatory=True),
    )
    picture, film, log = EvidenceType.PHOTO, EvidenceType.VIDEO, EvidenceType.STRUCTURED_DATA
    assert assigned([picture, picture, picture, film, log], asked) == (1, 0, None, 3, None)
    check_answers("walk.mp4", film, asked[3])
    with pytest.raises(Invalid, match="a photo is asked for there"):
        check_answers("walk.mp4", film, asked[0])
