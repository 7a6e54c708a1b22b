-- The doors: who may sign in, who is signed in, tokens of programs, settings with their secrets encrypted, the ring of keys.
CREATE TABLE accounts (
    person_id INTEGER NOT NULL CONSTRAINT PK_accounts PRIMARY KEY,
    password_hash TEXT NOT NULL,
    password_changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_accounts_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT
);

CREATE TABLE sessions (
    token_hash TEXT NOT NULL CONSTRAINT PK_sessions PRIMARY KEY,
    person_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT FK_sessions_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE sign_in_tries (
    person_id INTEGER NOT NULL,
    device TEXT NOT NULL,
    tries INTEGER NOT NULL,
    since INTEGER NOT NULL,
    CONSTRAINT PK_sign_in_tries PRIMARY KEY (person_id, device),
    CONSTRAINT FK_sign_in_tries_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE api_tokens (
    number INTEGER NOT NULL CONSTRAINT PK_api_tokens PRIMARY KEY,
    person_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    tail TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    last_used_at INTEGER NULL,
    revoked_at INTEGER NULL,
    version INTEGER NOT NULL,
    CONSTRAINT FK_api_tokens_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT
);

CREATE TABLE one_time_links (
    token_hash TEXT NOT NULL CONSTRAINT PK_one_time_links PRIMARY KEY,
    purpose TEXT NOT NULL,
    person_id INTEGER NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT FK_one_time_links_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE settings (
    id INTEGER NOT NULL CONSTRAINT PK_settings PRIMARY KEY,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    secrets TEXT NOT NULL,
    version INTEGER NOT NULL
);

CREATE TABLE protection_keys (
    name TEXT NOT NULL CONSTRAINT PK_protection_keys PRIMARY KEY,
    xml TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX IX_api_tokens_person_id ON api_tokens (person_id);
CREATE UNIQUE INDEX IX_api_tokens_token_hash ON api_tokens (token_hash);
CREATE INDEX IX_one_time_links_person_id ON one_time_links (person_id);
CREATE INDEX IX_sessions_person_id ON sessions (person_id);
CREATE UNIQUE INDEX IX_settings_name ON settings (name);
