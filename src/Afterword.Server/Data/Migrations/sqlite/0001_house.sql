-- The house: nouns, events, the outbox. Instants are microseconds since 1970 in UTC, days are yyyy-MM-dd, lists are JSON.
CREATE TABLE conversations (
    incident_number INTEGER NOT NULL,
    channel TEXT NOT NULL,
    target TEXT NOT NULL,
    root_id TEXT NOT NULL,
    last_id TEXT NOT NULL,
    CONSTRAINT PK_conversations PRIMARY KEY (incident_number, channel, target)
);

CREATE TABLE events (
    id INTEGER NOT NULL CONSTRAINT PK_events PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    incident_number INTEGER NULL,
    actor_id INTEGER NULL,
    door TEXT NOT NULL,
    at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    salt BLOB NOT NULL,
    payload_hash BLOB NOT NULL,
    sequence INTEGER NULL,
    hash BLOB NULL
);

CREATE TABLE people (
    id INTEGER NOT NULL CONSTRAINT PK_people PRIMARY KEY,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    slack_id TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    manager_id INTEGER NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_people_people_manager_id FOREIGN KEY (manager_id) REFERENCES people (id) ON DELETE RESTRICT
);

CREATE TABLE announcements (
    event_id INTEGER NOT NULL CONSTRAINT PK_announcements PRIMARY KEY,
    CONSTRAINT FK_announcements_events_event_id FOREIGN KEY (event_id) REFERENCES events (id) ON DELETE RESTRICT
);

CREATE TABLE teams (
    id INTEGER NOT NULL CONSTRAINT PK_teams PRIMARY KEY,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    lead_id INTEGER NULL,
    email TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    is_leadership INTEGER NOT NULL,
    member_ids TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_teams_people_lead_id FOREIGN KEY (lead_id) REFERENCES people (id) ON DELETE RESTRICT
);

CREATE TABLE incidents (
    number INTEGER NOT NULL CONSTRAINT PK_incidents PRIMARY KEY,
    title TEXT NOT NULL,
    severity TEXT NOT NULL,
    status TEXT NOT NULL,
    team_id INTEGER NULL,
    lead_id INTEGER NULL,
    service_ids TEXT NOT NULL,
    affected_team_ids TEXT NOT NULL,
    tags TEXT NOT NULL,
    started_at INTEGER NULL,
    detected_at INTEGER NULL,
    mitigated_at INTEGER NULL,
    resolved_at INTEGER NULL,
    stated_on TEXT NULL,
    stated_duration TEXT NOT NULL,
    impact TEXT NOT NULL,
    affected_users INTEGER NULL,
    cost TEXT NOT NULL,
    people TEXT NOT NULL,
    source_links TEXT NOT NULL,
    milestones TEXT NOT NULL,
    slack_thread TEXT NOT NULL,
    ticket TEXT NOT NULL,
    next_update_at INTEGER NULL,
    restricted INTEGER NOT NULL,
    reader_ids TEXT NOT NULL,
    declared_at INTEGER NOT NULL,
    declared_by_id INTEGER NULL,
    occurred_at INTEGER NOT NULL,
    imported INTEGER NOT NULL,
    followed_at INTEGER NULL,
    next_due_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_incidents_people_lead_id FOREIGN KEY (lead_id) REFERENCES people (id) ON DELETE RESTRICT,
    CONSTRAINT FK_incidents_teams_team_id FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE RESTRICT
);

CREATE TABLE services (
    id INTEGER NOT NULL CONSTRAINT PK_services PRIMARY KEY,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    owner_team_id INTEGER NULL,
    tags TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_services_teams_owner_team_id FOREIGN KEY (owner_team_id) REFERENCES teams (id) ON DELETE RESTRICT
);

CREATE TABLE action_items (
    number INTEGER NOT NULL CONSTRAINT PK_action_items PRIMARY KEY,
    incident_number INTEGER NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    owner_id INTEGER NULL,
    owner_team_id INTEGER NULL,
    owner_text TEXT NOT NULL,
    due_on TEXT NULL,
    due_text TEXT NOT NULL,
    original_due_on TEXT NULL,
    slips INTEGER NOT NULL,
    priority TEXT NULL,
    status TEXT NOT NULL,
    status_reason TEXT NOT NULL,
    category TEXT NULL,
    ticket TEXT NOT NULL,
    links TEXT NOT NULL,
    tags TEXT NOT NULL,
    parent_number INTEGER NULL,
    acceptance TEXT NOT NULL,
    evidence TEXT NOT NULL,
    verification TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER NULL,
    done_at INTEGER NULL,
    last_activity_at INTEGER NOT NULL,
    reopenings INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_action_items_action_items_parent_number FOREIGN KEY (parent_number) REFERENCES action_items (number) ON DELETE RESTRICT,
    CONSTRAINT FK_action_items_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_action_items_people_owner_id FOREIGN KEY (owner_id) REFERENCES people (id) ON DELETE RESTRICT,
    CONSTRAINT FK_action_items_teams_owner_team_id FOREIGN KEY (owner_team_id) REFERENCES teams (id) ON DELETE RESTRICT
);

CREATE TABLE post_mortems (
    incident_number INTEGER NOT NULL CONSTRAINT PK_post_mortems PRIMARY KEY,
    state TEXT NOT NULL,
    content TEXT NOT NULL,
    published_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_post_mortems_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT
);

CREATE TABLE updates (
    number INTEGER NOT NULL CONSTRAINT PK_updates PRIMARY KEY,
    slot TEXT NOT NULL,
    incident_number INTEGER NULL,
    item_number INTEGER NULL,
    kind TEXT NOT NULL,
    audience TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER NULL,
    created_at INTEGER NOT NULL,
    author_id INTEGER NULL,
    approved_by_id INTEGER NULL,
    approved_at INTEGER NULL,
    words_hash TEXT NULL,
    sent_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_updates_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT
);

CREATE TABLE deliveries (
    id INTEGER NOT NULL CONSTRAINT PK_deliveries PRIMARY KEY AUTOINCREMENT,
    update_number INTEGER NOT NULL,
    incident_number INTEGER NULL,
    channel TEXT NOT NULL,
    target TEXT NOT NULL,
    target_name TEXT NOT NULL,
    person_id INTEGER NULL,
    lane TEXT NOT NULL,
    state TEXT NOT NULL,
    first_try_at INTEGER NULL,
    attempts INTEGER NOT NULL,
    claimable_at INTEGER NULL,
    fence INTEGER NOT NULL,
    lease_owner TEXT NOT NULL,
    payload TEXT NULL,
    message_id TEXT NULL,
    remote_id TEXT NOT NULL,
    last_error TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    settled_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_deliveries_updates_update_number FOREIGN KEY (update_number) REFERENCES updates (number) ON DELETE RESTRICT
);

CREATE INDEX IX_action_items_incident_number ON action_items (incident_number);
CREATE INDEX IX_action_items_owner_id ON action_items (owner_id);
CREATE INDEX IX_action_items_owner_team_id ON action_items (owner_team_id);
CREATE INDEX IX_action_items_parent_number ON action_items (parent_number);
CREATE INDEX IX_action_items_status_due_on ON action_items (status, due_on);
CREATE INDEX IX_deliveries_lane_claimable_at ON deliveries (lane, claimable_at) WHERE claimable_at IS NOT NULL;
CREATE INDEX IX_deliveries_state ON deliveries (state);
CREATE UNIQUE INDEX IX_deliveries_update_number_channel_target ON deliveries (update_number, channel, target);
CREATE INDEX IX_events_incident_number ON events (incident_number);
CREATE UNIQUE INDEX IX_events_sequence ON events (sequence);
CREATE INDEX IX_events_subject_subject_id ON events (subject, subject_id);
CREATE INDEX IX_incidents_lead_id ON incidents (lead_id);
CREATE INDEX IX_incidents_next_due_at ON incidents (next_due_at);
CREATE INDEX IX_incidents_occurred_at_number ON incidents (occurred_at, number);
CREATE INDEX IX_incidents_status ON incidents (status);
CREATE INDEX IX_incidents_team_id ON incidents (team_id);
CREATE UNIQUE INDEX IX_people_handle ON people (handle);
CREATE INDEX IX_people_manager_id ON people (manager_id);
CREATE UNIQUE INDEX IX_services_handle ON services (handle);
CREATE INDEX IX_services_owner_team_id ON services (owner_team_id);
CREATE UNIQUE INDEX IX_teams_handle ON teams (handle);
CREATE INDEX IX_teams_lead_id ON teams (lead_id);
CREATE INDEX IX_updates_incident_number ON updates (incident_number);
CREATE UNIQUE INDEX IX_updates_slot ON updates (slot);
CREATE INDEX IX_updates_state ON updates (state);

-- Numbers behind keys, given out without gaps.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
);
