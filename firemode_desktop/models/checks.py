"""What every column of a kind must hold, whoever writes it: numbers are finite, documents have the shape they are read
by, words are of their vocabulary.

PostgreSQL holds ``NaN`` above every limit, and keeps any JSON in any column (decision 37; revision 026 says the same).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, Float, MetaData, Numeric, Table

from firemode_desktop.models.documents import JsonArray, JsonObject

REASONED = ("evidence_waivers", "result_amendments")
"""Tables whose rows need a reason that is not blank."""
ZONE = "timezone = 'UTC' OR timezone ~ '/' AND timezone(timezone, now()) IS NOT NULL"
"""A zone that both the server and the program know: one of the IANA names."""
DAYS = {
    "as1851_rules": "effective_date, superseded_date",
    "baseline_air_velocities": "commissioned_date, superseded_date",
    "baseline_door_forces": "commissioned_date, superseded_date",
    "baseline_pressure_differentials": "commissioned_date, superseded_date",
    "buildings": "decommissioned_on, test_anchor_date",
    "calibration_certificates": "calibration_date, expiry_date",
    "control_equipment": "decommissioned_on, installation_date",
    "doors": "decommissioned_on",
    "doorways": "decommissioned_on",
    "evidence_records": "captured_at",
    "faults": "detected_at, due_date",
    "floors": "decommissioned_on",
    "frequency_settings": "anchor_date",
    "instance_attempts": "ended_at, started_at",
    "instruments": "calibration_date, calibration_expiry, decommissioned_on",
    "interface_test_definitions": "decommissioned_on",
    "stairs": "decommissioned_on",
    "test_instances": "baseline_date, completed_at, started_at",
    "test_sessions": "completed_at, scheduled_for, started_at",
    "zones": "decommissioned_on",
}
"""Days and times that a person says, by table: years that every client reads (decision 40; as revision 028)."""
BY_THE_DATABASE = ("audit_entries", "audit_chain", "audit_head")
"""Tables that nobody but the database itself writes."""


def declare(metadata: MetaData) -> None:
    """Add the checks to every table."""
    for table in metadata.tables.values():
        if table.name in BY_THE_DATABASE:
            continue
        columns = sorted(table.columns, key=lambda one: one.name)
        numbers = [f"abs({one.name})" for one in columns if isinstance(one.type, Numeric | Float)]
        shapes = [f"jsonb_typeof({one.name}) = 'array'" for one in columns if isinstance(one.type, JsonArray)]
        shapes += [f"jsonb_typeof({one.name}) = 'object'" for one in columns if isinstance(one.type, JsonObject)]
        said = DAYS.get(table.name, "").split(", ")
        asked = {
            "finite": f"GREATEST({', '.join(numbers)}) < 'Infinity'" if numbers else "",
            "shapes": " AND ".join(shapes),
            "days": " AND ".join(f"date_part('year', {one}) BETWEEN 1 AND 9999" for one in said if one),
            "words": " AND ".join(_in_its_words(one) for one in columns if _unchecked(table, one)),
            "timezone": ZONE if table.name == "buildings" else "",
            "reason": "btrim(reason) <> ''" if table.name in REASONED else "",
        }
        for name, words in asked.items():
            if words:
                table.append_constraint(CheckConstraint(words, name=f"ck_{table.name}_{name}"))


def _unchecked(table: Table, column: Column[Any]) -> bool:
    """Whether a column has a vocabulary and no check of its own."""
    own = (str(check.sqltext) for check in table.constraints if isinstance(check, CheckConstraint))
    return column.info.get("choices") is not None and not any(f"{column.name} IN" in words for words in own)


def _in_its_words(column: Column[Any]) -> str:
    listed = ", ".join(f"'{word}'" for word in column.info["choices"].values())
    return f"{column.name} IN ({listed})"
