-- SPDX-FileCopyrightText: Hobnob contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Everybody who can be here: guests, and those with an account. Words as in the protocol. A name_key is a name as "@name"
-- compares it, a skeleton as look-alikes do: folded and drawn are the two of this name, which guests from before do not have.
-- colour -1 is the one that follows from the id.
CREATE TABLE users (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    folded TEXT NOT NULL,
    drawn TEXT NOT NULL,
    status TEXT NOT NULL,
    colour BIGINT NOT NULL,
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL
);

CREATE INDEX users_by_name ON users (name_key, seen);

CREATE INDEX users_by_seen ON users (kind, seen);

CREATE TABLE accounts (
    user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    login TEXT NOT NULL,
    login_name_key TEXT NOT NULL,
    login_skeleton TEXT NOT NULL UNIQUE,
    password_hash BLOB NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    totp_secret BLOB NOT NULL,
    totp_step BIGINT NOT NULL,
    created BIGINT NOT NULL
);

-- What nobody else may be called: each skeleton of an account's login and of the name that it shows.
CREATE TABLE account_names (
    skeleton TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES accounts (user_id) ON DELETE CASCADE,
    is_login BIGINT NOT NULL
) WITHOUT ROWID;

CREATE INDEX account_names_by_user ON account_names (user_id);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    client TEXT NOT NULL,
    address TEXT NOT NULL,
    created BIGINT NOT NULL,
    used BIGINT NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id, used);

CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES accounts (user_id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL,
    PRIMARY KEY (user_id, code_hash)
) WITHOUT ROWID;

-- user_id is empty for all but those that reset a password.
CREATE TABLE links (
    code_hash BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    user_id TEXT NOT NULL,
    made_by TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    uses_left BIGINT NOT NULL
);

-- Guests keep their token, which is now that of a session.
INSERT INTO users (id, kind, name, name_key, folded, drawn, status, colour, created, seen)
SELECT id, 'guest', name, name_key, '', '', '', -1, seen, seen FROM guests;

INSERT INTO sessions (id, user_id, token_hash, client, address, created, used)
SELECT lower(hex(randomblob(10))), id, token_hash, '', '', seen, seen FROM guests;

DROP TABLE guests;

-- The same rooms, but only public ones are alone with their name: the name of one that cannot be seen must not show that it is
-- there. direct_key: who a direct room is between; empty for others.
CREATE TABLE new_rooms (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    skeleton TEXT NOT NULL,
    direct_key TEXT NOT NULL,
    topic TEXT NOT NULL,
    description TEXT NOT NULL,
    may_post TEXT NOT NULL,
    may_invite TEXT NOT NULL,
    may_pin TEXT NOT NULL,
    slow_mode BIGINT NOT NULL,
    archived BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    last_time BIGINT NOT NULL,
    last_author TEXT NOT NULL,
    last_text TEXT NOT NULL
);

INSERT INTO new_rooms (number, id, kind, name, skeleton, direct_key, topic, description, may_post, may_invite, may_pin, slow_mode,
    archived, last_seq, last_time, last_author, last_text)
SELECT number, id, 'public', name, skeleton, '', '', '', 'member', 'member', 'member', 0, 0, last_seq, last_time, last_author,
    last_text FROM rooms;

DROP TABLE rooms;

ALTER TABLE new_rooms RENAME TO rooms;

CREATE UNIQUE INDEX rooms_by_name ON rooms (skeleton) WHERE kind = 'public';

CREATE UNIQUE INDEX rooms_by_people ON rooms (direct_key) WHERE direct_key <> '';

-- Of accounts; guests are members while they are here. muted_until 0: not muted.
CREATE TABLE memberships (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    room BIGINT NOT NULL REFERENCES rooms (number) ON DELETE CASCADE,
    role TEXT NOT NULL,
    joined BIGINT NOT NULL,
    muted_until BIGINT NOT NULL,
    PRIMARY KEY (user_id, room)
) WITHOUT ROWID;

CREATE INDEX memberships_by_room ON memberships (room);

-- What happened; empty: a message. The subject is the person whom it happened to, under the name they had.
ALTER TABLE events ADD COLUMN kind TEXT NOT NULL DEFAULT '';

ALTER TABLE events ADD COLUMN subject_id TEXT NOT NULL DEFAULT '';

ALTER TABLE events ADD COLUMN subject_name TEXT NOT NULL DEFAULT '';

-- What is no message has no client id.
DROP INDEX events_by_client;

CREATE UNIQUE INDEX events_by_client ON events (author_id, client_id) WHERE client_id <> '';

-- ends 0: never. Also of guests, and of accounts that are gone.
CREATE TABLE bans (
    room BIGINT NOT NULL REFERENCES rooms (number) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by_id TEXT NOT NULL,
    made_by_name TEXT NOT NULL,
    created BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    PRIMARY KEY (room, user_id)
) WITHOUT ROWID;

-- Whom somebody does not want to hear of.
CREATE TABLE blocks (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blocked_id TEXT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (user_id, blocked_id)
) WITHOUT ROWID;

-- An event that somebody objects to. resolved 0: nobody has looked at it yet.
CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    room BIGINT NOT NULL REFERENCES rooms (number) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    reporter_id TEXT NOT NULL,
    reporter_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    created BIGINT NOT NULL,
    resolved BIGINT NOT NULL,
    resolved_by_id TEXT NOT NULL,
    resolved_by_name TEXT NOT NULL,
    note TEXT NOT NULL
);

CREATE INDEX reports_by_room ON reports (room, number);

-- What people with power over others did. Rows are added, never changed, and outlive all that they name.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    time BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    room_id TEXT NOT NULL,
    room_name TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject_name TEXT NOT NULL,
    details TEXT NOT NULL
);

-- The last that was not withdrawn is what everybody is shown.
CREATE TABLE announcements (
    number INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    time BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL
);
