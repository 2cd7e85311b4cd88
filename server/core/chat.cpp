// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/chat.h"

namespace hobnob::server
{

Chat::Chat(Store &store, const QString &serverName, const Timeouts &timeouts, const Rates &rates)
    : m_directory(store), m_timeline(store), m_guests(store, timeouts), m_typing(timeouts),
      m_notices(m_roster, timeouts.coalesce), m_summaries(timeouts.summaries),
      m_reads(store, timeouts.readGather), m_overview(m_directory, m_roster, m_reads),
      m_reception(
          {.serverName = serverName,
           .epoch = store.epoch(),
           .guests = m_guests,
           .reads = m_reads,
           .subscriptions = m_subscriptions,
           .overview = m_overview,
           .sessionLifetime = std::chrono::duration_cast<std::chrono::seconds>(timeouts.session)}),
      m_dispatcher({.reception = m_reception,
                    .directory = m_directory,
                    .roster = m_roster,
                    .reads = m_reads,
                    .overview = m_overview,
                    .timeline = m_timeline,
                    .guests = m_guests,
                    .typing = m_typing,
                    .subscriptions = m_subscriptions,
                    .returning = timeouts.returning},
                   rates)
{
    wire();
}

/// All connections of the domain: causes on the left, effects on the right.
void Chat::wire()
{
    connect(&m_guests, &Guestbook::presenceChanged, &m_roster, &Roster::setPresence);
    connect(&m_guests, &Guestbook::departed, &m_roster, &Roster::leaveAll);
    connect(&m_guests, &Guestbook::departed, &m_reads, &ReadPointers::drop);

    connect(&m_dispatcher, &Dispatcher::membersShown, &m_notices, &MemberNotices::noteShown);
    connect(&m_roster, &Roster::memberJoined, &m_notices, &MemberNotices::noteJoined);
    connect(&m_roster, &Roster::memberReturned, &m_notices, &MemberNotices::noteChanged);
    connect(&m_roster, &Roster::memberLeft, &m_notices, &MemberNotices::noteLeft);
    connect(&m_roster, &Roster::memberChanged, &m_notices, &MemberNotices::noteChanged);
    connect(&m_roster, &Roster::memberLeft, &m_typing,
            [this](const RoomId &room, const auto &member) { m_typing.stop(room, member.id); });
    connect(&m_roster, &Roster::memberJoined, &m_summaries, &Coalescer::mark);
    connect(&m_roster, &Roster::memberReturned, &m_summaries, &Coalescer::mark);
    connect(&m_roster, &Roster::memberLeft, &m_summaries, &Coalescer::mark);

    connect(&m_timeline, &Timeline::messagePosted, &m_directory, &RoomDirectory::noteEvent);
    connect(&m_timeline, &Timeline::messagePosted, &m_reads, &ReadPointers::noteEvent);
    connect(&m_timeline, &Timeline::messagePosted, &m_summaries, &Coalescer::mark);
    connect(
        &m_timeline, &Timeline::messagePosted, &m_typing,
        [this](const RoomId &room, const auto &event) { m_typing.stop(room, event.author.id); });

    connect(&m_timeline, &Timeline::messagePosted, this,
            [this](const RoomId &room, const protocol::Event &event) {
                m_notices.announce(room, event.author.id);
                Q_EMIT roomInformed(room, protocol::RoomEvent{room, event});
            });
    connect(&m_notices, &MemberNotices::noticeGathered, this,
            [this](const auto &notice) { Q_EMIT roomInformed(notice.room, notice); });
    connect(&m_typing, &TypingTracker::typingChanged, this,
            [this](const auto &typing) { Q_EMIT roomInformed(typing.room, typing); });
    connect(&m_directory, &RoomDirectory::roomCreated, this, &Chat::informOfRoom);
    connect(&m_summaries, &Coalescer::due, this, &Chat::informOfRoom);

    connect(&m_reads, &ReadPointers::moved, this, &Chat::informOfReading);

    connect(&m_reception, &Reception::released, &m_dispatcher, &Dispatcher::receive);
    connect(&m_reception, &Reception::answered, this, &Chat::sessionAnswered);
    connect(&m_reception, &Reception::loggedIn, this, &Chat::sessionLoggedIn);
    connect(&m_reception, &Reception::loggedOut, this, &Chat::sessionLoggedOut);
    connect(&m_dispatcher, &Dispatcher::answered, this, &Chat::sessionAnswered);
}

void Chat::informOfRoom(const RoomId &room)
{
    Q_EMIT everyoneInformed(protocol::RoomChanged{m_overview.summaryOf(room)});
}

void Chat::informOfReading(const UserId &user, const protocol::ReadState &state)
{
    const protocol::ReadMoved fact{m_overview.readState(user, state.room)};
    for (const auto session : m_guests.sessionsOf(user)) {
        if (m_reception.isLoggedIn(session))
            Q_EMIT sessionAnswered(session, fact);
    }
}

ChatStatistics Chat::statistics() const
{
    return {.rooms = m_directory.count(),
            .guests = m_guests.presentCount(),
            .sessions = m_subscriptions.everyone().size(),
            .memberships = m_roster.membershipCount(),
            .messagesPosted = m_timeline.postedCount(),
            .requestsRefused = m_dispatcher.limiter().refusedCount()};
}

} // namespace hobnob::server
