from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from firemode_desktop.embedded.locks import FileLock


def test_that_many_share_a_lock_and_one_alone_waits_for_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first, second, alone = FileLock(path), FileLock(path), FileLock(path)
    assert first.acquire(shared=True)
    assert second.acquire(shared=True)
    assert not alone.acquire(shared=False)
    first.release()
    assert not alone.acquire(shared=False)
    second.release()
    assert alone.acquire(shared=False)
    assert alone.held
    assert not first.acquire(shared=True)
    assert first.is_taken()
    alone.release()
    assert not first.is_taken()


def test_that_a_lock_is_waited_for_no_longer_than_asked(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder = FileLock(path)
    assert holder.acquire(shared=False)
    began = time.monotonic()
    assert not FileLock(path).acquire(shared=False, wait_s=0.2)
    assert 0.2 <= time.monotonic() - began < 2
    holder.release()


def test_that_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = (
        "import sys, pathlib; from firemode_desktop.embedded.locks import FileLock;"
        "lock = FileLock(pathlib.Path(sys.argv[1])); lock.acquire(shared=False); print('held', flush=True);"
        "sys.stdin.read()"
    )
    root = Path(__file__).resolve().parents[2]
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert FileLock(path).is_taken()
    holder.kill()
    holder.communicate()
    assert FileLock(path).acquire(shared=False, wait_s=5)
