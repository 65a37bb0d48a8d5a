"""The script ``run``, as far as it can be tried without setting up a second time."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = [
    "sh",
    "cat",
    "chmod",
    "cksum",
    "cut",
    "dirname",
    "find",
    "id",
    "mkdir",
    "printf",
    "rm",
    "sed",
    "sha256sum",
    "tr",
    "uname",
    "flock",
]


def run(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(folder / "run"), *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout on a machine that has neither Python nor uv nor apt."""
    folder = tmp_path / "a checkout"
    (folder / "bin").mkdir(parents=True)
    for name in ("run", "requirements.lock"):
        shutil.copy(ROOT / name, folder / name)
    for tool in TOOLS:
        found = shutil.which(tool)
        if found:
            (folder / "bin" / tool).symlink_to(found)
    return folder


def test_that_help_lists_every_command_on_standard_output() -> None:
    answer = run(ROOT, "help")
    assert answer.returncode == 0
    for command in ("demo", "app", "firemode", "test", "lint", "bench", "prove", "screenshots", "build"):
        assert command in answer.stdout


def test_that_an_unknown_command_is_a_usage_error_and_sets_nothing_up(bare: Path) -> None:
    answer = run(bare, "dance", PATH=str(bare / "bin"))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "There is no './run dance'." in answer.stderr
    assert not (bare / ".venv").exists()


def test_that_without_python_and_without_rights_the_exact_line_is_given(bare: Path) -> None:
    answer = run(bare, "setup", PATH=str(bare / "bin"), XDG_CACHE_HOME=str(bare / "cache"))
    assert (answer.returncode, answer.stdout) == (3, "")
    assert "apt-get install -y --no-install-recommends python3 python3-venv" in answer.stderr


def test_that_a_python_too_old_is_no_python(bare: Path) -> None:
    old = bare / "bin" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    answer = run(bare, "setup", PATH=str(bare / "bin"), XDG_CACHE_HOME=str(bare / "cache"))
    assert answer.returncode == 3
    assert "Python 3.11 to 3.14" in answer.stderr


def test_that_an_environment_made_elsewhere_is_not_trusted(bare: Path) -> None:
    (bare / ".venv" / "bin").mkdir(parents=True)
    (bare / ".venv" / "bin" / "python").symlink_to("/bin/true")
    answer = run(bare, "setup", PATH=str(bare / "bin"), XDG_CACHE_HOME=str(bare / "cache"))
    assert "was not made by this script" in answer.stderr
    assert answer.returncode == 3


def test_that_every_package_of_the_lock_has_hashes() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    packages = [number for number, line in enumerate(lines) if "==" in line and not line.startswith((" ", "#"))]
    assert len(packages) > 50
    assert all("--hash=sha256:" in lines[number + 1] for number in packages)
