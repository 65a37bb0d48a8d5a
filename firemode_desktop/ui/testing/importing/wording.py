"""What an import of results says: what would become of a row, what could be confirmed, what was recorded."""

from __future__ import annotations

from collections import Counter

from firemode_desktop.domain.checks import plain
from firemode_desktop.services.results import WRITTEN, Looked, ResultsOutcome
from firemode_desktop.services.testing.rehearsing import Rehearsed
from firemode_desktop.ui.importing.offer import Offer
from firemode_desktop.ui.language import many

NOTHING = "Nothing to record: no test of this file is filled in."


def verdict_words(found: Rehearsed) -> str:
    """``fail, −59.6 %, fault 1A``; ``not carried out`` for a test that was skipped."""
    if found.outcome == "skipped":
        return "left out"
    if found.outcome == "failed":
        return "not possible"
    verdict = (found.verdict or "").replace("_", " ") or "not judged"
    deviation = "" if found.deviation_pct is None else _signed(plain(found.deviation_pct))
    fault = f"fault {found.fault}" if found.fault else ""
    return ", ".join(part for part in (verdict, deviation, fault) if part)


def _signed(figure: str) -> str:
    """A deviation in per cent, with its sign."""
    return f"−{figure[1:]} %" if figure.startswith("-") else f"+{figure} %"


def offer_of(looked: Looked) -> Offer:
    """What can be confirmed, and what that would do."""
    plan = looked.plan
    mendable = not plan.whole_file_errors
    clean = not plan.errors
    return Offer(
        _verdict(looked),
        _particulars(looked) if mendable else "",
        looked.new,
        ("result", "results"),
        clean and looked.new > 0,
        not clean and mendable and looked.new > 0,
    )


def _verdict(looked: Looked) -> str:
    plan = looked.plan
    if plan.whole_file_errors:
        return f"{plan.whole_file_errors[0].message} Nothing can be recorded until the file is right."
    if plan.errors:
        bad = len(plan.bad)
        stand = "as it stands" if bad == 1 else "as they stand"
        rest = f" {many(looked.new, 'result', 'results')} would be good." if looked.new else ""
        return f"{many(bad, 'row', 'rows')} cannot be recorded {stand}.{rest}"
    if not looked.new:
        return f"Nothing to record: {_standing(looked.unchanged)} on record already." if looked.unchanged else NOTHING
    same = f", {looked.unchanged:,} unchanged" if looked.unchanged else ""
    return f"{many(looked.new, 'result', 'results')} to be recorded{same}."


def _standing(rows: int) -> str:
    return "the one row is" if rows == 1 else f"all {rows:,} rows are"


def _particulars(looked: Looked) -> str:
    """``12 pass · 1 fails and opens a fault · 2 left out · 163 not filled in``."""
    verdicts = Counter(verdict_of(one) for one in looked.rehearsed.values() if one.outcome in WRITTEN)
    told = [f"{number:,} {word}" for word, number in verdicts.items()]
    if looked.faults:
        told.append(f"{many(looked.faults, 'fault', 'faults')} would be opened")
    results = {sheet for one in looked.plan.read[:1] for sheet in (one.table.sheet.name,)}
    blank = sum(sheet in results for sheet, _row in looked.plan.blank)
    if blank:
        told.append(f"{many(blank, 'test', 'tests')} not filled in")
    return " · ".join(told)


def verdict_of(found: Rehearsed) -> str:
    """The verdict alone."""
    return verdict_words(found).split(",")[0]


def recorded(outcome: ResultsOutcome) -> str:
    """What was done."""
    same = f", {outcome.looked.unchanged:,} unchanged" if outcome.looked.unchanged else ""
    faults = f", {many(outcome.looked.faults, 'fault', 'faults')} opened" if outcome.looked.faults else ""
    return f"{outcome.plan.file_name}: {many(outcome.new, 'result', 'results')} recorded{same}{faults}."
