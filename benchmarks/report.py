"""What a compliance report costs beyond its strokes: sixty pages against the same strokes on a bare canvas (page 5).

The building is the pilot's, tested like in the demonstration, with its two stairs three times over: what is gathered
is real, only the names of stairs are made. The floor is every call that reaches the canvas of reportlab, noted once and
repeated on an empty one.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from benchmarks.frame import Bound, Result, compare, counted_result, in_turn
from benchmarks.scratch import Scratch
from firemode_desktop.models import TestSession
from firemode_desktop.reports import compliance, document, plot
from firemode_desktop.reports.data import ReportData, StairFacts, TestFacts
from firemode_desktop.services import reporting

TIMES = 3
"""How often each stair of the pilot stands in the building."""
ROUNDS = 5
MOST_MIB = 150
Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def report(server: Scratch) -> Iterator[Result]:
    """Time against the bare canvas, and the memory of a process that does nothing else."""
    data = grown(_gathered(server))
    calls, pages, charts = _noted(data)
    times = in_turn({"ours": lambda: compliance.render(data), "bare": lambda: _repeated(calls, data)}, ROUNDS)
    what = f"compliance report of {pages} pages"
    counted = {"charts": charts, "tests": len(data.tests)}
    yield compare(what, "the same pages on a bare canvas", times["ours"], times["bare"], Bound(3, 2), counted)
    yield counted_result(f"{what}, memory at most", "what is allowed", _peak_mib(data), MOST_MIB, Bound(1), "MiB")


def _gathered(server: Scratch) -> ReportData:
    database = server.demonstrated()
    annual = select(TestSession.id).where(TestSession.frequency == "annual")
    data = database.read(lambda session: reporting.gather(session, session.scalars(annual).one()))
    database.close()
    return data


def grown(data: ReportData) -> ReportData:
    """The same report of a building with every stair ``TIMES`` over."""
    names = {(stair.name, time): f"{stair.name}{time}" for stair in data.stairs for time in range(1, TIMES + 1)}
    return replace(
        data,
        stairs=tuple(_stair(stair, names[stair.name, time]) for stair in data.stairs for time in range(1, TIMES + 1)),
        tests=tuple(
            _test(test, names[test.stair, time])
            for stair in data.stairs
            for time in range(1, TIMES + 1)
            for test in data.tests
            if test.stair == stair.name
        ),
    )


def _stair(stair: StairFacts, name: str) -> StairFacts:
    return replace(stair, name=name)


def _test(test: TestFacts, stair: str) -> TestFacts:
    identifier = test.identifier.replace(test.stair.upper(), stair.upper())
    return replace(test, stair=stair, identifier=identifier)


# --- the bare canvas --------------------------------------------------------------------------------------------------


def _noted(data: ReportData) -> tuple[list[Call], int, int]:
    """Every call the report makes on its canvas, how many pages it has, and how many charts."""
    calls: list[Call] = []
    charts = 0
    make, draw = document._canvas, plot.draw

    def listening(*args: Any) -> Any:
        return _Listener(make(*args), calls)

    def counted(*args: Any) -> None:
        nonlocal charts
        charts += 1
        draw(*args)

    document._canvas, plot.draw = listening, counted  # type: ignore[assignment]
    try:
        compliance.render(data)
    finally:
        document._canvas, plot.draw = make, draw
    return calls, sum(name == "showPage" for name, _, _ in calls), charts


class _Listener:
    """A canvas that notes what is asked of it and passes it on."""

    def __init__(self, canvas: Any, calls: list[Call]) -> None:
        self._canvas, self._calls = canvas, calls

    def __getattr__(self, name: str) -> Any:
        known = getattr(self._canvas, name)
        if not callable(known) or name.startswith("_") or name in ("beginPath", "save"):
            return known

        def noted(*args: Any, **named: Any) -> Any:
            self._calls.append((name, args, named))
            return known(*args, **named)

        return noted


def _repeated(calls: Sequence[Call], data: ReportData) -> bytes:
    """The same strokes with nothing before them."""
    target = io.BytesIO()
    canvas = document._canvas(target, document._about(data, ""))
    for name, args, named in calls:
        getattr(canvas, name)(*args, **named)
    canvas.save()
    return target.getvalue()


# --- memory -----------------------------------------------------------------------------------------------------------

_ALONE = """
import pickle, resource, sys
from firemode_desktop.reports.compliance import render
render(pickle.load(sys.stdin.buffer))
if sys.platform == "linux":  # where a process begins with the most its parent ever held, as getrusage counts
    lines = open("/proc/self/status").read().splitlines()
    print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
else:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(most // 1024 if sys.platform == "darwin" else most)
"""


def _peak_mib(data: ReportData) -> float:
    """The most memory of a process that is handed the data and writes the report, in MiB (POSIX)."""
    done = subprocess.run([sys.executable, "-c", _ALONE], input=pickle.dumps(data), stdout=subprocess.PIPE, check=True)
    return int(done.stdout) / 1024
