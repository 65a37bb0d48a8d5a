-- The five tables that the customer's own migrations take for granted. A database that has them already keeps them as
-- they are: only missing columns and constraints are added, and firemode_archive.origins remembers which were there, so
-- that a downgrade takes away no more than was added. Run by 000_base, and again by 012_corrections, because a database
-- that was stamped at 001 to 011 by the customer's own scripts never ran 000_base.

SELECT firemode_archive.base_table(name)
FROM unnest(ARRAY['buildings', 'users', 'test_sessions', 'faults', 'instruments']) WITH ORDINALITY AS t(name, place)
ORDER BY place;

SELECT firemode_archive.base_column(of_table, wanted, kind, default_value, filled) FROM (VALUES
    (101, 'buildings', 'name', 'varchar(255)', NULL, '''Building '' || id'),
    (102, 'buildings', 'timezone', 'varchar(64)', '''Australia/Sydney''', '''Australia/Sydney'''),
    (103, 'buildings', 'address', 'varchar(255)', NULL, NULL),
    (104, 'buildings', 'suburb', 'varchar(100)', NULL, NULL),
    (105, 'buildings', 'state', 'varchar(3)', NULL, NULL),
    (106, 'buildings', 'postcode', 'varchar(10)', NULL, NULL),
    (107, 'buildings', 'building_class', 'varchar(50)', NULL, NULL),
    (108, 'buildings', 'owner_name', 'varchar(255)', NULL, NULL),
    (109, 'buildings', 'owner_contact', 'varchar(255)', NULL, NULL),
    (110, 'buildings', 'storeys', 'integer', NULL, NULL),
    (111, 'buildings', 'notes', 'text', NULL, NULL),
    (112, 'buildings', 'decommissioned_on', 'date', NULL, NULL),
    (201, 'users', 'username', 'varchar(100)', NULL, '''user-'' || id'),
    (202, 'users', 'full_name', 'varchar(255)', NULL, NULL),
    (203, 'users', 'email', 'varchar(255)', NULL, NULL),
    (204, 'users', 'role', 'varchar(20)', NULL, '''viewer'''),
    (205, 'users', 'licence_number', 'varchar(100)', NULL, NULL),
    (206, 'users', 'active', 'boolean', 'true', 'true'),
    (301, 'test_sessions', 'building_id', 'uuid', NULL,
     '(SELECT (array_agg(id))[1] FROM buildings HAVING count(*) = 1)'),
    (302, 'test_sessions', 'session_name', 'varchar(255)', NULL, NULL),
    (303, 'test_sessions', 'session_type', 'varchar(50)', NULL, NULL),
    (304, 'test_sessions', 'frequency', 'varchar(20)', NULL, NULL),
    (305, 'test_sessions', 'status', 'varchar(20)', '''draft''', '''draft'''),
    (306, 'test_sessions', 'scheduled_for', 'date', NULL, NULL),
    (307, 'test_sessions', 'started_at', 'timestamptz', NULL, NULL),
    (308, 'test_sessions', 'completed_at', 'timestamptz', NULL, NULL),
    (309, 'test_sessions', 'lead_technician_id', 'uuid', NULL, NULL),
    (310, 'test_sessions', 'reviewed_by', 'uuid', NULL, NULL),
    (311, 'test_sessions', 'reviewed_at', 'timestamptz', NULL, NULL),
    (312, 'test_sessions', 'review_note', 'text', NULL, NULL),
    (313, 'test_sessions', 'environmental_conditions', 'jsonb', NULL, NULL),
    (314, 'test_sessions', 'rule_version', 'varchar(50)', NULL, NULL),
    (315, 'test_sessions', 'notes', 'text', NULL, NULL),
    (401, 'faults', 'test_session_id', 'uuid', NULL, NULL),
    (402, 'faults', 'building_id', 'uuid', NULL,
     '(SELECT s.building_id FROM test_sessions s WHERE s.id = faults.test_session_id)'),
    (403, 'faults', 'severity', 'varchar(20)', NULL, '''medium'''),
    (404, 'faults', 'defect_classification', 'varchar(10)', NULL, NULL),
    (405, 'faults', 'description', 'text', NULL, ''''''),
    (406, 'faults', 'action_required', 'text', NULL, NULL),
    (407, 'faults', 'status', 'varchar(20)', '''open''', '''open'''),
    (408, 'faults', 'detected_at', 'timestamptz', 'now()', 'now()'),
    (409, 'faults', 'due_date', 'date', NULL, NULL),
    (410, 'faults', 'resolved_at', 'timestamptz', NULL, NULL),
    (411, 'faults', 'resolved_by', 'uuid', NULL, NULL),
    (412, 'faults', 'resolution_note', 'text', NULL, NULL),
    (413, 'faults', 'evidence_ids', 'uuid[]', NULL, NULL),
    (501, 'instruments', 'building_id', 'uuid', NULL, NULL),
    (502, 'instruments', 'serial_number', 'varchar(100)', NULL, NULL),
    (503, 'instruments', 'manufacturer', 'varchar(100)', NULL, NULL),
    (504, 'instruments', 'model', 'varchar(100)', NULL, NULL)
) AS c(place, of_table, wanted, kind, default_value, filled) ORDER BY place;

SELECT firemode_archive.base_column(name, stamp, 'timestamptz', 'now()', 'now()')
FROM unnest(ARRAY['buildings', 'users', 'test_sessions', 'faults', 'instruments']) WITH ORDINALITY AS t(name, place),
     unnest(ARRAY['created_at', 'updated_at']) AS s(stamp)
ORDER BY place, stamp;

SELECT firemode_archive.base_reference(of_table, child, parent, 'id', action) FROM (VALUES
    (1, 'test_sessions', 'building_id', 'buildings', 'ON DELETE CASCADE'),
    (2, 'test_sessions', 'lead_technician_id', 'users', 'ON DELETE SET NULL'),
    (3, 'test_sessions', 'reviewed_by', 'users', 'ON DELETE SET NULL'),
    (4, 'faults', 'test_session_id', 'test_sessions', 'ON DELETE SET NULL'),
    (5, 'faults', 'building_id', 'buildings', 'ON DELETE CASCADE'),
    (6, 'faults', 'resolved_by', 'users', 'ON DELETE SET NULL'),
    (7, 'instruments', 'building_id', 'buildings', 'ON DELETE SET NULL')
) AS r(place, of_table, child, parent, action) ORDER BY place;

SELECT firemode_archive.constrain(of_table, wanted, definition) FROM (VALUES
    (1, 'buildings', 'uq_buildings_name', 'UNIQUE (name)'),
    (2, 'buildings', 'ck_buildings_name', 'CHECK (btrim(name) <> '''')'),
    (3, 'buildings', 'ck_buildings_state',
     'CHECK (state IN (''NSW'', ''VIC'', ''QLD'', ''SA'', ''WA'', ''TAS'', ''NT'', ''ACT'') OR state IS NULL)'),
    (4, 'users', 'uq_users_username', 'UNIQUE (username)'),
    (5, 'users', 'ck_users_role', 'CHECK (role IN (''engineer'', ''supervisor'', ''viewer'', ''administrator''))'),
    (6, 'test_sessions', 'ck_sessions_status',
     'CHECK (status IN (''draft'', ''in_progress'', ''submitted'', ''approved'', ''returned'', ''cancelled''))'),
    (7, 'test_sessions', 'ck_sessions_frequency',
     'CHECK (frequency IN (''monthly'', ''three_monthly'', ''six_monthly'', ''annual'', ''five_yearly'', ''commissioning'')
      OR frequency IS NULL)'),
    (8, 'faults', 'ck_faults_status',
     'CHECK (status IN (''open'', ''in_progress'', ''resolved'', ''deferred'', ''void''))'),
    (9, 'faults', 'ck_faults_severity', 'CHECK (severity IN (''critical'', ''high'', ''medium'', ''low''))'),
    (10, 'faults', 'ck_faults_defect_class',
     'CHECK (defect_classification IN (''1A'', ''1B'', ''2'', ''3'') OR defect_classification IS NULL)')
) AS c(place, of_table, wanted, definition) ORDER BY place;
