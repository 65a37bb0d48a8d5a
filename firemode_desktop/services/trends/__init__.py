"""Trends: readings in time, and the charts made of them.

places.py   each location in one condition, with its latest approved reading
series.py   the readings of places in time, and what the statistics make of them
working.py  works out places whose readings changed, for the portfolio
charts.py   every chart: what it asks of the record, how it is drawn, the numbers behind it
files.py    series and charts as files
"""

from __future__ import annotations

from firemode_desktop.services.trends.charts import FORMATS as CHART_FORMATS
from firemode_desktop.services.trends.charts import Charted, chart_of, gather, write_chart
from firemode_desktop.services.trends.charts import document as chart_document
from firemode_desktop.services.trends.choices import Choices, choices
from firemode_desktop.services.trends.files import FORMATS, write_trend
from firemode_desktop.services.trends.lines import history
from firemode_desktop.services.trends.places import PlaceLine, left_out, places, places_of
from firemode_desktop.services.trends.series import Series, SeriesPoint, series_of, trend
from firemode_desktop.services.trends.shown import document, in_words
from firemode_desktop.services.trends.working import waiting, work_out, work_out_all

__all__ = [
    "CHART_FORMATS",
    "FORMATS",
    "Charted",
    "Choices",
    "PlaceLine",
    "Series",
    "SeriesPoint",
    "chart_document",
    "chart_of",
    "choices",
    "document",
    "gather",
    "history",
    "in_words",
    "left_out",
    "places",
    "places_of",
    "series_of",
    "trend",
    "waiting",
    "work_out",
    "work_out_all",
    "write_chart",
    "write_trend",
]
