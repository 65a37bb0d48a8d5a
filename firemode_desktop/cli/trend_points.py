"""``firemode trend exclude / include / decisions / chart / charts / put / take-out``: what is decided on trends."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli import trend_charts
from firemode_desktop.cli.arguments import day, identity
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, table
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from firemode_desktop.services.trends.exclusions import Decision
    from firemode_desktop.services.trends.in_report import PutChart

DECIDING = {
    "exclude": "leave an approved reading out of its trend; its verdict and its fault stand",
    "include": "take a reading back into its trend",
}


def add(trend: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add the verbs of ``trend``."""
    verbs = trend.add_subparsers(metavar="VERB", help="what a supervisor decides; without a verb the readings")
    for verb, words in DECIDING.items():
        one = verbs.add_parser(verb, parents=[common], help=words)
        one.add_argument("reading", metavar="TEST", help="its id, or the identifier of the test with a date")
        one.add_argument("day", metavar="DATE", nargs="?", type=day)
        _in_building(one)
        one.add_argument("--reason", required=True)
        one.set_defaults(command=decide, needs=None, excluded=verb == "exclude")
    decided = verbs.add_parser("decisions", parents=[common], help="what was left out of trends, by whom and why")
    _in_building(decided)
    decided.set_defaults(command=show_decisions)
    trend_charts.add(verbs, common)
    _report_verbs(verbs, common)


def _report_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    charts = verbs.add_parser("charts", parents=[common], help="the charts in the report of a session")
    charts.add_argument("--session", metavar="ID", type=identity, required=True)
    charts.set_defaults(command=show_charts, needs=None)
    put = verbs.add_parser("put", parents=[common], help="put a chart into the report of a session, as it is now")
    trend_charts.settings(put)
    put.add_argument("--session", metavar="ID", type=identity, required=True)
    put.add_argument("--title", help="else what the chart is called")
    put.set_defaults(command=put_chart, needs=None)
    out = verbs.add_parser("take-out", parents=[common], help="take a chart out of its report")
    out.add_argument("chart", metavar="ID", type=identity)
    out.set_defaults(command=take_chart_out, needs=None)


def _in_building(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--building", metavar="NAME", default=argparse.SUPPRESS)


# --- readings ---------------------------------------------------------------------------------------------------------


def decide(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Leave a reading out, or take it back in."""
    from firemode_desktop.services.trends import exclusions

    deed = exclusions.exclude if chosen.excluded else exclusions.include

    def work(session: Session, by: UUID) -> Decision:
        instance_id = _reading(session, chosen)
        deed(session, instance_id, chosen.reason, by=by)
        return exclusions.decisions_on(session, instance_id)[0]

    made = desk.act(work)
    return Answer({"id": made.exclusion_id, **_document(made)}, f"{made.identifier} {made.words}")


def _reading(session: Session, chosen: argparse.Namespace) -> UUID:
    """The test that is meant. Raises ``Invalid`` where too little was said."""
    from firemode_desktop.services import catalogue
    from firemode_desktop.services.trends import exclusions

    if chosen.day is None:
        try:
            return UUID(chosen.reading)
        except ValueError as error:
            words = f"“{chosen.reading}” is no id. Name the day of the reading after it, or its id from --json."
            raise Invalid(words) from error
    if chosen.building is None:
        raise Invalid("Say in which building with --building NAME; only an id does without.")
    building = catalogue.building_named(session, chosen.building)
    return exclusions.reading_named(session, building.id, chosen.reading, chosen.day)


def show_decisions(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """What was decided in a building."""
    from firemode_desktop.services import catalogue
    from firemode_desktop.services.trends import exclusions

    found = desk.read(
        lambda session: exclusions.decisions_of(session, catalogue.building_named(session, chosen.building).id)
    )
    lines = [(made.identifier, show_date(made.measured.date()), made.words) for made in found]
    text = table(lines, ("Test", "Read", "Decision")) if found else "Nothing was left out of a trend."
    return Answer({"decisions": [{"id": made.exclusion_id, **_document(made)} for made in found]}, text)


def _document(made: Decision) -> dict[str, Any]:
    return {
        "instance_id": made.instance_id,
        "identifier": made.identifier,
        "measured_at": made.measured,
        "value": made.value,
        "unit": made.unit,
        "excluded": made.excluded,
        "reason": made.reason,
        "by": made.by,
        "at": made.at,
        "stands": made.stands,
    }


# --- charts of a report -----------------------------------------------------------------------------------------------


def show_charts(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """What was put into the report of a session."""
    from firemode_desktop.services.trends import in_report

    found = desk.read(lambda session: in_report.charts_of(session, chosen.session))
    lines = [(str(each.chart_id), each.title, each.by or "", show_date(each.at.date())) for each in found]
    text = table(lines, ("Id", "Title", "Put there by", "On")) if found else "No chart was put into this report."
    return Answer({"charts": [_of_chart(each) for each in found]}, text)


def _of_chart(each: PutChart) -> dict[str, Any]:
    return {"id": each.chart_id, "title": each.title, "words": each.words, "by": each.by, "at": each.at}


def put_chart(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Put a chart into the report of a session."""
    from firemode_desktop.services.trends import in_report

    today = desk.now().date()

    def work(session: Session, by: UUID) -> tuple[UUID, str]:
        asked = trend_charts.asked(session, in_report.building_of(session, chosen.session), chosen)
        made = in_report.put(session, chosen.session, asked, chosen.title, by=by, today=today)
        return made, {each.chart_id: each.title for each in in_report.listed(session, chosen.session)}[made]

    made, title = desk.act(work, deadline_s=LONG_S)
    return Answer({"id": made, "title": title}, f"“{title}” stands in the report now.")


def take_chart_out(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Take a chart out of its report."""
    from firemode_desktop.services.trends import in_report

    desk.act(lambda session, by: in_report.take_out(session, chosen.chart, by=by))
    return Answer({"id": chosen.chart}, "The chart is out of the report; that it was there stays on record.")
