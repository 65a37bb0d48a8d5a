"""The one place where transactions begin and end.

urls.py       what people paste, as a URL for psycopg2; the same for the eye, without the password
boundary.py   ``Database(url).run(job)``: one job, one session, one transaction
replica.py    what only reads may be answered by a replica, where that is certain
deadline.py   no statement waits for ever, a blocked COPY included
stopping.py   a statement that runs long can be stopped
translate.py  what the server and the driver raise, as one of the five errors
sentences.py  constraint name → sentence
schema.py     which revision the database is at; upgrade and downgrade
"""

from __future__ import annotations

from firemode_desktop.database.boundary import Database, note_written
from firemode_desktop.database.schema import SchemaState, head
from firemode_desktop.database.sentences import SENTENCES
from firemode_desktop.database.stopping import stoppable
from firemode_desktop.database.translate import explained
from firemode_desktop.database.urls import masked, normalise, without_password

__all__ = [
    "SENTENCES",
    "Database",
    "SchemaState",
    "explained",
    "head",
    "masked",
    "normalise",
    "note_written",
    "stoppable",
    "without_password",
]
