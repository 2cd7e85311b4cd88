-- SPDX-FileCopyrightText: Hobnob contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Where programs send messages to without being here. The bot is their author; own_bot 1: it was made for this hook and goes
-- with it.
CREATE TABLE incoming_hooks (
    id TEXT PRIMARY KEY,
    room BIGINT NOT NULL REFERENCES rooms (number) ON DELETE CASCADE,
    bot_id TEXT NOT NULL REFERENCES bots (user_id) ON DELETE CASCADE,
    own_bot BIGINT NOT NULL,
    secret_hash BLOB NOT NULL UNIQUE,
    created BIGINT NOT NULL
);

CREATE INDEX incoming_hooks_by_room ON incoming_hooks (room);

CREATE INDEX incoming_hooks_by_bot ON incoming_hooks (bot_id);

-- Whom a room's messages are sent to. key: what signs them, which both sides need as it is. word, mention: what a message
-- has to contain; empty: nothing. position: the seq of the last event that is done with; failures: tries in a row since then,
-- the first of them at failing_since, the last for this reason.
CREATE TABLE outgoing_hooks (
    id TEXT PRIMARY KEY,
    room BIGINT NOT NULL REFERENCES rooms (number) ON DELETE CASCADE,
    url TEXT NOT NULL,
    key BLOB NOT NULL,
    word TEXT NOT NULL,
    mention TEXT NOT NULL,
    created BIGINT NOT NULL,
    state TEXT NOT NULL,
    position BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    failing_since BIGINT NOT NULL,
    reason TEXT NOT NULL
);

CREATE INDEX outgoing_hooks_by_room ON outgoing_hooks (room);
