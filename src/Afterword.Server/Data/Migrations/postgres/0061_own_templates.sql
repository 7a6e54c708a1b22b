-- An installation's own templates: editions are only added, the newest counts.
CREATE TABLE template_versions (
    number integer NOT NULL,
    name text NOT NULL,
    edition integer NOT NULL,
    text text,
    reason text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id integer,
    broken_at timestamp with time zone,
    problem text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT PK_template_versions PRIMARY KEY (number)
);
CREATE UNIQUE INDEX IX_template_versions_name_edition ON template_versions (name, edition);
