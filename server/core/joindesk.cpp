// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/joindesk.h"

#include "server/core/attendance.h"
#include "server/core/blocks.h"
#include "server/core/bots.h"
#include "server/core/lines.h"
#include "server/core/memberships.h"
#include "server/core/overview.h"
#include "server/core/personfinder.h"
#include "server/core/readpointers.h"
#include "server/core/reception.h"
#include "server/core/rights.h"
#include "server/core/subscriptions.h"
#include "server/core/timeline.h"
#include "server/core/typingtracker.h"
#include "shared/text.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::PersonKind;
using protocol::Role;
using protocol::RoomKind;

namespace
{

QString directKey(QList<UserId> people)
{
    std::sort(people.begin(), people.end());
    QStringList ids;
    for (const UserId &user : std::as_const(people))
        ids.append(user.value());
    return ids.join(u' ');
}

} // namespace

JoinDesk::JoinDesk(Office office)
    : Desk(office.reception, office.attendance), m_office(std::move(office)),
      m_returning(m_office.returning)
{
}

bool JoinDesk::isGone(SessionId session, RequestId id)
{
    const bool isGone = !m_office.reception.isLoggedIn(session);
    if (isGone)
        refuse(session, id, {ErrorCode::NotLoggedIn, u"You logged out in another window."_s});
    return isGone;
}

void JoinDesk::handle(SessionId session, const protocol::CreateRoom &request)
{
    const RoomKind kind = request.kind.value_or(RoomKind::Public);
    const auto name = cleanRoomName(request.name);
    const auto topic = cleanTopic(request.topic.value_or(QString()));
    if (!name)
        refuse(session, request.id, name.error());
    else if (!topic)
        refuse(session, request.id, topic.error());
    else if (kind == RoomKind::Direct)
        refuse(session, request.id,
               {ErrorCode::NotAllowed, u"A direct room is made for its people."_s, u"kind"_s});
    else if (kind == RoomKind::Private && personOf(session).kind == PersonKind::Guest)
        refuse(session, request.id,
               {ErrorCode::AccountNeeded, u"Guests cannot make private rooms."_s, u"kind"_s});
    else if (kind == RoomKind::Public && m_office.directory.containsName(*name))
        refuse(session, request.id,
               {ErrorCode::RoomExists, u"There is a room of this name already."_s, u"name"_s});
    else
        make(session, request.id, {.name = *name, .kind = kind, .topic = *topic}, {});
}

void JoinDesk::make(SessionId session, RequestId id, NewRoom room, const People &others)
{
    const StoredPerson maker = personOf(session);
    const bool isThere =
        room.kind == RoomKind::Public && m_office.directory.containsName(room.name);
    if (!isThere) {
        if (const auto error = m_office.roster.refusal(maker.user.id, room.kind)) {
            refuse(session, id, *error);
            return;
        }
    }
    const Role role = room.kind == RoomKind::Direct ? Role::Member : Role::Owner;
    for (const StoredPerson &person : People{maker} + others) {
        if (Memberships::stayOf(person, room.kind) == Roster::Stay::ForGood)
            room.members.append({{}, person.user.id, role, m_office.clock()});
    }
    m_office.directory.ensure(room, [=, this](const Result<RoomDirectory::Found> &found) {
        if (found)
            finishMaking(session, id, *found, maker, others);
        else
            refuse(session, id, found.error());
    });
}

void JoinDesk::finishMaking(SessionId session, RequestId id, const RoomDirectory::Found &found,
                            const StoredPerson &maker, const People &others)
{
    const bool isDirect = m_office.directory.find(found.room).kind == RoomKind::Direct;
    if (found.isNew) {
        const Role role = isDirect ? Role::Member : Role::Owner;
        // All at once, so that nobody sees it half full.
        m_office.memberships.found(found.room, maker, role, {.asked = session});
        for (const StoredPerson &person : others)
            m_office.memberships.found(found.room, person, role, {.by = maker.user});
    }
    join(session, id, found.room, {});
}

void JoinDesk::handle(SessionId session, const protocol::JoinRoom &request)
{
    join(session, request.id, m_office.directory.kept(request.room), request.after);
}

void JoinDesk::handle(SessionId session, const protocol::JoinNamedRoom &request)
{
    const auto name = cleanRoomName(request.name);
    const bool isBot = m_office.bots.contains(personOf(session).user.id);
    // Bots come into rooms, and make none.
    if (name && isBot && !m_office.directory.containsName(*name))
        refuse(session, request.id, roomUnknown());
    else if (name)
        make(session, request.id, {.name = *name}, {});
    else
        refuse(session, request.id, name.error());
}

void JoinDesk::join(SessionId session, RequestId id, const RoomId &room, std::optional<Seq> after)
{
    if (isGone(session, id))
        return;
    const bool returns = after && !m_returning.hasExpired();
    m_office.memberships.join(room, personOf(session), session,
                              returns ? Roster::Coming::Returning : Roster::Coming::Joining,
                              [=, this](const Result<Roster::Joining> &joined) {
                                  if (joined)
                                      show(session, id, room, after);
                                  else
                                      refuse(session, id, joined.error());
                              });
}

void JoinDesk::show(SessionId session, RequestId id, const RoomId &room, std::optional<Seq> after)
{
    // This window follows the room from its answer on, so that the answer comes first.
    m_office.timeline.open(room, after, [=, this](Result<Timeline::Opening> opening) {
        if (opening)
            finishShowing(session, id, room,
                          {.id = id,
                           .room = {},
                           .events = opening->events,
                           .gap = opening->gap,
                           .more = opening->more,
                           .members = {},
                           .read = {room}});
        else
            refuse(session, id, opening.error());
    });
}

void JoinDesk::finishShowing(SessionId session, RequestId id, const RoomId &room,
                             protocol::Joined joined)
{
    const UserId user = personOf(session).user.id;
    // They may have left meanwhile, here or in another window, or been put out.
    if (const auto error = m_office.rights.refusal(room, user, Action::Read)) {
        refuse(session, id, *error);
        return;
    }
    m_office.reads.enter(user, room, m_office.directory.lastSeq(room));
    joined.room = m_office.overview.summaryOf(room);
    joined.read = m_office.overview.readState(user, room);
    joined.standing = m_office.overview.standing(user, room);
    // The page may hold events that are not announced yet; they come as roomEvents.
    while (!joined.events.isEmpty() && joined.events.last().seq > joined.room.lastSeq)
        joined.events.removeLast();
    joined.members = m_office.roster.page(room, {}).members;
    Q_EMIT membersShown(room);
    m_office.subscriptions.follow(session, room);
    answer(session, joined);
    if (const auto typing = m_office.typing.current(room); typing.count > 0)
        answer(session, typing);
}

void JoinDesk::handle(SessionId session, const protocol::LeaveRoom &request)
{
    m_office.memberships.leave(request.room, personOf(session).user.id, session,
                               [=, this](const Result<Done> &left) {
                                   if (left)
                                       answer(session, protocol::Left{request.id, request.room});
                                   else
                                       refuse(session, request.id, left.error());
                               });
}

void JoinDesk::handle(SessionId session, const protocol::OpenDirect &request)
{
    const UserId asking = personOf(session).user.id;
    QList<UserId> others;
    for (const UserId &user : request.people) {
        if (user != asking && !others.contains(user))
            others.append(user);
    }
    if (others.isEmpty()) {
        refuse(session, request.id,
               {ErrorCode::PersonUnknown, u"Choose somebody else."_s, u"people"_s});
        return;
    }
    if (others.size() >= limits::directPeople) {
        refuse(session, request.id,
               {ErrorCode::TooManyPeople,
                u"A direct room has at most %1 people."_s.arg(limits::directPeople), u"people"_s});
        return;
    }
    const QString key = directKey(others + QList{asking});
    const auto room = m_office.directory.findDirect(key);
    if (room && m_office.roster.isMember(*room, asking)) {
        join(session, request.id, *room, {});
        return;
    }
    m_office.finder.find(others, [=, this, id = request.id](const Result<People> &people) {
        if (isGone(session, id))
            return;
        if (!people)
            refuse(session, id, people.error());
        else if (const auto error = noDirect(asking, *people))
            refuse(session, id, *error);
        else
            make(session, id, {.kind = RoomKind::Direct, .directKey = key}, *people);
    });
}

std::optional<Error> JoinDesk::noDirect(const UserId &asking, const People &others) const
{
    for (const StoredPerson &person : others) {
        if (person.state == AccountState::Deactivated)
            return Error{ErrorCode::PersonUnknown, u"There is no such person."_s, u"people"_s};
        if (m_office.bots.isConfined(person.user.id))
            return Error{ErrorCode::NotAllowed,
                         u"%1 is a bot that is in its own rooms alone."_s.arg(person.user.name)};
        if (m_office.blocks.blocks(person.user.id, asking))
            return Error{ErrorCode::Blocked,
                         u"%1 does not want to hear of you."_s.arg(person.user.name)};
        if (auto error = m_office.roster.refusal(person.user.id, RoomKind::Direct))
            return error;
    }
    return std::nullopt;
}

} // namespace hobnob::server
