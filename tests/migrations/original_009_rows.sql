-- Rows of a customer's database at revision 009, with the mistakes that its constraints let pass.
INSERT INTO alembic_version VALUES ('009_add_evidence_enhance_faults');
INSERT INTO buildings (id, name, owner_email, location)
VALUES ('b0000000-0000-0000-0000-000000000001', 'Tower', 'o@example.com', '(1,2)');
INSERT INTO users (id, email) VALUES ('a0000000-0000-0000-0000-000000000001', 'someone@example.com');
INSERT INTO stairs (stair_id, building_id, stair_name) VALUES
    ('51000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001', 'Stair-A'),
    ('51000000-0000-0000-0000-000000000002', 'b0000000-0000-0000-0000-000000000001', 'Stair-B');
INSERT INTO floors (floor_id, building_id, stair_id, floor_level, floor_number) VALUES
    ('f0000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001',
     '51000000-0000-0000-0000-000000000001', 'Ground', 0),
    ('f0000000-0000-0000-0000-000000000002', 'b0000000-0000-0000-0000-000000000001',
     '51000000-0000-0000-0000-000000000001', 'Level-1', 1),
    ('f0000000-0000-0000-0000-000000000003', 'b0000000-0000-0000-0000-000000000001',
     '51000000-0000-0000-0000-000000000002', 'Ground', 0);
-- on a floor of the other stair, and higher than a door can be
INSERT INTO doors (building_id, stair_id, floor_id, door_identifier, height_m)
VALUES ('b0000000-0000-0000-0000-000000000001', '51000000-0000-0000-0000-000000000001',
    'f0000000-0000-0000-0000-000000000003', 'D-WRONG', 2.1);
INSERT INTO doorways (building_id, stair_id, floor_id, doorway_identifier, height_m)
VALUES ('b0000000-0000-0000-0000-000000000001', '51000000-0000-0000-0000-000000000001',
    'f0000000-0000-0000-0000-000000000001', 'DW-HIGH', 9.99);
-- names in another order than the ids
INSERT INTO zones (zone_id, building_id, stair_id, zone_name, floors_covered, floor_ids_covered)
VALUES ('20000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001',
    '51000000-0000-0000-0000-000000000001', 'Zone-1', '["Level-1", "Ground"]',
    '{f0000000-0000-0000-0000-000000000001,f0000000-0000-0000-0000-000000000002}');
INSERT INTO baseline_pressure_differentials (building_id, stair_id, floor_id, door_configuration, pressure_pa,
    commissioned_date, created_at)
VALUES ('b0000000-0000-0000-0000-000000000001', '51000000-0000-0000-0000-000000000001',
    'f0000000-0000-0000-0000-000000000001', 'all_closed', 44.2, '2024-01-15', '2024-02-01T00:00:00Z');
INSERT INTO ce_scenarios (scenario_id, building_id, stair_id, zone_id, scenario_name, scenario_type, trigger_device_id,
    expected_sequence, version, active)
VALUES ('ce000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001',
    '51000000-0000-0000-0000-000000000001', '20000000-0000-0000-0000-000000000001', 'Fire Floor 1', 'annual', 'SD-1',
    '[{"step_order": 1}]', 1, true);
INSERT INTO test_sessions (id, building_id, status)
VALUES ('50000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001', 'approved');
INSERT INTO test_instances (instance_id, session_id, building_id, stair_id, floor_id, archetype_id, measurement_type,
    frequency, door_configuration, status, sequence_order, completed_at, technician_id, measured_value_numeric,
    deviation_from_baseline_pct, is_compliant, scenario_id, zone_id)
VALUES
    ('11000000-0000-0000-0000-000000000001', '50000000-0000-0000-0000-000000000001',
     'b0000000-0000-0000-0000-000000000001', '51000000-0000-0000-0000-000000000001',
     'f0000000-0000-0000-0000-000000000001', 'ARCH-PRESSURE-001', 'pressure_differential', 'annual', 'all_closed',
     'completed', 1, '2024-03-01T00:00:00Z', 'a0000000-0000-0000-0000-000000000001', 18.2, -58.82, false, NULL, NULL),
    ('11000000-0000-0000-0000-000000000002', '50000000-0000-0000-0000-000000000001',
     'b0000000-0000-0000-0000-000000000001', '51000000-0000-0000-0000-000000000001',
     'f0000000-0000-0000-0000-000000000001', 'ARCH-PRESSURE-001', 'pressure_differential', 'annual', 'all_closed',
     'pending', 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('11000000-0000-0000-0000-000000000003', '50000000-0000-0000-0000-000000000001',
     'b0000000-0000-0000-0000-000000000001', '51000000-0000-0000-0000-000000000001',
     NULL, 'ARCH-CE-001', 'cause_and_effect_logic', 'annual', NULL, 'skipped', 3, NULL, NULL, NULL, NULL, NULL,
     'ce000000-0000-0000-0000-000000000001', '20000000-0000-0000-0000-000000000001');
INSERT INTO evidence_records (instance_id, session_id, evidence_type, captured_at, metadata)
VALUES ('11000000-0000-0000-0000-000000000001', '50000000-0000-0000-0000-000000000001', 'photo',
    '2024-03-01T00:00:00Z', '{"camera_model": "x"}');
INSERT INTO faults (test_session_id, instance_id, building_id, stair_id, severity, defect_classification, description,
    status, measured_value, rule_applied, rule_version)
VALUES ('50000000-0000-0000-0000-000000000001', '11000000-0000-0000-0000-000000000001',
    'b0000000-0000-0000-0000-000000000001', '51000000-0000-0000-0000-000000000001', 'critical', '1A',
    'Pressure 18.2 Pa BELOW minimum 20 Pa', 'open', 18.2, 'SP-01', 'AS1851-2024-v1.3');
INSERT INTO instruments (serial_number, manufacturer) VALUES ('SN-12345', 'Dwyer');
