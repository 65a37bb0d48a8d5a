"""The section in words: what a tooltip says of a floor, and a screen reader of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.section import Cell, Reading, Section, Shaft
from firemode_desktop.domain.standing import Measure, Standing, case_label, figure

_OTHERS = (Measure.PRESSURE, Measure.VELOCITY, Measure.FORCE)


def describe(shaft: Shaft, cell: Cell, measure: Measure | None, case: str) -> str:
    """A floor in a few sentences: what is shown of it, when it was read, and what else was read there.

    Without a ``measure`` only what the registers say: its height and its doors.
    """
    where = f"{shaft.name}, {cell.level}"
    if measure is None:
        return f"{where}: {_height(cell)}; {_doors(cell)}."
    if measure is Measure.TESTED:
        return f"{where}: {_tally(cell)}."
    shown = cell.reading(measure, case)
    if shown is None or shown.value is None:
        what = Standing.NOT_TESTED.label if shown is None else shown.margin
        first = f"{where}: {measure.label.lower()} {what}."
    else:
        before = "to be tested; before that " if (measure, case) in cell.due else ""
        first = f"{where}: {before}{_read(shown)}; {shown.against_baseline}.{_when(shown)}"
    rest = [*cell.doubted(measure, case), *_others(cell, measure), *_assumed(cell)]
    return " ".join([first, *rest])


def _height(cell: Cell) -> str:
    side = "below" if cell.bottom_m < 0 else "above"
    height = (
        "at ground"
        if cell.bottom_m == 0
        else f"{figure(abs(cell.bottom_m), 2).rstrip('0').rstrip('.')} m {side} ground"
    )
    return f"{height}, assumed" if cell.assumed else height


def _doors(cell: Cell) -> str:
    return f"{'door' if len(cell.doors) == 1 else 'doors'} {', '.join(cell.doors)}" if cell.doors else "no doors"


def _tally(cell: Cell) -> str:
    tally = cell.tested
    if not tally.total:
        return "no tests in this session"
    parts = [f"{tally.done} of {tally.total} tests done"]
    parts += [f"{tally.failing} not compliant"] if tally.failing else []
    parts += [f"{tally.skipped} skipped"] if tally.skipped else []
    return ", ".join(parts)


def _read(reading: Reading) -> str:
    """``18.2 Pa with all doors closed, below the minimum of 20 Pa``; a door is named, a pressure has none."""
    place = f"{reading.place} " if reading.measure is not Measure.PRESSURE else ""
    words = _conditions(reading.measure, reading.case)
    return f"{place}{reading.shown} {reading.measure.unit}{words}, {_against(reading)}"


def _conditions(measure: Measure, case: str) -> str:
    if measure is Measure.VELOCITY:
        return f" in {case_label(measure, case)}"
    return f" with {case_label(measure, case)}"


def _against(reading: Reading) -> str:
    """On which side of its limits: by how much where it fails or is near one, else ``within 20 to 80 Pa``."""
    if reading.standing in (Standing.FAIL, Standing.NEAR):
        unit = reading.limits.unit
        margin = reading.margin if reading.margin.endswith(unit) else f"{reading.margin} {unit}"
        return f"{reading.standing.label}: {margin}"
    if reading.limits.open:
        return "no limit is in force"
    return f"{reading.standing.label}: {_limits(reading.limits)}"


def _limits(limits: Limits) -> str:
    low, high, unit = limits.minimum, limits.maximum, limits.unit
    if low is not None and high is not None:
        return f"within {plain(low)} to {plain(high)} {unit}"
    return (
        f"at least {plain(low)} {unit}" if low is not None else f"at most {plain(high)} {unit}" if high else "no limit"
    )


def _when(reading: Reading) -> str:
    if reading.at is None:
        return ""
    return f" Read {reading.at.day} {reading.at:%B %Y}, {reading.session_name}."


def _others(cell: Cell, measure: Measure) -> Iterable[str]:
    """What else was read on this floor, the worst of each measure."""
    found = []
    for other in _OTHERS:
        readings = [one for one in cell.readings if one.measure is other and one.value is not None]
        if other is not measure and readings:
            worst = max(readings, key=lambda one: one.standing.concern)
            kind = "" if other is Measure.PRESSURE else "door " if other is Measure.FORCE else "doorway "
            found.append(f"{kind}{_read(worst)}")
    return [f"Also here: {'; '.join(found)}."] if found else []


def _assumed(cell: Cell) -> Iterable[str]:
    return ["Its height is not in the register; it is drawn as high as the others."] if cell.assumed else []


def summary(section: Section, measure: Measure | None, case: str) -> str:
    """The whole building in a sentence: ``Section of …: 2 stairs, 30 floors; 28 pass, 1 fail, 1 not tested.``"""
    cells = list(section.cells())
    size = f"Section of {section.name}: {_count(len(section.shafts), 'stair')}, {_count(len(cells), 'floor')}"
    if measure is None or not cells:
        return f"{size}."
    found = Counter(cell.standing(measure, case) for cell in cells)
    return f"{size}; {', '.join(f'{found[one]} {one.label}' for one in Standing if found[one])}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def what_is_shown(section: Section, measure: Measure | None, case: str) -> str:
    """The line below a title: ``Pressure with all doors closed, Pa · read 4 May to 12 May 2026``."""
    if measure is None:
        return "Stairs and floors"
    if measure is Measure.TESTED:
        return f"Tested · {section.session_name or 'no session yet'}"
    condition = _conditions(measure, case)
    return f"{measure.label}{condition}, {measure.unit} · {_span(section, measure, case)}"


def _span(section: Section, measure: Measure, case: str) -> str:
    """From the first to the last day on which what is shown was read."""
    shown = (cell.reading(measure, case) for cell in section.cells())
    days = sorted({reading.at.date() for reading in shown if reading is not None and reading.at is not None})
    if not days:
        return "nothing read yet"
    first, last = days[0], days[-1]
    until = f"{last.day} {last:%B %Y}"
    if first == last:
        return f"read {until}"
    since = f"{first.day} {first:%B}" + (f" {first.year}" if first.year != last.year else "")
    return f"read {since} to {until}"
