"""The certificate of a baseline: what was in force at each location on a day, since when, by whom, from which paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from firemode_desktop.domain.standing import Standing
from firemode_desktop.reports.document import Tell
from firemode_desktop.reports.pages import Flow, paragraph, subheading
from firemode_desktop.reports.papers.frame import Head, begin, typeset
from firemode_desktop.reports.sheet.blanks import Blank, blanks
from firemode_desktop.reports.shown import BLANK, count, day, span
from firemode_desktop.reports.tables import Column, Row, status, table
from firemode_desktop.reports.typography import Face


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """One location; ``value`` is None where it needs a baseline and none was in force."""

    floor: str
    place: str
    case: str
    value: str | None
    commissioned: date | None = None
    by: str = ""
    reference: str = ""
    conditions: str = ""
    needed: bool = True
    """Whether what is tested here calls for it; one that is not needed is on record all the same."""

    @property
    def source(self) -> str:
        """What stands behind the value: report and conditions."""
        return ", ".join(part for part in (self.reference, self.conditions) if part)


@dataclass(frozen=True, slots=True)
class BaselineTable:
    """The locations of one kind in one stair, from the top down; ``unit`` of all values."""

    stair: str
    kind: str
    unit: str
    lines: tuple[BaselineLine, ...]

    @property
    def placed(self) -> bool:
        """Whether its locations are doors or doorways, not floors themselves."""
        return any(one.place for one in self.lines)

    @property
    def sourced(self) -> bool:
        """Whether anything is on record behind a value."""
        return any(one.source for one in self.lines)

    @property
    def present(self) -> int:
        """Locations that need a baseline and had one."""
        return sum(one.needed and one.value is not None for one in self.lines)

    @property
    def needed(self) -> int:
        """Locations that need one."""
        return sum(one.needed for one in self.lines)


@dataclass(frozen=True, slots=True)
class BaselinePaper:
    """The baseline of a building on the day of ``head``; how many had been superseded by then, and withdrawn."""

    head: Head
    tables: tuple[BaselineTable, ...]
    superseded: int = 0
    withdrawn: int = 0

    @property
    def lines(self) -> tuple[BaselineLine, ...]:
        """Every location."""
        return tuple(line for one in self.tables for line in one.lines)


def render(paper: BaselinePaper, tell: Tell | None = None) -> bytes:
    """The certificate as the bytes of a PDF, A4."""
    flow = Flow()
    begin(flow, paper.head, _facts(paper))
    paragraph(flow, _sentence(paper), 10.5, Face.BOLD, after=8)
    table(flow, _SUMMARY, [_summary(one) for one in paper.tables])
    for one in paper.tables:
        subheading(flow, f"{one.stair} · {one.kind}", f"{one.present} of {one.needed} on record, in {one.unit}")
        table(flow, _columns(one), [_row(line, one) for line in one.lines])
    flow.space(12)
    blanks(flow, "Certified by", _SIGNATURE)
    return typeset(flow, paper.head, tell)


_SUMMARY = (Column("Stair", 60), Column("Baseline", 50), Column("On record", 30, "right"), Column("Standing", 30))
_SIGNATURE = ((Blank("Name", 1.4), Blank("Licence"), Blank("Signature", 1.4), Blank("Date")),)


def _facts(paper: BaselinePaper) -> tuple[tuple[str, str], ...]:
    lines = paper.lines
    return (
        ("In force on", day(paper.head.day)),
        ("Commissioned", span(one.commissioned for one in lines if one.commissioned)),
        ("Commissioned by", _listed(one.by for one in lines if one.value is not None)),
        ("Reports", _listed(one.reference for one in lines if one.value is not None)),
        ("Superseded before", f"{count(paper.superseded, 'baseline')}; withdrawn before: {paper.withdrawn}"),
    )


def _listed(names: Iterable[str]) -> str:
    found = sorted(set(filter(None, names)))
    more = f" and {len(found) - 6} more" if len(found) > 6 else ""
    return ", ".join(found[:6]) + more if found else "not recorded"


def _sentence(paper: BaselinePaper) -> str:
    present, needed = (sum(getattr(one, name) for one in paper.tables) for name in ("present", "needed"))
    text = f"{present} of the {count(needed, 'location')} that need a baseline had one in force on this day."
    return text if present == needed else f"{text} Those without one are marked."


def _summary(one: BaselineTable) -> Row:
    whole = one.present == one.needed
    word = "complete" if whole else f"{one.needed - one.present} missing"
    standing = Standing.PASS if whole else Standing.NOT_TESTED
    return Row((one.stair, one.kind, f"{one.present} of {one.needed}", status(standing, word)))


def _columns(one: BaselineTable) -> tuple[Column, ...]:
    """Floors themselves have no place beside them; what stands behind the value gets the room, if anything does."""
    places = (Column("Place", 32),) if one.placed else ()
    sources = (Column("Report, conditions", 26 if places else 62),) if one.sourced else ()
    wide = (32 if sources else 40) if places else 24
    return (
        Column("Floor", 16 if places else 18),
        *places,
        Column("Condition", wide),
        Column(f"Value, {one.unit}", 16, "number"),
        Column("Commissioned", 21),
        Column("By", 170 - sum((85 if places else 55, wide, *(each.width_mm for each in sources)))),
        *sources,
    )


def _row(one: BaselineLine, of: BaselineTable) -> Row:
    where = (one.floor, one.place or BLANK, one.case) if of.placed else (one.floor, one.case)
    if one.value is None:
        return Row((*where, "", status(Standing.NOT_TESTED, "none"), "", ""))
    value = (one.value, day(one.commissioned), one.by or BLANK, one.source or BLANK)
    return Row((*where, *value[: 4 if of.sourced else 3]))
