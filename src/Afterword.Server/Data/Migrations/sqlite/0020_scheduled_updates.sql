-- An update may go by itself at an instant, to one person, or to put an earlier one right.
ALTER TABLE updates ADD COLUMN person_id INTEGER NULL;
ALTER TABLE updates ADD COLUMN correction_of INTEGER NULL;
ALTER TABLE updates ADD COLUMN scheduled_at INTEGER NULL;

CREATE INDEX IX_updates_scheduled_at ON updates (scheduled_at) WHERE scheduled_at IS NOT NULL;
CREATE INDEX IX_updates_correction_of ON updates (correction_of) WHERE correction_of IS NOT NULL;
CREATE INDEX IX_updates_person_id ON updates (person_id) WHERE person_id IS NOT NULL;
