-- SPDX-FileCopyrightText: Hobnob contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Mutes and bans; words as in the protocol. ends 0: never. Also of guests, and of accounts that are gone.
CREATE TABLE sanctions (
    room BIGINT NOT NULL REFERENCES rooms (number) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by_id TEXT NOT NULL,
    made_by_name TEXT NOT NULL,
    created BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    PRIMARY KEY (room, user_id, kind)
) WITHOUT ROWID;

INSERT INTO sanctions (room, user_id, user_name, kind, reason, made_by_id, made_by_name, created, ends)
SELECT room, user_id, user_name, 'ban', reason, made_by_id, made_by_name, created, ends FROM bans;

DROP TABLE bans;

-- Of accounts, and of guests in rooms that are not public. A mute outlives a membership, and so is none of its columns; no
-- version has set one.
CREATE TABLE new_memberships (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    room BIGINT NOT NULL REFERENCES rooms (number) ON DELETE CASCADE,
    role TEXT NOT NULL,
    joined BIGINT NOT NULL,
    PRIMARY KEY (user_id, room)
) WITHOUT ROWID;

INSERT INTO new_memberships (user_id, room, role, joined)
SELECT user_id, room, role, joined FROM memberships;

DROP TABLE memberships;

ALTER TABLE new_memberships RENAME TO memberships;

CREATE INDEX memberships_by_room ON memberships (room);

-- The name they had, for when they are gone.
ALTER TABLE blocks ADD COLUMN blocked_name TEXT NOT NULL DEFAULT '';

-- The same reports, but no number is used twice: whoever resolves one that went with its room must not meet another.
CREATE TABLE new_reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
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

INSERT INTO new_reports (number, room, seq, reporter_id, reporter_name, reason, created, resolved, resolved_by_id,
    resolved_by_name, note)
SELECT number, room, seq, reporter_id, reporter_name, reason, created, resolved, resolved_by_id, resolved_by_name, note
FROM reports;

DROP TABLE reports;

ALTER TABLE new_reports RENAME TO reports;

CREATE INDEX reports_by_room ON reports (room, number);

CREATE INDEX reports_waiting ON reports (reporter_id, room, seq) WHERE resolved = 0;

-- What happened in one room.
CREATE INDEX audit_by_room ON audit (room_id, number);

-- A room that is deleted takes its pointers along.
CREATE INDEX reads_by_room ON reads (room);

-- The name of an image; empty: none.
ALTER TABLE users ADD COLUMN picture TEXT NOT NULL DEFAULT '';

ALTER TABLE rooms ADD COLUMN picture TEXT NOT NULL DEFAULT '';

-- A name stands for its image for ever. Those that nobody has go after a while.
CREATE TABLE pictures (
    name TEXT PRIMARY KEY,
    image BLOB NOT NULL,
    created BIGINT NOT NULL
);
