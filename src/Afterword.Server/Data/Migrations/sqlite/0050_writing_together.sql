-- What a post-mortem said before each edit, and what each of its authors is writing just now.
CREATE TABLE post_mortem_versions (
    incident_number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT PK_post_mortem_versions PRIMARY KEY (incident_number, version),
    CONSTRAINT FK_post_mortem_versions_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT
);

CREATE TABLE post_mortem_drafts (
    incident_number INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    form TEXT NULL,
    kept_at INTEGER NULL,
    place TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    CONSTRAINT PK_post_mortem_drafts PRIMARY KEY (incident_number, person_id),
    CONSTRAINT FK_post_mortem_drafts_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_post_mortem_drafts_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT
);

CREATE INDEX IX_post_mortem_drafts_person_id ON post_mortem_drafts (person_id);
