-- The kinds of mail a person has stopped, by name.
ALTER TABLE people ADD COLUMN stopped_mail text[] NOT NULL DEFAULT '{}';
