"""P5: a disk that is full, a real one, and a client that reports too early is found out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

import pytest

from benchmarks.proofs import fulldisk
from benchmarks.proofs.imports import Tell
from benchmarks.scratch import Scratch, scratch
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.imports.baselines.plan import Plan
from firemode_desktop.services import importing

pytestmark = pytest.mark.skipif(bool(fulldisk.why_not()), reason=fulldisk.why_not() or "a disk can be mounted")
HOUR_S = 3600.0


@pytest.fixture(scope="module")
def small() -> Iterator[tuple[Scratch, fulldisk.Disk]]:
    """A server on a disk of its own."""
    with fulldisk.mounted(fulldisk.OF_DATABASE_MB) as disk, scratch(within=disk.folder) as server:
        yield server, disk


def hopeful(database: Database, plan: Plan, batch_id: UUID, by: UUID, tell: Tell) -> None:
    """Reports an import as written whatever the database said."""
    with suppress(Unreachable):
        database.run(lambda session: importing.apply(session, plan, batch_id=batch_id, by=by))


def test_that_an_import_on_a_full_disk_is_refused_in_words_and_the_next_one_goes_through(
    small: tuple[Scratch, fulldisk.Disk],
) -> None:
    found = list(fulldisk.imports(*small, 2, time.monotonic() + HOUR_S))
    assert [words for one in found for words in one.broken] == []
    assert "disk of the database is full" in found[0].said


def test_that_a_client_that_reports_before_the_commit_is_found(small: tuple[Scratch, fulldisk.Disk]) -> None:
    (found,) = fulldisk.imports(*small, 1, time.monotonic() + HOUR_S, hopeful)
    assert "lost: reported as written and not there" in "\n".join(found.broken)


def test_that_of_a_file_without_room_nothing_is_left(small: tuple[Scratch, fulldisk.Disk]) -> None:
    server, disk = small
    disk.empty()
    assert [words for words in fulldisk.files(server, 1) if words] == []
