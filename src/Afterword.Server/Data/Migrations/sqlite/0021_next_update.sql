-- An update may promise the next one.
ALTER TABLE updates ADD COLUMN next_update_at INTEGER NULL;
