// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/people.h"

#include "desktop/client/serverlink.h"

namespace hobnob::desktop
{

using protocol::ServerMessage;

People::People(ServerLink *link, RoomDirectory *rooms, QObject *parent)
    : QObject(parent), m_link(link), m_rooms(rooms)
{
}

void People::enter(const protocol::Joined &answer)
{
    Room *room = m_rooms->find(answer.room.id);
    if (!room)
        return;
    Q_EMIT met(answer.members);
    room->members.replace(room->keepsMembers() ? answer.members : QList<protocol::Member>(),
                          answer.room.memberCount);
    Q_EMIT reset(answer.room.id);
}

void People::leave(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room)
        return;
    room->members.replace({}, 0);
    room->typing.clear();
    room->typingCount = 0;
    Q_EMIT reset(id);
    Q_EMIT typingChanged(id);
}

void People::take(const protocol::MembersChanged &fact)
{
    Room *room = m_rooms->find(fact.room);
    if (!room)
        return;
    room->summary.memberCount = fact.memberCount;
    Q_EMIT met(fact.joined);
    Q_EMIT met(fact.changed);
    if (room->keepsMembers())
        room->members.apply(fact);
    else
        room->members.replace({}, fact.memberCount);
    Q_EMIT changed(fact);
}

void People::take(const protocol::Typing &fact)
{
    Room *room = m_rooms->find(fact.room);
    if (!room)
        return;
    room->typing = fact.users;
    room->typingCount = fact.count;
    room->typing.removeIf([this](const protocol::User &user) { return user.id == m_self; });
    // Oneself is among the named or not; either way not among the others.
    if (room->typing.size() < fact.users.size())
        --room->typingCount;
    Q_EMIT typingChanged(fact.room);
}

void People::take(const protocol::PersonRenamed &fact)
{
    const auto ids = m_rooms->joined();
    for (const auto &id : ids) {
        Room *room = m_rooms->find(id);
        for (auto &user : room->summary.people) {
            if (user.id == fact.user.id)
                user.name = fact.user.name;
        }
        for (auto &user : room->typing) {
            if (user.id == fact.user.id) {
                user.name = fact.user.name;
                Q_EMIT typingChanged(id);
            }
        }
        const auto member = room->members.find(fact.user.id);
        if (!member)
            continue;
        protocol::MembersChanged change;
        change.room = id;
        change.memberCount = room->members.count();
        change.changed = {*member};
        change.changed.front().name = fact.user.name;
        room->members.apply(change);
        Q_EMIT changed(change);
    }
}

void People::heardFrom(const RoomId &id, const UserId &author)
{
    Room *room = m_rooms->find(id);
    if (!room)
        return;
    if (room->typing.removeIf([&](const protocol::User &user) { return user.id == author; }) > 0) {
        --room->typingCount;
        Q_EMIT typingChanged(id);
    }
}

void People::connectionLost()
{
    const auto ids = m_rooms->joined();
    for (const auto &id : ids) {
        Room *room = m_rooms->find(id);
        room->loadingMembers = false;
        if (room->typingCount == 0)
            continue;
        room->typing.clear();
        room->typingCount = 0;
        Q_EMIT typingChanged(id);
    }
}

void People::load(const RoomId &id)
{
    const Room *room = m_rooms->find(id);
    if (room && room->members.hasMore())
        request(id, Page::Next);
}

void People::setInterest(const RoomId &id, Interest interest)
{
    Room *room = m_rooms->find(id);
    if (!room)
        return;
    if (!room->keepsMembers())
        room->members.replace({}, room->members.count());
    else if (interest == Interest::Watched && room->members.members().isEmpty())
        request(id, Page::First);
}

void People::request(const RoomId &id, Page page)
{
    Room *room = m_rooms->find(id);
    if (!room || !room->isLive || room->loadingMembers)
        return;
    room->loadingMembers = true;
    protocol::GetMembers wanted{{}, id, {}};
    if (page == Page::Next)
        wanted.after = room->members.lastOfPages();
    m_link->request(wanted, [this, id, page](const Result<ServerMessage> &answer) {
        Room *asked = m_rooms->find(id);
        if (!asked)
            return;
        asked->loadingMembers = false;
        const auto *members = answer ? std::get_if<protocol::Members>(&*answer) : nullptr;
        if (!members || !asked->keepsMembers() || !asked->isJoined())
            return;
        Q_EMIT met(members->members);
        if (page == Page::First)
            asked->members.replace(members->members, asked->summary.memberCount);
        else
            asked->members.addPage(members->members, members->more);
        Q_EMIT reset(id);
    });
}

} // namespace hobnob::desktop
