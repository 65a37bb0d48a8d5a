"""``firemode trend``: readings in time, location by location."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from firemode_desktop.cli import trend_points
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside
from firemode_desktop.domain.errors import Invalid

FORMATS = ("csv", "json", "xlsx", "png", "svg", "pdf")


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``trend``."""
    trend = groups.add_parser("trend", parents=[common], help="readings in time, and where they drift")
    trend.add_argument("--building", metavar="NAME")
    trend.add_argument("--stair", metavar="NAME")
    trend.add_argument("--format", choices=FORMATS, help="else by the ending of the file")
    trend.add_argument("-o", "--output", type=Path, metavar="FILE")
    trend.set_defaults(command=export_trend, needs=partial(_needs_building, trend))
    trend_points.add(trend, common)


def _needs_building(trend: argparse.ArgumentParser, chosen: argparse.Namespace) -> None:
    if chosen.building is None:
        trend.error("the following arguments are required: --building")


def export_trend(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Export the series."""
    from firemode_desktop.services import catalogue, trends

    form = chosen.format or (chosen.output and _ending(chosen.output))
    series = desk.read(
        lambda session: trends.trend(
            session, catalogue.building_named(session, chosen.building).id, stair_name=chosen.stair
        ),
        deadline_s=LONG_S,
    )
    document = trends.document(series)
    if chosen.output is None:
        return Answer(document, trends.in_words(series))
    write_beside(chosen.output, trends.write_trend(series, form))
    return Answer({**document, "file": str(chosen.output)}, f"Wrote {chosen.output}.")


def _ending(path: Path) -> str:
    """The format that the name of the file asks for; json without any ending."""
    ending = path.suffix.lstrip(".").lower() or "json"
    if ending not in FORMATS:
        raise Invalid(f"{path.name} names no format; end it with one of {', '.join(FORMATS)}, or say --format.")
    return ending
