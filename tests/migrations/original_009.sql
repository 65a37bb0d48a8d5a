-- A customer's database at revision 009: what the eleven scripts of the customer's document make when they are run as
-- given up to there, on base tables such as a web back end has. Written out by pg_dump.
CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE baseline_air_velocities (
    baseline_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    doorway_id uuid NOT NULL,
    door_scenario character varying(50) NOT NULL,
    velocity_ms numeric(5,3) NOT NULL,
    measurement_points jsonb,
    average_velocity_ms numeric(5,3),
    commissioned_date date NOT NULL,
    commissioned_by character varying(255),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_baseline_velocity_range CHECK (((velocity_ms >= 0.5) AND (velocity_ms <= 5.0)))
);
CREATE TABLE baseline_door_forces (
    baseline_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    door_id uuid NOT NULL,
    pressurization_active boolean NOT NULL,
    force_newtons numeric(6,2) NOT NULL,
    measurement_position character varying(50),
    commissioned_date date NOT NULL,
    commissioned_by character varying(255),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_baseline_door_force_position CHECK ((((measurement_position)::text = ANY ((ARRAY['at_handle'::character varying, 'at_edge'::character varying])::text[])) OR (measurement_position IS NULL))),
    CONSTRAINT ck_baseline_door_force_range CHECK (((force_newtons >= (0)::numeric) AND (force_newtons <= (200)::numeric)))
);
CREATE TABLE baseline_pressure_differentials (
    baseline_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    floor_id uuid NOT NULL,
    door_configuration character varying(50) NOT NULL,
    pressure_pa numeric(6,2) NOT NULL,
    commissioned_date date NOT NULL,
    commissioned_by character varying(255),
    commissioning_report_ref character varying(255),
    environmental_conditions jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_baseline_pressure_door_config CHECK (((door_configuration)::text = ANY ((ARRAY['all_closed'::character varying, 'evac_doors_open'::character varying])::text[]))),
    CONSTRAINT ck_baseline_pressure_range CHECK (((pressure_pa >= (10)::numeric) AND (pressure_pa <= (100)::numeric)))
);
CREATE TABLE buildings (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name character varying(200) NOT NULL,
    address text,
    owner_email text,
    location point
);
CREATE TABLE ce_scenarios (
    scenario_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    zone_id uuid NOT NULL,
    scenario_name character varying(255) NOT NULL,
    scenario_type character varying(50) NOT NULL,
    trigger_device_id character varying(100) NOT NULL,
    trigger_device_type character varying(50),
    expected_sequence jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    version integer NOT NULL,
    active boolean NOT NULL,
    CONSTRAINT ck_ce_expected_sequence_format CHECK (((jsonb_typeof(expected_sequence) = 'array'::text) AND (jsonb_array_length(expected_sequence) > 0))),
    CONSTRAINT ck_ce_scenario_type CHECK (((scenario_type)::text = ANY ((ARRAY['baseline_commissioning'::character varying, 'six_monthly'::character varying, 'annual'::character varying])::text[]))),
    CONSTRAINT ck_ce_trigger_device_type CHECK ((((trigger_device_type)::text = ANY ((ARRAY['smoke_detector'::character varying, 'heat_detector'::character varying, 'manual_call_point'::character varying, 'test_switch'::character varying])::text[])) OR (trigger_device_type IS NULL)))
);
CREATE TABLE control_equipment (
    equipment_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    zone_id uuid,
    equipment_type character varying(50) NOT NULL,
    equipment_identifier character varying(100) NOT NULL,
    manufacturer character varying(100),
    model character varying(100),
    serial_number character varying(100),
    installation_date date,
    specifications jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_equipment_type CHECK (((equipment_type)::text = ANY ((ARRAY['fan'::character varying, 'damper'::character varying, 'pressure_sensor'::character varying, 'control_panel'::character varying, 'detector'::character varying, 'actuator'::character varying])::text[])))
);
CREATE TABLE doors (
    door_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    floor_id uuid NOT NULL,
    door_identifier character varying(100) NOT NULL,
    door_type character varying(50),
    fire_rating_minutes integer,
    door_closer_model character varying(100),
    door_hand character varying(20),
    width_m numeric(4,2),
    height_m numeric(4,2),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_doors_dimensions CHECK (((width_m IS NULL) OR ((width_m > (0)::numeric) AND (width_m <= 3.0)))),
    CONSTRAINT ck_doors_hand CHECK ((((door_hand)::text = ANY ((ARRAY['left'::character varying, 'right'::character varying, 'double'::character varying])::text[])) OR (door_hand IS NULL))),
    CONSTRAINT ck_doors_type CHECK ((((door_type)::text = ANY ((ARRAY['fire_rated'::character varying, 'smoke_rated'::character varying, 'standard'::character varying, 'emergency_exit'::character varying])::text[])) OR (door_type IS NULL)))
);
CREATE TABLE doorways (
    doorway_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    floor_id uuid NOT NULL,
    doorway_identifier character varying(100) NOT NULL,
    width_m numeric(4,2),
    height_m numeric(4,2),
    orientation character varying(50),
    adjacent_space character varying(100),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_doorways_dimensions CHECK (((width_m IS NULL) OR ((width_m > (0)::numeric) AND (width_m <= 5.0))))
);
CREATE TABLE evidence_records (
    evidence_id uuid DEFAULT gen_random_uuid() NOT NULL,
    instance_id uuid NOT NULL,
    session_id uuid NOT NULL,
    evidence_type character varying(50) NOT NULL,
    description text,
    file_path text,
    file_hash_sha256 character varying(64),
    device_attestation_token text,
    gps_coordinates jsonb,
    captured_at timestamp with time zone NOT NULL,
    uploaded_at timestamp with time zone,
    file_size_bytes bigint,
    mime_type character varying(100),
    metadata jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_evidence_file_size CHECK (((file_size_bytes IS NULL) OR ((file_size_bytes > 0) AND (file_size_bytes <= 104857600)))),
    CONSTRAINT ck_evidence_type CHECK (((evidence_type)::text = ANY ((ARRAY['photo'::character varying, 'video'::character varying, 'structured_data'::character varying, 'metadata'::character varying])::text[])))
);
CREATE TABLE faults (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    test_session_id uuid,
    building_id uuid NOT NULL,
    severity character varying(20) NOT NULL,
    defect_classification character varying(10),
    description text NOT NULL,
    status character varying(20) NOT NULL,
    detected_at timestamp with time zone,
    evidence_ids uuid[],
    instance_id uuid,
    stair_id uuid,
    floor_id uuid,
    door_id uuid,
    doorway_id uuid,
    zone_id uuid,
    door_configuration character varying(50),
    measurement_type character varying(50),
    measured_value numeric(10,3),
    design_setpoint numeric(10,3),
    baseline_value numeric(10,3),
    min_threshold numeric(10,3),
    max_threshold numeric(10,3),
    unit character varying(20),
    deviation_from_baseline_pct numeric(6,2),
    rule_applied character varying(50),
    rule_version character varying(50),
    environmental_conditions jsonb
);
CREATE TABLE floors (
    floor_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    floor_level character varying(50) NOT NULL,
    floor_number integer NOT NULL,
    height_m numeric(5,2),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_floors_number_range CHECK (((floor_number >= '-5'::integer) AND (floor_number <= 200)))
);
CREATE TABLE instruments (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid,
    serial_number character varying(100) NOT NULL,
    manufacturer character varying(100),
    model character varying(100)
);
CREATE TABLE interface_test_definitions (
    definition_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    interface_type character varying(50) NOT NULL,
    location_id character varying(100) NOT NULL,
    location_name character varying(255),
    test_action text,
    expected_result text,
    response_time_s integer,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_interface_type CHECK (((interface_type)::text = ANY ((ARRAY['manual_override'::character varying, 'alarm_coordination'::character varying, 'shutdown_sequence'::character varying, 'sprinkler_activation'::character varying])::text[])))
);
CREATE TABLE stairs (
    stair_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_name character varying(100) NOT NULL,
    orientation character varying(50),
    stair_type character varying(50),
    floor_range_bottom character varying(50),
    floor_range_top character varying(50),
    design_standard character varying(100),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_stairs_orientation CHECK ((((orientation)::text = ANY ((ARRAY['North'::character varying, 'South'::character varying, 'East'::character varying, 'West'::character varying, 'Central'::character varying, 'North-East'::character varying, 'North-West'::character varying, 'South-East'::character varying, 'South-West'::character varying])::text[])) OR (orientation IS NULL))),
    CONSTRAINT ck_stairs_type CHECK ((((stair_type)::text = ANY ((ARRAY['fire_isolated'::character varying, 'smoke_proof'::character varying, 'pressurized'::character varying, 'standard'::character varying])::text[])) OR (stair_type IS NULL)))
);
CREATE TABLE test_instance_templates (
    template_instance_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    archetype_id character varying(50) NOT NULL,
    measurement_type character varying(50) NOT NULL,
    frequency character varying(20) NOT NULL,
    stair_id uuid NOT NULL,
    floor_id uuid,
    door_id uuid,
    doorway_id uuid,
    zone_id uuid,
    door_configuration character varying(50),
    door_scenario character varying(50),
    pressurization_active boolean,
    interface_type character varying(50),
    location_id character varying(100),
    scenario_id uuid,
    design_setpoint numeric(10,3),
    baseline_value numeric(10,3),
    baseline_date date,
    min_threshold numeric(10,3),
    max_threshold numeric(10,3),
    unit character varying(20),
    visual_asset_path text,
    descriptive_instructions jsonb,
    audible_cues jsonb,
    safety_warnings jsonb,
    required_instrument_type character varying(50),
    calibration_requirement jsonb,
    evidence_prompts jsonb,
    sequence_order integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_template_frequency CHECK (((frequency)::text = ANY ((ARRAY['monthly'::character varying, 'six_monthly'::character varying, 'annual'::character varying])::text[]))),
    CONSTRAINT ck_template_measurement_type CHECK (((measurement_type)::text = ANY ((ARRAY['pressure_differential'::character varying, 'air_velocity'::character varying, 'door_opening_force'::character varying, 'cause_and_effect_logic'::character varying, 'interface_test'::character varying])::text[]))),
    CONSTRAINT ck_template_sequence_positive CHECK ((sequence_order > 0))
);
CREATE TABLE test_instances (
    instance_id uuid DEFAULT gen_random_uuid() NOT NULL,
    template_instance_id uuid,
    session_id uuid NOT NULL,
    building_id uuid NOT NULL,
    archetype_id character varying(50) NOT NULL,
    measurement_type character varying(50) NOT NULL,
    frequency character varying(20) NOT NULL,
    stair_id uuid NOT NULL,
    floor_id uuid,
    door_id uuid,
    doorway_id uuid,
    zone_id uuid,
    door_configuration character varying(50),
    door_scenario character varying(50),
    pressurization_active boolean,
    interface_type character varying(50),
    location_id character varying(100),
    scenario_id uuid,
    design_setpoint numeric(10,3),
    baseline_value numeric(10,3),
    baseline_date date,
    min_threshold numeric(10,3),
    max_threshold numeric(10,3),
    unit character varying(20),
    visual_asset_path text,
    descriptive_instructions jsonb,
    audible_cues jsonb,
    safety_warnings jsonb,
    required_instrument_type character varying(50),
    required_instrument_id uuid,
    calibration_requirement jsonb,
    evidence_prompts jsonb,
    status character varying(20) NOT NULL,
    sequence_order integer NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    technician_id uuid,
    measured_value_numeric numeric(10,3),
    measured_value_text text,
    is_compliant boolean,
    deviation_from_baseline_pct numeric(6,2),
    validation_result jsonb,
    fault_id uuid,
    evidence_ids uuid[],
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_instance_completed_timestamps CHECK (((((status)::text = 'completed'::text) AND (completed_at IS NOT NULL)) OR ((status)::text <> 'completed'::text))),
    CONSTRAINT ck_instance_status CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'in_progress'::character varying, 'completed'::character varying, 'skipped'::character varying, 'failed'::character varying])::text[])))
);
CREATE TABLE test_sessions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    session_name character varying(255),
    status character varying(20) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    email character varying(255) NOT NULL,
    password_hash text
);
CREATE TABLE zones (
    zone_id uuid DEFAULT gen_random_uuid() NOT NULL,
    building_id uuid NOT NULL,
    stair_id uuid NOT NULL,
    zone_name character varying(100) NOT NULL,
    floors_covered jsonb NOT NULL,
    floor_ids_covered uuid[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_zones_floors_covered_not_empty CHECK ((jsonb_array_length(floors_covered) > 0))
);
ALTER TABLE alembic_version ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE baseline_air_velocities ADD CONSTRAINT baseline_air_velocities_pkey PRIMARY KEY (baseline_id);
ALTER TABLE baseline_door_forces ADD CONSTRAINT baseline_door_forces_pkey PRIMARY KEY (baseline_id);
ALTER TABLE baseline_pressure_differentials ADD CONSTRAINT baseline_pressure_differentials_pkey PRIMARY KEY (baseline_id);
ALTER TABLE buildings ADD CONSTRAINT buildings_pkey PRIMARY KEY (id);
ALTER TABLE ce_scenarios ADD CONSTRAINT ce_scenarios_pkey PRIMARY KEY (scenario_id);
ALTER TABLE control_equipment ADD CONSTRAINT control_equipment_pkey PRIMARY KEY (equipment_id);
ALTER TABLE doors ADD CONSTRAINT doors_pkey PRIMARY KEY (door_id);
ALTER TABLE doorways ADD CONSTRAINT doorways_pkey PRIMARY KEY (doorway_id);
ALTER TABLE evidence_records ADD CONSTRAINT evidence_records_pkey PRIMARY KEY (evidence_id);
ALTER TABLE faults ADD CONSTRAINT faults_pkey PRIMARY KEY (id);
ALTER TABLE floors ADD CONSTRAINT floors_pkey PRIMARY KEY (floor_id);
ALTER TABLE instruments ADD CONSTRAINT instruments_pkey PRIMARY KEY (id);
ALTER TABLE instruments ADD CONSTRAINT instruments_serial_number_key UNIQUE (serial_number);
ALTER TABLE interface_test_definitions ADD CONSTRAINT interface_test_definitions_pkey PRIMARY KEY (definition_id);
ALTER TABLE stairs ADD CONSTRAINT stairs_pkey PRIMARY KEY (stair_id);
ALTER TABLE test_instance_templates ADD CONSTRAINT test_instance_templates_pkey PRIMARY KEY (template_instance_id);
ALTER TABLE test_instances ADD CONSTRAINT test_instances_pkey PRIMARY KEY (instance_id);
ALTER TABLE test_sessions ADD CONSTRAINT test_sessions_pkey PRIMARY KEY (id);
ALTER TABLE baseline_door_forces ADD CONSTRAINT uq_baseline_door_force UNIQUE (building_id, stair_id, door_id, pressurization_active);
ALTER TABLE baseline_pressure_differentials ADD CONSTRAINT uq_baseline_pressure UNIQUE (building_id, stair_id, floor_id, door_configuration);
ALTER TABLE baseline_air_velocities ADD CONSTRAINT uq_baseline_velocity UNIQUE (building_id, stair_id, doorway_id, door_scenario);
ALTER TABLE floors ADD CONSTRAINT uq_building_stair_floor UNIQUE (building_id, stair_id, floor_level);
ALTER TABLE stairs ADD CONSTRAINT uq_building_stair_name UNIQUE (building_id, stair_name);
ALTER TABLE ce_scenarios ADD CONSTRAINT uq_ce_scenario UNIQUE (building_id, stair_id, zone_id, scenario_name, version);
ALTER TABLE doors ADD CONSTRAINT uq_door_identifier UNIQUE (building_id, stair_id, floor_id, door_identifier);
ALTER TABLE doorways ADD CONSTRAINT uq_doorway_identifier UNIQUE (building_id, stair_id, floor_id, doorway_identifier);
ALTER TABLE control_equipment ADD CONSTRAINT uq_equipment_identifier UNIQUE (building_id, stair_id, equipment_identifier);
ALTER TABLE interface_test_definitions ADD CONSTRAINT uq_interface_definition UNIQUE (building_id, stair_id, interface_type, location_id);
ALTER TABLE zones ADD CONSTRAINT uq_zone_name UNIQUE (building_id, stair_id, zone_name);
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE zones ADD CONSTRAINT zones_pkey PRIMARY KEY (zone_id);
CREATE INDEX idx_baseline_door_force_door ON baseline_door_forces USING btree (door_id);
CREATE INDEX idx_baseline_pressure_stair_floor ON baseline_pressure_differentials USING btree (stair_id, floor_id);
CREATE INDEX idx_baseline_velocity_doorway ON baseline_air_velocities USING btree (doorway_id);
CREATE INDEX idx_ce_scenarios_active ON ce_scenarios USING btree (active);
CREATE INDEX idx_ce_scenarios_zone ON ce_scenarios USING btree (zone_id);
CREATE INDEX idx_doors_building ON doors USING btree (building_id);
CREATE INDEX idx_doors_stair_floor ON doors USING btree (stair_id, floor_id);
CREATE INDEX idx_doorways_building ON doorways USING btree (building_id);
CREATE INDEX idx_doorways_stair_floor ON doorways USING btree (stair_id, floor_id);
CREATE INDEX idx_equipment_stair_zone ON control_equipment USING btree (stair_id, zone_id);
CREATE INDEX idx_equipment_type ON control_equipment USING btree (equipment_type);
CREATE INDEX idx_evidence_captured ON evidence_records USING btree (captured_at);
CREATE INDEX idx_evidence_hash ON evidence_records USING btree (file_hash_sha256);
CREATE INDEX idx_evidence_instance ON evidence_records USING btree (instance_id);
CREATE INDEX idx_evidence_session ON evidence_records USING btree (session_id);
CREATE INDEX idx_faults_instance ON faults USING btree (instance_id);
CREATE INDEX idx_faults_measurement_type ON faults USING btree (measurement_type);
CREATE INDEX idx_faults_stair_floor ON faults USING btree (stair_id, floor_id);
CREATE INDEX idx_floors_building ON floors USING btree (building_id);
CREATE INDEX idx_floors_building_number ON floors USING btree (building_id, floor_number);
CREATE INDEX idx_floors_stair ON floors USING btree (stair_id);
CREATE INDEX idx_floors_stair_number ON floors USING btree (stair_id, floor_number);
CREATE INDEX idx_instances_compliance ON test_instances USING btree (is_compliant);
CREATE INDEX idx_instances_measurement_type ON test_instances USING btree (measurement_type);
CREATE INDEX idx_instances_session ON test_instances USING btree (session_id);
CREATE INDEX idx_instances_session_sequence ON test_instances USING btree (session_id, sequence_order);
CREATE INDEX idx_instances_stair_floor ON test_instances USING btree (stair_id, floor_id);
CREATE INDEX idx_instances_status ON test_instances USING btree (status);
CREATE INDEX idx_instances_technician ON test_instances USING btree (technician_id);
CREATE INDEX idx_instances_template ON test_instances USING btree (template_instance_id);
CREATE INDEX idx_interface_defs_stair_type ON interface_test_definitions USING btree (stair_id, interface_type);
CREATE INDEX idx_stairs_building ON stairs USING btree (building_id);
CREATE INDEX idx_stairs_building_type ON stairs USING btree (building_id, stair_type);
CREATE INDEX idx_templates_archetype ON test_instance_templates USING btree (archetype_id);
CREATE INDEX idx_templates_building_freq ON test_instance_templates USING btree (building_id, frequency);
CREATE INDEX idx_templates_measurement_type ON test_instance_templates USING btree (measurement_type);
CREATE INDEX idx_templates_sequence ON test_instance_templates USING btree (building_id, frequency, sequence_order);
CREATE INDEX idx_templates_stair_floor ON test_instance_templates USING btree (stair_id, floor_id);
CREATE INDEX idx_zones_building ON zones USING btree (building_id);
CREATE INDEX idx_zones_stair ON zones USING btree (stair_id);
ALTER TABLE baseline_air_velocities ADD CONSTRAINT baseline_air_velocities_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE baseline_air_velocities ADD CONSTRAINT baseline_air_velocities_doorway_id_fkey FOREIGN KEY (doorway_id) REFERENCES doorways(doorway_id) ON DELETE CASCADE;
ALTER TABLE baseline_air_velocities ADD CONSTRAINT baseline_air_velocities_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE baseline_door_forces ADD CONSTRAINT baseline_door_forces_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE baseline_door_forces ADD CONSTRAINT baseline_door_forces_door_id_fkey FOREIGN KEY (door_id) REFERENCES doors(door_id) ON DELETE CASCADE;
ALTER TABLE baseline_door_forces ADD CONSTRAINT baseline_door_forces_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE baseline_pressure_differentials ADD CONSTRAINT baseline_pressure_differentials_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE baseline_pressure_differentials ADD CONSTRAINT baseline_pressure_differentials_floor_id_fkey FOREIGN KEY (floor_id) REFERENCES floors(floor_id) ON DELETE CASCADE;
ALTER TABLE baseline_pressure_differentials ADD CONSTRAINT baseline_pressure_differentials_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE ce_scenarios ADD CONSTRAINT ce_scenarios_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE ce_scenarios ADD CONSTRAINT ce_scenarios_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE ce_scenarios ADD CONSTRAINT ce_scenarios_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE ce_scenarios ADD CONSTRAINT ce_scenarios_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(zone_id) ON DELETE CASCADE;
ALTER TABLE control_equipment ADD CONSTRAINT control_equipment_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE control_equipment ADD CONSTRAINT control_equipment_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE control_equipment ADD CONSTRAINT control_equipment_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(zone_id) ON DELETE SET NULL;
ALTER TABLE doors ADD CONSTRAINT doors_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE doors ADD CONSTRAINT doors_floor_id_fkey FOREIGN KEY (floor_id) REFERENCES floors(floor_id) ON DELETE CASCADE;
ALTER TABLE doors ADD CONSTRAINT doors_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE doorways ADD CONSTRAINT doorways_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE doorways ADD CONSTRAINT doorways_floor_id_fkey FOREIGN KEY (floor_id) REFERENCES floors(floor_id) ON DELETE CASCADE;
ALTER TABLE doorways ADD CONSTRAINT doorways_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE evidence_records ADD CONSTRAINT evidence_records_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES test_instances(instance_id) ON DELETE CASCADE;
ALTER TABLE evidence_records ADD CONSTRAINT evidence_records_session_id_fkey FOREIGN KEY (session_id) REFERENCES test_sessions(id) ON DELETE CASCADE;
ALTER TABLE faults ADD CONSTRAINT faults_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id);
ALTER TABLE faults ADD CONSTRAINT faults_door_id_fkey FOREIGN KEY (door_id) REFERENCES doors(door_id) ON DELETE SET NULL;
ALTER TABLE faults ADD CONSTRAINT faults_doorway_id_fkey FOREIGN KEY (doorway_id) REFERENCES doorways(doorway_id) ON DELETE SET NULL;
ALTER TABLE faults ADD CONSTRAINT faults_floor_id_fkey FOREIGN KEY (floor_id) REFERENCES floors(floor_id) ON DELETE SET NULL;
ALTER TABLE faults ADD CONSTRAINT faults_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES test_instances(instance_id) ON DELETE SET NULL;
ALTER TABLE faults ADD CONSTRAINT faults_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE SET NULL;
ALTER TABLE faults ADD CONSTRAINT faults_test_session_id_fkey FOREIGN KEY (test_session_id) REFERENCES test_sessions(id);
ALTER TABLE faults ADD CONSTRAINT faults_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(zone_id) ON DELETE SET NULL;
ALTER TABLE floors ADD CONSTRAINT floors_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE floors ADD CONSTRAINT floors_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE instruments ADD CONSTRAINT instruments_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id);
ALTER TABLE interface_test_definitions ADD CONSTRAINT interface_test_definitions_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE interface_test_definitions ADD CONSTRAINT interface_test_definitions_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE stairs ADD CONSTRAINT stairs_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE test_instance_templates ADD CONSTRAINT test_instance_templates_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE test_instance_templates ADD CONSTRAINT test_instance_templates_door_id_fkey FOREIGN KEY (door_id) REFERENCES doors(door_id) ON DELETE CASCADE;
ALTER TABLE test_instance_templates ADD CONSTRAINT test_instance_templates_doorway_id_fkey FOREIGN KEY (doorway_id) REFERENCES doorways(doorway_id) ON DELETE CASCADE;
ALTER TABLE test_instance_templates ADD CONSTRAINT test_instance_templates_floor_id_fkey FOREIGN KEY (floor_id) REFERENCES floors(floor_id) ON DELETE CASCADE;
ALTER TABLE test_instance_templates ADD CONSTRAINT test_instance_templates_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES ce_scenarios(scenario_id) ON DELETE CASCADE;
ALTER TABLE test_instance_templates ADD CONSTRAINT test_instance_templates_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE test_instance_templates ADD CONSTRAINT test_instance_templates_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(zone_id) ON DELETE CASCADE;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_door_id_fkey FOREIGN KEY (door_id) REFERENCES doors(door_id) ON DELETE CASCADE;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_doorway_id_fkey FOREIGN KEY (doorway_id) REFERENCES doorways(doorway_id) ON DELETE CASCADE;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_fault_id_fkey FOREIGN KEY (fault_id) REFERENCES faults(id) ON DELETE SET NULL;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_floor_id_fkey FOREIGN KEY (floor_id) REFERENCES floors(floor_id) ON DELETE CASCADE;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_required_instrument_id_fkey FOREIGN KEY (required_instrument_id) REFERENCES instruments(id) ON DELETE SET NULL;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES ce_scenarios(scenario_id) ON DELETE SET NULL;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_session_id_fkey FOREIGN KEY (session_id) REFERENCES test_sessions(id) ON DELETE CASCADE;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_technician_id_fkey FOREIGN KEY (technician_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_template_instance_id_fkey FOREIGN KEY (template_instance_id) REFERENCES test_instance_templates(template_instance_id) ON DELETE SET NULL;
ALTER TABLE test_instances ADD CONSTRAINT test_instances_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(zone_id) ON DELETE CASCADE;
ALTER TABLE test_sessions ADD CONSTRAINT test_sessions_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE zones ADD CONSTRAINT zones_building_id_fkey FOREIGN KEY (building_id) REFERENCES buildings(id) ON DELETE CASCADE;
ALTER TABLE zones ADD CONSTRAINT zones_stair_id_fkey FOREIGN KEY (stair_id) REFERENCES stairs(stair_id) ON DELETE CASCADE;
