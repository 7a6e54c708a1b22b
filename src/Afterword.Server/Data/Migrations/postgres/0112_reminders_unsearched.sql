-- A reminder says again what stands in the items, each of which is found by itself: five hundred of them a morning would fill the
-- index with the same words, and were most of what a morning cost.
CREATE OR REPLACE VIEW search_updates AS
SELECT 'update'::text AS kind, u.number, 0 AS ordinal, u.incident_number, u.person_id, NULL::text AS category, u.created_at AS at, u.subject AS title, ''::text AS lead, u.body
FROM updates u WHERE u.kind <> 'reminder_digest';

DROP TRIGGER search_update ON updates;
CREATE TRIGGER search_update AFTER DELETE ON updates FOR EACH ROW EXECUTE FUNCTION search_update();
CREATE TRIGGER search_update_added AFTER INSERT ON updates FOR EACH ROW WHEN (NEW.kind <> 'reminder_digest') EXECUTE FUNCTION search_update();

DELETE FROM search_entries WHERE kind = 'update' AND number IN (SELECT number FROM updates WHERE kind = 'reminder_digest');
