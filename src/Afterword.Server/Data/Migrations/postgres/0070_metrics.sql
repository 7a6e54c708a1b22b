-- What metrics count, kept up by the roll-up: an incident's facts in one row, and what everybody may see added up by day.
CREATE TABLE metric_incidents (
    incident_number integer NOT NULL,
    restricted boolean NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    facts bytea NOT NULL,
    CONSTRAINT PK_metric_incidents PRIMARY KEY (incident_number),
    CONSTRAINT FK_metric_incidents_incidents_incident_number FOREIGN KEY (incident_number) REFERENCES incidents (number) ON DELETE RESTRICT
);
CREATE INDEX IX_metric_incidents_last_day ON metric_incidents (last_day);
CREATE INDEX IX_metric_incidents_restricted ON metric_incidents (restricted) WHERE restricted;

CREATE TABLE metric_days (
    day date NOT NULL,
    metric text NOT NULL,
    n bigint NOT NULL,
    total bigint NOT NULL,
    invalid bigint NOT NULL,
    kept bytea NOT NULL,
    CONSTRAINT PK_metric_days PRIMARY KEY (day, metric)
);
CREATE INDEX IX_metric_days_metric_day_total ON metric_days (metric, day, total);

-- How far the roll-up has come. The version changes with every change of the two tables above, so that caches know.
CREATE TABLE metric_state (
    id integer NOT NULL,
    code text NOT NULL,
    sequence bigint NOT NULL,
    built boolean NOT NULL,
    done_incident integer NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT PK_metric_state PRIMARY KEY (id)
);
