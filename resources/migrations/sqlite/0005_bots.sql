-- SPDX-FileCopyrightText: Hobnob contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Accounts that are programs. owner_id: the account that answers for it; empty: none. scoped 1: it is nowhere but in its rooms,
-- which stays so when the last of them is gone.
CREATE TABLE bots (
    user_id TEXT PRIMARY KEY REFERENCES accounts (user_id) ON DELETE CASCADE,
    owner_id TEXT NOT NULL,
    scoped BIGINT NOT NULL
);

CREATE TABLE bot_rooms (
    user_id TEXT NOT NULL REFERENCES bots (user_id) ON DELETE CASCADE,
    room BIGINT NOT NULL REFERENCES rooms (number) ON DELETE CASCADE,
    PRIMARY KEY (user_id, room)
) WITHOUT ROWID;

CREATE INDEX bot_rooms_by_room ON bot_rooms (room);

-- A bot's token is a session. How many milliseconds without use end it; 0: none.
ALTER TABLE sessions ADD COLUMN idle BIGINT NOT NULL DEFAULT 0;

-- 1: the author is a bot.
ALTER TABLE events ADD COLUMN by_bot BIGINT NOT NULL DEFAULT 0;
