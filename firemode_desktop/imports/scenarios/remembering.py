"""What a person said of a foreign matrix, kept for the next one under the same headings.

Kept are the meaning of words, the tolerance, types and actions. Left behind with the file is what was said of the one
sheet: its stair, its zone, where its rows and columns stand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from firemode_desktop.imports.files.cells import Sheet, as_read
from firemode_desktop.imports.scenarios.mapping import SheetMapping
from firemode_desktop.imports.tables.layout import key

_OF_ONE_SHEET = frozenset({"zone"})


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was said before, and ``source``: ``vendor.xlsx, sheet Stair-A, by Engineer One on 2026-11-22``."""

    mapping: SheetMapping
    source: str


def fingerprint(sheet: Sheet, heading: int, columns: Iterable[int]) -> str:
    """What headings of causes are recognised by: their words from left to right; 16 hexadecimal digits."""
    words = [key(as_read(sheet.at(heading, column))) for column in sorted(columns)]
    return hashlib.sha256(json.dumps(["scenarios", *words], ensure_ascii=False).encode()).hexdigest()[:16]


def to_keep(one: SheetMapping) -> SheetMapping | None:
    """What of a mapping is true of the next file too; ``None`` where nothing was said or its headings are not known."""
    given = {name: told for name, told in one.given.items() if name not in _OF_ONE_SHEET}
    if not one.fingerprint or not (one.words or one.tolerance or one.types or given):
        return None
    return SheetMapping(
        one.sheet, tolerance=one.tolerance, words=one.words, given=given, types=one.types, fingerprint=one.fingerprint
    )


def alike(one: SheetMapping, other: SheetMapping) -> bool:
    """Whether both say the same, whatever the sheets are called."""
    return replace(one, sheet=other.sheet) == other


def recall(proposed: SheetMapping, known: Mapping[str, Recalled]) -> SheetMapping:
    """The proposal with what was said of such headings before; the same where nothing was."""
    before = known.get(proposed.fingerprint)
    if before is None:
        return proposed
    told = before.mapping
    return replace(
        proposed,
        tolerance=told.tolerance,
        words=told.words,
        given=told.given,
        types=told.types,
        why={**proposed.why, "answers": before.source},
    )


def in_words(one: SheetMapping) -> str:
    """What was said, shortly: ``X is 0±2; the tolerance is 2 s; type is annual``."""
    said = [f"{word} is {meant or 'no effect'}" for word, meant in one.words.items()]
    said += [f"the tolerance is {one.tolerance} s"] if one.tolerance else []
    said += [f"{name} is {told}" for name, told in (*one.given.items(), *one.types.items())]
    return "; ".join(said)
