-- Filter lines of the item list that people keep under a name, for themselves or for a team.
CREATE TABLE saved_views (
    number integer NOT NULL,
    name text NOT NULL,
    line text NOT NULL,
    owner_id integer NOT NULL,
    team_id integer,
    CONSTRAINT PK_saved_views PRIMARY KEY (number),
    CONSTRAINT FK_saved_views_people_owner_id FOREIGN KEY (owner_id) REFERENCES people (id) ON DELETE RESTRICT,
    CONSTRAINT FK_saved_views_teams_team_id FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE RESTRICT
);
CREATE INDEX IX_saved_views_owner_id ON saved_views (owner_id);
CREATE INDEX IX_saved_views_team_id ON saved_views (team_id);
