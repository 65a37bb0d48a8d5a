"""Trends: readings in time, and the charts made of them.

places.py   each location in one condition, with its latest approved reading
series.py   the readings of places in time, and what the statistics make of them
working.py  works out places whose readings changed, for the portfolio
charts.py   every chart: what it asks of the record, how it is drawn, the numbers behind it
files.py    series and charts as files
"""

from __future__ import annotations

from firemode_desktop.services.trends.files import FORMATS, write_trend
from firemode_desktop.services.trends.lines import history
from firemode_desktop.services.trends.places import PlaceLine, places, places_of
from firemode_desktop.services.trends.series import Series, SeriesPoint, series_of, trend
from firemode_desktop.services.trends.shown import document, in_words

__all__ = [
    "FORMATS",
    "PlaceLine",
    "Series",
    "SeriesPoint",
    "document",
    "history",
    "in_words",
    "places",
    "places_of",
    "series_of",
    "trend",
    "write_trend",
]
