-- What may have arrived already is looked for before it is sent again; what is too late is not sent by itself.
ALTER TABLE deliveries ADD COLUMN may_have_arrived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN not_after INTEGER NULL;

-- Doors held shut: a server that is down, a target that asked us to wait. Every node reads the same.
CREATE TABLE gates (
    name TEXT NOT NULL CONSTRAINT PK_gates PRIMARY KEY,
    shut_until INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    trouble TEXT NOT NULL
);
