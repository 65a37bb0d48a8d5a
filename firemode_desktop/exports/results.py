"""The results workbook, to fill in and filled in; both come back through the importer.

Sheet ``Results`` has one row a test, sheet ``C&E`` one row an effect. Grey columns tell where and what a test is; they
are not read back. The filled-in workbook has a third sheet, ``Verdicts``, with what the readings were judged by; the
importer leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from firemode_desktop.domain.forms import EFFECTS, POINTS, RESULTS, Column, Form, Holds
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.exports.book import Content, new_book, to_bytes
from firemode_desktop.exports.form_sheet import add_form

Row = dict[str, Content]
_ASIDE = tuple(column.name for column in RESULTS.columns if column.aside)
_TEST = ("identifier", *_ASIDE)
_EFFECT = ("identifier", "step_order", "component_id", "action", "expected")

VERDICTS = Form(
    "Verdicts",
    (
        Column("identifier", width=58),
        Column("where", width=48),
        Column("measured_value", Holds.NUMBER, measure="as tested", width=16),
        Column("unit", width=8),
        Column("min_threshold", Holds.NUMBER, measure="as tested"),
        Column("max_threshold", Holds.NUMBER, measure="as tested"),
        Column("baseline_value", Holds.NUMBER, measure="as tested"),
        Column("deviation_pct", Holds.NUMBER, measure="%"),
        Column("verdict", width=18),
        Column("fault", width=40),
    ),
)


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One effect of a cause-and-effect test: expected (without a delay) or seen, seconds after the trigger.

    ``expected`` is when, in words: ``3 s ± 1 s``.
    """

    component_id: str
    action: str
    step_order: int | None = None
    delay_seconds: Decimal | None = None
    expected: str = ""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One test of a session as a workbook shows it; a time is the site's, or text with its offset.

    ``status`` is blank unless the test was skipped or failed; ``value`` is blank for a velocity with its points.
    ``told`` is what stands in the grey columns, ``serials`` the instruments that may be chosen for it, ``done`` whether
    its result is on record.
    """

    identifier: str
    measurement_type: str
    where: str = ""
    unit: str | None = None
    value: Decimal | None = None
    points: tuple[Decimal | None, ...] = ()
    measured_at: datetime | str | None = None
    instrument_serial: str | None = None
    result_observed: bool | None = None
    status: str = ""
    environment: Mapping[str, Decimal] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    notes: str | None = None
    effects: tuple[EffectLine, ...] = ()
    min_threshold: Decimal | None = None
    max_threshold: Decimal | None = None
    baseline_value: Decimal | None = None
    deviation_pct: Decimal | None = None
    verdict: str = ""
    fault: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    serials: tuple[str, ...] = ()
    done: bool = False


def results_template(lines: Iterable[ResultLine], title: str = "") -> bytes:
    """The workbook to take along: one row a test, and one an expected effect, whose delay is to be filled in.

    What is on record already stands in its row, which is locked. ``title`` is what the session is called.
    """
    tests = tuple(lines)
    book = new_book(title)
    settled = {number for number, line in enumerate(tests) if line.done}
    fitting = {"instrument_serial": [line.serials for line in tests]}
    add_form(book, RESULTS, map(_result, tests), fitting=fitting, given=_TEST, settled=settled)
    done = [line.done for line in tests for _ in _effects([line])]
    settled = {number for number, it in enumerate(done) if it}
    add_form(book, EFFECTS, _effects(tests), given=_EFFECT, settled=settled)
    return to_bytes(book)


def results_workbook(lines: Sequence[ResultLine], title: str = "") -> bytes:
    """The workbook of a session called ``title``: what was read, what was seen, and how it was judged."""
    book = new_book(title)
    add_form(book, RESULTS, map(_result, lines), given=_TEST)
    add_form(book, EFFECTS, _effects(lines), given=_EFFECT)
    add_form(book, VERDICTS, map(_verdict, lines), given=[column.name for column in VERDICTS.columns])
    return to_bytes(book)


def _effects(lines: Iterable[ResultLine]) -> Iterator[Mapping[str, Content]]:
    for line in lines:
        if line.measurement_type != MeasurementType.CAUSE_AND_EFFECT_LOGIC:
            continue
        for effect in line.effects:
            yield {
                "identifier": line.identifier,
                "step_order": effect.step_order,
                "component_id": effect.component_id,
                "action": effect.action,
                "expected": effect.expected or None,
                "delay_seconds": effect.delay_seconds,
            }


def _result(line: ResultLine) -> Mapping[str, Content]:
    observed = None if line.result_observed is None else ("yes" if line.result_observed else "no")
    row: Row = {
        "identifier": line.identifier,
        "measured_value": None if line.points else line.value,
        "measured_at": line.measured_at,
        "instrument_serial": line.instrument_serial,
        "result_observed": observed,
        "status": line.status or None,
        "evidence": "; ".join(line.evidence) or None,
        "notes": line.notes,
    }
    told = {name: line.told.get(name) or None for name in _ASIDE}
    return {**told, **row, **dict(zip(POINTS, line.points, strict=False)), **line.environment}


def _verdict(line: ResultLine) -> Mapping[str, Content]:
    names = ("identifier", "where", "unit", "min_threshold", "max_threshold", "baseline_value", "deviation_pct")
    told: Row = {name: getattr(line, name) or None for name in (*names, "verdict", "fault")}
    return {**told, "measured_value": line.value, "min_threshold": line.min_threshold}
