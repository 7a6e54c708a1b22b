-- What people say about an item is found too: why it is blocked, what a review is asked for. (Words without their accents were found here all along.)
DROP TRIGGER search_item_added;
DROP TRIGGER search_item_changed;
DROP VIEW search_items;
CREATE VIEW search_items AS
SELECT 'action_item' AS kind, a.number, 0 AS ordinal, a.incident_number, NULL AS person_id, a.category, a.created_at AS at, a.title, a.description AS lead,
    a.acceptance || ' ' || a.evidence || ' ' || a.verification || ' ' || a.status_reason || ' ' || a.ticket || ' '
    || coalesce((SELECT group_concat(value, ' ') FROM json_each(a.tags)), '') || ' '
    || coalesce((SELECT group_concat(atom, ' ') FROM json_tree(a.blocker) WHERE type = 'text'), '') || ' '
    || coalesce((SELECT group_concat(atom, ' ') FROM json_tree(a.review) WHERE type = 'text'), '') AS body
FROM action_items a;

CREATE TRIGGER search_item_added AFTER INSERT ON action_items BEGIN
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_items WHERE number = NEW.number;
END;
CREATE TRIGGER search_item_changed AFTER UPDATE OF title, description, acceptance, evidence, verification, status_reason, ticket, tags, category, incident_number, blocker, review ON action_items WHEN OLD.title IS NOT NEW.title OR OLD.description IS NOT NEW.description OR OLD.acceptance IS NOT NEW.acceptance OR OLD.evidence IS NOT NEW.evidence OR OLD.verification IS NOT NEW.verification OR OLD.status_reason IS NOT NEW.status_reason OR OLD.ticket IS NOT NEW.ticket OR OLD.tags IS NOT NEW.tags OR OLD.category IS NOT NEW.category OR OLD.incident_number IS NOT NEW.incident_number OR OLD.blocker IS NOT NEW.blocker OR OLD.review IS NOT NEW.review BEGIN
    DELETE FROM search_entries WHERE kind = 'action_item' AND number = NEW.number;
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_items WHERE number = NEW.number;
END;

DELETE FROM search_entries WHERE kind = 'action_item' AND number IN (SELECT number FROM action_items WHERE blocker IS NOT NULL OR review IS NOT NULL);
INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body)
SELECT * FROM search_items WHERE number IN (SELECT number FROM action_items WHERE blocker IS NOT NULL OR review IS NOT NULL);
