"""``firemode report sign`` and what ``report verify`` says of the copies."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

pytest.importorskip("pyhanko_certvalidator", reason="The extra “sign” is not installed.")

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.services import testing
from tests.cli.conftest import Firemode
from tests.reports import keys as made


@pytest.fixture
def approved(database_url: str, session_id: str) -> str:
    """The session with every test skipped, approved; its report was never written."""
    opened = Database(database_url)

    def job(session: Session) -> None:
        by = session.scalars(select(models.User.id).where(models.User.username == "eng")).one()
        reviewer = session.scalars(select(models.User.id).where(models.User.username == "sup")).one()
        visit, now = UUID(session_id), datetime.now(UTC)
        results = [
            testing.Result(test.identifier, status="skipped", notes="No access.", measured_at=now)
            for test in testing.show(session, visit).tests
        ]
        testing.record(session, visit, results, by=by, at=now)
        testing.submit(session, visit, by=by)
        testing.approve(session, visit, by=reviewer)

    try:
        opened.run(job)
    finally:
        opened.close()
    return session_id


def kept(database_url: str) -> int:
    """How many signed copies are on record."""
    opened = Database(database_url)
    try:
        return int(opened.run(lambda session: session.scalar(select(func.count()).select_from(models.SignedCopy))) or 0)
    finally:
        opened.close()


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a key of today, one that has expired, the passphrase and the authority's certificate."""
    now = datetime.now(UTC)
    for name, ends in (("old.p12", now - timedelta(seconds=1)), ("key.p12", now + timedelta(days=1))):
        monkeypatch.setattr(made, "BEGINS", now - timedelta(days=2))
        monkeypatch.setattr(made, "ENDS", ends)
        content, authority = made.from_authority()
        (tmp_path / name).write_bytes(content)
    (tmp_path / "passphrase").write_text(f"{made.PASSPHRASE}\nnot this line\n", encoding="utf-8")
    (tmp_path / "authority.pem").write_text(authority, encoding="ascii")
    return tmp_path


def test_that_a_report_is_signed_twice_and_told_to_be_genuine_by_whom(
    firemode: Firemode, approved: str, keys: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = keys / "first.pdf", keys / "second.pdf"
    signed = firemode(
        "report", "sign", approved, "--with", keys / "key.p12", "--passphrase-file", keys / "passphrase", "-o", first,
        "--as", "eng",
    )  # fmt: skip
    assert signed.exit_code == 0, signed.err
    assert signed.document["sha256"] == hashlib.sha256(first.read_bytes()).hexdigest()
    assert signed.document["signer"].startswith("Engineer One (certificate 1A2B of Board of Engineers, valid ")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{made.PASSPHRASE}\n"))
    words = ("report", "sign", first, "--with", keys / "key.p12", "--output", second, "--as", "sup")
    again = firemode(*words, as_json=False)
    assert again.exit_code == 0, again.err
    assert again.out.startswith(f"Wrote {second}: Report FM-PILOT-BUILDING-123-")
    assert second.read_bytes().startswith(first.read_bytes())
    assert kept(database_url) == 2
    told = firemode("report", "verify", second, "--trust", keys / "authority.pem").document
    assert (told["result"], [one["trusted"] for one in told["signatures"]]) == ("genuine", [True, True])
    assert set(told["signatures"][0]) == {"signer", "issuer", "serial", "signed_at", "intact", "trusted"}
    said = firemode("report", "verify", first, as_json=False)
    assert said.exit_code == 0
    assert "The signature is intact; who issued the certificate (Board of Engineers) was not checked." in said.out
    assert made.PASSPHRASE not in "".join((signed.out, signed.err, again.out, again.err, said.out))


def test_that_a_draft_is_not_signed(firemode: Firemode, session_id: str, keys: Path, database_url: str) -> None:
    said = firemode("report", "sign", session_id, "--with", keys / "key.p12", "-o", keys / "signed.pdf", "--as", "eng")
    assert (said.exit_code, said.document["error"]["code"]) == (5, "refused")
    assert not (keys / "signed.pdf").exists()


def test_that_what_cannot_be_signed_or_written_leaves_nothing(
    firemode: Firemode, approved: str, keys: Path, database_url: str
) -> None:
    (keys / "folder").mkdir()
    (keys / "mine.pdf").write_bytes(b"mine")
    passphrase, wrong = keys / "passphrase", keys / "wrong"
    wrong.write_text("wrong\n", encoding="utf-8")
    for key, phrase, target, code, words in (
        ("key.p12", wrong, "mine.pdf", 3, "The passphrase does not open key.p12."),
        ("key.p12", keys / "gone", "mine.pdf", 3, "There is no file"),
        ("key.p12", keys, "mine.pdf", 3, "cannot be read as the file of a passphrase"),
        ("old.p12", passphrase, "mine.pdf", 5, "The certificate of Engineer One expired on"),
        ("gone.p12", passphrase, "mine.pdf", 3, "There is no file"),
        ("key.p12", passphrase, "folder", 5, "cannot be written"),
        ("key.p12", passphrase, "key.p12", 5, "is the file that is read"),
    ):
        sign = ("report", "sign", approved, "--with", keys / key, "--passphrase-file", phrase)
        said = firemode(*sign, "-o", keys / target, "--as", "eng")
        assert (said.exit_code, words in said.document["error"]["message"]) == (code, True), said.out
    assert (keys / "mine.pdf").read_bytes() == b"mine"
    assert [path.name for path in keys.iterdir() if path.suffix == ".part"] == []
    assert kept(database_url) == 0


def test_that_a_paper_that_is_not_ours_is_not_signed(firemode: Firemode, pilot: Firemode, keys: Path) -> None:
    (keys / "other.pdf").write_bytes(b"%PDF-1.7 nothing")
    words = ("report", "sign", keys / "other.pdf", "--with", keys / "key.p12", "-o", keys / "out.pdf", "--as", "eng")
    said = firemode(*words)
    assert (said.exit_code, said.document["error"]["message"]) == (
        5,
        "Only a genuine report is signed; this file is not ours.",
    )
    gone = firemode(*(keys / "gone.pdf" if word == keys / "other.pdf" else word for word in words))
    assert gone.exit_code == 3


def test_that_those_who_are_trusted_come_as_certificates(
    firemode: Firemode, approved: str, keys: Path, tmp_path: Path
) -> None:
    signed = keys / "signed.pdf"
    sign = ("report", "sign", approved, "--with", keys / "key.p12", "--passphrase-file", keys / "passphrase")
    assert firemode(*sign, "-o", signed, "--as", "sup").exit_code == 0
    for name in ("passphrase", "key.p12"):
        said = firemode("report", "verify", signed, "--trust", keys / name)
        assert (said.exit_code, "no certificates in PEM" in said.document["error"]["message"]) == (3, True)
