"""Work whose answer got lost: it is done again under its own number, which says whether it was there already.

What is settled this way knows the number (``batch_id``): given it again, it writes nothing and answers the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from firemode_desktop.domain.errors import InDoubt, Unreachable

Outcome = TypeVar("Outcome")

PAUSES_S = (0.0, 2.0, 5.0)
"""How long to wait before each time the database is asked (s)."""
ASKING = "The answer of the database got lost; asking it whether this was written."


def settled(
    attempt: Callable[[], Outcome], number: UUID, tell: Callable[[str], None], pauses_s: Sequence[float] = PAUSES_S
) -> Outcome:
    """What ``attempt`` comes to, also where the connection goes around its COMMIT. Errors of the attempt are raised.

    Raises:
        InDoubt: the database does not come back; the words say how to find out.
    """
    try:
        return attempt()
    except InDoubt as error:
        tell(ASKING)
        first = error
    for pause_s in pauses_s:
        time.sleep(pause_s)
        try:
            return attempt()
        except Unreachable:
            continue
    raise InDoubt(
        "The database went away while it confirmed this, and does not come back: all of it was written, or nothing. "
        f"It was written if import {number} is among the imports (firemode batch list) when the database is "
        "back; while this window shows it, confirming again finds out and never writes it twice.",
        [str(number)],
    ) from first
