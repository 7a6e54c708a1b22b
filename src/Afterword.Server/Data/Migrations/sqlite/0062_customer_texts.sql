-- What customers may read of an incident: written beside the internal text and approved apart.
CREATE TABLE customer_texts (
    incident_number INTEGER NOT NULL CONSTRAINT PK_customer_texts PRIMARY KEY,
    draft TEXT NOT NULL,
    approved TEXT NOT NULL,
    approved_by_id INTEGER NULL,
    approved_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_customer_texts_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT
);
