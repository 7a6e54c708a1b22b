-- What a metric counts lies together, day after day, so that a window is one stretch. The roll-up fills the table anew.
DROP TABLE metric_days;
CREATE TABLE metric_days (
    day date NOT NULL,
    metric text NOT NULL,
    n bigint NOT NULL,
    total bigint NOT NULL,
    invalid bigint NOT NULL,
    kept bytea NOT NULL,
    CONSTRAINT PK_metric_days PRIMARY KEY (metric, day)
);
CREATE INDEX IX_metric_days_metric_day_total ON metric_days (metric, day, total);
UPDATE metric_state SET code = '';
