"""What is not whole, or not meant for here, is refused before anything is replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import make_url, text

from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.services import backups
from firemode_desktop.services.backups import servers
from firemode_desktop.services.backups.archive import DUMP
from tests.services.backups.helpers import Kept, admin, change_manifest, reseal


def test_that_a_backup_with_one_flipped_bit_is_refused_with_nothing_changed(kept: Kept, sent: Path) -> None:
    held = kept.backup
    for share in (0.0, 0.001, 0.01, 0.3, 0.5, 0.8, 0.9, 0.97, 0.999, 1.0):
        at = round((len(held) - 1) * share)
        for bit in (0, 5):
            sent.write_bytes(held[:at] + bytes([held[at] ^ 1 << bit]) + held[at + 1 :])
            with pytest.raises(Invalid, match="damaged; nothing was changed"):
                backups.restore(kept.database, sent)
    assert kept.unchanged()


def test_that_a_backup_that_was_cut_off_is_refused_with_nothing_changed(kept: Kept, sent: Path) -> None:
    held = kept.backup
    for length in (0, 1, 70, 71, 72, len(held) // 2, len(held) - 65, len(held) - 1):
        sent.write_bytes(held[:length])
        with pytest.raises(Invalid, match="damaged; nothing was changed"):
            backups.restore(kept.database, sent)
    assert kept.unchanged()


def test_that_a_zip_of_something_else_is_no_backup(kept: Kept, sent: Path) -> None:
    with ZipFile(sent, "w") as zipped:
        zipped.writestr("letter.txt", "x" * 200)
    for change in (None, lambda members: None):
        if change is not None:
            reseal(sent, change)
        with pytest.raises(Invalid, match="no backup of this program"):
            backups.restore(kept.database, sent)


def test_that_a_file_that_is_not_there_is_refused_in_words(kept: Kept, sent: Path) -> None:
    with pytest.raises(Missing, match="There is no file"):
        backups.inspect(sent.with_name("missing"))


def test_that_a_dump_that_is_not_the_one_of_the_manifest_is_refused(kept: Kept, sent: Path) -> None:
    def swap_dump(members: dict[str, bytes]) -> None:
        members[DUMP] = members[DUMP][:-1] + b"?"

    reseal(sent, swap_dump)
    with pytest.raises(Invalid, match="damaged"):
        backups.restore(kept.database, sent)


def test_that_what_comes_back_is_compared_before_anything_is_replaced(kept: Kept, sent: Path) -> None:
    """A dump without one row, and one with another value, each under a right seal."""
    for key, wrong, words in (
        ("rows", 31, "public.floors: 30 rows instead of 31"),
        ("sha256", "0" * 64, "public.floors: other values in its 30 rows"),
    ):

        def change(said: dict[str, Any], key: str = key, wrong: object = wrong) -> None:
            said["tables"]["public.floors"].update({"rows": 30, key: wrong})

        change_manifest(sent, change)
        with pytest.raises(Refused, match="nothing was changed") as refused:
            backups.restore(kept.database, sent)
        assert refused.value.details == (words,)
    assert kept.unchanged()


def test_that_a_guard_that_does_not_come_back_is_noticed(kept: Kept, sent: Path) -> None:
    change_manifest(sent, lambda said: said["objects"].append("trigger public.faults guard_of_old O"))
    with pytest.raises(Refused) as refused:
        backups.restore(kept.database, sent)
    assert refused.value.details == ("missing: trigger public.faults guard_of_old O",)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [("revision", "999_of_tomorrow", "newer version of the program"), ("server_version", "99.1", "which is older")],
)
def test_that_a_backup_of_a_newer_program_or_server_is_refused(
    kept: Kept, sent: Path, key: str, value: str, words: str
) -> None:
    change_manifest(sent, lambda said: said.update({key: value}))
    with pytest.raises(Refused, match=words):
        backups.restore(kept.database, sent)


def test_that_two_restores_at_once_are_refused(kept: Kept, sent: Path) -> None:
    with admin(kept.database.url) as engine, engine.connect() as connection:
        assert connection.scalar(text(servers.LOCK), {"target": make_url(kept.database.url).database})
        with pytest.raises(Refused, match="Another restore of this database is under way"):
            backups.restore(kept.database, sent)


def test_that_a_folder_that_cannot_be_written_is_refused_in_words(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be written: No such file or directory"):
        backups.backup(kept.database, tmp_path / "missing" / "x.fmbackup")
