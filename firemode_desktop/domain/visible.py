"""Foreign words that are shown: what cannot be seen, or turns the letters around it about, is made seen.

A file called ``report<U+202E>fdp.exe`` shows itself as ``reportexe.pdf``, one with a line break as two sentences.
"""

from __future__ import annotations

import re

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Controls, separators of lines, soft hyphens, overrides of direction, halves of letters; not tabs, not line ends."""
_BREAKS = re.compile("\r\n|[\r\n]")
MADE_SEEN = "\ufffd"


def visible(text: str) -> str:
    """``text`` with ``�`` for each letter of ``UNSEEN``."""
    return UNSEEN.sub(MADE_SEEN, text)


def one_line(text: str) -> str:
    """``text`` as it is repeated in a sentence, and a name as it is kept on record: ``↵`` where a line ended."""
    return visible(_BREAKS.sub("↵", text).replace("\t", " "))
