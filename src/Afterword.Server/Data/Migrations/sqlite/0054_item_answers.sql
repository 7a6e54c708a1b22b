-- What people say about an item, kept whole: the blocker's five answers, the request for review, a date as a range, a snooze, the update it follows up.
ALTER TABLE action_items ADD COLUMN blocker TEXT NULL;
ALTER TABLE action_items ADD COLUMN review TEXT NULL;
ALTER TABLE action_items ADD COLUMN due_from TEXT NULL;
ALTER TABLE action_items ADD COLUMN snoozed_until TEXT NULL;
ALTER TABLE action_items ADD COLUMN from_update INTEGER NULL;
CREATE INDEX IX_action_items_from_update ON action_items (from_update) WHERE from_update IS NOT NULL;
