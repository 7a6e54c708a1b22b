-- Figures that a person froze, to compare with later.
CREATE TABLE baselines (
    number integer NOT NULL,
    name text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    team_id integer,
    figures text NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    frozen_by_id integer,
    removed_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT PK_baselines PRIMARY KEY (number),
    CONSTRAINT FK_baselines_people_frozen_by_id FOREIGN KEY (frozen_by_id) REFERENCES people (id) ON DELETE RESTRICT,
    CONSTRAINT FK_baselines_teams_team_id FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE RESTRICT
);
CREATE INDEX IX_baselines_frozen_by_id ON baselines (frozen_by_id);
CREATE INDEX IX_baselines_team_id ON baselines (team_id);
