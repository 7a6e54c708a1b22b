-- The doors: who may sign in, who is signed in, tokens of programs, settings with their secrets encrypted, the ring of keys.
CREATE TABLE accounts (
    person_id integer NOT NULL,
    password_hash text NOT NULL,
    password_changed_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT FK_accounts_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT,
    CONSTRAINT PK_accounts PRIMARY KEY (person_id)
);

CREATE TABLE sessions (
    token_hash text NOT NULL,
    person_id integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    user_agent text NOT NULL,
    address text NOT NULL,
    CONSTRAINT FK_sessions_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT PK_sessions PRIMARY KEY (token_hash)
);

CREATE TABLE sign_in_tries (
    person_id integer NOT NULL,
    device text NOT NULL,
    tries integer NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT PK_sign_in_tries PRIMARY KEY (person_id, device),
    CONSTRAINT FK_sign_in_tries_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE api_tokens (
    number integer NOT NULL,
    person_id integer NOT NULL,
    name text NOT NULL,
    scope text NOT NULL,
    token_hash text NOT NULL,
    tail text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT FK_api_tokens_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT,
    CONSTRAINT PK_api_tokens PRIMARY KEY (number)
);

CREATE TABLE one_time_links (
    token_hash text NOT NULL,
    purpose text NOT NULL,
    person_id integer,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT FK_one_time_links_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT PK_one_time_links PRIMARY KEY (token_hash)
);

CREATE TABLE settings (
    id integer NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    secrets text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT PK_settings PRIMARY KEY (id)
);

CREATE TABLE protection_keys (
    name text NOT NULL,
    xml text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT PK_protection_keys PRIMARY KEY (name)
);

CREATE INDEX IX_api_tokens_person_id ON api_tokens (person_id);
CREATE UNIQUE INDEX IX_api_tokens_token_hash ON api_tokens (token_hash);
CREATE INDEX IX_one_time_links_person_id ON one_time_links (person_id);
CREATE INDEX IX_sessions_person_id ON sessions (person_id);
CREATE UNIQUE INDEX IX_settings_name ON settings (name);
