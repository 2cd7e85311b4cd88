// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <deque>
#include <variant>
#include <vector>

namespace hobnob::server
{

// What the domain's thread asks of the writer's, and what comes back: values that are copied
// between threads. Functions to be called with the outcome stay on the domain's thread.

struct CreateRoom {
    StoredRoom room;
};
struct SaveGuest {
    StoredGuest guest;
};
struct ForgetGuest {
    UserId user;
};
struct FindGuest {
    QByteArray tokenHash;
};
struct Append {
    Draft draft;
};
struct LoadReads {
    UserId user;
};
struct MoveReads {
    QList<ReadMove> moves;
};
struct ForgetRead {
    UserId user;
    RoomId room;
};
struct Flush {
};

using WriteCommand = std::variant<CreateRoom, SaveGuest, ForgetGuest, FindGuest, Append, LoadReads,
                                  MoveReads, ForgetRead, Flush>;
using WriteCommands = std::deque<WriteCommand>;
using WriteOutcome = std::variant<Result<Done>, Result<StoredGuest>, Result<Appended>,
                                  Result<QList<protocol::ReadState>>>;

/// What became of the commands of one transaction, one outcome a command, in their order.
struct WriteBatch {
    std::vector<WriteOutcome> outcomes;
    /// Events that were added.
    qint64 appended = 0;
    /// 0 when nothing had to be written.
    int commits = 0;
    /// Why nothing can be written at present.
    std::optional<Error> trouble = {};
};

} // namespace hobnob::server
