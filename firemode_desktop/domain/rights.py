"""Who may do what with which table on an office server, said once.

The grants are made from this, and the tests hold a server's own answer against it, column by column. What a grant
cannot say – that a completed result stays, that a supervisor approves and nobody signs as somebody else, which rows
are of one's buildings – is said by the guards of the database (revisions 015 to 024).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from firemode_desktop.domain.words import Role

ENGINEER, SUPERVISOR, READER = "firemode_engineer", "firemode_supervisor", "firemode_reader"
OWNER, AUDIT = "firemode_owner", "firemode_audit"
WRITERS = (ENGINEER, SUPERVISOR)
GROUPS = (ENGINEER, SUPERVISOR, READER, AUDIT)
"""The roles a login is given; ``firemode_owner`` is taken by the migrator alone, for a change of the schema."""

GROUP_OF: Mapping[Role, str] = {
    Role.ENGINEER: ENGINEER,
    Role.SUPERVISOR: SUPERVISOR,
    Role.ADMINISTRATOR: SUPERVISOR,
    Role.VIEWER: READER,
}
"""What a person's role is on the server. An administrator writes what a supervisor does, and approves nothing: that is
refused by ``guard_approval``."""

MAY: Mapping[Role, str] = {
    Role.ENGINEER: "Keeps the registers, records readings and evidence, and submits sessions; approves nothing.",
    Role.SUPERVISOR: "Does what an engineer does; also approves sessions, supersedes rules and gives logins.",
    Role.VIEWER: "Reads everything, prints reports that were issued, and changes nothing.",
    Role.ADMINISTRATOR: "Gives logins, looks after the database and the registers; records no readings.",
}
"""What a person of a role may do, in a sentence."""


def only(roles: Iterable[Role]) -> str:
    """The beginning of a sentence: ``Only an engineer or supervisor``."""
    who = " or ".join(role.label.lower() for role in roles)
    return f"Only {'an' if who[0] in 'aeiou' else 'a'} {who}"


class Verb(Enum):
    """What a group may do with a column."""

    SELECT = "SELECT"
    INSERT = "INSERT"
    UPDATE = "UPDATE"


class Hand(Enum):
    """Who writes a table."""

    BOTH = WRITERS
    SUPERVISORS = (SUPERVISOR,)
    NOBODY = ()


@dataclass(frozen=True, slots=True)
class Rights:
    """Who adds rows to a table and who changes which of its columns.

    ``changed`` None: every column but those that say which row it is and when it came (``FIXED``). ``supervised``
    columns are changed by supervisors alone (a new row comes with them empty: ``guard_added``), ``served`` ones are
    filled by the server alone.
    """

    key: str
    hand: Hand = Hand.BOTH
    changed: tuple[str, ...] | None = None
    supervised: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    moves: bool = False
    adds: bool = True

    def inserts(self, group: str, column: str) -> bool:
        """Whether the group may fill the column of a new row."""
        return self.adds and group in self.hand.value and column not in (*FIXED, *self.served)

    def updates(self, group: str, column: str) -> bool:
        """Whether the group may change the column of a row."""
        if group not in self.hand.value or column in self.served:
            return False
        if column in self.supervised:
            return group == SUPERVISOR
        if self.changed is not None:
            return column in self.changed
        return column not in (self.key, *FIXED) and (self.moves or column != "building_id")


FIXED = ("created_at", "recorded_at")
APPENDED: tuple[str, ...] = ()
BASELINE = Rights("baseline_id", changed=("superseded_date", "withdrawn_at", "withdrawn_by", "withdrawn_reason"))
LOG = Rights("", Hand.NOBODY)

TABLES: Mapping[str, Rights] = {
    "alembic_version": LOG,
    "approved_readings": LOG,
    "archetype_settings": Rights("setting_id"),
    "as1851_rules": Rights("rule_id", Hand.SUPERVISORS),
    "audit_chain": LOG,
    "audit_entries": LOG,
    "audit_head": LOG,
    "baseline_air_velocities": BASELINE,
    "baseline_door_forces": BASELINE,
    "baseline_pressure_differentials": BASELINE,
    "building_archives": Rights(
        "archive_id", Hand.SUPERVISORS, ("reopened_by", "reopened_at", "reopened_reason")
    ),
    "building_limits": Rights("user_id", Hand.SUPERVISORS, ("limited", "decided_by")),
    "building_rights": Rights("right_id", Hand.SUPERVISORS, ("ended_at", "ended_by")),
    "buildings": Rights("id", supervised=("rule_set",)),
    "calibration_certificates": Rights("cert_id"),
    "ce_scenarios": Rights("scenario_id"),
    "control_equipment": Rights("equipment_id"),
    "design_setpoints": Rights("setpoint_id"),
    "door_scenarios": Rights("door_scenario_id"),
    "doors": Rights("door_id"),
    "doorways": Rights("doorway_id"),
    "evidence_records": Rights("evidence_id"),
    "evidence_waivers": Rights("waiver_id", Hand.SUPERVISORS, APPENDED),
    "fault_events": Rights("event_id", changed=APPENDED),
    "faults": Rights("id", served=("fault_number",)),
    "floors": Rights("floor_id"),
    "frequency_settings": Rights("setting_id"),
    "import_batches": Rights("batch_id", changed=("undone_at", "undone_by", "undo_reason")),
    "import_mappings": Rights("mapping_id", changed=("forgotten_at", "forgotten_by")),
    "instance_attempts": Rights("attempt_id", changed=APPENDED),
    "instruments": Rights("id", moves=True),
    "interface_test_definitions": Rights("definition_id"),
    "issued_reports": Rights("report_id", changed=APPENDED),
    # What a place's readings come to is worked out by whoever looks first, from what the database keeps (decision 28).
    "latest_readings": Rights("place_id", changed=("worked_out", "margin", "meets_from", "worsening"), adds=False),
    "reading_exclusions": Rights("exclusion_id", Hand.SUPERVISORS, APPENDED),
    "result_amendments": Rights("amendment_id", changed=APPENDED),
    "sealed_contents": Rights("session_id", Hand.SUPERVISORS, APPENDED),
    "session_charts": Rights("chart_id", changed=("removed_at", "removed_by")),
    "session_events": Rights("event_id", changed=APPENDED),
    "signed_copies": Rights("file_sha256", changed=APPENDED),
    "stairs": Rights("stair_id"),
    "test_instance_templates": Rights("template_instance_id"),
    "test_instances": Rights(
        "instance_id", supervised=("instrument_accepted_by", "instrument_accepted_at", "instrument_accepted_reason")
    ),
    "test_sessions": Rights(
        "id",
        supervised=("reviewed_by", "reviewed_at", "review_note", "self_reviewed", "content_sha256", "audit_head",
                    ),
    ),
    "users": Rights("id", Hand.SUPERVISORS),
    "zones": Rights("zone_id"),
    "counted_readings": LOG,
}  # fmt: skip

FUNCTIONS: Mapping[str, tuple[str, ...]] = {
    "acting_user()": GROUPS,
    "office_login()": GROUPS,
    "signed_in()": GROUPS,
    "sees_all_buildings()": GROUPS,
    "my_buildings()": GROUPS,
    "guard_refuse(text, text)": GROUPS,
    "readings_number(text)": GROUPS,
    "readings_place(uuid, uuid, uuid, uuid, text, text, text, text, boolean)": GROUPS,
    "audit_payload(audit_entries)": GROUPS,
    "delete_rows(text, uuid[])": WRITERS,
}
"""Functions a group may call; all others belong to the triggers. Nobody calls anything by being PUBLIC."""

TEMPORARY = WRITERS
"""Groups with temporary tables: the importer needs one."""


def allowed(group: str, table: str, verb: Verb, column: str) -> bool:
    """Whether a group may do this with a column."""
    rights = TABLES[table]
    if verb is Verb.SELECT:
        return group in GROUPS
    return rights.inserts(group, column) if verb is Verb.INSERT else rights.updates(group, column)
