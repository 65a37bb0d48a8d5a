"""The section *Trends* of a large building: what matters first, the rest counted."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from pypdf import PdfReader

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.trend import TrendPoint, analyse
from firemode_desktop.reports.document import typeset
from firemode_desktop.reports.pages import Flow
from firemode_desktop.reports.sections.trends import trends
from firemode_desktop.reports.trend_data import PlaceTrend, TrendFacts
from tests.reports.sample import sample

LIMITS = Limits(Decimal(20), Decimal(80), "Pa")
FIRST = date(2021, 5, 1)


def place(number: int, values: list[int], tools: tuple[str, ...] = ("SN-1",)) -> PlaceTrend:
    """A place with half-yearly readings."""
    points = [
        TrendPoint(FIRST + timedelta(days=183 * at), Decimal(value), instrument=tools[at % len(tools)])
        for at, value in enumerate(values)
    ]
    return PlaceTrend(
        f"Stair-A, Level-{number}", "Pa", LIMITS, Decimal(values[-1]), points[-1].at, Standing.PASS,
        analyse(points, LIMITS),
    )  # fmt: skip


def printed(places: list[PlaceTrend]) -> str:
    """The words of the section, in one line."""
    told = TrendFacts(sessions=6, since=FIRST, places=tuple(places))
    data, flow = replace(sample(), trends=told), Flow()
    trends(flow, "10", data)
    flow.need(0)
    pdf = PdfReader(io.BytesIO(typeset(flow, data)))
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))
    return words[words.index("What worsens") :]


def test_that_a_hundred_and_fifty_places_are_told_in_two_short_tables_and_a_count_of_reasons() -> None:
    falling = [place(number, [50, 48, 46, 44, 42, 40 - number]) for number in range(1, 16)]
    short = [place(number, [50, 49]) for number in range(16, 141)]
    mixed = [place(number, [50, 48, 46, 44, 42], ("SN-1", "SN-2")) for number in range(141, 151)]
    words = printed([*falling, *short, *mixed])
    assert "And 3 more locations that drift towards a limit." in words
    assert "Fewer than 5 readings since the last commissioning 125" in words
    assert "Read with different instruments 10" in words
    assert "Stair-A, Level-141; Stair-A, Level-142; Stair-A, Level-143; and 7 more" in words
    assert len(re.findall(r"Stair-A, Level-\d+", words)) == 12 + 12 + 3


def test_that_what_meets_its_limit_first_and_what_stands_nearest_come_first() -> None:
    slow, fast = place(1, [50, 49, 48, 47, 46, 45]), place(2, [70, 64, 58, 52, 46, 40])
    words = printed([slow, fast])
    assert re.findall(r"Level-\d", words)[:4] == ["Level-2", "Level-1", "Level-2", "Level-1"]


def test_that_places_without_a_limit_have_no_room_and_no_row() -> None:
    bare = replace(place(1, [50, 49]), limits=Limits(None, None, "Pa"))
    told = TrendFacts(sessions=2, since=FIRST, places=(bare,))
    assert (told.nearest(), told.worsening()) == ([], [])
