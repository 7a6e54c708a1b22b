-- What may have arrived already is looked for before it is sent again; what is too late is not sent by itself.
ALTER TABLE deliveries ADD COLUMN may_have_arrived boolean NOT NULL DEFAULT false;
ALTER TABLE deliveries ADD COLUMN not_after timestamp with time zone;

-- Doors held shut: a server that is down, a target that asked us to wait. Every node reads the same.
CREATE TABLE gates (
    name text NOT NULL,
    shut_until timestamp with time zone NOT NULL,
    failures integer NOT NULL,
    trouble text NOT NULL,
    CONSTRAINT PK_gates PRIMARY KEY (name)
);
