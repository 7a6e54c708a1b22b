-- What metrics count, kept up by the roll-up: an incident's facts in one row, and what everybody may see added up by day.
CREATE TABLE metric_incidents (
    incident_number INTEGER NOT NULL CONSTRAINT PK_metric_incidents PRIMARY KEY,
    restricted INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    facts BLOB NOT NULL,
    CONSTRAINT FK_metric_incidents_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT
);
CREATE INDEX IX_metric_incidents_last_day ON metric_incidents (last_day);
CREATE INDEX IX_metric_incidents_restricted ON metric_incidents (restricted) WHERE restricted;

CREATE TABLE metric_days (
    day TEXT NOT NULL,
    metric TEXT NOT NULL,
    n INTEGER NOT NULL,
    total INTEGER NOT NULL,
    invalid INTEGER NOT NULL,
    kept BLOB NOT NULL,
    CONSTRAINT PK_metric_days PRIMARY KEY (day, metric)
);
CREATE INDEX IX_metric_days_metric_day_total ON metric_days (metric, day, total);

-- How far the roll-up has come. The version changes with every change of the two tables above, so that caches know.
CREATE TABLE metric_state (
    id INTEGER NOT NULL CONSTRAINT PK_metric_state PRIMARY KEY,
    code TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    built INTEGER NOT NULL,
    done_incident INTEGER NOT NULL,
    version INTEGER NOT NULL
);
