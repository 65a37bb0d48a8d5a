"""The five things that can go wrong for a person, each in words for that person.

    FiremodeError
    ├── Invalid      the input is wrong; nothing was written          exit code 3
    ├── Refused      the input is well formed but not allowed         exit code 5
    ├── Missing      what was asked for does not exist                exit code 3
    ├── Conflict     somebody else changed it in the meantime         exit code 6
    └── Unreachable  the database cannot be reached                   exit code 4
        └── InDoubt  the connection went at the end: written or not?  exit code 4

Anything else that is raised is a defect of the program, and is shown as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from firemode_desktop.domain.visible import one_line


class FiremodeError(Exception):
    """An error in words: ``message`` is one sentence, ``details`` are JSON-ready particulars.

    A sentence that repeats a name or a cell from outside stays one: nothing in it is unseen or turned about.
    """

    code = "error"

    def __init__(self, message: str, details: Iterable[Any] = ()) -> None:
        self.message = one_line(message)
        super().__init__(self.message)
        self.details: tuple[Any, ...] = tuple(details)


class Invalid(FiremodeError):
    """The input cannot be right as it stands; nothing was written."""

    code = "invalid"


class Refused(FiremodeError):
    """The rules of the trade or of the program forbid this; nothing was written."""

    code = "refused"


class Missing(FiremodeError):
    """Something was named that does not exist."""

    code = "missing"


class Conflict(FiremodeError):
    """Somebody else changed the same record since it was read; nothing was written."""

    code = "conflict"


class Unreachable(FiremodeError):
    """The database does not answer; what was typed is kept."""

    code = "unreachable"


class InDoubt(Unreachable):
    """The answer to a COMMIT got lost: whether all of it was written, or nothing, is not known yet."""
