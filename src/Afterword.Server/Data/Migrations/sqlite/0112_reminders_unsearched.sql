-- A reminder says again what stands in the items, each of which is found by itself: five hundred of them a morning would fill the
-- index with the same words, and were most of what a morning cost.
DROP TRIGGER search_update_added;
DROP TRIGGER search_update_changed;
DROP VIEW search_updates;
CREATE VIEW search_updates AS
SELECT 'update' AS kind, u.number, 0 AS ordinal, u.incident_number, u.person_id, NULL AS category, u.created_at AS at, u.subject AS title, '' AS lead, u.body
FROM updates u WHERE u.kind <> 'reminder_digest';

CREATE TRIGGER search_update_added AFTER INSERT ON updates WHEN NEW.kind <> 'reminder_digest' BEGIN
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_updates WHERE number = NEW.number;
END;
CREATE TRIGGER search_update_changed AFTER UPDATE OF subject, body, person_id, incident_number ON updates WHEN OLD.subject IS NOT NEW.subject OR OLD.body IS NOT NEW.body OR OLD.person_id IS NOT NEW.person_id OR OLD.incident_number IS NOT NEW.incident_number BEGIN
    DELETE FROM search_entries WHERE kind = 'update' AND number = NEW.number;
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_updates WHERE number = NEW.number;
END;

DELETE FROM search_entries WHERE kind = 'update' AND number IN (SELECT number FROM updates WHERE kind = 'reminder_digest');
