"""``firemode rules``: the limits and their versions."""

from __future__ import annotations

import argparse
from typing import Any

from firemode_desktop.cli import rulesets
from firemode_desktop.cli.arguments import day, number
from firemode_desktop.cli.desk import Answer, Desk, table

LISTED = [
    "rule_set",
    "rule_code",
    "version",
    "measurement_type",
    "min_threshold",
    "max_threshold",
    "unit",
    "severity_if_fail",
    "defect_classification",
    "description",
    "reference_standard",
    "active",
    "effective_date",
    "superseded_date",
]


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``rules list / supersede / sets / adopt / use / usage / withdraw``."""
    verbs = groups.add_parser("rules", parents=[common], help="limits and their versions").add_subparsers(
        metavar="VERB", required=True
    )
    verbs.add_parser("list", parents=[common], help="every version of every rule").set_defaults(command=list_rules)
    new = verbs.add_parser("supersede", parents=[common], help="a new version of a rule")
    new.add_argument("code", metavar="CODE")
    new.add_argument("--version", dest="new_version", required=True)
    new.add_argument("--effective", type=day, required=True, metavar="DATE")
    new.add_argument("--min", type=number)
    new.add_argument("--max", type=number)
    new.add_argument("--source", help="the standard and clause")
    new.add_argument("--description")
    new.set_defaults(command=supersede)
    rulesets.add(verbs, common)


def list_rules(desk: Desk, _: argparse.Namespace) -> Answer:
    """List rules."""
    from firemode_desktop.services import rules

    found = desk.run(
        lambda session: [
            {"id": rule.rule_id, **{name: getattr(rule, name) for name in LISTED}} for rule in rules.rules(session)
        ]
    )
    rows = [
        (
            rule["rule_set"],
            rule["rule_code"],
            rule["version"],
            _limits(rule),
            str(rule["effective_date"] or ""),
            str(rule["superseded_date"] or ""),
            rule["reference_standard"] or "",
        )
        for rule in found
    ]
    return Answer({"rules": found}, table(rows, ("set", "rule", "version", "limits", "from", "until", "source")))


def _limits(rule: dict[str, Any]) -> str:
    low, high = (None if rule[name] is None else f"{rule[name]:f}" for name in ("min_threshold", "max_threshold"))
    shown = f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}" if high else ""
    return f"{shown} {rule['unit'] or ''}".strip()


def supersede(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Supersede a rule."""
    from firemode_desktop.services import rules

    changes = {
        "min_threshold": chosen.min,
        "max_threshold": chosen.max,
        "reference_standard": chosen.source,
        "description": chosen.description,
    }
    rule_id = desk.act(
        lambda session, by: rules.supersede(session, chosen.code, chosen.new_version, chosen.effective, changes, by=by)
    )
    return Answer({"id": rule_id}, f"{chosen.code} {chosen.new_version} holds from {chosen.effective}.")
