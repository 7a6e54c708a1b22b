-- An update may go to one team: progress, a blocker, a request for a review.
ALTER TABLE updates ADD COLUMN team_id integer;
CREATE INDEX IX_updates_team_id ON updates (team_id) WHERE team_id IS NOT NULL;
