-- What people remember and ask: same causes (recurrence), whether fixes hold, who else may be hit, questions.
CREATE TABLE same_causes (
    number INTEGER NOT NULL CONSTRAINT PK_same_causes PRIMARY KEY,
    incident_number INTEGER NOT NULL,
    earlier_number INTEGER NOT NULL,
    while_fix_open INTEGER NOT NULL,
    confirmed_by_id INTEGER NULL,
    confirmed_at INTEGER NOT NULL,
    withdrawn_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_same_causes_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_same_causes_incidents_earlier_number FOREIGN KEY (earlier_number) REFERENCES incidents (number) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX IX_same_causes_incident_number_earlier_number ON same_causes (incident_number, earlier_number);
CREATE INDEX IX_same_causes_earlier_number ON same_causes (earlier_number);

CREATE TABLE fix_checks (
    number INTEGER NOT NULL CONSTRAINT PK_fix_checks PRIMARY KEY,
    incident_number INTEGER NOT NULL,
    item_number INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    evidence TEXT NOT NULL,
    follow_up_number INTEGER NULL,
    checked_by_id INTEGER NULL,
    checked_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_fix_checks_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_fix_checks_action_items_item_number FOREIGN KEY (item_number) REFERENCES action_items (number) ON DELETE RESTRICT
);
CREATE INDEX IX_fix_checks_incident_number ON fix_checks (incident_number);
CREATE INDEX IX_fix_checks_item_number ON fix_checks (item_number);

CREATE TABLE risk_calls (
    number INTEGER NOT NULL CONSTRAINT PK_risk_calls PRIMARY KEY,
    incident_number INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    shared TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    answer TEXT NULL,
    note TEXT NOT NULL,
    item_number INTEGER NULL,
    answered_by_id INTEGER NULL,
    answered_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_risk_calls_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_risk_calls_services_service_id FOREIGN KEY (service_id) REFERENCES services (id) ON DELETE RESTRICT,
    CONSTRAINT FK_risk_calls_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX IX_risk_calls_incident_number_service_id ON risk_calls (incident_number, service_id);
CREATE INDEX IX_risk_calls_person_id ON risk_calls (person_id);
CREATE INDEX IX_risk_calls_service_id ON risk_calls (service_id);

CREATE TABLE questions (
    number INTEGER NOT NULL CONSTRAINT PK_questions PRIMARY KEY,
    incident_number INTEGER NOT NULL,
    update_number INTEGER NULL,
    text TEXT NOT NULL,
    asked_by_id INTEGER NULL,
    asked_at INTEGER NOT NULL,
    answer TEXT NOT NULL,
    answered_by_id INTEGER NULL,
    answered_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_questions_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_questions_updates_update_number FOREIGN KEY (update_number) REFERENCES updates (number) ON DELETE RESTRICT
);
CREATE INDEX IX_questions_incident_number ON questions (incident_number);
CREATE INDEX IX_questions_update_number ON questions (update_number);
