-- The loop that never forgets: when an item's owner is reminded next, and what people decided about messages ahead.
ALTER TABLE action_items ADD COLUMN next_reminder_at INTEGER NULL;
CREATE INDEX IX_action_items_next_reminder_at ON action_items (next_reminder_at) WHERE next_reminder_at IS NOT NULL;

CREATE TABLE plan_changes (
    number INTEGER NOT NULL CONSTRAINT PK_plan_changes PRIMARY KEY,
    slot TEXT NOT NULL,
    incident_number INTEGER NULL,
    person_id INTEGER NULL,
    skipped INTEGER NOT NULL,
    moved_to INTEGER NULL,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_plan_changes_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT,
    CONSTRAINT FK_plan_changes_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX IX_plan_changes_slot ON plan_changes (slot);
CREATE INDEX IX_plan_changes_incident_number ON plan_changes (incident_number);
CREATE INDEX IX_plan_changes_person_id ON plan_changes (person_id);
