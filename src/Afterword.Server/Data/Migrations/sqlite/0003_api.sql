-- Idempotent POSTs: the key is stored in the transaction of the deed itself, its answer right after, so that a client that lost
-- the answer can ask again and the deed is done once.
CREATE TABLE idempotency_keys (
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NULL,
    location TEXT NULL,
    etag TEXT NULL,
    body TEXT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT PK_idempotency_keys PRIMARY KEY (caller, key)
);

CREATE INDEX IX_idempotency_keys_created_at ON idempotency_keys (created_at);
