"""``firemode trend``: readings in time, location by location."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from firemode_desktop.cli.desk import Answer, Desk, write_beside

FORMATS = ("csv", "json", "xlsx", "png", "svg", "pdf")


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``trend``."""
    trend = groups.add_parser("trend", parents=[common], help="readings in time, and where they drift")
    trend.add_argument("--building", required=True, metavar="NAME")
    trend.add_argument("--stair", metavar="NAME")
    trend.add_argument("--format", choices=FORMATS, help="by the ending of the file, else json")
    trend.add_argument("-o", "--output", type=Path, metavar="FILE")
    trend.set_defaults(command=export_trend)


def export_trend(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Export the series."""
    from firemode_desktop.services import catalogue, trends

    series = desk.run(
        lambda session: trends.trend(
            session, catalogue.building_named(session, chosen.building).id, stair_name=chosen.stair
        )
    )
    document = trends.document(series)
    if chosen.output is None:
        return Answer(document, trends.in_words(series))
    ending = chosen.output.suffix.lstrip(".").lower()
    write_beside(chosen.output, trends.write_trend(series, chosen.format or (ending if ending in FORMATS else "json")))
    return Answer({**document, "file": str(chosen.output)}, f"Wrote {chosen.output}.")
