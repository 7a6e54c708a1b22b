-- Search. One row a thing that can be found, its words weighted in three columns; triggers keep it in the step of whatever writes,
-- in the same transaction. Views say once what of a thing is searched; the triggers and the first filling read them.
CREATE TABLE search_entries (
    id INTEGER NOT NULL CONSTRAINT PK_search_entries PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    incident_number INTEGER NULL,
    person_id INTEGER NULL,
    category TEXT NULL,
    at INTEGER NOT NULL,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX IX_search_entries_kind_number_ordinal ON search_entries (kind, number, ordinal);
CREATE INDEX IX_search_entries_learnings ON search_entries (at, number, ordinal) WHERE kind = 'learning';

CREATE VIRTUAL TABLE search_index USING fts5 (title, lead, body, content = 'search_entries', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2');
-- Whole words of titles and first sentences, for those who mistype.
CREATE VIRTUAL TABLE search_spelling USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_words USING fts5vocab (search_spelling, row);

CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN
    INSERT INTO search_index (rowid, title, lead, body) VALUES (NEW.id, NEW.title, NEW.lead, NEW.body);
    INSERT INTO search_spelling (rowid, words) VALUES (NEW.id, NEW.title || ' ' || NEW.lead);
END;
CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN
    INSERT INTO search_index (search_index, rowid, title, lead, body) VALUES ('delete', OLD.id, OLD.title, OLD.lead, OLD.body);
    INSERT INTO search_spelling (search_spelling, rowid, words) VALUES ('delete', OLD.id, OLD.title || ' ' || OLD.lead);
END;

CREATE VIEW search_incidents AS
SELECT 'incident' AS kind, i.number, 0 AS ordinal, i.number AS incident_number, NULL AS person_id, NULL AS category, i.occurred_at AS at, i.title, i.impact AS lead,
    coalesce((SELECT group_concat(value, ' ') FROM json_each(i.tags)), '') || ' '
    || coalesce((SELECT group_concat(s.name || ' ' || s.handle, ' ') FROM services s WHERE s.id IN (SELECT value FROM json_each(i.service_ids))), '') AS body
FROM incidents i;

-- Each section begins with a record separator and its heading, so that an excerpt can say where it stands.
CREATE VIEW search_post_mortems AS
SELECT 'post_mortem' AS kind, p.incident_number AS number, 0 AS ordinal, p.incident_number, NULL AS person_id, NULL AS category, i.occurred_at AS at, i.title,
    coalesce((SELECT group_concat(char(30) || (s.value ->> 'kind') || char(31) || (s.value ->> 'heading') || char(10) || (s.value ->> 'markdown'), char(10))
        FROM json_each(p.content, '$.sections') s WHERE s.value ->> 'kind' IN ('summary', 'root_cause')), '') AS lead,
    coalesce((SELECT group_concat(char(30) || (s.value ->> 'kind') || char(31) || (s.value ->> 'heading') || char(10) || (s.value ->> 'markdown'), char(10))
        FROM json_each(p.content, '$.sections') s WHERE s.value ->> 'kind' NOT IN ('summary', 'root_cause')), '')
    || coalesce((SELECT char(30) || 'timeline' || char(31) || 'Timeline' || char(10) || group_concat((t.value ->> 'stamp') || ' ' || (t.value ->> 'text'), char(10))
        FROM json_each(p.content, '$.timeline') t), '')
    || coalesce((SELECT char(30) || 'learned' || char(31) || 'What We Learned' || char(10) || group_concat((l.value ->> 'observation') || char(10) || (l.value ->> 'lesson'), char(10))
        FROM json_each(p.content, '$.learnings') l), '')
    || coalesce(char(30) || 'impact' || char(31) || 'Impact' || char(10) || nullif(p.content ->> '$.impact', ''), '')
    || coalesce((SELECT char(30) || 'summary' || char(31) || 'Authors' || char(10) || group_concat(a.value, ', ') FROM json_each(p.content, '$.authors') a), '') AS body
FROM post_mortems p JOIN incidents i ON i.number = p.incident_number;

CREATE VIEW search_learnings AS
SELECT 'learning' AS kind, p.incident_number AS number, l.key AS ordinal, p.incident_number, NULL AS person_id, l.value ->> 'category' AS category, i.occurred_at AS at,
    coalesce(l.value ->> 'lesson', '') AS title, coalesce(l.value ->> 'observation', '') AS lead, '' AS body
FROM post_mortems p JOIN incidents i ON i.number = p.incident_number, json_each(p.content, '$.learnings') l;

CREATE VIEW search_items AS
SELECT 'action_item' AS kind, a.number, 0 AS ordinal, a.incident_number, NULL AS person_id, a.category, a.created_at AS at, a.title, a.description AS lead,
    a.acceptance || ' ' || a.evidence || ' ' || a.verification || ' ' || a.status_reason || ' ' || a.ticket || ' '
    || coalesce((SELECT group_concat(value, ' ') FROM json_each(a.tags)), '') AS body
FROM action_items a;

CREATE VIEW search_updates AS
SELECT 'update' AS kind, u.number, 0 AS ordinal, u.incident_number, u.person_id, NULL AS category, u.created_at AS at, u.subject AS title, '' AS lead, u.body FROM updates u;

CREATE TRIGGER search_incident_added AFTER INSERT ON incidents BEGIN
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_incidents WHERE number = NEW.number;
END;
CREATE TRIGGER search_incident_changed AFTER UPDATE OF title, impact, tags, service_ids, occurred_at ON incidents BEGIN
    DELETE FROM search_entries WHERE kind = 'incident' AND number = NEW.number;
    DELETE FROM search_entries WHERE kind = 'post_mortem' AND number = NEW.number AND (title <> NEW.title OR at <> NEW.occurred_at);
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_incidents WHERE number = NEW.number;
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body)
        SELECT * FROM search_post_mortems WHERE number = NEW.number AND (OLD.title <> NEW.title OR OLD.occurred_at <> NEW.occurred_at);
    UPDATE search_entries SET at = NEW.occurred_at WHERE kind = 'learning' AND number = NEW.number;
END;
CREATE TRIGGER search_incident_removed AFTER DELETE ON incidents BEGIN
    DELETE FROM search_entries WHERE kind = 'incident' AND number = OLD.number;
END;
CREATE TRIGGER search_service_renamed AFTER UPDATE OF name, handle ON services BEGIN
    UPDATE incidents SET service_ids = service_ids WHERE NEW.id IN (SELECT value FROM json_each(service_ids));
END;

CREATE TRIGGER search_post_mortem_added AFTER INSERT ON post_mortems BEGIN
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_post_mortems WHERE number = NEW.incident_number;
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_learnings WHERE number = NEW.incident_number;
END;
CREATE TRIGGER search_post_mortem_changed AFTER UPDATE OF content ON post_mortems BEGIN
    DELETE FROM search_entries WHERE kind IN ('post_mortem', 'learning') AND number = NEW.incident_number;
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_post_mortems WHERE number = NEW.incident_number;
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_learnings WHERE number = NEW.incident_number;
END;
CREATE TRIGGER search_post_mortem_removed AFTER DELETE ON post_mortems BEGIN
    DELETE FROM search_entries WHERE kind IN ('post_mortem', 'learning') AND number = OLD.incident_number;
END;

CREATE TRIGGER search_item_added AFTER INSERT ON action_items BEGIN
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_items WHERE number = NEW.number;
END;
CREATE TRIGGER search_item_changed AFTER UPDATE OF title, description, acceptance, evidence, verification, status_reason, ticket, tags, category, incident_number ON action_items WHEN OLD.title IS NOT NEW.title OR OLD.description IS NOT NEW.description OR OLD.acceptance IS NOT NEW.acceptance OR OLD.evidence IS NOT NEW.evidence OR OLD.verification IS NOT NEW.verification OR OLD.status_reason IS NOT NEW.status_reason OR OLD.ticket IS NOT NEW.ticket OR OLD.tags IS NOT NEW.tags OR OLD.category IS NOT NEW.category OR OLD.incident_number IS NOT NEW.incident_number BEGIN
    DELETE FROM search_entries WHERE kind = 'action_item' AND number = NEW.number;
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_items WHERE number = NEW.number;
END;
CREATE TRIGGER search_item_removed AFTER DELETE ON action_items BEGIN
    DELETE FROM search_entries WHERE kind = 'action_item' AND number = OLD.number;
END;

CREATE TRIGGER search_update_added AFTER INSERT ON updates BEGIN
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_updates WHERE number = NEW.number;
END;
CREATE TRIGGER search_update_changed AFTER UPDATE OF subject, body, person_id, incident_number ON updates WHEN OLD.subject IS NOT NEW.subject OR OLD.body IS NOT NEW.body OR OLD.person_id IS NOT NEW.person_id OR OLD.incident_number IS NOT NEW.incident_number BEGIN
    DELETE FROM search_entries WHERE kind = 'update' AND number = NEW.number;
    INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body) SELECT * FROM search_updates WHERE number = NEW.number;
END;
CREATE TRIGGER search_update_removed AFTER DELETE ON updates BEGIN
    DELETE FROM search_entries WHERE kind = 'update' AND number = OLD.number;
END;

INSERT INTO search_entries (kind, number, ordinal, incident_number, person_id, category, at, title, lead, body)
SELECT * FROM search_incidents UNION ALL SELECT * FROM search_post_mortems UNION ALL SELECT * FROM search_learnings
UNION ALL SELECT * FROM search_items UNION ALL SELECT * FROM search_updates;
