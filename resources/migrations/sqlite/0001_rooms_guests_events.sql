-- SPDX-FileCopyrightText: Hobnob contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Facts about the data as a whole, such as its epoch.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- The room list's line is kept in the row, so that starting reads no log.
CREATE TABLE rooms (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    skeleton TEXT NOT NULL UNIQUE,
    last_seq BIGINT NOT NULL,
    last_time BIGINT NOT NULL,
    last_author TEXT NOT NULL,
    last_text TEXT NOT NULL
);

CREATE TABLE guests (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    seen BIGINT NOT NULL
);

CREATE INDEX guests_by_seen ON guests (seen);

-- Each room's log. Kept in the order in which it is read, so that a page costs the same at any depth. The author's name is
-- the one they had then: an event never changes, and outlives its author.
CREATE TABLE events (
    room BIGINT NOT NULL REFERENCES rooms (number),
    seq BIGINT NOT NULL,
    time BIGINT NOT NULL,
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    client_id TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (room, seq)
) WITHOUT ROWID;

-- A retry of a message finds its first answer here.
CREATE UNIQUE INDEX events_by_client ON events (author_id, client_id);
