-- What a metric counts lies together, day after day, so that a window is one stretch. The roll-up fills the table anew.
DROP TABLE metric_days;
CREATE TABLE metric_days (
    day TEXT NOT NULL,
    metric TEXT NOT NULL,
    n INTEGER NOT NULL,
    total INTEGER NOT NULL,
    invalid INTEGER NOT NULL,
    kept BLOB NOT NULL,
    CONSTRAINT PK_metric_days PRIMARY KEY (metric, day)
) WITHOUT ROWID;
CREATE INDEX IX_metric_days_metric_day_total ON metric_days (metric, day, total);
UPDATE metric_state SET code = '';
