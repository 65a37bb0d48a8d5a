"""A bucket spoken to over real HTTP, with signatures that are checked."""

from __future__ import annotations

import hashlib
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from firemode_desktop.domain.errors import Invalid, Missing, Refused, Unreachable
from firemode_desktop.evidence import EvidenceFolder, StoredFile, access
from firemode_desktop.evidence.access import BucketAccess
from firemode_desktop.evidence.bucket import PART, Bucket
from firemode_desktop.services import evidence_files
from tests.services.s3 import BUCKET, KEY, REGION, S3, SECRET


@pytest.fixture
def service() -> Iterator[S3]:
    with S3() as running:
        yield running


@pytest.fixture
def entrance(service: S3) -> BucketAccess:
    return BucketAccess(service.endpoint, BUCKET, KEY, SECRET, "visits/", REGION)


@pytest.fixture
def bucket(entrance: BucketAccess) -> Bucket:
    return Bucket(entrance)


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "evidence")


def kept(folder: EvidenceFolder, content: bytes = b"level 8, 44.1 Pa\n") -> StoredFile:
    return folder.add_bytes(content, "log.txt")


def send(bucket: Bucket, folder: EvidenceFolder, file: StoredFile) -> bool:
    return bucket.send(folder.path(file.name), file.name, file.sha256, file.mime_type)


def large(parts: int = 3) -> bytes:
    """Text that takes so many parts, the last one short."""
    return b"0123456789abcdef" * ((parts - 1) * PART // 16) + b"the end\n"


def test_that_a_file_is_sent_under_its_name_and_comes_back_as_it_was(
    service: S3, bucket: Bucket, folder: EvidenceFolder, tmp_path: Path
) -> None:
    file = kept(folder)
    assert not bucket.holds(file.name)
    assert send(bucket, folder, file)
    assert list(service.kept.objects) == [f"visits/{file.name}"]
    assert bucket.holds(file.name)
    assert bucket.verify(file.name, file.sha256)
    bucket.fetch(file.name, tmp_path / "again.txt")
    assert (tmp_path / "again.txt").read_bytes() == b"level 8, 44.1 Pa\n"


def test_that_what_lies_there_already_is_compared_and_not_sent_again(
    service: S3, bucket: Bucket, folder: EvidenceFolder
) -> None:
    file = kept(folder)
    assert send(bucket, folder, file)
    service.kept.asked.clear()
    assert not send(bucket, folder, file)
    assert "PUT" not in {method for method, *_ in service.kept.asked}


def test_that_something_else_under_the_same_name_is_never_overwritten(
    service: S3, bucket: Bucket, folder: EvidenceFolder
) -> None:
    file = kept(folder)
    other = b"level 8, 14.1 Pa\n"
    service.kept.objects[f"visits/{file.name}"] = other
    with pytest.raises(Refused, match="left as it is"):
        send(bucket, folder, file)
    assert service.kept.objects[f"visits/{file.name}"] == other


def test_that_what_arrives_differently_is_noticed(service: S3, bucket: Bucket, folder: EvidenceFolder) -> None:
    service.kept.spoil = lambda body: body[:-1] + b"?"
    with pytest.raises(Invalid, match="is not what was sent"):
        send(bucket, folder, kept(folder))


def test_that_a_file_that_changed_on_this_computer_is_not_sent(
    service: S3, bucket: Bucket, folder: EvidenceFolder
) -> None:
    file = kept(folder)
    folder.path(file.name).write_bytes(b"level 8, 54.1 Pa\n")
    with pytest.raises(Invalid, match="no longer what was recorded"):
        send(bucket, folder, file)
    assert not service.kept.objects


@pytest.mark.parametrize("wrong", [{"secret": "another"}, {"key": "AKOTHER"}])
def test_that_a_wrong_key_is_refused_in_words_without_the_secret(
    entrance: BucketAccess, folder: EvidenceFolder, wrong: dict[str, str]
) -> None:
    with pytest.raises(Refused, match="does not accept the key") as problem:
        send(Bucket(replace(entrance, **wrong)), folder, kept(folder))
    assert SECRET not in problem.value.message
    assert SECRET not in repr(entrance)


def test_that_a_bucket_that_does_not_exist_is_named(entrance: BucketAccess, folder: EvidenceFolder) -> None:
    with pytest.raises(Refused, match="There is no bucket"):
        send(Bucket(replace(entrance, bucket="elsewhere")), folder, kept(folder))


def test_that_a_service_out_of_order_for_a_moment_is_asked_again(
    service: S3, bucket: Bucket, folder: EvidenceFolder
) -> None:
    service.kept.failing = 2
    assert send(bucket, folder, kept(folder))


def test_that_a_service_out_of_order_for_long_leaves_the_file_waiting(
    service: S3, bucket: Bucket, folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    service.kept.failing = 99
    with pytest.raises(Unreachable, match="wait here"):
        send(bucket, folder, kept(folder))


def test_that_no_service_at_all_leaves_the_file_waiting(
    entrance: BucketAccess, folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with pytest.raises(Unreachable, match="does not answer"):
        send(Bucket(replace(entrance, endpoint="http://127.0.0.1:9")), folder, kept(folder))


def test_that_a_large_file_goes_in_parts_and_those_that_arrived_are_not_sent_again(
    service: S3, bucket: Bucket, folder: EvidenceFolder
) -> None:
    file = kept(folder, large())

    class StopError(Exception):
        pass

    def stop(done: int, of: int) -> None:
        if done > PART:
            raise StopError

    with pytest.raises(StopError):
        bucket.send(folder.path(file.name), file.name, file.sha256, file.mime_type, stop)
    assert not service.kept.objects
    service.kept.asked.clear()
    assert send(bucket, folder, file)
    assert sum(size for method, _, size in service.kept.asked if method == "PUT") == len(b"the end\n")
    assert hashlib.sha256(service.kept.objects[f"visits/{file.name}"]).hexdigest() == file.sha256


def test_that_a_part_that_came_over_half_is_sent_anew(service: S3, bucket: Bucket, folder: EvidenceFolder) -> None:
    file = kept(folder, large(2))
    service.kept.cutting = 1
    assert send(bucket, folder, file)
    service.kept.objects.clear()
    service.kept.uploads["left"] = (f"visits/{file.name}", {1: b"half of it"})
    assert send(bucket, folder, file)
    assert len(service.kept.objects[f"visits/{file.name}"]) == len(large(2))


def test_that_a_link_works_without_a_key_until_it_expires(service: S3, bucket: Bucket, folder: EvidenceFolder) -> None:
    file = kept(folder)
    send(bucket, folder, file)
    link = bucket.link(file.name, 60)
    with urllib.request.urlopen(link) as answer:
        assert answer.read() == b"level 8, 44.1 Pa\n"
    for later, expected in ((40, 200), (62, 403)):
        service.kept.now = lambda seconds=later: datetime.now(UTC) + timedelta(seconds=seconds)  # type: ignore[misc]
        assert _status(link) == expected
    service.kept.now = lambda: datetime.now(UTC)
    assert _status(link.replace("X-Amz-Expires=60", "X-Amz-Expires=600")) == 403


def _status(link: str) -> int:
    try:
        with urllib.request.urlopen(link) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.mark.parametrize("seconds", [0, 7 * 24 * 3600 + 1])
def test_that_a_link_lasts_a_week_at_most(bucket: Bucket, seconds: int) -> None:
    with pytest.raises(Invalid, match="7 days"):
        bucket.link("ab/abc.txt", seconds)


def test_that_another_computer_fetches_a_file_and_proves_it(
    service: S3, bucket: Bucket, folder: EvidenceFolder, tmp_path: Path
) -> None:
    file = kept(folder)
    send(bucket, folder, file)
    office = EvidenceFolder(tmp_path / "office")
    assert evidence_files.bring(office, bucket, file.name, file.sha256).read_bytes() == b"level 8, 44.1 Pa\n"
    assert office.verify(file.name, file.sha256)
    service.kept.objects[f"visits/{file.name}"] = b"level 8, 14.1 Pa\n"
    with pytest.raises(Invalid, match="not what was recorded"):
        evidence_files.bring(EvidenceFolder(tmp_path / "third"), bucket, file.name, file.sha256)
    assert not list((tmp_path / "third").rglob("*.*"))
    with pytest.raises(Missing):
        evidence_files.bring(office, bucket, "ab/nothing.txt", file.sha256)


def test_that_the_key_is_kept_where_only_this_person_reads_it(entrance: BucketAccess, folder: EvidenceFolder) -> None:
    assert access.find(folder.root, {}) is None
    assert kept(folder).settled
    path = access.keep(folder.root, entrance)
    assert path.stat().st_mode & 0o777 == 0o600
    assert access.find(folder.root, {}) == entrance
    assert not kept(folder).settled
    os.chmod(path, 0o640)
    with pytest.raises(Refused, match="chmod 600"):
        access.find(folder.root, {})
    assert access.forget(folder.root)
    assert access.find(folder.root, {}) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"secret": ""}, "lacks: secret"),
        ({"bucket": " "}, "lacks: bucket"),
        ({"endpoint": "ftp://s3.example.com"}, "https://"),
        ({"endpoint": "s3.example.com"}, "https://"),
        ({"endpoint": "http://[::1"}, "https://"),
        ({"endpoint": "http://s3.example.com:99999"}, "https://"),
    ],
)
def test_that_half_an_access_is_refused_with_what_it_lacks(tmp_path: Path, wrong: dict[str, str], said: str) -> None:
    told = {"endpoint": "https://s3.example.com", "bucket": "evidence", "key": "K", "secret": "S"} | wrong
    with pytest.raises(Invalid, match=said):
        access.checked(told, "this test")


def test_that_the_environment_names_a_bucket(tmp_path: Path) -> None:
    environ = {"FIREMODE_EVIDENCE_ENDPOINT": "https://s3.example.com/", "FIREMODE_EVIDENCE_BUCKET": "evidence"}
    with pytest.raises(Invalid, match="lacks: key, secret"):
        access.find(tmp_path, environ)
    environ |= {"FIREMODE_EVIDENCE_KEY": "K", "FIREMODE_EVIDENCE_SECRET": "S", "FIREMODE_EVIDENCE_PREFIX": "/a/"}
    found = access.find(tmp_path, environ)
    assert found is not None
    assert (found.endpoint, found.prefix, found.where) == ("https://s3.example.com", "a/", "evidence at s3.example.com")
