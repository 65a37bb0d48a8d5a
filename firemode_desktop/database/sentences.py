"""What a constraint means, for the person who ran into it. Constraint name → sentence, once.

The limits are those of the columns (customer's document, tables 001–011, with page 1's corrections).
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # the building and its registers
    "uq_buildings_name": "There is already a building of this name.",
    "ck_buildings_name": "A building needs a name.",
    "uq_users_username": "There is already a person with this user name.",
    "uq_building_stair_name": "This building already has a stair of this name.",
    "uq_building_stair_floor": "This stair already has a floor of this name.",
    "ck_floors_number_range": "A floor number lies between −5 and 200.",
    "ck_floors_height": "A height above ground cannot be negative, except for a floor below ground.",
    "uq_door_identifier": "This floor already has a door of this name.",
    "ck_doors_dimensions": "A door is more than 0 and at most 3.0 m wide.",
    "ck_doors_height": "A door is more than 0 and at most 3.5 m high.",
    "uq_doorway_identifier": "This floor already has a doorway of this name.",
    "ck_doorways_dimensions": "A doorway is more than 0 and at most 5.0 m wide.",
    "ck_doorways_height": "A doorway is more than 0 and at most 4.0 m high.",
    "uq_zone_name": "This stair already has a zone of this name.",
    "ck_zones_floors_covered_not_empty": "A zone covers at least one floor.",
    "zones_check_floors": "A zone covers only floors of its own stair, each once, and names them as they are called.",
    "uq_equipment_identifier": "This stair already has equipment of this name.",
    **dict.fromkeys(
        (f"uq_{table}_external_id" for table in ("stairs", "floors", "doors", "doorways", "control_equipment")),
        "There is already a row with this external id in the building.",
    ),
    "uq_design_setpoint": "This stair already has a design setpoint for this kind of reading and door configuration.",
    "uq_door_scenario": "This building already has a door scenario of this name.",
    "uq_archetype_setting": "This building already has a setting for this test archetype.",
    # a thing on a floor of another stair (page 1, C7)
    "fk_floors_stairs": "A floor belongs to a stair of the same building.",
    "fk_doors_floors": "A door stands on a floor of its own stair.",
    "fk_doorways_floors": "A doorway stands on a floor of its own stair.",
    "fk_zones_stairs": "A zone belongs to a stair of the same building.",
    "fk_control_equipment_stairs": "Equipment belongs to a stair of the same building.",
    "fk_control_equipment_zones": "Equipment belongs to a zone of its own stair.",
    "fk_ce_scenarios_zones": "A scenario belongs to a zone of its own stair.",
    "fk_interface_test_definitions_stairs": "An interface test belongs to a stair of the same building.",
    "fk_baseline_pressure_differentials_floors": "A pressure baseline belongs to a floor of the same stair.",
    "fk_baseline_air_velocities_doorways": "A velocity baseline belongs to a doorway of the same stair.",
    "fk_baseline_door_forces_doors": "A door force baseline belongs to a door of the same stair.",
    "fk_test_instances_test_sessions": "A test belongs to a session of the same building.",
    "same_building": "What this names is of another building or stair.",
    # baselines
    "ck_baseline_pressure_range": "A pressure baseline lies between 10 and 100 Pa.",
    "ck_baseline_velocity_range": "A velocity baseline lies between 0.5 and 5.0 m/s.",
    "ck_baseline_door_force_range": "A door force baseline lies between 0 and 200 N.",
    "uq_baseline_pressure": "This floor already has a current pressure baseline for this door configuration.",
    "uq_baseline_velocity": "This doorway already has a current velocity baseline for this door scenario.",
    "uq_baseline_door_force": "This door already has a current force baseline for this state of pressurisation.",
    "ex_baseline_pressure_period": "Two pressure baselines of one floor cannot be in force on the same day.",
    "ex_baseline_velocity_period": "Two velocity baselines of one doorway cannot be in force on the same day.",
    "ex_baseline_door_force_period": "Two force baselines of one door cannot be in force on the same day.",
    "ck_import_mappings_fingerprint": "Headings are recognised by 16 hexadecimal digits.",
    # cause and effect, interfaces
    "uq_ce_scenario": "This zone already has a scenario of this name and version.",
    "ck_ce_expected_sequence_format": "A scenario's sequence is a list of steps.",
    "uq_interface_definition": "This stair already has an interface test of this type at this location.",
    # tests, sessions, evidence, faults
    "ck_template_sequence_positive": "The order of a test is a number above 0.",
    "uq_template_identifier": "This building already has this test at this frequency.",
    "uq_instance_identifier": "This session already has a test of this identifier.",
    "ck_instance_completed_timestamps": "A completed test says when it was completed.",
    "ck_instance_measured_finite": "A reading is a finite number.",
    "ck_fault_measured_finite": "A reading is a finite number.",
    "uq_fault_open_per_instance": "This test already has an open fault.",
    "uq_evidence_waiver": "This prompt for evidence was already waived.",
    "ck_evidence_file_size": "An evidence file is neither empty nor larger than 100 MB.",
    # rules and instruments
    "uq_rule_code_version": "There is already a rule of this code and version.",
    "ck_rules_unit_where_numeric": "A rule with a numeric limit needs a unit.",
    "uq_cert_number": "This calibration authority has already issued a certificate of this number.",
    "ck_certs_expiry_after_calibration": "A certificate expires after its calibration date.",
    "ck_instruments_calibration_freq": "The interval between calibrations is 1 to 60 months.",
    # readings in time
    "uq_reading_exclusion": "Somebody decided on this reading at the same moment. Look at it again, then decide.",
    "ck_reading_exclusion_reason": "Leaving a reading out, or taking it back in, needs a reason.",
    "ck_session_chart_title": "A chart of a report needs a title.",
    "ck_session_chart_settings": "A chart of a report is kept with what was asked of it.",
}
