-- What people say about a section of a post-mortem, and items of earlier incidents that answer a later one, too.
CREATE TABLE comments (
    number INTEGER NOT NULL CONSTRAINT PK_comments PRIMARY KEY,
    incident_number INTEGER NOT NULL,
    place TEXT NOT NULL,
    parent_number INTEGER NULL,
    body TEXT NOT NULL,
    author_id INTEGER NULL,
    written_at INTEGER NOT NULL,
    resolved_at INTEGER NULL,
    resolved_by_id INTEGER NULL,
    withdrawn_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_comments_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_comments_people_author_id FOREIGN KEY (author_id) REFERENCES people (id) ON DELETE RESTRICT
);

CREATE INDEX IX_comments_incident_number_number ON comments (incident_number, number);
CREATE INDEX IX_comments_author_id ON comments (author_id);

CREATE TABLE carried_items (
    incident_number INTEGER NOT NULL,
    item_number INTEGER NOT NULL,
    linked_at INTEGER NOT NULL,
    CONSTRAINT PK_carried_items PRIMARY KEY (incident_number, item_number),
    CONSTRAINT FK_carried_items_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_carried_items_action_items_item_number FOREIGN KEY (item_number) REFERENCES action_items (number) ON DELETE RESTRICT
);

CREATE INDEX IX_carried_items_item_number ON carried_items (item_number);
