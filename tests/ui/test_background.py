"""Questions, deeds and long work beside the window."""

from __future__ import annotations

import logging
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.errors import FiremodeError, Refused
from firemode_desktop.ui.background import Background, Task, Work


class Asker(QObject):
    """Somebody who asks, and keeps what was answered."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.errors: list[FiremodeError] = []
        self.stops = 0
        self.threads: list[QThread] = []

    def take(self, answer: Any) -> None:
        self.answers.append(answer)
        self.threads.append(QThread.currentThread())

    def fail(self, error: FiremodeError) -> None:
        self.errors.append(error)

    def stop(self) -> None:
        self.stops += 1


@pytest.fixture
def asker() -> Asker:
    return Asker()


def rest(qtbot: QtBot, background: Background) -> None:
    qtbot.waitUntil(lambda: not background.running, timeout=10_000)


def test_that_an_answer_is_delivered_on_the_thread_of_the_window(
    qtbot: QtBot, nowhere: Background, asker: Asker
) -> None:
    worked_on: list[QThread] = []

    def job(session: object) -> str:
        worked_on.append(QThread.currentThread())
        return "read"

    nowhere.ask(asker, job, asker.take)
    assert asker.answers == [], "nothing is answered before the window's loop runs again"
    rest(qtbot, nowhere)
    assert asker.answers == ["read"]
    assert asker.threads == [asker.thread()]
    assert worked_on[0] is not asker.thread()


def test_that_of_one_owners_questions_only_the_latest_is_answered(
    qtbot: QtBot, nowhere: Background, asker: Asker
) -> None:
    gate = threading.Event()
    nowhere.ask(asker, lambda session: gate.wait(10) and "first", asker.take)
    nowhere.ask(asker, lambda session: "second", asker.take)
    nowhere.ask(asker, lambda session: "third", asker.take)
    qtbot.waitUntil(lambda: asker.answers == ["third"], timeout=10_000)
    gate.set()
    rest(qtbot, nowhere)
    assert asker.answers == ["third"]


def test_that_questions_about_different_things_are_all_answered(
    qtbot: QtBot, nowhere: Background, asker: Asker
) -> None:
    nowhere.ask(asker, lambda session: "list", asker.take, about="list")
    nowhere.ask(asker, lambda session: "detail", asker.take, about="detail")
    rest(qtbot, nowhere)
    assert sorted(asker.answers) == ["detail", "list"]


def test_that_deeds_are_all_answered_in_the_order_they_were_given(
    qtbot: QtBot, nowhere: Background, asker: Asker
) -> None:
    for number in range(20):
        nowhere.do(asker, lambda session, number=number: number, asker.take)
    rest(qtbot, nowhere)
    assert asker.answers == list(range(20))


def test_that_nothing_is_delivered_to_a_widget_that_is_gone(qtbot: QtBot, nowhere: Background, asker: Asker) -> None:
    gate = threading.Event()
    kept = asker.answers
    nowhere.do(asker, lambda session: gate.wait(10), asker.take)
    asker.deleteLater()
    qtbot.wait(1)
    gate.set()
    rest(qtbot, nowhere)
    assert kept == []


def test_that_an_error_in_words_goes_to_who_asked_and_any_other_to_everybody(
    qtbot: QtBot, nowhere: Background, asker: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    loose: list[BaseException] = []
    nowhere.failed.connect(loose.append)

    def refuse(session: object) -> None:
        raise Refused("Not today.")

    def break_down(session: object) -> None:
        raise ZeroDivisionError("a defect")

    nowhere.do(asker, refuse, asker.take, asker.fail)
    nowhere.do(asker, refuse, asker.take)
    with caplog.at_level(logging.CRITICAL, "firemode.ui"):
        nowhere.do(asker, break_down, asker.take, asker.fail)
        rest(qtbot, nowhere)
    assert [error.message for error in asker.errors] == ["Not today."]
    assert [type(error) for error in loose] == [Refused, ZeroDivisionError]
    assert asker.answers == []


def test_that_long_work_tells_how_far_it_is_and_is_stopped_by_cancel(
    qtbot: QtBot, nowhere: Background, asker: Asker
) -> None:
    seen: list[tuple[int, int, str]] = []
    nowhere.progressed.connect(lambda task: seen.append((task.done, task.of, task.step)))
    begun = threading.Event()

    def count(work: Work) -> str:
        for page in range(1, 1_000_000):
            work.tell(page, 1_000_000, f"page {page}")
            begun.set()
        return "all pages"

    task = nowhere.work(asker, count, asker.take, asker.fail, asker.stop, text="Writing")
    qtbot.waitUntil(lambda: bool(seen), timeout=10_000)
    assert task.cancellable
    task.cancel()
    rest(qtbot, nowhere)
    assert (asker.answers, asker.errors, asker.stops) == ([], [], 1)
    done, of, step = seen[-1]
    assert step == f"page {done}"
    assert of == 1_000_000


def test_that_telling_often_reaches_the_window_seldom(qtbot: QtBot, nowhere: Background, asker: Asker) -> None:
    told: list[Task] = []
    nowhere.progressed.connect(told.append)

    def count(work: Work) -> None:
        for page in range(100_000):
            work.tell(page, 200_000)

    nowhere.work(asker, count, asker.take, text="Counting")
    rest(qtbot, nowhere)
    assert asker.answers == [None]
    assert len(told) < 100


def test_that_the_loop_of_the_window_goes_on_while_a_job_waits(qtbot: QtBot, nowhere: Background, asker: Asker) -> None:
    gate, beats = threading.Event(), []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(1))
    heart.start(1)
    for ask in (nowhere.ask, nowhere.do):
        ask(asker, lambda session: gate.wait(10), asker.take)
    qtbot.waitUntil(lambda: len(beats) >= 20, timeout=10_000)
    assert asker.answers == []
    gate.set()
    rest(qtbot, nowhere)
    heart.stop()
    assert asker.answers == [True, True]


def test_that_tables_written_by_a_worker_are_announced_to_the_window(
    qtbot: QtBot, nowhere: Background, asker: Asker
) -> None:
    changed: list[frozenset[str]] = []
    nowhere.changed.connect(changed.append)
    nowhere.do(asker, lambda session: nowhere.wrote(frozenset({"doors"})), asker.take)
    rest(qtbot, nowhere)
    qtbot.waitUntil(lambda: changed == [frozenset({"doors"})], timeout=5_000)


def test_that_closing_lets_deeds_finish_and_delivers_nothing(qtbot: QtBot, asker: Asker) -> None:
    background, done = Background(lambda job: job(None)), []
    for number in range(5):
        background.do(asker, lambda session, number=number: done.append(number), asker.take)
    background.close()
    qtbot.wait(1)
    assert done == [0, 1, 2, 3, 4]
    assert asker.answers == []


def test_that_what_is_asked_after_closing_is_dropped(nowhere: Background, asker: Asker) -> None:
    nowhere.close()
    nowhere.ask(asker, lambda session: "late", asker.take)
    assert nowhere.running == []
    assert asker.answers == []
