"""How long the window stands still while long work runs beside it (page 5: never more than 100 ms).

The real window, offscreen, over the demonstration's building and 51 others. What is measured is the longest time
between two turns of its event loop, from the moment the work is asked for until its outcome is shown: work in threads
holds the interpreter from the window as well.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks import imports, sessions
from benchmarks.frame import Bound, Result, counted_result
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.imports.baselines.plan import plan_import
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.models import Building, TestSession, User
from firemode_desktop.services import generating, importing, issuing, reporting
from firemode_desktop.services.demo import ENGINEER
from firemode_desktop.services.pilot import NAME
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.window import Window

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
ALLOWED_MS = 100.0
ROUNDS = 3
PATIENCE_S = 120.0


def gaps(server: Scratch) -> Iterator[Result]:
    """The longest stand-still during an import, a report, a trend and generating."""
    database = server.demonstrated()
    large = database.run(imports.large_building)
    by = database.run(_engineer)
    houses = database.run(sessions.houses)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        file = place / "baseline.xlsx"
        file.write_bytes(imports.workbook())
        with Shown(database, place) as window:
            work: dict[str, Callable[[], float]] = {
                "import of 10,000 rows": lambda: worked(window, partial(_import, file, large, by)),
                "report": lambda: worked(window, _report),
                "trends opened": lambda: _opened(window, "trends"),
                f"generating for {len(houses)} buildings": lambda: worked(window, partial(_generate, houses)),
            }
            for what, act in work.items():
                longest = max(act() for _ in range(ROUNDS))
                name = f"longest stand-still of the window, {what}"
                yield counted_result(name, "what is allowed", longest, ALLOWED_MS, Bound(1), "ms")
    database.close()


class Shown:
    """The program's window on a database, settled."""

    def __init__(self, database: Database, place: Path, user: str = ENGINEER) -> None:
        url = database.engine.url.render_as_string(hide_password=False)
        settings = Settings(data_dir=place, evidence_dir=place / "evidence", database_url=url, user=user)
        kept = QSettings(str(place / "kept.ini"), QSettings.Format.IniFormat)
        qt: Any = QApplication.instance() or QApplication([])
        self.application = Application(qt, Sitting(settings), kept, lambda: NOW)

    def __enter__(self) -> Window:
        self.application.window.resize(1280, 800)
        self.application.start()
        window = self.application.window
        _turned(lambda: window.page_shown() is not None and not window.background.running)
        return window

    def __exit__(self, *_: object) -> None:
        self.application.window.hide()
        self.application.close()


def _turned(until: Callable[[], bool], act: Callable[[], object] = lambda: None) -> float:
    """Do something and let the window have its turns until something holds.

    Returns the longest time between two turns, in ms; what the act itself blocks counts.
    """
    began = turned = time.perf_counter()
    longest = 0.0
    act()
    while True:
        QApplication.processEvents()
        longest, turned = max(longest, time.perf_counter() - turned), time.perf_counter()
        if until():
            return longest * 1000
        if turned - began > PATIENCE_S:
            raise TimeoutError("The window was not done in time.")
        time.sleep(0.001)


def worked(window: Window, job: Callable[[Work], object], fails_with: type[Exception] | None = None) -> float:
    """The longest gap (ms) while a job runs beside the window; it must fail so where ``fails_with`` says how."""
    done: list[object] = []

    def begin() -> None:
        window.background.work(window, job, done.append, done.append, text="Measured")

    longest = _turned(lambda: bool(done), begin)
    if fails_with is not None and not isinstance(done[0], fails_with):
        raise AssertionError(f"it did not fail with {fails_with.__name__}: {done[0]!r}")
    if fails_with is None and isinstance(done[0], BaseException):
        raise done[0]
    return longest


def _opened(window: Window, key: str) -> float:
    """The longest gap while a page is opened, from another one, until nothing is asked any more."""
    window.go("overview", None)
    _turned(lambda: not window.background.running)
    return _turned(lambda: not window.background.running, lambda: window.go(key, None))


class _UndoneError(Exception):
    """Ends a transaction whose work is to be measured and not kept."""


def _import(file: Path, building: UUID, by: UUID, work: Work) -> None:
    book = read_file(file)
    plan = plan_import(book, work.run(lambda session: importing.survey(session, building, TODAY)))

    def write(session: Session) -> None:
        importing.apply(session, plan, batch_id=uuid4(), by=by)
        raise _UndoneError

    _undone(work, write)


def _engineer(session: Session) -> UUID:
    return session.scalars(select(User.id).where(User.username == ENGINEER)).one()


def _report(work: Work) -> None:
    def newest(session: Session) -> UUID:
        ours = select(TestSession.id).join(Building, Building.id == TestSession.building_id)
        return session.scalars(ours.where(Building.name == NAME, TestSession.frequency == "annual")).one()

    session_id = work.read(newest)
    issuing.draw(work.read(lambda session: reporting.gather(session, session_id)), session_id)


def _generate(houses: tuple[UUID, ...], work: Work) -> None:
    def write(session: Session) -> None:
        generating.generate_all(session, houses, "annual", today=TODAY, at=NOW)
        raise _UndoneError

    _undone(work, write)


def _undone(work: Work, write: Callable[[Session], None]) -> None:
    try:
        work.run(write)
    except _UndoneError:
        return
