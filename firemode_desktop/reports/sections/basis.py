"""What the verdict rests on: the standard, each limit with its source and version, the decision rule."""

from __future__ import annotations

from firemode_desktop.charts.digits import limit
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.words import DecisionRule, DefectClassification
from firemode_desktop.reports.data import ReportData, RuleFacts
from firemode_desktop.reports.pages import Flow, heading, paragraph, subheading
from firemode_desktop.reports.shown import BLANK, day
from firemode_desktop.reports.tables import Cell, Column, Row, table

RULES = {
    DecisionRule.SIMPLE: (
        "Simple acceptance, agreed before measuring: a reading passes when it lies within its limits, the limits "
        "themselves included. The uncertainty of the instrument is not taken into account."
    ),
    DecisionRule.GUARD_BANDED: (
        "Guard-banded acceptance (ILAC-G8:09/2019), agreed before measuring, with the expanded uncertainty U of the "
        "instrument's certificate. Against a lower limit L: pass from L + U; conditional pass from L; conditional "
        "fail from L − U; fail below that; mirrored for an upper limit. A conditional pass counts as compliant, a "
        "conditional fail does not. Where no U is known the reading is not checked."
    ),
}
JUDGED = (
    "Readings are judged as they were read and rounded only in print, to three decimals at most: 19.9996 Pa is below "
    "20 Pa and is printed as 20.000 with its verdict. What was not tested is left blank and never counted as a pass. "
    "A test that was repeated stands as its last result; the earlier ones are in the appendix."
)


def basis(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow."""
    flow.page()
    heading(flow, number, "Basis")
    paragraph(flow, _standards(data))
    subheading(flow, "Rules in force and the source of each limit")
    if data.rules:
        table(flow, RULE_COLUMNS, [_rule(rule) for rule in data.rules])
    else:
        paragraph(flow, "No rule was in force for any test of this session.")
    subheading(flow, "Decision rule")
    paragraph(flow, RULES[data.visit.decision_rule])
    paragraph(flow, JUDGED)
    drift = plain(data.drift_limit_pct)
    paragraph(
        flow,
        "Deviation from baseline is (reading − baseline) / baseline. One of more than "
        f"{drift} % is pointed out as drift; it is advice and fails no test.",
    )


RULE_COLUMNS = (
    Column("Rule", 30),
    Column("Measurement and limit", 50),
    Column("Source of the limit", 44),
    Column("In force from", 20),
    Column("If it fails", 26),
)


def _standards(data: ReportData) -> str:
    named = dict.fromkeys(stair.design_standard for stair in data.stairs if stair.design_standard)
    design = f" The stairs were designed to {', '.join(named)}." if named else ""
    return (
        "Tested for routine service under AS 1851 against the commissioned performance of the system. Each limit below "
        f"is that of the rule in force on the day the session was made for.{design}"
    )


def _rule(rule: RuleFacts) -> Row:
    what = f"{rule.measurement.label}: {_limits(rule)}"
    code = DefectClassification(rule.classification).as1851_class.label.lower()
    fails = f"{rule.severity.capitalize()}, class {rule.classification}: {code}"
    name = Cell(f"{rule.code}\n{rule.version}")
    return Row((name, what, rule.source or BLANK, day(rule.effective), fails), note=rule.description or "")


def _limits(rule: RuleFacts) -> str:
    low, high = rule.limits.minimum, rule.limits.maximum
    if low is not None and high is not None:
        return f"{limit(low)} to {limit(high)} {rule.limits.unit}"
    if low is not None:
        return f"at least {limit(low)} {rule.limits.unit}"
    return f"at most {limit(high)} {rule.limits.unit}" if high is not None else "as designed, see each test"
