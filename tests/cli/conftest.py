"""The ``firemode`` command as a person or a script calls it, in a database of its own."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from firemode_desktop import paths
from firemode_desktop.cli import main
from tests.conftest import _database, _url_of


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


@pytest.fixture(scope="session")
def pilot_database(server_url: str, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Name of a database with two people and the pilot building's registers, made once; tests copy it."""
    with _database(server_url, "pilot", template_database) as name:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FIREMODE_DATABASE_URL", _url_of(server_url, name))
            patch.setenv("FIREMODE_DATA_DIR", str(tmp_path_factory.mktemp("pilot")))
            patch.delenv("FIREMODE_USER", raising=False)
            assert main(["user", "add", "eng", "--name", "Engineer One", "--role", "engineer"]) == 0
            assert main(["user", "add", "sup", "--name", "Supervisor One", "--role", "supervisor"]) == 0
            assert main(["building", "seed-pilot", "--as", "eng"]) == 0
        yield name


@pytest.fixture(scope="session")
def session_database(
    server_url: str, pilot_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Name of a copy of it with the baselines, a viewer and an annual session of today, and the session's id."""
    building = ("--building", "Pilot Building 123")
    with _database(server_url, "annual", pilot_database) as name:
        with (
            pytest.MonkeyPatch.context() as patch
        ):  # undone before the tests begin: their commands see what is set here
            patch.setenv("FIREMODE_DATABASE_URL", _url_of(server_url, name))
            patch.setenv("FIREMODE_DATA_DIR", str(tmp_path_factory.mktemp("annual")))
            patch.delenv("FIREMODE_USER", raising=False)
            for words in (
                ("user", "add", "view", "--name", "Viewer One", "--role", "viewer"),
                ("baseline", "import", str(paths.resources() / "pilot-baseline.xlsx"), *building, "--as", "eng"),
                ("generate", *building, "--frequency", "annual"),
                ("session", "create", *building, "--frequency", "annual", "--as", "eng"),
            ):
                with contextlib.redirect_stdout(io.StringIO()) as out:
                    assert main([*words, "--json"]) == 0
        yield name, str(json.loads(out.getvalue())["id"])


@pytest.fixture
def database_url(request: pytest.FixtureRequest, server_url: str, template_database: str) -> Iterator[str]:
    """URL of a fresh database at head, with the pilot building, or its session, for tests that ask for it."""
    template = template_database
    if "session_id" in request.fixturenames:
        template, _ = request.getfixturevalue("session_database")
    elif "pilot" in request.fixturenames:
        template = request.getfixturevalue("pilot_database")
    with _database(server_url, "test", template) as name:
        yield _url_of(server_url, name)


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
    return firemode


@pytest.fixture
def session_id(pilot: Firemode, session_database: tuple[str, str]) -> str:
    """The annual session of today, of a building whose baselines are on record."""
    return session_database[1]
