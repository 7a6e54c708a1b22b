-- What customers may read of an incident: written beside the internal text and approved apart.
CREATE TABLE customer_texts (
    incident_number integer NOT NULL,
    draft text NOT NULL,
    approved text NOT NULL,
    approved_by_id integer,
    approved_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT PK_customer_texts PRIMARY KEY (incident_number),
    CONSTRAINT FK_customer_texts_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT
);
