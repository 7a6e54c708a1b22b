-- Words that somebody discarded can be brought back for an hour.
ALTER TABLE post_mortem_drafts ADD COLUMN discarded TEXT NULL;
ALTER TABLE post_mortem_drafts ADD COLUMN discarded_at INTEGER NULL;
