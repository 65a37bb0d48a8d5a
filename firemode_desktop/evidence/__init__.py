"""Where evidence lies: always in a folder of this computer and, where one is set up, in a bucket of the office too.

``folder`` keeps, ``contents`` says what a file is, ``pictures`` and ``boxes`` read what cameras wrote into it,
``thumbnails`` makes it small, ``bucket`` sends it, ``access`` knows where to. Qt and the database are not in here.
"""

from firemode_desktop.evidence.contents import MAX_BYTES, recognise
from firemode_desktop.evidence.details import Details, Position
from firemode_desktop.evidence.folder import EvidenceFolder, StoredFile

__all__ = ["MAX_BYTES", "Details", "EvidenceFolder", "Position", "StoredFile", "recognise"]
