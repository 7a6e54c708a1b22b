-- A morning writes the next reminder of tens of thousands of items: in a narrow table of its own, so that no item is written anew with all its indexes.
CREATE TABLE item_reminders (
    item_number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT PK_item_reminders PRIMARY KEY (item_number),
    CONSTRAINT FK_item_reminders_action_items_item_number FOREIGN KEY (item_number) REFERENCES action_items (number) ON DELETE CASCADE
);
INSERT INTO item_reminders (item_number, at) SELECT number, next_reminder_at FROM action_items WHERE next_reminder_at IS NOT NULL;
CREATE INDEX IX_item_reminders_at ON item_reminders (at);
DROP INDEX IX_action_items_next_reminder_at;
ALTER TABLE action_items DROP COLUMN next_reminder_at;
