-- Documents that were imported: which incident each became and what it said, so that importing it again changes only what it changed.
CREATE TABLE import_sources (
    identity TEXT NOT NULL CONSTRAINT PK_import_sources PRIMARY KEY,
    incident_number INTEGER NOT NULL,
    source_name TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    document TEXT NOT NULL,
    item_numbers TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    CONSTRAINT FK_import_sources_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT
);

CREATE INDEX IX_import_sources_incident_number ON import_sources (incident_number);

-- Lists of people, teams and services are read by name.
CREATE INDEX IX_people_name_id ON people (name, id);
CREATE INDEX IX_teams_name_id ON teams (name, id);
CREATE INDEX IX_services_name_id ON services (name, id);
