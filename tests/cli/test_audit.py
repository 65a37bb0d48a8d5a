"""``firemode audit`` as a person or a script calls it, on one database that all of these share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.services import auditing
from tests.cli.conftest import Firemode
from tests.conftest import _database, _url_of
from tests.trust.conftest import as_owner

BUILDING = "Pilot Building 123"
Tamper = Callable[[str], Path]


@pytest.fixture(scope="module")
def database_url(server_url: str, pilot_database: str) -> Iterator[str]:
    """The pilot building, shared by this file."""
    with _database(server_url, "audit", pilot_database) as name:
        yield _url_of(server_url, name)


@pytest.fixture
def exported(firemode: Firemode, tmp_path: Path) -> Path:
    """The whole log as a file."""
    file = tmp_path / "log.jsonl"
    assert firemode("audit", "export", "-o", file).exit_code == 0
    return file


def test_that_a_whole_log_is_proved_in_words_and_as_a_document(firemode: Firemode) -> None:
    said = firemode("audit", "verify", as_json=False)
    assert (said.exit_code, said.err) == (0, "")
    assert said.out.startswith("The log is whole: ")
    assert "every row of" in said.out
    document = firemode("audit", "verify").document
    assert (document["success"], document["findings"], document["warnings"]) == (True, [], [])
    assert document["entries"] == document["seq"] > 3
    verbose = firemode("audit", "verify", "-v")
    assert "Following the chain of the log" in verbose.err
    assert "Holding the rows of zones against the log" in verbose.err


def test_that_the_head_is_that_of_the_status_and_of_the_export(firemode: Firemode, exported: Path) -> None:
    head = firemode("audit", "head").document
    assert firemode("db", "status").document["audit"]["head"] == head["hash"]
    first = json.loads(exported.read_text(encoding="utf-8").splitlines()[0])
    assert (first["hash"], first["seq"], first["ledger"]) == (head["hash"], head["seq"], head["ledger"])
    words = firemode("audit", "head", as_json=False).out
    assert words.startswith(head["hash"])
    assert head["ledger"] in words


def test_that_an_export_is_checked_without_a_database(
    firemode: Firemode, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIREMODE_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    said = firemode("audit", "check", exported)
    assert (said.exit_code, said.document["success"]) == (0, True)
    words = firemode("audit", "check", exported, as_json=False).out
    assert words.startswith(f"{exported} is whole: ")
    assert "every row" not in words


def test_that_an_export_of_one_building_tells_others_by_their_hash_alone(firemode: Firemode, tmp_path: Path) -> None:
    assert firemode("building", "create", "--name", "Second 9", "--as", "eng").exit_code == 0
    file = tmp_path / "new" / "folder" / "log.jsonl"
    document = firemode("audit", "export", "-o", file, "--building", BUILDING).document
    assert document["whole"] < document["entries"]
    assert "Second 9" not in file.read_text(encoding="utf-8")
    assert firemode("audit", "check", file).exit_code == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [*lines[:3], lines[3].replace("INSERT", "UPDATE"), *lines[4:]],
        lambda lines: [*lines[:3], *lines[4:]],
        lambda lines: lines[:-1],
        lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
    ],
    ids=["an entry altered", "an entry left out", "the end cut off", "two entries exchanged"],
)
def test_that_a_tampered_export_is_told(
    firemode: Firemode, exported: Path, change: Callable[[list[str]], list[str]]
) -> None:
    lines = exported.read_text(encoding="utf-8").splitlines()
    exported.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")
    said = firemode("audit", "check", exported)
    assert (said.exit_code, said.document["success"]) == (3, False)
    assert said.document["findings"]
    assert firemode("audit", "check", exported, as_json=False).out.startswith(f"{exported} is not whole:")


@pytest.mark.parametrize("content", [b"", b"nothing of ours\n", b"\xff\xfe\x00", b'{"format": "another"}\n', b"[]\n"])
def test_that_what_is_no_export_is_refused_in_words(firemode: Firemode, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.jsonl"
    file.write_bytes(content)
    said = firemode("audit", "check", file)
    assert (said.exit_code, said.document["error"]["code"]) == (3, "invalid")
    assert "other.jsonl" in said.document["error"]["message"]


def test_that_what_is_asked_amiss_is_said_and_nothing_is_written(firemode: Firemode, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    for words, code in (
        (("check", tmp_path / "gone.jsonl"), 3),
        (("check", tmp_path / "folder"), 3),
        (("export", "-o", tmp_path / "file" / "log.jsonl"), 5),
        (("export", "-o", tmp_path / "folder"), 5),
        (("export", "-o", tmp_path / "log.jsonl", "--building", "Nowhere"), 3),
    ):
        said = firemode("audit", *words)
        assert said.exit_code == code, (words, said.document)
        assert said.document["error"]["message"].endswith((".", "”"))
        assert "Traceback" not in said.err
    assert (tmp_path / "file").read_text() == "mine"
    assert sorted(one.name for one in tmp_path.iterdir() if one.name != "data") == ["file", "folder"]
    assert firemode("audit", "export").exit_code == 2


def test_that_an_edited_row_is_found_and_the_log_that_got_shorter_until_it_is_accepted(
    firemode: Firemode, database_url: str
) -> None:
    database = Database(database_url)
    try:
        assert firemode("audit", "verify").exit_code == 0  # this computer remembers the end from here on
        as_owner(database, "stairs", "UPDATE stairs SET stair_name = stair_name || ' B'")
        said = firemode("audit", "verify")
        assert (said.exit_code, said.document["success"]) == (3, False)
        assert "is not as the log last told it" in said.document["findings"][0]["sentence"]
        as_owner(database, "stairs", "UPDATE stairs SET stair_name = left(stair_name, -2)")
        assert firemode("audit", "verify").exit_code == 0
        last = firemode("audit", "head").document["seq"]
        as_owner(database, "audit_entries", "DELETE FROM audit_entries AS e USING audit_chain AS c "
                 f"WHERE c.entry_id = e.entry_id AND c.seq = {last}")  # fmt: skip
        as_owner(database, "audit_chain", f"DELETE FROM audit_chain WHERE seq = {last}")
        as_owner(database, "audit_head", "UPDATE audit_head SET seq = c.seq, hash = c.hash FROM audit_chain AS c "
                 f"WHERE c.seq = {last - 1}")  # fmt: skip
        said = firemode("audit", "verify")
        assert said.exit_code == 3
        assert any("shorter" in one["sentence"] for one in said.document["findings"]), said.document["findings"]
        assert "audit accept" in said.err
        accepted = firemode("audit", "accept")
        assert (accepted.exit_code, accepted.document["seq"]) == (0, last - 1)
        assert "shorter" not in json.dumps(firemode("audit", "verify").document)
        assert "goes by the log as it is" in firemode("audit", "accept", as_json=False).out
    finally:
        database.close()


class _Enough(Exception):  # noqa: N818
    """Whoever waits has heard enough."""


def test_that_proving_is_stopped_in_the_middle_of_a_statement(database_url: str) -> None:
    """What ``tell`` raises while a statement runs ends that statement: nobody waits for the largest table."""
    database, other = Database(database_url), Database(database_url)
    told: list[str] = []

    def tell(_done: int, _of: int, text: str) -> None:
        told.append(text)
        if told[-2:] == ["Looking at the guards"] * 2:
            raise _Enough

    def blocked(session: Session) -> None:
        session.execute(text("LOCK TABLE zones"))
        with pytest.raises(_Enough):
            database.read(lambda reading: auditing.verify(reading, tell))

    try:
        other.run(blocked)
    finally:
        database.close()
        other.close()
