"""The installation tried on itself: everything works, or the first part that does not is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PARTS = ["server", "main job", "record", "backup", "shipped", "window"]


def selftest(tmp_path: Path, **environment: str) -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, what was tried, and what was said meanwhile."""
    done = subprocess.run(
        [sys.executable, "-m", "firemode_desktop", "--selftest", "--json"],
        env={**os.environ, "FIREMODE_DATA_DIR": str(tmp_path / "mine"), "TMPDIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)["checks"], done.stderr


def test_that_everything_is_tried_and_nothing_stays(tmp_path: Path) -> None:
    code, checks, said = selftest(tmp_path)
    assert ([check["name"] for check in checks if check["ok"]], code) == (PARTS, 0), said
    assert list(tmp_path.iterdir()) == []


def test_that_an_installation_without_its_server_says_so(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    code, checks, said = selftest(tmp_path, FIREMODE_PG_BIN=str(tmp_path / "none"))
    assert (code, [(check["name"], check["ok"]) for check in checks]) == (1, [("server", False)])
    assert "FAILED  server" in said
    assert "Traceback" not in said
