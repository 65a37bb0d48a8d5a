"""``firemode demo``: the main job from end to end, in a demonstration database of its own."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside
from firemode_desktop.domain.errors import Conflict

if TYPE_CHECKING:
    from firemode_desktop.services.demo import Demonstration

DATABASE = "firemode_demo"


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``demo``."""
    demo = groups.add_parser("demo", parents=[common], help="the main job from end to end on the pilot building")
    demo.add_argument("--out", type=Path, default=Path("firemode-demo"), metavar="DIR", help="where the papers go")
    demo.add_argument("--no-gui", action="store_true", help="do not open the window afterwards")
    demo.set_defaults(command=run_demo)


def run_demo(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Run it; then open the window on the building, if there is a display."""
    out: Path = chosen.out.absolute()
    (out / "site-visit").mkdir(parents=True, exist_ok=True)  # what cannot be written is better known before the work
    desk.use_database(DATABASE)
    with _alone(desk):
        answer = whole(desk, out)
    if chosen.no_gui:
        return answer
    if not _has_display():
        desk.tell("There is no display, so the window is not opened.")
        return answer
    if answer.text:
        desk.tell(answer.text)
    from firemode_desktop.cli.app import open_window
    from firemode_desktop.services.demo import SUPERVISOR

    desk.settings = replace(desk.settings, user=desk.settings.user or SUPERVISOR)

    return Answer(answer.document, exit_code=open_window(desk, chosen).exit_code)


@contextmanager
def _alone(desk: Desk) -> Iterator[None]:
    """One demonstration at a time: a second one waits, then finds everything done and writes its papers."""
    from firemode_desktop.embedded.locks import FileLock

    desk.database  # noqa: B018  # the embedded server makes its folder itself, closed to others
    desk.settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(desk.settings.data_dir / "demo.lock")
    if not lock.acquire(shared=False):
        desk.tell("Another demonstration is under way; waiting for it …")
        if not lock.acquire(shared=False, wait_s=LONG_S):
            raise Conflict("Another demonstration is under way here and does not end.")
    try:
        yield
    finally:
        lock.release()


def whole(desk: Desk, out: Path) -> Answer:
    """The main job on the desk's database, its papers in ``out``."""
    from firemode_desktop.services.demo import SUPERVISOR, Demo

    run = partial(desk.database.run, deadline_s=LONG_S)
    demo = Demo(run, desk.evidence, out / "site-visit", desk.now(), desk.tell)
    shown = demo.whole()
    desk.tell("Report, charts and results workbook …")
    supervisor = replace(desk, settings=replace(desk.settings, user=SUPERVISOR))
    files = _papers(supervisor, shown, out)
    document = {
        "building": shown.building,
        "templates": shown.templates,
        "baselines": shown.baselines,
        "session": {
            "id": shown.summary.session_id,
            "status": shown.summary.status,
            "instances": shown.summary.progress.total,
            "completed": shown.summary.progress.completed,
            "compliant": shown.summary.compliant,
            "non_compliant": shown.summary.non_compliant,
        },
        "faults": shown.faults,
        "files": files,
    }
    return Answer(document, _summary(shown, files))


def _papers(desk: Desk, shown: Demonstration, out: Path) -> dict[str, Any]:
    """The compliance report, charts, results workbook, the building's logic and its site sheets; where they are."""
    from firemode_desktop.cli.report import issue
    from firemode_desktop.services import reporting, scenario_files, site_sheets, workbooks

    session_id = shown.summary.session_id
    report, results = out / "compliance-report.pdf", out / "results.xlsx"
    data = desk.run(lambda session: reporting.gather(session, session_id, desk.evidence), deadline_s=LONG_S)
    write_beside(report, issue(desk, session_id).file)
    write_beside(results, desk.run(lambda session: workbooks.results_workbook(session, session_id)))
    logic, sheets = out / "cause-and-effect.xlsx", out / "site-sheets.pdf"
    write_beside(logic, desk.run(lambda session: scenario_files.export(session, shown.building_id)))
    chosen = partial(site_sheets.scenarios_of, building_id=shown.building_id, stair="Stair-A", zone="Zone-3")
    write_beside(sheets, desk.run(lambda session: site_sheets.site_sheet(session, chosen(session))))
    charts = []
    for name, content in reporting.charts_of(data).items():
        target = out / "charts" / f"{name}.png"
        write_beside(target, content)
        charts.append(str(target))
    papers = {"report": report, "results": results, "logic": logic, "site_sheets": sheets}
    return {**{name: str(path) for name, path in papers.items()}, "charts": charts}


def _summary(shown: Demonstration, files: dict[str, Any]) -> str:
    summary = shown.summary
    lines = [
        f"{shown.building}: {summary.name}, {summary.status}",
        f"  expected tests  {', '.join(f'{count} {frequency}' for frequency, count in shown.templates.items())}",
        f"  baselines       {', '.join(f'{count} {kind}' for kind, count in shown.baselines.items())}",
        f"  readings        {summary.progress.completed} of {summary.progress.total} completed, "
        f"{summary.compliant} compliant, {summary.non_compliant} not",
        f"  faults          {shown.faults}",
        f"  report          {files['report']}",
        f"  results         {files['results']}",
        f"  logic           {files['logic']}",
        f"  site sheets     {files['site_sheets']}",
        *(f"  chart           {chart}" for chart in files["charts"]),
    ]
    return "\n".join(lines)


def _has_display() -> bool:
    """Whether a window could be seen: a display, or a platform that needs none to be named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
