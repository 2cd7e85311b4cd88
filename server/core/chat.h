// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/accountdesk.h"
#include "server/core/administration.h"
#include "server/core/botadministration.h"
#include "server/core/bots.h"
#include "server/core/dispatcher.h"
#include "server/core/hooks.h"
#include "server/core/joindesk.h"
#include "server/core/membernotices.h"
#include "server/core/moderation.h"
#include "server/core/moderationdesk.h"
#include "server/core/orderadministration.h"
#include "server/core/overview.h"
#include "server/core/people.h"
#include "server/core/pictures.h"
#include "server/core/readpointers.h"
#include "server/core/reception.h"
#include "server/core/rights.h"
#include "server/core/roomadministration.h"
#include "server/core/roomdesk.h"
#include "server/core/roomdirectory.h"
#include "server/core/roomlines.h"
#include "server/core/rooms.h"
#include "server/core/roster.h"
#include "server/core/sanctions.h"
#include "server/core/subscriptions.h"
#include "server/core/timeline.h"
#include "server/core/timeouts.h"
#include "server/core/typingtracker.h"

namespace hobnob::server
{

struct ChatStatistics {
    qint64 rooms = 0;
    /// People who are present.
    qint64 people = 0;
    qint64 sessions = 0;
    qint64 memberships = 0;
    qint64 messagesPosted = 0;
    /// Past their rate.
    qint64 requestsRefused = 0;
};

/// The whole domain, without sockets and without SQL: what sessions say goes in, what they are to
/// hear comes out as signals. Lives on one thread.
class Chat final : public QObject
{
    Q_OBJECT

public:
    /// \a store outlives this, or drops its answers when it goes.
    Chat(Store &store, const HouseRules &rules, const Timeouts &timeouts, const Rates &rates);

    /// \a address: see RateLimiter::open(); \a cookie: see Reception::open().
    void open(SessionId session, const QString &address, const QString &cookie)
    {
        m_dispatcher.open(session, address, cookie);
    }
    void receive(SessionId session, const protocol::ClientMessage &message)
    {
        m_dispatcher.receive(session, message);
    }
    void close(SessionId session) { m_dispatcher.close(session); }
    /// The session missed facts, and hears of everything again from now on.
    void explainGap(SessionId session) { m_reception.explainGap(session); }
    /// See Tickets::redeem().
    [[nodiscard]] std::optional<Tickets::Grant> redeemTicket(const QString &ticket)
    {
        return m_reception.redeemTicket(ticket);
    }
    [[nodiscard]] Links &links() { return m_people.links; }
    [[nodiscard]] Administration &administration() { return m_administration; }
    [[nodiscard]] IncomingHooks &incomingHooks() { return m_hooks.incoming; }
    /// Until it is started it tells nobody anything.
    [[nodiscard]] OutgoingHooks &outgoingHooks() { return m_hooks.outgoing; }
    /// Every request from now on is refused as ShuttingDown; answers on their way still come.
    void refuseRequests();

    /// Who hears of roomInformed() and everyoneInformed().
    [[nodiscard]] const Subscriptions &subscriptions() const { return m_subscriptions; }
    [[nodiscard]] ChatStatistics statistics() const;

Q_SIGNALS:
    void sessionAnswered(hobnob::server::SessionId session,
                         const hobnob::protocol::ServerMessage &message);
    void sessionLoggedIn(hobnob::server::SessionId session);
    void sessionLoggedOut(hobnob::server::SessionId session);
    /// A fact for all sessions that follow the room.
    void roomInformed(const hobnob::RoomId &room, const hobnob::protocol::ServerMessage &message);
    /// A fact for these sessions.
    void sessionsInformed(const QList<hobnob::server::SessionId> &sessions,
                          const hobnob::protocol::ServerMessage &message);
    /// A fact for all sessions that are logged in.
    void everyoneInformed(const hobnob::protocol::ServerMessage &message);

private:
    void tidyRooms();
    void wire();
    void wirePeople();
    void wireRooms();
    void wireModeration();
    void wireHooks();
    void noteChange(const UserId &user);
    /// A public one's line to everyone, any other's to those in it.
    void informOfRoom(const RoomId &room);
    /// Those who are not in it, of what changes often.
    void informOutside(const RoomId &room, const QList<SessionId> &sessions);
    void informOfSelf(const UserId &user);
    void informOfName(const protocol::User &user);
    void informOfReading(const UserId &user, const protocol::ReadState &state);
    /// A fact for all windows of a person.
    void inform(const UserId &user, const protocol::ServerMessage &fact);

    const HouseRules m_rules;
    RoomDirectory m_directory;
    Bots m_bots;
    Sanctions m_sanctions;
    Roster m_roster;
    Timeline m_timeline;
    People m_people;
    Rights m_rights;
    Moderation m_moderation;
    Administration m_administration;
    TypingTracker m_typing;
    MemberNotices m_notices;
    Subscriptions m_subscriptions;
    RoomLines m_lines;
    ReadPointers m_reads;
    Overview m_overview;
    Reception m_reception;
    Rooms m_rooms;
    AccountDesk m_accountDesk;
    JoinDesk m_joinDesk;
    RoomDesk m_roomDesk;
    ModerationDesk m_moderationDesk;
    Pictures m_pictures;
    OrderAdministration m_orderAdministration;
    RoomAdministration m_roomAdministration;
    BotAdministration m_botAdministration;
    Hooks m_hooks;
    Dispatcher m_dispatcher;
};

} // namespace hobnob::server
