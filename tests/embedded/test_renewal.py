"""A new cluster takes the place of one of another major version, and a crash at any step leaves no doubt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from firemode_desktop.embedded import EmbeddedServer, renewal
from firemode_desktop.embedded.cluster import made_by, system_identifier
from firemode_desktop.embedded.home import Home
from tests.embedded.conftest import FAST, ROOT

KILLED_AT = """
import os, signal, sys
from pathlib import Path
from firemode_desktop.embedded import renewal
from firemode_desktop.embedded.home import Home
left = int(sys.argv[2])
def count(event, arguments):
    global left
    if event in ("os.rename", "os.remove", "shutil.rmtree"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
renewal.finish(Home(Path(sys.argv[1])), lambda text: None)
"""


STEPS = 8
"""Renames and removals of one switch; later ones only clear up what is left beside."""


def _copy(source: Path, target: Path) -> Home:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
    return Home(target)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_that_a_switch_killed_before_any_of_its_steps_is_finished_by_the_next_start(
    made_once: Path, server: EmbeddedServer, step: int
) -> None:
    home = server.home
    old = system_identifier(home.cluster)
    (home.cluster / "PG_VERSION").write_text("17\n")
    password = home.password_file.read_text()
    with EmbeddedServer(home.data_dir / "renewal", FAST) as new:
        proved = system_identifier(new.home.cluster)
    renewal.settle(home)
    done = subprocess.run([sys.executable, "-c", KILLED_AT, str(home.data_dir), str(step)], cwd=ROOT)
    assert done.returncode == -9
    with psycopg2.connect(server.start().replace("+psycopg2", "", 1)) as connection:
        assert connection.info.server_version >= 180000
    connection.close()
    assert system_identifier(home.cluster) == proved
    assert system_identifier(home.folder / "cluster-17") == old
    assert (home.folder / "password-17").read_text() == password
    assert not (home.data_dir / "renewal").exists()


def test_that_what_lies_beside_means_nothing_before_it_is_proved(made_once: Path, server: EmbeddedServer) -> None:
    home = server.home
    old = system_identifier(home.cluster)
    _copy(made_once, home.data_dir / "renewal")
    server.start()
    assert system_identifier(home.cluster) == old
    assert made_by(home) == "18"
    assert not (home.data_dir / "renewal").exists()
