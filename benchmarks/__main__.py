"""The measurements, ``./run bench``: every figure a ratio against a floor or a peer of the same run.

    python -m benchmarks [NAME …] [--long] [--instances N] [--json] [-o FILE] [--page FILE]

``NAME``: ``reading``, ``writing``, ``sessions``, ``audit``, ``opening``, ``registers``, ``scrolling``, ``designer``,
``charts``, ``report``, ``gaps``, ``trends``. Without one all but ``trends``, which first loads a million tests
(``--instances`` as many as one says); ``--long`` takes it, too, and sorts numbers and references beside text. A table
on standard output, or with ``--json`` a document; ``-o`` writes the document to a file too, ``--page`` a page of the
documentation. Ends with 1 when a bound is missed and the figure is not too noisy to say so.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks import imports, sessions
from benchmarks.frame import NOISY, Bound, Result, as_table, counted_result
from benchmarks.scratch import Scratch, scratch
from firemode_desktop.cli import collect_seldom

REGISTER_ROUNDS = 3


def registers(server: Scratch) -> Iterator[Result]:
    """Sorting and filtering 100,000 rows in the window, against the usual model; how long the window stands still.

    The peer takes ten seconds to sort: without minutes to spend only text is sorted.
    """
    from benchmarks.registers import SORTS, measure

    found = measure(100_000, REGISTER_ROUNDS, tuple(SORTS) if server.thorough else ("sort text",), again=False)
    for name, figure in found["against_proxy"].items():
        yield _of_register(name, figure)
    what, longest = max(found["gaps_ms"].items(), key=lambda each: each[1]["median"])
    gap = f"longest stand-still of the window, 100,000 rows ({what})"
    yield counted_result(gap, "what is allowed", longest["median"], 100, Bound(1), "ms")


def _of_register(name: str, figure: Mapping[str, Any]) -> Result:
    bound = Bound(100 if name.startswith("sort") else 20, above=True)
    return Result(
        f"{name}, 100,000 rows",
        "QSortFilterProxyModel",
        figure["ours_ms"],
        figure["proxy_ms"],
        figure["times_faster"],
        bound,
        figure["too_noisy"],
        REGISTER_ROUNDS,
    )


def scrolling(_: Scratch) -> Iterator[Result]:
    """A register of 100,000 rows, page by page."""
    from benchmarks.scrolling import scrolling as measure

    yield from measure()


def designer(_: Scratch) -> Iterator[Result]:
    """200 scenarios of 60 steps in the designer of cause and effect."""
    from benchmarks.designer import designer as measure

    yield from measure()


def charts(_: Scratch) -> Iterator[Result]:
    """A chart of a million readings, dragged and zoomed."""
    from benchmarks.charts import charts as measure

    yield from measure()


def opening(server: Scratch) -> Iterator[Result]:
    """A fresh process until its window is on screen, and until its database can be used."""
    from benchmarks.opening import opening as measure

    yield from measure(server)


def report(server: Scratch) -> Iterator[Result]:
    """A compliance report of sixty pages, and the memory it takes."""
    from benchmarks.report import report as measure

    yield from measure(server)


def gaps(server: Scratch) -> Iterator[Result]:
    """How long the window stands still while long work runs beside it."""
    from benchmarks.gaps import gaps as measure

    yield from measure(server)


def audit(server: Scratch) -> Iterator[Result]:
    """Writes with the log and without it."""
    from benchmarks.audit import audit as measure

    yield from measure(server)


def looking_back(server: Scratch) -> Iterator[Result]:
    """Trends and the latest readings of a stair among so many tests, a million unless said."""
    from benchmarks.trends import looking_back as measure

    yield from measure(server, server.instances)


GROUPS: Mapping[str, Callable[[Scratch], Iterator[Result]]] = {
    "reading": imports.reading,
    "writing": imports.writing,
    "sessions": sessions.sessions,
    "audit": audit,
    "opening": opening,
    "registers": registers,
    "scrolling": scrolling,
    "designer": designer,
    "charts": charts,
    "report": report,
    "gaps": gaps,
    "trends": looking_back,
}
LONG = frozenset({"trends"})
"""What takes minutes: a million tests are loaded first."""


def measured(names: Sequence[str], instances: int, thorough: bool) -> tuple[list[Result], dict[str, float]]:
    """The figures of these groups, one after the other on one server, and the seconds of each and of the server."""
    results: list[Result] = []
    spent: dict[str, float] = {}
    began = time.monotonic()
    with scratch(instances, thorough) as server:
        spent["server"] = time.monotonic() - began
        for name in names:
            begun = time.monotonic()
            results += GROUPS[name](server)
            spent[name] = time.monotonic() - begun
    return results, spent


def as_document(results: Sequence[Result], spent: Mapping[str, float]) -> dict[str, Any]:
    """JSON-ready, with the seconds that each group took."""
    return {
        "machine": machine(),
        "seconds": round(sum(spent.values()), 1),
        "seconds_of": {name: round(each, 1) for name, each in spent.items()},
        "figures": [result.to_dict() for result in results],
    }


def machine() -> str:
    """What it was measured on, in words."""
    import os

    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def as_page(results: Sequence[Result], spent: Mapping[str, float], day: date) -> str:
    """The figures as a page of the documentation."""
    whole, each = sum(spent.values()), ", ".join(f"{name} {seconds:.0f}" for name, seconds in spent.items())
    return f"""# What things cost

Made by `./run bench` on {day.day} {day:%B %Y} ({machine()}, the PostgreSQL that comes along), in {whole:.0f} s:
{each}.

Times of a shared machine mean little. Each figure is a ratio against a floor or a peer measured in the same round, and
the median of the rounds; “too noisy” where the floor's third quartile is {NOISY:g} times its first, or more. A peer's
ratio says how many times faster ours is.

{as_table(results)}

The million tests are loaded by `INSERT … SELECT` and approved by the program's own triggers (`benchmarks/portfolio.py`;
foreign keys are silenced while loading, guards are not). Pages are of 8 kB, counted by `EXPLAIN (ANALYZE, BUFFERS)`
after `VACUUM`. A bare canvas is handed the very strokes of the report, noted down beforehand. Ten million tests:
[performance-10m.md](performance-10m.md).
"""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="*", metavar="NAME", choices=[[], *GROUPS], help=", ".join(GROUPS))
    asked.add_argument(
        "--long", action="store_true", help=f"also {', '.join(LONG)} and every sort, which takes minutes"
    )
    asked.add_argument("--instances", type=int, default=1_000_000, metavar="N", help="tests that trends loads")
    asked.add_argument("--json", action="store_true")
    asked.add_argument("-o", "--output", type=Path, metavar="FILE")
    asked.add_argument("--page", type=Path, metavar="FILE")
    chosen = asked.parse_args()
    collect_seldom()  # as every command does
    names = chosen.names or [name for name in GROUPS if chosen.long or name not in LONG]
    results, spent = measured(names, chosen.instances, chosen.long)
    document = json.dumps(as_document(results, spent), indent=2, ensure_ascii=False)
    sys.stdout.write(f"{document if chosen.json else as_table(results)}\n")
    if chosen.output:
        chosen.output.write_text(document + "\n", encoding="utf-8")
    if chosen.page:
        chosen.page.write_text(as_page(results, spent, datetime.now(UTC).date()), encoding="utf-8")
    return 0 if all(result.good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
