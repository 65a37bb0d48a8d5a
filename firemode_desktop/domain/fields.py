"""How a column looks to a person: its words, what may be typed into it, and how its value is shown.

``Field.check`` reads what somebody typed or pasted. What it cannot take comes back as a ``Problem`` that keeps the
text and says why, so that nothing typed is ever lost. What ``check`` returns, shown and checked again, is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import cached_property
from uuid import UUID

from firemode_desktop.domain.checks import parse_number, plain, round_half_even, storable, to_decimal
from firemode_desktop.domain.dates import parse_date, show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.facts import Facts, parse_facts
from firemode_desktop.domain.names import NOBODY, Names, folded
from firemode_desktop.domain.numbers import offer, unit_named
from firemode_desktop.domain.order import natural_text
from firemode_desktop.domain.particulars import fitted
from firemode_desktop.domain.visible import UNSEEN

Value = str | int | Decimal | bool | date | UUID | tuple[UUID, ...] | Facts | None

YES = ("yes", "y", "true", "1", "x", "✓", "on")
NO = ("no", "n", "false", "0", "off")
_INTEGER = 2**31 - 1  # PostgreSQL's integer
_PARTED = re.compile(r"([,;\n])")
_RANGES = (" to ", "–", "…")


class Kind(Enum):
    """What a column holds; grid, form, importer and workbook each choose their editor by it."""

    TEXT = "text"
    LONG_TEXT = "long text"
    WHOLE = "whole number"
    DECIMAL = "decimal number"
    DATE = "date"
    FLAG = "yes or no"
    CHOICE = "choice"
    REFERENCE = "reference"
    REFERENCES = "references"
    FACTS = "particulars"


NUMBERS = (Kind.WHOLE, Kind.DECIMAL)


@dataclass(frozen=True, slots=True)
class Problem:
    """What was typed and why it cannot stand; ``offer`` is a text that would do, if there is an obvious one."""

    text: str
    reason: str
    offer: str | None = None


Cell = Value | Problem


@dataclass(frozen=True)
class Field:
    """One column. Limits are inclusive (``above`` is not) and in ``unit``; ``choices`` are (value, label) pairs.

    ``digits`` and ``decimals`` are the precision and scale of a decimal column, ``length`` the most characters of a
    text, ``refers`` the register a reference points to, ``within`` the field of the same row that holds its parent,
    ``variant`` the one that says which particulars are usual. What is ``aside`` is for other programs: out of sight
    while it is empty.
    """

    name: str
    label: str
    kind: Kind
    required: bool = False
    decimals: int = 0
    digits: int | None = None
    length: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    above: Decimal | None = None
    unit: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    read_only: bool = False
    refers: str | None = None
    within: str | None = None
    default: Value = None
    variant: str | None = None
    aside: bool = False

    @property
    def heading(self) -> str:
        """The label with its unit: ``Width (m)``."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    @property
    def numeric(self) -> bool:
        """Whether it is set to the right, figure under figure."""
        return self.kind in NUMBERS

    def check(self, entered: object, names: Names = NOBODY, within: UUID | None = None, variant: str = "") -> Cell:
        """The value that ``entered`` means, or a ``Problem`` with the text and one sentence.

        ``entered`` is typed text, or a value already of the kind. ``names`` are those of the register referred to,
        ``within`` the parent chosen in the same row, ``variant`` the type that says which particulars are usual.
        A blank is ``None``, refused where the field is required.
        """
        text = entered.strip() if isinstance(entered, str) else entered
        try:
            value = None if text is None or text == "" else _READERS[self.kind](self, text, names, within)
            value = fitted(value, variant) if isinstance(value, Facts) else value
        except _Offer as error:
            return Problem(str(entered), error.message, error.text)
        except Invalid as error:
            return Problem(self.typed(entered, names), error.message)
        if value is None or value == ():
            return Problem(self.typed(text or "", names), f"{self.label} is needed.") if self.required else None
        return value

    def typed(self, entered: object, names: Names = NOBODY) -> str:
        """``entered`` as text, however it came."""
        return entered if isinstance(entered, str) else self.show(entered, names)  # type: ignore[arg-type]

    def show(self, value: Cell, names: Names = NOBODY) -> str:
        """``value`` as it stands in a cell, without the unit (which stands in the heading)."""
        if value is None:
            return ""
        if isinstance(value, Problem):
            return value.text
        if isinstance(value, str):
            return self._labels.get(value, value) if self.choices else value
        return _shown(self, value, names)

    def sort_key(self, value: Cell, names: Names = NOBODY) -> tuple[int, object]:
        """Problems first, then values (names naturally, references as in their register), then blanks."""
        if value is None:
            return (2, 0)
        if isinstance(value, Problem):
            return (0, value.text)
        if isinstance(value, UUID):
            return (1, names.place(value))
        if isinstance(value, tuple):
            return (1, tuple(names.place(key) for key in value))
        if isinstance(value, Facts):
            return (1, str(value))
        if isinstance(value, str):
            return (1, self._places.get(value, len(self.choices)) if self.choices else natural_text(value))
        return (1, value)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return dict(self.choices)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {value: place for place, (value, _) in enumerate(self.choices)}


class _Offer(Invalid):
    """An ``Invalid`` that knows the text which would be right."""

    def __init__(self, message: str, text: str) -> None:
        super().__init__(message)
        self.text = text


def _shown(field: Field, value: Value, names: Names) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value:.{field.decimals}f}"
    if isinstance(value, UUID):
        return names.name(value)
    if isinstance(value, tuple):
        return _listed(value, names)
    return show_date(value) if isinstance(value, date) else str(value)


def _listed(keys: tuple[UUID, ...], names: Names) -> str:
    """``Ground to Level-3, Level-5``: three or more that follow each other are written as a range."""
    siblings = {entry.key: place for place, entry in enumerate(names.of(names.parent(keys[0])))}
    runs: list[list[UUID]] = []
    for key in keys:
        follows = runs and siblings.get(key, -1) == siblings.get(runs[-1][-1], -9) + 1
        runs[-1].append(key) if follows else runs.append([key])
    words = (
        [f"{names.name(run[0])} to {names.name(run[-1])}"] if len(run) > 2 else [names.name(key) for key in run]
        for run in runs
    )
    return ", ".join(word for run in words for word in run)


# Readers: one a kind. Each returns the value or raises ``Invalid``.


def _text(field: Field, entered: object, names: Names, within: UUID | None) -> Value:
    words = str(entered)
    if not storable(words):
        raise Invalid(f"{field.label} holds a character that cannot be stored.")
    text = " ".join(words.splitlines()).strip() if field.kind is Kind.TEXT else "\n".join(words.splitlines()).strip()
    if text and not UNSEEN.sub("", text).strip():
        raise Invalid(f"{field.label} holds nothing that can be seen; type it anew.")
    if field.length is not None and len(text) > field.length:
        raise Invalid(f"{field.label} may have {field.length} characters; this has {len(text)}.")
    return text


def _number(field: Field, entered: object) -> Decimal:
    """The number as entered, in the field's unit, not yet judged."""
    if not isinstance(entered, str):
        return to_decimal(entered)  # type: ignore[arg-type]
    number = parse_number(_without_own_unit(field, entered))
    if number.unit is None:
        return number.value
    if not field.unit:
        raise Invalid(f"{field.label} has no unit; write the number alone.")
    conversion = offer(number, field.unit)
    if conversion is None:
        return number.value
    value = plain(round_half_even(conversion.value, field.decimals))
    raise _Offer(f"{plain(number.value)} {number.unit} is {value} {field.unit}; enter that if it is meant.", value)


def _without_own_unit(field: Field, text: str) -> str:
    """``12 months`` → ``12`` where the field is in months; what can be converted is left to the number's reader."""
    own = field.unit is not None and unit_named(field.unit) is None and text.casefold().endswith(field.unit.casefold())
    return text[: -len(field.unit or "")].rstrip() if own else text


def _within_limits(field: Field, value: Decimal) -> Decimal:
    too_low = (field.minimum is not None and value < field.minimum) or (
        field.above is not None and value <= field.above
    )
    if too_low or (field.maximum is not None and value > field.maximum):
        raise Invalid(f"{field.label} must be {_limits(field)}; this is {plain(value)}.")
    if field.digits is not None and abs(value) >= Decimal(10) ** (field.digits - field.decimals):
        raise Invalid(f"{field.label} may have {field.digits - field.decimals} digits before the point.")
    return value


def _limits(field: Field) -> str:
    unit = f" {field.unit}" if field.unit else ""
    low = f"at least {plain(field.minimum)}" if field.minimum is not None else ""
    low = f"more than {plain(field.above)}" if field.above is not None else low
    high = f"at most {plain(field.maximum)}" if field.maximum is not None else ""
    if field.minimum is not None and field.maximum is not None and field.above is None:
        return f"from {plain(field.minimum)} to {plain(field.maximum)}{unit}"
    return " and ".join(part for part in (low, high) if part) + unit


def _decimal(field: Field, entered: object, names: Names, within: UUID | None) -> Value:
    """Judged as entered, then rounded half-even at the column's scale, and judged as it will be stored."""
    return _within_limits(field, round_half_even(_within_limits(field, _number(field, entered)), field.decimals))


def _whole(field: Field, entered: object, names: Names, within: UUID | None) -> Value:
    value = _within_limits(field, _number(field, entered))
    if value != value.to_integral_value():
        raise Invalid(f"{field.label} is a whole number; this is {plain(value)}.")
    if abs(value) > _INTEGER:
        raise Invalid(f"{field.label} is too large.")
    return int(value)


def _date(field: Field, entered: object, names: Names, within: UUID | None) -> Value:
    if isinstance(entered, date) and not isinstance(entered, datetime):
        return entered
    return parse_date(str(entered))


def _flag(field: Field, entered: object, names: Names, within: UUID | None) -> Value:
    if isinstance(entered, bool):
        return entered
    word = str(entered).casefold()
    if word in YES or word in NO:
        return word in YES
    raise Invalid(f"{field.label} is yes or no.")


def _choice(field: Field, entered: object, names: Names, within: UUID | None) -> Value:
    known = {folded(value): value for value, _ in field.choices} | {folded(label): v for v, label in field.choices}
    wanted = folded(str(entered))
    if wanted in known:
        return known[wanted]
    labels = {folded(label): label for _, label in field.choices}
    near = get_close_matches(wanted, labels, n=1, cutoff=0.6)
    hint = f"Did you mean “{labels[near[0]]}”?" if near else f"One of: {', '.join(labels.values())}."
    raise Invalid(f"“{entered}” is not among the choices. {hint}")


def _reference(field: Field, entered: object, names: Names, within: UUID | None) -> Value:
    if isinstance(entered, UUID):
        return _belonging(field, entered, names, within)
    if field.within is not None and within is None:
        raise Invalid(f"Which {names.one} is meant is known only with its {_parent_word(field)}.")
    found = names.find(str(entered), within)
    if isinstance(found, str):
        raise Invalid(found)
    return found.key


def _parent_word(field: Field) -> str:
    return (field.within or "").removesuffix("_id").replace("_", " ")


def _belonging(field: Field, key: UUID, names: Names, within: UUID | None) -> UUID:
    if key not in names:
        raise Invalid(f"That {names.one} no longer exists.")
    if field.within is not None and names.parent(key) != within:
        raise Invalid(f"“{names.name(key)}” does not belong to the {_parent_word(field)} of this row.")
    return key


def _references(field: Field, entered: object, names: Names, within: UUID | None) -> Value:
    if isinstance(entered, tuple):
        return names.ordered(_belonging(field, key, names, within) for key in entered)
    parts = _listed_parts(str(entered), {folded(entry.name) for entry in names.of(within)})
    return names.ordered(key for part in parts for key in _range(field, part, names, within))


def _listed_parts(text: str, known: Collection[str]) -> Iterator[str]:
    """``Ground, Plant, upper`` → ``Ground``, ``Plant, upper``: a name may hold what parts names."""
    pieces = _PARTED.split(text)  # names at even places, what parts them between
    longest = 2 * max((len(_PARTED.findall(name)) for name in known), default=0)
    place = 0
    while place < len(pieces):
        ends = range(min(place + 2 * longest, len(pieces) - 1), place, -2)
        wide = (end for end in ends if _all_known("".join(pieces[place : end + 1]), known))
        end = next(wide, place)
        if part := "".join(pieces[place : end + 1]).strip():
            yield part
        place = end + 2


def _all_known(part: str, known: Collection[str]) -> bool:
    """Whether ``part`` is one of these names, or a range of two of them."""
    ranges = (part.partition(separator) for separator in _RANGES)
    return folded(part) in known or any(folded(low) in known and folded(high) in known for low, _, high in ranges)


def _range(field: Field, part: str, names: Names, within: UUID | None) -> tuple[UUID, ...]:
    """The rows of ``Level-3``, or of ``Ground to Level-3``."""
    for separator in _RANGES:
        first, found, last = part.partition(separator)
        if found and isinstance(names.find(part, within), str):
            ends = [_reference(field, end.strip(), names, within) for end in (first, last)]
            keys = [entry.key for entry in names.of(within)]
            low, high = sorted(keys.index(end) for end in ends if isinstance(end, UUID))
            return tuple(keys[low : high + 1])
    key = _reference(field, part, names, within)
    return (key,) if isinstance(key, UUID) else ()


def _facts(field: Field, entered: object, names: Names, within: UUID | None) -> Value:
    facts = entered if isinstance(entered, Facts) else parse_facts(str(entered))
    return facts if facts.pairs else None


_READERS: Mapping[Kind, Callable[[Field, object, Names, UUID | None], Value]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _date,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: _references,
    Kind.FACTS: _facts,
}
