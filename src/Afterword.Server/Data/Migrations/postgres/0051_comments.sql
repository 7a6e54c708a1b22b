-- What people say about a section of a post-mortem, and items of earlier incidents that answer a later one, too.
CREATE TABLE comments (
    number integer NOT NULL CONSTRAINT PK_comments PRIMARY KEY,
    incident_number integer NOT NULL,
    place text NOT NULL,
    parent_number integer NULL,
    body text NOT NULL,
    author_id integer NULL,
    written_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone NULL,
    resolved_by_id integer NULL,
    withdrawn_at timestamp with time zone NULL,
    version integer NOT NULL,
    CONSTRAINT FK_comments_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_comments_people_author_id FOREIGN KEY (author_id) REFERENCES people (id) ON DELETE RESTRICT
);

CREATE INDEX IX_comments_incident_number_number ON comments (incident_number, number);
CREATE INDEX IX_comments_author_id ON comments (author_id);

CREATE TABLE carried_items (
    incident_number integer NOT NULL,
    item_number integer NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    CONSTRAINT PK_carried_items PRIMARY KEY (incident_number, item_number),
    CONSTRAINT FK_carried_items_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_carried_items_action_items_item_number FOREIGN KEY (item_number) REFERENCES action_items (number) ON DELETE RESTRICT
);

CREATE INDEX IX_carried_items_item_number ON carried_items (item_number);
