-- A team's weekly progress update: when it is due, who is asked for it.
CREATE TABLE progress_schedules (
    team_id integer NOT NULL,
    weekday text NOT NULL,
    hour integer NOT NULL,
    writer_id integer NOT NULL,
    next_at timestamp with time zone,
    next_due_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT PK_progress_schedules PRIMARY KEY (team_id),
    CONSTRAINT FK_progress_schedules_teams_team_id FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE RESTRICT,
    CONSTRAINT FK_progress_schedules_people_writer_id FOREIGN KEY (writer_id) REFERENCES people (id) ON DELETE RESTRICT
);
CREATE INDEX IX_progress_schedules_next_at ON progress_schedules (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX IX_progress_schedules_writer_id ON progress_schedules (writer_id);
