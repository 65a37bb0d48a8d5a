"""``firemode trend chart``: any chart of the window as a file, and the settings that say what it shows."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli.arguments import day
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.standing import Measure

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FORMATS = ("pdf", "png", "svg", "xlsx", "csv", "json")


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``chart``."""
    chart = verbs.add_parser("chart", parents=[common], help="any chart of the window, drawn or as its numbers")
    chart.add_argument("--building", metavar="NAME", default=argparse.SUPPRESS)
    settings(chart)
    chart.add_argument("--format", choices=FORMATS, default=argparse.SUPPRESS, help="else by the ending of the file")
    chart.add_argument("-o", "--output", type=Path, metavar="FILE", default=argparse.SUPPRESS)
    chart.set_defaults(command=draw, needs=None)


def settings(parser: argparse.ArgumentParser) -> None:
    """Which chart, and what of it."""
    parser.add_argument("kind", metavar="CHART", choices=[kind.value for kind in ChartKind], help=", ".join(ChartKind))
    parser.add_argument("--stair", metavar="NAME", default=argparse.SUPPRESS)
    parser.add_argument("--location", metavar="TEST", action="append", default=[], help="identifier; may be repeated")
    parser.add_argument("--measure", choices=[measure.value for measure in Measure], default=Measure.PRESSURE.value)
    parser.add_argument(
        "--case", default="", metavar="WORD", help="door configuration, door scenario, active, inactive"
    )
    parser.add_argument("--scenario", default="", metavar="NAME")
    parser.add_argument("--since", type=day, metavar="DATE")
    parser.add_argument("--until", type=day, metavar="DATE")
    parser.add_argument("--by", default="", metavar="CHOICE", help="; ".join(_choices()))
    parser.add_argument(
        "--equal-temperatures", action="store_true", help="pressures without the day's stack effect too"
    )


def _choices() -> list[str]:
    return [f"{kind}: {', '.join(one for one, _ in kind.choices if one)}" for kind in ChartKind if kind.choices]


def asked(session: Session, building_id: UUID | None, chosen: argparse.Namespace) -> Asked:
    """The settings that were given, with the names resolved in a building."""
    from firemode_desktop.services.trends import asking

    kind = ChartKind(chosen.kind)
    if chosen.by and chosen.by not in [one for one, _ in kind.choices]:
        known = ", ".join(one for one, _ in kind.choices if one) or "nothing"
        raise Invalid(f"The chart “{kind.label}” has no choice “{chosen.by}”; it has: {known}.")
    given = Asked(
        kind,
        measure=Measure(chosen.measure),
        case=chosen.case,
        scenario=chosen.scenario,
        since=chosen.since,
        until=chosen.until,
        by=chosen.by,
        equal_temperatures=chosen.equal_temperatures,
    )
    if building_id is None:
        return given
    return asking.by_names(session, building_id, given, getattr(chosen, "stair", None), chosen.location)


def draw(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the chart, or tell its numbers."""
    from firemode_desktop.charts.scene import View
    from firemode_desktop.services import trends

    building_id = _building(desk, chosen)
    of = None if ChartKind(chosen.kind) is ChartKind.PORTFOLIO else building_id
    trends.work_out_all(lambda job: desk.run(job, deadline_s=LONG_S), _silently, of)
    wanted = desk.read(lambda session: asked(session, building_id, chosen))
    data = desk.read(lambda session: trends.gather(session, wanted, desk.now().date()), deadline_s=LONG_S)
    found = trends.chart_document(wanted, data)
    if chosen.output is None:
        return Answer(found, data.words)
    form = chosen.format or chosen.output.suffix.lstrip(".").lower()
    write_beside(chosen.output, trends.write_chart(wanted, data, form, View(wanted.since, wanted.until)))
    return Answer({**found, "file": str(chosen.output)}, f"Wrote {chosen.output}. {data.words}")


def _building(desk: Desk, chosen: argparse.Namespace) -> UUID | None:
    from firemode_desktop.services import catalogue

    if chosen.building is None:
        if ChartKind(chosen.kind) is not ChartKind.PORTFOLIO:
            raise Invalid("Say of which building with --building NAME; only the chart of all buildings does without.")
        return None
    found: UUID = desk.read(lambda session: catalogue.building_named(session, chosen.building).id)
    return found


def _silently(_done: int, _of: int) -> None:
    """Nobody watches."""
