"""A list for reading: rows that are values, columns that say how a row is written, sorted, marked and drawn.

::

    COLUMNS = (
        Column("name", "Session", lambda one: one.name, stretch=True),
        Column("status", "Status", lambda one: one.status, width=110, mark=lambda one: Mark(Standing.PASS)),
        Column("read", "Reading", lambda one: one.reading, width=90, numeric=True, order=lambda one: one.value),
    )
    model = ListingModel(COLUMNS, key=lambda one: one.session_id)
    view = Listing(model, "Sessions", settings, "sessions/list")
    view.chosen.connect(…)      the row the cursor is on, or None
    view.opened.connect(…)      Enter or a double click

Rows are shown 26 px high; a click on a heading sorts, a second one the other way round, a third one gives back the
order the rows came in; a right click on it offers the columns. Width and order of columns are remembered.
"""

from firemode_desktop.ui.listing.columns import Column, Mark
from firemode_desktop.ui.listing.model import ListingModel
from firemode_desktop.ui.listing.view import Listing

__all__ = ["Column", "Listing", "ListingModel", "Mark"]
