"""Which character parts the columns of a CSV file: what the file announces, or what fits most of its rows.

A separator fits when the cells that it leaves hold no other one: ``45,2`` may, since that is a number, and so may
``tested, good``; ``Stair-A;45`` may not. Where two fit equally well nobody can tell, and a person has to.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from firemode_desktop.domain.errors import Invalid

SEPARATORS: Mapping[str, str] = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_ANNOUNCED = re.compile(r'"?sep=([,;\t|])"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_NUMBER = re.compile(r"\s*[+-]?[0-9][0-9.,]*\s*[%a-zA-Z°/²]*\s*")
_LOOKED_AT = 5_000
_LONGEST = 1 << 20
_MOSTLY, _FAR_FEWER = 0.9, 0.6


@dataclass(frozen=True)
class _Fit:
    """How a separator fits: the rows that are alike in width, how wide they are, the share left without others."""

    separator: str
    strict: bool
    rows: int
    width: int
    clean: float


def lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends; a carriage return alone ends one too."""
    return (match[0] for match in _LINE.finditer(text))


def announced(text: str) -> tuple[str | None, int]:
    """The separator of a first line such as ``sep=;``, and where the table begins behind it."""
    match = _ANNOUNCED.match(text)
    return (match[1], match.end()) if match else (None, 0)


def found_separator(text: str) -> str:
    """The separator that fits the rows of a file; ``Invalid`` when there is none, or no telling."""
    sample = _sample(text)
    if not any(line.strip() for line in sample):
        raise Invalid("This file is empty.")
    fits = [fit for separator in SEPARATORS if (fit := _fit(sample, separator))]
    if not fits:
        raise Invalid("This file has one column only; a comma, semicolon, tab or bar must part the columns.")
    best = _best(fits)
    if len(best) > 1:
        words = " or ".join(SEPARATORS[fit.separator] for fit in best)
        raise Invalid(f"It cannot be told whether {words} parts the columns of this file.")
    return best[0].separator


def _best(fits: list[_Fit]) -> list[_Fit]:
    """What most rows agree on, and of these the widest, among those that leave cells clean; if none does, most rows.

    What parts far fewer rows than another is out, and what cannot be read strictly comes after what can.
    """
    most = max(fit.rows for fit in fits)
    fits = [fit for fit in fits if fit.rows >= _FAR_FEWER * most]
    fits = [fit for fit in fits if fit.strict] or fits
    clean = [fit for fit in fits if fit.clean >= _MOSTLY]
    ranks = [(fit.rows, fit.width if clean else 0) for fit in clean or fits]
    return [fit for fit, rank in zip(clean or fits, ranks, strict=True) if rank == max(ranks)]


def _sample(text: str) -> list[str]:
    """The first lines of a text, up to a length that is looked at in no time."""
    sample, length = list[str](), 0
    for line in islice(lines(text), _LOOKED_AT):
        length += len(line)
        if length > _LONGEST and sample:
            break
        sample.append(line[:_LONGEST])
    return sample


def _fit(sample: list[str], separator: str) -> _Fit | None:
    """How a separator fits; ``None`` when it parts no row."""
    records = _records(sample, separator)
    strict = records is not None
    # What cannot be read is judged roughly; the file as a whole is refused later, with the line.
    records = records or [line.rstrip("\r\n").split(separator) for line in sample]
    parted = [record for record in records if len(record) > 1]
    if not parted:
        return None
    width, count = Counter(map(len, parted)).most_common(1)[0]
    others = re.compile("[" + re.escape("".join(other for other in SEPARATORS if other != separator)) + "](?! )")
    clean = sum(not any(others.search(cell) and not _NUMBER.fullmatch(cell) for cell in record) for record in parted)
    return _Fit(separator, strict, count, width, clean / len(parted))


def _records(sample: list[str], separator: str) -> list[list[str]] | None:
    try:
        return list(csv.reader(sample, delimiter=separator, strict=True))
    except csv.Error:
        return None
