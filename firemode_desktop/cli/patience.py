"""A job that Ctrl+C stops at once, in the middle of a statement too, and of which the outcome is known all the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

Outcome = TypeVar("Outcome")
Tell = Callable[[int, int, str], object]
LOOK_S = 0.2
"""Where a wait is deaf for Ctrl+C (Windows), it is heard this often."""


class _Stopped(Exception):  # noqa: N818  a decision of the person
    """Raised inside the job."""


def until_stopped(job: Callable[[Tell], Outcome], words: str, say: Callable[[str], object] | None = None) -> Outcome:
    """Run ``job(tell)`` beside this thread, which stays free to hear Ctrl+C.

    ``say`` is told each step once, and of a long one every tenth of the whole.

    After Ctrl+C the job is stopped at its next ``tell`` and waited for. What it had finished by then is handed back as
    if nothing had happened; otherwise ``KeyboardInterrupt(words)`` is raised.
    """
    stop, said = threading.Event(), ("", 0)

    def tell(done: int, of: int, text: str) -> None:
        nonlocal said
        if stop.is_set():
            raise _Stopped
        step = text, 10 * done // of if of else 0
        if say is not None and said != step:
            said = step
            say(f"{done + 1} of {of}: {text}")

    with ThreadPoolExecutor(1, "firemode-job") as pool:
        try:
            return _awaited(pool.submit(job, tell), stop)
        except _Stopped as stopped:
            raise KeyboardInterrupt(words) from stopped


def _awaited(running: Future[Outcome], stop: threading.Event) -> Outcome:
    while not running.done():
        try:
            wait([running], LOOK_S)
        except KeyboardInterrupt:
            stop.set()
    return running.result()
