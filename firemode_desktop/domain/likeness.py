"""Two versions of one paper held against each other: which pages are gone, new, moved or changed, and in what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

MOST_CHANGES = 3
"""How many changed places of a page are told word for word; the rest are counted."""
MOST_WORDS = 12
LIKE = 0.5
"""From which share of common words two pages count as one page that was changed, not as two."""


class Leaf(Protocol):
    """A page: its words, and a hash of what it looks like."""

    @property
    def text(self) -> str: ...
    @property
    def look(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; ``page`` is that of the issued paper, or of the other one where a page was added."""

    page: int
    kind: str
    words: str


def differences(issued: Sequence[Leaf], found: Sequence[Leaf], sections: Mapping[int, str]) -> list[Difference]:
    """What was done to ``issued`` to make ``found``, page by page; ``sections`` says what stands on an issued page.

    Kinds: ``removed``, ``added``, ``moved``, ``words``, ``drawing``. Empty where every page reads and looks the same.
    """
    return sorted(_compared(issued, found, sections), key=lambda each: (each.page, each.kind))


def _compared(issued: Sequence[Leaf], found: Sequence[Leaf], sections: Mapping[int, str]) -> Iterator[Difference]:
    before, after = [_keys(leaf) for leaf in issued], [_keys(leaf) for leaf in found]
    gone, new, pairs = _aligned(before, after)
    for one in list(gone):
        elsewhere = next((other for other in new if before[one] == after[other]), None)
        if elsewhere is not None:
            gone.remove(one)
            new.remove(elsewhere)
            yield Difference(one + 1, "moved", f"{_named(one, sections)} stands as page {elsewhere + 1}.")
    for one, other in pairs:
        yield from _changed(one, issued[one], found[other], sections)
    for one in gone:
        yield Difference(one + 1, "removed", f"{_named(one, sections)} is missing.")
    for other in new:
        yield Difference(other + 1, "added", f"Page {other + 1} of the file was not part of the report.")


def _keys(leaf: Leaf) -> tuple[str, str]:
    return leaf.text, leaf.look


def _aligned(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """Pages that are gone, pages that are new, and pairs of pages that are one page, changed."""
    gone: list[int] = []
    new: list[int] = []
    pairs: list[tuple[int, int]] = []
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            left, right, matched = _paired(list(range(i, j)), list(range(k, m)), before, after)
            gone += left
            new += right
            pairs += matched
    return gone, new, pairs


def _paired(
    ours: list[int], theirs: list[int], before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """The pages of one stretch: those most alike are one page."""
    alike = sorted(
        ((_alike(before[one][0], after[other][0]), -one, -other) for one in ours for other in theirs), reverse=True
    )
    pairs = []
    for share, one, other in alike:
        if share >= LIKE and -one in ours and -other in theirs:
            pairs.append((-one, -other))
            ours.remove(-one)
            theirs.remove(-other)
    return ours, theirs, pairs


def _alike(one: str, other: str) -> float:
    """The share of words that two pages have in common, 0 to 1; two pages without words are alike."""
    first, second = set(one.split()), set(other.split())
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0


def _changed(page: int, issued: Leaf, found: Leaf, sections: Mapping[int, str]) -> Iterator[Difference]:
    where = _named(page, sections)
    changes = list(_words(issued.text.split(), found.text.split()))
    for words in changes[:MOST_CHANGES]:
        yield Difference(page + 1, "words", f"{where}: {words}")
    if len(changes) > MOST_CHANGES:
        more = len(changes) - MOST_CHANGES
        yield Difference(page + 1, "words", f"{where}: {more} more place{'' if more == 1 else 's'} read differently.")
    if not changes:
        drawn = "a drawing, a picture or a place on the page differs; the words are as issued."
        yield Difference(page + 1, "drawing", f"{where}: {drawn}")


def _words(issued: list[str], found: list[str]) -> Iterator[str]:
    """``after “Level-8 44.2”: “18.2” was issued, “44.1” stands there.``"""
    for what, i, j, k, m in SequenceMatcher(None, issued, found, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        context = f"after “{' '.join(issued[max(0, i - 3) : i])}”: " if i else ""
        was = f"“{_short(issued[i:j])}” was issued" if j > i else "nothing was issued"
        now = f"“{_short(found[k:m])}” stands there" if m > k else "it is gone"
        yield f"{context}{was}, {now}."


def _short(words: list[str]) -> str:
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")


def _named(page: int, sections: Mapping[int, str]) -> str:
    section = sections.get(page + 1)
    return f"Page {page + 1} ({section})" if section else f"Page {page + 1}"
