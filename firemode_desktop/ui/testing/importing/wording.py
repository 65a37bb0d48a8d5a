"""What an import of results says: what would become of a row, what could be confirmed, what was recorded."""

from __future__ import annotations

from collections import Counter

from firemode_desktop.domain.checks import plain
from firemode_desktop.services.results import WRITTEN, Looked, ResultsOutcome
from firemode_desktop.services.testing.rehearsing import Rehearsed
from firemode_desktop.ui.importing.offer import Offer
from firemode_desktop.ui.language import many, tr

NOTHING = tr("Nothing to record: no test of this file is filled in.")


def verdict_words(found: Rehearsed) -> str:
    """``fail, −59.6 %, fault 1A``; ``not carried out`` for a test that was skipped."""
    if found.outcome == "skipped":
        return tr("left out")
    if found.outcome == "failed":
        return tr("not possible")
    verdict = (found.verdict or "").replace("_", " ") or tr("not judged")
    deviation = "" if found.deviation_pct is None else _signed(plain(found.deviation_pct))
    fault = tr("fault {fault}", fault=found.fault) if found.fault else ""
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
        return tr(
            "{whole_file_errors} Nothing can be recorded until the file is right.",
            whole_file_errors=plan.whole_file_errors[0].message,
        )
    if plan.errors:
        bad = len(plan.bad)
        stand = tr("as it stands") if bad == 1 else tr("as they stand")
        rest = (
            tr(" {results} would be good.", results=many(looked.new, tr("result"), tr("results"))) if looked.new else ""
        )
        return tr(
            "{rows} cannot be recorded {stand}.{rest}", rows=many(bad, tr("row"), tr("rows")), stand=stand, rest=rest
        )
    if not looked.new:
        return (
            tr("Nothing to record: {standing} on record already.", standing=_standing(looked.unchanged))
            if looked.unchanged
            else NOTHING
        )
    same = tr(", {unchanged:,} unchanged", unchanged=looked.unchanged) if looked.unchanged else ""
    return tr("{results} to be recorded{same}.", results=many(looked.new, tr("result"), tr("results")), same=same)


def _standing(rows: int) -> str:
    return tr("the one row is") if rows == 1 else tr("all {rows:,} rows are", rows=rows)


def _particulars(looked: Looked) -> str:
    """``12 pass · 1 fails and opens a fault · 2 left out · 163 not filled in``."""
    verdicts = Counter(verdict_of(one) for one in looked.rehearsed.values() if one.outcome in WRITTEN)
    told = [f"{number:,} {word}" for word, number in verdicts.items()]
    if looked.faults:
        told.append(tr("{faults} would be opened", faults=many(looked.faults, tr("fault"), tr("faults"))))
    results = {sheet for one in looked.plan.read[:1] for sheet in (one.table.sheet.name,)}
    blank = sum(sheet in results for sheet, _row in looked.plan.blank)
    if blank:
        told.append(tr("{tests} not filled in", tests=many(blank, tr("test"), tr("tests"))))
    return " · ".join(told)


def verdict_of(found: Rehearsed) -> str:
    """The verdict alone."""
    return verdict_words(found).split(",")[0]


def recorded(outcome: ResultsOutcome) -> str:
    """What was done."""
    same = tr(", {unchanged:,} unchanged", unchanged=outcome.looked.unchanged) if outcome.looked.unchanged else ""
    faults = (
        tr(", {faults} opened", faults=many(outcome.looked.faults, tr("fault"), tr("faults")))
        if outcome.looked.faults
        else ""
    )
    return tr(
        "{file_name}: {results} recorded{same}{faults}.",
        file_name=outcome.plan.file_name,
        results=many(outcome.new, tr("result"), tr("results")),
        same=same,
        faults=faults,
    )
