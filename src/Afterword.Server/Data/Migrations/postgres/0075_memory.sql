-- What people remember and ask: same causes (recurrence), whether fixes hold, who else may be hit, questions.
CREATE TABLE same_causes (
    number integer NOT NULL CONSTRAINT PK_same_causes PRIMARY KEY,
    incident_number integer NOT NULL,
    earlier_number integer NOT NULL,
    while_fix_open boolean NOT NULL,
    confirmed_by_id integer NULL,
    confirmed_at timestamptz NOT NULL,
    withdrawn_at timestamptz NULL,
    version integer NOT NULL,
    CONSTRAINT FK_same_causes_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_same_causes_incidents_earlier_number FOREIGN KEY (earlier_number) REFERENCES incidents (number) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX IX_same_causes_incident_number_earlier_number ON same_causes (incident_number, earlier_number);
CREATE INDEX IX_same_causes_earlier_number ON same_causes (earlier_number);

CREATE TABLE fix_checks (
    number integer NOT NULL CONSTRAINT PK_fix_checks PRIMARY KEY,
    incident_number integer NOT NULL,
    item_number integer NOT NULL,
    verdict text NOT NULL,
    evidence text NOT NULL,
    follow_up_number integer NULL,
    checked_by_id integer NULL,
    checked_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT FK_fix_checks_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_fix_checks_action_items_item_number FOREIGN KEY (item_number) REFERENCES action_items (number) ON DELETE RESTRICT
);
CREATE INDEX IX_fix_checks_incident_number ON fix_checks (incident_number);
CREATE INDEX IX_fix_checks_item_number ON fix_checks (item_number);

CREATE TABLE risk_calls (
    number integer NOT NULL CONSTRAINT PK_risk_calls PRIMARY KEY,
    incident_number integer NOT NULL,
    service_id integer NOT NULL,
    person_id integer NOT NULL,
    shared text[] NOT NULL,
    asked_at timestamptz NOT NULL,
    answer text NULL,
    note text NOT NULL,
    item_number integer NULL,
    answered_by_id integer NULL,
    answered_at timestamptz NULL,
    version integer NOT NULL,
    CONSTRAINT FK_risk_calls_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_risk_calls_services_service_id FOREIGN KEY (service_id) REFERENCES services (id) ON DELETE RESTRICT,
    CONSTRAINT FK_risk_calls_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX IX_risk_calls_incident_number_service_id ON risk_calls (incident_number, service_id);
CREATE INDEX IX_risk_calls_person_id ON risk_calls (person_id);
CREATE INDEX IX_risk_calls_service_id ON risk_calls (service_id);

CREATE TABLE questions (
    number integer NOT NULL CONSTRAINT PK_questions PRIMARY KEY,
    incident_number integer NOT NULL,
    update_number integer NULL,
    text text NOT NULL,
    asked_by_id integer NULL,
    asked_at timestamptz NOT NULL,
    answer text NOT NULL,
    answered_by_id integer NULL,
    answered_at timestamptz NULL,
    version integer NOT NULL,
    CONSTRAINT FK_questions_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_questions_updates_update_number FOREIGN KEY (update_number) REFERENCES updates (number) ON DELETE RESTRICT
);
CREATE INDEX IX_questions_incident_number ON questions (incident_number);
CREATE INDEX IX_questions_update_number ON questions (update_number);
