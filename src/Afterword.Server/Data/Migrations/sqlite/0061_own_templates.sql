-- An installation's own templates: editions are only added, the newest counts.
CREATE TABLE template_versions (
    number INTEGER NOT NULL CONSTRAINT PK_template_versions PRIMARY KEY,
    name TEXT NOT NULL,
    edition INTEGER NOT NULL,
    text TEXT NULL,
    reason TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_by_id INTEGER NULL,
    broken_at INTEGER NULL,
    problem TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX IX_template_versions_name_edition ON template_versions (name, edition);
