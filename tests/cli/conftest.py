"""The ``firemode`` command as a person or a script calls it, in a database of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from firemode_desktop.cli import main


@dataclass(frozen=True)
class Said:
    """What a command answered: exit code, standard output, standard error."""

    exit_code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Firemode = Callable[..., Said]


@pytest.fixture
def firemode(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Firemode:
    """Run ``firemode`` with words; ``--json`` unless told otherwise."""
    monkeypatch.setenv("FIREMODE_DATABASE_URL", database_url)
    monkeypatch.setenv("FIREMODE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("FIREMODE_USER", raising=False)

    def run(*words: object, as_json: bool = True) -> Said:
        capsys.readouterr()
        exit_code = main([*map(str, words), *(["--json"] if as_json else [])])
        captured = capsys.readouterr()
        return Said(exit_code, captured.out, captured.err)

    return run


@pytest.fixture
def pilot(firemode: Firemode) -> Firemode:
    """The same with two people and the pilot building's registers."""
    firemode("user", "add", "eng", "--name", "Engineer One", "--role", "engineer")
    firemode("user", "add", "sup", "--name", "Supervisor One", "--role", "supervisor")
    assert firemode("building", "seed-pilot", "--as", "eng").exit_code == 0
    return firemode
