-- SPDX-FileCopyrightText: Hobnob contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The name as "@name" compares it. Guests from before have none until they come back.
ALTER TABLE guests ADD COLUMN name_key TEXT NOT NULL DEFAULT '';

CREATE INDEX guests_by_name ON guests (name_key, seen);

-- How far each person has read each room that they came into.
CREATE TABLE reads (
    user_id TEXT NOT NULL,
    room BIGINT NOT NULL REFERENCES rooms (number),
    seq BIGINT NOT NULL,
    PRIMARY KEY (user_id, room)
) WITHOUT ROWID;

-- The unread events that name someone: those before the pointer in reads are removed when it moves.
CREATE TABLE mentions (
    user_id TEXT NOT NULL,
    room BIGINT NOT NULL REFERENCES rooms (number),
    seq BIGINT NOT NULL,
    PRIMARY KEY (user_id, room, seq)
) WITHOUT ROWID;
