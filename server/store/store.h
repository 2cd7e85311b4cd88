// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/accountstore.h"
#include "server/store/botstore.h"
#include "server/store/hookstore.h"
#include "server/store/moderationstore.h"
#include "server/store/roomstore.h"

#include <QList>

#include <chrono>
#include <functional>

namespace hobnob::server
{

/// Somebody has read a room up to here.
struct ReadMove {
    UserId user;
    RoomId room;
    Seq seq{};
};

/// Which part of a log: the newest when neither bound is set, else those next to the bound.
struct PageRequest {
    RoomId room;
    std::optional<Seq> before;
    std::optional<Seq> after;
    int limit = 0;
};

struct Page {
    /// Oldest first.
    QList<protocol::Event> events;
    /// The log goes on in the direction that was asked for: there are more than the limit, or
    /// their text is more than limits::historyBytes.
    bool more = false;
};

struct StoreStatistics {
    qint64 appended = 0;
    qint64 commits = 0;
    qint64 pending = 0;
    /// From append() to its answer, of the last commit.
    std::chrono::microseconds commitLatency{};
    /// Why nothing can be stored at present; nothing when all is well. The last write failed then,
    /// and the store finds out by itself when writing works again.
    std::optional<Error> trouble = {};
};

/// The durable side of everything: people, rooms and each room's log of events. The destructor
/// commits what is pending; answers that were not delivered by then are dropped.
class Store : public AccountStore,
              public BotStore,
              public HookStore,
              public RoomStore,
              public ModerationStore
{
public:
    /// The identity of this data; another one after a restore.
    [[nodiscard]] virtual QString epoch() const = 0;
    /// Somebody looked after this server when the store was opened.
    [[nodiscard]] virtual bool hadAdministratorAtStart() const = 0;
    [[nodiscard]] virtual StoreStatistics statistics() const = 0;

    /// Gives the event its seq, without holes, and its time, never before that of the event before
    /// it. Errors: RoomUnknown, OutOfRange (the author used this client id in another room),
    /// NameTaken (the name that they borrow is somebody's).
    virtual void append(const Draft &draft, Answer<Appended> answer) = 0;
    /// Of every room in which the person has a pointer.
    virtual void loadReads(const UserId &user, Answer<QList<protocol::ReadState>> answer) = 0;
    /// Makes pointers, or moves them on: never back, never past a log's end. Answers the state of
    /// each as it is then, in the order of \a moves; of a room that is gone, that nothing was read.
    virtual void moveReads(const QList<ReadMove> &moves,
                           Answer<QList<protocol::ReadState>> answer) = 0;
    /// The person left the room and has no pointer in it any more.
    virtual void forgetRead(const UserId &user, const RoomId &room, Answer<Done> answer) = 0;
    /// An unknown room has an empty log.
    virtual void readPage(const PageRequest &request, Answer<Page> answer) = 0;
    /// Answers when everything that was asked before is on disk.
    virtual void flush(Answer<Done> answer) = 0;
};

} // namespace hobnob::server
