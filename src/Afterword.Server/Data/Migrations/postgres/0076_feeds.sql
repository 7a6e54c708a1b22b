-- Links that programs read without signing in: calendars, parts of pages. Only the hash of a token is kept.
CREATE TABLE feed_links (
    number integer NOT NULL CONSTRAINT PK_feed_links PRIMARY KEY,
    kind text NOT NULL,
    person_id integer NOT NULL,
    team_id integer NULL,
    name text NOT NULL,
    token_hash text NOT NULL,
    tail text NOT NULL,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz NULL,
    version integer NOT NULL,
    CONSTRAINT FK_feed_links_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT,
    CONSTRAINT FK_feed_links_teams_team_id FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX IX_feed_links_token_hash ON feed_links (token_hash);
CREATE INDEX IX_feed_links_person_id ON feed_links (person_id);
CREATE INDEX IX_feed_links_team_id ON feed_links (team_id);
