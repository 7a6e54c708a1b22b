-- Figures that a person froze, to compare with later.
CREATE TABLE baselines (
    number INTEGER NOT NULL CONSTRAINT PK_baselines PRIMARY KEY,
    name TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    team_id INTEGER NULL,
    figures TEXT NOT NULL,
    frozen_at INTEGER NOT NULL,
    frozen_by_id INTEGER NULL,
    removed_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_baselines_people_frozen_by_id FOREIGN KEY (frozen_by_id) REFERENCES people (id) ON DELETE RESTRICT,
    CONSTRAINT FK_baselines_teams_team_id FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE RESTRICT
);
CREATE INDEX IX_baselines_frozen_by_id ON baselines (frozen_by_id);
CREATE INDEX IX_baselines_team_id ON baselines (team_id);
