"""Leaving a reading out of its trend, or taking it back in: what a reason must be.

Nothing else of the reading changes by it: value, verdict and fault stand as they are.
"""

from __future__ import annotations

import re

from firemode_desktop.domain.errors import Invalid

LEAST_WORDS = 2
LEAST_LETTERS = 8
LONGEST = 1000


def reason_for(text: str) -> str:
    """The reason as it is kept, its white space evened out.

    Raises:
        Invalid: it is blank, no more than a word, or longer than a thousand characters.
    """
    reason = " ".join(text.split())
    if not reason:
        raise Invalid("Say why: whoever reads the trend later has nothing but the reason.")
    words = re.findall(r"\w\w+", reason)
    if len(words) < LEAST_WORDS or sum(map(len, words)) < LEAST_LETTERS:
        raise Invalid(f"“{reason}” is too short for a reason; say in a few words what was wrong with the reading.")
    if len(reason) > LONGEST:
        raise Invalid(f"The reason has {len(reason)} characters; {LONGEST} are enough. Put the rest into the notes.")
    return reason
