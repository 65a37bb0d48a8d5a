"""``firemode session conditions`` and ``physics``: what the day was like, and whether the readings fit each other."""

from __future__ import annotations

import argparse
from typing import Any
from uuid import UUID

from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.cli.session_words import add_conditions, conditions_given, on_session
from firemode_desktop.domain.conditions import in_words


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``session conditions`` and ``session physics``."""
    conditions = on_session(verbs, common, "conditions", conditions_of_visit, "show or record what the day was like")
    add_conditions(conditions)
    physics = on_session(verbs, common, "physics", physics_of, "do the readings agree with each other?")
    physics.add_argument("--suspect", action="store_true", help="only what asks for a second look")


def conditions_of_visit(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Record the conditions that are given beside those on record; without any, show them."""
    from firemode_desktop.services.testing.conditions import conditions_of, set_conditions

    given = conditions_given(chosen)

    def job(session: Any, by: UUID) -> dict[str, Any]:
        set_conditions(session, chosen.session, {**conditions_of(session, chosen.session), **given}, by=by)
        return conditions_of(session, chosen.session)

    held = desk.act(job) if given else desk.run(lambda session: conditions_of(session, chosen.session))
    text = "\n".join(f"{label}: {value}" for label, value in in_words(held)) or "No conditions are recorded."
    return Answer({"id": chosen.session, "conditions": held}, text)


def physics_of(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Every check of the physics of a session."""
    from firemode_desktop.domain.plausibility import suspects
    from firemode_desktop.services import testing

    checks = desk.run(lambda session: testing.session_physics(session, chosen.session))
    odd = suspects(checks)
    shown = odd if chosen.suspect else checks
    document = {"id": chosen.session, "suspect": len(odd), "physics": [check.to_dict() for check in shown]}
    rows = [(check.verdict.value.replace("_", " "), check.message) for check in shown]
    nothing = "Nothing asks for a second look." if checks else "There are no readings to compare yet."
    return Answer(document, table(rows, ("verdict", "what was found")) if rows else nothing)
