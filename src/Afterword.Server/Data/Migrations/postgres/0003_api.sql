-- Idempotent POSTs: the key is stored in the transaction of the deed itself, its answer right after, so that a client that lost
-- the answer can ask again and the deed is done once.
CREATE TABLE idempotency_keys (
    caller text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer,
    location text,
    etag text,
    body text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT PK_idempotency_keys PRIMARY KEY (caller, key)
);

CREATE INDEX IX_idempotency_keys_created_at ON idempotency_keys (created_at);
