"""What surrounds the window: the screen it needs, what is remembered, its pictures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from firemode_desktop.app import remembered, screen_problem
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings


@pytest.mark.parametrize(
    ("platform", "environ", "fine"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_that_a_missing_screen_is_seen_before_qt_ends_the_process(
    platform: str, environ: dict[str, str], fine: bool
) -> None:
    assert (screen_problem(platform, environ) is None) is fine


def test_that_without_a_screen_the_command_says_so_and_loads_no_qt(tmp_path: Path) -> None:
    program = (
        "import sys; from firemode_desktop.cli import main; code = main(['app']);"
        "assert not any(name.startswith('PySide6') for name in sys.modules); sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "FIREMODE_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 5
    assert ran.stderr.startswith("There is no screen here")
    assert ran.stdout == ""


def test_that_two_data_directories_remember_apart(tmp_path: Path) -> None:
    groups = {remembered(Settings(tmp_path / name, tmp_path)).group() for name in ("a", "b")}
    assert len(groups) == 2


def test_that_a_job_before_the_database_is_open_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="still being opened"):
        Sitting(Settings(tmp_path, tmp_path)).run(lambda session: None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite kill")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_that_an_interrupt_ends_the_window_in_order(sign: signal.Signals, database_url: str, tmp_path: Path) -> None:
    environ = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "FIREMODE_DATABASE_URL": database_url,
        "FIREMODE_DATA_DIR": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    command = [sys.executable, "-X", "faulthandler", "-m", "firemode_desktop", "app"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as window:
        engine = create_engine(database_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            count = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            deadline = time.monotonic() + 30
            while connection.scalar(count) < 2 and time.monotonic() < deadline:
                time.sleep(0.05)
        engine.dispose()
        window.send_signal(sign)
        said, complained = window.communicate(timeout=20)
    assert window.returncode == 0, complained
    assert said == ""
    assert "Traceback" not in complained
