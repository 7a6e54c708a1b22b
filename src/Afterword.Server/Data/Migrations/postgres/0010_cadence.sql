-- The loop that never forgets: when an item's owner is reminded next, and what people decided about messages ahead.
ALTER TABLE action_items ADD COLUMN next_reminder_at timestamp with time zone;
CREATE INDEX IX_action_items_next_reminder_at ON action_items (next_reminder_at) WHERE next_reminder_at IS NOT NULL;

CREATE TABLE plan_changes (
    number integer NOT NULL,
    slot text NOT NULL,
    incident_number integer,
    person_id integer,
    skipped boolean NOT NULL,
    moved_to timestamp with time zone,
    reason text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT PK_plan_changes PRIMARY KEY (number),
    CONSTRAINT FK_plan_changes_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_plan_changes_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX IX_plan_changes_slot ON plan_changes (slot);
CREATE INDEX IX_plan_changes_incident_number ON plan_changes (incident_number);
CREATE INDEX IX_plan_changes_person_id ON plan_changes (person_id);
