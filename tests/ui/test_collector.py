"""What Python collects, it collects on the GUI thread."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.collector import Collector


class Node:
    """Something that refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    was_on = gc.isenabled()
    made = Collector()
    yield made
    made.close()
    if not was_on:
        gc.disable()


def litter() -> None:
    """More cycles than Python leaves lying about by itself."""
    for _ in range(gc.get_threshold()[0] + 100):
        Node()


def test_that_a_worker_never_collects_and_the_gui_thread_does(collector: Collector, qtbot: QtBot) -> None:
    freed_by: list[str] = []
    node = Node()
    weakref.finalize(node, lambda: freed_by.append(threading.current_thread().name))
    del node
    worker = threading.Thread(target=litter, name="worker")
    worker.start()
    worker.join()
    assert freed_by == []
    qtbot.waitUntil(lambda: bool(freed_by), timeout=5_000)
    assert freed_by == [threading.main_thread().name]


def test_that_python_collects_again_once_the_window_is_gone(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()
