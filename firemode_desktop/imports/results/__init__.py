"""A results workbook → one frozen ``ResultsPlan``: what was read for which test, and everything that is wrong.

Parsing and checking only: which test a row is of, numbers and their units, the nine points, times, instruments,
evidence files, observed effects. Whether a reading passes, and whether a test is completed already, is decided where
it is recorded. A reading is never refused for being bad (page 1, C10).
"""

from firemode_desktop.imports.results.plan import ResultsPlan, plan_results
from firemode_desktop.imports.results.rows import ResultRow
from firemode_desktop.imports.results.said import Said
from firemode_desktop.imports.results.survey import KnownFile, KnownInstrument, ResultsSurvey

__all__ = ["KnownFile", "KnownInstrument", "ResultRow", "ResultsPlan", "ResultsSurvey", "Said", "plan_results"]
