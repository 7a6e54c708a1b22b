-- The item list walks an index in its own order and stops after a page: three computed columns say how, one index an order.
ALTER TABLE action_items ADD COLUMN closed INTEGER NOT NULL GENERATED ALWAYS AS (CASE WHEN status IN ('done', 'cancelled') THEN 1 ELSE 0 END) VIRTUAL;
ALTER TABLE action_items ADD COLUMN due_sort TEXT NOT NULL GENERATED ALWAYS AS (coalesce(due_on, '9999-12-30')) VIRTUAL;
ALTER TABLE action_items ADD COLUMN priority_sort TEXT NOT NULL GENERATED ALWAYS AS (coalesce(priority, 'p9')) VIRTUAL;

DROP INDEX IX_action_items_incident_number;
DROP INDEX IX_action_items_owner_id;
DROP INDEX IX_action_items_owner_team_id;
DROP INDEX IX_action_items_status_due_on;
CREATE INDEX IX_action_items_due_sort_number ON action_items (due_sort, number);
CREATE INDEX IX_action_items_closed_due_sort_number ON action_items (closed, due_sort, number);
CREATE INDEX IX_action_items_closed_priority_sort_due_sort_number ON action_items (closed, priority_sort, due_sort, number);
CREATE INDEX IX_action_items_closed_last_activity_at_number ON action_items (closed, last_activity_at, number);
CREATE INDEX IX_action_items_status_due_sort_number ON action_items (status, due_sort, number);
CREATE INDEX IX_action_items_owner_id_closed_due_sort_number ON action_items (owner_id, closed, due_sort, number);
CREATE INDEX IX_action_items_owner_team_id_closed_due_sort_number ON action_items (owner_team_id, closed, due_sort, number);
CREATE INDEX IX_action_items_incident_number_closed_due_sort_number ON action_items (incident_number, closed, due_sort, number);
