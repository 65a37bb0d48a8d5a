"""``firemode report sign`` and what ``report verify`` says of the copies."""

from __future__ import annotations

import io
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.services import signing, testing
from tests.cli.conftest import Firemode
from tests.reports.keys import PASSPHRASE, certificate, from_authority, rsa_key

TODAYS = "The certificates of these tests hold on a day of their own."


@pytest.fixture
def approved(database_url: str, session_id: str) -> str:
    """The session with every test skipped, approved; its report was never written."""
    opened = Database(database_url)

    def job(session) -> None:  # type: ignore[no-untyped-def]
        by = session.scalars(select(models.User.id).where(models.User.username == "eng")).one()
        reviewer = session.scalars(select(models.User.id).where(models.User.username == "sup")).one()
        visit, now = UUID(session_id), session.scalar(select(func.now()))
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
    """A folder with ``key.p12`` of today, its passphrase and the authority's certificate."""
    from datetime import UTC, datetime, timedelta

    from tests.reports import keys as made

    now = datetime.now(UTC)
    monkeypatch.setattr(made, "BEGINS", now - timedelta(days=1))
    monkeypatch.setattr(made, "ENDS", now + timedelta(days=1))
    content, authority = from_authority()
    (tmp_path / "key.p12").write_bytes(content)
    (tmp_path / "old.p12").write_bytes(old(now))
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\nnot this line\n", encoding="utf-8")
    (tmp_path / "authority.pem").write_text(authority, encoding="ascii")
    return tmp_path
