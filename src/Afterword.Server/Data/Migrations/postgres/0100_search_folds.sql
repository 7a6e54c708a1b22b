-- Search finds words with and without their accents, as SQLite's does, and what people say about an item: why it is blocked, what a review is asked for.

-- Only Latin letters lose their marks. Normal forms exist in UTF-8 alone; in any other encoding the words stay.
CREATE FUNCTION search_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(words) = length(words) OR getdatabaseencoding() <> 'UTF8' THEN words
        ELSE normalize(regexp_replace(normalize(words, NFD), '([A-Za-z\u00c0-\u024f])[\u0300-\u036f]+', '\1', 'g'), NFC) END
$$;

CREATE OR REPLACE FUNCTION search_vector(words text, most integer) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('english'::regconfig, translate(search_fold(left(words, most)), '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~' || chr(30) || chr(31), repeat(' ', 34)))
$$;
UPDATE search_entries SET title = title WHERE octet_length(title || lead || body) <> length(title || lead || body);

-- The words of an answer that is kept whole, whatever its fields are called.
CREATE FUNCTION search_said(answer text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN answer IS NULL THEN '' ELSE coalesce((SELECT string_agg(said #>> '{}', ' ')
        FROM jsonb_path_query(search_json(answer), 'strict $.** ? (@.type() == "string")') said), '') END
$$;

CREATE OR REPLACE VIEW search_items AS
SELECT 'action_item'::text AS kind, a.number, 0 AS ordinal, a.incident_number, NULL::integer AS person_id, a.category, a.created_at AS at, a.title, a.description AS lead,
    a.acceptance || ' ' || a.evidence || ' ' || a.verification || ' ' || a.status_reason || ' ' || a.ticket || ' ' || array_to_string(a.tags, ' ')
    || ' ' || search_said(a.blocker) || ' ' || search_said(a.review) AS body
FROM action_items a;

DROP TRIGGER search_item_changed ON action_items;
CREATE TRIGGER search_item_changed AFTER UPDATE OF title, description, acceptance, evidence, verification, status_reason, ticket, tags, category, incident_number, blocker, review ON action_items FOR EACH ROW
    WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.description IS DISTINCT FROM NEW.description OR OLD.acceptance IS DISTINCT FROM NEW.acceptance OR OLD.evidence IS DISTINCT FROM NEW.evidence OR OLD.verification IS DISTINCT FROM NEW.verification OR OLD.status_reason IS DISTINCT FROM NEW.status_reason OR OLD.ticket IS DISTINCT FROM NEW.ticket OR OLD.tags IS DISTINCT FROM NEW.tags OR OLD.category IS DISTINCT FROM NEW.category OR OLD.incident_number IS DISTINCT FROM NEW.incident_number OR OLD.blocker IS DISTINCT FROM NEW.blocker OR OLD.review IS DISTINCT FROM NEW.review) EXECUTE FUNCTION search_item();

DELETE FROM search_entries WHERE kind = 'action_item' AND number IN (SELECT number FROM action_items WHERE blocker IS NOT NULL OR review IS NOT NULL);
INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body)
SELECT s.* FROM search_items s JOIN action_items a ON a.number = s.number WHERE a.blocker IS NOT NULL OR a.review IS NOT NULL;
