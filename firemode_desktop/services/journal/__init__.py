"""What was entered and is not on record yet, in a file on this computer: no power cut and no lost network takes it.

A journal is a file of lines, each one an event as JSON with its own checksum, written behind the others and flushed to
the disk before anybody is told that it is kept. ``Kept`` is what the events come to. A window has a journal of its own
(the lock beside the file is its); one whose window has died is taken over by the next that opens.

    draft      what stands in the fields of a test
    entered    a result, a test left out or a file of evidence: to be put on record
    done       it is on record, or a person decided that it is not to be
    refused    it cannot be put on record; it stays, with the reason, until a person has dealt with it

No database and no screen is known here.
"""

from __future__ import annotations

from firemode_desktop.services.journal.events import Done, Draft, Entered, Kept, Kind, Owner, Refusal, many
from firemode_desktop.services.journal.file import Journal, elsewhere, folder_for

__all__ = [
    "Done",
    "Draft",
    "Entered",
    "Journal",
    "Kept",
    "Kind",
    "Owner",
    "Refusal",
    "elsewhere",
    "folder_for",
    "many",
]
