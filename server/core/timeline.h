// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QObject>

#include <list>

namespace hobnob::server
{

/// The rooms' logs: writes messages, says when they are committed, reads pages. Knows nothing of
/// who may do so. Answers come through the event loop.
class Timeline final : public QObject
{
    Q_OBJECT

public:
    /// A room's log as somebody sees it who comes into the room: what comes after the last of
    /// events is told by messagePosted(), without a hole. The last ones may still be told, too: a
    /// page can be read between their commit and its news.
    struct Opening {
        QList<protocol::Event> events;
        /// There are more after the ones that the client holds than events, which holds the newest.
        bool gap = false;
        /// There are older ones than events that the client does not hold.
        bool more = false;
    };

    /// \a store outlives this, or drops its answers when it goes.
    explicit Timeline(Store &store);

    /// Errors: those of cleanMessage() and of Store::append(). The author's answer comes before
    /// messagePosted(), which a repeated draft does not cause.
    void post(Draft draft, Store::Answer<Appended> answer);
    /// See RoomStore::act(). The answer comes before messagePosted(), once for each notice.
    void act(const RoomAct &act, Store::Answer<QList<Appended>> answer);
    /// \a after: the last event that the client holds; those after it, if they are no more than
    /// limits::replayEvents, else the newest. Errors: StorageFailed.
    void open(const RoomId &room, std::optional<Seq> after, Store::Answer<Opening> answer);
    void read(const PageRequest &request, Store::Answer<Page> answer);

    /// Messages since the server started.
    [[nodiscard]] qint64 postedCount() const { return m_posted; }

Q_SIGNALS:
    void messagePosted(const hobnob::RoomId &room, const hobnob::protocol::Event &event,
                       const QList<hobnob::UserId> &mentioned);

private:
    /// Someone who is coming in: the log is being read, and tail holds what is posted meanwhile.
    struct Visit {
        RoomId room;
        QList<protocol::Event> tail;
        Store::Answer<Opening> answer;
        /// The client said what it holds.
        bool isResume = false;
    };
    using VisitRef = std::list<Visit>::iterator;

    void noteCommitted(const RoomId &room, const Appended &appended);
    void readNewest(VisitRef visit, bool gap);
    void finish(VisitRef visit, Result<Opening> opening);

    Store &m_store;
    std::list<Visit> m_visits;
    qint64 m_posted = 0;
};

} // namespace hobnob::server
