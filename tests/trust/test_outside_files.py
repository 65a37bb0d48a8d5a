"""Whatever opens a file from outside meets the same things under its name, and answers in one sentence (page 4).

Each place of the table in ``docs/threat-model.md`` where a person names a file: a pipe is not waited for, a device
without an end is not read, and what is nested a hundred thousand deep or says ``Infinity`` is no defect of the program.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from firemode_desktop.cli.scenario_files import _mapping
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.visible import UNSEEN
from firemode_desktop.evidence.folder import EvidenceFolder
from firemode_desktop.imports.files.opening import is_another
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.imports.mappings.files import read_mapping
from firemode_desktop.services import auditing, rulesets, signing, verifying
from firemode_desktop.services.backups import archive

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="pipes and devices are of this system")

DEEP = 100_000
OPENERS: dict[str, Callable[[Path], Any]] = {
    "workbook": read_file,
    "mapping": read_mapping,
    "mapping of scenarios": _mapping,
    "rule sets": rulesets.read_file,
    "exported log": auditing.check,
    "backup": archive.read_manifest,
    "paper": verifying.content_of,
    "trusted certificates": verifying.trusted_in,
    "key": lambda path: signing.read_key(path, "x"),
    "evidence": lambda path: EvidenceFolder(path.parent / "store").add(path),
}
TEXTS = {
    "nested lists": b"[" * DEEP + b"]" * DEEP,
    "nested objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "nested values of TOML": b"a = " + b"[" * DEEP + b"]" * DEEP,
    "a number of 5,000 digits": b'{"format": %b}' % (b"9" * 5000),
    "digits of TOML": b"a = " + b"9" * 5000,
    "no object": b"[1, 2]",
    "a log that never ends": b'{"format": "FireMode audit export 1", "ledger": "00000000-0000-0000-0000-000000000000",'
    b' "seq": Infinity, "hash": ""}\n',
    "a log of no objects": b'{"format": "FireMode audit export 1", "ledger": "00000000-0000-0000-0000-000000000000",'
    b' "seq": 1, "hash": ""}\n[5]\n',
    "a payload that is a number": b'{"format": "FireMode audit export 1", "ledger": '
    b'"00000000-0000-0000-0000-000000000000", "seq": 1, "hash": ""}\n'
    b'{"seq": 1, "hash": "", "entry": 1, "payload": 5}\n',
    "nothing": b"",
    "bytes": bytes(range(256)),
}
TEXT_READERS = sorted(set(OPENERS) - {"workbook", "evidence", "paper", "trusted certificates", "key"})


def refused(open_it: Callable[[Path], Any], path: Path) -> str:
    """What is said of a file; the test fails when it is taken, or when something else than a sentence comes."""
    with pytest.raises(FiremodeError) as caught:
        open_it(path)
    said = caught.value.message
    assert said.endswith((".", "?")), said
    assert "\n" not in said
    assert UNSEEN.search(said) is None
    return said


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", OPENERS)
def test_that_a_pipe_a_device_a_folder_and_a_loop_are_told_apart_from_a_file(what: str, tmp_path: Path) -> None:
    if what == "key" and not signing.can_sign():
        pytest.skip("without the extra for signatures")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "endless").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    for name in ("pipe", "folder", "endless", "loop", "gone", "n" * 300, "folder/x", "gone/x"):
        refused(OPENERS[what], tmp_path / name)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("what", TEXT_READERS)
def test_that_a_text_made_to_trip_its_reader_is_refused_in_words(what: str, tmp_path: Path) -> None:
    for name, content in TEXTS.items():
        (tmp_path / "text").write_bytes(content)
        if what == "rule sets" and name == "nothing":
            continue  # a file of no rule sets
        refused(OPENERS[what], tmp_path / "text")


NAMES = {
    "a turned name": "gpj.\u202exslx",
    "two lines": "a.xlsx\nThe import is done",
    "a colour of the terminal": "a\x1b[31m.xlsx",
    "half a letter": os.fsdecode(b"a\xff.xlsx"),
    "the longest": "n" * 255,
}


@pytest.mark.parametrize("what", sorted(set(OPENERS) - {"paper"}))
@pytest.mark.parametrize("name", NAMES)
def test_that_a_name_cannot_say_something_else_than_it_is(what: str, name: str, tmp_path: Path) -> None:
    if what == "key" and not signing.can_sign():
        pytest.skip("without the extra for signatures")
    path = tmp_path / NAMES[name]
    refused(OPENERS[what], path)
    path.write_bytes(b"\0\1\2\xff" * 9)
    refused(OPENERS[what], path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}", b"[1]", b"stair,floor"])
def test_that_what_is_no_exported_log_is_refused_in_the_words_of_the_trade(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    said = refused(auditing.check, tmp_path / "a.jsonl")
    assert said == "a.jsonl is no log that “audit export” wrote, or its first lines are damaged."


@pytest.mark.parametrize("content", [b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\nE\r\n", b"TABLE\r\n0,1\r\n"])
def test_that_an_old_form_of_exchange_is_called_by_its_name(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert "SYLK, DIF" in refused(read_file, tmp_path / "a.csv")


def test_that_a_file_that_became_a_pipe_is_another(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert is_another(tmp_path / "pipe", "")
    assert is_another(tmp_path / "gone", "")
