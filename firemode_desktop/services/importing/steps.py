"""What an import is doing, told as it goes on; whoever is told may stop it by raising."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from firemode_desktop.database import stoppable

Tell = Callable[[int, int, str], object]
"""``tell(done, of, text)``: so many steps of so many are done, and this is being done now. What it raises stops the
import. It is called by the caller's thread between statements and by another one while a statement runs, never by both
at once."""


class Steps:
    """The steps of one import, in order."""

    def __init__(self, tell: Tell, of: int) -> None:
        self._tell, self._of = tell, of
        self._done, self._text = -1, ""
        self._one_at_a_time = threading.Lock()

    def next(self, text: str) -> None:
        """The step before is done; this one begins."""
        with self._one_at_a_time:
            self._done, self._text = self._done + 1, text
            self._tell(self._done, self._of, text)

    def again(self) -> None:
        """The same step still runs."""
        with self._one_at_a_time:
            if self._text:
                self._tell(self._done, self._of, self._text)


@contextmanager
def steps(session: Session, tell: Tell | None, of: int) -> Iterator[Steps]:
    """So many steps within the caller's transaction; stopped between and during statements by what ``tell`` raises."""
    if tell is None:
        yield Steps(_say_nothing, of)
        return
    found = Steps(tell, of)
    with stoppable(session, found.again):
        yield found


def _say_nothing(done: int, of: int, text: str) -> None:
    """For callers who do not listen."""
