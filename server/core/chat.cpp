// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/chat.h"

#include <algorithm>

namespace hobnob::server
{

Chat::Chat(Store &store, const HouseRules &rules, const Timeouts &timeouts, const Rates &rates)
    : m_rules(rules), m_directory(store), m_bots(store.botsAtStart()),
      m_sanctions(store.sanctionsAtStart(), m_rules.clock), m_roster(m_sanctions),
      m_timeline(store), m_people(store, m_rules, timeouts),
      m_rights(m_directory, m_roster, m_people.attendance, m_sanctions, m_bots),
      m_moderation{.blocks = Blocks(store),
                   .reports = Reports({.store = store,
                                       .attendance = m_people.attendance,
                                       .roster = m_roster,
                                       .rights = m_rights}),
                   .announcements = Announcements(store, m_rules)},
      m_administration(store, m_people), m_typing(timeouts), m_notices(m_roster, timeouts.coalesce),
      m_lines(m_subscriptions, timeouts.summaries), m_reads(store, timeouts.readGather),
      m_overview(m_directory, m_roster, m_reads, m_bots),
      m_reception({.rules = m_rules,
                   .epoch = store.epoch(),
                   .people = m_people,
                   .moderation = m_moderation,
                   .reads = m_reads,
                   .subscriptions = m_subscriptions,
                   .overview = m_overview,
                   .bots = m_bots}),
      m_rooms({.store = store,
               .rules = m_rules,
               .directory = m_directory,
               .roster = m_roster,
               .sanctions = m_sanctions,
               .timeline = m_timeline,
               .reads = m_reads,
               .typing = m_typing,
               .rights = m_rights,
               .blocks = m_moderation.blocks,
               .bots = m_bots,
               .overview = m_overview,
               .attendance = m_people.attendance,
               .reception = m_reception,
               .subscriptions = m_subscriptions}),
      m_accountDesk(m_people, m_reception), m_joinDesk({.directory = m_directory,
                                                        .roster = m_roster,
                                                        .reads = m_reads,
                                                        .overview = m_overview,
                                                        .rights = m_rights,
                                                        .timeline = m_timeline,
                                                        .typing = m_typing,
                                                        .subscriptions = m_subscriptions,
                                                        .blocks = m_moderation.blocks,
                                                        .bots = m_bots,
                                                        .finder = m_rooms.finder,
                                                        .memberships = m_rooms.memberships,
                                                        .attendance = m_people.attendance,
                                                        .reception = m_reception,
                                                        .clock = m_rules.clock,
                                                        .returning = timeouts.returning}),
      m_roomDesk({.directory = m_directory,
                  .overview = m_overview,
                  .rights = m_rights,
                  .sanctions = m_sanctions,
                  .finder = m_rooms.finder,
                  .settings = m_rooms.settings,
                  .memberships = m_rooms.memberships,
                  .discipline = m_rooms.discipline,
                  .attendance = m_people.attendance,
                  .reception = m_reception}),
      m_moderationDesk({.store = store,
                        .moderation = m_moderation,
                        .rights = m_rights,
                        .attendance = m_people.attendance,
                        .reception = m_reception}),
      m_pictures({.store = store,
                  .accounts = m_people.accounts,
                  .rooms = m_rooms.settings,
                  .rights = m_rights,
                  .attendance = m_people.attendance,
                  .reception = m_reception}),
      m_orderAdministration(
          m_administration,
          {.store = store, .announcements = m_moderation.announcements, .directory = m_directory}),
      m_roomAdministration(m_administration, {.accounts = store,
                                              .rooms = m_rooms,
                                              .directory = m_directory,
                                              .roster = m_roster,
                                              .sanctions = m_sanctions,
                                              .overview = m_overview,
                                              .rules = m_rules}),
      m_botAdministration(m_administration, {.store = store,
                                             .people = m_people,
                                             .bots = m_bots,
                                             .rooms = m_rooms,
                                             .directory = m_directory,
                                             .rules = m_rules}),
      m_hooks({.store = store,
               .rules = m_rules,
               .directory = m_directory,
               .attendance = m_people.attendance,
               .rights = m_rights,
               .bots = m_bots,
               .posts = m_rooms.posts,
               .commands = m_administration,
               .botAdministration = m_botAdministration},
              rates),
      m_dispatcher({.reception = m_reception,
                    .accounts = m_accountDesk,
                    .moderation = m_moderationDesk,
                    .pictures = m_pictures,
                    .joins = m_joinDesk,
                    .rooms = m_roomDesk,
                    .directory = m_directory,
                    .roster = m_roster,
                    .rights = m_rights,
                    .bots = m_bots,
                    .posts = m_rooms.posts,
                    .reads = m_reads,
                    .timeline = m_timeline,
                    .attendance = m_people.attendance,
                    .typing = m_typing},
                   rates)
{
    m_roster.load(store.membershipsAtStart(), store.membersAtStart(), store.roomsAtStart());
    wire();
    tidyRooms();
}

/// What the end of the server left undone: guests who owned rooms, or were the last in a direct
/// one, are gone without a word.
void Chat::tidyRooms()
{
    for (const auto &room : m_directory.rooms()) {
        if (m_directory.find(room).kind == protocol::RoomKind::Direct) {
            if (m_roster.memberCount(room) == 0 && !m_moderation.reports.waitIn(room))
                m_rooms.settings.removeIfEmpty(room);
        } else if (m_roster.memberCount(room) > 0 && m_roster.ownersOf(room).isEmpty()) {
            m_rooms.memberships.passOn(room, operatorOf(m_rules));
        }
    }
}

/// All connections of the domain: causes on the left, effects on the right.
void Chat::wire()
{
    wirePeople();
    wireRooms();
    wireModeration();

    connect(&m_timeline, &Timeline::messagePosted, &m_directory, &RoomDirectory::noteEvent);
    connect(&m_timeline, &Timeline::messagePosted, &m_reads, &ReadPointers::noteEvent);
    connect(&m_timeline, &Timeline::messagePosted, &m_lines, &RoomLines::mark);
    connect(&m_timeline, &Timeline::messagePosted, this,
            [this](const RoomId &room, const protocol::Event &event) {
                if (!event.notice)
                    m_typing.stop(room, event.author.id);
                m_notices.announce(room, event.author.id);
                Q_EMIT roomInformed(room, protocol::RoomEvent{room, event});
            });
    connect(&m_notices, &MemberNotices::noticeGathered, this,
            [this](const auto &notice) { Q_EMIT roomInformed(notice.room, notice); });
    connect(&m_typing, &TypingTracker::typingChanged, this,
            [this](const auto &typing) { Q_EMIT roomInformed(typing.room, typing); });
    connect(&m_lines, &RoomLines::due, this, &Chat::informOutside);
    connect(&m_reads, &ReadPointers::moved, this, &Chat::informOfReading);

    connect(&m_reception, &Reception::released, &m_dispatcher, &Dispatcher::receive);
    connect(&m_reception, &Reception::answered, this, &Chat::sessionAnswered);
    connect(&m_reception, &Reception::loggedIn, this, &Chat::sessionLoggedIn);
    connect(&m_reception, &Reception::loggedOut, this, &Chat::sessionLoggedOut);
    connect(&m_dispatcher, &Dispatcher::answered, this, &Chat::sessionAnswered);
    connect(&m_rooms.doors, &Doors::answered, this, &Chat::sessionAnswered);
    const std::initializer_list<const Desk *> desks = {&m_accountDesk, &m_joinDesk, &m_roomDesk,
                                                       &m_moderationDesk, &m_pictures};
    for (const Desk *desk : desks)
        connect(desk, &Desk::answered, this, &Chat::sessionAnswered);
    // After the directory's connection: it knows then how far the log goes.
    wireHooks();
}

void Chat::wirePeople()
{
    const Attendance &attendance = m_people.attendance;
    connect(&attendance, &Attendance::entered, &m_roster, &Roster::arrive);
    connect(&attendance, &Attendance::presenceChanged, &m_roster, &Roster::setPresence);
    connect(&attendance, &Attendance::departed, &m_roster, &Roster::depart);
    connect(&attendance, &Attendance::departed, &m_reads, &ReadPointers::drop);
    connect(&attendance, &Attendance::changed, this, &Chat::noteChange);
    connect(&attendance, &Attendance::changed, this, &Chat::informOfSelf);
    connect(&attendance, &Attendance::renamed, &m_reception, &Reception::rename);
    connect(&attendance, &Attendance::renamed, this, &Chat::informOfName);
    connect(&m_administration, &Administration::changed, &m_roster, &Roster::change);
    connect(&m_people.sessions, &SessionBook::ended, &m_reception, &Reception::endSessions);
    connect(&m_people.logins, &Logins::sessionsEnded, &m_reception, &Reception::endSessions);
    connect(&m_people.accounts, &Accounts::sessionsEnded, &m_reception, &Reception::endSessions);
    connect(&m_people.accounts, &Accounts::expelled, &m_reception, &Reception::expel);
    connect(&m_administration, &Administration::expelled, &m_reception, &Reception::expel);
    connect(&m_people.accounts, &Accounts::stateChanged, &m_roster, &Roster::setState);
    connect(&m_administration, &Administration::stateChanged, &m_roster, &Roster::setState);
    connect(&m_people.accounts, &Accounts::deleted, &m_roster, &Roster::forget);
    connect(&m_administration, &Administration::deleted, &m_roster, &Roster::forget);
    connect(&m_botAdministration, &BotAdministration::expelled, &m_reception, &Reception::expel);
    connect(&m_botAdministration, &BotAdministration::tokensRevoked, &m_reception,
            &Reception::endSessions);
    connect(&m_botAdministration, &BotAdministration::removed, &m_roster, &Roster::forget);
    connect(&m_reception, &Reception::guestForgotten, &m_roster, &Roster::forget);
}

void Chat::wireRooms()
{
    connect(&m_joinDesk, &JoinDesk::membersShown, &m_notices, &MemberNotices::noteShown);
    connect(&m_dispatcher, &Dispatcher::membersShown, &m_notices, &MemberNotices::noteShown);
    connect(&m_roster, &Roster::memberJoined, &m_notices, &MemberNotices::noteJoined);
    connect(&m_roster, &Roster::memberReturned, &m_notices, &MemberNotices::noteChanged);
    connect(&m_roster, &Roster::memberLeft, &m_notices, &MemberNotices::noteLeft);
    connect(&m_roster, &Roster::memberChanged, &m_notices, &MemberNotices::noteChanged);
    connect(&m_roster, &Roster::memberJoined, &m_lines, &RoomLines::mark);
    connect(&m_roster, &Roster::memberReturned, &m_lines, &RoomLines::mark);
    connect(&m_roster, &Roster::memberLeft, &m_lines, &RoomLines::mark);
    connect(&m_roster, &Roster::standingChanged, this,
            [this](const RoomId &room, const UserId &user) {
                m_rooms.doors.tellStanding(room, user, {});
            });
    const auto stopTyping = [this](const RoomId &room, const protocol::Member &member) {
        if (m_rights.refusal(room, member.id, Action::Type))
            m_typing.stop(room, member.id);
    };
    connect(&m_roster, &Roster::memberLeft, &m_typing, stopTyping);
    connect(&m_roster, &Roster::memberChanged, &m_typing, stopTyping);

    connect(&m_roster, &Roster::memberLeft, this, [this](const RoomId &room) {
        // What was said there may be what somebody objects to.
        if (m_roster.memberCount(room) == 0 && !m_moderation.reports.waitIn(room))
            m_rooms.settings.removeIfEmpty(room);
    });

    connect(&m_directory, &RoomDirectory::roomCreated, this, &Chat::informOfRoom);
    connect(&m_directory, &RoomDirectory::roomChanged, this, &Chat::informOfRoom);
    connect(&m_directory, &RoomDirectory::roomRemoved, &m_bots, &Bots::forgetRoom);
    connect(&m_directory, &RoomDirectory::roomRemoved, &m_notices, &MemberNotices::forget);
    connect(&m_directory, &RoomDirectory::roomRemoved, &m_typing, &TypingTracker::forget);
    connect(&m_directory, &RoomDirectory::roomRemoved, &m_lines, &RoomLines::forget);
    connect(&m_directory, &RoomDirectory::roomRemoved, &m_reads, &ReadPointers::forget);
    connect(&m_directory, &RoomDirectory::roomRemoved, &m_roster, &Roster::remove);
    connect(&m_directory, &RoomDirectory::roomRemoved, this, [this](const RoomId &room) {
        m_rooms.posts.forget(room);
        m_sanctions.forget(room);
    });
}

void Chat::wireModeration()
{
    const Attendance &attendance = m_people.attendance;
    auto &[blocks, reports, announcements] = m_moderation;
    connect(&attendance, &Attendance::renamed, &blocks, &Blocks::rename);
    connect(&m_people.accounts, &Accounts::deleted, &blocks, &Blocks::forget);
    connect(&m_administration, &Administration::deleted, &blocks, &Blocks::forget);
    connect(&m_reception, &Reception::guestForgotten, &blocks, &Blocks::forget);
    connect(&attendance, &Attendance::changed, &reports, &Reports::refresh);
    connect(&attendance, &Attendance::departed, &reports, &Reports::drop);
    connect(&m_directory, &RoomDirectory::roomRemoved, &reports, &Reports::forgetRoom);
    const auto refresh = [this](const RoomId &room, const protocol::Member &member) {
        m_moderation.reports.refreshIn(room, member.id);
    };
    connect(&m_roster, &Roster::memberJoined, &reports, refresh);
    connect(&m_roster, &Roster::memberChanged, &reports, refresh);
    connect(&m_roster, &Roster::memberLeft, &reports, refresh);

    connect(&blocks, &Blocks::changed, this, [this](const UserId &user) {
        inform(user, protocol::BlocksChanged{m_moderation.blocks.blockedBy(user)});
    });
    connect(&reports, &Reports::waitingChanged, this, [this](const UserId &user, qint64 count) {
        inform(user, protocol::ReportsWaiting{count});
    });
    connect(&announcements, &Announcements::changed, this, [this] {
        Q_EMIT everyoneInformed(protocol::Announced{m_moderation.announcements.current()});
    });
}

void Chat::wireHooks()
{
    connect(&m_timeline, &Timeline::messagePosted, &m_hooks.outgoing, &OutgoingHooks::noteEvent);
    connect(&m_directory, &RoomDirectory::roomRemoved, this, [this](const RoomId &room) {
        m_hooks.incoming.forgetRoom(room);
        m_hooks.outgoing.forgetRoom(room);
    });
    connect(&m_botAdministration, &BotAdministration::removed, this,
            [this](const UserId &bot) { m_hooks.incoming.forgetBot(bot); });
}

void Chat::refuseRequests()
{
    m_dispatcher.refuseRequests();
    m_hooks.incoming.refuseAll();
    m_hooks.outgoing.stop();
}

void Chat::informOfRoom(const RoomId &room)
{
    if (!m_directory.contains(room))
        return;
    const protocol::RoomChanged fact{m_overview.summaryOf(room)};
    if (!m_directory.isPublic(room)) {
        Q_EMIT roomInformed(room, fact);
        return;
    }
    Q_EMIT everyoneInformed(fact);
    // Those do not hear what everyone does.
    for (const UserId &bot : m_bots.confinedTo(room))
        inform(bot, fact);
}

/// Of others' rooms nobody outside hears.
void Chat::informOutside(const RoomId &room, const QList<SessionId> &sessions)
{
    if (m_directory.isPublic(room))
        Q_EMIT sessionsInformed(sessions, protocol::RoomChanged{m_overview.summaryOf(room)});
}

void Chat::inform(const UserId &user, const protocol::ServerMessage &fact)
{
    for (const auto window : m_people.attendance.windowsOf(user)) {
        if (m_reception.isLoggedIn(window))
            Q_EMIT sessionAnswered(window, fact);
    }
}

void Chat::noteChange(const UserId &user)
{
    const auto person = m_people.attendance.find(user);
    if (!person)
        return;
    m_roster.change(*person);
    m_rooms.memberships.noteAccount(*person);
}

void Chat::informOfSelf(const UserId &user)
{
    if (const auto person = m_people.attendance.find(user))
        inform(user, protocol::SelfChanged{person->user, selfOf(*person)});
}

/// Once to each session, however many rooms it shares with them.
void Chat::informOfName(const protocol::User &user)
{
    QSet<SessionId> sessions;
    for (const auto &room : m_roster.roomsOf(user.id)) {
        m_typing.stop(room, user.id);
        for (const auto session : m_subscriptions.followersOf(room))
            sessions.insert(session);
    }
    for (const auto session : std::as_const(sessions))
        Q_EMIT sessionAnswered(session, protocol::PersonRenamed{user});
}

void Chat::informOfReading(const UserId &user, const protocol::ReadState &state)
{
    inform(user, protocol::ReadMoved{m_overview.readState(user, state.room)});
}

ChatStatistics Chat::statistics() const
{
    const auto bots = m_bots.all();
    const auto present = std::count_if(bots.begin(), bots.end(), [this](const StoredBot &bot) {
        return m_people.attendance.find(bot.user.id).has_value();
    });
    return {.rooms = m_directory.count(),
            .people = m_people.attendance.presentCount() - present,
            .sessions = m_subscriptions.count(),
            .memberships = m_roster.membershipCount(),
            .messagesPosted = m_timeline.postedCount(),
            .requestsRefused =
                m_dispatcher.limiter().refusedCount() + m_hooks.incoming.refusedCount()};
}

} // namespace hobnob::server
