"""``firemode evidence``: add, list, verify, export, and the bucket."""

from __future__ import annotations

import io
import urllib.request
from pathlib import Path

import pytest

from tests.cli.conftest import Firemode, Said
from tests.services.s3 import BUCKET, KEY, REGION, S3, SECRET
from tests.services.test_evidence_files import photo

PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
ENGINEER = ("--as", "eng")


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def stored(tmp_path: Path, listed: Said, number: int = 0) -> Path:
    return tmp_path / "data" / "evidence" / str(listed.document["evidence"][number]["file"])


def test_that_files_are_added_by_session_and_identifier_or_by_the_tests_id(
    firemode: Firemode, session_id: str, tmp_path: Path
) -> None:
    picture = written(tmp_path, "a.jpg", photo(taken="2026:05:04 11:30:05", place=(-33.8688, 151.2093)))
    log = written(tmp_path, "log.txt", b"44.1")
    said = firemode("evidence", "add", session_id, PRESSURE, picture, log, *ENGINEER)
    assert said.exit_code == 0, said.err
    assert [each["file"] for each in said.document["evidence"]] == ["a.jpg", "log.txt"]
    assert said.document["id"] == said.document["evidence"][0]["id"]
    listed = firemode("evidence", "list", "--session", session_id).document
    first = next(each for each in listed["evidence"] if each["original_name"] == "a.jpg")
    assert first["captured_at"].startswith("2026-05-04T")
    assert first["position"] == {"lat": -33.8688, "lng": 151.2093, "altitude": 25.5}
    assert (first["synced"], first["mime_type"], listed["unsynced"]) == (True, "image/jpeg", 0)
    again = firemode("evidence", "add", first["instance"], log, *ENGINEER)
    assert again.exit_code == 0, again.err
    shown = firemode("evidence", "list", "--session", session_id, as_json=False).out
    assert "-33.8688, 151.2093" in shown
    assert shown.count("log.txt") == 2


def test_that_one_bad_file_or_prompt_records_nothing(firemode: Firemode, session_id: str, tmp_path: Path) -> None:
    picture, program = written(tmp_path, "a.jpg", photo()), written(tmp_path, "b.exe", b"MZ\0\1" * 40)
    empty = written(tmp_path, "c.txt", b"")
    test = (session_id, PRESSURE)
    both = firemode("evidence", "add", *test, picture, program, empty, *ENGINEER)
    assert (both.exit_code, len(both.document["error"]["details"])) == (3, 2)
    for words, code in (
        ((*test, tmp_path / "nowhere.jpg"), 3),
        ((*test, picture, "--prompt", "9"), 3),
        ((*test, empty), 3),
        (test, 3),
        ((session_id, "PRESSURE_STAIR-A_L88", picture), 3),
    ):
        assert firemode("evidence", "add", *words, *ENGINEER).exit_code == code, words
    assert firemode("evidence", "list", "--session", session_id).document["evidence"] == []


def test_that_verify_ends_with_three_where_a_file_is_altered_or_missing(
    firemode: Firemode, session_id: str, tmp_path: Path
) -> None:
    log = written(tmp_path, "log.txt", b"44.1")
    firemode("evidence", "add", session_id, PRESSURE, log, *ENGINEER)
    assert firemode("evidence", "verify", "--session", session_id).exit_code == 0
    listed = firemode("evidence", "list", "--session", session_id)
    stored(tmp_path, listed).write_bytes(b"54.1")
    said = firemode("evidence", "verify")
    assert (said.exit_code, said.document["altered"][0]["reason"]) == (3, "altered")
    stored(tmp_path, listed).unlink()
    assert firemode("evidence", "verify").document["altered"][0]["reason"] == "missing"
    out = firemode("evidence", "export", session_id, "-o", tmp_path / "out")
    assert (out.exit_code, out.document["written"]) == (3, [])


def test_that_export_writes_a_folder_for_each_test(firemode: Firemode, session_id: str, tmp_path: Path) -> None:
    firemode("evidence", "add", session_id, PRESSURE, written(tmp_path, "log.txt", b"44.1"), *ENGINEER)
    said = firemode("evidence", "export", session_id, "-o", tmp_path / "out")
    assert said.exit_code == 0, said.err
    assert (tmp_path / "out" / PRESSURE / "log.txt").read_bytes() == b"44.1"


def test_that_a_bucket_is_set_up_used_and_forgotten(
    firemode: Firemode, session_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = written(tmp_path, "log.txt", b"44.1")
    assert firemode("evidence", "sync", *ENGINEER).exit_code == 5
    assert firemode("evidence", "bucket").document["bucket"] is None
    with S3() as service:
        where = ("--endpoint", service.endpoint, "--name", BUCKET, "--region", REGION, "--key", KEY)
        monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
        assert firemode("evidence", "bucket", *where).exit_code == 3
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
        said = firemode("evidence", "bucket", *where, "--prefix", "visits")
        assert said.document["bucket"] == {
            "endpoint": service.endpoint,
            "bucket": BUCKET,
            "prefix": "visits/",
            "key": KEY,
        }
        assert SECRET not in said.out + said.err
        firemode("evidence", "add", session_id, PRESSURE, log, *ENGINEER)
        listed = firemode("evidence", "list", "--session", session_id).document
        assert (listed["unsynced"], listed["evidence"][0]["synced"]) == (1, False)
        assert firemode("evidence", "link", listed["evidence"][0]["id"]).exit_code == 5
        sent = firemode("evidence", "sync", *ENGINEER)
        assert (sent.exit_code, sent.document["sent"], sent.document["waiting"]) == (0, 1, 0)
        assert firemode("evidence", "sync", *ENGINEER).document["sent"] == 0
        assert firemode("evidence", "sync", "--all", *ENGINEER).document["there"] == 1
        link = firemode("evidence", "link", listed["evidence"][0]["id"], "--seconds", "60").document["link"]
        with urllib.request.urlopen(link) as answer:
            assert answer.read() == b"44.1"
        service.kept.objects[f"visits/{listed['evidence'][0]['file']}"] = b"54.1"
        assert firemode("evidence", "sync", "--all", *ENGINEER).exit_code == 3
    assert firemode("evidence", "bucket", "--forget").exit_code == 0
    assert firemode("evidence", "list", "--session", session_id).document["unsynced"] == 0


def test_that_evidence_that_is_waived_is_listed_with_its_reason(firemode: Firemode, session_id: str) -> None:
    waive = ("session", "waive", session_id, PRESSURE, "--prompt", "1", "--reason", "The camera broke.")
    assert firemode(*waive, *ENGINEER).exit_code == 5
    assert firemode(*waive, "--as", "sup").exit_code == 0
    said = firemode("evidence", "list", "--session", session_id)
    assert said.document["waived"] == [{"identifier": PRESSURE, "prompt": 1, "reason": "The camera broke."}]
